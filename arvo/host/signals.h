// SIGINT, SIGTERM and SIGHUP of a running pier, taken by a thread of its own: the loop's may be computing.
//
// They stop the host. What is computed is given up and never happened; so is whatever else runs, for as long as the
// loop takes to end.
//
// Ctrl-C on a terminal of ours is a press. It ends what is computed for somebody, an event or a question (Computation),
// and that alone; where nothing is, it is a key. None is lost: one that comes before a computation has begun to run,
// and so would not be heard, is made again until it is; one that comes when there is nothing left to end is a key.
#pragma once

#include <signal.h>

#include <atomic>
#include <functional>
#include <mutex>
#include <thread>

#include "nock/run/machine.h"

namespace galena::host {

// What is said of what a press has ended.
inline constexpr const char* kByKey = "it was interrupted (%intr)";

class Signals {
 public:
  // Interrupts `machine`, which must outlive it. `on_stop` and `on_key` are called from any thread, and may do
  // no more than leave a word for the loop.
  Signals(Machine& machine, std::function<void()> on_stop, std::function<void()> on_key);
  ~Signals();
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;

  // Whether the host is to stop.
  bool stopping() const { return stopping_.load(); }

  // What the machine computes for somebody, while this lives; one at a time, by one thread. Costs two locks.
  class Computation {
   public:
    // Null: outside of a run, where no press is taken.
    explicit Computation(Signals* signals) : signals_(signals) {
      if (signals_ != nullptr) signals_->begin();
    }
    ~Computation() {
      if (signals_ != nullptr) signals_->end();
    }
    Computation(const Computation&) = delete;
    Computation& operator=(const Computation&) = delete;

    // It, or a part of it, has ended because it was interrupted. Whether a press did that, which is heard then.
    bool ended_by_press() { return signals_ != nullptr && signals_->hear(); }

   private:
    Signals* signals_;
  };

  // Ctrl-C, as the thread of the signals takes it. From any thread.
  void press();

 private:
  void watch();
  void wake();
  void begin();
  void end();
  bool hear();
  bool repeat();

  Machine& machine_;
  const std::function<void()> on_stop_, on_key_;
  sigset_t set_, before_;
  int signals_ = -1, wake_ = -1;
  std::atomic<bool> ending_ = false;
  std::atomic<bool> stopping_ = false;
  std::mutex mutex_;
  bool computing_ = false;
  bool pressed_ = false;  // and nothing has ended by it yet
  std::thread thread_;
};

}  // namespace galena::host
