#include "arvo/host/patience.h"

#include <poll.h>

#include "nock/base/check.h"
#include "nock/base/signals.h"

namespace galena::host {
namespace {

constexpr auto kTick = std::chrono::milliseconds(10);
// After so many ticks without anything to watch it sleeps until it is called.
constexpr int kIdleTicks = 10;

// Whether nobody is at the other end any more. Who has closed his half may still listen, and has not gone.
bool has_gone(int client) {
  if (client == Patience::kNobody) return false;
  pollfd asked{client, 0, 0};
  return poll(&asked, 1, 0) > 0 && (asked.revents & (POLLHUP | POLLERR)) != 0;
}

}  // namespace

Patience::Patience(Machine& machine) : machine_(machine), thread_([this] { watch(); }) {}

Patience::~Patience() {
  {
    const std::lock_guard lock(mutex_);
    done_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

void Patience::begin(std::chrono::milliseconds limit, int client) {
  const std::lock_guard lock(mutex_);
  GALENA_CHECK(!running_);
  end_ = Clock::now() + limit;
  client_ = client;
  running_ = true;
  if (asleep_) changed_.notify_one();
}

void Patience::end() {
  const std::lock_guard lock(mutex_);
  running_ = false;
}

void Patience::watch() {
  leave_stop_signals_to_others();
  std::unique_lock lock(mutex_);
  int idle = 0;
  while (!done_) {
    if (running_) {
      idle = 0;
      if (Clock::now() >= end_ || has_gone(client_)) {
        // Under the lock: what this is meant for has not ended yet. And again at the next tick, until it has: there may
        // be more than one computation in it.
        machine_.interrupt();
      }
    } else if (++idle > kIdleTicks) {
      asleep_ = true;
      changed_.wait(lock, [this] { return running_ || done_; });
      asleep_ = false;
    }
    changed_.wait_for(lock, kTick, [this] { return done_; });
  }
}

}  // namespace galena::host
