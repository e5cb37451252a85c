// Sets and maps as Hoon lays them out: treaps of [node left right] or 0, ordered by gor over the keys, heaped by mor.
// The shape is canonical: equal contents are equal nouns, whatever the order of insertion.
//
// A node of a set is the item; a node of a map is [key value]. Everything here is persistent and allocates only the
// nodes on the path that changed. Depth is logarithmic in the number of nodes with overwhelming probability; recursion
// follows it.
#pragma once

#include <boost/container/small_vector.hpp>
#include <span>

#include "nock/noun/arena.h"

namespace galena::hoon {

// The items of a set, of a fork, of anything that is mostly short.
using Items = boost::container::small_vector<Noun, 12>;

// Parts of a treap that is not empty.
inline Noun treap_node(Noun treap) {
  return treap.head();
}
inline Noun treap_left(Noun treap) {
  return treap.tail().head();
}
inline Noun treap_right(Noun treap) {
  return treap.tail().tail();
}

bool set_has(Noun set, Noun item);
Noun set_put(Arena& arena, Noun set, Noun item);
Noun set_union(Arena& arena, Noun a, Noun b);
// The set without `item`; the same set where it is not in it.
Noun set_delete(Arena& arena, Noun set, Noun item);
// The set of `items`, in any order and any number of times. Much quicker than putting one after the other.
Noun set_of(Arena& arena, std::span<const Noun> items);

// The value under `key`, or Noun::none().
Noun map_get(Noun map, Noun key);
// `map` with `key` at `value`, in place of what was there.
Noun map_put(Arena& arena, Noun map, Noun key, Noun value);
// All entries of `map` and of `over`; `over` wins where both have a key.
Noun map_union(Arena& arena, Noun map, Noun over);
// The map of `entries`, [key value] each, in any order; every key once.
Noun map_of_entries(Arena& arena, std::span<const Noun> entries);
// The map of one entry.
inline Noun map_of_one(Arena& arena, Noun key, Noun value) {
  return arena.tuple(arena.cons(key, value), kNull, kNull);
}

// The map with `change(value)` in the place of each value; the keys, and so the shape, stay.
template <class Change>
Noun map_run(Arena& arena, Noun map, const Change& change) {
  if (!map.is_cell()) return map;
  const Noun entry = arena.cons(treap_node(map).head(), change(treap_node(map).tail()));
  const Noun left = map_run(arena, treap_left(map), change);
  return arena.tuple(entry, left, map_run(arena, treap_right(map), change));
}

// Appends the items in the order of ++tap: the last in gor order first.
template <class Container>
void set_items(Noun set, Container& out) {
  Items open;
  while (set.is_cell() || !open.empty()) {
    if (set.is_cell()) {
      open.push_back(set);
      set = treap_right(set);
      continue;
    }
    set = open.back();
    open.pop_back();
    out.push_back(treap_node(set));
    set = treap_left(set);
  }
}

// Number of nodes of a set or map.
uint64_t treap_size(Noun treap);

// Whether a noun is the set of its nodes: ordered by gor, heaped by mor, each once. Linear.
bool is_set(Noun noun);

}  // namespace galena::hoon
