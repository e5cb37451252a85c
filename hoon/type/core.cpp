// Cores: minting and mulling their arms, and checks against the core that a cast asks for.
//
// The arms of a core are compiled in a subject in which the core is there already. What is known of its battery then is
// a promise: a thunk that can compile any single arm, for constant folding.
#include <algorithm>

#include "hoon/type/ut.h"

namespace galena::hoon {

// The core that a core should be, as far as that can be told: for better messages, and for the types its arms must
// have.
struct Ut::Expected {
  Noun type;      // %noun, a cell, a core, or a fork of such
  Noun chapters;  // of a core; none if the type is something else
};

namespace {

// A list of the keys of one map that are not in another.
Noun keys_without(Arena& arena, Noun map, Noun other) {
  Items nodes;
  set_items(map, nodes);
  std::vector<Noun> keys;
  for (const Noun node : nodes) {
    if (map_get(other, node.head()).is_none()) keys.push_back(node.head());
  }
  return arena.list(keys);
}

}  // namespace

// The formula of one arm. Those of a wet core are only drafts, so they are not checked.
Noun Ut::hemp(bool vet, Noun sut, Noun polarity, Noun gol, Noun gen) {
  return mint(vet && polarity == "dry"_n, sut, gol, gen).formula;
}

// What is known of the battery of a core that is being compiled: a stencil with the gate of identity.h. Two such gates
// are equal exactly when the reference's are; see resolve() in fold.cpp for their use.
Noun Ut::laze(bool vet, Noun sut, Noun name, Noun polarity, Noun chapters, Noun rib) {
  const Noun arms =
      remember(arms_memo_, Key<1>{{chapters.word()}}, [&] { return arms_by_axis(kelvin(), arena_, chapters); });
  GALENA_CHECK(!GALENA_NOW_AND_THEN(100) || are_at_their_axes(chapters, arms));
  return lazy(make_gate(arena_, identity_, {vet, rib, sut, name, polarity, chapters}, arms));
}

// Whether the arm at each of these axes is the one that `arms`, (map axis hoon), has there: a pair of arms_by_axis and
// arm_at.
bool Ut::are_at_their_axes(Noun chapters, Noun arms) {
  Items nodes;
  set_items(arms, nodes);
  return std::all_of(nodes.begin(), nodes.end(),
                     [&](Noun node) { return arm_at(chapters, node.head()) == node.tail(); });
}

// Whether a battery has a formula for each arm, where find looks for it.
bool Ut::has_all_arms(Noun battery, Noun chapters) {
  Items nodes;
  set_items(arms_by_axis(kelvin(), arena_, chapters), nodes);
  return std::all_of(nodes.begin(), nodes.end(), [&](Noun node) {
    Noun part = battery;
    for (AxisWalk walk(node.head()); !walk.done(); walk.down()) {
      if (!part.is_cell()) return false;
      part = walk.tail() ? part.tail() : part.head();
    }
    return looks_like_formula(part);
  });
}

Noun Ut::lazy(Noun gate) {
  return arena_.cons(arena_.tuple("lazy"_n, kAxis1, gate), kNull);
}

// ---- mint ----

Minted Ut::mint_core(bool vet, Noun sut, Noun gol, Noun polarity, Noun gen) {
  const Noun name = p_of(gen);
  const Noun chapters = q_of(gen);
  Expected expected{core_check(gol), Noun::none()};
  chapters_check(expected.type, chapters);
  if (kind_of(expected.type) == "core"_w) expected.chapters = CoreParts(expected.type).chapters;
  const Noun lazy = laze(vet, sut, name, polarity, chapters, rib_list_);
  const Noun inner = types_.core(sut, types_.coil(name, polarity, "gold"_n, sut, lazy, chapters));
  const Noun battery = mint_chapters(vet, inner, polarity, chapters, expected);
  GALENA_CHECK(has_all_arms(battery, chapters));
  if (on_battery_ && !asks_again_) on_battery_(battery, chapters);
  const Noun known = arena_.cons(mask_known_, battery);
  const Noun type = types_.core(sut, types_.coil(name, polarity, "gold"_n, sut, known, chapters));
  return {mint_nice(vet, gol, type), nock_.cons(nock_.constant(battery), nock_.subject())};
}

// The battery: formulas in the shape of the treap, nodes before branches, leaves without their empty branches.
Noun Ut::mint_chapters(bool vet, Noun sut, Noun polarity, Noun chapters, const Expected& expected) {
  if (chapters.is_atom()) return kNull;
  const Noun node = treap_node(chapters);
  const Noun left = treap_left(chapters);
  const Noun right = treap_right(chapters);
  const Noun arms = arms_of(kelvin(), node);
  const Noun expected_arms = get_arms(expected, node.head());
  arms_check(arms, expected_arms);
  Noun battery = mint_arms(vet, sut, polarity, arms, expected, expected_arms);
  if (left.is_cell() && right.is_cell()) {
    const Noun first = mint_chapters(vet, sut, polarity, left, expected);
    return arena_.tuple(battery, first, mint_chapters(vet, sut, polarity, right, expected));
  }
  if (left.is_cell()) return arena_.cons(battery, mint_chapters(vet, sut, polarity, left, expected));
  if (right.is_cell()) return arena_.cons(battery, mint_chapters(vet, sut, polarity, right, expected));
  return battery;
}

Noun Ut::mint_arms(bool vet, Noun sut, Noun polarity, Noun arms, const Expected& expected, Noun expected_arms) {
  if (arms.is_atom()) return kNull;
  const Noun node = treap_node(arms);
  const Noun left = treap_left(arms);
  const Noun right = treap_right(arms);
  const Noun gol = get_arm_type(expected, expected_arms, node.head());
  const Noun arm = hemp(vet, sut, polarity, gol, node.tail());
  if (left.is_cell() && right.is_cell()) {
    const Noun first = mint_arms(vet, sut, polarity, left, expected, expected_arms);
    return arena_.tuple(arm, first, mint_arms(vet, sut, polarity, right, expected, expected_arms));
  }
  if (left.is_cell()) return arena_.cons(arm, mint_arms(vet, sut, polarity, left, expected, expected_arms));
  if (right.is_cell()) return arena_.cons(arm, mint_arms(vet, sut, polarity, right, expected, expected_arms));
  return arm;
}

// ---- checks against the type that is asked for ----

// The goal, unfolded to what a core can be compared with. Refuses what no core can be.
Noun Ut::core_check(Noun type) {
  check();
  switch (kind_of(type)) {
    case "noun"_w:
      return type;
    case "void"_w:
    case "atom"_w:
      refuse(ErrorKind::core_nice);
    case "cell"_w:
      need_nest(p_of(type), kNoun);
      return type;
    case "core"_w: {
      const CoreParts core(type);
      return types_.recast(core, core.payload, "gold"_n);
    }
    case "fork"_w: {
      Items cases = cases_of(type);
      for (Noun& each : cases) each = core_check(each);
      Noun set;
      for (const Noun each : cases) set = set_put(arena_, set, each);
      return arena_.cons("fork"_n, set);
    }
    default:
      return core_check(repo(type));
  }
}

void Ut::chapters_check(Noun type, Noun chapters) {
  switch (kind_of(type)) {
    case "core"_w:
      if (treap_size(chapters) != treap_size(CoreParts(type).chapters)) {
        throw CompileError{ErrorKind::core_nice, kNull, kNull, {{ErrorKind::core_number_of_chapters}}};
      }
      return;
    case "fork"_w:
      for (const Noun each : cases_of(type)) chapters_check(each, chapters);
      return;
    default:
      return;
  }
}

// The arms that a chapter should have, or none if that is not known.
Noun Ut::get_arms(const Expected& expected, Noun chapter) {
  if (expected.chapters.is_none()) return Noun::none();
  const Noun tome = map_get(expected.chapters, chapter);
  if (tome.is_none()) refuse(ErrorKind::unexpected_chapter, chapter);
  return arms_in(kelvin(), tome);
}

void Ut::arms_check(Noun arms, Noun expected_arms) {
  if (expected_arms.is_none()) return;
  const uint64_t need = treap_size(expected_arms);
  const uint64_t have = treap_size(arms);
  if (need == have) return;
  throw CompileError{ErrorKind::core_nice,
                     kNull,
                     kNull,
                     {{ErrorKind::have_arms, keys_without(arena_, arms, kNull)},
                      {ErrorKind::extra, keys_without(arena_, arms, expected_arms)},
                      {ErrorKind::missing, keys_without(arena_, expected_arms, arms)},
                      {ErrorKind::core_number_of_arms, Noun::direct(need), Noun::direct(have)}}};
}

Noun Ut::get_arm_type(const Expected& expected, Noun expected_arms, Noun name) {
  if (expected_arms.is_none()) return kNoun;
  const Noun gen = map_get(expected_arms, name);
  if (gen.is_none()) refuse(ErrorKind::unexpected_arm, name);
  return play(expected.type, gen);
}

// ---- mull ----

Mulled Ut::mull_core(bool vet, Noun sut, Noun gol, Noun dox, Noun polarity, Noun gen) {
  return framed([] { return Frame{ErrorKind::mull_grow}; },
                [&] {
                  const Noun name = p_of(gen);
                  const Noun chapters = q_of(gen);
                  // The cores have a battery of their own, so that no nesting test takes them for those that play
                  // makes. In the reference both share that of the caller's core; here the gate's own core has one that
                  // does not depend on the caller, so that what follows from it is found out once for all callers.
                  const auto make = [&](Noun subject, Noun known) {
                    return types_.core(subject, types_.coil(name, polarity, "gold"_n, subject, known, chapters));
                  };
                  const Noun type = make(sut, laze(vet, sut, name, polarity, chapters, rib_list_));
                  const Noun home = make(dox, laze(vet, dox, name, polarity, chapters, kNull));
                  if (polarity == "dry"_n) mull_chapters(vet, type, home, chapters);
                  return Mulled{mull_nice(vet, gol, type), home};
                });
}

void Ut::mull_chapters(bool vet, Noun sut, Noun dox, Noun chapters) {
  for (; chapters.is_cell(); chapters = treap_right(chapters)) {
    mull_arms(vet, sut, dox, arms_of(kelvin(), treap_node(chapters)));
    mull_chapters(vet, sut, dox, treap_left(chapters));
  }
}

void Ut::mull_arms(bool vet, Noun sut, Noun dox, Noun arms) {
  for (; arms.is_cell(); arms = treap_right(arms)) {
    mull(vet, sut, kNoun, dox, treap_node(arms).tail());
    mull_arms(vet, sut, dox, treap_left(arms));
  }
}

}  // namespace galena::hoon
