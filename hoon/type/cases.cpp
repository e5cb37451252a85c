#include "hoon/type/cases.h"

#include <algorithm>

#include "hoon/noun/axis_walk.h"

namespace galena::hoon {

CaseIndex::CaseIndex(Noun fork, Noun axis) {
  for (const Noun item : cases_of(fork)) {
    Noun part = item;
    AxisWalk walk(axis);
    for (; !walk.done() && kind_of(part) == "cell"_w; walk.down()) part = walk.tail() ? q_of(part) : p_of(part);
    if (!walk.done()) {
      plain_ = false;
      others_.push_back(item);
      continue;
    }
    // Parts that are forks themselves are not taken apart again.
    plain_ = plain_ && part != kVoid && kind_of(part) != "fork"_w;
    part_.emplace(item.word(), part);
    with_part_[part.word()].push_back(item);
    if (kind_of(part) == "atom"_w && q_of(part).is_cell()) {
      with_constant_[q_of(part).word()].push_back(item);
    } else {
      others_.push_back(item);
    }
  }
}

const Items& CaseIndex::with_constant(Noun unit) const {
  static const Items kNone;
  const auto it = with_constant_.find(unit.word());
  return it == with_constant_.end() ? kNone : it->second;
}

Noun Cases::origin(Noun fork) const {
  const auto it = left_.find(Key<1>{{fork.word()}});
  return it == left_.end() ? fork : it->second.origin;
}

bool Cases::is_large(Noun fork) const {
  if (is_left(fork)) return true;
  size_t count = 0;
  Items open{fork.tail()};
  while (!open.empty() && count < kLargeFork) {
    const Noun set = open.back();
    open.pop_back();
    if (!set.is_cell()) continue;
    ++count;
    open.push_back(treap_left(set));
    open.push_back(treap_right(set));
  }
  return count == kLargeFork;
}

const CaseIndex& Cases::index(Noun fork, Noun axis) {
  const Noun first = origin(fork);
  auto& index = indices_[key(first, axis)];
  if (!index) index = std::make_unique<CaseIndex>(first, axis);
  return *index;
}

Noun Cases::type_of(Noun set) const {
  if (!set.is_cell()) return kVoid;
  const bool single = treap_left(set).is_atom() && treap_right(set).is_atom();
  return single ? treap_node(set) : arena_.cons("fork"_n, set);
}

Noun Cases::without(Noun fork, const Items& gone) {
  if (gone.empty()) return fork;
  Noun set = fork.tail();
  for (const Noun item : gone) set = set_delete(arena_, set, item);
  const Noun rest = type_of(set);
  GALENA_CHECK(treap_size(set) + gone.size() == treap_size(fork.tail()));
  if (kind_of(rest) == "fork"_w) left_.try_emplace(Key<1>{{rest.word()}}, Left{origin(fork), fork, gone});
  return rest;
}

Noun Cases::parts(Noun fork, Noun axis) {
  const CaseIndex& all = index(fork, axis);
  if (!all.is_plain()) return Noun::none();
  // Back to a fork of which it is known, and forth again.
  std::vector<Noun> way;
  Noun set;
  for (Noun at = fork;; at = left_.at(Key<1>{{at.word()}}).before) {
    if (const auto it = parts_.find(key(at, axis)); it != parts_.end()) {
      set = it->second;
      break;
    }
    if (!is_left(at)) {
      Items parts;
      for (const Noun item : cases_of(at)) parts.push_back(all.part(item));
      set = set_of(arena_, parts);
      parts_.emplace(key(at, axis), set);
      break;
    }
    way.push_back(at);
  }
  while (!way.empty()) {
    const Noun at = way.back();
    way.pop_back();
    for (const Noun item : left_.at(Key<1>{{at.word()}}).gone) {
      const Noun part = all.part(item);
      const Items& alike = all.with_part(part);
      if (std::none_of(alike.begin(), alike.end(), [&](Noun other) { return set_has(at.tail(), other); })) {
        set = set_delete(arena_, set, part);
      }
    }
    parts_.emplace(key(at, axis), set);
  }
  GALENA_CHECK(!GALENA_NOW_AND_THEN(100) || set == parts_one_by_one(fork, axis));
  return type_of(set);
}

// The same set, made without what is known of other forks.
Noun Cases::parts_one_by_one(Noun fork, Noun axis) const {
  Items parts;
  for (Noun part : cases_of(fork)) {
    for (AxisWalk walk(axis); !walk.done(); walk.down()) part = walk.tail() ? q_of(part) : p_of(part);
    parts.push_back(part);
  }
  return set_of(arena_, parts);
}

}  // namespace galena::hoon
