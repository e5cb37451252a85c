// galena circle: a Hoon compiler written in Hoon, compiled natively, then made to compile its own source; and with
// --system the files of a kernel, each on the one before, by both compilers.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "hoon/desk/system.h"
#include "hoon/parse/parser.h"
#include "nock/jit/tier.h"
#include "nock/noun/equal.h"
#include "nock/noun/mug.h"
#include "nock/noun/serial.h"
#include "tools/galena/base/evaluation.h"
#include "tools/galena/base/io.h"
#include "tools/galena/base/workbench.h"
#include "tools/galena/command/commands.h"
#include "tools/galena/diagnose/build_report.h"
#include "tools/galena/profile/naming.h"
#include "tools/galena/profile/profiling.h"

namespace galena::tools {
namespace {

struct Options {
  std::string source, system, keep;
  bool native = false;
  std::vector<std::string> only;  // what both compile, of the system's files; all if it is empty
  EvaluationOptions evaluation;
  ProfileOptions profile;
};

using Clock = std::chrono::steady_clock;
double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

// The compiler in Hoon, as a value of a type, and what it makes of programs.
class SelfHosted {
 public:
  SelfHosted(hoon::Toolchain& tools, hoon::Vase compiler) : tools_(tools), compiler_(compiler) {}

  // [type formula] of `text` in a subject of type `subject`; with spots under `path`, unless it is none().
  Noun mint(Noun subject, const std::string& text, Noun path) {
    Arena& arena = tools_.arena();
    const Noun sample = arena.tuple(subject, path.is_none() ? kNull : path, arena.cord(text));
    return tools_.run(arena.cons(sample, compiler_.value), call(path.is_none()));
  }
  // Which compiler it is, for the native one to agree with it.
  std::optional<hoon::Identity> identity() {
    const Noun lazy = hoon::parse(tools_.arena(), "(~(laze ut %noun) ~ %dry ~)").ast;
    return hoon::Identity::of(tools_.slap(compiler_, lazy).value);
  }
  Noun mint_ast(Noun subject, Noun ast) {
    Arena& arena = tools_.arena();
    return tools_.run(arena.cons(arena.tuple(subject, kNull, ast), compiler_.value), call_on_ast());
  }

 private:
  Noun compile(std::string_view expression) {
    Arena& arena = tools_.arena();
    const Noun noun = "noun"_n;
    const Noun named =
        arena.tuple("cell"_n, arena.tuple("face"_n, "sut"_n, noun),
                    arena.tuple("cell"_n, arena.tuple("face"_n, "pax"_n, noun), arena.tuple("face"_n, "src"_n, noun)));
    return tools_.mint(arena.tuple("cell"_n, named, compiler_.type), hoon::parse(arena, expression).ast).formula;
  }
  Noun call(bool plain) {
    // The samples are nouns to the type system; they go in where the arms' own types are not looked at.
    Noun& formula = plain ? plain_ : spotted_;
    if (formula == kNull) {
      formula = compile(plain ? "(~(mint ut !<(type [-:!>(*type) sut])) %noun (ream !<(@ [-:!>(*@) src])))"
                              : "(~(mint ut !<(type [-:!>(*type) sut])) %noun "
                                "(rain !<(path [-:!>(*path) pax]) !<(@ [-:!>(*@) src])))");
    }
    return formula;
  }
  Noun call_on_ast() {
    if (ast_ == kNull) {
      ast_ = compile("(~(mint ut !<(type [-:!>(*type) sut])) %noun !<(hoon [-:!>(*hoon) src]))");
    }
    return ast_;
  }

