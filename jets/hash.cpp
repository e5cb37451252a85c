#include "jets/hash.h"

#include <openssl/ripemd.h>
#include <openssl/sha.h>
#include <sodium.h>

#include "jets/frame.h"
#include "jets/keccak.h"
#include "jets/octets.h"
#include "jets/sodium.h"
#include "nock/noun/long_arithmetic.h"

// The functions without a context that is looked for by name: what they calculate is the same, and they start at once.
#pragma clang diagnostic ignored "-Wdeprecated-declarations"

namespace galena::jets {
namespace {

constexpr size_t kPiece = size_t{1} << 20;  // bytes between two polls

// A hash of libcrypto's.
template <class Context, int (*kInit)(Context*), int (*kUpdate)(Context*, const void*, size_t),
          int (*kFinal)(unsigned char*, Context*), size_t kSize>
struct Hash {
  static constexpr size_t kBytes = kSize;
  Hash() { kInit(&context_); }
  void update(std::span<const uint8_t> bytes) {
    for (; bytes.size() > kPiece; bytes = bytes.subspan(kPiece)) {
      kUpdate(&context_, bytes.data(), kPiece);
      poll();
    }
    kUpdate(&context_, bytes.data(), bytes.size());
  }
  // The lowest `count` bytes of an atom.
  void update(const Octets& atom, size_t count) {
    update(atom.span().first(std::min(count, atom.size())));
    static constexpr std::array<uint8_t, 4096> kZeros{};
    for (size_t left = count - std::min(count, atom.size()); left != 0;) {
      const size_t some = std::min(left, kZeros.size());
      kUpdate(&context_, kZeros.data(), some);
      left -= some;
      pace_.step();
    }
  }
  std::array<uint8_t, kSize> digest() {
    std::array<uint8_t, kSize> out;
    kFinal(out.data(), &context_);
    return out;
  }

