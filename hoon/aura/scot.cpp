#include "hoon/aura/scot.h"

#include <gmp.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <vector>

#include "hoon/aura/base58.h"
#include "hoon/aura/dates.h"
#include "hoon/aura/float_text.h"
#include "hoon/aura/phonetic.h"
#include "hoon/noun/stack.h"
#include "nock/base/check.h"
#include "nock/base/limits.h"
#include "nock/noun/long_arithmetic.h"
#include "nock/noun/serial.h"
#include "nock/noun/text.h"

namespace galena::hoon {
namespace {

constexpr std::string_view kDigits = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-~";

// An integer of GMP that frees itself.
class Integer {
 public:
  Integer() { mpz_init(value_); }
  explicit Integer(Limbs limbs) : Integer() { mpz_import(value_, limbs.size, -1, 8, 0, 0, limbs.data); }
  ~Integer() { mpz_clear(value_); }
  Integer(const Integer&) = delete;
  Integer& operator=(const Integer&) = delete;
  operator mpz_ptr() { return value_; }
  bool is_zero() const { return mpz_sgn(value_) == 0; }

  void append_to(unsigned base, std::string& out) {
    const size_t at = out.size();
    out.resize(at + mpz_sizeinbase(value_, static_cast<int>(base)) + 2);
    mpz_get_str(out.data() + at, static_cast<int>(base), value_);
    out.resize(out.find('\0', at));
  }

