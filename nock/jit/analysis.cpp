#include "nock/jit/analysis.h"

#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "nock/base/check.h"
#include "nock/jit/verify.h"
#include "nock/noun/axis.h"
#include "nock/noun/equal.h"
#include "nock/noun/mug.h"

namespace galena::jit {
namespace {

// Deeper parts of a formula become functions of their own: bounds the recursion here.
constexpr unsigned kMaxDepth = 120;
// A subject is passed in no more pieces, and taken apart no deeper, than this.
constexpr size_t kMaxLeaves = 24;
constexpr unsigned kMaxShapeDepth = 12;
constexpr size_t kMaxVersions = 12;  // of one formula, in one graph
constexpr size_t kMaxShapes = 3;     // of one formula, outside of loops, that take apart what need not be
constexpr unsigned kMaxInline = 6;   // calls inside of calls that are compiled in place
// Constants are made of constants in so many layers: what builds code out of code comes to no end otherwise.
constexpr unsigned kMaxHeight = 12;
constexpr size_t kMaxMerged = 8;        // cells of two constants that are kept apart where ways meet
constexpr size_t kMaxInlineSize = 160;  // cells of a formula compiled in place

// What is known of a value while analysing.
struct Value {
  enum class Kind : uint8_t { dynamic, constant, pair } kind;
  NodeId node = kNone;
  Noun constant = {};
  const Value* left = nullptr;
  const Value* right = nullptr;
  // Dynamic parts of the entry's subject: what is there in the example, and where.
  Noun example = Noun::none();
  uint64_t origin = 0;
};
using V = const Value*;

using S = const Shape*;

struct Leaf {
  Noun example;
  uint64_t origin;
};

// What the builder keeps of a function beside its code.
struct Plan {
  FunctionId parent;
  std::vector<Leaf> leaves;
};

struct TooLarge {};

class Analysis {
 public:
  Analysis(Machine& machine, Program& program, Noun subject, Noun formula, Record* record,
           const AnalysisOptions& options)
      : machine_(machine),
        heap_(machine.heap()),
        program_(program),
        subject_(subject),
        formula_(program.constant(formula)),
        record_(record),
        options_(options),
        again_(options.again) {}

  std::unique_ptr<Graph> run() {
    if (again_ != nullptr && record_ == nullptr) {
      for (const Choices::Guard& guard : again_->guards) guards_.push_back(guard.axis);
    }
    // Each round knows the parts of the subject that the one before has asked for.
    for (int round = 0; round < 40; ++round) {
      demands_.clear();
      hints_grew_ = false;
      unjetted_.clear();
      const size_t cores = machine_.jets().records().size();
      repeated_ = 0;
      chosen_.clear();
      try {
        analyse_all();
      } catch (const TooLarge&) {
        return nullptr;
      }
      if (demands_.empty() && !hints_grew_ && !missed_jets()) {
        graph_->repeated = again_ != nullptr && repeated_ == again_->made.size();
        graph_->choices.made = std::move(chosen_);
        for (const uint64_t axis : guards_) {
          graph_->choices.guards.push_back({axis, mug(galena::fragment(axis, subject_))});
        }
        return std::move(graph_);
      }
      again_ = demands_.empty() ? options_.again : nullptr;
      // What is known next time may settle hints that were not.
      if (!demands_.empty() || machine_.jets().records().size() != cores) hinted_.clear();
      for (const uint64_t axis : demands_) guards_.push_back(axis);
      std::sort(guards_.begin(), guards_.end());
      guards_.erase(std::unique(guards_.begin(), guards_.end()), guards_.end());
    }
    return nullptr;
  }

 private:
  enum class Truth { yes, no, open };

  // ---- shapes ----
  S shape_dynamic() { return &dynamic_shape_; }
  S shape_constant(Noun c) { return &shapes_.emplace_back(Shape{Shape::Kind::constant, program_.constant(c)}); }
  S shape_pair(S l, S r) { return &shapes_.emplace_back(Shape{Shape::Kind::pair, nullptr, l, r}); }

  // One word for all equal nouns.
  Noun canonical(Noun n) {
    if (n.is_direct()) return n;
    const uint32_t hash = mug(n);
    for (auto [it, end] = canonical_.equal_range(hash); it != end; ++it) {
      if (it->second == n || equal(it->second, n)) return it->second;
    }
    canonical_.emplace(hash, n);
    return n;
  }

  bool is_formula(Noun f, unsigned depth = 0) {
    if (f.is_none() || !f.is_cell()) return false;
    if (depth > 300) return true;
    if (const auto it = formulas_.find(f.word()); it != formulas_.end()) return it->second;
    const bool result = looks_like_formula(f, depth);
    formulas_.emplace(f.word(), result);
    return result;
  }
  bool looks_like_formula(Noun f, unsigned depth) {
    const Noun op = f.head(), arg = f.tail();
    const auto part = [&](Noun n) { return is_formula(n, depth + 1); };
    const auto two = [&](Noun n) { return n.is_cell() && part(n.head()) && part(n.tail()); };
    if (op.is_cell()) return part(op) && part(arg);
    if (!op.is_direct()) return false;
    switch (op.direct_value()) {
      case 0:
        return arg.is_atom();
      case 1:
        return true;
      case 2:
      case 5:
      case 7:
      case 8:
      case 12:
        return two(arg);
      case 3:
      case 4:
        return part(arg);
      case 6:
        return arg.is_cell() && part(arg.head()) && two(arg.tail());
      case 9:
        return arg.is_cell() && arg.head().is_atom() && part(arg.tail());
      case 10:
        return arg.is_cell() && arg.head().is_cell() && part(arg.head().tail()) && part(arg.tail());
      case 11:
        return arg.is_cell() && part(arg.tail());
      default:
        return false;
    }
  }
  // Whether a constant is worth a version of its callee: something in it may be run.
  bool holds_code(Noun n, unsigned depth = 0) {
    if (!n.is_cell()) return false;
    if (depth > 60) return true;
    if (const auto it = code_.find(n.word()); it != code_.end()) return it->second;
    const bool small = n.head().is_direct() && n.head().direct_value() < 2;  // [0 1], [1 0]: mostly data
    const bool result = (!small && is_formula(n)) || holds_code(n.head(), depth + 1) || holds_code(n.tail(), depth + 1);
    code_.emplace(n.word(), result);
    return result;
  }

  S shape_of_constant(Noun c, unsigned depth) {
    if (!c.is_cell()) return shape_dynamic();
    if (holds_code(c)) return shape_constant(c);
    if (depth > 3) return shape_dynamic();
    return shape_pair(shape_of_constant(c.head(), depth + 1), shape_of_constant(c.tail(), depth + 1));
  }
  S shape_of(V v, unsigned depth, size_t& leaves) {
    switch (v->kind) {
      case Value::Kind::dynamic:
        ++leaves;
        return shape_dynamic();
      case Value::Kind::constant:
        return shape_of_constant(v->constant, 0);
      case Value::Kind::pair: {
        if (depth > kMaxShapeDepth || leaves > kMaxLeaves) {
          ++leaves;
          return shape_dynamic();
        }
        S l = v->left->kind == Value::Kind::constant && is_formula(v->left->constant)
                  ? shape_constant(v->left->constant)
                  : shape_of(v->left, depth + 1, leaves);
        return shape_pair(l, shape_of(v->right, depth + 1, leaves));
      }
    }
    return shape_dynamic();
  }
  S half(S s, bool in_tail) {
    if (s->kind == Shape::Kind::pair) return in_tail ? s->right : s->left;
    const Noun n = in_tail ? s->constant->tail() : s->constant->head();
    return n.is_cell() ? shape_constant(n) : shape_dynamic();
  }
  // The most specific shape that both fit.
  S generalise(S a, S b) {
    if (a == b) return a;
    if (a->kind == Shape::Kind::dynamic || b->kind == Shape::Kind::dynamic) return shape_dynamic();
    if (a->kind == Shape::Kind::constant && b->kind == Shape::Kind::constant) {
      if (a->constant == b->constant) return a;
      if (!equal(a->constant->head(), b->constant->head()) && !equal(a->constant->tail(), b->constant->tail())) {
        return shape_dynamic();
      }
    }
    return shape_pair(generalise(half(a, false), half(b, false)), generalise(half(a, true), half(b, true)));
  }
  // The same, but pairs in `b` stay where `a` does not know of them.
  S refine(S a, S b) {
    if (b->kind == Shape::Kind::pair && a->kind == Shape::Kind::dynamic) {
      S l = refine(a, b->left);
      return shape_pair(l, refine(a, b->right));
    }
    if (b->kind == Shape::Kind::pair && a->kind == Shape::Kind::pair) {
      S l = refine(a->left, b->left);
      return shape_pair(l, refine(a->right, b->right));
    }
    return generalise(a, b);
  }
  // Shapes of functions are compared by what they say.
  static std::vector<uint64_t> key_of(S s) {
    std::vector<uint64_t> key;
    Program::append(s, key);
    return key;
  }

