#include "arvo/host/driver/output.h"

#include <errno.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <limits.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "arvo/host/driver/control.h"
#include "nock/base/check.h"

namespace galena::host {
namespace {

bool would_wait(int code) {
  return code == EAGAIN || code == EWOULDBLOCK;
}

class Outputs : public Driver {
 public:
  explicit Outputs(Loop& loop) : loop_(loop) {}
  void start() override {
    standard_output().attach(loop_.uv());
    standard_error().attach(loop_.uv());
  }
  void stop() override {
    standard_output().detach();
    standard_error().detach();
  }

 private:
  Loop& loop_;
};

}  // namespace

Output::~Output() {
  if (own_ >= 0) close(own_);
}

void Output::write(std::string_view text) {
  if (!queue_.empty() || left_out_ != 0) flush();
  if (queue_.empty() && left_out_ == 0) text.remove_prefix(write_some(text));
  if (text.empty()) return;
  queue(text);
  if (timer_ == nullptr) return drain(was_attached_ ? static_cast<int>(kFarewell.count()) : -1);
  if (uv_is_active(reinterpret_cast<uv_handle_t*>(timer_)) == 0) flush_later(true);
}

size_t Output::write_some(std::string_view text) {
  if (kind_ == Kind::unknown) {
    struct stat status;
    const bool known = fstat(fd_, &status) == 0;
    kind_ = known && S_ISSOCK(status.st_mode)   ? Kind::socket
            : !known || S_ISREG(status.st_mode) ? Kind::file
                                                : Kind::shared;
    if (kind_ == Kind::shared) {
      own_ = open(fmt::format("/proc/self/fd/{}", fd_).c_str(), O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
      if (own_ >= 0) kind_ = Kind::opened;
    }
  }
  size_t done = 0;
  while (done < text.size()) {
    const std::string_view rest = text.substr(done);
    ssize_t n = 0;
    if (kind_ == Kind::socket) {
      n = send(fd_, rest.data(), rest.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    } else if (kind_ == Kind::shared) {
      // Who is told that there is room has some for a small piece.
      pollfd ready{fd_, POLLOUT, 0};
      if (poll(&ready, 1, 0) <= 0) return done;
      n = ::write(fd_, rest.data(), std::min(rest.size(), size_t{PIPE_BUF / 8}));
    } else {
      n = ::write(kind_ == Kind::opened ? own_ : fd_, rest.data(), rest.size());
    }
    if (n >= 0) {
      done += static_cast<size_t>(n);
    } else if (would_wait(errno)) {
      return done;
    } else if (errno != EINTR) {
      return text.size();
    }
  }
  return done;
}

void Output::queue(std::string_view text) {
  if (left_out_ == 0 && queue_.size() + text.size() <= kMaxQueued) {
    queue_ += text;
  } else {
    left_out_ += text.size();
  }
}

void Output::flush() {
  queue_.erase(0, write_some(queue_));
  if (left_out_ == 0 || queue_.size() > kMaxQueued / 2) return;
  queue_ += fmt::format("\n[{} bytes that nobody read were left out]\n", std::exchange(left_out_, 0));
  queue_.erase(0, write_some(queue_));
}

void Output::drain(int milliseconds) {
  using Clock = std::chrono::steady_clock;
  const auto end = Clock::now() + std::chrono::milliseconds(milliseconds);
  for (flush(); !queue_.empty(); flush()) {
    int wait = -1;
    if (milliseconds >= 0) {
      const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - Clock::now()).count();
      if (left <= 0) break;
      wait = static_cast<int>(left);
    }
    pollfd ready{kind_ == Kind::opened ? own_ : fd_, POLLOUT, 0};
    if (poll(&ready, 1, wait) < 0 && errno != EINTR) break;
  }
  queue_.clear();
  left_out_ = 0;
}

// By the clock and not by the file: to watch it, libuv would make it non-blocking for everybody.
void Output::flush_later(bool progress) {
  constexpr uint64_t kSoon = 1, kLater = 20;
  uv_timer_start(
      timer_,
      [](uv_timer_t* h) {
        auto* const output = static_cast<Output*>(h->data);
        const size_t before = output->queue_.size();
        output->flush();
        if (!output->queue_.empty()) output->flush_later(output->queue_.size() < before);
      },
      progress ? kSoon : kLater, 0);
}

void Output::attach(uv_loop_t* uv) {
  GALENA_CHECK(timer_ == nullptr);
  timer_ = new uv_timer_t;
  timer_->data = this;
  uv_timer_init(uv, timer_);
}

void Output::detach() {
  if (timer_ == nullptr) return;
  drain(static_cast<int>(kFarewell.count()));
  was_attached_ = true;
  uv_close(reinterpret_cast<uv_handle_t*>(std::exchange(timer_, nullptr)),
           [](uv_handle_t* h) { delete reinterpret_cast<uv_timer_t*>(h); });
}

Output& standard_output() {
  static Output output(STDOUT_FILENO);
  return output;
}

Output& standard_error() {
  static Output output(STDERR_FILENO);
  return output;
}

std::unique_ptr<Driver> make_output(Loop& loop) {
  return std::make_unique<Outputs>(loop);
}

}  // namespace galena::host
