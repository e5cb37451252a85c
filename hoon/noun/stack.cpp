#include "hoon/noun/stack.h"

#include <pthread.h>

#include <exception>
#include <new>

#include "nock/base/limits.h"
#include "nock/base/populate.h"
#include "nock/base/reservation.h"

namespace galena::hoon {

void stop_here(Stop why) {
  WayOut::leave(static_cast<int>(why));
  detail::throw_stop(why);
}

namespace detail {

void throw_stop(Stop why) {
  if (why == Stop::too_deep) throw TooDeep{};
  throw Interrupted{};
}

namespace {

// Kept free below the limit for library functions and for unwinding.
constexpr size_t kReserve = size_t{256} << 10;

struct Job {
  void (*body)(void*);
  void* context;
  const char* limit;
  Limits* under;
  std::exception_ptr error;
};

void* run(void* argument) {
  auto& job = *static_cast<Job*>(argument);
  stack_limit = job.limit;
  const Under under(job.under);
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
  const Reservation stack(bytes, Reservation::Pages::small);
  // What any thread uses of it, at once.
  populate(stack.end() - kFirstBytes, stack.end());
  Job job{body, context, stack.begin() + kReserve, current_limits(), nullptr};
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstack(&attributes, stack.begin(), stack.size());
  pthread_t thread;
  const int failed = pthread_create(&thread, &attributes, run, &job);
  pthread_attr_destroy(&attributes);
  if (failed == 0) pthread_join(thread, nullptr);
  if (failed != 0) throw std::bad_alloc();
  if (job.error) std::rethrow_exception(job.error);
}

}  // namespace detail
}  // namespace galena::hoon
