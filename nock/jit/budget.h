// What tier 1 may cost: when it compiles, whether a program waits for it, and when it stops.
//
// Three accounts, in nanoseconds: the processor time of compiling, on whatever thread; that of analyses; and the age of
// the machine, which is wall time, since on a busy machine compiling takes time from the computation even on a thread
// of its own. And two of memory: graphs, and bytes of code as a guess. Time is never given back, memory all at once.
//
// `charge_compiling` may be called from any thread, all else from the machine's. Nothing here allocates or runs Nock.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>

#include "nock/base/check.h"

namespace galena::jit {

class Budget {
 public:
  // `eager`: everything is compiled, whatever it costs, until that is nearly all that is done. Else nothing is before
  // the machine has come to the age of `delay`.
  Budget(bool eager, std::chrono::milliseconds delay);

  // An evaluation begins.
  void begin();

  // Whether it is too early to compile anything.
  bool is_young() const;
  // Whether another graph may be analysed and compiled, with `in_work` of them on the way.
  bool affordable(size_t in_work) const;
  // Whether a graph of `nodes` is compiled while the program waits: it is small, and little time has gone that way. For
  // when LLVM lies in memory already.
  bool worth_waiting_for(size_t nodes) const;
  // Whether nothing more is compiled in this evaluation: for its memory, or, where everything is to be, since a program
  // that makes code without end spends nearly all of its time so.
  bool is_full() const;
  bool has_room() const { return bytes_ <= kMaxBytes && graphs_ < kMaxGraphs; }

  void charge_analysis(uint64_t nanoseconds) {
    GALENA_CHECK(nanoseconds < kAbsurd);
    analysis_ += nanoseconds;
  }
  // Measured on one thread, from start to end.
  void charge_compiling(uint64_t nanoseconds) {
    GALENA_CHECK(nanoseconds < kAbsurd);
    compiling_.fetch_add(nanoseconds, std::memory_order_relaxed);
  }
  uint64_t analysis() const { return analysis_; }
  uint64_t compiling() const { return compiling_.load(std::memory_order_relaxed); }

  // While there is room.
  void charge_graph() {
    GALENA_CHECK(graphs_ < kMaxGraphs);
    ++graphs_;
  }
  void charge_bytes(size_t bytes) { bytes_ += bytes; }
  // All code has been let go of.
  void release_all() { graphs_ = bytes_ = 0; }
  size_t graphs() const { return graphs_; }
  size_t bytes() const { return bytes_; }

 private:
  // Of code, as a guess of the memory that it takes (CompiledGraph::bytes).
  static constexpr size_t kMaxBytes = size_t{96} << 20;
  // Each graph has a few of the 65,530 mappings that the system allows a process; a program that made formulas by the
  // ten thousand came to that number.
  static constexpr size_t kMaxGraphs = 10'000;

  // What the program may be made to wait for. A function takes LLVM 2.5 ms (the 1,937 that `circle` calls on
  // hoon-138.hoon: 4.6 to 5.0 s, doc/jit.md), so this is eight of them, and then a tenth of the time.
  static constexpr size_t kSmallNodes = 300;
  static constexpr uint64_t kFreeWait = 20'000'000;
  static constexpr uint64_t kWaitShare = 10;  // one part in so many of the machine's age

  // What may be compiled at all: forty functions at once, and then a ninth of the time (an eighth at first), by which a
  // run of that program compiles two to four hundred.
  static constexpr uint64_t kFreeWork = 100'000'000;
  static constexpr uint64_t kWorkShare = 9;  // one part in so many of the machine's age
  static constexpr size_t kMaxInWork = 2;    // more would be compiled long after they were hot

  // Of an evaluation, where everything is compiled: three times what the largest program known takes, and nine tenths
  // of the processor time of its thread, since programs that do something else as well are let be.
  static constexpr uint64_t kPatience = 15'000'000'000;
  static constexpr uint64_t kMostTenths = 9;

  // A year: what a difference of two clocks would come to.
  static constexpr uint64_t kAbsurd = uint64_t{365} * 24 * 3600 * 1'000'000'000;

  uint64_t age() const;

  const bool eager_;
  const uint64_t delay_;
  const uint64_t start_;
  uint64_t began_ = 0, compiling_before_ = 0;  // this evaluation: processor time, and compile time by then
  uint64_t analysis_ = 0;
  std::atomic<uint64_t> compiling_ = 0;
  size_t graphs_ = 0, bytes_ = 0;
};

}  // namespace galena::jit
