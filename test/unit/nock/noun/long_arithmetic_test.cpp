// Arithmetic on long rows of limbs against GMP's own, around the lengths at which the ways of doing it change.
#include "nock/noun/long_arithmetic.h"

#include <doctest/doctest.h>
#include <gmp.h>

#include <random>
#include <string>
#include <vector>

#include "nock/base/limits.h"

using namespace galena;

namespace {

using Limbs64 = std::vector<uint64_t>;

mp_limb_t* gmp(Limbs64& limbs) {
  return reinterpret_cast<mp_limb_t*>(limbs.data());
}
mp_size_t size(const Limbs64& limbs) {
  return static_cast<mp_size_t>(limbs.size());
}

// What numbers look like: any bits; all ones; one bit; ones and then zeros.
enum class Look { random, ones, power, runs };
constexpr Look kLooks[] = {Look::random, Look::ones, Look::power, Look::runs};

Limbs64 number(size_t n, Look look, uint64_t seed) {
  Limbs64 made(n);
  std::mt19937_64 random(seed);
  for (size_t i = 0; i < n; ++i) {
    switch (look) {
      case Look::random:
        made[i] = random();
        break;
      case Look::ones:
        made[i] = ~uint64_t{0};
        break;
      case Look::power:
        break;
      case Look::runs:
        made[i] = (i / 7 + seed) % 3 == 0 ? ~uint64_t{0} : 0;
        break;
    }
  }
  if (made.back() == 0) made.back() = uint64_t{1} << (seed * 7 % 64);
  return made;
}

void check_product(const Limbs64& a, const Limbs64& b) {
  Limbs64 x = a, y = b, ours(a.size() + b.size()), theirs(ours.size());
  long_arithmetic::multiply(ours.data(), a.data(), a.size(), b.data(), b.size());
  if (a.size() >= b.size()) {
    mpn_mul(gmp(theirs), gmp(x), size(x), gmp(y), size(y));
  } else {
    mpn_mul(gmp(theirs), gmp(y), size(y), gmp(x), size(x));
  }
  CHECK((ours == theirs));
}

void check_quotient(const Limbs64& a, const Limbs64& b) {
  Limbs64 x = a, y = b, q(a.size() - b.size() + 1), r(b.size()), q2(q.size()), r2(r.size());
  long_arithmetic::divide(q.data(), r.data(), a.data(), a.size(), b.data(), b.size());
  mpn_tdiv_qr(gmp(q2), gmp(r2), 0, gmp(x), size(x), gmp(y), size(y));
  CHECK((q == q2));
  CHECK((r == r2));
}

void check_root(const Limbs64& a) {
  Limbs64 x = a, s((a.size() + 1) / 2), r(a.size()), s2(s.size()), r2(r.size());
  r.resize(long_arithmetic::square_root(s.data(), r.data(), a.data(), a.size()));
  r2.resize(static_cast<size_t>(mpn_sqrtrem(gmp(s2), gmp(r2), gmp(x), size(x))));
  CHECK((s == s2));
  CHECK((r == r2));
}

void check_digits(const Limbs64& a) {
  Limbs64 x = a;
  mpz_t value;
  mpz_roinit_n(value, gmp(x), size(x));
  std::string theirs(mpz_sizeinbase(value, 10) + 2, '\0'), ours = "say ";
  mpz_get_str(theirs.data(), 10, value);
  theirs.resize(theirs.find('\0'));
  long_arithmetic::append_decimal(ours, a.data(), a.size());
  CHECK((ours == "say " + theirs));
  // And back, with zeros in front.
  Limbs64 values(long_arithmetic::limbs_of_digits(theirs.size() + 3), 99);
  std::vector<uint8_t> digits(3, 0);
  for (const char c : theirs) digits.push_back(static_cast<uint8_t>(c - '0'));
  values.resize(long_arithmetic::read_decimal(values.data(), digits.data(), digits.size()));
  CHECK((values == a));
}

// Is to stop once it has been asked for memory so many times.
class Stopped : public Limits {
 public:
  void take(size_t bytes) override {
    taken += bytes;
    if (++takes == 20) stop();
  }
  void give_back(size_t bytes) override { taken -= bytes; }
  size_t taken = 0, takes = 0;
};

}  // namespace

