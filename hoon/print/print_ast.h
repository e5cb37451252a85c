// From the AST back to source: Hoon that parses to the noun it was printed from.
//
// What fits into the width stands on one line, in irregular form where there is one; the rest is in tall form. What a
// parser does not keep is lost: the choice among equal forms, ordinary comments, spots, and the order of the arms and
// chapters of a core, which come back in alphabetical order. Documentation comments are part of the AST and are
// printed.
#pragma once

#include <string>

#include "hoon/noun/kelvin.h"
#include "nock/noun/noun.h"

namespace galena::hoon {

struct PrintedSource {
  std::string text;  // lines without a newline at the end
  // Whether the text parses to the noun, spots aside. Some nouns have no source: what only the macro expander makes
  // (an axis as a hoon, a premade type), and cores with an arm that is an error message. They print as something alike.
  bool exact = true;
};

// A hoon or a spec, as the parser or the macro expander makes them. Linear in the distinct cells plus the text;
// recursion follows the nesting (hoon/noun/stack.h). Malformed nouns print as `!!`, inexactly.
PrintedSource print_hoon(Noun hoon, unsigned width = 80, Kelvin kelvin = {});
PrintedSource print_spec(Noun spec, unsigned width = 80, Kelvin kelvin = {});

}  // namespace galena::hoon
