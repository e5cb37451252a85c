#include "hoon/noun/own_stack.h"

#include <pthread.h>

namespace galena::hoon::detail {
namespace {

// Kept free below the limit for library functions and for unwinding.
constexpr size_t kReserve = size_t{256} << 10;
// A main thread's stack is as large as it may become, and need not have the room.
constexpr size_t kMost = size_t{4} << 20;

struct Extent {
  const char* low = nullptr;
  size_t size = 0;

  Extent() {
    pthread_attr_t attributes;
    if (pthread_getattr_np(pthread_self(), &attributes) != 0) return;
    void* begin = nullptr;
    if (pthread_attr_getstack(&attributes, &begin, &size) == 0) low = static_cast<const char*>(begin);
    pthread_attr_destroy(&attributes);
  }
};

}  // namespace

const char* limit_of_own_stack(size_t least) {
  // Asked once a thread: of the first one the system reads a file to tell.
  thread_local const Extent own;
  const char* const here = static_cast<const char*>(__builtin_frame_address(0));
  if (own.low == nullptr || here < own.low || here >= own.low + own.size) return nullptr;
  const auto left = static_cast<size_t>(here - own.low);
  if (left < least + 2 * kReserve) return nullptr;
  return left - kReserve > kMost ? here - kMost : own.low + kReserve;
}

}  // namespace galena::hoon::detail
