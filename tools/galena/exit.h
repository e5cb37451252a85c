// What every subcommand is made of. A file a subcommand: it adds itself to the command line and does its work in the
// callback; all of them are listed in main.cpp.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace galena::tools {

enum class Exit : int {
  ok = 0,
  failed = 1,        // the program that was run or compiled failed
  usage = 2,         // bad usage, or a bad input file
  damaged = 3,       // a file of a pier is not what was written
  interrupted = 130  // Ctrl-C
};

// Ends a subcommand: `message` is one line for stderr (none where everything has been said). Thrown by what reads
// input, caught in main.
struct Failure {
  Exit exit;
  std::string message;
};

// Each adds its subcommand. `exit` receives what the callback comes to.
void add_eval(CLI::App& app, Exit& exit);
void add_compile(CLI::App& app, Exit& exit);
void add_nock(CLI::App& app, Exit& exit);
void add_jam(CLI::App& app, Exit& exit);
void add_cue(CLI::App& app, Exit& exit);
void add_mug(CLI::App& app, Exit& exit);
void add_circle(CLI::App& app, Exit& exit);
void add_build(CLI::App& app, Exit& exit);
void add_pill(CLI::App& app, Exit& exit);
void add_boot(CLI::App& app, Exit& exit);
void add_run(CLI::App& app, Exit& exit);
void add_log(CLI::App& app, Exit& exit);
void add_checkpoint(CLI::App& app, Exit& exit);
void add_profile(CLI::App& app, Exit& exit);
void add_version(CLI::App& app, Exit& exit);

}  // namespace galena::tools
