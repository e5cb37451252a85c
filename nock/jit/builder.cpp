#include "nock/jit/builder.h"

#include <algorithm>

#include "nock/noun/equal.h"
#include "nock/noun/mug.h"

namespace galena::jit {
namespace {

// Constants are made of constants in so many layers: what builds code out of code comes to no end otherwise.
constexpr unsigned kMaxHeight = 12;
constexpr size_t kMaxMerged = 8;  // cells of two constants that are kept apart where ways meet

}  // namespace

void Builder::begin_graph(Graph& graph) {
  graph_ = &graph;
  values_.clear();
}

void Builder::begin_function() {
  parts_ = 0;
  nodes_.clear();
  blocks_.clear();
  blocks_.emplace_back();
  block_ = 0;
  dead_.clear();
  known_.clear();
  trail_.clear();
}

void Builder::end_function(Function& function) {
  function.nodes = std::move(nodes_);
  function.blocks = std::move(blocks_);
}

// ---- values ----

const Value* Builder::pair(const Value* left, const Value* right) {
  const auto apart = [&] { return &values_.emplace_back(Value{Value::Kind::pair, kNone, {}, left, right}); };
  if (!left->is_constant() || !right->is_constant()) return apart();
  const Noun made = heap_.cons(left->constant, right->constant);
  if (!code_.holds_code(made)) return constant(made);
  const unsigned height = 1 + std::max(height_of(left->constant), height_of(right->constant));
  if (height > kMaxHeight) return dynamic(node(apart()));
  program_.set_height(made, height);
  return constant(made);
}

const Value* Builder::child(const Value* value, bool in_tail) {
  switch (value->kind) {
    case Value::Kind::pair:
      return half(value, in_tail);
    case Value::Kind::constant:
      return value->constant.is_cell() ? half(value, in_tail) : crash();
    case Value::Kind::dynamic: {
      const Fact fact = child_of(value, in_tail);
      if (const Value* const found = known(fact); found != nullptr) return found;
      const NodeId node = emit(in_tail ? NodeKind::tail : NodeKind::head, value->node);
      const Value* const made = dynamic(node, value->example.half(in_tail));
      know(fact, made);
      return made;
    }
  }
  return value;
}

const Value* Builder::known_child(const Value* value, bool in_tail) const {
  return known(child_of(value, in_tail));
}

const Value* Builder::merge(const Value* a, BlockId a_end, const Value* b, BlockId b_end, BlockId into) {
  if (a == b) return a;
  const bool constants = a->is_constant() && b->is_constant();
  if (constants && canonical(a->constant) == canonical(b->constant)) return a;
  if (a->is_dynamic() && b->is_dynamic() && a->node == b->node) return a;
  if (a->is_known_cell() && b->is_known_cell() && (!constants || differ_in(a->constant, b->constant) <= kMaxMerged)) {
    const Value* const left = merge(half(a, false), a_end, half(b, false), b_end, into);
    const Value* const right = merge(half(a, true), a_end, half(b, true), b_end, into);
    return &values_.emplace_back(Value{Value::Kind::pair, kNone, {}, left, right});
  }
  std::vector<NodeId> args;
  const size_t before = trail();
  for (const auto& [value, end] : {std::pair{a, a_end}, std::pair{b, b_end}}) {
    block_ = end;
    args.push_back(node(value));
    forget(before);
  }
  block_ = into;
  return phi(std::move(args));
}

// The cells of either that are not equal to the other's, above their leaves; no more than are of interest.
size_t Builder::differ_in(Noun a, Noun b, size_t counted) {
  if (counted > kMaxMerged || !a.is_cell() || !b.is_cell() || canonical(a) == canonical(b)) return counted;
  counted = differ_in(a.head(), b.head(), counted + 1);
  return differ_in(a.tail(), b.tail(), counted);
}

Noun Builder::example_of(const Value* value) {
  count_part();
  switch (value->kind) {
    case Value::Kind::constant:
      return value->constant;
    case Value::Kind::dynamic:
      return value->example.noun.is_none() ? Noun::zero() : value->example.noun;
    case Value::Kind::pair: {
      const Noun left = example_of(value->left);
      return heap_.cons(left, example_of(value->right));
    }
  }
  return Noun::zero();
}

Noun Builder::canonical(Noun noun) {
  if (noun.is_direct()) return noun;
  const uint32_t hash = mug(noun);
  for (auto [it, end] = canonical_.equal_range(hash); it != end; ++it) {
    if (it->second == noun || equal(it->second, noun)) return it->second;
  }
  canonical_.emplace(hash, noun);
  return noun;
}

// ---- nodes ----

NodeId Builder::emit(Node node) {
  const auto id = static_cast<NodeId>(nodes_.size());
  nodes_.push_back(std::move(node));
  blocks_[block_].nodes.push_back(id);
  return id;
}

NodeId Builder::emit(NodeKind kind, NodeId a, NodeId b, uint64_t number) {
  Node node{kind};
  node.a = a;
  node.b = b;
  node.value = number;
  return emit(std::move(node));
}

NodeId Builder::node(const Value* value) {
  switch (value->kind) {
    case Value::Kind::dynamic:
      return value->node;
    case Value::Kind::constant:
      if (value->constant.is_direct()) return emit(NodeKind::small, kNone, kNone, value->constant.word());
      return emit(NodeKind::slot, kNone, kNone, slot(value->constant));
    case Value::Kind::pair: {
      const Fact fact{Fact::Kind::whole, reinterpret_cast<uint64_t>(value)};
      if (const Value* const found = known(fact); found != nullptr) return found->node;
      const NodeId left = node(value->left);
      const NodeId made = emit(NodeKind::cons, left, node(value->right));
      know(fact, dynamic(made));
      return made;
    }
  }
  return kNone;
}

const Value* Builder::phi(std::vector<NodeId> args) {
  Node node{NodeKind::phi};
  node.args = std::move(args);
  return dynamic(emit(std::move(node)));
}

// ---- blocks ----

BlockId Builder::new_block() {
  if (blocks_.size() > max_nodes_ || nodes_.size() > max_nodes_) throw TooLarge{};
  blocks_.emplace_back();
  return static_cast<BlockId>(blocks_.size() - 1);
}

BlockId Builder::successor() {
  const BlockId made = new_block();
  if (is_dead(block_)) dead_.insert(made);
  return made;
}

Term& Builder::end(TermKind kind) {
  Term& term = blocks_[block_].term;
  term.kind = kind;
  return term;
}

void Builder::follow(BlockId to) {
  jump(to);
  if (is_dead(block_)) dead_.insert(to);
  block_ = to;
}

void Builder::fork(TermKind kind, NodeId by, BlockId yes, BlockId no) {
  Term& term = end(kind);
  term.a = by;
  term.yes = yes;
  term.no = no;
  block_ = yes;
}

const Value* Builder::crash() {
  end(TermKind::leave);
  block_ = new_block();
  dead_.insert(block_);
  return constant(Noun::zero());
}

// ---- facts ----

void Builder::know(const Fact& fact, const Value* value) {
  known_.emplace(fact, value);
  trail_.push_back(fact);
}

const Value* Builder::known(const Fact& fact) const {
  const auto it = known_.find(fact);
  return it == known_.end() ? nullptr : it->second;
}

void Builder::forget(size_t trail) {
  for (; trail_.size() > trail; trail_.pop_back()) known_.erase(trail_.back());
}

}  // namespace galena::jit
