// What tier 1 may cost: when it compiles, whether a program waits for it, and when it stops.
//
// Accounts in nanoseconds: the processor time of compiling, on whatever thread; that for which the program was held up,
// by analyses and by what is on disk, and that for which it has run, which pays for it; and the age of the machine,
// which is wall time, since on a busy machine compiling takes time from the computation even on a thread of its own.
// And two of memory: graphs, and bytes of code as a guess. Time is never given back, memory all at once.
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
  enum class Mode : uint8_t {
    paid,    // as much as the run has paid for
    unpaid,  // however long an analysis takes: for tests
    eager,   // everything, whatever it costs, until that is nearly all that is done
  };
  // `delay`: the age before which LLVM is not worth it.
  Budget(Mode mode, std::chrono::nanoseconds delay);

  // A year: patience without end, and what the difference of two clocks that are none would come to.
  static constexpr uint64_t kNoEnd = uint64_t{365} * 24 * 3600 * 1'000'000'000;

  // An evaluation begins.
  void begin();

  // For how long the program may be held up now, nanoseconds; 0 where that is too short for anything.
  uint64_t patience();
  // Whether another graph may be analysed and compiled, with `in_work` of them on the way.
  bool affordable(size_t in_work) const;
  // Whether nothing more is compiled in this evaluation: for its memory, or, where everything is to be, since a program
  // that makes code without end spends nearly all of its time so.
  bool is_full() const;
  bool has_room() const { return bytes_ <= kMaxBytes && graphs_ < kMaxGraphs; }

  // The program was held up. What came to nothing, for want of patience, is not tried again before there is twice as
  // much of it.
  void charge_held(uint64_t nanoseconds);
  void charge_in_vain(uint64_t patience) { least_ = 2 * patience; }
  // Measured on one thread, from start to end.
  void charge_compiling(uint64_t nanoseconds) {
    GALENA_CHECK(nanoseconds < kNoEnd);
    compiling_.fetch_add(nanoseconds, std::memory_order_relaxed);
  }
  uint64_t held() const { return held_; }
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

  // What a program is held up for: a moment, in which small programs are analysed and linked, and one part in so many
  // of what it has run.
  static constexpr uint64_t kFreeHeld = 1'500'000;
  static constexpr uint64_t kHeldShare = 25;
  static constexpr uint64_t kLeastHeld = 100'000;    // of what is worth beginning
  static constexpr uint64_t kMostHeld = 50'000'000;  // at once, whatever has been run

  // What may be compiled at all: forty functions at once, and then a ninth of the time (an eighth at first), by which a
  // run of that program compiles two to four hundred.
  static constexpr uint64_t kFreeWork = 100'000'000;
  static constexpr uint64_t kWorkShare = 9;  // one part in so many of the machine's age
  static constexpr size_t kMaxInWork = 2;    // more would be compiled long after they were hot

  // Of an evaluation, where everything is compiled: three times what the largest program known takes, and nine tenths
  // of the processor time of its thread, since programs that do something else as well are let be.
  static constexpr uint64_t kPatience = 15'000'000'000;
  static constexpr uint64_t kMostTenths = 9;

  uint64_t age() const;

  const Mode mode_;
  const uint64_t delay_;
  const uint64_t start_;
  uint64_t began_ = 0, compiling_before_ = 0;  // this evaluation: processor time, and compile time by then
  uint64_t lived_ = 0;                         // processor time of evaluations, as far as it was asked for
  uint64_t lived_before_ = 0;                  // of those before this one
  uint64_t held_ = 0, least_ = kLeastHeld;
  std::atomic<uint64_t> compiling_ = 0;
  size_t graphs_ = 0, bytes_ = 0;
};

}  // namespace galena::jit
