// The nouns that are types, and the constructors that keep them in normal form.
//
//   %noun  %void                 anything, nothing
//   [%atom aura (unit value)]    an atom, perhaps one constant
//   [%cell type type]
//   [%core payload coil]         coil: [[(unit name) %dry|%wet variance] context seminoun (map term tome)]
//   [%face term|tune type]       a name, or a set of aliases and bridges, around a type
//   [%fork (set type)]           a union of two or more, none of them void or itself a fork
//   [%hint [type note] type]     a type with documentation
//   [%hold type hoon]            the type of a hoon in a subject, not yet computed
//
// The constructors are pure: a fork is the same noun whatever the order of its cases.
#pragma once

#include <initializer_list>
#include <span>

#include "hoon/noun/answers.h"
#include "hoon/noun/tome.h"
#include "hoon/noun/treap.h"
#include "nock/base/check.h"
#include "nock/noun/arena.h"

namespace galena::hoon {

inline constexpr Noun kNoun = "noun"_n;
inline constexpr Noun kVoid = "void"_n;

// The kind of a type, as a word to switch on: the term itself for %noun and %void, else the head of the cell.
inline uint64_t kind_of(Noun type) {
  return type.is_cell() ? type.head().word() : type.word();
}

// Parts of the compound types. The caller knows the kind.
inline Noun p_of(Noun cell) {
  return cell.tail().head();
}
inline Noun q_of(Noun cell) {
  return cell.tail().tail();
}

// Whether a noun has the form of a type at its top; what is below is taken for what it should be. Constant time.
bool looks_like_type(Noun noun);

// Whether two types are the same, but for promises to compile an arm (identity.h): those say which wet calls were being
// checked when they were made. For checks: where that takes long, the answer is yes.
bool same_but_for_promises(Noun a, Noun b);

// A core type taken apart: [%core payload [name polarity variance] context known chapters].
struct CoreParts {
  Noun payload;
  Noun coil;
  Noun garb;
  Noun name;
  Noun polarity;
  Noun variance;
  Noun context;
  Noun known;     // the seminoun of the battery
  Noun chapters;  // (map term tome)

  explicit CoreParts(Noun core)
      : payload(core.tail().head()),
        coil(core.tail().tail()),
        garb(coil.head()),
        name(garb.head()),
        polarity(garb.tail().head()),
        variance(garb.tail().tail()),
        context(coil.tail().head()),
        known(coil.tail().tail().head()),
        chapters(coil.tail().tail().tail()) {
    GALENA_CHECK(looks_like_type(core));
  }
};

// Whether an atom of aura `have` may be taken for one of aura `need`: one is a prefix of the other, letter sizes at the
// end aside (++fitz).
bool auras_fit(Noun need, Noun have);

// The larger of two atoms; of two auras where one extends the other, the more specific.
Noun larger_atom(Noun a, Noun b);

class Types {
 public:
  explicit Types(Arena& arena);

  // [%atom aura ~] and [%atom aura ~ value].
  Noun atom(Noun aura) { return arena_.tuple("atom"_n, aura, kNull); }
  Noun constant(Noun aura, Noun value) { return arena_.tuple("atom"_n, aura, kNull, value); }

  // Void if a part is.
  Noun cell(Noun head, Noun tail) {
    return head == kVoid || tail == kVoid ? kVoid : arena_.tuple("cell"_n, head, tail);
  }
  Noun core(Noun payload, Noun coil) { return payload == kVoid ? kVoid : arena_.tuple("core"_n, payload, coil); }
  Noun coil(Noun name, Noun polarity, Noun variance, Noun context, Noun known, Noun chapters) {
    return arena_.tuple(arena_.tuple(name, polarity, variance), context, known, chapters);
  }
  // The core with another payload and variance; unlike core(), it never collapses.
  Noun recast(const CoreParts& core, Noun payload, Noun variance);
  Noun face(Noun name, Noun type) { return type == kVoid ? kVoid : arena_.tuple("face"_n, name, type); }
  // `subject_and_note` is [type note]. A hint on anything and on nothing is dropped.
  Noun hint(Noun subject_and_note, Noun type) {
    return type == kVoid || type == kNoun ? type : arena_.tuple("hint"_n, subject_and_note, type);
  }
  Noun hold(Noun subject, Noun gen) { return arena_.tuple("hold"_n, subject, gen); }

  // The union: forks are merged, void drops out, one case is itself and none is void.
  Noun fork(std::span<const Noun> cases);
  Noun fork(std::initializer_list<Noun> cases) { return fork(std::span(cases.begin(), cases.size())); }

  // The union of what the cases of `fork` have become: `cases` are those of cases_of, changed in place. Where few have
  // changed, this is quicker than to start again.
  Noun refork(Noun fork, const Items& cases);

  // Fixed types: @ (no aura), a pair of anything, ? and what %noun unfolds to.
  Noun any_atom() const { return any_atom_; }
  Noun any_cell() const { return any_cell_; }
  Noun flag() const { return flag_; }
  Noun any_split() const { return any_split_; }

 private:
  Arena& arena_;
  Noun any_atom_;
  Noun any_cell_;
  Noun flag_;
  Noun any_split_;
  Memo<2, Noun> forks_;  // of two cases
};

// The cases of a fork, in the reference's order.
inline Items cases_of(Noun fork) {
  Items cases;
  set_items(fork.tail(), cases);
  return cases;
}

}  // namespace galena::hoon
