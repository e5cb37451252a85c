// Types of nodes, parameters and products: from what is made, to what is made of it.
#include <algorithm>

#include "nock/base/check.h"
#include "nock/jit/passes.h"

namespace galena::jit {

Type join(Type a, Type b) {
  if (a == b || b == Type::never) return a;
  if (a == Type::never) return b;
  if ((a == Type::direct && b == Type::atom) || (a == Type::atom && b == Type::direct)) return Type::atom;
  return Type::any;
}

Type type_of_call(const Graph& graph, const Function& f, FunctionId callee) {
  const Function& c = graph.functions[callee];
  const Type type = c.elsewhere ? Type::any : c.result;
  // Where machine code has left, the product for a caller on the strand is the interpreter's, which knows neither that
  // atoms are direct nor that jets did not decline.
  const bool is_atom = type == Type::direct || type == Type::atom;
  return f.has_strand_body() && is_atom ? Type::any : type;
}

namespace {

// Of nodes whose row in node.def does not say it.
Type computed_type(const Graph& graph, const Function& f, const Node& n) {
  if (n.kind == NodeKind::param) return f.param_types[n.value];
  if (n.kind == NodeKind::slot) return graph.slots[n.value]->is_cell() ? Type::cell : Type::atom;
  if (n.kind == NodeKind::inc) return graph.any_atoms || f.has_strand_body() ? Type::atom : Type::direct;
  if (n.kind == NodeKind::call) return type_of_call(graph, f, static_cast<FunctionId>(n.value));
  if (n.kind == NodeKind::jet) {
    // Where the jet declines, and its Nock runs, there may be a cell: (add 0 [1 2]).
    const bool is_atom = !f.has_strand_body() && graph.jets[n.value].jet->arithmetic != Arithmetic::none;
    return is_atom ? Type::atom : Type::any;
  }
  GALENA_CHECK(n.kind == NodeKind::phi);
  Type type = Type::never;
  for (const NodeId a : n.args) type = join(type, f.nodes[a].type);
  return type;
}

bool widen(Type& type, Type by) {
  const Type joined = join(type, by);
  if (joined == type) return false;
  type = joined;
  return true;
}

// One pass over a function, given what is known of others so far. True if it has come to know of more.
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
      changed |= widen(n.type, type_of(graph, f, n));
      if (n.kind == NodeKind::call) pass(static_cast<FunctionId>(n.value), n.args);
    }
    const Term& t = b.term;
    if (t.kind == TermKind::ret) changed |= widen(f.result, f.nodes[t.a].type);
    if (t.kind == TermKind::tail) {
      pass(t.function, t.args);
      changed |= widen(f.result, type_of_call(graph, f, t.function));
    }
    if (!is_closed(t.kind)) changed |= widen(f.result, Type::any);
  }
  return changed;
}

}  // namespace

Type type_of(const Graph& graph, const Function& f, const Node& n) {
  switch (row_of(n.kind).product) {
    case Product::nothing:
    case Product::boolean:
    case Product::any:
      return Type::any;
    case Product::direct:
      return Type::direct;
    case Product::cell:
      return Type::cell;
    case Product::computed:
      return computed_type(graph, f, n);
  }
  return Type::any;
}

void infer_types(Graph& graph) {
  // On the strand, others call with anything. Passages to the machine stack check what their callers there rely on.
  for (Function& f : graph.functions) {
    const bool anything = f.has_strand_body() || f.external || graph.any_atoms;
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
