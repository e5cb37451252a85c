// Text of atoms in their auras: the literal that reads back as the atom.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "hoon/noun/kelvin.h"
#include "nock/noun/noun.h"

namespace galena::hoon {

// Appends `atom` as a literal of `aura` (a term without the `@`: "ud", "da", "tas", "" ...). Of an aura at most three
// letters count, and one that names no format prints as plain hexadecimal. Returns whether the reference has a text for
// this atom: it has none for @t and @c that are not UTF-8 or hold control characters other than the newline. For those
// the bytes that are out of order are appended as escapes, so that there always is a text.
//
// Linear in the atom for radices that are powers of two and for text; sub-quadratic for decimal. May allocate only the
// text; runs no Nock; `atom` may lie in a heap or in an arena.
bool append_atom(std::string_view aura, Noun atom, std::string& out, Kelvin kelvin = {});

// The same as a string of its own, where `aura` is an atom and the text is taken as a cord, which drops zero bytes.
std::string scot(Noun aura, Noun atom, Kelvin kelvin = {});

// Appends `coin`: [%$ aura atom], [%blob noun] or [%many (list coin)]. Returns false, with part of a text appended,
// where it is no coin or an atom in it has no text. Fills mugs. Recursion follows the nesting of %many.
bool append_coin(Noun coin, std::string& out, Kelvin kelvin = {});

// Whether the text of a coin reads as that coin. Not so, in the reference either: [%many ~], alone or in another, and
// an address (@if) that ran over 32 bits since a part of it is above 255. `coin` has the shape that append_coin takes.
// Linear in the coins; recursion follows the nesting of %many.
bool has_own_text(Noun coin);

}  // namespace galena::hoon
