// What native frames (nock/run/jet.h) have in common.
//
// Their registers, by convention: r[1] the state, r[2] the kicked core, r[3] the formula of the arm, r[4] and on their
// own. r[2] and r[3] are left alone, so that a frame can give up at any step.
#pragma once

#include "jets/sample.h"
#include "nock/base/check.h"
#include "nock/run/strand.h"

namespace galena::jets {

// Starts over with the Nock of the arm, which then crashes or finishes what the jet cannot tell. What has been computed
// so far has no effects, so nothing is observed twice.
inline Step give_up(const Noun* r) {
  return Step::replace(r[2], r[3]);
}

// Calls a gate; fails where that is no gate.
inline Step slam(Strand& strand, Noun gate, Noun argument) {
  const Noun core = with_sample(strand.heap, gate, argument);
  return core.is_none() ? Step::fail() : Step::kick(core, 2);
}

inline uint64_t state(const Noun* r) {
  GALENA_CHECK(r[1].is_direct());
  return r[1].direct_value();
}
inline void set_state(Noun* r, uint64_t value) {
  r[1] = Noun::direct(value);
}

// The second half of a gate's sample: where a fold begins. None where there is none.
inline Noun seed_of(Noun gate) {
  return tail_of(head_of(tail_of(gate)));
}

// The elements of `items`, last first, in front of `rest`. The list is known to be one.
inline Noun reversed_onto(Heap& heap, Noun items, Noun rest) {
  for (; items.is_cell(); items = items.tail()) rest = heap.cons(items.head(), rest);
  return rest;
}

}  // namespace galena::jets
