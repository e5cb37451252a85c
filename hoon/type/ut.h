// The type system and the code generator: everything that asks what type a hoon has in a subject, and what its formula
// is. Used through Compiler (compiler.h); this header is for the files that share the work:
//
//   find.cpp    wings: which leg or arm a name means; reading and editing types by axis
//   call.cpp    %=: a wing with changes; firing arms; checking dry calls and wet ones
//   unfold.cpp  what a type is one step further (repo), and rewriting whole types (wrap, burp)
//   nest.cpp    whether one type fits another; whether two have nothing in common
//   narrow.cpp  what a test says about a type: fuse, crop, gain, lose, and the formula that tests (fish)
//   skin.cpp    the same three by pattern
//   redo.cpp    the names of one type on the shape of another
//   play.cpp    the type of a hoon
//   mint.cpp    the type and the formula of a hoon
//   mull.cpp    whether a wet gate's code holds for the caller's types
//   core.cpp    the arms of a core, and checks against an expected core
//   fold.cpp    running formulas on what is known of the subject
//   arms.cpp    the same questions as the compiler in Hoon puts them
//   answers.cpp what was answered, as nouns that can be kept
//
// Vocabulary: `sut` is the subject's type, `gen` a hoon, `gol` the type that a product must nest in, `ref` the other
// type of a pair, `dox` a wet gate's subject as it was where the gate was written. `vet` says whether products are
// checked: a formula made for a wet gate's own battery is not.
//
// Every question is a pure function of nouns and of `vet`, so nearly all answers are remembered. What makes it not
// quite so, and how it is kept exact:
//  - A hold whose type is being computed may not be asked again (rest-loop). Since a refusal ends the compilation, an
//    answer that was reached is right in any state; only ++redo looks at that state without refusing. `fan_low_` is
//    the outermost hold that such a look depended on, and answers that depend on one are not remembered.
//  - A wet call that is being checked is taken for granted when it recurs. That again decides only between refusing
//    and going on. Answers remembered on such an assumption are forgotten if the compilation is refused after all.
//  - ++nest is coinductive and keeps its own books (nest.cpp).
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "hoon/expand/desugar.h"
#include "hoon/noun/answers.h"
#include "hoon/noun/axis_walk.h"
#include "hoon/noun/error.h"
#include "hoon/noun/make.h"
#include "hoon/noun/stack.h"
#include "hoon/type/cases.h"
#include "hoon/type/identity.h"
#include "hoon/type/nock_maker.h"
#include "hoon/type/questions.h"
#include "hoon/type/types.h"
#include "nock/base/check.h"
#include "nock/base/scope.h"
#include "nock/noun/arena.h"

