#include "test/differential/random_program.h"

#include <random>
#include <string>
#include <utility>
#include <vector>

namespace galena::test {
namespace {

using reference::Piece;
using P = std::unique_ptr<Piece>;

enum class Sort { atom, flag, list, map, set, tape, gate };
constexpr const char* kStructures[] = {"@", "?", "(list @)", "(map @ @)", "(set @)", "tape", "$-(@ @)"};

class Generator {
 public:
  explicit Generator(uint64_t seed) : random_(seed), large_(chance(4)) {}

  // Some definitions in tall form, and an expression below them.
  P program() {
    auto p = std::make_unique<Piece>();
    std::string lead;
    for (unsigned i = 1 + below(4); i > 0; --i) define(*p, lead);
    std::string end;
    switch (below(6)) {
      case 0:
        add(*p, lead, make(Sort::list, 5));
        break;
      case 1:
        add(*p, lead, make(Sort::map, 5));
        break;
      case 2:
        add(*p, lead + "[", make(Sort::atom, 4));
        add(*p, " ", make(Sort::set, 4));
        end = "]";
        break;
      default:
        add(*p, lead, make(Sort::atom, 6));
    }
    p->text.push_back(end);
    return p;
  }

 private:
  struct Name {
    std::string name;
    Sort sort;
  };

  unsigned below(unsigned n) { return static_cast<unsigned>(random_() % n); }
  bool chance(unsigned one_in) { return below(one_in) == 0; }
  std::string fresh() {
    std::string name;
    for (unsigned n = names_++;; n /= 26) {
      name += static_cast<char>('a' + n % 26);
      if (n < 26) break;
    }
    return name + "x";
  }
  static void add(Piece& piece, std::string text, P part) {
    piece.text.push_back(std::move(text));
    piece.parts.push_back(std::move(part));
  }
  // The text with a part for each # in it.
  template <class... Parts>
  static P form(const std::string& text, Parts... parts) {
    auto p = std::make_unique<Piece>();
    std::string piece;
    for (const char c : text) {
      if (c == '#') {
        p->text.push_back(std::move(piece));
        piece.clear();
      } else {
        piece += c;
      }
    }
    p->text.push_back(std::move(piece));
    (p->parts.push_back(std::move(parts)), ...);
    return p;
  }
  P known(Sort sort) {
    std::vector<const Name*> fitting;
    for (const Name& n : scope_) {
      if (n.sort == sort) fitting.push_back(&n);
    }
    if (fitting.empty()) return nullptr;
    // Lately bound ones more often: they are those of the loop around.
    const auto size = static_cast<unsigned>(fitting.size());
    return form(fitting[chance(2) ? size - 1 : below(size)]->name);
  }
  // With names bound while it lives.
  class Scope {
   public:
    explicit Scope(Generator& g) : g_(g), size_(g.scope_.size()) {}
    ~Scope() { g_.scope_.resize(size_); }
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;

   private:
    Generator& g_;
    size_t size_;
  };
  class Loop {
   public:
    explicit Loop(Generator& g) : g_(g) { ++g_.loops_; }
    ~Loop() { --g_.loops_; }
    Loop(const Loop&) = delete;
    Loop& operator=(const Loop&) = delete;

   private:
    Generator& g_;
  };
  std::string bind(Sort sort) {
    std::string name = fresh();
    scope_.push_back({name, sort});
    return name;
  }

