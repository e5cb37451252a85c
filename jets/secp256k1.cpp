// Keys and signatures on secp256k1.
#include <secp256k1.h>
#include <secp256k1_extrakeys.h>
#include <secp256k1_recovery.h>
#include <secp256k1_schnorrsig.h>
#include <sodium.h>

#include "jets/curve.h"
#include "jets/octets.h"

namespace galena::jets {
namespace {

using Number = std::array<uint8_t, 32>;  // the highest byte first

// Made at the first use; nothing in it changes.
const secp256k1_context* shared_context() {
  static const secp256k1_context* const context = secp256k1_context_create(SECP256K1_CONTEXT_NONE);
  return context;
}

// A private key, or nothing: not 0, and below the order. Wiped at the end.
class Key {
 public:
  explicit Key(Noun atom) : valid_(atom.is_atom() && byte_length(atom) <= 32) {
    if (!valid_) return;
    bytes_ = backwards<32>(atom);
    valid_ = secp256k1_ec_seckey_verify(shared_context(), bytes_.data()) != 0;
  }
  ~Key() { sodium_memzero(bytes_.data(), bytes_.size()); }
  bool is_valid() const { return valid_; }
  const uint8_t* data() const { return bytes_.data(); }

 private:
  bool valid_;
  Number bytes_{};
};

// Whether an atom has 32 bytes at most.
bool fits(Noun atom) {
  return atom.is_atom() && byte_length(atom) <= 32;
}

// The order. A hash that is not below it is left to the Nock, which makes the number that is used once of it as it is;
// the library reduces it first.
constexpr Number kOrder{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfe,
                        0xba, 0xae, 0xdc, 0xe6, 0xaf, 0x48, 0xa0, 0x3b, 0xbf, 0xd2, 0x5e, 0x8c, 0xd0, 0x36, 0x41, 0x41};
bool is_hash(Noun atom) {
  return fits(atom) && backwards<32>(atom) < kOrder;
}

}  // namespace

Noun secp_make(Machine& machine, Noun core) {
  const auto [hash, secret] = two_atoms(core);
  if (hash.is_none() || !is_hash(hash)) return kDecline;
  const Key key(secret);
  if (!key.is_valid()) return kDecline;
  const Number message = backwards<32>(hash);
  Number once;
  if (secp256k1_nonce_function_rfc6979(once.data(), message.data(), key.data(), nullptr, nullptr, 0) == 0) {
    return kDecline;
  }
  return atom_backwards(machine.heap(), once);
}

Noun secp_sign(Machine& machine, Noun core) {
  const auto [hash, secret] = two_atoms(core);
  if (hash.is_none() || !is_hash(hash)) return kDecline;
  const Key key(secret);
  if (!key.is_valid()) return kDecline;
  const Number message = backwards<32>(hash);
  secp256k1_ecdsa_recoverable_signature signature;
  if (secp256k1_ecdsa_sign_recoverable(shared_context(), &signature, message.data(), key.data(), nullptr, nullptr) ==
      0) {
    return kDecline;
  }
  std::array<uint8_t, 64> bytes;
  int which = 0;
  secp256k1_ecdsa_recoverable_signature_serialize_compact(shared_context(), bytes.data(), &which, &signature);
  if (which > 1) return kDecline;  // a first coordinate above the order, which the Nock does not reduce
  Heap& heap = machine.heap();
  return heap.tuple(Noun::direct(static_cast<uint64_t>(which)), atom_backwards(heap, std::span(bytes).first(32)),
                    atom_backwards(heap, std::span(bytes).last(32)));
}

Noun secp_reco(Machine& machine, Noun core) {
  const auto [hash, v, numbers] = three(core);
  if (hash.is_none() || !is_hash(hash) || !numbers.is_cell() || !fits(numbers.head()) || !fits(numbers.tail())) {
    return kDecline;
  }
  if (v != Noun::direct(0) && v != Noun::direct(1)) return kDecline;
  const Number message = backwards<32>(hash);
  const Number r = backwards<32>(numbers.head()), s = backwards<32>(numbers.tail());
  std::array<uint8_t, 64> compact;
  std::copy(r.begin(), r.end(), compact.begin());
  std::copy(s.begin(), s.end(), compact.begin() + 32);
  secp256k1_ecdsa_recoverable_signature signature;
  secp256k1_pubkey key;
  const int which = static_cast<int>(v.direct_value());
  if (secp256k1_ecdsa_recoverable_signature_parse_compact(shared_context(), &signature, compact.data(), which) == 0 ||
      secp256k1_ecdsa_recover(shared_context(), &key, &signature, message.data()) == 0) {
    return kDecline;
  }
  std::array<uint8_t, 65> point;
  size_t size = point.size();
  secp256k1_ec_pubkey_serialize(shared_context(), point.data(), &size, &key, SECP256K1_EC_UNCOMPRESSED);
  Heap& heap = machine.heap();
  return heap.cons(atom_backwards(heap, std::span(point).subspan(1, 32)),
                   atom_backwards(heap, std::span(point).last(32)));
}

Noun schnorr_sign(Machine& machine, Noun core) {
  const auto [secret, message, random] = three(core);
  if (secret.is_none() || !fits(message) || !fits(random)) return kDecline;
  const Key key(secret);
  secp256k1_keypair pair;
  if (!key.is_valid() || secp256k1_keypair_create(shared_context(), &pair, key.data()) == 0) return kDecline;
  const Number text = backwards<32>(message), extra = backwards<32>(random);
  std::array<uint8_t, 64> signature;
  const bool done =
      secp256k1_schnorrsig_sign32(shared_context(), signature.data(), text.data(), &pair, extra.data()) != 0;
  sodium_memzero(&pair, sizeof pair);
  return done ? atom_backwards(machine.heap(), signature) : kDecline;
}

Noun schnorr_verify(Machine&, Noun core) {
  const auto [key, message, signature] = three(core);
  if (key.is_none() || !fits(key) || !fits(message) || !signature.is_atom() || byte_length(signature) > 64) {
    return kDecline;
  }
  const Number point = backwards<32>(key), text = backwards<32>(message);
  const auto bytes = backwards<64>(signature);
  secp256k1_xonly_pubkey parsed;
  if (secp256k1_xonly_pubkey_parse(shared_context(), &parsed, point.data()) == 0) return kNo;
  return loobean(secp256k1_schnorrsig_verify(shared_context(), bytes.data(), text.data(), text.size(), &parsed) != 0);
}

}  // namespace galena::jets
