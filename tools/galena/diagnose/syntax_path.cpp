#include "tools/galena/diagnose/syntax_path.h"

#include <utility>

#include "hoon/noun/stack.h"
#include "hoon/type/types.h"
#include "nock/base/check.h"

namespace galena::tools {
namespace {

bool is_pint(Noun noun) {
  const auto counts = [](Noun n) { return n.is_direct() && n.direct_value() - 1 < UINT32_MAX; };
  return noun.is_cell() && counts(noun.head()) && counts(noun.tail());
}

// [%tag p q]
bool is_tagged(Noun noun) {
  return noun.is_cell() && noun.head().is_atom() && noun.tail().is_cell();
}

bool before(Noun a, Noun b) {
  const auto key = [](Noun pint) { return std::pair(pint.head().direct_value(), pint.tail().direct_value()); };
  return key(a) <= key(b);
}

bool encloses(Noun outer, Noun inner) {
  return before(outer.tail().head(), inner.tail().head()) && before(inner.tail().tail(), outer.tail().tail());
}

bool has_spec(Noun skin) {
  while (is_tagged(skin) && skin.head() == "dbug"_n) skin = hoon::q_of(skin);
  return is_tagged(skin) && skin.head() == "spec"_n;
}

// The name that a skin gives to a whole value.
Noun name_of_skin(Noun skin) {
  while (is_tagged(skin) && (skin.head() == "dbug"_n || skin.head() == "spec"_n)) skin = hoon::q_of(skin);
  if (skin.is_atom()) return skin;
  return is_tagged(skin) && skin.head() == "name"_n ? hoon::p_of(skin) : Noun::none();
}

// The name that a hoon is, and no more.
Noun name_of_hoon(Noun hoon) {
  hoon = without_marks(hoon);
  if (!hoon.is_cell()) return Noun::none();
  if (hoon.head() == "limb"_n && hoon.tail().is_atom()) return hoon.tail();
  const bool wing =
      hoon.head() == "wing"_n || (hoon.head() == "cnts"_n && is_tagged(hoon) && hoon::q_of(hoon).is_atom());
  if (!wing) return Noun::none();
  const Noun limbs = hoon.head() == "wing"_n ? hoon.tail() : hoon::p_of(hoon);
  return limbs.is_cell() && limbs.tail().is_atom() && limbs.head().is_atom() ? limbs.head() : Noun::none();
}

Noun spot_of(Noun noun) {
  return is_tagged(noun) && noun.head() == "dbug"_n ? hoon::p_of(noun) : Noun::none();
}

// The spot of the part of a structure that gives `name` to something, [%bcts skin spec]; `spot` is the one around it.
Noun bound_in_spec(Noun spec, Noun name, Noun spot) {
  hoon::check_stack();
  // Cells that are no structures are walked, too: names inside of an expression do not look like this.
  for (; spec.is_cell(); spec = spec.tail()) {
    if (const Noun own = spot_of(spec); !own.is_none()) return bound_in_spec(hoon::q_of(spec), name, own);
    if (is_tagged(spec) && spec.head() == "bcts"_n) {
      return name_of_skin(hoon::p_of(spec)) == name ? spot : Noun::none();
    }
    if (const Noun found = bound_in_spec(spec.head(), name, spot); !found.is_none()) return found;
  }
  return Noun::none();
}

}  // namespace

bool is_spot(Noun noun) {
  return noun.is_cell() && noun.tail().is_cell() && is_pint(noun.tail().head()) && is_pint(noun.tail().tail()) &&
         before(noun.tail().head(), noun.tail().tail());
}

Noun without_marks(Noun hoon) {
  while (is_tagged(hoon) && (hoon.head() == "dbug"_n || hoon.head() == "note"_n)) hoon = hoon::q_of(hoon);
  return hoon;
}

std::optional<SyntaxPath> SyntaxPath::find(Noun ast, Noun spot) {
  SyntaxPath path;
  if (!is_spot(spot)) return std::nullopt;
  const bool found = hoon::run_on_deep_stack(size_t{1} << 30, [&] {
    try {
      return descend(ast, spot, path);
    } catch (const hoon::TooDeep&) {
      return false;
    }
  });
  if (!found) return std::nullopt;
  GALENA_CHECK(spot_of(path.target_) == spot && path.is_connected());
  return path;
}

bool SyntaxPath::is_connected() const {
  for (size_t i = 0; i < steps_.size(); ++i) {
    const auto [cell, tail] = steps_[i];
    if (child(i) != (tail ? cell.tail() : cell.head())) return false;
  }
  return true;
}

bool SyntaxPath::descend(Noun ast, Noun spot, SyntaxPath& path) {
  hoon::check_stack();
  const size_t size = path.steps_.size();
  while (ast.is_cell()) {
    if (const Noun own = spot_of(ast); !own.is_none() && is_spot(own)) {
      if (own == spot) {
        path.target_ = ast;
        return true;
      }
      if (own.head() == spot.head() && !encloses(own, spot)) break;
      path.steps_.push_back({ast, true});
      path.steps_.push_back({ast.tail(), true});
      ast = hoon::q_of(ast);
      continue;
    }
    path.steps_.push_back({ast, false});
    if (descend(ast.head(), spot, path)) return true;
    path.steps_.back().tail = true;
    ast = ast.tail();
  }
  path.steps_.resize(size);
  return false;
}

bool SyntaxPath::goes(size_t index, const char* way) const {
  for (; *way != '\0'; ++way, ++index) {
    if (index >= steps_.size() || steps_[index].tail != (*way == 't')) return false;
  }
  return true;
}

std::optional<size_t> SyntaxPath::arm_of(size_t index) const {
  size_t at;
  switch (steps_[index].cell.head().word()) {
    case "brcn"_w:
    case "brpt"_w:
    case "brkt"_w:
      if (!goes(index, "tt")) return std::nullopt;
      at = index + 2;
      break;
    case "brcb"_w:
      if (!goes(index, "ttt")) return std::nullopt;
      at = index + 3;
      break;
    default:
      return std::nullopt;
  }
  // Through the map of chapters to a [name what arms], then through its map of arms to a [name hoon].
  while (goes(at, "t")) at += 2;
  if (!goes(at, "htt")) return std::nullopt;
  at += 3;
  while (goes(at, "t")) at += 2;
  if (!goes(at, "ht")) return std::nullopt;
  return at + 1;
}

Noun SyntaxPath::replace(Arena& arena, size_t index, Noun with) const {
  GALENA_CHECK(index < steps_.size() && arena.owns(with));
  for (size_t i = index + 1; i-- > 0;) {
    const Noun cell = steps_[i].cell;
    with = steps_[i].tail ? arena.cons(cell.head(), with) : arena.cons(with, cell.tail());
  }
  return with;
}

std::optional<SyntaxPath::Pruned> SyntaxPath::prune(Arena& arena) const {
  const Noun crash = arena.cons("zpzp"_n, kNull);
  for (size_t i = steps_.size(); i-- > 0;) {
    const Noun cell = steps_[i].cell;
    if (!is_tagged(cell)) continue;
    std::optional<size_t> piece;
    bool keeps_type = true;
    if ((cell.head() == "kthp"_n || cell.head() == "ktls"_n) && goes(i, "tt")) {
      piece = i + 1;
    } else if (cell.head() == "tsfs"_n && goes(i, "tth") && has_spec(hoon::p_of(cell))) {
      piece = i + 2;
    } else if ((piece = arm_of(i))) {
      keeps_type = false;
    }
    if (!piece || without_marks(child(*piece)) == crash) continue;
    return Pruned{replace(arena, *piece, crash), keeps_type};
  }
  return std::nullopt;
}

bool SyntaxPath::is_in_mould_of_cast() const {
  for (size_t i = 0; i < steps_.size(); ++i) {
    if (is_tagged(steps_[i].cell) && steps_[i].cell.head() == "mcmc"_n && goes(i, "th")) return true;
  }
  return false;
}

std::optional<SyntaxPath::Test> SyntaxPath::test_around() const {
  const auto is_test = [](Noun hoon) {
    if (!is_tagged(hoon) || !hoon.head().is_direct()) return false;
    switch (hoon.head().word()) {
      case "wtcl"_w:
      case "wtdt"_w:
      case "wthp"_w:
      case "wtkt"_w:
      case "wtls"_w:
      case "wtpt"_w:
      case "wtsg"_w:
        return true;
      default:
        return false;
    }
  };
  const auto is_pin = [](Noun hoon) { return is_tagged(hoon) && hoon.head() == "tsls"_n; };
  // The target may be a test, or what binds what is tested: then either branch may be meant.
  const Noun own = without_marks(target_);
  if (is_test(own)) return Test{own, spot_of(target_), 0, Noun::none()};
  if (is_pin(own) && is_test(without_marks(hoon::q_of(own)))) {
    return Test{without_marks(hoon::q_of(own)), spot_of(target_), 0, hoon::p_of(own)};
  }
  for (size_t i = steps_.size(); i-- > 0;) {
    const Noun cell = steps_[i].cell;
    if (!is_test(cell)) continue;
    const bool is_switch = cell.head() == "wthp"_n || cell.head() == "wtls"_n;
    const int branch = is_switch || !goes(i, "ttt") ? (goes(i, "tth") ? 1 : 2) : 2;
    if (!goes(i, "tt")) continue;
    Noun spot = Noun::none(), tested = Noun::none();
    // The marks around it, and the pin of what is tested.
    for (size_t k = i; k-- > 0 && i - k < 8;) {
      const Noun around = steps_[k].cell;
      if (!spot_of(around).is_none()) {
        spot = spot_of(around);
        break;
      }
      if (is_pin(around) && without_marks(hoon::q_of(around)) == cell) tested = hoon::p_of(around);
    }
    return Test{cell, spot, branch, tested};
  }
  return std::nullopt;
}

Noun SyntaxPath::asked_by() const {
  // What a product passes through unchanged on the way out. Steps are left by pairs that belong together, so each
  // expression is recognised from its own cell.
  size_t inner = steps_.size();
  for (size_t i = steps_.size(); i-- > 0;) {
    const Noun cell = steps_[i].cell;
    if (!is_tagged(cell)) continue;
    const auto passes = [&](const char* way) {
      return goes(i, way) && i + std::char_traits<char>::length(way) == inner;
    };
    switch (cell.head().word()) {
      case "dbug"_w:
      case "note"_w:
      case "tsls"_w:
      case "tsgr"_w:
        if (passes("tt")) inner = i;
        break;
      case "wtcl"_w:
      case "wtdt"_w:
      case "wtkt"_w:
      case "wtpt"_w:
      case "wtsg"_w:
        if (passes("ttt") || passes("tth")) inner = i;
        break;
      case "tsfs"_w:
        if (passes("ttt")) {
          inner = i;
        } else if (passes("tth")) {
          const Noun skin = hoon::p_of(cell);
          if (!has_spec(skin)) return Noun::none();
          Noun spec = skin;
          while (is_tagged(spec) && spec.head() == "dbug"_n) spec = hoon::q_of(spec);
          return spot_of(hoon::p_of(spec));
        }
        break;
      case "kthp"_w:
      case "ktls"_w:
        if (passes("tt")) return spot_of(hoon::p_of(cell));
        break;
      default:
        break;
    }
  }
  return Noun::none();
}

Noun SyntaxPath::bound_at() const {
  const Noun name = name_of_hoon(target_);
  if (name.is_none()) return name;
  for (size_t i = steps_.size(); i-- > 0;) {
    const Noun cell = steps_[i].cell;
    if (!is_tagged(cell)) continue;
    Noun binder = Noun::none();  // the spec or hoon that `name` is bound to
    switch (cell.head().word()) {
      case "tsfs"_w:
        if (goes(i, "ttt") && name_of_skin(hoon::p_of(cell)) == name) binder = hoon::q_of(cell).head();
        break;
      case "tsmc"_w:
        if (goes(i, "tth") && name_of_skin(hoon::p_of(cell)) == name) binder = hoon::q_of(cell).tail();
        break;
      case "tsls"_w:
        if (goes(i, "tt")) {
          const Noun value = without_marks(hoon::p_of(cell));
          if (is_tagged(value) && value.head() == "ktts"_n && name_of_skin(hoon::p_of(value)) == name) {
            binder = hoon::q_of(value);
          }
        }
        break;
      case "brts"_w:
      case "brtr"_w:
      case "brcb"_w:
        if (goes(i, "tt")) {
          const Noun spot = bound_in_spec(hoon::p_of(cell), name, Noun::none());
          if (!spot.is_none()) return spot;
        }
        break;
      default:
        break;
    }
    if (!binder.is_none()) return spot_of(binder);
  }
  return Noun::none();
}

}  // namespace galena::tools
