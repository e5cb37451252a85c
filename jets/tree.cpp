#include "jets/tree.h"

#include <algorithm>
#include <type_traits>
#include <utility>

#include "jets/frame.h"
#include "nock/base/limits.h"
#include "nock/noun/equal.h"
#include "nock/noun/mug.h"

namespace galena::jets {
namespace {

// Trees may be anything: cells that refer to the same child twice stand for more nodes than there are bytes. So walks
// poll, and go no further than the Nock would before it stops.

// A treap of n keys is about 2 log n deep; recursion ends here, and so does the jet.
constexpr int kMaxDepth = 2000;

// Elements are their own keys, or pairs of key and value.
struct SetKeys {
  static Noun of(Noun node) { return node.head(); }
  static bool valid(Noun) { return true; }
};
struct MapKeys {
  static Noun of(Noun node) { return node.head().head(); }
  static bool valid(Noun node) { return node.head().is_cell(); }
};

// A node is [element left right].
template <class Keys>
bool is_node(Noun tree) {
  return tree.is_cell() && tree.tail().is_cell() && Keys::valid(tree);
}
Noun left(Noun node) {
  return node.tail().head();
}
Noun right(Noun node) {
  return node.tail().tail();
}
Noun with_left(Heap& heap, Noun node, Noun l) {
  return l == left(node) ? node : heap.tuple(node.head(), l, right(node));
}
Noun with_right(Heap& heap, Noun node, Noun r) {
  return r == right(node) ? node : heap.tuple(node.head(), left(node), r);
}

// The nodes above one, the root first, and whether it lies to the left of each.
using Way = Scratch<std::pair<Noun, bool>>;

// The tree with `made` at the end of a way.
Noun rebuilt(Heap& heap, const Way& way, Noun made) {
  for (size_t i = way.size(); i-- > 0;) {
    const auto [node, to_left] = way[i];
    made = to_left ? with_left(heap, node, made) : with_right(heap, node, made);
  }
  return made;
}

// What ++mor compares first.
uint32_t rank_of(Noun key) {
  return mug(Noun::direct(mug(key)));
}

template <class Keys>
class Trees {
 public:
  explicit Trees(Heap& heap) : heap_(heap) {}

  // The node with a key, 0, or none where that is no tree.
  Noun get(Noun tree, Noun key) {
    return descend(tree, key, [](Noun, bool) {});
  }
  // The same, and the way there.
  Noun get(Noun tree, Noun key, Way& way) {
    return descend(tree, key, [&](Noun node, bool to_left) { way.emplace_back(node, to_left); });
  }

  Noun put(Noun tree, Noun key, Noun element) {
    GALENA_CHECK(equal(key, key_of_element(element)));
    Way way;
    const Noun found = get(tree, key, way);
    if (found.is_none()) return found;
    const bool sound = is_sound_now_and_then(tree);
    Noun made;
    if (found == kNull) {
      made = heap_.tuple(element, kNull, kNull);
    } else {
      made = equal(heap_, element, found.head()) ? found : heap_.cons(element, found.tail());
    }
    uint32_t rank = rank_of(Keys::of(made));
    for (; !way.empty(); way.pop_back(), pace_.step()) {
      const auto [node, to_left] = way.back();
      const uint32_t upper = rank_of(Keys::of(node));
      // As ++mor has it.
      const bool stays = upper == rank ? dor(Keys::of(node), Keys::of(made)) : upper < rank;
      GALENA_CHECK(stays == mor(Keys::of(node), Keys::of(made)));
      if (stays) {
        made = to_left ? with_left(heap_, node, made) : with_right(heap_, node, made);
        rank = upper;
      } else if (to_left) {
        made = heap_.tuple(made.head(), left(made), with_left(heap_, node, right(made)));
      } else {
        made = heap_.tuple(made.head(), with_right(heap_, node, left(made)), right(made));
      }
    }
    GALENA_CHECK(!sound || apt(made, kNull, kNull) == kYes);
    return made;
  }

  Noun del(Noun tree, Noun key) {
    Way way;
    const Noun found = get(tree, key, way);
    if (found.is_none()) return found;
    Noun made = found == kNull ? found : merge(left(found), right(found));
    if (made.is_none()) return made;
    made = rebuilt(heap_, way, made);
    GALENA_CHECK(!is_sound_now_and_then(tree) || (apt(made, kNull, kNull) == kYes && get(made, key) == kNull));
    return made;
  }

