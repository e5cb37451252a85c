#include "tools/galena/session/kernel_evaluator.h"

#include "tools/galena/base/exit.h"
#include "tools/galena/base/interrupt.h"
#include "tools/galena/base/library.h"
#include "tools/galena/base/trace.h"
#include "tools/galena/session/program.h"

namespace galena::tools {
namespace {

// Bytes of an arena that programs were compiled in, at which another one takes its place. A new one takes as long as
// some ten small programs.
constexpr size_t kMuchCompiled = size_t{8} << 20;

}  // namespace

KernelEvaluator::KernelEvaluator(Machine& machine, std::optional<std::chrono::milliseconds> deadline,
                                 DiagnosticOptions diagnostics)
    : machine_(machine),
      deadline_(deadline),
      diagnostics_(std::move(diagnostics)),
      library_(make_library_workbench(machine)) {
  library_->set_deadline(deadline);
}

Workbench& KernelEvaluator::bench() {
  if (bench_ && bench_->arena().bytes_used() - empty_bytes_ < kMuchCompiled) return *bench_;
  bench_.reset();
  Library library = open_library(machine_, Workbench::Runs::copies);
  bench_ = std::move(library.bench);
  bench_->set_deadline(deadline_);
  Arena& arena = bench_->arena();
  // Programs are compiled against types alone: the kernel need not be in the arena.
  const Noun kernel = arena.tuple("face"_n, "kernel"_n, "noun"_n);
  bench_->set_subject({arena.tuple("cell"_n, kernel, library.type), Noun::zero()});
  empty_bytes_ = arena.bytes_used();
  return *bench_;
}

KernelEvaluator::Product KernelEvaluator::run(const std::string& name, std::string text, Noun kernel) {
  Heap& heap = machine_.heap();
  const Heap::Root core(heap, kernel);
  Workbench& with = bench();
  Program program(with, name, std::move(text), diagnostics_);
  const hoon::Compiled compiled = program.compile(program.parse());
  const Noun formula = with.copy(compiled.formula);
  const Result result = machine_.run(heap.cons(core.get(), library_->subject().value), formula, deadline_);
  switch (result.outcome) {
    case Outcome::done:
      return {compiled.type, result.noun};
    case Outcome::meme:
      throw Failure{Exit::failed, "error: out of memory (%meme)"};
    case Outcome::intr:
      throw Failure{was_interrupted() ? Exit::interrupted : Exit::failed, "error: it took too long (%intr)"};
    case Outcome::exit:
    case Outcome::block: {
      std::string message = "error: the computation crashed";
      for (const std::string& line : render_trace(machine_, result.noun)) message += "\n  " + line;
      throw Failure{Exit::failed, message};
    }
  }
  __builtin_unreachable();
}

std::vector<std::string> KernelEvaluator::evaluate(const std::string& name, std::string text, Noun kernel) {
  const Product product = run(name, std::move(text), kernel);
  const Heap::Root noun(machine_.heap(), product.noun);
  return bench_->print_value(product.type, noun.get());
}

Noun KernelEvaluator::noun_of(const std::string& name, std::string text, Noun kernel) {
  return run(name, std::move(text), kernel).noun;
}

}  // namespace galena::tools
