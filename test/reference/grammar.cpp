// The programs of generate.h: rules that make an expression of a wanted shape out of expressions of others.
//
// Every rune has a rule, in one of two tables, for expressions and for structures. A test compares them with
// hoon/parse/runes.def.
#include <array>
#include <functional>
#include <random>
#include <string_view>
#include <utility>

#include "test/reference/generate.h"

namespace galena::reference {
namespace {

using P = std::unique_ptr<Piece>;

// What an expression is to be: a type, as far as rules care. Kinds are bits, so that a rule can name several.
struct Shape;
using S = std::shared_ptr<const Shape>;
enum Kind : unsigned {
  kNoun = 1,
  kAtom = 2,
  kFlag = 4,
  kTerm = 8,  // ?(%foo %bar %baz)
  kNothing = 16,
  kCell = 32,
  kList = 64,
  kUnit = 128,
  kTagged = 256,  // $%([%one p=p] [%two p=q])
  kGate = 512,    // $-(p q)
  kAny = 1023,
};
struct Shape {
  Kind kind;
  std::string aura;          // of an atom
  std::string first, other;  // the faces of a cell, or ""
  S p, q;                    // the parts of a cell or of what is tagged, sample and product, the item
};

bool same(const S& a, const S& b) {
  if (a == b) return true;
  if (a == nullptr || b == nullptr || a->kind != b->kind) return false;
  return a->aura == b->aura && same(a->p, b->p) && same(a->q, b->q);
}

struct Name {
  std::string name;
  S shape;
  bool leg;  // may be edited
};

class Grammar;

// What a rule is to make, with so many levels under it.
struct Want {
  S goal;
  int depth;
};

struct Rule {
  std::string_view runes;  // the glyphs in it that stand in runes.def, with spaces between them
  unsigned goals;          // the shapes that it can make
  bool library;            // asks for names of the prelude
  P (*make)(Grammar& g, const Want& w);
};
constexpr std::string_view kPrelude =
    "=>\n|%\n+$  abel  *\n++  onan  |=([p=* q=*] [p q])\n++  levi  |=([a=* b=*] &)\n++  cain  |=(a=* [%leaf \"x\"])\n"
    "++  noah  |=(a=* \"n\")\n++  same  |*(* +<)\n++  list  |$  [item]  $@(~ [i=item t=(list item)])\n"
    "++  unit  |$  [item]  $@(~ [~ u=item])\n++  pair  |$  [head tail]  [p=head q=tail]\n"
    "++  trel  |$  [one two six]  [p=one q=two r=six]\n"
    "++  turn  |*([a=(list *) b=$-(* *)] |-(?~(a ~ [i=(b i.a) t=$(a t.a)])))\n";
constexpr std::string_view kStrict = "++  ruth  |=([a=@ta b=*] ?@(b b !!))\n";

class Grammar {
 public:
  explicit Grammar(uint64_t seed) : random_(seed) {}

  P program() {
    // Half are meant to be well typed throughout; the others go wrong here and there, and some of those by luck
    // nowhere.
    careless_ = chance(50) ? 0 : 3 + pick(18);
    library_ = chance(60);
    tall_ = chance(60);
    budget_ = 20 + pick(60);
    P body;
    if (!library_) return value(any_shape(2), 4 + static_cast<int>(pick(4)));
    std::string prelude(kPrelude);
    if (chance(30)) prelude += kStrict;
    body = value(any_shape(2), 4 + static_cast<int>(pick(4)));
    return make({prelude + "--\n", ""}, std::move(body));
  }

  // ---- choices ----

  unsigned pick(unsigned n) { return static_cast<unsigned>(random_() % n); }
  bool chance(unsigned percent) { return pick(100) < percent; }
  template <class... T>
  std::string one_of(T... options) {
    const std::string_view all[] = {options...};
    return std::string(all[pick(sizeof...(options))]);
  }

  // ---- pieces ----

