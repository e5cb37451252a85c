// What was expected beside what was found.
#include "tools/galena/diagnose/line_difference.h"

#include <doctest/doctest.h>

using galena::tools::line_difference;
using Lines = std::vector<std::string>;

TEST_CASE("single lines are marked where they begin to differ") {
  CHECK(line_difference({"[1 2]"}, {"[1 3]"}) == Lines{"expected  [1 2]", "found     [1 3]", "             ^"});
  CHECK(line_difference({"ab"}, {"abc"}).back() == "            ^");
  // Characters, not bytes.
  CHECK(line_difference({"\xc3\xa4x"}, {"\xc3\xa4y"}).back() == "           ^");
}

TEST_CASE("of several lines those that only one side has are marked") {
  CHECK(line_difference({"a", "b", "c"}, {"a", "c", "d"}) ==
        Lines{"expected (-) and found (+)", "  a", "- b", "  c", "+ d"});
  CHECK(line_difference({"a"}, {"a", "b"}) == Lines{"expected (-) and found (+)", "  a", "+ b"});
  CHECK(line_difference({}, {"a"}) == Lines{"expected (-) and found (+)", "+ a"});
  const Lines many(3000, "x");
  CHECK(line_difference(many, {"x"}).size() == 3002);
}
