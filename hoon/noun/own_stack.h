// A short recursion on the stack that a thread has anyway, and a long one on a deep stack (stack.h): for what is asked
// often and hardly ever goes deep, since to make a stack takes tens of microseconds.
#pragma once

#include "hoon/noun/stack.h"
#include "nock/base/scope.h"

namespace galena::hoon {

namespace detail {
// The lowest address that a body may reach here, on what is left of the thread's own stack; null where that is not
// `least` bytes, or where it is not that stack which this runs on.
const char* limit_of_own_stack(size_t least);
}  // namespace detail

// Runs `body()` on what is left of this thread's own stack, if that is `least` bytes; and on a deep one where that is
// not so, or where it turns out to be too small (TooDeep): the body must leave things so that it can be run again.
template <class Body>
auto run_on_any_stack(size_t least, Body&& body) {
  if (stack_limit == nullptr) {
    if (const char* const limit = detail::limit_of_own_stack(least)) {
      const Replaced<const char*> limited(stack_limit, limit);
      try {
        return body();
      } catch (const TooDeep&) {
        // On the other one, then.
      }
    }
  }
  return run_on_deep_stack(kDeepStack, std::forward<Body>(body));
}

}  // namespace galena::hoon
