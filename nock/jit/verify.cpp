#include "nock/jit/verify.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "nock/base/check.h"
#include "nock/jit/passes.h"

namespace galena::jit {
namespace {

struct Fault {
  std::string text;
};

// The blocks of a function that its entry leads to, and which of them all ways to another lead through.
class Ways {
 public:
  // False, with the rest undefined, if there is a way back.
  bool find(const Function& f) {
    order_.clear();
    number_.assign(f.blocks.size(), kNone);
    if (!walk(f)) return false;
    std::reverse(order_.begin(), order_.end());
    for (uint32_t i = 0; i < order_.size(); ++i) number_[order_[i]] = i;
    into_.assign(f.blocks.size(), {});
    for (const BlockId b : order_) {
      const Term& t = f.blocks[b].term;
      if (t.yes != kNone) into_[t.yes].push_back(b);
      if (t.no != kNone) into_[t.no].push_back(b);
    }
    above_.assign(f.blocks.size(), kNone);
    for (size_t i = 1; i < order_.size(); ++i) {
      BlockId common = into_[order_[i]].front();
      for (const BlockId b : into_[order_[i]]) common = meet(common, b);
      above_[order_[i]] = common;
    }
    return true;
  }

  // Blocks that are reached, each after all that lead to it.
  const std::vector<BlockId>& order() const { return order_; }
  bool reaches(BlockId b) const { return number_[b] != kNone; }
  // The blocks that lead to `b`, which is reached: one that does so on both of its ways is there twice.
  const std::vector<BlockId>& into(BlockId b) const { return into_[b]; }
  // The last block that all ways to `b` lead through; kNone for the entry.
  BlockId above(BlockId b) const { return above_[b]; }
  bool dominates(BlockId upper, BlockId lower) const {
    while (lower != kNone && number_[lower] > number_[upper]) lower = above_[lower];
    return lower == upper;
  }

 private:
  bool walk(const Function& f) {
    enum : uint8_t { fresh, open, done };
    std::vector<uint8_t> state(f.blocks.size(), fresh), taken(f.blocks.size(), 0);
    std::vector<BlockId> path{0};
    state[0] = open;
    while (!path.empty()) {
      const BlockId b = path.back();
      if (taken[b] == 2) {
        state[b] = done;
        order_.push_back(b);
        path.pop_back();
        continue;
      }
      const Term& t = f.blocks[b].term;
      const BlockId next = taken[b]++ == 0 ? t.yes : t.no;
      if (next == kNone || state[next] == done) continue;
      if (state[next] == open) return false;
      state[next] = open;
      path.push_back(next);
    }
    return true;
  }
  BlockId meet(BlockId a, BlockId b) const {
    while (a != b) {
      BlockId& later = number_[a] > number_[b] ? a : b;
      later = above_[later];
    }
    return a;
  }

  std::vector<BlockId> order_, above_;
  std::vector<uint32_t> number_;  // by block: its place in the order
  std::vector<std::vector<BlockId>> into_;
};

bool covers(Type general, Type special) {
  return join(general, special) == general;
}

class Verifier {
 public:
  Verifier(const Graph& graph, Stage stage) : graph_(graph), stage_(stage) {}

  void run() {
    tables();
    each_function([this] {
      form();
      if (!function().external) flow();
    });
    each_function([this] { sizes(); });
    each_function([this] { passes(); });
  }

 private:
  const Function& function() const { return graph_.functions[id_]; }
  bool is_at(Stage stage) const { return stage_ >= stage; }

  // ---- where, and what ----
  std::string where() const {
    if (id_ == kNone) return "the graph";
    std::string text = fmt::format("function {}", id_);
    if (block_ != kNone) text += fmt::format(", b{}", block_);
    if (node_ != kNone) text += fmt::format(", %{} {}", node_, row_of(function().nodes[node_].kind).text);
    return text;
  }
  void require(bool holds, const char* rule) const {
    if (!holds) throw Fault{where() + ": " + rule};
  }
  template <class Check>
  void each_function(Check check) {
    for (id_ = 0; id_ < graph_.functions.size(); ++id_) check();
  }
  template <class Check>
  void each_block(Check check) {
    for (block_ = 0; block_ < function().blocks.size(); ++block_) check(function().blocks[block_]);
    block_ = kNone;
  }
  template <class Check>
  void each_reached(Check check) {
    each_block([&](const Block& b) {
      if (b.reachable) check(b);
    });
  }
  template <class Check>
  void each_node(const Block& b, Check check) {
    for (const NodeId n : b.nodes) {
      node_ = n;
      check(function().nodes[n]);
    }
    node_ = kNone;
  }

