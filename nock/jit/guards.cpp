#include "nock/jit/guards.h"

#include <algorithm>
#include <bit>

namespace galena::jit {
namespace {

void append_leaves(const Shape* shape, const Example& part, std::vector<Example>& leaves) {
  if (shape->kind == Shape::Kind::dynamic) leaves.push_back(part);
  if (shape->kind != Shape::Kind::pair) return;
  append_leaves(shape->left, part.half(false), leaves);
  append_leaves(shape->right, part.half(true), leaves);
}

}  // namespace

bool Guards::settle() {
  if (demands_.empty()) return false;
  for (const uint64_t axis : demands_) axes_.push_back(axis);
  std::sort(axes_.begin(), axes_.end());
  axes_.erase(std::unique(axes_.begin(), axes_.end()), axes_.end());
  demands_.clear();
  return true;
}

bool Guards::has_below(uint64_t axis) const {
  return std::any_of(axes_.begin(), axes_.end(), [&](uint64_t guard) {
    const int shift = std::countl_zero(axis) - std::countl_zero(guard);
    return shift > 0 && guard >> shift == axis;
  });
}

const Shape* Guards::shape(Shapes& shapes, Noun part, uint64_t axis) const {
  if (std::binary_search(axes_.begin(), axes_.end(), axis)) return shapes.constant(part);
  if (!has_below(axis)) return shapes.dynamic();
  const Shape* const left = shape(shapes, part.head(), 2 * axis);
  return shapes.pair(left, shape(shapes, part.tail(), 2 * axis + 1));
}

std::vector<Example> leaves_of(const Shape* shape, Noun subject) {
  std::vector<Example> leaves;
  append_leaves(shape, {subject, 1}, leaves);
  return leaves;
}

}  // namespace galena::jit
