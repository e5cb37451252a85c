#include "test/reference/generate.h"

#include <random>
#include <string_view>

namespace galena::reference {
namespace {

using P = std::unique_ptr<Piece>;

// What a name in scope is known to hold, as far as the generator cares.
enum class Kind { atom, flag, term, cell, list, unit, gate, door, core, noun, wet };

struct Name {
  std::string name;
  Kind kind;
};

class Generator {
 public:
  explicit Generator(uint64_t seed) : random_(seed) {}

  P program() {
    // One in five programs has a core around it or before it, in tall form.
    switch (pick(10)) {
      case 0:
        return tall_core();
      case 1:
        return tall_door();
      case 2:
        return tall_steps();
      default:
        return any(5 + pick(3));
    }
  }

 private:
  unsigned pick(unsigned n) { return static_cast<unsigned>(random_() % n); }
  bool chance(unsigned percent) { return pick(100) < percent; }
  template <class... T>
  std::string one_of(T... options) {
    const std::string_view all[] = {options...};
    return std::string(all[pick(sizeof...(options))]);
  }

  static P make(std::vector<std::string> text, std::vector<P> parts = {}) {
    auto p = std::make_unique<Piece>();
    p->text = std::move(text);
    p->parts = std::move(parts);
    return p;
  }
  static P leaf(std::string text) { return make({std::move(text)}); }
  template <class... Parts>
  static P form(std::vector<std::string> text, Parts... parts) {
    std::vector<P> all;
    (all.push_back(std::move(parts)), ...);
    return make(std::move(text), std::move(all));
  }
  static P syntax(P p) {
    p->expression = false;
    return p;
  }

  std::string fresh() {
    static constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz";
    std::string name;
    for (int i = 0; i < 3; ++i) name += kLetters[pick(26)];
    return name + std::to_string(pick(10));
  }
  // A name in scope of that kind; empty if there is none.
  std::string known(Kind kind) {
    std::vector<const Name*> fitting;
    for (const Name& n : scope_) {
      if (n.kind == kind) fitting.push_back(&n);
    }
    return fitting.empty() ? std::string() : fitting[pick(static_cast<unsigned>(fitting.size()))]->name;
  }
  class Scope {
   public:
    explicit Scope(Generator& g) : g_(g), size_(g.scope_.size()) {}
    ~Scope() { g_.scope_.resize(size_); }

   private:
    Generator& g_;
    size_t size_;
  };
  void bind(const std::string& name, Kind kind) { scope_.push_back({name, kind}); }

  std::string number() {
    return one_of("0", "1", "7", "42", "1.000", "65.536", "0xff", "0x1.0000", "0b1011", "0v1f", "0wA", "--3", "-7",
                  "~s5", "~2000.1.1", "~zod", ".1.5", ".~2.25", "0i12", "~.abc", "'a'", "'hello'", "1", "2", "3");
  }
  std::string term() { return "%" + one_of("a", "b", "foo", "bar", "baz", "one", "two", "red", "gold"); }

