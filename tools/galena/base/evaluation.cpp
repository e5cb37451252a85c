#include "tools/galena/base/evaluation.h"

#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include <atomic>

#include "hoon/aura/scot.h"
#include "hoon/print/tank.h"
#include "jets/table.h"
#include "nock/jit/tier.h"
#include "nock/noun/mug.h"
#include "nock/noun/text.h"
#include "tools/galena/base/cache.h"
#include "tools/galena/base/io.h"

namespace galena::tools {
namespace {

constexpr unsigned kWidth = 80;

// What Ctrl-C acts on. The handler is of the process, so this cannot be of a machine.
std::atomic<Machine*> g_running = nullptr;
std::atomic<bool> g_interrupted = false;
bool g_quiet = false;

void on_interrupt(int) {
  Machine* const machine = g_running.load(std::memory_order_relaxed);
  if (machine == nullptr || g_interrupted.exchange(true)) _exit(static_cast<int>(Exit::interrupted));
  machine->interrupt();
}

// A [priority tank] of %slog, as `>>> text`, one `>` for each degree of priority.
void show_slog(Noun message) {
  if (g_quiet || !message.is_cell()) return;
  const Noun priority = message.head();
  std::string mark(priority.is_direct() ? std::min<uint64_t>(priority.direct_value(), 3) : 0, '>');
  if (!mark.empty()) mark += ' ';
  std::vector<std::string> lines = hoon::render_tank(message.tail(), kWidth);
  if (lines.empty()) lines.push_back(print_text(message.tail()));
  for (const std::string& line : lines) complain(mark + line);
}

struct Element {
  Noun tag, clue;
};

std::optional<std::string> path_text(Noun path) {
  std::string text;
  for (; path.is_cell(); path = path.tail()) {
    if (!path.head().is_atom()) return std::nullopt;
    text += '/';
    text += cord_text(path.head());
  }
  if (path != kNull) return std::nullopt;
  if (text.empty()) text = "/";
  return text;
}

// [path [line column] [line column]]
std::string spot_text(Noun spot) {
  const auto pair_text = [](Noun pair) -> std::optional<std::string> {
    if (!pair.is_cell() || !pair.head().is_atom() || !pair.tail().is_atom()) return std::nullopt;
    std::string text = "[";
    append_decimal(text, pair.head());
    text += ' ';
    append_decimal(text, pair.tail());
    return text + "]";
  };
  if (spot.is_cell() && spot.tail().is_cell()) {
    const auto path = path_text(spot.head());
    const auto from = pair_text(spot.tail().head());
    const auto to = pair_text(spot.tail().tail());
    if (path && from && to) return fmt::format("{}:<{}.{}>", *path, *from, *to);
  }
  return "mook.spot";
}

// A clue of %mean: a cord, or a trap that makes a tank.
std::vector<std::string> mean_lines(Machine& machine, Noun clue) {
  if (clue.is_atom()) return {cord_text(clue)};
  if (!clue.head().is_cell()) return {"####"};
  Heap& heap = machine.heap();
  // The scry gate blocks whatever is asked: [[1 0] 0 0].
  const Noun gate = heap.tuple(heap.cons(Noun::direct(1), kNull), kNull, kNull);
  const Result r = machine.run_virtual(clue, clue.head(), gate);
  if (r.outcome != Outcome::done || r.noun.head() != kNull) return {"####"};
  const std::vector<std::string> lines = hoon::render_tank(r.noun.tail(), kWidth);
  return lines.empty() ? std::vector<std::string>{"mook.mean"} : lines;
}

std::vector<std::string> element_lines(Machine& machine, Noun tag, Noun clue) {
  switch (tag.word()) {
    case "hunk"_w:
      if (clue.is_cell()) return {path_text(clue.tail()).value_or("mook.hunk")};
      return {"mook.hunk"};
    case "lose"_w:
      return {clue.is_atom() ? cord_text(clue) : "mook.lose"};
    case "hand"_w: {
      std::string text;
      hoon::append_atom("p", Noun::direct(mug(clue)), text);
      return {text};
    }
    case "mean"_w:
      return mean_lines(machine, clue);
    case "spot"_w:
      return {spot_text(clue)};
    default:
      return {"mook." + (tag.is_atom() ? cord_text(tag) : std::string())};
  }
}

}  // namespace

// The time after which to load LLVM, where nobody has asked for compiled code: some three times what that takes.
constexpr std::chrono::milliseconds kPatience(50);

void EvaluationOptions::add_to(CLI::App& app) {
  app.add_flag("--no-jets", no_jets, "Run everything as Nock");
  app.add_option("--no-jet", disabled_jets, "Turn one jet off, by its label path (repeatable)")
      ->type_name("PATH")
      ->allow_extra_args(false);
  app.add_flag("--check-jets", check_jets, "Run every jet beside its Nock; exit 1 where they differ");
  app.add_option("--tier", tier, "How to run Nock: interp, jit, or auto; by default auto, from 50 ms on")
      ->type_name("TIER");
  app.add_flag("--no-code-cache", no_code_cache, "Neither use nor keep code that was compiled in earlier runs");
  app.add_flag("--perf-map", perf_map, "Name compiled code for perf, in /tmp/perf-PID.map");
  app.add_flag("--debug-jit", debug_jit, "Name compiled code for gdb");
  app.add_option("--memory", memory, "Limit for nouns and stack, such as 512M or 2G")->type_name("SIZE");
  app.add_option("--deadline", deadline_ms, "Give up after so many milliseconds")->type_name("MS");
}

LastMachine EvaluationOptions::make_machine(std::function<void(Noun)> on_slog) const {
  if (!tier.empty() && tier != "interp" && tier != "auto" && tier != "jit") {
    throw Failure{Exit::usage, fmt::format("error: there is no tier `{}`: interp, jit or auto", tier)};
  }
  MachineOptions o;
  o.tier = tier == "interp" ? Tier::interpreter : tier == "jit" ? Tier::jit : Tier::automatic;
  if (tier.empty()) o.jit_delay = kPatience;
  if (!memory.empty()) o.memory_limit = parse_size(memory);
  if (o.tier != Tier::interpreter && !no_code_cache) {
    if (std::shared_ptr<hoon::Store> store = CacheOptions().open()) {
      o.load_code = [store](Digest key) -> std::optional<std::vector<uint8_t>> {
        const auto bytes = store->get(key);
        if (!bytes) return std::nullopt;
        return std::vector<uint8_t>(bytes->begin(), bytes->end());
      };
      o.save_code = [store](Digest key, std::span<const uint8_t> code) { store->put(key, code); };
    }
  }
  o.jets.enabled = !no_jets;
  o.jets.disabled = disabled_jets;
  o.check_jets = check_jets;
  o.perf_map = perf_map;
  o.debug_jit = debug_jit;
  o.jet_table = jet_table();
  o.on_slog = on_slog ? std::move(on_slog) : show_slog;
  o.on_message = [](std::string_view line) {
    if (!g_quiet) complain(line);
  };
  try {
    LastMachine machine(std::make_unique<Machine>(std::move(o)).release());
    if (std::string why; tier == "jit" && !machine->jit()->available(&why)) {
      throw Failure{Exit::usage, fmt::format("error: {}: use --tier interp or --tier auto", why)};
    }
    return machine;
  } catch (const std::bad_alloc&) {
    throw Failure{Exit::usage, fmt::format("error: cannot reserve memory for a limit of {}",
                                           memory.empty() ? "the default size" : memory)};
  }
}

std::optional<std::chrono::milliseconds> EvaluationOptions::deadline() const {
  if (deadline_ms == 0) return std::nullopt;
  // A year is as good as any longer time, and does not overflow a clock.
  return std::chrono::milliseconds(std::min<uint64_t>(deadline_ms, uint64_t{366} * 24 * 3600 * 1000));
}

InterruptScope::InterruptScope(Machine& machine) {
  g_running.store(&machine, std::memory_order_relaxed);
}
InterruptScope::~InterruptScope() {
  g_running.store(nullptr, std::memory_order_relaxed);
}

bool was_interrupted() {
  return g_interrupted.load();
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

void install_interrupt_handler() {
  struct sigaction action = {};
  action.sa_handler = on_interrupt;
  sigaction(SIGINT, &action, nullptr);
  signal(SIGPIPE, SIG_IGN);
}

std::vector<std::string> render_trace(Machine& machine, Noun trace) {
  Heap& heap = machine.heap();
  size_t length = 0;
  for (Noun t = trace; t.is_cell(); t = t.tail()) ++length;
  // As ++mook: of more than 1,024 entries the first and the last 512.
  constexpr size_t kShown = 1024;
  const size_t skipped = length > kShown ? length - kShown : 0;
  std::vector<std::string> lines;
  Heap::Root rest(heap, trace);
  for (size_t i = 0; rest.get().is_cell(); ++i, rest.set(rest.get().tail())) {
    if (skipped != 0 && i >= kShown / 2 && i < kShown / 2 + skipped) {
      if (i == kShown / 2) lines.push_back(fmt::format("[skipped {} frames]", skipped));
      continue;
    }
    const Noun entry = rest.get().head();
    if (!entry.is_cell()) continue;
    for (std::string& line : element_lines(machine, entry.head(), entry.tail())) lines.push_back(std::move(line));
  }
  return lines;
}

Exit report_failure(Machine& machine, const EvaluationOptions& options, const Result& result) {
  switch (result.outcome) {
    case Outcome::done:
      return Exit::ok;
    case Outcome::exit: {
      const std::vector<std::string> lines = render_trace(machine, result.noun);
      complain("error: the computation crashed");
      for (const std::string& line : lines) complain("  " + line);
      return Exit::failed;
    }
    case Outcome::block:
      complain("error: the computation waits for " + print_text(result.noun));
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
      complain(fmt::format("error: the deadline of {} ms has passed (%intr)", options.deadline_ms));
      return Exit::failed;
  }
  return Exit::failed;
}

}  // namespace galena::tools
