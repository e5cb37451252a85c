// Where each function of a graph runs, and what that takes.
#include "nock/jit/passes.h"

namespace galena::jit {

// Which functions compute by themselves.
void find_closed(Graph& graph) {
  for (Function& f : graph.functions) {
    f.closed = !f.external;
    for (const Block& b : f.blocks) {
      if (!b.reachable) continue;
      for (const NodeId id : b.nodes) f.closed = f.closed && is_closed(f.nodes[id].kind);
      f.closed = f.closed && is_closed(b.term.kind);
    }
  }
  for (bool changed = true; changed;) {
    changed = false;
    for (Function& f : graph.functions) {
      if (!f.closed) continue;
      each_callee(f, [&](FunctionId callee) { f.closed = f.closed && graph.functions[callee].closed; });
      changed |= !f.closed;
    }
  }
}

// Which functions come back to themselves by calls, and which do so at least by tail calls of themselves.
void find_recursion(Graph& graph) {
  for (FunctionId f = 0; f < graph.functions.size(); ++f) {
    std::vector<bool> seen(graph.functions.size());
    std::vector<FunctionId> work;
    bool own_tail = false;
    const auto reach = [&](FunctionId to) {
      if (!seen[to]) {
        seen[to] = true;
        work.push_back(to);
      }
    };
    for (const Block& b : graph.functions[f].blocks) {
      if (!b.reachable) continue;
      for (const NodeId id : b.nodes) {
        if (graph.functions[f].nodes[id].kind == NodeKind::call) {
          reach(static_cast<FunctionId>(graph.functions[f].nodes[id].value));
        }
      }
      if (b.term.kind != TermKind::tail) continue;
      if (b.term.function == f) {
        own_tail = true;
      } else {
        reach(b.term.function);
      }
    }
    while (!work.empty()) {
      const FunctionId at = work.back();
      work.pop_back();
      each_callee(graph.functions[at], reach);
    }
    graph.functions[f].recursive = seen[f];
    graph.functions[f].loops = seen[f] || own_tail;
  }
}

// Where each function is wanted. A closed one that is called from the strand runs there too, unless it loops: then it
// is worth the way to the machine stack.
void place(Graph& graph) {
  // What has been compiled for the strand before is not compiled again, and what may never run is not compiled yet. It
  // was of use to find what is closed.
  for (Function& f : graph.functions) {
    if (&f == &graph.functions[graph.entry]) continue;
    f.elsewhere |= f.compiled || (f.cold && !f.closed);
  }
  std::vector<FunctionId> work{graph.entry};
  graph.functions[graph.entry].on_strand = true;
  while (!work.empty()) {
    const FunctionId id = work.back();
    work.pop_back();
    Function& f = graph.functions[id];
    if (f.is_passage()) f.on_machine = true;
    each_callee(f, [&](FunctionId to) {
      Function& callee = graph.functions[to];
      const bool strand = callee.on_strand || (f.has_strand_body() && !callee.elsewhere);
      const bool machine = callee.on_machine || f.on_machine;
      if (strand == callee.on_strand && machine == callee.on_machine) return;
      callee.on_strand = strand;
      callee.on_machine = machine;
      work.push_back(to);
    });
  }
}

namespace {

bool may_allocate(const Graph& graph, const Node& n) {
  switch (row_of(n.kind).effect) {
    case Effect::allocates:
    case Effect::runs:
      return true;
    case Effect::leaves:
      return n.kind == NodeKind::inc && graph.any_atoms;
    case Effect::calls:
      return n.kind == NodeKind::call && graph.functions[n.value].allocates;
    case Effect::pure:
    case Effect::acts:
    case Effect::trace:
      return false;
  }
  return true;
}

}  // namespace

void find_allocation(Graph& graph) {
  for (Function& f : graph.functions) f.allocates = f.external;
  for (bool changed = true; changed;) {
    changed = false;
    for (Function& f : graph.functions) {
      bool allocates = f.allocates;
      for (const Block& b : f.blocks) {
        if (!b.reachable) continue;
        for (const NodeId id : b.nodes) allocates |= f.live[id] && may_allocate(graph, f.nodes[id]);
        if (b.term.kind == TermKind::tail) allocates |= graph.functions[b.term.function].allocates;
      }
      changed |= allocates != f.allocates;
      f.allocates = allocates;
    }
  }
}

}  // namespace galena::jit
