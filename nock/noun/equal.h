// Equality of nouns.
//
// Two nouns are equal if they are the same word; they differ if both mugs are known and differ; otherwise both are
// walked side by side, with a stack of its own. A walk that grows long starts to remember which nouns it has matched,
// as classes of a union-find, so that it ends after a number of steps in proportion to the distinct cells even where
// shared structure makes the tree exponentially larger.
#pragma once

#include <cstdint>
#include <memory>

#include "nock/noun/heap.h"
#include "nock/noun/noun.h"

namespace galena {

// Whether two nouns of any origin are equal. Writes nothing, allocates no nouns.
bool equal(Noun a, Noun b);

// The same, and makes what was found equal share one copy: where two cells of `heap` have equal children that are
// different words, one of them takes over the other's. A cell outside the heap is never written to and never taken
// over, and a cell of the old generation never takes over one of the nursery. Comparing the same nouns again is then
// quick, and the copies can be collected.
bool equal(Heap& heap, Noun a, Noun b);

// Whether two atoms are equal; whether one is less.
bool atom_equal(Noun a, Noun b);
bool atom_less(Noun a, Noun b);

// The first place, heads before tails, where two nouns differ: what they have there, at least one of the two an atom.
// Both none if the nouns are equal.
struct Difference {
  Noun a = Noun::none();
  Noun b = Noun::none();
};
Difference first_difference(Noun a, Noun b);

// Equality for one who compares many nouns with each other (jam): what was found equal in long walks is remembered
// from one call to the next, so that comparing the parts of a noun over and over stays linear. The nouns must not move
// meanwhile.
class Equality {
 public:
  Equality();
  ~Equality();
  bool operator()(Noun a, Noun b);
  // Taken in all calls so far: at least one a call.
  uint64_t steps() const { return steps_; }

  class Classes;

 private:
  std::unique_ptr<Classes> classes_;
  uint64_t steps_ = 0;
};

}  // namespace galena