 private:
  mpz_t value_;
};

void append_unsigned(uint64_t value, std::string& out) {
  char buffer[20];
  size_t at = sizeof buffer;
  do {
    buffer[--at] = static_cast<char>('0' + value % 10);
    value /= 10;
  } while (value != 0);
  out.append(buffer + at, sizeof buffer - at);
}

void append_padded(uint64_t value, size_t width, std::string& out) {
  std::string digits;
  append_unsigned(value, digits);
  if (digits.size() < width) out.append(width - digits.size(), '0');
  out += digits;
}

// `count` bits, at most 64, from bit `from`.
uint64_t bits_at(Limbs limbs, uint64_t from, unsigned count) {
  const size_t limb = from / 64;
  const unsigned shift = from % 64;
  if (limb >= limbs.size) return 0;
  uint64_t value = limbs.data[limb] >> shift;
  if (shift != 0 && limb + 1 < limbs.size) value |= limbs.data[limb + 1] << (64 - shift);
  return count == 64 ? value : value & ((uint64_t{1} << count) - 1);
}

uint64_t significant_bits(Limbs limbs) {
  return limbs.size == 0 ? 0 : limbs.size * 64 - static_cast<uint64_t>(std::countl_zero(limbs.data[limbs.size - 1]));
}

// Digits of `bits` bits each, a dot before every `group` of them counted from the right; no dots where `group` is 0.
void append_power_of_two(Limbs limbs, unsigned bits, size_t group, std::string& out) {
  size_t digits = std::max<uint64_t>(1, (significant_bits(limbs) + bits - 1) / bits);
  Pace pace;
  while (digits-- > 0) {
    pace.step();
    out += kDigits[bits_at(limbs, digits * bits, bits)];
    if (group != 0 && digits != 0 && digits % group == 0) out += '.';
  }
}

void append_decimal(Limbs limbs, std::string& out) {
  if (limbs.size <= 1) {
    append_unsigned(limbs.size == 0 ? 0 : limbs.data[0], out);
  } else {
    long_arithmetic::append_decimal(out, limbs.data, limbs.size);
  }
}

void append_dotted_decimal(Limbs limbs, std::string& out) {
  std::string digits;
  append_decimal(limbs, digits);
  Pace pace;
  for (size_t i = 0; i < digits.size(); ++i, pace.step()) {
    if (i != 0 && (digits.size() - i) % 3 == 0) out += '.';
    out += digits[i];
  }
}

void append_plain_hex(Limbs limbs, std::string& out) {
  out += "0x";
  append_power_of_two(limbs, 4, 0, out);
}

// An atom's bytes, most significant first.
std::vector<uint8_t> big_endian(Limbs limbs) {
  std::vector<uint8_t> bytes((significant_bits(limbs) + 7) / 8);
  Pace pace;
  for (size_t i = 0; i < bytes.size(); ++i, pace.step()) {
    bytes[bytes.size() - 1 - i] = static_cast<uint8_t>(limbs.data[i / 8] >> 8 * (i % 8));
  }
  return bytes;
}

void append_base58check(Limbs limbs, std::string& out) {
  std::vector<uint8_t> bytes = big_endian(limbs);
  out += "0c";
  out.append(base58_padding(bytes.size()), '1');
  const uint32_t check = base58_checksum(bytes);
  for (int shift = 24; shift >= 0; shift -= 8) bytes.push_back(static_cast<uint8_t>(check >> shift));
  Integer number;
  mpz_import(number, bytes.size(), 1, 1, 0, 0, bytes.data());
  // GMP's own digits up to base 62 are 0-9A-Za-z; ours leave out four of those that look alike.
  constexpr std::string_view kGmpDigits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  const size_t at = out.size();
  number.append_to(58, out);
  for (size_t i = at; i < out.size(); ++i) {
    const size_t value = kGmpDigits.find(out[i]);
    GALENA_CHECK(value < kBase58Digits.size());
    out[i] = kBase58Digits[value];
  }
}

void append_unsigned_aura(char radix, Limbs limbs, std::string& out) {
  switch (radix) {
    case 'c':
      return append_base58check(limbs, out);
    case 'b':
      out += "0b";
      return append_power_of_two(limbs, 1, 4, out);
    case 'i':
      out += "0i";
      return append_decimal(limbs, out);
    case 'x':
      out += "0x";
      return append_power_of_two(limbs, 4, 4, out);
    case 'v':
      out += "0v";
      return append_power_of_two(limbs, 5, 5, out);
    case 'w':
      out += "0w";
      return append_power_of_two(limbs, 6, 5, out);
    default:
      return append_dotted_decimal(limbs, out);
  }
}

// Even is positive: 2n is n, 2n - 1 is -n.
void append_signed_aura(char radix, Limbs limbs, std::string& out) {
  const bool negative = limbs.size != 0 && (limbs.data[0] & 1) != 0;
  out += negative ? "-" : "--";
  std::vector<uint64_t> magnitude(limbs.data, limbs.data + limbs.size);
  uint64_t carry = 0;
  for (size_t i = magnitude.size(); i-- > 0;) {
    const uint64_t limb = magnitude[i];
    magnitude[i] = limb >> 1 | carry << 63;
    carry = limb & 1;
  }
  for (size_t i = 0; negative; ++i) {
    // The halved number has its top bit free, so the carry cannot run off the end.
    if (++magnitude[i] != 0) break;
  }
  if (!magnitude.empty() && magnitude.back() == 0) magnitude.pop_back();
  append_unsigned_aura(radix, {magnitude.data(), magnitude.size()}, out);
}

void append_ship(Limbs limbs, std::string& out) {
  out += '~';
  uint64_t shown;
  if (limbs.size == 1) {
    shown = scramble(limbs.data[0]);
    limbs.data = &shown;
  }
  const uint64_t bits = significant_bits(limbs);
  if (bits <= 8) {
    out += suffix_syllable(static_cast<uint8_t>(bits_at(limbs, 0, 8)));
    return;
  }
  for (size_t word = (bits + 15) / 16; word-- > 0;) {
    const uint64_t pair = bits_at(limbs, word * 16, 16);
    out += prefix_syllable(static_cast<uint8_t>(pair >> 8));
    out += suffix_syllable(static_cast<uint8_t>(pair));
    if (word != 0) out += word % 4 == 0 ? "--" : "-";
  }
}

void append_phonetic(Limbs limbs, std::string& out) {
  out += ".~";
  const size_t bytes = std::max<uint64_t>(1, (significant_bits(limbs) + 7) / 8);
  for (size_t i = bytes; i-- > 0;) {
    const auto byte = static_cast<uint8_t>(bits_at(limbs, i * 8, 8));
    out += i % 2 == 0 ? suffix_syllable(byte) : prefix_syllable(byte);
    if (i % 2 == 0 && i != 0) out += '-';
  }
}

// A fraction of a second, in units of 2^-64: four hexadecimal digits a group, groups of zeros at the end left out.
void append_subsecond(uint64_t fraction, std::string& out) {
  if (fraction == 0) return;
  out += '.';
  for (; fraction != 0; fraction <<= 16) {
    out += '.';
    for (int shift = 60; shift >= 48; shift -= 4) out += kDigits[fraction >> shift & 15];
  }
}

// A duration: `days` may be of any size.
struct Duration {
  Integer days;
  unsigned hours;
  unsigned minutes;
  unsigned seconds;
  uint64_t fraction;

