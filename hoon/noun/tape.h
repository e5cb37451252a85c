// Tapes: texts as lists of characters.
#pragma once

#include <string>
#include <string_view>

#include "nock/base/limits.h"
#include "nock/noun/arena.h"
#include "nock/noun/text.h"

namespace galena::hoon {

// Thrown where a text would be longer than any text is. For who does not expect it: out of memory.
struct TooLong : OutOfMemory {};

// The tape of a text, a character a byte.
inline Noun tape_of(Arena& arena, std::string_view text) {
  Noun tape;
  for (size_t i = text.size(); i-- > 0;) tape = arena.cons(Noun::direct(static_cast<uint8_t>(text[i])), tape);
  return tape;
}

// Appends the text of a tape from anywhere; a character above 255 counts as its bytes, as where a tape becomes a cord.
// False, with a part appended, where the noun is no tape. Polls; throws TooLong beyond
// 256 MB.
inline bool append_tape(Noun tape, std::string& out) {
  constexpr size_t kMost = size_t{1} << 28;
  Pace pace;
  for (; tape.is_cell(); tape = tape.tail()) {
    pace.step();
    if (out.size() > kMost) throw TooLong{};
    const Noun character = tape.head();
    if (character.is_cell()) return false;
    if (character == Noun::zero()) out += '\0';
    append_bytes(out, character);
  }
  return tape == kNull;
}

}  // namespace galena::hoon