  // ---- tables ----
  void tables() const {
    require(graph_.entry < graph_.functions.size(), "its entry is no function");
    require(graph_.slots.size() == graph_.slot_numbers.size(), "a constant has two numbers");
    for (const auto& [constant, number] : graph_.slot_numbers) {
      require(constant != nullptr && number < graph_.slots.size() && graph_.slots[number] == constant,
              "a constant is not found by its number");
    }
    for (const DirectJet& jet : graph_.jets) require(jet.jet != nullptr && jet.formula != nullptr, "a jet is none");
    require(!graph_.functions[graph_.entry].external, "its entry is compiled elsewhere");
  }

  // ---- form: each node and term for itself ----
  void form() {
    const Function& f = function();
    if (f.external) {
      require(f.elsewhere && f.blocks.empty() && f.nodes.empty(), "is compiled elsewhere and has code here");
      require(f.param_used == std::vector<bool>(f.params, true), "is compiled elsewhere, where all is read");
      return;
    }
    require(f.blocks.size() >= 2 && f.blocks[0].term.kind == TermKind::jump && f.blocks[0].term.yes == 1,
            "does not begin with a block of its own in front of the loop");
    home_.assign(f.nodes.size(), {});
    each_block([&](const Block& b) {
      for (uint32_t i = 0; i < b.nodes.size(); ++i) {
        require(b.nodes[i] < f.nodes.size(), "holds what is no node");
        node_ = b.nodes[i];
        require(home_[node_].block == kNone, "stands in two places");
        home_[node_] = {block_, i};
        node_ = kNone;
      }
    });
    each_block([&](const Block& b) {
      each_node(b, [&](const Node& n) {
        operands_of(n, is_boolean_reader(n.kind));
        number_of(n);
        node_form(b, n);
      });
      term_form(b.term);
    });
    parameters();
  }
  static bool is_boolean_reader(NodeKind kind) { return kind == NodeKind::loobean; }
  static bool is_boolean_reader(TermKind kind) { return kind == TermKind::branch; }