 private:
  Context context_;
  Pace pace_;
};
using Sha1 = Hash<SHA_CTX, SHA1_Init, SHA1_Update, SHA1_Final, 20>;
using Sha256 = Hash<SHA256_CTX, SHA256_Init, SHA256_Update, SHA256_Final, 32>;
using Sha512 = Hash<SHA512_CTX, SHA512_Init, SHA512_Update, SHA512_Final, 64>;
using Ripemd160 = Hash<RIPEMD160_CTX, RIPEMD160_Init, RIPEMD160_Update, RIPEMD160_Final, 20>;

template <class H>
auto hash_of(const Octets& atom, size_t count) {
  H hash;
  hash.update(atom, count);
  return hash.digest();
}
template <class H>
auto hash_of(std::span<const uint8_t> bytes) {
  H hash;
  hash.update(bytes);
  return hash.digest();
}

// [count n]
template <class H>
Noun counted_hash(Machine& machine, Noun core) {
  const auto [count, n] = two_atoms(core);
  if (count.is_none()) return kDecline;
  return machine.heap().atom_bytes(hash_of<H>(Octets(n), counted(machine.heap(), count)));
}

// [wid dat]: what `hash` makes of the bytes, highest first, as a number whose highest byte comes first.
template <class F>
Noun backward_hash(Machine& machine, Noun core, F hash) {
  const Sized s = sized(sample(core));
  if (s.size.is_none()) return kDecline;
  const Bytes message = backwards(machine.heap(), s);
  return atom_backwards(machine.heap(), hash(std::span<const uint8_t>(message)));
}

// The same of the bytes, lowest first.
template <class F>
Noun forward_hash(Machine& machine, Noun core, F hash) {
  const Sized s = sized(sample(core));
  if (s.size.is_none()) return kDecline;
  const Bytes message = forwards(s.data, counted(machine.heap(), s.size));
  return atom_backwards(machine.heap(), hash(std::span<const uint8_t>(message)));
}

// shas: `salt` mixed into the hash of a number of `size` bytes, and hashed.
std::array<uint8_t, 32> salted(std::span<const uint8_t> salt, std::span<const uint8_t> n) {
  const auto first = hash_of<Sha256>(n);
  Bytes mixed(std::max(salt.size(), first.size()));
  std::copy(salt.begin(), salt.end(), mixed.begin());
  for (size_t i = 0; i < first.size(); ++i) mixed[i] ^= first[i];
  return hash_of<Sha256>(std::span<const uint8_t>(mixed));
}

std::span<const uint8_t> significant(std::span<const uint8_t> bytes) {
  while (!bytes.empty() && bytes.back() == 0) bytes = bytes.first(bytes.size() - 1);
  return bytes;
}

}  // namespace

Noun shax(Machine& machine, Noun core) {
  const Noun n = sample(core);
  if (!n.is_atom() || n.is_none()) return kDecline;
  return machine.heap().atom_bytes(hash_of<Sha256>(Octets(n).span()));
}

Noun shay(Machine& machine, Noun core) {
  return counted_hash<Sha256>(machine, core);
}

Noun shas(Machine& machine, Noun core) {
  const auto [salt, n] = two_atoms(core);
  if (salt.is_none()) return kDecline;
  return machine.heap().atom_bytes(salted(Octets(salt).span(), Octets(n).span()));
}

Noun shal(Machine& machine, Noun core) {
  return counted_hash<Sha512>(machine, core);
}

Noun sha1(Machine& machine, Noun core) {
  return backward_hash(machine, core, [](std::span<const uint8_t> bytes) { return hash_of<Sha1>(bytes); });
}

Noun ripemd160(Machine& machine, Noun core) {
  return backward_hash(machine, core, [](std::span<const uint8_t> bytes) { return hash_of<Ripemd160>(bytes); });
}

Noun keccak224(Machine& machine, Noun core) {
  return forward_hash(machine, core, keccak<28>);
}
Noun keccak256(Machine& machine, Noun core) {
  return forward_hash(machine, core, keccak<32>);
}
Noun keccak384(Machine& machine, Noun core) {
  return forward_hash(machine, core, keccak<48>);
}
Noun keccak512(Machine& machine, Noun core) {
  return forward_hash(machine, core, keccak<64>);
}

Noun blake2b(Machine& machine, Noun core) {
  const auto [msg, key, out] = three(core);
  if (msg.is_none() || !out.is_atom()) return kDecline;
  const Sized m = sized(msg), k = sized(key);
  if (m.size.is_none() || k.size.is_none()) return kDecline;
  const Bytes message = backwards(machine.heap(), m);
  const Bytes secret = backwards(k.data, std::min<uint64_t>(saturated(k.size), 64));
  std::array<uint8_t, 64> digest;
  const size_t size = std::clamp<uint64_t>(saturated(out), 1, 64);
  sodium::ready();
  crypto_generichash_blake2b_state state;
  crypto_generichash_blake2b_init(&state, secret.data(), secret.size(), size);
  for (std::span<const uint8_t> rest(message); !rest.empty();) {
    const auto piece = rest.first(std::min(rest.size(), kPiece));
    crypto_generichash_blake2b_update(&state, piece.data(), piece.size());
    rest = rest.subspan(piece.size());
    poll();
  }
  crypto_generichash_blake2b_final(&state, digest.data(), size);
  return atom_backwards(machine.heap(), std::span(digest).first(size));
}

Noun og_raw(Machine& machine, Noun core) {
  const Noun count = sample(core), seed = head_of(tail_of(context(core)));
  if (count.is_none() || !count.is_atom() || seed.is_none() || !seed.is_atom()) return kDecline;
  Heap& heap = machine.heap();
  if (saturated(count) / 8 > heap.limit()) throw OutOfMemory{};
  const uint64_t bits = count.direct_value();
  const Octets a(seed);
  static constexpr std::array<uint8_t, 4> kA{'o', 'g', '-', 'a'}, kB{'o', 'g', '-', 'b'};
  Bytes mixed(std::max<size_t>(a.size(), 32));
  // `mixed`: the seed, with a number and what was made last mixed in.
  const auto mix = [&](uint64_t number, std::span<const uint8_t> last) {
    a.copy(mixed.data(), mixed.size());
    for (size_t i = 0; i < 8; ++i) mixed[i] ^= static_cast<uint8_t>(number >> 8 * i);
    for (size_t i = 0; i < last.size(); ++i) mixed[i] ^= last[i];
    return significant(mixed);
  };
  std::array<uint8_t, 32> last = salted(kA, mix(bits, {}));
  Bytes out((bits + 255) / 256 * 32);
  Pace pace;
  for (uint64_t done = 0; done < bits; done += 256, pace.step()) {
    last = salted(kB, mix(bits - done, last));
    std::copy(last.begin(), last.end(), out.begin() + static_cast<ptrdiff_t>(done / 8));
  }
  out.resize((bits + 7) / 8);
  if (bits % 8 != 0) out.back() &= static_cast<uint8_t>((1U << bits % 8) - 1);
  return heap.atom_bytes(out);
}

// HMAC calls a gate with [wid dat]; what it makes of it is a number, which may be longer than it should be.
namespace {

struct Hmac {
  Noun hash, block, out;  // hash is none if it is no such sample
  Sized key, message;
};
Hmac hmac_of(Noun core) {
  const auto [hash, key, message] = three(core);
  const Noun sizes = tail_of(hash), block = head_of(sizes), out = tail_of(sizes);
  const Hmac h{head_of(hash), block, out, sized(key), sized(message)};
  const bool valid =
      !block.is_none() && block.is_atom() && out.is_atom() && !h.key.size.is_none() && !h.message.size.is_none();
  return valid ? h : Hmac{Noun::none(), block, out, h.key, h.message};
}

// The key `padded` mixed with a byte as often as the block is long, and `text` of `size` bytes below it.
Noun padded_text(Heap& heap, Noun padded, size_t block, uint8_t byte, Noun text, size_t size) {
  const Octets key(padded), low(text);
  const size_t high = std::max(key.size(), block);
  Bytes all(size + high);
  key.copy(all.data() + size, high);
  for (size_t i = 0; i < block; ++i) all[size + i] ^= byte;
  if (low.size() <= size) {
    low.copy(all.data(), low.size());
    return heap.atom_bytes(all);
  }
  const Noun above = heap.atom_bytes(all);
  uint64_t small_above, small_text;
  const Limbs x = limbs_of(above, small_above), y = limbs_of(text, small_text);
  const Limbs& more = x.size >= y.size ? x : y;
  const Limbs& less = x.size >= y.size ? y : x;
  Scratch<uint64_t> sum(more.size + 1);
  sum[more.size] = long_arithmetic::add(sum.data(), more.data, more.size, less.data, less.size);
  return heap.atom_limbs(sum);
}

Noun low_bytes(Heap& heap, const Sized& s) {
  const Octets data(s.data);
  return saturated(s.size) >= data.size() ? s.data : heap.atom_bytes(data.span().first(s.size.direct_value()));
}

Step hmac_step(Strand& strand, Noun* r, Noun result) {
  enum : uint64_t { begin, with_key, with_inner, with_outer };
  Heap& heap = strand.heap;
  const Hmac h = hmac_of(r[2]);
  if (state(r) == begin && h.hash.is_none()) return Step::decline();
  const size_t block = counted(heap, h.block), out = counted(heap, h.out);
  const auto ask = [&](uint64_t next, size_t size, Noun data) {
    set_state(r, next);
    return slam(strand, h.hash, heap.cons(heap.atom(size), data));
  };
  if (state(r) != begin && !result.is_atom()) return Step::fail();
  // r[4]: the key, as long as a block
  const auto inner = [&] {
    const size_t size = counted(heap, h.message.size);
    return ask(with_inner, block + size, padded_text(heap, r[4], block, 0x36, low_bytes(heap, h.message), size));
  };
  const auto shifted = [&](Noun key, size_t by) {
    const Octets octets(key);
    Bytes bytes(by + octets.size());
    octets.copy(bytes.data() + by, octets.size());
    return heap.atom_bytes(bytes);
  };
  switch (state(r)) {
    case begin: {
      const Noun whole = low_bytes(heap, h.key);
      if (saturated(h.key.size) > block) {
        if (out > block) return Step::decline();
        return ask(with_key, counted(heap, h.key.size), whole);
      }
      r[4] = shifted(whole, block - h.key.size.direct_value());
      return inner();
    }
    case with_key:
      r[4] = shifted(result, block - out);
      return inner();
    case with_inner:
      return ask(with_outer, block + out, padded_text(heap, r[4], block, 0x5c, result, out));
    default:
      return Step::done(result);
  }
}

}  // namespace

const NativeJet kHmac{5, hmac_step};

}  // namespace galena::jets