  // Structures.
  P spec(int depth) {
    if (depth <= 0) {
      return syntax(
          leaf(one_of("@", "@ud", "@t", "@tas", "*", "?", "^", "~", "%foo", "%bar", "@ux", "$~", "?(%a %b)")));
    }
    switch (pick(22)) {
      case 14:
        return syntax(form({"$&(", " |=(* 1))"}, spec(depth - 1)));
      case 15:
        return syntax(form({"$>(%two $%([%one ", "] [%two ", "]))"}, spec(depth - 1), spec(depth - 1)));
      case 16:
        return syntax(form({"$=(" + fresh() + " ", ")"}, spec(depth - 1)));
      case 17:
        return syntax(form({"$_(", ")"}, any(depth - 1)));
      case 18:
        return syntax(form({"$:(", " ", " ", ")"}, spec(depth - 1), spec(depth - 1), spec(depth - 1)));
      case 19:
        return syntax(form({"=", ""}, leaf(one_of("@", "[a=@ b=@]", "aa=*"))));
      case 20: {
        const std::string name = known(chance(50) ? Kind::noun : Kind::gate);
        if (name.empty()) return spec(0);
        return syntax(leaf(chance(70) ? name : "(" + name + " @)"));
      }
      case 21:
        return syntax(leaf(one_of("$^([a=@ b=*] @)", "$@(~ [i=@ t=*])", "$%([%a p=@] [%b q=* r=?])", "?(%a %b @)",
                                  "?(~ ^)", "$-(* @)", "[@ud @ux]", "@rs", "@p", "@da", "@if", "!!", "(lest @)")));
      case 0:
        return syntax(form({"[", " ", "]"}, spec(depth - 1), spec(depth - 1)));
      case 1:
        return syntax(form({"[" + fresh() + "=", " " + fresh() + "=", "]"}, spec(depth - 1), spec(depth - 1)));
      case 2:
        return syntax(form({"$%([%one ", "] [%two ", "])"}, spec(depth - 1), spec(depth - 1)));
      case 3:
        return syntax(leaf("?(" + term() + " " + term() + " " + term() + ")"));
      case 4:
        return syntax(form({"$@(", " ", ")"}, atom_spec(), cell_spec(depth - 1)));
      case 5:
        return syntax(form({"$^([", " ", "] [%x ", "])"}, cell_spec(depth - 1), spec(depth - 1), spec(depth - 1)));
      case 6:
        return syntax(form({fresh() + "=", ""}, spec(depth - 1)));
      case 7:
        return syntax(form({"$-(", " ", ")"}, spec(depth - 1), spec(depth - 1)));
      case 8:
        return syntax(form({"_", ""}, any(depth - 1)));
      case 9:
        return syntax(form({"$~(", " ", ")"}, leaf(number()), leaf("@")));
      case 10:
        return syntax(form({"[i=", " t=", "]"}, spec(depth - 1), leaf("*")));
      case 11:
        return syntax(form({"$|(", " |=(* &))"}, spec(depth - 1)));
      case 12:
        return syntax(form({"$<(%one $%([%one ", "] [%two ", "]))"}, spec(depth - 1), spec(depth - 1)));
      default:
        return spec(0);
    }
  }
  P atom_spec() { return syntax(leaf(one_of("@", "@ud", "~", "%foo", "?"))); }
  P cell_spec(int depth) { return syntax(form({"[", " ", "]"}, spec(depth - 1), spec(depth - 1))); }

  P any(int depth) {
    if (depth <= 0) return literal();
    switch (pick(10)) {
      case 0:
      case 1:
        return atom(depth);
      case 2:
        return flag(depth);
      case 3:
        return cell(depth);
      case 4:
        return around(depth, [this](int d) { return any(d); });
      case 5:
        return choice(depth, [this](int d) { return any(d); });
      case 6:
        return call(depth);
      case 7:
        return core(depth);
      case 8:
        return odd(depth);
      default:
        return wrong(depth);
    }
  }
  P literal() {
    switch (pick(6)) {
      case 0:
        return leaf(term());
      case 1:
        return leaf(one_of("&", "|", "%.y", "%.n"));
      case 2: {
        const std::string name = known(static_cast<Kind>(pick(9)));
        if (!name.empty()) return leaf(name);
        return leaf(number());
      }
      case 3:
        return leaf(one_of("~", "[1 2]", "[%a 1]", "*@", "\"ab\"", "`1", "[~ 5]", ".", "*?", "~[1 2]", "/a/b"));
      default:
        return leaf(number());
    }
  }

