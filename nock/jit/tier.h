// Tier 1 of one machine, as the rest of it sees it: the table of what has been compiled, and when what is compiled.
//
// Most compiled code is handlers of the interpreter: frames of the same layout on the same stack, returns through the
// same instructions, traces, hints and limits as there. Closed loops (ir.h) run on a machine stack of their own, as
// deep as memory allows (machine_stack.h).
//
// The parts: budget.h says what may be compiled, analysis.h makes graphs, worker.h has them compiled, code_store.h
// keeps the code on disk, calls.h is what it calls. This is the one header of nock/jit that nock/run includes.
//
// All functions are for the thread that the machine runs on, but for the interrupts of the machine stack and `abandon`.
// During an evaluation that is the thread of `begin`.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <thread>

#include "nock/jit/machine_stack.h"
#include "nock/jit/record.h"
#include "nock/jit/references.h"
#include "nock/noun/heap.h"
#include "nock/run/formula_names.h"

namespace galena {
class Machine;
class Strand;
struct Code;
}  // namespace galena

namespace galena::jit {

class Budget;
class CodeStore;
class EqualPairs;
class Labels;
class Program;
class Worker;
struct Choices;
struct CompiledGraph;
struct FixedWords;

class Tier1 {
 public:
  // `eager`: everything is compiled at once, when it is first called; else after `threshold` calls, or what is good for
  // speed if that is 0.
  Tier1(Machine& machine, Strand& strand, bool eager, int32_t threshold);
  ~Tier1();
  Tier1(const Tier1&) = delete;
  Tier1& operator=(const Tier1&) = delete;

  // ---- for the machine ----

  // The process is about to end: nothing more is put on disk, and nothing is left there half.
  void abandon();
  // Calls before code is looked at for the first time.
  int32_t first_threshold() const { return first_threshold_; }
  // An arm of this formula has a jet now: code that takes it to have none is given up. What runs goes on until it
  // returns.
  void got_jet(Noun formula);
  void visit(Heap::Scanner& scanner);
  MachineStack& stack() { return stack_; }

  // ---- for the strand ----

  // An evaluation begins, on this thread: nothing compiled runs.
  void begin();
  // Makes what the other thread has finished usable. At safepoints.
  void install();

  // ---- for the interpreter ----

  // Bytecode has run often: whether `code` has compiled functions now. Compiles on the way.
  bool accepts(Code* code, Noun subject);
  // The compiled function to run `code` on the subject in r0 of `frame`, which the first of them does not take, or
  // null. The subject is made anew of the very words that are looked for, if it is equal only on a closer look. Counts,
  // compiles and installs on the way. Never collects; throws OutOfMemory.
  Record* record_for(Code* code, Noun* frame);
  // A call of a record that was not compiled when its caller was: whether it is now.
  bool compiled(Record& record);
  // Whether the subject in r0 of `frame` fits `record`: its leaves lie in the frame then, from r1.
  bool take_apart(const Record& record, Noun* frame);
  // The subject that `record` was called on, from its leaves. Allocates.
  Noun subject_of(const Record& record, const Noun* leaves);
  // The interpreter came to a product for `record`, in the call at `frame` that machine code had left.
  void came_back(Record& record, const Noun* frame);

  // ---- for commands ----

  // Whether this build and this machine have a tier 1; why not, otherwise. Loads LLVM.
  bool available(std::string* why = nullptr);
  // Whether compiled code is to be named (MachineOptions::perf_map, debug_jit); and who knows the arms, for what is
  // compiled from now on.
  bool names_code() const;
  void set_arms(FormulaNames::Arms arms);
  // IR, assembly or graph of a formula on a subject.
  std::string text(Noun subject, Noun formula, std::string_view what);

  struct Statistics {
    uint64_t compiled = 0, declined = 0;  // graphs
    uint64_t functions = 0;
    uint64_t generated = 0;          // graphs whose code was not on disk
    uint64_t entered = 0, left = 0;  // machine code
    uint64_t held_nanoseconds = 0;   // the program, by analyses and what is on disk
    uint64_t compile_nanoseconds = 0;
  };
  Statistics statistics() const;
  // The formula of the function whose machine code is at an address; none unless it was made beside a profiler.
  Noun formula_at(uint64_t address) const;

 private:
  static constexpr int32_t kThreshold = 600;
  static constexpr int32_t kEarly = 16;       // where code may be on disk
  static constexpr size_t kMaxRecords = 6;    // of one formula, that the interpreter looks through
  static constexpr uint8_t kMaxInVain = 10;   // analyses that came to nothing: the next comes 2^10 times as late
  static constexpr uint32_t kMaxReturns = 3;  // to a product where machine code had left: it is no use then

  // Which choices of an earlier run an analysis repeats, and where its own are to be kept.
  struct Earlier;
  Earlier earlier_choices(Noun subject, Noun formula, const Record* record, bool any_atoms);

  // Throws TooLong where that takes longer than `patience`, in nanoseconds.
  std::unique_ptr<CompiledGraph> prepare(Noun subject, Noun formula, Record* record, bool any_atoms,
                                         const Choices* again, uint64_t patience);
  // Whether there is code, or will be, or may be when it is asked for again. `early`: as an earlier run has compiled
  // it. Holds the program up for as long as the budget allows.
  bool request(Noun subject, Noun formula, Record* record, bool early);
  bool request(Noun subject, Noun formula, Record* record, bool early, uint64_t patience);
  bool is_found(Noun formula);
  // The code of `graph` is there: puts it to use, if it still can be.
  void add(CompiledGraph& graph);
  void use(CompiledGraph& graph, size_t function);
  // Takes code out of use; `any_atoms`: what comes in its place is to be general.
  void retire(CompiledGraph& graph, bool any_atoms);
  // Gives up all code for `record` but what is general.
  void retire(const Record& record);
  void release(CompiledGraph& graph);
  // Has `code` compiled for subjects like this, if that can be afforded. Whether it has a new record.
  bool compile_for(Code* code, Noun subject, bool early = false);
  Record* fitting(Code* code, Noun* frame);
  void forget_all();
  // Whether this is the thread of the evaluation.
  bool is_here() const { return std::this_thread::get_id() == thread_; }

  Machine& machine_;
  Strand& strand_;
  const bool eager_;
  const int32_t threshold_;
  const bool keeps_;  // code of earlier runs may be on disk, and is looked for
  const int32_t first_threshold_;
  MachineStack stack_;
  const std::unique_ptr<const FixedWords> words_;
  const std::unique_ptr<Budget> budget_;
  const std::unique_ptr<CodeStore> store_;
  const std::unique_ptr<Program> program_;
  const std::unique_ptr<EqualPairs> equal_pairs_;
  const std::unique_ptr<Labels> labels_;
  std::deque<std::unique_ptr<CompiledGraph>> graphs_;  // in the order in which they were asked for
  const std::unique_ptr<Worker> worker_;               // gone before what it works on
  struct Place {
    uint64_t end;
    const Noun* formula;  // of the program
  };
  std::map<uint64_t, Place> places_;  // of code that was made beside a profiler, by where it begins
  bool full_ = false;                 // it has been said that no more is compiled
  uint64_t compiled_ = 0, declined_ = 0, functions_ = 0;
  std::thread::id thread_;  // of the evaluation
};

}  // namespace galena::jit
