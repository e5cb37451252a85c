#include "nock/run/scopes.h"

#include <algorithm>
#include <string>

#include "nock/base/check.h"
#include "nock/noun/equal.h"
#include "nock/noun/mug.h"
#include "nock/noun/text.h"
#include "nock/run/strand.h"

namespace galena {
namespace {

// A year is as good as any longer time, and does not overflow a clock.
constexpr std::chrono::seconds kLongest = std::chrono::hours(366 * 24);

std::chrono::nanoseconds duration_of(Noun time) {
  uint64_t small;
  const Limbs limbs = limbs_of(time, small);
  if (limbs.size > 2) return kLongest;
  const std::chrono::nanoseconds part(
      static_cast<int64_t>(static_cast<__uint128_t>(limbs.data[0]) * 1'000'000'000 >> 64));
  if (limbs.size == 1) return part;
  if (limbs.data[1] >= static_cast<uint64_t>(kLongest.count())) return kLongest;
  return std::chrono::seconds(limbs.data[1]) + part;
}

uint64_t hash_of(Noun subject, Noun formula) {
  return uint64_t{mug(subject)} << 32 | mug(formula);
}

}  // namespace

Scopes::Scopes(Machine& machine) : machine_(machine) {
  // Counted as the machine's, whoever makes it.
  const Under under(&machine.heap());
  scopes_ = {};
  loops_ = {};
}

void Scopes::push(Scope scope) {
  GALENA_CHECK(scopes_.empty() || scopes_.back().fp <= scope.fp);
  scopes_.push_back(scope);
}

Scopes::Entered Scopes::enter_loop(const Noun* fp, Noun subject, Noun formula, Noun gates) {
  const uint64_t hash = hash_of(subject, formula);
  const auto known = loops_.find(hash);
  const size_t before = known == loops_.end() ? kNone : known->second;
  for (size_t i = before; i != kNone; i = scopes_[i].before) {
    const Scope& other = scopes_[i];
    // The gates by their word: equal ones that were made twice may lie in worlds within one another.
    if (other.gates == gates && equal(other.b, formula) && equal(machine_.heap(), other.a, subject)) {
      return Entered::cycle;
    }
  }
  push({Kind::loop, fp, subject, formula, gates, hash, before});
  try {
    loops_[hash] = scopes_.size() - 1;
  } catch (const std::bad_alloc&) {
    scopes_.pop_back();
    throw;
  }
  return Entered::scope;
}

std::optional<Scopes::Time> Scopes::time() const {
  const auto limit = std::ranges::find(scopes_.rbegin(), scopes_.rend(), Kind::limit, &Scope::kind);
  return limit == scopes_.rend() ? std::nullopt : limit->time;
}

Scopes::Entered Scopes::enter_limit(const Noun* fp, Noun time) {
  if (!time.is_atom() || time == Noun::zero()) return Entered::nothing;
  const Time own = std::chrono::steady_clock::now() + duration_of(time);
  const std::optional<Time> around = this->time();
  const Time first = around ? std::min(*around, own) : own;
  push({Kind::limit, fp, {}, {}, {}, 0, kNone, first});
  if (!alarm_) {
    alarm_.emplace([this]() -> std::optional<Time> {
      rung_ = true;
      machine_.interrupt();
      return std::nullopt;
    });
  }
  alarm_->set(first);
  return Entered::scope;
}

Scopes::Entered Scopes::enter_label(const Noun* fp, Noun label) {
  if (!Strand::of(machine_).sinks.on_spin) return Entered::nothing;
  push({Kind::label, fp, label, {}, {}, 0, label_});
  label_ = scopes_.size() - 1;
  show_label();
  return Entered::scope;
}

void Scopes::show_label() const {
  if (label_ == kNone) return Strand::of(machine_).sinks.on_spin({});
  const Noun label = scopes_[label_].a;
  Strand::of(machine_).sinks.on_spin(label.is_atom() ? cord_text(label) : "cell");
}

void Scopes::pop() {
  const Scope scope = scopes_.back();
  scopes_.pop_back();
  switch (scope.kind) {
    case Kind::loop:
      if (scope.before == kNone) {
        loops_.erase(scope.hash);
      } else {
        loops_[scope.hash] = scope.before;
      }
      return;
    case Kind::limit:
      alarm_->set(time());
      return;
    case Kind::label:
      label_ = scope.before;
      show_label();
      return;
  }
}

void Scopes::leave([[maybe_unused]] const Noun* fp) {
  GALENA_CHECK(!scopes_.empty() && scopes_.back().fp == fp);
  pop();
}

void Scopes::clear() {
  unwind(nullptr);
  GALENA_CHECK(scopes_.empty() && loops_.empty() && label_ == kNone);
  rung_ = false;
}

void Scopes::visit(Heap::Scanner& scanner) {
  for (Scope& scope : scopes_) {
    scanner.visit(scope.a);
    scanner.visit(scope.b);
    scanner.visit(scope.gates);
  }
}

}  // namespace galena
