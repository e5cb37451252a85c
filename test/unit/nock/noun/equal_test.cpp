#include "nock/noun/equal.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>

#include "nock/noun/arena.h"
#include "nock/noun/heap.h"
#include "nock/noun/mug.h"
#include "test/unit/nock/noun/random_noun.h"

namespace galena::test {
namespace {

// The noun again, cell by cell; `change` counts down to an atom that becomes another one.
Noun copy(Heap& heap, Noun noun, int& change) {
  if (noun.is_cell()) {
    const Noun head = copy(heap, noun.head(), change);
    return heap.cons(head, copy(heap, noun.tail(), change));
  }
  uint64_t small;
  const Limbs limbs = limbs_of(noun, small);
  std::vector<uint64_t> value(limbs.data, limbs.data + limbs.size);
  if (change-- == 0) {
    if (value.empty()) value.push_back(0);
    value[0] ^= 1;
  }
  return heap.atom_limbs(value);
}

int leaves(Noun noun) {
  return noun.is_cell() ? leaves(noun.head()) + leaves(noun.tail()) : 1;
}

TEST_CASE("a copy is equal, a changed copy is not, with and without mugs, across heaps and arenas") {
  Random random(2);
  for (int i = 0; i < 400; ++i) {
    Arena arena(size_t{1} << 24);
    Heap heap(size_t{1} << 26), other(size_t{1} << 26);
    const Noun original = random_noun(arena, random, 10);
    if (leaves(original) > 3000) continue;
    const int at = static_cast<int>(random.below(static_cast<uint64_t>(leaves(original))));
    const auto same = [&](Heap& in) {
      int never = -1;
      return copy(in, original, never);
    };
    const auto changed = [&](Heap& in) {
      int where = at;
      return copy(in, original, where);
    };
    const Noun a = same(heap), b = same(other), c = changed(heap);
    if (random.below(2) == 0) mug(a);
    if (random.below(2) == 0) mug(c);
    CHECK(equal(a, original));
    CHECK(equal(a, b));
    CHECK_FALSE(equal(a, c));
    CHECK_FALSE(equal(c, original));
    CHECK(equal(heap, a, original));
    CHECK_FALSE(equal(heap, a, c));
    CHECK(equal(heap, same(heap), a));
    Equality equality;
    CHECK(equality(a, original));
    CHECK_FALSE(equality(a, c));
    CHECK(equality(a, b));
    // Nothing that was unified has changed.
    CHECK(arena.intern(a) == original);
    CHECK_FALSE(arena.intern(c) == original);
    const Difference difference = first_difference(a, c);
    CHECK(difference.a.is_atom());
    CHECK(difference.b.is_atom());
    CHECK_FALSE(atom_equal(difference.a, difference.b));
    CHECK(first_difference(a, b).a.is_none());
  }
}

TEST_CASE("nouns that are exponentially larger than their cells") {
  for (const size_t depth : {100, 100000}) {
    Heap heap(size_t{1} << 28);
    const Noun a = doubling(heap, depth, Noun::direct(1)), b = doubling(heap, depth, Noun::direct(1));
    const Noun c = doubling(heap, depth, Noun::direct(2));
    CHECK(equal(a, b));
    CHECK_FALSE(equal(a, c));
    CHECK(first_difference(a, b).a.is_none());
    CHECK(first_difference(a, c).a == Noun::direct(1));
    CHECK(dor(a, c));
    CHECK_FALSE(dor(c, a));
    CHECK(Equality()(a, b));
    CHECK(equal(heap, a, b));
    CHECK_FALSE(equal(heap, a, c));
  }
}

TEST_CASE("a difference at the very end of what is exponentially large") {
  Heap heap(size_t{1} << 24);
  const auto build = [&](uint64_t last) {
    Noun noun = Noun::direct(last), full = Noun::direct(1);
    for (int i = 0; i < 100; ++i) {
      noun = heap.cons(full, noun);
      full = heap.cons(full, full);
    }
    return noun;
  };
  const Noun a = build(1), b = build(2);
  CHECK_FALSE(equal(a, b));
  CHECK_FALSE(equal(heap, a, b));
  CHECK(dor(a, b));
  CHECK_FALSE(dor(b, a));
  CHECK(equal(a, build(1)));
}

TEST_CASE("many heads on one shared tail") {
  Heap heap(size_t{1} << 26);
  const auto build = [&] {
    const Noun tail = long_list(heap, 50000);
    Noun noun;
    for (uint64_t i = 0; i < 50000; ++i) noun = heap.cons(heap.cons(Noun::direct(i), tail), noun);
    return noun;
  };
  CHECK(equal(build(), build()));
  CHECK(equal(heap, build(), build()));
  CHECK(first_difference(build(), build()).b.is_none());
}

TEST_CASE("long and deep nouns") {
  Heap heap(size_t{3} << 30);
  CHECK(equal(long_list(heap, kMany), long_list(heap, kMany)));
  CHECK(equal(heap, left_tree(heap, kMany), left_tree(heap, kMany)));
  CHECK_FALSE(equal(left_tree(heap, 1000000), left_tree(heap, 1000001)));
}

TEST_CASE("equal nouns of the heap come to share a copy") {
  Heap heap(size_t{1} << 24);
  const auto pair = [&](Noun tail) { return heap.cons(heap.tuple(Noun::direct(1), Noun::direct(2)), tail); };
  const Noun a = heap.cons(pair(Noun::direct(3)), Noun::direct(4)),
             b = heap.cons(pair(Noun::direct(3)), Noun::direct(4));
  CHECK_FALSE(a.head() == b.head());
  CHECK(equal(heap, a, b));
  CHECK(a.head() == b.head());

  const Noun c = heap.cons(pair(Noun::direct(3)), Noun::direct(5));
  CHECK_FALSE(equal(heap, a, c));
  CHECK(a.head() == c.head());  // found equal before the difference was

  const Noun big = heap.atom_limbs(std::vector<uint64_t>{1, 2}), again = heap.atom_limbs(std::vector<uint64_t>{1, 2});
  const Noun d = heap.cons(big, Noun::direct(0)), e = heap.cons(again, Noun::direct(0));
  CHECK(equal(heap, d, e));
  CHECK(d.head() == e.head());
}

TEST_CASE("an old cell does not come to point into the nursery") {
  Heap heap(size_t{1} << 26);
  const auto build = [&] { return heap.cons(heap.tuple(Noun::direct(1), Noun::direct(2)), Noun::direct(3)); };
  Heap::Root root(heap, build());
  heap.collect({[](Heap::Scanner&) {}, {}, {}});
  const Noun old = root.get();
  REQUIRE(heap.in_old(old));
  const Noun young = build();
  REQUIRE(heap.in_nursery(young));
  const Noun old_head = old.head();
  CHECK(equal(heap, young, old));
  CHECK(old.head() == old_head);
  CHECK(young.head() == old_head);
  const Noun younger = build();
  CHECK(equal(heap, old, younger));
  CHECK(old.head() == old_head);
  CHECK(younger.head() == old_head);
}

TEST_CASE("nothing outside the heap is written to or taken over") {
  Heap heap(size_t{1} << 24), stranger(size_t{1} << 24);
  Arena arena(size_t{1} << 20);
  const auto build = [](auto& space) {
    return space.cons(space.tuple(Noun::direct(1), Noun::direct(2)), space.tuple(Noun::direct(3), Noun::direct(4)));
  };
  const Noun here = build(heap);
  const Noun head = here.head(), tail = here.tail();
  for (const Noun there : {build(arena), build(stranger)}) {
    const Noun there_head = there.head(), there_tail = there.tail();
    CHECK(equal(heap, here, there));
    CHECK(equal(heap, there, here));
    CHECK(here.head() == head);
    CHECK(here.tail() == tail);
    CHECK(there.head() == there_head);
    CHECK(there.tail() == there_tail);
  }
}

TEST_CASE("what is shared on both sides is compared once, wherever the sides are") {
  Arena arena(size_t{1} << 20);
  Heap heap(size_t{1} << 24);
  Noun a = arena.cons(Noun::direct(1), Noun::direct(2)), b = heap.cons(Noun::direct(1), Noun::direct(2));
  for (int i = 0; i < 40; ++i) {
    a = arena.cons(a, a);
    b = heap.cons(b, b);
  }
  const auto took = [](const auto& compare) {
    const auto begin = std::chrono::steady_clock::now();
    CHECK(compare());
    return std::chrono::steady_clock::now() - begin;
  };
  const auto plainly = [&] { return equal(a, b); };
  const auto in_heap = [&] { return equal(heap, a, b); };
  const auto once = std::min({took(plainly), took(plainly), took(plainly)});
  CHECK(std::min({took(in_heap), took(in_heap), took(in_heap)}) < 30 * once);
}

TEST_CASE("large nouns outside the heap that were found equal are known to be, until memory is given back") {
  Heap heap(size_t{1} << 24);
  const auto pairs = [&heap](int rounds) {
    Arena one(size_t{1} << 24), other(size_t{1} << 24);
    const Noun a = long_list(one, 100'000), b = long_list(other, 100'000);
    const Noun have = heap.cons(a, Noun::direct(1)), want = heap.cons(b, Noun::direct(1));
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < rounds; ++i) CHECK(equal(heap, have, want));
    CHECK_FALSE(equal(heap, have, heap.cons(b, Noun::direct(2))));
    CHECK_FALSE(equal(heap, a, b.tail()));
    return std::chrono::steady_clock::now() - begin;
  };
  // As long as one walk, and no longer: it takes a thousandth of it to find them known.
  const auto once = std::min({pairs(1), pairs(1), pairs(1)});
  CHECK(pairs(200) < 20 * once);
  // The same addresses, most likely, and other nouns.
  const auto with_end = [&heap](uint64_t end) {
    Arena one(size_t{1} << 24), other(size_t{1} << 24);
    const auto list = [](Arena& arena, uint64_t last) {
      Noun noun = Noun::direct(last);
      for (uint64_t i = 0; i < 5000; ++i) noun = arena.cons(Noun::direct(i), noun);
      return noun;
    };
    const bool equals = equal(heap, list(one, 7), list(other, end));
    return equals;
  };
  for (int i = 0; i < 20; ++i) {
    CHECK(with_end(7));
    CHECK_FALSE(with_end(8));
  }
}

TEST_CASE("equality remembers nothing that turned out to differ") {
  Heap heap(size_t{1} << 24);
  const Noun a = long_list(heap, 5000), b = long_list(heap, 5000);
  Noun c = Noun::direct(7);
  for (uint64_t i = 5000; i > 0; --i) c = heap.cons(Noun::direct(i), c);
  Equality equality;
  CHECK_FALSE(equality(a, c));
  CHECK_FALSE(equality(b, c));
  CHECK_FALSE(equality(a.tail(), c.tail()));
  CHECK(equality(a, b));
  CHECK_FALSE(equality(b, c));
  CHECK(equality(b, a));
}

}  // namespace
}  // namespace galena::test
