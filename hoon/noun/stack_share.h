// A part of a deep stack as if it were a whole one: what is compiled far down on a stack is refused for its own depth
// alone, and not for what lies above it.
#pragma once

#include <algorithm>

#include "hoon/noun/stack.h"
#include "nock/base/scope.h"

namespace galena::hoon {

// While it lives, check_stack leaves `bytes` at most, from here on. Nothing on a thread where it checks nothing.
class StackShare {
 public:
  explicit StackShare(size_t bytes) : limit_(stack_limit, below(bytes)) {}

 private:
  static const char* below(size_t bytes) {
    if (stack_limit == nullptr) return nullptr;
    const char* const here = static_cast<const char*>(__builtin_frame_address(0));
    return static_cast<size_t>(here - stack_limit) > bytes ? here - bytes : stack_limit;
  }

  Replaced<const char*> limit_;
};

}  // namespace galena::hoon
