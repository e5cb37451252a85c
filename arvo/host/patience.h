// How long the host works for somebody: until a time has passed, or until the one who asked has gone.
//
// One thread for all of it: starting one for every event would cost more than the event. It sleeps while there is
// nothing to watch.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "nock/run/machine.h"

namespace galena::host {

class Patience {
 public:
  static constexpr int kNobody = -1;

  // Interrupts `machine`, which must outlive it.
  explicit Patience(Machine& machine);
  ~Patience();
  Patience(const Patience&) = delete;
  Patience& operator=(const Patience&) = delete;

  // What the machine does from now to `end` is interrupted once `limit` has passed, or the other end of the socket
  // `client` is closed on both sides. One at a time. Costs a lock.
  void begin(std::chrono::milliseconds limit, int client = kNobody);
  void end();

  // From `begin` to `end`.
  class Scope {
   public:
    Scope(Patience& patience, std::chrono::milliseconds limit, int client = kNobody) : patience_(patience) {
      patience.begin(limit, client);
    }
    ~Scope() { patience_.end(); }
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;

   private:
    Patience& patience_;
  };

 private:
  using Clock = std::chrono::steady_clock;
  void watch();

  Machine& machine_;
  std::mutex mutex_;
  std::condition_variable changed_;
  Clock::time_point end_{};
  int client_ = kNobody;
  bool running_ = false, asleep_ = false, done_ = false;
  std::thread thread_;
};

}  // namespace galena::host
