// How values of a type look: the step between a type and its text.
//
// A *pattern* (the reference's `wine`) is a noun that says how to show a value of a type, with lists, trees, units,
// texts and paths recognised by their shape, and with a number for each type that contains itself:
//   %noun %void %path %type %wall %wool %yarn      wall, wool: lists of cords and of tapes; yarn: a tape
//   [%mato aura]  [%pear aura value]               an atom, a constant
//   [%plot (list pattern)]  [%bcwt (list pattern)] a tuple, alternatives
//   [%face name pattern]  [%name stud pattern]     a name, a type with a name of its own
//   [%list|%tree|%unit name pattern]               name: that of its faces, `it`, `nlr`, ...
//   [%core (list name) pattern]                    a core in its contexts, and the innermost payload
//   [%stop number]                                 the pattern with this number
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <boost/unordered/unordered_flat_set.hpp>
#include <functional>
#include <vector>

#include "hoon/noun/kelvin.h"
#include "nock/noun/arena.h"

namespace galena::hoon {

// What printing needs to know about types beyond their nouns.
struct TypeServices {
  // The type that a [%hold type hoon] stands for. What it throws passes through the printer.
  std::function<Noun(Noun hold)> expand;
  // Whether a type is that of types: such values print as types (`#t/@ud`). May be absent: then none is. Asked only of
  // forks, holds, faces and hints, once for each type.
  std::function<bool(Noun type)> is_type_of_types;
  // Of the types, and of the text of dates.
  Kelvin kelvin = {};
};

// A pattern and the patterns that its numbers stand for: number n is bodies[n - 1], none where the type turned out to
// be nothing but itself.
struct Cape {
  std::vector<Noun> bodies;
  Noun pattern;
};

// A noun was to be printed that is no type, no pattern, or not of its type. Stays inside the printer.
struct Unprintable {};

class PatternMaker {
 public:
  PatternMaker(Arena& arena, TypeServices services) : arena_(arena), services_(std::move(services)) {}

  // ++dole. `type` is of the arena. Throws Unprintable where it is no type. Recursion follows the nesting of the type,
  // with holds expanded; everything is remembered from one call to the next.
  Cape cape_of(Noun type);
  Kelvin kelvin() const { return services_.kelvin; }

 private:
  // The pattern of a type that needs no number, and the holds that were expanded on the way. It is the pattern wherever
  // none of these holds is being expanded or has a number. This keeps big types from being walked again at each place
  // where they are mentioned.
  struct Remembered {
    Noun pattern;
    std::vector<Noun> holds;
  };
  // The state of one call of cape_of.
  struct Walk {
    boost::unordered_flat_set<uint64_t> expanding;          // the holds around the current type
    boost::unordered_flat_map<uint64_t, uint64_t> numbers;  // hold -> number
    std::vector<Noun> bodies;
    std::vector<Noun> expanded;  // holds, for what will be remembered
    uint64_t context_uses = 0;   // how often a pattern depended on `expanding` or `numbers`
  };

  Noun pattern_of(Walk& walk, Noun type);
  Noun raw_pattern_of(Walk& walk, Noun type);
  Noun core_pattern(Walk& walk, Noun type);
  Noun hold_pattern(Walk& walk, Noun type);
  Noun recognise(const Walk& walk, Noun pattern);
  Noun recognise_number(const Walk& walk, Noun pattern);
  bool is_type_of_types(Noun type);
  Noun expand(Noun hold);

  Arena& arena_;
  TypeServices services_;
  boost::unordered_flat_map<uint64_t, Remembered> remembered_;
  boost::unordered_flat_map<uint64_t, Noun> expansions_;
  boost::unordered_flat_map<uint64_t, bool> types_of_types_;
};

// ++aor: the alphabetical order of nouns: atoms by their bytes, least significant first, before cells; cells by their
// heads, then their tails. Reflexive. Both must be of one arena.
bool alphabetical(Noun a, Noun b);

}  // namespace galena::hoon