TEST_CASE("products of any lengths are GMP's") {
  for (const Look look : kLooks) {
    for (const auto& [n, m] : {std::pair<size_t, size_t>{1, 1},
                               {3, 200},
                               {65536, 65536},
                               {65537, 65537},
                               {65538, 65537},
                               {200000, 1},
                               {1, 200000},
                               {150001, 65600},
                               {70000, 140003},
                               {200000, 200000}}) {
      check_product(number(n, look, n), number(m, look, m + 1));
    }
    Limbs64 a = number(100003, look, 5), ours(2 * a.size()), theirs(2 * a.size());
    long_arithmetic::multiply(ours.data(), a.data(), a.size(), a.data(), a.size());
    mpn_sqr(gmp(theirs), gmp(a), size(a));
    CHECK((ours == theirs));
  }
}

TEST_CASE("quotients and remainders of any lengths are GMP's") {
  for (const auto& [n, m] : {std::pair<size_t, size_t>{1, 1},
                             {65537, 5},
                             {100001, 1},
                             {98304, 32768},
                             {65536, 32769},
                             {32770, 32769},
                             {110001, 55001},
                             {70000, 69999},
                             {70000, 70000},
                             {150000, 40001}}) {
    check_quotient(number(n, Look::random, n), number(m, Look::random, m + 1));
    check_quotient(number(n, Look::ones, n), number(m, Look::runs, m + 1));
    check_quotient(number(n, Look::runs, n), number(m, Look::ones, m + 1));
    check_quotient(number(n, Look::power, n), number(m, Look::power, m + 1));
  }
}

TEST_CASE("roots of any lengths are GMP's") {
  for (const Look look : kLooks) {
    for (const size_t n : {1, 2, 65536, 65537, 65538, 131075}) check_root(number(n, look, n + 3));
  }
  // Squares, and what is one less and one more.
  Limbs64 root = number(40001, Look::ones, 1), square(2 * root.size());
  mpn_sqr(gmp(square), gmp(root), size(root));
  check_root(square);
  --square[0];
  check_root(square);
  square[0] += 2;
  check_root(square);
}

TEST_CASE("decimal digits of any length are GMP's") {
  for (const Look look : kLooks) {
    for (const size_t n : {1, 2, 8192, 8193, 16384, 50001}) check_digits(number(n, look, n + 3));
  }
  // With long rows of zeros in the middle, and of nines.
  mpz_t ten;
  mpz_init(ten);
  for (const unsigned digits : {73728u, 147456u, 500000u}) {
    for (const int less : {0, 1}) {
      mpz_ui_pow_ui(ten, 10, digits);
      mpz_sub_ui(ten, ten, static_cast<unsigned>(less));
      const auto* const limbs = reinterpret_cast<const uint64_t*>(mpz_limbs_read(ten));
      check_digits(Limbs64(limbs, limbs + mpz_size(ten)));
    }
  }
  mpz_clear(ten);
}

TEST_CASE("sums with a carry through millions of limbs") {
  const size_t n = (size_t{1} << 21) + 5;
  Limbs64 ones(n, ~uint64_t{0}), sum(n), one { 1 };
  CHECK(long_arithmetic::add(sum.data(), ones.data(), n, one.data(), 1) == 1);
  CHECK((sum == Limbs64(n)));
  CHECK(long_arithmetic::subtract(sum.data(), sum.data(), n, one.data(), 1) == 1);
  CHECK((sum == ones));
  CHECK(long_arithmetic::add(sum.data(), ones.data(), n, ones.data(), n) == 1);
  CHECK((sum[0] == ~uint64_t{1} && sum[n - 1] == ~uint64_t{0}));
}

TEST_CASE("arithmetic that would take long ends when it is asked to, and counts what it works with") {
  Stopped limits;
  const Limbs64 a = number(size_t{1} << 21, Look::random, 1), b = number(size_t{1} << 21, Look::ones, 2);
  const auto ends = [&](auto body) {
    const Under under(&limits);
    limits.allow();
    limits.takes = 0;
    CHECK_THROWS_AS(body(), Interrupted);
    // It works in parts, and does not go on to many of them.
    CHECK(limits.takes < 30);
    CHECK(limits.taken == 0);
  };
  Limbs64 out(a.size() + b.size()), rest(a.size());
  std::string digits;
  ends([&] { long_arithmetic::multiply(out.data(), a.data(), a.size(), b.data(), b.size()); });
  ends([&] { long_arithmetic::divide(out.data(), rest.data(), a.data(), a.size(), b.data(), b.size() / 2); });
  ends([&] { long_arithmetic::square_root(out.data(), rest.data(), a.data(), a.size()); });
  ends([&] { long_arithmetic::append_decimal(digits, a.data(), a.size()); });
  const std::vector<uint8_t> nines(a.size() * 16, 9);
  ends([&] { long_arithmetic::read_decimal(out.data(), nines.data(), nines.size()); });
}
