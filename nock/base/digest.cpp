#include "nock/base/digest.h"

#include <fmt/format.h>

#include <cstring>

namespace galena {
namespace {

constexpr uint64_t kOdd[] = {0x9e3779b97f4a7c15u, 0xd1b54a32d192ed03u, 0x8cb92ba72f3d8dd7u,
                             0xaef17502108ef2d9u, 0xe7037ed1a0b428dbu, 0x589965cc75374cc3u};

uint64_t fold(uint64_t a, uint64_t b) {
  const __uint128_t product = static_cast<__uint128_t>(a) * b;
  return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}

uint64_t word_at(const uint8_t* bytes) {
  uint64_t word;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

}  // namespace

std::string Digest::hex() const {
  return fmt::format("{:016x}{:016x}", high, low);
}

// Four lanes of words, each multiplied and folded; a word goes into its lane before and after the multiplication, so
// that no product of 0 can swallow it.
Digest digest(std::span<const uint8_t> bytes) {
  constexpr size_t kLanes = 4, kBlock = kLanes * 8;
  uint64_t lanes[kLanes] = {kOdd[0], kOdd[1], kOdd[2], kOdd[3]};
  const auto absorb = [&](const uint8_t* block) {
    for (size_t i = 0; i < kLanes; ++i) {
      const uint64_t word = word_at(block + i * 8);
      lanes[i] = fold(lanes[i] ^ word, kOdd[i + 1]) + (word ^ kOdd[5 - i]);
    }
  };
  size_t at = 0;
  for (; at + kBlock <= bytes.size(); at += kBlock) absorb(bytes.data() + at);
  uint8_t last[kBlock] = {};
  if (at < bytes.size()) std::memcpy(last, bytes.data() + at, bytes.size() - at);
  absorb(last);
  uint64_t low = bytes.size() ^ kOdd[4], high = bytes.size() ^ kOdd[5];
  for (const uint64_t lane : lanes) {
    low = fold(low ^ lane, kOdd[2]) + lane;
    high = fold(high + (lane ^ kOdd[3]), kOdd[0]) ^ lane;
  }
  return {fold(low ^ kOdd[0], kOdd[5]), fold(high ^ kOdd[1], kOdd[4])};
}

Digester& Digester::add(std::string_view part) {
  const uint64_t size = part.size();
  parts_.append(reinterpret_cast<const char*>(&size), sizeof size);
  parts_.append(part);
  return *this;
}

Digester& Digester::add(Digest part) {
  parts_.append(reinterpret_cast<const char*>(&part), sizeof part);
  return *this;
}

}  // namespace galena
