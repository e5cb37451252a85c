// --kelvin: which version of the language a command compiles.
#pragma once

#include <cstdint>
#include <optional>

#include "hoon/noun/kelvin.h"
#include "tools/galena/base/command_line.h"

namespace galena::tools {

struct KelvinOption {
  uint64_t number = 0;  // 0 where it is not said

  void add_to(CommandLine app);
  // The one that is asked for, else the one that the sources say, else that of the library in this binary. Throws
  // Failure where there is no such version.
  hoon::Kelvin kelvin(std::optional<hoon::Kelvin> said = {}) const;
};

}  // namespace galena::tools
