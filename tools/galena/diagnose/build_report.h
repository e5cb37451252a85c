// What a builder recorded of files that it could not build, as diagnostics.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "hoon/desk/build_log.h"
#include "tools/galena/base/workbench.h"
#include "tools/galena/diagnose/diagnostics.h"

namespace galena::tools {

// What a file is called for people: the path from here of a name that the builder knows.
using PathOf = std::function<std::string(const std::string& file)>;

// Why a file does not build, in one line without its types.
std::string reason(const hoon::BuildFailure& failure);

// Everything that is wrong, a file below the other in the order in which the builder came to them. Compiles what was
// refused again, to find more than its first error; so the compiler forgets what it knows, or what is said would depend
// on what it was asked before.
std::string report(Workbench& bench, const hoon::BuildLog& log, const PathOf& path_of,
                   const DiagnosticOptions& options);

// The same for a single failure.
std::string report(Workbench& bench, const hoon::BuildFailure& failure, const PathOf& path_of,
                   const DiagnosticOptions& options);

}  // namespace galena::tools
