// galena nock: runs a formula on a subject.
#include <fmt/format.h>

#include <chrono>

#include "nock/jit/tier.h"
#include "nock/run/formula.h"
#include "tools/galena/base/input.h"
#include "tools/galena/base/interrupt.h"

#include "tools/galena/base/evaluation.h"
#include "tools/galena/base/io.h"
#include "tools/galena/command/commands.h"
#include "tools/galena/diagnose/nock_failure.h"

namespace galena::tools {
namespace {

struct Options {
  TextInput text;
  std::string jam, subject_jam;
  bool whole = false;
  bool mug = false;
  bool time = false;
  uint64_t repeat = 1;
  std::string emit;
  EvaluationOptions evaluation;
};

// What tier 1 makes of a formula, or tier 0.
Exit emit(Machine& machine, Noun subject, Noun formula, const std::string& what) {
  if (!formula.is_cell()) throw Failure{Exit::usage, "error: an atom is no formula"};
  if (what == "bytecode") {
    print(disassemble(*machine.code_for(formula)));
    return Exit::ok;
  }
  if (what != "graph" && what != "ir" && what != "asm") {
    throw Failure{Exit::usage, fmt::format("error: nothing to emit as `{}`: graph, ir, asm or bytecode", what)};
  }
  std::string why;
  if (machine.jit() == nullptr || !machine.jit()->available(&why)) {
    throw Failure{Exit::usage, fmt::format("error: {}: only bytecode is to be had", why.empty() ? "tier interp" : why)};
  }
  print(machine.jit()->text(subject, formula, what));
  return Exit::ok;
}

Exit run(const Options& options) {
  EvaluationOptions evaluation = options.evaluation;
  if (!options.emit.empty() && options.emit != "bytecode") evaluation.tier = "auto";
  const LastMachine machine = evaluation.make_machine();
  Heap& heap = machine->heap();
  if (!options.jam.empty() && options.text.given()) {
    throw Failure{Exit::usage, "error: give a text or a jam, not both"};
  }
  Noun input;
  const auto read = [&] {
    input = options.jam.empty() ? read_noun(heap, options.text) : read_jam(heap, options.jam);
    if (!options.subject_jam.empty()) input = heap.cons(read_jam(heap, options.subject_jam), input);
  };
  work_under_limits(*machine, options.evaluation.deadline(), read, "the input was read");
  if (!input.is_cell()) {
    throw Failure{Exit::usage, fmt::format("{}: error: an atom, where [subject formula] is needed",
                                           options.jam.empty() ? options.text.name() : options.jam)};
  }
  const Heap::Root call(heap, input);

  if (!options.emit.empty()) return emit(*machine, input.head(), input.tail(), options.emit);

  Result result{};
  double best = 0;
  auto begin = std::chrono::steady_clock::now();
  for (uint64_t i = 0; i < options.repeat; ++i) {
    const auto start = begin = std::chrono::steady_clock::now();
    result = run_interruptibly(*machine, call.get().head(), call.get().tail(), options.evaluation.deadline());
    const double ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
    best = i == 0 ? ms : std::min(best, ms);
    if (result.outcome != Outcome::done) break;
  }
  if (options.time) {
    complain(options.repeat == 1 ? fmt::format("time: {:.3f} ms", best)
                                 : fmt::format("time: {:.3f} ms, the best of {}", best, options.repeat));
  }
  if (result.outcome != Outcome::done) {
    const Exit exit = report_failure(*machine, options.evaluation, result);
    if (result.outcome == Outcome::exit) {
      const std::optional<std::string> why = nock_failure(heap, call.get().head(), call.get().tail());
      if (why) complain("  " + *why);
    }
    return exit;
  }
  const Heap::Root product(heap, result.noun);
  render_interruptibly(*machine, options.evaluation.deadline_since(begin),
                       [&] { options.mug ? print_mug(product.get()) : print_noun(product.get(), options.whole); });
  return report_jets(*machine);
}

}  // namespace

void add_nock(CommandLine app, Exit& exit) {
  auto options = std::make_shared<Options>();
  const CommandLine sub = app.command("nock", "Run a Nock formula on a subject and print the product");
  options->text.add_to(sub, "NOUN", "[subject formula], as a text noun");
  sub.option("--jam", options->jam, "Read [subject formula] from a jam").type_name("FILE");
  sub.option("--subject-jam", options->subject_jam, "Read the subject from a jam: the text is the formula alone")
      .type_name("FILE");
  sub.flag("--whole", options->whole, "Print all of the product, however long; else 16 MB");
  sub.flag("--mug", options->mug, "Print the product's mug alone");
  sub.flag("--time", options->time, "Say on stderr how long the run took");
  sub.option("--repeat", options->repeat, "Run it so many times").type_name("N").positive();
  const Option emit = sub.option("--emit", options->emit, "Print the code instead: graph, ir, asm or bytecode");
  emit.takes("graph ir asm bytecode").type_name("WHAT");
  options->evaluation.add_to(sub);
  sub.footer(
      "Examples:\n"
      "  galena nock '[[1 41] 4 0 3]'                      prints 42\n"
      "  galena nock --jam bench/nock/dec10m.jam --time    prints 9999999, and the time on stderr\n"
      "  galena nock --subject-jam app.jam '[9 2 0 1]'     runs the trap that a jam holds");
  sub.callback([options, &exit] { exit = run(*options); });
}

}  // namespace galena::tools
