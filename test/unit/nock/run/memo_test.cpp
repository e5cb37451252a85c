// What %memo remembers is a function of the subject and the formula, whatever world is around.
#include <doctest/doctest.h>

#include <algorithm>

#include "nock/run/memo.h"
#include "test/unit/machine_fixture.h"

using namespace galena;

namespace {

const Tier kTiers[] = {Tier::interpreter, Tier::automatic, Tier::jit};

MachineOptions options(Tier tier) {
  MachineOptions o;
  o.tier = tier;
  o.jit_threshold = 1;
  return o;
}

// Formulas that ask for [1 %a] [1 %b] somewhere within a %memo.
const char* const kAsking[] = {
    "[11 [%memo 1 0] 12 [1 %a] 1 %b]",
    "[11 %memo 12 [1 %a] 1 %b]",
    // In an arm that the memo calls, and a second time in one that it calls last.
    "[11 [%memo 1 0] 8 [1 12 [1 %a] 1 %b] 9 2 0 1]",
    "[11 [%memo 1 0] 7 [8 [1 12 [1 %a] 1 %b] 9 2 0 1] 0 1]",
    // A memo in a memo: the outer one rests on the same answer.
    "[11 [%memo 1 0] 7 [11 [%memo 1 0] 12 [1 %a] 1 %b] 0 1]",
    // Evaluated by a formula that is computed.
    "[11 [%memo 1 0] 2 [0 1] [1 12] [1 1 %a] 1 1 %b]",
    // In a branch.
    "[11 [%memo 1 0] 6 [1 0] [12 [1 %a] 1 %b] 1 7]",
};

}  // namespace

TEST_CASE("a memo around a scry is answered by the world that is asked") {
  for (const Tier tier : kTiers) {
    for (const char* formula : kAsking) {
      CAPTURE(formula);
      CAPTURE(static_cast<int>(tier));
      TextMachine m(options(tier));
      for (int i = 0; i < 2; ++i) {
        // Gates that answer 1 and 2, one that does not, one that answers with what is asked; and no world.
        CHECK(m.run_virtual("0", formula, "[1 0 0 1]") == "[0 1]");
        CHECK(m.run_virtual("0", formula, "[1 0 0 2]") == "[0 2]");
        CHECK(m.run_virtual("0", formula, "[1 0]") == "[1 98]");
        CHECK(m.run_virtual("0", formula, "[[1 0] [1 0] 0 6]") == "[0 97 98]");
        CHECK(m.run("0", formula) == "exit 0");
      }
    }
  }
}

TEST_CASE("a memo within a world is the same within another, and outside of all, where it asks none") {
  for (const Tier tier : kTiers) {
    TextMachine m(options(tier));
    // The slog says how often it really runs.
    const std::string formula = "[11 [%memo 1 0] 11 [%slog 1 0 0] 4 0 1]";
    CHECK(m.run_virtual("7", formula, "[1 0 0 1]") == "[0 8]");
    CHECK(m.run_virtual("7", formula, "[1 0]") == "[0 8]");
    CHECK(m.run("7", formula) == "8");
    CHECK(m.slogs.size() == 1);
  }
}

TEST_CASE("a scry before a memo and one behind it do not keep it from being remembered") {
  for (const Tier tier : kTiers) {
    TextMachine m(options(tier));
    const std::string memo = "11 [%memo 1 0] 11 [%slog 1 0 0] 4 0 1";
    const std::string formula = "[8 [12 [1 %a] 1 %b] 8 [7 [0 3] " + memo + "] [12 [1 %a] 1 %b] 0 2]";
    CHECK(m.run_virtual("7", formula, "[1 0 0 1]") == "[0 1 8]");
    CHECK(m.run_virtual("7", formula, "[1 0 0 2]") == "[0 2 8]");
    CHECK(m.slogs.size() == 1);
  }
}

namespace {

// A machine on which a product is remembered for lists that nothing else holds: a product is an item, the key is the
// list.
struct Remembering {
  explicit Remembering(size_t limit) : machine(with(limit)) {}
  static MachineOptions with(size_t limit) {
    MachineOptions options;
    options.memory_limit = limit;
    return options;
  }
  // Of a list of 480 kB that ends with `end`.
  Outcome run(uint64_t end) {
    Heap& heap = machine.heap();
    Noun list = Noun::direct(end);
    for (int n = 0; n < 20'000; ++n) list = heap.cons(Noun::direct(7), list);
    return run(list);
  }
  Outcome run(Noun subject) {
    const Outcome outcome = machine.run(subject, formula.get()).outcome;
    if (machine.heap().nursery_full()) machine.collect();
    most = std::max(most, machine.heap().bytes_used());
    return outcome;
  }
  bool knows(Noun subject) { return !machine.recall({formula.get().tail().tail(), subject}).is_none(); }

  Machine machine;
  Heap::Root formula{machine.heap(), read_text(machine.heap(), "[11 [%memo 1 0] 0 2]").noun};
  size_t most = 0;
};

constexpr size_t kMegabyte = size_t{1} << 20;

}  // namespace

TEST_CASE("what is remembered and not asked for again is let go of, and what is asked for stays") {
  Remembering r(1024 * kMegabyte);
  const Heap::Root wanted(r.machine.heap(), read_text(r.machine.heap(), "[[1 2] 3]").noun);
  for (uint64_t i = 0; i < 3000; ++i) {
    CHECK(r.run(i) == Outcome::done);
    CHECK(r.run(wanted.get()) == Outcome::done);
  }
  // 1,440 MB of lists, of which none is alive.
  CHECK(r.machine.heap().statistics().major > 1);
  CHECK(r.most < 320 * kMegabyte);
  CHECK(r.knows(wanted.get()));
}

TEST_CASE("what is remembered and not asked for stays as long as there is room for it") {
  const auto lives = [](size_t collections, size_t unasked) {
    Heap heap(64 * kMegabyte);
    MemoTable memos;
    const auto key = [&] { return MemoKey{Noun::direct(1), read_text(heap, "[[1 2] 3]").noun}; };
    memos.add(heap, key(), Noun::direct(7));
    for (size_t i = 0; i < collections; ++i) {
      Heap::Roots roots;
      roots.major = true;
      roots.roots = [](Heap::Scanner&) {};
      roots.remembered = [&](Heap::Scanner& s) { memos.visit(s, {.asked = 64 * kMegabyte, .unasked = unasked}); };
      heap.collect(roots);
    }
    return memos.find(heap, key()) == Noun::direct(7);
  };
  CHECK(lives(1, 0));  // it is new
  CHECK_FALSE(lives(2, 0));
  CHECK(lives(4, kMegabyte));
}

TEST_CASE("what is remembered is not what memory runs out for, however often it is asked for") {
  Remembering r(64 * kMegabyte);
  for (uint64_t i = 0; i < 300; ++i) {
    CHECK(r.run(i) == Outcome::done);
    CHECK(r.run(i) == Outcome::done);
  }
  CHECK(r.machine.heap().statistics().major > 1);
}
