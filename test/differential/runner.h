// Machines that differ in their tier alone, and what they make of one program: outcome, product, trace, output.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "nock/noun/heap.h"
#include "nock/run/machine.h"

namespace galena::test {

struct Mode {
  const char* name;
  Tier tier;
  bool jets;
};
// The first two are what the others are compared with, each with the one that has its jets: mode m with mode m & 1.
inline constexpr Mode kModes[] = {
    {"interp", Tier::interpreter, true},
    {"interp without jets", Tier::interpreter, false},
    {"jit", Tier::jit, true},
    {"jit without jets", Tier::jit, false},
    {"auto", Tier::automatic, true},
    {"auto without jets", Tier::automatic, false},
};
inline constexpr size_t kReferences = 2;

// How all machines of a comparison are made.
struct Setting {
  bool stress = false;            // but for the references, a collection at every safepoint
  int32_t threshold = 8;          // calls after which `auto` looks at a formula
  Noun library;                   // the formula that makes the library from 0, of an arena
  bool interpreter_only = false;  // there is no tier 1: the other modes are the interpreter's too
  bool keeps_code = false;        // `auto` finds what such machines of this process have compiled before
};

// A program: run `formula` on [data library], or on the library itself where there is no data.
struct Program {
  Noun data = Noun::none();
  Noun formula;
  bool virtualised = false;  // within a virtual machine that answers every request with its path
};

// What a tier 1 says about itself.
struct CompilerCount {
  uint64_t compiled = 0, declined = 0, refused = 0, entered = 0, left = 0;
};

class Runner {
 public:
  Runner(const Mode& mode, const Setting& setting, bool reference);

  // The product or trace lives until the next run.
  void run(const Program& program, std::chrono::milliseconds deadline);

  Outcome outcome() const { return outcome_; }
  Noun noun() const { return noun_->get(); }
  const std::vector<uint64_t>& output() const { return output_; }
  std::chrono::milliseconds took() const { return took_; }
  CompilerCount count() const;
  const Mode& mode() const { return mode_; }

 private:
  Noun bring(Noun foreign);

  Mode mode_;
  std::vector<uint64_t> output_;  // hashed, a message each
  uint64_t refused_ = 0;
  std::unique_ptr<Machine> machine_;
  std::optional<Heap::Root> library_, noun_;
  Outcome outcome_ = Outcome::done;
  std::chrono::milliseconds took_{};
};

// In what `found` differs from `expected`; empty if in nothing.
std::string compare(const Runner& expected, const Runner& found);

// A program on the references and on `modes` (a set of bits), `rounds` times on the same machines.
class Comparison {
 public:
  Comparison(const Setting& setting, uint32_t modes);

  struct Difference {
    size_t mode;
    std::string what;
  };
  // The differences of the first round that has any. `before` is told of the mode that runs next.
  template <class Before>
  std::vector<Difference> run(const Program& program, int rounds, Before before);
  // Whether the references came to an end within time and memory, in the last run; and how.
  bool decided() const { return decided_; }
  Outcome outcome() const { return outcome_; }

  const std::vector<std::unique_ptr<Runner>>& runners() const { return runners_; }

 private:
  std::vector<std::unique_ptr<Runner>> runners_;  // by mode; null for those that are left out
  bool decided_ = false;
  Outcome outcome_ = Outcome::done;
};

inline constexpr std::chrono::milliseconds kReferencePatience(400);
// Long enough to compile the formulas that a program makes by the ten thousand.
inline constexpr std::chrono::milliseconds kPatience(60'000);

template <class Before>
std::vector<Comparison::Difference> Comparison::run(const Program& program, int rounds, Before before) {
  std::vector<Difference> differences;
  decided_ = false;
  for (int round = 0; round < rounds && differences.empty(); ++round) {
    bool ended[kReferences] = {};
    for (size_t m = 0; m < runners_.size(); ++m) {
      Runner* const runner = runners_[m].get();
      if (runner == nullptr) continue;
      before(m);
      if (m < kReferences) {
        runner->run(program, kReferencePatience);
        ended[m] = runner->outcome() != Outcome::intr && runner->outcome() != Outcome::meme;
        if (ended[m]) outcome_ = runner->outcome();
        decided_ = decided_ || ended[m];
        continue;
      }
      if (!ended[m % kReferences]) continue;
      runner->run(program, kPatience);
      std::string what = compare(*runners_[m % kReferences], *runner);
      if (!what.empty()) differences.push_back({m, std::move(what)});
    }
  }
  return differences;
}

}  // namespace galena::test