  // One tree of two, all of whose keys lie on their sides.
  Noun merge(Noun a, Noun b) {
    Way way;
    for (; a != kNull && b != kNull; pace_.step()) {
      if (!is_node<Keys>(a) || !is_node<Keys>(b)) return Noun::none();
      const bool a_on_top = mor(Keys::of(a), Keys::of(b));
      way.emplace_back(a_on_top ? a : b, !a_on_top);
      (a_on_top ? a : b) = a_on_top ? right(a) : left(b);
    }
    return rebuilt(heap_, way, a == kNull ? b : a);
  }

  // [left right]: what lies on either side of a key.
  struct Halves {
    Noun left, right;  // left is none if that was no tree
  };
  Halves split(Noun tree, Noun key) {
    Way way;
    const Noun found = get(tree, key, way);
    if (found.is_none()) return {found, found};
    Halves halves = found == kNull ? Halves{kNull, kNull} : Halves{left(found), right(found)};
    for (; !way.empty(); way.pop_back(), pace_.step()) {
      const auto [node, to_left] = way.back();
      if (to_left) {
        halves.right = with_left(heap_, node, halves.right);
      } else {
        halves.left = with_right(heap_, node, halves.left);
      }
    }
    GALENA_CHECK(!is_sound_now_and_then(tree) || are_halves(halves, key));
    return halves;
  }

  Noun dif(Noun a, Noun b, int depth = 0) {
    pace_.step();
    if (b == kNull) return a;
    if (!is_node<Keys>(b) || depth > kMaxDepth) return Noun::none();
    const Halves halves = split(a, Keys::of(b));
    if (halves.left.is_none()) return Noun::none();
    const Noun l = dif(halves.left, left(b), depth + 1);
    if (l.is_none()) return l;
    const Noun r = dif(halves.right, right(b), depth + 1);
    return r.is_none() ? r : merge(l, r);
  }

  // Where both have a key, the element of `b` stays.
  Noun uni(Noun a, Noun b) {
    const Noun made = uni(a, b, 0);
    GALENA_CHECK(made.is_none() || !is_sound_now_and_then(a) || apt(b, kNull, kNull) != kYes ||
                 apt(made, kNull, kNull) == kYes);
    return made;
  }
  Noun uni(Noun a, Noun b, int depth) {
    for (;; pace_.step()) {
      if (b == kNull) return a;
      if (a == kNull) return b;
      if (!is_node<Keys>(a) || !is_node<Keys>(b) || depth > kMaxDepth) return Noun::none();
      ++depth;
      const Noun p = Keys::of(a), q = Keys::of(b);
      if (equal(heap_, p, q)) {
        const Noun l = uni(left(a), left(b), depth);
        if (l.is_none()) return l;
        const Noun r = uni(right(a), right(b), depth);
        return r.is_none() ? r : with_right(heap_, with_left(heap_, b, l), r);
      }
      Noun part;
      if (mor(p, q)) {
        if (gor(q, p)) {
          part = uni(left(a), with_right(heap_, b, kNull), depth);
          if (part.is_none()) return part;
          a = with_left(heap_, a, part);
          b = right(b);
        } else {
          part = uni(right(a), with_left(heap_, b, kNull), depth);
          if (part.is_none()) return part;
          a = with_right(heap_, a, part);
          b = left(b);
        }
      } else if (gor(p, q)) {
        part = uni(with_right(heap_, a, kNull), left(b), depth);
        if (part.is_none()) return part;
        b = with_left(heap_, b, part);
        a = right(a);
      } else {
        part = uni(with_left(heap_, a, kNull), right(b), depth);
        if (part.is_none()) return part;
        b = with_right(heap_, b, part);
        a = left(a);
      }
    }
  }

