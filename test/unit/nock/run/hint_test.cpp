// What the machine does with hints (Nock 11).
#include <doctest/doctest.h>

#include "nock/noun/noun.h"
#include "test/unit/machine_fixture.h"

using namespace galena;

namespace {

std::string tag(const char* term) {
  return std::to_string(cord_value(term));
}

const char* const kNames[] = {"slog", "mean", "hunk", "lose", "spot", "hand", "memo", "drop", "fast", "bout", "cash",
                              "xray", "meme", "nara", "hela", "loop", "jinx", "spin", "live", "germ", "sole", "odd"};

}  // namespace

TEST_CASE("a hint does not change the product") {
  TextMachine m;
  for (const char* name : kNames) {
    CAPTURE(name);
    const std::string t = "%" + std::string(name);
    CHECK(m.run("7", "[11 " + t + " 4 0 1]") == "8");
    CHECK(m.run("7", "[11 [" + t + " 1 0 0] 4 0 1]") == "8");
    CHECK(m.run("7", "[11 [" + t + " 1 0] 4 0 1]") == "8");
    CHECK(m.run("7", "[11 [" + t + " 1 2 %text] 4 0 1]") == "8");
  }
  CHECK(m.run("7", "[11 0 4 0 1]") == "8");
}

TEST_CASE("a dynamic hint evaluates its clue, known or not, and crashes with it") {
  TextMachine m;
  for (const char* name : kNames) {
    CAPTURE(name);
    CHECK(m.run("7", "[11 [%" + std::string(name) + " 0 0] 1 5]").starts_with("exit"));
    CHECK(m.run("7", "[11 [%" + std::string(name) + " 0 2] 1 5]").starts_with("exit"));
  }
}

TEST_CASE("malformed hints crash") {
  TextMachine m;
  CHECK(m.run("7", "[11 1]").starts_with("exit"));
  CHECK(m.run("7", "[11 [%mean 1 0] 7]").starts_with("exit"));
}

TEST_CASE("slog shows its clue, in the order of evaluation, once for each") {
  TextMachine m;
  CHECK(m.run("7", "[[11 [%slog 1 0 1] 1 1] 11 [%slog 1 0 2] 1 2]") == "[1 2]");
  CHECK(m.slogs == std::vector<std::string>{"[0 1]", "[0 2]"});
  m.slogs.clear();
  CHECK(m.run("7", "[11 [%slog 1 3 0 1] 0 0]").starts_with("exit"));
  CHECK(m.slogs == std::vector<std::string>{"[3 0 1]"});
}

TEST_CASE("bout measures") {
  TextMachine m;
  CHECK(m.run("7", "[11 [%bout 1 0] 0 1]") == "7");
  REQUIRE(m.messages.size() == 1);
  CHECK(m.messages[0].starts_with("took: "));
}

TEST_CASE("xray shows the formula") {
  TextMachine m;
  CHECK(m.run("7", "[11 %xray 4 0 1]") == "8");
  CHECK(m.messages == std::vector<std::string>{"xray: [4 0 1]"});
}

TEST_CASE("what a hint tells stands behind the tank that its clue has, with the clue's priority") {
  TextMachine m;
  const auto rose = [](const std::string& text) {
    return "[2 " + tag("rose") + " [[58 32 0] 0 0] " + tag("here") + " " + tag(text.c_str()) + " 0]";
  };
  CHECK(m.run("7", "[11 [%xray 1 2 %here] 4 0 1]") == "8");
  CHECK(m.slogs == std::vector<std::string>{rose("[4 0 1]")});
  for (const char* name : {"bout", "cash", "meme"}) {
    m.slogs.clear();
    CHECK(m.run("7", "[11 [%" + std::string(name) + " 1 2 %here] 4 0 1]") == "8");
    REQUIRE(m.slogs.size() == 1);
    CHECK(m.slogs[0].starts_with("[2 " + tag("rose") + " [[58 32 0] 0 0] " + tag("here") + " "));
  }
  CHECK(m.messages.empty());
}