  // ---- functions ----
  void analyse_all() {
    graph_ = std::make_unique<Graph>();
    graph_->general = options_.general;
    plans_.clear();
    functions_.clear();
    by_formula_.clear();
    values_.clear();
    shapes_.clear();
    Plan plan{kNone, {}};
    S shape;
    if (record_ != nullptr) {
      shape = record_->shape;
      plan.leaves.resize(record_->params, {Noun::none(), 0});
    } else {
      shape = entry_shape(1, subject_);
      entry_leaves(shape, 1, subject_, plan.leaves);
    }
    create(formula_, shape, std::move(plan));
    for (FunctionId f = 0; f < graph_->functions.size(); ++f) {
      Function& function = graph_->functions[f];
      // What has been asked for beyond the limit is left for later, too, if it is ever called.
      if (f != graph_->entry && graph_->size >= options_.max_size) leave_out(function);
      if (!function.external) build(f);
      if (graph_->size > 10 * options_.max_nodes) throw TooLarge{};
    }
  }

  bool guarded(uint64_t axis) const { return std::binary_search(guards_.begin(), guards_.end(), axis); }
  bool guarded_below(uint64_t axis) const {
    return std::any_of(guards_.begin(), guards_.end(), [&](uint64_t g) {
      const int shift = std::countl_zero(axis) - std::countl_zero(g);
      return shift > 0 && g >> shift == axis;
    });
  }
  S entry_shape(uint64_t axis, Noun n) {
    if (guarded(axis)) return shape_constant(n);
    if (guarded_below(axis)) {
      S l = entry_shape(2 * axis, n.head());
      return shape_pair(l, entry_shape(2 * axis + 1, n.tail()));
    }
    return shape_dynamic();
  }
  void entry_leaves(S s, uint64_t axis, Noun n, std::vector<Leaf>& leaves) {
    if (s->kind == Shape::Kind::dynamic) leaves.push_back({n, axis});
    if (s->kind != Shape::Kind::pair) return;
    entry_leaves(s->left, 2 * axis, n.head(), leaves);
    entry_leaves(s->right, 2 * axis + 1, n.tail(), leaves);
  }

  FunctionId create(const Noun* formula, S shape, Plan plan) {
    const auto id = static_cast<FunctionId>(graph_->functions.size());
    Function& f = graph_->functions.emplace_back();
    f.formula = formula;
    f.shape = shape;
    f.params = static_cast<uint32_t>(plan.leaves.size());
    functions_.emplace(std::pair(formula, key_of(shape)), id);
    by_formula_[formula].push_back(id);
    plans_.push_back(std::move(plan));
    return id;
  }

  // The leaves of `v` where `s`, which it fits, has dynamic parts.
  void leaves_of(S s, V v, std::vector<V>& out) {
    if (s->kind == Shape::Kind::dynamic) {
      out.push_back(v);
    } else if (s->kind == Shape::Kind::pair) {
      leaves_of(s->left, part(v, false), out);
      leaves_of(s->right, part(v, true), out);
    }
  }
  // Half of a value known to be a cell.
  V part(V v, bool in_tail) {
    if (v->kind == Value::Kind::pair) return in_tail ? v->right : v->left;
    return constant(in_tail ? v->constant.tail() : v->constant.head());
  }

  // The function for `formula` on `subject`, and its arguments.
  FunctionId request(Noun code, V subject, std::vector<V>& args) {
    const Noun* const formula = program_.constant(code);
    size_t count = 0;
    S shape = shape_of(subject, 0, count);
    FunctionId nearest = kNone;
    size_t above = 0;
    for (FunctionId f = current_; f != kNone; f = plans_[f].parent) {
      if (graph_->functions[f].formula != formula) continue;
      if (nearest == kNone) nearest = f;
      ++above;
    }
    // The first time round a loop its subject has often been put together already where it came in whole: that is a
    // version of its own, in which nothing needs to be put together. From then on only what all rounds have in common
    // counts.
    if (above == 1) shape = refine(graph_->functions[nearest].shape, shape);
    if (above > 1) shape = generalise(graph_->functions[nearest].shape, shape);
    auto found = functions_.find(std::pair(formula, key_of(shape)));
    if (found == functions_.end() && above == 0) {
      if (S covering = chosen_shape(formula, shape); covering != nullptr) {
        shape = covering;
        found = functions_.find(std::pair(formula, key_of(shape)));
      }
    }
    if (found == functions_.end() && by_formula_[formula].size() >= kMaxVersions) {
      shape = by_formula_[formula].size() < 2 * kMaxVersions ? code_only(shape) : shape_dynamic();
      found = functions_.find(std::pair(formula, key_of(shape)));
    }
    leaves_of(shape, subject, args);
    if (found != functions_.end()) return found->second;
    Plan plan{current_, {}};
    for (V v : args) {
      plan.leaves.push_back(v->kind == Value::Kind::dynamic ? Leaf{v->example, v->origin} : Leaf{Noun::none(), 0});
    }
    Record* const known = program_.find(formula, shape);
    const uint8_t state = choose(formula, [&] {
      const bool compiled = known != nullptr && known->entry_with_subject != nullptr;
      const bool elsewhere = (compiled && !known->small) || (known != nullptr && (known->requested || known->declined));
      const bool cold = options_.cold && options_.cold(*machine_.code_for(code));
      return static_cast<uint8_t>((elsewhere ? kElsewhere : 0) | (compiled ? kCompiled : 0) | (cold ? kCold : 0));
    });
    const bool full = graph_->functions.size() >= options_.max_functions || graph_->size >= options_.max_size;
    const FunctionId id = create(formula, shape, std::move(plan));
    Function& f = graph_->functions[id];
    f.record = known;
    f.compiled = (state & kCompiled) != 0;
    f.cold = (state & kCold) != 0;
    if ((state & kElsewhere) != 0 || full) {
      leave_out(f);
    }
    return id;
  }
  static void leave_out(Function& f) {
    f.external = f.elsewhere = true;
    f.param_used.assign(f.params, true);
  }

  // ---- what depends on what has been compiled before ----

  static constexpr uint8_t kElsewhere = 1, kCompiled = 2, kCold = 4;  // of a function
  static constexpr uint8_t kOwn =
      3;  // of a shape: the one that is wanted; else the kinds of another, pairs before parts

