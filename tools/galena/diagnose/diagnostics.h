// Diagnostics: what is wrong in a source, for people and for machines.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "hoon/print/print.h"
#include "hoon/text/source.h"
#include "tools/galena/base/command_line.h"

namespace galena::tools {

// What is between two places; `to` is behind the last byte.
struct Extent {
  hoon::Place from, to;
};

struct Diagnostic {
  std::optional<Extent> extent;  // none where a program goes wrong as a whole
  std::string kind;              // as in doc/diagnostics.md
  std::string message;
  // Types on one line each, where one was found that does not fit.
  std::optional<std::string> needed, found;
  std::vector<std::string> notes;
  std::vector<std::string> suggestions;  // names, best first
};

// --json, --color, --reference-types
struct DiagnosticOptions {
  bool json = false;
  std::string color = "auto";
  bool reference_types = false;

  void add_to(CommandLine app);
  hoon::Wording wording() const { return reference_types ? hoon::Wording::reference : hoon::Wording::written; }
  // Whether to write escapes for colours: as asked for, or else where standard error is a terminal and NO_COLOR is not
  // set. Throws Failure where what was asked for is none of the three.
  bool colored() const;
};

// For people: FILE:LINE:COL: error: KIND: MESSAGE, the line with a mark under the extent, and what more there is to
// say, indented; with --json an object on one line:
//   {"file", "line", "column", "end": {"line", "column"}, "kind", "message", "needed", "found", "notes", "suggestions"}
// where needed and found, and the place, may be null. No newline at the end.
std::string render(const Diagnostic& diagnostic, const std::string& file, const hoon::Source& source,
                   const DiagnosticOptions& options);

struct FileDiagnostics {
  std::string file;
  hoon::Source source;
  std::vector<Diagnostic> diagnostics;
};

// The same for several, one below the other in the order of each source; for people with their number at the end.
std::string render_all(std::vector<FileDiagnostics> files, const DiagnosticOptions& options);

}  // namespace galena::tools
