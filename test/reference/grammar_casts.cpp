// Rules that make expressions: Nock, casts, hints, makers.
#include "test/reference/grammar.h"

namespace galena::reference {

void add_rules_of_nock_and_casts(std::vector<Rule>& rules) {
  const auto rule = [&](std::string_view runes, unsigned goals, bool library, P (*make)(Grammar&, const Want&)) {
    rules.push_back({runes, goals, library, make});
  };

  // Nock
  rule(".+", kAtom, false, [](Grammar& g, const Want& w) {
    return g.irregular({"`@" + w.goal->aura + "`", [&] {
                          return g.rune(".+", {[&] { return g.irregular({"`@`", g.of(g.any_atom(), w.depth)}); }});
                        }});
  });
  rule(".*", kNoun, false, [](Grammar& g, const Want& w) {
    return g.rune(".*", {g.of(w.goal, w.depth), g.one_of("[0 1]", "[1 5]", "[4 0 1]", "[[0 1] 0 1]")});
  });
  rule(".=", kFlag, false, [](Grammar& g, const Want& w) {
    const S a = g.any_shape(1);
    if (g.chance(50)) return g.irregular({"=(", g.of(a, w.depth), " ", g.of(a, w.depth), ")"});
    return g.rune(".=", {g.of(a, w.depth), g.of(a, w.depth)});
  });
  rule(".?", kFlag, false, [](Grammar& g, const Want& w) { return g.rune(".?", {g.of(g.any_shape(1), w.depth)}); });
  rule(".^", kAny, false, [](Grammar& g, const Want& w) {
    return g.rune(".^", {g.spec_of(w.goal, w.depth), "%cx", g.of(g.any_shape(1), w.depth)}, Grammar::End::closed);
  });

  // Casts
  rule("^|", kGate, false, [](Grammar& g, const Want& w) {
    const Scope scope(g);
    const std::string x = g.fresh();
    return g.rune("^|", {[&] {
                    return g.rune("|=",
                                  {g.named_spec(x, w.goal->p, w.depth), g.then(x, w.goal->p, w.goal->q, w.depth)});
                  }});
  });
  rule("^&", kNoun, false, [](Grammar& g, const Want& w) {
    return g.rune("^&", {[&] {
                    return g.rune("|=", {g.named_spec(g.fresh(), g.any_shape(1), w.depth), g.of(w.goal, w.depth)});
                  }});
  });
  rule("^?", kNoun, false,
       [](Grammar& g, const Want& w) { return g.rune("^?", {[&] { return g.rune("|.", {g.of(w.goal, w.depth)}); }}); });
  rule("^.", kAny & ~kGate, false, [](Grammar& g, const Want& w) {
    return g.rune("^.", {[&] { return g.rune("^:", {g.spec_of(w.goal, w.depth)}); }, g.of(w.goal, w.depth)});
  });
  rule("^-", kAny, false, [](Grammar& g, const Want& w) {
    if (g.chance(40)) return g.irregular({"`", g.spec_of(w.goal, w.depth), "`", g.of(w.goal, w.depth)});
    return g.rune("^-", {g.spec_of(w.goal, w.depth), g.of(w.goal, w.depth)});
  });
  rule("^+", kAny, false, [](Grammar& g, const Want& w) {
    return g.rune("^+", {[&] { return g.irregular({"*", g.spec_of(w.goal, w.depth)}); }, g.of(w.goal, w.depth)});
  });
  rule("^~", kAny, false, [](Grammar& g, const Want& w) { return g.rune("^~", {g.of(w.goal, w.depth)}); });
  rule("^=", kAny, false, [](Grammar& g, const Want& w) { return g.rune("^=", {g.fresh(), g.of(w.goal, w.depth)}); });

  // Hints
  rule("~|", kAny, false,
       [](Grammar& g, const Want& w) { return g.rune("~|", {g.one_of("%foo", "'x'"), g.of(w.goal, w.depth)}); });
  rule("~|", kAny, true,
       [](Grammar& g, const Want& w) { return g.rune("~|", {g.of(g.any_shape(1), w.depth), g.of(w.goal, w.depth)}); });
  rule("~$", kAny, false, [](Grammar& g, const Want& w) { return g.rune("~$", {"%foo", g.of(w.goal, w.depth)}); });
  rule("~_", kAny, false,
       [](Grammar& g, const Want& w) { return g.rune("~_", {"[%leaf \"x\"]", g.of(w.goal, w.depth)}); });
  rule("~%", kAny, false, [](Grammar& g, const Want& w) {
    return g.rune("~%", {"%foo", g.one_of("+1", "."), "~", g.of(w.goal, w.depth)});
  });
  rule("~/", kGate, false, [](Grammar& g, const Want& w) { return g.rune("~/", {"%foo", g.of(w.goal, w.depth)}); });
  rule("~<", kAny, false,
       [](Grammar& g, const Want& w) { return g.rune("~<", {g.one_of("%foo", "%foo.1"), g.of(w.goal, w.depth)}); });
  rule("~>", kAny, false,
       [](Grammar& g, const Want& w) { return g.rune("~>", {g.one_of("%foo", "%foo.[1 2]"), g.of(w.goal, w.depth)}); });
  rule("~+", kAny, false, [](Grammar& g, const Want& w) { return g.rune("~+", {g.of(w.goal, w.depth)}); });
  rule("~&", kAny, true, [](Grammar& g, const Want& w) {
    if (g.chance(30))
      return g.rune("~&", {g.one_of(">", ">>", ">>>"), g.of(g.any_shape(1), w.depth), g.of(w.goal, w.depth)});
    return g.rune("~&", {g.of(g.any_shape(1), w.depth), g.of(w.goal, w.depth)});
  });
  rule("~?", kAny, true, [](Grammar& g, const Want& w) {
    return g.rune("~?", {g.of(Grammar::flag(), w.depth), g.of(g.any_shape(1), w.depth), g.of(w.goal, w.depth)});
  });
  rule("~=", kAny, false,
       [](Grammar& g, const Want& w) { return g.rune("~=", {g.of(g.any_shape(1), w.depth), g.of(w.goal, w.depth)}); });
  rule("~!", kAny, false,
       [](Grammar& g, const Want& w) { return g.rune("~!", {g.of(g.any_shape(1), w.depth), g.of(w.goal, w.depth)}); });

  // Makers
  rule(";:", kAny, false, [](Grammar& g, const Want& w) {
    const Scope scope(g);
    const std::string x = g.fresh(), y = g.fresh();
    return g.list_rune(";:", {[&] {
                                return g.irregular({"|=([" + x + "=", g.spec_of(w.goal, 1), " " + y + "=",
                                                    g.spec_of(w.goal, 1), "] " + g.one_of(x, y) + ")"});
                              },
                              g.of(w.goal, w.depth), g.of(w.goal, w.depth), g.of(w.goal, w.depth)});
  });
  rule(";/", kNoun, false,
       [](Grammar& g, const Want&) { return g.rune(";/", {[&] { return g.irregular({"\"a{\"b\"}", "c\""}); }}); });
  rule(";<", kNoun, false, [](Grammar& g, const Want& w) {
    const Scope scope(g);
    const std::string x = g.fresh();
    const S shape = g.any_shape(1);
    return g.rune(";<", {g.named_spec(x, shape, w.depth),
                         [&] {
                           return g.irregular(
                               {"|*(* |=([e=", g.spec_of(shape, 1), " f=$-(", g.spec_of(shape, 1), " *)] (f e)))"});
                         },
                         g.of(shape, w.depth), g.then(x, shape, w.goal, w.depth)});
  });
  rule(";~", kNoun, false, [](Grammar& g, const Want& w) {
    return g.list_rune(";~", {"|=([a=* b=$-(* *)] (b a))", g.of(Grammar::shape(kGate, w.goal, w.goal), w.depth),
                              g.of(Grammar::shape(kGate, w.goal, w.goal), w.depth)});
  });
  rule(";;", kAny & ~kGate, false, [](Grammar& g, const Want& w) {
    return g.rune(";;", {g.spec_of(w.goal, w.depth), g.of(g.chance(50) ? w.goal : Grammar::noun(), w.depth)});
  });
  rule("", kNoun, false, [](Grammar& g, const Want&) {
    if (g.chance(30)) return g.irregular({";p: a ;b{*~} \"{", [&] { return g.irregular({"\"", "b", "\""}); }, "}\""});
    if (g.chance(30)) return g.irregular({";div(id \"{", "\"c\"", "}\"): text"});
    return Grammar::leaf(g.one_of(";div;", ";p: text", ";div#a.b;", ";a/\"b\": c", ";br;", "\"a{\"b\"}b\"",
                                  ";p(a \"b\");", ";=(;p; ;b: x)", ";h1:\"a {\"x\"} b\"", ";script: x", ";svg_a;",
                                  ";img@\"u\";"));
  });
}

}  // namespace galena::reference
