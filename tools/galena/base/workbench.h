// A Hoon program on its way through a command: read, parsed, compiled, run, printed; and its diagnostics.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hoon/print/print.h"
#include "hoon/text/source.h"
#include "hoon/type/compiler.h"
#include "nock/run/machine.h"
#include "tools/galena/diagnose/diagnostics.h"
#include "tools/galena/exit.h"

namespace galena::tools {

// What is compiled against: a type, and a value of it.
struct Subject {
  Noun type;
  Noun value;
};

// A machine and a compiler that share an arena, with the subject programs are compiled against.
class Workbench {
 public:
  // The subject is 0, of type %noun. `machine` must outlive this.
  explicit Workbench(Machine& machine);
  ~Workbench();

  Machine& machine() { return machine_; }
  Arena& arena() { return arena_; }
  hoon::Compiler& compiler() { return compiler_; }
  const Subject& subject() const { return subject_; }
  // For each question to the compiler, and for what it runs.
  void set_deadline(std::optional<std::chrono::milliseconds> deadline) {
    deadline_ = deadline;
    compiler_.set_deadline(deadline);
  }
  // Both of the arena.
  void set_subject(Subject subject) { subject_ = subject; }

  // The lines in which a type prints; a value by its type.
  std::vector<std::string> print_type(Noun type, unsigned width = 80);
  std::vector<std::string> print_value(Noun type, Noun value, unsigned width = 80);
  // A type on one line, with `...` for what goes beyond about `limit` bytes.
  std::string print_type_flat(Noun type, size_t limit);

 private:
  friend class Program;

  Machine& machine_;
  Arena arena_;
  hoon::Compiler compiler_;
  Subject subject_;
  std::optional<std::chrono::milliseconds> deadline_;
};

class Program {
 public:
  // `name` is what diagnostics call the source.
  Program(Workbench& bench, std::string name, std::string text, DiagnosticOptions diagnostics = {});

  // The AST, with source spots under the path `spots` unless it is none(). Throws Failure with the diagnostic: exit 2,
  // as what is no Hoon is a bad input file.
  Noun parse(Noun spots = Noun::none());

  // Type and formula of that AST in the subject of the workbench. Throws Failure with the diagnostics (find_errors):
  // exit 1.
  hoon::Compiled compile(Noun ast);

  // What to say where a run of this program crashed: the machine's trace of a run with spots. What the program prints
  // meanwhile is dropped.
  std::string report_crash(std::optional<std::chrono::milliseconds> deadline);

 private:
  std::vector<std::string> explain_crash(std::optional<std::chrono::milliseconds> deadline);
  [[noreturn]] void refuse(Exit exit, std::vector<Diagnostic> diagnostics);
  // The path that the program's own spots are recorded under, when it is compiled to find a place.
  Noun own_path();

  Workbench& bench_;
  std::string name_;
  hoon::Source source_;
  DiagnosticOptions diagnostics_;
};

// [%a %b 0] for /a/b. Throws Failure where `text` is no path.
Noun read_path(Arena& arena, const std::string& text);

}  // namespace galena::tools
