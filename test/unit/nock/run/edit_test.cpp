// Edits of what an edit has just made write to its spine: they must not write to anything else.
#include <doctest/doctest.h>

#include "nock/noun/text.h"
#include "nock/run/machine.h"

using namespace galena;

TEST_CASE("nested edits change only the product") {
  struct Row {
    const char* subject;
    const char* formula;
    const char* product;
  };
  for (const Row& row : {
           Row{"[1 [2 3]]", "[[10 [6 1 7] 10 [7 1 8] 0 1] 0 1]", "[[1 7 8] 1 2 3]"},
           Row{"[1 [2 3] 4]", "[[10 [13 1 7] 10 [6 0 6] 0 1] 0 1]", "[[1 [2 7] 4] 1 [2 3] 4]"},
           Row{"[1 [2 3] 4]", "[8 [1 9 9] [10 [13 1 7] 10 [6 0 2] 0 3] 0 2]", "[[1 [9 7] 4] 9 9]"},
           Row{"[1 2]", "[8 [10 [2 1 5] 0 1] [10 [3 1 6] 0 2] 0 2]", "[[5 6] 5 2]"},
           Row{"[[1 2] 3]", "[[10 [4 1 6] 10 [1 0 2] 0 1] 0 1]", nullptr},
           Row{"[[1 2] 3]", "[[10 [2 1 6] 10 [1 0 2] 0 1] 0 1]", "[[6 2] [1 2] 3]"},
       }) {
    for (const bool stress : {false, true}) {
      MachineOptions options;
      options.memory_limit = size_t{64} << 20;
      options.stress_collector = stress;
      Machine machine(std::move(options));
      CAPTURE(row.formula);
      const Result r =
          machine.run(read_text(machine.heap(), row.subject).noun, read_text(machine.heap(), row.formula).noun);
      if (row.product == nullptr) {
        CHECK(r.outcome == Outcome::exit);
      } else {
        REQUIRE(r.outcome == Outcome::done);
        CHECK(print_text(r.noun) == row.product);
      }
    }
  }
}
