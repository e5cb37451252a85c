#include "hoon/aura/literal_float.h"

#include <algorithm>

#include "nock/base/check.h"

namespace galena::hoon {
namespace {

Big sign_bit(unsigned exponent_bits, unsigned fraction_bits, bool negative) {
  return negative ? Big(1) << (exponent_bits + fraction_bits) : Big(0);
}

int64_t significant_bits(const Big& value) {
  return static_cast<int64_t>(boost::multiprecision::msb(value)) + 1;
}

}  // namespace

Big float_infinity(unsigned exponent_bits, unsigned fraction_bits, bool negative) {
  return (((Big(1) << exponent_bits) - 1) << fraction_bits) + sign_bit(exponent_bits, fraction_bits, negative);
}

Big float_not_a_number(unsigned exponent_bits, unsigned fraction_bits) {
  return ((Big(1) << (exponent_bits + 1)) - 1) << (fraction_bits - 1);
}

Big float_from_decimal(unsigned exponent_bits, unsigned fraction_bits, bool negative, const Big& digits,
                       const Big& exponent) {
  const Big sign = sign_bit(exponent_bits, fraction_bits, negative);
  if (digits == 0) return sign;

  // Far outside the range of the widest format there is no need for the exact power of ten.
  const Big magnitude = exponent + static_cast<int64_t>(mpz_sizeinbase(digits.backend().data(), 10));
  if (magnitude > 20000) return float_infinity(exponent_bits, fraction_bits, negative);
  if (magnitude < -20000) return sign;

  // digits * 10^exponent = numerator / denominator, exactly. A huge negative exponent can still be balanced by as many
  // digits; then both are as large as the source text.
  const auto power = static_cast<unsigned>(Big(abs(exponent)));
  const Big scale = pow(Big(10), power);
  Big numerator = digits;
  Big denominator = 1;
  (exponent < 0 ? denominator : numerator) *= scale;

  // The place of the last bit that the format keeps: 2^place. `precision` bits, unless that is below the denormals.
  const int64_t precision = fraction_bits + 1;
  const int64_t bias = (int64_t{1} << (exponent_bits - 1)) - 1;
  const int64_t lowest = 1 - bias - static_cast<int64_t>(fraction_bits);
  int64_t place = std::max(significant_bits(numerator) - significant_bits(denominator) - precision, lowest);
  Big quotient, remainder, divisor;
  const auto divide = [&] {
    const Big dividend = place < 0 ? Big(numerator << static_cast<unsigned>(-place)) : numerator;
    divisor = place > 0 ? Big(denominator << static_cast<unsigned>(place)) : denominator;
    divide_qr(dividend, divisor, quotient, remainder);
  };
  divide();
  // The estimate can be one too low.
  if (quotient != 0 && significant_bits(quotient) > precision) {
    ++place;
    divide();
  }
  const Big twice = remainder * 2;
  if (twice > divisor || (twice == divisor && (quotient & 1) != 0)) ++quotient;
  if (quotient == 0) return sign;
  if (significant_bits(quotient) > precision) {
    quotient >>= 1;
    ++place;
  }
  // Adding the fraction to the exponent's field carries the hidden bit of normal numbers into it.
  if (significant_bits(quotient) < precision) return sign + quotient;
  GALENA_CHECK(significant_bits(quotient) == precision && place >= lowest);
  const int64_t biased = place - lowest + 1;
  if (biased >= (int64_t{1} << exponent_bits) - 1) return float_infinity(exponent_bits, fraction_bits, negative);
  return sign + (Big(biased - 1) << fraction_bits) + quotient;
}

}  // namespace galena::hoon
