#include "test/differential/runner.h"

#include <functional>
#include <map>
#include <mutex>
#include <string_view>

#include "jets/table.h"
#include "nock/jit/tier.h"
#include "nock/noun/equal.h"
#include "nock/noun/mug.h"
#include "nock/noun/serial.h"
#include "nock/noun/text.h"
#include "test/shown.h"

namespace galena::test {
namespace {

// Of the references. Compiled code passes subjects apart, and what it puts together anew is not shared: it may take a
// few times as much (doc/jit.md).
constexpr size_t kMemory = size_t{256} << 20;
constexpr size_t kMoreMemory = 4 * kMemory;

Noun number(uint64_t n) {
  return Noun::direct(n);
}

const char* name_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::done:
      return "done";
    case Outcome::exit:
      return "exit";
    case Outcome::block:
      return "block";
    case Outcome::meme:
      return "meme";
    case Outcome::intr:
      return "intr";
  }
  return "?";
}

// Compiled code and how it was come to, of all machines of this process.
class Shelf {
 public:
  static Shelf& of_process() {
    static Shelf shelf;
    return shelf;
  }
  std::optional<std::vector<uint8_t>> load(Digest key) {
    const std::lock_guard lock(mutex_);
    const auto it = files_.find(key);
    return it == files_.end() ? std::nullopt : std::optional(it->second);
  }
  void save(Digest key, std::span<const uint8_t> code) {
    const std::lock_guard lock(mutex_);
    files_[key].assign(code.begin(), code.end());
  }

 private:
  std::mutex mutex_;
  std::map<Digest, std::vector<uint8_t>> files_;
};

}  // namespace

Runner::Runner(const Mode& mode, const Setting& setting, bool reference) : mode_(mode) {
  MachineOptions options;
  options.memory_limit = reference ? kMemory : kMoreMemory;
  options.jets.enabled = mode.jets;
  options.tier = setting.interpreter_only ? Tier::interpreter : mode.tier;
  options.jit_threshold = setting.threshold;
  options.verify_graphs = true;
  options.stress_collector = !reference && (setting.stress || setting.interpreter_only);
  if (setting.keeps_code && options.tier == Tier::automatic) {
    options.load_code = [](Digest key) { return Shelf::of_process().load(key); };
    options.save_code = [](Digest key, std::span<const uint8_t> code) { Shelf::of_process().save(key, code); };
  }
  options.jet_table = jet_table();
  options.on_slog = [this](Noun message) { output_.push_back(test::mug_of_shown(message)); };
  options.on_message = [this](std::string_view line) {
    if (line.starts_with("jit: ")) {  // why something was not compiled
      ++refused_;
    } else {
      output_.push_back(std::hash<std::string_view>()(test::without_measures(line)));
    }
  };
  machine_ = std::make_unique<Machine>(std::move(options));
  noun_.emplace(machine_->heap(), kNull);
  library_.emplace(machine_->heap(), machine_->run(kNull, bring(setting.library)).noun);
}

// A copy: what a machine remembers of a formula it keeps in its cells, so no two machines may run the same.
Noun Runner::bring(Noun foreign) {
  const Jammed bytes = jam(foreign);
  return cue(machine_->heap(), bytes).noun;
}

void Runner::run(const Program& program, std::chrono::milliseconds deadline) {
  Heap& heap = machine_->heap();
  noun_->set(kNull);
  output_.clear();
  const Noun subject = program.data.is_none() ? library_->get() : heap.cons(bring(program.data), library_->get());
  const Noun formula = bring(program.formula);
  const auto start = std::chrono::steady_clock::now();
  Result result;
  if (program.virtualised) {
    // [[1 0] [1 0] 0 6]: the answer to a path is itself, [0 0 path].
    const Noun answer =
        heap.tuple(heap.cons(number(1), number(0)), heap.cons(number(1), number(0)), number(0), number(6));
    result = machine_->run_virtual(subject, formula, heap.tuple(answer, kNull, kNull), deadline);
  } else {
    result = machine_->run(subject, formula, deadline);
  }
  took_ = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
  outcome_ = result.outcome;
  const bool has_noun = outcome_ != Outcome::meme && outcome_ != Outcome::intr;
  noun_->set(has_noun ? result.noun : kNull);
}

CompilerCount Runner::count() const {
  CompilerCount count;
  if (jit::Tier1* const jit = machine_->jit()) {
    const jit::Tier1::Statistics s = jit->statistics();
    count = {s.compiled, s.declined, refused_, s.entered, s.left};
  }
  return count;
}

std::string compare(const Runner& expected, const Runner& found) {
  if (expected.outcome() != found.outcome()) {
    std::string what = std::string(name_of(found.outcome())) + ", not " + name_of(expected.outcome());
    if (found.outcome() == Outcome::intr) {
      what += ", after " + std::to_string(found.took().count()) + " ms instead of " +
              std::to_string(expected.took().count());
    }
    return what;
  }
  if (!equal(expected.noun(), found.noun())) {
    return expected.outcome() == Outcome::done   ? "another product"
           : expected.outcome() == Outcome::exit ? "another trace"
                                                 : "another path";
  }
  if (expected.output() != found.output()) {
    return "other output: " + std::to_string(found.output().size()) + " messages, not " +
           std::to_string(expected.output().size());
  }
  return {};
}

Comparison::Comparison(const Setting& setting, uint32_t modes) {
  for (size_t m = 0; m < std::size(kModes); ++m) {
    bool wanted = (modes >> m & 1) != 0;
    if (m < kReferences) {
      for (size_t other = m; other < std::size(kModes); other += kReferences) wanted |= (modes >> other & 1) != 0;
    }
    runners_.push_back(wanted ? std::make_unique<Runner>(kModes[m], setting, m < kReferences) : nullptr);
  }
}

}  // namespace galena::test