  bool repeats() {
    if (again_ != nullptr && repeated_ == again_->made.size()) again_ = nullptr;
    return again_ != nullptr;
  }
  // What comes is about a call of `formula`: so was what is repeated, or it is given up.
  void choose_for(const Noun* formula) {
    const auto about = static_cast<uint8_t>(mug(*formula));
    if (repeats() && again_->made[repeated_++] != about) again_ = nullptr;
    chosen_.push_back(about);
  }
  // What `now` says, or what an earlier analysis came to here.
  template <class Now>
  uint8_t choose(const Noun* formula, Now now) {
    choose_for(formula);
    chosen_.push_back(repeats() ? again_->made[repeated_++] : now());
    return chosen_.back();
  }
  S chosen_shape(const Noun* formula, S shape) {
    choose_for(formula);
    const size_t before = repeated_;
    bool fits = repeats();
    S chosen = nullptr;
    if (fits && again_->made[repeated_] == kOwn) {
      ++repeated_;
    } else if (fits) {
      chosen = repeat_shape(shape, fits);
    }
    if (!fits) {
      again_ = nullptr;
      chosen = covered(formula, shape);
    }
    if (again_ != nullptr) {
      const auto from = again_->made.begin();
      chosen_.insert(chosen_.end(), from + static_cast<ptrdiff_t>(before), from + static_cast<ptrdiff_t>(repeated_));
    } else if (chosen == nullptr) {
      chosen_.push_back(kOwn);
    } else {
      note_shape(chosen);
    }
    return chosen;
  }
  void note_shape(S s) {
    chosen_.push_back(static_cast<uint8_t>(s->kind));
    if (s->kind != Shape::Kind::pair) return;
    note_shape(s->left);
    note_shape(s->right);
  }
  S repeat_shape(S wanted, bool& fits) {
    fits = fits && repeated_ < again_->made.size();
    if (!fits) return wanted;
    const auto kind = static_cast<Shape::Kind>(again_->made[repeated_++]);
    const bool has_parts =
        wanted->kind == Shape::Kind::pair || (wanted->kind == Shape::Kind::constant && wanted->constant->is_cell());
    switch (kind) {
      case Shape::Kind::dynamic:
        return shape_dynamic();
      case Shape::Kind::constant:
        fits = fits && wanted->kind == Shape::Kind::constant;
        return wanted;
      case Shape::Kind::pair:
        break;
      default:
        fits = false;
        return wanted;
    }
    fits = fits && has_parts;
    if (!fits) return wanted;
    S l = repeat_shape(half(wanted, false), fits);
    return shape_pair(l, repeat_shape(half(wanted, true), fits));
  }

  // A shape of which there is a function of `formula` already, and which does for `shape`: the same code is known in
  // it, and what it takes apart can be. The one that takes apart most. Every function that is compiled costs time, and
  // putting a pair together before a call costs little. Null: there is none, and room for one more.
  S covered(const Noun* formula, S shape) {
    S best = nullptr;
    size_t most = 0, count = 0;
    const auto consider = [&](S other, uint32_t leaves) {
      ++count;
      if (leaves >= most && covers(other, shape)) {
        best = other;
        most = leaves;
      }
    };
    for (const FunctionId f : by_formula_[formula]) consider(graph_->functions[f].shape, graph_->functions[f].params);
    for (const Record* r : program_.of(formula)) consider(r->shape, r->params);
    if (best != nullptr || count < kMaxShapes) return best;
    return count < 2 * kMaxShapes ? code_only(shape) : spine(shape);
  }
  // What is known of batteries and contexts, not of samples.
  S spine(S s) {
    if (s->kind != Shape::Kind::pair) return s;
    S l = s->left->kind == Shape::Kind::constant ? s->left : shape_dynamic();
    S r = spine(s->right);
    if (l->kind == Shape::Kind::dynamic && r->kind == Shape::Kind::dynamic) return shape_dynamic();
    return shape_pair(l, r);
  }
  bool covers(S general, S special) {
    switch (general->kind) {
      case Shape::Kind::dynamic:
        return !knows_code(special);
      case Shape::Kind::constant:
        return special->kind == Shape::Kind::constant && special->constant == general->constant;
      case Shape::Kind::pair:
        if (special->kind == Shape::Kind::dynamic) return false;
        if (special->kind == Shape::Kind::constant && !special->constant->is_cell()) return false;
        return covers(general->left, half(special, false)) && covers(general->right, half(special, true));
    }
    return false;
  }
  static bool knows_code(S s) {
    if (s->kind == Shape::Kind::pair) return knows_code(s->left) || knows_code(s->right);
    return s->kind == Shape::Kind::constant;
  }
  // The shape without pairs that have no code in them.
  S code_only(S s) {
    if (s->kind != Shape::Kind::pair) return s;
    S l = code_only(s->left), r = code_only(s->right);
    if (l->kind == Shape::Kind::dynamic && r->kind == Shape::Kind::dynamic) return shape_dynamic();
    return shape_pair(l, r);
  }

  void build(FunctionId id) {
    current_ = id;
    nodes_.clear();
    blocks_.clear();
    blocks_.emplace_back();
    block_ = 0;
    known_.clear();
    log_.clear();
    dead_.clear();
    inlined_.clear();
    uint32_t param = 0;
    V subject = parameters(graph_->functions[id].shape, plans_[id].leaves, param);
    // The loop of self tail calls comes back to block 1.
    block_ = new_block();
    blocks_[0].term.kind = TermKind::jump;
    blocks_[0].term.yes = block_;
    tail(*graph_->functions[id].formula, subject, 0);
    Function& f = graph_->functions[id];
    f.nodes = std::move(nodes_);
    f.blocks = std::move(blocks_);
    graph_->size += f.nodes.size() + f.blocks.size();
  }
  V parameters(S s, const std::vector<Leaf>& leaves, uint32_t& next) {
    switch (s->kind) {
      case Shape::Kind::dynamic: {
        Node n{NodeKind::param};
        n.value = next;
        const Leaf& leaf = leaves[next++];
        return dynamic(emit(std::move(n)), leaf.example, leaf.origin);
      }
      case Shape::Kind::constant:
        return constant(*s->constant);
      case Shape::Kind::pair: {
        V l = parameters(s->left, leaves, next);
        return pair(l, parameters(s->right, leaves, next));
      }
    }
    return nullptr;
  }

  // ---- emission ----
  V dynamic(NodeId node, Noun example = Noun::none(), uint64_t origin = 0) {
    return &values_.emplace_back(Value{Value::Kind::dynamic, node, {}, nullptr, nullptr, example, origin});
  }
  V constant(Noun c) { return &values_.emplace_back(Value{Value::Kind::constant, kNone, c}); }
  unsigned height_of(Noun n) { return holds_code(n) ? program_.height(n) : 0; }
  V pair(V l, V r) {
    if (l->kind == Value::Kind::constant && r->kind == Value::Kind::constant) {
      const Noun made = heap_.cons(l->constant, r->constant);
      if (!holds_code(made)) return constant(made);
      const unsigned height = 1 + std::max(height_of(l->constant), height_of(r->constant));
      if (height > kMaxHeight) {
        return dynamic(node(&values_.emplace_back(Value{Value::Kind::pair, kNone, {}, l, r})));
      }
      program_.set_height(made, height);
      return constant(made);
    }
    return &values_.emplace_back(Value{Value::Kind::pair, kNone, {}, l, r});
  }
  NodeId emit(Node n) {
    const auto id = static_cast<NodeId>(nodes_.size());
    nodes_.push_back(std::move(n));
    blocks_[block_].nodes.push_back(id);
    return id;
  }
  NodeId emit(NodeKind kind, NodeId a, NodeId b = kNone, uint64_t value = 0) {
    Node n{kind};
    n.a = a;
    n.b = b;
    n.value = value;
    return emit(std::move(n));
  }
  BlockId new_block() {
    if (blocks_.size() > options_.max_nodes || nodes_.size() > options_.max_nodes) throw TooLarge{};
    blocks_.emplace_back();
    return static_cast<BlockId>(blocks_.size() - 1);
  }
  Term& term() { return blocks_[block_].term; }
  void jump(BlockId to) {
    term().kind = TermKind::jump;
    term().yes = to;
  }
  // A crash ends the path; what follows is dropped but needs a value to go on with.
  V crash() {
    term().kind = TermKind::leave;
    block_ = new_block();
    dead_.insert(block_);
    return constant(Noun::zero());
  }

