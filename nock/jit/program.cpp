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

void Program::append(const Shape* shape, Key& key) {
  key.push_back(static_cast<uint64_t>(shape->kind));
  if (shape->kind == Shape::Kind::constant) key.push_back(reinterpret_cast<uint64_t>(shape->constant));
  if (shape->kind != Shape::Kind::pair) return;
  append(shape->left, key);
  append(shape->right, key);
}

Record* Program::find(const Noun* formula, const Shape* shape) {
  Key key{reinterpret_cast<uint64_t>(formula)};
  append(shape, key);
  const auto it = by_key_.find(key);
  return it == by_key_.end() ? nullptr : it->second;
}

Record* Program::add(const Noun* formula, const Shape* shape, uint32_t params) {
  Record& record = records_.emplace_back();
  record.formula = formula;
  record.shape = keep(shape);
  record.params = params;
  Key key{reinterpret_cast<uint64_t>(formula)};
  append(shape, key);
  by_key_.emplace(std::move(key), &record);
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

namespace {

// Whether `noun` is `constant`, as far as that is told from a few cells: what runs again and again is mostly the same
// word, or a core made anew of the same words, and what is not has no business to cost a walk at every call.
bool is(Heap& heap, EqualPairs& equal_pairs, Noun noun, Noun constant, unsigned depth = 5) {
  if (noun == constant) return true;
  if (!noun.is_cell() || !constant.is_cell())
    return noun.is_indirect() && constant.is_indirect() && equal(heap, noun, constant);
  const uint32_t known = noun.cell()->header.mug, wanted = constant.cell()->header.mug;
  if (known != 0 && wanted != 0) {
    if (known != wanted) return false;
    if (equal_pairs.find(noun, constant)) return true;
    if (!equal(heap, noun, constant)) return false;
    if (!heap.in_nursery(noun) && !heap.in_nursery(constant)) equal_pairs.add(noun, constant);
    return true;
  }
  return depth > 0 && is(heap, equal_pairs, noun.head(), constant.head(), depth - 1) &&
         is(heap, equal_pairs, noun.tail(), constant.tail(), depth - 1);
}

}  // namespace

bool take_apart(Heap& heap, EqualPairs& equal_pairs, const Shape* shape, Noun subject, Noun*& leaves) {
  for (;;) {
    switch (shape->kind) {
      case Shape::Kind::dynamic:
        *leaves++ = subject;
        return true;
      case Shape::Kind::constant:
        return is(heap, equal_pairs, subject, *shape->constant);
      case Shape::Kind::pair:
        if (!subject.is_cell() || !take_apart(heap, equal_pairs, shape->left, subject.head(), leaves)) return false;
        shape = shape->right;
        subject = subject.tail();
    }
  }
}

Noun put_together(Heap& heap, const Shape* shape, const Noun*& leaves) {
  switch (shape->kind) {
    case Shape::Kind::dynamic:
      return *leaves++;
    case Shape::Kind::constant:
      return *shape->constant;
    case Shape::Kind::pair: {
      const Noun left = put_together(heap, shape->left, leaves);
      return heap.cons(left, put_together(heap, shape->right, leaves));
    }
  }
  return {};
}

}  // namespace galena::jit
