// Ctrl-C. The handler is of the process, so what it acts on is too: the one state of the command that is global.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string_view>

#include "nock/run/machine.h"

namespace galena::tools {

// Has Ctrl-C end the process with Exit::interrupted, and a closed pipe be an error of writing and no signal. Once, at
// start. What it ends it says on standard error.
void install_interrupt_handler();

// While it lives, Ctrl-C interrupts the machine's computation, which then ends with %intr; a second one, and one at any
// other time, ends the process. Within another of the same machine the outer one goes on when it ends.
class InterruptScope {
 public:
  explicit InterruptScope(Machine& machine);
  ~InterruptScope();
  InterruptScope(const InterruptScope&) = delete;
  InterruptScope& operator=(const InterruptScope&) = delete;

 private:
  Machine* before_;
};

// Runs a formula so that Ctrl-C ends it.
Result run_interruptibly(Machine& machine, Noun subject, Noun formula,
                         std::optional<std::chrono::milliseconds> deadline);

// Has `body` work for a run, so that what is left of the deadline ends it. Throws Failure where that does, or where it
// takes more memory than the machine may have. `doing`: for its message.
void work_under_limits(Machine& machine, std::optional<std::chrono::milliseconds> deadline,
                       const std::function<void()>& body, std::string_view doing);
// Has it render what a run came to, so that Ctrl-C ends it as well.
void render_interruptibly(Machine& machine, std::optional<std::chrono::milliseconds> deadline,
                          const std::function<void()>& body);

// Whether Ctrl-C has ended a computation, or has been noted.
bool was_interrupted();
// Throws Failure, which ends the command, if it has: for who has a refusal and would look for its place.
void end_if_interrupted();
// It has not: for what goes on to compute.
void forget_interrupt();

// While it lives, Ctrl-C outside of computations is only noted, and ends waiting system calls.
class InterruptNote {
 public:
  InterruptNote();
  ~InterruptNote();
  InterruptNote(const InterruptNote&) = delete;
  InterruptNote& operator=(const InterruptNote&) = delete;
};

}  // namespace galena::tools
