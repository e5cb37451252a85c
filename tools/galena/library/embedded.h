// The standard library, hoon/sys, as the build compiled it.
#pragma once

#include <cstdint>
#include <span>

namespace galena::tools {

// An image of an arena (nock/noun/arena.h) at a whole page of the program; base/library.h knows what its roots are.
std::span<const uint8_t> library_image();

}  // namespace galena::tools
