#include "hoon/parse/runes.h"

#include <array>
#include <cstdint>
#include <iterator>

#include "nock/base/check.h"

namespace galena::hoon {
namespace {

consteval Noun tag(std::string_view name) {
  return name == "none" ? Noun::none() : Noun::direct(cord_value(name));
}

constexpr Rune kRunes[] = {
#define RUNE(glyphs, expression_tag, expression, structure_tag, structure) \
  {glyphs, tag(#expression_tag), expression, tag(#structure_tag), structure},
#define RUNE_OF(difference, glyphs, expression_tag, expression, structure_tag, structure) \
  {glyphs, tag(#expression_tag), expression, tag(#structure_tag), structure, Difference::difference},
#include "hoon/parse/runes.def"
#undef RUNE_OF
#undef RUNE
};

// Number of the rune plus one by its two glyphs.
struct Index {
  std::array<std::array<uint8_t, 128>, 128> rune{};
  std::array<bool, 128> expression{};
  std::array<bool, 128> structure{};
};
constexpr Index kIndex = [] {
  Index index;
  for (size_t i = 0; i < std::size(kRunes); ++i) {
    const Rune& r = kRunes[i];
    const auto first = static_cast<size_t>(r.glyphs[0]);
    index.rune[first][static_cast<size_t>(r.glyphs[1])] = static_cast<uint8_t>(i + 1);
    if (r.expression[0] != 0) index.expression[first] = true;
    if (r.structure[0] != 0) index.structure[first] = true;
  }
  return index;
}();
static_assert(std::size(kRunes) < 255);

bool in_table(int c) {
  return c >= 0 && c < 128;
}

}  // namespace

std::string_view closing_of(const char* shape) {
  const std::string_view letters(shape);
  if (letters.find_first_of("cA") != letters.npos) return "--";
  return letters.find_first_of(".T") != letters.npos ? "==" : "";
}

std::span<const Rune> all_runes() {
  return kRunes;
}

const Rune* find_rune(Kelvin kelvin, int first, int second) {
  if (!in_table(first) || !in_table(second)) return nullptr;
  const uint8_t i = kIndex.rune[static_cast<size_t>(first)][static_cast<size_t>(second)];
  GALENA_CHECK(i == 0 || (kRunes[i - 1].glyphs[0] == first && kRunes[i - 1].glyphs[1] == second));
  if (i == 0) return nullptr;
  const Rune& rune = kRunes[i - 1];
  return rune.since && !kelvin.has(*rune.since) ? nullptr : &rune;
}
bool begins_expression_rune(int first) {
  return in_table(first) && kIndex.expression[static_cast<size_t>(first)];
}
bool begins_structure_rune(int first) {
  return in_table(first) && kIndex.structure[static_cast<size_t>(first)];
}

}  // namespace galena::hoon
