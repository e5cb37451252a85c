// What the host throws where it cannot go on: a sentence for the person at the terminal, which says what is wrong,
// where, and what to do. Caught by the command.
#pragma once

#include <cstdint>
#include <string>

namespace galena::host {

enum class FailureKind : uint8_t {
  usage,    // asked for what cannot be: no such pier, another host holds it, not a pill
  disk,     // the system refused: full, read-only, no permission
  damaged,  // a file is not what was written
  kernel,   // the kernel does not boot, or does not come to the same state again
};

struct HostFailure {
  FailureKind kind;
  std::string message;
};

}  // namespace galena::host
