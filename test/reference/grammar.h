// What random programs are made by: rules that make an expression of a wanted shape out of expressions of others.
//
// Every rune has a rule, in a table of expressions or in that of structures. A test compares them with
// hoon/parse/runes.def.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "test/reference/generate.h"

namespace galena::reference {

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

inline bool same(const S& a, const S& b) {
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

// The rules, in the order in which a seed's choice counts them.
void add_structure_rules(std::vector<Rule>& rules);
void add_rules_of_cores_and_calls(std::vector<Rule>& rules);
void add_rules_of_nock_and_casts(std::vector<Rule>& rules);
void add_rules_of_subjects_and_tests(std::vector<Rule>& rules);

}  // namespace galena::reference