  P make(Sort sort, int depth) {
    if (depth <= 0 || ++made_ > 150) return leaf(sort);
    if (chance(6)) {
      if (P p = known(sort)) return p;
    }
    if (chance(7)) {
      return form(std::string("^-(") + kStructures[static_cast<int>(sort)] + " #)", around(sort, depth));
    }
    // Maps and sets are cast, since doors of the library take no sample whose type is a loop.
    switch (sort) {
      case Sort::atom:
        return atom(depth);
      case Sort::flag:
        return flag(depth);
      case Sort::list:
        return list(depth);
      case Sort::map:
        return form("^-((map @ @) #)", map(depth));
      case Sort::set:
        return form("^-((set @) #)", set(depth));
      case Sort::tape:
        return tape(depth);
      case Sort::gate:
        return gate(depth);
    }
    return leaf(sort);
  }
  P leaf(Sort sort) {
    if (!chance(3)) {
      if (P p = known(sort)) return p;
    }
    switch (sort) {
      case Sort::atom:
        return form(literal());
      case Sort::flag:
        return form(chance(2) ? "&" : "|");
      case Sort::list:
        return form(chance(2) ? "(gulf 1 " + std::to_string(2 + below(8)) + ")" : "`(list @)`~[3 1 2]");
      case Sort::map:
        return form(chance(3) ? "`(map @ @)`~" : "(malt `(list [@ @])`~[[1 2] [5 9] [7 3]])");
      case Sort::set:
        return form(chance(3) ? "`(set @)`~" : "(silt `(list @)`~[4 8 2])");
      case Sort::tape:
        return form(chance(2) ? "\"hoon\"" : "\"a b\"");
      case Sort::gate:
        return form(chance(2) ? "|=(y=@ +(y))" : "|=(y=@ (add y y))");
    }
    return nullptr;
  }
  std::string literal() {
    if (large_ && chance(3)) {
      static constexpr const char* kLarge[] = {"0x7fff.ffff.ffff.fffe",   "0x7fff.ffff.ffff.ffff",
                                               "0x8000.0000.0000.0000",   "0xffff.ffff.ffff.ffff",
                                               "0x1.0000.0000.0000.0000", "0x1234.5678.9abc.def0.1234.5678.9abc.def0"};
      return kLarge[below(std::size(kLarge))];
    }
    return std::to_string(chance(6) ? below(1000) % 1000 : below(12));
  }
  std::string rounds() {
    if (loops_ == 0) {
      static constexpr unsigned kRounds[] = {5, 20, 80, 300};
      return std::to_string(below(kRounds[below(4)]));
    }
    return std::to_string(loops_ == 1 ? below(12) : below(4));
  }

  // What yields what its inside yields.
  P around(Sort sort, int depth) {
    const Scope scope(*this);
    switch (below(12)) {
      case 0:
        return form("?:(# # #)", make(Sort::flag, depth - 1), make(sort, depth - 1), make(sort, depth - 1));
      case 1:
        return form("?.(# # #)", make(Sort::flag, depth - 1), make(sort, depth - 1), make(sort, depth - 1));
      case 2:
        return form("?>(# #)", make(Sort::flag, depth - 1), make(sort, depth - 1));
      case 3:
        return form("~_(leaf+(scow %ud #) #)", make(Sort::atom, depth - 2), make(sort, depth - 1));
      case 4:
        return form("~>(%slog.[0 leaf+(scow %ud #)] #)", make(Sort::atom, depth - 2), make(sort, depth - 1));
      case 5:
        return form("~+(#)", make(sort, depth - 1));
      case 6: {
        P list = make(Sort::list, depth - 1);
        const std::string name = fresh();
        P none = make(sort, depth - 1);
        return form("=/(" + name + "=(list @) # ?~(" + name + " # " + inside(name) + "))", std::move(list),
                    std::move(none), make(sort, depth - 1));
      }
      case 7: {
        const std::string structure = kStructures[static_cast<int>(sort)];
        P tried = make(sort, depth - 1);
        P otherwise = make(sort, depth - 1);
        const std::string name = fresh();
        return form("=/(" + name + " (mule |.(`" + structure + "`#)) ?:(?=(%& -." + name + ") p." + name + " #))",
                    std::move(tried), std::move(otherwise));
      }
      case 8:
        return form("!:(#)", make(sort, depth - 1));
      case 9: {  // a loop that changes it
        P start = make(sort, depth - 1);
        const std::string n = rounds();
        const Loop deeper(*this);
        const std::string i = bind(Sort::atom), name = bind(sort);
        return form("=/(" + i + "=@ 0 =/(" + name + "=" + kStructures[static_cast<int>(sort)] + " # |-(?:(=(" + i +
                        " " + n + ") " + name + " $(" + i + " +(" + i + "), " + name + " #)))))",
                    std::move(start), make(sort, depth - 2));
      }
      default: {
        static constexpr Sort kBound[] = {Sort::atom, Sort::atom, Sort::list, Sort::map,
                                          Sort::set,  Sort::gate, Sort::tape};
        const Sort bound = kBound[below(std::size(kBound))];
        P value = make(bound, depth - 1);
        const std::string name = bind(bound);
        return form("=/(" + name + "=" + kStructures[static_cast<int>(bound)] + " # #)", std::move(value),
                    make(sort, depth - 1));
      }
    }
  }
  // Binds the head of a list that is not empty.
  std::string inside(const std::string& list) {
    const std::string head = bind(Sort::atom), tail = bind(Sort::list);
    return "=/(" + head + "=@ i." + list + " =/(" + tail + "=(list @) t." + list + " #))";
  }

