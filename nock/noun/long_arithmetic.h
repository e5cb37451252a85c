// Arithmetic on rows of limbs of any length, in pieces: each takes some 30 ms at the most, and polls come in between
// (nock/base/limits.h), so that a product of gigabits ends when it is asked to. What is worked with besides the
// operands is counted.
//
// Limbs are of 64 bits, least significant first, as atoms and GMP have them. Results do not overlap operands, and may
// have zeros on top. Up to some 65,000 limbs everything is GMP's; above, products are put together by Toom and Cook's
// method in three parts, quotients by Burnikel and Ziegler's, roots by Zimmermann's, so that the cost is that of
// products, O(n^1.47), where GMP's is O(n log n): a product of a million limbs takes twice its time, one of ten million
// five times.
//
// Everything polls, and so throws Interrupted; and OutOfMemory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace galena::long_arithmetic {

using Limb = uint64_t;

// out[0, n): n limbs of zero.
void clear(Limb* out, size_t n);
// out[0, n) = a + b, and the carry. n >= m.
Limb add(Limb* out, const Limb* a, size_t n, const Limb* b, size_t m);
// out[0, n) = a - b, and the borrow. n >= m.
Limb subtract(Limb* out, const Limb* a, size_t n, const Limb* b, size_t m);
// out[0, n + m) = a * b, for lengths in any order, both > 0.
void multiply(Limb* out, const Limb* a, size_t n, const Limb* b, size_t m);
// quotient[0, n - m + 1) and remainder[0, m) of a by b, whose top limb is not 0. n >= m > 0.
void divide(Limb* quotient, Limb* remainder, const Limb* a, size_t n, const Limb* b, size_t m);
// root[0, (n + 1) / 2), the largest whose square is at most `a`, whose top limb is not 0; and what is left of it,
// rest[0, n): its length. n > 0.
size_t square_root(Limb* root, Limb* rest, const Limb* a, size_t n);
// Appends the decimal digits of a number, whose top limb is not 0. n > 0.
void append_decimal(std::string& out, const Limb* a, size_t n);
// Limbs that the number of n decimal digits may take, and that work on it takes besides.
constexpr size_t limbs_of_digits(size_t n) {
  return n / 16 + 3;
}
// out[0, limbs_of_digits(n)) = the number of n decimal digits, the values of them, the first the most significant: its
// length, without zeros on top.
size_t read_decimal(Limb* out, const uint8_t* digits, size_t n);

}  // namespace galena::long_arithmetic
