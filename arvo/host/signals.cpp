#include "arvo/host/signals.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <utility>

#include "arvo/host/raw_mode.h"
#include "nock/base/check.h"

namespace galena::host {
namespace {

// A wish to stop is lost on what has not begun to run yet: it is made again.
constexpr int kAgainMilliseconds = 50;

}  // namespace

Signals::Signals(Machine& machine, std::function<void()> on_stop, std::function<void()> on_key)
    : machine_(machine), on_stop_(std::move(on_stop)), on_key_(std::move(on_key)) {
  sigemptyset(&set_);
  sigaddset(&set_, SIGINT);
  sigaddset(&set_, SIGTERM);
  // A terminal that is gone; but who had it ignored, as nohup does, wants to go on.
  struct sigaction hangup;
  if (sigaction(SIGHUP, nullptr, &hangup) == 0 && hangup.sa_handler != SIG_IGN) sigaddset(&set_, SIGHUP);
  pthread_sigmask(SIG_BLOCK, &set_, &before_);
  // A client that hangs up is met by an error, not by the end of the process.
  signal(SIGPIPE, SIG_IGN);
  signals_ = signalfd(-1, &set_, SFD_CLOEXEC);
  wake_ = eventfd(0, EFD_CLOEXEC);
  thread_ = std::thread([this] { watch(); });
}

Signals::~Signals() {
  ending_.store(true);
  wake();
  thread_.join();
  close(signals_);
  close(wake_);
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

void Signals::wake() {
  const uint64_t one = 1;
  const ssize_t written = write(wake_, &one, sizeof one);
  (void)written;
}

void Signals::watch() {
  pollfd fds[] = {{signals_, POLLIN, 0}, {wake_, POLLIN, 0}};
  for (bool again = false; !ending_.load(); again = repeat()) {
    if (poll(fds, 2, again ? kAgainMilliseconds : -1) <= 0) continue;
    uint64_t wakes;
    if (fds[1].revents != 0 && read(wake_, &wakes, sizeof wakes) != static_cast<ssize_t>(sizeof wakes)) return;
    signalfd_siginfo info;
    if (fds[0].revents == 0 || read(signals_, &info, sizeof info) != static_cast<ssize_t>(sizeof info)) continue;
    const bool is_press = info.ssi_signo == SIGINT && info.ssi_code == SI_KERNEL && is_raw_mode();
    if (is_press && !stopping()) {
      press();
    } else {
      stopping_.store(true);
      on_stop_();
    }
  }
}

// Whether it is to be made again.
bool Signals::repeat() {
  const std::lock_guard lock(mutex_);
  if (stopping() || (computing_ && pressed_)) machine_.interrupt();
  return stopping() || pressed_;
}

void Signals::press() {
  const std::lock_guard lock(mutex_);
  if (!computing_) return on_key_();
  // Under the lock: what this is meant for has not ended yet.
  pressed_ = true;
  machine_.interrupt();
  wake();
}

void Signals::begin() {
  const std::lock_guard lock(mutex_);
  GALENA_CHECK(!computing_ && !pressed_);
  computing_ = true;
}

void Signals::end() {
  const std::lock_guard lock(mutex_);
  computing_ = false;
  if (std::exchange(pressed_, false)) on_key_();
}

bool Signals::hear() {
  const std::lock_guard lock(mutex_);
  GALENA_CHECK(computing_);
  return std::exchange(pressed_, false);
}

}  // namespace galena::host
