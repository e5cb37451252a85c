// Deadlines, interrupts and exhaustion end a computation and leave the machine as it was.
#include <doctest/doctest.h>

#include <atomic>
#include <new>
#include <thread>

#include "nock/base/limits.h"
#include "nock/noun/equal.h"
#include "nock/noun/mug.h"
#include "nock/noun/serial.h"
#include "nock/noun/text.h"
#include "test/unit/machine_fixture.h"

using namespace galena;
using namespace std::chrono_literals;

namespace {

const std::string kForever = "[8 [1 9 2 0 1] 9 2 0 1]";
const std::string kGrowingStack = "[8 [1 4 9 2 0 1] 9 2 0 1]";
const std::string kGrowingHeap = "[8 [1 0] 8 [1 9 2 10 [6 [[1 1] [1 2] [0 6]] 0 6] 0 1] 9 2 0 1]";

}  // namespace

TEST_CASE("a deadline ends what does not end") {
  TextMachine m;
  const auto start = std::chrono::steady_clock::now();
  CHECK(m.run("0", kForever, 50ms) == "intr");
  CHECK(std::chrono::steady_clock::now() - start < 5s);
  CHECK(m.run("0", "[1 7]") == "7");
  CHECK(m.run("0", "[1 7]", 10000ms) == "7");
  CHECK(m.run("0", "[0 0]", 10000ms) == "exit 0");
}

TEST_CASE("a deadline ends what is virtual, too, and is no tone") {
  TextMachine m;
  const Noun formula = m.read(kForever);
  CHECK(m.machine.run_virtual(kNull, formula, m.read("[[1 0] 0 0]"), 50ms).outcome == Outcome::intr);
  CHECK(m.run_virtual("7", "[4 0 1]", "[1 0]") == "[0 8]");
}

TEST_CASE("an interrupt from another thread ends a computation") {
  TextMachine m;
  for (int i = 0; i < 3; ++i) {
    std::atomic<bool> over = false;
    // An interrupt while nothing runs is forgotten: say it until it is heard.
    std::thread other([&] {
      while (!over) {
        std::this_thread::sleep_for(2ms);
        m.machine.interrupt();
      }
    });
    CHECK(m.run("0", kForever) == "intr");
    over = true;
    other.join();
    CHECK(m.run("41", "[4 0 1]") == "42");
  }
}

TEST_CASE("an interrupt that is said once is heard, whatever else asks for safepoints") {
  std::atomic<bool> runs = false, over = false;
  MachineOptions options;
  options.on_slog = [&](Noun) { runs = true; };
  Machine machine(std::move(options));
  const Noun formula = read_text(machine.heap(), "[7 [11 [%slog 1 0 1] 1 0] 8 [1 9 2 0 1] 9 2 0 1]").noun;
  const Heap::Root kept(machine.heap(), formula);
  // Safepoints all the time, so that interrupts come while one is taken.
  std::thread other([&] {
    while (!over) machine.heap().request_safepoint();
  });
  int unheard = 0;
  for (int i = 0; i < 300; ++i) {
    runs = false;
    std::thread interrupter([&] {
      while (!runs) std::this_thread::yield();
      machine.interrupt();
    });
    const auto start = std::chrono::steady_clock::now();
    CHECK(machine.run(kNull, kept.get(), 10s).outcome == Outcome::intr);
    unheard += std::chrono::steady_clock::now() - start > 5s ? 1 : 0;
    interrupter.join();
  }
  over = true;
  other.join();
  CHECK(unheard == 0);
}

TEST_CASE("exhaustion ends a computation and leaves the machine usable") {
  MachineOptions options;
  options.memory_limit = size_t{32} << 20;
  TextMachine m(std::move(options));
  for (int i = 0; i < 3; ++i) {
    CHECK(m.run("0", kGrowingStack) == "meme");
    CHECK(m.run("0", kGrowingHeap) == "meme");
    CHECK(m.run("41", "[4 0 1]") == "42");
  }
  // It is no tone of a virtual machine either.
  CHECK(m.run_virtual("0", kGrowingStack, "[1 0]") == "meme");
  CHECK(m.run_virtual("7", "[4 0 1]", "[1 0]") == "[0 8]");
}

