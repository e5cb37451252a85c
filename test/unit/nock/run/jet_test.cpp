// The jet state that another machine takes over.
#include <doctest/doctest.h>

#include "test/unit/machine_fixture.h"

namespace galena::test {
namespace {

TEST_CASE("saved jets that are half a root are refused") {
  struct Row {
    const char* saved;  // a list of [path root battery parent axis]
    bool taken;
  };
  for (const Row& row : {
           Row{"[[0 'root' [[1 1] 0] 0 0] 0]", true},
           Row{"[[0 'root' [[1 1] 0] 0 0] ['arm' 'root' [1 5] 1 3] 0]", true},
           Row{"[[0 'root' [[1 1] 0] 0 3] 0]", false},
           Row{"[[0 'root' [[1 1] 0] 0 0] ['arm' 'root' [1 5] 1 0] 0]", false},
           Row{"[[0 'root' [[1 1] 0] 1 3] 0]", false},
           Row{"[[0 'root' 7 0 0] 0]", false},
           Row{"[[0 'root'] 0]", false},
       }) {
    CAPTURE(row.saved);
    TextMachine m;
    CHECK(m.machine.jets().restore(m.machine, m.read(row.saved)) == row.taken);
  }
}

// Else a checkpoint would leave it out, as one that was put beside the state.
TEST_CASE("a registration that a state shares with the library is the state's") {
  const char* const saved = "[[0 'root' [[1 1] 0] 0 0] ['arm' 'root' [[1 5] 1 6] 1 3] 0]";
  Arena arena;
  TextMachine m;
  JetRegistry& jets = m.machine.jets();
  const Heap& heap = m.machine.heap();
  const auto in_heap = [&](Noun noun) { return heap.in_nursery(noun) || heap.in_old(noun); };
  REQUIRE(jets.restore(m.machine, arena.intern(m.read(saved))));
  REQUIRE(jets.records().size() == 2);
  for (const auto& record : jets.records()) CHECK(!in_heap(record->battery));
  REQUIRE(jets.restore(m.machine, m.read(saved)));
  REQUIRE(jets.records().size() == 2);
  for (const auto& record : jets.records()) CHECK(in_heap(record->battery));
  // And stays so when the library comes again.
  REQUIRE(jets.restore(m.machine, arena.intern(m.read(saved))));
  for (const auto& record : jets.records()) CHECK(in_heap(record->battery));
}

}  // namespace
}  // namespace galena::test
