// Nock taken apart: which operation a formula is, what its operands are, and which hints there are. Whoever runs,
// compiles, folds or names formulas asks here, so that what is malformed is decided once.
//
// A formula that is malformed is no error where it lies: it crashes when it is evaluated, before any part of it is. An
// operand that is a formula in its turn is not looked into, and an axis is any atom: that there is nothing at it is
// found out when it is used.
//
// Nothing here allocates. The semantics are those of Nock 4K, with the scry of a virtual machine as 12.
#pragma once

#include <cstdint>

#include "nock/noun/noun.h"

namespace galena {

// *x is the product of the formula x on the subject.
enum class Opcode : uint8_t {
  slot,       // [0 a]        the part of the subject at axis a
  constant,   // [1 a]        a
  evaluate,   // [2 a b]      the product of the formula *b on the subject *a
  is_cell,    // [3 a]        yes for a cell *a, no for an atom
  increment,  // [4 a]        *a + 1
  equal,      // [5 a b]      yes if *a is *b, else no
  branch,     // [6 a b c]    *b if *a is yes, *c if it is no
  compose,    // [7 a b]      the product of b on the subject *a
  push,       // [8 a b]      the product of b on [*a subject]
  kick,       // [9 a b]      the product of what lies at axis a of the core *b, on that core
  edit,       // [10 [a b] c] *c, with the part at axis a replaced by *b, which is computed after it
  hint,       // [11 a c] or [11 [a b] c]: *c. b, the clue, is a formula too, or none. Only a machine minds what a is
  scry,       // [12 a b]     what the virtual machine around has for the reference *a and the path *b
  cons,       // [a b]        [*a *b], for a formula a
  malformed,  // anything else
};

struct Operation {
  Opcode op = Opcode::malformed;
  Noun a = {}, b = {}, c = {};
};

// The opcode as formulas have it. Not of `cons` and `malformed`, which have none.
constexpr Noun op(Opcode opcode) {
  return Noun::direct(static_cast<uint64_t>(opcode));
}

// `formula` is any noun. Inlined by force, as every walk over formulas begins here: a call, with the answer in memory,
// costs the analysis of tier 1 a twentieth of its instructions.
[[gnu::always_inline]] inline Operation operation_of(Noun formula) {
  if (!formula.is_cell()) return {};
  const Noun first = formula.head(), rest = formula.tail();
  if (first.is_cell()) return {Opcode::cons, first, rest};
  if (!first.is_direct() || first.direct_value() > static_cast<uint64_t>(Opcode::scry)) return {};
  const auto opcode = static_cast<Opcode>(first.direct_value());
  switch (opcode) {
    case Opcode::slot:
      if (rest.is_cell()) return {};
      return {opcode, rest};
    case Opcode::constant:
    case Opcode::is_cell:
    case Opcode::increment:
      return {opcode, rest};
    case Opcode::evaluate:
    case Opcode::equal:
    case Opcode::compose:
    case Opcode::push:
    case Opcode::scry:
      if (!rest.is_cell()) return {};
      return {opcode, rest.head(), rest.tail()};
    case Opcode::branch:
      if (!rest.is_cell() || !rest.tail().is_cell()) return {};
      return {opcode, rest.head(), rest.tail().head(), rest.tail().tail()};
    case Opcode::kick:
      if (!rest.is_cell() || rest.head().is_cell()) return {};
      return {opcode, rest.head(), rest.tail()};
    case Opcode::edit:
      if (!rest.is_cell() || !rest.head().is_cell() || rest.head().head().is_cell()) return {};
      return {opcode, rest.head().head(), rest.head().tail(), rest.tail()};
    case Opcode::hint:
      if (!rest.is_cell()) return {};
      if (!rest.head().is_cell()) return {opcode, rest.head(), Noun::none(), rest.tail()};
      return {opcode, rest.head().head(), rest.head().tail(), rest.tail()};
    case Opcode::cons:
    case Opcode::malformed:
      break;
  }
  return {};
}

// What [1 a] says, or none for any other formula. A formula that is quoted where it is evaluated is part of the text of
// the one around it: it can be compiled in place. One that is only found to be constant is not, for what makes formulas
// out of formulas could go on without end.
inline Noun quoted(Noun formula) {
  const Operation o = operation_of(formula);
  return o.op == Opcode::constant ? o.a : Noun::none();
}

// The place [path [line column] end] that a formula is from, by a %spot whose clue is quoted; none if it says nothing.
inline Noun spot_of(Noun formula) {
  const Operation o = operation_of(formula);
  return o.op == Opcode::hint && o.a == "spot"_n && !o.b.is_none() ? quoted(o.b) : Noun::none();
}

// What a hint asks of the machine that runs it. For all of them the clue, if there is one, is computed first.
enum class HintTag : uint8_t {
  other,      // nothing; so does one of those below that has not the clue it needs
  malformed,  // its tag is a cell: it crashes, as what is malformed does
  trace,      // %mean %spot %hunk %lose %hand, with a clue: [tag *clue] is on the trace while the body runs
  slog,       // with a clue: *clue is shown
  memo,       // the product may be one from before; a clue [1 path] names the room that it is kept in
  drop,       // what is kept in the room *clue is forgotten, or in /clay/ford
  fast,       // with a clue: the product is a core with jets, if *clue says which
  bout,       // the time that the body takes is told
  cash,       // how many products the body adds to what is remembered
  xray,       // the body is shown
  meme,       // how much memory is in use is shown
  nara,       // the trace is shown, of the innermost virtual machine
  hela,       // the same, and those of all that are around it
  loop,       // a body that comes to itself on the same subject, and so never ends, crashes: [%mean *clue] on the trace
  jinx,       // with a clue: once the body has taken *clue, in 2^-64 seconds, the evaluation is interrupted
  spin,       // with a clue: a progress line shows *clue while the body runs
};

// Of an operation that is a hint.
inline HintTag hint_tag(const Operation& hint) {
  const bool has_clue = !hint.b.is_none();
  if (hint.a.is_cell()) return HintTag::malformed;
  switch (hint.a.word()) {
    case "mean"_w:
    case "spot"_w:
    case "hunk"_w:
    case "lose"_w:
    case "hand"_w:
      return has_clue ? HintTag::trace : HintTag::other;
    case "slog"_w:
      return has_clue ? HintTag::slog : HintTag::other;
    case "fast"_w:
      return has_clue ? HintTag::fast : HintTag::other;
    case "memo"_w:
      return HintTag::memo;
    case "drop"_w:
      return HintTag::drop;
    case "bout"_w:
      return HintTag::bout;
    case "cash"_w:
      return HintTag::cash;
    case "xray"_w:
      return HintTag::xray;
    case "meme"_w:
      return HintTag::meme;
    case "nara"_w:
      return HintTag::nara;
    case "hela"_w:
      return HintTag::hela;
    case "loop"_w:
      return HintTag::loop;
    case "jinx"_w:
      return has_clue ? HintTag::jinx : HintTag::other;
    case "spin"_w:
      return has_clue ? HintTag::spin : HintTag::other;
    default:  // terms are an open set
      return HintTag::other;
  }
}

// Whether the body is all that is left to do once the clue has been: it may take the place of the hint.
constexpr bool ends_in_body(HintTag tag) {
  switch (tag) {
    case HintTag::other:
    case HintTag::slog:
      return true;
    case HintTag::malformed:
    case HintTag::trace:
    case HintTag::memo:
    case HintTag::drop:
    case HintTag::fast:
    case HintTag::bout:
    case HintTag::cash:
    case HintTag::xray:
    case HintTag::meme:
    case HintTag::nara:
    case HintTag::hela:
    case HintTag::loop:
    case HintTag::jinx:
    case HintTag::spin:
      return false;
  }
  return false;
}

// Whether a cell may name a room: one that is no formula, as paths are.
inline bool names_room(Noun name) {
  return name.is_cell() && operation_of(name).op == Opcode::malformed;
}

// Where a %memo keeps its products: the path that its clue quotes, or none where it names no room.
inline Noun memo_room(const Operation& hint) {
  if (hint.b.is_none()) return Noun::none();
  Operation clue = operation_of(hint.b);
  while (clue.op == Opcode::hint) clue = operation_of(clue.c);  // where it stands in the source, as a rule
  return clue.op == Opcode::constant && names_room(clue.a) ? clue.a : Noun::none();
}

}  // namespace galena
