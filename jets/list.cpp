#include "jets/list.h"

#include <algorithm>
#include <unordered_map>

#include "jets/frame.h"
#include "jets/order.h"
#include "nock/base/limits.h"
#include "nock/noun/equal.h"
#include "nock/noun/mug.h"

namespace galena::jets {
namespace {

// Lists are taken apart as the Nock does it: no further than the answer needs. What is no list there is for the Nock.

// A list that is made from its first element on. Its cells are nobody else's until it is done.
class Row {
 public:
  explicit Row(Heap& heap) : heap_(heap) {}
  Row(const Row&) = delete;
  void add(Noun item) {
    const Noun cell = heap_.cons(item, kNull);
    *hole_ = cell;
    hole_ = &cell.cell()->tail;
    pace_.step();
  }
  Noun ending(Noun rest) {
    *hole_ = rest;
    return first_;
  }

 private:
  Heap& heap_;
  Noun first_;
  Noun* hole_ = &first_;
  Pace pace_;
};

bool is_list(Noun list) {
  if (list.is_none()) return false;
  for (Pace pace; list.is_cell(); list = list.tail()) pace.step();
  return list == kNull;
}

// Number of elements.
uint64_t length_of(Noun list) {
  uint64_t length = 0;
  for (Pace pace; list.is_cell(); list = list.tail(), ++length) pace.step();
  return length;
}

// The list after `count` elements, or 0 where it is shorter; none where it is no list.
Noun after(Noun list, Noun count) {
  Pace pace;
  for (uint64_t n = saturated(count); n > 0; --n, pace.step()) {
    if (!list.is_cell()) return list == kNull ? list : Noun::none();
    list = list.tail();
  }
  return list;
}

// The first `count` elements in front of `rest`; none where it is no list.
Noun prefix_onto(Heap& heap, Noun list, Noun count, Noun rest) {
  Row row(heap);
  for (uint64_t n = saturated(count); n > 0 && list != kNull; --n) {
    if (!list.is_cell()) return Noun::none();
    row.add(list.head());
    list = list.tail();
  }
  return row.ending(rest);
}

}  // namespace

Noun find(Machine& machine, Noun core) {
  const auto [needle, hay] = two(core);
  if (needle.is_none()) return kDecline;
  Heap& heap = machine.heap();
  Pace pace;
  Noun from = hay;
  for (uint64_t i = 0;; ++i, from = from.tail()) {
    for (Noun n = needle, h = from;; n = n.tail(), h = h.tail()) {
      if (n == kNull || h == kNull) return kNull;
      if (!n.is_cell() || !h.is_cell()) return kDecline;
      pace.step();
      if (!equal(heap, n.head(), h.head())) break;
      if (n.tail() == kNull) return heap.cons(kNull, heap.atom(i));
    }
  }
}

Noun flop(Machine& machine, Noun core) {
  const Noun list = sample(core);
  if (list.is_none()) return kDecline;
  Noun turned, rest = list;
  for (Pace pace; rest.is_cell(); rest = rest.tail(), pace.step()) turned = machine.heap().cons(rest.head(), turned);
  return rest == kNull ? turned : kDecline;
}

Noun into(Machine& machine, Noun core) {
  const auto [list, index, item] = three(core);
  if (list.is_none() || !index.is_atom()) return kDecline;
  Heap& heap = machine.heap();
  const Noun rest = after(list, index);
  return rest.is_none() ? kDecline : prefix_onto(heap, list, index, heap.cons(item, rest));
}

Noun lent(Machine& machine, Noun core) {
  const Noun list = sample(core);
  return is_list(list) ? machine.heap().atom(length_of(list)) : kDecline;
}

namespace {

// Where the items of a list are, for one that is equal.
class Places {
 public:
  Places(Heap& heap, Noun list) : heap_(heap) {
    for (Pace pace; list.is_cell(); list = list.tail(), pace.step()) {
      group_of(list.head()).places.push_back(items_.size());
      items_.push_back(list.head());
    }
  }
  std::span<const Noun> items() const { return items_; }
  // From the first one on.
  const Scratch<uint64_t>* of(Noun item) {
    const auto found = find(item);
    return found == nullptr ? nullptr : &found->places;
  }