  // Where both have a key, the element of `b` stays.
  Noun intersect(Noun a, Noun b) {
    const Noun made = intersect(a, b, 0);
    GALENA_CHECK(made.is_none() || !is_sound_now_and_then(a) || apt(b, kNull, kNull) != kYes ||
                 apt(made, kNull, kNull) == kYes);
    return made;
  }
  Noun intersect(Noun a, Noun b, int depth) {
    pace_.step();
    if (a == kNull || b == kNull) return kNull;
    if (!is_node<Keys>(a) || !is_node<Keys>(b) || depth > kMaxDepth) return Noun::none();
    ++depth;
    const Noun p = Keys::of(a), q = Keys::of(b);
    if (equal(heap_, p, q)) {
      const Noun l = intersect(left(a), left(b), depth);
      if (l.is_none()) return l;
      const Noun r = intersect(right(a), right(b), depth);
      return r.is_none() ? r : with_right(heap_, with_left(heap_, b, l), r);
    }
    Noun x, y;
    if (mor(p, q)) {
      if (gor(q, p)) {
        x = intersect(left(a), with_right(heap_, b, kNull), depth);
        y = intersect(a, right(b), depth);
      } else {
        x = intersect(right(a), with_left(heap_, b, kNull), depth);
        y = intersect(a, left(b), depth);
      }
    } else if (gor(p, q)) {
      x = intersect(with_right(heap_, a, kNull), left(b), depth);
      y = intersect(right(a), b, depth);
    } else {
      x = intersect(with_left(heap_, a, kNull), right(b), depth);
      y = intersect(left(a), b, depth);
    }
    return x.is_none() || y.is_none() ? Noun::none() : uni(x, y, depth);
  }

  // Whether the tree is ordered as it should be: kYes, kNo, or none. `l` and `r`: bounds on the left and right.
  Noun apt(Noun tree, Noun l, Noun r) {
    struct Todo {
      Noun tree, l, r;  // 0, or [0 key]
    };
    Scratch<Todo> todo{{tree, l, r}};
    for (; !todo.empty(); pace_.step()) {
      const Todo t = todo.back();
      todo.pop_back();
      if (t.tree == kNull) continue;
      if (!is_node<Keys>(t.tree)) return Noun::none();
      const Noun key = Keys::of(t.tree);
      if (t.l != kNull) {
        if (!t.l.is_cell()) return Noun::none();
        if (!gor(key, t.l.tail()) || equal(heap_, key, t.l.tail())) return kNo;
      }
      if (t.r != kNull) {
        if (!t.r.is_cell()) return Noun::none();
        if (!gor(t.r.tail(), key) || equal(heap_, key, t.r.tail())) return kNo;
      }
      for (const Noun child : {left(t.tree), right(t.tree)}) {
        if (child == kNull) continue;
        if (!is_node<Keys>(child)) return Noun::none();
        if (!mor(key, Keys::of(child)) || equal(heap_, key, Keys::of(child))) return kNo;
      }
      const Noun bound = heap_.cons(kNull, key);
      todo.push_back({right(t.tree), t.l, bound});
      todo.push_back({left(t.tree), bound, t.r});
    }
    return kYes;
  }

 private:
  static Noun key_of_element(Noun element) {
    Cell node{{}, element, kNull};
    return Keys::of(Noun::from(&node));
  }
  // For checks: whether a tree is ordered as it should be; one time in a thousand, else no. What a jet makes of another
  // one is what its Nock makes of it.
  bool is_sound_now_and_then(Noun tree) {
    return kChecks && GALENA_NOW_AND_THEN(1000) && apt(tree, kNull, kNull) == kYes;
  }
  bool are_halves(Halves halves, Noun key) {
    const Noun bound = heap_.cons(kNull, key);
    return apt(halves.left, bound, kNull) == kYes && apt(halves.right, kNull, bound) == kYes;
  }

  // Calls `above(node, whether to the left)` on the way down.
  template <class Above>
  Noun descend(Noun tree, Noun key, const Above& above) {
    const uint32_t own = mug(key);
    for (; tree != kNull; pace_.step()) {
      if (!is_node<Keys>(tree)) return Noun::none();
      // Memory is what a descent waits for.
      __builtin_prefetch(reinterpret_cast<const void*>(left(tree).word()));
      __builtin_prefetch(reinterpret_cast<const void*>(right(tree).word()));
      const Noun other = Keys::of(tree);
      const uint32_t hash = mug(other);
      if (own == hash && equal(heap_, key, other)) return tree;
      // As ++gor has it.
      const bool to_left = own == hash ? dor(key, other) : own < hash;
      GALENA_CHECK(to_left == gor(key, other));
      above(tree, to_left);
      tree = to_left ? left(tree) : right(tree);
    }
    return tree;
  }

