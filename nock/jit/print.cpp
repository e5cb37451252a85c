// Graphs as text, for people.
#include <fmt/format.h>

#include "nock/jit/ir.h"

namespace galena::jit {
namespace {

const char* name_of(Type type) {
  switch (type) {
    case Type::never:
      return "never";
    case Type::direct:
      return "direct";
    case Type::atom:
      return "atom";
    case Type::cell:
      return "cell";
    case Type::any:
      return "noun";
  }
  return "";
}

std::string text_of(Number what, uint64_t n) {
  switch (what) {
    case Number::none:
      return "";
    case Number::param:
    case Number::constant:
    case Number::axis:
      return fmt::format(" {}", n);
    case Number::word:
      return fmt::format(" {}", n / 2);
    case Number::flag:
      return fmt::format(" flag {}", n);
    case Number::function:
      return fmt::format(" function {}", n);
    case Number::jet:
      return fmt::format(" jet {}", n);
    case Number::arithmetic:
      return fmt::format(" operation {}", n);
  }
  return "";
}

template <class NodeOrTerm>
std::string operands_of(const NodeOrTerm& of, uint64_t number) {
  const auto& row = row_of(of.kind);
  const std::string value = text_of(row.value, number);
  std::string operands;
  each_operand(of, [&](NodeId n) { operands += fmt::format(" %{}", n); });
  return row.operands == Operands::args ? value + operands : operands + value;
}

// Before a pass has found them, all blocks are reached, all nodes live and all parameters used.
void print(std::string& out, const Graph& graph, FunctionId id) {
  const Function& f = graph.functions[id];
  out += fmt::format("function {} {}(", id, f.name);
  for (uint32_t i = 0; i < f.params; ++i) {
    if (f.param_used.empty() || f.param_used[i]) {
      out += fmt::format(" p{}:{}", i, name_of(f.param_types.empty() ? Type::never : f.param_types[i]));
    }
  }
  out += fmt::format(" ) -> {}", name_of(f.result));
  if (f.allocates) out += ", allocates";
  if (f.recursive) out += ", recursive";
  if (f.elsewhere) out += ", elsewhere";
  if (f.closed) out += ", closed";
  if (f.accumulates) out += ", accumulates";
  if (f.induction) out += ", its end is known by induction";
  if (f.decrements) out += fmt::format(", decrements p{}", *f.decrements);
  out += '\n';
  for (BlockId b = 0; b < f.blocks.size(); ++b) {
    const Block& block = f.blocks[b];
    if (f.blocks[0].reachable && !block.reachable) continue;
    out += fmt::format("  b{}:\n", b);
    for (const NodeId n : block.nodes) {
      const Node& node = f.nodes[n];
      if (!f.live.empty() && !f.live[n]) continue;
      out += fmt::format("    %{}:{} = {}{}{}\n", n, name_of(node.type), row_of(node.kind).text,
                         operands_of(node, node.value), node.proved ? " proved" : "");
    }
    const Term& t = block.term;
    if (t.kind == TermKind::none) continue;
    out += fmt::format("    {}{}", row_of(t.kind).text, operands_of(t, t.kind == TermKind::tail ? t.function : t.axis));
    for (const BlockId way : {t.yes, t.no}) {
      if (way != kNone) out += fmt::format(" b{}", way);
    }
    out += '\n';
  }
}

}  // namespace

std::string print(const Graph& graph) {
  std::string out;
  for (FunctionId f = 0; f < graph.functions.size(); ++f) print(out, graph, f);
  return out;
}

}  // namespace galena::jit
