// The limits of a computation: the one way to poll, and the one way to count.
//
// A thread works under at most one `Limits` at a time (Under), which are those of a machine: somebody's wish that it
// stop (a deadline, Ctrl-C, SIGTERM), and so many bytes. Two rules hold for all C++ that runs for a computation, jets,
// compiling, parsing and rendering included:
//  - a loop whose length is somebody else's to say polls: `poll()`, or `Pace` where a round takes nanoseconds;
//  - memory whose size is somebody else's to say is counted: `Scratch` for a vector, `Charge` for anything else.
// Both throw, Interrupted and OutOfMemory; what the loop has made is let go of on the way, and whoever put the thread
// under the limits makes `%intr` or `%meme` of it. On a thread that works under none both do nothing.
//
// Cost: a poll is two loads and two branches that are never taken; counting is paid where memory is asked for.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <new>
#include <type_traits>
#include <utility>
#include <vector>

namespace galena {

// Thrown where an allocation would pass its limit. It never leaves the library: a strand turns it into %meme, the
// compiler into a diagnostic. Whoever catches it means the system's refusal as well, and catches std::bad_alloc.
struct OutOfMemory : std::bad_alloc {
  const char* what() const noexcept override { return "out of memory"; }
};
// Thrown by a poll once the computation is to stop. A strand turns it into %intr.
struct Interrupted {};

class Limits {
 public:
  // From any thread and from signal handlers. Sequentially consistent: who clears a request and then looks why there
  // was one sees a reason that was given before it.
  void stop() { stopped_.store(true); }
  void allow() { stopped_.store(false); }
  bool stopped() const { return stopped_.load(); }
  // Counts `bytes` that lie elsewhere than with the nouns; throws OutOfMemory where there is no room for them.
  virtual void take(size_t bytes) = 0;
  virtual void give_back(size_t bytes) = 0;

 protected:
  Limits() = default;
  ~Limits() = default;
  Limits(const Limits&) = delete;
  Limits& operator=(const Limits&) = delete;

 private:
  std::atomic<bool> stopped_ = false;
};

namespace detail {
inline constinit thread_local Limits* limits = nullptr;
}

// What this thread works under, or null.
inline Limits* current_limits() {
  return detail::limits;
}

// Puts this thread under `limits`, null for none, until it ends.
class Under {
 public:
  explicit Under(Limits* limits) : before_(std::exchange(detail::limits, limits)) {}
  ~Under() { detail::limits = before_; }
  Under(const Under&) = delete;
  Under& operator=(const Under&) = delete;

 private:
  Limits* const before_;
};

// Throws Interrupted where this thread is to stop.
inline void poll() {
  const Limits* const limits = detail::limits;
  if (limits != nullptr && limits->stopped()) [[unlikely]]
    throw Interrupted{};
}

// A poll once in so many rounds, for loops whose rounds are short.
class Pace {
 public:
  void step() {
    if ((++rounds_ & (kRounds - 1)) == 0) [[unlikely]]
      poll();
  }

 private:
  static constexpr uint32_t kRounds = 4096;
  uint32_t rounds_ = 0;
};

// Bytes that somebody holds, counted where it first held any, for as long as it lives.
class Charge {
 public:
  Charge() = default;
  explicit Charge(Limits& limits) : limits_(&limits) {}
  ~Charge() { to(0); }
  Charge(Charge&& other) noexcept
      : limits_(std::exchange(other.limits_, nullptr)), bytes_(std::exchange(other.bytes_, 0)) {}
  Charge& operator=(Charge&& other) noexcept {
    std::swap(limits_, other.limits_);
    std::swap(bytes_, other.bytes_);
    return *this;
  }

  // It is `bytes` now: to be said before they are asked for. Throws OutOfMemory; then it is what it was.
  void to(size_t bytes) {
    if (bytes > bytes_) {
      if (limits_ == nullptr && bytes_ == 0) limits_ = current_limits();
      if (limits_ != nullptr) limits_->take(bytes - bytes_);
    } else if (limits_ != nullptr) {
      limits_->give_back(bytes_ - bytes);
    }
    bytes_ = bytes;
  }
  size_t bytes() const { return bytes_; }

 private:
  Limits* limits_ = nullptr;
  size_t bytes_ = 0;
};

// An allocator that counts under the limits that its container was made under.
template <class T>
class Counted {
 public:
  using value_type = T;
  using propagate_on_container_move_assignment = std::true_type;
  using propagate_on_container_swap = std::true_type;

  Counted() : limits_(current_limits()) {}
  template <class U>
  Counted(const Counted<U>& other) : limits_(other.limits_) {}

  T* allocate(size_t count) {
    if (count > SIZE_MAX / sizeof(T)) throw OutOfMemory{};
    const size_t bytes = count * sizeof(T);
    if (limits_ != nullptr) limits_->take(bytes);
    try {
      return static_cast<T*>(::operator new(bytes, std::align_val_t{alignof(T)}));
    } catch (...) {
      if (limits_ != nullptr) limits_->give_back(bytes);
      throw;
    }
  }
  void deallocate(T* pointer, size_t count) {
    ::operator delete(pointer, std::align_val_t{alignof(T)});
    if (limits_ != nullptr) limits_->give_back(count * sizeof(T));
  }

  template <class U>
  bool operator==(const Counted<U>& other) const {
    return limits_ == other.limits_;
  }

 private:
  template <class U>
  friend class Counted;
  Limits* limits_;
};

// A vector of what a loop over somebody's nouns needs for itself. It must not outlive the machine that it is made
// under.
template <class T>
using Scratch = std::vector<T, Counted<T>>;

}  // namespace galena