  // What a form is made of: fixed text, or a piece made when its turn comes.
  struct Part {
    std::string text;
    std::function<P()> piece;
    bool comma = false;
    Part(const char* t) : text(t) {}
    Part(std::string t) : text(std::move(t)) {}
    template <class F>
      requires std::is_invocable_v<F>
    Part(F f) : piece(std::move(f)) {}
    // The first of a pair in a list of pairs, but for the first pair.
    static Part next(Part p) {
      p.comma = true;
      return p;
    }
  };
  enum class End { open, closed };

  static P make(std::vector<std::string> text, P part = nullptr) {
    auto p = std::make_unique<Piece>();
    p->text = std::move(text);
    if (part != nullptr) p->parts.push_back(std::move(part));
    return p;
  }
  static P leaf(std::string text) { return make({std::move(text)}); }
  static P syntax(P p) {
    p->expression = false;
    return p;
  }
  static P syntax(std::string text) { return syntax(leaf(std::move(text))); }

  // A rune and its arguments, in tall form where that may stand and chance wants it.
  P rune(const std::string& glyphs, std::vector<Part> parts, End end = End::open) {
    const bool tall = tall_ && chance(60);
    return put(glyphs + (tall ? "  " : "("), std::move(parts), tall ? (end == End::closed ? "\n==" : "") : ")", tall);
  }
  P list_rune(const std::string& glyphs, std::vector<Part> parts) {
    return rune(glyphs, std::move(parts), End::closed);
  }
  // In tall form only; the caller has asked tall().
  P tall_rune(const std::string& glyphs, std::vector<Part> parts) {
    return put(glyphs + "  ", std::move(parts), "", true);
  }
  bool tall() const { return tall_; }
  // Parts one after the other, without anything between them.
  P irregular(std::vector<Part> parts) {
    const bool outer = std::exchange(tall_, false);
    P p = std::make_unique<Piece>();
    std::string text;
    for (Part& part : parts) add(*p, part, text);
    p->text.push_back(text);
    tall_ = outer;
    return p;
  }

  // ---- names ----

  std::string fresh() {
    std::string name;
    for (int i = 0; i < 3; ++i) name += static_cast<char>('a' + pick(26));
    return name + std::to_string(pick(10));
  }
  class Scope {
   public:
    explicit Scope(Grammar& g) : g_(g), size_(g.scope_.size()) {}
    ~Scope() { g_.scope_.resize(size_); }

   private:
    Grammar& g_;
    size_t size_;
  };
  // Nothing of the subject can be seen.
  class Elsewhere {
   public:
    explicit Elsewhere(Grammar& g)
        : g_(g), scope_(std::exchange(g.scope_, {})), library_(std::exchange(g.library_, false)) {}
    ~Elsewhere() {
      g_.scope_ = std::move(scope_);
      g_.library_ = library_;
    }

   private:
    Grammar& g_;
    std::vector<Name> scope_;
    bool library_;
  };
  void bind(const std::string& name, const S& shape, bool leg = true) { scope_.push_back({name, shape, leg}); }
  template <class Fits>
  const Name* known(Fits fits) {
    std::vector<const Name*> all;
    for (const Name& n : scope_) {
      if (fits(n)) all.push_back(&n);
    }
    return all.empty() ? nullptr : all[pick(static_cast<unsigned>(all.size()))];
  }
  const Name* known_leg() {
    return known([](const Name& n) { return n.leg; });
  }

  // ---- shapes ----

