// What is done to a graph once it is whole, pass by pass, each of which is tested by the verifier.
#include "nock/base/check.h"
#include "nock/jit/analysis.h"
#include "nock/jit/passes.h"
#include "nock/jit/verify.h"

namespace galena::jit {

void finish(Graph& graph) {
  GALENA_CHECK(is_well_formed(graph, Stage::analysed));
  mark_reachable(graph);
  GALENA_CHECK(is_well_formed(graph, Stage::reachable));
  find_closed(graph);
  GALENA_CHECK(is_well_formed(graph, Stage::closed));
  find_recursion(graph);
  GALENA_CHECK(is_well_formed(graph, Stage::recursive));
  place(graph);
  GALENA_CHECK(is_well_formed(graph, Stage::placed));
  mark_live(graph);
  GALENA_CHECK(is_well_formed(graph, Stage::live));
  infer_types(graph);
  GALENA_CHECK(is_well_formed(graph, Stage::typed));
  find_allocation(graph);
  GALENA_CHECK(is_well_formed(graph, Stage::allocating));
  find_proofs(graph);
  GALENA_CHECK(is_well_formed(graph, Stage::proved));
  find_loops(graph);
  GALENA_CHECK(is_well_formed(graph, Stage::finished));
}

}  // namespace galena::jit
