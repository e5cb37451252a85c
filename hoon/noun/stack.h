// Deep recursion without overflow: a large stack for the compiler, and the check that keeps it inside.
//
// The compiler recurses with the nesting of the source and the depth of types. Its entry points run their work through
// `run_on_deep_stack`; every recursive function calls `check_stack`, so that nesting beyond all reason ends in TooDeep
// and never in a crash, and a computation that is to stop in Interrupted. Both arrive at once, from any depth, where
// there is a `run_leavable` around.
#pragma once

#include <cstddef>
#include <type_traits>
#include <utility>

#include "nock/base/limits.h"
#include "nock/base/way_out.h"

namespace galena::hoon {

// Thrown by check_stack. It never leaves the library: entry points turn it into a refusal.
struct TooDeep {};

// The lowest address that the current stack may reach, with room left for functions that do not check. Null on a
// thread that is not inside run_on_deep_stack: nothing is checked there.
inline thread_local const char* stack_limit = nullptr;

// Whether more than a little of the stack is left. One load and one comparison.
inline bool has_stack() {
  return static_cast<const char*>(__builtin_frame_address(0)) >= stack_limit;
}

// Why a recursion ends before its time: throws TooDeep or Interrupted, out of the innermost `run_leavable` at once.
enum class Stop : int { too_deep = 1, interrupted };
[[noreturn]] void stop_here(Stop why);

// What every recursive function begins with: whether there is room to go on, and whether to.
inline void check_stack() {
  if (!has_stack()) [[unlikely]]
    stop_here(Stop::too_deep);
  const Limits* const limits = current_limits();
  if (limits != nullptr && limits->stopped()) [[unlikely]]
    stop_here(Stop::interrupted);
}

namespace detail {
[[noreturn]] void throw_stop(Stop why);
}

// Runs `body()`, which yields nothing. Where `stop_here` is called far below it, the exception comes from here, and
// what lies between is not unwound (nock/base/way_out.h): the body is a recursion whose frames own next to nothing, and
// the caller mends what they have changed. What it calls that is not so, as a machine, runs with ways out closed.
template <class Body>
void run_leavable(Body&& body) {
  if (const int why = WayOut::run(std::forward<Body>(body)); why != 0) detail::throw_stop(static_cast<Stop>(why));
}

// Address space for a compilation. It is committed page by page as the recursion reaches it.
inline constexpr size_t kDeepStack = size_t{512} << 20;

namespace detail {
void run_on_deep_stack(size_t bytes, void (*body)(void*), void* context);
}

// Runs `body()` on a stack of `bytes` and returns what it returns; exceptions pass through. Inside another such call it
// runs in place. The calling thread waits; the body runs on a thread of its own, so it sees other thread-locals,
// but for the limits that it is under (nock/base/limits.h).
// Throws std::bad_alloc when the address space is not to be had. Cost: some tens of microseconds.
template <class Body>
auto run_on_deep_stack(size_t bytes, Body&& body) {
  using Result = std::invoke_result_t<Body>;
  if (stack_limit != nullptr) return std::forward<Body>(body)();
  if constexpr (std::is_void_v<Result>) {
    detail::run_on_deep_stack(
        bytes, [](void* context) { (*static_cast<std::remove_reference_t<Body>*>(context))(); }, &body);
  } else {
    struct Call {
      std::remove_reference_t<Body>& body;
      Result result{};
    } call{body};
    detail::run_on_deep_stack(
        bytes,
        [](void* context) {
          auto& c = *static_cast<Call*>(context);
          c.result = c.body();
        },
        &call);
    return std::move(call.result);
  }
}

}  // namespace galena::hoon
