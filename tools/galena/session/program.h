// A Hoon program on its way through a command: parsed, compiled, and what there is to say where it is refused or
// crashes.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hoon/parse/imports.h"
#include "hoon/parse/parser.h"
#include "hoon/text/source.h"
#include "hoon/type/compiler.h"
#include "tools/galena/base/exit.h"
#include "tools/galena/base/workbench.h"
#include "tools/galena/diagnose/diagnostics.h"

namespace galena::tools {

struct SubjectSource;

class Program {
 public:
  // `name` is what diagnostics call the source. With `imports`, it may begin with import lines, as a desk's files do.
  Program(Workbench& bench, std::string name, const std::string& text, DiagnosticOptions diagnostics = {},
          bool imports = false);

  // The AST, with source spots under the path `spots` unless it is none(); of everything, or of what the source marks.
  // Throws Failure with the diagnostic: exit 2, as what is no Hoon is a bad input file.
  Noun parse(Noun spots = Noun::none(), hoon::Places places = hoon::Places::all);

  // Type and formula of that AST in the subject of the workbench, or in one of the type `subject`. Throws Failure with
  // the diagnostics (find_errors): exit 1; 130 where Ctrl-C has ended it.
  hoon::Compiled compile(Noun ast) { return compile(ast, bench_.subject().type); }
  hoon::Compiled compile(Noun ast, Noun subject);

  // What the import lines of the last parse ask for.
  std::span<const hoon::Import> imports() const { return imports_; }
  const std::string& name() const { return name_; }

  // The file that the subject is the product of: what is said of a crash names the places in it.
  void set_subject_source(const SubjectSource& source) { subject_ = &source; }

  // What to say where a run of this program crashed: the machine's trace of a run with spots. What the program prints
  // meanwhile is dropped.
  std::string report_crash(std::optional<std::chrono::milliseconds> deadline);

 private:
  std::vector<std::string> explain_crash(std::optional<std::chrono::milliseconds> deadline);
  // The same where the subject is there as it is to be.
  std::vector<std::string> explain_here(std::optional<std::chrono::milliseconds> deadline);
  [[noreturn]] void refuse(Exit exit, std::vector<Diagnostic> diagnostics);
  // The path that the program's own spots are recorded under, when it is compiled to find a place.
  Noun own_path();

  Workbench& bench_;
  std::string name_;
  hoon::Source source_;
  DiagnosticOptions diagnostics_;
  bool has_header_;
  const SubjectSource* subject_ = nullptr;
  std::vector<hoon::Import> imports_;
};

// Whether a source begins with an import line.
bool begins_with_import(std::string_view text);

// The path that the places of a subject's file are recorded under.
Noun subject_path(Arena& arena);

// [%a %b 0] for /a/b. Throws Failure where `text` is no path.
Noun read_path(Arena& arena, const std::string& text);

}  // namespace galena::tools
