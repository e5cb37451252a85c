// The clocks that durations are measured by.
#pragma once

#include <chrono>
#include <cstdint>
#include <ctime>

namespace galena {

// Nanoseconds since some moment before the process began; never goes back. Some 20 ns.
inline uint64_t now_nanoseconds() {
  return static_cast<uint64_t>(
      std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch())
          .count());
}

// Nanoseconds of processor time of this thread. Some 200 ns.
inline uint64_t thread_nanoseconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<uint64_t>(time.tv_sec) * 1'000'000'000 + static_cast<uint64_t>(time.tv_nsec);
}

}  // namespace galena
