// AES with keys of 128, 192 and 256 bits: a block (ecb), blocks that depend on those before them (cbc), and a text with
// what tells that it and others are as they were (siv, RFC 5297).
//
// The first byte is the highest one of a number; what is longer than a key or a block is cut, as in the Nock. Where
// numbers drop zeros at their front, so do texts. By libcrypto's code for the processor's own instructions, or by its
// code without tables that depend on secrets; that of other processors has tables.
#pragma once

#include "nock/run/machine.h"

namespace galena::jets {

enum class Direction : uint8_t { encipher, decipher };

// Gates in doors of a key of kWords words: a block; a text, the door [key before]; a text, or [iv count text], the door
// [keys texts].
template <unsigned kWords, Direction>
Noun aes_ecb(Machine&, Noun core);
template <unsigned kWords, Direction>
Noun aes_cbc(Machine&, Noun core);
template <unsigned kWords, Direction>
Noun aes_siv(Machine&, Noun core);

}  // namespace galena::jets
