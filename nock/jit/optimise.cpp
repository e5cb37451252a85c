// What is done to a graph once it is whole: dead parts go, types are found, loops whose end is known are recognised.
#include <fmt/format.h>

#include <algorithm>

#include "nock/jit/analysis.h"

namespace galena::jit {

Type join(Type a, Type b) {
  if (a == b || b == Type::never) return a;
  if (a == Type::never) return b;
  if ((a == Type::direct && b == Type::atom) || (a == Type::atom && b == Type::direct)) return Type::atom;
  return Type::any;
}

namespace {

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
    if (n == kNone || f.live[n]) return;
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
    need(t.a);
    need(t.b);
    if (t.kind != TermKind::tail) continue;
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
    need(n.a);
    need(n.b);
    if (n.kind == NodeKind::call) {
      need_args(graph.functions[n.value], n.args);
    } else {
      for (const NodeId a : n.args) need(a);
    }
    if (n.kind == NodeKind::param && !f.param_used[n.value]) {
      f.param_used[n.value] = true;
      changed = true;
    }
  }
  return changed;
}

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

// A block that ends in this returns what nothing is known of.
bool is_unknown(TermKind kind) {
  return kind == TermKind::tail_nock || kind == TermKind::tail_kick || kind == TermKind::tail_jet;
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

// What a function can come to by calls; with `tails`, by its own tail calls of itself too.
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

bool is_closed(NodeKind kind) {
  switch (kind) {
    case NodeKind::nock:
    case NodeKind::kick:
    case NodeKind::frame_jet:
    case NodeKind::slog:
    case NodeKind::bout_start:
    case NodeKind::bout_end:
    case NodeKind::xray:
    case NodeKind::recall:
    case NodeKind::remember:
    case NodeKind::first_time:
    case NodeKind::fast:
      return false;
    default:
      return true;
  }
}

// Which functions compute by themselves.
void find_closed(Graph& graph) {
  for (Function& f : graph.functions) {
    f.closed = !f.external;
    for (const Block& b : f.blocks) {
      if (!b.reachable) continue;
      for (const NodeId id : b.nodes) f.closed = f.closed && is_closed(f.nodes[id].kind);
      f.closed = f.closed && !is_unknown(b.term.kind);
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

void find_allocation(Graph& graph) {
  for (bool changed = true; changed;) {
    changed = false;
    for (Function& f : graph.functions) {
      bool allocates = f.allocates;
      for (const Block& b : f.blocks) {
        if (!b.reachable) continue;
        for (const NodeId id : b.nodes) {
          if (!f.live[id]) continue;
          switch (f.nodes[id].kind) {
            case NodeKind::cons:
            case NodeKind::jet:
              allocates = true;
              break;
            case NodeKind::inc:
              allocates |= graph.general;
              break;
            case NodeKind::call:
              allocates |= graph.functions[f.nodes[id].value].allocates;
              break;
            default:
              break;
          }
        }
        if (b.term.kind == TermKind::tail) allocates |= graph.functions[b.term.function].allocates;
      }
      changed |= allocates != f.allocates;
      f.allocates = allocates;
    }
  }
}

// ---- cells ----

// Marks what asks for parts of a cell that was asked for some before, on every way there. Each check left out is also
// one end less of a block, where the code for the strand puts all that it holds in registers on the stack.
class Proofs {
 public:
  explicit Proofs(Function& f) : f_(f), number_(f.nodes.size(), kNone) {
    for (const Block& b : f.blocks) {
      if (!b.reachable) continue;
      for (const NodeId id : b.nodes) {
        const Node& n = f.nodes[id];
        if (is_asked(n.kind) && number_[n.a] == kNone) number_[n.a] = count_++;
      }
    }
  }

  // There are no ways back in a function: in reverse postorder, a block comes after all that lead to it.
  void find() {
    if (count_ == 0) return;
    order();
    // Of blocks that have not been come to yet, everything is known.
    const size_t words = (count_ + 63) / 64;
    std::vector<Known> at(f_.blocks.size(), Known(words, UINT64_MAX));
    at[0].assign(words, 0);
    for (size_t i = postorder_.size(); i-- > 0;) {
      Block& block = f_.blocks[postorder_[i]];
      Known& known = at[postorder_[i]];
      for (const NodeId id : block.nodes) {
        Node& n = f_.nodes[id];
        if (!is_asked(n.kind)) continue;
        n.proved = (known[number_[n.a] / 64] >> number_[n.a] % 64 & 1) != 0;
        if (n.kind != NodeKind::is_cell) learn(known, n.a);
      }
      const Term& t = block.term;
      const bool asks = t.kind == TermKind::branch && f_.nodes[t.a].kind == NodeKind::is_cell && t.yes != t.no;
      if (t.no != kNone) meet(at[t.no], known);
      if (t.yes == kNone) continue;
      if (asks) learn(known, f_.nodes[t.a].a);
      meet(at[t.yes], known);
    }
  }

 private:
  using Known = std::vector<uint64_t>;  // a bit for each number

  void learn(Known& known, NodeId node) const { known[number_[node] / 64] |= uint64_t{1} << number_[node] % 64; }
  static void meet(Known& into, const Known& from) {
    for (size_t i = 0; i < into.size(); ++i) into[i] &= from[i];
  }
  void order() {
    std::vector<uint8_t> ways(f_.blocks.size(), 0);  // taken so far
    std::vector<BlockId> path{0};
    std::vector<bool> seen(f_.blocks.size());
    seen[0] = true;
    while (!path.empty()) {
      const BlockId b = path.back();
      const Term& t = f_.blocks[b].term;
      if (ways[b] == 2) {
        postorder_.push_back(b);
        path.pop_back();
        continue;
      }
      const BlockId next = ways[b]++ == 0 ? t.yes : t.no;
      if (next == kNone || seen[next]) continue;
      seen[next] = true;
      path.push_back(next);
    }
  }
  static bool is_asked(NodeKind kind) {
    return kind == NodeKind::head || kind == NodeKind::tail || kind == NodeKind::is_cell;
  }

  Function& f_;
  std::vector<uint32_t> number_;  // by node: among those that are asked for parts
  uint32_t count_ = 0;
  std::vector<BlockId> postorder_;
};

// ---- loops ----

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
    f.accumulates = found && possible && !graph.general;
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
  switch (n.kind) {
    case NodeKind::param:
      return {true, true, n.value, 0};
    case NodeKind::small:
      return {true, false, 0, n.value / 2};
    case NodeKind::inc: {
      Sum s = sum_of(f, n.a);
      if (++s.offset > 1000 && s.is_param) s.valid = false;
      if (!s.is_param && s.offset >= Noun::kMaxDirect - 1000) s.valid = false;
      return s;
    }
    default:
      return {};
  }
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
  if (graph.general || !f.closed) return std::nullopt;
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
      switch (f.nodes[n].kind) {
        case NodeKind::param:
        case NodeKind::small:
        case NodeKind::same:
          return true;
        case NodeKind::inc: {
          const Sum s = sum_of(f, n);
          // What the loop does to other values in passing could leave it.
          return s.valid || (calls && result.accumulates && n == b.term.a);
        }
        case NodeKind::call:
          return calls && (graph.functions[f.nodes[n].value].decrements.has_value() ||
                           (result.accumulates && f.nodes[n].value == id));
        default:
          return false;
      }
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

}  // namespace

void finish(Graph& graph) {
  for (Function& f : graph.functions) {
    if (!f.external) mark_reachable(f);
    f.live.assign(f.nodes.size(), false);
    f.param_used.assign(f.params, f.external);
    f.param_types.assign(f.params, f.external ? Type::any : Type::never);
    if (f.external) f.result = Type::any;
    f.allocates = f.external;
  }
  find_closed(graph);
  find_recursion(graph);
  place(graph);
  for (bool changed = true; changed;) {
    changed = false;
    for (Function& f : graph.functions) changed |= mark_live(graph, f);
  }
  // On the strand, others call with anything. Passages to the machine stack check what their callers there rely on.
  for (Function& f : graph.functions) {
    if (f.has_strand_body() || f.external || graph.general) f.param_types.assign(f.params, Type::any);
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
  find_allocation(graph);
  for (Function& f : graph.functions) {
    if (f.on_strand || f.on_machine) Proofs(f).find();
  }
  find_loops(graph);
}

// ---- text ----

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
