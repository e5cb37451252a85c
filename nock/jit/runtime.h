// Tier 1 of one machine: what has been compiled, what is to be, and what compiled code calls.
//
// Most compiled code is handlers of the interpreter: frames of the same layout on the same stack, returns through the
// same instructions, traces, hints and limits as there. Closed loops (ir.h) run on a machine stack of their own, as
// deep as memory allows. Where one of those cannot go on it leaves: all of it is dropped, and the interpreter runs the
// call again that entered; until that has returned, nothing enters the machine stack.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "nock/base/digest.h"
#include "nock/jit/backend.h"
#include "nock/jit/ir.h"
#include "nock/jit/labels.h"
#include "nock/noun/heap.h"

namespace galena {
class Machine;
class Strand;
struct Code;
}  // namespace galena

namespace galena::jit {

// One graph, compiled or to be, and the tables that its code refers to.
struct CompiledGraph {
  std::unique_ptr<Graph> graph;
  std::vector<Noun> constants;   // roots
  std::vector<Record*> records;  // by function of the graph
  std::vector<uint64_t> flags;
  std::vector<DirectJet> jets;
  Digest key{};                         // of its code on disk, once the backend is loaded
  Digest seen_key{};                    // of what is kept there for later runs to find it by
  std::optional<Digest> choices_key{};  // the same, where there is room for it
  std::vector<uint32_t> unjetted;       // Graph::unjetted
  bool any_atoms = false;               // Graph::general
  bool stale = false;                   // not to be used any more
  std::vector<std::string> names;       // by function of the graph, if they are wanted
  Compiled compiled;
  size_t bytes = 0;      // a guess
  bool scanned = false;  // its constants are old
};

// Entered machine code.
struct Activation {
  uint64_t stack_pointer = 0;  // first: for the assembly
  Noun* frame = nullptr;
  const Record* record = nullptr;
  enum class Reason : uint8_t { failed, interrupted, out_of_memory } reason = Reason::failed;
};

// The interpreter's part of what compiled code calls: handlers.
struct Handlers {
#define GALENA_NONE(name)
#define GALENA_HANDLER(name) void* name;
  GALENA_JIT_FUNCTIONS(GALENA_NONE, GALENA_NONE, GALENA_HANDLER)
#undef GALENA_HANDLER
#undef GALENA_NONE
  void* stub;  // the entry of a record that is not compiled
  void* take;  // what takes subjects apart for records without code for that
};

extern const Handlers kHandlers;

class Jit {
 public:
  // `eager`: everything is compiled at once, when it is first called; else after `threshold` calls, or what is good for
  // speed if that is 0.
  Jit(Machine& machine, Strand& strand, bool eager, int32_t threshold);
  ~Jit();

  // The process is about to end: nothing more is put on disk, and nothing is left there half.
  void abandon() { store_mutex_.lock(); }

  // Whether this build and this machine have a tier 1; why not, otherwise. Loads LLVM.
  bool available(std::string* why = nullptr);

  // An evaluation begins, on this thread: nothing compiled runs.
  void begin();
  // Bytecode has run often: whether `code` has compiled functions now. Compiles on the way.
  bool accepts(Code* code, Noun subject);
  // The compiled function to run `code` on the subject in r0 of `frame`, which the first of them does not take, or
  // null. The subject is made anew of the very words that are looked for, if it is equal only on a closer look. Counts,
  // compiles and installs on the way. Never collects; throws OutOfMemory.
  Record* record_for(Code* code, Noun* frame);
  // A call of a record that was not compiled when its caller was: whether it is now.
  bool compiled(Record& record);
  // Calls before code is looked at for the first time.
  int32_t first_threshold() const { return keeps_ ? std::min(threshold_, kEarly) : threshold_; }
  // An arm of this formula has a jet now: code that takes it to have none is given up. What runs goes on until it
  // returns.
  void got_jet(Noun formula);
  // Makes what the other thread has finished usable. At safepoints.
  void install();
  void visit(Heap::Scanner& scanner);

  // Runs machine code on the arguments at `frame`, with a shadow stack at `sp`: the product, kFailed, kOver or
  // kExhausted.
  uint64_t enter_machine(const Record& record, uint64_t (*entry)(const uint64_t*, uint64_t*), Noun* frame, Noun* sp);
  // Gives up the machine code that runs.
  [[noreturn]] void leave(Activation::Reason reason);
  EqualPairs& equal_pairs() { return equal_pairs_; }
  // The subject that `record` was called on, from its arguments. Allocates.
  Noun subject_of(const Record& record, const Noun* leaves);
  // The interpreter came to a product for `record` where machine code had left.
  void came_back(Record& record);

  // Whether there is room on the machine stack.
  bool has_native_room() const;
  void interrupt() { native_limit_.store(UINT64_MAX, std::memory_order_relaxed); }
  void clear_interrupt();

  // Whether compiled code is to be named (MachineOptions::perf_map, debug_jit); and who knows the arms, for what is
  // compiled from now on.
  bool names_code() const;
  void set_arms(FormulaNames::Arms arms) { labels_.set_arms(std::move(arms)); }

