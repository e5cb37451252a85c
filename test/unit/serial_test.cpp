#include "nock/serial.h"

#include <doctest/doctest.h>

#include "nock/arena.h"

using namespace galena;
TEST_CASE("x") {
  Arena a;
  auto n = a.tuple(Noun::direct(1), Noun::direct(2), Noun::direct(3));
  auto j = jam(n);
  CHECK(cue(a, j).noun == n);
}
