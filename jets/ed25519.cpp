// Points, keys and signatures on the curve of Edwards.
#include <gmp.h>
#include <sodium.h>

#include <optional>

#include "jets/curve.h"
#include "jets/octets.h"
#include "jets/sodium.h"

namespace galena::jets {
namespace {

using Point = std::array<uint8_t, 32>;
using Scalar = std::array<uint8_t, 32>;

// The point that is none: added to another, it changes nothing.
constexpr Point kNothing{1};

// How many times there are points of the group, and the prime of the field; least significant byte first.
constexpr Scalar kOrder{0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14,
                        0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0x10};

bool is_below(const Scalar& a, const Scalar& b) {
  return std::lexicographical_compare(a.rbegin(), a.rend(), b.rbegin(), b.rend());
}
bool is_zero(const Scalar& a) {
  return sodium_is_zero(a.data(), a.size()) != 0;
}

// A number of times by what is left of it by the order. Nothing where it has more than 64 bytes.
std::optional<Scalar> reduced(Noun times) {
  if (byte_length(times) > 64) return std::nullopt;
  std::array<uint8_t, 64> whole = forwards<64>(times);
  Scalar scalar;
  crypto_core_ed25519_scalar_reduce(scalar.data(), whole.data());
  sodium_memzero(whole.data(), whole.size());
  return scalar;
}

// A point of the group so many times; nothing where libsodium does not take it for one.
std::optional<Point> times(const Point& point, const Scalar& scalar) {
  if (crypto_core_ed25519_is_valid_point(point.data()) == 0) return std::nullopt;
  if (is_zero(scalar)) return kNothing;
  Point product;
  if (crypto_scalarmult_ed25519_noclamp(product.data(), scalar.data(), point.data()) != 0) return std::nullopt;
  return product;
}
std::optional<Point> times_base(const Scalar& scalar) {
  if (is_zero(scalar)) return kNothing;
  Point product;
  if (crypto_scalarmult_ed25519_base_noclamp(product.data(), scalar.data()) != 0) return std::nullopt;
  return product;
}
std::optional<Point> sum(const Point& a, const Point& b) {
  Point product;
  if (crypto_core_ed25519_add(product.data(), a.data(), b.data()) != 0) return std::nullopt;
  return product;
}

std::optional<Point> times(Noun times_of, Noun point) {
  if (times_of.is_none() || point.is_none() || !times_of.is_atom() || !point.is_atom()) return std::nullopt;
  const auto scalar = reduced(times_of);
  return scalar ? times(forwards<32>(point), *scalar) : std::nullopt;
}

Noun product_of(Heap& heap, const std::optional<Point>& point) {
  return point ? heap.atom_bytes(*point) : kDecline;
}

// A seed's keys, as libsodium has them: the seed and the public key. Wiped at the end.
class Keys {
 public:
  explicit Keys(Noun seed) {
    Scalar bytes = forwards<32>(seed);
    crypto_sign_seed_keypair(public_.data(), secret_.data(), bytes.data());
    sodium_memzero(bytes.data(), bytes.size());
  }
  ~Keys() { sodium_memzero(secret_.data(), secret_.size()); }
  const Point& public_key() const { return public_; }
  const uint8_t* secret() const { return secret_.data(); }
  // Whether what an empty message is hashed behind has zeros at its end, which as a number it has not.
  bool ends_in_zero() const {
    std::array<uint8_t, 64> hash;
    crypto_hash_sha512(hash.data(), secret_.data(), 32);
    const bool zero = hash[63] == 0 || public_[31] == 0;
    sodium_memzero(hash.data(), hash.size());
    return zero;
  }

