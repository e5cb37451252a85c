#include "hoon/print/print.h"

#include <doctest/doctest.h>

#include "hoon/noun/stack.h"
#include "nock/base/check.h"
#include "nock/noun/arena.h"
#include "nock/noun/text.h"

using namespace galena;
using namespace galena::hoon;
using Lines = std::vector<std::string>;

namespace {

// Types in the notation of text nouns. `[%hold 'x' n]` stands for the type number n of `named`.
struct World {
  Arena arena;
  std::vector<Noun> named;
  Printer printer{arena, {[this](Noun hold) { return named[hold.tail().tail().direct_value()]; }, {}}};

  Noun noun(std::string_view text) { return read_text(arena, text).noun; }
  void name(std::string_view type) { named.push_back(noun(type)); }
  std::string type(std::string_view text) {
    const std::optional<Tank> tank = printer.draw_type(noun(text));
    return tank ? tank->flat() : "none";
  }
  std::string value(std::string_view type, std::string_view value) {
    const std::optional<Tank> tank = printer.draw_value(noun(type), noun(value));
    return tank ? tank->flat() : "none";
  }
};

// ?(%~ [i=@ud t=itself]) as a hold of `number`.
std::string list_of(std::string_view item, int number) {
  return "[%fork [%atom %n 0 0] 0 [%cell [%face %i " + std::string(item) + "] %face %t %hold 'x' " +
         std::to_string(number) + "] 0 0]";
}
std::string hold(int number) {
  return "[%hold 'x' " + std::to_string(number) + "]";
}

}  // namespace

TEST_CASE("types and values of them") {
  struct {
    const char* type;
    const char* type_text;
    const char* value;
    const char* text;
  } const cases[] = {
      {"%noun", "*", "[1 [2 3] 4]", "[1 [2 3] 4]"},
      {"%void", "#!", "1", "none"},
      {"[%atom %ud 0]", "@ud", "1.000", "1.000"},
      {"[%atom '' 0]", "@", "1.000", "1.000"},
      {"[%atom %t 0]", "@t", "'it\\'s'", "'it\\'s'"},
      {"[%atom 'tD' 0]", "@tD", "'a'", "'a'"},
      {"[%atom %tas 0]", "@tas", "0", "%$"},
      {"[%atom %tas 0]", "@tas", "%abc", "%abc"},
      {"[%atom %tas 0 %abc]", "%abc", "%abc", "%abc"},
      {"[%atom %tas 0 0]", "%", "0", "%$"},
      {"[%atom %n 0 0]", "%~", "0", "~"},
      {"[%atom %f 0 1]", "%.n", "1", "%.n"},
      {"[%atom %t 0 'b c']", "%~~b.c", "'b c'", "%'b c'"},
      {"[%atom %ux 0 16]", "%0x10", "17", "none"},
      {"[%cell [%atom %ud 0] %cell [%atom %ud 0] %noun]", "[@ud @ud *]", "[1 2 3 4]", "[1 2 [3 4]]"},
      {"[%cell [%atom %ud 0] %noun]", "[@ud *]", "1", "none"},
      {"[%face %a %atom %ud 0]", "a=@ud", "1", "a=1"},
      {"[%face [0 0] %atom %ud 0]", "@ud", "1", "1"},
      {"[%hint [%noun %know %mark] %atom %ud 0]", "#mark", "1", "1"},
      {"[%hint [%noun %know %me %a %b 0] %atom %ud 0]", "#me+/a/b", "1", "1"},
      {"[%hint [%noun %help 0] %atom %ud 0]", "@ud", "1", "1"},
      {"[%nonsense 1]", "none", "1", "none"},
      {"[%fork [%atom %n 0 0] 0 [%cell [%atom %n 0 0] %face %u %atom %ud 0] 0 0]", "u(@ud)", "[0 5]", "[~ 5]"},
      {"[%fork [%atom %n 0 0] 0 [%cell [%atom %n 0 0] %face %u %atom %ud 0] 0 0]", "u(@ud)", "0", "~"},
      {"[%fork [%atom %ud 0] 0 [%cell %noun %noun] 0 0]", "?(@ud [* *])", "[0 5]", "[0 5]"},
  };
  for (const auto& c : cases) {
    World world;
    INFO(std::string(c.type));
    CHECK(world.type(c.type) == c.type_text);
    CHECK(world.value(c.type, c.value) == c.text);
  }
}

TEST_CASE("lists, and texts, walls, wools and paths, which are lists") {
  struct {
    const char* item;
    const char* type_text;
    const char* value;
    const char* text;
  } const cases[] = {
      {"[%atom %ud 0]", "it(@ud)", "[1 2 3 0]", "~[1 2 3]"},
      {"[%atom %ud 0]", "it(@ud)", "0", "~"},
      {"[%atom %ud 0]", "it(@ud)", "[1 2]", "none"},
      {"[%atom 'tD' 0]", "\"\"", "['a' '\"' '{' '\\\\' 10 0]", "\"a\\\"\\{\\\\\\0a\""},
      {"[%atom 't' 0]", "*''", "['a' 'b' 0]", "<|a b|>"},
      {"[%atom 'ta' 0]", "/", "['a' 'b' 0]", "/a/b"},
      {"[%atom 'ta' 0]", "/", "[[1 2] 0]", "none"},
  };
  for (const auto& c : cases) {
    World world;
    world.name(list_of(c.item, 0));
    INFO(std::string(c.item) << " " << std::string(c.value));
    CHECK(world.type(hold(0)) == c.type_text);
    CHECK(world.value(hold(0), c.value) == c.text);
  }
  World world;
  world.name(list_of("[%atom 'tD' 0]", 0));
  world.name(list_of(hold(0), 1));
  CHECK(world.type(hold(1)) == "*\"\"");
  CHECK(world.value(hold(1), "[['a' 0] ['b' 'c' 0] 0]") == "<<\"a\" \"bc\">>");
}

