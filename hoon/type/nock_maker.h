// Putting formulas together. Each function makes exactly the simplifications that the reference makes, neither more
// nor fewer: the formula is part of the compiler's contract, down to the bit.
#pragma once

#include <span>

#include "nock/noun/arena.h"
#include "nock/run/nock.h"

namespace galena::hoon {

// Whether a noun has the form of a formula at its top; what is below is taken for what it should be. Constant time.
bool looks_like_formula(Noun noun);

class NockMaker {
 public:
  explicit NockMaker(Arena& arena);

  Noun constant(Noun value) { return arena_.cons(op(Opcode::constant), value); }
  Noun slot(Noun axis) { return arena_.cons(op(Opcode::slot), axis); }

  // `first`, then `second` with its product as the subject.
  Noun comb(Noun first, Noun second);
  // The pair of two products.
  Noun cons(Noun head, Noun tail);
  // If, then, else.
  Noun cond(Noun test, Noun yes, Noun no);
  // Loobean and, or, not.
  Noun both(Noun left, Noun right);
  Noun either(Noun left, Noun right);
  Noun negate(Noun formula);

  struct Edit {
    Noun axis;
    Noun formula;
  };
  // What lies at `base`, with parts replaced. Of overlapping edits the outer wins, or the first of equals; two edits
  // that fill a cell become one of that cell.
  Noun edit(Noun base, std::span<const Edit> edits);

  // The fixed formulas: yes, no, crash ([0 0]) and the subject itself ([0 1]).
  Noun yes() const { return yes_; }
  Noun no() const { return no_; }
  Noun crash() const { return crash_; }
  Noun subject() const { return subject_; }

 private:
  Arena& arena_;
  Noun yes_;
  Noun no_;
  Noun crash_;
  Noun subject_;
};

}  // namespace galena::hoon
