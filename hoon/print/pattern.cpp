#include "hoon/print/pattern.h"

#include <algorithm>
#include <string>

#include "hoon/aura/scot.h"
#include "hoon/noun/stack.h"
#include "hoon/noun/tome.h"
#include "nock/base/check.h"
#include "nock/noun/mug.h"
#include "nock/noun/text.h"

namespace galena::hoon {
namespace {

// Taking nouns apart that may have any shape.
Noun head(Noun noun) {
  if (!noun.is_cell()) throw Unprintable{};
  return noun.head();
}
Noun tail(Noun noun) {
  if (!noun.is_cell()) throw Unprintable{};
  return noun.tail();
}
bool tagged(Noun noun, Noun tag) {
  return noun.is_cell() && noun.head() == tag;
}

// The nodes of a set or map, in no particular order.
template <class Visit>
void each_node(Noun tree, Visit visit) {
  Scratch<Noun> trees = {tree};
  while (!trees.empty()) {
    const Noun node = trees.back();
    trees.pop_back();
    if (node == kNull) continue;
    visit(head(node));
    trees.push_back(head(tail(node)));
    trees.push_back(tail(tail(node)));
  }
}

// The items of a list if there are exactly `count`.
bool items_of(Noun list, size_t count, Noun* items) {
  for (size_t i = 0; i < count; ++i, list = list.tail()) {
    if (!list.is_cell()) return false;
    items[i] = list.head();
  }
  return list == kNull;
}

// A face with a name of one letter, of any pattern.
bool is_short_face(Noun pattern) {
  return tagged(pattern, "face"_n) && byte_length(pattern.tail().head()) == 1;
}
bool is_face_of(Noun pattern, Noun content) {
  return is_short_face(pattern) && pattern.tail().tail() == content;
}

// The names of faces in a row as one word.
Noun joined(Arena& arena, std::initializer_list<Noun> faces) {
  std::string name;
  for (Noun face : faces) append_bytes(name, face.tail().head());
  return arena.cord(name);
}

}  // namespace

bool alphabetical(Noun a, Noun b) {
  while (a != b) {
    if (a.is_cell() != b.is_cell()) return b.is_cell();
    if (a.is_atom()) {
      uint64_t small_a;
      uint64_t small_b;
      const Limbs x = limbs_of(a, small_a);
      const Limbs y = limbs_of(b, small_b);
      for (size_t i = 0;; ++i) {
        const uint64_t p = i < x.size ? x.data[i] : 0;
        const uint64_t q = i < y.size ? y.data[i] : 0;
        if (p != q) return __builtin_bswap64(p) < __builtin_bswap64(q);
      }
    }
    const bool same_head = a.head() == b.head();
    a = same_head ? a.tail() : a.head();
    b = same_head ? b.tail() : b.head();
  }
  return true;
}

Cape PatternMaker::cape_of(Noun type) {
  Walk walk;
  Cape cape;
  cape.pattern = pattern_of(walk, type);
  GALENA_CHECK(walk.expanding.empty() && walk.bodies.size() == walk.numbers.size());
  cape.bodies = std::move(walk.bodies);
  return cape;
}

bool PatternMaker::is_type_of_types(Noun type) {
  if (!services_.is_type_of_types) return false;
  // Below its names it is one of many forms: what is not that can be told without asking the compiler more.
  constexpr int kMostHolds = 8;
  Noun form = type;
  for (int holds = 0; form.is_cell() && form.head() != "fork"_n;) {
    poll();
    if (form.head() == "face"_n || form.head() == "hint"_n) {
      form = form.tail().tail();
    } else if (form.head() != "hold"_n || ++holds > kMostHolds) {
      return false;
    } else {
      form = expand(form);
    }
  }
  if (!form.is_cell()) return false;
  if (const auto known = types_of_types_.find(type.word()); known != types_of_types_.end()) return known->second;
  const bool answer = services_.is_type_of_types(type);
  types_of_types_.emplace(type.word(), answer);
  return answer;
}

Noun PatternMaker::expand(Noun hold) {
  if (!services_.expand) throw Unprintable{};
  if (const auto known = expansions_.find(hold.word()); known != expansions_.end()) return known->second;
  const Noun type = services_.expand(hold);
  GALENA_CHECK(arena_.owns(type));
  expansions_.emplace(hold.word(), type);
  return type;
}

Noun PatternMaker::pattern_of(Walk& walk, Noun type) {
  check_stack();
  constexpr size_t kMostHolds = 256;  // beyond, remembering costs more than it saves
  if (const auto found = remembered_.find(type.word()); found != remembered_.end()) {
    const Remembered& known = found->second;
    const bool applies = std::none_of(known.holds.begin(), known.holds.end(), [&](Noun hold) {
      return walk.expanding.contains(hold.word()) || walk.numbers.contains(hold.word());
    });
    if (applies) {
      GALENA_CHECK(arena_.owns(known.pattern));
      walk.expanded.insert(walk.expanded.end(), known.holds.begin(), known.holds.end());
      return known.pattern;
    }
  }
  const size_t expanded = walk.expanded.size();
  const uint64_t uses = walk.context_uses;
  const Noun pattern = recognise(walk, raw_pattern_of(walk, type));

  const auto first = walk.expanded.begin() + static_cast<ptrdiff_t>(expanded);
  std::sort(first, walk.expanded.end(), [](Noun a, Noun b) { return a.word() < b.word(); });
  walk.expanded.erase(std::unique(first, walk.expanded.end()), walk.expanded.end());
  if (walk.context_uses == uses && walk.expanded.size() - expanded <= kMostHolds) {
    remembered_[type.word()] = {pattern,
                                {walk.expanded.begin() + static_cast<ptrdiff_t>(expanded), walk.expanded.end()}};
  }
  return pattern;
}

Noun PatternMaker::raw_pattern_of(Walk& walk, Noun type) {
  if (is_type_of_types(type)) return "type"_n;
  if (type.is_atom()) {
    if (type == "noun"_n || type == "void"_n) return type;
    throw Unprintable{};
  }
  const Noun rest = type.tail();
  switch (type.head().word()) {
    case "atom"_w: {
      const Noun aura = head(rest);
      const Noun constant = tail(rest);
      return constant == kNull ? arena_.cons("mato"_n, aura) : arena_.tuple("pear"_n, aura, tail(constant));
    }
    case "cell"_w: {
      const Noun first = pattern_of(walk, head(rest));
      const Noun second = pattern_of(walk, tail(rest));
      const Noun items = tagged(second, "plot"_n) ? second.tail() : arena_.cons(second, kNull);
      return arena_.tuple("plot"_n, first, items);
    }
    case "core"_w:
      return core_pattern(walk, type);
    case "face"_w: {
      const Noun content = pattern_of(walk, tail(rest));
      const Noun name = head(rest);
      return name.is_cell() ? content : arena_.tuple("face"_n, name, content);
    }
    case "hint"_w: {
      const Noun content = pattern_of(walk, tail(rest));
      const Noun note = tail(head(rest));
      return tagged(note, "know"_n) ? arena_.tuple("name"_n, note.tail(), content) : content;
    }
    case "fork"_w: {
      Scratch<Noun> cases;
      each_node(rest, [&](Noun item) { cases.push_back(item); });
      std::sort(cases.begin(), cases.end(), [](Noun a, Noun b) { return a != b && alphabetical(a, b); });
      // From the last to the first: numbers are given in that order.
      Noun patterns;
      while (!cases.empty()) {
        patterns = arena_.cons(pattern_of(walk, cases.back()), patterns);
        cases.pop_back();
      }
      return arena_.cons("bcwt"_n, patterns);
    }
    case "hold"_w:
      return hold_pattern(walk, type);
    default:
      throw Unprintable{};
  }
}

// A core is named by the number of its arms, the kind of its variance, and three letters of the mug of its arms:
// `<1.xyz [a=@ud <2.abc %140>]>`.
Noun PatternMaker::core_pattern(Walk& walk, Noun type) {
  const Noun content = pattern_of(walk, head(type.tail()));
  Noun contexts;
  Noun payload = content;
  if (tagged(content, "core"_n)) {
    contexts = content.tail().head();
    payload = content.tail().tail();
  }
  const Noun coil = tail(type.tail());
  const Noun chapters = tail(tail(tail(coil)));
  uint64_t arms = 0;
  each_node(chapters, [&](Noun chapter) {
    const Noun tome = tail(chapter);
    if (has_arms(kelvin(), tome)) each_node(arms_in(kelvin(), tome), [&](Noun) { ++arms; });
  });
  std::string name;
  append_atom("ud", Noun::direct(arms), name);
  switch (tail(tail(head(coil))).word()) {
    case "gold"_w:
      name += '.';
      break;
    case "iron"_w:
      name += '|';
      break;
    case "lead"_w:
      name += '?';
      break;
    case "zinc"_w:
      name += '&';
      break;
    default:
      throw Unprintable{};
  }
  uint32_t hash = mug(chapters);
  for (int i = 0; i < 3; ++i, hash /= 26) name += static_cast<char>('a' + hash % 26);
  return arena_.tuple("core"_n, arena_.cons(arena_.cord(name), contexts), payload);
}

// A type that contains itself gets a number at the place where it does.
Noun PatternMaker::hold_pattern(Walk& walk, Noun type) {
  const auto stop = [&](uint64_t number) { return arena_.cons("stop"_n, Noun::direct(number)); };
  if (const auto known = walk.numbers.find(type.word()); known != walk.numbers.end()) {
    ++walk.context_uses;
    return stop(known->second);
  }
  if (walk.expanding.contains(type.word())) {
    ++walk.context_uses;
    walk.bodies.push_back(Noun::none());
    const uint64_t number = walk.bodies.size();
    walk.numbers.emplace(type.word(), number);
    return stop(number);
  }
  walk.expanding.insert(type.word());
  const Noun pattern = pattern_of(walk, expand(type));
  walk.expanding.erase(type.word());
  if (const auto known = walk.numbers.find(type.word()); known != walk.numbers.end()) {
    GALENA_CHECK(known->second <= walk.bodies.size() && walk.bodies[known->second - 1].is_none());
    walk.bodies[known->second - 1] = pattern;
    return stop(known->second);
  }
  walk.expanded.push_back(type);
  return pattern;
}

// ++doge: a fork of null and a pair is a unit, a number for such a fork with itself in the tail a list, and so on.
Noun PatternMaker::recognise(const Walk& walk, Noun pattern) {
  if (pattern.is_atom()) return pattern;
  if (pattern.head() == "stop"_n) {
    pattern = recognise_number(walk, pattern);
  } else if (pattern.head() == "bcwt"_n) {
    // ?(%~ [%~ u=...])
    const Noun null = arena_.tuple("pear"_n, "n"_n, kNull);
    Noun cases[2];
    Noun pair[2];
    if (items_of(pattern.tail(), 2, cases) && cases[0] == null && tagged(cases[1], "plot"_n) &&
        items_of(cases[1].tail(), 2, pair) && pair[0] == null && is_short_face(pair[1])) {
      return arena_.cons("unit"_n, pair[1].tail());
    }
  }
  if (!tagged(pattern, "list"_n)) return pattern;
  const Noun item = pattern.tail().tail();
  if (item == "yarn"_n) return "wool"_n;
  if (!tagged(item, "mato"_n)) return pattern;
  switch (item.tail().word()) {
    case "ta"_w:
      return "path"_n;
    case "t"_w:
      return "wall"_n;
    case "tD"_w:
      return "yarn"_n;
    default:
      return pattern;
  }
}

Noun PatternMaker::recognise_number(const Walk& walk, Noun pattern) {
  GALENA_CHECK(pattern.tail().direct_value() - 1 < walk.bodies.size());
  const Noun body = walk.bodies[pattern.tail().direct_value() - 1];
  const Noun null = arena_.tuple("pear"_n, "n"_n, kNull);
  Noun cases[2];
  if (body.is_none() || !tagged(body, "bcwt"_n) || !items_of(body.tail(), 2, cases)) return pattern;
  if (cases[0] != null && cases[1] != null) return pattern;
  const Noun full = cases[0] == null ? cases[1] : cases[0];
  if (!tagged(full, "plot"_n)) return pattern;
  Noun parts[3];
  // [i=... t=itself]
  if (items_of(full.tail(), 2, parts) && is_short_face(parts[0]) && is_face_of(parts[1], pattern)) {
    return arena_.tuple("list"_n, joined(arena_, {parts[0], parts[1]}), parts[0].tail().tail());
  }
  // [n=... l=itself r=itself]
  if (items_of(full.tail(), 3, parts) && is_short_face(parts[0]) && is_face_of(parts[1], pattern) &&
      is_face_of(parts[2], pattern)) {
    return arena_.tuple("tree"_n, joined(arena_, {parts[0], parts[1], parts[2]}), parts[0].tail().tail());
  }
  return pattern;
}

}  // namespace galena::hoon