  uint32_t slot(Noun n) { return graph_->slot(program_.constant(n)); }

  // The value as one noun.
  NodeId node(V v) {
    switch (v->kind) {
      case Value::Kind::dynamic:
        return v->node;
      case Value::Kind::constant:
        if (v->constant.is_direct()) return emit(NodeKind::small, kNone, kNone, v->constant.word());
        return emit(NodeKind::slot, kNone, kNone, slot(v->constant));
      case Value::Kind::pair: {
        if (const auto it = known_.find({2, reinterpret_cast<uint64_t>(v)}); it != known_.end())
          return it->second->node;
        const NodeId l = node(v->left);
        const NodeId r = node(v->right);
        const NodeId made = emit(NodeKind::cons, l, r);
        know({2, reinterpret_cast<uint64_t>(v)}, dynamic(made));
        return made;
      }
    }
    return kNone;
  }

  // What was computed on every way here: undone where ways part.
  void know(std::pair<uint64_t, uint64_t> key, V v) {
    known_.emplace(key, v);
    log_.push_back(key);
  }
  size_t mark() const { return log_.size(); }
  void forget(size_t mark) {
    while (log_.size() > mark) {
      known_.erase(log_.back());
      log_.pop_back();
    }
  }

  // Head or tail, or a crash.
  V child(V v, bool in_tail) {
    switch (v->kind) {
      case Value::Kind::pair:
        return in_tail ? v->right : v->left;
      case Value::Kind::constant:
        if (!v->constant.is_cell()) return crash();
        return constant(in_tail ? v->constant.tail() : v->constant.head());
      case Value::Kind::dynamic: {
        const std::pair<uint64_t, uint64_t> key{in_tail ? 1 : 0, v->node};
        if (const auto it = known_.find(key); it != known_.end()) return it->second;
        const bool example = !v->example.is_none() && v->example.is_cell() && v->origin < uint64_t{1} << 62;
        V made = dynamic(emit(in_tail ? NodeKind::tail : NodeKind::head, v->node),
                         !example  ? Noun::none()
                         : in_tail ? v->example.tail()
                                   : v->example.head(),
                         example ? 2 * v->origin + (in_tail ? 1 : 0) : 0);
        know(key, made);
        return made;
      }
    }
    return v;
  }
  V fragment(V v, Noun axis) {
    Path path(axis);
    if (path.invalid()) return crash();
    if (bit_length(axis) > 60) return step(v, heap_.cons(Noun::zero(), axis));
    for (; !path.done(); path.advance()) v = child(v, path.next_is_tail());
    return v;
  }
  V edit(V target, Path& path, V value) {
    if (path.done()) return value;
    const bool in_tail = path.next_is_tail();
    path.advance();
    V l = child(target, false), r = child(target, true);
    return in_tail ? pair(l, edit(r, path, value)) : pair(edit(l, path, value), r);
  }

  // The constant at `axis`, or none. Asks for a guard where an example shows a formula.
  Noun arm(V core, Noun axis) {
    if (!axis.is_direct() || axis == Noun::zero()) return Noun::none();
    const uint64_t a = axis.direct_value();
    for (int i = 62 - std::countl_zero(a); i >= 0; --i) {
      if (core->kind == Value::Kind::constant) {
        const Noun found =
            galena::fragment((a & ((uint64_t{1} << (i + 1)) - 1)) | uint64_t{1} << (i + 1), core->constant);
        return found;
      }
      const bool in_tail = (a >> i & 1) != 0;
      if (core->kind == Value::Kind::dynamic) {
        demand(core, i, a);
        return Noun::none();
      }
      core = in_tail ? core->right : core->left;
    }
    if (core->kind == Value::Kind::constant) return core->constant;
    if (core->kind == Value::Kind::dynamic) demand(core, -1, a);
    return Noun::none();
  }
  // The example of `v` has a formula at the last steps of axis `a`, below bit `i`: it is to be known in the next round,
  // with the battery that it lies in.
  void demand(V v, int i, uint64_t a) {
    if (v->example.is_none() || v->origin == 0) return;
    Noun n = v->example;
    uint64_t origin = v->origin;
    if (i >= 0 && is_layer(n)) {
      demands_.insert(origin);
      return;
    }
    if (i >= 0 && (a >> i & 1) == 0 && i == 62 - std::countl_zero(a)) {
      // The whole core is dynamic, and its battery is its head.
      if (!n.is_cell() || origin >= uint64_t{1} << 62) return;
      n = n.head();
      origin = 2 * origin;
      --i;
    }
    const Noun battery = n;
    for (; i >= 0; --i) {
      if (!n.is_cell()) return;
      n = (a >> i & 1) != 0 ? n.tail() : n.head();
    }
    if (!n.is_cell() || !battery.is_cell()) return;
    demands_.insert(origin);
  }

  // Whether `core` is a registered core that has no sample, and neither has anything around it: such as a layer of a
  // library, which is the same everywhere.
  bool is_layer(Noun core) const {
    const CoreRecord* r = machine_.jets().find(heap_, core);
    if (r == nullptr) return false;
    for (; r->parent != nullptr; r = r->parent) {
      if (r->parent_axis != 3) return false;
    }
    return true;
  }

  bool too_deep(unsigned depth) const { return depth > kMaxDepth; }
  static bool is_quoted(Noun formula) { return formula.is_cell() && formula.head() == Noun::direct(1); }

  // Cells of a formula without calls; too many of it, or calls: kMaxInlineSize + 1.
  size_t inline_size(Noun f) {
    if (!f.is_cell()) return kMaxInlineSize + 1;
    const Noun op = f.head(), arg = f.tail();
    size_t size = 1;
    const auto add = [&](Noun n) { size = size > kMaxInlineSize ? size : size + inline_size(n); };
    if (op.is_cell()) {
      add(op);
      add(arg);
      return size;
    }
    if (op == Noun::direct(0) || op == Noun::direct(1)) return 1;
    if (!arg.is_cell()) return kMaxInlineSize + 1;
    switch (op.is_direct() ? op.direct_value() : 99) {
      case 3:
      case 4:
        add(arg);
        return size;
      case 7:
      case 8:
        add(arg.head());
        add(arg.tail());
        return size;
      case 10:
        if (!arg.head().is_cell()) return kMaxInlineSize + 1;
        add(arg.head().tail());
        add(arg.tail());
        return size;
      case 11:
        if (arg.head().is_cell()) add(arg.head().tail());
        add(arg.tail());
        return size;
      default:
        return kMaxInlineSize + 1;
    }
  }

