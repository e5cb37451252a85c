// Hints that last as long as their body: %loop, %jinx, %spin; and the rooms of %memo.
#include <doctest/doctest.h>

#include "nock/run/strand.h"
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

std::string tag(const char* term) {
  return std::to_string(cord_value(term));
}

// Counts from 0 in the sample of a core until it is 10, or so; `hint` is around the arm.
std::string counts_to(const std::string& most, const std::string& hint) {
  return "[8 [1 0] 8 [1 11 " + hint + " 6 [5 [1 " + most + "] 0 6] [0 6] 9 2 10 [6 4 0 6] 0 1] 9 2 0 1]";
}

constexpr const char* kMillisecond = "18446744073709552";

}  // namespace

TEST_CASE("loop: what comes to itself on the same subject crashes, with the clue on the trace") {
  for (const Tier tier : kTiers) {
    for (const bool stress : {false, true}) {
      MachineOptions o = options(tier);
      o.stress_collector = stress;
      TextMachine m(o);
      CAPTURE(static_cast<int>(tier));
      CAPTURE(stress);
      const std::string here = "exit [[" + tag("mean") + " 5] 0]";
      // An arm that kicks its own core; a formula that evaluates itself; two that evaluate each other.
      const std::string arm = "[8 [1 11 [%loop 1 5] 9 2 0 1] 9 2 0 1]";
      const std::string itself = "[11 [%loop 1 5] 2 [0 1] 0 1]";
      const std::string ping = "[8 [1 [11 [%loop 1 5] 9 5 0 1] 9 4 0 1] 9 4 0 1]";
      for (int i = 0; i < 2; ++i) {
        CHECK(m.run("7", arm) == here);
        CHECK(m.run(itself, itself) == here);
        CHECK(m.run("7", ping) == here);
        CHECK(m.run("7", "[11 [%mean 1 1] 0 1]") == "7");
        CHECK(m.run_virtual("7", arm, "[1 0]") == "[2 [" + tag("mean") + " 5] 0]");
      }
      CHECK(m.run("7", "[8 [1 11 %loop 9 2 0 1] 9 2 0 1]") == "exit 0");
    }
  }
}

TEST_CASE("loop: what goes on with another subject, or once more later, is no cycle") {
  for (const Tier tier : kTiers) {
    TextMachine m(options(tier));
    CAPTURE(static_cast<int>(tier));
    CHECK(m.run("7", counts_to("100", "[%loop 1 5]")) == "100");
    // The same twice, one after the other, and again in another evaluation.
    const std::string twice = "[[11 %loop 4 0 1] 11 %loop 4 0 1]";
    CHECK(m.run("7", twice) == "[8 8]");
    CHECK(m.run("7", twice) == "[8 8]");
    // After a crash in the middle of it.
    CHECK(m.run("7", "[11 %loop 0 0]") == "exit 0");
    CHECK(m.run("7", "[11 %loop 0 0]") == "exit 0");
  }
}

TEST_CASE("jinx: an evaluation ends once a body has taken longer than its clue says") {
  for (const Tier tier : kTiers) {
    TextMachine m(options(tier));
    CAPTURE(static_cast<int>(tier));
    const std::string forever = "8 [1 9 2 0 1] 9 2 0 1", ms = kMillisecond;
    CHECK(m.run("7", "[11 [%jinx 1 " + ms + "] " + forever + "]") == "intr");
    CHECK(Strand::of(m.machine).scopes.has_rung());
    // The first limit that is passed, whichever lies within the other.
    CHECK(m.run("7", "[11 [%jinx 1 " + ms + "] 11 [%jinx 1 " + ms + "0000] " + forever + "]") == "intr");
    CHECK(m.run("7", "[11 [%jinx 1 " + ms + "0000] 11 [%jinx 1 " + ms + "] " + forever + "]") == "intr");
    // No virtual machine sees it: how long something takes is nobody's to know.
    CHECK(m.run_virtual("7", "[11 [%jinx 1 " + ms + "] " + forever + "]", "[1 0]") == "intr");
    CHECK(m.run("7", "[11 [%jinx 1 18446744073709551616] 4 0 1]") == "8");
    CHECK(!Strand::of(m.machine).scopes.has_rung());
  }
}

