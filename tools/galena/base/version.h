// What this binary is.
#pragma once

namespace galena::tools {

// The version of Galena and of the languages that it speaks, a line.
inline constexpr const char* kVersionLine = "galena " GALENA_VERSION " (hoon 138, nock 4)";

}  // namespace galena::tools
