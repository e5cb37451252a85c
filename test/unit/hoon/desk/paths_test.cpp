// Paths in text.
#include "hoon/desk/paths.h"

#include <doctest/doctest.h>

#include "nock/noun/text.h"

using namespace galena;
using namespace galena::hoon;

TEST_CASE("the knots of a path, some of them empty") {
  using Knots = std::vector<std::string_view>;
  const std::pair<std::string_view, Knots> table[] = {
      {"", {}},
      {"/", {}},
      {"/a", {"a"}},
      {"a", {"a"}},
      {"/a/b", {"a", "b"}},
      {"a/b.hoon", {"a", "b.hoon"}},
      {"/a/", {"a", ""}},
      {"//", {"", ""}},
      {"/x//count", {"x", "", "count"}},
  };
  for (const auto& [path, knots] : table) {
    CAPTURE(path);
    CHECK(knots_of(path) == knots);
  }
}

TEST_CASE("a file and its path") {
  Arena arena(size_t{1} << 20);
  for (const char* const file : {"lib/foo.hoon", "sys/zuse.hoon", "mar/a/b.hoon", "a.txt"}) {
    CAPTURE(file);
    CHECK(file_of_path(path_of_file(arena, file)) == file);
  }
  CHECK(print_text(path_of_file(arena, "lib/foo.hoon")) == print_text(segments_of(arena, "/lib/foo/hoon")));
}
