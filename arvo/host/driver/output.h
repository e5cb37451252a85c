// Standard output and standard error of a host: what it writes there goes out as fast as somebody reads, and it waits
// for nobody.
//
// While a loop runs, what does not go out at once is queued, kMaxQueued bytes at the most; what comes beyond is left
// out, and how much that was is said in its place. Before a loop runs a write waits, as any command's does; after it,
// for kFarewell at the most. The descriptors are shared with whoever started the process, so they are not made
// non-blocking: a pipe or a terminal is opened anew.
//
// It is the process's, as the descriptors are, and used by one thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "arvo/host/loop.h"

namespace galena::host {

class Output {
 public:
  static constexpr size_t kMaxQueued = size_t{1} << 20;

  explicit Output(int fd) : fd_(fd) {}
  ~Output();
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  void write(std::string_view text);
  // While a loop runs on `uv`.
  void attach(uv_loop_t* uv);
  void detach();
  size_t queued() const { return queue_.size(); }

 private:
  // How much of it went out; nothing where that would wait. What fails is as good as out: nobody is there any more.
  size_t write_some(std::string_view text);
  void queue(std::string_view text);
  void flush();
  // Waits for at most so many milliseconds; -1: as long as it takes.
  void drain(int milliseconds);
  void flush_later(bool progress);

  int fd_;
  int own_ = -1;  // the same file, opened anew and non-blocking; -1: as yet, or it cannot be
  enum class Kind : uint8_t { unknown, file, socket, opened, shared } kind_ = Kind::unknown;
  std::string queue_;
  uint64_t left_out_ = 0;        // bytes
  uv_timer_t* timer_ = nullptr;  // while a loop runs
  bool was_attached_ = false;
};

Output& standard_output();
Output& standard_error();

// Has both go through the loop while it runs. Added last, so that it ends last.
std::unique_ptr<Driver> make_output(Loop& loop);

}  // namespace galena::host
