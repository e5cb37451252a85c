// Choosing among the rules: an expression or a structure for a shape, and the program of a seed.
#include "test/reference/grammar.h"

namespace galena::reference {
namespace {

std::vector<Rule> structure_rules() {
  std::vector<Rule> rules;
  add_structure_rules(rules);
  return rules;
}

std::vector<Rule> expression_rules() {
  std::vector<Rule> rules;
  add_rules_of_cores_and_calls(rules);
  add_rules_of_nock_and_casts(rules);
  add_rules_of_subjects_and_tests(rules);
  return rules;
}

}  // namespace

P Grammar::value(const S& wanted, int depth) {
  S goal = wanted;
  if (careless_ != 0 && chance(careless_)) {
    if (chance(20)) return leaf(one_of("foo", "!!", "$", "+6", "..$", "a.b", "^", "+<.zed"));
    goal = any_shape(1);
  }
  if (depth <= 0 || budget_ == 0) {
    const Name* name = known([&](const Name& n) { return goal->kind == kNoun || same(n.shape, goal); });
    if (name != nullptr && chance(70)) return leaf(name->name);
    return literal(goal);
  }
  if (chance(15)) {
    const Name* name = known([&](const Name& n) { return same(n.shape, goal); });
    if (name != nullptr) return leaf(name->name);
  }
  if (chance(10)) return literal(goal);
  if (goal->kind == kNoun && chance(60)) return value(any_shape(2), depth);
  --budget_;
  // Those for this shape in particular weigh as much as all that are for any.
  const bool special = chance(40);
  std::vector<const Rule*> fitting;
  static const std::vector<Rule> kRules = expression_rules();
  for (const Rule& rule : kRules) {
    const bool wide = rule.goals == kAny || (rule.goals | kGate | kList) == kAny;
    if ((rule.goals & goal->kind) == 0 || (rule.library && !library_) || wide == special) continue;
    fitting.push_back(&rule);
  }
  if (fitting.empty()) return literal(goal);
  return fitting[pick(static_cast<unsigned>(fitting.size()))]->make(*this, {goal, depth});
}

P Grammar::spec(const S& goal, int depth) {
  static const std::vector<Rule> kSpecs = structure_rules();
  std::vector<const Rule*> fitting;
  for (const Rule& rule : kSpecs) {
    if ((rule.goals & goal->kind) != 0 && (library_ || !rule.library)) fitting.push_back(&rule);
  }
  if (depth <= 0 || chance(50)) return kSpecs[0].make(*this, {goal, depth});
  return fitting[pick(static_cast<unsigned>(fitting.size()))]->make(*this, {goal, depth});
}

std::unique_ptr<Piece> generate(uint64_t seed) {
  return Grammar(seed).program();
}

}  // namespace galena::reference
