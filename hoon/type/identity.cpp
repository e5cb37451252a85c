#include "hoon/type/identity.h"

#include "hoon/noun/axis_walk.h"
#include "hoon/noun/stack.h"
#include "hoon/noun/treap.h"
#include "hoon/type/types.h"
#include "nock/base/check.h"
#include "nock/noun/mug.h"

namespace galena::hoon {
namespace {

// ++laze pushes it on its subject.
constexpr Noun kNote = "hemp-141"_n;

// Both levels of a battery have the same shape: a node, then its branches, where a leaf is the node alone.
template <class Visit>
void visit_by_axis(Arena& arena, Noun treap, Noun axis, const Visit& visit) {
  while (treap.is_cell()) {
    check_stack();
    const Noun left = treap_left(treap);
    const Noun right = treap_right(treap);
    if (left.is_atom() && right.is_atom()) {
      visit(treap_node(treap), axis);
      return;
    }
    visit(treap_node(treap), peg(arena, axis, kAxis2));
    if (left.is_cell() && right.is_cell()) {
      visit_by_axis(arena, left, peg(arena, axis, Noun::direct(6)), visit);
      axis = peg(arena, axis, Noun::direct(7));
      treap = right;
    } else {
      axis = peg(arena, axis, kAxis3);
      treap = left.is_cell() ? left : right;
    }
  }
}

}  // namespace

Identity Identity::of(Kelvin kelvin) {
  const auto& [thunk, laze, ut, library] = row_of(kelvin).compiler;
  return {thunk, laze, ut, library, std::nullopt};
}

std::optional<Identity> Identity::of(Noun lazy) {
  // [[%lazy 1 gate] 0]; the gate is [battery 0 arms %hemp-141 laze], the last [battery sample ut], and the last of that
  // [battery sut [fan rib vet] library].
  const auto tail = [](Noun n) { return n.is_cell() ? n.tail() : kNull; };
  if (!lazy.is_cell()) return std::nullopt;
  const Noun gate = tail(tail(lazy.head()));
  const Noun note = tail(tail(tail(gate)));
  if (!note.is_cell() || note.head() != kNote) return std::nullopt;
  const Noun ut = tail(tail(note.tail()));
  const Noun library = tail(tail(tail(ut)));
  if (!library.is_cell()) return std::nullopt;
  const Noun laze = note.tail();
  return Identity{mug(gate.head()), mug(laze.head()), mug(ut.head()), mug(library),
                  Parts{gate.head(), laze.head(), ut.head(), library}};
}

Noun arms_by_axis(Kelvin kelvin, Arena& arena, Noun chapters) {
  Items arms;
  visit_by_axis(arena, chapters, kAxis1, [&](Noun chapter, Noun axis) {
    visit_by_axis(arena, arms_of(kelvin, chapter), axis,
                  [&](Noun arm, Noun arm_axis) { arms.push_back(arena.cons(arm_axis, arm.tail())); });
  });
  return map_of_entries(arena, arms);
}

namespace {

// [fan rib vet], of which ++laze never meets the first.
Noun guards_of(Arena& arena, const Promise& promise) {
  Noun rib;
  for (Noun list = promise.rib; list.is_cell(); list = list.tail()) rib = set_put(arena, rib, list.head());
  return arena.tuple(kNull, rib, Noun::direct(promise.vet ? 0 : 1));
}

void set_mug(const Identity& identity, Noun stand_in, Noun axis, Noun guards, const Promise& promise, Noun arms) {
  const uint32_t ut = mug_pair(identity.ut, mug_pair(mug(promise.sut), mug_pair(mug(guards), identity.library)));
  const uint32_t sample = mug_pair(mug(promise.name), mug_pair(mug(promise.polarity), mug(promise.chapters)));
  const uint32_t laze = mug_pair(identity.laze, mug_pair(sample, ut));
  stand_in.cell()->header.mug =
      mug_pair(identity.thunk, mug_pair(mug(axis), mug_pair(mug(arms), mug_pair(mug(kNote), laze))));
}

// But for the order of the wet calls.
[[maybe_unused]] bool same_promise(const Promise& a, const Promise& b) {
  return a.vet == b.vet && a.sut == b.sut && a.name == b.name && a.polarity == b.polarity && a.chapters == b.chapters;
}

}  // namespace

Noun make_gate(Arena& arena, const Identity& identity, const Promise& promise, Noun arms) {
  const Noun sample = arena.tuple(promise.name, promise.polarity, promise.chapters);
  if (identity.parts) {
    const Identity::Parts& parts = *identity.parts;
    const Noun payload = arena.tuple(promise.sut, guards_of(arena, promise), parts.library);
    const Noun gate = arena.tuple(parts.thunk, kNull, arms, kNote, parts.laze, sample, parts.ut, payload);
    GALENA_CHECK(same_promise(promise_of(arena, identity, gate), promise));
    return gate;
  }
  const Noun context = arena.cons(Noun::direct(promise.vet ? 0 : 1), arena.tuple(promise.rib, promise.sut, sample));
  const Noun gate = arena.cons(kNull, context);
  if (gate.cell()->header.mug == 0) set_mug(identity, gate, kNull, guards_of(arena, promise), promise, arms);
  GALENA_CHECK(same_promise(promise_of(arena, identity, gate), promise));
  return gate;
}

Noun gate_with(Kelvin kelvin, Arena& arena, const Identity& identity, Noun gate, Noun axis) {
  if (identity.parts) return arena.tuple(gate.head(), axis, gate.tail().tail());
  const Noun changed = arena.cons(axis, gate.tail());
  if (changed.cell()->header.mug == 0) {
    const Promise promise = promise_of(arena, identity, gate);
    const Noun arms = arms_by_axis(kelvin, arena, promise.chapters);
    set_mug(identity, changed, axis, guards_of(arena, promise), promise, arms);
  }
  return changed;
}

Promise promise_of(Arena& arena, const Identity& identity, Noun gate) {
  if (!identity.parts) {
    const Noun rest = gate.tail().tail();
    const Noun sample = rest.tail().tail();
    return {gate.tail().head() == kNull, rest.head(),         rest.tail().head(), sample.head(),
            sample.tail().head(),        sample.tail().tail()};
  }
  const Noun laze = gate.tail().tail().tail().tail();
  const Noun sample = laze.tail().head();
  const Noun payload = laze.tail().tail().tail();
  const Noun guards = payload.tail().head();
  Items rib;
  set_items(guards.tail().head(), rib);
  return {guards.tail().tail() == kNull,
          arena.list(std::span<const Noun>(rib.data(), rib.size())),
          payload.head(),
          sample.head(),
          sample.tail().head(),
          sample.tail().tail()};
}

}  // namespace galena::hoon
