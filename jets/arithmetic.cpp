#include "jets/arithmetic.h"

#include <gmp.h>

#include <algorithm>
#include <bit>
#include <span>
#include <utility>

#include "jets/sample.h"
#include "nock/base/check.h"
#include "nock/base/limits.h"
#include "nock/noun/equal.h"
#include "nock/noun/long_arithmetic.h"

// Limbs of a noun are limbs of GMP: 64 bits, least significant first.
static_assert(GMP_NUMB_BITS == 64);

namespace galena::jets {
namespace {

struct Operand {
  explicit Operand(Noun atom) : limbs(limbs_of(atom, small)) {}
  Operand(const Operand&) = delete;
  const mp_limb_t* data() const { return reinterpret_cast<const mp_limb_t*>(limbs.data); }
  mp_size_t size() const { return static_cast<mp_size_t>(limbs.size); }
  uint64_t small = 0;
  Limbs limbs;
};
const mp_limb_t* gmp(const uint64_t* limbs) {
  return reinterpret_cast<const mp_limb_t*>(limbs);
}

bool both_direct(Noun a, Noun b) {
  return a.is_direct() && b.is_direct();
}

int compare(Noun a, Noun b) {
  if (both_direct(a, b)) return a.word() < b.word() ? -1 : a.word() > b.word() ? 1 : 0;
  return atom_less(a, b) ? -1 : atom_equal(a, b) ? 0 : 1;
}

// Nobody looks through a trace of more frames than these, and counting further for one takes long.
constexpr uint64_t kTurns = 4096;
bool is_far(Noun a) {
  return !a.is_direct() || a.direct_value() > kTurns;
}

// Whether q * y + r is x.
[[maybe_unused]] bool makes(std::span<const uint64_t> q, const Operand& y, std::span<const uint64_t> r,
                            const Operand& x) {
  Scratch<uint64_t> product(q.size() + y.limbs.size);
  long_arithmetic::multiply(product.data(), q.data(), q.size(), y.limbs.data, y.limbs.size);
  const uint64_t carry = long_arithmetic::add(product.data(), product.data(), product.size(), r.data(), r.size());
  for (Pace pace; product.size() > x.limbs.size && product.back() == 0; pace.step()) product.pop_back();
  return carry == 0 && product.size() == x.limbs.size && mpn_cmp(gmp(product.data()), x.data(), x.size()) == 0;
}

// Quotient and remainder of big operands, b not 0; a null result is not wanted.
void divide(Heap& heap, Noun a, Noun b, Noun* quotient, Noun* remainder) {
  const Operand x(a), y(b);
  if (x.size() < y.size()) {
    if (quotient != nullptr) *quotient = Noun::zero();
    if (remainder != nullptr) *remainder = a;
    return;
  }
  const auto n = static_cast<size_t>(x.size()), m = static_cast<size_t>(y.size());
  // Both must exist at once, and `finish_atom` wants nothing allocated in between: the quotient is made in scratch.
  Scratch<uint64_t> q(n - m + 1), r(m);
  GALENA_CHECK(y.size() > 0);
  long_arithmetic::divide(q.data(), r.data(), x.limbs.data, n, y.limbs.data, m);
  GALENA_CHECK(mpn_cmp(gmp(r.data()), y.data(), y.size()) < 0);
  GALENA_CHECK(!GALENA_NOW_AND_THEN(100) || makes(q, y, r, x));
  if (quotient != nullptr) *quotient = heap.atom_limbs(q);
  if (remainder != nullptr) *remainder = heap.atom_limbs(r);
}

// Whether root^2 + rest is x, and the root the largest that fits.
[[maybe_unused]] bool is_root(std::span<const uint64_t> root, std::span<const uint64_t> rest, const Operand& x) {
  Scratch<uint64_t> square(2 * root.size() + 1);
  long_arithmetic::multiply(square.data(), root.data(), root.size(), root.data(), root.size());
  long_arithmetic::add(square.data(), square.data(), square.size(), rest.data(), rest.size());
  for (size_t i = 0; i < square.size(); ++i) {
    if (square[i] != (i < x.limbs.size ? x.limbs.data[i] : 0)) return false;
  }
  // At most twice the root is left.
  for (size_t i = std::max(rest.size(), root.size() + 1); i-- > 0;) {
    const uint64_t above = i == 0 || i > root.size() ? 0 : root[i - 1] >> 63;
    const uint64_t twice = (i < root.size() ? root[i] << 1 : 0) | above;
    const uint64_t left = i < rest.size() ? rest[i] : 0;
    if (left != twice) return left < twice;
  }
  return true;
}

}  // namespace

Noun dec(Machine& machine, Noun core) {
  const Noun a = sample(core);
  if (a.is_none() || a == Noun::direct(0)) return kDecline;
  if (a.is_cell()) return kFail;  // no number is the one before it
  if (a.is_direct()) return Noun::direct(a.direct_value() - 1);
  const Operand x(a);
  Indirect* const out = machine.heap().begin_atom(x.limbs.size);
  const uint64_t one = 1;
  [[maybe_unused]] const uint64_t borrow = long_arithmetic::subtract(out->limbs, x.limbs.data, x.limbs.size, &one, 1);
  GALENA_CHECK(borrow == 0);
  return machine.heap().finish_atom(out);
}

Noun add(Machine& machine, Noun core) {
  const auto [a, b] = two_atoms(core);
  if (a.is_none()) return kDecline;
  if (both_direct(a, b)) return machine.heap().atom(a.direct_value() + b.direct_value());
  const Operand x(a), y(b);
  const Operand& big = x.size() >= y.size() ? x : y;
  const Operand& little = x.size() >= y.size() ? y : x;
  Indirect* const out = machine.heap().begin_atom(big.limbs.size + 1);
  out->limbs[big.limbs.size] =
      long_arithmetic::add(out->limbs, big.limbs.data, big.limbs.size, little.limbs.data, little.limbs.size);
  return machine.heap().finish_atom(out);
}

Noun sub(Machine& machine, Noun core) {
  const auto [a, b] = two(core);
  if (a.is_none()) return kDecline;
  if (b == Noun::zero()) return a.is_atom() ? a : kDecline;
  // Counted down from, or compared with what is counted up; but a step from a cell crashes, where it comes to that.
  if (a.is_cell()) return b.is_cell() ? kDecline : kFail;
  if (b.is_cell()) return is_far(a) ? kFail : kDecline;
  if (compare(a, b) < 0) {
    // The reference counts both down, so that its trace is as long as `a`.
    if (!is_far(a)) return kDecline;
    machine.jets().shorter =
        with_sample(machine.heap(), core, machine.heap().cons(Noun::direct(kTurns), Noun::direct(kTurns + 1)));
    return kFailShorter;
  }
  if (both_direct(a, b)) return Noun::direct(a.direct_value() - b.direct_value());
  const Operand x(a), y(b);
  if (y.size() == 0) return a;
  Indirect* const out = machine.heap().begin_atom(x.limbs.size);
  [[maybe_unused]] const uint64_t borrow =
      long_arithmetic::subtract(out->limbs, x.limbs.data, x.limbs.size, y.limbs.data, y.limbs.size);
  GALENA_CHECK(borrow == 0);
  return machine.heap().finish_atom(out);
}

Noun mul(Machine& machine, Noun core) {
  const auto [a, b] = two_atoms(core);
  if (a.is_none()) return kDecline;
  if (both_direct(a, b)) {
    const __uint128_t product = static_cast<__uint128_t>(a.direct_value()) * b.direct_value();
    const uint64_t limbs[2] = {static_cast<uint64_t>(product), static_cast<uint64_t>(product >> 64)};
    return machine.heap().atom_limbs(limbs);
  }
  const Operand x(a), y(b);
  if (x.size() == 0 || y.size() == 0) return Noun::zero();
  Indirect* const out = machine.heap().begin_atom(x.limbs.size + y.limbs.size);
  long_arithmetic::multiply(out->limbs, x.limbs.data, x.limbs.size, y.limbs.data, y.limbs.size);
  const Noun product = machine.heap().finish_atom(out);
  GALENA_CHECK(bit_length(product) + 1 >= bit_length(a) + bit_length(b));
  return product;
}

Noun div(Machine& machine, Noun core) {
  const auto [a, b] = two(core);
  if (a.is_none() || b == Noun::direct(0)) return kDecline;
  if (a.is_cell() || b.is_cell()) return kDecline;  // how that crashes, and with what trace, the Nock says
  if (both_direct(a, b)) return Noun::direct(a.direct_value() / b.direct_value());
  Noun quotient;
  divide(machine.heap(), a, b, &quotient, nullptr);
  return quotient;
}

Noun mod(Machine& machine, Noun core) {
  const auto [a, b] = two(core);
  if (a.is_none() || b == Noun::direct(0)) return kDecline;
  if (a.is_cell() || b.is_cell()) return kDecline;  // how that crashes, and with what trace, the Nock says
  if (both_direct(a, b)) return Noun::direct(a.direct_value() % b.direct_value());
  Noun remainder;
  divide(machine.heap(), a, b, nullptr, &remainder);
  return remainder;
}

Noun dvr(Machine& machine, Noun core) {
  const auto [a, b] = two(core);
  if (a.is_none() || b == Noun::direct(0)) return kDecline;
  if (a.is_cell() || b.is_cell()) return kDecline;  // how that crashes, and with what trace, the Nock says
  Heap& heap = machine.heap();
  if (both_direct(a, b)) {
    return heap.cons(Noun::direct(a.direct_value() / b.direct_value()),
                     Noun::direct(a.direct_value() % b.direct_value()));
  }
  Noun quotient, remainder;
  divide(heap, a, b, &quotient, &remainder);
  return heap.cons(quotient, remainder);
}

namespace {

// Of what are not two numbers. No counting comes to either of two different cells.
Noun uncompared(Noun core) {
  const auto [a, b] = two(core);
  return !a.is_none() && a.is_cell() && b.is_cell() && !equal(a, b) ? kFail : kDecline;
}

}  // namespace

Noun gth(Machine&, Noun core) {
  const auto [a, b] = two_atoms(core);
  return a.is_none() ? uncompared(core) : loobean(compare(a, b) > 0);
}
Noun gte(Machine&, Noun core) {
  const auto [a, b] = two_atoms(core);
  return a.is_none() ? uncompared(core) : loobean(compare(a, b) >= 0);
}
Noun lth(Machine&, Noun core) {
  const auto [a, b] = two_atoms(core);
  return a.is_none() ? uncompared(core) : loobean(compare(a, b) < 0);
}
Noun lte(Machine&, Noun core) {
  const auto [a, b] = two_atoms(core);
  return a.is_none() ? uncompared(core) : loobean(compare(a, b) <= 0);
}
Noun max(Machine&, Noun core) {
  const auto [a, b] = two_atoms(core);
  return a.is_none() ? uncompared(core) : compare(a, b) > 0 ? a : b;
}
Noun min(Machine&, Noun core) {
  const auto [a, b] = two_atoms(core);
  return a.is_none() ? uncompared(core) : compare(a, b) < 0 ? a : b;
}

namespace {

Noun power_of_two(Heap& heap, uint64_t bits) {
  if (bits < 63) return Noun::direct(uint64_t{1} << bits);
  if (bits / 8 > heap.limit()) throw OutOfMemory{};
  Indirect* const out = heap.begin_atom(bits / 64 + 1);
  long_arithmetic::clear(out->limbs, bits / 64);
  out->limbs[bits / 64] = uint64_t{1} << (bits % 64);
  return heap.finish_atom(out);
}

}  // namespace

Noun bex(Machine& machine, Noun core) {
  const Noun a = sample(core);
  return a.is_atom() ? power_of_two(machine.heap(), saturated(a)) : kDecline;
}

namespace {

Noun power_of_long(Heap& heap, const Operand& base, uint64_t exponent) {
  Scratch<uint64_t> power(base.limbs.data, base.limbs.data + base.limbs.size);
  const auto times = [&](const uint64_t* factor, size_t size) {
    Scratch<uint64_t> product(power.size() + size);
    long_arithmetic::multiply(product.data(), power.data(), power.size(), factor, size);
    if (product.back() == 0) product.pop_back();
    power = std::move(product);
  };
  for (uint64_t bit = std::bit_floor(exponent) >> 1; bit != 0; bit >>= 1) {
    times(power.data(), power.size());
    if ((exponent & bit) != 0) times(base.limbs.data, base.limbs.size);
  }
  return heap.atom_limbs(power);
}

}  // namespace

Noun pow(Machine& machine, Noun core) {
  const auto [a, b] = two_atoms(core);
  if (a.is_none()) return kDecline;
  if (b == Noun::zero()) return Noun::direct(1);
  const uint64_t exponent = saturated(b), length = bit_length(a);
  if (length < 2) return a;  // 0 and 1
  if (exponent > machine.heap().limit() * 8 / length) throw OutOfMemory{};
  if (a == Noun::direct(2)) return power_of_two(machine.heap(), exponent);
  const Noun product = power_of_long(machine.heap(), Operand(a), exponent);
  GALENA_CHECK(bit_length(product) > (length - 1) * exponent && bit_length(product) <= length * exponent);
  return product;
}

Noun sqt(Machine& machine, Noun core) {
  const Noun a = sample(core);
  if (!a.is_atom()) return kDecline;
  Heap& heap = machine.heap();
  const Operand x(a);
  if (x.size() == 0) return heap.cons(Noun::zero(), Noun::zero());
  Scratch<uint64_t> root((x.limbs.size + 1) / 2), rest(x.limbs.size);
  rest.resize(long_arithmetic::square_root(root.data(), rest.data(), x.limbs.data, x.limbs.size));
  GALENA_CHECK(is_root(root, rest, x));
  const Noun p = heap.atom_limbs(root);
  return heap.cons(p, heap.atom_limbs(rest));
}

}  // namespace galena::jets