  // Pieces that produce what their insides produce.
  template <class Inner>
  P around(int depth, Inner inner) {
    const Scope scope(*this);
    const std::string name = fresh();
    switch (pick(36)) {
      case 23: {
        // A wet gate, called twice with other types.
        P body = any(depth - 2);
        const std::string gate = fresh();
        bind(gate, Kind::gate);
        return form({"=+(" + gate + "=|*(" + name + "=* [",
                     " " + name + "]) =+([aa=(" + gate + " 1) bb=(" + gate + " [2 3])] ", "))"},
                    std::move(body), inner(depth - 1));
      }
      case 24: {
        P value = any(depth - 1);
        bind(name, Kind::noun);
        return form({"=>([" + name + "=^", "(|=(a=@ a)) bb=", "] ", ")"}, leaf(one_of("|", "&", "?")), std::move(value),
                    inner(depth - 1));
      }
      case 25: {
        const std::string target = known(Kind::noun);
        if (target.empty()) return inner(depth - 1);
        return form({"?:(?=(", " " + target + ") ", " ", ")"}, spec(2), inner(depth - 1), inner(depth - 1));
      }
      case 26: {
        const std::string target = known(chance(50) ? Kind::noun : Kind::cell);
        if (target.empty()) return inner(depth - 1);
        bind(name, Kind::noun);
        return form({"=*(" + name + " " + one_of("-.", "+.", "+<.", "") + target + " ", ")"}, inner(depth - 1));
      }
      case 27:
        return form({"=*(" + name + " ", " ", ")"}, any(depth - 2), inner(depth - 1));
      case 28:
        return form({"=,(", " ", ")"}, any(depth - 2), inner(depth - 1));
      case 29: {
        P value = any(depth - 1);
        bind(name, Kind::noun);
        return form({"=/([aa=@ " + name + "=*] ", " ", ")"}, std::move(value), inner(depth - 1));
      }
      case 30: {
        const std::string target = known(Kind::noun);
        if (target.empty()) return inner(depth - 1);
        return form({"?#(" + one_of("@", "^", "[a=@ b=*]", "%foo", "~", "*", "[%foo *]") + " " + target + ")"});
      }
      case 31:
        return form({"~/(%foo ", ")"}, inner(depth - 1));
      case 32:
        return form({"~$(%foo ", ")"}, inner(depth - 1));
      case 33:
        return form({"~=(", " ", ")"}, any(depth - 2), inner(depth - 1));
      case 34:
        return form({"~%(%foo ..$ ~ ", ")"}, inner(depth - 1));
      case 35:
        return form({"^=(" + name + " ", ")"}, inner(depth - 1));
      case 0: {
        P value = atom(depth - 1);
        bind(name, Kind::atom);
        return form({"=/(" + name + "=@ ", " ", ")"}, std::move(value), inner(depth - 1));
      }
      case 1: {
        P value = cell(depth - 1);
        bind(name, Kind::cell);
        return form({"=/(" + name + " ", " ", ")"}, std::move(value), inner(depth - 1));
      }
      case 2: {
        P value = atom(depth - 1);
        bind(name, Kind::atom);
        return form({"=+(" + name + "=", " ", ")"}, std::move(value), inner(depth - 1));
      }
      case 3:
        return form({"=>([zz=", " .] ", ")"}, any(depth - 1), inner(depth - 1));
      case 4: {
        P type = spec(2);
        P value = any(depth - 1);
        bind(name, Kind::noun);
        return form({"=/(" + name + "=", " ", " ", ")"}, std::move(type), std::move(value), inner(depth - 1));
      }
      case 5:
        return form({"?>(", " ", ")"}, flag(depth - 1), inner(depth - 1));
      case 6:
        return form({"?<(", " ", ")"}, flag(depth - 1), inner(depth - 1));
      case 7:
        return form({"~+(", ")"}, inner(depth - 1));
      case 8:
        return form({"~|(", " ", ")"}, any(depth - 2), inner(depth - 1));
      case 9: {
        const std::string target = known(Kind::atom);
        if (target.empty()) return inner(depth - 1);
        return form({"=.(" + target + " ", " ", ")"}, atom(depth - 1), inner(depth - 1));
      }
      case 10: {
        const std::string target = known(Kind::atom);
        if (target.empty()) return inner(depth - 1);
        bind(name, Kind::atom);
        return form({"=*(" + name + " " + target + " ", ")"}, inner(depth - 1));
      }
      case 11: {
        bind(name, Kind::atom);
        return form({"=|(" + name + "=@ ", ")"}, inner(depth - 1));
      }
      case 12: {
        const std::string target = known(Kind::atom);
        if (target.empty()) return inner(depth - 1);
        return form({"=?(" + target + " ", " ", " ", ")"}, flag(depth - 1), atom(depth - 1), inner(depth - 1));
      }
      case 13: {
        P value = atom(depth - 1);
        bind(name, Kind::atom);
        return form({"=-(", " " + name + "=", ")"}, inner(depth - 1), std::move(value));
      }
      case 14: {
        P value = any(depth - 1);
        bind(name, Kind::noun);
        return form({"=<(", " [" + name + "=", " .])"}, inner(depth - 1), std::move(value));
      }
      case 15:
        return form({"~&(", " ", ")"}, any(depth - 2), inner(depth - 1));
      case 16:
        return form({"=,([aa=1 bb=", "] ", ")"}, any(depth - 1), inner(depth - 1));
      case 17:
        return form({"=;(" + name + "=", " ", " ", ")"}, spec(1), inner(depth - 1), any(depth - 1));
      case 18:
        return form({"!:(", ")"}, inner(depth - 1));
      case 19:
        return form({"~_(leaf+\"x\" ", ")"}, inner(depth - 1));
      case 20: {
        const std::string state = known(Kind::atom);
        if (state.empty()) return inner(depth - 1);
        bind(name, Kind::noun);
        return form({"=^(" + name + " " + state + " [", " ", "] ", ")"}, any(depth - 1), atom(depth - 1),
                    inner(depth - 1));
      }
      case 21:
        return form({"^-(", " ", ")"}, spec(2), inner(depth - 1));
      default:
        return form({"^+(", " ", ")"}, inner(depth - 1), inner(depth - 1));
    }
  }