  // Of a node or a term.
  template <class NodeOrTerm>
  void operands_of(const NodeOrTerm& of, bool reads_boolean) const {
    const Operands operands = row_of(of.kind).operands;
    const bool has_a = operands == Operands::a || operands == Operands::ab || operands == Operands::a_or_ab;
    require((of.a != kNone) == has_a, "has not the operands of its kind");
    require(operands == Operands::a_or_ab || (of.b != kNone) == (operands == Operands::ab),
            "has not the operands of its kind");
    require(operands == Operands::args || of.args.empty(), "has not the operands of its kind");
    each_operand(of, [&](NodeId n) {
      require(n < function().nodes.size() && home_[n].block != kNone, "reads what is no node");
      const Product product = row_of(function().nodes[n].kind).product;
      require(product != Product::nothing, "reads what has no product");
      require((product == Product::boolean) == reads_boolean,
              reads_boolean ? "reads a noun as a boolean" : "reads a boolean as a noun");
    });
  }
  void number_of(const Node& n) const {
    switch (row_of(n.kind).value) {
      case Number::none:
        return require(n.value == 0, "has a number that means nothing");
      case Number::param:
        return require(n.value < function().params, "is a parameter that there is not");
      case Number::word:
        return require((n.value & 1) == 0, "is no direct atom");
      case Number::constant:
        return require(n.value < graph_.slots.size(), "is of a constant that there is not");
      case Number::flag:
        return require(n.value < graph_.flags, "is of a flag that there is not");
      case Number::function:
        return called(n.value, n.args);
      case Number::jet:
        return is_jet(n.value, n.kind == NodeKind::frame_jet);
      case Number::axis:
        return require(n.value < 0x10000, "is of an axis that a kick has no room for");
      case Number::arithmetic:
        require(n.value != static_cast<uint64_t>(Arithmetic::none) && n.value <= static_cast<uint64_t>(Arithmetic::gte),
                "is of an operation that there is not");
        return require((n.b == kNone) == (n.value == static_cast<uint64_t>(Arithmetic::dec)),
                       "has not the operands of its operation");
    }
  }
  void called(uint64_t callee, const std::vector<NodeId>& args) const {
    require(callee < graph_.functions.size(), "calls what is no function");
    require(args.size() == graph_.functions[callee].params, "has not as many args as its callee has parameters");
  }
  void is_jet(uint64_t number, bool has_frame) const {
    require(number < graph_.jets.size(), "is of a jet that there is not");
    require((graph_.jets[number].jet->native != nullptr) == has_frame,
            has_frame ? "enters a jet that has no frame" : "calls a jet that needs a frame");
  }
  // What is said of one kind alone.
  void node_form(const Block& b, const Node& n) const {
    const auto kind_of = [&](NodeId id) { return function().nodes[id].kind; };
    if (n.kind == NodeKind::phi) {
      require(!b.predecessors.empty() && n.args.size() == b.predecessors.size(), "has not an arg for each predecessor");
      const bool first = std::all_of(b.nodes.begin(), b.nodes.begin() + home_[node_].place,
                                     [&](NodeId id) { return kind_of(id) == NodeKind::phi; });
      require(first, "is a phi behind other nodes");
    }
    if (n.kind == NodeKind::is_none) {
      require(kind_of(n.a) == NodeKind::recall, "asks of a noun whether it is none");
    } else if (n.kind != NodeKind::phi) {
      each_operand(n, [&](NodeId id) { require(kind_of(id) != NodeKind::recall, "reads what may be no noun"); });
    }
    const auto pair = [&](NodeKind end, NodeKind start, const char* rule) {
      if (n.kind == end) return require(kind_of(n.a) == start, rule);
      each_operand(n, [&](NodeId id) { require(kind_of(id) != start, rule); });
    };
    pair(NodeKind::trace_pop, NodeKind::trace_push, "a trace that was put by is not what is taken up");
    pair(NodeKind::bout_end, NodeKind::bout_start, "a time that is kept is not what is reported");
    require(!n.proved || n.kind == NodeKind::head || n.kind == NodeKind::tail || n.kind == NodeKind::is_cell,
            "is proved, and asks nothing");
  }
  void term_form(const Term& t) const {
    operands_of(t, is_boolean_reader(t.kind));
    const TermRow& row = row_of(t.kind);
    require((t.yes != kNone) == (row.ways > 0) && (t.no != kNone) == (row.ways > 1), "has not the ways of its term");
    for (const BlockId to : {t.yes, t.no}) {
      require(to == kNone || (to > 0 && to < function().blocks.size()), "leads to what is no block behind the first");
    }
    require((t.function != kNone) == (row.value == Number::function), "has not the callee of its term");
    if (row.value == Number::function) called(t.function, t.args);
    if (row.value == Number::jet) is_jet(t.axis, true);
    if (row.value == Number::axis) require(t.axis < 0x10000, "is of an axis that a kick has no room for");
    each_operand(t, [&](NodeId id) {
      const NodeKind kind = function().nodes[id].kind;
      require(kind != NodeKind::recall && kind != NodeKind::trace_push && kind != NodeKind::bout_start,
              "its term reads what is no noun of the program");
    });
  }
  // In the first block alone, where nothing is made of them: self tail calls come back to the one after it.
  void parameters() {
    std::vector<bool> seen(function().params);
    each_block([&](const Block& b) {
      each_node(b, [&](const Node& n) {
        if (block_ == 0) {
          each_operand(n, [&](NodeId id) {
            require(function().nodes[id].kind != NodeKind::param, "is made of a parameter in front of the loop");
          });
        }
        if (n.kind != NodeKind::param) return;
        require(block_ == 0, "is a parameter behind the first block");
        require(!seen[n.value], "is a parameter for the second time");
        seen[n.value] = true;
      });
    });
    require(std::find(seen.begin(), seen.end(), false) == seen.end(), "has a parameter without a node");
  }

