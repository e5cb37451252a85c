#include "arvo/host/driver/timer.h"

#include <time.h>

namespace galena::host {
namespace {

class Timer : public Driver {
 public:
  explicit Timer(Loop& loop) : loop_(loop) {
    uv_timer_init(loop.uv(), &timer_);
    timer_.data = this;
  }

  bool effect(Noun wire, Noun card) override {
    if (card.head() != "doze"_n) return false;
    uv_timer_stop(&timer_);
    wire_ = std::make_unique<Heap::Root>(loop_.pier().machine().heap(), wire);
    if (!card.tail().is_cell() || !card.tail().tail().is_atom()) return true;  // ~: no timer
    uint64_t small;
    const Limbs l = limbs_of(card.tail().tail(), small);
    at_ = {l.size > 0 ? l.data[0] : 0, l.size > 1 ? l.data[1] : 0};
    if (l.size > 2) at_ = {~uint64_t{0}, ~uint64_t{0}};
    arm();
    return true;
  }

  void stop() override { uv_close(reinterpret_cast<uv_handle_t*>(&timer_), nullptr); }

 private:
  void arm() {
    uv_timer_start(&timer_, [](uv_timer_t* h) { static_cast<Timer*>(h->data)->ring(); }, milliseconds_left(), 0);
  }
  // Rounded up, and at most a day: the clock may be changed meanwhile.
  uint64_t milliseconds_left() const {
    const Time now = system_time();
    const auto wide = [](const Time& time) { return static_cast<unsigned __int128>(time[1]) << 64 | time[0]; };
    if (wide(at_) <= wide(now)) return 0;
    const unsigned __int128 left = wide(at_) - wide(now);
    const auto seconds = static_cast<uint64_t>(left >> 64);
    constexpr uint64_t kDay = 86400;
    if (seconds >= kDay) return kDay * 1000;
    const auto part = static_cast<uint64_t>(((left & ~uint64_t{0}) * 1000) >> 64);
    return seconds * 1000 + part + 1;
  }
  void ring() {
    if (milliseconds_left() != 0) {
      arm();
      return;
    }
    loop_.make_and_plan([this](Heap& heap) { return heap.tuple(way_back(heap, wire_->get()), "wake"_n, kNull); });
  }
  // Events come in with the letter of their vane in front; effects go out without it, or with nothing in its place.
  static Noun way_back(Heap& heap, Noun wire) {
    if (!wire.is_cell() || wire.head() == "b"_n) return wire;
    return heap.cons("b"_n, wire.head() == kNull ? wire.tail() : wire);
  }

  Loop& loop_;
  uv_timer_t timer_;
  std::unique_ptr<Heap::Root> wire_;
  Time at_{};
};

}  // namespace

std::unique_ptr<Driver> make_timer(Loop& loop) {
  return std::make_unique<Timer>(loop);
}

}  // namespace galena::host
