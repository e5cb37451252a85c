#include "tools/galena/session/run_file.h"

#include <errno.h>
#include <fmt/format.h>
#include <string.h>
#include <unistd.h>

#include "hoon/noun/error.h"
#include "nock/run/nock.h"
#include "tools/galena/base/interrupt.h"
#include "tools/galena/base/io.h"
#include "tools/galena/session/program.h"

namespace galena::tools {
namespace {

// What a message shows of a type.
constexpr size_t kTypeShown = 200;

// Whether something is a core whose first arm is `$`: a gate, or a trap.
bool is_callable(DeskSession& session, hoon::Vase product) {
  Arena& arena = session.bench().arena();
  const hoon::Result<hoon::Compiled> arm = session.bench().compiler().find(product.type, arena.cons(kNull, kNull));
  return arm &&
         arm.value().formula == arena.tuple(op(Opcode::kick), Noun::direct(2), op(Opcode::slot), Noun::direct(1));
}

// The type of what a gate takes; none() for what is no gate.
Noun sample_type(DeskSession& session, hoon::Vase product) {
  Arena& arena = session.bench().arena();
  if (!is_callable(session, product)) return Noun::none();
  try {
    return session.tools.play(product.type, arena.tuple("wing"_n, arena.cons(kYes, Noun::direct(6)), kNull));
  } catch (const hoon::Failure&) {
    return Noun::none();
  }
}

// An argument, as a vase. Throws Failure.
hoon::Vase evaluate(DeskSession& session, const std::string& text, size_t number, const RunFileOptions& options,
                    const EvaluationOptions& evaluation) {
  Workbench& bench = session.bench();
  Program program(bench, fmt::format("<argument {}>", number), text, options.diagnostics);
  const hoon::Compiled compiled = program.compile(program.parse());
  const Result result =
      run_interruptibly(bench.machine(), bench.subject().value, compiled.formula, evaluation.deadline());
  if (result.outcome == Outcome::exit) throw Failure{Exit::failed, program.report_crash(evaluation.deadline())};
  if (result.outcome != Outcome::done) throw Failure{report_failure(bench.machine(), evaluation, result), ""};
  return {compiled.type, bench.arena().intern(result.noun)};
}

Exit finish(DeskSession& session, hoon::Vase subject, Noun gen, const RunFileOptions& options,
            const EvaluationOptions& evaluation) {
  Workbench& bench = session.bench();
  const hoon::Result<hoon::Compiled> compiled = bench.compiler().mint(subject.type, "noun"_n, gen);
  if (!compiled) {
    throw Failure{Exit::failed, fmt::format("{}: error: it cannot be called: {}", options.file,
                                            hoon::info(compiled.error().kind).name)};
  }
  Machine& machine = bench.machine();
  const Result result = run_interruptibly(machine, subject.value, compiled.value().formula, evaluation.deadline());
  if (result.outcome == Outcome::exit) {
    return report_failure(machine, evaluation, result, session.crash_reason(result.noun));
  }
  if (result.outcome != Outcome::done) return report_failure(machine, evaluation, result);
  const Heap::Root product(machine.heap(), result.noun);
  print_lines(bench.print_value(compiled.value().type, product.get(), options.width));
  return report_jets(machine);
}

// The gate called with the sample. Throws Failure where it does not take that.
Exit call(DeskSession& session, hoon::Vase gate, hoon::Vase sample, Noun takes, const RunFileOptions& options,
          const EvaluationOptions& evaluation) {
  Workbench& bench = session.bench();
  Arena& arena = bench.arena();
  const hoon::Result<bool> nests = bench.compiler().nests(takes, sample.type);
  if (!nests || !nests.value()) {
    throw Failure{Exit::failed, fmt::format("{}: error: it takes {}, and is given {}", options.file,
                                            bench.print_type_flat(takes, kTypeShown),
                                            bench.print_type_flat(sample.type, kTypeShown))};
  }
  // %~  $  2  3
  const Noun slam = arena.tuple("cnsg"_n, arena.tuple(""_n, kNull), arena.tuple(""_n, Noun::direct(2)),
                                arena.tuple(""_n, Noun::direct(3)), kNull);
  return finish(session, session.tools.slop(gate, sample), slam, options, evaluation);
}

}  // namespace

Exit run_file(const RunFileOptions& options, const EvaluationOptions& evaluation) {
  options.diagnostics.colored();  // refuses a bad --color at once
  if (access(options.file.c_str(), R_OK) != 0) {
    throw Failure{Exit::usage, fmt::format("{}: error: {}", options.file, strerror(errno))};
  }
  DeskOptions desk = options.desk;
  if (desk.desk.empty()) desk.desk = desk_of(options.file);
  const std::unique_ptr<hoon::Store> store = options.cache.open();
  DeskSession session(desk, store.get(), evaluation, options.diagnostics);
  const std::optional<hoon::Vase> product = session.desk.build(name_in(session.folder.root(), options.file));
  if (!product) throw Failure{Exit::failed, session.report(options.diagnostics)};
  Arena& arena = session.bench().arena();
  if (options.arguments.empty()) {
    const Noun arm = arena.tuple("wing"_n, kNull, kNull), itself = arena.tuple(""_n, Noun::direct(1));
    return finish(session, *product, is_callable(session, *product) ? arm : itself, options, evaluation);
  }
  const Noun takes = sample_type(session, *product);
  if (takes.is_none()) {
    throw Failure{Exit::failed, fmt::format("{}: error: it produces no gate, and so takes no arguments", options.file)};
  }
  std::optional<hoon::Vase> sample;
  for (size_t n = options.arguments.size(); n-- > 0;) {
    const hoon::Vase argument = evaluate(session, options.arguments[n], n + 1, options, evaluation);
    sample = sample ? session.tools.slop(argument, *sample) : argument;
  }
  return call(session, *product, *sample, takes, options, evaluation);
}

}  // namespace galena::tools
