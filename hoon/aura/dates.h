// How dates are written.
#pragma once

#include "hoon/noun/kelvin.h"

namespace galena::hoon {

// Whether month and day have a zero in front where they are less than ten.
constexpr bool pads_dates(Kelvin kelvin) {
  return kelvin.has(Difference::padded_dates);
}

}  // namespace galena::hoon
