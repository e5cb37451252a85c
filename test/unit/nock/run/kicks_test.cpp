#include "nock/run/kicks.h"

#include <doctest/doctest.h>

#include "nock/noun/arena.h"
#include "nock/run/bytecode.h"

namespace galena {
namespace {

TEST_CASE("an arm is found by its battery and axis, until it is forgotten") {
  Arena arena;
  const Noun battery = arena.cons(Noun::direct(1), Noun::direct(2));
  const Noun other = arena.cons(Noun::direct(3), Noun::direct(4));
  Code code, second;
  KickTable kicks;
  CHECK(kicks.find(battery, 4) == nullptr);
  kicks.add(battery, 4, &code);
  kicks.add(battery, 5, &second);
  CHECK(kicks.find(battery, 4) == &code);
  CHECK(kicks.find(battery, 5) == &second);
  CHECK(kicks.find(battery, 2) == nullptr);
  CHECK(kicks.find(other, 4) == nullptr);
  kicks.forget();
  CHECK(kicks.find(battery, 4) == nullptr);
}

TEST_CASE("what lies outside of the battery, or too deep, has no place in the table") {
  Arena arena;
  const Noun battery = arena.cons(Noun::direct(1), Noun::direct(2));
  Code code;
  KickTable kicks;
  // The number of times that the table was forgotten is never taken for a part of an axis.
  for (int i = 0; i < 1000; ++i) {
    kicks.add(battery, 4, &code);
    for (int bit = 32; bit < 63; ++bit) CHECK(kicks.find(battery, (uint64_t{1} << bit) + 4) == nullptr);
    kicks.forget();
  }
  for (const uint64_t axis : {uint64_t{0}, uint64_t{1}, uint64_t{3}, uint64_t{6}, uint64_t{1} << 40}) {
    kicks.add(battery, axis, &code);
    CHECK(kicks.find(battery, axis) == nullptr);
  }
}

}  // namespace
}  // namespace galena
