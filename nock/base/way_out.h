// A way out of a deep stack that takes no time.
//
// To unwind a stack takes microseconds a frame, and where a limit ends a recursion there may be a million of them: for
// seconds nothing would hear of the limit. Who is that deep leaves the stack instead: its frames are storage that is
// used again, and nothing of them runs any more. So what they own elsewhere is lost, and what they have changed stays
// changed; a way out is for recursions whose frames own next to nothing, and who makes it mends what they change.
#pragma once

#include <type_traits>
#include <utility>

namespace galena {

class WayOut {
 public:
  // Runs `body()`. 0 where that has returned, and else what was given to `leave` below it; exceptions pass through.
  template <class Body>
  static int run(Body&& body) {
    std::remove_reference_t<Body>* const whole = &body;
    return run([](void* context) { (**static_cast<decltype(whole)*>(context))(); },
               const_cast<void*>(static_cast<const void*>(&whole)));
  }
  // Ends the innermost `run` of this thread, whose product is `why`, not 0. Returns where there is none, or where it is
  // so near that to unwind is as good.
  static void leave(int why);

  // While it lives, ways out that are open lead nowhere: frames above it have to be unwound.
  class Closed {
   public:
    Closed() : before_(std::exchange(innermost_, nullptr)) {}
    ~Closed() { innermost_ = before_; }
    Closed(const Closed&) = delete;
    Closed& operator=(const Closed&) = delete;

   private:
    WayOut* const before_;
  };

 private:
  WayOut() = default;
  static int run(void (*body)(void*), void* context);

  // What may lie between the two ends of it, in bytes of the stack, for unwinding to be as good: some 20 ms.
  static constexpr unsigned kNear = 1u << 20;

  struct Place;
  Place* place_ = nullptr;
  static constinit thread_local WayOut* innermost_;
};

}  // namespace galena
