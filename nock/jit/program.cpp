#include "nock/jit/program.h"

#include "nock/noun/equal.h"
#include "nock/noun/mug.h"

namespace galena::jit {

const Noun* Program::constant(Noun noun) {
  const uint32_t hash = mug(noun);
  for (auto [it, end] = by_mug_.equal_range(hash); it != end; ++it) {
    if (*it->second == noun || equal(heap_, *it->second, noun)) return it->second;
  }
  const Noun* const place = &constants_.emplace_back(noun);
  by_mug_.emplace(hash, place);
  return place;
}

const Shape* Program::keep(const Shape* shape) {
  if (shape->kind != Shape::Kind::pair) return &shapes_.emplace_back(*shape);
  const Shape* const left = keep(shape->left);
  const Shape* const right = keep(shape->right);
  return &shapes_.emplace_back(Shape{Shape::Kind::pair, nullptr, left, right});
}

ShapeKey Program::key(const Noun* formula, const Shape* shape) {
  ShapeKey key{reinterpret_cast<uint64_t>(formula)};
  append(shape, key);
  return key;
}

Record* Program::find(const Noun* formula, const Shape* shape) {
  const auto it = by_key_.find(key(formula, shape));
  return it == by_key_.end() ? nullptr : it->second;
}

Record* Program::add(const Noun* formula, const Shape* shape, uint32_t params) {
  Record& record = records_.emplace_back();
  record.formula = formula;
  record.shape = keep(shape);
  record.params = params;
  by_key_.emplace(key(formula, shape), &record);
  by_formula_[formula].push_back(&record);
  return &record;
}

const std::vector<Record*>& Program::of(const Noun* formula) const {
  static const std::vector<Record*> none;
  const auto it = by_formula_.find(formula);
  return it == by_formula_.end() ? none : it->second;
}

void Program::visit(Heap::Scanner& scanner) {
  for (size_t i = scanner.minor() ? scanned_ : 0; i < constants_.size(); ++i) scanner.visit(constants_[i]);
  scanned_ = constants_.size();
}

void Program::clear() {
  by_formula_.clear();
  by_key_.clear();
  records_.clear();
  shapes_.clear();
  by_mug_.clear();
  heights_.clear();
  constants_.clear();
  scanned_ = 0;
}

}  // namespace galena::jit
