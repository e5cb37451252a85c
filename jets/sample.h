// The sample of a kicked gate.
#pragma once

#include "nock/noun.h"

namespace galena::jets {

// Axis 6; none where there is none.
inline Noun sample(Noun core) {
  return core.is_cell() && core.tail().is_cell() ? core.tail().head() : Noun::none();
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

}  // namespace galena::jets
