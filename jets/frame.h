// What native frames (nock/run/jet.h) have in common.
//
// Their registers, by convention: r[1] the state, r[2] the kicked core, r[3] the formula of the arm, r[4] and on their
// own.
//
// Nothing runs twice. A frame that has called Nock does not start over: where it meets what it cannot tell, it goes on
// with the Nock of its arm, in which what was called is a gate that has its answer ready.
#pragma once

#include "jets/sample.h"
#include "nock/base/check.h"
#include "nock/base/limits.h"
#include "nock/run/strand.h"

namespace galena::jets {

// Goes on with the Nock of the arm, in `core`: the one that was kicked, but that its gates have their answers ready.
inline Step go_on(const Noun* r, Noun core) {
  GALENA_CHECK(!core.is_none());
  return Step::replace(core, r[3]);
}

// A gate that answers `product` to anything.
inline Noun answering(Heap& heap, Noun product) {
  return heap.tuple(heap.cons(Noun::direct(1), product), kNull, kNull);
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
  for (Pace pace; items.is_cell(); items = items.tail(), pace.step()) rest = heap.cons(items.head(), rest);
  return rest;
}

}  // namespace galena::jets