TEST_CASE("whatever is refused memory ends a computation with meme, on every tier, and the heap is whole") {
  for (const Tier tier : {Tier::interpreter, Tier::automatic, Tier::jit}) {
    int refused = 0, stopped = 0;
    Machine* here = nullptr;
    MachineOptions options;
    options.tier = tier;
    options.jit_threshold = 1;
    options.memory_limit = size_t{32} << 20;
    options.on_slog = [&](Noun message) {
      // C++ on behalf of the computation, as a jet is, or the rendering of what it says.
      if (message == Noun::direct(1)) {
        ++refused;
        throw std::bad_alloc();
      }
      if (message == Noun::direct(2)) Scratch<uint64_t>(size_t{1} << 30);
      if (message == Noun::direct(3)) {
        ++stopped;
        here->interrupt();
        poll();
      }
    };
    Machine machine(std::move(options));
    here = &machine;
    const auto run = [&](const std::string& formula) {
      return TextMachine::text_of(machine.run(Noun::direct(7), read_text(machine.heap(), formula).noun));
    };
    for (int i = 0; i < 3; ++i) {
      CHECK(run("[11 [%slog 1 1] 4 0 1]") == "meme");
      CHECK(run("[11 [%slog 1 2] 4 0 1]") == "meme");
      CHECK(run("[11 [%slog 1 3] 4 0 1]") == "intr");
      // In a loop; in what a memo would remember; in a virtual machine, whose tone it is not.
      CHECK(run("[8 [1 0] 8 [1 6 [5 [0 6] 1 9] [11 [%slog 1 1] 0 6] 9 2 10 [6 4 0 6] 0 1] 9 2 0 1]") == "meme");
      CHECK(run("[11 [%memo 1 0] 11 [%slog 1 1] 4 0 1]") == "meme");
      const Noun virtual_formula = read_text(machine.heap(), "[11 [%slog 1 1] 0 0]").noun;
      const Noun gate = read_text(machine.heap(), "[[1 0] 0 0]").noun;
      CHECK(machine.run_virtual(kNull, virtual_formula, gate).outcome == Outcome::meme);
      CHECK(run("[4 0 1]") == "8");
    }
    CHECK(refused == 12);
    CHECK(stopped == 3);
  }
}

TEST_CASE("what renders a product runs under the limits of an evaluation") {
  TextMachine m;
  // 2^60 leaves.
  Noun shared;
  for (int i = 0; i < 60; ++i) shared = m.machine.heap().cons(shared, shared);
  const auto start = std::chrono::steady_clock::now();
  const auto forever = [&] { print_text(shared, [](void*, std::string_view) { return true; }, nullptr); };
  CHECK(m.machine.under_limits(100ms, forever) == Outcome::intr);
  CHECK(std::chrono::steady_clock::now() - start < 5s);
  // As one text it is more than there is memory for, and an interrupt is heard as well as a deadline.
  CHECK(m.machine.under_limits({}, [&] { Scratch<char>(size_t{1} << 40); }) == Outcome::meme);
  std::thread other([&] {
    std::this_thread::sleep_for(100ms);
    m.machine.interrupt();
  });
  CHECK(m.machine.under_limits(60000ms, forever) == Outcome::intr);
  other.join();
  CHECK(m.machine.under_limits(60000ms, [] {}) == Outcome::done);
  CHECK(m.run("41", "[4 0 1]") == "42");
}

TEST_CASE("garbage does not exhaust memory") {
  MachineOptions options;
  options.memory_limit = size_t{32} << 20;
  TextMachine m(std::move(options));
  // Makes and drops a list of a hundred, ten thousand times: 72 MB.
  const std::string list = "8 [1 0] 8 [1 6 [5 [0 6] 1 100] [1 0] [0 6] 9 2 10 [6 4 0 6] 0 1] 9 2 0 1";
  const std::string loop =
      "[8 [1 0] 8 [1 6 [5 [0 6] 1 10.000] [0 6] 7 [[" + list + "] 0 1] 9 2 10 [6 4 0 14] 0 3] 9 2 0 1]";
  CHECK(m.run("0", loop) == "10000");
}

TEST_CASE("collection at every safepoint keeps what is needed") {
  MachineOptions options;
  options.stress_collector = true;
  TextMachine m(std::move(options));
  const std::string list = "[8 [1 0] 8 [1 6 [5 [0 6] 1 300] [1 0] [0 6] 9 2 10 [6 4 0 6] 0 1] 9 2 0 1]";
  std::string expected = "[";
  for (int i = 0; i < 300; ++i) expected += std::to_string(i) + " ";
  CHECK(m.run("0", list) == expected + "0]");
}

TEST_CASE("two machines in one process know nothing of each other") {
  TextMachine a;
  std::string from_b;
  std::thread other([&] {
    TextMachine b;
    from_b = b.run("1", kForever, 100ms) + " " + b.run("41", "[4 0 1]");
  });
  const std::string count = "[8 [1 0] 8 [1 6 [5 [0 6] 1 300.000] [0 6] 9 2 10 [6 4 0 6] 0 1] 9 2 0 1]";
  CHECK(a.run("0", count) == "300000");
  other.join();
  CHECK(from_b == "intr 42");
}
