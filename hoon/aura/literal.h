// Literals: numbers, dates, durations, names, addresses, floats, knots.
//
// A literal reads as a *dime* [aura value], where the aura is a term without its @; some read as other *coins*: a coin
// is [%$ dime], [%blob noun] or [%many (list coin)], where %$ is 0. Semantics: the atom parsers (++so, ++ab, ++ag) of
// the reference, including what they accept that no printer writes, such as groups of digits on several lines.
//
// Where the reference crashes on a literal (a year before the first, a fifth fraction of a date), CompileError{bail} is
// thrown. Cost: linear, but decimal numbers of thousands of digits are as costly as the conversion to binary.
#pragma once

#include <cstdint>

#include "hoon/noun/kelvin.h"
#include "hoon/text/scanner.h"
#include "nock/noun/arena.h"

namespace galena::hoon {

class Literals {
 public:
  Literals(Scanner& in, Arena& arena, Kelvin kelvin = {}) : in_(in), arena_(arena), kelvin_(kelvin) {}

  // Each function reads at the cursor; none() where its literal is not there.

  // Dimes.
  Noun number();         // 1.000, 0xff, 0b1, 0c..., 0i1, 0v1, 0w1  (++bisk)
  Noun signed_number();  // -1, --0xff  (++tash)
  Noun dotted();         // after the dot: .1.5, .y, .127.0.0.1, .~zod  (++zust)
  Noun tilde();          // after the sig: ~2020.1.1, ~h1, ~zod, ~.ta, ~~t, ~-c  (++crub)

  // Coins.
  Noun coin();         // any literal; a bare term is one of @tas  (++nuck)
  Noun dotted_coin();  // after the dot: the above, or ._1_2__  (++perd)
  Noun tilde_coin();   // after the sig: the above, or a jammed noun ~0...  (++twid)

  // Atoms.
  Noun axis_number();   // 0 or decimal digits without dots  (++dim:ag)
  Noun long_decimal();  // decimal digits, perhaps continued on further lines  (++dem)
  Noun knot();          // lower case, digits and -.~_ ; may be empty  (++urs:ab)

 private:
  struct Digits;
  using Value = int (*)(int);

  // `first` then up to `head` - 1 of `next`, then any number of groups of `group` digits of `rest` after dots.
  bool digit_groups(Value first, Value next, int head, Value rest, int group, Digits& out);
  Noun radix_number(Value first, Value next, Value rest, int group, unsigned bits);
  Noun decimal_groups();
  Noun base58();
  Noun dime(Noun aura, Noun value) { return value.is_none() ? value : arena_.cons(aura, value); }
  Noun zero_or(Noun (Literals::*body)());

  // Time.
  Noun date();
  Noun duration();
  bool fraction(Noun& bits);

  // Names.
  Noun phonetic_name();
  Noun phonetic_digits();
  int syllable(bool prefix);
  int syllable_pair();

  // Addresses and floats.
  Noun ip6();
  Noun ip4();
  Noun float_number();
  Noun float_literal(unsigned exponent_bits, unsigned fraction_bits);

  // Text.
  Noun escaped_text();
  Noun characters();
  Noun many();

  Scanner& in_;
  Arena& arena_;
  const Kelvin kelvin_;
};

// The coin that the whole of `text` is, or none(). (++slay)
// Foreign bytes: fuzz_literal.
Noun read_coin(Arena& arena, std::string_view text, Kelvin kelvin = {});

// The atom that the whole of `text` is as a literal of `aura` (without its @), or none(). (++slaw)
// Foreign bytes: fuzz_literal.
Noun read_atom(Arena& arena, std::string_view aura, std::string_view text, Kelvin kelvin = {});

}  // namespace galena::hoon
