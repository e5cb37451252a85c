#include "nock/run/profiler.h"

#include <fmt/format.h>
#include <pthread.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "nock/base/clock.h"
#include "nock/noun/equal.h"
#include "nock/run/machine.h"
#include "nock/run/strand.h"

namespace galena {
namespace {

bool is_tail(const Insn& insn) {
  const Op op = static_cast<Op>(insn.op);
  return op == Op::tail_call || op == Op::tail_known || op == Op::tail_kick || op == Op::tail_kick_wide;
}

}  // namespace

Profiler::Profiler(Machine& machine, Options options)
    : machine_(machine), options_(std::move(options)), names_(machine, options_.name_of) {
  const auto add = [&](Profile::Kind kind, const char* name) {
    special_[static_cast<size_t>(kind)] = profile_.function(name, kind);
  };
  add(Profile::Kind::arm, "(unknown)");
  add(Profile::Kind::compiled, "(compiled)");
  add(Profile::Kind::jet, "(native)");
  add(Profile::Kind::collection, "(collect)");
  add(Profile::Kind::memo, "(memo)");
  add(Profile::Kind::code, "(compile)");
  GALENA_CHECK(machine_.profiler_ == nullptr);
  machine_.profiler_ = this;
  if (options_.rate == 0) return;
  thread_ = std::thread([this, period = std::chrono::nanoseconds(1'000'000'000 / options_.rate)] {
    auto next = std::chrono::steady_clock::now();
    std::unique_lock lock(mutex_);
    while (!stop_) {
      // Late ticks are not made up for: time is measured and not counted.
      next = std::max(next + period, std::chrono::steady_clock::now());
      changed_.wait_until(lock, next, [this] { return stop_; });
      if (stop_) break;
      lock.unlock();
      tick();
      lock.lock();
    }
  });
}

Profiler::~Profiler() {
  machine_.profiler_ = nullptr;
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  changed_.notify_one();
  if (thread_.joinable()) thread_.join();
}

uint64_t Profiler::clock() const {
  return options_.clock ? options_.clock() : nanoseconds_of(clock_id_);
}

void Profiler::begin(Noun formula) {
  outermost_ = profile_.function(names_.of(formula), Profile::Kind::arm);
  const std::lock_guard lock(mutex_);
  if (pthread_getcpuclockid(pthread_self(), &clock_id_) != 0) clock_id_ = CLOCK_PROCESS_CPUTIME_ID;
  base_ = clock() - elapsed_;
  seen_ = elapsed_;
  due_ = elapsed_;
  std::fill(std::begin(aside_), std::end(aside_), 0);
  running_ = true;
}

void Profiler::end() {
  const std::lock_guard lock(mutex_);
  elapsed_ = clock() - base_;
  running_ = false;
  // What came after the last call.
  const uint64_t due = due_.load();
  if (due > seen_) profile_.samples.push_back({due, due - seen_, profile_.child(0, outermost_)});
}

void Profiler::tick() {
  const std::lock_guard lock(mutex_);
  if (!running_) return;
  const uint64_t now = clock() - base_;
  // A thread that does not run has no samples; and time may go back a little, where a sample was just taken.
  if (now <= due_.load(std::memory_order_relaxed) || now >> 63 != 0) return;
  due_.store(now, std::memory_order_relaxed);
  machine_.request_safepoint();
}

Profiler::Place Profiler::place(const Strand& strand, const Noun* fp, const Insn* caller, const Insn* entered) {
  if (caller != nullptr && is_tail(*caller)) return {fp, function_at(caller)};
  // Nothing is below the outermost frame that the time could be of.
  if (fp == strand.outermost() && entered != nullptr) return {fp, function_at(entered)};
  return {fp};
}

void Profiler::take_sample(const Strand& strand, Place place, uint32_t innermost) {
  const uint64_t start = clock();
  const uint64_t due = due_.load(std::memory_order_relaxed);
  frames_.clear();
  const auto add = [&](uint32_t function) {
    if (function != 0 && (frames_.empty() || frames_.back() != function)) frames_.push_back(function);
  };
  add(innermost);
  add(place.leaf);
  const Noun* frame = place.fp;
  for (size_t n = 0; n < kMaxFrames && frame > strand.outermost(); ++n) {
    const Insn* const back = Frame(frame).back();
    frame = Frame(frame).caller();
    add(function_of_return(back, frame));
  }
  uint32_t node = 0;
  for (size_t n = frames_.size(); n-- > 0;) node = profile_.child(node, frames_[n]);
  uint64_t weight = due - seen_;
  for (size_t kind = 0; kind < kKinds; ++kind) {
    const uint64_t part = std::min(std::exchange(aside_[kind], 0), weight);
    if (part == 0) continue;
    weight -= part;
    profile_.samples.push_back({due - weight, part, profile_.child(node, special_[kind])});
  }
  if (weight != 0) profile_.samples.push_back({due, weight, node});
  seen_ = due;
  // The time that sampling takes is nobody's.
  if (!options_.clock) base_ += clock() - start;
}

uint32_t Profiler::function_of_return(const Insn* back, const Noun* caller) {
  if (back == &kResume) return function(caller);
  return function_at(back);
}

uint32_t Profiler::function_at(const Insn* instruction) {
  if (const auto it = by_instruction_.find(instruction); it != by_instruction_.end()) return it->second;
  for (; codes_known_ < machine_.codes_.size(); ++codes_known_) {
    const Code* const code = machine_.codes_[codes_known_].get();
    if (code != nullptr) ranges_.emplace(code->insns.data(), code);
  }
  uint32_t found = 0;
  if (static_cast<Op>(instruction->op) == Op::compiled) {
    found = function(code_of(instruction), Profile::Kind::compiled);
  }
  const auto after = ranges_.upper_bound(instruction);
  if (found == 0 && after != ranges_.begin()) {
    const Code* const code = std::prev(after)->second;
    if (instruction <= code->insns.data() + code->insns.size()) found = function(*code);
  }
  // Of compiled code that has called the interpreter.
  if (found == 0 && static_cast<Op>(instruction->op) == Op::nested_return) found = function(Profile::Kind::compiled);
  if (found == 0) found = function(Profile::Kind::arm);
  by_instruction_.emplace(instruction, found);
  return found;
}

uint32_t Profiler::function(const Code& code, Profile::Kind kind) {
  uint32_t& known = by_code_[&code];
  if (known == 0) known = profile_.function(names_.of(code.formula), Profile::Kind::arm);
  return kind == Profile::Kind::arm ? known : profile_.function(std::string(profile_.functions[known].name), kind);
}

uint32_t Profiler::function(Noun formula, Profile::Kind kind) {
  return profile_.function(names_.of(formula), kind);
}

uint32_t Profiler::function(const Jet& jet) {
  uint32_t& known = by_jet_[&jet];
  if (known == 0) {
    const std::string arm = jet.axis == 2 ? std::string() : fmt::format("/+{}", jet.axis);
    known = profile_.function(std::string(jet.path) + arm, Profile::Kind::jet);
  }
  return known;
}

uint32_t Profiler::function(const Noun* frame) {
  const auto* const native = reinterpret_cast<const NativeJet*>(frame[0].word());
  if (const auto it = by_jet_.find(native); it != by_jet_.end()) return it->second;
  const Jet* named = nullptr;
  bool one = true;
  for (const Jet& jet : machine_.options().jet_table) {
    if (jet.native != native) continue;
    one = named == nullptr;
    named = &jet;
  }
  if (named == nullptr) {
    const uint32_t other =
        native == &kMink ? profile_.function("mink", Profile::Kind::jet) : function(Profile::Kind::jet);
    return by_jet_.emplace(native, other).first->second;
  }
  if (one) return by_jet_.emplace(native, function(*named)).first->second;
  // One that several arms share: the formula of the arm, which such frames keep, tells.
  if (frame[3].is_cell()) {
    if (const Code* const code = machine_.codes_[frame[3].cell()->header.aux].get(); code != nullptr) {
      for (const JetSite& site : code->jets) {
        if (site.jet->native == native) return function(*site.jet);
      }
    }
  }
  return function(*named);
}

void Profiler::forget_codes() {
  ranges_.clear();
  by_instruction_.clear();
  by_code_.clear();
  codes_known_ = 1;
}

}  // namespace galena
