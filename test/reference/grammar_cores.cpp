// Rules that make expressions: cores, structures that are expressions, calls, cells.
#include "test/reference/grammar.h"

namespace galena::reference {

void add_rules_of_cores_and_calls(std::vector<Rule>& rules) {
  const auto rule = [&](std::string_view runes, unsigned goals, bool library, P (*make)(Grammar&, const Want&)) {
    rules.push_back({runes, goals, library, make});
  };

  // Cores
  rule("|_ %~", kAny, false, [](Grammar& g, const Want& w) {
    if (!g.tall()) return g.value(w.goal, w.depth - 1);
    const Scope scope(g);
    const std::string door = g.fresh(), arm = g.fresh(), x = g.fresh(), y = g.fresh(), alias = g.fresh();
    const S sample = g.any_shape(1);
    return g.tall_rune(
        "=/", {door + "\n|_",
               [&] { return Grammar::syntax(g.irregular({"[" + x + "=", g.spec_of(sample, 2), " " + y + "=@ud]"})); },
               (g.chance(50) ? "+*  " + alias + "  " + x + "\n" : "") + "++  " + arm,
               [&] {
                 const Scope inner(g);
                 g.bind(x, sample);
                 g.bind(y, Grammar::atom("ud"));
                 return g.value(w.goal, w.depth - 1);
               },
               "++  " + g.fresh() + "  |=(k=@ud ^+(+> +>(" + y + " k)))\n--",
               [&] {
                 if (g.chance(50)) return g.irregular({"~(" + arm + " " + door + " ", g.of(sample, w.depth), " 1)"});
                 return g.rune("%~", {arm, door, [&] { return g.irregular({"[", g.of(sample, w.depth), " 1]"}); }});
               }});
  });
  rule("|% |@ =<", kAny, false, [](Grammar& g, const Want& w) {
    if (!g.tall()) return g.value(w.goal, w.depth - 1);
    const Scope scope(g);
    std::vector<Part> parts;
    const unsigned count = 1 + g.pick(3);
    std::vector<Name> arms;
    for (unsigned i = 0; i < count; ++i) arms.push_back({g.fresh(), g.any_shape(1), false});
    parts.push_back([&g, arms, w] {
      const Scope inner(g);
      for (const Name& arm : arms) g.bind(arm.name, arm.shape, false);
      return g.value(w.goal, w.depth - 1);
    });
    parts.push_back(std::string(g.chance(80) ? "|%" : "|@"));
    for (unsigned i = 0; i < count; ++i) {
      std::string head = g.chance(15) ? "+|  %" + g.fresh() + "\n" : "";
      if (g.chance(15)) head += "::  +" + arms[i].name + ": " + g.fresh() + "\n::\n";
      if (g.chance(25)) {
        parts.push_back(head + "+$  " + g.fresh());
        parts.push_back([&g, w] { return g.some_spec(w.depth - 1); });
        head.clear();
      }
      parts.push_back(head + "++  " + arms[i].name);
      parts.push_back(g.of(arms[i].shape, w.depth));
    }
    parts.push_back("--");
    return g.tall_rune("=<", std::move(parts));
  });
  rule("|^", kAny, false, [](Grammar& g, const Want& w) {
    if (!g.tall()) return g.value(w.goal, w.depth - 1);
    const Scope scope(g);
    const std::string arm = g.fresh();
    const S shape = g.any_shape(1);
    return g.tall_rune("|^", {[&] {
                                const Scope inner(g);
                                g.bind(arm, shape, false);
                                return g.value(w.goal, w.depth - 1);
                              },
                              "++  " + arm, g.of(shape, w.depth), "--"});
  });
  rule("|:", kGate, false, [](Grammar& g, const Want& w) {
    const Scope scope(g);
    const std::string x = g.fresh();
    return g.rune("|:", {[&] { return g.irregular({x + "=^*(", g.spec_of(w.goal->p, w.depth), ")"}); },
                         g.then(x, w.goal->p, w.goal->q, w.depth)});
  });
  rule("|.", kNoun, false, [](Grammar& g, const Want& w) { return g.rune("|.", {g.of(w.goal, w.depth)}); });
  rule("|-", kAny, false, [](Grammar& g, const Want& w) { return g.rune("|-", {g.of(w.goal, w.depth)}); });
  rule("|- %=", kAny, false, [](Grammar& g, const Want& w) {  // A loop that ends.
    const Scope scope(g);
    const std::string x = g.fresh();
    return g.rune("=/",
                  {x + "=@ud", g.of(Grammar::atom("ud"), w.depth), [&] {
                     g.bind(x, Grammar::atom("ud"));
                     return g.irregular({"|-(^-(", g.spec_of(w.goal, 2), " ?:(=(0 " + x + ") ", g.of(w.goal, w.depth),
                                         g.chance(50) ? " $(" + x + " 0))))" : " %=($ " + x + " 0))))"});
                   }});
  });
  rule("|~", kGate, false, [](Grammar& g, const Want& w) {
    const Scope scope(g);
    const std::string x = g.fresh();
    return g.rune("|~", {g.named_spec(x, w.goal->p, w.depth), g.then(x, w.goal->p, w.goal->q, w.depth)});
  });
  rule("|=", kGate, false, [](Grammar& g, const Want& w) {
    const Scope scope(g);
    const std::string x = g.fresh();
    return g.rune("|=", {g.named_spec(x, w.goal->p, w.depth), g.then(x, w.goal->p, w.goal->q, w.depth)});
  });
  rule("|*", kCell, false, [](Grammar& g, const Want& w) {  // A wet gate, called with two types.
    const Scope scope(g);
    const std::string gate = g.fresh(), x = g.fresh();
    const S one = g.any_shape(1), two = g.any_shape(1);
    return g.rune("=/", {gate,
                         [&] {
                           return g.rune(
                               "|*", {x + "=*", g.one_of(x, "[" + x + " " + x + "]", "+<", "^+(" + x + " " + x + ")")});
                         },
                         [&] {
                           return g.irregular({"=+([(" + gate + " ", g.of(one, w.depth), ") (" + gate + " ",
                                               g.of(two, w.depth), ")] ", g.of(w.goal, w.depth), ")"});
                         }});
  });
  rule("|* %-", kAny, false, [](Grammar& g, const Want& w) {
    const Scope scope(g);
    const std::string x = g.fresh();
    const S sample = g.any_shape(1);
    return g.rune("%-", {[&] {
                           const Scope inner(g);
                           return g.rune("|*", {g.named_spec(x, sample, w.depth), g.then(x, sample, w.goal, w.depth)});
                         },
                         g.of(sample, w.depth)});
  });
  rule("|?", kNoun, false, [](Grammar& g, const Want& w) { return g.rune("|?", {g.of(w.goal, w.depth)}); });
  rule("|$", kNoun, false, [](Grammar& g, const Want& w) {
    const std::string mold = g.fresh();
    return g.rune("=/", {mold, "|$([aa bb] [p=aa q=bb r=?(%a %b)])", [&] {
                           return g.irregular({"^*((" + mold + " ", g.spec_of(g.any_shape(1), w.depth), " ",
                                               g.spec_of(g.any_shape(1), w.depth), "))"});
                         }});
  });

  // Structures as expressions
  rule("$, ^:", kNoun, false, [](Grammar& g, const Want& w) {
    return g.rune(g.one_of("$,", "^:"), {[&] { return g.some_spec(w.depth - 1); }});
  });
  rule("$. ^*", kAny, false,
       [](Grammar& g, const Want& w) { return g.rune(g.one_of("$.", "^*"), {g.spec_of(w.goal, w.depth)}); });
  rule("", kAny, false, [](Grammar& g, const Want& w) { return g.irregular({"*", g.spec_of(w.goal, w.depth)}); });
  rule("^: %-", kAny & ~kGate, false, [](Grammar& g, const Want& w) {
    return g.rune("%-", {[&] { return g.rune("^:", {g.spec_of(w.goal, w.depth)}); }, g.of(w.goal, w.depth)});
  });

  // Calls
  rule("%_ %=", kCell, false, [](Grammar& g, const Want& w) {
    if (w.goal->first.empty()) return g.value(w.goal, w.depth - 1);
    const Scope scope(g);
    const std::string x = g.fresh();
    const std::string& first = w.goal->first;
    const std::string& other = w.goal->other;
    return g.rune("=/", {g.named_spec(x, w.goal, w.depth), g.of(w.goal, w.depth), [&] {
                           g.bind(x, w.goal);
                           switch (g.pick(3)) {
                             case 0:
                               return g.irregular({x + "(" + other + " ", g.of(w.goal->q, w.depth), ")"});
                             case 1:
                               return g.list_rune("%=", {x, first, g.of(w.goal->p, w.depth)});
                             default:
                               return g.list_rune("%_", {x, first, g.of(w.goal->p, w.depth), Part::next(other),
                                                         g.of(w.goal->q, w.depth)});
                           }
                         }});
  });
  rule("%- %.", kAny, false, [](Grammar& g, const Want& w) {
    const S sample = g.any_shape(1);
    const S gate = Grammar::shape(kGate, sample, w.goal);
    if (g.chance(40)) return g.rune("%.", {g.of(sample, w.depth), g.of(gate, w.depth)});
    if (g.chance(50)) return g.irregular({"(", g.of(gate, w.depth), " ", g.of(sample, w.depth), ")"});
    return g.rune("%-", {g.of(gate, w.depth), g.of(sample, w.depth)});
  });
  rule("%+", kAny, false, [](Grammar& g, const Want& w) {
    const S a = g.any_shape(1), b = g.any_shape(1);
    return g.rune(
        "%+", {g.of(Grammar::shape(kGate, g.cell(a, b, true), w.goal), w.depth), g.of(a, w.depth), g.of(b, w.depth)});
  });
  rule("%^", kAny, false, [](Grammar& g, const Want& w) {
    const S a = g.any_shape(0), b = g.any_shape(0), c = g.any_shape(0);
    const S gate = Grammar::shape(kGate, g.cell(a, g.cell(b, c, true), true), w.goal);
    return g.rune("%^", {g.of(gate, w.depth), g.of(a, w.depth), g.of(b, w.depth), g.of(c, w.depth)});
  });
  rule("%:", kAny, false, [](Grammar& g, const Want& w) {
    const S a = g.any_shape(0), b = g.any_shape(0);
    return g.list_rune(
        "%:", {g.of(Grammar::shape(kGate, g.cell(a, b, true), w.goal), w.depth), g.of(a, w.depth), g.of(b, w.depth)});
  });
  rule("%*", kAny, false, [](Grammar& g, const Want& w) {
    const Scope scope(g);
    const std::string x = g.fresh();
    const S sample = g.any_shape(1);
    return g.rune("%*",
                  {"$",
                   [&] {
                     const Scope inner(g);
                     return g.rune("|=", {g.named_spec(x, sample, w.depth), g.then(x, sample, w.goal, w.depth)});
                   },
                   x, g.of(sample, w.depth)},
                  Grammar::End::closed);
  });
  rule("", kNoun, true, [](Grammar& g, const Want& w) { return g.irregular({"(same ", g.of(w.goal, w.depth), ")"}); });
  rule("", kList, true, [](Grammar& g, const Want& w) {
    const Scope scope(g);
    const std::string x = g.fresh();
    const S item = g.any_shape(1);
    return g.irregular({"(turn ^-((list ", g.spec_of(item, 2), ") ", g.of(Grammar::shape(kList, item), w.depth),
                        ") |=(" + x + "=", g.spec_of(item, 2), " ", g.then(x, item, w.goal->p, w.depth), "))"});
  });

  // Cells
  rule(":_", kCell, false,
       [](Grammar& g, const Want& w) { return g.rune(":_", {g.of(w.goal->q, w.depth), g.of(w.goal->p, w.depth)}); });
  rule(":-", kCell, false,
       [](Grammar& g, const Want& w) { return g.rune(":-", {g.of(w.goal->p, w.depth), g.of(w.goal->q, w.depth)}); });
  rule("", kCell, false, [](Grammar& g, const Want& w) {
    const auto face = [&](const std::string& name) { return name.empty() || g.chance(50) ? "" : name + "="; };
    return g.irregular({"[" + face(w.goal->first), g.of(w.goal->p, w.depth), " " + face(w.goal->other),
                        g.of(w.goal->q, w.depth), "]"});
  });
  rule(":+", kCell, false, [](Grammar& g, const Want& w) {
    if (w.goal->q->kind != kCell) return g.value(w.goal, w.depth - 1);
    return g.rune(":+", {g.of(w.goal->p, w.depth), g.of(w.goal->q->p, w.depth), g.of(w.goal->q->q, w.depth)});
  });
  rule(":^", kNoun, false, [](Grammar& g, const Want& w) {
    return g.rune(":^", {g.of(g.any_shape(1), w.depth), g.of(g.any_shape(1), w.depth), g.of(g.any_shape(1), w.depth),
                         g.of(g.any_shape(1), w.depth)});
  });
  rule(":*", kNoun | kCell, false, [](Grammar& g, const Want& w) {
    if (w.goal->kind == kCell) return g.list_rune(":*", {g.of(w.goal->p, w.depth), g.of(w.goal->q, w.depth)});
    return g.list_rune(":*", {g.of(w.goal, w.depth), g.of(g.any_shape(1), w.depth), g.of(g.any_shape(1), w.depth)});
  });
  rule(":~", kList | kNoun, false, [](Grammar& g, const Want& w) {
    const S item = w.goal->kind == kList ? w.goal->p : w.goal;
    return g.list_rune(":~", {g.of(item, w.depth), g.of(item, w.depth), g.of(item, w.depth)});
  });
  rule("", kList, false, [](Grammar& g, const Want& w) {
    return g.irregular({"[i=", g.of(w.goal->p, w.depth), " t=", g.of(w.goal, w.depth), "]"});
  });
  rule("", kUnit, false, [](Grammar& g, const Want& w) { return g.irregular({"[~ ", g.of(w.goal->p, w.depth), "]"}); });
  rule("", kTagged, false, [](Grammar& g, const Want& w) {
    const bool one = g.chance(50);
    return g.rune(":-", {one ? "%one" : "%two", g.of(one ? w.goal->p : w.goal->q, w.depth)});
  });
}

}  // namespace galena::reference
