// Whether the examples in comments come to what the comments say.
#pragma once

#include <string>
#include <vector>

#include "hoon/text/arm_docs.h"
#include "tools/galena/base/workbench.h"
#include "tools/galena/diagnose/diagnostics.h"

namespace galena::tools {

// What an expression prints, as an example would show it: the lines of its product; of a crash or a refusal `! ` and
// what is said first, where that may be one of several, all of them.
struct Shown {
  std::vector<std::string> lines;
  std::vector<std::string> messages;  // each as a line with `! `
  bool is(const std::vector<std::string>& printed) const;
};
Shown show(Workbench& bench, const std::string& expression, const DiagnosticOptions& diagnostics);

}  // namespace galena::tools
