#include "nock/noun/arena.h"

#include <doctest/doctest.h>

#include <vector>

#include "nock/noun/equal.h"
#include "nock/noun/heap.h"
#include "nock/noun/mug.h"
#include "nock/noun/serial.h"
#include "test/unit/nock/noun/random_noun.h"

namespace galena::test {
namespace {

TEST_CASE("the same noun is the same word") {
  Arena arena(size_t{1} << 20);
  CHECK(arena.cons(Noun::direct(1), Noun::direct(2)) == arena.cons(Noun::direct(1), Noun::direct(2)));
  CHECK_FALSE(arena.cons(Noun::direct(1), Noun::direct(2)) == arena.cons(Noun::direct(2), Noun::direct(1)));
  const std::vector<uint64_t> limbs{1, 2, 3}, padded{1, 2, 3, 0, 0};
  CHECK(arena.atom_limbs(limbs) == arena.atom_limbs(padded));
  CHECK(arena.tuple(Noun::direct(1), Noun::direct(2), Noun::direct(3)) ==
        arena.cons(Noun::direct(1), arena.cons(Noun::direct(2), Noun::direct(3))));
  CHECK(arena.list(std::vector<Noun>{Noun::direct(1), Noun::direct(2)}) ==
        arena.tuple(Noun::direct(1), Noun::direct(2), Noun::direct(0)));
}

TEST_CASE("atoms are direct exactly up to 2^63 - 1") {
  Arena arena(size_t{1} << 20);
  CHECK(arena.atom(Noun::kMaxDirect) == Noun::direct(Noun::kMaxDirect));
  CHECK(arena.atom(Noun::kMaxDirect + 1).is_indirect());
  CHECK(arena.atom(~uint64_t{0}) == arena.atom_bytes(std::vector<uint8_t>(8, 0xff)));
  CHECK(arena.atom_bytes(std::vector<uint8_t>(20, 0)) == Noun::direct(0));
  CHECK(arena.atom_bytes(std::vector<uint8_t>{1, 2, 0, 0, 0, 0, 0, 0, 0, 0}) == Noun::direct(0x201));
  CHECK(arena.atom_bytes({}) == Noun::direct(0));
  CHECK(arena.cord("") == Noun::direct(0));
  CHECK(arena.cord("foo") == "foo"_n);
  CHECK(bit_length(arena.cord("a longer text")) == 12 * 8 + 7);
}

TEST_CASE("hash-consing a hundred thousand cells twice") {
  Arena arena(size_t{1} << 26);
  const Noun once = long_list(arena, 100000);
  const size_t cells = arena.cell_count(), bytes = arena.bytes_used();
  CHECK(cells == 100000);
  CHECK(long_list(arena, 100000) == once);
  CHECK(arena.cell_count() == cells);
  CHECK(arena.bytes_used() == bytes);
}

TEST_CASE("a limit holds, and the arena is whole afterwards") {
  Arena arena(size_t{1} << 16);
  Noun list;
  const auto fill = [&] {
    for (uint64_t i = 1;; ++i) list = arena.cons(Noun::direct(i), list);
  };
  CHECK_THROWS_AS(fill(), OutOfMemory);
  CHECK(arena.bytes_used() <= size_t{1} << 16);
  CHECK(arena.cons(list.head(), list.tail()) == list);
  CHECK_THROWS_AS(arena.atom_limbs(std::vector<uint64_t>(100, 1)), OutOfMemory);
}

TEST_CASE("owns") {
  Arena arena(size_t{1} << 20), other(size_t{1} << 20);
  const Noun ours = arena.cons(Noun::direct(1), Noun::direct(2)), theirs = other.cons(Noun::direct(1), Noun::direct(2));
  CHECK(arena.owns(ours));
  CHECK(arena.owns(Noun::direct(7)));
  CHECK_FALSE(arena.owns(theirs));
  CHECK_FALSE(other.owns(ours));
}

TEST_CASE("nouns are taken in from anywhere") {
  Random random(8);
  for (int i = 0; i < 300; ++i) {
    Arena arena(size_t{1} << 24), other(size_t{1} << 24);
    Heap heap(size_t{1} << 24);
    const Noun noun = random_noun(arena, random, 20);
    const Noun in_heap = cue(heap, jam(noun)).noun;
    CHECK(arena.intern(noun) == noun);
    CHECK(arena.intern(in_heap) == noun);
    const Noun there = other.intern(in_heap);
    CHECK(other.owns(there));
    CHECK(equal(there, noun));
    CHECK(mug(there) == mug(noun));
    CHECK(arena.intern(there) == noun);
  }
}

TEST_CASE("long, deep and doubling nouns are taken in") {
  Heap heap(size_t{1} << 30);
  Arena arena(size_t{1} << 30);
  for (const Noun noun : {long_list(heap, 1000000), left_tree(heap, 1000000), doubling(heap, 10000, Noun::direct(3))}) {
    CHECK(equal(arena.intern(noun), noun));
  }
}

}  // namespace
}  // namespace galena::test
