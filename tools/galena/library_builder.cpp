// Compiles the standard library at build time:
//
//   galena_library_builder OUTPUT FILE...
//
// Each file is one expression, whose subject is the product of the file before it (of the first: 0, of which nothing is
// known). The output is the jam of [type formula]: the type of the last product, and the formula that makes it from 0.
#include <unistd.h>

#include <memory>

#include "nock/noun/serial.h"
#include "nock/run/nock.h"
#include "tools/galena/base/evaluation.h"
#include "tools/galena/base/exit.h"
#include "tools/galena/base/io.h"
#include "tools/galena/base/workbench.h"
#include "tools/galena/session/program.h"

using namespace galena;
using namespace galena::tools;

namespace {

void build(const std::string& output, std::span<char*> files) {
  const LastMachine machine = EvaluationOptions().make_machine();
  Workbench bench(*machine);
  Arena& arena = bench.arena();
  Noun formula = arena.cons(op(Opcode::slot), Noun::direct(1));
  for (size_t i = 0; i < files.size(); ++i) {
    Program program(bench, files[i], read_file(files[i]));
    const hoon::Compiled layer = program.compile(program.parse());
    formula = i == 0 ? layer.formula : arena.tuple(op(Opcode::compose), formula, layer.formula);
    bench.set_subject({layer.type, Noun::zero()});
  }
  // It must run, and every mug in it is worth computing now.
  const Result r = machine->run(kNull, formula);
  if (r.outcome != Outcome::done) throw Failure{report_failure(*machine, {}, r), "error: the library crashes"};
  write_file(output, jam(arena.cons(bench.subject().type, formula)));
}

}  // namespace

int main(int argc, char** argv) {
  int code = 0;
  try {
    if (argc < 2) throw Failure{Exit::usage, "usage: galena_library_builder OUTPUT FILE..."};
    build(argv[1], std::span(argv + 2, argv + argc));
  } catch (const Failure& failure) {
    complain(failure.message);
    code = static_cast<int>(failure.exit);
  }
  _exit(code);
}