  P atom(int depth) {
    const Scope scope(*this);
    switch (below(34)) {
      case 0:
      case 1:
        return form("(add # #)", make(Sort::atom, depth - 1), make(Sort::atom, depth - 1));
      case 2:
        return form("(mod (mul # #) 1.009)", make(Sort::atom, depth - 1), make(Sort::atom, depth - 1));
      case 3:
        return form("(sub # #)", make(Sort::atom, depth - 1), make(Sort::atom, depth - 1));
      case 4:
        return form("(dec +(#))", make(Sort::atom, depth - 1));
      case 5:
        return form("+(#)", make(Sort::atom, depth - 1));
      case 6:
        return form("(div # +(#))", make(Sort::atom, depth - 1), make(Sort::atom, depth - 1));
      case 7:
        return form("(mod # +(#))", make(Sort::atom, depth - 1), make(Sort::atom, depth - 1));
      case 8:
        return form("(mix # #)", make(Sort::atom, depth - 1), make(Sort::atom, depth - 1));
      case 9:
        return form("(con (lsh [0 3] #) (end [0 3] #))", make(Sort::atom, depth - 1), make(Sort::atom, depth - 1));
      case 10:
        return form("(max # #)", make(Sort::atom, depth - 1), make(Sort::atom, depth - 1));
      case 11:
        return form("(met 0 #)", make(Sort::atom, depth - 1));
      case 12:
        return form("(lent #)", make(Sort::list, depth - 1));
      case 13:
        return form("(roll # add)", make(Sort::list, depth - 1));
      case 14: {
        P list = make(Sort::list, depth - 1);
        const Loop deeper(*this);
        const std::string a = bind(Sort::atom), b = bind(Sort::atom);
        return form("(roll # |=([" + a + "=@ " + b + "=@] #))", std::move(list), make(Sort::atom, depth - 2));
      }
      case 15: {
        P list = make(Sort::list, depth - 1);
        const Loop deeper(*this);
        const std::string a = bind(Sort::atom), b = bind(Sort::atom);
        return form("(reel # |=([" + a + "=@ " + b + "=@] #))", std::move(list), make(Sort::atom, depth - 2));
      }
      case 16:
        return form("(snag # #)", make(Sort::atom, depth - 2), make(Sort::list, depth - 1));
      case 17:
        return form("(# #)", make(Sort::gate, depth - 1), make(Sort::atom, depth - 1));
      case 18: {  // not a tail call
        const std::string n = rounds();
        P base = make(Sort::atom, depth - 2);
        const Loop deeper(*this);
        const std::string i = bind(Sort::atom);
        return form("=/(" + i + "=@ 0 |-(^-(@ ?:(=(" + i + " " + n + ") # (add # $(" + i + " +(" + i + ")))))))",
                    std::move(base), make(Sort::atom, depth - 2));
      }
      case 19: {
        const std::string f = fresh();
        const unsigned n = loops_ == 0 ? below(13) : below(6);
        return form("=/(" + f + " |=(n=@ ^-(@ ?:((lth n 2) # (add $(n (dec n)) $(n (sub n 2)))))) (" + f + " " +
                        std::to_string(n) + "))",
                    form(literal()));
      }
      case 20:
        return form("(~(gut by #) # #)", make(Sort::map, depth - 1), make(Sort::atom, depth - 2),
                    make(Sort::atom, depth - 2));
      case 21:
        return form("(fall (~(get by #) #) #)", make(Sort::map, depth - 1), make(Sort::atom, depth - 2),
                    make(Sort::atom, depth - 2));
      case 22:
        return form(chance(2) ? "~(wyt by #)" : "(lent ~(tap by #))", make(Sort::map, depth - 1));
      case 23:
        return form("~(wyt in #)", make(Sort::set, depth - 1));
      case 24: {
        P set = make(Sort::set, depth - 1);
        const Loop deeper(*this);
        const std::string a = bind(Sort::atom), b = bind(Sort::atom);
        return form("(~(rep in #) |=([" + a + "=@ " + b + "=@] #))", std::move(set), make(Sort::atom, depth - 2));
      }
      case 25: {
        P map = make(Sort::map, depth - 1);
        const Loop deeper(*this);
        const std::string k = bind(Sort::atom), v = bind(Sort::atom), b = bind(Sort::atom);
        return form("(~(rep by #) |=([[" + k + "=@ " + v + "=@] " + b + "=@] #))", std::move(map),
                    make(Sort::atom, depth - 2));
      }
      case 26:
        return form(chance(2) ? "(lent #)" : "`@`(crip #)", make(Sort::tape, depth - 1));
      case 27:
        return form("(rash (crip (scow %ud #)) ;~(pose dem:ag (easy 7)))", make(Sort::atom, depth - 1));
      case 28:
        return form(";;(@ .*([# #] [4 0 2]))", make(Sort::atom, depth - 1), make(Sort::atom, depth - 1));
      case 29:
        return form("(mug [# #])", make(Sort::atom, depth - 1), make(Sort::list, depth - 2));
      case 30:
        return form("?:(=(# #) !! #)", make(Sort::atom, depth - 1), make(Sort::atom, depth - 1),
                    make(Sort::atom, depth - 1));
      case 31:
        if (!doors_.empty()) {
          const auto& [door, arms] = doors_[below(static_cast<unsigned>(doors_.size()))];
          const std::string& arm = arms[below(static_cast<unsigned>(arms.size()))];
          return form("(~(" + arm + " " + door + " #) #)", make(Sort::atom, depth - 1), make(Sort::atom, depth - 1));
        }
        return make(Sort::atom, depth - 1);
      case 32:
        if (!wet_.empty()) {
          const std::string& wet = wet_[below(static_cast<unsigned>(wet_.size()))];
          return chance(2) ? form("=+(zz=(" + wet + " # #) `@`?@(-.zz -.zz 0))", make(Sort::atom, depth - 1),
                                  make(Sort::list, depth - 1))
                           : form("`@`-:(" + wet + " # #)", make(Sort::atom, depth - 1), make(Sort::atom, depth - 1));
        }
        return make(Sort::atom, depth - 1);
      default:
        return form(literal());
    }
  }
  P flag(int depth) {
    switch (below(9)) {
      case 0:
        return form("(lth # #)", make(Sort::atom, depth - 1), make(Sort::atom, depth - 1));
      case 1:
        return form("(gte # #)", make(Sort::atom, depth - 1), make(Sort::atom, depth - 1));
      case 2:
        return form("=(# #)", make(Sort::atom, depth - 1), make(Sort::atom, depth - 1));
      case 3:
        return form("&(# #)", make(Sort::flag, depth - 1), make(Sort::flag, depth - 1));
      case 4:
        return form("!#", make(Sort::flag, depth - 1));
      case 5:
        return form("(~(has by #) #)", make(Sort::map, depth - 1), make(Sort::atom, depth - 1));
      case 6:
        return form("(~(has in #) #)", make(Sort::set, depth - 1), make(Sort::atom, depth - 1));
      case 7:
        return form("?=(^ #)", make(Sort::list, depth - 1));
      default:
        return form("=(0 (mod # 2))", make(Sort::atom, depth - 1));
    }
  }
  P list(int depth) {
    const Scope scope(*this);
    switch (below(14)) {
      case 0:
        return form("`(list @)`~[# # #]", make(Sort::atom, depth - 1), make(Sort::atom, depth - 1),
                    make(Sort::atom, depth - 1));
      case 1: {
        P list = make(Sort::list, depth - 1);
        const Loop deeper(*this);
        const std::string x = bind(Sort::atom);
        return form("(turn # |=(" + x + "=@ #))", std::move(list), make(Sort::atom, depth - 2));
      }
      case 2: {
        P list = make(Sort::list, depth - 1);
        const Loop deeper(*this);
        const std::string x = bind(Sort::atom);
        return form("(skim # |=(" + x + "=@ #))", std::move(list), make(Sort::flag, depth - 2));
      }
      case 3:
        return form("(weld # #)", make(Sort::list, depth - 1), make(Sort::list, depth - 1));
      case 4:
        return form("(flop #)", make(Sort::list, depth - 1));
      case 5:
        return form("(sort # lth)", make(Sort::list, depth - 1));
      case 6:
        return form("(scag # #)", make(Sort::atom, depth - 2), make(Sort::list, depth - 1));
      case 7:
        return form("(slag # #)", make(Sort::atom, depth - 2), make(Sort::list, depth - 1));
      case 8:
        return form("(reap (mod # 50) #)", make(Sort::atom, depth - 1), make(Sort::atom, depth - 1));
      case 9:
        return form("`(list @)`~(tap in #)", make(Sort::set, depth - 1));
      case 10:
        return form("(turn # #)", make(Sort::list, depth - 1), make(Sort::gate, depth - 1));
      case 11:
        return form("`(list @)`[# #]", make(Sort::atom, depth - 1), make(Sort::list, depth - 1));
      case 12: {
        const std::string n = rounds();
        P rest = make(Sort::list, depth - 2);
        const Loop deeper(*this);
        const std::string i = bind(Sort::atom);
        return form("=/(" + i + "=@ 0 |-(^-((list @) ?:(=(" + i + " " + n + ") # [# $(" + i + " +(" + i + "))]))))",
                    std::move(rest), make(Sort::atom, depth - 2));
      }
      default:
        return form("(gulf # (add # " + rounds() + "))", form("1"), form("1"));
    }
  }
  P map(int depth) {
    const Scope scope(*this);
    switch (below(7)) {
      case 0:
      case 1:
        return form("(~(put by #) # #)", make(Sort::map, depth - 1), make(Sort::atom, depth - 1),
                    make(Sort::atom, depth - 1));
      case 2:
        return form("(~(del by #) #)", make(Sort::map, depth - 1), make(Sort::atom, depth - 1));
      case 3: {
        P map = make(Sort::map, depth - 1);
        const Loop deeper(*this);
        const std::string x = bind(Sort::atom);
        return form("(~(run by #) |=(" + x + "=@ #))", std::move(map), make(Sort::atom, depth - 2));
      }
      case 4:
        return form("(~(uni by #) #)", make(Sort::map, depth - 1), make(Sort::map, depth - 1));
      default: {
        const std::string n = rounds();
        const Loop deeper(*this);
        const std::string i = bind(Sort::atom), m = bind(Sort::map);
        return form("=/(" + i + "=@ 0 =/(" + m + "=(map @ @) ~ |-(?:(=(" + i + " " + n + ") " + m + " $(" + i + " +(" +
                        i + "), " + m + " (~(put by " + m + ") # #))))))",
                    make(Sort::atom, depth - 2), make(Sort::atom, depth - 2));
      }
    }
  }
  P set(int depth) {
    switch (below(6)) {
      case 0:
        return form("(~(put in #) #)", make(Sort::set, depth - 1), make(Sort::atom, depth - 1));
      case 1:
        return form("(~(uni in #) #)", make(Sort::set, depth - 1), make(Sort::set, depth - 1));
      case 2:
        return form("(~(del in #) #)", make(Sort::set, depth - 1), make(Sort::atom, depth - 1));
      case 3:
        return form("(~(int in #) #)", make(Sort::set, depth - 1), make(Sort::set, depth - 1));
      case 4:
        return form("~(key by #)", make(Sort::map, depth - 1));
      default:
        return form("(silt #)", make(Sort::list, depth - 1));
    }
  }
  P tape(int depth) {
    switch (below(6)) {
      case 0:
        return form("(scow %ud #)", make(Sort::atom, depth - 1));
      case 1:
        return form("(weld # #)", make(Sort::tape, depth - 1), make(Sort::tape, depth - 1));
      case 2:
        return form("(trip (crip #))", make(Sort::tape, depth - 1));
      case 3:
        return form("(cuss #)", make(Sort::tape, depth - 1));
      case 4:
        return form("\"a{(scow %ux #)}b\"", make(Sort::atom, depth - 1));
      default:
        return form("`tape`(flop #)", make(Sort::tape, depth - 1));
    }
  }
  P gate(int depth) {
    const Loop deeper(*this);
    switch (below(4)) {
      case 0: {
        const std::string x = fresh();
        return form("|=(" + x + "=@ ^-(@ (# (# " + x + "))))", make(Sort::gate, depth - 1),
                    make(Sort::gate, depth - 1));
      }
      case 1:
        return form("^-($-(@ @) ?:(# # #))", make(Sort::flag, depth - 1), make(Sort::gate, depth - 1),
                    make(Sort::gate, depth - 1));
      default: {
        const Scope scope(*this);
        const std::string x = bind(Sort::atom);
        return form("|=(" + x + "=@ ^-(@ #))", make(Sort::atom, depth - 1));
      }
    }
  }

