// GALENA_CHECK(condition): a promise that a header makes, tested where it is kept.
//
// On in debug, checked and sanitizer builds (GALENA_CHECKS), where a promise that does not hold ends the process with
// the condition and its place. In release it is nothing: the condition is compiled and not evaluated, and the
// optimiser is told nothing by it. So a check guards no input: what comes from outside is tested in every build, and
// refused as a value. A check that costs more than the operation it stands in says so, and is made now and then
// (GALENA_NOW_AND_THEN).
#pragma once

#include <cstdint>

namespace galena {

#ifdef GALENA_CHECKS
inline constexpr bool kChecks = true;
#else
inline constexpr bool kChecks = false;
#endif

// Says on standard error what did not hold, and where, and aborts.
[[noreturn]] void check_failed(const char* condition, const char* file, unsigned line);

// One time in `period` at this place and thread; the first time is one of them.
#define GALENA_NOW_AND_THEN(period)  \
  ([]() -> bool {                    \
    thread_local uint32_t count = 0; \
    return count++ % (period) == 0;  \
  }())

#ifdef GALENA_CHECKS
#define GALENA_CHECK(condition) \
  (static_cast<bool>(condition) ? void() : ::galena::check_failed(#condition, __FILE__, __LINE__))
#else
#define GALENA_CHECK(condition) static_cast<void>(sizeof(static_cast<bool>(condition)))
#endif

}  // namespace galena