  template <class Inner>
  P choice(int depth, Inner inner) {
    const std::string noun = known(chance(50) ? Kind::noun : Kind::atom);
    switch (pick(9)) {
      case 0:
        return form({"?.(", " ", " ", ")"}, flag(depth - 1), inner(depth - 1), inner(depth - 1));
      case 1:
        if (!noun.empty()) {
          return form({"?@(" + noun + " ", " ", ")"}, inner(depth - 1), inner(depth - 1));
        }
        break;
      case 2:
        if (!noun.empty()) {
          return form({"?^(" + noun + " ", " ", ")"}, inner(depth - 1), inner(depth - 1));
        }
        break;
      case 3:
        if (!noun.empty()) {
          return form({"?~(" + noun + " ", " ", ")"}, inner(depth - 1), inner(depth - 1));
        }
        break;
      case 4: {
        const Scope scope(*this);
        const std::string name = fresh();
        bind(name, Kind::term);
        return form({"=+(" + name + "=`?(%foo %bar %baz)`%foo ?-(" + name + " %foo ", ", %bar ", ", %baz ", "))"},
                    inner(depth - 1), inner(depth - 1), inner(depth - 1));
      }
      case 5:
        if (!noun.empty()) {
          return form({"?+(" + noun + " ", " %foo ", ", [%bar *] ", ")"}, inner(depth - 1), inner(depth - 1),
                      inner(depth - 1));
        }
        break;
      case 6:
        if (!noun.empty()) {
          return form({"?:(?=(", " " + noun + ") ", " ", ")"}, spec(2), inner(depth - 1), inner(depth - 1));
        }
        break;
      case 7: {
        const Scope scope(*this);
        const std::string name = fresh();
        bind(name, Kind::atom);
        return form({"=/(" + name + "=@ ", " |-(?:(=(0 " + name + ") ", " $(" + name + " 0))))"}, atom(depth - 1),
                    inner(depth - 1));
      }
      default:
        break;
    }
    return form({"?:(", " ", " ", ")"}, flag(depth - 1), inner(depth - 1), inner(depth - 1));
  }

