#include "tools/galena/session/pill.h"

#include <fmt/format.h>

#include <memory>

#include "nock/base/check.h"
#include "nock/noun/serial.h"
#include "tools/galena/base/evaluation.h"
#include "tools/galena/base/exit.h"
#include "tools/galena/base/input.h"
#include "tools/galena/base/io.h"
#include "tools/galena/base/kernels.h"
#include "tools/galena/base/workbench.h"
#include "tools/galena/session/program.h"

namespace galena::tools {

Noun compile_pill(Heap& heap, const std::string& name, const std::string& from) {
  // A machine of its own, whose arena goes when the formula has been copied.
  const EvaluationOptions options;
  const std::unique_ptr<Machine> machine(options.make_machine().release());
  Workbench bench(*machine);
  std::string text, file = from;
  if (from.empty()) {
    const auto source = kernel_source(name);
    if (!source) {
      throw Failure{Exit::usage,
                    fmt::format("error: there is no kernel `{}` in this binary: --from FILE.hoon names its "
                                "source",
                                name)};
    }
    text = *source;
    file = name + ".hoon";
  } else {
    text = read_file(from);
  }
  Program program(bench, file, std::move(text));
  const hoon::Compiled compiled = program.compile(program.parse());
  const Cued formula = cue(heap, jam(compiled.formula));
  host::Pill pill{host::PillKind::pill, heap.cord(name), heap.list(std::span(&formula.noun, 1)), kNull, kNull};
  const Noun made = host::make_pill(heap, pill);
  GALENA_CHECK(host::parse_pill(made).has_value());
  return made;
}

host::Pill load_pill(Heap& heap, const std::string& path) {
  const auto pill = host::parse_pill(read_jam(heap, path));
  if (pill) return *pill;
  throw Failure{Exit::usage,
                fmt::format("error: {} is no pill: a pill is a jam of [%pill name boot modules userspace]", path)};
}

}  // namespace galena::tools
