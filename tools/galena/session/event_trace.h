// An event of a pier's log, traced: on a machine of its own, beside a host that runs it or without one.
#pragma once

#include <atomic>
#include <string>

#include "tools/galena/session/move_trace.h"
#include "tools/galena/session/pier_command.h"

namespace galena::tools {

// Brings a copy of the pier's machine to before `event`, from the nearest state on disk, and runs it (retrace.h).
// `ending`, if given: gives up between two events, when it is set. Throws Failure or HostFailure. Any thread.
EventTrace trace_event(const PierCommand& common, const std::string& pier, uint64_t event,
                       const std::atomic<bool>* ending = nullptr);

}  // namespace galena::tools