  static bool has_jet(const Code& code, Noun axis) {
    return std::any_of(code.jets.begin(), code.jets.end(),
                       [&](const JetSite& site) { return Noun::direct(site.axis) == axis; });
  }
  // Whether a call was taken to have no jet before the hint was met that gives it one.
  bool missed_jets() const {
    return std::any_of(unjetted_.begin(), unjetted_.end(),
                       [](const auto& call) { return has_jet(*call.first, Noun::direct(call.second)); });
  }
  bool has_jet(Noun formula, Noun axis) {
    if (!machine_.options().jets.enabled) return false;
    const Code* const code = machine_.code_for(formula);
    if (has_jet(*code, axis)) return true;
    graph_->unjetted.insert(mug(formula));
    unjetted_.emplace_back(code, axis.direct_value());
    return false;
  }
  // The jet that answers a kick of `formula` at `axis` in `core`, if that is certain:
  // batteries and contexts are known. Where an example shows what is not, it is asked for.
  const Jet* known_jet(Noun formula, Noun axis, V core) {
    if (machine_.options().check_jets) return nullptr;
    const Code* const code = machine_.code_for(formula);
    for (const JetSite& site : code->jets) {
      if (Noun::direct(site.axis) != axis) continue;
      switch (certainty(*site.core, core)) {
        case Truth::yes:
          return site.jet;
        case Truth::no:
          break;
        case Truth::open:
          return nullptr;
      }
    }
    return nullptr;
  }
  // Whether `core` is one of `record`.
  Truth certainty(const CoreRecord& record, V core) {
    if (core->kind == Value::Kind::constant) {
      return machine_.jets().matches(heap_, record, core->constant) ? Truth::yes : Truth::no;
    }
    if (record.parent == nullptr) {
      // A root must be known as a whole.
      if (core->kind == Value::Kind::dynamic && !core->example.is_none() && core->origin != 0 &&
          machine_.jets().matches(heap_, record, core->example)) {
        demands_.insert(core->origin);
      }
      return Truth::open;
    }
    if (core->kind != Value::Kind::pair) {
      if (!core->example.is_none() && core->origin != 0 && is_layer(core->example)) demands_.insert(core->origin);
      return Truth::open;
    }
    V battery = core->left;
    if (battery->kind != Value::Kind::constant) return Truth::open;
    if (!JetRegistry::has_battery(heap_, record, battery->constant)) return Truth::no;
    V parent = core;
    const uint64_t a = record.parent_axis;
    for (int i = 62 - std::countl_zero(a); i >= 0; --i) {
      const bool in_tail = (a >> i & 1) != 0;
      switch (parent->kind) {
        case Value::Kind::pair:
          parent = in_tail ? parent->right : parent->left;
          break;
        case Value::Kind::constant:
          if (!parent->constant.is_cell()) return Truth::no;
          parent = constant(in_tail ? parent->constant.tail() : parent->constant.head());
          break;
        case Value::Kind::dynamic: {
          // What has been looked at already on the way here, or what the example shows.
          const std::pair<uint64_t, uint64_t> key{in_tail ? 1 : 0, parent->node};
          if (const auto it = known_.find(key); it != known_.end()) {
            parent = it->second;
            break;
          }
          if (parent->example.is_none() || parent->origin == 0 || parent->origin >= uint64_t{1} << 40)
            return Truth::open;
          const Noun found =
              galena::fragment((a & ((uint64_t{1} << (i + 1)) - 1)) | uint64_t{1} << (i + 1), parent->example);
          if (!found.is_none() && machine_.jets().matches(heap_, *record.parent, found) && is_layer(found)) {
            demands_.insert((parent->origin << (i + 1)) | (a & ((uint64_t{1} << (i + 1)) - 1)));
          }
          return Truth::open;
        }
      }
    }
    return certainty(*record.parent, parent);
  }
  V run_jet(const Jet& jet, Noun formula, V core) {
    if (jet.arithmetic == Arithmetic::none || core->kind != Value::Kind::pair) return jet_call(jet, formula, core);
    V sample = part(core, true);
    if (sample->kind == Value::Kind::dynamic) return jet_call(jet, formula, core);
    sample = part(sample, false);
    V a = sample, b = nullptr;
    if (jet.arithmetic != Arithmetic::dec) {
      if (sample->kind == Value::Kind::dynamic) return jet_call(jet, formula, core);
      if (sample->kind == Value::Kind::constant && !sample->constant.is_cell()) return jet_call(jet, formula, core);
      a = part(sample, false);
      b = part(sample, true);
    }
    const auto is_cell = [](V v) {
      return v != nullptr &&
             (v->kind == Value::Kind::pair || (v->kind == Value::Kind::constant && !v->constant.is_direct()));
    };
    if (is_cell(a) || is_cell(b)) return jet_call(jet, formula, core);
    const auto op = static_cast<uint64_t>(jet.arithmetic);
    const NodeId x = node(a), y = b == nullptr ? kNone : node(b);
    const size_t before = mark();
    const NodeId fits = emit(NodeKind::fits, x, y, op);
    const BlockId fast = new_block(), slow = new_block(), end = new_block();
    if (is_dead(block_)) dead_.insert({fast, slow, end});
    term().kind = TermKind::branch;
    term().a = fits;
    term().yes = fast;
    term().no = slow;
    block_ = fast;
    const NodeId quick = emit(NodeKind::arithmetic, x, y, op);
    jump(end);
    block_ = slow;
    const NodeId general = jet_call(jet, formula, core)->node;
    jump(end);
    forget(before);
    blocks_[end].predecessors = {fast, slow};
    block_ = end;
    Node phi{NodeKind::phi};
    phi.args = {quick, general};
    return dynamic(emit(std::move(phi)));
  }
  V jet_call(const Jet& jet, Noun formula, V core) {
    const NodeId c = node(core);
    return dynamic(emit(NodeKind::jet, c, kNone, add_jet(jet, formula)));
  }
  // Its number among the jets of the graph.
  uint64_t add_jet(const Jet& jet, Noun formula) {
    graph_->jets.push_back({&jet, program_.constant(formula)});
    return graph_->jets.size() - 1;
  }

  V call(Noun formula, V subject, unsigned depth) {
    if (!formula.is_cell()) return crash();
    const bool fits = inlined_.size() < kMaxInline && !too_deep(depth) &&
                      std::find(inlined_.begin(), inlined_.end(), formula.word()) == inlined_.end();
    if (fits && inline_size(formula) <= kMaxInlineSize) {
      inlined_.push_back(formula.word());
      V v = eval(formula, subject, depth + 1);
      inlined_.pop_back();
      return v;
    }
    std::vector<V> args;
    const FunctionId f = request(formula, subject, args);
    Node n{NodeKind::call};
    n.value = f;
    for (V v : args) n.args.push_back(node(v));
    return dynamic(emit(std::move(n)));
  }
  // The same for a step that compiled code leaves to the interpreter, which is not to compile it in turn.
  V step(V subject, Noun formula) {
    formula = canonical(formula);
    machine_.code_for(formula)->declined = true;
    return unknown(subject, constant(formula));
  }
  V unknown(V subject, V formula) {
    const NodeId s = node(subject);
    return dynamic(emit(NodeKind::nock, s, node(formula)));
  }
  void tail_call(Noun formula, V subject, unsigned depth) {
    if (!formula.is_cell()) {
      crash();
      return;
    }
    if (inlined_.size() < kMaxInline && inline_size(formula) <= kMaxInlineSize) {
      finish_with(call(formula, subject, depth));
      return;
    }
    std::vector<V> args;
    const FunctionId f = request(formula, subject, args);
    std::vector<NodeId> nodes;
    for (V v : args) nodes.push_back(node(v));
    term().kind = TermKind::tail;
    term().function = f;
    term().args = std::move(nodes);
  }
  void tail_unknown(V subject, V formula) {
    const NodeId s = node(subject), f = node(formula);
    term().kind = TermKind::tail_nock;
    term().a = s;
    term().b = f;
  }
  void finish_with(V v) {
    const NodeId n = node(v);
    term().kind = TermKind::ret;
    term().a = n;
  }

