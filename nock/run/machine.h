// A machine: heap, compiler arena, code, jets and limits, and the strand that runs on them.
//
// No global state: two machines live in one process, each used by one thread at a time. `interrupt` alone may be called
// from anywhere.
#pragma once

#include <algorithm>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "nock/base/digest.h"
#include "nock/noun/arena.h"
#include "nock/noun/heap.h"
#include "nock/run/bytecode.h"
#include "nock/run/jet.h"
#include "nock/run/kicks.h"
#include "nock/run/memo.h"

namespace galena {

class Profiler;
class Strand;
namespace jit {
class Tier1;
}

// How formulas are run: by the interpreter alone; by compiled code where a formula is called often; by compiled code
// from the first call on.
enum class Tier : uint8_t { interpreter, automatic, jit };

// How an evaluation ended.
enum class Outcome : uint8_t {
  done,   // noun: the product
  exit,   // deterministic failure; noun: the trace, a list of [tag clue], innermost first
  block,  // a scry without an answer ended it; noun: the path asked for
  meme,   // out of memory
  intr,   // interrupted or past the deadline
};
struct Result {
  Outcome outcome;
  Noun noun;  // valid until the machine runs again; Heap::Root keeps it longer
};

struct MachineOptions {
  size_t memory_limit = 0;  // bytes of nouns and stack; 0: a default share of the machine's memory
  JetRegistry::Options jets;
  Tier tier = Tier::interpreter;
  int32_t jit_threshold = 0;  // calls before Tier::automatic compiles a formula; 0: what is good for speed
  // Age of the machine before Tier::automatic compiles anything: what is over by then does not pay for loading LLVM.
  std::chrono::milliseconds jit_delay{0};
  bool perf_map = false;          // name compiled code for `perf`, in /tmp/perf-PID.map
  bool debug_jit = false;         // name compiled code for gdb
  bool check_jets = false;        // run every jet beside its Nock and report where they differ
  bool verify_graphs = false;     // hold each graph of tier 1 against its rules, as builds with checks do: for tests
  bool stress_collector = false;  // collect at every safepoint: for tests
  std::span<const Jet> jet_table;
  // Where compiled code of earlier runs is found and left for later ones, or null: what `load` yields must be what was
  // saved under that key, by this user; it is run. From any thread, one at a time.
  std::function<std::optional<std::vector<uint8_t>>(Digest)> load_code;
  std::function<void(Digest, std::span<const uint8_t>)> save_code;
  // `%slog`: a [priority tank] noun. The other messages of the machine are lines of text.
  std::function<void(Noun)> on_slog;
  std::function<void(std::string_view)> on_message;
};

class Machine {
 public:
  explicit Machine(MachineOptions options);
  ~Machine();
  Machine(const Machine&) = delete;
  Machine& operator=(const Machine&) = delete;

  Heap& heap() { return heap_; }
  JetRegistry& jets() { return jets_; }
  const MachineOptions& options() const { return options_; }

  // nock(subject, formula). Both may lie in the heap or in any arena that outlives it. Not reentrant.
  Result run(Noun subject, Noun formula, std::optional<std::chrono::milliseconds> deadline = {});
  // The same inside of a virtual machine with the scry gate `gate`: the product is a tone, [0 product], [1 path] or
  // [2 trace].
  Result run_virtual(Noun subject, Noun formula, Noun gate, std::optional<std::chrono::milliseconds> deadline = {});
  // Ends the evaluation that is running, if any, with Outcome::intr at its next safepoint. Safe from any thread and
  // from signal handlers. A request made while nothing runs is forgotten.
  void interrupt();

  // Runs `body`, C++ that works for what was computed (it renders a product, a trace), under the limits of an
  // evaluation: done, intr or meme. What it has made by then is for the caller to keep or to drop. May be called within
  // an evaluation, and evaluations within it; then the innermost deadline ends all of them.
  Outcome under_limits(std::optional<std::chrono::milliseconds> deadline, const std::function<void()>& body);

  // Has the evaluation come to a safepoint, whatever runs it. From any thread and from signal handlers.
  void request_safepoint();

  // The process is about to end, and the machine with it, without its destructor.
  void abandon();

  // Moves what is reachable from `roots` into `image` (image.h), and collects the rest. Between evaluations only. With
  // `evacuated`, everything leaves that image. Throws OutOfMemory when the image has no room; nothing has moved then.
  void tenure(std::span<Noun> roots, Image& image, Image* evacuated = nullptr);

