#include "nock/jit/shape.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "nock/jit/program.h"
#include "nock/noun/text.h"
#include "test/unit/machine_fixture.h"

namespace galena::jit {
namespace {

// Shapes in text: `.` is a leaf, `(noun)` a constant, `[left right]` a pair.
struct Fixture {
  TextMachine m;
  Program program{m.machine.heap()};
  Shapes shapes{program};

  const Shape* read(std::string_view text) {
    const Shape* const shape = part(text);
    REQUIRE(text.empty());
    return shape;
  }
  static std::string print(const Shape* shape) {
    switch (shape->kind) {
      case Shape::Kind::dynamic:
        return ".";
      case Shape::Kind::constant:
        return "(" + print_text(*shape->constant) + ")";
      case Shape::Kind::pair:
        return "[" + print(shape->left) + " " + print(shape->right) + "]";
    }
    return "?";
  }

 private:
  const Shape* part(std::string_view& text) {
    const char first = text.front();
    text.remove_prefix(1);
    if (first == '.') return shapes.dynamic();
    if (first == '(') {
      const size_t end = text.find(')');
      const Shape* const shape = shapes.constant(m.read(std::string(text.substr(0, end))));
      text.remove_prefix(end + 1);
      return shape;
    }
    const Shape* const left = part(text);
    text.remove_prefix(1);
    const Shape* const right = part(text);
    text.remove_prefix(1);
    return shapes.pair(left, right);
  }
};

TEST_CASE("what two shapes have in common is a shape that both fit") {
  struct Case {
    const char *a, *b, *generalised, *refined;
  };
  const Case cases[] = {
      {".", ".", ".", "."},
      {".", "([1 2])", ".", "."},
      {".", "[. .]", ".", "[. .]"},
      {"[. .]", ".", ".", "."},
      {"([1 2])", "([1 2])", "([1 2])", "([1 2])"},
      // Of two constants the equal halves that are cells stay known.
      {"([[1 2] 3])", "([[1 2] 4])", "[([1 2]) .]", "[([1 2]) .]"},
      {"([3 1 2])", "([4 1 2])", "[. ([1 2])]", "[. ([1 2])]"},
      {"([1 2])", "([3 4])", ".", "."},
      {"([1 2])", "([1 4])", "[. .]", "[. .]"},
      {"[([1 2]) .]", "([[1 2] 3 4])", "[([1 2]) .]", "[([1 2]) .]"},
      {"([[1 2] 3 4])", "[([1 2]) .]", "[([1 2]) .]", "[([1 2]) .]"},
      {"[([1 2]) .]", "[([1 2]) [. .]]", "[([1 2]) .]", "[([1 2]) [. .]]"},
      {"[([1 2]) [. .]]", "[([1 2]) .]", "[([1 2]) .]", "[([1 2]) .]"},
      {"[([1 2]) .]", "[([3 4]) .]", "[. .]", "[. .]"},
      {".", "[([1 2]) [. .]]", ".", "[. [. .]]"},
  };
  Fixture f;
  for (const Case& c : cases) {
    CAPTURE(c.a);
    CAPTURE(c.b);
    CHECK(f.print(f.shapes.generalise(f.read(c.a), f.read(c.b))) == c.generalised);
    CHECK(f.print(f.shapes.refine(f.read(c.a), f.read(c.b))) == c.refined);
  }
}

TEST_CASE("a shape covers what it can be called with and loses no code of") {
  struct Case {
    const char *general, *special;
    bool covers;
  };
  const Case cases[] = {
      {".", ".", true},
      {".", "[. .]", true},
      {".", "([1 2])", false},
      {".", "[. ([1 2])]", false},
      {"([1 2])", "([1 2])", true},
      {"([1 2])", "([1 3])", false},
      {"([1 2])", ".", false},
      {"([[1 2] 3])", "[([1 2]) .]", false},
      {"[. .]", ".", false},
      {"[. .]", "[[. .] .]", true},
      {"[([1 2]) .]", "[([1 2]) [. .]]", true},
      {"[([1 2]) .]", "([[1 2] 3])", true},
      {"[([1 2]) .]", "([[1 2] 3 4])", false},
      {"[([1 2]) .]", "[([1 2]) ([3 4])]", false},
  };
  Fixture f;
  for (const Case& c : cases) {
    CAPTURE(c.general);
    CAPTURE(c.special);
    CHECK(f.shapes.covers(f.read(c.general), f.read(c.special)) == c.covers);
  }
}

TEST_CASE("a shape is cut down to its code, or to its batteries and contexts") {
  struct Case {
    const char *shape, *code_only, *spine;
  };
  const Case cases[] = {
      {".", ".", "."},
      {"([1 2])", "([1 2])", "([1 2])"},
      {"[. .]", ".", "."},
      {"[[. .] [. .]]", ".", "."},
      {"[([1 2]) [[. .] ([3 4])]]", "[([1 2]) [. ([3 4])]]", "[([1 2]) [. ([3 4])]]"},
      {"[([1 2]) [[([5 6]) .] ([3 4])]]", "[([1 2]) [[([5 6]) .] ([3 4])]]", "[([1 2]) [. ([3 4])]]"},
      {"[[([1 2]) .] .]", "[[([1 2]) .] .]", "."},
  };
  Fixture f;
  for (const Case& c : cases) {
    CAPTURE(c.shape);
    CHECK(f.print(f.shapes.code_only(f.read(c.shape))) == c.code_only);
    CHECK(f.print(f.shapes.spine(f.read(c.shape))) == c.spine);
  }
}

TEST_CASE("shapes that say the same have the same key, and others have not") {
  Fixture f;
  const char* const texts[] = {".",           "([1 2])",     "([1 3])",   "[. .]",
                               "[. ([1 2])]", "[([1 2]) .]", "[[. .] .]", "[. [. .]]"};
  for (const char* a : texts) {
    for (const char* b : texts) {
      CAPTURE(a);
      CAPTURE(b);
      CHECK((key_of(f.read(a)) == key_of(f.read(b))) == (std::string_view(a) == b));
    }
    CHECK(key_of(f.program.keep(f.read(a))) == key_of(f.read(a)));
  }
}

TEST_CASE("a subject that has a shape is its leaves, and made of them again") {
  struct Case {
    const char *shape, *subject, *leaves;
  };
  const Case cases[] = {
      {".", "5", "5"},
      {".", "[1 2]", "[1 2]"},
      {"([1 2])", "[1 2]", ""},
      {"([1 2])", "[1 3]", "no"},
      {"([1 2])", "5", "no"},
      {"[. .]", "[1 2 3]", "1 [2 3]"},
      {"[. .]", "5", "no"},
      {"[([1 2]) [. ([3 18446744073709551616])]]", "[[1 2] 7 3 18446744073709551616]", "7"},
      {"[([1 2]) [. ([3 18446744073709551616])]]", "[[1 2] 7 3 18446744073709551617]", "no"},
      {"[[. .] .]", "[[1 2] 3]", "1 2 3"},
      {"[[. .] .]", "[1 2 3]", "no"},
  };
  Fixture f;
  Heap& heap = f.m.machine.heap();
  EqualPairs pairs;
  for (const Case& c : cases) {
    CAPTURE(c.shape);
    CAPTURE(c.subject);
    const Shape* const shape = f.read(c.shape);
    Noun leaves[8];
    Noun* end = leaves;
    std::string text;
    const bool fits = take_apart(heap, pairs, shape, f.m.read(c.subject), end);
    for (const Noun* leaf = leaves; leaf != end; ++leaf) text += (text.empty() ? "" : " ") + print_text(*leaf);
    CHECK((fits ? text : "no") == c.leaves);
    if (!fits) continue;
    const Noun* next = leaves;
    CHECK(print_text(put_together(heap, shape, next)) == c.subject);
    CHECK(next == end);
  }
}

}  // namespace
}  // namespace galena::jit
