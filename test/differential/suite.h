// What is run on the tiers: numbered programs that a seed makes.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "nock/noun/arena.h"
#include "test/differential/runner.h"
#include "tools/galena/base/workbench.h"

namespace galena::test {

// Programs on machines of their own: the first of them that goes wrong as it is to, or -1.
using FirstWrong = std::function<int(const std::vector<Program>&)>;

class Suite {
 public:
  virtual ~Suite() = default;
  // Of one program, as the command line has it: "formula".
  virtual const char* name() const = 0;
  // Program `index`; nothing where it does not compile.
  virtual std::optional<Program> program(uint64_t index) = 0;
  // How it reads.
  virtual std::string text(uint64_t index) = 0;
  // The machines for a batch of programs.
  virtual Setting setting(uint64_t batch) const = 0;
  // The text of a smaller program than `index` that goes wrong as well, as small as there is time for.
  virtual std::string shrink(uint64_t index, const FirstWrong& first_wrong, const std::function<bool()>& give_up) = 0;
};

// Random formulas on [data library] (random_formula.h).
std::unique_ptr<Suite> make_formulas(uint64_t seed);
// Random Hoon, compiled against the standard library (random_program.h; one in eight of test/reference/generate.h).
std::unique_ptr<Suite> make_programs(uint64_t seed);

}  // namespace galena::test
