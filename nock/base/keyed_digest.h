// A digest of bytes that only who knows a key can make: SipHash-2-4 of 128 bits (Aumasson and Bernstein, 2012). Whoever
// sees contents with their digests, and even has some made to order, can make none for another content.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "nock/base/digest.h"

namespace galena {

using DigestKey = std::array<uint8_t, 16>;

// Some 1.5 GB a second.
Digest keyed_digest(const DigestKey& key, std::span<const uint8_t> bytes);

}  // namespace galena
