// What a fuzz target does where its property does not hold.
#pragma once

#include <cstdlib>

namespace galena {

inline void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace galena
