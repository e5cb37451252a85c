// Integers in every radix, and the floats and addresses that are built from them.
#include <algorithm>
#include <string>

#include "hoon/aura/base58.h"
#include "hoon/aura/literal.h"
#include "hoon/aura/literal_float.h"
#include "hoon/noun/big.h"
#include "nock/base/limits.h"
#include "nock/noun/long_arithmetic.h"

namespace galena::hoon {

// Values of digits, most significant first.
struct Literals::Digits {
  std::string values;
  void add(int value) { values.push_back(static_cast<char>(value)); }
};

namespace {

// Digit values by alphabet; -1 where it is no digit. @uv has 0-9a-v, @uw 0-9a-zA-Z-~.
int decimal(int c) {
  return is_digit(c) ? c - '0' : -1;
}
int decimal_nonzero(int c) {
  return c >= '1' && c <= '9' ? c - '0' : -1;
}
int binary(int c) {
  return c == '0' || c == '1' ? c - '0' : -1;
}
int binary_one(int c) {
  return c == '1' ? 1 : -1;
}
int hex_nonzero(int c) {
  return c == '0' ? -1 : lower_hex_value(c);
}
int base32(int c) {
  return is_digit(c) ? c - '0' : c >= 'a' && c <= 'v' ? c - 'a' + 10 : -1;
}
int base32_nonzero(int c) {
  return c == '0' ? -1 : base32(c);
}
int base64(int c) {
  if (is_digit(c)) return c - '0';
  if (is_lower(c)) return c - 'a' + 10;
  if (is_upper(c)) return c - 'A' + 36;
  return c == '-' ? 62 : c == '~' ? 63 : -1;
}
int base64_nonzero(int c) {
  return c == '0' ? -1 : base64(c);
}

Noun from_bits(Arena& arena, const std::string& values, unsigned bits) {
  std::vector<uint64_t> limbs((values.size() * bits + 63) / 64 + 1, 0);
  uint64_t at = 0;
  for (size_t i = values.size(); i-- > 0; at += bits) {
    const auto v = static_cast<uint64_t>(values[i]);
    limbs[at / 64] |= v << (at % 64);
    if (at % 64 + bits > 64) limbs[at / 64 + 1] |= v >> (64 - at % 64);
  }
  return arena.atom_limbs(limbs);
}

Big big_from_decimal(const std::string& values) {
  std::string text;
  for (char v : values) text.push_back(static_cast<char>('0' + v));
  Big result;
  mpz_set_str(result.backend().data(), text.c_str(), 10);
  return result;
}

Noun from_decimal(Arena& arena, const std::string& values) {
  if (values.size() <= 18) {
    uint64_t n = 0;
    for (char v : values) n = n * 10 + static_cast<uint64_t>(v);
    return arena.atom(n);
  }
  Scratch<uint64_t> limbs(long_arithmetic::limbs_of_digits(values.size()));
  const auto* const digits = reinterpret_cast<const uint8_t*>(values.data());
  limbs.resize(long_arithmetic::read_decimal(limbs.data(), digits, values.size()));
  return arena.atom_limbs(limbs);
}

}  // namespace

Noun Literals::zero_or(Noun (Literals::*body)()) {
  return in_.take('0') ? Noun::direct(0) : (this->*body)();
}

bool Literals::digit_groups(Value first, Value next, int head, Value rest, int group, Digits& out) {
  const int lead = first(in_.peek());
  if (lead < 0) return false;
  in_.bump();
  out.add(lead);
  for (int i = 1; i < head; ++i) {
    const int v = next(in_.peek());
    if (v < 0) break;
    in_.bump();
    out.add(v);
  }
  for (;;) {
    const char* const before = in_.position();
    const size_t kept = out.values.size();
    bool whole = in_.dot_separator();
    for (int i = 0; whole && i < group; ++i) {
      const int v = rest(in_.peek());
      if (v < 0) {
        whole = false;
      } else {
        in_.bump();
        out.add(v);
      }
    }
    if (!whole) {
      in_.fail(before);
      out.values.resize(kept);
      return true;
    }
  }
}

Noun Literals::radix_number(Value first, Value next, Value rest, int group, unsigned bits) {
  if (in_.take('0')) return Noun::direct(0);
  Digits digits;
  if (!digit_groups(first, next, group, rest, group, digits)) return Noun::none();
  return from_bits(arena_, digits.values, bits);
}

Noun Literals::decimal_groups() {
  if (in_.take('0')) return Noun::direct(0);
  Digits digits;
  if (!digit_groups(decimal_nonzero, decimal, 3, decimal, 3, digits)) return Noun::none();
  return from_decimal(arena_, digits.values);
}

Noun Literals::axis_number() {
  if (in_.take('0')) return Noun::direct(0);
  if (decimal_nonzero(in_.peek()) < 0) return Noun::none();
  Digits digits;
  while (is_digit(in_.peek())) {
    digits.add(in_.peek() - '0');
    in_.bump();
  }
  return from_decimal(arena_, digits.values);
}

Noun Literals::long_decimal() {
  if (!is_digit(in_.peek())) return Noun::none();
  Digits digits;
  for (;;) {
    const char* const before = in_.position();
    if (!digits.values.empty()) in_.continuation();
    if (!is_digit(in_.peek())) {
      in_.fail(before);
      return from_decimal(arena_, digits.values);
    }
    digits.add(in_.peek() - '0');
    in_.bump();
  }
}

// The checksum is in the low four bytes.
Noun Literals::base58() {
  const char* const start = in_.position();
  // GMP writes the digits of base 58 as 0-9A-Za-v.
  constexpr std::string_view kGmpDigits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuv";
  std::string text;
  for (;;) {
    const int c = in_.peek();
    if (!is_digit(c) && !is_lower(c) && !is_upper(c)) break;
    const auto value = base58_value(static_cast<char>(c));
    // A letter that is no digit has been looked at.
    const char* const before = in_.position();
    in_.bump();
    if (!value) {
      in_.fail(before);
      break;
    }
    text.push_back(kGmpDigits[*value]);
  }
  if (text.empty()) return Noun::none();
  Big number;
  mpz_set_str(number.backend().data(), text.c_str(), 58);
  const auto checksum = static_cast<uint32_t>(Big(number & 0xffffffffu));
  const Big value = number >> 32;
  std::vector<uint8_t> bytes((mpz_sizeinbase(value.backend().data(), 2) + 7) / 8 + 1);
  size_t count = 0;
  mpz_export(bytes.data(), &count, 1, 1, 1, 0, value.backend().data());
  bytes.resize(count);
  if (base58_checksum(bytes) != checksum) return in_.none(start);
  return atom_from_big(arena_, value);
}

Noun Literals::number() {
  const char* const start = in_.position();
  if (!is_digit(in_.peek())) return Noun::none();
  if (in_.take('0')) {
    Noun aura = Noun::none();
    Noun value = Noun::none();
    const int c = in_.peek();
    switch (c) {
      case 'b':
        in_.bump();
        aura = "ub"_n, value = radix_number(binary_one, binary, binary, 4, 1);
        break;
      case 'c':
        in_.bump();
        aura = "uc"_n, value = base58();
        break;
      case 'i':
        in_.bump();
        aura = "ui"_n, value = axis_number();
        break;
      case 'x':
        in_.bump();
        aura = "ux"_n, value = radix_number(hex_nonzero, hex_value, lower_hex_value, 4, 4);
        break;
      case 'v':
        in_.bump();
        aura = "uv"_n, value = radix_number(base32_nonzero, base32, base32, 5, 5);
        break;
      case 'w':
        in_.bump();
        aura = "uw"_n, value = radix_number(base64_nonzero, base64, base64, 5, 6);
        break;
      default:
        break;
    }
    if (!value.is_none()) return arena_.cons(aura, value);
    in_.fail(start);
  }
  return dime("ud"_n, decimal_groups());
}

Noun Literals::signed_number() {
  const char* const start = in_.position();
  if (!in_.take('-')) return Noun::none();
  bool positive = false;
  Noun magnitude = number();
  if (magnitude.is_none() && in_.take('-')) {
    positive = true;
    magnitude = number();
  }
  if (magnitude.is_none()) return in_.none(start);
  // Zigzag: the sign is the lowest bit. Minus zero is zero.
  const uint64_t aura = magnitude.head().direct_value();
  Big value = big_from_atom(magnitude.tail()) * 2;
  if (!positive && value != 0) value -= 1;
  return arena_.cons(Noun::direct((aura & ~uint64_t{0xff}) | 's'), atom_from_big(arena_, value));
}

// Eight groups of hexadecimal digits. After a group's first digit upper case passes.
Noun Literals::ip6() {
  const char* const start = in_.position();
  std::vector<uint64_t> limbs(2, 0);
  for (int group = 0; group < 8; ++group) {
    if (group > 0 && !in_.dot_separator()) return in_.none(start);
    uint64_t value = 0;
    if (!in_.take('0')) {
      if (hex_nonzero(in_.peek()) < 0) return in_.none(start);
      for (int i = 0; i < 4; ++i) {
        const int v = hex_value(in_.peek());
        if (v < 0) break;
        in_.bump();
        value = value * 16 + static_cast<uint64_t>(v);
      }
    }
    const int at = 7 - group;
    limbs[static_cast<size_t>(at / 4)] |= value << (at % 4 * 16);
  }
  return arena_.atom_limbs(limbs);
}

// Four groups of up to three digits; a group above 255 carries into the one before it.
Noun Literals::ip4() {
  const char* const start = in_.position();
  uint64_t value = 0;
  for (int group = 0; group < 4; ++group) {
    if (group > 0 && !in_.dot_separator()) return in_.none(start);
    uint64_t octet = 0;
    if (!in_.take('0')) {
      if (decimal_nonzero(in_.peek()) < 0) return in_.none(start);
      for (int i = 0; i < 3 && is_digit(in_.peek()); ++i) {
        octet = octet * 10 + static_cast<uint64_t>(in_.peek() - '0');
        in_.bump();
      }
    }
    value = value * 256 + octet;
  }
  return arena_.atom(value);
}

// The part that all formats share; the format decides the rounding.
Noun Literals::float_literal(unsigned exponent_bits, unsigned fraction_bits) {
  const char* const start = in_.position();
  const auto result = [&](const Big& bits) { return atom_from_big(arena_, bits); };
  bool negative = in_.take('-');
  if (const Noun whole = axis_number(); !whole.is_none()) {
    Big digits = big_from_atom(whole);
    Big exponent = 0;
    const char* before = in_.position();
    if (in_.take('.')) {
      std::string fraction;
      while (is_digit(in_.peek())) {
        fraction.push_back(static_cast<char>(in_.peek() - '0'));
        in_.bump();
      }
      if (fraction.empty()) {
        in_.fail(before);
      } else {
        digits = digits * pow(Big(10), static_cast<unsigned>(fraction.size())) + big_from_decimal(fraction);
        exponent = -static_cast<int64_t>(fraction.size());
      }
    }
    before = in_.position();
    if (in_.take('e')) {
      const bool down = in_.take('-');
      const Noun power = axis_number();
      if (power.is_none()) {
        in_.fail(before);
      } else {
        exponent += down ? Big(-big_from_atom(power)) : big_from_atom(power);
      }
    }
    return result(float_from_decimal(exponent_bits, fraction_bits, negative, digits, exponent));
  }
  in_.fail(start);
  negative = in_.take('-');
  if (in_.take("inf")) return result(float_infinity(exponent_bits, fraction_bits, negative));
  in_.fail(start);
  if (in_.take("nan")) return result(float_not_a_number(exponent_bits, fraction_bits));
  return in_.none(start);
}

Noun Literals::float_number() {
  struct Format {
    std::string_view prefix;
    Noun aura;
    unsigned exponent_bits, fraction_bits;
  };
  static constexpr Format kFormats[] = {
      {"~~", "rh"_n, 5, 10}, {"~~~", "rq"_n, 15, 112}, {"~", "rd"_n, 11, 52}, {"", "rs"_n, 8, 23}};
  const char* const start = in_.position();
  for (const Format& f : kFormats) {
    if (in_.take(f.prefix)) {
      const Noun bits = float_literal(f.exponent_bits, f.fraction_bits);
      if (!bits.is_none()) return arena_.cons(f.aura, bits);
    }
    in_.fail(start);
  }
  return Noun::none();
}

Noun Literals::dotted() {
  if (const Noun n = ip6(); !n.is_none()) return arena_.cons("is"_n, n);
  if (const Noun n = ip4(); !n.is_none()) return arena_.cons("if"_n, n);
  if (const Noun n = float_number(); !n.is_none()) return n;
  if (in_.take('y')) return arena_.cons("f"_n, kYes);
  if (in_.take('n')) return arena_.cons("f"_n, kNo);
  const char* const start = in_.position();
  if (!in_.take('~')) return Noun::none();
  const Noun name = phonetic_digits();
  return name.is_none() ? in_.none(start) : arena_.cons("q"_n, name);
}

}  // namespace galena::hoon