namespace galena::hoon {

// How a wing is going to be used, which decides how much of a core's payload its variance shows.
enum class Way : uint8_t { read, rite, both, free };

struct Minted {
  Noun type;
  Noun formula;
  bool operator==(const Minted&) const = default;
};

// A type in the caller's subject and in the gate's own.
struct Mulled {
  Noun type;
  Noun home;
};
// Both may hold promises of the core that is being compiled, which say more than the question did.
inline bool same_answer(const Mulled& a, const Mulled& b) {
  return same_but_for_promises(a.type, b.type) && same_but_for_promises(a.home, b.home);
}

// What a wing resolves to.
//   leg:   `vein`, the way there (list of unit axis, last step first), and a: its type
//   arm:   `vein` of the core, a: the axis of the arm, b: the set of [core-type foot] it may be
//   made:  a: type, b: formula; an alias or a bridge
//   too_few: no match; a: how many more were to be skipped. Only inside the search.
//   never: the search reached only impossible types. Only inside the search.
struct Port {
  enum class Kind : uint8_t { leg, arm, made, too_few, never };
  Kind kind;
  Noun vein;
  Noun a;
  Noun b;
  bool operator==(const Port&) const = default;
};

// A leg: its type and axis.
struct Leg {
  Noun type;
  Noun axis;
};

// One core that an arm may be called on: its type and the arm, [%dry|%wet hoon].
struct Foot {
  Noun core;
  Noun foot;
};

// What to do with the part of a type that a wing names.
struct Change {
  enum class Kind : uint8_t { replace, fuse, crop, gain, lose };
  Kind kind;
  Noun with;  // a type, or for gain and lose a skin
  Noun sut;   // gain and lose: the subject of the skin
};

// A noun of which only a part is known. `mask` is a stencil: [%full 0] all of it, [%full set] nothing, [%half mask
// mask], or [%lazy axis thunk] a part of a battery that can be compiled when it is needed. A mask of none means that
// there is no product.
struct Partial {
  Noun mask;
  Noun data;
  bool operator==(const Partial&) const = default;
};

class Nesting;
class Redo;

// The variance that ^|, ^& or ^? gives a core.
constexpr Noun variance_of(uint64_t rune) {
  return rune == "ktbr"_w ? "iron"_n : rune == "ktpm"_w ? "zinc"_n : "lead"_n;
}

// A linked list on the machine stack of the holds that a walk is inside of.
struct Held {
  Noun hold;
  const Held* outer;
};
inline bool is_held(const Held* held, Noun hold) {
  for (; held != nullptr; held = held->outer) {
    if (held->hold == hold) return true;
  }
  return false;
}

// The same for pairs of types, in order.
struct HeldPair {
  Noun a;
  Noun b;
  const HeldPair* outer;
};
inline bool is_held(const HeldPair* held, Noun a, Noun b) {
  for (; held != nullptr; held = held->outer) {
    if (held->a == a && held->b == b) return true;
  }
  return false;
}

class Ut {
 public:
  Ut(Arena& arena, Kelvin kelvin);
  ~Ut();
  Ut(const Ut&) = delete;
  Ut& operator=(const Ut&) = delete;

  Kelvin kelvin() const { return desugar_.kelvin(); }
  void set_evaluate(Evaluate evaluate) { evaluate_ = std::move(evaluate); }
  void set_on_battery(OnBattery on_battery) { on_battery_ = std::move(on_battery); }
  // Those two of another, which has none then.
  void take_services(Ut& other) {
    evaluate_ = std::move(other.evaluate_);
    on_battery_ = std::move(other.on_battery_);
  }
  void set_identity(const Identity& identity) { identity_ = identity; }
  // What types in programs (%hand) are to pass, where programs come from elsewhere than a parser.
  void set_is_type(std::function<bool(Noun)> is_type) { is_type_ = std::move(is_type); }

  // To be called after a refusal, before anything else is asked.
  void recover();
  // Whether questions may be about a noun: it is of the arena.
  bool takes(Noun noun) const { return !noun.is_none() && arena_.owns(noun); }
  // Whether nothing is being asked.
  bool is_idle() const {
    return fan_.empty() && fan_low_ == kFanFree && rib_.empty() && rib_list_ == kNull && mull_on_trust_.empty() &&
           nesting_depth_ == 0;
  }

  // What every recursive function begins with: as check_stack, and where the stack ends, the places are noted.
  void check() {
    if (!has_stack()) [[unlikely]]
      too_deep();
    check_stack();
  }
  // Where in the source that was, innermost first, as a refusal's trace has it. Forgotten then.
  std::vector<Frame> take_places() { return std::exchange(places_, {}); }

  std::vector<Questions> questions() const;

  // Answers to be kept beyond this object; see Compiler.
  void begin_round();
  void end_round() { asking_.end(); }
  size_t asked() const { return asking_.count(); }
  size_t answered() const;
  std::vector<Noun> answers(const std::function<bool(Noun)>& wanted, size_t& left_out) const;
  bool learn(std::span<const Noun> answers);
  void forget();

  Minted mint(bool vet, Noun sut, Noun gol, Noun gen);
  Noun play(Noun sut, Noun gen);
  Mulled mull(bool vet, Noun sut, Noun gol, Noun dox, Noun gen);

  // Whether `ref` fits where `sut` is needed.
  bool nest(Noun sut, Noun ref);
  // The same; refuses if not.
  void need_nest(Noun sut, Noun ref);

