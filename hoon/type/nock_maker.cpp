#include "hoon/type/nock_maker.h"

#include <algorithm>
#include <vector>

#include "hoon/noun/axis_walk.h"

namespace galena::hoon {
namespace {

// [opcode ...] rather than a pair of formulas.
bool has_opcode(Noun formula, Opcode opcode) {
  return formula.is_cell() && formula.head() == op(opcode);
}

bool is_live_slot(Noun formula) {
  return has_opcode(formula, Opcode::slot) && formula.tail() != kNull;
}

}  // namespace

bool looks_like_formula(Noun noun) {
  return !noun.is_none() && operation_of(noun).op != Opcode::malformed;
}

NockMaker::NockMaker(Arena& arena)
    : arena_(arena), yes_(constant(kYes)), no_(constant(kNo)), crash_(slot(kNull)), subject_(slot(kAxis1)) {}

Noun NockMaker::comb(Noun first, Noun second) {
  GALENA_CHECK(looks_like_formula(first) && looks_like_formula(second));
  if (is_live_slot(first)) {
    const Noun outer = first.tail();
    if (is_live_slot(second)) return slot(peg(arena_, outer, second.tail()));
    if (has_opcode(second, Opcode::evaluate) && second.tail().is_cell()) {
      const Noun subject = second.tail().head();
      const Noun formula = second.tail().tail();
      if (has_opcode(subject, Opcode::slot) && has_opcode(formula, Opcode::slot)) {
        return arena_.tuple(op(Opcode::evaluate), slot(peg(arena_, outer, subject.tail())),
                            slot(peg(arena_, outer, formula.tail())));
      }
    }
    return arena_.tuple(op(Opcode::compose), first, second);
  }
  if (first.is_cell() && first.head().is_cell() && first.tail() == subject_) {
    return arena_.tuple(op(Opcode::push), first.head(), second);
  }
  if (second == subject_) return first;
  return arena_.tuple(op(Opcode::compose), first, second);
}

Noun NockMaker::cons(Noun head, Noun tail) {
  GALENA_CHECK(looks_like_formula(head) && looks_like_formula(tail));
  if (has_opcode(head, Opcode::constant) && has_opcode(tail, Opcode::constant)) {
    return constant(arena_.cons(head.tail(), tail.tail()));
  }
  return arena_.cons(head, tail);
}

Noun NockMaker::cond(Noun test, Noun yes, Noun no) {
  GALENA_CHECK(looks_like_formula(test) && looks_like_formula(yes) && looks_like_formula(no));
  if (test == yes_) return yes;
  if (test == no_) return no;
  if (test == crash_) return test;
  return arena_.tuple(op(Opcode::branch), test, yes, no);
}

Noun NockMaker::both(Noun left, Noun right) {
  GALENA_CHECK(looks_like_formula(left) && looks_like_formula(right));
  if (left == right || left == no_ || right == yes_ || left == crash_) return left;
  if (left == yes_ || right == no_ || right == crash_) return right;
  return arena_.tuple(op(Opcode::branch), left, right, no_);
}

Noun NockMaker::either(Noun left, Noun right) {
  GALENA_CHECK(looks_like_formula(left) && looks_like_formula(right));
  if (left == right || left == yes_ || right == no_ || left == crash_) return left;
  if (left == no_ || right == yes_ || right == crash_) return right;
  return arena_.tuple(op(Opcode::branch), left, yes_, right);
}

Noun NockMaker::negate(Noun formula) {
  GALENA_CHECK(looks_like_formula(formula));
  if (formula == yes_) return no_;
  if (formula == no_) return yes_;
  if (formula == crash_) return formula;
  return arena_.tuple(op(Opcode::branch), formula, no_, yes_);
}

Noun NockMaker::edit(Noun base, std::span<const Edit> edits) {
  std::vector<Edit> kept;
  const auto find = [&](Noun axis) {
    return std::find_if(kept.begin(), kept.end(), [&](const Edit& e) { return e.axis == axis; });
  };
  for (Edit edit : edits) {
    GALENA_CHECK(edit.axis.is_atom() && edit.axis != kNull && looks_like_formula(edit.formula));
    while (true) {
      bool covered = false;
      for (Noun a = edit.axis; a != kAxis1 && a != kNull; a = parent_axis(arena_, a)) {
        if (find(a) != kept.end()) covered = true;
      }
      if (covered) break;
      std::erase_if(kept, [&](const Edit& e) { return axis_contains(arena_, edit.axis, e.axis); });
      const Noun sibling = sibling_axis(arena_, edit.axis);
      const auto other = find(sibling);
      if (other == kept.end()) {
        const auto same = find(edit.axis);
        if (same == kept.end()) {
          kept.push_back(edit);
        } else {
          same->formula = edit.formula;
        }
        break;
      }
      const Noun formula =
          axis_less(edit.axis, sibling) ? cons(edit.formula, other->formula) : cons(other->formula, edit.formula);
      kept.erase(other);
      edit = {parent_axis(arena_, sibling), formula};
    }
  }
  GALENA_CHECK(std::all_of(kept.begin(), kept.end(), [&](const Edit& e) {
    return std::count_if(kept.begin(), kept.end(), [&](const Edit& other) {
             return other.axis == e.axis || axis_contains(arena_, other.axis, e.axis);
           }) == 1;
  }));
  // The deepest and rightmost edit is made last, so it is outermost.
  std::sort(kept.begin(), kept.end(), [](const Edit& a, const Edit& b) { return axis_less(a.axis, b.axis); });
  Noun result = slot(base);
  for (const Edit& e : kept) result = arena_.tuple(op(Opcode::edit), arena_.cons(e.axis, e.formula), result);
  return result;
}

}  // namespace galena::hoon
