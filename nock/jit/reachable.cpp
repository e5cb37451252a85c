// Dead parts of a graph: blocks that nothing leads to, and nodes and parameters that nothing reads.
#include "nock/jit/passes.h"

namespace galena::jit {
namespace {

void mark_reachable(Function& f) {
  std::vector<BlockId> work{0};
  f.blocks[0].reachable = true;
  while (!work.empty()) {
    const Term& t = f.blocks[work.back()].term;
    work.pop_back();
    for (const BlockId next : {t.yes, t.no}) {
      if (next == kNone || f.blocks[next].reachable) continue;
      f.blocks[next].reachable = true;
      work.push_back(next);
    }
  }
  for (Block& b : f.blocks) {
    if (!b.reachable || b.predecessors.empty()) continue;
    for (size_t i = b.predecessors.size(); i-- > 0;) {
      if (f.blocks[b.predecessors[i]].reachable) continue;
      b.predecessors.erase(b.predecessors.begin() + static_cast<ptrdiff_t>(i));
      for (const NodeId id : b.nodes) {
        Node& n = f.nodes[id];
        if (n.kind == NodeKind::phi) n.args.erase(n.args.begin() + static_cast<ptrdiff_t>(i));
      }
    }
  }
}

// One pass of liveness over a function, given which parameters of others are read. True if it found a parameter read.
bool mark_live(Graph& graph, Function& f) {
  if (f.external) return false;
  std::vector<NodeId> work;
  const auto need = [&](NodeId n) {
    if (f.live[n]) return;
    f.live[n] = true;
    work.push_back(n);
  };
  const auto need_args = [&](const Function& callee, const std::vector<NodeId>& args) {
    for (size_t i = 0; i < args.size(); ++i) {
      if (callee.param_used[i] || (f.has_strand_body() && callee.takes_all())) need(args[i]);
    }
  };
  for (const Block& b : f.blocks) {
    if (!b.reachable) continue;
    for (const NodeId id : b.nodes) {
      const NodeKind kind = f.nodes[id].kind;
      if (!is_pure(kind) && (f.has_strand_body() || !is_trace(kind))) need(id);
      if (f.live[id] && f.nodes[id].kind == NodeKind::call)
        need_args(graph.functions[f.nodes[id].value], f.nodes[id].args);
    }
    const Term& t = b.term;
    if (t.kind != TermKind::tail) {
      each_operand(t, need);
      continue;
    }
    need_args(graph.functions[t.function], t.args);
    // A loop that only heaps up what nobody reads is to run out of memory as it does elsewhere, not to run for ever.
    if (&graph.functions[t.function] != &f) continue;
    for (const NodeId id : f.blocks[0].nodes) {
      const Node& n = f.nodes[id];
      if (n.kind == NodeKind::param && f.nodes[t.args[n.value]].kind == NodeKind::cons) need(id);
    }
  }
  bool changed = false;
  while (!work.empty()) {
    const Node& n = f.nodes[work.back()];
    work.pop_back();
    if (n.kind == NodeKind::call) {
      need_args(graph.functions[n.value], n.args);
    } else {
      each_operand(n, need);
    }
    if (n.kind == NodeKind::param && !f.param_used[n.value]) {
      f.param_used[n.value] = true;
      changed = true;
    }
  }
  return changed;
}

}  // namespace

void mark_reachable(Graph& graph) {
  for (Function& f : graph.functions) {
    if (!f.external) mark_reachable(f);
  }
}

void mark_live(Graph& graph) {
  for (Function& f : graph.functions) {
    f.live.assign(f.nodes.size(), false);
    f.param_used.assign(f.params, f.external);
  }
  for (bool changed = true; changed;) {
    changed = false;
    for (Function& f : graph.functions) changed |= mark_live(graph, f);
  }
}

}  // namespace galena::jit