  // ---- flow: the order in which things happen ----
  void flow() {
    const Function& f = function();
    require(ways_.find(f), "has a way back");
    for (const BlockId b : ways_.order()) {
      block_ = b;
      require(f.blocks[b].term.kind != TermKind::none, "is reached and has no end");
      predecessors(f.blocks[b]);
      order(f.blocks[b]);
    }
    block_ = kNone;
    traces();
  }
  void predecessors(const Block& b) const {
    if (b.predecessors.empty()) return;
    std::vector<BlockId> noted;
    for (const BlockId p : b.predecessors) {
      require(p < function().blocks.size(), "has a predecessor that is no block");
      if (ways_.reaches(p)) noted.push_back(p);
    }
    std::vector<BlockId> found = ways_.into(block_);
    std::sort(noted.begin(), noted.end());
    std::sort(found.begin(), found.end());
    require(noted == found, "has not the predecessors that lead to it");
    for (const BlockId p : found) {
      require(function().blocks[p].term.kind == TermKind::jump, "has a predecessor that may go elsewhere");
    }
  }
  // Whether `n` is there at `place` of block `b`.
  bool is_there(NodeId n, BlockId b, uint32_t place) const {
    const Home& home = home_[n];
    if (home.block == b) return home.place < place;
    return ways_.reaches(home.block) && ways_.dominates(home.block, b);
  }
  void order(const Block& b) {
    const auto end_of = [&](BlockId at) { return static_cast<uint32_t>(function().blocks[at].nodes.size()); };
    each_node(b, [&](const Node& n) {
      if (n.kind == NodeKind::phi) {
        for (size_t p = 0; p < n.args.size(); ++p) {
          const BlockId from = b.predecessors[p];
          require(!ways_.reaches(from) || is_there(n.args[p], from, end_of(from)),
                  "has an arg that is not made on every way to its predecessor");
        }
        return;
      }
      each_operand(n, [&](NodeId id) {
        require(is_there(id, block_, home_[node_].place), "reads what is not made on every way here");
      });
      if (n.kind == NodeKind::arithmetic) require(fits(n), "is arithmetic on what is not known to fit");
    });
    each_operand(b.term, [&](NodeId id) {
      require(is_there(id, block_, end_of(block_)), "its term reads what is not made on every way here");
    });
  }
  // Whether all ways to the block at hand come by the yes of a branch that asks whether `n` fits.
  bool fits(const Node& n) const {
    for (BlockId b = block_; b != kNone; b = ways_.above(b)) {
      if (ways_.into(b).size() != 1) continue;
      const Term& t = function().blocks[ways_.into(b).front()].term;
      if (t.kind != TermKind::branch || t.yes != b) continue;
      const Node& test = function().nodes[t.a];
      if (test.kind == NodeKind::fits && test.a == n.a && test.b == n.b && test.value == n.value) return true;
    }
    return false;
  }
  // What was put on the trace last is taken off first, on all ways alike, and nothing is left of it at a return.
  void traces() {
    const Function& f = function();
    std::vector<NodeId> last(f.blocks.size(), kNone), before(f.nodes.size(), kNone);
    std::vector<bool> seen(f.blocks.size());
    for (const BlockId b : ways_.order()) {
      block_ = b;
      NodeId top = last[b];
      each_node(f.blocks[b], [&](const Node& n) {
        if (n.kind == NodeKind::trace_push) {
          before[node_] = top;
          top = node_;
        } else if (n.kind == NodeKind::trace_pop) {
          require(n.a == top, "takes off the trace what was not put on it last");
          top = before[top];
        }
      });
      const Term& t = f.blocks[b].term;
      require(row_of(t.kind).ways > 0 || t.kind == TermKind::leave || top == kNone, "returns with more of a trace");
      for (const BlockId next : {t.yes, t.no}) {
        if (next == kNone) continue;
        require(!seen[next] || last[next] == top, "leads to where another trace is kept");
        seen[next] = true;
        last[next] = top;
      }
    }
    block_ = kNone;
  }

