// Constant folding: running a formula on what is known of its subject.
//
// What is known is a partial noun (Partial, ut.h): a mask over a noun. The batteries of finished cores are known; of a
// core that is still being compiled, each arm can be compiled on demand. A computation that needs what is not known, or
// crashes, is not folded.
#include "hoon/type/ut.h"
#include "nock/run/nock.h"

namespace galena::hoon {
namespace {

constexpr Noun kFull = "full"_n;
constexpr Noun kHalf = "half"_n;
constexpr Noun kLazy = "lazy"_n;

// What computes for ever is found out sooner than at the end of the stack.
constexpr size_t kFoldStack = size_t{64} << 20;

constexpr Partial kStop{Noun::none(), Noun::zero()};

bool stops(const Partial& partial) {
  return partial.mask.is_none();
}

}  // namespace

// Whether a stencil is a full one with something awaited.
bool Ut::is_blocked(Noun mask) {
  return mask.head() == kFull && mask.tail().is_cell();
}

Partial Ut::combine(const Partial& head, const Partial& tail) {
  if (head.mask == mask_known_ && tail.mask == mask_known_) return known(arena_.cons(head.data, tail.data));
  if (is_blocked(head.mask) && is_blocked(tail.mask)) return blocked();
  return {arena_.tuple(kHalf, head.mask, tail.mask), arena_.cons(head.data, tail.data)};
}

// Compiles what is lazy in a partial noun. A whole battery is not compiled: it is what is being compiled now.
Partial Ut::complete(const Partial& partial) {
  check();
  const Noun kind = partial.mask.head();
  if (kind == kFull) return partial;
  if (kind == kLazy) {
    const Noun axis = p_of(partial.mask);
    if (axis == kAxis1) return blocked();
    const Noun formula = resolve(q_of(partial.mask), axis);
    return formula.is_none() ? blocked() : known(formula);
  }
  GALENA_CHECK(kind == kHalf && partial.data.is_cell());
  const Partial head = complete({p_of(partial.mask), partial.data.head()});
  return combine(head, complete({q_of(partial.mask), partial.data.tail()}));
}

Partial Ut::fragment(Noun axis, Partial partial) {
  while (axis != kAxis1) {
    const bool tail = in_tail(axis);
    const Noun kind = partial.mask.head();
    if (kind == kLazy) {
      const Noun inner = peg(arena_, p_of(partial.mask), axis);
      return {arena_.tuple(kLazy, inner, q_of(partial.mask)), partial.data};
    }
    if (kind == kFull) {
      if (is_blocked(partial.mask)) return partial;
      if (partial.data.is_atom()) return kStop;
      partial.data = tail ? partial.data.tail() : partial.data.head();
    } else if (tail) {
      partial = {q_of(partial.mask), partial.data.tail()};
    } else {
      partial = {p_of(partial.mask), partial.data.head()};
    }
    axis = rest_of_axis(arena_, axis);
  }
  return partial;
}

Partial Ut::mutate(Noun axis, const Partial& part, const Partial& whole) {
  if (axis == Noun::zero()) return kStop;
  if (axis == kAxis1) return part;
  check();
  const bool tail = in_tail(axis);
  const Noun rest = rest_of_axis(arena_, axis);
  const bool last = rest == kAxis1;
  Partial left = part;
  if (!last || tail) {
    left = fragment(kAxis2, whole);
    if (stops(left)) return kStop;
  }
  Partial right = part;
  if (!last || !tail) {
    right = fragment(kAxis3, whole);
    if (stops(right)) return kStop;
  }
  if (!last) {
    Partial& deeper = tail ? right : left;
    deeper = mutate(rest, part, deeper);
    if (stops(deeper)) return kStop;
  }
  return combine(left, right);
}

// Whether `partial` is a complete noun, which is then in `out`; else `out` is what the computation comes to.
bool Ut::require(Partial partial, Partial& out) {
  out = kStop;
  GALENA_CHECK(is_sound(partial));
  if (stops(partial)) return false;
  out = complete(partial);
  if (out.mask == mask_known_) return true;
  out = blocked();
  return false;
}

// A formula on a partial subject: Nock, with stops and blocks.
Partial Ut::run(Partial subject, Noun formula) {
  check();
  if (static_cast<const char*>(__builtin_frame_address(0)) < fold_limit_) too_deep();
  Partial step;
  while (true) {
    const Operation o = operation_of(formula);
    switch (o.op) {
      case Opcode::slot:
        return o.a == kNull ? kStop : fragment(o.a, subject);
      case Opcode::constant:
        return known(o.a);
      case Opcode::evaluate: {
        if (!require(run(subject, o.b), step)) return step;
        formula = step.data;
        subject = run(subject, o.a);
        if (stops(subject)) return kStop;
        break;
      }
      case Opcode::is_cell:
        if (!require(run(subject, o.a), step)) return step;
        return known(loobean(step.data.is_cell()));
      case Opcode::increment:
        if (!require(run(subject, o.a), step)) return step;
        return step.data.is_cell() ? kStop : known(increment(arena_, step.data));
      case Opcode::equal: {
        if (!require(run(subject, o.a), step)) return step;
        const Noun left = step.data;
        if (!require(run(subject, o.b), step)) return step;
        return known(loobean(left == step.data));
      }
      case Opcode::branch:
        if (!require(run(subject, o.a), step)) return step;
        if (step.data != kYes && step.data != kNo) return kStop;
        formula = step.data == kYes ? o.b : o.c;
        break;
      case Opcode::compose:
        subject = run(subject, o.a);
        if (stops(subject)) return kStop;
        formula = o.b;
        break;
      case Opcode::push: {
        const Partial pushed = run(subject, o.a);
        if (stops(pushed)) return kStop;
        subject = combine(pushed, subject);
        formula = o.b;
        break;
      }
      case Opcode::kick: {
        const Noun axis = o.a;
        const Partial core = run(subject, o.b);
        if (stops(core)) return kStop;
        if (core.mask == mask_known_ && evaluate_) {
          const Noun product = evaluate_(core.data, arena_.tuple(op(Opcode::kick), axis, nock_.subject()));
          GALENA_CHECK(owns(product));
          return product.is_none() ? kStop : known(product);
        }
        if (core.mask == mask_known_ && axis == Noun::zero()) return kStop;
        if (!require(fragment(axis, core), step)) return step;
        subject = core;
        formula = step.data;
        break;
      }
      case Opcode::edit: {
        const Partial whole = run(subject, o.c);
        if (stops(whole)) return kStop;
        const Partial part = run(subject, o.b);
        return stops(part) ? kStop : mutate(o.a, part, whole);
      }
      case Opcode::hint: {
        // Its tag may be any noun.
        if (!o.b.is_none()) {
          const Partial clue = run(subject, o.b);
          if (stops(clue)) return kStop;
          if (o.a == "spot"_n && clue.mask == mask_known_) {
            return at_spot(clue.data, [&] { return run(subject, o.c); });
          }
        }
        formula = o.c;
        break;
      }
      case Opcode::cons: {
        const Partial head = run(subject, o.a);
        if (stops(head)) return kStop;
        const Partial tail = run(subject, o.b);
        return stops(tail) ? kStop : combine(head, tail);
      }
      case Opcode::scry:
      case Opcode::malformed:
        return kStop;
    }
  }
}

// Whether a mask lies over its noun as Partial says, as far as it can be told at the top.
bool Ut::is_sound(const Partial& partial) {
  if (stops(partial)) return true;
  if (!partial.mask.is_cell()) return false;
  const Noun kind = partial.mask.head();
  if (kind == kHalf) return partial.mask.tail().is_cell() && partial.data.is_cell();
  return kind == kFull || (kind == kLazy && partial.mask.tail().is_cell() && p_of(partial.mask).is_atom());
}

// What a type says about the noun itself.
Partial Ut::known_of(Noun sut, const Held* held) {
  check();
  switch (kind_of(sut)) {
    case "atom"_w:
      return q_of(sut).is_atom() ? blocked() : known(q_of(sut).tail());
    case "cell"_w: {
      const Partial head = known_of(p_of(sut), held);
      return combine(head, known_of(q_of(sut), held));
    }
    case "core"_w: {
      const CoreParts core(sut);
      const Partial payload = known_of(core.payload, held);
      return combine({core.known.head(), core.known.tail()}, payload);
    }
    case "face"_w:
    case "hint"_w:
      return known_of(q_of(sut), held);
    case "hold"_w: {
      if (is_held(held, sut)) return blocked();
      const Held inside{sut, held};
      return known_of(repo(sut), &inside);
    }
    default:
      return blocked();
  }
}

// ^~: the product of `gen` as a constant, if it can be had now.
Minted Ut::blow(bool vet, Noun sut, Noun gol, Noun gen) {
  const Minted whole = mint(vet, sut, gol, gen);
  const Partial subject = remember(known_memo_, Key<1>{{sut.word()}}, [&] { return known_of(sut, nullptr); });
  const Key<3> k{{subject.mask.word(), subject.data.word(), whole.formula.word()}};
  const Noun folded = remember(fold_memo_, k, [&] {
    const char* const limit = static_cast<const char*>(__builtin_frame_address(0)) - kFoldStack;
    const Replaced<const char*> limited(fold_limit_, limit);
    GALENA_CHECK(is_sound(subject));
    const Partial product = run(subject, whole.formula);
    GALENA_CHECK(is_sound(product));
    if (stops(product)) return Noun::none();
    // A lazy part that compiles counts as known, though the product has 0 in its place; so the reference has it.
    return complete_mask(product.mask) ? nock_.constant(product.data) : Noun::none();
  });
  return {whole.type, folded.is_none() ? whole.formula : folded};
}

// A library's core that is labelled (~%), and finished, is named to who runs Nock for folding. Constants are computed
// with the cores of the program that is being compiled, and without this with no jet of theirs: where a library and
// what stands on it are one expression, the curves of a cryptographic library would be computed by increments. Only of
// cores in cores, down to a constant: there nothing is to be unfolded, and nothing can be refused.
void Ut::announce(Noun type, Noun clue) {
  if (!evaluate_ || quoted(clue).is_none()) return;
  const auto without_notes = [](Noun of) {
    while (kind_of(of) == "hint"_w) of = q_of(of);
    return of;
  };
  Noun rest = without_notes(type);
  if (kind_of(rest) != "core"_w) return;
  while (kind_of(rest) == "core"_w) rest = without_notes(CoreParts(rest).payload);
  if (kind_of(rest) != "atom"_w) return;
  const Partial core = remember(known_memo_, Key<1>{{type.word()}}, [&] { return known_of(type, nullptr); });
  if (core.mask != mask_known_) return;
  const Noun hint = arena_.tuple("fast"_n, clue);
  evaluate_(core.data, arena_.tuple(op(Opcode::hint), hint, nock_.subject()));
}

// Whether nothing under the stencil is awaited.
bool Ut::complete_mask(Noun mask) {
  check();
  const Noun kind = mask.head();
  if (kind == kFull) return mask.tail().is_atom();
  if (kind == kHalf) {
    const bool left = complete_mask(p_of(mask));
    return complete_mask(q_of(mask)) && left;
  }
  return !is_blocked(complete({mask, Noun::zero()}).mask);
}

// The formula of the arm at `axis` of a battery that is being compiled, or none if that is no arm. The arm is compiled
// in a core whose own battery is again a thunk, which remembers the axis it was asked for.
Noun Ut::resolve(Noun thunk, Noun axis) {
  return remember(resolve_memo_, key(gate_with(kelvin(), arena_, identity_, thunk, kNull), axis), [&] {
    const auto [vet, rib, sut, name, polarity, chapters] = promise_of(arena_, identity_, thunk);
    const Noun gen = arm_at(chapters, axis);
    if (gen.is_none()) return gen;
    const Noun known = lazy(gate_with(kelvin(), arena_, identity_, thunk, axis));
    const Noun inner = types_.core(sut, types_.coil(name, polarity, "gold"_n, sut, known, chapters));
    const Noun outer = std::exchange(rib_list_, rib);
    const Noun formula = hemp(vet, inner, polarity, kNoun, gen);
    rib_list_ = outer;
    GALENA_CHECK(looks_like_formula(formula));
    return formula;
  });
}

// The arm at an axis of a battery, or none.
Noun Ut::arm_at(Noun chapters, Noun axis) {
  // Both levels have the same shape: a node, then its branches, where a leaf is the node alone.
  const auto descend = [&](Noun treap) {
    while (treap.is_cell()) {
      const Noun left = treap_left(treap);
      const Noun right = treap_right(treap);
      if (left.is_atom() && right.is_atom()) return treap_node(treap).tail();
      if (axis == kAxis1) break;
      const bool tail = in_tail(axis);
      axis = rest_of_axis(arena_, axis);
      if (!tail) return treap_node(treap).tail();
      if (left.is_cell() && right.is_cell()) {
        if (axis == kAxis1) break;
        treap = in_tail(axis) ? right : left;
        axis = rest_of_axis(arena_, axis);
      } else {
        treap = left.is_cell() ? left : right;
      }
    }
    return Noun::none();
  };
  const Noun tome = descend(chapters);
  if (tome.is_none()) return tome;
  const Noun gen = descend(arms_in(kelvin(), tome));
  return axis == kAxis1 ? gen : Noun::none();
}

}  // namespace galena::hoon
