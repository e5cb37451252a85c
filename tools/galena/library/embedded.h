// The standard library, hoon/sys, as the build compiled it.
#pragma once

#include <cstdint>
#include <span>

namespace galena::tools {

// The jam of [type formula]: the type of the library, and the formula that makes it from 0 and tells the jets of its
// cores.
std::span<const uint8_t> library_jam();

}  // namespace galena::tools