  // ---- what the passes leave behind ----
  void sizes() const {
    const Function& f = function();
    const bool marked = f.live.size() == f.nodes.size() && f.param_used.size() == f.params;
    require(!is_at(Stage::live) || marked, "has not been looked at for what is read");
    require(!is_at(Stage::typed) || f.param_types.size() == f.params, "has not been looked at for types");
  }
  void passes() {
    if (!function().external) {
      ways_.find(function());
      if (is_at(Stage::reachable)) reachability();
      if (is_at(Stage::closed)) closedness();
      // Every function from every other: once is enough.
      if (stage_ == Stage::recursive || is_at(Stage::finished)) recursion();
    }
    if (is_at(Stage::placed)) placement();
    if (is_at(Stage::live)) liveness();
    if (is_at(Stage::typed)) types();
    if (is_at(Stage::allocating)) allocation();
    if (is_at(Stage::proved)) proofs();
    if (is_at(Stage::finished)) loops();
    if (is_at(Stage::recorded)) records();
  }
  void reachability() {
    each_block([&](const Block& b) {
      require(b.reachable == ways_.reaches(block_), b.reachable ? "is not reached" : "is reached, and not marked so");
      if (!b.reachable) return;
      require(std::all_of(b.predecessors.begin(), b.predecessors.end(), [&](BlockId p) { return ways_.reaches(p); }),
              "has a predecessor that is not reached");
    });
  }
  void closedness() {
    if (!function().closed) return;
    each_reached([&](const Block& b) {
      each_node(b, [&](const Node& n) { require(is_closed(n.kind), "is open, in a closed function"); });
      require(is_closed(b.term.kind), "its term is open, in a closed function");
    });
    each_callee(function(), [&](FunctionId to) {
      require(graph_.functions[to].closed, "is closed, and calls a function that is not");
    });
  }
  void recursion() {
    const Function& f = function();
    bool tail = false, call = false;
    each_reached([&](const Block& b) {
      tail |= b.term.kind == TermKind::tail && b.term.function == id_;
      each_node(b, [&](const Node& n) { call |= n.kind == NodeKind::call && n.value == id_; });
    });
    const bool recursive = call || comes_back();
    require(f.recursive == recursive, recursive ? "comes back to itself by calls, and is not recursive"
                                                : "is recursive, and does not come back to itself");
    require(f.loops == (recursive || tail),
            f.loops ? "loops, and does not come back to itself" : "comes back to itself, and does not loop");
  }
  // Whether other functions that this one calls come to call it.
  bool comes_back() const {
    std::vector<bool> seen(graph_.functions.size());
    std::vector<FunctionId> work{id_};
    bool found = false;
    while (!work.empty() && !found) {
      const FunctionId from = work.back();
      work.pop_back();
      each_callee(graph_.functions[from], [&](FunctionId to) {
        found |= to == id_ && from != id_;
        if (seen[to] || to == id_) return;
        seen[to] = true;
        work.push_back(to);
      });
    }
    return found;
  }
  void placement() const {
    const Function& f = function();
    require(id_ != graph_.entry || f.on_strand, "is the entry, and not on the strand");
    require(!f.on_strand || !f.elsewhere || id_ == graph_.entry, "is on the strand, and compiled elsewhere");
    require(!f.on_machine || f.closed, "is on the machine stack, and not closed");
    require(!f.is_passage() || f.on_machine, "leads to the machine stack, and is not on it");
    each_callee(f, [&](FunctionId to) {
      const Function& callee = graph_.functions[to];
      require(!f.on_machine || callee.on_machine, "calls what is not on the machine stack, from there");
      require(!f.has_strand_body() || callee.on_strand || callee.elsewhere,
              "calls what is not on the strand, from there");
    });
  }
  void liveness() {
    const Function& f = function();
    const auto live = [&](NodeId n) { require(f.live[n], "reads what is not live"); };
    const auto live_args = [&](FunctionId to, const std::vector<NodeId>& args) {
      const Function& callee = graph_.functions[to];
      for (size_t i = 0; i < args.size(); ++i) {
        if (callee.param_used[i] || (f.has_strand_body() && callee.takes_all())) live(args[i]);
      }
    };
    std::vector<bool> read(f.params, f.external);
    each_reached([&](const Block& b) {
      each_node(b, [&](const Node& n) {
        const bool wanted = !is_pure(n.kind) && (!is_trace(n.kind) || f.has_strand_body());
        require(!wanted || f.live[node_], "has an effect, and is not live");
        if (!f.live[node_]) return;
        if (n.kind == NodeKind::param) read[n.value] = true;
        n.kind == NodeKind::call ? live_args(static_cast<FunctionId>(n.value), n.args) : each_operand(n, live);
      });
      const Term& t = b.term;
      t.kind == TermKind::tail ? live_args(t.function, t.args) : each_operand(t, live);
    });
    require(read == f.param_used, "has parameters that are used and not live, or live and not used");
  }