TEST_CASE("jinx: what is over does not limit what comes after it, nor what lasts longer than any clock") {
  for (const Tier tier : kTiers) {
    TextMachine m(options(tier));
    CAPTURE(static_cast<int>(tier));
    const std::string ms = kMillisecond, later = counts_to("1000000", "%none");
    CHECK(m.run("7", "[8 [11 [%jinx 1 " + ms + "] 1 7] " + later + "]") == "1000000");
    CHECK(m.run("7", "[11 [%jinx 1 " + ms + ms + ms + ms + ms + "] " + later + "]") == "1000000");
    CHECK(m.run("7", "[11 [%jinx 1 0] " + later + "]") == "1000000");
    CHECK(m.run("7", "[11 [%jinx 1 0 0] " + later + "]") == "1000000");
    CHECK(m.run("7", "[11 [%jinx 1 " + ms + "] 0 0]") == "exit 0");
    CHECK(m.run("7", later) == "1000000");
  }
}

TEST_CASE("spin: the innermost label is shown, and none when all is over") {
  for (const Tier tier : kTiers) {
    std::vector<std::string> labels;
    TextMachine m(options(tier));
    Strand::of(m.machine).sinks.on_spin = [&](std::string_view label) { labels.emplace_back(label); };
    CAPTURE(static_cast<int>(tier));
    CHECK(m.run("7", "[11 [%spin 1 %outer] [11 [%spin 1 %inner] 0 1] 4 0 1]") == "[7 8]");
    CHECK(labels == std::vector<std::string>{"outer", "inner", "outer", ""});
    labels.clear();
    CHECK(m.run("7", "[11 [%spin 1 %outer] 11 [%spin 1 0 0] 0 0]") == "exit 0");
    CHECK(labels == std::vector<std::string>{"outer", "cell", "outer", ""});
  }
}

TEST_CASE("memo with a path: a room of its own, whose products stay when all others are crowded out") {
  for (const Tier tier : kTiers) {
    TextMachine m(options(tier));
    CAPTURE(static_cast<int>(tier));
    // The slog inside says how often the computation really ran.
    const std::string body = "11 [%slog 1 0 0] 4 0 1";
    const std::string here = "[11 [%memo 1 %some %room 0] " + body + "]";
    const std::string there = "[11 [%memo 1 %other 0] " + body + "]";
    for (int i = 0; i < 3; ++i) CHECK(m.run("7", here) == "8");
    CHECK(m.slogs.size() == 1);
    CHECK(m.run("7", there) == "8");
    CHECK(m.slogs.size() == 2);
    const std::string crowd =
        "[8 [1 0] 8 [1 6 [5 [1 600000] 0 6] [0 6] 7 [[11 %memo 4 0 6] 0 1] 9 2 10 [6 0 2] 0 3] 9 2 0 1]";
    CHECK(m.run("7", crowd) == "600000");
    CHECK(m.run("7", here) == "8");
    CHECK(m.slogs.size() == 2);
    // Where the clue stands in a source does not matter; a clue that is computed names no room.
    CHECK(m.run("7", "[11 [%memo 11 [%spot 1 0] 1 %some %room 0] " + body + "]") == "8");
    CHECK(m.slogs.size() == 2);
  }
}

TEST_CASE("drop: what is kept in a room is forgotten") {
  for (const Tier tier : kTiers) {
    TextMachine m(options(tier));
    CAPTURE(static_cast<int>(tier));
    const auto memo = [&](const std::string& room) {
      const size_t before = m.slogs.size();
      CHECK(m.run("7", "[11 [%memo 1 " + room + "] 11 [%slog 1 0 0] 4 0 1]") == "8");
      return m.slogs.size() == before ? "known" : "new";
    };
    CHECK(memo("%clay %ford 0") == "new");
    CHECK(memo("%else 0") == "new");
    CHECK(m.run("7", "[11 %drop 4 0 1]") == "8");
    CHECK(memo("%clay %ford 0") == "new");
    CHECK(memo("%else 0") == "known");
    CHECK(m.run("7", "[11 [%drop 1 %else 0] 4 0 1]") == "8");
    CHECK(memo("%clay %ford 0") == "known");
    CHECK(memo("%else 0") == "new");
  }
}

TEST_CASE("memo: of more rooms than there is place for, those wanted last are kept") {
  MachineOptions o;
  o.stress_collector = true;
  TextMachine m(o);
  const auto memo = [&](int room) {
    CHECK(m.run("7", "[11 [%memo 1 " + std::to_string(100 + room) + " 0] 11 [%slog 1 0 0] 4 0 1]") == "8");
  };
  for (int i = 0; i < 40; ++i) memo(i);
  CHECK(m.slogs.size() == 40);
  memo(39);
  memo(20);
  CHECK(m.slogs.size() == 40);
  memo(0);
  CHECK(m.slogs.size() == 41);
}
