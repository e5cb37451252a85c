// The passes that `finish` (analysis.h) makes over a graph, in their order. Each works on the graph alone, allocates
// no nouns, and takes time in proportion to the graph, times the rounds of a fixpoint where it says so. What each
// leaves to rely on is tested by verify.h, and written in doc/jit.md.
#pragma once

#include "nock/jit/ir.h"

namespace galena::jit {

// What can be reached: blocks from their function's entry, and no others among predecessors and args of phis.
void mark_reachable(Graph& graph);

// Where each function runs: which are closed, which may come back to themselves, and which are wanted on the strand and
// on the machine stack. Fixpoints over the calls.
void find_closed(Graph& graph);
void find_recursion(Graph& graph);
void place(Graph& graph);

// What is read: nodes, and parameters through all calls. A fixpoint over the calls.
void mark_live(Graph& graph);

// Types of live nodes, parameters and products. A fixpoint over the calls.
void infer_types(Graph& graph);
// What is known of the product of `n`, a node of `f`, by the types of what it reads.
Type type_of(const Graph& graph, const Function& f, const Node& n);
// What is known of the product of a call from `f`.
Type type_of_call(const Graph& graph, const Function& f, FunctionId callee);

// Which functions may come to a collection, on the machine stack. A fixpoint over the calls.
void find_allocation(Graph& graph);

// Which nodes ask for parts of what is a cell for certain.
void find_proofs(Graph& graph);

// Which functions accumulate, build, decrement, or have an end that is known.
void find_loops(Graph& graph);

// The functions that the reachable code of `f` calls, again for each call; tail calls of itself are among them.
template <class Visit>
void each_callee(const Function& f, Visit visit) {
  for (const Block& b : f.blocks) {
    if (!b.reachable) continue;
    for (const NodeId id : b.nodes) {
      if (f.nodes[id].kind == NodeKind::call) visit(static_cast<FunctionId>(f.nodes[id].value));
    }
    if (b.term.kind == TermKind::tail) visit(b.term.function);
  }
}

}  // namespace galena::jit