  static S shape(Kind kind, S p = nullptr, S q = nullptr) {
    return std::make_shared<const Shape>(Shape{kind, "", "", "", std::move(p), std::move(q)});
  }
  static S atom(std::string aura) {
    return std::make_shared<const Shape>(Shape{kAtom, std::move(aura), "", "", {}, {}});
  }
  static S noun() { return shape(kNoun); }
  static S cell_of_nouns() { return shape(kCell, noun(), noun()); }
  static S flag() { return shape(kFlag); }
  S cell(S p, S q, bool faces) {
    return std::make_shared<const Shape>(
        Shape{kCell, "", faces ? fresh() : "", faces ? fresh() : "", std::move(p), std::move(q)});
  }
  S any_atom() {
    return atom(one_of("", "ud", "ux", "ub", "uv", "uw", "t", "tas", "ta", "p", "q", "da", "dr", "if", "is", "rs", "rd",
                       "rh", "rq", "sd", "sx", "ud", "ud", "t"));
  }
  S any_shape(int depth) {
    if (depth <= 0) return chance(60) ? any_atom() : shape(std::array{kNoun, kFlag, kTerm, kNothing}[pick(4)]);
    switch (pick(14)) {
      case 0:
      case 1:
        return noun();
      case 2:
        return flag();
      case 3:
        return shape(kTerm);
      case 4:
      case 5:
      case 6:
        return cell(any_shape(depth - 1), any_shape(depth - 1), chance(60));
      case 7:
        return library_ ? shape(kList, any_shape(depth - 1)) : noun();
      case 8:
        return shape(kUnit, any_shape(depth - 1));
      case 9:
        return shape(kTagged, any_shape(depth - 1), any_shape(depth - 1));
      case 10:
        return shape(kGate, any_shape(depth - 1), any_shape(depth - 1));
      default:
        return any_shape(0);
    }
  }

  // ---- what there is for a shape ----

  std::string number(const std::string& aura) {
    struct Literals {
      std::string_view aura;
      std::array<std::string_view, 3> texts;
    };
    static constexpr Literals kLiterals[] = {
        {"ud", {"0", "42", "65.536"}},
        {"ux", {"0xff", "0x0", "0x1.0000"}},
        {"ub", {"0b1011", "0b0", "0b1.0000"}},
        {"uv", {"0v1f", "0v0", "0v1.00000"}},
        {"uw", {"0wA", "0w0", "0w1.~~~~~"}},
        {"t", {"'a'", "'hello'", "''"}},
        {"tas", {"%foo", "%bar", "%$"}},
        {"ta", {"~.abc", "~.", "~.0"}},
        {"p", {"~zod", "~nec", "~sampel-palnet"}},
        {"q", {".~zod", ".~binzod", ".~nec"}},
        {"da", {"~2000.1.1", "~1999.12.31..23.59.59", "~300.1.1"}},
        {"dr", {"~s5", "~d1.h2", "~m0"}},
        {"if", {".127.0.0.1", ".0.0.0.0", ".255.255.255.255"}},
        {"is", {".0.0.0.0.0.0.0.1", ".ff.0.0.0.0.0.0.1", ".0.0.0.0.0.0.0.0"}},
        {"rs", {".1.5", ".-2", ".inf"}},
        {"rd", {".~2.25", ".~-1e10", ".~nan"}},
        {"rh", {".~~1", ".~~-2.5", ".~~3"}},
        {"rq", {".~~~1", ".~~~-2.5", ".~~~3e-9"}},
        {"sd", {"--3", "-7", "-0"}},
        {"sx", {"--0x1", "-0xff", "--0x0"}},
    };
    const Literals& any = kLiterals[pick(std::size(kLiterals))];
    if (aura.empty()) return std::string(any.texts[pick(3)]);
    for (const Literals& l : kLiterals) {
      if (l.aura == aura) return std::string(l.texts[pick(3)]);
    }
    return "0";
  }

