#include "jets/keccak.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

#include "nock/base/check.h"
#include "nock/base/limits.h"

namespace galena::jets {
namespace {

using Lanes = std::array<uint64_t, 25>;

constexpr uint64_t kRounds[24] = {0x0000000000000001, 0x0000000000008082, 0x800000000000808a, 0x8000000080008000,
                                  0x000000000000808b, 0x0000000080000001, 0x8000000080008081, 0x8000000000008009,
                                  0x000000000000008a, 0x0000000000000088, 0x0000000080008009, 0x000000008000000a,
                                  0x000000008000808b, 0x800000000000008b, 0x8000000000008089, 0x8000000000008003,
                                  0x8000000000008002, 0x8000000000000080, 0x000000000000800a, 0x800000008000000a,
                                  0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008};

// Where each lane goes, from lane 1 on, and how far it is turned on the way.
constexpr uint8_t kPlaces[24] = {10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1};
constexpr uint8_t kTurns[24] = {1,  3,  6,  10, 15, 21, 28, 36, 45, 55, 2,  14,
                                27, 41, 56, 8,  25, 43, 62, 18, 39, 61, 20, 44};

void permute(Lanes& a) {
  for (const uint64_t round : kRounds) {
    uint64_t column[5];
#pragma clang loop unroll(full)
    for (int x = 0; x < 5; ++x) column[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];
#pragma clang loop unroll(full)
    for (int x = 0; x < 5; ++x) {
      const uint64_t beside = column[(x + 4) % 5] ^ std::rotl(column[(x + 1) % 5], 1);
#pragma clang loop unroll(full)
      for (int y = 0; y < 25; y += 5) a[x + y] ^= beside;
    }
    uint64_t moved = a[1];
#pragma clang loop unroll(full)
    for (int i = 0; i < 24; ++i) moved = std::exchange(a[kPlaces[i]], std::rotl(moved, kTurns[i]));
#pragma clang loop unroll(full)
    for (int y = 0; y < 25; y += 5) {
      const uint64_t row[5] = {a[y], a[y + 1], a[y + 2], a[y + 3], a[y + 4]};
#pragma clang loop unroll(full)
      for (int x = 0; x < 5; ++x) a[x + y] = row[x] ^ (~row[(x + 1) % 5] & row[(x + 2) % 5]);
    }
    a[0] ^= round;
  }
}

void absorb(Lanes& a, const uint8_t* block, size_t rate) {
  for (size_t i = 0; i < rate / 8; ++i) {
    uint64_t word;
    std::memcpy(&word, block + 8 * i, 8);
    a[i] ^= word;
  }
  permute(a);
}

}  // namespace

void keccak(std::span<const uint8_t> message, size_t rate, uint8_t* out, size_t size) {
  GALENA_CHECK(rate % 8 == 0 && rate < 200 && size <= rate);
  Lanes state{};
  Pace pace;
  for (; message.size() >= rate; message = message.subspan(rate), pace.step()) absorb(state, message.data(), rate);
  uint8_t last[200] = {};
  std::copy(message.begin(), message.end(), last);
  last[message.size()] = 1;
  last[rate - 1] |= 0x80;
  absorb(state, last, rate);
  std::memcpy(out, state.data(), size);
}

}  // namespace galena::jets
