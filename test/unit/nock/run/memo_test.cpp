// What %memo remembers is a function of the subject and the formula, whatever world is around.
#include <doctest/doctest.h>

#include <algorithm>

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

TEST_CASE("what is remembered and not asked for again is let go of, and what is asked for stays") {
  MachineOptions limited;
  limited.memory_limit = size_t{1} << 30;
  Machine machine(limited);
  Heap& heap = machine.heap();
  const auto read = [&](const char* text) { return read_text(heap, text).noun; };
  // Of a list its product is an item: what holds the list is the key.
  const Heap::Root remembering(heap, read("[11 [%memo 1 0] 0 2]"));
  const Heap::Root wanted(heap, read("[[1 2] 3]"));
  size_t most = 0;
  for (uint64_t i = 0; i < 1500; ++i) {
    Noun list = Noun::direct(i);
    for (int n = 0; n < 20'000; ++n) list = heap.cons(Noun::direct(7), list);
    CHECK(machine.run(list, remembering.get()).outcome == Outcome::done);
    CHECK(machine.run(wanted.get(), remembering.get()).outcome == Outcome::done);
    if (heap.nursery_full()) machine.collect();
    most = std::max(most, heap.bytes_used());
  }
  // 720 MB of lists, of which none is alive.
  CHECK(heap.statistics().major > 0);
  CHECK(most < size_t{256} << 20);
  const MemoKey key{remembering.get().tail().tail(), wanted.get()};
  CHECK_FALSE(machine.recall(key).is_none());
}
