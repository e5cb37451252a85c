#include "tools/galena/base/interrupt.h"

#include <signal.h>
#include <unistd.h>

#include <atomic>

#include "nock/base/check.h"
#include "tools/galena/base/exit.h"

namespace galena::tools {
namespace {

std::atomic<Machine*> g_running = nullptr;
std::atomic<bool> g_interrupted = false;

void on_interrupt(int) {
  Machine* const machine = g_running.load(std::memory_order_relaxed);
  if (machine == nullptr || g_interrupted.exchange(true)) _exit(static_cast<int>(Exit::interrupted));
  machine->interrupt();
}

}  // namespace

void install_interrupt_handler() {
  struct sigaction action = {};
  action.sa_handler = on_interrupt;
  sigaction(SIGINT, &action, nullptr);
  signal(SIGPIPE, SIG_IGN);
}

InterruptScope::InterruptScope(Machine& machine) {
  Machine* const before = g_running.exchange(&machine, std::memory_order_relaxed);
  GALENA_CHECK(before == nullptr);
}
InterruptScope::~InterruptScope() {
  g_running.store(nullptr, std::memory_order_relaxed);
}

Result run_interruptibly(Machine& machine, Noun subject, Noun formula,
                         std::optional<std::chrono::milliseconds> deadline) {
  const InterruptScope scope(machine);
  return machine.run(subject, formula, deadline);
}

bool was_interrupted() {
  return g_interrupted.load();
}

}  // namespace galena::tools
