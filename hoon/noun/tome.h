// The chapters of cores: (map term tome). What a tome is depends on the kelvin: [what arms], where `what` is
// documentation, a unit of [summary sections]; or the arms alone. The arms are a (map term hoon).
#pragma once

#include "hoon/noun/kelvin.h"
#include "nock/noun/arena.h"

namespace galena::hoon {

// Whether comments are a part of trees and types.
constexpr bool has_docs(Kelvin kelvin) {
  return !kelvin.has(Difference::plain_trees);
}

// A tome; `what` is dropped where there is no place for it.
inline Noun make_tome(Kelvin kelvin, Arena& arena, Noun what, Noun arms) {
  return has_docs(kelvin) ? arena.cons(what, arms) : arms;
}

// The parts of a tome.
inline Noun what_in(Kelvin kelvin, Noun tome) {
  return has_docs(kelvin) ? tome.head() : Noun::zero();
}
inline Noun arms_in(Kelvin kelvin, Noun tome) {
  return has_docs(kelvin) ? tome.tail() : tome;
}
// Whether a noun has those, whatever the arms are.
inline bool has_arms(Kelvin kelvin, Noun tome) {
  return !has_docs(kelvin) || tome.is_cell();
}

// The arms of a node of the chapters of a core, [name tome].
inline Noun arms_of(Kelvin kelvin, Noun chapter) {
  return arms_in(kelvin, chapter.tail());
}

}  // namespace galena::hoon
