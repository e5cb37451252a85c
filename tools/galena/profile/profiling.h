// Profiles for a subcommand: the options, the names of arms, and the files that a profile becomes.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "nock/run/profiler.h"
#include "tools/galena/base/command_line.h"
#include "tools/galena/base/workbench.h"
#include "tools/galena/profile/naming.h"

namespace galena::tools {

// -o or --profile, --format, --rate: where a profile goes.
struct ProfileOptions {
  std::string output;  // empty: nowhere, or where the command says
  std::string format;
  unsigned rate = 1000;

  // `name` as CLI11 takes it, "-o,--output".
  void add_to(CommandLine app, const std::string& name, const std::string& description);
  // Throws Failure where there is no such format or no such folder: better before a long run than after it.
  void check() const;

  enum class Format : uint8_t { folded, svg, chrome };
  Format chosen() const;
};

// A profiler for what a workbench runs, with names for what its compiler compiles.
class Profiling {
 public:
  // Learns the names of the subject, which the workbench has by then, and of what is compiled from now on.
  Profiling(Workbench& bench, const ProfileOptions& options);

  // Names what a compiled program has in it.
  void add_program(Noun formula, const std::string& name) { names_.add_program(formula, name); }

  // What runs from now on is in the profile. Once.
  void start();

  // Writes the profile, if it was started, whole or not at all, and a few lines about it on stderr. `title`: of what.
  // Throws Failure.
  void write(const std::string& title) const;

 private:
  Workbench& bench_;
  ProfileOptions options_;
  Naming names_;
  std::unique_ptr<Profiler> profiler_;
};

// A page with a flame graph, which needs nothing else.
std::string svg_of(const Profile& profile, const std::string& title);
// A trace of nested events, as chrome://tracing and Perfetto take it.
std::string chrome_trace_of(const Profile& profile, const std::string& title);

}  // namespace galena::tools
