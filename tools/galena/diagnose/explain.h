// From a refusal of the compiler, which is nouns, to a diagnostic, which is text.
#pragma once

#include <chrono>
#include <optional>

#include "hoon/type/compiler.h"
#include "tools/galena/base/workbench.h"
#include "tools/galena/diagnose/diagnostics.h"
#include "tools/galena/diagnose/syntax_path.h"

namespace galena::tools {

// The innermost spot of a refusal that is of the source with the spots under `own_path`; none() where it has none.
Noun innermost_spot(const hoon::CompileError& error, Noun own_path);

// The places of a spot (is_spot).
Extent extent_of(Noun spot);

// Says what is wrong: message, types, notes and names that may have been meant. `path` leads to the innermost spot in
// the tree that was compiled; null where that is not known, and then less is said. Prints types, so it costs time in
// proportion to them; never throws.
Diagnostic explain(Workbench& bench, const hoon::CompileError& error, std::optional<Extent> extent,
                   const SyntaxPath* path, const hoon::Source& source);

// A tree with places under the path `spots`, and the type that it is compiled against.
struct Refused {
  Noun subject, ast, spots;
};
// All that is wrong in a program, of which `first` is known, perhaps without a place. To find more, what is refused is
// replaced by a crash and the rest compiled again; what may be wrong for that reason alone is not reported. Ends, with
// what was found, when `end` has come.
std::vector<Diagnostic> find_errors(Workbench& bench, const Refused& refused, const hoon::CompileError& first,
                                    const hoon::Source& source,
                                    std::optional<std::chrono::steady_clock::time_point> end = {});

// Whether a refusal may be a mere consequence of a crash that was put in the place of code whose type is not known.
bool is_consequence(Workbench& bench, const hoon::CompileError& error);

}  // namespace galena::tools
