#include "nock/base/way_out.h"

#include <csetjmp>

namespace galena {

struct WayOut::Place {
  std::jmp_buf registers;
  const char* frame;
};

constinit thread_local WayOut* WayOut::innermost_ = nullptr;

int WayOut::run(void (*body)(void*), void* context) {
  Place place;
  place.frame = static_cast<const char*>(__builtin_frame_address(0));
  WayOut here;
  here.place_ = &place;
  const Closed others;
  innermost_ = &here;
  // NOLINTNEXTLINE(cert-err52-cpp): it is what this file is about
  if (const int why = _setjmp(place.registers); why != 0) return why;
  body(context);
  return 0;
}

void WayOut::leave(int why) {
  const auto* const here = static_cast<const char*>(__builtin_frame_address(0));
  if (innermost_ == nullptr || here > innermost_->place_->frame - kNear) return;
  // NOLINTNEXTLINE(cert-err52-cpp)
  std::longjmp(innermost_->place_->registers, why);
}

}  // namespace galena
