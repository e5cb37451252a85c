#include "jets/decimal.h"

#include <gmp.h>

#include <optional>
#include <utility>

#include "jets/sample.h"
#include "nock/base/limits.h"

namespace galena::jets {
namespace {

constexpr int64_t kMost = int64_t{1} << 18;  // bits, exponents

// An integer of GMP's.
class Number {
 public:
  Number() { mpz_init(z_); }
  explicit Number(uint64_t value) { mpz_init_set_ui(z_, value); }
  explicit Number(Noun atom) {
    uint64_t small;
    const Limbs limbs = limbs_of(atom, small);
    mpz_init(z_);
    mpz_import(z_, limbs.size, -1, 8, 0, 0, limbs.data);
  }
  ~Number() { mpz_clear(z_); }
  Number(const Number& other) { mpz_init_set(z_, other.z_); }
  Number& operator=(const Number&) = delete;

  int64_t bits() const { return mpz_sgn(z_) == 0 ? 0 : static_cast<int64_t>(mpz_sizeinbase(z_, 2)); }
  bool is_zero() const { return mpz_sgn(z_) == 0; }
  bool is_odd() const { return mpz_odd_p(z_) != 0; }
  // Whether it is a power of two.
  bool is_power() const { return !is_zero() && static_cast<int64_t>(mpz_scan1(z_, 0)) + 1 == bits(); }
  Number& operator<<=(int64_t by) { return mpz_mul_2exp(z_, z_, static_cast<mp_bitcnt_t>(by)), *this; }
  Number& operator>>=(int64_t by) { return mpz_fdiv_q_2exp(z_, z_, static_cast<mp_bitcnt_t>(by)), *this; }
  Number& operator+=(const Number& other) { return mpz_add(z_, z_, other.z_), *this; }
  Number& operator+=(uint64_t n) { return mpz_add_ui(z_, z_, n), *this; }
  Number& operator-=(uint64_t n) { return mpz_sub_ui(z_, z_, n), *this; }
  Number& operator*=(uint64_t n) { return mpz_mul_ui(z_, z_, n), *this; }
  // Becomes what is left by the divisor; the quotient, which is small.
  uint64_t divide(const Number& divisor) {
    Number quotient;
    mpz_fdiv_qr(quotient.z_, z_, z_, divisor.z_);
    return mpz_get_ui(quotient.z_);
  }
  // Its lowest bits.
  Number low(int64_t bits) const {
    Number result;
    mpz_fdiv_r_2exp(result.z_, z_, static_cast<mp_bitcnt_t>(bits));
    return result;
  }
  friend int compare(const Number& a, const Number& b) { return mpz_cmp(a.z_, b.z_); }
  Noun atom(Heap& heap) const {
    Scratch<uint64_t> limbs(mpz_size(z_));
    for (size_t i = 0; i < limbs.size(); ++i) limbs[i] = mpz_getlimbn(z_, static_cast<mp_size_t>(i));
    return heap.atom_limbs(limbs);
  }