  // ---- formulas ----
  V eval(Noun formula, V subject, unsigned depth) {
    if (!formula.is_cell()) return crash();
    if (too_deep(depth)) return call(formula, subject, depth);
    const Noun op = formula.head(), arg = formula.tail();
    if (op.is_cell()) {
      V l = eval(op, subject, depth + 1);
      return pair(l, eval(arg, subject, depth + 1));
    }
    if (!op.is_direct()) return crash();
    switch (op.direct_value()) {
      case 0:
        return arg.is_atom() ? fragment(subject, arg) : crash();
      case 1:
        return constant(arg);
      case 2: {
        if (!arg.is_cell()) return crash();
        V s = eval(arg.head(), subject, depth + 1);
        if (is_quoted(arg.tail())) return eval(arg.tail().tail(), s, depth + 1);
        V f = eval(arg.tail(), subject, depth + 1);
        const Noun known = arm(f, Noun::direct(1));
        return known.is_none() ? unknown(s, f) : call(known, s, depth);
      }
      case 3: {
        V v = eval(arg, subject, depth + 1);
        if (v->kind == Value::Kind::pair) return constant(kYes);
        if (v->kind == Value::Kind::constant) return constant(loobean(v->constant.is_cell()));
        return dynamic(emit(NodeKind::loobean, emit(NodeKind::is_cell, v->node)));
      }
      case 4: {
        V v = eval(arg, subject, depth + 1);
        if (v->kind == Value::Kind::pair) return crash();
        if (v->kind == Value::Kind::constant && v->constant.is_direct()) {
          return constant(heap_.atom(v->constant.direct_value() + 1));
        }
        return dynamic(emit(NodeKind::inc, node(v)));
      }
      case 5: {
        if (!arg.is_cell()) return crash();
        const Equality e = compare(arg, subject, depth);
        if (e.truth != Truth::open) return constant(loobean(e.truth == Truth::yes));
        return dynamic(emit(NodeKind::loobean, e.node));
      }
      case 6: {
        if (!arg.is_cell() || !arg.tail().is_cell()) return crash();
        const BlockId no = new_block();
        size_t before;
        const Truth known = condition(arg.head(), subject, depth + 1, no, before);
        if (known == Truth::yes) return eval(arg.tail().head(), subject, depth + 1);
        if (known == Truth::no) {
          follow(no);
          return eval(arg.tail().tail(), subject, depth + 1);
        }
        V yes_value = eval(arg.tail().head(), subject, depth + 1);
        const BlockId yes_end = block_;
        forget(before);
        block_ = no;
        V no_value = eval(arg.tail().tail(), subject, depth + 1);
        const BlockId no_end = block_;
        forget(before);
        if (is_dead(yes_end)) return no_value;
        if (is_dead(no_end)) {
          block_ = yes_end;
          return yes_value;
        }
        const BlockId merged = new_block();
        blocks_[merged].predecessors = {yes_end, no_end};
        V v = merge(yes_value, yes_end, no_value, no_end, merged);
        block_ = yes_end;
        jump(merged);
        block_ = no_end;
        jump(merged);
        block_ = merged;
        forget(before);
        return v;
      }
      case 7: {
        if (!arg.is_cell()) return crash();
        V s = eval(arg.head(), subject, depth + 1);
        return eval(arg.tail(), s, depth + 1);
      }
      case 8: {
        if (!arg.is_cell()) return crash();
        V h = eval(arg.head(), subject, depth + 1);
        return eval(arg.tail(), pair(h, subject), depth + 1);
      }
      case 9: {
        if (!arg.is_cell() || !arg.head().is_atom()) return crash();
        V core = eval(arg.tail(), subject, depth + 1);
        const Noun f = arm(core, arg.head());
        if (f.is_none() || expects_jets(core)) return kick(core, arg.head());
        if (f.is_cell() && has_jet(f, arg.head())) {
          const Jet* const jet = known_jet(f, arg.head(), core);
          if (jet == nullptr) return kick(core, arg.head());
          if (jet->native == nullptr) return run_jet(*jet, f, core);
          const NodeId c = node(core);
          return dynamic(emit(NodeKind::frame_jet, c, kNone, add_jet(*jet, f)));
        }
        return call(f, core, depth);
      }
      case 10: {
        if (!arg.is_cell() || !arg.head().is_cell() || !arg.head().head().is_atom()) return crash();
        Path path(arg.head().head());
        if (path.invalid()) return crash();
        V target = eval(arg.tail(), subject, depth + 1);
        V value = eval(arg.head().tail(), subject, depth + 1);
        if (bit_length(arg.head().head()) > 60) {
          // [10 [axis 0 2] 0 3] on [value target]
          const Noun rest = heap_.tuple(Noun::direct(10), heap_.tuple(arg.head().head(), Noun::zero(), Noun::direct(2)),
                                        Noun::zero(), Noun::direct(3));
          return step(pair(value, target), rest);
        }
        return edit(target, path, value);
      }
      case 11:
        return hint(arg, subject, depth);
      case 12: {
        if (!arg.is_cell()) return crash();
        V ref = eval(arg.head(), subject, depth + 1);
        V path = eval(arg.tail(), subject, depth + 1);
        const Noun scry =
            heap_.tuple(Noun::direct(12), heap_.cons(Noun::zero(), Noun::direct(2)), Noun::zero(), Noun::direct(3));
        return step(pair(ref, path), scry);
      }
      default:
        return crash();
    }
  }

  V kick(V core, Noun axis) {
    if (!axis.is_direct() || axis.direct_value() >= 0x10000) {
      return step(core, heap_.tuple(Noun::direct(9), axis, Noun::zero(), Noun::direct(1)));
    }
    return dynamic(emit(NodeKind::kick, node(core), kNone, axis.direct_value()));
  }

  // Goes on in `to`, which nothing else but this block leads to.
  void follow(BlockId to) {
    jump(to);
    if (is_dead(block_)) dead_.insert(to);
    block_ = to;
  }

  // Whether `core` is registered under `clue` for certain. What is known of it now may be enough to do that, so that
  // the calls below find its jets.
  bool registered(V core, V clue) {
    if (core->kind == Value::Kind::dynamic || clue->kind != Value::Kind::constant) return false;
    const Noun like = example_of(core);
    if (!machine_.jets().register_core(machine_, like, clue->constant)) return false;
    const std::vector<const CoreRecord*> records = machine_.jets().find_all(heap_, like);
    return !records.empty() && std::all_of(records.begin(), records.end(), [&](const CoreRecord* record) {
      return certainty(*record, core) == Truth::yes;
    });
  }
  // Has arms of `core`, whose hint names it `clue`, called by kicks from the next round on, if they may get jets.
  void expect_jets(V core, V clue) {
    const Noun battery = known_battery(core);
    if (battery.is_none() || (clue->kind == Value::Kind::constant && !machine_.jets().may_name(clue->constant))) return;
    if (hinted_.insert(canonical(battery).word()).second) hints_grew_ = true;
  }
  bool expects_jets(V core) {
    if (hinted_.empty()) return false;
    const Noun battery = known_battery(core);
    return !battery.is_none() && hinted_.count(canonical(battery).word()) != 0;
  }
  static Noun known_battery(V core) {
    if (core->kind == Value::Kind::constant) return core->constant.is_cell() ? core->constant.head() : Noun::none();
    return core->kind == Value::Kind::pair && core->left->kind == Value::Kind::constant ? core->left->constant
                                                                                        : Noun::none();
  }

  // A noun that `v` may be: what is not known of it is as in the example, or 0.
  Noun example_of(V v) {
    switch (v->kind) {
      case Value::Kind::constant:
        return v->constant;
      case Value::Kind::dynamic:
        return v->example.is_none() ? Noun() : v->example;
      case Value::Kind::pair: {
        const Noun left = example_of(v->left);
        return heap_.cons(left, example_of(v->right));
      }
    }
    return {};
  }

  bool is_dead(BlockId b) const { return dead_.count(b) != 0; }

  // The cells of either that are not equal to the other's, above their leaves; no more than are of interest.
  size_t differ_in(Noun a, Noun b, size_t counted = 0) {
    if (counted > kMaxMerged || !a.is_cell() || !b.is_cell() || canonical(a) == canonical(b)) return counted;
    counted = differ_in(a.head(), b.head(), counted + 1);
    return differ_in(a.tail(), b.tail(), counted);
  }

