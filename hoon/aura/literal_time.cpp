// Dates and durations: 64 bits of seconds over 64 bits of fractions, counted from the year -292,277,024,400.
#include <algorithm>
#include <array>
#include <vector>

#include "hoon/aura/dates.h"
#include "hoon/aura/literal.h"
#include "hoon/noun/big.h"
#include "hoon/noun/error.h"
#include "nock/base/check.h"

namespace galena::hoon {
namespace {

const Big kEpoch("292277024400");
constexpr unsigned kSecondsPerDay = 86400;

bool is_leap(const Big& year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

// Days before the day `day` (from 1) of the month `month` (from 1) of `year`, in the Gregorian calendar without end.
Big days_before(const Big& year, unsigned month, const Big& day) {
  GALENA_CHECK(month >= 1 && month <= 12 && day >= 1 && year >= 0);
  static constexpr std::array<unsigned, 12> kBefore = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
  const Big leaps = (year + 3) / 4 - (year + 99) / 100 + (year + 399) / 400;
  Big days = year * 365 + leaps + kBefore[month - 1] + day - 1;
  if (month > 2 && is_leap(year)) ++days;
  return days;
}

}  // namespace

// ..beef.f00d: up to four groups of 16 bits. A fifth makes the reference crash.
bool Literals::fraction(Noun& bits) {
  bits = Noun::direct(0);
  const char* const start = in_.position();
  if (!in_.take("..")) return in_.fail(start);
  uint64_t value = 0;
  int groups = 0;
  for (;;) {
    const char* const before = in_.position();
    if (groups > 0 && !in_.take('.')) break;
    uint64_t group = 0;
    bool whole = true;
    for (int i = 0; whole && i < 4; ++i) {
      const int v = lower_hex_value(in_.peek());
      whole = v >= 0;
      if (whole) {
        in_.bump();
        group = group * 16 + static_cast<uint64_t>(v);
      }
    }
    if (!whole) {
      in_.fail(before);
      break;
    }
    if (++groups > 4) refuse(ErrorKind::underflow);
    value |= group << (64 - groups * 16);
  }
  if (groups == 0) return in_.fail(start);
  bits = arena_.atom(value);
  return true;
}

// ~2020.12.31, with a hyphen after a year before Christ, perhaps ..23.59.59, perhaps then a fraction.
Noun Literals::date() {
  const char* const start = in_.position();
  const Noun year = axis_number();
  if (year.is_none()) return Noun::none();
  const bool before_christ = in_.take('-');
  if (!in_.take('.')) return in_.none(start);
  unsigned month = 0;
  // A zero in front of one digit from 1.
  const auto padded = [&] {
    const char* const zero = in_.position();
    if (!pads_dates(kelvin_) || !in_.take('0')) return false;
    return (in_.peek() >= '1' && in_.peek() <= '9') || in_.fail(zero);
  };
  const char* const month_start = in_.position();
  if (in_.take('1') && in_.peek() >= '0' && in_.peek() <= '2') {
    month = 10 + static_cast<unsigned>(in_.peek() - '0');
    in_.bump();
  } else {
    in_.fail(month_start);
    padded();
    const int c = in_.peek();
    if (c < '1' || c > '9') return in_.none(start);
    month = static_cast<unsigned>(c - '0');
    in_.bump();
  }
  if (!in_.take('.')) return in_.none(start);
  Noun day = Noun::none();
  if (padded()) {
    day = Noun::direct(static_cast<uint64_t>(in_.peek() - '0'));
    in_.bump();
  } else if (in_.peek() != '0') {
    day = axis_number();
  }
  if (day.is_none()) return in_.none(start);

  std::array<Big, 3> clock = {0, 0, 0};
  Noun fraction_bits = Noun::direct(0);
  const char* const clock_start = in_.position();
  const auto field = [&](Big& into) {
    // Any decimal digits, leading zeros as well.
    std::string digits;
    while (is_digit(in_.peek())) {
      digits.push_back(static_cast<char>(in_.peek()));
      in_.bump();
    }
    if (digits.empty()) return false;
    mpz_set_str(into.backend().data(), digits.c_str(), 10);
    return true;
  };
  if (in_.take("..") && field(clock[0]) && in_.take('.') && field(clock[1]) && in_.take('.') && field(clock[2])) {
    fraction(fraction_bits);
  } else {
    clock = {0, 0, 0};
    in_.fail(clock_start);
  }

  Big shifted = big_from_atom(year);
  if (before_christ) {
    if (shifted == 0 || shifted - 1 > kEpoch) refuse(ErrorKind::underflow);
    shifted = kEpoch - (shifted - 1);
  } else {
    shifted += kEpoch;
  }
  const Big seconds =
      days_before(shifted, month, big_from_atom(day)) * kSecondsPerDay + clock[0] * 3600 + clock[1] * 60 + clock[2];
  return atom_from_big(arena_, (seconds << 64) | big_from_atom(fraction_bits));
}

// ~d1.h2.m3.s4: any of the four, in any order and number; perhaps then a fraction.
Noun Literals::duration() {
  const char* const start = in_.position();
  Big seconds = 0;
  bool any = false;
  for (;;) {
    const char* const before = in_.position();
    if (any && !in_.take('.')) break;
    unsigned unit = 0;
    switch (in_.peek()) {
      case 'd':
        unit = kSecondsPerDay;
        break;
      case 'h':
        unit = 3600;
        break;
      case 'm':
        unit = 60;
        break;
      case 's':
        unit = 1;
        break;
      default:
        break;
    }
    if (unit == 0) {
      in_.fail(before);
      break;
    }
    in_.bump();
    const Noun count = axis_number();
    if (count.is_none()) {
      in_.fail(before);
      break;
    }
    seconds += big_from_atom(count) * unit;
    any = true;
  }
  if (!any) return in_.none(start);
  Noun fraction_bits;
  fraction(fraction_bits);
  return atom_from_big(arena_, (seconds << 64) | big_from_atom(fraction_bits));
}

}  // namespace galena::hoon
