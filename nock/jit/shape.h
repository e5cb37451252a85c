// What is known of a subject: its shape.
//
// A shape says which parts are constants, which are pairs whose halves are passed apart, and which are leaves, of which
// nothing is known: those are the parameters of a function, in order. Shapes are compared by what they say (key_of).
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <vector>

#include "nock/noun/heap.h"
#include "nock/noun/noun.h"

namespace galena::jit {

class Program;

struct Shape {
  enum class Kind : uint8_t { dynamic, constant, pair } kind;
  const Noun* constant = nullptr;  // of the program
  const Shape* left = nullptr;
  const Shape* right = nullptr;
};

// What shapes say, as numbers: equal for equal shapes. Good for as long as the constants of the program are.
using ShapeKey = std::vector<uint64_t>;
void append(const Shape* shape, ShapeKey& key);
ShapeKey key_of(const Shape* shape);

// Whether a part of it is known.
bool knows_code(const Shape* shape);

// Shapes as an analysis makes and compares them. They live until it forgets them; Program::keep copies those that last.
class Shapes {
 public:
  explicit Shapes(Program& program) : program_(program) {}

  const Shape* dynamic() const { return &dynamic_; }
  const Shape* constant(Noun noun);
  const Shape* pair(const Shape* left, const Shape* right);

  // Of a pair, or a constant that is a cell. What is known of an atom is not kept.
  const Shape* half(const Shape* shape, bool in_tail);
  // The most specific shape that both fit.
  const Shape* generalise(const Shape* a, const Shape* b);
  // The same, but pairs in `b` stay where `a` does not know of them.
  const Shape* refine(const Shape* a, const Shape* b);
  // Whether what has the shape `special` can be passed as one of shape `general`, and no code that is known is lost.
  bool covers(const Shape* general, const Shape* special);
  // The shape without pairs that have no code in them.
  const Shape* code_only(const Shape* shape);
  // What is known of batteries and contexts, not of samples.
  const Shape* spine(const Shape* shape);

  // Forgets all but `dynamic`.
  void clear() { made_.clear(); }

 private:
  Program& program_;
  const Shape dynamic_{Shape::Kind::dynamic};
  std::deque<Shape> made_;
};

// Pairs of old nouns that are equal, and stay two: one of them lies in an arena. A walk through both at every call
// would cost more than the call. Forgotten whenever a word may come to mean another noun.
class EqualPairs {
 public:
  bool find(Noun a, Noun b) const { return at(a, b) == Pair{a, b}; }
  void add(Noun a, Noun b) { at(a, b) = {a, b}; }
  void forget() { pairs_.fill({}); }

 private:
  struct Pair {
    Noun a, b;
    bool operator==(const Pair&) const = default;
  };
  static size_t place(Noun a, Noun b) { return (a.word() * 3 ^ b.word()) * 0x9e3779b97f4a7c15u >> 56; }
  Pair& at(Noun a, Noun b) { return pairs_[place(a, b)]; }
  const Pair& at(Noun a, Noun b) const { return pairs_[place(a, b)]; }
  std::array<Pair, 256> pairs_;
};

// Whether `subject` has the shape; its leaves go to `leaves`, one for each parameter.
bool take_apart(Heap& heap, EqualPairs& equal_pairs, const Shape* shape, Noun subject, Noun*& leaves);
// The subject of this shape with these leaves. Allocates; throws OutOfMemory.
Noun put_together(Heap& heap, const Shape* shape, const Noun*& leaves);

}  // namespace galena::jit
