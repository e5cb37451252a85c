#include "hoon/noun/kelvin.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "hoon/aura/literal.h"
#include "hoon/aura/scot.h"
#include "hoon/noun/tome.h"
#include "hoon/parse/parser.h"
#include "nock/noun/text.h"

using namespace galena;
using namespace galena::hoon;

namespace {

uint64_t number(std::optional<Kelvin> kelvin) {
  return kelvin ? kelvin->number() : 0;
}

}  // namespace

TEST_CASE("a kelvin has what came with it and before") {
  CHECK_FALSE(Kelvin().has(Difference::filtered_bunt));
  CHECK(Kelvin::of(137)->has(Difference::filtered_bunt));
  CHECK(Kelvin::of(135)->has(Difference::filtered_bunt));
  CHECK_FALSE(Kelvin::of(137)->has(Difference::absent_first));
  CHECK(has_docs(*Kelvin::of(136)));
  CHECK_FALSE(has_docs(*Kelvin::of(135)));
  CHECK_FALSE(Kelvin::of(139));
  CHECK_FALSE(Kelvin::of(134));
}

TEST_CASE("a source says its kelvin, and a desk that of its kernel") {
  CHECK(number(Kelvin::of_source("=>  %138\n~")) == 138);
  CHECK(number(Kelvin::of_source("::\n::::  /sys/hoon\n  ::\n=<  ride\n=>  %136  =>\n~")) == 136);
  CHECK(number(Kelvin::of_source("::\n!:\n=<  ride\n=>  %135  =>\n")) == 135);
  for (const char* text : {"", "~", "::", "=>  %13", "=>  138", "=>  %139\n", "=<  ", "!:", "=>  ..zuse\n=>  %138"}) {
    CAPTURE(text);
    CHECK(number(Kelvin::of_source(text)) == 0);
  }
  CHECK(number(Kelvin::of_desk("[%zuse 409]\n")) == 136);
  CHECK(number(Kelvin::of_desk("[%zuse 413]\n[%zuse 411]\n[%zuse 410]")) == 137);
  CHECK(number(Kelvin::of_desk("[%zuse 500]")) == 0);
  CHECK(number(Kelvin::of_desk("")) == 0);
}

TEST_CASE("dates are written and read as their kelvin has them") {
  Arena arena;
  const Kelvin padded = *Kelvin::of(135), plain = *Kelvin::of(136);
  const Noun date = read_atom(arena, "da", "~2026.1.9", plain);
  REQUIRE(!date.is_none());
  CHECK(scot("da"_n, date, plain) == "~2026.1.9");
  CHECK(scot("da"_n, date, padded) == "~2026.01.09");
  CHECK(read_atom(arena, "da", "~2026.01.09", padded) == date);
  CHECK(read_atom(arena, "da", "~2026.1.9", padded) == date);
  for (const char* text : {"~2026.01.9", "~2026.1.09"}) CHECK(read_atom(arena, "da", text, plain).is_none());
  for (const char* text : {"~2026.00.9", "~2026.1.00", "~2026.001.9", "~2026.1.009", "~2026.010.9"}) {
    CAPTURE(text);
    CHECK(read_atom(arena, "da", text, padded).is_none());
  }
}

TEST_CASE("a block of text is what stands up to the line that closes it") {
  struct Case {
    const char* source;
    const char* ast;  // empty: refused by 135
  };
  constexpr Case kCases[] = {
      {"'''\nab\n'''", "[%sand %t 25185]"},
      {"  '''\n  ab\n  '''", "[%sand %t 25185]"},
      {"'''  ::  of two\nab\n'''", "[%sand %t 25185]"},
      {"'''\n\n'''", "[%sand %t 0]"},
      {"'''\n'''", ""},
      {"'''\nab'''", ""},
      {"  '''\n ab\n  '''", ""},
      {"\"\"\"\na\n\"\"\"", "[%knit 97 0]"},
      {"\"\"\"\na{1\n\"\"\"", ""},
      {"!:\n\"\"\"\n{1}\n\"\"\"", "[%dbug [0 [2 1] 4 4] %knit [0 %cltr [%dbug [0 [2 2] 2 3] %sand %ud 1] 0] 0]"},
  };
  for (const Case& c : kCases) {
    CAPTURE(c.source);
    Arena arena;
    const Noun ast = parse(arena, c.source, {.kelvin = *Kelvin::of(135)}).ast;
    REQUIRE(ast.is_none() == std::string_view(c.ast).empty());
    if (!ast.is_none()) CHECK(print_text(ast) == print_text(read_text(arena, c.ast).noun));
  }
}

TEST_CASE("each difference between kelvins is asked for where its row says, and nowhere else") {
  namespace fs = std::filesystem;
  const fs::path root = fs::path(GALENA_GOLDEN).parent_path().parent_path();
  for (const DifferenceRow& row : all_differences()) {
    CAPTURE(row.name);
    std::string asking;
    for (const auto& entry : fs::recursive_directory_iterator(root / "hoon")) {
      const std::string extension = entry.path().extension().string();
      if (extension != ".cpp" && extension != ".h") continue;
      std::ifstream file(entry.path(), std::ios::binary);
      const std::string text{std::istreambuf_iterator<char>(file), {}};
      if (text.find("has(Difference::" + std::string(row.name) + ")") == text.npos) continue;
      asking += entry.path().lexically_relative(root).string();
    }
    CHECK(asking == row.asked_in);
  }
}
