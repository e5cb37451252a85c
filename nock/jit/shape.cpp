#include "nock/jit/shape.h"

#include "nock/jit/program.h"
#include "nock/noun/equal.h"

namespace galena::jit {

void append(const Shape* shape, ShapeKey& key) {
  key.push_back(static_cast<uint64_t>(shape->kind));
  if (shape->kind == Shape::Kind::constant) key.push_back(reinterpret_cast<uint64_t>(shape->constant));
  if (shape->kind != Shape::Kind::pair) return;
  append(shape->left, key);
  append(shape->right, key);
}

ShapeKey key_of(const Shape* shape) {
  ShapeKey key;
  append(shape, key);
  return key;
}

bool knows_code(const Shape* shape) {
  if (shape->kind == Shape::Kind::pair) return knows_code(shape->left) || knows_code(shape->right);
  return shape->kind == Shape::Kind::constant;
}

const Shape* Shapes::constant(Noun noun) {
  return &made_.emplace_back(Shape{Shape::Kind::constant, program_.constant(noun)});
}

const Shape* Shapes::pair(const Shape* left, const Shape* right) {
  return &made_.emplace_back(Shape{Shape::Kind::pair, nullptr, left, right});
}

const Shape* Shapes::half(const Shape* shape, bool in_tail) {
  if (shape->kind == Shape::Kind::pair) return in_tail ? shape->right : shape->left;
  const Noun noun = in_tail ? shape->constant->tail() : shape->constant->head();
  return noun.is_cell() ? constant(noun) : dynamic();
}

const Shape* Shapes::generalise(const Shape* a, const Shape* b) {
  if (a == b) return a;
  if (a->kind == Shape::Kind::dynamic || b->kind == Shape::Kind::dynamic) return dynamic();
  if (a->kind == Shape::Kind::constant && b->kind == Shape::Kind::constant) {
    if (a->constant == b->constant) return a;
    if (!equal(a->constant->head(), b->constant->head()) && !equal(a->constant->tail(), b->constant->tail())) {
      return dynamic();
    }
  }
  const Shape* const left = generalise(half(a, false), half(b, false));
  return pair(left, generalise(half(a, true), half(b, true)));
}

const Shape* Shapes::refine(const Shape* a, const Shape* b) {
  if (b->kind != Shape::Kind::pair || a->kind == Shape::Kind::constant) return generalise(a, b);
  const bool unknown = a->kind == Shape::Kind::dynamic;
  const Shape* const left = refine(unknown ? a : a->left, b->left);
  return pair(left, refine(unknown ? a : a->right, b->right));
}

bool Shapes::covers(const Shape* general, const Shape* special) {
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

const Shape* Shapes::code_only(const Shape* shape) {
  if (shape->kind != Shape::Kind::pair) return shape;
  const Shape* const left = code_only(shape->left);
  const Shape* const right = code_only(shape->right);
  if (left->kind == Shape::Kind::dynamic && right->kind == Shape::Kind::dynamic) return dynamic();
  return pair(left, right);
}

const Shape* Shapes::spine(const Shape* shape) {
  if (shape->kind != Shape::Kind::pair) return shape;
  const Shape* const left = shape->left->kind == Shape::Kind::constant ? shape->left : dynamic();
  const Shape* const right = spine(shape->right);
  if (left->kind == Shape::Kind::dynamic && right->kind == Shape::Kind::dynamic) return dynamic();
  return pair(left, right);
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
