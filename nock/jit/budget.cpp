#include "nock/jit/budget.h"

#include "nock/base/clock.h"

namespace galena::jit {

Budget::Budget(bool eager, std::chrono::milliseconds delay)
    : eager_(eager),
      delay_(static_cast<uint64_t>(std::chrono::nanoseconds(delay).count())),
      start_(now_nanoseconds()) {}

uint64_t Budget::age() const {
  return now_nanoseconds() - start_;
}

void Budget::begin() {
  began_ = thread_nanoseconds();
  compiling_before_ = compiling();
}

bool Budget::is_young() const {
  return !eager_ && age() < delay_;
}

bool Budget::affordable(size_t in_work) const {
  return bytes_ <= kMaxBytes && in_work <= kMaxInWork && compiling() + analysis_ < kFreeWork + age() / kWorkShare;
}

bool Budget::worth_waiting_for(size_t nodes) const {
  return nodes <= kSmallNodes && compiling() <= kFreeWait + age() / kWaitShare;
}

bool Budget::is_full() const {
  if (!has_room()) return true;
  if (!eager_) return false;
  const uint64_t spent = compiling() - compiling_before_;
  return spent > kPatience && spent > (thread_nanoseconds() - began_) / 10 * kMostTenths;
}

}  // namespace galena::jit
