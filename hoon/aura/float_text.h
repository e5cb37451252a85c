// Text of IEEE 754 floats as the reference writes them: the shortest decimal that reads back as the same float.
#pragma once

#include <string>

#include "nock/noun/noun.h"

namespace galena::hoon {

// Formats by their bits of exponent and of fraction, and the prefix of their literals.
struct FloatFormat {
  unsigned exponent_bits;
  unsigned fraction_bits;
  std::string_view prefix;
};
inline constexpr FloatFormat kHalf{5, 10, ".~~"};
inline constexpr FloatFormat kSingle{8, 23, "."};
inline constexpr FloatFormat kDouble{11, 52, ".~"};
inline constexpr FloatFormat kQuad{15, 112, ".~~~"};

// Appends the literal of the low bits of `bits` taken as a float of `format`: `.~1.5`, `.1e-45`, `.~~-inf`, `.~~~nan`.
// Digits are found by Steele and White's dragon4 on exact integers, with the reference's bounds: a decimal that lies
// exactly on the boundary to a neighbour is taken below and above alike only where the reference takes it. Cost for a
// double: some microseconds; for a quad with a large exponent: some hundred.
void append_float(const FloatFormat& format, Noun bits, std::string& out);

}  // namespace galena::hoon