  explicit Duration(Limbs limbs) : days(limbs) {
    mpz_fdiv_q_2exp(days, days, 64);
    const unsigned long rest = mpz_fdiv_q_ui(days, days, 86400);
    hours = static_cast<unsigned>(rest / 3600);
    minutes = static_cast<unsigned>(rest / 60 % 60);
    seconds = static_cast<unsigned>(rest % 60);
    fraction = limbs.size == 0 ? 0 : limbs.data[0];
  }
};

void append_duration(Limbs limbs, std::string& out) {
  Duration d(limbs);
  out += '~';
  const size_t at = out.size();
  const auto part = [&](char unit, unsigned value) {
    if (value == 0) return;
    if (out.size() != at) out += '.';
    out += unit;
    append_unsigned(value, out);
  };
  if (!d.days.is_zero()) {
    out += 'd';
    d.days.append_to(10, out);
  }
  part('h', d.hours);
  part('m', d.minutes);
  part('s', d.seconds);
  if (out.size() == at) out += "s0";
  append_subsecond(d.fraction, out);
}

// The proleptic Gregorian calendar, counted in days from a first of January that begins an era of 400 years.
void append_date(Limbs limbs, unsigned digits, std::string& out) {
  constexpr unsigned kDaysOfEra = 146097;
  constexpr unsigned kDaysOfCentury = 36524;
  constexpr unsigned long kYearsBeforeChrist = 292277024400;  // the year that prints as 1-
  Duration d(limbs);
  auto day = static_cast<unsigned>(mpz_fdiv_q_ui(d.days, d.days, kDaysOfEra));
  mpz_ptr year = d.days;
  mpz_mul_ui(year, year, 400);
  bool leap = true;
  unsigned in_era = 0;
  if (day > kDaysOfCentury) {  // the first century has a day more
    leap = false;
    day -= kDaysOfCentury + 1;
    in_era = 100 * (1 + day / kDaysOfCentury);
    day %= kDaysOfCentury;
  }
  for (unsigned length; day >= (length = leap ? 366 : 365);) {
    day -= length;
    leap = ++in_era % 4 == 0;
  }
  mpz_add_ui(year, year, in_era);
  GALENA_CHECK(in_era < 400 && day < (leap ? 366u : 365u));
  unsigned month = 0;
  for (;; ++month) {
    constexpr std::array<unsigned, 12> kMonths = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const unsigned length = kMonths[month] + (month == 1 && leap ? 1 : 0);
    if (day < length) break;
    day -= length;
  }
  const bool after_christ = mpz_cmp_ui(year, kYearsBeforeChrist) > 0;
  if (after_christ) {
    mpz_sub_ui(year, year, kYearsBeforeChrist);
  } else {
    mpz_ui_sub(year, kYearsBeforeChrist + 1, year);
  }
  out += '~';
  d.days.append_to(10, out);
  if (!after_christ) out += '-';
  out += '.';
  append_padded(month + 1, digits, out);
  out += '.';
  append_padded(day + 1, digits, out);
  if (d.fraction != 0 || d.hours != 0 || d.minutes != 0 || d.seconds != 0) {
    out += "..";
    append_padded(d.hours, 2, out);
    out += '.';
    append_padded(d.minutes, 2, out);
    out += '.';
    append_padded(d.seconds, 2, out);
  }
  append_subsecond(d.fraction, out);
}

// `count` fields of `bits` bits, the most significant first, each after a dot.
void append_address(Limbs limbs, unsigned bits, unsigned count, std::string& out) {
  for (unsigned i = count; i-- > 0;) {
    const uint64_t value = bits_at(limbs, uint64_t{i} * bits, bits);
    out += '.';
    if (bits == 8) {
      append_unsigned(value, out);
    } else {
      append_power_of_two({&value, value == 0 ? size_t{0} : size_t{1}}, 4, 0, out);
    }
  }
}

// Appends UTF-8 for one code of up to 32 bits, of which UTF-8 holds 21.
void append_utf8(uint32_t code, std::string& out) {
  const auto continuation = [&](int shift) { out += static_cast<char>(0x80 | (code >> shift & 0x3f)); };
  if (code <= 0x7f) {
    out += static_cast<char>(code);
  } else if (code <= 0x7ff) {
    out += static_cast<char>(0xc0 | (code >> 6 & 0x1f));
    continuation(0);
  } else if (code <= 0xffff) {
    out += static_cast<char>(0xe0 | (code >> 12 & 0xf));
    continuation(6), continuation(0);
  } else {
    out += static_cast<char>(0xf0 | (code >> 18 & 7));
    continuation(12), continuation(6), continuation(0);
  }
}

void append_escape(uint32_t code, std::string& out) {
  out += '~';
  const uint64_t wide = code;
  append_power_of_two({&wide, code == 0 ? size_t{0} : size_t{1}}, 4, 0, out);
  out += '.';
}

// Text in the alphabet of knots: lower case, digits and hyphens stand for themselves, everything else is escaped.
bool append_escaped_text(std::string_view text, std::string& out) {
  bool sound = true;
  for (size_t i = 0; i < text.size();) {
    const auto lead = static_cast<uint8_t>(text[i]);
    const size_t length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    uint32_t code = lead < 0x80 ? lead : lead & (0xff >> (length + 1));
    for (size_t j = 1; j < length; ++j) {
      code = code << 6 | (i + j < text.size() ? static_cast<uint8_t>(text[i + j]) & 0x3fu : 0u);
    }
    std::string again;
    append_utf8(code, again);
    if ((lead < 0x20 && lead != '\n') || again != text.substr(i, length)) {
      sound = false;
      append_escape(lead, out);
      ++i;
      continue;
    }
    i += length;
    if ((code >= 'a' && code <= 'z') || (code >= '0' && code <= '9') || code == '-') {
      out += static_cast<char>(code);
    } else if (code == ' ') {
      out += '.';
    } else if (code == '.' || code == '~') {
      out += '~';
      out += static_cast<char>(code);
    } else {
      append_escape(code, out);
    }
  }
  return sound;
}

}  // namespace

bool append_atom(std::string_view aura, Noun atom, std::string& out, Kelvin kelvin) {
  uint64_t small;
  const Limbs limbs = limbs_of(atom, small);
  const char kind = aura.empty() ? '\0' : aura[0];
  const char sort = aura.size() < 2 ? '\0' : aura[1];
  switch (kind) {
    case 'c': {
      std::string text;
      for (uint64_t at = 0; at < significant_bits(limbs); at += 32) {
        // A code of 0 between others has no bytes, as in any cord.
        if (const uint64_t code = bits_at(limbs, at, 32); code != 0) append_utf8(static_cast<uint32_t>(code), text);
      }
      out += "~-";
      return append_escaped_text(text, out);
    }
    case 'd':
      if (sort == 'a') return append_date(limbs, pads_dates(kelvin) ? 2 : 1, out), true;
      if (sort == 'r') return append_duration(limbs, out), true;
      break;
    case 'f':
      if (atom == kYes || atom == kNo) return out += atom == kYes ? ".y" : ".n", true;
      break;
    case 'i':
      if (sort == 'f') return append_address(limbs, 8, 4, out), true;
      if (sort == 's') return append_address(limbs, 16, 8, out), true;
      break;
    case 'n':
      out += '~';
      return true;
    case 'p':
      append_ship(limbs, out);
      return true;
    case 'q':
      append_phonetic(limbs, out);
      return true;
    case 'r':
      switch (sort) {
        case 'd':
          return append_float(kDouble, atom, out), true;
        case 'h':
          return append_float(kHalf, atom, out), true;
        case 'q':
          return append_float(kQuad, atom, out), true;
        case 's':
          return append_float(kSingle, atom, out), true;
        default:
          break;
      }
      break;
    case 's':
      append_signed_aura(sort, limbs, out);
      return true;
    case 't':
      if (sort == 'a') {
        if (aura.size() < 3 || aura[2] != 's') out += "~.";
        append_bytes(out, atom);
        return true;
      }
      out += "~~";
      return append_escaped_text(cord_text(atom), out);
    case 'u':
      append_unsigned_aura(sort, limbs, out);
      return true;
    default:
      break;
  }
  append_plain_hex(limbs, out);
  return true;
}

bool append_coin(Noun coin, std::string& out, Kelvin kelvin) {
  check_stack();
  if (coin.is_atom()) return false;
  const Noun content = coin.tail();
  switch (coin.head().word()) {
    case ""_w:
      if (content.is_atom() || content.head().is_cell() || content.tail().is_cell()) return false;
      return append_atom(cord_text(content.head()), content.tail(), out, kelvin);
    case "blob"_w: {
      out += "~0";
      const std::vector<uint8_t> bytes = jam(content);
      std::vector<uint64_t> limbs((bytes.size() + 7) / 8);
      std::memcpy(limbs.data(), bytes.data(), bytes.size());
      append_power_of_two({limbs.data(), limbs.size()}, 5, 0, out);
      return true;
    }
    case "many"_w: {
      out += '.';
      Noun items = content;
      for (; items.is_cell(); items = items.tail()) {
        std::string item;
        if (!append_coin(items.head(), item, kelvin)) return false;
        out += '_';
        for (char c : item) {
          if (c == '\0') continue;
          if (c == '~' || c == '_') out += '~';
          out += c == '_' ? '-' : c;
        }
      }
      out += "__";
      return items == kNull;
    }
    default:
      return false;
  }
}

std::string scot(Noun aura, Noun atom, Kelvin kelvin) {
  std::string text;
  append_atom(cord_text(aura), atom, text, kelvin);
  std::erase(text, '\0');
  return text;
}

bool has_own_text(Noun coin) {
  if (coin.head() == ""_n) {
    const Noun value = coin.tail().tail();
    return coin.tail().head() != "if"_n || (value.is_direct() && value.direct_value() <= UINT32_MAX);
  }
  if (coin.head() != "many"_n) return true;
  Noun items = coin.tail();
  if (!items.is_cell()) return false;
  while (items.is_cell() && has_own_text(items.head())) items = items.tail();
  return !items.is_cell();
}

}  // namespace galena::hoon
