// Printing of types, and of values by their types, as the reference prints them.
//
// A type is first made into a *pattern* (the reference's `wine`): a noun that says how a value of the type looks, with
// lists, trees, units, texts and paths recognised by their shape, and with a number for each type that contains itself.
//   %noun %void %path %type %wall %wool %yarn      wall, wool: lists of cords and of tapes; yarn: a tape
//   [%mato aura]  [%pear aura value]               an atom, a constant
//   [%plot (list pattern)]  [%bcwt (list pattern)] a tuple, alternatives
//   [%face name pattern]  [%name stud pattern]     a name, a type with a name of its own
//   [%list|%tree|%unit name pattern]               name: that of its faces, `it`, `nlr`, ...
//   [%core (list name) pattern]                    a core in its contexts, and the innermost payload
//   [%stop number]                                 the pattern with this number
// Patterns live in the arena. A value may live anywhere.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hoon/tank.h"
#include "nock/arena.h"

namespace galena::hoon {

// What printing needs to know about types beyond their nouns.
struct TypeServices {
  // The type that a [%hold type hoon] stands for. What it throws passes through the printer.
  std::function<Noun(Noun hold)> expand;
  // Whether a type is that of types: such values print as types (`#t/@ud`). May be absent: then none is. Asked only of
  // forks, holds, faces and hints, once for each type.
  std::function<bool(Noun type)> is_type_of_types;
};

class Printer {
 public:
  // `text_limit`: where the text of a type grows beyond so many bytes, `...` stands for the rest of it. The reference
  // has no limit.
  Printer(Arena& arena, TypeServices services, size_t text_limit = SIZE_MAX);

  // ++duck: a type as a document. nullopt where the noun is no type. Recursion follows the nesting of the type.
  std::optional<Tank> draw_type(Noun type);
  // ++sell: a value of a type as a document. nullopt where the reference fails: the value does not have the type, or
  // holds text that cannot be shown. No recursion in the value; time and space are linear in it, but for alternatives
  // that fail late.
  std::optional<Tank> draw_value(Noun type, Noun value);
  // ++dunk: a type behind a label: `-have.@ud`.
  std::optional<Tank> draw_labelled_type(std::string_view label, Noun type);

  // As lines. What cannot be drawn: a type is the line `#malformed`, a value prints as if it were a plain noun.
  std::vector<std::string> type(Noun type, unsigned width = 80);
  std::vector<std::string> value(Noun type, Noun value, unsigned width = 80);

  // As tank nouns in the arena; none where there is nothing to draw.
  Noun type_tank(Noun type);
  Noun value_tank(Noun type, Noun value);

 private:
  // A pattern and the patterns that its numbers stand for: number n is bodies[n - 1], none while it is not complete.
  struct Cape {
    std::vector<Noun> bodies;
    Noun pattern;
  };
  class PatternMaker;
  class TypeDrawer;
  class ValueDrawer;

  Cape cape_of(Noun type);

  // The pattern of a type that needs no number, and the holds that were expanded on the way. It is the pattern wherever
  // none of these holds is being expanded or has a number. This is what keeps big types from being walked again at each
  // place where they are mentioned.
  struct Remembered {
    Noun pattern;
    std::vector<Noun> holds;
  };

  Arena& arena_;
  TypeServices services_;
  size_t text_limit_;
  boost::unordered_flat_map<uint64_t, Remembered> patterns_;
  boost::unordered_flat_map<uint64_t, Noun> expansions_;
  boost::unordered_flat_map<uint64_t, bool> types_of_types_;
};

}  // namespace galena::hoon