TEST_CASE("nara shows the trace, hela those of the machines around as well") {
  TextMachine m;
  CHECK(m.run("7", "[11 [%mean 1 1] 11 %nara 4 0 1]") == "8");
  CHECK(m.messages == std::vector<std::string>{"trace: [[" + tag("mean") + " 1] 0]"});
  m.messages.clear();
  CHECK(m.run_virtual("7", "[11 [%mean 1 1] 11 %hela 4 0 1]", "[1 0]") == "[0 8]");
  CHECK(m.messages == std::vector<std::string>{"trace: [[" + tag("mean") + " 1] 0]", "trace: 0"});
}

TEST_CASE("memo computes once for a subject and a formula") {
  TextMachine m;
  // The slog inside says how often the computation really ran.
  const std::string body = "[11 [%memo 1 0] 11 [%slog 1 0 0] 4 0 1]";
  CHECK(m.run("7", body) == "8");
  CHECK(m.run("7", body) == "8");
  CHECK(m.slogs.size() == 1);
  CHECK(m.run("8", body) == "9");
  CHECK(m.slogs.size() == 2);
  // What crashes is not remembered as something else.
  CHECK(m.run("[1 2]", body).starts_with("exit"));
  CHECK(m.run("[1 2]", body).starts_with("exit"));
}

TEST_CASE("a product that memo holds is not changed by an edit of it") {
  TextMachine m;
  const std::string edit = "[10 [2 1 9] 11 [%memo 1 0] 10 [3 1 5] 0 1]";
  CHECK(m.run("[1 2]", edit) == "[9 5]");
  CHECK(m.run("[1 2]", "[11 [%memo 1 0] 10 [3 1 5] 0 1]") == "[1 5]");
  CHECK(m.run("[1 2]", edit) == "[9 5]");
}

TEST_CASE("a trace lists what was pushed around a crash, innermost first") {
  TextMachine m;
  CHECK(m.run("7", "[0 0]") == "exit 0");
  CHECK(m.run("7", "[11 [%mean 1 1] 0 0]") == "exit [[" + tag("mean") + " 1] 0]");
  CHECK(m.run("7", "[11 [%mean 1 1] 11 [%spot 1 2] 11 [%hunk 1 3] 11 [%lose 1 4] 11 [%hand 1 5] 0 0]") ==
        "exit [[" + tag("hand") + " 5] [" + tag("lose") + " 4] [" + tag("hunk") + " 3] [" + tag("spot") + " 2] [" +
            tag("mean") + " 1] 0]");
  // A clue is computed when the hint is reached; a static hint and others leave nothing.
  CHECK(m.run("7", "[11 [%mean 0 1] 11 %spot 11 [%odd 1 2] 0 0]") == "exit [[" + tag("mean") + " 7] 0]");
}

TEST_CASE("a trace holds what is around, not what is over") {
  TextMachine m;
  CHECK(m.run("7", "[[11 [%mean 1 1] 1 0] 11 [%mean 1 2] 0 0]") == "exit [[" + tag("mean") + " 2] 0]");
  CHECK(m.run("7", "[7 [11 [%mean 1 1] 0 1] 0 0]") == "exit 0");
  CHECK(m.run("7", "[11 [%mean 1 1] 7 [11 [%mean 1 2] 0 1] 0 0]") == "exit [[" + tag("mean") + " 1] 0]");
  // The clue of a hint is computed outside of it.
  CHECK(m.run("7", "[11 [%mean 1 1] 11 [%mean 0 0] 1 5]") == "exit [[" + tag("mean") + " 1] 0]");
  // A machine that has crashed starts afresh.
  CHECK(m.run("7", "[0 0]") == "exit 0");
}

TEST_CASE("a trace of recursion has an entry a level") {
  TextMachine m;
  // Counts to 3 and crashes; a hint with the counter around each call.
  const std::string loop = "[8 [1 0] 8 [1 6 [5 [0 6] 1 3] [0 0] 11 [%mean 0 6] 9 2 10 [6 4 0 6] 0 1] 9 2 0 1]";
  CHECK(m.run("7", loop) == "exit [[" + tag("mean") + " 2] [" + tag("mean") + " 1] [" + tag("mean") + " 0] 0]");
}
