#include "nock/jit/budget.h"

#include <algorithm>

#include "nock/base/clock.h"

namespace galena::jit {

Budget::Budget(Mode mode, std::chrono::nanoseconds delay)
    : mode_(mode), delay_(static_cast<uint64_t>(delay.count())), start_(now_nanoseconds()) {}

uint64_t Budget::age() const {
  return now_nanoseconds() - start_;
}

void Budget::begin() {
  began_ = thread_nanoseconds();
  compiling_before_ = compiling();
  lived_before_ = lived_;
}

uint64_t Budget::patience() {
  if (mode_ != Mode::paid) return kNoEnd;
  lived_ = lived_before_ + thread_nanoseconds() - began_;
  const uint64_t paid = kFreeHeld + lived_ / kHeldShare;
  return paid >= held_ + least_ ? std::min(paid - held_, kMostHeld) : 0;
}

void Budget::charge_held(uint64_t nanoseconds) {
  GALENA_CHECK(nanoseconds < kNoEnd);
  held_ += nanoseconds;
  least_ = std::max(least_ / 2, kLeastHeld);
}

bool Budget::affordable(size_t in_work) const {
  if (bytes_ > kMaxBytes || in_work > kMaxInWork) return false;
  const uint64_t lived = age();
  return compiling() + held_ < kFreeWork + lived / kWorkShare && (mode_ == Mode::eager || lived >= delay_);
}

bool Budget::is_full() const {
  if (!has_room()) return true;
  if (mode_ != Mode::eager) return false;
  const uint64_t spent = compiling() - compiling_before_;
  return spent > kPatience && spent > (thread_nanoseconds() - began_) / 10 * kMostTenths;
}

}  // namespace galena::jit