  void define(Piece& p, std::string& lead) {
    switch (below(6)) {
      case 0: {  // a door
        const std::string door = fresh();
        std::vector<std::string> arms;
        std::string text = lead + "=/  " + door + "\n  |_  ";
        {
          const Scope scope(*this);
          const Loop deeper(*this);
          const std::string x = bind(Sort::atom);
          text += x + "=@\n";
          for (unsigned i = 1 + below(3); i > 0; --i) {
            const Scope inside_arm(*this);
            const std::string arm = fresh(), y = bind(Sort::atom);
            add(p, text + "  ++  " + arm + "\n    |=  " + y + "=@\n    ^-  @\n    ", make(Sort::atom, 4));
            text = "\n";
            arms.push_back(arm);
          }
        }
        lead = "\n  --\n";
        doors_.emplace_back(door, arms);
        break;
      }
      case 1: {  // a wet gate
        const std::string gate = fresh();
        add(p, lead + "=/  " + gate + "\n  |*  [aa=* bb=*]\n  [", form(chance(2) ? "aa bb" : "bb aa"));
        lead = "]\n";
        wet_.push_back(gate);
        break;
      }
      case 2: {  // arms that call each other
        const std::string core = fresh(), one = fresh(), two = fresh();
        const Scope scope(*this);
        const Loop deeper(*this);
        const std::string n = bind(Sort::atom);
        add(p,
            lead + "=/  " + core + "\n  |%\n  ++  " + one + "\n    |=  " + n + "=@\n    ^-  @\n    ?:  =(0 " + n +
                ")  ",
            make(Sort::atom, 2));
        add(p, "\n    (add ", make(Sort::atom, 3));
        add(p,
            " (" + two + " (dec " + n + ")))\n  ++  " + two + "\n    |=  " + n + "=@\n    ^-  @\n    ?:  =(0 " + n +
                ")  ",
            make(Sort::atom, 2));
        lead = "\n    (" + one + " (dec " + n + "))\n  --\n=/  " + fresh() + "=@  (" + (chance(2) ? one : two) + ":" +
               core + " " + std::to_string(below(200)) + ")\n";
        break;
      }
      default: {
        static constexpr Sort kSorts[] = {Sort::atom, Sort::list, Sort::map, Sort::set, Sort::gate, Sort::gate};
        const Sort sort = kSorts[below(std::size(kSorts))];
        P value = make(sort, 4);
        add(p, lead + "=/  " + fresh_name(sort) + "=" + kStructures[static_cast<int>(sort)] + "  ", std::move(value));
        lead = "\n";
      }
    }
  }
  std::string fresh_name(Sort sort) { return bind(sort); }

  std::mt19937_64 random_;
  const bool large_;
  std::vector<Name> scope_;
  std::vector<std::pair<std::string, std::vector<std::string>>> doors_;
  std::vector<std::string> wet_;
  unsigned names_ = 0;
  int loops_ = 0, made_ = 0;
};

}  // namespace

P generate_program(uint64_t seed) {
  return Generator(seed).program();
}

}  // namespace galena::test
