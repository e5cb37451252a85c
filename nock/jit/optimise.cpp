// What is done to a graph once it is whole, pass by pass.
#include "nock/jit/analysis.h"
#include "nock/jit/passes.h"

namespace galena::jit {

void finish(Graph& graph) {
  mark_reachable(graph);
  find_closed(graph);
  find_recursion(graph);
  place(graph);
  mark_live(graph);
  infer_types(graph);
  find_allocation(graph);
  find_proofs(graph);
  find_loops(graph);
}

}  // namespace galena::jit
