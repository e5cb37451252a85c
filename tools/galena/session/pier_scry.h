// Questions of programs (`.^`) put to the state of a kernel, which is not changed.
#pragma once

#include <chrono>
#include <optional>

#include "arvo/host/pier.h"
#include "nock/run/machine.h"

namespace galena::tools {

// Runs a formula so that Nock 12 with the path /view/ship/desk/case/... is a peek, [~ %& path], of `kernel`. What the
// kernel has no answer to blocks.
Result run_with_kernel(Machine& machine, Noun kernel, Noun subject, Noun formula,
                       std::optional<std::chrono::milliseconds> deadline);

}  // namespace galena::tools
