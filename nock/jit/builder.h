// A function of a graph while it is made: values, the blocks and nodes that compute them, and what is known where.
//
// A value is what the analysis knows of a noun: that it is a constant; that it is a pair of values, which nobody has
// put together yet; or only which node computes it. A crash ends the way to what follows: that is still built, as it
// has to come to some value, in blocks that are dead, and is dropped when the graph is finished.
//
// Values and what they point to live until the next graph is begun. Allocates nouns, and never collects; throws
// OutOfMemory, and TooLarge where a function grows beyond its limit.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

#include "nock/base/clock.h"
#include "nock/base/limits.h"
#include "nock/jit/code_finder.h"
#include "nock/jit/guards.h"
#include "nock/jit/ir.h"
#include "nock/jit/program.h"

namespace galena::jit {

struct TooLarge {};
// And this where an analysis takes longer than it may.
struct TooLong {};

// What is known of the answer to a question.
enum class Truth : uint8_t { yes, no, open };

struct Value {
  enum class Kind : uint8_t { dynamic, constant, pair } kind;
  NodeId node = kNone;  // dynamic: computes it
  Noun constant = {};
  const Value* left = nullptr;
  const Value* right = nullptr;
  Example example = {};  // dynamic, and a part of the entry's subject: what is there

  bool is_dynamic() const { return kind == Kind::dynamic; }
  bool is_constant() const { return kind == Kind::constant; }
  bool is_pair() const { return kind == Kind::pair; }
  // Whether its halves are at hand.
  bool is_known_cell() const { return is_pair() || (is_constant() && constant.is_cell()); }
};

class Builder {
 public:
  // `max_nodes`: of one function. `until`: a time (now_nanoseconds).
  Builder(Heap& heap, Program& program, CodeFinder& code, size_t max_nodes, uint64_t until)
      : heap_(heap), program_(program), code_(code), max_nodes_(max_nodes), until_(until) {}

  void begin_graph(Graph& graph);
  void begin_function();
  // One more part of a formula is looked at: of those that one function has, more than nodes, there is a limit too.
  // Polls.
  void count_part() {
    pace_.step();
    if (++parts_ > kMaxParts * max_nodes_) throw TooLarge{};
    if (++steps_ % kStepsToTime == 0 && now_nanoseconds() > until_) throw TooLong{};
  }
  // Hands over what was built.
  void end_function(Function& function);

  // ---- values ----

  const Value* dynamic(NodeId node, Example example = {}) {
    return &values_.emplace_back(Value{Value::Kind::dynamic, node, {}, nullptr, nullptr, example});
  }
  const Value* constant(Noun noun) { return &values_.emplace_back(Value{Value::Kind::constant, kNone, noun}); }
  // A pair of constants is a constant, unless what is made out of code that way comes to no end.
  const Value* pair(const Value* left, const Value* right);
  // Head or tail, or a crash.
  const Value* child(const Value* value, bool in_tail);
  // The same of a known cell.
  const Value* half(const Value* value, bool in_tail) {
    if (value->is_pair()) return in_tail ? value->right : value->left;
    return constant(in_tail ? value->constant.tail() : value->constant.head());
  }
  // The same of a dynamic value that has been looked into on every way here; else null.
  const Value* known_child(const Value* value, bool in_tail) const;
  // One value out of two, each computed in the block where its way ends; goes on in `into`, where the ways meet.
  const Value* merge(const Value* a, BlockId a_end, const Value* b, BlockId b_end, BlockId into);
  // A noun that `value` may be: what is not known of it is as in the example, or 0.
  Noun example_of(const Value* value);
  // One word for all equal nouns.
  Noun canonical(Noun noun);

  // ---- nodes, in the block at hand ----

  NodeId emit(Node node);
  NodeId emit(NodeKind kind, NodeId a, NodeId b = kNone, uint64_t number = 0);
  // The value as one noun.
  NodeId node(const Value* value);
  const Value* phi(std::vector<NodeId> args);
  // The number of a constant among those of the graph.
  uint32_t slot(Noun noun) { return graph_->slot(program_.constant(noun)); }
  const Node& at(NodeId node) const { return nodes_[node]; }

  // ---- blocks ----

  BlockId block() const { return block_; }
  void go_on_in(BlockId block) { block_ = block; }
  BlockId new_block();
  // A block that nothing but the one at hand leads to: dead if that is.
  BlockId successor();
  bool is_dead(BlockId block) const { return dead_.count(block) != 0; }
  // The ways that meet in a block with phis, in the order of their args.
  void set_predecessors(BlockId block, std::vector<BlockId> from) { blocks_[block].predecessors = std::move(from); }

  // What ends the block at hand.
  Term& end(TermKind kind);
  void jump(BlockId to) { end(TermKind::jump).yes = to; }
  // Goes on in `to`, which nothing else but the block at hand leads to.
  void follow(BlockId to);
  // Goes on in `yes`, a successor.
  void branch(NodeId boolean, BlockId yes, BlockId no) { fork(TermKind::branch, boolean, yes, no); }
  // The same by a noun, which may be neither yes nor no.
  void test(NodeId noun, BlockId yes, BlockId no) { fork(TermKind::test, noun, yes, no); }
  // Goes on in a dead block.
  const Value* crash();

  // ---- what was computed on every way here ----

  // A place that `forget` goes back to, where ways part or meet.
  size_t trail() const { return trail_.size(); }
  void forget(size_t trail);

 private:
  struct Fact {
    enum class Kind : uint8_t { head, tail, whole } kind;  // of a node; of a value that is a pair
    uint64_t of;
    auto operator<=>(const Fact&) const = default;
  };
  static Fact child_of(const Value* value, bool in_tail) {
    return {in_tail ? Fact::Kind::tail : Fact::Kind::head, value->node};
  }
  void know(const Fact& fact, const Value* value);
  const Value* known(const Fact& fact) const;
  void fork(TermKind kind, NodeId by, BlockId yes, BlockId no);
  unsigned height_of(Noun noun) { return code_.holds_code(noun) ? program_.height(noun) : 0; }
  size_t differ_in(Noun a, Noun b, size_t counted = 0);

  Heap& heap_;
  Program& program_;
  CodeFinder& code_;
  static constexpr size_t kMaxParts = 8;  // a node
  const size_t max_nodes_;
  size_t parts_ = 0;
  const uint64_t until_;
  static constexpr size_t kStepsToTime = 64;  // some microseconds
  size_t steps_ = 0;
  Pace pace_;
  std::unordered_multimap<uint32_t, Noun> canonical_;  // by mug

  // Of the graph.
  Graph* graph_ = nullptr;
  std::deque<Value> values_;

  // Of the function.
  std::vector<Node> nodes_;
  std::vector<Block> blocks_;
  BlockId block_ = 0;
  std::set<BlockId> dead_;
  std::map<Fact, const Value*> known_;
  std::vector<Fact> trail_;
};

}  // namespace galena::jit
