#include "hoon/desk/arm_names.h"

#include <unordered_set>

#include "hoon/aura/scot.h"
#include "hoon/noun/treap.h"
#include "hoon/type/types.h"
#include "nock/base/check.h"
#include "nock/noun/equal.h"
#include "nock/noun/mug.h"
#include "nock/noun/text.h"
#include "nock/run/nock.h"

namespace galena::hoon {
namespace {

// The value and the key of every node of a treap that is laid out as a battery is: nodes before branches, leaves
// without their empty branches.
template <class Visit>
void with_parts(Noun treap, Noun laid_out, const Visit& visit) {
  while (treap.is_cell()) {
    const Noun left = treap_left(treap);
    const Noun right = treap_right(treap);
    const bool leaf = left.is_atom() && right.is_atom();
    if (!leaf && laid_out.is_atom()) return;
    visit(treap_node(treap), leaf ? laid_out : laid_out.head());
    if (leaf) return;
    laid_out = laid_out.tail();
    if (left.is_cell() && right.is_cell()) {
      if (laid_out.is_atom()) return;
      with_parts(left, laid_out.head(), visit);
      treap = right;
      laid_out = laid_out.tail();
    } else {
      treap = left.is_cell() ? left : right;
    }
  }
}

// [battery formula] of every arm with its name and its hoon.
template <class Visit>
void with_arms(Kelvin kelvin, Noun chapters, Noun battery, const Visit& visit) {
  with_parts(chapters, battery, [&](Noun chapter, Noun part) {
    with_parts(arms_of(kelvin, chapter), part, [&](Noun arm, Noun formula) { visit(arm.head(), arm.tail(), formula); });
  });
}

std::string arm_text(Noun name) {
  return name == kNull ? "$" : cord_text(name);
}

}  // namespace

void ArmNames::listen(Compiler& compiler) {
  kelvin_ = compiler.kelvin();
  compiler.set_on_battery([this](Noun battery, Noun chapters) { add_battery(battery, chapters); });
}

void ArmNames::add_program(Noun formula, const std::string& name) {
  walk(formula, name, "");
  finish();
}

void ArmNames::name_core(Noun battery, Noun chapters, const std::string& around, const std::string& trap) {
  with_arms(kelvin_, chapters, battery, [&](Noun arm, Noun, Noun formula) {
    if (!formula.is_cell()) return;
    const auto met = by_word_.find(formula.word());
    if (met != by_word_.end() && entries_[met->second].whole) return;
    const std::string& prefix = arm == kNull ? trap : around;
    const std::string name = prefix.empty() ? arm_text(arm) : prefix + "/" + arm_text(arm);
    if (met != by_word_.end()) {
      // So far a part of something larger.
      names_.push_back(name);
      entries_[met->second].name = static_cast<uint32_t>(names_.size() - 1);
      entries_[met->second].whole = true;
    } else {
      walk(formula, name, name);
    }
  });
}

// Names what the arms named so far make, arm by arm: of two names for one formula the one of the outer arm counts.
void ArmNames::finish() {
  for (size_t i = 0; i < waiting_.size(); ++i) {
    const auto [value, around, trap] = std::move(waiting_[i]);
    if (!value.is_cell()) continue;
    if (const auto it = chapters_.find(value.word()); it != chapters_.end()) {
      name_core(value, it->second, around, trap);
    } else if (const auto core = chapters_.find(value.head().word()); core != chapters_.end()) {
      name_core(value.head(), core->second, around, trap);
    }
  }
  waiting_.clear();
}

void ArmNames::walk(Noun whole, const std::string& name, const std::string& around) {
  names_.push_back(name);
  const auto number = static_cast<uint32_t>(names_.size() - 1);
  std::vector<Noun> open{whole};
  while (!open.empty()) {
    const Noun formula = open.back();
    open.pop_back();
    const auto entry = static_cast<uint32_t>(entries_.size());
    if (!formula.is_cell() || !by_word_.try_emplace(formula.word(), entry).second) continue;
    by_mug_.emplace(mug(formula), entry);
    entries_.push_back({formula, number, formula == whole});
    const Operation o = operation_of(formula);
    // The first part is named first.
    const auto walk_into = [&](auto... parts) { (open.push_back(parts), ...); };
    switch (o.op) {
      case Opcode::constant:
        waiting_.push_back({o.a, around, name});
        break;
      case Opcode::is_cell:
      case Opcode::increment:
        walk_into(o.a);
        break;
      case Opcode::evaluate:
      case Opcode::equal:
      case Opcode::compose:
      case Opcode::push:
      case Opcode::scry:
      case Opcode::cons:
        walk_into(o.b, o.a);
        break;
      case Opcode::branch:
        walk_into(o.c, o.b, o.a);
        break;
      case Opcode::kick:
        walk_into(o.b);
        break;
      case Opcode::edit:
        walk_into(o.c, o.b);
        break;
      case Opcode::hint:
        walk_into(o.c);
        if (!o.b.is_none()) walk_into(o.b);
        break;
      case Opcode::slot:
      case Opcode::malformed:
        break;
    }
  }
}

void ArmNames::add_subject(Noun subject) {
  Compiler again(arena_, kelvin_);
  listen(again);
  struct Part {
    Noun type;
    std::string face;
  };
  std::vector<Part> open{{subject, ""}};
  std::unordered_set<uint64_t> met;
  while (!open.empty()) {
    const auto [type, face] = std::move(open.back());
    open.pop_back();
    if (!type.is_cell() || !met.emplace(type.word()).second) continue;
    switch (kind_of(type)) {
      case "cell"_w:
        open.push_back({q_of(type), ""});
        open.push_back({p_of(type), ""});
        break;
      case "face"_w:
        open.push_back({q_of(type), p_of(type).is_atom() ? cord_text(p_of(type)) : ""});
        break;
      case "hint"_w:
        open.push_back({q_of(type), face});
        break;
      case "core"_w: {
        const CoreParts core(type);
        open.push_back({core.payload, ""});
        const bool known = core.known.is_cell() && core.known.head() == arena_.cons("full"_n, kNull);
        if (!known || !core.known.tail().is_cell()) break;
        const Noun battery = core.known.tail();
        // Arms see the core with the payload that it was made with.
        const Noun coil = arena_.cons(arena_.tuple(core.name, core.polarity, "gold"_n), core.coil.tail());
        const Noun inner = arena_.tuple("core"_n, core.context, coil);
        with_arms(kelvin_, core.chapters, battery, [&](Noun, Noun gen, Noun) { again.mint(inner, kNoun, gen); });
        name_core(battery, core.chapters, "", face);
        finish();
        break;
      }
      default:
        break;
    }
  }
}

std::string ArmNames::find(Noun formula) const {
  for (auto [it, end] = by_mug_.equal_range(mug(formula)); it != end; ++it) {
    const Entry& entry = entries_[it->second];
    GALENA_CHECK(entry.name < names_.size());
    if (equal(entry.formula, formula)) return names_[entry.name];
  }
  return {};
}

}  // namespace galena::hoon