  void types() {
    const Function& f = function();
    require(std::find(f.param_types.begin(), f.param_types.end(), Type::never) == f.param_types.end(),
            "has a parameter of which less than nothing is known");
    const bool anything = f.has_strand_body() || f.external || graph_.any_atoms;
    require(!anything || f.param_types == std::vector<Type>(f.params, Type::any),
            "knows of a parameter what its callers do not know");
    if (f.external) return require(f.result == Type::any, "is compiled elsewhere, and its product is known");
    const auto passed = [&](FunctionId to, const std::vector<NodeId>& args) {
      const Function& callee = graph_.functions[to];
      for (size_t i = 0; i < args.size(); ++i) {
        require(!callee.param_used[i] || covers(callee.param_types[i], f.nodes[args[i]].type),
                "passes what its callee knows not to come");
      }
    };
    each_reached([&](const Block& b) {
      each_node(b, [&](const Node& n) {
        if (!f.live[node_]) return;
        if (n.kind == NodeKind::slot) {
          const bool cell = graph_.slots[n.value]->is_cell();
          require(covers(n.type, cell ? Type::cell : Type::direct), "is a constant of another type");
        }
        require(covers(n.type, type_of(graph_, f, n)), "has a type that does not follow");
        if (n.kind == NodeKind::call) passed(static_cast<FunctionId>(n.value), n.args);
      });
      const Term& t = b.term;
      if (t.kind == TermKind::tail) passed(t.function, t.args);
      const Type result = t.kind == TermKind::ret    ? f.nodes[t.a].type
                          : t.kind == TermKind::tail ? type_of_call(graph_, f, t.function)
                          : is_closed(t.kind)        ? Type::never
                                                     : Type::any;
      require(covers(f.result, result), "returns what its type does not say");
    });
  }
  void allocation() {
    const Function& f = function();
    require(!f.external || f.allocates, "is compiled elsewhere, and allocates nothing");
    if (f.allocates) return;
    each_reached([&](const Block& b) {
      each_node(b, [&](const Node& n) {
        const Effect effect = row_of(n.kind).effect;
        const bool makes =
            effect == Effect::allocates || effect == Effect::runs || (n.kind == NodeKind::inc && graph_.any_atoms);
        require(!makes || !f.live[node_], "allocates, in a function that does not");
      });
    });
    each_callee(f, [&](FunctionId to) {
      require(!graph_.functions[to].allocates, "allocates nothing, and calls a function that does");
    });
  }

  void proofs() {
    if (!function().on_strand && !function().on_machine) return;
    each_reached([&](const Block& b) {
      each_node(b, [&](const Node& n) {
        require(!n.proved || is_cell_on_all_ways(b, n.a), "is proved, and is not known to ask a cell");
      });
    });
  }
  bool asks(NodeId id, NodeId cell) const {
    const Node& n = function().nodes[id];
    return (n.kind == NodeKind::head || n.kind == NodeKind::tail) && n.a == cell;
  }
  // Whether every way to the node at hand, in `b`, has come by a head or tail of `cell`, or a branch that found it one.
  bool is_cell_on_all_ways(const Block& b, NodeId cell) const {
    const Function& f = function();
    for (const NodeId n : b.nodes) {
      if (n == node_) break;
      if (asks(n, cell)) return true;
    }
    std::vector<BlockId> work{block_};
    std::vector<bool> seen(f.blocks.size());
    while (!work.empty()) {
      const BlockId at = work.back();
      work.pop_back();
      if (at == 0) return false;
      for (const BlockId from : ways_.into(at)) {
        const Term& t = f.blocks[from].term;
        const bool found = t.kind == TermKind::branch && t.yes == at && t.no != at &&
                           f.nodes[t.a].kind == NodeKind::is_cell && f.nodes[t.a].a == cell;
        if (seen[from] || found) continue;
        const std::vector<NodeId>& nodes = f.blocks[from].nodes;
        if (std::any_of(nodes.begin(), nodes.end(), [&](NodeId n) { return asks(n, cell); })) continue;
        seen[from] = true;
        work.push_back(from);
      }
    }
    return true;
  }