  // One step of unfolding; refuses what has none.
  Noun repo(Noun sut);
  Noun burp(Noun sut);

  Port find(bool vet, Way way, Noun sut, Noun wing);
  bool feel(bool vet, Noun sut, Noun wings);
  // Whether !@ takes its first branch; of [wings first second], the one that it takes.
  bool takes_first(bool vet, Noun sut, Noun wings) { return feel(vet, sut, wings) == desugar_.found_first(); }
  Noun branch_of(bool vet, Noun sut, Noun body) {
    const auto [wings, first, second] = fields<3>(body);
    return takes_first(vet, sut, wings) ? first : second;
  }
  Minted fine(bool vet, Noun sut, const Port& port);

  Noun fuse(Noun sut, Noun ref);
  Noun crop(Noun sut, Noun ref);
  Noun peek(Way way, Noun sut, Noun axis);

  Types& types() { return types_; }
  Desugar& desugar() { return desugar_; }

 private:
  friend class Arms;
  friend class Nesting;
  friend class Redo;

  struct Visible {
    bool sample;
    bool context;
  };
  struct Query {
    bool vet;
    Way way;
    Noun name;  // none for a limb that only skips
  };

  // find.cpp
  static Visible peel(Way way, Noun variance);
  Noun peek_split(Way way, Noun sut, bool tail, Noun rest, const Held* held);
  Port fond(bool vet, Way way, Noun sut, Noun wing);
  Port step(bool vet, Way way, Noun sut, Noun limb);
  Port step_fresh(bool vet, Way way, Noun sut, Noun limb);
  Port search(const Query& query, Noun sut, AxisOnDemand place, Noun trail, uint64_t skip, const Held* held);
  Port transplant(const Port& port, Noun axis, Noun trail);
  Port search_tune(const Query& query, Noun sut, const AxisOnDemand& place, Noun trail, uint64_t skip,
                   const Held* held);
  Port twin(const Port& a, const Port& b);
  bool is_in_range(Noun sut, const Leg& leg);
  Leg fend(bool vet, Way way, Noun sut, Noun wing);
  Port fund(bool vet, Way way, Noun sut, Noun gen);
  Noun tend(Noun vein);
  Noun change(Noun sut, Noun vein, const Change& what);
  Noun change_at(Noun sut, std::span<const Noun> steps, const Change& what);
  Noun change_axis(Noun sut, AxisWalk axis, std::span<const Noun> later, const Change& what, const Held* held);
  Noun apply(Noun sut, const Change& what);
  Leg tack(bool vet, Noun sut, Noun wing, Noun type);
  Noun weld(Noun front, Noun back);

  // call.cpp
  Noun play_call(Noun sut, Noun wing, Noun changes);
  Minted mint_call(bool vet, Noun sut, Noun gol, Noun wing, Noun changes);
  Mulled mull_call(bool vet, Noun sut, Noun gol, Noun dox, Noun wing, Noun changes);
  std::vector<Foot> feet_of(Noun set);
  Noun toss(bool vet, Noun wing, Noun type, std::vector<Foot>& feet);
  Noun fire(bool vet, Noun sut, std::span<const Foot> feet);
  Noun fire_one(bool vet, Noun sut, const Foot& foot);

  // unfold.cpp
  Noun rest(Noun hold);
  Noun wrap(Noun sut, Noun variance);

  // nest.cpp
  bool nest(bool tell, Noun sut, Noun ref);
  Noun tail_needed(Noun sut);
  void nest_tails(Noun sut, Noun ref);
  bool miss(Noun sut, Noun ref);

  // narrow.cpp
  Noun chip(bool gain, bool vet, Noun sut, Noun gen);
  Noun chip_fresh(bool gain, bool vet, Noun sut, Noun gen);
  Noun fuse_under(Noun sut, Noun ref, const HeldPair* held);
  Noun fuse_fresh(Noun sut, Noun ref, const HeldPair* held);
  Noun crop_under(Noun sut, Noun ref, const HeldPair* held);
  Noun crop_fresh(Noun sut, Noun ref, const HeldPair* held);
  Noun crop_by_reference(Noun sut, Noun ref, const HeldPair* held);
  template <class Narrow>
  std::optional<Noun> narrow_cases(Noun fork, Noun axis, bool fuse, Noun with, const Narrow& narrow);
  Noun fish(Noun sut, Noun axis, const Held* held);

