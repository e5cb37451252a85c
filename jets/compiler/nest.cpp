#include "jets/compiler/nest.h"

#include <iterator>
#include <utility>

#include "jets/frame.h"
#include "jets/tree.h"
#include "nock/base/check.h"
#include "nock/base/limits.h"
#include "nock/noun/equal.h"

namespace galena::jets {
namespace {

struct Door {
  Noun battery, type, fan, rib, vet;  // battery is none if it is no such door, or `vet` no flag
};
Door door_of(Noun core) {
  const Noun type = core.is_none() ? core : sample(core);
  const Noun sets = type.is_none() ? type : head_of(context(core));
  const Noun rib = head_of(tail_of(sets)), vet = tail_of(tail_of(sets));
  if (vet != kYes && vet != kNo) return {Noun::none(), vet, vet, vet, vet};
  return {core.head(), type, sets.head(), rib, vet};
}

// The tag keeps the memos of one arm apart from those of another, and, being an atom, from those of hints, which have a
// formula there.
MemoKey key_of(uint64_t tag, const Door& door, Noun argument, Noun more = Noun::zero()) {
  const uint64_t vet = door.vet.direct_value();
  return {Noun::direct(tag << 1 | vet), argument, door.type, door.battery, more};
}

// nest's dext: whether the type `sut` of the door takes in `ref`.
//
// The trap is [formula core], the core [battery [seg reg gil] nest], the gate nest [battery [tel ref] door]. The three
// sets are what is being looked at further up: `gil` pairs that are assumed to nest, `reg` references that are, when
// met again without a step into a cell, `seg` types that are not. So answers are conditional, and types that refer to
// each other would be walked along every path through them if only unconditional answers were remembered.
//
// What an answer relies on is known exactly, since every test of these sets happens in a dext of its own: `relied` is
// the list of the tests that came out true, [which item], newest first. When a frame returns, those remain that its own
// sets, the ones it was called with, hold: the others were assumed by itself or further down, and are now confirmed.
// More in `gil` or `reg` only ever makes more answers yes; so a `yes` is remembered with what remains, and holds
// wherever all of it is assumed again; a `no` is remembered if no `seg` remains.
//
// With `tel` a `no` is a failure: that is left to the Nock.
enum class Set : uint64_t { seg, reg, gil };

struct Nest {
  Noun tel, ref;  // tel is none if it is no such trap
  Door door;
  Noun sets[3];
};
Nest nest_of(Noun trap) {
  Nest nest{Noun::none(), kNull, {}, {}};
  const Noun core = tail_of(trap);
  const Noun gate = core.is_none() ? core : context(core);
  const Noun sets = core.is_none() ? core : sample(core);
  if (gate.is_none() || tail_of(tail_of(sets)).is_none()) return nest;
  const auto [tel, ref] = two(gate);
  if (tel.is_none()) return nest;
  nest.door = door_of(context(gate));
  if (nest.door.battery.is_none()) return nest;
  nest.tel = tel;
  nest.ref = ref;
  nest.sets[0] = sets.head();
  nest.sets[1] = sets.tail().head();
  nest.sets[2] = sets.tail().tail();
  return nest;
}

bool assumes(Heap& heap, const Nest& nest, Noun fact) {
  GALENA_CHECK(fact.is_cell() && fact.head().is_direct() && fact.head().direct_value() < std::size(nest.sets));
  const uint64_t which = fact.head().direct_value();
  return nest.sets[which] != kNull && set_has(heap, nest.sets[which], fact.tail());
}

bool is_a(Noun type, Noun kind) {
  return type.is_cell() && type.head() == kind;
}

Step nest_dext_step(Strand& strand, Noun* r, Noun result) {
  Machine& machine = strand.machine;
  Heap& heap = strand.heap;
  Noun& relied = machine.jets().relied;
  const Nest nest = nest_of(r[2]);
  if (state(r) == 0) {
    if (nest.tel.is_none()) return Step::decline();
    const Noun sut = nest.door.type, ref = nest.ref;
    if (equal(heap, sut, ref)) return Step::done(kYes);
    const Noun known = machine.recall(key_of("dext"_w, nest.door, ref));
    if (!known.is_none()) {
      if (known.head() == kNo) {
        if (nest.tel != kYes) return Step::done(kNo);
      } else {
        bool holds = true;
        Pace pace;
        for (Noun facts = known.tail(); holds && facts.is_cell(); facts = facts.tail(), pace.step()) {
          holds = assumes(heap, nest, facts.head());
        }
        if (holds) {
          relied = reversed_onto(heap, known.tail(), relied);
          return Step::done(kYes);
        }
      }
    }
    // The tests the Nock is going to make. True or not, it comes to them before anything else, or not at all.
    const auto relies_on = [&](Set set, Noun item) {
      const Noun fact = heap.cons(Noun::direct(static_cast<uint64_t>(set)), item);
      if (!assumes(heap, nest, fact)) return false;
      relied = heap.cons(fact, relied);
      return true;
    };
    const Noun pair = heap.cons(sut, ref);
    r[4] = relied;
    if (is_a(sut, "hold"_n)) {
      if (!relies_on(Set::seg, sut) && relies_on(Set::gil, pair)) return Step::done(kYes);
    } else if (is_a(ref, "hold"_n)) {
      if (sut != "noun"_n && !is_a(sut, "face"_n) && !is_a(sut, "hint"_n) &&
          (relies_on(Set::reg, ref) || relies_on(Set::gil, pair))) {
        return Step::done(kYes);
      }
    } else if (is_a(sut, "core"_n) && is_a(ref, "core"_n)) {
      relies_on(Set::gil, pair);
    }
    set_state(r, 1);
    const Noun formula = std::exchange(r[3], Noun::direct(machine.scries()));
    return Step::nock(r[2], formula);
  }
  const uint64_t scries = r[3].direct_value();
  Noun facts;
  bool by_seg = false;
  Pace pace;
  for (; relied != r[4] && relied.is_cell(); relied = relied.tail(), pace.step()) {
    const Noun fact = relied.head();
    if (!assumes(heap, nest, fact)) continue;
    bool seen = false;
    for (Noun others = facts; !seen && others.is_cell(); others = others.tail(), pace.step()) {
      seen = equal(heap, others.head(), fact);
    }
    if (seen) continue;
    by_seg = by_seg || fact.head() == Noun::direct(static_cast<uint64_t>(Set::seg));
    facts = heap.cons(fact, facts);
  }
  relied = reversed_onto(heap, facts, r[4]);
  const MemoKey key = key_of("dext"_w, nest.door, nest.ref);
  if (result == kYes) {
    Noun conditions;
    for (; facts.is_cell(); facts = facts.tail(), pace.step()) {
      if (facts.head().head() != Noun::direct(static_cast<uint64_t>(Set::seg))) {
        conditions = heap.cons(facts.head(), conditions);
      }
    }
    machine.remember(key, heap.cons(kYes, conditions), scries);
  } else if (result == kNo && !by_seg) {
    machine.remember(key, heap.cons(kNo, kNull), scries);
  }
  return Step::done(result);
}

}  // namespace

const NativeJet kNestDext{5, nest_dext_step};

}  // namespace galena::jets