 private:
  struct Group {
    Noun item;
    Scratch<uint64_t> places;
  };
  Group* find(Noun item) {
    for (auto [it, end] = by_mug_.equal_range(galena::mug(item)); it != end; ++it) {
      if (equal(heap_, groups_[it->second].item, item)) return &groups_[it->second];
    }
    return nullptr;
  }
  Group& group_of(Noun item) {
    if (Group* const known = find(item)) return *known;
    by_mug_.emplace(galena::mug(item), groups_.size());
    return groups_.emplace_back(Group{item, {}});
  }

  Heap& heap_;
  Scratch<Noun> items_;
  Scratch<Group> groups_;
  std::unordered_multimap<uint32_t, size_t> by_mug_;
};

}  // namespace

// After Hunt and McIlroy, as the Nock: for each length the list that ends first, of what has been seen of the other.
Noun loss(Machine& machine, Noun core) {
  const auto [one, other] = two(core);
  if (one.is_none() || !is_list(one) || !is_list(other)) return kDecline;
  Heap& heap = machine.heap();
  Places places(heap, other);
  constexpr size_t kNone = SIZE_MAX;
  struct Link {
    uint64_t place;
    size_t before;
  };
  Scratch<Link> links;
  Scratch<size_t> ends;  // by length less one: the link that ends it
  Pace pace;
  for (Noun rest = one; rest.is_cell(); rest = rest.tail(), pace.step()) {
    const Scratch<uint64_t>* const where = places.of(rest.head());
    if (where == nullptr) continue;
    for (size_t i = where->size(); i-- > 0; pace.step()) {
      const uint64_t place = (*where)[i];
      const auto end = std::ranges::lower_bound(ends, place, {}, [&](size_t link) { return links[link].place; });
      const auto length = static_cast<size_t>(end - ends.begin());
      if (end != ends.end() && links[*end].place == place) continue;
      links.push_back({place, length == 0 ? kNone : ends[length - 1]});
      if (length == ends.size()) {
        ends.push_back(links.size() - 1);
      } else {
        ends[length] = links.size() - 1;
      }
    }
  }
  Noun made = kNull;
  for (size_t link = ends.empty() ? kNone : ends.back(); link != kNone; link = links[link].before, pace.step()) {
    made = heap.cons(places.items()[links[link].place], made);
  }
  return made;
}

Noun mate(Machine& machine, Noun core) {
  const auto [one, two_] = two(core);
  if (one.is_none()) return kDecline;
  if (two_ == kNull) return one;
  if (one == kNull) return two_;
  const Noun a = tail_of(one), b = tail_of(two_);
  return !a.is_none() && !b.is_none() && equal(machine.heap(), a, b) ? one : kDecline;
}

Noun need(Machine&, Noun core) {
  return tail_of(sample(core));
}

Noun oust(Machine& machine, Noun core) {
  const auto [range, list] = two(core);
  if (range.is_none() || !range.is_cell() || !range.head().is_direct() || !range.tail().is_direct()) return kDecline;
  const Noun from = after(list, range.head());
  const Noun rest = from.is_none() ? from : after(from, range.tail());
  return rest.is_none() ? kDecline : prefix_onto(machine.heap(), list, range.head(), rest);
}

Noun reap(Machine& machine, Noun core) {
  const auto [count, item] = two(core);
  if (count.is_none() || !count.is_atom()) return kDecline;
  Noun list;
  Pace pace;
  for (uint64_t i = saturated(count); i > 0; --i, pace.step()) list = machine.heap().cons(item, list);
  return list;
}

Noun rear(Machine&, Noun core) {
  Noun list = sample(core);
  if (list.is_none() || !list.is_cell()) return kDecline;
  for (Pace pace; list.tail().is_cell(); list = list.tail()) pace.step();
  return list.tail() == kNull ? list.head() : kDecline;
}

Noun scag(Machine& machine, Noun core) {
  const auto [count, list] = two(core);
  if (count.is_none() || !count.is_atom()) return kDecline;
  return prefix_onto(machine.heap(), list, count, kNull);
}

Noun slag(Machine&, Noun core) {
  const auto [count, list] = two(core);
  return count.is_none() || !count.is_atom() ? kDecline : after(list, count);
}

Noun snag(Machine&, Noun core) {
  const auto [index, list] = two(core);
  return index.is_none() || !index.is_atom() ? kDecline : head_of(after(list, index));
}

Noun snap(Machine& machine, Noun core) {
  const auto [list, index, item] = three(core);
  if (list.is_none() || !index.is_atom()) return kDecline;
  Heap& heap = machine.heap();
  const Noun rest = after(list, index);
  if (rest.is_none() || (rest.is_atom() && rest != kNull)) return kDecline;
  return prefix_onto(heap, list, index, heap.cons(item, rest.is_cell() ? rest.tail() : kNull));
}

Noun snip(Machine& machine, Noun core) {
  Noun list = sample(core);
  if (list == kNull) return kNull;
  if (!list.is_cell()) return kDecline;
  Row row(machine.heap());
  for (; list.tail().is_cell(); list = list.tail()) row.add(list.head());
  return list.tail() == kNull ? row.ending(kNull) : kDecline;
}

Noun weld(Machine& machine, Noun core) {
  auto [a, b] = two(core);
  if (a.is_none()) return kDecline;
  Row row(machine.heap());
  for (; a.is_cell(); a = a.tail()) row.add(a.head());
  return a == kNull ? row.ending(b) : kDecline;
}

Noun zing(Machine& machine, Noun core) {
  Noun lists = sample(core);
  if (lists.is_none()) return kDecline;
  Row row(machine.heap());
  for (Pace pace; lists.is_cell(); lists = lists.tail(), pace.step()) {
    Noun list = lists.head();
    for (; list.is_cell(); list = list.tail()) row.add(list.head());
    if (list != kNull) return kDecline;
  }
  return lists == kNull ? row.ending(kNull) : kDecline;
}

namespace {

// Most of these walk a list with a gate. r[4]: what is left of the list, r[5]: the gate, r[6]: what has been collected,
// last first. Where the list turns out to be none they crash, as the Nock does when it comes there.
bool start_walk(Noun* r) {
  const auto [list, gate] = two(r[2]);
  if (list.is_none()) return false;
  r[4] = list;
  r[5] = gate;
  set_state(r, 1);
  return true;
}
// The same for those that go to the end of the list first.
bool start_whole_walk(Noun* r) {
  return is_list(two(r[2]).a) && start_walk(r);
}

// levy and lien: `Stop` is the answer of the gate that ends the walk, and then the product.
template <uint64_t kStop>
Step quantified_step(Strand& strand, Noun* r, Noun result) {
  if (state(r) == 0) {
    if (!start_walk(r)) return Step::decline();
  } else {
    if (result == Noun::direct(kStop)) return Step::done(result);
    if (result != Noun::direct(1 - kStop)) return Step::fail();
  }
  if (r[4] == kNull) return Step::done(Noun::direct(1 - kStop));
  if (r[4].is_atom()) return Step::fail();
  const Noun item = r[4].head();
  r[4] = r[4].tail();
  return slam(strand, r[5], item);
}

// skim and skip: `Keep` is the answer of the gate that keeps an element.
template <uint64_t kKeep>
Step filtered_step(Strand& strand, Noun* r, Noun result) {
  if (state(r) == 0) {
    if (!start_walk(r)) return Step::decline();
  } else {
    if (result == Noun::direct(kKeep)) {
      r[6] = strand.heap.cons(r[4].head(), r[6]);
    } else if (result != Noun::direct(1 - kKeep)) {
      return Step::fail();
    }
    r[4] = r[4].tail();
  }
  if (r[4] == kNull) return Step::done(reversed_onto(strand.heap, r[6], kNull));
  return r[4].is_cell() ? slam(strand, r[5], r[4].head()) : Step::fail();
}

Step turn_step(Strand& strand, Noun* r, Noun result) {
  if (state(r) == 0) {
    if (!start_walk(r)) return Step::decline();
  } else {
    r[6] = strand.heap.cons(result, r[6]);
  }
  GALENA_CHECK(r[4] != kNull || length_of(r[6]) == length_of(two(r[2]).a));
  if (r[4] == kNull) return Step::done(reversed_onto(strand.heap, r[6], kNull));
  if (r[4].is_atom()) return Step::fail();
  const Noun item = r[4].head();
  r[4] = r[4].tail();
  return slam(strand, r[5], item);
}

Step murn_step(Strand& strand, Noun* r, Noun result) {
  if (state(r) == 0) {
    if (!start_walk(r)) return Step::decline();
  } else if (result.is_cell()) {
    r[6] = strand.heap.cons(result.tail(), r[6]);
  } else if (result != kNull) {
    return Step::fail();
  }
  if (r[4] == kNull) return Step::done(reversed_onto(strand.heap, r[6], kNull));
  if (r[4].is_atom()) return Step::fail();
  const Noun item = r[4].head();
  r[4] = r[4].tail();
  return slam(strand, r[5], item);
}

// roll and reel, which goes from the end. r[6]: the accumulator.
template <bool kFromEnd>
Step fold_step(Strand& strand, Noun* r, Noun result) {
  if (state(r) == 0) {
    if (kFromEnd ? !start_whole_walk(r) : !start_walk(r)) return Step::decline();
    if (kFromEnd) r[4] = reversed_onto(strand.heap, r[4], kNull);
    r[6] = seed_of(r[5]);
    if (r[6].is_none()) {
      r[6] = kNull;
      return Step::decline();
    }
  } else {
    r[6] = result;
  }
  if (r[4] == kNull) return Step::done(r[6]);
  if (r[4].is_atom()) return Step::fail();
  const Noun item = r[4].head();
  r[4] = r[4].tail();
  return slam(strand, r[5], strand.heap.cons(item, r[6]));
}

// From the end, as the Nock does. r[6] and r[7]: what the gate said yes and no to.
Step skid_step(Strand& strand, Noun* r, Noun result) {
  if (state(r) == 0) {
    if (!start_whole_walk(r)) return Step::decline();
    r[4] = reversed_onto(strand.heap, r[4], kNull);
  } else {
    if (result != kYes && result != kNo) return Step::fail();
    Noun& side = result == kYes ? r[6] : r[7];
    side = strand.heap.cons(r[4].head(), side);
    r[4] = r[4].tail();
  }
  GALENA_CHECK(r[4] != kNull || length_of(r[6]) + length_of(r[7]) == length_of(two(r[2]).a));
  if (r[4] == kNull) return Step::done(strand.heap.cons(r[6], r[7]));
  return slam(strand, r[5], r[4].head());
}

// An order that the library has, of which the product of ++sort is known: nouns of which neither comes before the other
// are the same.
enum class Order : uint8_t { none, up, down, dor, gor, mor, aor };

Order order_of(const Jet* jet) {
  if (jet == nullptr) return Order::none;
  switch (jet->arithmetic) {
    case Arithmetic::lth:
    case Arithmetic::lte:
      return Order::up;
    case Arithmetic::gth:
    case Arithmetic::gte:
      return Order::down;
    case Arithmetic::none:
      break;
    case Arithmetic::add:
    case Arithmetic::sub:
    case Arithmetic::mul:
    case Arithmetic::div:
    case Arithmetic::mod:
    case Arithmetic::dec:
      return Order::none;
  }
  if (jet->function == dor) return Order::dor;
  if (jet->function == gor) return Order::gor;
  if (jet->function == mor) return Order::mor;
  return jet->function == aor ? Order::aor : Order::none;
}

void sort_by(Order order, std::span<Noun> items) {
  Pace pace;
  const auto sort = [&](auto&& before) {
    std::sort(items.begin(), items.end(), [&](Noun a, Noun b) {
      pace.step();
      return before(a, b);
    });
  };
  switch (order) {
    case Order::none:
      break;
    case Order::up:
      return sort([](Noun a, Noun b) { return atom_less(a, b); });
    case Order::down:
      return sort([](Noun a, Noun b) { return atom_less(b, a); });
    case Order::dor:
      return sort([](Noun a, Noun b) { return !galena::dor(b, a); });
    case Order::gor:
      return sort([](Noun a, Noun b) { return !galena::gor(b, a); });
    case Order::mor:
      return sort([](Noun a, Noun b) { return !galena::mor(b, a); });
    case Order::aor:
      return sort([](Noun a, Noun b) { return !aor_of(b, a); });
  }
}

// The list in order, or none where the gate is no order that is known, or does not take what is in the list.
Noun sorted(Machine& machine, Noun list, Noun gate) {
  const Order order = order_of(machine.jet_of(gate, 2));
  if (order == Order::none) return Noun::none();
  Scratch<Noun> items;
  bool atoms = true;
  for (Pace pace; list.is_cell(); list = list.tail(), pace.step()) {
    items.push_back(list.head());
    atoms = atoms && list.head().is_atom();
  }
  if (!atoms && (order == Order::up || order == Order::down)) return Noun::none();
  sort_by(order, items);
  return machine.heap().list(items);
}

// The Nock's quicksort with the first element as the pivot, step for step: with an order that is none (the gate may say
// anything) the product depends on which elements are compared. The sorted list grows from its end. r[4]: the list
// being split, last element first; r[5]: the gate; r[6], r[7]: its halves; r[8]: the pivot; r[9]: the sorted list;
// r[10]: what is to be put before it, nearest first: [0 element] or [1 list].
Step sort_step(Strand& strand, Noun* r, Noun result) {
  Heap& heap = strand.heap;
  if (state(r) == 0) {
    if (!start_whole_walk(r)) return Step::decline();
    if (const Noun list = sorted(strand.machine, r[4], r[5]); !list.is_none()) return Step::done(list);
    r[10] = heap.cons(heap.cons(Noun::direct(1), r[4]), kNull);
    r[4] = kNull;
    r[8] = kNull;
    set_state(r, 2);
  } else {
    if (result != kYes && result != kNo) return Step::fail();
    Noun& side = result == kYes ? r[6] : r[7];
    side = heap.cons(r[4].head(), side);
    r[4] = r[4].tail();
  }
  for (Pace pace;; pace.step()) {
    if (r[4].is_cell()) {
      return slam(strand, r[5], heap.cons(r[4].head(), r[8]));
    }
    if (state(r) == 3) {
      // Split: after the pivot comes what the gate did not put before it.
      Noun rest = heap.cons(heap.cons(Noun::direct(1), r[6]), r[10]);
      rest = heap.cons(heap.cons(Noun::direct(0), r[8]), rest);
      r[10] = heap.cons(heap.cons(Noun::direct(1), r[7]), rest);
      set_state(r, 2);
    }
    // Every element is in the sorted list or waits for its turn.
    GALENA_CHECK(r[10] != kNull || length_of(r[9]) == length_of(two(r[2]).a));
    if (r[10] == kNull) return Step::done(r[9]);
    const Noun next = r[10].head();
    r[10] = r[10].tail();
    if (next.head() == kNull) {
      r[9] = heap.cons(next.tail(), r[9]);
    } else if (next.tail() != kNull) {
      r[8] = next.tail().head();
      r[4] = reversed_onto(heap, next.tail().tail(), kNull);
      r[6] = kNull;
      r[7] = kNull;
      set_state(r, 3);
    }
  }
}

}  // namespace

const NativeJet kLevy{6, quantified_step<1>};
const NativeJet kLien{6, quantified_step<0>};
const NativeJet kMurn{7, murn_step};
const NativeJet kReel{7, fold_step<true>};
const NativeJet kRoll{7, fold_step<false>};
const NativeJet kSkid{8, skid_step};
const NativeJet kSkim{7, filtered_step<0>};
const NativeJet kSkip{7, filtered_step<1>};
const NativeJet kSort{11, sort_step};
const NativeJet kTurn{7, turn_step};

}  // namespace galena::jets
