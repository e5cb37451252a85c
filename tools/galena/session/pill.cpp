#include "tools/galena/session/pill.h"

#include <fmt/format.h>

#include <array>

#include <algorithm>
#include <chrono>
#include <memory>
#include <string_view>

#include "arvo/host/kernel.h"
#include "nock/base/check.h"
#include "nock/noun/serial.h"
#include "nock/run/nock.h"
#include "tools/galena/base/evaluation.h"
#include "tools/galena/base/exit.h"
#include "tools/galena/base/input.h"
#include "tools/galena/base/io.h"
#include "tools/galena/base/kernels.h"
#include "tools/galena/base/library.h"
#include "tools/galena/base/workbench.h"
#include "tools/galena/session/layers.h"
#include "tools/galena/session/program.h"

namespace galena::tools {
namespace {

// A kernel that takes longer than this to make its gates is none.
constexpr std::chrono::seconds kPatience{60};

// Where the last arm of a name is written: "LINE:COLUMN". Arms of the kernel's core come last. Empty where there is
// none.
std::string place_of_arm(const std::string& text, const std::string& name) {
  std::string place;
  size_t line = 1;
  for (size_t begin = 0; begin < text.size(); ++line) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view row(text.data() + begin, end - begin);
    const size_t at = row.find_first_not_of(' ');
    begin = end + 1;
    if (at == row.npos || (!row.substr(at).starts_with("++") && !row.substr(at).starts_with("+$"))) continue;
    const size_t from = row.find_first_not_of(' ', at + 2);
    if (from == row.npos || row.substr(from, row.find(' ', from) - from) != name) continue;
    place = fmt::format("{}:{}", line, at + 1);
  }
  return place;
}

// Boots what was compiled, once, and looks at its arms.
void check_kernel(Machine& machine, const std::string& file, const std::string& text, Noun formula) {
  host::Kernel kernel(machine);
  const host::Answer booted = kernel.boot(std::span(&formula, 1));
  if (!booted.ok()) {
    throw Failure{Exit::failed,
                  fmt::format("{}: error: this is no kernel: it does not come to a gate with a core at axis "
                              "7{}",
                              file, booted.outcome == Outcome::meme ? " (%meme)" : "")};
  }
  const char* const arm = kernel.arm_without_gate(kPatience);
  if (arm == nullptr) return;
  const std::string place = place_of_arm(text, arm);
  throw Failure{
      Exit::failed,
      fmt::format("{}{}{}: error: `{}` makes no gate; a kernel's core has four that do, at their places: `load` at "
                  "+4, `wish` at +10, `peek` at +22, `poke` at +23",
                  file, place.empty() ? "" : ":", place, arm)};
}

// The library in layers, as the build compiles it (library_builder.cpp): its type, and the formula that makes it of 0.
hoon::Compiled compile_library(Arena& arena, PillCompiler& compiler) {
  hoon::Compiled whole{"noun"_n, Noun::none()};
  for (const Layer& layer : own_layers()) {
    const hoon::Compiled made = compiler.mint(whole.type, compiler.parse(layer.text, Noun::none(), hoon::Places::all));
    const bool is_first = whole.formula.is_none();
    whole = {made.type, is_first ? made.formula : arena.tuple(op(Opcode::compose), whole.formula, made.formula)};
  }
  return whole;
}

}  // namespace

Noun make_ivory_pill(Heap& heap, const PillCompilerMaker& by) {
  const EvaluationOptions options;
  const std::unique_ptr<Machine> machine(options.make_machine().release());
  const std::string file = "ivory.hoon", text(*kernel_source("ivory"));
  std::unique_ptr<Workbench> bench;
  Noun library, kernel;
  if (by) {
    bench = std::make_unique<Workbench>(*machine);
    hoon::Toolchain tools(*machine, bench->arena(), bench->compiler());
    const std::unique_ptr<PillCompiler> compiler = by(tools);
    const hoon::Compiled made = compile_library(bench->arena(), *compiler);
    library = made.formula;
    kernel = compiler->mint(made.type, compiler->parse(text, Noun::none(), hoon::Places::all)).formula;
  } else {
    Library open = open_library(*machine, Workbench::Runs::itself);
    bench = std::move(open.bench);
    bench->set_subject({open.type, Noun::zero()});
    library = library_formula(*bench);
    Program program(*bench, file, text);
    kernel = program.compile(program.parse()).formula;
  }
  // What comes behind it in a log is no part of it: [7 [1 0] 7 library kernel].
  Arena& arena = bench->arena();
  const Noun formula =
      arena.tuple(op(Opcode::compose), arena.cons(op(Opcode::constant), kNull), op(Opcode::compose), library, kernel);
  check_kernel(*machine, file, text, formula);
  const Noun pill = cue(heap, jam(arena.tuple("ivory"_n, formula, kNull))).noun;
  GALENA_CHECK(host::parse_pill(pill) && host::parse_pill(pill)->kind == host::PillKind::ivory);
  return pill;
}

Noun compile_pill(Heap& heap, const std::string& name, const std::string& from, Places places,
                  const PillCompilerMaker& by) {
  if (from.empty() && name == "ivory") return make_ivory_pill(heap, by);
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
  Program program(bench, file, text);
  Arena& arena = bench.arena();
  const Noun path = places == Places::with ? arena.list(std::array{arena.cord(name), "hoon"_n}) : Noun::none();
  Noun compiled;
  if (by) {
    hoon::Toolchain tools(*machine, arena, bench.compiler());
    const std::unique_ptr<PillCompiler> compiler = by(tools);
    compiled = compiler->mint("noun"_n, compiler->parse(text, path, hoon::Places::all)).formula;
  } else {
    compiled = program.compile(program.parse(path)).formula;
  }
  check_kernel(*machine, file, text, compiled);
  const Cued formula = cue(heap, jam(compiled));
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
