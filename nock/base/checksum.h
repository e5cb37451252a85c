// CRC-32C (Castagnoli), as the processor computes it where it can.
#pragma once

#include <cstddef>
#include <cstdint>

namespace galena {

// The checksum of `size` bytes; `seed` is the checksum of what came before them. Safe in signal handlers.
uint32_t crc32c(const void* data, size_t size, uint32_t seed = 0);

}  // namespace galena
