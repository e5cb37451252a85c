// The check of jets against their Nock: every way in which a jet can be wrong is seen, and the Nock's answer stands.
#include <doctest/doctest.h>

#include <array>

#include "nock/run/strand.h"
#include "test/unit/machine_fixture.h"

using namespace galena;

namespace {

// Jets as they should not be, and as they should.
Noun seven(Machine&, Noun) {
  return Noun::direct(7);
}
Noun crash(Machine&, Noun) {
  return kFail;
}
Noun decline(Machine&, Noun) {
  return kDecline;
}
Step seven_step(Strand&, Noun*, Noun) {
  return Step::done(Noun::direct(7));
}
Step crash_step(Strand&, Noun*, Noun) {
  return Step::fail();
}
// What the sample, a formula, makes of 0: fails where that fails.
Step call_step(Strand&, Noun* r, Noun result) {
  if (r[1] == Noun::direct(1)) return Step::done(result);
  r[1] = Noun::direct(1);
  return Step::nock(kNull, r[2].tail().head());
}
const NativeJet kSeven{4, seven_step}, kCrash{4, crash_step}, kCall{4, call_step};

// The gate whose arm is `arm` and whose sample is `sample`, registered and called under `wrap`, a formula that finds it
// at axis 2.
std::string checked(const Jet& jet, const std::string& arm, const std::string& sample, std::vector<std::string>& said,
                    const std::string& wrap = "[9 2 0 2]") {
  MachineOptions options;
  options.memory_limit = size_t{64} << 20;
  options.check_jets = true;
  options.stress_collector = true;
  const std::array table{jet};
  options.jet_table = table;
  options.on_message = [&said](std::string_view line) { said.emplace_back(line); };
  Machine machine(options);
  const std::string root = "[[1 0] 0]";
  const Noun formula =
      read_text(machine.heap(), "[7 [11 [%fast 1 %root [1 0] 0] 1 " + root + "] 8 [11 [%fast 1 %gate [0 7] 0] 1 " +
                                    arm + " " + sample + " " + root + "] " + wrap + "]")
          .noun;
  return TextMachine::text_of(machine.run(kNull, formula));
}

}  // namespace

TEST_CASE("a checked jet and its Nock") {
  std::vector<std::string> said;
  const auto jet = [](JetFunction function, const NativeJet* native = nullptr) {
    return Jet{"gate", 2, function, native};
  };
  SUBCASE("agree") {
    CHECK(checked(jet(seven), "[1 7]", "0", said) == "7");
    CHECK(checked(jet(nullptr, &kSeven), "[1 7]", "0", said) == "7");
    CHECK(checked(jet(decline), "[1 7]", "0", said) == "7");
    CHECK(checked(jet(crash), "[0 0]", "0", said) == "exit 0");
    CHECK(checked(jet(nullptr, &kCrash), "[0 0]", "0", said) == "exit 0");
    CHECK(checked(jet(nullptr, &kCall), "[2 [1 0] 0 6]", "[1 8]", said) == "8");
    CHECK(checked(jet(nullptr, &kCall), "[2 [1 0] 0 6]", "[0 0]", said) == "exit 0");
    CHECK(said.empty());
  }
  SUBCASE("differ") {
    CHECK(checked(jet(seven), "[1 8]", "0", said) == "8");
    CHECK(checked(jet(nullptr, &kSeven), "[1 8]", "0", said) == "8");
    CHECK(said == std::vector<std::string>(2, "jet gate (axis 2) differs from its Nock"));
  }
  SUBCASE("the jet fails alone") {
    CHECK(checked(jet(crash), "[1 8]", "0", said) == "8");
    CHECK(checked(jet(nullptr, &kCrash), "[1 8]", "0", said) == "8");
    // By the Nock that it calls.
    CHECK(checked(jet(nullptr, &kCall), "[1 8]", "[0 0]", said) == "8");
    CHECK(said == std::vector<std::string>(3, "jet gate (axis 2) fails where its Nock does not"));
  }
  SUBCASE("the Nock fails alone") {
    CHECK(checked(jet(seven), "[0 0]", "0", said) == "exit 0");
    CHECK(checked(jet(nullptr, &kSeven), "[0 0]", "0", said) == "exit 0");
    CHECK(said == std::vector<std::string>(2, "jet gate (axis 2) does not fail where its Nock does"));
  }
}

TEST_CASE("a checked jet that fails with another trace than its Nock is told of, and the trace is the Nock's") {
  std::vector<std::string> said;
  const std::string other = "jet gate (axis 2) fails with another trace than its Nock";
  // Within a trace of the caller's.
  const auto fails = [&](const Jet& jet, const char* arm, const char* sample) {
    said.clear();
    return checked(jet, arm, sample, said, "[11 [%mean 1 1] 9 2 0 2]");
  };
  const Jet calls{"gate", 2, nullptr, &kCall}, crashes{"gate", 2, nullptr, &kCrash}, at_once{"gate", 2, crash};
  SUBCASE("the same") {
    CHECK(fails(calls, "[11 [%mean 1 2] 0 0]", "[11 [%mean 1 2] 0 0]") == "exit [[1851876717 2] [1851876717 1] 0]");
    CHECK(fails(calls, "[0 0]", "[6 0 0]") == "exit [[1851876717 1] 0]");
    CHECK(fails(crashes, "[0 0]", "0") == "exit [[1851876717 1] 0]");
    CHECK(fails(at_once, "[3 0 0]", "0") == "exit [[1851876717 1] 0]");
    CHECK(said.empty());
  }
  SUBCASE("another clue") {
    CHECK(fails(calls, "[11 [%mean 1 2] 0 0]", "[11 [%mean 1 3] 0 0]") == "exit [[1851876717 2] [1851876717 1] 0]");
    CHECK(said == std::vector{other});
  }
  SUBCASE("a shorter one") {
    CHECK(fails(crashes, "[11 [%mean 1 2] 0 0]", "0") == "exit [[1851876717 2] [1851876717 1] 0]");
    CHECK(said == std::vector{other});
  }
  SUBCASE("a shorter one, of a jet without frames") {
    CHECK(fails(at_once, "[11 [%mean 1 2] 0 0]", "0") == "exit [[1851876717 2] [1851876717 1] 0]");
    CHECK(said == std::vector{other});
  }
  SUBCASE("a longer one") {
    CHECK(fails(calls, "[0 0]", "[11 [%mean 1 3] 0 0]") == "exit [[1851876717 1] 0]");
    CHECK(said == std::vector{other});
  }
}

TEST_CASE("what a checked jet calls is checked once, by its Nock, so that checks within checks do not double") {
  // The gate calls itself for each item of a list, and each call is checked: 2^40 calls if both did.
  std::vector<std::string> said;
  static const NativeJet kTail{4, [](Strand& strand, Noun* r, Noun result) {
                                 if (r[1] == Noun::direct(1)) return Step::done(result);
                                 const Noun list = r[2].tail().head();
                                 if (list == kNull) return Step::done(kNull);
                                 r[1] = Noun::direct(1);
                                 return Step::kick(strand.heap.tuple(r[2].head(), list.tail(), r[2].tail().tail()), 2);
                               }};
  std::string list = "0";
  for (int i = 0; i < 40; ++i) list = "[0 " + list + "]";
  CHECK(checked({"gate", 2, nullptr, &kTail}, "[6 [3 0 6] [9 2 10 [6 0 13] 0 1] 1 0]", list, said) == "0");
  CHECK(said.empty());
}
