// Ctrl-C: what it ends, and that none is lost.
#include "arvo/host/signals.h"

#include <doctest/doctest.h>

#include <chrono>
#include <thread>

#include "test/unit/arvo/host/pier_fixture.h"

using namespace galena;
using namespace galena::host;

namespace {

struct Fixture {
  std::unique_ptr<Machine> machine = small_machine();
  std::atomic<int> stops = 0, keys = 0;
  Signals signals{*machine, [this] { ++stops; }, [this] { ++keys; }};

  Noun read(const char* text) { return read_text(machine->heap(), text).noun; }
  // [9 2 0 1] on a core that it is the arm of.
  Outcome run_endlessly() { return machine->run(read("[[9 2 0 1] 0]"), read("[9 2 0 1]")).outcome; }
};

}  // namespace

TEST_CASE("a press is a key where nothing is computed") {
  Fixture f;
  f.signals.press();
  CHECK(f.keys == 1);
  f.signals.press();
  CHECK(f.keys == 2);
}

TEST_CASE("a press ends what is computed, and is no key then") {
  Fixture f;
  {
    Signals::Computation computation(&f.signals);
    std::thread presser([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
      f.signals.press();
    });
    CHECK(f.run_endlessly() == Outcome::intr);
    presser.join();
    CHECK(computation.ended_by_press());
    CHECK_FALSE(computation.ended_by_press());
  }
  CHECK(f.keys == 0);
}

TEST_CASE("a press before the machine has begun is heard once it has") {
  Fixture f;
  {
    Signals::Computation computation(&f.signals);
    f.signals.press();
    CHECK(f.run_endlessly() == Outcome::intr);
    CHECK(computation.ended_by_press());
  }
  CHECK(f.keys == 0);
}

TEST_CASE("a press when nothing is left to end is a key, and ends nothing that comes later") {
  Fixture f;
  {
    const Signals::Computation computation(&f.signals);
    CHECK(f.machine->run(f.read("0"), f.read("[1 7]")).outcome == Outcome::done);
    f.signals.press();
  }
  CHECK(f.keys == 1);
  for (int i = 0; i < 3; ++i) {
    Signals::Computation computation(&f.signals);
    std::this_thread::sleep_for(std::chrono::milliseconds(60));
    CHECK(f.machine->run(f.read("0"), f.read("[1 7]")).outcome == Outcome::done);
    CHECK_FALSE(computation.ended_by_press());
  }
  CHECK(f.keys == 1);
  CHECK(f.stops == 0);
}
