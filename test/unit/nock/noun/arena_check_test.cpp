// The promises of arenas, images and reserved addresses, each broken.
#include <utility>

#include "nock/base/reservation.h"
#include "nock/noun/arena.h"
#include "nock/noun/heap.h"
#include "nock/noun/image.h"
#include "nock/noun/mug.h"
#include "test/unit/check_fixture.h"

namespace galena::test {
namespace {

TEST_CASE("an arena takes no noun that is not its own" * with_checks()) {
  Arena arena(size_t{1} << 16), other(size_t{1} << 16);
  Heap heap(size_t{1} << 20);
  const Noun own = arena.cons(Noun::direct(1), Noun::direct(2));
  CHECK(dies_of([&] { arena.cons(own, own); }).empty());
  for (const Noun foreign : {other.cons(Noun::direct(1), Noun::direct(2)), other.atom(~uint64_t{0}),
                             heap.cons(Noun::direct(1), Noun::direct(2)), Noun::none()}) {
    CHECK(dies_of([&] { arena.cons(foreign, own); }) == "owns(head) && owns(tail)");
    CHECK(dies_of([&] { arena.cons(own, foreign); }) == "owns(head) && owns(tail)");
    CHECK(dies_of([&] { arena.cons_many(1, [&](size_t) { return std::pair{own, foreign}; }, [](size_t, Noun) {}); }) ==
          "owns(head) && owns(tail)");
  }
}

TEST_CASE("two nouns that are one in an arena have one mug" * with_checks()) {
  Arena arena(size_t{1} << 16), other(size_t{1} << 16);
  const Noun a = arena.cons(Noun::direct(1), Noun::direct(2)), b = other.cons(Noun::direct(1), Noun::direct(2));
  mug(a), mug(b);
  CHECK(dies_of([&] { arena.intern(b); }).empty());
  CHECK(dies_of([&] {
          b.cell()->header.mug ^= 1;
          arena.intern(b);
        }) == "known == 0 || known == mug");
}

TEST_CASE("an image takes whole blocks, and only where there is nothing yet" * with_checks()) {
  Image image;
  CHECK(dies_of([&] { image.adopt(Image::kBlock, 2 * Image::kBlock); }).empty());
  CHECK(dies_of([&] { image.adopt(Image::kBlock + 24, 0); }) == "cell_bytes % kBlock == 0 && atom_bytes % kBlock == 0");
  CHECK(dies_of([&] {
          image.new_cell();
          image.adopt(Image::kBlock, 0);
        }) == "bytes() == 0");
  CHECK(dies_of([&] { image.new_atom(12); }) == "bytes % 8 == 0 && bytes >= Indirect::bytes_for(1)");
  CHECK(dies_of([&] { image.new_atom(8); }) == "bytes % 8 == 0 && bytes >= Indirect::bytes_for(1)");
}

TEST_CASE("only pages of a reservation are given back" * with_checks()) {
  const Reservation space(16 * Reservation::kPage);
  const Reservation other(Reservation::kPage);
  CHECK(dies_of([&] { space.discard(space.begin() + Reservation::kPage, space.end()); }).empty());
  CHECK(dies_of([&] { space.discard(space.begin() + 8, space.end()); }) ==
        "reinterpret_cast<uintptr_t>(from) % kPage == 0");
  CHECK(dies_of([&] { space.discard(space.begin(), space.end() + Reservation::kPage); }) ==
        "from >= begin_ && to <= end()");
  CHECK(dies_of([&] { Reservation::aligned(1, 3, Reservation::Pages::small); }).starts_with("std::has_single_bit"));
}

}  // namespace
}  // namespace galena::test
