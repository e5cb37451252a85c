// The clock that durations are measured by.
#pragma once

#include <chrono>
#include <cstdint>

namespace galena {

// Nanoseconds since some moment before the process began; never goes back. Some 20 ns.
inline uint64_t now_nanoseconds() {
  return static_cast<uint64_t>(
      std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch())
          .count());
}

}  // namespace galena
