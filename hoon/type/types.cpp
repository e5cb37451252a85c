#include "hoon/type/types.h"

#include <algorithm>
#include <boost/unordered/unordered_flat_set.hpp>
#include <string_view>
#include <utility>
#include <vector>

#include "hoon/noun/axis_walk.h"

namespace galena::hoon {
namespace {

// The bytes of an atom, least significant first.
std::string_view bytes_of(const uint64_t* limbs, Noun atom) {
  return {reinterpret_cast<const char*>(limbs), byte_length(atom)};
}

bool may_be_type(Noun noun) {
  return noun == kNoun || noun == kVoid || noun.is_cell();
}

// A treap of at least two types, none of them void or a fork.
[[maybe_unused]] bool is_union(Noun set) {
  Items cases;
  set_items(set, cases);
  return cases.size() >= 2 && std::none_of(cases.begin(), cases.end(), [](Noun type) {
           return type == kVoid || kind_of(type) == "fork"_w || !looks_like_type(type);
         });
}

// An aura ends in an upper-case letter when it says how many bits the atom has at the most: A is 1 bit, B is 2, ...
int take_size(std::string_view& aura) {
  if (aura.empty() || aura.back() < 'A' || aura.back() > 'Z') return 0;
  const int size = aura.back() - '@';
  aura.remove_suffix(1);
  return size;
}

}  // namespace

bool looks_like_type(Noun noun) {
  if (noun == kNoun || noun == kVoid) return true;
  if (!noun.is_cell() || noun.is_none()) return false;
  const Noun rest = noun.tail();
  if (kind_of(noun) == "fork"_w) return rest == kNull || (rest.is_cell() && rest.tail().is_cell());
  if (!rest.is_cell()) return false;
  switch (kind_of(noun)) {
    case "atom"_w:
      return rest.head().is_atom() && (rest.tail() == kNull || (rest.tail().is_cell() && rest.tail().head() == kNull));
    case "cell"_w:
      return may_be_type(rest.head()) && may_be_type(rest.tail());
    case "core"_w: {
      const Noun coil = rest.tail();
      if (!may_be_type(rest.head()) || !coil.is_cell() || !coil.tail().is_cell() || !coil.tail().tail().is_cell()) {
        return false;
      }
      const Noun garb = coil.head();
      if (!garb.is_cell() || !garb.tail().is_cell()) return false;
      const Noun polarity = garb.tail().head();
      const Noun variance = garb.tail().tail();
      return (polarity == "dry"_n || polarity == "wet"_n) &&
             (variance == "gold"_n || variance == "iron"_n || variance == "zinc"_n || variance == "lead"_n) &&
             may_be_type(coil.tail().head()) && coil.tail().tail().head().is_cell();
    }
    case "face"_w:
      return may_be_type(rest.tail());
    case "hint"_w:
      return rest.head().is_cell() && may_be_type(rest.tail());
    case "hold"_w:
      return may_be_type(rest.head()) && rest.tail().is_cell();
    default:
      return false;
  }
}

bool same_but_for_promises(Noun a, Noun b) {
  constexpr size_t kMost = 100'000;
  boost::unordered_flat_set<Key<2>, KeyHash> met;
  std::vector<std::pair<Noun, Noun>> open{{a, b}};
  while (!open.empty() && met.size() < kMost) {
    const auto [x, y] = open.back();
    open.pop_back();
    if (x == y || !met.insert(key(x, y)).second) continue;
    if (x.is_atom() || y.is_atom()) return false;
    const uint64_t kind = kind_of(x);
    if (kind == kind_of(y)) {
      if (kind == "lazy"_w) continue;
      // The order of the cases is that of their mugs, and those are the promises' too.
      if (kind == "fork"_w && treap_size(x.tail()) == treap_size(y.tail())) continue;
    }
    open.push_back({x.tail(), y.tail()});
    open.push_back({x.head(), y.head()});
  }
  return true;
}

bool auras_fit(Noun need, Noun have) {
  uint64_t small_need;
  uint64_t small_have;
  std::string_view a = bytes_of(limbs_of(need, small_need).data, need);
  std::string_view b = bytes_of(limbs_of(have, small_have).data, have);
  const int size_a = take_size(a);
  const int size_b = take_size(b);
  if (size_a != 0 && size_b != 0 && size_b > size_a) return false;
  const size_t common = std::min(a.size(), b.size());
  return a.substr(0, common) == b.substr(0, common);
}

Noun larger_atom(Noun a, Noun b) {
  return axis_less(b, a) ? a : b;
}

Types::Types(Arena& arena) : arena_(arena) {
  any_atom_ = atom(kNull);
  any_cell_ = arena.tuple("cell"_n, kNoun, kNoun);
  flag_ = fork({constant("f"_n, kYes), constant("f"_n, kNo)});
  any_split_ = fork({any_atom_, any_cell_});
}

Noun Types::recast(const CoreParts& core, Noun payload, Noun variance) {
  const Noun garb = arena_.tuple(core.name, core.polarity, variance);
  return arena_.tuple("core"_n, payload, garb, core.coil.tail());
}

Noun Types::fork(std::span<const Noun> cases) {
  const bool pair = cases.size() == 2;
  if (pair) {
    if (cases[0] == cases[1] || cases[1] == kVoid) return cases[0];
    if (cases[0] == kVoid) return cases[1];
    if (const auto it = forks_.find(key(cases[0], cases[1])); it != forks_.end()) {
      return it->second;
    }
  }
  if (pair && (kind_of(cases[0]) == "fork"_w || kind_of(cases[1]) == "fork"_w)) {
    // What grows a case at a time must not be sorted anew each time.
    const auto set = [&](Noun type) {
      return kind_of(type) == "fork"_w ? type.tail() : arena_.tuple(type, kNull, kNull);
    };
    const Noun fork = arena_.cons("fork"_n, set_union(arena_, set(cases[0]), set(cases[1])));
    GALENA_CHECK(!GALENA_NOW_AND_THEN(100) || is_union(fork.tail()));
    forks_.emplace(key(cases[0], cases[1]), fork);
    return fork;
  }
  // One case that is a fork, or several that are the same type, are common.
  Noun only = kVoid;
  bool several = false;
  Items items;
  for (const Noun type : cases) {
    if (type == kVoid || type == only) continue;
    if (only == kVoid) {
      only = type;
    } else {
      several = true;
    }
    if (kind_of(type) == "fork"_w) {
      set_items(type.tail(), items);
    } else {
      items.push_back(type);
    }
  }
  if (!several) return only;
  const Noun set = set_of(arena_, items);
  const bool single = treap_left(set).is_atom() && treap_right(set).is_atom();
  const Noun fork = single ? treap_node(set) : arena_.cons("fork"_n, set);
  GALENA_CHECK(single || !GALENA_NOW_AND_THEN(100) || is_union(set));
  if (pair) forks_.emplace(key(cases[0], cases[1]), fork);
  return fork;
}

Noun Types::refork(Noun fork, const Items& cases) {
  static constexpr size_t kFew = 4;
  const Items before = cases_of(fork);
  GALENA_CHECK(before.size() == cases.size());
  Items gone;
  Items come;
  for (size_t i = 0; i < cases.size() && gone.size() <= kFew; ++i) {
    if (cases[i] == before[i]) continue;
    gone.push_back(before[i]);
    if (cases[i] != kVoid) come.push_back(cases[i]);
  }
  if (gone.empty()) return fork;
  if (gone.size() > kFew || cases.size() <= 2 * kFew) return this->fork(cases);
  Noun set = fork.tail();
  for (const Noun type : gone) set = set_delete(arena_, set, type);
  // More than two are left.
  Noun rest = arena_.cons("fork"_n, set);
  for (const Noun type : come) rest = this->fork({rest, type});
  GALENA_CHECK(!GALENA_NOW_AND_THEN(100) || rest == this->fork(cases));
  return rest;
}

}  // namespace galena::hoon