  // One value out of two, each computed in the block where its way ends.
  V merge(V a, BlockId a_end, V b, BlockId b_end, BlockId into) {
    if (a == b) return a;
    if (a->kind == Value::Kind::constant && b->kind == Value::Kind::constant &&
        canonical(a->constant) == canonical(b->constant)) {
      return a;
    }
    if (a->kind == Value::Kind::dynamic && b->kind == Value::Kind::dynamic && a->node == b->node) return a;
    const auto apart = [](V v) {
      return v->kind == Value::Kind::pair || (v->kind == Value::Kind::constant && v->constant.is_cell());
    };
    const bool constants = a->kind == Value::Kind::constant && b->kind == Value::Kind::constant;
    if (apart(a) && apart(b) && (!constants || differ_in(a->constant, b->constant) <= kMaxMerged)) {
      V l = merge(part(a, false), a_end, part(b, false), b_end, into);
      V r = merge(part(a, true), a_end, part(b, true), b_end, into);
      return &values_.emplace_back(Value{Value::Kind::pair, kNone, {}, l, r});
    }
    Node n{NodeKind::phi};
    const size_t before = mark();
    block_ = a_end;
    n.args.push_back(node(a));
    forget(before);
    block_ = b_end;
    n.args.push_back(node(b));
    forget(before);
    block_ = into;
    return dynamic(emit(std::move(n)));
  }

  struct Equality {
    Truth truth;
    NodeId node = kNone;
  };
  Equality compare(Noun arg, V subject, unsigned depth) {
    V l = eval(arg.head(), subject, depth + 1);
    V r = eval(arg.tail(), subject, depth + 1);
    if (l->kind == Value::Kind::constant && r->kind == Value::Kind::constant) {
      return {canonical(l->constant) == canonical(r->constant) ? Truth::yes : Truth::no};
    }
    const auto is_atom = [](V v) { return v->kind == Value::Kind::constant && v->constant.is_atom(); };
    if ((l->kind == Value::Kind::pair && is_atom(r)) || (r->kind == Value::Kind::pair && is_atom(l)))
      return {Truth::no};
    if (l->kind == Value::Kind::dynamic && r->kind == Value::Kind::dynamic && l->node == r->node) return {Truth::yes};
    const NodeId a = node(l);
    return {Truth::open, emit(NodeKind::same, a, node(r))};
  }

  // `test` as a condition: goes on in the current block on yes, in `no` on no. No term is set where the answer is
  // known. What is known at the mark `before` is computed on the way to both.
  Truth condition(Noun test, V subject, unsigned depth, BlockId no, size_t& before) {
    const auto known = [&](Truth truth) {
      before = mark();
      return truth;
    };
    const auto branch = [&](NodeId boolean) {
      before = mark();
      const BlockId yes = new_block();
      if (is_dead(block_)) dead_.insert(yes);
      term().kind = TermKind::branch;
      term().a = boolean;
      term().yes = yes;
      term().no = no;
      block_ = yes;
      return Truth::open;
    };
    if (test.is_cell() && test.head().is_direct() && !too_deep(depth)) {
      const Noun arg = test.tail();
      if (test.head() == Noun::direct(3)) {
        V v = eval(arg, subject, depth + 1);
        if (v->kind == Value::Kind::pair) return known(Truth::yes);
        if (v->kind == Value::Kind::constant) return known(v->constant.is_cell() ? Truth::yes : Truth::no);
        return branch(emit(NodeKind::is_cell, v->node));
      }
      if (test.head() == Noun::direct(5) && arg.is_cell()) {
        const Equality e = compare(arg, subject, depth);
        return e.truth == Truth::open ? branch(e.node) : known(e.truth);
      }
      if (test.head() == Noun::direct(6) && arg.is_cell() && arg.tail().is_cell()) {
        const BlockId first_no = new_block();
        const Truth first = condition(arg.head(), subject, depth + 1, first_no, before);
        if (first == Truth::yes) return condition(arg.tail().head(), subject, depth + 1, no, before);
        if (first == Truth::no) {
          follow(first_no);
          return condition(arg.tail().tail(), subject, depth + 1, no, before);
        }
        const BlockId end = new_block();
        size_t unused;
        const Truth then = condition(arg.tail().head(), subject, depth + 1, no, unused);
        jump(then == Truth::no ? no : end);
        forget(before);
        block_ = first_no;
        const Truth other = condition(arg.tail().tail(), subject, depth + 1, no, unused);
        jump(other == Truth::no ? no : end);
        forget(before);
        block_ = end;
        return Truth::open;
      }
    }
    V v = eval(test, subject, depth + 1);
    if (v->kind == Value::Kind::constant) {
      if (v->constant == kYes) return known(Truth::yes);
      if (v->constant == kNo) return known(Truth::no);
    }
    if (v->kind != Value::Kind::dynamic) {
      crash();
      return known(Truth::yes);
    }
    before = mark();
    if (nodes_[v->node].kind == NodeKind::loobean) return branch(nodes_[v->node].a);
    const BlockId yes = new_block();
    if (is_dead(block_)) dead_.insert(yes);
    term().kind = TermKind::test;
    term().a = v->node;
    term().yes = yes;
    term().no = no;
    block_ = yes;
    return Truth::open;
  }

  struct Hint {
    Noun tag, clue, body;
  };
  static Hint take_hint(Noun arg) {
    if (!arg.is_cell()) return {Noun::none(), Noun::none(), {}};
    const Noun h = arg.head();
    if (h.is_atom()) return {h, Noun::none(), arg.tail()};
    if (!h.head().is_atom()) return {Noun::none(), Noun::none(), {}};
    return {h.head(), h.tail(), arg.tail()};
  }

  static bool is_trace_hint(Noun tag) {
    return tag == "mean"_n || tag == "spot"_n || tag == "hunk"_n || tag == "lose"_n || tag == "hand"_n;
  }

  V hint(Noun arg, V subject, unsigned depth) {
    const Hint h = take_hint(arg);
    if (h.tag.is_none()) return crash();
    V clue = h.clue.is_none() ? nullptr : eval(h.clue, subject, depth + 1);
    if (is_trace_hint(h.tag) && clue != nullptr) {
      const NodeId before = emit(NodeKind::trace_push, node(pair(constant(h.tag), clue)));
      V v = eval(h.body, subject, depth + 1);
      emit(NodeKind::trace_pop, before);
      return v;
    }
    if (h.tag == "slog"_n && clue != nullptr) {
      emit(NodeKind::slog, node(clue));
    } else if (h.tag == "memo"_n) {
      const NodeId s = node(subject);
      const uint32_t body = slot(h.body);
      const size_t before = mark();
      const NodeId remembered = emit(NodeKind::recall, s, kNone, body);
      const BlockId compute = new_block(), have = new_block(), end = new_block();
      const NodeId absent = emit(NodeKind::is_none, remembered);
      term().kind = TermKind::branch;
      term().a = absent;
      term().yes = compute;
      term().no = have;
      if (is_dead(block_)) dead_.insert({compute, have, end});
      block_ = compute;
      V v = eval(h.body, subject, depth + 1);
      const NodeId product = node(v);
      emit(NodeKind::remember, s, product, body);
      blocks_[end].predecessors = {block_, have};
      jump(end);
      forget(before);
      block_ = have;
      jump(end);
      block_ = end;
      Node phi{NodeKind::phi};
      phi.args = {product, remembered};
      return dynamic(emit(std::move(phi)));
    } else if (h.tag == "fast"_n && clue != nullptr) {
      V core = eval(h.body, subject, depth + 1);
      if (!registered(core, clue)) {
        expect_jets(core, clue);
        // Until that is settled: the core is put together for this only.
        const size_t before = mark();
        const NodeId first = emit(NodeKind::first_time, kNone, kNone, graph_->flags);
        const BlockId once = new_block(), end = new_block();
        if (is_dead(block_)) dead_.insert({once, end});
        term().kind = TermKind::branch;
        term().a = first;
        term().yes = once;
        term().no = end;
        block_ = once;
        const NodeId c = node(core);
        emit(NodeKind::fast, c, node(clue), graph_->flags++);
        jump(end);
        forget(before);
        block_ = end;
      }
      return core;
    } else if (h.tag == "bout"_n || h.tag == "xray"_n) {
      NodeId start = kNone;
      if (h.tag == "xray"_n) {
        emit(NodeKind::xray, kNone, kNone, slot(h.body));
      } else {
        start = emit(NodeKind::bout_start, kNone);
      }
      V v = eval(h.body, subject, depth + 1);
      if (start != kNone) emit(NodeKind::bout_end, start);
      return v;
    }
    return eval(h.body, subject, depth + 1);
  }

