// Building a trap, as the other toolchain's builder makes it: for `galena build --hoonc` and `galena hoonc`.
#pragma once

#include <string>

#include "tools/galena/base/cache.h"
#include "tools/galena/base/evaluation.h"
#include "tools/galena/base/exit.h"
#include "tools/galena/diagnose/diagnostics.h"

namespace galena::tools {

struct TrapOptions {
  std::string file, folder;
  std::string library;  // the Hoon library that files see: a source
  std::string builder;  // the builder's jam, for its own formulas in the trap; empty: without
  std::string output;   // where the jam goes; empty: nowhere
  bool arbitrary = false, mug = false, time = false, links = false;
  EvaluationOptions evaluation;
  CacheOptions cache;
  DiagnosticOptions diagnostics;
};

// Throws Failure, with diagnostics where a file is refused.
Exit build_trap(const TrapOptions& options);

}  // namespace galena::tools
