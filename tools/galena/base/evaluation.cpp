#include "tools/galena/base/evaluation.h"

#include <fmt/format.h>

#include <algorithm>

#include "jets/compiler/table.h"
#include "nock/jit/tier.h"
#include "nock/noun/text.h"
#include "nock/run/strand.h"
#include "tools/galena/base/cache.h"
#include "tools/galena/base/interrupt.h"
#include "tools/galena/base/io.h"
#include "tools/galena/base/near_names.h"
#include "tools/galena/base/progress_line.h"
#include "tools/galena/base/trace.h"

namespace galena::tools {
namespace {

bool g_quiet = false;

void show_slog(Noun message, const std::function<void(const std::string&)>& say) {
  if (g_quiet) return;
  for (const std::string& line : render_slog(message).lines) say(line);
}

// Throws Failure where a path names no jet, and nothing would be turned off. It may begin with the label of its root,
// `k138/one/two/add`.
void check_jet_paths(const std::vector<std::string>& paths) {
  for (const std::string& path : paths) {
    const std::string_view below = std::string_view(path).substr(std::min(path.find('/') + 1, path.size()));
    std::vector<std::string> names = all_jet_paths();
    const auto is_named = [&](std::string_view name) {
      const auto lies_in = [&](std::string_view above) {
        return !above.empty() && name.starts_with(above) && (name.size() == above.size() || name[above.size()] == '/');
      };
      return lies_in(path) || lies_in(below);
    };
    if (std::ranges::any_of(names, is_named)) continue;
    const std::vector<std::string> near = near_names(path, std::move(names));
    throw Failure{Exit::usage, fmt::format("error: no jet has the label path `{}`{}", path,
                                           near.empty() ? "" : fmt::format("; did you mean `{}`?", near[0]))};
  }
}

}  // namespace

// The age before which LLVM is not loaded: what is over by then would not see what it makes.
constexpr std::chrono::milliseconds kPatience(5);
// Bytes of a noun in a message.
constexpr size_t kReadable = size_t{1} << 12;

void EvaluationOptions::add_to(CommandLine app) {
  app.flag("--no-jets", no_jets, "Run everything as Nock");
  app.option("--no-jet", disabled_jets, "Turn a jet off, by its label path, and those below it (repeatable)")
      .type_name("PATH")
      .once_each();
  app.flag("--check-jets", check_jets, "Run every jet beside its Nock; exit 1 where they differ");
  const Option tiers = app.option("--tier", tier, "How to run Nock: interp, jit, or auto, the default");
  tiers.takes("interp jit auto").type_name("TIER");
  app.flag("--no-code-cache", no_code_cache, "Neither use nor keep code that was compiled in earlier runs");
  app.flag("--perf-map", perf_map, "Name compiled code for perf, in /tmp/perf-PID.map");
  app.flag("--debug-jit", debug_jit, "Name compiled code for gdb");
  memory.add_to(app, "nouns and stack");
  app.option("--deadline", deadline_ms, "Give up after so many milliseconds; 0, the default: never").type_name("MS");
}

LastMachine EvaluationOptions::make_machine(std::function<void(Noun)> on_slog) const {
  if (!tier.empty() && tier != "interp" && tier != "auto" && tier != "jit") {
    throw Failure{Exit::usage, fmt::format("error: there is no tier `{}`: interp, jit or auto", tier)};
  }
  check_jet_paths(disabled_jets);
  MachineOptions o;
  o.tier = tier == "interp" ? Tier::interpreter : tier == "jit" ? Tier::jit : Tier::automatic;
  o.jit_delay = kPatience;
  if (memory.given()) o.memory_limit = memory.bytes();
  if (o.tier != Tier::interpreter && !no_code_cache) {
    if (std::shared_ptr<hoon::Store> store = CacheOptions().open()) {
      o.load_code = [store](Digest key) -> std::optional<std::vector<uint8_t>> {
        const auto bytes = store->get_code(key);
        if (!bytes) return std::nullopt;
        return std::vector<uint8_t>(bytes->begin(), bytes->end());
      };
      o.save_code = [store](Digest key, std::span<const uint8_t> code) { store->put_code(key, code); };
    }
  }
  o.jets.enabled = !no_jets;
  o.jets.disabled = disabled_jets;
  o.check_jets = check_jets;
  o.perf_map = perf_map;
  o.debug_jit = debug_jit;
  // As long as the machine: its options hold it.
  const auto jets = std::make_shared<AllJets>();
  o.jet_table = jets->table();
  const std::function<void(const std::string&)> out = say ? say : [](const std::string& line) { complain(line); };
  // Where %slog is somebody else's, so is the terminal.
  const bool has_terminal = !on_slog && !say;
  o.on_slog = on_slog ? std::move(on_slog) : [out](Noun message) { show_slog(message, out); };
  o.on_message = [jets, out](std::string_view line) {
    if (!g_quiet) out(std::string(line));
  };
  try {
    LastMachine machine(std::make_unique<Machine>(std::move(o)).release());
    if (std::string why; tier == "jit" && !machine->jit()->available(&why)) {
      throw Failure{Exit::usage, fmt::format("error: {}: use --tier interp or --tier auto", why)};
    }
    HintSinks& sinks = Strand::of(*machine).sinks;
    sinks.on_trace = [out](Machine& in, Noun trace) {
      if (g_quiet) return;
      for (const std::string& line : render_trace(in, trace, std::chrono::milliseconds(0))) out(line);
    };
    if (has_terminal) {
      sinks.on_spin = [line = std::make_shared<ProgressLine>()](std::string_view label) {
        line->show(g_quiet ? "" : label);
      };
    }
    return machine;
  } catch (const std::bad_alloc&) {
    throw Failure{Exit::usage, fmt::format("error: cannot reserve memory for a limit of {}",
                                           memory.given() ? memory.text : "the default size")};
  }
}

std::optional<std::chrono::milliseconds> EvaluationOptions::deadline() const {
  if (deadline_ms == 0) return std::nullopt;
  // A year is as good as any longer time, and does not overflow a clock.
  return std::chrono::milliseconds(std::min<uint64_t>(deadline_ms, uint64_t{366} * 24 * 3600 * 1000));
}

std::optional<std::chrono::milliseconds> EvaluationOptions::deadline_since(
    std::chrono::steady_clock::time_point begin) const {
  const auto all = deadline();
  if (!all) return all;
  const auto spent = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin);
  return std::max(*all - spent, std::chrono::milliseconds(1));
}

