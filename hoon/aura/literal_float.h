// Decimal to IEEE 754, rounded to nearest with ties to even.
#pragma once

#include "hoon/noun/big.h"

namespace galena::hoon {

// The bits of the float (1 sign, then `exponent_bits`, then `fraction_bits`) nearest to
// (-1)^negative * digits * 10^exponent; beyond the largest, infinity.
Big float_from_decimal(unsigned exponent_bits, unsigned fraction_bits, bool negative, const Big& digits,
                       const Big& exponent);
Big float_infinity(unsigned exponent_bits, unsigned fraction_bits, bool negative);
Big float_not_a_number(unsigned exponent_bits, unsigned fraction_bits);

}  // namespace galena::hoon
