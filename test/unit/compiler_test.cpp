// The compiler's parts by themselves: sets, forks, formulas, auras; and that a refusal leaves a compiler usable.
#include <doctest/doctest.h>

#include <random>

#include "hoon/axis.h"
#include "hoon/compiler.h"
#include "hoon/formula.h"
#include "hoon/parser.h"
#include "hoon/treap.h"
#include "hoon/types.h"

using namespace galena;
using namespace galena::hoon;

TEST_CASE("a set is the same noun however it was made") {
  Arena arena(size_t{1} << 26);
  std::mt19937 random(1);
  for (size_t size = 0; size < 40; ++size) {
    Items items;
    for (size_t i = 0; i < size; ++i)
      items.push_back(arena.cons(Noun::direct(random() % 30), Noun::direct(random() % 3)));
    Noun put, merged;
    for (const Noun item : items) put = set_put(arena, put, item);
    for (const Noun item : items) merged = set_union(arena, set_put(arena, Noun(), item), merged);
    Items copy = items;
    CHECK(set_of(arena, copy) == put);
    CHECK(merged == put);
    for (const Noun item : items) CHECK(set_has(put, item));
  }
}

TEST_CASE("a fork drops void, merges forks and collapses") {
  Arena arena(size_t{1} << 26);
  Types types(arena);
  const Noun a = types.constant("tas"_n, "a"_n), b = types.constant("tas"_n, "b"_n), c = types.any_cell();
  CHECK(types.fork({}) == kVoid);
  CHECK(types.fork({kVoid, a, a}) == a);
  CHECK(types.fork({a, b}) == types.fork({b, a}));
  CHECK(types.fork({types.fork({a, b}), types.fork({b, c})}) == types.fork({c, b, a}));
  CHECK(types.cell(kVoid, a) == kVoid);
}

TEST_CASE("auras fit when one is a prefix of the other and the size allows it") {
  CHECK(auras_fit(""_n, "ud"_n));
  CHECK(auras_fit("ud"_n, ""_n));
  CHECK(auras_fit("t"_n, "tas"_n));
  CHECK_FALSE(auras_fit("ud"_n, "ux"_n));
  CHECK(auras_fit("tD"_n, "tC"_n));
  CHECK_FALSE(auras_fit("tC"_n, "tD"_n));
}

TEST_CASE("formulas are simplified as far as the reference does it, and no further") {
  Arena arena(size_t{1} << 26);
  Formulas f(arena);
  CHECK(f.comb(f.slot(kAxis2), f.slot(kAxis3)) == f.slot(Noun::direct(5)));
  CHECK(f.cons(f.constant("a"_n), f.constant("b"_n)) == f.constant(arena.cons("a"_n, "b"_n)));
  CHECK(f.cons(f.slot(kAxis2), f.slot(kAxis3)) == arena.cons(f.slot(kAxis2), f.slot(kAxis3)));
  CHECK(f.comb(arena.cons(f.yes(), f.subject()), f.slot(kAxis2)) ==
        arena.tuple(Noun::direct(8), f.yes(), f.slot(kAxis2)));
  // Two edits that fill a cell are one edit of it, and an edit inside of it is then too late.
  const Formulas::Edit edits[] = {{Noun::direct(4), f.yes()}, {Noun::direct(5), f.no()}, {Noun::direct(9), f.no()}};
  const Noun both = f.constant(arena.cons(kYes, kNo));
  CHECK(f.edit(kAxis1, edits) == arena.tuple(Noun::direct(10), arena.cons(kAxis2, both), f.subject()));
}

TEST_CASE("a refusal leaves the compiler as it was") {
  Arena arena(size_t{1} << 30);
  Compiler compiler(arena);
  const auto mint = [&](const char* source) { return compiler.mint(kNoun, kNoun, parse(arena, source).ast); };
  const auto first = mint("=+  add=|*([a=* b=*] [b a])  (add 1 2)");
  REQUIRE(first);
  CHECK_FALSE(mint("=+  add=|*([a=* b=*] ^-(@ux [b a]))  (add 1 2)"));
  CHECK_FALSE(mint("=+  add=|*([a=* b=*] ^-(@ux [b a]))  (add 1 2)"));
  CHECK_FALSE(mint("|=  a=@  b"));
  const auto again = mint("=+  add=|*([a=* b=*] [b a])  (add 1 2)");
  REQUIRE(again);
  CHECK(again.value().type == first.value().type);
  CHECK(again.value().formula == first.value().formula);
}
