#include "nock/jit/versions.h"

namespace galena::jit {
namespace {

// A subject is passed in no more pieces, and taken apart no deeper, than this.
constexpr size_t kMaxLeaves = 24;
constexpr unsigned kMaxShapeDepth = 12;
constexpr unsigned kMaxConstantDepth = 3;  // of what has no code in it
constexpr size_t kMaxVersions = 12;        // of one formula, in one graph
constexpr size_t kMaxShapes = 3;           // of one formula, outside of loops, that take apart what need not be

// What is known of a function that was compiled before, or not: a choice, as a set.
constexpr uint8_t kElsewhere = 1, kCompiled = 2, kCold = 4;

}  // namespace

void Versions::begin_graph(Graph& graph) {
  graph_ = &graph;
  origins_.clear();
  functions_.clear();
  by_formula_.clear();
  shapes_.clear();
}

FunctionId Versions::create(FunctionId caller, const Noun* formula, const Shape* shape, std::vector<Example> leaves) {
  const auto id = static_cast<FunctionId>(graph_->functions.size());
  Function& f = graph_->functions.emplace_back();
  f.formula = formula;
  f.shape = shape;
  f.params = static_cast<uint32_t>(leaves.size());
  functions_.emplace(std::pair(formula, key_of(shape)), id);
  by_formula_[formula].push_back(id);
  origins_.push_back({caller, std::move(leaves)});
  return id;
}

void Versions::leave_out(Function& function) {
  function.external = function.elsewhere = true;
  function.param_used.assign(function.params, true);
}

FunctionId Versions::request(FunctionId caller, Noun code, const Value* subject, std::vector<const Value*>& args) {
  const Noun* const formula = program_.constant(code);
  FunctionId found;
  const Shape* const shape = shape_for(caller, formula, subject, found);
  append_leaves(shape, subject, args);
  if (found != kNone) return found;
  std::vector<Example> leaves;
  for (const Value* arg : args) leaves.push_back(arg->example);
  Record* const known = program_.find(formula, shape);
  const uint8_t state = choices_.byte(formula, [&] {
    const bool compiled = known != nullptr && known->entry_with_subject != nullptr;
    const bool elsewhere = (compiled && !known->small) || (known != nullptr && (known->requested || known->declined));
    const bool cold = options_.cold && options_.cold(*machine_.code_for(code));
    return static_cast<uint8_t>((elsewhere ? kElsewhere : 0) | (compiled ? kCompiled : 0) | (cold ? kCold : 0));
  });
  const bool full = graph_->functions.size() >= options_.max_functions || graph_->size >= options_.max_size;
  const FunctionId id = create(caller, formula, shape, std::move(leaves));
  Function& f = graph_->functions[id];
  f.record = known;
  f.compiled = (state & kCompiled) != 0;
  f.cold = (state & kCold) != 0;
  if ((state & kElsewhere) != 0 || full) leave_out(f);
  return id;
}

FunctionId Versions::find(const Noun* formula, const Shape* shape) const {
  const auto it = functions_.find(std::pair(formula, key_of(shape)));
  return it == functions_.end() ? kNone : it->second;
}

// The shape in which `subject` is passed, and the function for it, or kNone if there is none yet.
const Shape* Versions::shape_for(FunctionId caller, const Noun* formula, const Value* subject, FunctionId& found) {
  size_t count = 0;
  const Shape* shape = shape_of(subject, 0, count);
  FunctionId nearest = kNone;
  size_t above = 0;
  for (FunctionId f = caller; f != kNone; f = origins_[f].caller) {
    if (graph_->functions[f].formula != formula) continue;
    if (nearest == kNone) nearest = f;
    ++above;
  }
  // The first time round a loop its subject has often been put together already where it came in whole: that is a
  // version of its own, in which nothing needs to be put together. From then on only what all rounds have in common
  // counts.
  if (above == 1) shape = shapes_.refine(graph_->functions[nearest].shape, shape);
  if (above > 1) shape = shapes_.generalise(graph_->functions[nearest].shape, shape);
  found = find(formula, shape);
  if (found == kNone && above == 0) {
    const Shape* const other = choices_.shape(formula, shape, shapes_, [&] { return covering(formula, shape); });
    if (other != nullptr) {
      shape = other;
      found = find(formula, shape);
    }
  }
  if (found != kNone) return shape;
  const size_t versions = by_formula_[formula].size();
  if (versions < kMaxVersions) return shape;
  shape = versions < 2 * kMaxVersions ? shapes_.code_only(shape) : shapes_.dynamic();
  found = find(formula, shape);
  return shape;
}

// A shape of which there is a function of `formula` already, and which does for `shape`: the same code is known in
// it, and what it takes apart can be. The one that takes apart most. Every function that is compiled costs time, and
// putting a pair together before a call costs little. Null: there is none, and room for one more.
const Shape* Versions::covering(const Noun* formula, const Shape* shape) {
  const Shape* best = nullptr;
  size_t most = 0, count = 0;
  const auto consider = [&](const Shape* other, uint32_t leaves) {
    ++count;
    if (leaves >= most && shapes_.covers(other, shape)) {
      best = other;
      most = leaves;
    }
  };
  for (const FunctionId f : by_formula_[formula]) consider(graph_->functions[f].shape, graph_->functions[f].params);
  for (const Record* record : program_.of(formula)) consider(record->shape, record->params);
  if (best != nullptr || count < kMaxShapes) return best;
  return count < 2 * kMaxShapes ? shapes_.code_only(shape) : shapes_.spine(shape);
}

const Shape* Versions::shape_of(const Value* value, unsigned depth, size_t& leaves) {
  switch (value->kind) {
    case Value::Kind::dynamic:
      break;
    case Value::Kind::constant:
      return shape_of_constant(value->constant, 0);
    case Value::Kind::pair: {
      if (depth > kMaxShapeDepth || leaves > kMaxLeaves) break;
      const Value* const left = value->left;
      const Shape* const head = left->is_constant() && code_.is_formula(left->constant)
                                    ? shapes_.constant(left->constant)
                                    : shape_of(left, depth + 1, leaves);
      return shapes_.pair(head, shape_of(value->right, depth + 1, leaves));
    }
  }
  ++leaves;
  return shapes_.dynamic();
}

const Shape* Versions::shape_of_constant(Noun noun, unsigned depth) {
  if (!noun.is_cell()) return shapes_.dynamic();
  if (code_.holds_code(noun)) return shapes_.constant(noun);
  if (depth > kMaxConstantDepth) return shapes_.dynamic();
  const Shape* const head = shape_of_constant(noun.head(), depth + 1);
  return shapes_.pair(head, shape_of_constant(noun.tail(), depth + 1));
}

// Of `value`, where `shape`, which it fits, has dynamic parts.
void Versions::append_leaves(const Shape* shape, const Value* value, std::vector<const Value*>& leaves) {
  if (shape->kind == Shape::Kind::dynamic) leaves.push_back(value);
  if (shape->kind != Shape::Kind::pair) return;
  append_leaves(shape->left, builder_.half(value, false), leaves);
  append_leaves(shape->right, builder_.half(value, true), leaves);
}

}  // namespace galena::jit
