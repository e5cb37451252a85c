// Whether a noun has the form that the compiler takes for granted where it takes a hoon apart: that of the runes which
// it knows itself. What a parser has made has it; what somebody has put together need not.
//
// Hoons within are looked at when they are compiled in their turn.
#pragma once

#include "hoon/noun/kelvin.h"
#include "nock/noun/noun.h"

namespace galena::hoon {

// Linear in the wings, patterns and chapters of `gen`, a cell.
bool has_form(Kelvin kelvin, Noun gen);

// A list of limbs: names, axes, or numbers of names to pass.
bool is_wing(Noun wing);

// A tree of [node left right], ended by atoms, whose nodes are cells with atoms for heads.
bool is_tree_of_names(Noun treap);

}  // namespace galena::hoon
