#include "jets/scrypt.h"

#include <openssl/sha.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "nock/base/check.h"
#include "nock/base/limits.h"

#pragma clang diagnostic ignored "-Wdeprecated-declarations"

namespace galena::jets {
namespace {

using Digest = std::array<uint8_t, 32>;

// HMAC with SHA-256, of one key: its two states after a block.
class Hmac {
 public:
  explicit Hmac(std::span<const uint8_t> key) {
    std::array<uint8_t, 64> block{};
    if (key.size() > block.size()) {
      SHA256_CTX whole;
      SHA256_Init(&whole);
      SHA256_Update(&whole, key.data(), key.size());
      SHA256_Final(block.data(), &whole);
    } else {
      std::copy(key.begin(), key.end(), block.begin());
    }
    begin(inner_, block, 0x36);
    begin(outer_, block, 0x5c);
  }
  Digest operator()(std::span<const uint8_t> a, std::span<const uint8_t> b = {}) const {
    Digest digest;
    SHA256_CTX inner = inner_, outer = outer_;
    SHA256_Update(&inner, a.data(), a.size());
    SHA256_Update(&inner, b.data(), b.size());
    SHA256_Final(digest.data(), &inner);
    SHA256_Update(&outer, digest.data(), digest.size());
    SHA256_Final(digest.data(), &outer);
    return digest;
  }

 private:
  static void begin(SHA256_CTX& context, std::array<uint8_t, 64> block, uint8_t pad) {
    for (uint8_t& byte : block) byte ^= pad;
    SHA256_Init(&context);
    SHA256_Update(&context, block.data(), block.size());
  }
  SHA256_CTX inner_, outer_;
};

// Four words of a square of sixteen, which stand in a diagonal of it.
using Row = uint32_t __attribute__((vector_size(16)));
struct Square {
  Row a, b, c, d;
};

Row turned(Row x, int by) {
  return x << by | x >> (32 - by);
}

// Salsa20 with eight rounds.
void salsa(Square& x) {
  Row a = x.a, b = x.b, c = x.c, d = x.d;
  for (int i = 0; i < 8; ++i) {
    b ^= turned(a + d, 7);
    c ^= turned(b + a, 9);
    d ^= turned(c + b, 13);
    a ^= turned(d + c, 18);
    // What was a row becomes a column.
    const Row right = __builtin_shufflevector(b, b, 3, 0, 1, 2);
    b = __builtin_shufflevector(d, d, 1, 2, 3, 0);
    c = __builtin_shufflevector(c, c, 2, 3, 0, 1);
    d = right;
  }
  x.a += a;
  x.b += b;
  x.c += c;
  x.d += d;
}

// Which words stand in the diagonals.
constexpr int kDiagonal[16] = {0, 5, 10, 15, 4, 9, 14, 3, 8, 13, 2, 7, 12, 1, 6, 11};

void load(const uint8_t* bytes, Square* out, uint64_t squares) {
  for (uint64_t i = 0; i < squares; ++i, bytes += 64) {
    uint32_t words[16], order[16];
    std::memcpy(words, bytes, 64);
    for (int k = 0; k < 16; ++k) order[k] = words[kDiagonal[k]];
    std::memcpy(&out[i], order, 64);
  }
}
void store(const Square* in, uint8_t* bytes, uint64_t squares) {
  for (uint64_t i = 0; i < squares; ++i, bytes += 64) {
    uint32_t words[16], order[16];
    std::memcpy(order, &in[i], 64);
    for (int k = 0; k < 16; ++k) words[kDiagonal[k]] = order[k];
    std::memcpy(bytes, words, 64);
  }
}

void mix_in(Square& x, const Square& y) {
  x.a ^= y.a;
  x.b ^= y.b;
  x.c ^= y.c;
  x.d ^= y.d;
}

// out = 2r squares of `in`, mixed first with those of `other`, if there are any: each stirred with the one before it,
// those at even places first.
void stir(const Square* in, const Square* other, Square* out, uint64_t r) {
  Square x = in[2 * r - 1];
  if (other != nullptr) mix_in(x, other[2 * r - 1]);
  for (uint64_t i = 0; i < 2 * r; ++i) {
    mix_in(x, in[i]);
    if (other != nullptr) mix_in(x, other[i]);
    salsa(x);
    out[i / 2 + (i % 2) * r] = x;
  }
}

// The lowest 64 bits of the last square.
uint64_t number_of(const Square* block, uint64_t r) {
  uint32_t order[16];
  std::memcpy(order, &block[2 * r - 1], 64);
  // Words 0 and 1.
  return order[0] | static_cast<uint64_t>(order[13]) << 32;
}

void mix_lane(uint8_t* lane, uint64_t n, uint64_t r, Scratch<Square>& seen) {
  Scratch<Square> x(2 * r), y(2 * r);
  load(lane, x.data(), 2 * r);
  // As many squares between two polls as take a millisecond or so.
  const uint64_t often = std::max<uint64_t>(4096 / r, 1);
  for (uint64_t i = 0; i < n; ++i) {
    std::copy(x.begin(), x.end(), seen.begin() + static_cast<ptrdiff_t>(2 * r * i));
    stir(x.data(), nullptr, y.data(), r);
    std::swap(x, y);
    if (i % often == 0) poll();
  }
  for (uint64_t i = 0; i < n; ++i) {
    stir(x.data(), seen.data() + 2 * r * (number_of(x.data(), r) & (n - 1)), y.data(), r);
    std::swap(x, y);
    if (i % often == 0) poll();
  }
  store(x.data(), lane, 2 * r);
}

}  // namespace

void pbkdf2(std::span<const uint8_t> password, std::span<const uint8_t> salt, uint64_t rounds, std::span<uint8_t> out) {
  GALENA_CHECK(rounds > 0);
  const Hmac hmac(password);
  Pace pace;
  for (uint32_t i = 1; !out.empty(); ++i, pace.step()) {
    const std::array<uint8_t, 4> number{static_cast<uint8_t>(i >> 24), static_cast<uint8_t>(i >> 16),
                                        static_cast<uint8_t>(i >> 8), static_cast<uint8_t>(i)};
    Digest last = hmac(salt, number), sum = last;
    for (uint64_t left = rounds - 1; left > 0; --left, pace.step()) {
      last = hmac(last);
      for (size_t k = 0; k < sum.size(); ++k) sum[k] ^= last[k];
    }
    const size_t size = std::min(out.size(), sum.size());
    std::copy_n(sum.begin(), size, out.begin());
    out = out.subspan(size);
  }
}

void scrypt_mix(std::span<uint8_t> lanes, uint64_t n, uint64_t r) {
  GALENA_CHECK(std::has_single_bit(n) && r > 0 && lanes.size() % (128 * r) == 0);
  Scratch<Square> seen(2 * r * n);
  for (size_t at = 0; at < lanes.size(); at += 128 * r) mix_lane(lanes.data() + at, n, r, seen);
}

}  // namespace galena::jets
