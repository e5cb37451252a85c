// galena circle: Hoon compilers written in Hoon, compiled natively, then made to compile their own source and each
// other's; and with --system the files of a kernel, each on the one before, by both compilers.
//
// The compilers in Hoon run as Nock: no jet answers for their own arms. The one in SOURCE counts on a runtime that
// remembers what they came to, and has one; that of this library says itself what is worth it.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <memory>

#include "hoon/desk/system.h"
#include "hoon/parse/parser.h"
#include "jets/compiler/table.h"
#include "nock/jit/tier.h"
#include "nock/noun/equal.h"
#include "nock/noun/mug.h"
#include "nock/noun/serial.h"
#include "tools/galena/base/evaluation.h"
#include "tools/galena/base/interrupt.h"
#include "tools/galena/base/io.h"
#include "tools/galena/base/library.h"
#include "tools/galena/base/workbench.h"
#include "tools/galena/command/commands.h"
#include "tools/galena/diagnose/build_report.h"
#include "tools/galena/library/pills.h"
#include "tools/galena/profile/naming.h"
#include "tools/galena/profile/profiling.h"
#include "tools/galena/session/layers.h"
#include "tools/galena/session/pill_circle.h"
#include "tools/galena/session/self_hosted.h"

namespace galena::tools {
namespace {

struct Options {
  std::string source, by, system, keep;
  bool native = false, all = false, jets = false, compare = false, remember = false, pill = false;
  KelvinOption from;
  std::vector<std::string> only;  // what both compile, of the system's files; all if it is empty
  EvaluationOptions evaluation;
  ProfileOptions profile;
};

using Clock = std::chrono::steady_clock;
using Use = jets::NativeCompiler::Use;
double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

// What a compiler has made of a layer.
struct Made {
  Noun type, formula;
};

class Circle {
 public:
  explicit Circle(const Options& options)
      : options_(options),
        machine_(options.evaluation.make_machine()),
        bench_(*machine_),
        tools_(*machine_, bench_.arena(), bench_.compiler()) {
    const hoon::Kelvin kelvin = options.evaluation.kelvin.kelvin(
        options.source.empty() ? std::nullopt : hoon::Kelvin::of_source(read_file(options.source)));
    bench_.compiler().set_kelvin(kelvin);
    if (options.compare) use_compiler_jets(*machine_, Use::compares);
    const bool profiled = !options.profile.output.empty();
    if (profiled || options.evaluation.labels_code()) profiling_.emplace(bench_, options.profile);
    if (options.pill) return;
    print(fmt::format("Hoon {}\n", kelvin.number()));
    print(fmt::format("{:<16} {:<9} {:>9} {:>9}  {:<10} {:<10}\n", "file", "by", "parse, s", "mint, s", "type",
                      "formula"));
  }

  // One compiler on its own source, and on the files of a kernel.
  void itself();
  // The compiler of this library on `layers`.
  void by_ours(const std::vector<Layer>& layers);
  // Native, the compiler in SOURCE and that of this library, on both sources.
  void all();
  // Each kind of pill of this command, by the native compiler and by that of this library.
  void pills();
  // Writes what was sampled.
  void finish() {
    if (profiling_) profiling_->write(options_.source.empty() ? "hoon/sys" : options_.source);
  }
  Exit verdict();
  void tell_of_machine();

  Workbench& bench() { return bench_; }

 private:
  std::vector<Made> natively(const std::vector<Layer>& layers);
  void by(SelfHosted& self, std::string_view name, const std::vector<Layer>& layers, const std::vector<Made>& native);
  SelfHosted made_of(const std::vector<Made>& made, const std::string& name);
  // From here on the native compiler's nouns are those of this one.
  void agree_with(SelfHosted& self);
  void compile_system(SelfHosted& self);
  void compare(SelfHosted& self, std::string_view name, Noun subject, Noun ast, hoon::Compiled compiled);
  // What is left of the deadline, which is one for all, ends what comes next.
  void mind_deadline() { bench_.set_deadline(options_.evaluation.deadline_since(begin_)); }
  // What the jets of a compiler's arms do, unless it was asked for.
  void use(Use use) {
    if (!options_.jets && !options_.compare) use_compiler_jets(*machine_, use);
  }
  Use own_use() const { return options_.remember ? Use::remembers : Use::nothing; }
  void line(std::string_view name, std::string_view who, double parse, double mint, Made made,
            std::string_view verdict) {
    print(fmt::format("{:<16} {:<9} {:>9.3f} {:>9.3f}  0x{:08x} 0x{:08x}  {}\n", name, who, parse, mint, mug(made.type),
                      mug(made.formula), verdict));
  }
  std::string_view compared(Noun made, Noun type, Noun formula) {
    const bool same = made.is_cell() && made.head() == type && made.tail() == formula;
    ++(same ? equal_ : different_);
    return same ? "the same noun" : "DIFFERENT";
  }

