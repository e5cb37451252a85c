#include "nock/base/keyed_digest.h"

#include <bit>
#include <cstring>

namespace galena {
namespace {

static_assert(std::endian::native == std::endian::little, "words are read as they lie");

struct State {
  uint64_t v0, v1, v2, v3;

  void rounds(int count) {
    for (; count > 0; --count) {
      v0 += v1;
      v1 = std::rotl(v1, 13) ^ v0;
      v0 = std::rotl(v0, 32);
      v2 += v3;
      v3 = std::rotl(v3, 16) ^ v2;
      v0 += v3;
      v3 = std::rotl(v3, 21) ^ v0;
      v2 += v1;
      v1 = std::rotl(v1, 17) ^ v2;
      v2 = std::rotl(v2, 32);
    }
  }
  void absorb(uint64_t word) {
    v3 ^= word;
    rounds(2);
    v0 ^= word;
  }
  uint64_t squeeze() {
    rounds(4);
    return v0 ^ v1 ^ v2 ^ v3;
  }
};

uint64_t word_at(const uint8_t* bytes, size_t count = 8) {
  uint64_t word = 0;
  if (count != 0) std::memcpy(&word, bytes, count);
  return word;
}

}  // namespace

Digest keyed_digest(const DigestKey& key, std::span<const uint8_t> bytes) {
  const uint64_t low = word_at(key.data()), high = word_at(key.data() + 8);
  State state{low ^ 0x736f6d6570736575u, high ^ 0x646f72616e646f6du ^ 0xee, low ^ 0x6c7967656e657261u,
              high ^ 0x7465646279746573u};
  size_t at = 0;
  for (; bytes.size() - at >= 8; at += 8) state.absorb(word_at(bytes.data() + at));
  state.absorb(word_at(bytes.data() + at, bytes.size() - at) | uint64_t{bytes.size()} << 56);
  Digest digest;
  state.v2 ^= 0xee;
  digest.low = state.squeeze();
  state.v1 ^= 0xdd;
  digest.high = state.squeeze();
  return digest;
}

}  // namespace galena
