#include "jets/arithmetic.h"

#include <gmp.h>

#include <span>
#include <vector>

#include "jets/sample.h"
#include "nock/base/check.h"
#include "nock/noun/equal.h"

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
mp_limb_t* data(Indirect* atom) {
  return reinterpret_cast<mp_limb_t*>(atom->limbs);
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
[[maybe_unused]] bool makes(const std::vector<mp_limb_t>& q, const Operand& y, const std::vector<mp_limb_t>& r,
                            const Operand& x) {
  const auto size = static_cast<mp_size_t>(q.size());
  std::vector<mp_limb_t> product(q.size() + y.limbs.size);
  if (size >= y.size()) {
    mpn_mul(product.data(), q.data(), size, y.data(), y.size());
  } else {
    mpn_mul(product.data(), y.data(), y.size(), q.data(), size);
  }
  const mp_limb_t carry = mpn_add(product.data(), product.data(), static_cast<mp_size_t>(product.size()), r.data(),
                                  static_cast<mp_size_t>(r.size()));
  while (product.size() > x.limbs.size && product.back() == 0) product.pop_back();
  return carry == 0 && product.size() == x.limbs.size && mpn_cmp(product.data(), x.data(), x.size()) == 0;
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
  std::vector<mp_limb_t> q(n - m + 1), r(m);
  GALENA_CHECK(y.size() > 0);
  mpn_tdiv_qr(q.data(), r.data(), 0, x.data(), x.size(), y.data(), y.size());
  GALENA_CHECK(mpn_cmp(r.data(), y.data(), y.size()) < 0);
  GALENA_CHECK(!GALENA_NOW_AND_THEN(100) || makes(q, y, r, x));
  if (quotient != nullptr) *quotient = heap.atom_limbs({reinterpret_cast<const uint64_t*>(q.data()), q.size()});
  if (remainder != nullptr) *remainder = heap.atom_limbs({reinterpret_cast<const uint64_t*>(r.data()), r.size()});
}

// Whether root^2 + rest is x, and the root the largest that fits.
[[maybe_unused]] bool is_root(std::vector<mp_limb_t> root, std::span<const mp_limb_t> rest, const Operand& x) {
  std::vector<mp_limb_t> square(2 * root.size());
  mpn_sqr(square.data(), root.data(), static_cast<mp_size_t>(root.size()));
  if (!rest.empty()) {
    mpn_add(square.data(), square.data(), static_cast<mp_size_t>(square.size()), rest.data(),
            static_cast<mp_size_t>(rest.size()));
  }
  for (size_t i = 0; i < square.size(); ++i) {
    if (square[i] != (i < x.limbs.size ? x.data()[i] : 0)) return false;
  }
  // At most twice the root is left.
  root.push_back(0);
  mpn_lshift(root.data(), root.data(), static_cast<mp_size_t>(root.size()), 1);
  if (rest.size() > root.size()) return false;
  for (size_t i = root.size(); i-- > 0;) {
    const mp_limb_t left = i < rest.size() ? rest[i] : 0;
    if (left != root[i]) return left < root[i];
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
  [[maybe_unused]] const mp_limb_t borrow = mpn_sub_1(data(out), x.data(), x.size(), 1);
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
  out->limbs[big.limbs.size] = little.size() == 0
                                   ? (mpn_copyi(data(out), big.data(), big.size()), 0)
                                   : mpn_add(data(out), big.data(), big.size(), little.data(), little.size());
  return machine.heap().finish_atom(out);
}

Noun sub(Machine& machine, Noun core) {
  const auto [a, b] = two(core);
  if (a.is_none()) return kDecline;
  if (b == Noun::zero()) return a.is_atom() ? a : kDecline;
  if (a.is_cell()) return kFail;  // counted down from, or compared with what is counted up
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
  [[maybe_unused]] const mp_limb_t borrow = mpn_sub(data(out), x.data(), x.size(), y.data(), y.size());
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
  const Operand& big = x.size() >= y.size() ? x : y;
  const Operand& little = x.size() >= y.size() ? y : x;
  Indirect* const out = machine.heap().begin_atom(x.limbs.size + y.limbs.size);
  mpn_mul(data(out), big.data(), big.size(), little.data(), little.size());
  const Noun product = machine.heap().finish_atom(out);
  GALENA_CHECK(bit_length(product) + 1 >= bit_length(a) + bit_length(b));
  return product;
}

Noun div(Machine& machine, Noun core) {
  const auto [a, b] = two(core);
  if (a.is_none() || b == Noun::direct(0)) return kDecline;
  if (a.is_cell()) return kFail;  // nothing is left once enough has been taken away
  if (b.is_cell()) return kDecline;
  if (both_direct(a, b)) return Noun::direct(a.direct_value() / b.direct_value());
  Noun quotient;
  divide(machine.heap(), a, b, &quotient, nullptr);
  return quotient;
}

Noun mod(Machine& machine, Noun core) {
  const auto [a, b] = two(core);
  if (a.is_none() || b == Noun::direct(0)) return kDecline;
  if (a.is_cell()) return kFail;  // nothing is left once enough has been taken away
  if (b.is_cell()) return kDecline;
  if (both_direct(a, b)) return Noun::direct(a.direct_value() % b.direct_value());
  Noun remainder;
  divide(machine.heap(), a, b, nullptr, &remainder);
  return remainder;
}

Noun dvr(Machine& machine, Noun core) {
  const auto [a, b] = two(core);
  if (a.is_none() || b == Noun::direct(0)) return kDecline;
  if (a.is_cell()) return kFail;  // nothing is left once enough has been taken away
  if (b.is_cell()) return kDecline;
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

Noun bex(Machine& machine, Noun core) {
  const Noun a = sample(core);
  if (!a.is_atom()) return kDecline;
  if (!a.is_direct() || a.direct_value() / 8 > machine.heap().limit()) throw OutOfMemory{};
  const uint64_t bits = a.direct_value();
  if (bits < 63) return Noun::direct(uint64_t{1} << bits);
  Indirect* const out = machine.heap().begin_atom(bits / 64 + 1);
  mpn_zero(data(out), static_cast<mp_size_t>(bits / 64));
  out->limbs[bits / 64] = uint64_t{1} << (bits % 64);
  return machine.heap().finish_atom(out);
}

Noun pow(Machine& machine, Noun core) {
  const auto [a, b] = two_atoms(core);
  if (a.is_none()) return kDecline;
  if (b == Noun::zero()) return Noun::direct(1);
  if (a == Noun::zero() || a == Noun::direct(1)) return a;
  const uint64_t exponent = saturated(b), length = bit_length(a);
  if (exponent > machine.heap().limit() * 8 / length) throw OutOfMemory{};
  const Operand x(a);
  mpz_t base, power;
  mpz_init(power);
  mpz_pow_ui(power, mpz_roinit_n(base, x.data(), x.size()), exponent);
  const Noun product =
      machine.heap().atom_limbs({reinterpret_cast<const uint64_t*>(mpz_limbs_read(power)), mpz_size(power)});
  mpz_clear(power);
  GALENA_CHECK(bit_length(product) > (length - 1) * exponent && bit_length(product) <= length * exponent);
  return product;
}

Noun sqt(Machine& machine, Noun core) {
  const Noun a = sample(core);
  if (!a.is_atom()) return kDecline;
  Heap& heap = machine.heap();
  const Operand x(a);
  if (x.size() == 0) return heap.cons(Noun::zero(), Noun::zero());
  std::vector<mp_limb_t> root((x.limbs.size + 1) / 2), rest(x.limbs.size);
  const auto size = static_cast<size_t>(mpn_sqrtrem(root.data(), rest.data(), x.data(), x.size()));
  GALENA_CHECK(size <= rest.size() && is_root(root, {rest.data(), size}, x));
  const Noun p = heap.atom_limbs({reinterpret_cast<const uint64_t*>(root.data()), root.size()});
  return heap.cons(p, heap.atom_limbs({reinterpret_cast<const uint64_t*>(rest.data()), size}));
}

}  // namespace galena::jets
