#include "nock/run/nock.h"

#include <doctest/doctest.h>

#include <array>
#include <string>

#include "nock/noun/arena.h"
#include "nock/noun/text.h"

namespace galena {
namespace {

constexpr std::array kNames = {"slot", "constant", "evaluate", "is_cell", "increment", "equal", "branch",   "compose",
                               "push", "kick",     "edit",     "hint",    "scry",      "cons",  "malformed"};

// The name of the operation and its operands, each a noun in text or `none`.
std::string text_of(const Operation& o) {
  std::string text = kNames[static_cast<size_t>(o.op)];
  const auto add = [&](Noun n) { text += n.is_none() ? " none" : " " + print_text(n); };
  switch (o.op) {
    case Opcode::malformed:
      return text;
    case Opcode::slot:
    case Opcode::constant:
    case Opcode::is_cell:
    case Opcode::increment:
      add(o.a);
      return text;
    case Opcode::evaluate:
    case Opcode::equal:
    case Opcode::compose:
    case Opcode::push:
    case Opcode::kick:
    case Opcode::scry:
    case Opcode::cons:
      add(o.a);
      add(o.b);
      return text;
    case Opcode::branch:
    case Opcode::edit:
    case Opcode::hint:
      add(o.a);
      add(o.b);
      add(o.c);
      return text;
  }
  return "?";
}

TEST_CASE("a formula is an operation with its operands, or malformed") {
  struct Case {
    const char *formula, *operation;
  };
  const Case cases[] = {
      {"[0 1]", "slot 1"},
      {"[0 0]", "slot 0"},
      {"[0 9223372036854775807]", "slot 9223372036854775807"},
      {"[0 9223372036854775808]", "slot 9223372036854775808"},
      {"[0 340282366920938463463374607431768211456]", "slot 340282366920938463463374607431768211456"},
      {"[1 5]", "constant 5"},
      {"[1 5 6]", "constant [5 6]"},
      {"[2 [0 1] 1 0 1]", "evaluate [0 1] [1 0 1]"},
      {"[2 3 4]", "evaluate 3 4"},
      {"[3 0 1]", "is_cell [0 1]"},
      {"[3 5]", "is_cell 5"},
      {"[4 0 1]", "increment [0 1]"},
      {"[4 5]", "increment 5"},
      {"[5 [0 2] 0 3]", "equal [0 2] [0 3]"},
      {"[6 [0 2] [1 0] 1 1]", "branch [0 2] [1 0] [1 1]"},
      {"[6 1 2 3]", "branch 1 2 3"},
      {"[7 [0 2] 0 3]", "compose [0 2] [0 3]"},
      {"[8 [0 2] 0 3]", "push [0 2] [0 3]"},
      {"[9 2 0 1]", "kick 2 [0 1]"},
      {"[9 0 0 1]", "kick 0 [0 1]"},
      {"[9 18446744073709551616 0 1]", "kick 18446744073709551616 [0 1]"},
      {"[9 2 3]", "kick 2 3"},
      {"[10 [6 0 2] 0 1]", "edit 6 [0 2] [0 1]"},
      {"[10 [0 0 2] 0 1]", "edit 0 [0 2] [0 1]"},
      {"[10 [6 7] 8]", "edit 6 7 8"},
      {"[11 1 0 1]", "hint 1 none [0 1]"},
      {"[11 [1 2 3] 0 1]", "hint 1 [2 3] [0 1]"},
      {"[11 [1 2] 3]", "hint 1 2 3"},
      {"[11 [[1 2] 3] 0 1]", "hint [1 2] 3 [0 1]"},
      {"[12 [0 2] 0 3]", "scry [0 2] [0 3]"},
      {"[[0 1] 0 2]", "cons [0 1] [0 2]"},
      {"[[0 1] 5]", "cons [0 1] 5"},
      {"[[99 1] 13 0]", "cons [99 1] [13 0]"},

      {"0", "malformed"},
      {"9223372036854775808", "malformed"},
      {"[0 1 2]", "malformed"},
      {"[2 3]", "malformed"},
      {"[5 0]", "malformed"},
      {"[6 0]", "malformed"},
      {"[6 [0 1] 2]", "malformed"},
      {"[7 1]", "malformed"},
      {"[8 1]", "malformed"},
      {"[9 2]", "malformed"},
      {"[9 [2 2] 0 1]", "malformed"},
      {"[10 0]", "malformed"},
      {"[10 6 0 1]", "malformed"},
      {"[10 [[6 6] 0 2] 0 1]", "malformed"},
      {"[11 1]", "malformed"},
      {"[12 1]", "malformed"},
      {"[13 0 1]", "malformed"},
      {"[14 0 1]", "malformed"},
      {"[256 0 1]", "malformed"},
      {"[9223372036854775807 0 1]", "malformed"},
      {"[18446744073709551616 0 1]", "malformed"},
  };
  Arena arena;
  for (const Case& c : cases) {
    CAPTURE(c.formula);
    CHECK(text_of(operation_of(read_text(arena, c.formula).noun)) == c.operation);
  }
}

TEST_CASE("every opcode is the number that formulas have") {
  for (uint64_t n = 0; n <= 12; ++n) CHECK(op(static_cast<Opcode>(n)) == Noun::direct(n));
  CHECK(op(Opcode::scry) == Noun::direct(12));
  CHECK(op(Opcode::kick) == Noun::direct(9));
}

TEST_CASE("only what is quoted where it stands is quoted") {
  Arena arena;
  const auto of = [&](const char* text) {
    const Noun inner = quoted(read_text(arena, text).noun);
    return inner.is_none() ? "none" : print_text(inner);
  };
  CHECK(of("[1 0 1]") == "[0 1]");
  CHECK(of("[1 0]") == "0");
  CHECK(of("[0 1]") == "none");
  CHECK(of("[7 [0 1] 1 5]") == "none");
  CHECK(of("[[1 0] 1 1]") == "none");
  CHECK(of("1") == "none");
}

TEST_CASE("a formula is from the place of its %spot") {
  Arena arena;
  const auto of = [&](const char* text) {
    const Noun place = spot_of(read_text(arena, text).noun);
    return place.is_none() ? "none" : print_text(place);
  };
  CHECK(of("[11 [%spot 1 [%a 0] [3 4] 3 9] 0 1]") == "[[97 0] [3 4] 3 9]");
  CHECK(of("[11 [%spot 0 1] 0 1]") == "none");
  CHECK(of("[11 %spot 0 1]") == "none");
  CHECK(of("[11 [%mean 1 0] 0 1]") == "none");
  CHECK(of("[0 1]") == "none");
}

TEST_CASE("a hint asks for what its tag says, if it has the clue for it") {
  struct Case {
    const char* hint;
    HintTag tag;
    bool ends_in_body;
  };
  const Case cases[] = {
      {"[11 [%mean 1 0] 0 1]", HintTag::trace, false},
      {"[11 [%spot 1 0] 0 1]", HintTag::trace, false},
      {"[11 [%hunk 1 0] 0 1]", HintTag::trace, false},
      {"[11 [%lose 1 0] 0 1]", HintTag::trace, false},
      {"[11 [%hand 1 0] 0 1]", HintTag::trace, false},
      {"[11 [%slog 1 0] 0 1]", HintTag::slog, true},
      {"[11 [%memo 1 0] 0 1]", HintTag::memo, false},
      {"[11 [%fast 1 0] 0 1]", HintTag::fast, false},
      {"[11 [%bout 1 0] 0 1]", HintTag::bout, false},
      {"[11 [%xray 1 0] 0 1]", HintTag::xray, false},
      {"[11 [%nobody 1 0] 0 1]", HintTag::other, true},
      {"[11 [0 1 0] 0 1]", HintTag::other, true},
      {"[11 [[1 2] 1 0] 0 1]", HintTag::malformed, false},

      {"[11 %mean 0 1]", HintTag::other, true},
      {"[11 %spot 0 1]", HintTag::other, true},
      {"[11 %hunk 0 1]", HintTag::other, true},
      {"[11 %lose 0 1]", HintTag::other, true},
      {"[11 %hand 0 1]", HintTag::other, true},
      {"[11 %slog 0 1]", HintTag::other, true},
      {"[11 %fast 0 1]", HintTag::other, true},
      {"[11 %memo 0 1]", HintTag::memo, false},
      {"[11 %bout 0 1]", HintTag::bout, false},
      {"[11 %xray 0 1]", HintTag::xray, false},
      {"[11 18446744073709551616 0 1]", HintTag::other, true},
  };
  Arena arena;
  for (const Case& c : cases) {
    CAPTURE(c.hint);
    const Operation o = operation_of(read_text(arena, c.hint).noun);
    REQUIRE(o.op == Opcode::hint);
    CHECK(hint_tag(o) == c.tag);
    CHECK(ends_in_body(hint_tag(o)) == c.ends_in_body);
  }
}

}  // namespace
}  // namespace galena