  // Collects what nothing holds, between evaluations: who makes nouns without running any has no other collector. What
  // is only remembered goes first where memory is short.
  void collect();

  // The jet that answers the arm at `axis` of `core`, or null. Whoever knows what it computes need not kick.
  const Jet* jet_of(Noun core, uint64_t axis);

  // The code for a formula, which must be a cell; compiled at first sight, then found through the cell itself.
  Code* code_for(Noun formula) {
    const uint32_t number = formula.cell()->header.aux;
    GALENA_CHECK(number < codes_.size());
    Code* const code = codes_[number].get();
    GALENA_CHECK(code == nullptr || !GALENA_NOW_AND_THEN(64) || is_of(*code, formula));
    return code != nullptr ? code : code_for_new(formula);
  }
  KickTable& kicks() { return kicks_; }
  void message(std::string_view line) const {
    if (options_.on_message) options_.on_message(line);
  }
  // Bytes of a noun that it shows.
  static constexpr size_t kReadable = size_t{1} << 20;
  void report_duration(uint64_t nanoseconds);
  void slog(Noun message);
  bool interrupted() const { return heap_.stopped(); }
  // Null where none is at work (profiler.h).
  Profiler* profiler() const { return profiler_; }
  // Tier 1, or null where the options leave it out.
  jit::Tier1* jit() { return jit_.get(); }
  // An arm of this formula has a jet now, that had none.
  void got_jet(Noun formula);
  void report_jet_mismatch(const Jet& jet, std::string_view what);
  // Differences that --check-jets has found.
  uint64_t jet_mismatches() const { return jet_mismatches_; }

  // The products of `%memo` and of jets that remember; what was not asked for lately is forgotten once there are many.
  Noun recall(const MemoKey& key) {
    if (profiler_ != nullptr) [[unlikely]]
      return recall_profiled(key);
    return memos_.find(heap_, key);
  }
  // `scries`: what `scries()` was when the product was begun. A key has no world in it, so nothing is remembered that
  // has asked one.
  void remember(const MemoKey& key, Noun product, uint64_t scries);
  // How many scries (Nock 12) have been asked, in all evaluations, whoever answered.
  uint64_t scries() const { return scries_; }
  void count_scry() { ++scries_; }

  // Visits every noun the machine holds outside its heap and strand; but for what it remembers, and
  // for code, if a sweep of it is due.
  void visit(Heap::Scanner& scanner);
  // After that, what it only remembers, as far as there is room for it.
  void visit_remembered(Heap::Scanner& scanner);
  // Code is held weakly once there is much of it: what no formula alive refers to, and what `active` program counters
  // do not point into, is forgotten. Code with jets stays.
  bool wants_code_sweep() const { return code_charge_.bytes() >= sweep_at_; }
  void sweep_codes(Heap::Scanner& scanner, std::vector<const Insn*> active);
  size_t code_bytes() const { return code_charge_.bytes(); }

 private:
  friend class Profiler;
  friend class Strand;
  static bool is_of(const Code& code, Noun formula);
  struct Limited;
  struct Evaluation;
  Evaluation begin_evaluation(Noun formula, std::optional<std::chrono::milliseconds> deadline);
  Noun recall_profiled(const MemoKey& key);
  Code* code_for_new(Noun formula);
  MachineOptions options_;
  Heap heap_;
  std::vector<std::unique_ptr<Code>> codes_;  // by number; 0 is none. Numbers are never reused: cells remember them
  std::unordered_multimap<uint32_t, uint32_t> code_by_mug_;
  size_t codes_scanned_ = 1;   // codes below it hold no nursery nouns
  Charge code_charge_{heap_};  // for the code of all formulas
  static constexpr size_t kMinSweep = size_t{32} << 20;
  size_t least_sweep() const { return std::min(kMinSweep, heap_.limit() / 8); }
  size_t sweep_at_ = least_sweep();  // bytes of code at which a collection is due that sweeps it
  KickTable kicks_;
  JetRegistry jets_;
  MemoTable memos_;
  Profiler* profiler_ = nullptr;
  uint64_t jet_mismatches_ = 0;
  bool running_ = false;  // an evaluation
  bool limited_ = false;  // a deadline and `interrupt` are heard
  uint64_t scries_ = 0;
  std::unique_ptr<Strand> strand_;
  std::unique_ptr<jit::Tier1> jit_;
};

}  // namespace galena