QuietScope::QuietScope() {
  g_quiet = true;
}
QuietScope::~QuietScope() {
  g_quiet = false;
}

Exit report_jets(const Machine& machine) {
  if (machine.jet_mismatches() == 0) return Exit::ok;
  complain(fmt::format("error: jets differed from their Nock {} times", machine.jet_mismatches()));
  return Exit::failed;
}

Exit report_failure(Machine& machine, const EvaluationOptions& options, const Result& result,
                    const std::optional<std::string>& reason) {
  switch (result.outcome) {
    case Outcome::done:
      return Exit::ok;
    case Outcome::exit: {
      const InterruptScope scope(machine);
      const std::vector<std::string> lines = render_trace(machine, result.noun, options.deadline());
      complain("error: the computation crashed");
      if (reason) complain("  " + *reason);
      for (const std::string& line : lines) complain("  " + line);
      return Exit::failed;
    }
    case Outcome::block:
      complain("error: the computation waits for " + print_text(result.noun, kReadable));
      return Exit::failed;
    case Outcome::meme:
      complain(fmt::format("error: out of memory (%meme): the limit is {}; --memory changes it",
                           format_size(machine.heap().limit())));
      return Exit::failed;
    case Outcome::intr:
      if (was_interrupted()) {
        complain("error: interrupted (%intr)");
        return Exit::interrupted;
      }
      complain(Strand::of(machine).scopes.has_rung()
                   ? "error: a time that the program allows itself (%jinx) has passed (%intr)"
                   : fmt::format("error: the deadline of {} ms has passed (%intr)", options.deadline_ms));
      return Exit::failed;
  }
  return Exit::failed;
}

}  // namespace galena::tools
