#include "tools/galena/base/interrupt.h"

#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include <atomic>

#include "nock/base/check.h"
#include "tools/galena/base/exit.h"

namespace galena::tools {
namespace {

std::atomic<Machine*> g_running = nullptr;
std::atomic<bool> g_interrupted = false;
std::atomic<bool> g_noted = false;  // Ctrl-C outside of computations is

void on_interrupt(int) {
  Machine* const machine = g_running.load(std::memory_order_relaxed);
  if (machine == nullptr && g_noted.load(std::memory_order_relaxed)) {
    g_interrupted.store(true);
    return;
  }
  if (machine == nullptr || g_interrupted.exchange(true)) {
    constexpr std::string_view kWord = "error: interrupted\n";
    const ssize_t written = write(STDERR_FILENO, kWord.data(), kWord.size());
    (void)written;
    _exit(static_cast<int>(Exit::interrupted));
  }
  machine->interrupt();
}

}  // namespace

void install_interrupt_handler() {
  struct sigaction action = {};
  action.sa_handler = on_interrupt;
  sigaction(SIGINT, &action, nullptr);
  signal(SIGPIPE, SIG_IGN);
}

InterruptScope::InterruptScope(Machine& machine) : before_(g_running.exchange(&machine, std::memory_order_relaxed)) {
  GALENA_CHECK(before_ == nullptr || before_ == &machine);
}
InterruptScope::~InterruptScope() {
  g_running.store(before_, std::memory_order_relaxed);
}

Result run_interruptibly(Machine& machine, Noun subject, Noun formula,
                         std::optional<std::chrono::milliseconds> deadline) {
  const InterruptScope scope(machine);
  return machine.run(subject, formula, deadline);
}

void work_under_limits(Machine& machine, std::optional<std::chrono::milliseconds> deadline,
                       const std::function<void()>& body, std::string_view doing) {
  switch (machine.under_limits(deadline, body)) {
    case Outcome::intr:
      end_if_interrupted();
      throw Failure{Exit::failed, fmt::format("error: the deadline has passed while {} (%intr)", doing)};
    case Outcome::meme:
      throw Failure{Exit::failed,
                    fmt::format("error: out of memory (%meme) while {}: --memory changes the limit", doing)};
    case Outcome::done:
    case Outcome::exit:
    case Outcome::block:
      break;
  }
  // It came when there was nothing more to stop.
  end_if_interrupted();
}

void render_interruptibly(Machine& machine, std::optional<std::chrono::milliseconds> deadline,
                          const std::function<void()>& body) {
  const InterruptScope scope(machine);
  work_under_limits(machine, deadline, body, "the product was printed");
}

bool was_interrupted() {
  return g_interrupted.load();
}

void end_if_interrupted() {
  if (was_interrupted()) throw Failure{Exit::interrupted, "error: interrupted (%intr)"};
}

void forget_interrupt() {
  g_interrupted.store(false);
}

InterruptNote::InterruptNote() {
  g_noted.store(true);
}
InterruptNote::~InterruptNote() {
  g_noted.store(false);
}

}  // namespace galena::tools
