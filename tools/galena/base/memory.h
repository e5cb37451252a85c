// Sizes of memory on the command line, and the option that limits it.
#pragma once

#include <cstddef>
#include <string>

#include "tools/galena/base/command_line.h"

namespace galena::tools {

// 512, 64K, 100M, 2G, 1T: bytes, in powers of 1024; never 0. Throws Failure.
size_t parse_size(const std::string& text);
// The same back, for messages: the largest unit that leaves no fraction.
std::string format_size(size_t bytes);

// --memory
struct MemoryOption {
  std::string text;  // empty: not given

  // `what` it limits, for the help: "nouns".
  void add_to(CommandLine app, const std::string& what);
  bool given() const { return !text.empty(); }
  // Bytes; where it is not given, a share of the machine's memory, for what only reads nouns. Throws Failure.
  size_t bytes() const;
};

}  // namespace galena::tools
