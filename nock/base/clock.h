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

inline double milliseconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

// Nanoseconds of a clock of the system.
inline uint64_t nanoseconds_of(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return static_cast<uint64_t>(time.tv_sec) * 1'000'000'000 + static_cast<uint64_t>(time.tv_nsec);
}
// Nanoseconds of processor time of this thread. Some 200 ns.
inline uint64_t thread_nanoseconds() {
  return nanoseconds_of(CLOCK_THREAD_CPUTIME_ID);
}

}  // namespace galena
