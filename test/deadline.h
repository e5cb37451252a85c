// A time after which what this thread computes is to stop: for what has no machine.
#pragma once

#include <chrono>

#include "nock/base/limits.h"
#include "nock/base/watchdog.h"

namespace galena {

class Deadline final : public Limits {
 public:
  explicit Deadline(std::chrono::milliseconds time) : under_(this), watchdog_(time, [this] { stop(); }) {}

  void take(size_t) override {}
  void give_back(size_t) override {}

 private:
  Under under_;
  Watchdog watchdog_;
};

}  // namespace galena
