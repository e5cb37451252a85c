// The random programs: that they use the whole language, and that as many of them compile as should.
#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "hoon/parse/parser.h"
#include "hoon/type/compiler.h"
#include "hoon/type/types.h"
#include "test/reference/generate.h"

using namespace galena;

TEST_CASE("random programs use every rune, as an expression and as a structure") {
  std::string all;
  for (uint64_t seed = 1; seed <= 1'500; ++seed) all += reference::source_of(*reference::generate(seed));
  const auto occurs = [&](std::string_view glyphs) {
    for (const char* behind : {"(", "  ", "\n"}) {
      if (all.find(std::string(glyphs) + behind) != std::string::npos) return true;
    }
    return false;
  };
  std::string missing;
#define RUNE(glyphs, tag, expression, structure_tag, structure) \
  if (!occurs(glyphs)) missing += std::string(glyphs) + " ";
#define RUNE_OF(...)  // of some kelvins only: test/reference/kelvins.cpp
#include "hoon/parse/runes.def"
#undef RUNE_OF
#undef RUNE
  CHECK(missing == "");
  // Runes that are both are seen as structures where one can begin.
  missing.clear();
#define RUNE(glyphs, tag, expression, structure_tag, structure)                                        \
  if (std::string_view(structure) != "" && all.find("=" + std::string(glyphs)) == std::string::npos) { \
    missing += std::string(glyphs) + " ";                                                              \
  }
#define RUNE_OF(...)  // of some kelvins only: test/reference/kelvins.cpp
#include "hoon/parse/runes.def"
#undef RUNE_OF
#undef RUNE
  CHECK(missing == "");
}

TEST_CASE("a seed always makes the same program") {
  CHECK(reference::source_of(*reference::generate(7)) == reference::source_of(*reference::generate(7)));
  CHECK(reference::source_of(*reference::generate(7)) != reference::source_of(*reference::generate(8)));
}

TEST_CASE("most random programs are well typed, a quarter are not, and few are no Hoon") {
  int parsed = 0;
  int compiled = 0;
  for (uint64_t seed = 1; seed <= 400; ++seed) {
    Arena arena(size_t{1} << 28);
    const hoon::ParseResult result = hoon::parse(arena, reference::source_of(*reference::generate(seed)));
    if (result.ast.is_none()) continue;
    ++parsed;
    hoon::Compiler compiler(arena);
    if (compiler.mint(hoon::kNoun, hoon::kNoun, result.ast)) ++compiled;
  }
  CHECK(parsed >= 380);
  CHECK(compiled >= 240);
  CHECK(parsed - compiled >= 60);
}