  // As eval, but the product is the function's: calls take its place.
  void tail(Noun formula, V subject, unsigned depth) {
    if (formula.is_cell() && !too_deep(depth) && formula.head().is_direct()) {
      const Noun arg = formula.tail();
      switch (formula.head().direct_value()) {
        case 2: {
          if (!arg.is_cell()) break;
          V s = eval(arg.head(), subject, depth + 1);
          if (is_quoted(arg.tail())) {
            tail(arg.tail().tail(), s, depth + 1);
            return;
          }
          V f = eval(arg.tail(), subject, depth + 1);
          const Noun known = arm(f, Noun::direct(1));
          known.is_none() ? tail_unknown(s, f) : tail_call(known, s, depth);
          return;
        }
        case 6: {
          if (!arg.is_cell() || !arg.tail().is_cell()) break;
          const BlockId no = new_block();
          size_t before;
          const Truth known = condition(arg.head(), subject, depth + 1, no, before);
          if (known == Truth::no) {
            jump(no);
          } else {
            tail(arg.tail().head(), subject, depth + 1);
          }
          forget(before);
          if (known == Truth::yes) return;
          block_ = no;
          tail(arg.tail().tail(), subject, depth + 1);
          forget(before);
          return;
        }
        case 7: {
          if (!arg.is_cell()) break;
          V s = eval(arg.head(), subject, depth + 1);
          tail(arg.tail(), s, depth + 1);
          return;
        }
        case 8: {
          if (!arg.is_cell()) break;
          V h = eval(arg.head(), subject, depth + 1);
          tail(arg.tail(), pair(h, subject), depth + 1);
          return;
        }
        case 9: {
          if (!arg.is_cell() || !arg.head().is_atom()) break;
          V core = eval(arg.tail(), subject, depth + 1);
          const Noun axis = arg.head();
          const Noun f = arm(core, axis);
          if (!f.is_none() && !expects_jets(core)) {
            if (!f.is_cell() || !has_jet(f, axis)) {
              tail_call(f, core, depth);
              return;
            }
            if (const Jet* const jet = known_jet(f, axis, core); jet != nullptr) {
              if (jet->native == nullptr) {
                finish_with(run_jet(*jet, f, core));
                return;
              }
              const NodeId c = node(core);
              term().kind = TermKind::tail_jet;
              term().a = c;
              term().axis = add_jet(*jet, f);
              return;
            }
          }
          if (!axis.is_direct() || axis.direct_value() >= 0x10000) {
            finish_with(kick(core, axis));
            return;
          }
          const NodeId c = node(core);
          term().kind = TermKind::tail_kick;
          term().a = c;
          term().axis = axis.direct_value();
          return;
        }
        case 11: {
          const Hint h = take_hint(arg);
          if (h.tag.is_none() || h.tag == "memo"_n || h.tag == "fast"_n || h.tag == "bout"_n || h.tag == "xray"_n)
            break;
          if (!h.clue.is_none() && is_trace_hint(h.tag)) break;
          if (!h.clue.is_none()) {
            V clue = eval(h.clue, subject, depth + 1);
            if (h.tag == "slog"_n) emit(NodeKind::slog, node(clue));
          }
          tail(h.body, subject, depth + 1);
          return;
        }
        default:
          break;
      }
    } else if (formula.is_cell() && too_deep(depth)) {
      tail_call(formula, subject, 0);
      return;
    }
    finish_with(eval(formula, subject, depth + 1));
  }

  Machine& machine_;
  Heap& heap_;
  Program& program_;
  const Noun subject_;
  const Noun* const formula_;
  Record* const record_;
  const AnalysisOptions& options_;
  std::unique_ptr<Graph> graph_;
  std::vector<uint64_t> guards_;
  std::set<uint64_t> demands_;
  std::unordered_set<uint64_t> hinted_;  // batteries with a hint in the graph that has not run yet
  bool hints_grew_ = false;
  std::vector<std::pair<const Code*, uint64_t>> unjetted_;  // arms that are called as ones without a jet
  const Choices* again_;                                    // being repeated, or null
  size_t repeated_ = 0;                                     // of its choices
  std::vector<uint8_t> chosen_;

  // Of the whole analysis.
  Shape dynamic_shape_{Shape::Kind::dynamic};
  std::deque<Shape> shapes_;
  std::deque<Value> values_;
  std::unordered_multimap<uint32_t, Noun> canonical_;
  std::unordered_map<uint64_t, bool> formulas_, code_;
  std::vector<Plan> plans_;
  std::map<std::pair<const Noun*, std::vector<uint64_t>>, FunctionId> functions_;
  std::unordered_map<const Noun*, std::vector<FunctionId>> by_formula_;

  // Of the function at hand.
  FunctionId current_ = kNone;
  std::vector<Node> nodes_;
  std::vector<Block> blocks_;
  BlockId block_ = 0;
  std::set<BlockId> dead_;
  std::map<std::pair<uint64_t, uint64_t>, V> known_;
  std::vector<std::pair<uint64_t, uint64_t>> log_;
  std::vector<uint64_t> inlined_;
};

// The constants that a subject of this shape is compared with.
void add_slots(Graph& graph, const Shape* shape) {
  if (shape->kind == Shape::Kind::constant) graph.slot(shape->constant);
  if (shape->kind != Shape::Kind::pair) return;
  add_slots(graph, shape->left);
  add_slots(graph, shape->right);
}

}  // namespace

bool fit(const Choices& choices, Noun subject) {
  uint64_t last = 0;
  for (const Choices::Guard& guard : choices.guards) {
    const Noun part = guard.axis <= last ? Noun::none() : galena::fragment(guard.axis, subject);
    if (part.is_none() || !part.is_cell() || mug(part) != guard.mug) return false;
    last = guard.axis;
  }
  return true;
}

std::unique_ptr<Graph> analyse(Machine& machine, Program& program, Noun subject, Noun formula, Record* record,
                               const AnalysisOptions& options) {
  Analysis analysis(machine, program, subject, formula, record, options);  // the shapes in the graph are its
  std::unique_ptr<Graph> graph = analysis.run();
  if (graph == nullptr) return nullptr;
  finish(*graph);
  for (Function& f : graph->functions) {
    if (f.on_strand || f.elsewhere) {
      if (f.record == nullptr) f.record = program.find(f.formula, f.shape);
      if (f.record == nullptr) f.record = program.add(f.formula, f.shape, f.params);
    } else {
      f.record = nullptr;
    }
    f.shape = nullptr;
  }
  Function& entry = graph->functions[graph->entry];
  entry.shape = entry.record->shape;
  add_slots(*graph, entry.shape);
  GALENA_CHECK(is_well_formed(*graph, Stage::recorded));
  return graph;
}

}  // namespace galena::jit