TEST_CASE("trees print their nodes from left to right") {
  World world;
  world.name(
      "[%fork [%atom %n 0 0] 0 [%cell [%face %n %atom %ud 0] %cell [%face %l %hold 'x' 0] %face %r %hold 'x' 0] 0 0]");
  CHECK(world.type(hold(0)) == "nlr(@ud)");
  CHECK(world.value(hold(0), "[2 [1 0 0] [4 [3 0 0] 0]]") == "{1 2 3 4}");
  CHECK(world.value(hold(0), "0") == "{}");
  CHECK(world.value(hold(0), "5") == "none");
}

TEST_CASE("a type that contains itself has a number, defined where it is met first from the right") {
  World world;
  world.name("[%fork [%atom %ud 0] 0 [%cell [%hold 'x' 0] %hold 'x' 0] 0 0]");
  CHECK(world.type("[%cell " + hold(0) + " " + hold(0) + "]") == "[#1 ^#1.?(@ud [#1 #1])]");
  CHECK(world.value(hold(0), "[[1 2] 3]") == "[[1 2] 3]");
  world.name("[%hold 'x' 1]");
  CHECK(world.type(hold(1)) == "^#1.#1");
  CHECK(world.value(hold(1), "5") == "none");
}

TEST_CASE("types in messages are worded as people write them") {
  World world;
  world.name(list_of("[%atom 'tD' 0]", 0));
  world.name(list_of("[%atom %ud 0]", 1));
  world.name(list_of(hold(0), 2));
  world.name(list_of("[%atom %t 0]", 3));
  world.name(list_of("[%atom %ta 0]", 4));
  world.name(
      "[%fork [%atom %n 0 0] 0 [%cell [%face %n %cell [%face %p %atom %t 0] %face %q %atom %ud 0] [%cell "
      "[%face %l %hold 'x' 5] %face %r %hold 'x' 5]] 0 0]");
  world.name(
      "[%fork [%atom %n 0 0] 0 [%cell [%face %n %atom %ux 0] [%cell [%face %l %hold 'x' 6] %face %r %hold "
      "'x' 6]] 0 0]");
  const std::string unit = "[%fork [%atom %n 0 0] 0 [%cell [%atom %n 0 0] %face %u %atom %ud 0] 0 0]";
  const std::string flag = "[%fork [%atom %f 0 0] 0 [%atom %f 0 1] 0 0]";
  const std::pair<std::string, const char*> cases[] = {
      {hold(0), "tape"},
      {hold(1), "(list @ud)"},
      {hold(2), "wall"},
      {hold(3), "wain"},
      {hold(4), "path"},
      {hold(5), "(map @t @ud)"},
      {hold(6), "(tree @ux)"},
      {unit, "(unit @ud)"},
      {flag, "?"},
      {"[%atom %n 0 0]", "~"},
      {"%void", "!!"},
      {"[%cell [%face %a %atom %ud 0] " + hold(1) + "]", "[a=@ud (list @ud)]"},
  };
  Printer printer(world.arena, {[&](Noun of) { return world.named[of.tail().tail().direct_value()]; }, {}}, SIZE_MAX,
                  Wording::written);
  for (const auto& [type, text] : cases) {
    CAPTURE(type);
    const std::optional<Tank> tank = printer.draw_type(world.noun(type));
    REQUIRE(tank);
    CHECK(tank->flat() == text);
  }
}

TEST_CASE("a type mismatch that would fill memory is cut short") {
  World world;
  // Each type is a pair of the one before it: the text doubles.
  Noun type = world.noun("[%atom %ud 0]");
  for (int i = 0; i < 40; ++i) type = world.arena.tuple("cell"_n, type, type);
  Printer printer(world.arena, {}, 1000);
  const std::optional<Tank> tank = printer.draw_labelled_type("have", type);
  REQUIRE(tank);
  CHECK(tank->flat().size() < 5000);
  CHECK(tank->flat().starts_with("-have.["));
}

TEST_CASE("values that are long lists or deep nestings") {
  constexpr size_t kMany = kChecks ? 200'000 : 1'000'000;
  World world;
  world.name(list_of("[%atom %ud 0]", 0));
  Noun list;
  for (size_t i = 0; i < kMany; ++i) list = world.arena.cons(Noun::direct(7), list);
  CHECK(world.printer.value(world.noun(hold(0)), list).size() == kMany + 2);
  Noun left;
  for (size_t i = 0; i < kMany; ++i) left = world.arena.cons(left, Noun::direct(7));
  CHECK(world.printer.draw_value("noun"_n, left)->flat().size() > 4 * kMany);
  // The same by a type with a number, which is no list.
  world.name("[%fork [%atom %ud 0] 0 [%cell [%hold 'x' 1] %atom %ud 0] 0 0]");
  CHECK(world.printer.draw_value(world.noun(hold(1)), left)->flat().size() > 4 * kMany);
}

TEST_CASE("what cannot be drawn has lines all the same") {
  World world;
  CHECK(world.printer.type(world.noun("[%nonsense 1]")) == Lines{"#malformed"});
  CHECK(world.printer.value(world.noun("[%atom %ud 0]"), world.noun("[1 2]")) == Lines{"[1 2]"});
  CHECK(world.printer.type_tank(world.noun("[%nonsense 1]")).is_none());
  CHECK(world.printer.type_tank(world.noun("[%atom %ud 0]")) == world.noun("[%leaf '@' 'u' 'd' 0]"));
}
