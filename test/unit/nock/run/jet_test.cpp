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

}  // namespace
}  // namespace galena::test
