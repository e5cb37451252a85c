// How the command ends: its exit codes, and what a subcommand throws where it cannot go on.
#pragma once

#include <string>

namespace galena::tools {

enum class Exit : int {
  ok = 0,
  failed = 1,        // the program that was run or compiled failed
  usage = 2,         // bad usage, or a bad input file
  damaged = 3,       // a file of a pier is not what was written
  interrupted = 130  // Ctrl-C
};

// Ends a subcommand: `message` is for stderr, without its last newline (empty where everything has been said). Thrown
// by what reads input or compiles, caught in main.
struct Failure {
  Exit exit;
  std::string message;
};

}  // namespace galena::tools
