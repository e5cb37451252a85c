// The promises of noun.h and axis.h, each broken.
#include <string>

#include "nock/noun/arena.h"
#include "nock/noun/axis.h"
#include "test/unit/check_fixture.h"

namespace galena::test {
namespace {

// An indirect atom of two limbs that lies outside of all arenas.
struct Two {
  Header header{0, 2};
  uint64_t limbs[2];
  const Indirect* atom() const { return reinterpret_cast<const Indirect*>(this); }
};

TEST_CASE("only a cell has a head and a tail" * with_checks()) {
  Arena arena(size_t{1} << 16);
  const Noun large = arena.atom(~uint64_t{0});
  for (const Noun atom : {Noun::direct(3), large}) {
    CHECK(dies_of([&] { (void)atom.head(); }) == "is_cell()");
    CHECK(dies_of([&] { (void)atom.tail(); }) == "is_cell()");
    CHECK(dies_of([&] { (void)atom.cell(); }) == "is_cell()");
  }
  CHECK(dies_of([&] { (void)arena.cons(large, large).head(); }).empty());
}

TEST_CASE("only an indirect atom is looked at as one, and only a direct one has its value in the word" *
          with_checks()) {
  Arena arena(size_t{1} << 16);
  const Noun cell = arena.cons(Noun::direct(1), Noun::direct(2)), large = arena.atom(~uint64_t{0});
  CHECK(dies_of([&] { (void)cell.indirect(); }) == "is_indirect()");
  CHECK(dies_of([] { (void)Noun::direct(3).indirect(); }) == "is_indirect()");
  CHECK(dies_of([&] { (void)bit_length(cell); }) == "is_indirect()");
  CHECK(dies_of([&] { (void)cell.direct_value(); }) == "is_direct()");
  CHECK(dies_of([&] { (void)large.direct_value(); }) == "is_direct()");
}

TEST_CASE("an atom above 2^63 - 1 is not direct, and one below not indirect" * with_checks()) {
  CHECK(dies_of([] { (void)Noun::direct(Noun::kMaxDirect + 1); }) == "value <= kMaxDirect");
  const std::string normal = "reinterpret_cast<uint64_t>(atom) % 8 == 0 && atom->is_normal()";
  Two small{.header = {0, 1}, .limbs = {5, 0}};
  CHECK(dies_of([&] { (void)Noun::from(small.atom()); }) == normal);
  CHECK(dies_of([] { (void)cord_value("ninechars"); }) == "text.size() <= 8");
}

TEST_CASE("an indirect atom has no leading zeros" * with_checks()) {
  const std::string normal = "reinterpret_cast<uint64_t>(atom) % 8 == 0 && atom->is_normal()";
  Two padded{.limbs = {~uint64_t{0}, 0}};
  CHECK(dies_of([&] { (void)Noun::from(padded.atom()); }) == normal);
  Two empty{.header = {0, 0}, .limbs = {1, 1}};
  CHECK(dies_of([&] { (void)Noun::from(empty.atom()); }) == normal);
  // One that was damaged since.
  Arena arena(size_t{1} << 16);
  const uint64_t limbs[] = {1, 1};
  const Noun atom = arena.atom_limbs(limbs);
  CHECK(dies_of([&] {
          atom.indirect()->limbs[1] = 0;
          (void)bit_length(atom);
        }) == "big->is_normal()");
}

TEST_CASE("what a noun points to lies at a multiple of eight" * with_checks()) {
  CHECK(dies_of([] { (void)Noun::from(reinterpret_cast<const Cell*>(0x1004)); }) ==
        "cell != nullptr && reinterpret_cast<uint64_t>(cell) % 8 == 0");
  CHECK(dies_of([] { (void)Noun::from(static_cast<const Cell*>(nullptr)); }) ==
        "cell != nullptr && reinterpret_cast<uint64_t>(cell) % 8 == 0");
}

TEST_CASE("an axis is walked from the top to its end, and 0 is none" * with_checks()) {
  CHECK(dies_of([] { (void)fragment(uint64_t{0}, Noun::direct(1)); }) == "axis != 0");
  CHECK(dies_of([] { Path(Noun::direct(1)).advance(); }) == "!done()");
  CHECK(dies_of([] { (void)Path(Noun::direct(1)).next_is_tail(); }) == "!done()");
  CHECK(dies_of([] { (void)Path(Noun::direct(0)).remaining_small(); }) == "!invalid()");
  CHECK(dies_of([] {
          Heap heap(size_t{1} << 20);
          (void)Path(Noun::direct(0)).remaining(heap);
        }) == "!invalid()");
}

}  // namespace
}  // namespace galena::test
