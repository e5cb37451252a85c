// Running a file as a program: built with what it imports, and called with arguments.
#pragma once

#include <string>
#include <vector>

#include "tools/galena/base/evaluation.h"
#include "tools/galena/base/exit.h"
#include "tools/galena/diagnose/diagnostics.h"
#include "tools/galena/session/desk_session.h"

namespace galena::tools {

struct RunFileOptions {
  std::string file;
  std::vector<std::string> arguments;  // Hoon expressions, in the subject of the base
  unsigned width = 80;
  DeskOptions desk;  // where none is named, the one that the file lies in, else the file's own folder
  CacheOptions cache;
  DiagnosticOptions diagnostics;
};

// Prints what the gate that the file produces makes of its arguments: of one, itself, of several, all of them together,
// [a b c]. Without arguments, what the gate makes of the sample that it has, what a trap comes to, or the product
// itself. Throws Failure, with diagnostics.
Exit run_file(const RunFileOptions& options, const EvaluationOptions& evaluation);

}  // namespace galena::tools
