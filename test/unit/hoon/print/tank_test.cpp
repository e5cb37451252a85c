#include "hoon/print/tank.h"

#include <doctest/doctest.h>

#include "hoon/print/show.h"
#include "nock/base/check.h"
#include "nock/noun/arena.h"
#include "nock/noun/text.h"

using namespace galena;
using namespace galena::hoon;
using Lines = std::vector<std::string>;

namespace {

const Punctuation kTuple = Punctuation::rose(" ", "[", "]");
const Punctuation kPalm = {true, "|", "(", "!", ")"};

Tank branch(const Punctuation& punctuation, std::initializer_list<const char*> leaves) {
  Tank tank;
  const size_t handle = tank.open(punctuation);
  for (const char* text : leaves) tank.leaf(text);
  tank.close(handle);
  return tank;
}

}  // namespace

TEST_CASE("what fits is one line") {
  CHECK(branch(kTuple, {"a", "b"}).lines(5) == Lines{"[a b]"});
  CHECK(branch(kPalm, {"a", "b"}).lines(7) == Lines{"(!a|b)"});
  CHECK(branch(kTuple, {}).lines(2) == Lines{"[]"});
  CHECK(branch(kTuple, {"a", "b"}).lines(8, 3) == Lines{"   [a b]"});
}

TEST_CASE("a rose that does not fit has one item a line, the first beside its opener") {
  CHECK(branch(kTuple, {"aaa", "bbb"}).lines(6) == Lines{"[ aaa", "  bbb", "]"});
  CHECK(branch(Punctuation::rose(" ", "", ""), {"aaa", "bbb"}).lines(6) == Lines{"  aaa", "  bbb"});
  // An opener that is as long as the indentation stands alone.
  CHECK(branch(Punctuation::rose(" ", "~[", "]"), {"aaa", "bbb"}).lines(6) == Lines{"~[", "  aaa", "  bbb", "]"});
}

TEST_CASE("deep indentation starts again at the left") {
  CHECK(branch(kTuple, {"aaaaaa"}).lines(6, 4) == Lines{"    [", "  aaaaaa", "    ]"});
}

TEST_CASE("a palm that does not fit is a staircase") {
  CHECK(branch(kPalm, {"aaa", "bbb", "ccc"}).lines(6) == Lines{"(   aaa", "  bbb", "ccc"});
  CHECK(branch(kPalm, {"aaaaaa"}).lines(6) == Lines{"  (", "aaaaaa"});
  CHECK(branch({true, "", "((((((", "", ")"}, {}).lines(6) == Lines{"(((((("});
}

TEST_CASE("the reference fails where there is no room at all") {
  CHECK_FALSE(branch(kTuple, {"aaa"}).strict_lines(3, 4));
  CHECK_FALSE(branch(kTuple, {"aaa"}).strict_lines(2));
  CHECK(branch(kTuple, {"aaa"}).lines(2) == Lines{"[", "aaa", "]"});
}

TEST_CASE("tanks as nouns") {
  Arena arena;
  const char* const sound[] = {
      "'cord'",
      "[%leaf 'a' 'b' 0]",
      "[%rose [[' ' 0] ['[' 0] [']' 0]] [%leaf 'a' 0] 'b' 0]",
      "[%palm [['=' 0] 0 0 0] [%leaf 'a' 0] [%rose [0 0 0] 0] 0]",
  };
  for (const char* text : sound) {
    const Noun noun = read_text(arena, text).noun;
    const std::optional<Tank> tank = Tank::from_noun(noun);
    REQUIRE(tank);
    CHECK(tank->to_noun(arena) == noun);
  }
  for (const char* text : {"[1 2]", "[%leaf 'a']", "[%leaf [1 2] 0]", "[%rose 0 0]", "[%rose [0 0 0] 'a']"}) {
    CHECK_FALSE(Tank::from_noun(read_text(arena, text).noun));
  }
  CHECK(render_tank(read_text(arena, "[%palm [['=' 0] 0 0 0] 'a' 'b' 0]").noun, 80) == Lines{"a=b"});
}

TEST_CASE("a branch that is built backwards") {
  Tank tank;
  const size_t outer = tank.position();
  tank.leaf("d");
  const size_t inner = tank.position();
  tank.leaf("c");
  tank.leaf("b");
  tank.end_backwards(inner, kTuple);
  tank.leaf("a");
  tank.end_backwards(outer, kTuple);
  tank.turn(outer);
  CHECK(tank.flat() == "[a [b c] d]");
}

