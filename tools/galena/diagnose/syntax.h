// What is said about a text that is no Hoon: what could stand at the place, what is open there, and which of the
// mistakes that everybody makes it is.
#pragma once

#include <optional>
#include <string>

#include "hoon/parse/expected.h"
#include "tools/galena/diagnose/diagnostics.h"

namespace galena::tools {

// `place` is where the parser says that the error is; the text is parsed again to know more. `imports`: whether it may
// have an import header. Never throws.
Diagnostic explain_syntax(Arena& arena, hoon::Place place, const hoon::Source& source, bool imports);

// A form that is open, in words: "`(` of 1:1 is not closed", "`|%` of 1:1 wants `--`", "`?:` of 1:1 takes three parts,
// and has two"; empty where it has all that it takes. `ends`: whether there is no more text to close it.
std::string open_words(const hoon::OpenForm& form, bool ends);
// `?:` of 1:1
std::string name_of(const hoon::OpenForm& form);
// "three parts"
std::string parts_words(unsigned count);

// The mistake that everybody makes, if it is one, and what to write instead. `at` of `expected` is in `source`.
std::optional<std::string> common_mistake(const hoon::Expected& expected, const hoon::Source& source);

}  // namespace galena::tools
