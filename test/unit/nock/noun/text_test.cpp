#include "nock/noun/text.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "nock/noun/arena.h"
#include "nock/noun/equal.h"
#include "nock/noun/heap.h"
#include "nock/noun/measure.h"
#include "test/unit/nock/noun/random_noun.h"

namespace galena::test {
namespace {

TEST_CASE("what is read, as it is printed") {
  struct {
    std::string_view text, printed;
  } const cases[] = {
      {"0", "0"},
      {"  42\n", "42"},
      {"[1 2]", "[1 2]"},
      {"[1 [2 [3 4]]]", "[1 2 3 4]"},
      {"[1 2 [3 4] 5]", "[1 2 [3 4] 5]"},
      {"[[[1 2] 3] 4]", "[[[1 2] 3] 4]"},
      {" [ [ 1\t2 ]\r\n[ 3 4 ] ] ", "[[1 2] 3 4]"},
      {"[[1 2][3 4]]", "[[1 2] 3 4]"},
      {"[1[2 3]]", "[1 2 3]"},
      {"1.000", "1000"},
      {"12.345.678", "12345678"},
      {"9.223.372.036.854.775.807", "9223372036854775807"},
      {"9223372036854775808", "9223372036854775808"},
      {"18446744073709551615", "18446744073709551615"},
      {"18446744073709551616", "18446744073709551616"},
      {"340.282.366.920.938.463.463.374.607.431.768.211.456", "340282366920938463463374607431768211456"},
      {"0x0", "0"},
      {"0xdeadbeef", "3735928559"},
      {"0xdead.beef", "3735928559"},
      {"0xDEAD.BEEF", "3735928559"},
      {"0x1.0000.0000.0000.0000", "18446744073709551616"},
      {"0xffffffffffffffff", "18446744073709551615"},
      {"''", "0"},
      {"'a'", "97"},
      {"'abc'", "6513249"},
      {"'it\\'s'", "1931965545"},
      {"'\\\\'", "92"},
      {"'\\0a\\7F'", "32522"},
      {"'[1 2]'", "400272929115"},
      {"'twelve bytes'", "35713427670874569221966493556"},
      {"%foo", "7303014"},
      {"%a-1", "3222881"},
      {"%$", "0"},
      {"[%foo 'bar' 0x1f]", "[7303014 7496034 31]"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.text);
    Arena arena(size_t{1} << 20);
    Heap heap(size_t{1} << 20);
    const TextRead a = read_text(arena, c.text), h = read_text(heap, c.text);
    CHECK(a.fault == TextFault::none);
    REQUIRE(a.ok());
    REQUIRE(h.ok());
    CHECK(print_text(a.noun) == c.printed);
    CHECK(equal(a.noun, h.noun));
  }
}

TEST_CASE("what is refused, why, and where") {
  struct {
    std::string_view text;
    TextFault fault;
    size_t line, column;
  } const cases[] = {
      {"", TextFault::no_noun, 1, 1},
      {" \n ", TextFault::no_noun, 2, 2},
      {"[]", TextFault::empty_cell, 1, 2},
      {"[1 [ ]]", TextFault::empty_cell, 1, 6},
      {"[1]", TextFault::single_element, 1, 3},
      {"[[1 2]]", TextFault::single_element, 1, 7},
      {"[1 [2] 3]", TextFault::single_element, 1, 6},
      {"[1 2", TextFault::unclosed_cell, 1, 5},
      {"[[1 2]\n", TextFault::unclosed_cell, 2, 1},
      {"[", TextFault::unclosed_cell, 1, 2},
      {"]", TextFault::unopened_cell, 1, 1},
      {"[1 2]]", TextFault::unopened_cell, 1, 6},
      {"1 2", TextFault::trailing_text, 1, 3},
      {"[1 2] [3 4]", TextFault::trailing_text, 1, 7},
      {"[1 2]x", TextFault::trailing_text, 1, 6},
      {"[1\n  2 &]", TextFault::bad_character, 2, 5},
      {"12a", TextFault::bad_character, 1, 3},
      {"foo", TextFault::bad_character, 1, 1},
      {"-1", TextFault::bad_character, 1, 1},
      {"%", TextFault::bad_character, 1, 2},
      {"%Foo", TextFault::bad_character, 1, 2},
      {"%fOo", TextFault::bad_character, 1, 3},
      {"'a'b", TextFault::bad_character, 1, 4},
      {std::string_view("1\0", 2), TextFault::bad_character, 1, 2},
      {"\x80", TextFault::bad_character, 1, 1},
      {"01", TextFault::bad_number, 1, 1},
      {"[1 00]", TextFault::bad_number, 1, 4},
      {"1.00", TextFault::bad_number, 1, 5},
      {"1.0000", TextFault::bad_number, 1, 7},
      {"1000.000", TextFault::bad_number, 1, 5},
      {"1.", TextFault::bad_number, 1, 3},
      {"0x", TextFault::bad_number, 1, 3},
      {"0xg", TextFault::bad_number, 1, 3},
      {"0x1.000", TextFault::bad_number, 1, 8},
      {"'abc", TextFault::unterminated_cord, 1, 1},
      {"[1 'abc\n']", TextFault::unterminated_cord, 1, 4},
      {"'\\", TextFault::bad_escape, 1, 2},
      {"'\\x'", TextFault::bad_escape, 1, 2},
      {"'a\\q1'", TextFault::bad_escape, 1, 3},
  };
  for (const auto& c : cases) {
    CAPTURE(c.text);
    Arena arena(size_t{1} << 20);
    const TextRead read = read_text(arena, c.text);
    CHECK(read.noun.is_none());
    CHECK(describe(read.fault) == std::string(describe(c.fault)));
    CHECK(read.line == c.line);
    CHECK(read.column == c.column);
  }
}

TEST_CASE("random nouns print and come back") {
  Random random(6);
  for (int i = 0; i < 500; ++i) {
    Arena arena(size_t{1} << 24);
    const Noun noun = random_noun(arena, random, random.below(12));
    const std::string text = print_text(noun);
    const TextRead read = read_text(arena, text);
    REQUIRE(read.ok());
    CHECK(read.noun == noun);
  }
}

TEST_CASE("brackets without end are refused at no cost") {
  Arena arena(size_t{1} << 16);
  const TextRead read = read_text(arena, std::string(size_t{100} << 20, '['));
  CHECK(read.fault == TextFault::unclosed_cell);
  CHECK(read.column == (size_t{100} << 20) + 1);
  CHECK(arena.bytes_used() < 100);
}

TEST_CASE("long and deep nouns print and come back") {
  Heap heap(size_t{3} << 30);
  for (const Noun noun : {long_list(heap, kMany), left_tree(heap, kMany)}) {
    const std::string text = print_text(noun);
    const TextRead read = read_text(heap, text);
    REQUIRE(read.ok());
    CHECK(equal(read.noun, noun));
  }
}

TEST_CASE("large decimals") {
  Heap heap(size_t{1} << 26);
  const std::string digits = "1" + std::string(2000000, '7');
  const TextRead read = read_text(heap, digits);
  REQUIRE(read.ok());
  CHECK(print_text(read.noun) == digits);
  // Powers of ten and their neighbours: the estimate of how many digits there are is sometimes one too many.
  for (size_t zeros = 1; zeros < 200; ++zeros) {
    for (const std::string& text : {"1" + std::string(zeros, '0'), std::string(zeros, '9')}) {
      CHECK(print_text(read_text(heap, text).noun) == text);
    }
  }
}

TEST_CASE("printing in pieces, until told to stop") {
  Heap heap(size_t{1} << 28);
  struct Sink {
    std::string text;
    size_t pieces = 0, wanted;
  };
  const auto write = [](void* context, std::string_view piece) {
    auto* sink = static_cast<Sink*>(context);
    sink->text += piece;
    return ++sink->pieces < sink->wanted;
  };
  const Noun list = long_list(heap, 100000);
  Sink all{{}, 0, SIZE_MAX};
  print_text(list, write, &all);
  CHECK(all.text == print_text(list));
  CHECK(all.pieces > 5);

  Sink few{{}, 0, 3};
  print_text(doubling(heap, 1000, Noun::direct(1)), write, &few);
  CHECK(few.pieces == 3);
  CHECK(few.text.size() < 300000);
}

TEST_CASE("every fault has words") {
  for (int i = 0; i <= static_cast<int>(TextFault::unterminated_cord); ++i) {
    CHECK(std::string_view(describe(static_cast<TextFault>(i))) != "unknown fault");
  }
}

TEST_CASE("a noun of a few cells that stands for a tree beyond all memory is printed in part, and measured") {
  Heap heap(size_t{16} << 20);
  for (const int depth : {30, 60, 100}) {
    Noun shared = Noun::direct(7);
    for (int i = 0; i < depth; ++i) shared = heap.cons(shared, shared);
    const std::string text = print_text(shared, 1000);
    CHECK(text.size() < 2000);
    CHECK(text.starts_with("[[["));
    CHECK(text.ends_with(" ..."));
    const Measure size = measure(shared);
    CHECK(size.depth == static_cast<uint64_t>(depth));
    CHECK(size.distinct_cells == static_cast<uint64_t>(depth));
    CHECK(size.cells == (depth < 64 ? (uint64_t{1} << depth) - 1 : UINT64_MAX));
  }
  CHECK(print_text(read_text(heap, "[1 2 3]").noun, 1000) == "[1 2 3]");
  CHECK(outline(read_text(heap, "[1 [2 [3 [4 [5 6] 7] 8] 9] 10]").noun) == "[1 [2 [3 [4 ... 7] 8] 9] 10]");
  CHECK(outline(read_text(heap, "[1 2 3 4 5 6 7 8 9 10]").noun) == "[1 2 3 4 5 6 7 8 ...]");
}

TEST_CASE("an atom of megabytes is printed in hexadecimal, and read back") {
  Heap heap(size_t{256} << 20);
  std::vector<uint8_t> bytes((size_t{3} << 20) + 5, 0xa7);
  const Noun atom = heap.atom_bytes(bytes);
  CHECK(is_very_large(atom));
  const std::string text = print_text(heap.cons(Noun::direct(1), atom));
  CHECK(text.starts_with("[1 0xa7a7"));
  CHECK(equal(read_text(heap, text).noun, heap.cons(Noun::direct(1), atom)));
  std::string small;
  append_hexadecimal(small, Noun::direct(0x1f));
  CHECK(small == "0x1f");
}

}  // namespace
}  // namespace galena::test
