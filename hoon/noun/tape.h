// Tapes: texts as lists of characters.
#pragma once

#include <string>
#include <string_view>

#include "nock/noun/arena.h"
#include "nock/noun/text.h"

namespace galena::hoon {

// The tape of a text, a character a byte.
inline Noun tape_of(Arena& arena, std::string_view text) {
  Noun tape;
  for (size_t i = text.size(); i-- > 0;) tape = arena.cons(Noun::direct(static_cast<uint8_t>(text[i])), tape);
  return tape;
}

// Appends the text of a tape from anywhere; a character above 255 counts as its bytes, as where a tape becomes a cord.
// False, with a part appended, where the noun is no tape.
inline bool append_tape(Noun tape, std::string& out) {
  for (; tape.is_cell(); tape = tape.tail()) {
    const Noun character = tape.head();
    if (character.is_cell()) return false;
    if (character == Noun::zero()) out += '\0';
    append_bytes(out, character);
  }
  return tape == kNull;
}

}  // namespace galena::hoon
