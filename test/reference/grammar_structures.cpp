// Rules that make structures.
#include "test/reference/grammar.h"

namespace galena::reference {

void add_structure_rules(std::vector<Rule>& rules) {
  const auto rule = [&](std::string_view runes, unsigned goals, bool library, P (*make)(Grammar&, const Want&)) {
    rules.push_back({runes, goals, library, make});
  };

  rule("", kAny, false, [](Grammar& g, const Want& w) {
    switch (w.goal->kind) {
      case kNoun:
        return Grammar::syntax("*");
      case kAtom:
        return Grammar::syntax("@" + w.goal->aura);
      case kFlag:
        return Grammar::syntax("?");
      case kTerm:
        return Grammar::syntax("?(%foo %bar %baz)");
      case kNothing:
        return Grammar::syntax(g.one_of("~", "%~"));
      case kCell: {
        const auto face = [](const std::string& name) { return name.empty() ? "" : name + "="; };
        return Grammar::syntax(g.irregular({"[" + face(w.goal->first), g.spec_of(w.goal->p, w.depth),
                                            " " + face(w.goal->other), g.spec_of(w.goal->q, w.depth), "]"}));
      }
      case kList:
        return Grammar::syntax(g.irregular({"(list ", g.spec_of(w.goal->p, w.depth), ")"}));
      case kUnit:
        return Grammar::syntax(g.irregular({"$@(~ [~ u=", g.spec_of(w.goal->p, w.depth), "])"}));
      case kTagged:
        return Grammar::syntax(g.irregular(
            {"$%([%one p=", g.spec_of(w.goal->p, w.depth), "] [%two p=", g.spec_of(w.goal->q, w.depth), "])"}));
      default:
        return Grammar::syntax(
            g.irregular({"$-(", g.spec_of(w.goal->p, w.depth), " ", g.spec_of(w.goal->q, w.depth), ")"}));
    }
  });

  rule("$?", kTerm, false,
       [](Grammar& g, const Want&) { return Grammar::syntax(g.list_rune("$?", {"%foo", "%bar", "%baz"})); });

  rule("$:", kCell, false, [](Grammar& g, const Want& w) {
    return Grammar::syntax(
        g.list_rune("$:", {g.named_spec(g.fresh(), w.goal->p, w.depth), g.spec_of(w.goal->q, w.depth)}));
  });

  rule("$%", kTagged, false, [](Grammar& g, const Want& w) {
    return Grammar::syntax(g.list_rune(
        "$%", {[&] { return Grammar::syntax(g.irregular({"[%one p=", g.spec_of(w.goal->p, w.depth), "]"})); },
               [&] { return Grammar::syntax(g.irregular({"[%two p=", g.spec_of(w.goal->q, w.depth), "]"})); }}));
  });

  rule("$-", kGate, false, [](Grammar& g, const Want& w) {
    return Grammar::syntax(g.rune("$-", {g.spec_of(w.goal->p, w.depth), g.spec_of(w.goal->q, w.depth)}));
  });

  rule("$@", kUnit, false, [](Grammar& g, const Want& w) {
    return Grammar::syntax(g.rune(
        "$@", {"~", [&] { return Grammar::syntax(g.irregular({"[~ u=", g.spec_of(w.goal->p, w.depth), "]"})); }}));
  });

  rule("$~", kAtom | kFlag | kTerm | kNothing | kUnit, false, [](Grammar& g, const Want& w) {
    return Grammar::syntax(g.rune("$~", {[&] { return g.literal(w.goal); }, g.spec_of(w.goal, w.depth)}));
  });

  rule("$_", kAtom, false,
       [](Grammar& g, const Want& w) { return Grammar::syntax(g.rune("$_", {[&] { return g.literal(w.goal); }})); });

  rule("$_", kGate, false, [](Grammar& g, const Want& w) {
    return Grammar::syntax(g.irregular({"_", [&] { return g.literal(w.goal); }}));
  });

  rule("$=", kAny, false, [](Grammar& g, const Want& w) {
    return Grammar::syntax(g.rune("$=", {g.fresh(), g.spec_of(w.goal, w.depth)}));
  });

  rule("$+", kAny, false, [](Grammar& g, const Want& w) {
    return Grammar::syntax(g.rune("$+", {g.fresh(), g.spec_of(w.goal, w.depth)}));
  });

  rule("$|", kAny & ~kGate, false, [](Grammar& g, const Want& w) {
    return Grammar::syntax(g.rune("$|", {g.spec_of(w.goal, w.depth), "|=(* &)"}));
  });

  rule("$&", kNoun, false, [](Grammar& g, const Want& w) {
    return Grammar::syntax(g.rune("$&", {g.spec_of(w.goal, w.depth), "|=(* 1)"}));
  });

  rule("$^", kNoun, false, [](Grammar& g, const Want& w) {
    return Grammar::syntax(g.irregular({"$^([[* *] ", [&] { return g.some_spec(w.depth - 1); }, "] [%foo ",
                                        [&] { return g.some_spec(w.depth - 1); }, "])"}));
  });

  rule("$>", kNoun, false, [](Grammar& g, const Want& w) {
    return Grammar::syntax(g.rune(
        "$>", {g.one_of("%one", "%two", "?(%one %two)"), [&] {
                 return Grammar::syntax(g.irregular({"$%([%one ", [&] { return g.some_spec(w.depth - 1); }, "] [%two ",
                                                     [&] { return g.some_spec(w.depth - 1); }, "] [%six *])"}));
               }}));
  });

  rule("$<", kNoun, false, [](Grammar& g, const Want& w) {
    return Grammar::syntax(g.rune(
        "$<", {g.one_of("%one", "%two", "?(%one %two)"), [&] {
                 return Grammar::syntax(g.irregular({"$%([%one ", [&] { return g.some_spec(w.depth - 1); }, "] [%two ",
                                                     [&] { return g.some_spec(w.depth - 1); }, "] [%six *])"}));
               }}));
  });

  rule("$;", kNoun, true, [](Grammar& g, const Want&) {
    return Grammar::syntax(g.rune("$;", {g.one_of("abel", "(list @)", "(pair @ @)")}));
  });

  rule("%.", kList, true, [](Grammar& g, const Want& w) {
    return Grammar::syntax(g.rune("%.", {g.spec_of(w.goal->p, w.depth), "list"}));
  });

  rule("%-", kUnit, true, [](Grammar& g, const Want& w) {
    return Grammar::syntax(g.rune("%-", {"unit", g.spec_of(w.goal->p, w.depth)}));
  });

  rule("%:", kList, true, [](Grammar& g, const Want& w) {
    return Grammar::syntax(g.list_rune("%:", {"list", g.spec_of(w.goal->p, w.depth)}));
  });

  rule("%+", kCell, true, [](Grammar& g, const Want& w) {
    return Grammar::syntax(g.rune("%+", {"pair", g.spec_of(w.goal->p, w.depth), g.spec_of(w.goal->q, w.depth)}));
  });

  rule("%^", kNoun, true, [](Grammar& g, const Want& w) {
    return Grammar::syntax(g.rune("%^", {"trel", g.spec_of(g.any_shape(0), w.depth), g.spec_of(g.any_shape(0), w.depth),
                                         g.spec_of(g.any_shape(0), w.depth)}));
  });
}

}  // namespace galena::reference
