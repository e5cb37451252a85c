// Phonetic names: the syllables of @p and @q, and the permutation that @p applies to planets and moons.
//
// A byte is a syllable: a prefix where it is the high byte of a pair, a suffix where it is the low byte. @p shows
// numbers of 17 to 32 bits (and the low 32 bits of those up to 64 bits) under a permutation, so that a planet's name
// does not give away its star. The permutation is a four-round Feistel cipher over [0, 2^32 - 2^16) after Black and
// Rogaway, "Ciphers for arbitrary finite domains" (2002), with murmur3 as its round function.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace galena::hoon {

// The three letters of a byte, as the high and as the low half of a pair.
std::string_view prefix_syllable(uint8_t byte);
std::string_view suffix_syllable(uint8_t byte);

// The byte of three letters; nullopt where they are no such syllable. Constant time.
std::optional<uint8_t> prefix_byte(std::string_view syllable);
std::optional<uint8_t> suffix_byte(std::string_view syllable);

// What @p shows for a number below 2^64, and its inverse. Larger numbers are shown as they are.
uint64_t scramble(uint64_t plain);
uint64_t unscramble(uint64_t shown);

}  // namespace galena::hoon
