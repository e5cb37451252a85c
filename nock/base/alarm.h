// Something to be done at a time that may change: of the limits around a computation, say, the first to be passed.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace galena {

// Calls `ring()` on a thread of its own when the time has come that was set last; it yields when it is to be called
// again, if it is, and must not set a time. The thread begins with the first time. To set one that is no earlier than
// those before costs a lock and wakes nobody.
class Alarm {
 public:
  using Time = std::chrono::steady_clock::time_point;

  explicit Alarm(std::function<std::optional<Time>()> ring) : ring_(std::move(ring)) {}
  ~Alarm() {
    {
      const std::lock_guard lock(mutex_);
      over_ = true;
    }
    changed_.notify_one();
    if (thread_.joinable()) thread_.join();
  }
  Alarm(const Alarm&) = delete;
  Alarm& operator=(const Alarm&) = delete;

  // None: not at all. Where this returns, what was set before does not ring any more.
  void set(std::optional<Time> when) {
    const std::lock_guard lock(mutex_);
    when_ = when;
    if (!when) return;
    if (!thread_.joinable()) {
      thread_ = std::thread([this] { wait(); });
    } else if (!sleeps_until_ || *when < *sleeps_until_) {
      changed_.notify_one();
    }
  }

 private:
  void wait() {
    std::unique_lock lock(mutex_);
    while (!over_) {
      if (when_ && *when_ <= std::chrono::steady_clock::now()) {
        when_ = ring_();
      }
      sleeps_until_ = when_;
      if (when_) {
        const Time until = *when_;
        changed_.wait_until(lock, until);
      } else {
        changed_.wait(lock);
      }
    }
  }

  const std::function<std::optional<Time>()> ring_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::optional<Time> when_, sleeps_until_;
  bool over_ = false;
  std::thread thread_;
};

}  // namespace galena
