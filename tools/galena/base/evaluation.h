// Running Nock for a subcommand: the options that all of them share, the machine that they come to, and what is said
// where a computation fails.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "nock/run/machine.h"
#include "tools/galena/base/command_line.h"
#include "tools/galena/base/exit.h"
#include "tools/galena/base/kelvin_option.h"
#include "tools/galena/base/memory.h"

namespace galena::tools {

// A machine for as long as the process lives: its end does not wait for code that is being compiled, nor gives back
// memory that ends with it.
struct Abandon {
  void operator()(Machine* machine) const { machine->abandon(); }
};
using LastMachine = std::unique_ptr<Machine, Abandon>;

// --no-jets, --no-jet, --check-jets, --tier, --no-code-cache, --perf-map, --debug-jit, --memory, --deadline
struct EvaluationOptions {
  bool no_jets = false;
  std::vector<std::string> disabled_jets;
  bool check_jets = false;
  std::string tier;  // empty: auto, for what takes its time
  bool no_code_cache = false;
  bool perf_map = false, debug_jit = false;
  MemoryOption memory;
  KelvinOption kelvin;  // of what is compiled; commands that compile add it, by itself
  uint64_t deadline_ms = 0;
  // What becomes of lines that programs and the machine say; shown on stderr, if there is none. No option.
  std::function<void(const std::string& line)> say;

  void add_to(CommandLine app);
  // Throws Failure where the options ask for what there is not.
  // `on_slog`: what becomes of %slog; shown on stderr, if there is none.
  LastMachine make_machine(std::function<void(Noun)> on_slog = {}) const;
  std::optional<std::chrono::milliseconds> deadline() const;
  // What is left of it, a millisecond at least, for what comes after a run that began at `begin`.
  std::optional<std::chrono::milliseconds> deadline_since(std::chrono::steady_clock::time_point begin) const;
  // Whether compiled code is to have names that others see.
  bool labels_code() const { return perf_map || debug_jit; }
};

// While it lives, what programs and the machine say (%slog and the like) is dropped.
class QuietScope {
 public:
  QuietScope();
  ~QuietScope();
  QuietScope(const QuietScope&) = delete;
  QuietScope& operator=(const QuietScope&) = delete;
};

// Says on stderr why a computation came to no product, with its trace and, of a crash, the reason where it is known,
// and yields the exit code. Runs Nock: the nouns held across it must be in roots.
Exit report_failure(Machine& machine, const EvaluationOptions& options, const Result& result,
                    const std::optional<std::string>& reason = {});

// Exit::failed, and a word on stderr, where --check-jets has found differences.
Exit report_jets(const Machine& machine);

}  // namespace galena::tools
