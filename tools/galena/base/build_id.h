// What tells this build of the program from all others.
#pragma once

#include <optional>

#include "nock/base/digest.h"

namespace galena::tools {

// The digest of the build id that the linker put into the binary; nothing where it has none.
std::optional<Digest> build_id();

}  // namespace galena::tools
