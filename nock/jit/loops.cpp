// Loops whose rounds need not be calls, or need not be made: sums and lists that a recursion makes behind its own call,
// and counting whose end is known.
#include <algorithm>

#include "nock/jit/passes.h"

namespace galena::jit {
namespace {

void find_accumulation(Graph& graph) {
  for (FunctionId id = 0; id < graph.functions.size(); ++id) {
    Function& f = graph.functions[id];
    bool found = false, builds = false, possible = f.closed;
    for (const Block& b : f.blocks) {
      if (!b.reachable || !possible) continue;
      if (b.term.kind == TermKind::tail && b.term.function != id) possible = false;
      found |= own_call_before(f, id, b, NodeKind::inc) != kNone;
      builds |= own_call_before(f, id, b, NodeKind::cons) != kNone;
    }
    f.accumulates = found && possible && !graph.any_atoms;
    f.builds = builds && possible && !f.accumulates;
  }
}

// A parameter and a number added to it, or a number alone.
struct Sum {
  bool valid = false, is_param = false;
  uint64_t param = 0, offset = 0;  // of a number alone: the offset
};
Sum sum_of(const Function& f, NodeId id) {
  const Node& n = f.nodes[id];
  if (n.kind == NodeKind::param) return {true, true, n.value, 0};
  if (n.kind == NodeKind::small) return {true, false, 0, n.value / 2};
  if (n.kind != NodeKind::inc) return {};
  Sum s = sum_of(f, n.a);
  if (++s.offset > 1000 && s.is_param) s.valid = false;
  if (!s.is_param && s.offset >= Noun::kMaxDirect - 1000) s.valid = false;
  return s;
}

// The block where a jump to `b` ends, past blocks that do nothing.
BlockId landing(const Function& f, BlockId b) {
  while (f.blocks[b].term.kind == TermKind::jump &&
         std::none_of(f.blocks[b].nodes.begin(), f.blocks[b].nodes.end(), [&](NodeId n) {
           return f.live[n] && f.nodes[n].kind != NodeKind::param && f.nodes[n].kind != NodeKind::small;
         })) {
    b = f.blocks[b].term.yes;
  }
  return b;
}

std::optional<Induction> find_induction(const Graph& graph, FunctionId id) {
  const Function& f = graph.functions[id];
  if (graph.any_atoms || !f.closed) return std::nullopt;
  const Block& test = f.blocks[landing(f, 0)];
  if (test.term.kind != TermKind::branch || f.nodes[test.term.a].kind != NodeKind::same) return std::nullopt;
  const Block& exit = f.blocks[landing(f, test.term.yes)];
  const Block& round = f.blocks[landing(f, test.term.no)];
  if (exit.term.kind != TermKind::ret) return std::nullopt;

  Induction result;
  const std::vector<NodeId>* args = nullptr;
  if (round.term.kind == TermKind::tail && round.term.function == id) {
    args = &round.term.args;
  } else if (const NodeId call = f.accumulates ? own_call_before(f, id, round, NodeKind::inc) : kNone; call != kNone) {
    args = &f.nodes[call].args;
    result.accumulates = true;
  } else {
    return std::nullopt;
  }
  const auto simple = [&](const Block& b, bool calls) {
    return std::all_of(b.nodes.begin(), b.nodes.end(), [&](NodeId n) {
      if (!f.live[n]) return true;
      const Node& node = f.nodes[n];
      // What the loop does to other values in passing could leave it.
      if (node.kind == NodeKind::inc) {
        return sum_of(f, n).valid || (calls && result.accumulates && n == b.term.a);
      }
      if (node.kind == NodeKind::call) {
        return calls && (graph.functions[node.value].decrements || (result.accumulates && node.value == id));
      }
      return node.kind == NodeKind::param || node.kind == NodeKind::small || node.kind == NodeKind::same;
    });
  };
  if (!simple(test, false) || !simple(exit, false) || !simple(round, true)) return std::nullopt;

  for (uint32_t i = 0; i < f.params; ++i) {
    if (!f.param_used[i]) {
      result.steps.push_back(Induction::Step::unused);
      continue;
    }
    const Node& arg = f.nodes[(*args)[i]];
    const Sum s = sum_of(f, (*args)[i]);
    if (s.valid && s.is_param && s.param == i && s.offset <= 1) {
      result.steps.push_back(s.offset == 0 ? Induction::Step::stays : Induction::Step::up);
    } else if (arg.kind == NodeKind::call && graph.functions[arg.value].decrements.has_value()) {
      const Node& of = f.nodes[arg.args[*graph.functions[arg.value].decrements]];
      if (of.kind != NodeKind::param || of.value != i) return std::nullopt;
      result.steps.push_back(Induction::Step::down);
    } else {
      return std::nullopt;
    }
  }
  // Every decrement made must be one of these: others could go on for ever.
  size_t calls = 0;
  for (const NodeId n : round.nodes) calls += f.live[n] && f.nodes[n].kind == NodeKind::call && f.nodes[n].value != id;
  if (calls != static_cast<size_t>(std::count(result.steps.begin(), result.steps.end(), Induction::Step::down))) {
    return std::nullopt;
  }

  const Node& same = f.nodes[test.term.a];
  const auto moves = [&](const Sum& s) {
    return s.is_param &&
           (result.steps[s.param] == Induction::Step::up || result.steps[s.param] == Induction::Step::down);
  };
  Sum counter = sum_of(f, same.a), limit = sum_of(f, same.b);
  if (!counter.valid || !limit.valid) return std::nullopt;
  if (!moves(counter)) std::swap(counter, limit);
  if (!moves(counter) || moves(limit)) return std::nullopt;
  if (limit.is_param && limit.offset != 0) return std::nullopt;
  result.counter = static_cast<uint32_t>(counter.param);
  result.offset = counter.offset;
  result.limit_is_param = limit.is_param;
  result.limit = limit.is_param ? limit.param : limit.offset * 2;

  const Sum value = sum_of(f, exit.term.a);
  if (!value.valid || (value.is_param && value.offset != 0)) return std::nullopt;
  result.result_is_param = value.is_param;
  result.result = value.is_param ? value.param : value.offset * 2;
  return result;
}

// The parameter that the function returns less one; for 0 it loops for ever, or leaves.
std::optional<uint32_t> find_decrement(const Graph& graph, FunctionId id) {
  const Function& f = graph.functions[id];
  if (!f.closed) return std::nullopt;
  // What is made for the trace alone changes nothing.
  const auto only = [&](const Block& b, NodeId and_this) {
    return std::all_of(b.nodes.begin(), b.nodes.end(), [&](NodeId n) {
      return !f.live[n] || n == and_this || is_pure(f.nodes[n].kind) || is_trace(f.nodes[n].kind);
    });
  };
  const Block* begin = &f.blocks[landing(f, 0)];
  std::optional<uint64_t> not_zero;  // a parameter
  if (begin->term.kind == TermKind::branch) {
    const Node& test = f.nodes[begin->term.a];
    if (test.kind != NodeKind::same || !only(*begin, kNone)) return std::nullopt;
    const Node *value = &f.nodes[test.a], *zero = &f.nodes[test.b];
    if (value->kind == NodeKind::small) std::swap(value, zero);
    if (value->kind != NodeKind::param || zero->kind != NodeKind::small || zero->value != 0) return std::nullopt;
    if (f.blocks[landing(f, begin->term.yes)].term.kind != TermKind::leave) return std::nullopt;
    not_zero = value->value;
    begin = &f.blocks[landing(f, begin->term.no)];
  }
  const Block& b = *begin;
  // The loop is called last, though where a hint is around it that is no tail call.
  const bool returned = b.term.kind == TermKind::ret && f.nodes[b.term.a].kind == NodeKind::call;
  if (!returned && b.term.kind != TermKind::tail) return std::nullopt;
  const FunctionId callee = returned ? static_cast<FunctionId>(f.nodes[b.term.a].value) : b.term.function;
  const std::vector<NodeId>& args = returned ? f.nodes[b.term.a].args : b.term.args;
  if (callee == id || !only(b, returned ? b.term.a : kNone)) return std::nullopt;
  const Function& loop = graph.functions[callee];
  if (!loop.induction || loop.induction->accumulates) return std::nullopt;
  const Induction& in = *loop.induction;
  if (in.steps[in.counter] != Induction::Step::up || in.offset != 1 || !in.limit_is_param || !in.result_is_param ||
      in.result != in.counter) {
    return std::nullopt;
  }
  // Other parameters of the loop must not matter: only counter and limit are read.
  for (uint32_t i = 0; i < loop.params; ++i) {
    if (loop.param_used[i] && i != in.counter && i != in.limit) return std::nullopt;
  }
  const Node& start = f.nodes[args[in.counter]];
  const Node& limit = f.nodes[args[in.limit]];
  if (start.kind != NodeKind::small || start.value != 0 || limit.kind != NodeKind::param) return std::nullopt;
  if (not_zero && *not_zero != limit.value) return std::nullopt;
  return static_cast<uint32_t>(limit.value);
}

}  // namespace

void find_loops(Graph& graph) {
  find_accumulation(graph);
  for (bool changed = true; changed;) {
    changed = false;
    for (FunctionId id = 0; id < graph.functions.size(); ++id) {
      Function& f = graph.functions[id];
      if (!f.induction) {
        f.induction = find_induction(graph, id);
        changed |= f.induction.has_value();
      }
      if (!f.decrements) {
        f.decrements = find_decrement(graph, id);
        changed |= f.decrements.has_value();
      }
    }
  }
}

}  // namespace galena::jit
