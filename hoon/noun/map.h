// Making maps: the treaps of treap.h whose nodes are [key value], ordered by key. For given entries there is exactly
// one such noun, so every operation yields the reference's whatever order it works in.
//
// Depth is logarithmic in the number of entries with overwhelming probability; recursion follows it.
#pragma once

#include "hoon/noun/treap.h"
#include "nock/noun/arena.h"
#include "nock/noun/mug.h"

namespace galena::hoon {

// `map` with `key` at `value`, in place of what was there.
inline Noun map_put(Arena& arena, Noun map, Noun key, Noun value) {
  if (!map.is_cell()) return arena.cons(arena.cons(key, value), arena.cons(kNull, kNull));
  const Noun node = map.head();
  const Noun left = map.tail().head();
  const Noun right = map.tail().tail();
  if (node.head() == key) return arena.cons(arena.cons(key, value), map.tail());
  // The new entry may come out on top of the subtree that it went into: then rotate.
  if (gor(key, node.head())) {
    const Noun sub = map_put(arena, left, key, value);
    if (mor(node.head(), sub.head().head())) return arena.cons(node, arena.cons(sub, right));
    const Noun lowered = arena.cons(node, arena.cons(sub.tail().tail(), right));
    return arena.cons(sub.head(), arena.cons(sub.tail().head(), lowered));
  }
  const Noun sub = map_put(arena, right, key, value);
  if (mor(node.head(), sub.head().head())) return arena.cons(node, arena.cons(left, sub));
  const Noun lowered = arena.cons(node, arena.cons(left, sub.tail().head()));
  return arena.cons(sub.head(), arena.cons(lowered, sub.tail().tail()));
}

// All entries of `map` and of `over`; `over` wins where both have a key.
inline Noun map_union(Arena& arena, Noun map, Noun over) {
  if (!map.is_cell()) return over;
  if (!over.is_cell()) return map;
  map = map_put(arena, map, over.head().head(), over.head().tail());
  map = map_union(arena, map, over.tail().head());
  return map_union(arena, map, over.tail().tail());
}

// The map of one entry.
inline Noun map_of(Arena& arena, Noun key, Noun value) {
  return arena.cons(arena.cons(key, value), arena.cons(kNull, kNull));
}

// The map with `change(value)` in the place of each value; the keys, and so the shape, stay.
template <class Change>
Noun map_run(Arena& arena, Noun map, const Change& change) {
  if (!map.is_cell()) return map;
  const Noun entry = arena.cons(map.head().head(), change(map.head().tail()));
  const Noun left = map_run(arena, map.tail().head(), change);
  return arena.cons(entry, arena.cons(left, map_run(arena, map.tail().tail(), change)));
}

}  // namespace galena::hoon
