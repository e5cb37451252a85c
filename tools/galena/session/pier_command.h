// What the commands about piers share: a machine with its pier, and what is said meanwhile.
#pragma once

#include <memory>
#include <string>

#include "arvo/host/driver/control.h"
#include "arvo/host/loop.h"
#include "arvo/host/pier.h"
#include "tools/galena/base/command_line.h"
#include "tools/galena/base/evaluation.h"
#include "tools/galena/base/exit.h"

namespace galena::tools {

// The options of every command that runs a kernel.
struct PierCommand {
  std::string pier;
  EvaluationOptions evaluation;
  bool verbose = false, quiet = false;
  uint64_t checkpoint_minutes = 10;
  bool no_terminal = false;

  // Of `boot` and `run`.
  void add_to(CommandLine app);
  LastMachine make_machine() const;
  host::PierOptions pier_options() const;
  // What the control socket does with Hoon.
  host::ControlOptions control_options(host::Pier& pier) const;
  // Runs the loop with its drivers; says `greeting` once clients can ask.
  Exit run_loop(host::Pier& pier, const std::string& greeting) const;
};

// [%slog] and the host's own lines, by level.
void say_line(host::Level level, const std::string& line);

}  // namespace galena::tools
