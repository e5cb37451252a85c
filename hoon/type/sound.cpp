#include "hoon/type/sound.h"

#include "hoon/noun/stack.h"
#include "hoon/noun/treap.h"
#include "hoon/type/types.h"

namespace galena::hoon {
namespace {

bool is_unit(Noun noun) {
  return noun == kNull || (noun.is_cell() && noun.head() == kNull);
}

}  // namespace

bool Sound::type(Noun noun) {
  todo_.assign(1, noun);
  met_.clear();
  while (!todo_.empty()) {
    check_stack();
    const Noun next = todo_.back();
    todo_.pop_back();
    if (next == kNoun || next == kVoid) continue;
    if (!looks_like_type(next)) {
      // What stands on it is not sound either.
      for (const uint64_t word : met_) types_.erase(word);
      return false;
    }
    if (!types_.insert(next.word()).second) continue;
    met_.push_back(next.word());
    if (!is_type_so_far(next)) todo_.push_back(kNull);
  }
  return true;
}

// What is beside the types in a type; those come next.
bool Sound::is_type_so_far(Noun type) {
  switch (kind_of(type)) {
    case "atom"_w:
      return q_of(type) == kNull || q_of(type).tail().is_atom();
    case "cell"_w:
      expect_type(p_of(type));
      expect_type(q_of(type));
      return true;
    case "core"_w:
      return is_core(type);
    case "face"_w: {
      expect_type(q_of(type));
      const Noun name = p_of(type);
      const auto is_alias = [](Noun node) { return node.is_cell() && node.head().is_atom() && is_unit(node.tail()); };
      return name.is_atom() || is_treap(name.head(), is_alias);
    }
    case "fork"_w: {
      if (type.tail() != kNull && !is_set(type.tail())) return false;
      for (const Noun one : cases_of(type)) {
        if (one == kVoid || kind_of(one) == "fork"_w) return false;
        expect_type(one);
      }
      return true;
    }
    case "hint"_w:
      expect_type(p_of(type).head());
      expect_type(q_of(type));
      return true;
    case "hold"_w:
      expect_type(p_of(type));
      return true;
    default:
      return false;
  }
}

bool Sound::is_core(Noun noun) {
  const CoreParts core(noun);
  expect_type(core.payload);
  expect_type(core.context);
  return is_unit(core.name) && are_chapters(core.chapters) && is_battery(core.known.head(), core.known.tail());
}

template <class IsNode>
bool Sound::is_treap(Noun treap, const IsNode& is_node) {
  std::vector<Noun> todo{treap};
  std::vector<uint64_t> seen;
  while (!todo.empty()) {
    check_stack();
    const Noun next = todo.back();
    todo.pop_back();
    if (next == kNull || treaps_.contains(next.word())) continue;
    if (!next.is_cell() || !next.tail().is_cell() || !is_node(treap_node(next))) return false;
    seen.push_back(next.word());
    todo.push_back(treap_left(next));
    todo.push_back(treap_right(next));
  }
  treaps_.insert(seen.begin(), seen.end());
  return true;
}

bool Sound::are_chapters(Noun chapters) {
  const auto is_arm = [](Noun node) { return node.is_cell() && node.head().is_atom(); };
  const auto is_chapter = [&](Noun node) {
    return node.is_cell() && node.head().is_atom() && has_arms(kelvin_, node.tail()) &&
           is_treap(arms_of(kelvin_, node), is_arm);
  };
  return is_treap(chapters, is_chapter);
}

// What is known of a battery: a stencil over a noun.
bool Sound::is_battery(Noun stencil, Noun data) {
  check_stack();
  if (!stencil.is_cell()) return false;
  const Noun rest = stencil.tail();
  switch (kind_of(stencil)) {
    case "full"_w:
      return rest == kNull || is_set(rest);
    case "half"_w:
      return rest.is_cell() && data.is_cell() && is_battery(rest.head(), data.head()) &&
             is_battery(rest.tail(), data.tail());
    case "lazy"_w:
      return rest.is_cell() && rest.head().is_atom() && rest.head() != kNull && is_promise(rest.tail());
    default:
      return false;
  }
}

// [thunk axis arms %hemp-141 laze [name polarity chapters] ut subject [fan rib vet] library], as make_gate has it.
bool Sound::is_promise(Noun gate) {
  if (promises_.contains(gate.word())) return true;
  if (!identity_.parts) return false;
  Noun parts[9];
  Noun rest = gate;
  for (Noun& part : parts) {
    if (!rest.is_cell()) return false;
    part = rest.head();
    rest = rest.tail();
  }
  const auto& [thunk, axis, arms, note, laze, sample, ut, subject, guards] = parts;
  if (thunk != identity_.parts->thunk || laze != identity_.parts->laze || ut != identity_.parts->ut ||
      rest != identity_.parts->library || !axis.is_atom()) {
    return false;
  }
  if (!sample.is_cell() || !is_unit(sample.head()) || !sample.tail().is_cell()) return false;
  const Noun polarity = sample.tail().head(), chapters = sample.tail().tail();
  if ((polarity != "dry"_n && polarity != "wet"_n) || !are_chapters(chapters)) return false;
  if (arms != arms_by_axis(kelvin_, arena_, chapters)) return false;
  const bool guarded = guards.is_cell() && guards.head() == kNull && guards.tail().is_cell();
  const Noun vet = guarded ? guards.tail().tail() : kNull;
  if (!guarded || (vet != kYes && vet != kNo) || guards.tail().head() != kNull) return false;
  expect_type(subject);
  promises_.insert(gate.word());
  return note == "hemp-141"_n;
}

}  // namespace galena::hoon