  Heap& heap_;
  Pace pace_;
};

// The tree in a door's sample, where `gate` is an arm of the door that takes a sample of its own.
Noun tree_of_gate(Noun gate) {
  const Noun door = context(gate);
  return door.is_none() ? door : sample(door);
}

struct Call {
  Noun tree, argument;  // tree is none unless both are there
};
Call call_of(Noun gate) {
  const Noun tree = tree_of_gate(gate);
  return {tree, tree.is_none() ? tree : sample(gate)};
}

template <class Keys>
Noun apt(Machine& machine, Noun core) {
  // What of its bounds comes first is a library's own business: whole trees have none.
  const auto [tree, bounds] = call_of(core);
  if (tree.is_none() || head_of(bounds) != kNull || tail_of(bounds) != kNull) return kDecline;
  return Trees<Keys>(machine.heap()).apt(tree, kNull, kNull);
}

template <class Keys>
Noun bif(Machine& machine, Noun core) {
  const auto [tree, key] = call_of(core);
  if (tree.is_none()) return kDecline;
  const auto halves = Trees<Keys>(machine.heap()).split(tree, key);
  return halves.left.is_none() ? kDecline : machine.heap().cons(halves.left, halves.right);
}

template <class Keys>
Noun del(Machine& machine, Noun core) {
  const auto [tree, key] = call_of(core);
  return tree.is_none() ? kDecline : Trees<Keys>(machine.heap()).del(tree, key);
}

template <class Keys>
Noun dif(Machine& machine, Noun core) {
  const auto [tree, other] = call_of(core);
  return tree.is_none() ? kDecline : Trees<Keys>(machine.heap()).dif(tree, other);
}

template <class Keys>
Noun uni(Machine& machine, Noun core) {
  const auto [tree, other] = call_of(core);
  return tree.is_none() ? kDecline : Trees<Keys>(machine.heap()).uni(tree, other);
}

template <class Keys>
Noun intersect(Machine& machine, Noun core) {
  const auto [tree, other] = call_of(core);
  return tree.is_none() ? kDecline : Trees<Keys>(machine.heap()).intersect(tree, other);
}

template <class Keys>
Noun has(Machine& machine, Noun core) {
  const auto [tree, key] = call_of(core);
  if (tree.is_none()) return kDecline;
  const Noun node = Trees<Keys>(machine.heap()).get(tree, key);
  return node.is_none() ? kDecline : loobean(node.is_cell());
}

template <class Keys>
Noun gas(Machine& machine, Noun core) {
  auto [tree, list] = call_of(core);
  if (tree.is_none()) return kDecline;
  Trees<Keys> trees(machine.heap());
  for (Pace pace; list.is_cell(); list = list.tail(), pace.step()) {
    if (!Keys::valid(list)) return kDecline;
    tree = trees.put(tree, Keys::of(list), list.head());
    if (tree.is_none()) return kDecline;
  }
  return list == kNull ? tree : kDecline;
}

// The nodes of a tree with a node before its children; false if it is no tree.
template <class Keys, class F>
bool for_nodes(Noun tree, F visit) {
  Scratch<Noun> todo{tree};
  for (Pace pace; !todo.empty(); pace.step()) {
    const Noun node = todo.back();
    todo.pop_back();
    if (node == kNull) continue;
    if (!is_node<Keys>(node)) return false;
    visit(node);
    todo.push_back(right(node));
    todo.push_back(left(node));
  }
  return true;
}

}  // namespace

Noun in_apt(Machine& m, Noun core) {
  return apt<SetKeys>(m, core);
}
Noun in_bif(Machine& m, Noun core) {
  return bif<SetKeys>(m, core);
}
Noun in_del(Machine& m, Noun core) {
  return del<SetKeys>(m, core);
}
Noun in_dif(Machine& m, Noun core) {
  return dif<SetKeys>(m, core);
}
Noun in_gas(Machine& m, Noun core) {
  return gas<SetKeys>(m, core);
}
Noun in_int(Machine& m, Noun core) {
  return intersect<SetKeys>(m, core);
}
Noun in_uni(Machine& m, Noun core) {
  const auto [a, b] = call_of(core);
  if (!a.is_none() && equal(m.heap(), a, b)) return a;
  return uni<SetKeys>(m, core);
}
Noun in_has(Machine& m, Noun core) {
  return has<SetKeys>(m, core);
}
bool set_has(Heap& heap, Noun set, Noun item) {
  const Noun node = Trees<SetKeys>(heap).get(set, item);
  return !node.is_none() && node.is_cell();
}
Noun set_put(Heap& heap, Noun set, Noun item) {
  return Trees<SetKeys>(heap).put(set, item, item);
}
Noun in_put(Machine& m, Noun core) {
  const auto [tree, item] = call_of(core);
  return tree.is_none() ? kDecline : set_put(m.heap(), tree, item);
}

Noun by_apt(Machine& m, Noun core) {
  return apt<MapKeys>(m, core);
}
Noun by_bif(Machine& m, Noun core) {
  return bif<MapKeys>(m, core);
}
Noun by_del(Machine& m, Noun core) {
  return del<MapKeys>(m, core);
}
Noun by_dif(Machine& m, Noun core) {
  return dif<MapKeys>(m, core);
}
Noun by_gas(Machine& m, Noun core) {
  return gas<MapKeys>(m, core);
}
Noun by_int(Machine& m, Noun core) {
  return intersect<MapKeys>(m, core);
}
Noun by_uni(Machine& m, Noun core) {
  return uni<MapKeys>(m, core);
}
Noun by_get(Machine& m, Noun core) {
  const auto [tree, key] = call_of(core);
  if (tree.is_none()) return kDecline;
  const Noun node = Trees<MapKeys>(m.heap()).get(tree, key);
  if (node.is_none() || node == kNull) return node;
  return m.heap().cons(kNull, node.head().tail());
}
Noun by_has(Machine& m, Noun core) {
  return has<MapKeys>(m, core);
}
Noun by_put(Machine& m, Noun core) {
  const auto [tree, pair] = call_of(core);
  if (tree.is_none() || !pair.is_cell()) return kDecline;
  return Trees<MapKeys>(m.heap()).put(tree, pair.head(), pair);
}
Noun by_key(Machine& m, Noun core) {
  auto [tree, keys] = call_of(core);
  if (tree.is_none()) return kDecline;
  const bool whole = for_nodes<MapKeys>(tree, [&](Noun node) {
    if (!keys.is_none()) keys = set_put(m.heap(), keys, MapKeys::of(node));
  });
  return whole ? keys : kDecline;
}

// In front of the list in the sample: every element comes after those right of it.
Noun tree_tap(Machine& machine, Noun core) {
  auto [tree, list] = call_of(core);
  if (tree.is_none()) return kDecline;
  Scratch<Noun> open;
  Pace pace;
  for (;;) {
    for (; tree != kNull; tree = left(tree), pace.step()) {
      if (!is_node<SetKeys>(tree)) return kDecline;
      open.push_back(tree);
    }
    if (open.empty()) return list;
    const Noun node = open.back();
    open.pop_back();
    list = machine.heap().cons(node.head(), list);
    tree = right(node);
  }
}

// The arm has no sample: the door is all it was made in.
Noun tree_wyt(Machine& machine, Noun core) {
  const Noun door = tail_of(core);
  const Noun tree = door.is_none() ? door : sample(door);
  if (tree.is_none()) return kDecline;
  uint64_t count = 0;
  return for_nodes<SetKeys>(tree, [&](Noun) { ++count; }) ? machine.heap().atom(count) : kDecline;
}

namespace {

// The walks: a node, what is left of it, what is right of it. r[4]: the gate; r[5]: the subtrees to come, a list;
// r[6]: the node that the gate was given last, whose children come next; r[7]: what has been collected. Where there is
// no tree they crash, as the Nock does when it comes there.
bool start_walk(Noun* r) {
  const auto [tree, gate] = call_of(r[2]);
  if (tree.is_none()) return false;
  r[4] = gate;
  r[6] = kNull;
  set_state(r, 1);
  return true;
}
// The next node, 0 at the end, or none where there is no tree.
template <class Keys>
Noun next_node(Strand& strand, Noun* r) {
  if (state(r) == 1) {
    r[5] = strand.heap.cons(tree_of_gate(r[2]), kNull);
    set_state(r, 2);
  } else {
    if (!r[6].tail().is_cell()) return Noun::none();
    r[5] = strand.heap.tuple(left(r[6]), right(r[6]), r[5]);
  }
  while (r[5] != kNull) {
    const Noun node = r[5].head();
    r[5] = r[5].tail();
    if (node == kNull) continue;
    if (!node.is_cell() || !Keys::valid(node)) return Noun::none();
    r[6] = node;
    return node;
  }
  return kNull;
}

// all and any: `Stop` is the answer of the gate that ends the walk, and then the product.
template <class Keys, uint64_t kStop>
Step quantified_step(Strand& strand, Noun* r, Noun result) {
  if (state(r) == 0) {
    if (!start_walk(r)) return Step::decline();
  } else {
    if (result == Noun::direct(kStop)) return Step::done(result);
    if (result != Noun::direct(1 - kStop)) return Step::fail();
  }
  const Noun node = next_node<Keys>(strand, r);
  if (node.is_none()) return Step::fail();
  if (node == kNull) return Step::done(Noun::direct(1 - kStop));
  return slam(strand, r[4], std::is_same_v<Keys, SetKeys> ? node.head() : node.head().tail());
}

Step in_run_step(Strand& strand, Noun* r, Noun result) {
  if (state(r) == 0) {
    if (!start_walk(r)) return Step::decline();
  } else {
    r[7] = set_put(strand.heap, r[7], result);
    GALENA_CHECK(!r[7].is_none());
  }
  const Noun node = next_node<SetKeys>(strand, r);
  if (node.is_none()) return Step::fail();
  return node == kNull ? Step::done(r[7]) : slam(strand, r[4], node.head());
}

Step rep_step(Strand& strand, Noun* r, Noun result) {
  if (state(r) == 0) {
    const Noun seed = seed_of(sample(r[2]));
    if (seed.is_none() || !start_walk(r)) return Step::decline();
    r[7] = seed;
  } else {
    r[7] = result;
  }
  const Noun node = next_node<SetKeys>(strand, r);
  if (node.is_none()) return Step::fail();
  return node == kNull ? Step::done(r[7]) : slam(strand, r[4], strand.heap.cons(node.head(), r[7]));
}

// A map with other values, in the order of the walk.
Noun with_values(Heap& heap, Noun tree, const Scratch<Noun>& values) {
  struct Open {
    Noun node;
    size_t value;
    Noun left;
    bool left_done;
  };
  Scratch<Open> open;
  size_t next = 0;
  Pace pace;
  for (;;) {
    for (; tree != kNull; tree = left(tree), pace.step()) open.push_back({tree, next++, kNull, false});
    Noun made;
    for (;; pace.step()) {
      if (open.empty()) return made;
      Open& top = open.back();
      if (!top.left_done) {
        top.left = made;
        top.left_done = true;
        tree = right(top.node);
        break;
      }
      GALENA_CHECK(top.value < values.size());
      made = heap.tuple(heap.cons(top.node.head().head(), values[top.value]), top.left, made);
      open.pop_back();
    }
  }
}

// run and urn, which gives the gate the key too. r[7]: the products, last first.
template <bool kWithKey>
Step by_map_step(Strand& strand, Noun* r, Noun result) {
  if (state(r) == 0) {
    if (!start_walk(r)) return Step::decline();
  } else {
    r[7] = strand.heap.cons(result, r[7]);
  }
  const Noun node = next_node<MapKeys>(strand, r);
  if (node.is_none()) return Step::fail();
  if (node != kNull) return slam(strand, r[4], kWithKey ? node.head() : node.head().tail());
  Scratch<Noun> values;
  Pace pace;
  for (Noun list = r[7]; list.is_cell(); list = list.tail(), pace.step()) values.push_back(list.head());
  std::reverse(values.begin(), values.end());
  return Step::done(with_values(strand.heap, tree_of_gate(r[2]), values));
}

// r[4]: the node with the key.
Step by_jab_step(Strand& strand, Noun* r, Noun result) {
  const auto [tree, call] = call_of(r[2]);
  if (state(r) == 0) {
    if (tree.is_none() || !call.is_cell()) return Step::decline();
    r[4] = Trees<MapKeys>(strand.heap).get(tree, call.head());
    if (r[4].is_none() || r[4] == kNull) return Step::decline();
    set_state(r, 1);
    return slam(strand, call.tail(), r[4].head().tail());
  }
  Way way;
  const Noun node = Trees<MapKeys>(strand.heap).get(tree, call.head(), way);
  GALENA_CHECK(!node.is_none() && node != kNull);
  const Noun made = strand.heap.cons(strand.heap.cons(node.head().head(), result), node.tail());
  return Step::done(rebuilt(strand.heap, way, made));
}

}  // namespace

const NativeJet kInAll{7, quantified_step<SetKeys, 1>};
const NativeJet kInAny{7, quantified_step<SetKeys, 0>};
const NativeJet kInRun{8, in_run_step};
const NativeJet kByAll{7, quantified_step<MapKeys, 1>};
const NativeJet kByAny{7, quantified_step<MapKeys, 0>};
const NativeJet kByJab{5, by_jab_step};
const NativeJet kByRun{8, by_map_step<false>};
const NativeJet kByUrn{8, by_map_step<true>};
const NativeJet kTreeRep{8, rep_step};

}  // namespace galena::jets
