// What could stand at the place of a syntax error, and what is open there.
#include "hoon/parse/expected.h"

#include <doctest/doctest.h>

#include <string>

#include "hoon/parse/parser.h"
#include "nock/noun/arena.h"

using namespace galena;
using namespace galena::hoon;

namespace {

std::string text_of(const Expected& expected) {
  std::string text = std::to_string(expected.at.line) + ":" + std::to_string(expected.at.column);
  for (const Wanted wanted : expected.wanted) text += " | " + std::string(words_of(wanted));
  for (const OpenForm& form : expected.open) {
    text += " | " + form.glyphs + " " + std::to_string(form.at.line) + ":" + std::to_string(form.at.column);
    if (form.takes != 0) text += " " + std::to_string(form.parts) + "/" + std::to_string(form.takes);
    if (!form.close.empty()) text += " " + form.close;
  }
  return text;
}

struct Case {
  const char* source;
  const char* expected;
};

}  // namespace

TEST_CASE("what could stand where a text goes wrong is what the parser tried there") {
  const Case cases[] = {
      {"(add 1 2", "1:9 | a space and another part | what closes the form that is open | ( 1:1 )"},
      {"[1 [2", "1:6 | a space and another part | what closes the form that is open | [ 1:1 ] | [ 1:4 ]"},
      {"'abc", "1:5 | what closes the form that is open | ' 1:1 '"},
      {"|%\n++  a  1\n", "3:1 | an arm (`++` or `+$`) | what closes the form that is open | |% 1:1 --"},
      {"?:  &  1", "1:9 | a gap (two spaces or a new line) | ?: 1:1 2/3"},
      {"=/  x  (add 1", "1:14 | a space and another part | what closes the form that is open | =/ 1:1 1/3 | ( 1:8 )"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.source);
    Arena arena(size_t{1} << 26);
    const Expected expected = expected_in(arena, c.source, std::nullopt);
    CHECK(text_of(expected) == c.expected);
    // The place is the parser's.
    const ParseResult parsed = parse(arena, c.source);
    CHECK(parsed.ast.is_none());
    CHECK(expected.farthest == Place{parsed.line, parsed.column});
  }
}

TEST_CASE("the line of an import that is not complete is open") {
  for (const char* const source : {"/+  foo,", "/=  x", "/-  *foo, 1"}) {
    CAPTURE(source);
    Arena arena(size_t{1} << 26);
    const Expected expected = expected_in(arena, source, Builder::desk);
    CHECK(expected.farthest > Place{1, 3});
  }
}

TEST_CASE("a text that nests deeply is explained in time that grows with it") {
  Arena arena(size_t{1} << 30);
  const std::string source = std::string(20000, '(') + "add 1";
  const Expected expected = expected_in(arena, source, std::nullopt);
  CHECK(expected.open.size() == 20000);
}