 private:
  mpz_t z_;
};

// Signed atoms: 0, -1, 1, -2, ... are 0, 1, 2, 3, ... None where it is far from 0.
std::optional<int64_t> read_signed(Noun atom) {
  if (atom.is_none() || !atom.is_direct() || atom.direct_value() > 2 * kMost) return std::nullopt;
  const auto value = static_cast<int64_t>(atom.direct_value());
  return (value & 1) == 0 ? value / 2 : -(value + 1) / 2;
}
Noun write_signed(int64_t value) {
  return Noun::direct(value >= 0 ? static_cast<uint64_t>(value) * 2 : static_cast<uint64_t>(-value) * 2 - 1);
}

// What the door says.
struct Precision {
  int64_t bits, lowest, highest;
  bool unbounded, flushes;  // d: %i, %f
};
std::optional<Precision> precision_of(Noun gate) {
  const Noun sizes = head_of(tail_of(context(gate)));
  const Noun triple = head_of(sizes), below = tail_of(tail_of(sizes));
  const Noun p = head_of(triple), w = tail_of(tail_of(triple));
  const auto lowest = read_signed(head_of(tail_of(triple)));
  if (below.is_none() || !lowest || w.is_none() || !w.is_direct() || !p.is_direct()) return std::nullopt;
  if (p.direct_value() < 2 || p.direct_value() > kMost || w.direct_value() > kMost) return std::nullopt;
  return Precision{static_cast<int64_t>(p.direct_value()), *lowest, static_cast<int64_t>(w.direct_value()) + *lowest,
                   below == "i"_n, below == "f"_n};
}

struct Value {
  int64_t e;
  Number a;
};
// With all bits, as far as exponents go down.
void expand(const Precision& p, Value& v) {
  const int64_t lack = p.bits - v.a.bits();
  if (lack <= 0) return;
  const int64_t by = p.unbounded ? lack : std::min(lack, std::max<int64_t>(v.e - p.lowest, 0));
  v.a <<= by;
  v.e -= by;
}

// [e a], with digits that are not 0.
bool is_value(Noun noun, int64_t& e) {
  const auto exponent = read_signed(head_of(noun));
  const Noun a = tail_of(noun);
  if (!exponent || a.is_none() || !a.is_atom() || a == Noun::zero()) return false;
  e = *exponent;
  return bit_length(a) <= kMost;
}

enum class Side : uint8_t { none, low, half, high };
// Where so many lowest bits lie. What is not exact is more than its bits say.
Side side_of(int64_t by, Number lost, bool exact) {
  const bool nothing = lost.is_zero();
  Number unit(uint64_t{1});
  unit <<= by;
  lost <<= 1;
  const int order = compare(lost, unit);
  if (order < 0) return exact && nothing ? Side::none : Side::low;
  if (order > 0 || !exact) return Side::high;
  return nothing ? Side::none : Side::half;
}

enum class Way : uint8_t { down, up, less, more, even, away, toward };
std::optional<Way> way_of(Noun t) {
  static constexpr std::pair<Noun, Way> kWays[] = {{"fl"_n, Way::down},  {"ce"_n, Way::up},   {"sm"_n, Way::less},
                                                   {"lg"_n, Way::more},  {"ne"_n, Way::even}, {"na"_n, Way::away},
                                                   {"nt"_n, Way::toward}};
  for (const auto& [name, way] : kWays) {
    if (name == t) return way;
  }
  return std::nullopt;
}
bool lifts(Way way, const Number& kept, Side at) {
  switch (way) {
    case Way::down:
    case Way::less:
      return false;
    case Way::more:
      return true;
    case Way::up:
      return at != Side::none;
    case Way::away:
      return at == Side::half || at == Side::high;
    case Way::toward:
      return at == Side::high;
    case Way::even:
      return at == Side::high || (at == Side::half && kept.is_odd());
  }
  return false;
}

}  // namespace

Noun drg(Machine& machine, Noun core) {
  const auto p = precision_of(core);
  const Noun value = sample(core);
  int64_t exponent;
  if (!p || !is_value(value, exponent)) return kDecline;
  Value v{exponent, Number(value.tail())};
  expand(*p, v);
  // The number is top over bottom, and its neighbours are so far below and above.
  Number top(v.a), bottom(uint64_t{2}), below(uint64_t{1});
  top <<= 1;
  if (v.e >= 0) {
    top <<= v.e;
    below <<= v.e;
  } else {
    bottom <<= -v.e;
  }
  Number above(below);
  if (v.a.is_power() && v.a.bits() == p->bits && (v.e != p->lowest || p->unbounded)) {
    top <<= 1;
    bottom <<= 1;
    above <<= 1;
  }
  const auto sum_is = [&](const Number& n) {
    Number sum(n);
    sum += above;
    return compare(sum, bottom);
  };
  int64_t k = 0;
  for (;; --k, poll()) {
    Number tenfold(top);
    if (compare(tenfold *= 10, bottom) >= 0) break;
    top *= 10;
    below *= 10;
    above *= 10;
  }
  for (; sum_is(top) >= 0; ++k, poll()) bottom *= 10;
  Number digits;
  for (bool last = false; !last; poll()) {
    --k;
    below *= 10;
    above *= 10;
    const uint64_t digit = (top *= 10).divide(bottom);
    const bool low = compare(top, below) < 0, high = sum_is(top) > 0;
    digits *= 10;
    digits += digit;
    last = low || high;
    Number twice(top);
    if (last && high && (!low || compare(twice <<= 1, bottom) > 0)) digits += 1;
  }
  return machine.heap().cons(write_signed(k), digits.atom(machine.heap()));
}

Noun lug(Machine& machine, Noun core) {
  const auto p = precision_of(core);
  const auto [t, value, exactly] = three(core);
  int64_t exponent;
  if (!p || t.is_none() || !is_value(value, exponent)) return kDecline;
  const auto way = way_of(t);
  if (!way || (exactly != kYes && exactly != kNo)) return kDecline;
  const bool exact = exactly == kYes;
  Value v{exponent, Number(value.tail())};
  const int64_t over = std::max<int64_t>(v.a.bits() - p->bits, 0);
  if (!exact && over == 0) return kDecline;
  const int64_t by = std::max(over, p->unbounded ? 0 : std::max<int64_t>(p->lowest - v.e, 0));
  const Side at = side_of(by, v.a.low(by), exact);
  v.e += by;
  v.a >>= by;
  expand(*p, v);
  if (lifts(*way, v.a, at)) v.a += 1;
  if (*way == Way::less && at == Side::none) {
    if (v.a.is_zero()) return kDecline;
    // The number before, below which the steps may be half as long.
    Number fine(v.a);
    fine <<= 1;
    fine -= 1;
    if (fine.bits() > p->bits || (v.e == p->lowest && !p->unbounded)) {
      v.a -= 1;
    } else {
      --v.e;
      v.a <<= 1;
      v.a -= 1;
    }
  }
  if (v.a.bits() == p->bits + 1) {
    ++v.e;
    v.a >>= 1;
  }
  Heap& heap = machine.heap();
  if (v.a.is_zero() || (p->flushes && v.a.bits() != p->bits))
    return heap.tuple("f"_n, kYes, Noun::zero(), Noun::zero());
  if (!p->unbounded && v.e > p->highest) return heap.cons("i"_n, kYes);
  return heap.tuple("f"_n, kYes, write_signed(v.e), v.a.atom(heap));
}

}  // namespace galena::jets