  // skin.cpp
  Noun skin_fish(bool vet, Noun sut, Noun ref, Noun skin, Noun axis);
  Noun skin_gain(Noun sut, Noun ref, Noun skin);
  Noun skin_lose(Noun sut, Noun ref, Noun skin);
  template <class Leaf>
  Noun skin_walk(Noun ref, bool keep_face, const Held* held, const Leaf& leaf);
  Noun skin_of_term(Noun term);

  // redo.cpp
  bool is_unfolding(Noun hold);
  Noun redo(Noun sut, Noun ref);

  // mint.cpp, mull.cpp, play.cpp
  Noun opened(Noun gen, ErrorKind otherwise);
  Noun nice(ErrorKind where, bool vet, Noun gol, Noun type);
  Noun mint_hint(bool vet, Noun sut, Noun type, Noun hint);
  Minted mint_fresh(bool vet, Noun sut, Noun gol, Noun gen);
  Noun mint_nice(bool vet, Noun gol, Noun type) { return nice(ErrorKind::mint_nice, vet, gol, type); }
  Mulled mull_goal(bool vet, Noun sut, Noun gol, Noun dox, Noun gen);
  Mulled mull_fresh(bool vet, Noun sut, Noun gol, Noun dox, Noun gen);
  Noun mull_nice(bool vet, Noun gol, Noun type) { return nice(ErrorKind::mull_nice, vet, gol, type); }
  Noun play_fresh(Noun sut, Noun gen);
  Noun play_constant(Noun aura, Noun value);
  Noun play_rock(Noun aura, Noun value);
  Noun busk(Noun sut, Noun gen);
  Noun play_to_show(Noun sut, Noun gen);
  Noun cove(Noun formula);

  // core.cpp
  Minted mint_core(bool vet, Noun sut, Noun gol, Noun polarity, Noun gen);
  Mulled mull_core(bool vet, Noun sut, Noun gol, Noun dox, Noun polarity, Noun gen);
  Noun hemp(bool vet, Noun sut, Noun polarity, Noun gol, Noun gen);
  Noun laze(bool vet, Noun sut, Noun name, Noun polarity, Noun chapters, Noun rib);
  Noun lazy(Noun gate);
  bool are_at_their_axes(Noun chapters, Noun arms);
  bool has_all_arms(Noun battery, Noun chapters);
  struct Expected;
  Noun mint_chapters(bool vet, Noun sut, Noun polarity, Noun chapters, const Expected& expected);
  Noun mint_arms(bool vet, Noun sut, Noun polarity, Noun arms, const Expected& expected, Noun expected_arms);
  Noun core_check(Noun type);
  void chapters_check(Noun type, Noun chapters);
  Noun get_arms(const Expected& expected, Noun chapter);
  void arms_check(Noun arms, Noun expected_arms);
  Noun get_arm_type(const Expected& expected, Noun expected_arms, Noun name);
  void mull_chapters(bool vet, Noun sut, Noun dox, Noun chapters);
  void mull_arms(bool vet, Noun sut, Noun dox, Noun arms);

  // fold.cpp
  Minted blow(bool vet, Noun sut, Noun gol, Noun gen);
  void announce(Noun type, Noun clue);
  Partial known_of(Noun sut, const Held* held);
  Partial combine(const Partial& head, const Partial& tail);
  Partial complete(const Partial& partial);
  Partial fragment(Noun axis, Partial partial);
  Partial mutate(Noun axis, const Partial& part, const Partial& whole);
  Partial run(Partial subject, Noun formula);
  static bool is_sound(const Partial& partial);
  bool require(Partial partial, Partial& out);
  bool is_blocked(Noun mask);
  bool complete_mask(Noun mask);
  Noun resolve(Noun thunk, Noun axis);
  Noun arm_at(Noun chapters, Noun axis);
  Partial known(Noun data) { return {mask_known_, data}; }
  Partial blocked() { return {mask_blocked_, Noun::zero()}; }