  P atom(int depth) {
    if (depth <= 0) return leaf(number());
    switch (pick(9)) {
      case 0:
        return form({"+(", ")"}, atom(depth - 1));
      case 1:
        return around(depth, [this](int d) { return atom(d); });
      case 2:
        return choice(depth, [this](int d) { return atom(d); });
      case 3: {
        const std::string name = known(Kind::atom);
        if (!name.empty()) return leaf(name);
        return leaf(number());
      }
      case 4:
        return form({"^-(@ ", ")"}, atom(depth - 1));
      case 5:
        return form({"`@`", ""}, atom(depth - 1));
      case 6:
        return form({"(|=(a=@ ", ") ", ")"}, in_gate("a"), atom(depth - 1));
      case 7:
        return form({"-:[", " ", "]"}, atom(depth - 1), any(depth - 1));
      default:
        return leaf(number());
    }
  }
  P in_gate(const std::string& sample) {
    const Scope scope(*this);
    bind(sample, Kind::atom);
    return atom(2);
  }
  P flag(int depth) {
    if (depth <= 0) return leaf(one_of("&", "|", "%.y", "%.n"));
    switch (pick(10)) {
      case 0:
        return form({"=(", " ", ")"}, any(depth - 1), any(depth - 1));
      case 1:
        return form({".?(", ")"}, any(depth - 1));
      case 2:
        return form({"!", ""}, flag(depth - 1));
      case 3:
        return form({"&(", " ", ")"}, flag(depth - 1), flag(depth - 1));
      case 4:
        return form({"|(", " ", ")"}, flag(depth - 1), flag(depth - 1));
      case 5: {
        const std::string name = known(Kind::noun);
        if (!name.empty()) return form({"?=(", " " + name + ")"}, spec(2));
        return flag(0);
      }
      case 6:
        return around(depth, [this](int d) { return flag(d); });
      case 7:
        return form({"^-(? ", ")"}, flag(depth - 1));
      default:
        return flag(0);
    }
  }
  P cell(int depth) {
    switch (pick(8)) {
      case 0:
        return form({"[", " ", "]"}, any(depth - 1), any(depth - 1));
      case 1:
        return form({"[", " ", " ", "]"}, any(depth - 1), any(depth - 1), any(depth - 1));
      case 2:
        return form({"[" + fresh() + "=", " " + fresh() + "=", "]"}, any(depth - 1), any(depth - 1));
      case 3:
        return form({":-(", " ", ")"}, any(depth - 1), any(depth - 1));
      case 4:
        return form({"`", ""}, any(depth - 1));
      case 5:
        return form({"~[", " ", "]"}, any(depth - 1), any(depth - 1));
      case 6:
        return form({"[%foo ", "]"}, any(depth - 1));
      default:
        return form({"", "^", ""}, literal(), any(depth - 1));
    }
  }

  P call(int depth) {
    const Scope scope(*this);
    const std::string name = fresh();
    const std::string gate = known(Kind::gate);
    if (!gate.empty() && chance(40)) return form({"(" + gate + " ", ")"}, any(depth - 1));
    switch (pick(6)) {
      case 0: {
        P argument = any(depth - 1);
        bind(name, Kind::noun);
        return form({"(|=(" + name + "=", " ", ") ", ")"}, spec(2), any(depth - 1), std::move(argument));
      }
      case 1: {
        P argument = any(depth - 1);
        bind(name, Kind::noun);
        return form({"(|*(" + name + "=* ", ") ", ")"}, any(depth - 1), std::move(argument));
      }
      case 2: {
        P argument = any(depth - 1);
        bind(name, Kind::noun);
        return form({"%-(|*(" + name + "=", " ", ") ", ")"}, spec(2), any(depth - 1), std::move(argument));
      }
      case 3: {
        bind(name, Kind::gate);
        P rest = any(depth - 1);
        return form({"=+(" + name + "=|=(a=", " ", ") ", ")"}, spec(2), in_gate("a"), std::move(rest));
      }
      case 4:
        return form({"%*(", " |=(a=@ a) a ", ")"}, leaf("$"), atom(depth - 1));
      default: {
        P sample = spec(1);
        P body = any(depth - 1);
        return form({"%.(", " |=(" + name + "=", " ", "))"}, any(depth - 1), std::move(sample), std::move(body));
      }
    }
  }