  hoon::Toolchain& tools_;
  hoon::Vase compiler_;
  Noun plain_, spotted_, ast_;
};

Exit run(const Options& options) {
  options.profile.check();
  const std::string text = read_file(options.source);
  const LastMachine machine = options.evaluation.make_machine();
  Workbench bench(*machine);
  Arena& arena = bench.arena();
  std::optional<Profiling> profiling;
  const bool profiled = !options.profile.output.empty();
  if (profiled || options.evaluation.labels_code()) profiling.emplace(bench, options.profile);
  hoon::Toolchain tools(*machine, arena, bench.compiler());
  bool equal_all = true;
  const auto line = [](std::string_view name, std::string_view who, double parse, double mint, Noun type, Noun formula,
                       std::string_view verdict) {
    print(fmt::format("{:<16} {:<7} {:>9.3f} {:>9.3f}  0x{:08x} 0x{:08x}  {}\n", name, who, parse, mint, mug(type),
                      mug(formula), verdict));
  };
  print(
      fmt::format("{:<16} {:<7} {:>9} {:>9}  {:<10} {:<10}\n", "file", "by", "parse, s", "mint, s", "type", "formula"));
  try {
    auto start = Clock::now();
    const hoon::ParseResult parsed = hoon::parse(arena, text);
    const double parse_time = seconds_since(start);
    if (parsed.ast.is_none()) {
      throw Failure{Exit::usage,
                    fmt::format("{}:{}:{}: error: syntax: no Hoon", options.source, parsed.line, parsed.column)};
    }
    start = Clock::now();
    const hoon::Compiled native = tools.mint("noun"_n, parsed.ast);
    line(options.source.substr(options.source.rfind('/') + 1), "native", parse_time, seconds_since(start), native.type,
         native.formula, "");
    if (profiling) {
      profiling->add_program(native.formula, program_name(options.source));
      if (profiled) profiling->start();
    }
    start = Clock::now();
    const hoon::Vase compiler{native.type, tools.run(kNull, native.formula)};
    SelfHosted self(tools, compiler);
    // What the native compiler remembers from before stays: nothing of it has to do with the system files.
    if (const std::optional<hoon::Identity> identity = self.identity()) bench.compiler().set_identity(*identity);
    if (!options.native && options.only.empty()) {
      start = Clock::now();
      const Noun again = self.mint("noun"_n, text, Noun::none());
      const bool same = again.is_cell() && again.head() == native.type && again.tail() == native.formula;
      equal_all = equal_all && same;
      line("", "itself", 0, seconds_since(start), again.head(), again.tail(), same ? "the same noun" : "DIFFERENT");
    }
    if (!options.system.empty()) {
      hoon::Folder folder(options.system, hoon::Folder::Links::anywhere);
      hoon::System system(tools, folder);
      auto last = Clock::now();
      system.on_compiled = [&](std::string_view name, Noun subject, Noun ast, hoon::Compiled compiled) {
        line(name, "native", 0, seconds_since(last), compiled.type, compiled.formula, "");
        const bool asked = options.only.empty() || std::ranges::find(options.only, name) != options.only.end();
        if (!options.native && asked) {
          const auto begin = Clock::now();
          const Noun again = self.mint_ast(subject, ast);
          const bool same = again.is_cell() && again.head() == compiled.type && again.tail() == compiled.formula;
          equal_all = equal_all && same;
          line("", "itself", 0, seconds_since(begin), again.head(), again.tail(), same ? "the same noun" : "DIFFERENT");
          if (!same && !options.keep.empty()) {
            const std::string stem = options.keep + "/" + std::string(name.substr(name.rfind('/') + 1));
            write_file(stem + ".native.jam", jam(arena.cons(compiled.type, compiled.formula)));
            write_file(stem + ".itself.jam", jam(again));
          }
        }
        last = Clock::now();
      };
      const auto all = Clock::now();
      const hoon::Vase zuse = system.on_top(system.on_top(system.arvo(system.hoon()), "lull.hoon"), "zuse.hoon");
      for (const std::string& vane : system.vanes()) system.on_top(zuse, vane);
      print(fmt::format("{:.3f} s for the system files\n", seconds_since(all)));
    }
    if (const jit::Tier1* const tier = machine->jit(); tier != nullptr) {
      const jit::Tier1::Statistics s = tier->statistics();
      print(fmt::format(
          "tier 1: {} graphs with {} functions, {} graphs not from disk; {:.3f} s of analysis, {:.3f} s of compiling\n",
          s.compiled, s.functions, s.generated, static_cast<double>(s.held_nanoseconds) / 1e9,
          static_cast<double>(s.compile_nanoseconds) / 1e9));
    }
    if (profiling) profiling->write(options.source);
  } catch (const hoon::Failure& failure) {
    if (profiling) profiling->write(options.source);
    throw Failure{Exit::failed, fmt::format("error: {}", failure.refused ? hoon::info(failure.refusal.kind).name
                                                                         : "the compiler in Hoon did not end well")};
  } catch (const hoon::BuildFailure& failure) {
    const auto path = [&](const std::string& file) { return options.system + "/" + file; };
    throw Failure{Exit::failed, report(bench, failure, path, {})};
  }
  return equal_all ? Exit::ok : Exit::failed;
}

}  // namespace

void add_circle(CommandLine app, Exit& exit) {
  auto options = std::make_shared<Options>();
  const CommandLine sub = app.command("circle", "Compile a compiler natively, then with itself, and compare");
  const Option source = sub.option("SOURCE", options->source, "A Hoon compiler in Hoon, compiled without a library");
  source.takes("FILE").required();
  sub.option("--system", options->system, "Then the system files of a kernel in this folder").type_name("DIR");
  sub.option("--only", options->only, "Of both compilers, only this file of the system, such as lull.hoon (repeatable)")
      .type_name("FILE")
      .once_each();
  sub.option("--keep", options->keep, "Where they differ, write both [type formula] into this folder as jams")
      .type_name("DIR");
  sub.flag("--native", options->native, "Only the native compiler: its times");
  options->profile.add_to(sub, "--profile", "Write there which arms of the compiler in Hoon take the time");
  options->evaluation.add_to(sub);
  sub.footer(
      "Examples:\n"
      "  galena circle hoon-138.hoon\n"
      "  galena circle hoon-138.hoon --system pkg/arvo/sys\n"
      "  galena circle hoon-138.hoon --profile circle.svg");
  sub.callback([options, &exit] { exit = run(*options); });
}

}  // namespace galena::tools
