#include "jets/make.h"

#include "jets/bits.h"
#include "jets/octets.h"
#include "jets/order.h"
#include "jets/tree.h"
#include "nock/noun/equal.h"

namespace galena::jets {
namespace {

constexpr Noun kVoid = "void"_n;

bool is_cell(Noun noun) {
  return !noun.is_none() && noun.is_cell();
}
// [tag atom], the atom not 0: an axis that a formula reads.
bool is_slot(Noun formula) {
  return is_cell(formula) && formula.head() == Noun::zero() && formula.tail().is_atom() &&
         formula.tail() != Noun::zero();
}
bool is_slot_of_all(Noun formula) {
  return is_cell(formula) && formula.head() == Noun::zero() && formula.tail() == Noun::direct(1);
}

// An aura: its letters, and its width, 0 if it has none.
struct Aura {
  std::span<const uint8_t> letters;
  uint8_t width = 0;
};
Aura aura_of(const Octets& text) {
  const uint8_t last = text.span().back();
  if (last < 'A' || last > 'Z') return {text.span()};
  return {text.span().first(text.size() - 1), static_cast<uint8_t>(last - 'A' + 1)};
}

// A node [item left right], where there is one.
struct Node {
  Noun item, left, right;  // item is none if it is none
};
Node node_of(Noun tree) {
  if (!is_cell(tree) || !tree.tail().is_cell()) return {Noun::none(), kNull, kNull};
  return {tree.head(), tree.tail().head(), tree.tail().tail()};
}
bool is_leaf(const Node& node) {
  return node.left == kNull && node.right == kNull;
}
// Where the halves of a node lie below its axis: a battery has no place for those that are not there.
uint64_t left_of(const Node& node) {
  return node.right == kNull ? 3 : 6;
}
uint64_t right_of(const Node& node) {
  return node.left == kNull ? 3 : 7;
}

// The same as `look`, without a unit around it: [axis hoon], null, or none where the map is none.
Noun look_up(Machine& machine, Noun name, Noun arms) {
  Heap& heap = machine.heap();
  Noun at = Noun::direct(1);
  for (Pace pace; arms != kNull; pace.step()) {
    const Node node = node_of(arms);
    if (!is_cell(node.item)) return Noun::none();
    const Noun key = node.item.head();
    if (equal(heap, name, key)) {
      return heap.cons(is_leaf(node) ? at : peg(heap, at, Noun::direct(2)), node.item.tail());
    }
    const bool before = gor(machine, heap.tuple(kNull, heap.cons(name, key), kNull)) == kYes;
    at = peg(heap, at, Noun::direct(before ? left_of(node) : right_of(node)));
    arms = before ? node.left : node.right;
  }
  return kNull;
}

}  // namespace

Noun make_cell(Machine& machine, Noun core) {
  const auto [head, tail] = two(core);
  if (head.is_none()) return kDecline;
  if (head == kVoid || tail == kVoid) return kVoid;
  return machine.heap().tuple("cell"_n, head, tail);
}

Noun make_core(Machine& machine, Noun core) {
  const auto [payload, about] = two(core);
  if (payload.is_none()) return kDecline;
  return payload == kVoid ? kVoid : machine.heap().tuple("core"_n, payload, about);
}

Noun make_face(Machine& machine, Noun core) {
  const auto [name, inner] = two(core);
  if (name.is_none()) return kDecline;
  return inner == kVoid ? kVoid : machine.heap().tuple("face"_n, name, inner);
}

Noun make_fork(Machine& machine, Noun core) {
  Noun cases = sample(core), all = kNull;
  if (cases.is_none()) return kDecline;
  Heap& heap = machine.heap();
  for (Pace pace; cases.is_cell(); cases = cases.tail(), pace.step()) {
    const Noun type = cases.head();
    if (type == kVoid) continue;
    if (type.is_cell() && type.head() == "fork"_n) {
      all = in_uni(machine, heap.tuple(kNull, type.tail(), kNull, all, kNull));
      if (all == kDecline) return kDecline;
    } else {
      all = set_put(heap, all, type);
      if (all.is_none()) return kDecline;
    }
  }
  if (all == kNull) return kVoid;
  const Node node = node_of(all);
  return !node.item.is_none() && is_leaf(node) ? node.item : heap.cons("fork"_n, all);
}

Noun fitz(Machine&, Noun core) {
  const auto [wanted, given] = two_atoms(core);
  if (wanted.is_none()) return kDecline;
  if (wanted == Noun::zero() || given == Noun::zero()) return kYes;
  const Octets one_text(wanted), two_text(given);
  const Aura one = aura_of(one_text), two = aura_of(two_text);
  if (std::ranges::equal(one_text.span(), two_text.span())) return kYes;
  if (one.width != 0 && two.width != 0 && one.width < two.width) return kNo;
  // As far as both go. Zeros at the end of letters, where a capital stood behind them, do not count.
  const auto letters = [](std::span<const uint8_t> text) {
    while (!text.empty() && text.back() == 0) text = text.first(text.size() - 1);
    return text;
  };
  const auto a = letters(one.letters), b = letters(two.letters);
  const size_t common = std::min(a.size(), b.size());
  return loobean(std::ranges::equal(a.first(common), b.first(common)));
}

Noun make_comb(Machine& machine, Noun core) {
  const auto [first, second] = two(core);
  if (first.is_none() || !first.is_cell() || !second.is_cell()) return kDecline;
  Heap& heap = machine.heap();
  if (first.head().is_cell() && is_slot_of_all(first.tail())) {
    return heap.tuple(Noun::direct(8), first.head(), second);
  }
  const Noun composed = heap.tuple(Noun::direct(7), first, second);
  if (first.head() == Noun::zero() && !first.tail().is_atom()) return kDecline;
  if (!is_slot(first)) return is_slot_of_all(second) ? first : composed;
  const auto below = [&](Noun axis) { return heap.cons(Noun::zero(), peg(heap, first.tail(), axis)); };
  if (second.head() == Noun::zero()) {
    if (second.tail() == Noun::zero()) return composed;
    return second.tail().is_atom() ? below(second.tail()) : kDecline;
  }
  const Noun operands = second.tail();
  if (second.head() != Noun::direct(2) || !operands.is_cell()) return composed;
  const auto reads = [](Noun formula) { return formula.is_cell() && formula.head() == Noun::zero(); };
  if (!reads(operands.head()) || !reads(operands.tail())) return composed;
  if (!is_slot(operands.head()) || !is_slot(operands.tail())) return kDecline;
  return heap.tuple(Noun::direct(2), below(operands.head().tail()), below(operands.tail().tail()));
}

Noun make_cons(Machine& machine, Noun core) {
  const auto [head, tail] = two(core);
  if (head.is_none() || !head.is_cell() || !tail.is_cell()) return kDecline;
  Heap& heap = machine.heap();
  const bool constant = head.head() == Noun::direct(1) && tail.head() == Noun::direct(1);
  return constant ? heap.tuple(Noun::direct(1), head.tail(), tail.tail()) : heap.cons(head, tail);
}

Noun look(Machine& machine, Noun core) {
  const auto [name, arms] = two(core);
  if (name.is_none()) return kDecline;
  const Noun found = look_up(machine, name, arms);
  return found.is_none() || found == kNull ? found : machine.heap().cons(kNull, found);
}

// All chapters are gone through, each before those left of it, and those before the ones right of it.
Noun loot(Machine& machine, Noun core) {
  const auto [name, chapters] = two(core);
  if (name.is_none()) return kDecline;
  Heap& heap = machine.heap();
  struct Place {
    Noun tree, at;
  };
  Scratch<Place> todo{{chapters, Noun::direct(1)}};
  for (Pace pace; !todo.empty(); pace.step()) {
    const Place place = todo.back();
    todo.pop_back();
    if (place.tree == kNull) continue;
    const Node node = node_of(place.tree);
    const Noun arms = tail_of(tail_of(node.item));
    if (arms.is_none()) return kDecline;
    const Noun found = look_up(machine, name, arms);
    if (found.is_none()) return kDecline;
    if (found != kNull) {
      const Noun at = is_leaf(node) ? place.at : peg(heap, place.at, Noun::direct(2));
      return heap.tuple(kNull, peg(heap, at, found.head()), found.tail());
    }
    todo.push_back({node.right, peg(heap, place.at, Noun::direct(right_of(node)))});
    todo.push_back({node.left, peg(heap, place.at, Noun::direct(left_of(node)))});
  }
  return kNull;
}

}  // namespace galena::jets
