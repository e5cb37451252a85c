// galena compile: a Hoon file to its syntax tree, type or Nock.
#include <fmt/format.h>

#include <chrono>

#include "nock/base/clock.h"
#include "nock/noun/serial.h"
#include "tools/galena/base/evaluation.h"
#include "tools/galena/base/io.h"
#include "tools/galena/base/workbench.h"
#include "tools/galena/command/commands.h"
#include "tools/galena/diagnose/diagnostics.h"
#include "tools/galena/session/program.h"
#include "tools/galena/session/workshop.h"

namespace galena::tools {
namespace {

struct Options {
  std::string file, output, spots;
  std::string emit = "both";
  bool mug = false, stats = false;
  SubjectOptions subject;
  EvaluationOptions evaluation;
  DiagnosticOptions diagnostics;
};

// What the compiler had to do, on stderr.
void print_stats(Workbench& bench, double parse, double mint) {
  fmt::print(stderr, "parse {:10.1f} ms\nmint  {:10.1f} ms\ncells {:10} ({} MB)\n", parse, mint,
             bench.arena().cell_count(), bench.arena().bytes_used() >> 20);
  for (const auto& [kind, count] : bench.compiler().questions()) {
    if (count != 0) fmt::print(stderr, "{:<5} {:10} different questions\n", kind, count);
  }
}

Exit run(const Options& options) {
  options.diagnostics.colored();  // refuses a bad --color at once
  if (options.output.empty() && !options.mug) {
    throw Failure{Exit::usage, "error: say where the jam goes (-o FILE), or ask for its --mug alone"};
  }
  if (options.emit != "ast" && options.emit != "type" && options.emit != "nock" && options.emit != "both") {
    throw Failure{Exit::usage, fmt::format("error: cannot emit `{}`: ast, type, nock or both", options.emit)};
  }
  std::string text = read_file(options.file);
  const Workshop shop = options.subject.open(options.evaluation, options.diagnostics);
  Workbench& bench = *shop.bench;
  Program program(bench, options.file == "-" ? "<stdin>" : options.file, std::move(text), options.diagnostics);

  const auto begin = std::chrono::steady_clock::now();
  Noun product = program.parse(options.spots.empty() ? Noun::none() : read_path(bench.arena(), options.spots));
  const double parse = milliseconds_since(begin);
  if (options.emit != "ast") {
    const hoon::Compiled compiled = program.compile(product);
    product = options.emit == "type"   ? compiled.type
              : options.emit == "nock" ? compiled.formula
                                       : bench.arena().cons(compiled.type, compiled.formula);
  }
  if (options.stats) print_stats(bench, parse, milliseconds_since(begin) - parse);
  if (!options.output.empty()) write_file(options.output, jam(product));
  if (options.mug) print_mug(product);
  return Exit::ok;
}

}  // namespace

void add_compile(CommandLine app, Exit& exit) {
  auto options = std::make_shared<Options>();
  const CommandLine sub = app.command("compile", "Compile a Hoon file and write the result as a jam");
  sub.option("FILE", options->file, "A Hoon file; - reads standard input").required();
  sub.option("-o,--output", options->output, "Where the jam goes; - is standard output").type_name("FILE");
  const Option emit =
      sub.option("--emit", options->emit, "What: ast, type, nock, or both: [type formula] (the default)");
  emit.takes("ast type nock both").type_name("WHAT");
  sub.flag("--mug", options->mug, "Print the mug of what is emitted");
  sub.flag("--stats", options->stats, "Say on standard error what the compiler had to do, and how long it took");
  sub.option("--spots", options->spots, "Record where in the source everything stands, under this path")
      .type_name("PATH");
  options->subject.add_to(sub);
  options->diagnostics.add_to(sub);
  options->evaluation.add_to(sub);
  options->evaluation.kelvin.add_to(sub);
  sub.footer(
      "Examples:\n"
      "  galena compile program.hoon -o program.jam\n"
      "  galena compile kernel.hoon --bare --emit nock --mug\n"
      "  galena compile vane.hoon --subject-jam zuse.jam -o vane.jam");
  sub.callback([options, &exit] { exit = run(*options); });
}

}  // namespace galena::tools
