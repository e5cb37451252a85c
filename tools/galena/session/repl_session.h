// What `galena repl` does with what it is given: evaluates expressions in a subject that names are put into, and taken
// out of.
//
// Names stand in front of the subject, the newest first. Files of a desk are imported by the lines that a file would
// have. What an expression made stays in the arena of the workbench: a session takes memory with what is typed.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hoon/text/arm_docs.h"
#include "tools/galena/session/desk_session.h"

namespace galena::tools {

class ReplSession {
 public:
  struct Options {
    EvaluationOptions evaluation;
    DiagnosticOptions diagnostics;
    unsigned width = 80;
  };
  // `desk`: what files are imported from; null: nothing can be. Both must outlive it.
  ReplSession(Workbench& bench, DeskSession* desk, Options options);

  // What runs programs where somebody answers their questions (`.^`).
  using RunWithScry = std::function<Result(Noun subject, Noun formula)>;
  void set_scry(RunWithScry run) { run_ = std::move(run); }
  enum class Heard : uint8_t {
    done,
    refused,  // and said why
    more,     // the expression goes on
    over,     // the session is to end
  };
  // Takes lines, one expression or command; `last`: no more will come. Prints what comes of it.
  Heard take(const std::string& text, bool last);

  // The names in the subject that begin so, sorted.
  std::vector<std::string> complete(const std::string& beginning);

 private:
  struct Binding {
    std::string name;  // empty: an import without a face
    hoon::Vase value;
  };

  void command(std::string_view text);
  void assign(const std::string& name, const std::string& text);
  void unbind(const std::string& name);
  void put(Binding binding);
  void import(const std::string& text);
  void load(const std::string& name, std::string path);
  void print_type_of(const std::string& text);
  // Throws Failure with what is to be said.
  std::optional<hoon::Vase> evaluate(const std::string& text, bool keep);
  void rebuild();
  bool is_complete(const std::string& text);
  void collect_names();

  Workbench& bench_;
  DeskSession* desk_;
  Options options_;
  Subject base_;
  std::vector<Binding> bindings_;  // the newest last
  RunWithScry run_;
  std::optional<std::vector<hoon::ArmReader>> docs_;
  Noun named_ = Noun::none();  // the type whose names these are
  std::vector<std::string> names_;
};

// A line without the prompt of documentation in front of it, `> ` or `~zod:dojo> `; nothing where it has none.
std::optional<std::string> without_prompt(std::string_view line);

}  // namespace galena::tools