  void loops() {
    const Function& f = function();
    require(!f.accumulates || !f.builds, "makes a sum and a list");
    if (f.accumulates || f.builds) {
      require(f.closed && !(f.accumulates && graph_.any_atoms), "makes a sum or a list where that may be left");
      bool found = false;
      each_reached([&](const Block& b) {
        require(b.term.kind != TermKind::tail || b.term.function == id_, "makes a sum or a list that another returns");
        found |= own_call_before(f, id_, b, f.accumulates ? NodeKind::inc : NodeKind::cons) != kNone;
      });
      require(found, "makes a sum or a list of nothing");
    }
    if (f.decrements) {
      require(f.closed && *f.decrements < f.params && f.param_used[*f.decrements], "decrements no parameter");
    }
    if (f.induction) induction(*f.induction);
  }
  void induction(const Induction& in) const {
    using Step = Induction::Step;
    const Function& f = function();
    require(f.closed && !graph_.any_atoms, "has a known end where that may be left");
    require(in.steps.size() == f.params, "has not a step for each parameter");
    for (uint32_t i = 0; i < f.params; ++i) {
      require((in.steps[i] == Step::unused) == !f.param_used[i], "has a step of what is not used, or none of what is");
    }
    const auto is_step = [&](uint64_t param, auto... steps) {
      return param < f.params && ((in.steps[param] == steps) || ...);
    };
    require(is_step(in.counter, Step::up, Step::down), "has a counter that does not move");
    require(in.limit_is_param ? is_step(in.limit, Step::stays) : (in.limit & 1) == 0, "has a limit that does not stay");
    require(in.result_is_param ? is_step(in.result, Step::up, Step::down, Step::stays) : (in.result & 1) == 0,
            "has a product that is neither a parameter nor a direct atom");
    require(!in.accumulates || f.accumulates, "adds its rounds to a product that is no sum");
  }

  void records() const {
    const Function& f = function();
    require((f.record != nullptr) == (f.on_strand || f.elsewhere), "has a record and is not called by it, or none");
    if (f.record != nullptr) {
      require(f.record->formula == f.formula && f.record->params == f.params, "has the record of another function");
    }
    require((f.shape != nullptr) == (id_ == graph_.entry), "has a shape and is not the entry, or none");
    if (f.shape != nullptr) require(leaves_of(f.shape) == f.params, "has not a parameter for each leaf of its shape");
  }
  uint32_t leaves_of(const Shape* shape) const {
    switch (shape->kind) {
      case Shape::Kind::dynamic:
        return 1;
      case Shape::Kind::constant:
        require(graph_.slot_numbers.count(shape->constant) != 0, "is compared with a constant that has no number");
        return 0;
      case Shape::Kind::pair:
        return leaves_of(shape->left) + leaves_of(shape->right);
    }
    return 0;
  }

  // Where a node stands: kNone if in no block, as what has no reader left.
  struct Home {
    BlockId block = kNone;
    uint32_t place = 0;
  };

  const Graph& graph_;
  const Stage stage_;
  Ways ways_;
  std::vector<Home> home_;  // by node of the function at hand
  FunctionId id_ = kNone;
  BlockId block_ = kNone;
  NodeId node_ = kNone;
};

}  // namespace

std::string fault_of(const Graph& graph, Stage stage) {
  try {
    Verifier(graph, stage).run();
  } catch (const Fault& fault) {
    return fault.text;
  }
  return {};
}

void verify(const Graph& graph, Stage stage) {
  const std::string fault = fault_of(graph, stage);
  if (fault.empty()) return;
  std::fprintf(stderr, "%s\n%s", fault.c_str(), print(graph).c_str());
  check_failed("the graph is well-formed", __FILE__, __LINE__);
}

}  // namespace galena::jit