  // IR, assembly or graph of a formula on a subject.
  std::string text(Noun subject, Noun formula, std::string_view what);

  struct Statistics {
    uint64_t compiled = 0, declined = 0;  // graphs
    uint64_t functions = 0;
    uint64_t left = 0, entered = 0;  // machine code
    uint64_t analysis_nanoseconds = 0;
    std::atomic<uint64_t> generated = 0;  // graphs whose code was not on disk
    std::atomic<uint64_t> compile_nanoseconds = 0;
  };
  const Statistics& statistics() const { return statistics_; }

  Activation* active = nullptr;
  // Where a call is run again that machine code has left, or null.
  Noun* paused_frame = nullptr;
  // A failure goes on at `frame`, and leaves what is above.
  void unwind(const Noun* frame) {
    if (paused_frame > frame) paused_frame = nullptr;
  }
  unsigned nested = 0;  // runs of the interpreter within compiled code

 private:
  static constexpr int32_t kThreshold = 600;
  static constexpr int32_t kEarly = 16;     // where code may be on disk
  static constexpr size_t kMaxRecords = 6;  // of one formula, that the interpreter looks through
  // No more is compiled beyond this, as a guess of its memory, and all is let go of before the next evaluation.
  static constexpr size_t kMaxBytes = size_t{96} << 20;
  // Graphs at the most at a time: each has a few of the mappings that the system allows a process.
  static constexpr size_t kMaxUnits = 10'000;

  bool load();
  Runtime runtime();
  static Tables tables(const CompiledGraph& unit);
  bool reserve_stack();
  std::unique_ptr<CompiledGraph> prepare(Noun subject, Noun formula, Record* record, bool any_atoms,
                                         const Choices* again = nullptr);
  // Whether there is code, or will be, or may be when it is asked for again. `early`: as an earlier run has compiled
  // it.
  bool request(Noun subject, Noun formula, Record* record, bool early);
  // Formulas that an earlier run has compiled are marked on disk: their code is looked for early, and linked at once.
  // To find it, the analysis repeats the choices of that run.
  static Digest seen_key(Noun formula);
  static constexpr int kMaxChoices = 4;  // sets of one formula: for different known parts of its subject
  static Digest choices_key(Noun formula, const Record* record, bool any_atoms, int number);
  std::optional<Choices> load_choices(Digest key);
  bool was_seen(Noun formula);
  bool from_disk(CompiledGraph& unit);
  void compile(CompiledGraph& unit);
  void work();
  void add(CompiledGraph& unit);
  void retire(CompiledGraph& unit, bool any_atoms);
  // Gives up all code for `record` but what is general.
  void retire(const Record& record);
  void release(CompiledGraph& unit);
  // Has `code` compiled for subjects like this, if that can be afforded. Whether it has a new record.
  bool compile_for(Code* code, Noun subject, bool early = false);
  Record* fitting(Code* code, Noun* frame);
  void forget_all();
  bool worth_waiting_for(const CompiledGraph& unit);
  static bool resident();
  // Whether it is too early to compile anything.
  bool is_young() const;
  // Whether nothing more is compiled in this evaluation: for its memory, or, where everything is to be, since a program
  // that makes code without end spends nearly all of its time so.
  bool is_full() const;
  bool has_room() const { return bytes_ <= kMaxBytes && units_.size() < kMaxUnits; }
  // Whether another graph may be compiled: on a busy machine that takes time from the computation.
  bool affordable() const;

  Machine& machine_;
  Strand& strand_;
  const bool eager_;
  const int32_t threshold_;
  const bool keeps_;                         // code of earlier runs may be on disk
  std::atomic<bool> backend_ready_ = false;  // backend_ may be read
  const uint64_t start_;
  uint64_t began_ = 0, compiled_before_ = 0;  // this evaluation: processor time, and compile time by then
  std::atomic<uint64_t> native_limit_ = 0;
  uint64_t stack_end_ = 0, nursery_ = 0, nursery_size_ = 0, max_depth_ = 0;  // what compiled code reads
  Program program_;
  EqualPairs equal_pairs_;
  Labels labels_;
  std::deque<std::unique_ptr<CompiledGraph>> units_;
  size_t bytes_ = 0;
  bool full_ = false;  // it has been said that no more is compiled
  char* native_stack_ = nullptr;
  size_t native_bytes_ = 0;
  Statistics statistics_;

  // Shared with the thread that compiles.
  std::mutex mutex_;
  std::condition_variable changed_;
  std::mutex store_mutex_;  // around what loads and saves code
  std::deque<CompiledGraph*> queue_, done_;
  std::atomic<bool> has_done_ = false;
  std::atomic<size_t> in_work_ = 0;
  bool stop_ = false;
  std::thread thread_;
  bool tried_ = false;
  std::string error_;
  void* library_ = nullptr;
  std::unique_ptr<Backend> backend_;
  Digest build_;  // of what makes the code, and what it is made for
};

}  // namespace galena::jit
