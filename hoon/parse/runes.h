// The runes: their glyphs, the tags of their AST nouns and the shapes of their arguments. See runes.def for the table
// and for the letters in which shapes are written.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "hoon/noun/kelvin.h"
#include "nock/noun/noun.h"

namespace galena::hoon {

struct Rune {
  std::string_view glyphs;
  Noun tag;                // none() where the noun is the argument itself
  const char* expression;  // "" where the rune is no expression
  Noun structure_tag;
  const char* structure;                           // "" where the rune is no structure
  std::optional<Difference> since = std::nullopt;  // what brought it

  bool is_mold() const { return expression[0] == '$'; }
};

// What closes the tall form of a rune with arguments of this shape; "" where nothing does.
std::string_view closing_of(const char* shape);

// All runes, in the order of the table.
std::span<const Rune> all_runes();

// The rune of that kelvin written `first` `second`, or null.
const Rune* find_rune(Kelvin kelvin, int first, int second);

// Whether a rune begins with this byte, as an expression and as a structure.
bool begins_expression_rune(int first);
bool begins_structure_rune(int first);

}  // namespace galena::hoon