  // The places in the source that are being compiled: a list on the machine stack.
  struct Spotted {
    Noun spot;
    const Spotted* outer;
  };
  // Runs `body` for what stands at `spot`, which a refusal's trace then has.
  template <class Body>
  decltype(auto) at_spot(Noun spot, Body&& body) {
    const Spotted here{spot, spots_};
    const Replaced<const Spotted*> entered(spots_, &here);
    return framed([&] { return Frame{ErrorKind::spot, spot}; }, std::forward<Body>(body));
  }
  [[noreturn]] void too_deep();
  void need_type(Noun noun) const {
    if (is_type_ && !is_type_(noun)) refuse(ErrorKind::malformed);
  }

  // Looks `k` up, or computes and remembers it unless it depends on the holds that are being unfolded.
  template <class Table, class K, class Compute>
  typename Table::value_type remember(Table& table, const K& k, Compute&& compute) {
    if (const auto* known = table.find(k)) {
      if (kChecks && GALENA_NOW_AND_THEN(1000)) {
        const typename Table::value_type value = *known;
        GALENA_CHECK(comes_to(value, compute));
        return value;
      }
      return *known;
    }
    GALENA_CHECK(owns(k));
    const Asking::Scope asked(asking_);
    const uint32_t outer = std::exchange(fan_low_, kFanFree);
    typename Table::value_type value = compute();
    GALENA_CHECK(owns(value));
    if (fan_low_ == kFanFree) table.add(k, value, asked.id());
    fan_low_ = std::min(outer, fan_low_);
    return value;
  }

  // Whether a question that has been answered with `value` comes to that again, asked by itself: while no hold is being
  // unfolded. What it asks is known, so this is little work; where it may not be known, yes.
  template <class Value, class Compute>
  bool comes_to(const Value& value, Compute&& compute) {
    if (asking_.noting() || has_learned_ || asks_again_) return true;
    const Replaced again(asks_again_, true);
    const Replaced fan(fan_, {});
    const Replaced low(fan_low_, kFanFree);
    try {
      return same_answer(Value(compute()), value);
    } catch (const CompileError& error) {
      if (is_limit(error.kind)) throw;
      return false;
    }
  }

  // Whether the nouns of a key or an answer are of the arena.
  template <size_t N>
  bool owns(const Key<N>& k) const {
    bool all = arena_.owns(Noun::from_word(k.words[0] & ((uint64_t{1} << kFlagShift) - 1)));
    for (size_t i = 1; i < N; ++i) all = all && arena_.owns(Noun::from_word(k.words[i]));
    return all;
  }
  bool owns(Noun noun) const { return noun.is_none() || arena_.owns(noun); }
  bool owns(bool) const { return true; }
  bool owns(const Minted& m) const { return arena_.owns(m.type) && arena_.owns(m.formula); }
  bool owns(const Mulled& m) const { return arena_.owns(m.type) && arena_.owns(m.home); }
  bool owns(const Port& p) const { return arena_.owns(p.vein) && arena_.owns(p.a) && arena_.owns(p.b); }
  bool owns(const Partial& p) const { return arena_.owns(p.mask) && arena_.owns(p.data); }

  // A type that a question has come to.
  Noun as_type(Noun type) const {
    GALENA_CHECK(arena_.owns(type) && looks_like_type(type));
    return type;
  }
  static bool is_sound(const Port& port);

  static constexpr uint32_t kFanFree = UINT32_MAX;

  // Calls `visit(table)` for every table of answers that is worth keeping, always in the same order.
  template <class Self, class Visit>
  static void for_answers(Self& self, const Visit& visit) {
    visit(self.rest_memo_);
    visit(self.play_memo_);
    visit(self.mint_memo_);
    visit(self.mull_memo_);
    visit(self.nest_memo_);
    visit(self.miss_memo_);
    visit(self.peek_memo_);
    visit(self.step_memo_);
    visit(self.chip_memo_);
    visit(self.dry_memo_);
    visit(self.fuse_memo_);
    visit(self.crop_memo_);
    visit(self.redo_memo_);
    visit(self.burp_memo_);
    visit(self.wrap_memo_);
  }

