// Why a refusal is one, in terms of what was written: what a gate takes and what it was given, that a list may be
// empty and a unit without a value, which test made code unreachable, which rune needs a name that is missing. And why
// an expression crashes.
#pragma once

#include <optional>
#include <string>

#include "hoon/type/compiler.h"
#include "tools/galena/base/workbench.h"
#include "tools/galena/diagnose/diagnostics.h"
#include "tools/galena/diagnose/suggestions.h"
#include "tools/galena/diagnose/syntax_path.h"

namespace galena::tools {

// A refusal, and the expression that it is about as far as that is known.
struct Refusal {
  Workbench& bench;
  const hoon::CompileError& error;
  const SyntaxPath* path;  // null where it is not known
  const hoon::Source& source;
};

// Of a call whose argument does not fit: makes `needed` and `found` those of the sample, and says what the gate takes.
// False where it is no such call.
bool explain_call(Diagnostic& diagnostic, const Refusal& refusal);

// Notes for types that do not fit; after `needed` and `found` are known.
void explain_mismatch(Diagnostic& diagnostic, const Refusal& refusal);

// Notes for a name that is not there, and no suggestions where one is not to be found by its spelling. False where
// nothing is to be said but that it is not there.
bool explain_missing(Diagnostic& diagnostic, const Refusal& refusal, const MissingLimb& missing);

// A note for a part of something that may be null: `i.l` of a list.
void explain_null(Diagnostic& diagnostic, const Refusal& refusal);

// A note for code that can never be reached.
void explain_unreachable(Diagnostic& diagnostic, const Refusal& refusal);

// Why a program crashed, if the rune at the innermost place of its own, or the arm that is called there, is known for
// it; in words like "`?>` asserts what does not hold". `ast` has its spots under `own`, `trace` is what the machine
// left.
std::optional<std::string> crash_reason(Arena& arena, Noun ast, Noun own, Noun trace);

}  // namespace galena::tools
