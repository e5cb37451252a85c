// Types of nodes, parameters and products: from what is made, to what is made of it.
#include <algorithm>

#include "nock/jit/passes.h"

namespace galena::jit {

Type join(Type a, Type b) {
  if (a == b || b == Type::never) return a;
  if (a == Type::never) return b;
  if ((a == Type::direct && b == Type::atom) || (a == Type::atom && b == Type::direct)) return Type::atom;
  return Type::any;
}

namespace {

bool widen(Type& type, Type by) {
  const Type joined = join(type, by);
  if (joined == type) return false;
  type = joined;
  return true;
}

// What a product is for a caller on the strand: where machine code has left, it is the interpreter's, which knows
// neither that atoms are direct nor that jets did not decline.
Type from_strand(Type type) {
  return type == Type::direct || type == Type::atom ? Type::any : type;
}

bool infer_types(Graph& graph, Function& f) {
  if (f.external) return false;
  bool changed = false;
  const auto pass = [&](FunctionId to, const std::vector<NodeId>& args) {
    Function& callee = graph.functions[to];
    for (size_t i = 0; i < args.size(); ++i) {
      if (callee.param_used[i] && !callee.external) changed |= widen(callee.param_types[i], f.nodes[args[i]].type);
    }
  };
  for (const Block& b : f.blocks) {
    if (!b.reachable) continue;
    for (const NodeId id : b.nodes) {
      if (!f.live[id]) continue;
      Node& n = f.nodes[id];
      Type type = Type::any;
      switch (n.kind) {
        case NodeKind::param:
          type = f.param_types[n.value];
          break;
        case NodeKind::small:
        case NodeKind::loobean:
        case NodeKind::bout_start:
          type = Type::direct;
          break;
        case NodeKind::slot:
          type = graph.slots[n.value]->is_cell() ? Type::cell : Type::atom;
          break;
        case NodeKind::inc:
          type = graph.general || f.has_strand_body() ? Type::atom : Type::direct;
          break;
        case NodeKind::arithmetic:
          type = Type::direct;
          break;
        case NodeKind::jet:
          // Where the jet declines, and its Nock runs, there may be a cell: (add 0 [1 2]).
          type =
              f.has_strand_body() || graph.jets[n.value].jet->arithmetic == Arithmetic::none ? Type::any : Type::atom;
          break;
        case NodeKind::cons:
          type = Type::cell;
          break;
        case NodeKind::phi:
          type = Type::never;
          for (const NodeId a : n.args) type = join(type, f.nodes[a].type);
          break;
        case NodeKind::call:
          type = graph.functions[n.value].elsewhere ? Type::any : graph.functions[n.value].result;
          if (f.has_strand_body()) type = from_strand(type);
          pass(static_cast<FunctionId>(n.value), n.args);
          break;
        default:
          break;
      }
      changed |= widen(n.type, type);
    }
    if (b.term.kind == TermKind::ret) changed |= widen(f.result, f.nodes[b.term.a].type);
    if (b.term.kind == TermKind::tail) {
      pass(b.term.function, b.term.args);
      Type result = graph.functions[b.term.function].elsewhere ? Type::any : graph.functions[b.term.function].result;
      if (f.has_strand_body()) result = from_strand(result);
      changed |= widen(f.result, result);
    }
    if (is_unknown(b.term.kind)) changed |= widen(f.result, Type::any);
  }
  return changed;
}

}  // namespace

void infer_types(Graph& graph) {
  // On the strand, others call with anything. Passages to the machine stack check what their callers there rely on.
  for (Function& f : graph.functions) {
    const bool anything = f.has_strand_body() || f.external || graph.general;
    f.param_types.assign(f.params, anything ? Type::any : Type::never);
    if (f.external) f.result = Type::any;
  }
  const auto infer = [&] {
    for (bool changed = true; changed;) {
      changed = false;
      for (Function& f : graph.functions) changed |= infer_types(graph, f);
    }
  };
  infer();
  for (Function& f : graph.functions) {
    std::replace(f.param_types.begin(), f.param_types.end(), Type::never, Type::any);
  }
  infer();
}

}  // namespace galena::jit