  P literal(const S& goal) {
    switch (goal->kind) {
      case kNoun:
        if (chance(30)) return leaf(one_of("~", ".", "*@", "\"ab\"", "`1", "+1", "*?", "~[1 2]", "/a/b"));
        return literal(any_shape(1));
      case kAtom:
        return leaf(number(goal->aura));
      case kFlag:
        return leaf(one_of("&", "|", "%.y", "%.n"));
      case kTerm:
        return leaf(one_of("%foo", "%bar", "%baz"));
      case kNothing:
        return leaf("~");
      case kCell: {
        const auto face = [&](const std::string& name) { return name.empty() || chance(40) ? "" : name + "="; };
        return irregular({"[" + face(goal->first), [&] { return literal(goal->p); }, " " + face(goal->other),
                          [&] { return literal(goal->q); }, "]"});
      }
      case kList:
        if (chance(30)) return leaf("~");
        return irregular({"~[", [&] { return literal(goal->p); }, " ", [&] { return literal(goal->p); }, "]"});
      case kUnit:
        if (chance(30)) return leaf("~");
        if (chance(50)) return irregular({"`", [&] { return literal(goal->p); }});
        return irregular({"[~ ", [&] { return literal(goal->p); }, "]"});
      case kTagged: {
        const bool one = chance(50);
        return irregular({one ? "[%one " : "[%two ", [&] { return literal(one ? goal->p : goal->q); }, "]"});
      }
      case kGate: {
        const Scope scope(*this);
        return irregular(
            {"|=(" + fresh() + "=", [&] { return spec(goal->p, 0); }, " ", [&] { return literal(goal->q); }, ")"});
      }
      case kAny:
        break;
    }
    return leaf("0");
  }

  P value(const S& wanted, int depth);
  P spec(const S& goal, int depth);
  // A structure of whatever shape, for where it does not matter.
  P some_spec(int depth) { return spec(any_shape(1), depth); }

  // An expression in parentheses after `lead`: for what stands as a function or between brackets.
  auto of(const S& shape, int depth) {
    return [this, shape, depth] { return value(shape, depth - 1); };
  }
  auto spec_of(const S& shape, int depth) {
    return [this, shape, depth] { return spec(shape, depth - 1); };
  }
  auto named_spec(const std::string& name, const S& shape, int depth) {
    return [this, name, shape, depth] {
      const bool outer = std::exchange(tall_, false);
      P inner = spec(shape, depth - 1);
      tall_ = outer;
      return syntax(make({name + "=", ""}, std::move(inner)));
    };
  }
  auto named(const std::string& name, const S& shape, int depth) {
    return [this, name, shape, depth] {
      const bool outer = std::exchange(tall_, false);
      P inner = value(shape, depth - 1);
      tall_ = outer;
      return syntax(make({name + "=", ""}, std::move(inner)));
    };
  }
  // The same with the name in scope from then on.
  auto then(const std::string& name, const S& shape, const S& goal, int depth) {
    return [this, name, shape, goal, depth] {
      bind(name, shape);
      return value(goal, depth - 1);
    };
  }

 private:
  void add(Piece& piece, Part& part, std::string& text) {
    if (!part.piece) {
      text += part.text;
      return;
    }
    P inside = part.piece();
    piece.text.push_back(std::exchange(text, ""));
    piece.parts.push_back(std::move(inside));
  }
  P put(std::string text, std::vector<Part> parts, const std::string& end, bool tall) {
    const bool outer = std::exchange(tall_, tall);
    P p = std::make_unique<Piece>();
    for (size_t i = 0; i < parts.size(); ++i) {
      if (i != 0) text += tall ? "\n" : (parts[i].comma ? ", " : " ");
      add(*p, parts[i], text);
    }
    p->text.push_back(text + end);
    tall_ = outer;
    return p;
  }

  std::mt19937_64 random_;
  std::vector<Name> scope_;
  bool library_ = false;
  bool tall_ = false;
  unsigned careless_ = 0;  // in a hundred
  unsigned budget_ = 0;

  friend class Elsewhere;
};

using Part = Grammar::Part;
using Scope = Grammar::Scope;

// ---- structures ----

std::vector<Rule> structure_rules() {
  std::vector<Rule> rules;
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

  return rules;
}

// ---- expressions ----

// The wings that the tests of `?-` and its like narrow are bound for the purpose, so that no test is vain.
std::vector<Rule> expression_rules() {
  std::vector<Rule> rules;
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

  return rules;
}

// ---- choosing ----

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

}  // namespace

std::unique_ptr<Piece> generate(uint64_t seed) {
  return Grammar(seed).program();
}

}  // namespace galena::reference
