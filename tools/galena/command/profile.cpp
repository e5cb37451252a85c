// galena profile: compiles a Hoon expression, runs it, and says where the time went.
#include <fmt/format.h>

#include "tools/galena/base/evaluation.h"
#include "tools/galena/base/input.h"
#include "tools/galena/base/interrupt.h"
#include "tools/galena/base/io.h"
#include "tools/galena/base/workbench.h"
#include "tools/galena/command/commands.h"
#include "tools/galena/diagnose/diagnostics.h"
#include "tools/galena/profile/naming.h"
#include "tools/galena/profile/profiling.h"
#include "tools/galena/session/desk_session.h"
#include "tools/galena/session/program.h"

namespace galena::tools {
namespace {

struct Options {
  TextInput text;
  ProfileOptions profile;
  SubjectOptions subject;
  DeskOptions desk;
  EvaluationOptions evaluation;
  DiagnosticOptions diagnostics;
};

Exit run(const Options& options) {
  options.diagnostics.colored();  // refuses a bad --color at once
  options.profile.check();
  const std::string text = options.text.read();
  Surroundings around(options.subject, options.desk, options.text, text, options.evaluation, options.diagnostics);
  Workbench& bench = around.bench();
  Machine& machine = around.machine();
  Program program(bench, options.text.name(), text, options.diagnostics, around.session.has_value());
  if (around.shop && around.shop->source) program.set_subject_source(*around.shop->source);
  const Noun ast = around.parse(program);

  Result result{};
  {
    Profiling profiling(bench, options.profile);
    const hoon::Compiled compiled = program.compile(ast);
    profiling.add_program(compiled.formula, program_name(options.text.name()));
    profiling.start();
    result = run_interruptibly(machine, bench.subject().value, compiled.formula, options.evaluation.deadline());
    // What failed, or was stopped, has taken its time too.
    profiling.write(options.text.name());
  }
  if (result.outcome == Outcome::exit) {
    complain(program.report_crash(options.evaluation.deadline()));
    return Exit::failed;
  }
  if (result.outcome != Outcome::done) return report_failure(machine, options.evaluation, result);
  return report_jets(machine);
}

}  // namespace

void add_profile(CommandLine app, Exit& exit) {
  auto options = std::make_shared<Options>();
  const CommandLine sub = app.command("profile", "Evaluate a Hoon expression and show which arms take the time");
  options->text.add_to(sub, "HOON", "A Hoon expression");
  options->profile.add_to(sub, "-o,--output", "Where the profile goes; else standard output");
  options->subject.add_to(sub);
  const Option desk = options->desk.add_to(sub);
  for (const char* other : {"--bare", "--subject", "--subject-jam"}) desk.excludes(other);
  options->diagnostics.add_to(sub);
  options->evaluation.add_to(sub);
  options->evaluation.kelvin.add_to(sub);
  sub.footer(
      "Examples:\n"
      "  galena profile '(roll (gulf 1 1.000.000) add)'    folded stacks, and the ten hottest arms on stderr\n"
      "  galena profile -f program.hoon -o program.svg     a flame graph for a browser\n"
      "  galena profile -f program.hoon -o program.json    a trace for chrome://tracing and Perfetto");
  sub.callback([options, &exit] { exit = run(*options); });
}

}  // namespace galena::tools
