// The sampling profiler of one machine.
//
// A thread of its own asks for a safepoint some times a second, and the strand, when it comes to one, notes which
// frames are on its stack. A sample weighs the processor time between the tick that asked for it and the tick before;
// so what takes long without a safepoint gets all the ticks that fell into it, and a machine that is shared does not
// show.
//
// Where a tick falls is known as follows.
//  - Safepoints are entries of functions, and what ran before one is whoever makes the call: the frame below the new
//    one, or the code that a tail call leaves. That is the innermost frame of a sample, so an arm that calls nothing is
//    a part of its caller, as if it were compiled in place.
//  - A jet without frames, a step of a native frame, and a collection look for ticks when they begin and when they end:
//    those between are theirs. So are, for the share of the time if not quite for the place, those within a lookup of a
//    memo and within making code of a formula.
//  - Machine code that keeps no frames polls at the head of every function and loop, and its address says which it is
//    (Tier1::formula_at). So that there is a function for every arm, calls are not compiled in place meanwhile.
//
// A frame that calls itself is one frame. Of a stack that is deeper than `kMaxFrames` the outer part is left out.
//
// A machine without a profiler pays for it with a test of a pointer where a jet is asked, where a native frame makes a
// step, and where a memo is looked up.
#pragma once

#include <atomic>
#include <condition_variable>
#include <ctime>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "nock/noun/noun.h"
#include "nock/run/bytecode.h"
#include "nock/run/formula_names.h"
#include "nock/run/profile.h"

namespace galena {

class Machine;
class Strand;

class Profiler {
 public:
  struct Options {
    unsigned rate = 1000;             // ticks a second; 0: only those that `tick` is called for
    FormulaNames::Arms name_of;       // called once for a formula
    std::function<uint64_t()> clock;  // in place of the processor time of the thread that runs: for tests
  };
  static constexpr size_t kMaxFrames = size_t{1} << 14;

  // From now on, until it is destroyed, every evaluation of `machine` is profiled. At most one at a time.
  Profiler(Machine& machine, Options options);
  ~Profiler();
  Profiler(const Profiler&) = delete;
  Profiler& operator=(const Profiler&) = delete;

  const Profile& profile() const { return profile_; }
  // Notes how much time has passed and asks for a sample. From any thread.
  void tick();

  // ---- for the machine ----

  // While it lives, an evaluation of `formula` runs. Null is no profiler.
  class Run {
   public:
    Run(Profiler* profiler, Noun formula) : profiler_(profiler) {
      if (profiler_ != nullptr) profiler_->begin(formula);
    }
    ~Run() {
      if (profiler_ != nullptr) profiler_->end();
    }
    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;

   private:
    Profiler* profiler_;
  };
  // The ticks while it lives are of work of that kind.
  class Aside {
   public:
    Aside(Profiler* profiler, Profile::Kind kind)
        : profiler_(profiler), kind_(kind), before_(profiler == nullptr ? 0 : profiler->due_.load()) {}
    ~Aside() {
      if (profiler_ != nullptr) profiler_->aside_[static_cast<size_t>(kind_)] += profiler_->due_.load() - before_;
    }
    Aside(const Aside&) = delete;
    Aside& operator=(const Aside&) = delete;

   private:
    Profiler* profiler_;
    Profile::Kind kind_;
    uint64_t before_;
  };

  // Where a strand is: a frame that is being entered, and a function that runs above the one below it, or 0.
  struct Place {
    const Noun* fp;
    uint32_t leaf = 0;
  };
  // `caller`: the instruction that enters the frame, or null; `entered`: the first one in it, if that is known.
  Place place(const Strand& strand, const Noun* fp, const Insn* caller, const Insn* entered = nullptr);
  // Takes a sample if one is due: of the frames below place.fp, the leaf, and `innermost` unless it is 0.
  void take(const Strand& strand, Place place, uint32_t innermost = 0) {
    if (due_.load(std::memory_order_relaxed) > seen_) take_sample(strand, place, innermost);
  }
  uint32_t function(const Jet& jet);
  // A native frame, as a jet.
  uint32_t function(const Noun* native_frame);
  uint32_t function(const Code& code, Profile::Kind kind = Profile::Kind::arm);
  uint32_t function(Noun formula, Profile::Kind kind);
  uint32_t function(Profile::Kind kind) const { return special_[static_cast<size_t>(kind)]; }

  // Code has been freed: addresses mean nothing any more.
  void forget_codes();

 private:
  static constexpr size_t kKinds = 6;

  void begin(Noun formula);
  void end();
  uint64_t clock() const;
  void take_sample(const Strand& strand, Place place, uint32_t innermost);
  // The function that an instruction is of, as its frame's return address: the one place that knows how code lies in
  // memory. 0 if it is none's.
  uint32_t function_at(const Insn* instruction);
  uint32_t function_of_return(const Insn* back, const Noun* caller);

  Machine& machine_;
  Options options_;
  FormulaNames names_;
  Profile profile_;
  uint32_t special_[kKinds];

  // Code by the address of its first instruction, as far as `codes_known_`, and functions by what they were found by.
  std::map<const Insn*, const Code*> ranges_;
  size_t codes_known_ = 1;
  std::unordered_map<const Insn*, uint32_t> by_instruction_;
  std::unordered_map<const Code*, uint32_t> by_code_;
  std::unordered_map<const void*, uint32_t> by_jet_;
  uint32_t outermost_ = 0;        // of the evaluation
  std::vector<uint32_t> frames_;  // of the sample that is being taken, innermost first

  // In the time of the profile: that of the last tick, and as much of it as samples have been made of.
  std::atomic<uint64_t> due_ = 0;
  uint64_t seen_ = 0;
  uint64_t aside_[kKinds] = {};

  std::mutex mutex_;
  std::condition_variable changed_;
  bool running_ = false;
  bool stop_ = false;
  clockid_t clock_id_ = 0;
  std::atomic<uint64_t> base_ = 0;  // the clock where the time of the profile is 0
  uint64_t elapsed_ = 0;
  std::thread thread_;
};

}  // namespace galena
