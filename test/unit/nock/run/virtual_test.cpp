// Virtualization: success, block and error of a machine in the machine, and scry (Nock 12) through its gates.
#include <doctest/doctest.h>

#include "nock/noun/noun.h"
#include "test/unit/machine_fixture.h"

using namespace galena;

namespace {

std::string tag(const char* term) {
  return std::to_string(cord_value(term));
}

// Scry gates by what they answer to [ref path] at axis 6.
const std::string kBlocks = "[1 0]";            // ~: no answer yet
const std::string kError = "[1 0 0]";           // [~ ~]: there is none
const std::string kEcho = "[[1 0] [1 0] 0 6]";  // [~ ~ ref path]
const std::string kCrash = "[0 0]";

}  // namespace

TEST_CASE("a virtual machine yields a tone") {
  TextMachine m;
  CHECK(m.run_virtual("7", "[4 0 1]", kBlocks) == "[0 8]");
  CHECK(m.run_virtual("7", "[0 0]", kBlocks) == "[2 0]");
  CHECK(m.run_virtual("7", "9", kBlocks) == "[2 0]");
  CHECK(m.run_virtual("7", "[11 [%mean 1 1] 11 [%spot 1 2] 0 0]", kBlocks) ==
        "[2 [" + tag("spot") + " 2] [" + tag("mean") + " 1] 0]");
}

TEST_CASE("scry outside of any virtual machine crashes") {
  TextMachine m;
  CHECK(m.run("7", "[12 [1 1] 1 2]") == "exit 0");
}

TEST_CASE("scry asks the gate") {
  TextMachine m;
  CHECK(m.run_virtual("7", "[12 [1 1] 1 %a %b 0]", kEcho) == "[0 1 97 98 0]");
  CHECK(m.run_virtual("7", "[12 [1 1] 1 %a %b 0]", kBlocks) == "[1 97 98 0]");
  CHECK(m.run_virtual("7", "[12 [1 1] 1 %a %b 0]", kError) == "[2 [" + tag("hunk") + " 1 97 98 0] 0]");
  CHECK(m.run_virtual("7", "[11 [%mean 1 5] 12 [1 1] 1 %a 0]", kError) ==
        "[2 [" + tag("hunk") + " 1 97 0] [" + tag("mean") + " 5] 0]");
  // Its subject is [battery [ref path] context], and the answer may be used.
  CHECK(m.run_virtual("7", "[4 12 [1 1] 1 8]", "[[1 0] [1 0] 0 13]") == "[0 9]");
}

TEST_CASE("a block ends the whole virtual machine") {
  TextMachine m;
  CHECK(m.run_virtual("7", "[[12 [1 1] 1 2] 0 0]", kBlocks) == "[1 2]");
  CHECK(m.run_virtual("7", "[[0 0] 12 [1 1] 1 2]", kBlocks) == "[2 0]");
}

TEST_CASE("a gate that fails, or gives no unit of a unit, fails whoever runs the virtual machine") {
  TextMachine m;
  CHECK(m.run_virtual("7", "[12 [1 1] 1 2]", kCrash).starts_with("exit"));
  CHECK(m.run_virtual("7", "[12 [1 1] 1 2]", "[1 5]").starts_with("exit"));
  CHECK(m.run_virtual("7", "[12 [1 1] 1 2]", "7").starts_with("exit"));
  // A gate that is asked nothing does not matter.
  CHECK(m.run_virtual("7", "[1 5]", kCrash) == "[0 5]");
}

TEST_CASE("formulas and arguments of a scry crash as others do") {
  TextMachine m;
  CHECK(m.run_virtual("7", "[12 [0 0] 1 2]", kEcho) == "[2 0]");
  CHECK(m.run_virtual("7", "[12 [1 1] 0 0]", kEcho) == "[2 0]");
  CHECK(m.run_virtual("7", "[12 1]", kEcho) == "[2 0]");
}

TEST_CASE("a virtual machine is as deep as memory allows, and its failures leave nothing behind") {
  TextMachine m;
  const std::string deep = "[8 [1 0] 8 [1 6 [5 [0 6] 1 100.000] [0 0] 4 9 2 10 [6 4 0 6] 0 1] 9 2 0 1]";
  for (int i = 0; i < 3; ++i) CHECK(m.run_virtual("7", deep, kBlocks) == "[2 0]");
  CHECK(m.run("7", "[0 1]") == "7");
}

TEST_CASE("under collection at every safepoint the tones are the same") {
  MachineOptions options;
  options.stress_collector = true;
  TextMachine m(std::move(options));
  // A loop that scries each round and conses what it gets.
  const std::string loop = "[8 [1 0] 8 [1 6 [5 [0 6] 1 5] [1 0] [12 [0 6] [1 1] 0 6] 9 2 10 [6 4 0 6] 0 1] 9 2 0 1]";
  CHECK(m.run_virtual("7", loop, kEcho) == "[0 [0 1 0] [1 1 1] [2 1 2] [3 1 3] [4 1 4] 0]");
  CHECK(m.run_virtual("7", "[11 [%mean 0 1] " + loop + "]", kError) ==
        "[2 [" + tag("hunk") + " 0 1 0] [" + tag("mean") + " 7] 0]");
}
