// Arenas that go on where another one was.
#include <doctest/doctest.h>

#include "nock/noun/arena.h"
#include "nock/noun/equal.h"
#include "nock/noun/mug.h"

using namespace galena;

namespace {

constexpr size_t kLimit = size_t{1} << 28;

// Some nouns of an arena, of which each is a part of a list.
Noun many(Arena& arena, uint64_t count) {
  Noun list = kNull;
  for (uint64_t i = 0; i < count; ++i) {
    const uint64_t limbs[] = {i, ~i, i + 1};
    list = arena.cons(arena.tuple(Noun::direct(i), arena.atom_limbs(limbs), arena.cord("a noun of some length")), list);
  }
  return list;
}

struct Made {
  explicit Made(uint64_t count) {
    Arena arena(kLimit);
    const Noun roots[] = {many(arena, count), arena.cord("another root, an atom"), Noun::direct(7)};
    fill_mugs(roots[0]);
    mug_of_first = mug(roots[0]);
    roots[0].cell()->header.aux = 5;
    cells = arena.cell_count();
    bytes = arena.image(roots);
  }
  std::vector<uint8_t> bytes;
  uint32_t mug_of_first = 0;
  size_t cells = 0;
};

// That it is the arena of `made`, and one in which equal nouns are one.
void check_same(Arena& arena, const Made& made, uint64_t count) {
  CHECK(arena.cell_count() == made.cells);
  const std::span<const Noun> roots = arena.roots();
  REQUIRE(roots.size() == 3);
  CHECK(roots[0].cell()->header.mug == made.mug_of_first);
  CHECK(roots[0].cell()->header.aux == 0);  // bytecode is another machine's
  CHECK(many(arena, count) == roots[0]);
  CHECK(arena.cell_count() == made.cells);
  CHECK(arena.cord("another root, an atom") == roots[1]);
  CHECK(roots[2] == Noun::direct(7));
  Arena fresh(kLimit);
  CHECK(equal(many(fresh, count), roots[0]));
  // And it goes on.
  const Noun more = many(arena, count + 5000);
  CHECK(arena.cell_count() > made.cells);
  CHECK(many(arena, count + 5000) == more);
  CHECK(many(arena, count) == roots[0]);
}

}  // namespace

TEST_CASE("an arena goes on from an image, wherever it comes to lie") {
  for (const uint64_t count : {uint64_t{1}, uint64_t{1000}, uint64_t{100'000}}) {
    CAPTURE(count);
    const Made made(count);
    const ArenaImage image{.bytes = made.bytes};
    Arena first(image, kLimit);
    // The place is taken now: this one is moved.
    Arena second(image, kLimit);
    check_same(first, made, count);
    check_same(second, made, count);
  }
}

TEST_CASE("the place of an image is free again when its arena is gone") {
  const Made made(100);
  uint64_t word = 0;
  for (int i = 0; i < 3; ++i) {
    Arena arena({.bytes = made.bytes}, kLimit);
    if (i > 0) CHECK(arena.roots()[0].word() == word);
    word = arena.roots()[0].word();
  }
}

TEST_CASE("what is written to an arena of an image does not come to another") {
  const Made made(100);
  Arena first({.bytes = made.bytes}, kLimit);
  first.roots()[0].cell()->header.aux = 9;
  Arena second({.bytes = made.bytes}, kLimit);
  CHECK(second.roots()[0].cell()->header.aux == 0);
  CHECK(first.image(first.roots()) == second.image(second.roots()));
}

TEST_CASE("an image has room beyond the limit that its nouns take already") {
  const Made made(10'000);
  Arena arena({.bytes = made.bytes}, 1);
  CHECK(many(arena, 100) != kNull);
}
