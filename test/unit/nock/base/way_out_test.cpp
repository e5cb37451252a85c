// Leaving a deep stack without unwinding it.
#include "nock/base/way_out.h"

#include <doctest/doctest.h>

#include <stdexcept>

using namespace galena;

namespace {

int g_unwound = 0;

struct Counted {
  Counted() = default;
  ~Counted() { ++g_unwound; }
  Counted(const Counted&) = delete;
  Counted& operator=(const Counted&) = delete;
};

// `frames` deep, of some 200 bytes each at least.
template <class Body>
int deep(int frames, const Body& body) {
  const Counted here;
  volatile char room[200] = {};
  if (frames == 0) {
    body();
    return 0;
  }
  return deep(frames - 1, body) + room[frames % 200] + 1;
}

// Further than unwinding is as good for, and twice on one stack.
constexpr int kFar = 5'500, kNear = 10;

}  // namespace

TEST_CASE("who is far down a stack leaves it without unwinding, and who is near the way out does not") {
  g_unwound = 0;
  CHECK(WayOut::run([] { deep(kFar, [] { WayOut::leave(7); }); }) == 7);
  CHECK(g_unwound == 0);
  CHECK(WayOut::run([] { deep(kNear, [] { WayOut::leave(7); }); }) == 0);
  CHECK(g_unwound == kNear + 1);
  // Without a way out nothing happens, and it is gone once it was taken.
  deep(kFar, [] { WayOut::leave(7); });
  CHECK(g_unwound == kNear + kFar + 2);
}

TEST_CASE("the innermost way out is the one, and exceptions pass through it") {
  g_unwound = 0;
  int inner = 0;
  CHECK(WayOut::run([&] {
          deep(kFar, [&] {
            inner = WayOut::run([] { deep(kFar, [] { WayOut::leave(1); }); });
            WayOut::leave(2);
          });
        }) == 2);
  CHECK(inner == 1);
  CHECK(g_unwound == 0);
  CHECK_THROWS_AS(WayOut::run([] { deep(kFar, [] { throw std::runtime_error("thrown"); }); }), std::runtime_error);
  CHECK(g_unwound == kFar + 1);
  CHECK(WayOut::run([] { deep(kFar, [] { WayOut::leave(3); }); }) == 3);
}

TEST_CASE("no way out leads past what closes it") {
  g_unwound = 0;
  CHECK(WayOut::run([] {
          const WayOut::Closed closed;
          deep(kFar, [] { WayOut::leave(4); });
        }) == 0);
  CHECK(g_unwound == kFar + 1);
  // Below it there may be another.
  CHECK(WayOut::run([] {
          const WayOut::Closed closed;
          CHECK(WayOut::run([] { deep(kFar, [] { WayOut::leave(5); }); }) == 5);
        }) == 0);
}