  P core(int depth) {
    const Scope scope(*this);
    const std::string name = fresh();
    switch (pick(12)) {
      case 7:
        return form({"^-(", " ", ")"},
                    leaf(one_of("$-(@ @)", "$-(* *)", "_|.(1)", "_^|(|=(@ 1))", "_^&(|=(@ 1))", "_^?(|.(1))")),
                    core(depth - 1));
      case 8:
        return form({"|:(", " ", ")"}, any(depth - 1), any(depth - 1));
      case 9:
        return form({"|~(", " ", ")"}, spec(2), any(depth - 1));
      case 10:
        return form({"|?(", ")"}, any(depth - 1));
      case 11:
        return form({"|$([aa bb] ", ")"}, spec(2));
      case 0:
        bind(name, Kind::noun);
        return form({"|=(" + name + "=", " ", ")"}, spec(2), any(depth - 1));
      case 1:
        return form({"|.(", ")"}, any(depth - 1));
      case 2:
        return form({"|-(", ")"}, any(depth - 1));
      case 3:
        bind(name, Kind::noun);
        return form({"|*(" + name + "=", " ", ")"}, spec(2), any(depth - 1));
      case 4:
        return form({"|^(", " ++  foo  42 --)"}, leaf("foo"));
      case 5:
        return form({"^|(", ")"}, core(depth - 1));
      default:
        return form({one_of("^?", "^&", "^|") + "(|.(", "))"}, any(depth - 1));
    }
  }

