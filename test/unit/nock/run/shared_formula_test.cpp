// Formulas are graphs: what is shared is compiled as often as it is there, and not as often as the tree has it.
#include <doctest/doctest.h>

#include <chrono>

#include "nock/run/bytecode.h"
#include "nock/run/formula.h"
#include "test/unit/machine_fixture.h"

using namespace galena;
using namespace std::chrono_literals;

namespace {

// `body`, wrapped `times` times by `wrap`.
template <class Wrap>
Noun repeated(Heap& heap, Noun body, int times, Wrap wrap) {
  for (int i = 0; i < times; ++i) body = wrap(heap, body);
  return body;
}

Noun text(Heap& heap, const char* formula) {
  return read_text(heap, formula).noun;
}

struct Shared {
  const char* name;
  Noun (*make)(Heap&);
  const char* product;  // on 7
};

// Each is a hundred cells and stands for a tree of 2^40 and more.
const Shared kShared[] = {
    // [7 [[0 1] 0 1] ...]: the pairs of the subject are shared.
    {"a subject of pairs",
     [](Heap& heap) {
       const Noun head = text(heap, "[3 0 1]");
       return repeated(heap, head, 40,
                       [](Heap& h, Noun f) { return h.tuple(Noun::direct(7), text(h, "[[0 1] 0 1]"), f); });
     },
     "0"},
    // The same with 8, whose subject keeps what was there.
    {"a subject that grows",
     [](Heap& heap) {
       const Noun head = text(heap, "[3 0 1]");
       return repeated(heap, head, 40,
                       [](Heap& h, Noun f) { return h.tuple(Noun::direct(8), text(h, "[[0 1] 0 1]"), f); });
     },
     "0"},
    // A branch that is never taken.
    {"a branch never taken",
     [](Heap& heap) {
       const Noun huge = repeated(heap, text(heap, "[0 1]"), 40, [](Heap& h, Noun f) { return h.cons(f, f); });
       return heap.tuple(Noun::direct(6), text(heap, "[5 [0 1] 0 1]"), text(heap, "[4 0 1]"), huge);
     },
     "8"},
    // The same of constants, which compiling would fold.
    {"constants never made",
     [](Heap& heap) {
       const Noun huge = repeated(heap, text(heap, "[1 5]"), 40, [](Heap& h, Noun f) { return h.cons(f, f); });
       return heap.tuple(Noun::direct(6), text(heap, "[5 [0 1] 0 1]"), text(heap, "[4 0 1]"), huge);
     },
     "8"},
    // Both ways of a branch are the same part; one of them is run.
    {"branches into one part",
     [](Heap& heap) {
       return repeated(heap, text(heap, "[4 0 1]"), 40,
                       [](Heap& h, Noun f) { return h.tuple(Noun::direct(6), text(h, "[5 [0 1] 0 1]"), f, f); });
     },
     "8"},
    // Conditions of conditions.
    {"conditions",
     [](Heap& heap) {
       const Noun test = repeated(heap, text(heap, "[5 [0 1] 0 1]"), 40,
                                  [](Heap& h, Noun f) { return h.tuple(Noun::direct(6), text(h, "[1 0]"), f, f); });
       return heap.tuple(Noun::direct(6), test, text(heap, "[4 0 1]"), text(heap, "[0 0]"));
     },
     "8"},
    // Formulas that are quoted where they are evaluated.
    {"quoted formulas",
     [](Heap& heap) {
       const Noun head = text(heap, "[3 0 1]");
       return repeated(heap, head, 40, [](Heap& h, Noun f) {
         return h.tuple(Noun::direct(2), text(h, "[[0 1] 0 1]"), Noun::direct(1), f);
       });
     },
     "0"},
};

}  // namespace

TEST_CASE("a formula that shares its parts is compiled in proportion to what there is") {
  for (const Shared& shared : kShared) {
    CAPTURE(shared.name);
    for (const Tier tier : {Tier::interpreter, Tier::automatic, Tier::jit}) {
      CAPTURE(static_cast<int>(tier));
      MachineOptions options;
      options.tier = tier;
      options.memory_limit = size_t{64} << 20;
      TextMachine m(std::move(options));
      const auto start = std::chrono::steady_clock::now();
      const Noun formula = shared.make(m.machine.heap());
      CHECK(TextMachine::text_of(m.machine.run(Noun::direct(7), formula, 60s)) == shared.product);
      CHECK(std::chrono::steady_clock::now() - start < 30s);
      CHECK(m.machine.code_bytes() < (size_t{8} << 20));
    }
  }
}

TEST_CASE("code counts as memory, and is let go of where there is much of it") {
  MachineOptions options;
  options.memory_limit = size_t{16} << 20;
  TextMachine m(std::move(options));
  // Counts to 100,000, each time by another formula: 60 MB of code.
  const std::string loop =
      "[8 [1 0] 8 [1 6 [5 [0 6] 1 100.000] [0 6] 9 2 10 [6 2 [0 6] [1 7] [[1 1] 0 6] 1 4 0 1] 0 1] 9 2 0 1]";
  CHECK(m.run("0", loop, 60000ms) == "100000");
  CHECK(m.machine.code_bytes() < (size_t{8} << 20));
  CHECK(m.machine.heap().bytes_taken() >= m.machine.code_bytes());
  CHECK(m.run("41", "[4 0 1]") == "42");
}
