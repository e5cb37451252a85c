// Rules that make expressions: subjects, tests, and what is left. The wings that the tests of `?-` and its like narrow
// are bound for the purpose, so that no test is vain.
#include "test/reference/grammar.h"

namespace galena::reference {

void add_rules_of_subjects_and_tests(std::vector<Rule>& rules) {
  const auto rule = [&](std::string_view runes, unsigned goals, bool library, P (*make)(Grammar&, const Want&)) {
    rules.push_back({runes, goals, library, make});
  };

  // Subjects
  rule("=|", kAny, false, [](Grammar& g, const Want& w) {
    const Scope scope(g);
    const std::string x = g.fresh();
    const S shape = g.any_shape(1);
    return g.rune("=|", {g.named_spec(x, shape, w.depth), g.then(x, shape, w.goal, w.depth)});
  });
  rule("=.", kAny, false, [](Grammar& g, const Want& w) {
    const Name* x = g.known_leg();
    if (x == nullptr) return g.value(w.goal, w.depth - 1);
    const Name n = *x;
    return g.rune("=.", {n.name, g.of(n.shape, w.depth), g.of(w.goal, w.depth)});
  });
  rule("=?", kAny, false, [](Grammar& g, const Want& w) {
    const Name* x = g.known_leg();
    if (x == nullptr) return g.value(w.goal, w.depth - 1);
    const Name n = *x;
    return g.rune("=?", {n.name, g.of(Grammar::flag(), w.depth), g.of(n.shape, w.depth), g.of(w.goal, w.depth)});
  });
  rule("=^", kAny, false, [](Grammar& g, const Want& w) {
    const Scope scope(g);
    const Name* leg = g.known_leg();
    if (leg == nullptr) return g.value(w.goal, w.depth - 1);
    const Name n = *leg;
    const std::string x = g.fresh();
    const S shape = g.any_shape(1);
    return g.rune("=^", {g.chance(50) ? Part(x) : Part(g.named_spec(x, shape, w.depth)), n.name,
                         [&] { return g.rune(":-", {g.of(shape, w.depth), g.of(n.shape, w.depth)}); },
                         g.then(x, shape, w.goal, w.depth)});
  });
  rule("=:", kAny, false, [](Grammar& g, const Want& w) {
    const Name* a = g.known_leg();
    const Name* b = g.known_leg();
    if (a == nullptr || a->name == b->name) return g.value(w.goal, w.depth - 1);
    const Name one = *a, two = *b;
    if (!g.tall())
      return g.irregular({"=.(" + one.name + " ", g.of(one.shape, w.depth), " ", g.of(w.goal, w.depth), ")"});
    return g.tall_rune(
        "=:", {one.name, g.of(one.shape, w.depth), two.name, g.of(two.shape, w.depth), "==", g.of(w.goal, w.depth)});
  });
  rule("=/", kAny, false, [](Grammar& g, const Want& w) {
    const Scope scope(g);
    const std::string x = g.fresh();
    const S shape = g.any_shape(2);
    return g.rune("=/", {g.chance(50) ? Part(x) : Part(g.named_spec(x, shape, w.depth)), g.of(shape, w.depth),
                         g.then(x, shape, w.goal, w.depth)});
  });
  rule("=/", kAny, false, [](Grammar& g, const Want& w) {
    const Scope scope(g);
    const std::string x = g.fresh(), y = g.fresh();
    const S shape = g.any_shape(1);
    return g.rune("=/",
                  {[&] { return Grammar::syntax(g.irregular({"[" + x + "=", g.spec_of(shape, 2), " " + y + "=*]"})); },
                   [&] { return g.irregular({"[", g.of(shape, w.depth), " ", g.of(Grammar::noun(), w.depth), "]"}); },
                   g.then(x, shape, w.goal, w.depth)});
  });
  rule("=;", kAny, false, [](Grammar& g, const Want& w) {
    const std::string x = g.fresh();
    const S shape = g.any_shape(1);
    return g.rune("=;", {g.named_spec(x, shape, w.depth),
                         [&] {
                           const Scope scope(g);
                           g.bind(x, shape);
                           return g.value(w.goal, w.depth - 1);
                         },
                         g.of(shape, w.depth)});
  });
  rule("=>", kAny, false, [](Grammar& g, const Want& w) {
    const Scope scope(g);
    const std::string x = g.fresh();
    const S shape = g.any_shape(1);
    return g.rune("=>", {[&] { return g.irregular({"[" + x + "=", g.of(shape, w.depth), " .]"}); },
                         g.then(x, shape, w.goal, w.depth)});
  });
  rule("=> =<", kAny & ~kList, false, [](Grammar& g, const Want& w) {  // Away from everything.
    const std::string x = g.fresh(), y = g.fresh();
    const S a = g.any_shape(0), b = g.any_shape(0);
    const bool turned = g.chance(50);
    const auto subject = [&] {
      return g.irregular({"[" + x + "=", g.of(a, w.depth), " " + y + "=", g.of(b, w.depth), "]"});
    };
    const auto rest = [&] {
      const Grammar::Elsewhere elsewhere(g);
      g.bind(x, a);
      g.bind(y, b);
      return g.value(w.goal->kind == kNoun ? g.any_shape(1) : w.goal, w.depth - 1);
    };
    if (turned) return g.rune("=<", {rest, subject});
    return g.rune("=>", {subject, rest});
  });
  rule("=-", kAny, false, [](Grammar& g, const Want& w) {
    const std::string x = g.fresh();
    const S shape = g.any_shape(1);
    return g.rune("=-", {[&] {
                           const Scope scope(g);
                           g.bind(x, shape);
                           return g.value(w.goal, w.depth - 1);
                         },
                         g.named(x, shape, w.depth)});
  });
  rule("=*", kAny, false, [](Grammar& g, const Want& w) {
    const Name* n = g.known([](const Name&) { return true; });
    if (n == nullptr) return g.value(w.goal, w.depth - 1);
    const Scope scope(g);
    const Name known = *n;
    const std::string x = g.fresh();
    return g.rune("=*", {x, known.name, [&] {
                           g.bind(x, known.shape, known.leg);
                           return g.value(w.goal, w.depth - 1);
                         }});
  });
  rule("=*", kAny, false, [](Grammar& g, const Want& w) {
    const Scope scope(g);
    const std::string x = g.fresh();
    const S shape = g.any_shape(1);
    return g.rune("=*", {g.chance(50) ? Part(x) : Part(g.named_spec(x, shape, w.depth)), g.of(shape, w.depth), [&] {
                           g.bind(x, shape, false);
                           return g.value(w.goal, w.depth - 1);
                         }});
  });
  rule("=,", kAny, false, [](Grammar& g, const Want& w) {
    const Scope scope(g);
    const std::string x = g.fresh(), y = g.fresh();
    const S a = g.any_shape(1), b = g.any_shape(1);
    return g.rune("=,",
                  {[&] { return g.irregular({"[" + x + "=", g.of(a, w.depth), " " + y + "=", g.of(b, w.depth), "]"}); },
                   [&] {
                     g.bind(x, a, false);
                     g.bind(y, b, false);
                     return g.value(w.goal, w.depth - 1);
                   }});
  });
  rule("=+", kAny, false, [](Grammar& g, const Want& w) {
    const Scope scope(g);
    const std::string x = g.fresh();
    const S shape = g.any_shape(1);
    return g.rune("=+", {g.named(x, shape, w.depth), g.then(x, shape, w.goal, w.depth)});
  });
  rule("=~", kAny, false, [](Grammar& g, const Want& w) {
    const Scope scope(g);
    const std::string x = g.fresh(), y = g.fresh();
    const S a = g.any_shape(1), b = g.any_shape(1);
    return g.list_rune("=~", {[&] { return g.irregular({"[" + x + "=", g.of(a, w.depth), " .]"}); },
                              [&] {
                                g.bind(x, a);
                                return g.irregular({"[" + y + "=", g.of(b, w.depth), " .]"});
                              },
                              g.then(y, b, w.goal, w.depth)});
  });

  // Tests
  rule("?| ?&", kFlag, false, [](Grammar& g, const Want& w) {
    const S f = Grammar::flag();
    if (g.chance(50)) return g.irregular({g.one_of("|(", "&("), g.of(f, w.depth), " ", g.of(f, w.depth), ")"});
    return g.list_rune(g.one_of("?|", "?&"), {g.of(f, w.depth), g.of(f, w.depth)});
  });
  rule("?!", kFlag, false, [](Grammar& g, const Want& w) {
    if (g.chance(50)) return g.irregular({"!", g.of(w.goal, w.depth)});
    return g.rune("?!", {g.of(w.goal, w.depth)});
  });
  rule("?: ?.", kAny, false, [](Grammar& g, const Want& w) {
    return g.rune(g.one_of("?:", "?."), {g.of(Grammar::flag(), w.depth), g.of(w.goal, w.depth), g.of(w.goal, w.depth)});
  });
  rule("?<  ?>", kAny, false, [](Grammar& g, const Want& w) {
    return g.rune(g.one_of("?<", "?>"), {g.of(Grammar::flag(), w.depth), g.of(w.goal, w.depth)});
  });
  rule("?-", kAny, false, [](Grammar& g, const Want& w) {
    const Scope scope(g);
    const std::string x = g.fresh();
    const S shape = Grammar::shape(kTerm);
    return g.rune("=/", {g.named_spec(x, shape, 0), g.of(shape, w.depth), [&] {
                           g.bind(x, shape);
                           if (g.chance(40)) {
                             return g.list_rune("?-", {x, "%foo", g.of(w.goal, w.depth), Part::next("?(%bar %baz)"),
                                                       g.of(w.goal, w.depth)});
                           }
                           return g.list_rune("?-", {x, "%foo", g.of(w.goal, w.depth), Part::next("%bar"),
                                                     g.of(w.goal, w.depth), Part::next("%baz"), g.of(w.goal, w.depth)});
                         }});
  });
  rule("?-", kAny, false, [](Grammar& g, const Want& w) {
    const Scope scope(g);
    const std::string x = g.fresh();
    const S shape = Grammar::shape(kTagged, g.any_shape(1), g.any_shape(1));
    const auto under = [&](const S& part) {
      return [&g, x, part, w] {
        const Scope inner(g);
        g.bind("p." + x, part);
        return g.value(w.goal, w.depth - 1);
      };
    };
    return g.rune("=/", {g.named_spec(x, shape, w.depth), g.of(shape, w.depth), [&] {
                           return g.list_rune("?-",
                                              {"-." + x, "%one", under(shape->p), Part::next("%two"), under(shape->q)});
                         }});
  });
  rule("?+", kAny, false, [](Grammar& g, const Want& w) {
    const Scope scope(g);
    const std::string x = g.fresh();
    return g.rune("=/", {x + "=*", g.of(Grammar::noun(), w.depth), [&] {
                           g.bind(x, Grammar::noun());
                           return g.list_rune(
                               "?+", {x, g.of(w.goal, w.depth), "%foo", g.of(w.goal, w.depth), Part::next("[%bar *]"),
                                      g.of(w.goal, w.depth), Part::next("?(%a %b)"), g.of(w.goal, w.depth)});
                         }});
  });
  rule("?@ ?^", kAny, false, [](Grammar& g, const Want& w) {
    const Scope scope(g);
    const std::string x = g.fresh();
    const bool cell_first = g.chance(50);
    const auto as = [&](const S& part) {
      return [&g, x, part, w] {
        const Scope inner(g);
        g.bind(x, part);
        return g.value(w.goal, w.depth - 1);
      };
    };
    const S atom = Grammar::atom(""), noun = Grammar::noun();
    return g.rune("=/", {x + "=*", g.of(noun, w.depth), [&] {
                           return g.rune(cell_first ? "?^" : "?@",
                                         {x, as(cell_first ? noun : atom), as(cell_first ? atom : noun)});
                         }});
  });
  rule("?~", kAny, true, [](Grammar& g, const Want& w) {
    const Scope scope(g);
    const std::string x = g.fresh();
    const S shape = Grammar::shape(kList, g.any_shape(1));
    return g.rune("=/", {g.named_spec(x, shape, w.depth), g.of(shape, w.depth), [&] {
                           return g.rune("?~", {x, g.of(w.goal, w.depth), [&] {
                                                  g.bind("i." + x, shape->p);
                                                  g.bind("t." + x, shape);
                                                  return g.value(w.goal, w.depth - 1);
                                                }});
                         }});
  });
  rule("?~", kAny, false, [](Grammar& g, const Want& w) {
    const Scope scope(g);
    const std::string x = g.fresh();
    const S shape = Grammar::shape(kUnit, g.any_shape(1));
    return g.rune("=/", {g.named_spec(x, shape, w.depth), g.of(shape, w.depth), [&] {
                           return g.rune("?~", {x, g.of(w.goal, w.depth), [&] {
                                                  g.bind("u." + x, shape->p);
                                                  return g.value(w.goal, w.depth - 1);
                                                }});
                         }});
  });
  rule("?= ?#", kAny, false, [](Grammar& g, const Want& w) {
    const Scope scope(g);
    const std::string x = g.fresh();
    return g.rune("=/", {x + "=*", g.of(Grammar::noun(), w.depth), [&] {
                           return g.rune(
                               "?:",
                               {[&] {
                                  const std::string test = g.chance(60) ? "?=" : "?#";
                                  if (test == "?#")
                                    return g.rune(
                                        test,
                                        {g.one_of("@", "^", "[a=@ b=*]", "%foo", "~", "[%foo *]", "@ud", "[@ ?]"), x});
                                  return g.rune(test, {g.one_of("@", "^", "[a=@ b=*]", "%foo", "~", "[%foo *]",
                                                                "?(%a %b)", "$@(~ [%a *])", "[@ud @ux]"),
                                                       x});
                                },
                                g.of(w.goal, w.depth), g.of(w.goal, w.depth)});
                         }});
  });
  rule("?=", kFlag, false, [](Grammar& g, const Want& w) {
    const Name* n = g.known([](const Name& name) { return name.leg && name.shape->kind == kNoun; });
    if (n == nullptr) return g.literal(w.goal);
    const std::string x = n->name;
    return g.irregular(
        {"=(& ?=(",
         [&] { return g.spec(g.any_shape(1)->kind == kGate ? Grammar::noun() : Grammar::cell_of_nouns(), 1); },
         " " + x + "))"});
  });

  // The rest
  rule("!:", kAny, false, [](Grammar& g, const Want& w) { return g.rune("!:", {g.of(w.goal, w.depth)}); });
  rule("!.", kAny, false, [](Grammar& g, const Want& w) { return g.rune("!.", {g.of(w.goal, w.depth)}); });
  rule("!,", kNoun, false, [](Grammar& g, const Want& w) { return g.rune("!,", {"*@", g.of(w.goal, w.depth)}); });
  rule("!;", kNoun, false, [](Grammar& g, const Want& w) { return g.rune("!;", {"*@", g.of(w.goal, w.depth)}); });
  rule("!>", kNoun, true, [](Grammar& g, const Want& w) { return g.rune("!>", {g.of(w.goal, w.depth)}); });
  rule("!<", kAny & ~kGate, true, [](Grammar& g, const Want& w) {
    return g.rune("!<", {g.spec_of(w.goal, w.depth), [&] { return g.rune("!>", {g.of(w.goal, w.depth)}); }});
  });
  rule("!@", kAny, false, [](Grammar& g, const Want& w) {
    return g.rune("!@", {g.fresh(), g.of(w.goal, w.depth), g.of(w.goal, w.depth)});
  });
  rule("!=", kNoun, false, [](Grammar& g, const Want& w) { return g.rune("!=", {g.of(w.goal, w.depth)}); });
  rule("!?", kAny, false, [](Grammar& g, const Want& w) {
    return g.rune("!?", {g.one_of("138", "139", "[140 138]", "200"), g.of(w.goal, w.depth)});
  });
  rule("", kAny, false, [](Grammar& g, const Want& w) {
    return g.irregular({"-:[", g.of(w.goal, w.depth), " ", g.of(g.any_shape(1), w.depth), "]"});
  });
  rule("", kAny, false, [](Grammar& g, const Want& w) {
    return g.irregular({"=<(+ [", g.of(g.any_shape(1), w.depth), " ", g.of(w.goal, w.depth), "])"});
  });
}

}  // namespace galena::reference
