#include "hoon/aura/float_text.h"

#include <algorithm>
#include <boost/multiprecision/gmp.hpp>

#include "nock/base/check.h"

namespace galena::hoon {
namespace {

using Integer = boost::multiprecision::mpz_int;

// digits * 10^exponent
struct Decimal {
  std::string digits;
  int64_t exponent;
};

int64_t bits_of(const Integer& n) {
  return n == 0 ? 0 : static_cast<int64_t>(msb(n)) + 1;
}

// `count` bits of an atom from bit `from`.
Integer field(Noun atom, unsigned from, unsigned count) {
  uint64_t small;
  const Limbs limbs = limbs_of(atom, small);
  Integer value = 0;
  for (size_t i = std::min<size_t>(limbs.size, 2); i-- > 0;) value = (value << 64) | limbs.data[i];
  return (value >> from) & ((Integer(1) << count) - 1);
}

// The shortest decimal nearest to fraction * 2^exponent. `r / s` is the value, `low / 2s` and `high / 2s` the distance
// to the midpoints with its neighbours; `tight` says that the lower neighbour is only half as far away.
Decimal shortest(const Integer& fraction, int64_t exponent, bool tight) {
  const auto up = static_cast<unsigned>(std::max<int64_t>(exponent, 0));
  const auto down = static_cast<unsigned>(std::max<int64_t>(-exponent, 0));
  Integer r = fraction << up;
  Integer s = Integer(1) << down;
  Integer low = Integer(1) << up;
  Integer high = low;
  if (tight) {
    high <<= 1;
    r <<= 1;
    s <<= 1;
  }
  // Scale so that the first digit comes next. Most of the way is one step by an estimate that is never too far.
  int64_t k = 0;
  auto enlarge = [&](unsigned n) {
    const Integer power = pow(Integer(10), n);
    r *= power;
    low *= power;
    high *= power;
    k -= n;
  };
  constexpr double kLog = 0.30102;  // of 2, to the base of 10, rounded down
  if (const int64_t gap = bits_of(s) - 1 - bits_of(r); gap > 4) enlarge(static_cast<unsigned>(double(gap) * kLog));
  while (r < (s + 9) / 10) enlarge(1);
  if (const int64_t gap = bits_of(r) - 1 - bits_of(s); gap > 4) {
    const auto n = static_cast<unsigned>(double(gap) * kLog);
    s *= pow(Integer(10), n);
    k += n;
  }
  while (2 * r + high >= 2 * s) {
    s *= 10;
    ++k;
  }
  std::string digits;
  for (;;) {
    --k;
    Integer digit;
    r *= 10;
    divide_qr(r, s, digit, r);
    low *= 10;
    high *= 10;
    const bool near_low = 2 * r < low;
    const bool near_high = 2 * s < high || 2 * r > 2 * s - high;
    auto d = static_cast<unsigned>(digit);
    GALENA_CHECK(d <= 9 && r < s);
    if (near_low || near_high) {
      if (near_high && (!near_low || 2 * r > s)) ++d;
      digits.push_back(static_cast<char>('0' + d));
      break;
    }
    digits.push_back(static_cast<char>('0' + d));
  }
  return {digits, k};
}

// The last digit may have been rounded up to ten, and the first may be a zero.
void normalize(Decimal& decimal) {
  std::string& digits = decimal.digits;
  for (size_t i = digits.size(); i-- > 0 && digits[i] > '9';) {
    digits[i] = '0';
    if (i == 0) {
      digits.insert(digits.begin(), '1');
    } else {
      ++digits[i - 1];
    }
  }
  const size_t first = digits.find_first_not_of('0');
  digits.erase(0, first == std::string::npos ? digits.size() - 1 : first);
}

// Plain from 0.01 up to where zeros would have to be filled in, else with an exponent.
void append_decimal(const Decimal& decimal, std::string& out) {
  const auto length = static_cast<int64_t>(decimal.digits.size());
  int64_t point = 1;  // digits in front of the point
  int64_t exponent = decimal.exponent + length - 1;
  if (decimal.exponent < 3 && exponent >= -2) {
    point = exponent + 1;
    exponent = 0;
  }
  if (point <= 0) {
    out += "0.";
    out.append(static_cast<size_t>(-point), '0');
    out += decimal.digits;
  } else if (point < length) {
    out.append(decimal.digits, 0, static_cast<size_t>(point));
    out += '.';
    out.append(decimal.digits, static_cast<size_t>(point));
  } else {
    out += decimal.digits;
    out.append(static_cast<size_t>(point - length), '0');
  }
  if (exponent != 0) {
    out += exponent < 0 ? "e-" : "e";
    out += std::to_string(exponent < 0 ? -exponent : exponent);
  }
}

}  // namespace

void append_float(const FloatFormat& format, Noun bits, std::string& out) {
  const unsigned p = format.fraction_bits;
  const unsigned w = format.exponent_bits;
  const int64_t top = (int64_t{1} << w) - 1;
  const Integer fraction = field(bits, 0, p);
  const auto exponent = static_cast<int64_t>(field(bits, p, w));
  const bool negative = field(bits, p + w, 1) != 0;
  out += format.prefix;
  if (exponent == top && fraction != 0) {
    out += "nan";
    return;
  }
  if (negative) out += '-';
  if (exponent == top) {
    out += "inf";
    return;
  }
  if (exponent == 0 && fraction == 0) {
    out += '0';
    return;
  }
  const int64_t least = 1 - (top >> 1) - int64_t{p};  // the exponent of the last bit of a subnormal
  const bool normal = exponent != 0;
  const int64_t scale = normal ? least + exponent - 1 : least;
  Decimal decimal = shortest(normal ? Integer(fraction + (Integer(1) << p)) : fraction, scale,
                             normal && fraction == 0 && scale != least);
  normalize(decimal);
  GALENA_CHECK(decimal.digits.find_first_not_of("0123456789") == std::string::npos && decimal.digits[0] != '0');
  append_decimal(decimal, out);
}

}  // namespace galena::hoon
