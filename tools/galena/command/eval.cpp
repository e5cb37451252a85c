// galena eval: compiles a Hoon expression, runs it, and prints the product by its type.
#include <fmt/format.h>

#include "arvo/host/kernel.h"
#include "hoon/print/print_ast.h"
#include "hoon/print/tank.h"
#include "nock/noun/serial.h"
#include "nock/run/nock.h"
#include "tools/galena/base/evaluation.h"
#include "tools/galena/base/input.h"
#include "tools/galena/base/interrupt.h"
#include "tools/galena/base/io.h"
#include "tools/galena/base/workbench.h"
#include "tools/galena/command/commands.h"
#include "tools/galena/diagnose/diagnostics.h"
#include "tools/galena/profile/naming.h"
#include "tools/galena/session/desk_session.h"
#include "tools/galena/session/kernel_evaluator.h"
#include "tools/galena/session/pier_command.h"
#include "tools/galena/session/pill.h"
#include "tools/galena/session/program.h"

namespace galena::tools {
namespace {

struct Options {
  TextInput text;
  bool type = false, nock = false, ast = false, source = false, whole = false;
  unsigned width = 80;
  std::string jam, pier, pill;
  SubjectOptions subject;
  DeskOptions desk;
  EvaluationOptions evaluation;
  DiagnosticOptions diagnostics;
};

// Where the command's noun goes: into a file, or as lines.
template <class Lines>
Exit deliver(const Options& options, Noun noun, Lines&& print_it) {
  if (options.jam.empty()) {
    print_it();
  } else {
    write_file(options.jam, jam(noun));
  }
  return Exit::ok;
}

// Against a copy of the state of a pier.
Exit run_with_pier(const Options& options) {
  const std::string text = options.text.read();
  const LastMachine machine = options.evaluation.make_machine();
  host::PierOptions pier_options;
  pier_options.report = [](const std::string& line) { complain(line); };
  host::Pier pier(options.pier, *machine, pier_options, host::Pier::Mode::read);
  pier.resume();
  KernelEvaluator evaluator(*machine, options.evaluation.deadline(), options.diagnostics);
  machine->jets().close();
  print_lines(evaluator.evaluate(options.text.name(), text, pier.kernel().core()));
  return report_jets(*machine);
}

// By the +wish of a kernel alone: it lays out the value by its type, itself.
Exit run_with_pill(const Options& options) {
  const std::string text = options.text.read();
  const LastMachine machine = options.evaluation.make_machine();
  Heap& heap = machine->heap();
  const host::Pill pill = load_pill(heap, options.pill);
  host::Kernel kernel(*machine);
  kernel.set_deadline(options.evaluation.deadline());
  const auto check = [&](const host::Answer& answer) {
    if (!answer.ok()) throw Failure{report_failure(*machine, options.evaluation, {answer.outcome, answer.noun}), ""};
    return answer.noun;
  };
  const Heap::Root cord(heap, heap.cord(text));
  std::vector<Noun> lifecycle;
  for (Noun rest = pill.boot; rest.is_cell(); rest = rest.tail()) lifecycle.push_back(rest.head());
  check(kernel.boot(lifecycle, options.evaluation.deadline()));
  // As the public runtime asks it, and as its own runtime would answer it.
  constexpr const char* kShow = "|=(a=@t (sell (slap !>(+>.$) (rain /eval a))))";
  const Noun gate = check(kernel.wish(heap.cord(kShow)));
  const Noun slam =
      heap.tuple(op(Opcode::kick), Noun::direct(2), op(Opcode::edit),
                 heap.tuple(Noun::direct(6), op(Opcode::slot), Noun::direct(3)), op(Opcode::slot), Noun::direct(2));
  const Result shown = run_interruptibly(*machine, heap.cons(gate, cord.get()), slam, options.evaluation.deadline());
  if (shown.outcome != Outcome::done) return report_failure(*machine, options.evaluation, shown);
  const Heap::Root tank(heap, shown.noun);
  print_lines(hoon::render_tank(tank.get(), options.width));
  return report_jets(*machine);
}

Exit run(const Options& options) {
  options.diagnostics.colored();  // refuses a bad --color at once
  if (!options.pier.empty()) return run_with_pier(options);
  if (!options.pill.empty()) return run_with_pill(options);
  const std::string text = options.text.read();
  Surroundings around(options.subject, options.desk, options.text, text, options.evaluation, options.diagnostics);
  Workbench& bench = around.bench();
  Machine& machine = around.machine();
  Program program(bench, options.text.name(), text, options.diagnostics, around.session.has_value());
  if (around.shop && around.shop->source) program.set_subject_source(*around.shop->source);

  std::optional<Naming> naming;
  if (options.evaluation.labels_code()) naming.emplace(bench);
  const Noun ast = around.parse(program);
  if (options.ast) return deliver(options, ast, [&] { print_noun(ast, options.whole); });
  if (options.source) {
    const hoon::PrintedSource source = hoon::print_hoon(ast, options.width, bench.compiler().kelvin());
    print(source.text + "\n");
    if (!source.exact) complain("note: some of the syntax tree has no source, so this is only like it");
    return Exit::ok;
  }
  const hoon::Compiled compiled = program.compile(ast);
  if (options.type) {
    return deliver(options, compiled.type, [&] { print_lines(bench.print_type(compiled.type, options.width)); });
  }
  if (options.nock) return deliver(options, compiled.formula, [&] { print_noun(compiled.formula, options.whole); });

  if (naming) naming->add_program(compiled.formula, program_name(options.text.name()));
  const auto begin = std::chrono::steady_clock::now();
  const Result result =
      run_interruptibly(machine, bench.subject().value, compiled.formula, options.evaluation.deadline());
  if (result.outcome == Outcome::exit) {
    // Without spots, for speed, the trace says little; they are worth a second run.
    complain(program.report_crash(options.evaluation.deadline_since(begin)));
    return Exit::failed;
  }
  if (result.outcome != Outcome::done) return report_failure(machine, options.evaluation, result);
  const Heap::Root product(machine.heap(), result.noun);
  bench.set_deadline(options.evaluation.deadline_since(begin));
  const Exit exit = deliver(options, product.get(),
                            [&] { print_lines(bench.print_value(compiled.type, product.get(), options.width)); });
  return exit == Exit::ok ? report_jets(machine) : exit;
}

}  // namespace

void add_eval(CommandLine app, Exit& exit) {
  auto options = std::make_shared<Options>();
  const CommandLine sub = app.command("eval", "Evaluate a Hoon expression and print the product");
  options->text.add_to(sub, "HOON", "A Hoon expression");
  const Option type = sub.flag("--type", options->type, "Print the type of the product instead");
  const Option nock = sub.flag("--nock", options->nock, "Print the formula instead").excludes(type);
  sub.flag("--ast", options->ast, "Print the syntax tree instead").excludes(type).excludes(nock);
  sub.flag("--source", options->source, "Print the syntax tree as Hoon instead")
      .excludes(type)
      .excludes(nock)
      .excludes("--ast");
  sub.flag("--whole", options->whole, "Print all of a formula or a syntax tree, however long");
  sub.option("--width", options->width, "Columns for a value, a type or Hoon; 80 if not given")
      .type_name("COLUMNS")
      .within(1, 1'000'000);
  sub.option("--jam", options->jam, "Write what would be printed as a jam").type_name("FILE").excludes("--source");
  options->subject.add_to(sub);
  const Option desk = options->desk.add_to(sub);
  for (const char* other : {"--bare", "--subject", "--subject-jam"}) desk.excludes(other);
  sub.option("--pier", options->pier, "Against a copy of the state of a pier: `kernel` is its kernel")
      .type_name("DIR")
      .excludes(type)
      .excludes(nock)
      .excludes("--ast")
      .excludes("--source")
      .excludes("--width")
      .excludes("--bare")
      .excludes("--desk")
      .excludes("--jam");
  const Option pill =
      sub.option("--pill", options->pill, "By the kernel of an ivory pill: it compiles, runs and prints")
          .type_name("FILE");
  for (const char* other :
       {"--type", "--nock", "--ast", "--source", "--bare", "--subject", "--subject-jam", "--desk", "--pier", "--jam"}) {
    pill.excludes(other);
  }
  options->diagnostics.add_to(sub);
  options->evaluation.add_to(sub);
  options->evaluation.kelvin.add_to(sub);
  for (const char* other : {"--system", "--kelvin"}) pill.excludes(other);
  sub.footer(
      "Examples:\n"
      "  galena eval '(add 2 2)'             prints 4\n"
      "  galena eval --bare --nock '[1 2]'   prints [1 1 2]\n"
      "  galena eval -f program.hoon --type\n"
      "  galena eval -f program.hoon --source --width 60\n"
      "  galena eval --subject library.hoon '(my-gate 1)'\n"
      "  galena eval -f desk/gen/count.hoon           with what its import lines name\n"
      "  galena eval --system pkg/arvo/sys '(en:base64:mimes:html 5 0)'\n"
      "  galena eval --pier zod '-.kernel'\n"
      "  galena eval --pill ivory.pill '(scow %p ~zod)'\n"
      "An expression that begins with - goes behind --: galena eval -- '-:[1 2]'");
  sub.callback([options, &exit] { exit = run(*options); });
}

}  // namespace galena::tools
