#include "tools/galena/diagnose/suggestions.h"

#include <algorithm>
#include <boost/unordered/unordered_flat_set.hpp>
#include <deque>

#include "hoon/aura/scot.h"
#include "hoon/type/types.h"
#include "nock/base/check.h"
#include "nock/noun/text.h"
#include "tools/galena/base/near_names.h"

namespace galena::tools {
namespace {

constexpr size_t kTypesSeen = 20000;
constexpr size_t kHoldsUnfolded = 500;

template <class Visit>
void each_key(Noun map, Visit&& visit) {
  hoon::Items nodes;
  hoon::set_items(map, nodes);
  for (const Noun node : nodes) visit(node.head());
}

}  // namespace

std::vector<std::string> names_in(hoon::Compiler& compiler, Noun type) {
  std::vector<std::string> names;
  boost::unordered_flat_set<uint64_t> named, seen;
  const auto add = [&](Noun name) {
    if (name != kNull && named.insert(name.word()).second) names.push_back(cord_text(name));
  };
  size_t holds = 0;
  std::deque<Noun> open{type};
  while (!open.empty() && seen.size() < kTypesSeen) {
    const Noun next = open.front();
    open.pop_front();
    if (!next.is_cell() || !seen.insert(next.word()).second) continue;
    switch (hoon::kind_of(next)) {
      case "cell"_w:
        open.push_back(hoon::p_of(next));
        open.push_back(hoon::q_of(next));
        break;
      case "face"_w:
        if (const Noun tune = hoon::p_of(next); tune.is_atom()) {
          add(tune);
        } else {
          each_key(tune.head(), add);
          open.push_back(hoon::q_of(next));
        }
        break;
      case "core"_w: {
        const hoon::CoreParts core(next);
        hoon::Items chapters;
        hoon::set_items(core.chapters, chapters);
        for (const Noun chapter : chapters) each_key(hoon::arms_of(compiler.kelvin(), chapter), add);
        open.push_back(core.payload);
        break;
      }
      case "fork"_w:
        for (const Noun each : hoon::cases_of(next)) open.push_back(each);
        break;
      case "hint"_w:
        open.push_back(hoon::q_of(next));
        break;
      case "hold"_w:
        if (++holds > kHoldsUnfolded) break;
        if (const hoon::Result<Noun> unfolded = compiler.unfold(next)) open.push_back(unfolded.value());
        break;
      default:
        break;
    }
  }
  return names;
}

std::optional<MissingLimb> missing_limb(Arena& arena, hoon::Compiler& compiler, Noun type, Noun wing) {
  std::vector<Noun> limbs;
  for (; wing.is_cell(); wing = wing.tail()) limbs.push_back(wing.head());
  for (size_t i = limbs.size(); i-- > 0;) {
    const hoon::Result<hoon::Compiled> found = compiler.find(type, arena.cons(limbs[i], kNull));
    if (!found) {
      if (found.error().kind != hoon::ErrorKind::find) return std::nullopt;
      return MissingLimb{limbs[i], type, i + 1 == limbs.size()};
    }
    type = found.value().type;
  }
  return std::nullopt;
}

// name, [%| skip (unit name)], [%& axis]
Noun name_of_limb(Noun limb) {
  if (limb.is_atom()) return limb;
  if (limb.head() == kYes) return Noun::none();
  const Noun name = limb.tail().tail();
  return name.is_cell() ? name.tail() : Noun::none();
}

std::vector<std::string> suggest_names(hoon::Compiler& compiler, const MissingLimb& missing) {
  const Noun limb = name_of_limb(missing.limb);
  if (limb.is_none() || limb == kNull) return {};
  return near_names(cord_text(limb), names_in(compiler, missing.type));
}

}  // namespace galena::tools
