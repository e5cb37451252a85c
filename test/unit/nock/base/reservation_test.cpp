#include "nock/base/reservation.h"

#include <doctest/doctest.h>

#include <cstring>
#include <utility>

#include "nock/base/populate.h"

using namespace galena;

TEST_CASE("a reservation is of whole pages, which are zeros until they are written to") {
  Reservation space(Reservation::kPage + 1);
  REQUIRE(space.size() == 2 * Reservation::kPage);
  CHECK(space.begin()[0] == 0);
  CHECK(space.holds(reinterpret_cast<uint64_t>(space.begin())));
  CHECK_FALSE(space.holds(reinterpret_cast<uint64_t>(space.end())));
  std::memset(space.begin(), 1, space.size());
  space.discard(space.begin() + Reservation::kPage, space.end());
  CHECK(space.begin()[0] == 1);
  CHECK(space.end()[-1] == 0);
}

TEST_CASE("a reservation is given back once, by whoever has it last") {
  Reservation first(Reservation::kPage);
  const auto address = reinterpret_cast<uint64_t>(first.begin());
  // What is there already is not had again.
  CHECK(Reservation::at(address, Reservation::kPage).empty());
  Reservation second = std::move(first);
  CHECK(first.empty());
  CHECK(Reservation::at(address, Reservation::kPage).empty());
  second = Reservation(Reservation::kPage);
  CHECK_FALSE(second.empty());
  CHECK(Reservation::at(1, Reservation::kPage).empty());
}

TEST_CASE("large pages of a reservation begin behind a few small ones") {
  const Reservation space(5 * kLargePageBytes);
  CHECK(reinterpret_cast<uint64_t>(space.begin() + kFirstBytes) % kLargePageBytes == 0);
  CHECK(space.size() == 5 * kLargePageBytes);
  // Pages that are asked for are zeros, and those that are there stay as they are.
  space.begin()[0] = 1;
  populate(space.begin(), space.end());
  CHECK(space.begin()[0] == 1);
  CHECK(space.begin()[1] == 0);
  CHECK(space.end()[-1] == 0);
}

TEST_CASE("an aligned reservation begins at a multiple") {
  constexpr size_t kAlignment = size_t{2} << 20;
  const Reservation space = Reservation::aligned(3 * Reservation::kPage, kAlignment, Reservation::Pages::large);
  CHECK(reinterpret_cast<uint64_t>(space.begin()) % kAlignment == 0);
  CHECK(space.size() == 3 * Reservation::kPage);
}