 private:
  Point public_;
  std::array<uint8_t, 64> secret_;
};
bool is_seed(Noun seed) {
  return seed.is_atom() && byte_length(seed) <= 32;
}

// The first coordinate of the curve of Montgomery's form for the second one of a point: (1 + y) / (1 - y).
Point to_montgomery(Point y) {
  y[31] &= 0x7f;
  mpz_t prime, above, below;
  mpz_inits(prime, above, below, nullptr);
  mpz_ui_pow_ui(prime, 2, 255);
  mpz_sub_ui(prime, prime, 19);
  mpz_import(above, y.size(), -1, 1, 0, 0, y.data());
  mpz_ui_sub(below, 1, above);
  mpz_add_ui(above, above, 1);
  mpz_mod(below, below, prime);
  if (mpz_invert(below, below, prime) == 0) mpz_set_ui(below, 0);
  mpz_mul(above, above, below);
  mpz_mod(above, above, prime);
  Point u{};
  mpz_export(u.data(), nullptr, -1, 1, 0, 0, above);
  mpz_clears(prime, above, below, nullptr);
  return u;
}

}  // namespace

Noun ed_point_add(Machine& machine, Noun core) {
  const auto [a, b] = two_atoms(core);
  if (a.is_none()) return kDecline;
  sodium::ready();
  return product_of(machine.heap(), sum(forwards<32>(a), forwards<32>(b)));
}

Noun ed_scalarmult(Machine& machine, Noun core) {
  const auto [n, point] = two_atoms(core);
  if (n.is_none()) return kDecline;
  sodium::ready();
  return product_of(machine.heap(), times(n, point));
}

Noun ed_scalarmult_base(Machine& machine, Noun core) {
  const Noun n = sample(core);
  if (n.is_none() || !n.is_atom()) return kDecline;
  sodium::ready();
  const auto scalar = reduced(n);
  return scalar ? product_of(machine.heap(), times_base(*scalar)) : kDecline;
}

Noun ed_add_scalarmult_base(Machine& machine, Noun core) {
  const auto [n, point, base] = three(core);
  if (n.is_none() || !base.is_atom()) return kDecline;
  sodium::ready();
  const auto one = times(n, point);
  const auto scalar = reduced(base);
  const auto two = scalar ? times_base(*scalar) : std::nullopt;
  return one && two ? product_of(machine.heap(), sum(*one, *two)) : kDecline;
}

Noun ed_add_double_scalarmult(Machine& machine, Noun core) {
  const auto [n, point, rest] = three(core);
  if (n.is_none() || !rest.is_cell()) return kDecline;
  sodium::ready();
  const auto one = times(n, point), two = times(rest.head(), rest.tail());
  return one && two ? product_of(machine.heap(), sum(*one, *two)) : kDecline;
}

Noun ed_puck(Machine& machine, Noun core) {
  const Noun seed = sample(core);
  if (seed.is_none() || !is_seed(seed)) return kDecline;
  sodium::ready();
  return machine.heap().atom_bytes(Keys(seed).public_key());
}

Noun ed_shar(Machine& machine, Noun core) {
  const auto [point, seed] = two_atoms(core);
  if (point.is_none() || !is_seed(seed)) return kDecline;
  sodium::ready();
  const Keys keys(seed);
  Scalar mine;
  Point shared;
  crypto_sign_ed25519_sk_to_curve25519(mine.data(), keys.secret());
  const Point u = to_montgomery(forwards<32>(point));
  const bool done = crypto_scalarmult_curve25519(shared.data(), mine.data(), u.data()) == 0;
  sodium_memzero(mine.data(), mine.size());
  return done ? machine.heap().atom_bytes(shared) : kDecline;
}

// A message is hashed behind other numbers, as one: an empty one leaves it to those how long that is.
Noun ed_sign(Machine& machine, Noun core) {
  const auto [message, seed] = two_atoms(core);
  if (message.is_none() || !is_seed(seed)) return kDecline;
  sodium::ready();
  const Keys keys(seed);
  if (message == Noun::zero() && keys.ends_in_zero()) return kDecline;
  const Octets bytes(message);
  std::array<uint8_t, 64> signature;
  crypto_sign_detached(signature.data(), nullptr, bytes.data(), bytes.size(), keys.secret());
  return machine.heap().atom_bytes(signature);
}

Noun ed_sign_octs(Machine& machine, Noun core) {
  const auto [message, seed] = two(core);
  const Sized m = sized(message);
  if (message.is_none() || m.size.is_none() || !is_seed(seed)) return kDecline;
  sodium::ready();
  const Keys keys(seed);
  const Bytes bytes = forwards(m.data, counted(machine.heap(), m.size));
  std::array<uint8_t, 64> signature;
  crypto_sign_detached(signature.data(), nullptr, bytes.data(), bytes.size(), keys.secret());
  return machine.heap().atom_bytes(signature);
}

namespace {

// Where libsodium says no, it may have looked no further than at the form of a point or a number: nothing then.
std::optional<bool> verified(Noun signature, std::span<const uint8_t> text, Noun key) {
  sodium::ready();
  const auto bytes = forwards<64>(signature);
  const Point point = forwards<32>(key);
  if (crypto_sign_verify_detached(bytes.data(), text.data(), text.size(), point.data()) == 0) return true;
  Point first;
  Scalar answer;
  std::copy_n(bytes.begin(), 32, first.begin());
  std::copy_n(bytes.begin() + 32, 32, answer.begin());
  const bool plain = is_below(answer, kOrder) && crypto_core_ed25519_is_valid_point(first.data()) != 0 &&
                     crypto_core_ed25519_is_valid_point(point.data()) != 0;
  return plain ? std::optional(false) : std::nullopt;
}

}  // namespace

// What is shorter than it should be, since its highest byte is zero, is no signature in one public library and is in
// another: there the Nock asks the arm below.
Noun ed_veri(Machine&, Noun core) {
  const auto [signature, message, key] = three(core);
  if (signature.is_none() || !signature.is_atom() || !message.is_atom() || !key.is_atom()) return kDecline;
  if (byte_length(signature) != 64 || byte_length(key) != 32) return kDecline;
  const auto valid = verified(signature, Octets(message).span(), key);
  return valid ? loobean(*valid) : kDecline;
}

Noun ed_veri_octs(Machine& machine, Noun core) {
  const auto [signature, message, key] = three(core);
  const Sized m = sized(message);
  if (signature.is_none() || m.size.is_none() || !signature.is_atom() || !key.is_atom()) return kDecline;
  if (byte_length(signature) > 64 || byte_length(key) > 32) return kNo;
  const auto valid = verified(signature, forwards(m.data, counted(machine.heap(), m.size)), key);
  return valid ? loobean(*valid) : kDecline;
}

}  // namespace galena::jets
