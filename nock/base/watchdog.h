// Something to be done once a time has passed, unless what it watches over has ended by then.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

namespace galena {

// Calls `bark()` on a thread of its own after `delay`, unless it is destroyed before. Its destructor waits for a bark
// that has begun.
class Watchdog {
 public:
  template <class Bark>
  Watchdog(std::chrono::milliseconds delay, Bark bark)
      : thread_([this, bark = std::move(bark), end = std::chrono::steady_clock::now() + delay] {
          std::unique_lock lock(mutex_);
          if (!changed_.wait_until(lock, end, [this] { return cancelled_; })) bark();
        }) {}
  ~Watchdog() {
    {
      const std::lock_guard lock(mutex_);
      cancelled_ = true;
    }
    changed_.notify_one();
    thread_.join();
  }
  Watchdog(const Watchdog&) = delete;
  Watchdog& operator=(const Watchdog&) = delete;

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool cancelled_ = false;
  std::thread thread_;
};

}  // namespace galena