TEST_CASE("a long list and a deep nesting") {
  constexpr size_t kMany = kChecks ? 200'000 : 1'000'000;
  Tank list;
  const size_t handle = list.open(kTuple);
  for (size_t i = 0; i < kMany; ++i) list.leaf("x");
  list.close(handle);
  CHECK(list.lines(80).size() == kMany + 1);

  Tank nested;
  std::vector<size_t> handles;
  for (size_t i = 0; i < kMany; ++i) handles.push_back(nested.open(kTuple));
  nested.leaf("x");
  for (size_t i = handles.size(); i-- > 0;) nested.close(handles[i]);
  CHECK(nested.flat().size() == 2 * kMany + 1);
  CHECK(nested.lines(80).size() > kMany);
  Arena arena;
  CHECK(Tank::from_noun(nested.to_noun(arena))->flat().size() == 2 * kMany + 1);
}

TEST_CASE("messages") {
  struct {
    const char* message;
    const char* text;
  } const cases[] = {
      {"%term", "term"},
      {"'it\\'s'", "it\\0x27/s"},
      {"[0 'a' 'b' 0]", "'ab'"},
      {"[%a 'x']", "x"},
      {"[%b 5]", "0b101"},
      {"[%b 50]", "0b11-0010"},
      {"[%d 1 2.000]", "[1 2,000]"},
      {"[%x 65.537]", "0x1-0001"},
      {"[%v 65.537]", "0vQAB"},
      {"[%t 'a\\'b']", "'a\\0x27/b'"},
      {"[%q 'ab']", "%ab"},
      {"[%q 65.536]", "0x1-0000"},
      {"[%q 300]", "300"},
      {"[%p 0]", "-~"},
      {"[%p 1]", "-mar"},
      {"[%h 'a' 'b' 0]", "/a/b"},
      {"[%l %a [0 1] [0 6] [1 2 0 'b'] [1 0 0] 0 0]", "a...+6.^^b.,.$"},
      {"[[%c %find] %l %a 0]", "-find.a"},
      {"[%r 'a' 'b' 0]", "{a b}"},
      {"[[%r '<>'] 'a' 'b' 0]", "<a b>"},
      {"[[%r ', ' '<' '>'] 'a' 'b' 0]", "<a, b>"},
      {"[%z 'a' 'b' 0]", "ab"},
      {"[[%m '<%d %t %x>'] 1 'a' 0]", "<1 'a' \\#>"},
      {"[%o ['a' 'b' 0] [1 2] [3 4.000]]", "/a/b::[1 2].[3 4,000]>"},
      {"[%k %leaf 'a' 0]", "a"},
  };
  for (const auto& c : cases) {
    Arena arena;
    const std::optional<Tank> tank = show(read_text(arena, c.message).noun);
    INFO(c.message);
    REQUIRE(tank);
    CHECK(tank->flat() == c.text);
  }
  Arena arena;
  CHECK_FALSE(show(read_text(arena, "[%nothing 1]").noun));
}

TEST_CASE("a tank noun that stands for more than memory is shown in part") {
  Arena arena(size_t{64} << 20);
  const auto noun = [&](const char* text) { return read_text(arena, text).noun; };
  const Noun rose = noun("[[32 0] [91 0] [93 0]]"), palm = noun("[[124 0] [40 0] [33 0] [41 0]]");
  const auto doubled = [&](Noun kind, Noun punctuation, Noun leaf) {
    Noun tank = leaf;
    for (int i = 0; i < 60; ++i) tank = arena.tuple(kind, punctuation, tank, tank, kNull);
    return tank;
  };
  const Noun wide = arena.atom_bytes(std::vector<uint8_t>(1000, 'a'));
  Noun texts;  // a thousand times a text of a megabyte
  const Noun megabyte = arena.atom_bytes(std::vector<uint8_t>(1 << 20, 'a'));
  for (int i = 0; i < 1000; ++i) texts = arena.cons(megabyte, texts);
  for (const Noun tank : {
           doubled("rose"_n, rose, noun("[%leaf 97 0]")),
           doubled("rose"_n, rose, wide),
           doubled("palm"_n, palm, noun("'a'")),
           arena.cons("leaf"_n, texts),
           arena.tuple("rose"_n, rose, texts),
       }) {
    const Lines lines = render_tank(tank, 80);
    size_t size = 0;
    bool says_so = false;
    for (const std::string& line : lines) {
      size += line.size() + 1;
      says_so = says_so || line.find("...") != std::string::npos;
    }
    CHECK(says_so);
    CHECK(size < (size_t{256} << 20));
  }
  // What is only long is shown whole.
  Noun items;
  for (int i = 0; i < 10'000; ++i) items = arena.cons(noun("'ab'"), items);
  const Lines lines = render_tank(arena.tuple("rose"_n, rose, items), 80);
  CHECK(lines.size() == 10'001);  // the opener stands in the first item's line
}