  const Options& options_;
  const Clock::time_point begin_ = Clock::now();
  const LastMachine machine_;
  Workbench bench_;
  hoon::Toolchain tools_;
  std::optional<Profiling> profiling_;
  size_t equal_ = 0, different_ = 0;
};

std::string short_name(const std::string& path) {
  return path.substr(path.rfind('/') + 1);
}

std::vector<Layer> source_layers(const Options& options) {
  return {{options.source, read_file(options.source)}};
}

std::vector<Made> Circle::natively(const std::vector<Layer>& layers) {
  std::vector<Made> made;
  for (const Layer& layer : layers) {
    mind_deadline();
    auto start = Clock::now();
    const hoon::ParseResult parsed = hoon::parse(bench_.arena(), layer.text, {.kelvin = bench_.compiler().kelvin()});
    const double parse_time = seconds_since(start);
    if (parsed.ast.is_none()) {
      throw Failure{Exit::usage,
                    fmt::format("{}:{}:{}: error: syntax: no Hoon", layer.name, parsed.line, parsed.column)};
    }
    start = Clock::now();
    const hoon::Compiled native = tools_.mint(made.empty() ? "noun"_n : made.back().type, parsed.ast);
    made.push_back({native.type, native.formula});
    line(short_name(layer.name), "native", parse_time, seconds_since(start), made.back(), "");
  }
  return made;
}

// Each on the native product of the one before it: where that is another, so is this.
void Circle::by(SelfHosted& self, std::string_view name, const std::vector<Layer>& layers,
                const std::vector<Made>& native) {
  for (size_t i = 0; i < layers.size(); ++i) {
    const auto& only = options_.only;
    if (!only.empty() && std::ranges::find(only, short_name(layers[i].name)) == only.end()) continue;
    mind_deadline();
    auto start = Clock::now();
    const Noun ast = self.parse(layers[i].text);
    const double parse_time = seconds_since(start);
    mind_deadline();
    start = Clock::now();
    const Noun again = self.mint(i == 0 ? "noun"_n : native[i - 1].type, ast);
    const double mint_time = seconds_since(start);
    if (!again.is_cell()) throw Failure{Exit::failed, "error: the compiler in Hoon makes no type and formula"};
    const std::string_view verdict = compared(again, native[i].type, native[i].formula);
    line(short_name(layers[i].name), name, parse_time, mint_time, {again.head(), again.tail()}, verdict);
  }
}

SelfHosted Circle::made_of(const std::vector<Made>& made, const std::string& name) {
  Noun value = kNull;
  for (const Made& layer : made) value = tools_.run(value, layer.formula);
  if (profiling_) {
    for (const Made& layer : made) profiling_->add_program(layer.formula, program_name(name));
    if (!options_.profile.output.empty()) profiling_->start();
  }
  return SelfHosted(tools_, {made.back().type, value});
}

void Circle::agree_with(SelfHosted& self) {
  const std::optional<hoon::Identity> identity = self.identity();
  if (!identity) return;
  bench_.compiler().forget();
  bench_.compiler().set_identity(*identity);
}

// What the native compiler remembers from before stays where only its identity changes: nothing of it has to do with
// the system files.
void Circle::itself() {
  const std::vector<Layer> layers = source_layers(options_);
  const hoon::Kelvin own = bench_.compiler().kelvin();
  bench_.compiler().set_kelvin(options_.from.kelvin(own));
  const std::vector<Made> made = natively(layers);
  use(Use::remembers);
  SelfHosted self = made_of(made, options_.source);
  // What asks it is compiled on its type, which is of the kelvin that made it.
  const std::optional<hoon::Identity> identity = self.identity();
  self.prepare();
  const bool upgrades = bench_.compiler().kelvin() != own;
  bench_.compiler().set_kelvin(own);
  if (identity) {
    bench_.compiler().set_identity(*identity);
    print(fmt::format("the compiler's mugs: 0x{:08x} 0x{:08x} 0x{:08x} 0x{:08x}\n", identity->thunk, identity->laze,
                      identity->ut, identity->library));
  }
  const std::vector<Made> native = upgrades ? natively(layers) : made;
  if (!options_.native && options_.only.empty()) by(self, "itself", layers, native);
  if (!options_.system.empty()) compile_system(self);
}

void Circle::by_ours(const std::vector<Layer>& layers) {
  const std::vector<Layer> own = own_layers();
  use(own_use());
  SelfHosted ours = made_of(natively(own), "hoon/sys");
  agree_with(ours);
  by(ours, "ours", layers, natively(layers));
}

void Circle::all() {
  const std::vector<Layer> theirs = source_layers(options_), own = own_layers();
  use(Use::remembers);
  SelfHosted reference = made_of(natively(theirs), options_.source);
  agree_with(reference);
  const std::vector<Made> native_theirs = natively(theirs), native_own = natively(own);
  SelfHosted ours = made_of(native_own, "hoon/sys");
  by(reference, "reference", theirs, native_theirs);
  by(reference, "reference", own, native_own);
  // A few types depend on which compiler in Hoon makes them (hoon/type/identity.h).
  use(own_use());
  agree_with(ours);
  by(ours, "ours", theirs, natively(theirs));
  by(ours, "ours", own, natively(own));
}

void Circle::pills() {
  const PillsCompared compared = compare_pills(options_.evaluation, options_.only, &embedded_pill);
  equal_ += compared.same;
  different_ += compared.different;
}

// A file of the system, by the compiler in Hoon too.
void Circle::compare(SelfHosted& self, std::string_view name, Noun subject, Noun ast, hoon::Compiled compiled) {
  mind_deadline();
  const auto begin = Clock::now();
  const Noun again = self.mint(subject, ast);
  const std::string_view verdict = compared(again, compiled.type, compiled.formula);
  line("", "itself", 0, seconds_since(begin), {again.head(), again.tail()}, verdict);
  if (verdict != "DIFFERENT" || options_.keep.empty()) return;
  const std::string stem = options_.keep + "/" + short_name(std::string(name));
  write_file(stem + ".native.jam", jam(bench_.arena().cons(compiled.type, compiled.formula)));
  write_file(stem + ".itself.jam", jam(again));
}

void Circle::compile_system(SelfHosted& self) {
  hoon::Folder folder(options_.system, hoon::Folder::Links::anywhere);
  hoon::System system(tools_, folder);
  auto last = Clock::now();
  system.on_compiled = [&](std::string_view name, Noun subject, Noun ast, hoon::Compiled compiled) {
    line(name, "native", 0, seconds_since(last), {compiled.type, compiled.formula}, "");
    const bool asked = options_.only.empty() || std::ranges::find(options_.only, name) != options_.only.end();
    if (!options_.native && asked) compare(self, name, subject, ast, compiled);
    last = Clock::now();
  };
  const auto all = Clock::now();
  const hoon::Vase zuse = system.on_top(system.on_top(system.arvo(system.hoon()), "lull.hoon"), "zuse.hoon");
  for (const std::string& vane : system.vanes()) system.on_top(zuse, vane);
  print(fmt::format("{:.3f} s for the system files\n", seconds_since(all)));
}

// What was compared, and by whom: the compilers in Hoon by themselves, as long as nobody answered for them.
void Circle::tell_of_machine() {
  if (const jit::Tier1* const tier = machine_->jit(); tier != nullptr) {
    const jit::Tier1::Statistics s = tier->statistics();
    print(fmt::format(
        "tier 1: {} graphs with {} functions, {} graphs not from disk; {:.3f} s of analysis, {:.3f} s of compiling\n",
        s.compiled, s.functions, s.generated, static_cast<double>(s.held_nanoseconds) / 1e9,
        static_cast<double>(s.compile_nanoseconds) / 1e9));
  }
  const auto calls = compiler_calls(*machine_);
  print(fmt::format("jets of the compiler: {} asked, {} answered; {} products of its own Nock remembered\n",
                    calls.asked, calls.answered, calls.remembered));
  if (options_.compare) {
    const uint64_t crashes = calls.answered - calls.same - calls.different;
    print(fmt::format("beside their Nock: {} the same, {} different, {} that crash\n", calls.same, calls.different,
                      crashes));
    different_ += calls.different + crashes;
  }
}

Exit Circle::verdict() {
  if (!options_.pill) tell_of_machine();  // pills are made on machines of their own
  if (equal_ + different_ == 0) return Exit::ok;
  print(different_ == 0 ? fmt::format("all agree: {} of {} comparisons\n", equal_, equal_)
                        : fmt::format("NOT all agree: {} of {} comparisons differ\n", different_, equal_ + different_));
  return different_ == 0 ? Exit::ok : Exit::failed;
}

Exit run(Options options) {
  options.profile.check();
  if (!options.by.empty() && options.by != "ours") {
    throw Failure{Exit::usage, fmt::format("error: there is no compiler `{}`: ours", options.by)};
  }
  if (options.source.empty() && (options.all || options.native || !options.system.empty())) {
    throw Failure{Exit::usage, "error: --all, --native and --system want a SOURCE"};
  }
  if (options.pill && (options.evaluation.kelvin.number != 0 || options.from.number != 0)) {
    throw Failure{Exit::usage, "error: --pill is of this command's own kelvin"};
  }
  if (options.pill && !options.source.empty()) throw Failure{Exit::usage, "error: --pill is of this command's own"};
  Circle circle(options);
  try {
    if (options.pill) {
      circle.pills();
    } else if (options.all) {
      circle.all();
    } else if (options.source.empty()) {
      circle.by_ours(own_layers());
    } else if (!options.by.empty()) {
      circle.by_ours(source_layers(options));
    } else {
      circle.itself();
    }
    circle.finish();
  } catch (const Failure&) {
    circle.finish();  // what ended it, a deadline or a key, is a reason to look at what was sampled
    throw;
  } catch (const hoon::Failure& failure) {
    circle.finish();
    if (failure.refused && failure.refusal.kind == hoon::ErrorKind::interrupted) {
      end_if_interrupted();
      throw Failure{Exit::failed,
                    fmt::format("error: the deadline of {} ms has passed (%intr)", options.evaluation.deadline_ms)};
    }
    throw Failure{Exit::failed, fmt::format("error: {}", failure.refused ? hoon::info(failure.refusal.kind).name
                                                                         : "the compiler in Hoon did not end well")};
  } catch (const hoon::BuildFailure& failure) {
    const auto path = [&](const std::string& file) { return options.system + "/" + file; };
    throw Failure{Exit::failed, report(circle.bench(), failure, path, {})};
  }
  return circle.verdict();
}

}  // namespace

void add_circle(CommandLine app, Exit& exit) {
  auto options = std::make_shared<Options>();
  const CommandLine sub = app.command("circle", "Compile compilers natively, then with themselves, and compare");
  const Option source =
      sub.option("SOURCE", options->source,
                 "A Hoon compiler in Hoon, compiled without a library; none: the library of this command");
  source.takes("FILE");
  sub.option("--by", options->by, "Have another compile it: ours, that of the library of this command")
      .takes("ours")
      .type_name("COMPILER");
  sub.flag("--all", options->all, "The native compiler, that in SOURCE and ours, on SOURCE and on our library");
  sub.flag("--compiler-jets", options->jets, "Let the native compiler answer for the arms of those in Hoon");
  sub.flag("--compare-jets", options->compare, "The same, and run their Nock as well: both must come to the same");
  sub.flag("--remember", options->remember, "Remember what arms of our compiler came to, as of that in SOURCE");
  sub.option("--system", options->system, "Then the system files of a kernel in this folder").type_name("DIR");
  sub.option("--only", options->only,
             "By compilers in Hoon, only this file of the system or library, such as lull.hoon, or only this pill "
             "(repeatable)")
      .type_name("FILE")
      .once_each();
  sub.option("--keep", options->keep, "Where they differ, write both [type formula] into this folder as jams")
      .type_name("DIR");
  sub.flag("--pill", options->pill, "Make each kind of pill of this command both ways, and compare those");
  sub.option("--from", options->from.number,
             "Make the compiler in SOURCE by the native one of this kelvin, as a kernel of that one does to take it up")
      .type_name("N");
  sub.flag("--native", options->native, "Only the native compiler: its times");
  options->profile.add_to(sub, "--profile", "Write there which arms of the compiler in Hoon take the time");
  options->evaluation.add_to(sub);
  options->evaluation.kelvin.add_to(sub);
  sub.footer(
      "Examples:\n"
      "  galena circle\n"
      "  galena circle hoon-138.hoon\n"
      "  galena circle hoon-138.hoon --all\n"
      "  galena circle --pill\n"
      "  galena circle hoon-138.hoon --system pkg/arvo/sys\n"
      "  galena circle hoon-136.hoon\n"
      "  galena circle hoon-138.hoon --profile circle.svg");
  sub.callback([options, &exit] { exit = run(*options); });
}

}  // namespace galena::tools
