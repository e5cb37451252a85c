// galena repl: expressions, one after the other, in a subject that names are put into.
#include <cstdlib>

#include "tools/galena/base/interrupt.h"
#include "tools/galena/base/io.h"
#include "tools/galena/base/library.h"
#include "tools/galena/command/commands.h"
#include "tools/galena/session/desk_session.h"
#include "tools/galena/session/line_editor.h"
#include "tools/galena/session/pier_scry.h"
#include "tools/galena/session/repl_session.h"

namespace galena::tools {
namespace {

struct Options {
  unsigned width = 80;
  bool no_history = false;
  std::string pier;
  SubjectOptions subject;
  DeskOptions desk;
  EvaluationOptions evaluation;
  DiagnosticOptions diagnostics;
};

std::string history_file(const Options& options) {
  if (options.no_history) return {};
  if (const char* state = std::getenv("XDG_STATE_HOME"); state != nullptr && state[0] == '/') {
    return std::string(state) + "/galena-history";
  }
  const char* const home = std::getenv("HOME");
  return home != nullptr && home[0] == '/' ? std::string(home) + "/.galena-history" : std::string();
}

// Lines until they are an expression, and so on to the end. Where documentation is pasted, lines with its prompt are
// what is typed, and those without it are what it prints, which is left out.
class Reader {
 public:
  Reader(ReplSession& session, LineEditor& editor) : session_(session), editor_(editor) {}

  // Whether all went well.
  bool read_all() {
    while (next()) {
    }
    return !refused_;
  }

 private:
  bool next() {
    const bool fresh = text_.empty();
    if (fresh && !editor_.pending() && editor_.interactive()) pasted_ = false;
    LineEditor::Line line = editor_.read(fresh ? "> " : ". ");
    switch (line.end) {
      case LineEditor::End::interrupted:
        text_.clear();
        pasted_ = false;
        return true;
      case LineEditor::End::over:
        return !text_.empty() && take({}, true);
      case LineEditor::End::line:
        break;
    }
    editor_.remember(line.text);
    if (fresh) {
      if (std::optional<std::string> typed = without_prompt(line.text)) {
        pasted_ = true;
        return take(*std::move(typed), false);
      }
      if (pasted_) return true;
    }
    // An empty line ends what is not going to become an expression.
    const bool last = !fresh && line.text.find_first_not_of(' ') == std::string::npos && editor_.interactive();
    return take(std::move(line.text), last);
  }

  bool take(std::string line, bool last) {
    if (!text_.empty()) text_ += '\n';
    text_ += line;
    switch (session_.take(text_, last)) {
      case ReplSession::Heard::more:
        return true;
      case ReplSession::Heard::over:
        return false;
      case ReplSession::Heard::refused:
        refused_ = true;
        break;
      case ReplSession::Heard::done:
        break;
    }
    text_.clear();
    return true;
  }

  ReplSession& session_;
  LineEditor& editor_;
  std::string text_;     // of an expression that is not complete
  bool pasted_ = false;  // documentation, with its prompts
  bool refused_ = false;
};

// The session on a machine of its own, or on that of a pier, whose kernel answers questions then.
Exit converse(const Options& options, ReplSession& session) {
  const InterruptNote note;
  LineEditor editor(history_file(options), [&](const std::string& word) { return session.complete(word); });
  if (editor.interactive()) print_line("Galena: :help says what there is, Ctrl-D ends it");
  const bool well = Reader(session, editor).read_all();
  return well || editor.interactive() ? Exit::ok : Exit::failed;
}

Exit run_with_pier(const Options& options, const ReplSession::Options& how) {
  const LastMachine machine = options.evaluation.make_machine();
  host::PierOptions pier_options;
  pier_options.report = [](const std::string& line) { complain(line); };
  host::Pier pier(options.pier, *machine, pier_options, host::Pier::Mode::read);
  pier.resume();
  const std::unique_ptr<Workbench> bench = make_library_workbench(*machine);
  bench->set_deadline(options.evaluation.deadline());
  machine->jets().close();
  ReplSession session(*bench, nullptr, how);
  session.set_scry([&](Noun subject, Noun formula) {
    return run_with_kernel(*machine, pier.kernel().core(), subject, formula, options.evaluation.deadline());
  });
  return converse(options, session);
}

Exit run(const Options& options) {
  options.diagnostics.colored();  // refuses a bad --color at once
  const ReplSession::Options how{options.evaluation, options.diagnostics, options.width};
  if (!options.pier.empty()) return run_with_pier(options, how);
  TextInput nothing;
  Surroundings around(options.subject, options.desk, nothing, {}, options.evaluation, options.diagnostics);
  ReplSession session(around.bench(), around.session ? &*around.session : nullptr, how);
  return converse(options, session);
}

}  // namespace

void add_repl(CommandLine app, Exit& exit) {
  auto options = std::make_shared<Options>();
  const CommandLine sub = app.command("repl", "Evaluate Hoon as it is typed, with names for what comes of it");
  sub.option("--width", options->width, "Columns for a value or a type; 80 if not given")
      .type_name("COLUMNS")
      .within(1, 1'000'000);
  sub.flag("--no-history", options->no_history, "Keep no history of what is typed");
  options->subject.add_to(sub);
  const Option desk = options->desk.add_to(sub);
  for (const char* other : {"--bare", "--subject", "--subject-jam"}) desk.excludes(other);
  const Option pier =
      sub.option("--pier", options->pier, "A copy of the state of a pier answers `.^`").type_name("DIR");
  for (const char* other : {"--bare", "--subject", "--subject-jam", "--desk", "--system"}) pier.excludes(other);
  options->diagnostics.add_to(sub);
  options->evaluation.add_to(sub);
  options->evaluation.kelvin.add_to(sub);
  sub.footer(
      "Standard input that is no terminal is a script: the exit code is 1 where something in it was refused or "
      "crashed.\n"
      "At the prompt :help says what there is besides expressions.\n"
      "Examples:\n"
      "  galena repl\n"
      "  galena repl --desk pkg/arvo          /+  strandio imports a file of it\n"
      "  echo '(add 2 2)' | galena repl       prints 4");
  sub.callback([options, &exit] { exit = run(*options); });
}

}  // namespace galena::tools