  // What does not fit elsewhere.
  P odd(int depth) {
    switch (pick(34)) {
      case 16:
        return leaf(one_of(";div", ";p: text", ";div#a.b", ";a/\"b\": c", ";br;", ";*(a ~)", "\"a{1}b\"", "\"{(a 1)}\"",
                           ";p(a \"b\");", ";=(;p; ;b: x)", ";h1:\"a {<1>} b\""));
      case 17:
        return form({";div(id ", "): text"}, leaf(one_of("\"a\"", "\"{a}\"")));
      case 18:
        return form({"[", ";p: a ;b{*c} \"{", "}\"]"}, any(depth - 1), any(depth - 2));
      case 19:
        return form({":+(", " ", " ", ")"}, any(depth - 1), any(depth - 1), any(depth - 1));
      case 20:
        return form({":^(", " ", " ", " ", ")"}, any(depth - 1), any(depth - 1), any(depth - 1), any(depth - 1));
      case 21:
        return form({":_(", " ", ")"}, any(depth - 1), any(depth - 1));
      case 22:
        return form({":~(", " ", ")"}, any(depth - 1), any(depth - 1));
      case 23:
        return form({";:(|=([a=@ b=@] a) ", " ", " ", ")"}, atom(depth - 1), atom(depth - 1), atom(depth - 1));
      case 24:
        return form({";~(|=([a=* b=$-(* *)] (b a)) ", " ", ")"}, core(depth - 1), core(depth - 1));
      case 25:
        return form({";<(a=@ |=([a=* b=$-(@ *)] (b 1)) ", " ", ")"}, any(depth - 1), any(depth - 1));
      case 26:
        return form({"%_(.", ")"}, leaf(""));
      case 27:
        return form({"!<(", " ", ")"}, spec(2), form({"!>(", ")"}, any(depth - 1)));
      case 28:
        return form({"!?(", " ", ")"}, leaf(one_of("138", "137", "140", "[140 138]", "200")), any(depth - 1));
      case 29:
        return form({"!;(", " ", ")"}, any(depth - 1), any(depth - 1));
      case 30:
        return form({"!,(*hoon ", ")"}, any(depth - 1));
      case 31:
        return form({"~(", " ", " ", ")"}, leaf("$"), core(depth - 1), any(depth - 1));
      case 32:
        return form({"%~($ ", " ", ")"}, core(depth - 1), any(depth - 1));
      case 33:
        return form({".*(", " ", ")"}, any(depth - 1), any(depth - 1));
      case 0:
        return form({"!>(", ")"}, any(depth - 1));
      case 1:
        return form({"*", ""}, spec(2));
      case 2:
        return form({"^*(", ")"}, spec(2));
      case 3:
        return form({",", ""}, spec(2));
      case 4:
        return form({"!=(", ")"}, any(depth - 1));
      case 5:
        return form({"^~(", ")"}, any(depth - 1));
      case 6:
        return form({";;(", " ", ")"}, spec(2), any(depth - 1));
      case 7:
        return form({"=-(", " .)"}, any(depth - 1));
      case 8:
        return leaf(one_of("+2", "+3", "-", "+", "-<", "+>", ".", "..$", "^", "$"));
      case 9:
        return form({"[", " !!]"}, any(depth - 1));
      case 10:
        return form({"~>(%foo ", ")"}, any(depth - 1));
      case 11:
        return form({fresh() + "=", ""}, any(depth - 1));
      case 12:
        return form({"|(=(1 ", ") ", ")"}, any(depth - 1), flag(depth - 1));
      case 13:
        return form({":*(", " ", " ", ")"}, any(depth - 1), any(depth - 1), any(depth - 1));
      case 14:
        return form({"!@(" + fresh() + " ", " ", ")"}, any(depth - 1), any(depth - 1));
      default:
        return form({"`(unit *)`", ""}, any(depth - 1));
    }
  }

  // A place where something may be wrong: a missing name, a cast that does not hold.
  P wrong(int depth) {
    if (chance(70)) return around(depth, [this](int d) { return any(d); });
    switch (pick(5)) {
      case 0:
        return leaf(fresh());
      case 1:
        return form({"^-(", " ", ")"}, spec(2), any(depth - 1));
      case 2:
        return form({"+(", ")"}, any(depth - 1));
      case 3:
        return form({"?:(", " ", " ", ")"}, any(depth - 1), any(depth - 1), any(depth - 1));
      default:
        return form({"(", " ", ")"}, any(depth - 1), any(depth - 1));
    }
  }

