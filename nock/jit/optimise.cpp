// What is done to a graph once it is whole, pass by pass.
#include "nock/jit/analysis.h"
#include "nock/jit/passes.h"

namespace galena::jit {

bool is_pure(NodeKind kind) {
  switch (kind) {
    case NodeKind::param:
    case NodeKind::small:
    case NodeKind::slot:
    case NodeKind::is_cell:
    case NodeKind::same:
    case NodeKind::is_none:
    case NodeKind::first_time:
    case NodeKind::loobean:
    case NodeKind::cons:
    case NodeKind::phi:
    case NodeKind::recall:
    case NodeKind::fits:
    case NodeKind::arithmetic:
      return true;
    default:
      return false;
  }
}

// Of no use where what crashes is run again for its trace.
bool is_trace(NodeKind kind) {
  return kind == NodeKind::trace_push || kind == NodeKind::trace_pop;
}

bool is_unknown(TermKind kind) {
  return kind == TermKind::tail_nock || kind == TermKind::tail_kick || kind == TermKind::tail_jet;
}

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
