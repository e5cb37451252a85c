// Sets and maps as Hoon lays them out: treaps of [node left right] or 0, ordered by gor over the keys, heaped by mor.
// The shape is canonical: equal contents are equal nouns, whatever the order of insertion.
//
// A node of a set is the item; a node of a map is [key value]. Everything here is persistent and allocates only the
// nodes on the path that changed.
#pragma once

#include <vector>

#include "nock/arena.h"

namespace galena::hoon {

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

// Appends the items in the order of ++tap: the last in gor order first.
void set_items(Noun set, std::vector<Noun>& out);

// Number of nodes of a set or map.
uint64_t treap_size(Noun treap);

// The value under `key`, or Noun::none().
Noun map_get(Noun map, Noun key);

}  // namespace galena::hoon
