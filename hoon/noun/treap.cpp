#include "hoon/noun/treap.h"

#include <algorithm>
#include <vector>

#include "hoon/noun/stack.h"
#include "nock/base/check.h"
#include "nock/noun/mug.h"

namespace galena::hoon {
namespace {

Noun make(Arena& arena, Noun node, Noun left, Noun right) {
  return arena.cons(node, arena.cons(left, right));
}

// What a node is ordered by: itself in a set, the key in a map.
Noun item_of(Noun node) {
  return node;
}
Noun key_of(Noun node) {
  return node.head();
}

// Ordered means that the keys go up from left to right; `last` is the one before.
template <Noun (*kKey)(Noun)>
bool is_treap(Noun treap) {
  struct Open {
    Noun tree;
    bool entered;
  };
  std::vector<Open> open{{treap, false}};
  Noun last = Noun::none();
  while (!open.empty()) {
    const auto [tree, entered] = open.back();
    open.pop_back();
    if (tree == kNull) continue;
    if (!entered) {
      if (!tree.is_cell() || !tree.tail().is_cell() || (kKey != item_of && !tree.head().is_cell())) return false;
      open.push_back({treap_right(tree), false});
      open.push_back({tree, true});
      open.push_back({treap_left(tree), false});
      continue;
    }
    const Noun key = kKey(treap_node(tree));
    if (!last.is_none() && (last == key || !gor(last, key))) return false;
    last = key;
    for (const Noun child : {treap_left(tree), treap_right(tree)}) {
      if (child.is_cell() && !mor(key, kKey(treap_node(child)))) return false;
    }
  }
  return true;
}

// A treap that has been made, as a whole only now and then.
template <Noun (*kKey)(Noun)>
Noun made(Noun treap) {
  GALENA_CHECK(!GALENA_NOW_AND_THEN(1000) || is_treap<kKey>(treap));
  return treap;
}

}  // namespace

bool set_has(Noun set, Noun item) {
  while (set.is_cell()) {
    const Noun node = treap_node(set);
    if (node == item) return true;
    set = gor(item, node) ? treap_left(set) : treap_right(set);
  }
  return false;
}

namespace {

// The treap with `node` in the place of the one of the same key, or added.
template <Noun (*kKey)(Noun)>
Noun put(Arena& arena, Noun treap, Noun node) {
  if (treap.is_atom()) return make(arena, node, kNull, kNull);
  const Noun top = treap_node(treap);
  const Noun left = treap_left(treap);
  const Noun right = treap_right(treap);
  if (node == top) return treap;
  if (kKey(node) == kKey(top)) return make(arena, node, left, right);
  // The new node may come out on top of the subtree that it went into: then rotate.
  if (gor(kKey(node), kKey(top))) {
    const Noun sub = put<kKey>(arena, left, node);
    if (sub == left) return treap;
    if (mor(kKey(top), kKey(treap_node(sub)))) return make(arena, top, sub, right);
    return make(arena, treap_node(sub), treap_left(sub), make(arena, top, treap_right(sub), right));
  }
  const Noun sub = put<kKey>(arena, right, node);
  if (sub == right) return treap;
  if (mor(kKey(top), kKey(treap_node(sub)))) return make(arena, top, left, sub);
  return make(arena, treap_node(sub), make(arena, top, left, treap_left(sub)), treap_right(sub));
}

}  // namespace

Noun set_put(Arena& arena, Noun set, Noun item) {
  return made<item_of>(put<item_of>(arena, set, item));
}

Noun map_put(Arena& arena, Noun map, Noun key, Noun value) {
  return made<key_of>(put<key_of>(arena, map, arena.cons(key, value)));
}

Noun map_union(Arena& arena, Noun map, Noun over) {
  if (!map.is_cell()) return over;
  if (!over.is_cell()) return map;
  map = put<key_of>(arena, map, treap_node(over));
  map = map_union(arena, map, treap_left(over));
  return map_union(arena, map, treap_right(over));
}

namespace {

Noun merged(Arena& arena, Noun a, Noun b) {
  if (a == b || b.is_atom()) return a;
  if (a.is_atom()) return b;
  check_stack();
  const Noun node_a = treap_node(a);
  const Noun node_b = treap_node(b);
  if (node_a == node_b) {
    return make(arena, node_b, merged(arena, treap_left(a), treap_left(b)),
                merged(arena, treap_right(a), treap_right(b)));
  }
  // The root of the result is the node that comes first by mor; the other treap is split around it.
  if (!mor(node_a, node_b)) return merged(arena, b, a);
  if (gor(node_b, node_a)) {
    const Noun lower = make(arena, node_b, treap_left(b), kNull);
    const Noun grown = make(arena, node_a, merged(arena, treap_left(a), lower), treap_right(a));
    return merged(arena, grown, treap_right(b));
  }
  const Noun upper = make(arena, node_b, kNull, treap_right(b));
  const Noun grown = make(arena, node_a, treap_left(a), merged(arena, treap_right(a), upper));
  return merged(arena, grown, treap_left(b));
}

// The union of two sets of which all of the first come before all of the second.
Noun join(Arena& arena, Noun a, Noun b) {
  if (a.is_atom()) return b;
  if (b.is_atom()) return a;
  if (mor(treap_node(a), treap_node(b))) {
    return make(arena, treap_node(a), treap_left(a), join(arena, treap_right(a), b));
  }
  return make(arena, treap_node(b), join(arena, a, treap_left(b)), treap_right(b));
}

Noun without(Arena& arena, Noun set, Noun item) {
  if (set.is_atom()) return set;
  const Noun node = treap_node(set);
  const Noun left = treap_left(set);
  const Noun right = treap_right(set);
  if (node == item) return join(arena, left, right);
  if (gor(item, node)) {
    const Noun sub = without(arena, left, item);
    return sub == left ? set : make(arena, node, sub, right);
  }
  const Noun sub = without(arena, right, item);
  return sub == right ? set : make(arena, node, left, sub);
}

}  // namespace

Noun set_union(Arena& arena, Noun a, Noun b) {
  return made<item_of>(merged(arena, a, b));
}

Noun set_delete(Arena& arena, Noun set, Noun item) {
  const Noun rest = without(arena, set, item);
  GALENA_CHECK((rest == set) != set_has(set, item));
  return made<item_of>(rest);
}

namespace {

// The treap of `nodes`, which are sorted, and then each hung below the last one on the right edge that goes above it.
template <Noun (*kKey)(Noun)>
Noun treap_of(Arena& arena, std::span<const Noun> nodes) {
  struct Entry {
    Noun node;
    uint32_t order;
    Noun left;
  };
  boost::container::small_vector<Entry, 12> sorted;
  for (const Noun node : nodes) sorted.push_back({node, mug(kKey(node)), Noun::zero()});
  const auto before = [&](const Entry& a, const Entry& b) {
    return a.order != b.order ? a.order < b.order : a.node != b.node && dor(kKey(a.node), kKey(b.node));
  };
  if (sorted.size() <= 8) {
    for (size_t i = 1; i < sorted.size(); ++i) {
      for (size_t j = i; j > 0 && before(sorted[j], sorted[j - 1]); --j) std::swap(sorted[j], sorted[j - 1]);
    }
  } else {
    std::sort(sorted.begin(), sorted.end(), before);
  }
  // The nodes from the root down the right edge; each waits for its right branch.
  boost::container::small_vector<Entry, 12> edge;
  const auto close_last = [&](Noun right) {
    const Entry last = edge.back();
    edge.pop_back();
    return make(arena, last.node, last.left, right);
  };
  for (const Entry& entry : sorted) {
    if (!edge.empty() && edge.back().node == entry.node) continue;
    GALENA_CHECK(edge.empty() || kKey(edge.back().node) != kKey(entry.node));
    Noun below;
    while (!edge.empty() && !mor(kKey(edge.back().node), kKey(entry.node))) below = close_last(below);
    edge.push_back({entry.node, entry.order, below});
  }
  Noun treap;
  while (!edge.empty()) treap = close_last(treap);
  return treap;
}

}  // namespace

Noun set_of(Arena& arena, std::span<const Noun> items) {
  return made<item_of>(treap_of<item_of>(arena, items));
}

Noun map_of_entries(Arena& arena, std::span<const Noun> entries) {
  return made<key_of>(treap_of<key_of>(arena, entries));
}

bool is_set(Noun noun) {
  return is_treap<item_of>(noun);
}

uint64_t treap_size(Noun treap) {
  uint64_t size = 0;
  for (; treap.is_cell(); treap = treap_right(treap)) size += 1 + treap_size(treap_left(treap));
  return size;
}

Noun map_get(Noun map, Noun key) {
  while (map.is_cell()) {
    const Noun node = treap_node(map);
    if (node.head() == key) return node.tail();
    map = gor(key, node.head()) ? treap_left(map) : treap_right(map);
  }
  return Noun::none();
}

}  // namespace galena::hoon
