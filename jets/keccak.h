// Keccak, as it was before it became SHA-3: a message is closed by a bit of its own and one at the end of the block.
//
// After "The Keccak reference" (Bertoni, Daemen, Peeters, Van Assche, 2011). Linear; polls.
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace galena::jets {

// Takes in `message`, `rate` bytes at a time; out[0, size): the first bytes that come out, size <= rate.
void keccak(std::span<const uint8_t> message, size_t rate, uint8_t* out, size_t size);

// The hash of kSize bytes, twice as many of which are kept from what comes in.
template <size_t kSize>
std::array<uint8_t, kSize> keccak(std::span<const uint8_t> message) {
  std::array<uint8_t, kSize> out;
  keccak(message, 200 - 2 * kSize, out.data(), kSize);
  return out;
}

}  // namespace galena::jets
