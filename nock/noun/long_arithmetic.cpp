#include "nock/noun/long_arithmetic.h"

#include <gmp.h>

#include <algorithm>
#include <bit>
#include <utility>
#include <vector>

#include "nock/base/check.h"
#include "nock/base/limits.h"

namespace galena::long_arithmetic {
namespace {

static_assert(GMP_NUMB_BITS == 64 && sizeof(mp_limb_t) == sizeof(Limb));

// Limbs that GMP is given at once: of a product, of a divisor or a root, of a number to be printed. As measured, 13 to
// 30 ms each.
constexpr size_t kProduct = size_t{1} << 16, kDivisor = size_t{1} << 15, kPrinted = size_t{1} << 13;
// Of what takes linear time: a millisecond.
constexpr size_t kLinear = size_t{1} << 20;

mp_limb_t* gmp(Limb* limbs) {
  return reinterpret_cast<mp_limb_t*>(limbs);
}
const mp_limb_t* gmp(const Limb* limbs) {
  return reinterpret_cast<const mp_limb_t*>(limbs);
}
mp_size_t size_of(size_t n) {
  return static_cast<mp_size_t>(n);
}

size_t significant(const Limb* a, size_t n) {
  Pace pace;
  for (; n > 0 && a[n - 1] == 0; --n) pace.step();
  return n;
}
void copy(Limb* out, const Limb* a, size_t n) {
  for (size_t i = 0; i < n; i += kLinear, poll()) std::copy_n(a + i, std::min(kLinear, n - i), out + i);
}
// Comparison from the top; the lengths are the same.
int compare(const Limb* a, const Limb* b, size_t n) {
  return mpn_cmp(gmp(a), gmp(b), size_of(n));
}
// a[0, n) += b, and a -= b, which are known to fit; n >= m.
void add_to(Limb* a, size_t n, const Limb* b, size_t m) {
  [[maybe_unused]] Limb carry = add(a, a, m, b, m);
  if (n > m) carry = mpn_add_1(gmp(a + m), gmp(a + m), size_of(n - m), carry);
  GALENA_CHECK(carry == 0);
}
void subtract_from(Limb* a, size_t n, const Limb* b, size_t m) {
  [[maybe_unused]] Limb borrow = subtract(a, a, m, b, m);
  if (n > m) borrow = mpn_sub_1(gmp(a + m), gmp(a + m), size_of(n - m), borrow);
  GALENA_CHECK(borrow == 0);
}

// ---- products ----

// A number in three parts of k limbs, a0 + a1 x + a2 x^2, at x = 1, -1 and 2: k + 1 limbs each.
struct Evaluated {
  Scratch<Limb> at_one, at_minus_one, at_two;
  bool negative;  // at -1
};
Evaluated evaluate(const Limb* a, size_t n, size_t k) {
  const Limb *const a0 = a, *const a1 = a + k, *const a2 = a + 2 * k;
  const size_t top = n - 2 * k;
  Evaluated e{Scratch<Limb>(k + 1), Scratch<Limb>(k + 1), Scratch<Limb>(k + 1), false};
  // a0 + a2, then with a1 on either side.
  Scratch<Limb> outer(k + 1);
  outer[k] = add(outer.data(), a0, k, a2, top);
  add(e.at_one.data(), outer.data(), k + 1, a1, k);
  e.negative = outer[k] == 0 && compare(outer.data(), a1, k) < 0;
  if (e.negative) {
    subtract(e.at_minus_one.data(), a1, k, outer.data(), k);
  } else {
    subtract(e.at_minus_one.data(), outer.data(), k + 1, a1, k);
  }
  // (2 a2 + a1) 2 + a0
  Limb* const two = e.at_two.data();
  copy(two, a2, top);
  mpn_lshift(gmp(two), gmp(two), size_of(k + 1), 1);
  add_to(two, k + 1, a1, k);
  mpn_lshift(gmp(two), gmp(two), size_of(k + 1), 1);
  add_to(two, k + 1, a0, k);
  return e;
}

// n limbs by n, n > kProduct: five products of a third.
void multiply_by_thirds(Limb* out, const Limb* a, const Limb* b, size_t n) {
  const size_t k = (n + 2) / 3, top = n - 2 * k, w = 2 * k + 2;
  Scratch<Limb> one(w), minus_one(w), two(w);
  bool negative;
  {
    const Evaluated p = evaluate(a, n, k);
    if (a == b) {
      multiply(one.data(), p.at_one.data(), k + 1, p.at_one.data(), k + 1);
      multiply(minus_one.data(), p.at_minus_one.data(), k + 1, p.at_minus_one.data(), k + 1);
      multiply(two.data(), p.at_two.data(), k + 1, p.at_two.data(), k + 1);
      negative = false;
    } else {
      const Evaluated q = evaluate(b, n, k);
      multiply(one.data(), p.at_one.data(), k + 1, q.at_one.data(), k + 1);
      multiply(minus_one.data(), p.at_minus_one.data(), k + 1, q.at_minus_one.data(), k + 1);
      multiply(two.data(), p.at_two.data(), k + 1, q.at_two.data(), k + 1);
      negative = p.negative != q.negative;
    }
  }
  // c0 and c4 go where they belong; the others are found from the values, none of which is less than 0.
  clear(out, 2 * n);
  multiply(out, a, k, b, k);
  multiply(out + 4 * k, a + 2 * k, top, b + 2 * k, top);
  const Limb *const c0 = out, *const c4 = out + 4 * k;
  const size_t c4_size = 2 * top;
  poll();
  // (one - minus_one) / 2 = c1 + c3, and (one + minus_one) / 2 = c0 + c2 + c4.
  Scratch<Limb> odd(w);
  if (negative) {
    add(odd.data(), one.data(), w, minus_one.data(), w);
    subtract_from(one.data(), w, minus_one.data(), w);
  } else {
    subtract(odd.data(), one.data(), w, minus_one.data(), w);
    add_to(one.data(), w, minus_one.data(), w);
  }
  mpn_rshift(gmp(odd.data()), gmp(odd.data()), size_of(w), 1);
  mpn_rshift(gmp(one.data()), gmp(one.data()), size_of(w), 1);
  Limb* const c2 = one.data();
  subtract_from(c2, w, c0, 2 * k);
  subtract_from(c2, w, c4, c4_size);
  poll();
  // (two - c0 - 4 c2 - 16 c4) / 2 = c1 + 4 c3
  subtract_from(two.data(), w, c0, 2 * k);
  mpn_submul_1(gmp(two.data()), gmp(c2), size_of(w), 4);
  const Limb borrow = mpn_submul_1(gmp(two.data()), gmp(c4), size_of(c4_size), 16);
  mpn_sub_1(gmp(two.data() + c4_size), gmp(two.data() + c4_size), size_of(w - c4_size), borrow);
  mpn_rshift(gmp(two.data()), gmp(two.data()), size_of(w), 1);
  poll();
  subtract_from(two.data(), w, odd.data(), w);
  Limb* const c3 = two.data();
  [[maybe_unused]] const Limb left = mpn_divexact_by3(gmp(c3), gmp(c3), size_of(w));
  GALENA_CHECK(left == 0);
  Limb* const c1 = odd.data();
  subtract_from(c1, w, c3, w);
  poll();
  add_to(out + k, 2 * n - k, c1, w);
  add_to(out + 2 * k, 2 * n - 2 * k, c2, w);
  add_to(out + 3 * k, 2 * n - 3 * k, c3, w);
}

// ---- quotients ----

void divide_two_by_one(Limb* q, Limb* a, const Limb* b, size_t n);

// q[0, h) and the remainder, in place, of a[0, 3h) by b[0, 2h), whose top bit is set; the quotient fits.
void divide_three_by_two(Limb* q, Limb* a, const Limb* b, size_t h) {
  if (compare(a + 2 * h, b + h, h) < 0) {
    divide_two_by_one(q, a + h, b + h, h);
  } else {
    // As large as it can be: what is left is a2 a1 - (x - 1) b1.
    std::fill_n(q, h, ~Limb{0});
    subtract_from(a + 2 * h, h, b + h, h);
    add_to(a + h, 2 * h, b + h, h);
  }
  // The remainder by b1 alone, less the quotient times b0; that was at most two too large.
  Scratch<Limb> product(2 * h);
  multiply(product.data(), q, h, b, h);
  Limb borrow = subtract(a, a, 3 * h, product.data(), 2 * h);
  while (borrow != 0) {
    mpn_sub_1(gmp(q), gmp(q), size_of(h), 1);
    borrow -= add(a, a, 3 * h, b, 2 * h);
  }
}

// q[0, n) and the remainder, in place, of a[0, 2n) by b[0, n), whose top bit is set; the quotient fits.
void divide_two_by_one(Limb* q, Limb* a, const Limb* b, size_t n) {
  poll();
  if (n <= kDivisor || n % 2 != 0) {
    Scratch<Limb> quotient(n + 1), remainder(n);
    mpn_tdiv_qr(gmp(quotient.data()), gmp(remainder.data()), 0, gmp(a), size_of(2 * n), gmp(b), size_of(n));
    GALENA_CHECK(quotient[n] == 0);
    copy(q, quotient.data(), n);
    copy(a, remainder.data(), n);
    clear(a + n, n);
    return;
  }
  divide_three_by_two(q + n / 2, a + n / 2, b, n / 2);
  divide_three_by_two(q, a, b, n / 2);
}

// ---- roots ----

// The root s[0, n) of a[0, 2n), one of whose top two bits is set, and in place what is left: n limbs, and the carry.
Limb root_of(Limb* s, Limb* a, size_t n) {
  poll();
  if (n <= kDivisor) {
    Scratch<Limb> rest(2 * n);
    const auto size = static_cast<size_t>(mpn_sqrtrem(gmp(s), gmp(rest.data()), gmp(a), size_of(2 * n)));
    std::fill(rest.begin() + static_cast<ptrdiff_t>(size), rest.end(), 0);
    copy(a, rest.data(), 2 * n);
    return a[n];
  }
  const size_t l = n / 2, h = n - l;
  // The upper half of it, from the upper part; then the lower by a division by twice that.
  const Limb above = root_of(s + l, a + 2 * l, h);
  GALENA_CHECK(above <= 1);
  Scratch<Limb> dividend(h + l + 1), quotient(l + 1), left(h + 1), twice(h + 1);
  copy(dividend.data(), a + l, h + l);
  dividend[h + l] = above;
  twice[h] = mpn_lshift(gmp(twice.data()), gmp(s + l), size_of(h), 1);
  const size_t m = significant(twice.data(), h + 1);
  divide(quotient.data(), left.data(), dividend.data(), h + l + 1, twice.data(), m);
  GALENA_CHECK(m == h + 1);
  // A quotient that is one more than fits is one too many: the upper half is right.
  if (quotient[l] != 0) {
    std::fill_n(quotient.begin(), l, ~Limb{0});
    add_to(left.data(), h + 1, twice.data(), h + 1);
  }
  copy(s, quotient.data(), l);
  copy(a + l, left.data(), h + 1);
  Scratch<Limb> square(2 * l);
  multiply(square.data(), s, l, s, l);
  Limb borrow = subtract(a, a, n + 1, square.data(), 2 * l);
  while (borrow != 0) {
    // r += 2s - 1, s -= 1
    borrow -= add(a, a, n + 1, s, n);
    mpn_sub_1(gmp(s), gmp(s), size_of(n), 1);
    borrow -= add(a, a, n + 1, s, n);
  }
  return a[n];
}

}  // namespace

void clear(Limb* out, size_t n) {
  for (size_t i = 0; i < n; i += kLinear, poll()) std::fill_n(out + i, std::min(kLinear, n - i), 0);
}

Limb add(Limb* out, const Limb* a, size_t n, const Limb* b, size_t m) {
  GALENA_CHECK(n >= m);
  if (n <= kLinear && m > 0) return mpn_add(gmp(out), gmp(a), size_of(n), gmp(b), size_of(m));
  Limb carry = 0;
  for (size_t i = 0; i < n; i += kLinear, poll()) {
    const size_t size = std::min(kLinear, n - i), both = i >= m ? 0 : std::min(size, m - i);
    const Limb before = carry;
    carry = both == 0 ? (std::copy_n(a + i, size, out + i), 0)
                      : mpn_add(gmp(out + i), gmp(a + i), size_of(size), gmp(b + i), size_of(both));
    carry += mpn_add_1(gmp(out + i), gmp(out + i), size_of(size), before);
  }
  return carry;
}

Limb subtract(Limb* out, const Limb* a, size_t n, const Limb* b, size_t m) {
  GALENA_CHECK(n >= m);
  if (n <= kLinear && m > 0) return mpn_sub(gmp(out), gmp(a), size_of(n), gmp(b), size_of(m));
  Limb borrow = 0;
  for (size_t i = 0; i < n; i += kLinear, poll()) {
    const size_t size = std::min(kLinear, n - i), both = i >= m ? 0 : std::min(size, m - i);
    const Limb before = borrow;
    borrow = both == 0 ? (std::copy_n(a + i, size, out + i), 0)
                       : mpn_sub(gmp(out + i), gmp(a + i), size_of(size), gmp(b + i), size_of(both));
    borrow += mpn_sub_1(gmp(out + i), gmp(out + i), size_of(size), before);
  }
  return borrow;
}

void multiply(Limb* out, const Limb* a, size_t n, const Limb* b, size_t m) {
  GALENA_CHECK(n > 0 && m > 0);
  poll();
  if (n < m) {
    std::swap(a, b);
    std::swap(n, m);
  }
  if (n <= kProduct) {
    if (a == b && n == m) {
      mpn_sqr(gmp(out), gmp(a), size_of(n));
    } else {
      mpn_mul(gmp(out), gmp(a), size_of(n), gmp(b), size_of(m));
    }
    return;
  }
  if (n == m) {
    multiply_by_thirds(out, a, b, n);
    return;
  }
  // In parts as long as the shorter one.
  const size_t part = std::max(m, kProduct);
  clear(out, n + m);
  Scratch<Limb> product(part + m);
  for (size_t i = 0; i < n; i += part) {
    const size_t size = std::min(part, n - i);
    multiply(product.data(), a + i, size, b, m);
    add_to(out + i, n + m - i, product.data(), size + m);
  }
}

void divide(Limb* quotient, Limb* remainder, const Limb* a, size_t n, const Limb* b, size_t m) {
  GALENA_CHECK(n >= m && m > 0 && b[m - 1] != 0);
  poll();
  if (m <= kDivisor && n <= 2 * kDivisor) {
    mpn_tdiv_qr(gmp(quotient), gmp(remainder), 0, gmp(a), size_of(n), gmp(b), size_of(m));
    return;
  }
  if (m <= kDivisor) {
    // From the top, so many limbs of the quotient at once.
    const size_t part = std::max(kDivisor - m / 2, m);
    Scratch<Limb> window(part + m), answer(part + 1);
    size_t left = n - n % part;
    copy(window.data(), a + left, n % part);
    size_t size = n % part;  // of the window
    // The first part has a limb of quotient more, as what comes before the others is less than the divisor.
    for (size_t first = 1;; poll()) {
      if (size >= m) {
        mpn_tdiv_qr(gmp(answer.data()), gmp(remainder), 0, gmp(window.data()), size_of(size), gmp(b), size_of(m));
        std::copy_n(answer.data(), size - m + std::exchange(first, 0), quotient + left);
        std::copy_n(remainder, m, window.data());
        size = m;
      }
      if (left == 0) break;
      const size_t more = std::min(part, left);
      left -= more;
      std::copy_backward(window.data(), window.data() + size, window.data() + size + more);
      copy(window.data(), a + left, more);
      size += more;
    }
    GALENA_CHECK(size == m);
    return;
  }
  // The divisor so long that it can be halved until it is short, with its top bit set; and the dividend in parts of
  // that length, the first of which is less than the divisor.
  size_t unit = m, halvings = 0;
  for (; unit > kDivisor; unit = (unit + 1) / 2) ++halvings;
  const size_t size = unit << halvings, shift = size - m;
  const auto bits = static_cast<unsigned>(std::countl_zero(b[m - 1]));
  const size_t parts = (n + shift + 1 + size - 1) / size;
  Scratch<Limb> divisor(size), dividend(parts * size), answer(parts * size);
  copy(divisor.data() + shift, b, m);
  copy(dividend.data() + shift, a, n);
  if (bits != 0) {
    mpn_lshift(gmp(divisor.data() + shift), gmp(divisor.data() + shift), size_of(m), bits);
    mpn_lshift(gmp(dividend.data() + shift), gmp(dividend.data() + shift), size_of(n + 1), bits);
  }
  poll();
  Scratch<Limb> window(2 * size);
  copy(window.data(), dividend.data() + (parts - 1) * size, size);
  if (compare(window.data(), divisor.data(), size) >= 0) {
    subtract_from(window.data(), size, divisor.data(), size);
    answer[(parts - 1) * size] = 1;
  }
  for (size_t i = parts - 1; i-- > 0;) {
    copy(window.data() + size, window.data(), size);
    copy(window.data(), dividend.data() + i * size, size);
    divide_two_by_one(answer.data() + i * size, window.data(), divisor.data(), size);
  }
  if (bits != 0) mpn_rshift(gmp(window.data()), gmp(window.data()), size_of(size), bits);
  copy(remainder, window.data() + shift, m);
  GALENA_CHECK(significant(answer.data(), answer.size()) <= n - m + 1);
  copy(quotient, answer.data(), n - m + 1);
}

size_t square_root(Limb* root, Limb* rest, const Limb* a, size_t n) {
  GALENA_CHECK(n > 0 && a[n - 1] != 0);
  if (n <= 2 * kDivisor) return static_cast<size_t>(mpn_sqrtrem(gmp(root), gmp(rest), gmp(a), size_of(n)));
  // With an even number of limbs, and one of the top two bits set: times a power of 4, whose root is taken out after.
  const size_t half = (n + 1) / 2;
  const auto bits = static_cast<unsigned>(std::countl_zero(a[n - 1])) & ~1u;
  Scratch<Limb> scaled(2 * half), found(half);
  copy(scaled.data() + (2 * half - n), a, n);
  if (bits != 0) mpn_lshift(gmp(scaled.data()), gmp(scaled.data()), size_of(2 * half), bits);
  root_of(found.data(), scaled.data(), half);
  // By 2^(32 + bits / 2), or without the limb.
  const unsigned down = bits / 2 + (2 * half == n ? 0 : 32);
  if (down != 0) mpn_rshift(gmp(found.data()), gmp(found.data()), size_of(half), down);
  copy(root, found.data(), half);
  Scratch<Limb> square(2 * half);
  multiply(square.data(), root, half, root, half);
  [[maybe_unused]] const Limb borrow = subtract(rest, a, n, square.data(), std::min(n, 2 * half));
  GALENA_CHECK(borrow == 0);
  return significant(rest, n);
}

namespace {

// Powers of ten, each the square of the one before it: the number of their digits less one, and their limbs.
struct Power {
  size_t digits;
  Scratch<Limb> limbs;
};

// Decimal digits that take some half of what is printed at once.
constexpr size_t kDigits = kPrinted * 9;

// The first has so many digits; `wants_more(last)`: whether the square of the last is needed.
template <class WantsMore>
std::vector<Power> powers_of_ten(WantsMore wants_more) {
  Scratch<Limb> first(kPrinted);
  mpz_t power;
  mpz_init(power);
  mpz_ui_pow_ui(power, 10, kDigits);
  const size_t size = mpz_size(power);
  std::copy_n(mpz_limbs_read(power), size, first.data());
  mpz_clear(power);
  first.resize(size);
  std::vector<Power> powers;
  powers.push_back({kDigits, std::move(first)});
  while (wants_more(powers.back())) {
    const Power& last = powers.back();
    Scratch<Limb> square(2 * last.limbs.size());
    multiply(square.data(), last.limbs.data(), last.limbs.size(), last.limbs.data(), last.limbs.size());
    square.resize(significant(square.data(), square.size()));
    powers.push_back({2 * last.digits, std::move(square)});
  }
  return powers;
}

// Appends `a`, with zeros in front up to `width` digits, or as it is where that is 0. `powers`: those that may be
// needed.
void append_padded(std::string& out, const Limb* a, size_t n, const std::vector<Power>& powers, size_t level,
                   size_t width) {
  n = significant(a, n);
  while (level > 0 && powers[level - 1].limbs.size() > n) --level;
  if (n <= kPrinted || level == 0) {
    std::string digits;
    if (n > 0) {
      Scratch<Limb> copied(n + 1);
      copy(copied.data(), a, n);
      digits.resize(n * 20 + 1);
      const size_t size =
          mpn_get_str(reinterpret_cast<unsigned char*>(digits.data()), 10, gmp(copied.data()), size_of(n));
      digits.resize(size);
      digits.erase(0, digits.find_first_not_of('\0'));
      for (char& c : digits) c = static_cast<char>(c + '0');
    }
    if (digits.size() < width) out.append(width - digits.size(), '0');
    out += digits;
    poll();
    return;
  }
  const Power& power = powers[level - 1];
  const size_t m = power.limbs.size();
  Scratch<Limb> quotient(n - m + 1), remainder(m);
  divide(quotient.data(), remainder.data(), a, n, power.limbs.data(), m);
  const bool padded = width != 0;
  const size_t before = out.size();
  append_padded(out, quotient.data(), quotient.size(), powers, level - 1, padded ? width - power.digits : 0);
  append_padded(out, remainder.data(), m, powers, level - 1, padded || out.size() > before ? power.digits : 0);
}

// As read_decimal; `powers`: those that may be needed.
size_t read_part(Limb* out, const uint8_t* digits, size_t n, const std::vector<Power>& powers, size_t level) {
  const uint8_t* const first = std::find_if(digits, digits + n, [](uint8_t digit) { return digit != 0; });
  n -= static_cast<size_t>(first - digits);
  digits = first;
  while (level > 0 && powers[level - 1].digits >= n) --level;
  if (level == 0) {
    poll();
    return n == 0 ? 0 : static_cast<size_t>(mpn_set_str(gmp(out), digits, n, 10));
  }
  const Power& power = powers[level - 1];
  const size_t above = n - power.digits;
  Scratch<Limb> high(limbs_of_digits(above)), low(limbs_of_digits(power.digits));
  const size_t m = read_part(high.data(), digits, above, powers, level - 1);
  const size_t below = read_part(low.data(), digits + above, power.digits, powers, level - 1);
  GALENA_CHECK(m > 0);
  const size_t length = m + power.limbs.size();
  multiply(out, high.data(), m, power.limbs.data(), power.limbs.size());
  if (below > 0) add_to(out, length, low.data(), below);
  return significant(out, length);
}

}  // namespace

void append_decimal(std::string& out, const Limb* a, size_t n) {
  GALENA_CHECK(n > 0 && a[n - 1] != 0);
  // The last of about half the number.
  const std::vector<Power> powers =
      n <= kPrinted ? std::vector<Power>()
                    : powers_of_ten([n](const Power& last) { return last.limbs.size() * 2 <= n + 1; });
  append_padded(out, a, n, powers, powers.size(), 0);
}

size_t read_decimal(Limb* out, const uint8_t* digits, size_t n) {
  const std::vector<Power> powers =
      n <= kDigits ? std::vector<Power>() : powers_of_ten([n](const Power& last) { return last.digits * 2 < n; });
  return read_part(out, digits, n, powers, powers.size());
}

}  // namespace galena::long_arithmetic