  const char* fold_limit_ = nullptr;  // an address on the stack that folding may reach
  const Spotted* spots_ = nullptr;
  std::vector<Frame> places_;
  Arena& arena_;
  Types types_;
  Cases cases_;
  NockMaker nock_;
  Desugar desugar_;
  Evaluate evaluate_;
  OnBattery on_battery_;
  Identity identity_;
  std::function<bool(Noun)> is_type_;

  // Holds that are being unfolded, and the depth of each in that stack.
  Memo<1, uint32_t> fan_;
  uint32_t fan_low_ = kFanFree;
  // Wet calls that are being checked: the set for membership, and the list as part of a thunk's identity.
  Memo<3, char> rib_;
  Noun rib_list_;
  // Mulls remembered while a wet call was being checked.
  std::vector<Key<4>> mull_on_trust_;

  // Nestings in progress: one inside the other when unfolding a type asks ++nest again.
  std::vector<std::unique_ptr<Nesting>> nestings_;
  size_t nesting_depth_ = 0;

  // For checks: whether answers of another compiler are known, and whether a remembered answer is being computed again.
  bool has_learned_ = false;
  bool asks_again_ = false;

  Noun mask_known_;
  Noun mask_blocked_;
  Noun unknown_;  // the seminoun of which nothing is known

  Asking asking_;
  // Those that answers() and learn() speak of: see for_answers.
  Answers<1, Noun> rest_memo_{asking_};
  Answers<2, Noun> play_memo_{asking_};
  Answers<3, Minted> mint_memo_{asking_};
  Answers<4, Mulled> mull_memo_{asking_};
  Answers<2, bool> nest_memo_{asking_};
  Answers<2, bool> miss_memo_{asking_};
  Answers<3, Noun> peek_memo_{asking_};
  Answers<2, Port> step_memo_{asking_};
  Answers<3, Noun> chip_memo_{asking_};
  Answers<2, Noun> dry_memo_{asking_};
  Answers<2, Noun> fuse_memo_{asking_};
  Answers<2, Noun> crop_memo_{asking_};
  Answers<2, Noun> redo_memo_{asking_};
  Answers<1, Noun> burp_memo_{asking_};
  Answers<2, Noun> wrap_memo_{asking_};
  // The others, of which there are few.
  Answers<1, Partial> known_memo_{asking_};
  Answers<3, Noun> fold_memo_{asking_};
  Answers<2, Noun> resolve_memo_{asking_};
  Answers<1, Noun> arms_memo_{asking_};
};

// What a fork becomes where the part at `axis` of every case is narrowed by the type `with` (`fuse`: to what it has in
// common with it, else to what it has not): `narrow` does that for a case. Only where few cases need looking at: of a
// constant, all whose part is another constant are gone, or stay as they are.
template <class Narrow>
std::optional<Noun> Ut::narrow_cases(Noun fork, Noun axis, bool fuse, Noun with, const Narrow& narrow) {
  constexpr size_t kFew = 8;
  if (kind_of(with) != "atom"_w || q_of(with).is_atom() || !cases_.is_large(fork)) return std::nullopt;
  const CaseIndex& index = cases_.index(fork, axis);
  const Items& same = index.with_constant(q_of(with));
  if (index.others().size() > kFew || same.size() > kFew) return std::nullopt;
  Items gone, come;
  for (const Items* some : {&index.others(), &same}) {
    for (const Noun item : *some) {
      if (!set_has(fork.tail(), item)) continue;
      const Noun narrowed = narrow(item);
      if (!fuse && narrowed == item) continue;
      gone.push_back(item);
      come.push_back(narrowed);
    }
  }
  if (!fuse) come.push_back(cases_.without(fork, gone));
  return types_.fork(come);
}

}  // namespace galena::hoon
