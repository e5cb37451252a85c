#include "arvo/host/kernel.h"

#include <utility>

#include "arvo/host/patience.h"
#include "nock/noun/mug.h"

namespace galena::host {
namespace {

constexpr uint64_t kLoad = 4, kWish = 10, kPeek = 22, kPoke = 23;
// The core in the gate that the lifecycle formula makes.
constexpr uint64_t kCoreTail = 7;

Noun number(uint64_t n) {
  return Noun::direct(n);
}

// On [core sample]: pulls the arm, which makes a gate, and calls that with the sample: [8 [9 arm 0 2] 9 2 10 [6 0 7] 0
// 2].
Noun calling(Heap& heap, uint64_t arm) {
  const Noun pull = heap.tuple(number(9), number(arm), number(0), number(2));
  const Noun slam =
      heap.tuple(number(9), number(2), number(10), heap.tuple(number(6), number(0), number(7)), number(0), number(2));
  return heap.tuple(number(8), pull, slam);
}

}  // namespace

Kernel::Kernel(Machine& machine)
    : machine_(machine),
      core_(machine.heap(), Noun::zero()),
      poke_(machine.heap(), calling(machine.heap(), kPoke)),
      peek_(machine.heap(), calling(machine.heap(), kPeek)),
      wish_(machine.heap(), calling(machine.heap(), kWish)) {}

Kernel::~Kernel() = default;

Answer Kernel::boot(std::span<const Noun> lifecycle, std::optional<std::chrono::milliseconds> deadline) {
  GALENA_CHECK(owner_.is_here());
  GALENA_CHECK(!booted() && !lifecycle.empty());
  Heap& heap = machine_.heap();
  try {
    const Noun formula = heap.tuple(number(2), heap.cons(number(0), number(3)), heap.cons(number(0), number(2)));
    const Result r = machine_.run(heap.list(lifecycle), formula, deadline);
    if (r.outcome != Outcome::done) return {r.outcome, r.noun};
    Noun core = r.noun;
    for (uint64_t axis = kCoreTail; axis > 1; axis /= 2) {
      if (!core.is_cell()) return {Outcome::exit, Noun::zero()};
      core = core.tail();
    }
    if (!core.is_cell() || !core.head().is_cell()) return {Outcome::exit, Noun::zero()};
    core_.set(core);
    return {Outcome::done, core};
  } catch (const OutOfMemory&) {
    return {Outcome::meme, Noun::zero()};
  }
}

Answer Kernel::call(Noun formula, Noun sample, bool limited) {
  GALENA_CHECK(owner_.is_here());
  GALENA_CHECK(booted());
  GALENA_CHECK(!running_);
  running_ = true;
  const Answer answer = run(formula, sample, limited);
  running_ = false;
  return answer;
}

Answer Kernel::run(Noun formula, Noun sample, bool limited) {
  try {
    const Noun subject = machine_.heap().cons(core_.get(), sample);
    if (!limited || !deadline_) {
      const Result r = machine_.run(subject, formula);
      return {r.outcome, r.noun};
    }
    if (!patience_) patience_ = std::make_unique<Patience>(machine_);
    const Patience::Scope limited_to(*patience_, *deadline_);
    const Result r = machine_.run(subject, formula);
    return {r.outcome, r.noun};
  } catch (const OutOfMemory&) {
    // Of the subject itself: no evaluation has begun, which would have collected.
    machine_.collect();
    return {Outcome::meme, Noun::zero()};
  }
}

Answer Kernel::poke(Noun job) {
  const Answer answer = call(poke_.get(), job, true);
  if (!answer.ok()) return answer;
  // What is no [effects core] is no answer of a kernel.
  if (!answer.noun.is_cell() || !answer.noun.tail().is_cell()) return {Outcome::exit, Noun::zero()};
  core_.set(answer.noun.tail());
  return {Outcome::done, answer.noun.head()};
}

Answer Kernel::peek(Noun sample) {
  return call(peek_.get(), sample, true);
}

Answer Kernel::wish(Noun text) {
  return call(wish_.get(), text, true);
}

const char* Kernel::arm_without_gate(std::optional<std::chrono::milliseconds> deadline) {
  GALENA_CHECK(owner_.is_here());
  GALENA_CHECK(booted());
  constexpr std::pair<const char*, uint64_t> kArms[] = {
      {"load", kLoad}, {"wish", kWish}, {"peek", kPeek}, {"poke", kPoke}};
  for (const auto& [name, axis] : kArms) {
    try {
      const Noun pull = machine_.heap().tuple(number(9), number(axis), number(0), number(1));
      const Result r = machine_.run(core_.get(), pull, deadline);
      // [battery sample context]
      const bool is_gate =
          r.outcome == Outcome::done && r.noun.is_cell() && r.noun.head().is_cell() && r.noun.tail().is_cell();
      if (!is_gate) return name;
    } catch (const OutOfMemory&) {
      return name;
    }
  }
  return nullptr;
}

uint32_t Kernel::mug() const {
  GALENA_CHECK(booted());
  return galena::mug(core_.get());
}

}  // namespace galena::host
