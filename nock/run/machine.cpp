#include "nock/run/machine.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "nock/base/limits.h"
#include "nock/base/watchdog.h"
#include "nock/jit/tier.h"
#include "nock/noun/axis.h"
#include "nock/noun/equal.h"
#include "nock/noun/mug.h"
#include "nock/run/formula.h"
#include "nock/run/profiler.h"
#include "nock/run/strand.h"

namespace galena {
namespace {

// A collection may hold all that is alive twice for a moment: not quite half of the memory leaves room for that.
size_t default_memory_limit() {
  const auto pages = static_cast<size_t>(sysconf(_SC_PHYS_PAGES));
  const auto page = static_cast<size_t>(sysconf(_SC_PAGESIZE));
  return pages * page / 100 * 45;
}

size_t bytes_of(const Code& code) {
  return sizeof(Code) + code.insns.capacity() * sizeof(Insn) + code.constants.capacity() * sizeof(Noun) + 64;
}

}  // namespace

Machine::Machine(MachineOptions options)
    : options_(std::move(options)),
      heap_(options_.memory_limit != 0 ? options_.memory_limit : default_memory_limit()),
      jets_(options_.jet_table, options_.jets),
      strand_(std::make_unique<Strand>(*this, heap_.limit())) {
  codes_.emplace_back();
  if (options_.tier != Tier::interpreter) {
    jit_ = std::make_unique<jit::Tier1>(*this, *strand_, options_.tier == Tier::jit, options_.jit_threshold);
    strand_->jit = jit_.get();
  }
}

Machine::~Machine() = default;

// The thread is under the machine's limits, and a deadline and `interrupt` are heard.
struct Machine::Limited {
  Limited(Machine& machine, std::optional<std::chrono::milliseconds> deadline)
      : here(machine), was_limited(machine.limited_), under(&machine.heap_) {
    if (!was_limited) {
      machine.heap_.allow();
      if (machine.jit_ != nullptr) machine.jit_->stack().clear_interrupt();
    }
    machine.limited_ = true;
    if (deadline) watchdog.emplace(*deadline, [&machine] { machine.interrupt(); });
  }
  ~Limited() { here.limited_ = was_limited; }
  Limited(const Limited&) = delete;
  Limited& operator=(const Limited&) = delete;
  Machine& here;
  const bool was_limited;
  Under under;
  std::optional<Watchdog> watchdog;
};

// What is around an evaluation while it lasts.
struct Machine::Evaluation {
  struct Running {
    explicit Running(bool& is_running) : running(is_running) {
      GALENA_CHECK(!running);
      running = true;
    }
    ~Running() { running = false; }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;
    bool& running;
  };
  Running running;
  Limited limited;
  Profiler::Run profiled;
};

Machine::Evaluation Machine::begin_evaluation(Noun formula, std::optional<std::chrono::milliseconds> deadline) {
  jets_.forget_computation();
  return {Evaluation::Running(running_), Limited(*this, deadline), Profiler::Run(profiler_, formula)};
}

Result Machine::run(Noun subject, Noun formula, std::optional<std::chrono::milliseconds> deadline) {
  const Evaluation around = begin_evaluation(formula, deadline);
  return strand_->run(subject, formula);
}

Result Machine::run_virtual(Noun subject, Noun formula, Noun gate, std::optional<std::chrono::milliseconds> deadline) {
  const Evaluation around = begin_evaluation(formula, deadline);
  try {
    return strand_->run_native(kMink, heap_.cons(heap_.cons(subject, formula), gate));
  } catch (const std::bad_alloc&) {  // of the argument itself
    strand_->recover();
    return {Outcome::meme, {}};
  }
}

Outcome Machine::under_limits(std::optional<std::chrono::milliseconds> deadline, const std::function<void()>& body) {
  const Limited around(*this, deadline);
  try {
    body();
    return Outcome::done;
  } catch (const Interrupted&) {
    return Outcome::intr;
  } catch (const std::bad_alloc&) {
    return Outcome::meme;
  }
}

void Machine::tenure(std::span<Noun> roots, Image& image, Image* evacuated) {
  GALENA_CHECK(!running_);
  Heap::Roots all;
  all.tenured = roots;
  all.image = &image;
  all.evacuated = evacuated;
  strand_->collect_idle(all);
}

void Machine::collect() {
  GALENA_CHECK(!running_);
  try {
    strand_->collect_idle({});
    if (heap_.bytes_used() < heap_.limit() / 2) return;
  } catch (const OutOfMemory&) {
    // What follows lets go of more.
  }
  strand_->recover();
}

void Machine::abandon() {
  if (jit_ != nullptr) jit_->abandon();
}

void Machine::interrupt() {
  heap_.stop();  // before the requests, as the strand sees it: Heap::request_safepoint
  request_safepoint();
}

void Machine::request_safepoint() {
  heap_.request_safepoint();
  if (jit_ != nullptr) jit_->stack().interrupt();
}

Noun Machine::recall_profiled(const MemoKey& key) {
  const Profiler::Aside aside(profiler_, Profile::Kind::memo);
  return memos_.find(heap_, key);
}

void Machine::remember(const MemoKey& key, Noun product, uint64_t scries) {
  if (scries != scries_ || strand_->is_spoiled()) return;
  const Profiler::Aside aside(profiler_, Profile::Kind::memo);
  try {
    memos_.add(heap_, key, product);
  } catch (const std::bad_alloc&) {
    // It is only a memory.
  }
}

bool Machine::is_of(const Code& code, Noun formula) {
  return equal(code.formula, formula);
}

Code* Machine::code_for_new(Noun formula) {
  const Profiler::Aside aside(profiler_, Profile::Kind::code);
  const uint32_t hash = mug(formula);
  for (auto [it, end] = code_by_mug_.equal_range(hash); it != end; ++it) {
    if (equal(heap_, codes_[it->second]->formula, formula)) {
      formula.cell()->header.aux = it->second;
      return codes_[it->second].get();
    }
  }
  poll();
  const auto id = static_cast<uint32_t>(codes_.size());
  std::unique_ptr<Code> code = compile_formula(heap_, formula);
  code->choose_run();
  if (jit_ != nullptr) code->countdown = jit_->first_threshold();
  codes_.emplace_back();
  code_charge_.to(code_charge_.bytes() + bytes_of(*code));
  codes_.back() = std::move(code);
  code_by_mug_.emplace(hash, id);
  formula.cell()->header.aux = id;
  if (wants_code_sweep()) heap_.request_safepoint();
  return codes_.back().get();
}

void Machine::visit(Heap::Scanner& scanner) {
  if (!scanner.minor()) kicks_.forget();
  if (!wants_code_sweep()) {
    if (kChecks && scanner.minor() && (codes_scanned_ < 256 || GALENA_NOW_AND_THEN(64))) {
      for (size_t i = 1; i < codes_scanned_; ++i) {
        const auto young = [&](Noun noun) { return heap_.in_nursery(noun); };
        GALENA_CHECK(codes_[i] == nullptr || !young(codes_[i]->formula));
        GALENA_CHECK(codes_[i] == nullptr || std::ranges::none_of(codes_[i]->constants, young));
      }
    }
    for (size_t i = scanner.minor() ? codes_scanned_ : 1; i < codes_.size(); ++i) {
      if (codes_[i] == nullptr) continue;
      scanner.visit(codes_[i]->formula);
      scanner.visit(codes_[i]->constants);
    }
    codes_scanned_ = codes_.size();
  }
  jets_.visit(scanner);
  if (jit_ != nullptr) jit_->visit(scanner);
}

// Memories hold their keys, which may be large nouns that nothing else holds; and the heap is copied again when it has
// doubled, so that memories alone could make it grow to its limit.
void Machine::visit_remembered(Heap::Scanner& scanner) {
  constexpr size_t kUnasked = size_t{64} << 20;
  const size_t alive = scanner.finish(), limit = heap_.limit() / 4 * 3, besides = heap_.bytes_taken();
  const size_t most = std::max(alive, limit > besides ? limit - besides : 0);
  const MemoTable::Room room{.asked = most, .unasked = std::min(most, alive + std::max(alive, kUnasked))};
  memos_.visit(scanner, room);
  strand_->rooms.visit(scanner, room);
}

void Machine::sweep_codes(Heap::Scanner& scanner, std::vector<const Insn*> active) {
  std::sort(active.begin(), active.end());
  size_t kept = 0, left = code_charge_.bytes();
  for (size_t i = 1; i < codes_.size(); ++i) {
    Code* const code = codes_[i].get();
    if (code == nullptr) continue;
    const Insn* const begin = code->insns.data();
    const auto at = std::lower_bound(active.begin(), active.end(), begin);
    const bool running = at != active.end() && *at <= begin + code->insns.size();
    if (running || !code->jets.empty() || !code->records.empty()) {
      scanner.visit(code->formula);
    } else if (!scanner.keep_if_alive(code->formula)) {
      left -= bytes_of(*code);
      codes_[i].reset();
      continue;
    }
    scanner.visit(code->constants);
    kept += bytes_of(*code);
  }
  code_charge_.to(left);
  GALENA_CHECK(left == kept);
  std::erase_if(code_by_mug_, [&](const auto& entry) { return codes_[entry.second] == nullptr; });
  codes_scanned_ = codes_.size();
  if (profiler_ != nullptr) profiler_->forget_codes();
  sweep_at_ = std::max(least_sweep(), 2 * left);
}

void Machine::slog(Noun message) {
  if (options_.on_slog) options_.on_slog(message);
}

void Machine::report_duration(uint64_t nanoseconds) {
  message(duration_text(nanoseconds));
}

void Machine::got_jet(Noun formula) {
  if (jit_ != nullptr) jit_->got_jet(formula);
}

void Machine::report_jet_mismatch(const Jet& jet, std::string_view what) {
  ++jet_mismatches_;
  message(fmt::format("jet {} (axis {}) {}", jet.path, jet.axis, what));
}

const Jet* Machine::jet_of(Noun core, uint64_t axis) {
  const Noun formula = fragment(axis, core);
  if (formula.is_none() || !formula.is_cell()) return nullptr;
  for (const JetSite& site : code_for(formula)->jets) {
    if (site.axis == axis && jets_.matches(heap_, *site.core, core)) return site.jet;
  }
  return nullptr;
}

}  // namespace galena
