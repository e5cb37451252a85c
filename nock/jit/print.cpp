// Graphs as text, for people.
#include <fmt/format.h>

#include "nock/jit/ir.h"

namespace galena::jit {
namespace {

const char* name_of(NodeKind kind) {
  switch (kind) {
    case NodeKind::param:
      return "param";
    case NodeKind::small:
      return "small";
    case NodeKind::slot:
      return "constant";
    case NodeKind::head:
      return "head";
    case NodeKind::tail:
      return "tail";
    case NodeKind::is_cell:
      return "is-cell";
    case NodeKind::same:
      return "same";
    case NodeKind::is_none:
      return "is-none";
    case NodeKind::first_time:
      return "first-time";
    case NodeKind::loobean:
      return "loobean";
    case NodeKind::inc:
      return "inc";
    case NodeKind::cons:
      return "cons";
    case NodeKind::phi:
      return "phi";
    case NodeKind::call:
      return "call";
    case NodeKind::nock:
      return "nock";
    case NodeKind::kick:
      return "kick";
    case NodeKind::frame_jet:
      return "frame-jet";
    case NodeKind::slog:
      return "slog";
    case NodeKind::bout_start:
      return "bout-start";
    case NodeKind::bout_end:
      return "bout-end";
    case NodeKind::xray:
      return "xray";
    case NodeKind::recall:
      return "recall";
    case NodeKind::remember:
      return "remember";
    case NodeKind::fast:
      return "fast";
    case NodeKind::trace_push:
      return "trace-push";
    case NodeKind::trace_pop:
      return "trace-pop";
    case NodeKind::jet:
      return "jet";
    case NodeKind::fits:
      return "fits";
    case NodeKind::arithmetic:
      return "arithmetic";
  }
  return "";
}

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

std::string names(const std::vector<NodeId>& args) {
  std::string text;
  for (const NodeId a : args) text += fmt::format(" %{}", a);
  return text;
}

void print(std::string& out, const Graph& graph, FunctionId id) {
  const Function& f = graph.functions[id];
  out += fmt::format("function {} {}(", id, f.name);
  for (uint32_t i = 0; i < f.params; ++i) {
    if (f.param_used[i]) out += fmt::format(" p{}:{}", i, name_of(f.param_types[i]));
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
    if (!block.reachable) continue;
    out += fmt::format("  b{}:\n", b);
    for (const NodeId n : block.nodes) {
      const Node& node = f.nodes[n];
      if (!f.live[n]) continue;
      out += fmt::format("    %{}:{} = {}", n, name_of(node.type), name_of(node.kind));
      if (node.a != kNone) out += fmt::format(" %{}", node.a);
      if (node.b != kNone) out += fmt::format(" %{}", node.b);
      if (node.kind == NodeKind::call) out += fmt::format(" function {}", node.value);
      if (node.kind == NodeKind::param || node.kind == NodeKind::slot || node.kind == NodeKind::kick) {
        out += fmt::format(" {}", node.value);
      }
      if (node.kind == NodeKind::small) out += fmt::format(" {}", node.value / 2);
      if (node.proved) out += " proved";
      out += names(node.args) + '\n';
    }
    const Term& t = block.term;
    switch (t.kind) {
      case TermKind::none:
        break;
      case TermKind::jump:
        out += fmt::format("    jump b{}\n", t.yes);
        break;
      case TermKind::branch:
      case TermKind::test:
        out += fmt::format("    {} %{} b{} b{}\n", t.kind == TermKind::branch ? "branch" : "test", t.a, t.yes, t.no);
        break;
      case TermKind::ret:
        out += fmt::format("    return %{}\n", t.a);
        break;
      case TermKind::tail:
        out += fmt::format("    tail function {}{}\n", t.function, names(t.args));
        break;
      case TermKind::tail_nock:
        out += fmt::format("    tail nock %{} %{}\n", t.a, t.b);
        break;
      case TermKind::tail_kick:
        out += fmt::format("    tail kick %{} {}\n", t.a, t.axis);
        break;
      case TermKind::tail_jet:
        out += fmt::format("    tail frame-jet %{} {}\n", t.a, t.axis);
        break;
      case TermKind::leave:
        out += "    leave\n";
        break;
    }
  }
}

}  // namespace

std::string print(const Graph& graph) {
  std::string out;
  for (FunctionId f = 0; f < graph.functions.size(); ++f) print(out, graph, f);
  return out;
}

}  // namespace galena::jit
