// How often this process has given memory back, or the pages of memory: as long as that stays, what lies at an address
// that nobody writes to is what lay there before.
#pragma once

#include <cstdint>

namespace galena {

// Counted in reservation.cpp. From any thread.
uint64_t times_given_back();

}  // namespace galena
