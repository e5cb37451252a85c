#include "nock/jit/choices.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "nock/jit/program.h"
#include "nock/noun/mug.h"
#include "test/unit/machine_fixture.h"

namespace galena::jit {
namespace {

TEST_CASE("choices fit a subject that has what they have guards of") {
  TextMachine m;
  const Noun subject = m.read("[[1 2] 3 4 5]");
  const auto hash = [&](const char* text) { return mug(m.read(text)); };
  CHECK(fit({}, subject));
  CHECK(fit({{{1, mug(subject)}}, {}}, subject));
  CHECK(fit({{{2, hash("[1 2]")}, {7, hash("[4 5]")}}, {}}, subject));
  CHECK_FALSE(fit({{{7, hash("[4 5]")}, {2, hash("[1 2]")}}, {}}, subject));  // not by axis
  CHECK_FALSE(fit({{{2, hash("[1 2]")}, {2, hash("[1 2]")}}, {}}, subject));
  CHECK_FALSE(fit({{{2, hash("[1 3]")}}, {}}, subject));
  CHECK_FALSE(fit({{{4, hash("1")}}, {}}, subject));  // an atom
  CHECK_FALSE(fit({{{1000, 1}}, {}}, subject));
  CHECK_FALSE(fit({{{0, 1}}, {}}, subject));
}

TEST_CASE("choices come back from their bytes, and other bytes are choices that fit nothing") {
  TextMachine m;
  const Noun subject = m.read("[[1 2] 3 4 5]");
  const Choices none, choices{{{1, mug(subject)}, {3, mug(m.read("[3 4 5]"))}}, {0, 1, 2, 3, 100, 128, 255}},
      far{{{1, 7}, {300, 0x7fffffff}, {uint64_t{1} << 62, 1}}, {}};
  for (const Choices& c : {none, choices, far}) CHECK(parse_choices(serialise(c)) == c);
  CHECK(fit(choices, subject));

  const std::vector<uint8_t> bytes = serialise(choices);
  for (size_t length = 0; length < bytes.size(); ++length) {
    CAPTURE(length);
    CHECK_FALSE(fit(parse_choices(std::span(bytes).first(length)), subject));
  }
  std::vector<uint8_t> longer = bytes;
  longer.push_back(0);
  CHECK_FALSE(fit(parse_choices(longer), subject));
  CHECK_FALSE(fit(parse_choices(std::vector<uint8_t>(100, 0xff)), subject));
  CHECK_FALSE(fit(parse_choices(std::vector<uint8_t>{0, 1, 0x80, 2}), subject));  // no byte
  CHECK_FALSE(fit(parse_choices(std::vector<uint8_t>{0x80, 0, 0}), subject));     // not as it is written
  CHECK_FALSE(fit(parse_choices(std::vector<uint8_t>{1, 1, 255, 255, 255, 255, 31, 0}), subject));  // no mug
  CHECK_FALSE(
      fit(parse_choices(std::vector<uint8_t>{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, 1, 1}), subject));
}

// What is asked of a log in a round, and what it answers where there is nothing to repeat: shapes of the second kind.
struct Fixture {
  TextMachine m;
  Program program{m.machine.heap()};
  Shapes shapes{program};
  const Noun* const first = program.constant(m.read("[0 1]"));
  const Noun* const second = program.constant(m.read("[0 2]"));
  const Shape* const wanted =
      shapes.pair(shapes.constant(m.read("[[1 2] 3 4]")), shapes.pair(shapes.dynamic(), shapes.dynamic()));
  const Shape* const less =
      shapes.pair(shapes.pair(shapes.constant(m.read("[1 2]")), shapes.dynamic()), shapes.dynamic());
  ChoiceLog log;

  const Shape* ask(const Noun* formula, const Shape* answer) {
    return log.shape(formula, wanted, shapes, [&] { return answer; });
  }
};

TEST_CASE("a round that is given the choices of another makes the same, whatever it would choose by itself") {
  Fixture f;
  f.log.begin(nullptr);
  CHECK(f.ask(f.first, f.less) == f.less);
  CHECK(f.log.byte(f.first, [] { return uint8_t{5}; }) == 5);
  CHECK(f.ask(f.second, nullptr) == nullptr);
  CHECK_FALSE(f.log.has_repeated_all());
  const Choices choices{{}, f.log.take()};

  f.log.begin(&choices);
  const Shape* const again = f.ask(f.first, nullptr);
  REQUIRE(again != nullptr);
  CHECK(key_of(again) == key_of(f.less));
  CHECK(f.log.byte(f.first, [] { return uint8_t{6}; }) == 5);
  CHECK_FALSE(f.log.has_repeated_all());
  CHECK(f.ask(f.second, f.less) == nullptr);
  CHECK(f.log.has_repeated_all());
  CHECK(f.log.take() == choices.made);
}

TEST_CASE("once something else is asked, or more, nothing is repeated any more") {
  Fixture f;
  f.log.begin(nullptr);
  f.log.byte(f.first, [] { return uint8_t{5}; });
  f.log.byte(f.first, [] { return uint8_t{6}; });
  const Choices choices{{}, f.log.take()};

  f.log.begin(&choices);
  CHECK(f.log.byte(f.second, [] { return uint8_t{7}; }) == 7);
  CHECK(f.log.byte(f.first, [] { return uint8_t{8}; }) == 8);
  CHECK_FALSE(f.log.has_repeated_all());

  f.log.begin(&choices);
  CHECK(f.log.byte(f.first, [] { return uint8_t{7}; }) == 5);
  CHECK(f.log.byte(f.first, [] { return uint8_t{7}; }) == 6);
  CHECK(f.log.has_repeated_all());
  CHECK(f.log.byte(f.first, [] { return uint8_t{7}; }) == 7);
  CHECK_FALSE(f.log.has_repeated_all());
}

TEST_CASE("a shape that does not fit what is wanted is not repeated") {
  Fixture f;
  f.log.begin(nullptr);
  f.ask(f.first, nullptr);
  const uint8_t about = f.log.take().front();
  const auto repeats = [&](std::vector<uint8_t> made) {
    made.insert(made.begin(), about);
    const Choices choices{{}, made};
    f.log.begin(&choices);
    const bool repeated = f.ask(f.first, f.less) != f.less;
    CHECK(f.log.has_repeated_all() == repeated);
    return repeated;
  };
  // Wanted is a pair of the constant [[1 2] 3 4] and a pair of leaves. 0: a leaf; 1: a constant; 2: a pair, then its
  // halves; 3: what is wanted.
  CHECK(repeats({3}));
  CHECK(repeats({0}));
  CHECK(repeats({2, 1, 0}));
  CHECK(repeats({2, 2, 1, 1, 2, 0, 0}));
  CHECK_FALSE(repeats({}));
  CHECK_FALSE(repeats({1}));
  CHECK_FALSE(repeats({2}));
  CHECK_FALSE(repeats({2, 1}));
  CHECK_FALSE(repeats({2, 1, 1}));
  CHECK_FALSE(repeats({2, 1, 2, 2, 0, 0, 0}));
  CHECK_FALSE(repeats({2, 3, 0}));
  CHECK_FALSE(repeats({4}));
  CHECK_FALSE(repeats({255}));
}

}  // namespace
}  // namespace galena::jit