  // Tall forms.
  P tall_core() {
    const Scope scope(*this);
    std::vector<std::string> names;
    const unsigned count = 1 + pick(5);
    for (unsigned i = 0; i < count; ++i) names.push_back(fresh());
    for (const std::string& n : names) bind(n, Kind::noun);
    auto p = std::make_unique<Piece>();
    std::string lead = "=<  [" + names[0];
    for (unsigned i = 1; i < count; ++i) lead += " " + names[i];
    lead += " ~]\n" + one_of("|%", "|@", "|%") + "\n";
    for (unsigned i = 0; i < count; ++i) {
      if (chance(15)) lead += "+|  %" + fresh() + "\n";
      if (chance(20)) {
        p->text.push_back(lead + "+$  " + names[i] + "  ");
        p->parts.push_back(spec(3));
      } else {
        p->text.push_back(lead + "++  " + names[i] + "  ");
        p->parts.push_back(any(4));
      }
      lead = "\n";
    }
    p->text.push_back("\n--");
    return p;
  }
  P tall_door() {
    const Scope scope(*this);
    const std::string door = fresh(), first = fresh(), second = fresh(), x = fresh(), y = fresh();
    P sample = any(2), argument = any(2);
    bind(x, Kind::atom);
    bind(y, Kind::noun);
    P kind = spec(2);
    P a = any(4);
    P b = any(4);
    return form(
        {"=/  " + door + "\n  |_  [" + x + "=@ " + y + "=", "]\n  ++  " + first + "  ",
         "\n  ++  " + second + "\n    |=  k=@\n    ^+  +>\n    +>(" + x + " k)\n  ++  " + fresh() + "  ",
         "\n  --\n[~(" + first + " " + door + " 1 ", ") " + first + ":(~(" + second + " " + door + " 2 ", ") 1)]"},
        std::move(kind), std::move(a), std::move(b), std::move(sample), std::move(argument));
  }
  P tall_steps() {
    const Scope scope(*this);
    auto p = std::make_unique<Piece>();
    std::string lead;
    const unsigned count = 2 + pick(4);
    for (unsigned i = 0; i < count; ++i) {
      const std::string name = fresh();
      switch (pick(4)) {
        case 0:
          p->text.push_back(lead + "=/  " + name + "  ");
          p->parts.push_back(any(3));
          bind(name, Kind::noun);
          break;
        case 1:
          p->text.push_back(lead + "=/  " + name + "=");
          p->parts.push_back(spec(2));
          p->text.push_back("  ");
          p->parts.push_back(any(3));
          bind(name, Kind::noun);
          break;
        case 2:
          p->text.push_back(lead + "=+  " + name + "=");
          p->parts.push_back(atom(3));
          bind(name, Kind::atom);
          break;
        default:
          p->text.push_back(lead + "?>  ");
          p->parts.push_back(flag(3));
          break;
      }
      lead = "\n";
    }
    p->text.push_back("\n");
    p->parts.push_back(any(4));
    p->text.push_back("");
    return p;
  }

  std::mt19937_64 random_;
  std::vector<Name> scope_;
};

void write(const Piece& piece, const Piece* changed, const std::string& with, std::string& out) {
  if (&piece == changed) {
    out += with;
    return;
  }
  for (size_t i = 0; i < piece.parts.size(); ++i) {
    out += piece.text[i];
    write(*piece.parts[i], changed, with, out);
  }
  out += piece.text.back();
}

void collect(const Piece& piece, std::vector<const Piece*>& all) {
  all.push_back(&piece);
  for (const P& part : piece.parts) collect(*part, all);
}

}  // namespace

std::unique_ptr<Piece> generate(uint64_t seed) {
  return Generator(seed).program();
}

std::string source_of(const Piece& piece) {
  std::string out;
  write(piece, nullptr, {}, out);
  return out;
}

static bool shrink_step(Piece& root, const std::function<bool(const std::string&)>& fails) {
  std::vector<const Piece*> all;
  collect(root, all);
  for (const Piece* p : all) {
    // A part of the same sort in its place, then a literal.
    std::vector<const Piece*> inside;
    collect(*p, inside);
    for (const Piece* q : inside) {
      if (q == p || q->expression != p->expression) continue;
      std::string text, whole;
      write(*q, nullptr, {}, text);
      write(root, p, text, whole);
      if (!fails(whole)) continue;
      auto* const target = const_cast<Piece*>(p);
      Piece kept = std::move(*const_cast<Piece*>(q));
      *target = std::move(kept);
      return true;
    }
    const std::string literal = p->expression ? "1" : "@";
    if (p->parts.empty() && p->text[0] == literal) continue;
    std::string whole;
    write(root, p, literal, whole);
    if (!fails(whole)) continue;
    auto* const target = const_cast<Piece*>(p);
    target->parts.clear();
    target->text = {literal};
    return true;
  }
  return false;
}

std::string shrink(uint64_t seed, const std::function<bool(const std::string&)>& fails) {
  return shrink(generate(seed), fails);
}

std::string shrink(P program, const std::function<bool(const std::string&)>& fails) {
  while (shrink_step(*program, fails)) {
  }
  return source_of(*program);
}

}  // namespace galena::reference
