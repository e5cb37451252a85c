// A kernel that runs: the noun that is the state of everything, and what can be done with it.
//
// A core with four arms (load +4, wish +10, peek +22, poke +23), found in a gate that the lifecycle formula makes. An
// event either succeeds, and there is a next state and a list of effects, or it leaves no trace here. Nothing is
// written anywhere: that is for the pier.
//
// It belongs to the thread that made it, and computes one thing at a time.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <span>

#include "arvo/host/owner_thread.h"
#include "nock/base/check.h"
#include "nock/run/machine.h"

namespace galena::host {

// What came of an evaluation: a product, or why there is none. Nouns are good until the machine runs again.
struct Answer {
  Outcome outcome;
  Noun noun;  // the product, or the trace
  bool ok() const { return outcome == Outcome::done; }
};

class Patience;

class Kernel {
 public:
  // Not booted. The machine must outlive it.
  explicit Kernel(Machine& machine);
  ~Kernel();
  Kernel(const Kernel&) = delete;
  Kernel& operator=(const Kernel&) = delete;

  Machine& machine() { return machine_; }
  bool booted() const { return core_.get().is_cell(); }

  // Time for one event, peek or wish; none: without limit.
  void set_deadline(std::optional<std::chrono::milliseconds> deadline) { deadline_ = deadline; }

  // Runs the lifecycle formula [2 [0 3] 0 2] on the list of these events, of which there is one at least, and takes the
  // core of what it makes. Once. `deadline`: for all of it; none: as long as it takes.
  Answer boot(std::span<const Noun> lifecycle, std::optional<std::chrono::milliseconds> deadline = {});
  // The others are for a kernel that is booted.
  // The event `job`, [now wire card], an ovum with its time: the list of effects, and the state is the next one.
  Answer poke(Noun job);
  // +peek: [who question] -> (unit (cask)), as the kernel answers.
  Answer peek(Noun sample);
  Answer wish(Noun text);

  // Which of the four arms makes no gate: its name; null where all do. The public shape asks for gates, and a kernel
  // that has others would be found out by its first event. For a kernel that is booted; runs each arm within
  // `deadline`.
  const char* arm_without_gate(std::optional<std::chrono::milliseconds> deadline);

  Noun core() const { return core_.get(); }
  // Another state: one read back, or one moved.
  void set_core(Noun core) {
    GALENA_CHECK(core.is_cell());
    core_.set(core);
  }
  // The mug of the state. Linear in what is new since the last call.
  uint32_t mug() const;

 private:
  Answer call(Noun formula, Noun sample, bool limited);
  Answer run(Noun formula, Noun sample, bool limited);

  Machine& machine_;
  Heap::Root core_;
  Heap::Root poke_, peek_, wish_;  // formulas: on [core sample], call an arm
  std::optional<std::chrono::milliseconds> deadline_;
  std::unique_ptr<Patience> patience_;
  OwnerThread owner_;
  bool running_ = false;
};

}  // namespace galena::host
