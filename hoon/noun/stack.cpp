#include "hoon/noun/stack.h"

#include <pthread.h>
#include <sys/mman.h>

#include <exception>
#include <new>

namespace galena::hoon::detail {
namespace {

// Kept free below the limit for library functions and for unwinding.
constexpr size_t kReserve = size_t{256} << 10;

struct Job {
  void (*body)(void*);
  void* context;
  const char* limit;
  std::exception_ptr error;
};

void* run(void* argument) {
  auto& job = *static_cast<Job*>(argument);
  stack_limit = job.limit;
  try {
    job.body(job.context);
  } catch (...) {
    job.error = std::current_exception();
  }
  stack_limit = nullptr;
  return nullptr;
}

}  // namespace

void run_on_deep_stack(size_t bytes, void (*body)(void*), void* context) {
  void* stack = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (stack == MAP_FAILED) throw std::bad_alloc();
  Job job{body, context, static_cast<const char*>(stack) + kReserve, nullptr};
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstack(&attributes, stack, bytes);
  pthread_t thread;
  const int failed = pthread_create(&thread, &attributes, run, &job);
  pthread_attr_destroy(&attributes);
  if (failed == 0) pthread_join(thread, nullptr);
  munmap(stack, bytes);
  if (failed != 0) throw std::bad_alloc();
  if (job.error) std::rethrow_exception(job.error);
}

}  // namespace galena::hoon::detail
