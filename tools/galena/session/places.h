// Whether a program is compiled so that it knows where in its source it is: then traces do, and each round of a loop
// takes room for a line of them.
#pragma once

#include <cstdint>

namespace galena::tools {

enum class Places : uint8_t { without, with };

}  // namespace galena::tools
