// The parts of a kicked gate or door that jets look at.
#pragma once

#include <limits>

#include "nock/noun/heap.h"
#include "nock/noun/noun.h"

namespace galena::jets {

// Axis 6; none where there is none.
inline Noun sample(Noun core) {
  return core.is_cell() && core.tail().is_cell() ? core.tail().head() : Noun::none();
}
// Axis 7: what the gate was made in.
inline Noun context(Noun core) {
  return core.is_cell() && core.tail().is_cell() ? core.tail().tail() : Noun::none();
}

struct Two {
  Noun a, b;  // `a` is none unless both are what was asked for
};
// Axes 12 and 13.
inline Two two(Noun core) {
  const Noun s = sample(core);
  return s.is_cell() && !s.is_none() ? Two{s.head(), s.tail()} : Two{Noun::none(), Noun::none()};
}
inline Two two_atoms(Noun core) {
  const Two t = two(core);
  return t.a.is_atom() && t.b.is_atom() ? t : Two{Noun::none(), Noun::none()};
}

struct Three {
  Noun a, b, c;  // `a` is none unless there are three
};
// Axes 12, 26 and 27.
inline Three three(Noun core) {
  const Two t = two(core);
  if (t.a.is_none() || !t.b.is_cell()) return {Noun::none(), Noun::none(), Noun::none()};
  return {t.a, t.b.head(), t.b.tail()};
}

inline constexpr uint64_t kHuge = std::numeric_limits<uint64_t>::max();
// The value of an atom; kHuge if it is not direct.
inline uint64_t saturated(Noun atom) {
  return atom.is_direct() ? atom.direct_value() : kHuge;
}

// The gate with another sample, for a call at arm 2; none if it is no gate. Allocates.
inline Noun with_sample(Heap& heap, Noun gate, Noun sample) {
  if (!gate.is_cell() || !gate.tail().is_cell()) return Noun::none();
  return heap.cons(gate.head(), heap.cons(sample, gate.tail().tail()));
}

}  // namespace galena::jets
