// Random Nock, seeded: formulas that mean something on the subject they are made for, and now and then nothing.
//
// A program has a subject [data library]. The library is a core with labels for jets, as Hoon would make it; the
// formulas call its gates. The same seed makes the same program.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <random>
#include <string>
#include <string_view>

#include "nock/noun/arena.h"
#include "nock/noun/noun.h"

namespace galena::test {

// The formula that makes the library from nothing: [[dec add sub mul lth] root], each arm making a gate
// [formula sample library]. In plain Nock, by counting. Its label is /k138/one.
std::string arithmetic_library();
// The same with /two, /tri and /qua above it, each a core whose payload is the one before. The last has one arm, axis
// 2: a gate +mink of [[subject formula] answer]. Its jet is a virtual machine; its Nock here runs the formula unguarded
// and says [0 product], so a program means something else without jets.
std::string virtual_library();

// A formula, and what is known of its product: 0 an atom, 1 anything, or the cell of what its halves are known to be.
struct Made {
  Noun formula;
  Noun shape;
};

class Generator {
 public:
  // `plain`: expressions with a small loop here and there, short enough for the definition of Nock to be run as it
  // reads. `hot`: besides these, what a compiler of formulas has to get right: loops of hundreds of rounds, cores whose
  // arms call each other, gates as values, batteries that are edited, formulas as data, axes beyond 64 bits, atoms that
  // outgrow a word on the way, failures and scries deep inside of all of that, virtual machines.
  enum class Kind : uint8_t { plain, hot };
  Generator(Arena& arena, uint64_t seed, Noun library, Kind kind = Kind::plain);

  // The data of a program, and a formula for [data library].
  Noun data();
  Noun program(Noun data);

  Noun constant(int depth);
  Noun shape_of(Noun noun);

 private:
  Made formula(Noun shape, int depth);
  Made hot_formula(Noun shape, int depth);

  uint64_t below(uint64_t n) { return random_() % n; }
  bool chance(uint64_t one_in) { return below(one_in) == 0; }
  template <class... Rest>
  Noun tuple(uint64_t op, Rest... rest) {
    return arena_.tuple(Noun::direct(op), rest...);
  }
  // The noun that `text` denotes, with the atoms %a, %b, %c… in it replaced by `parts`.
  Noun fill(std::string_view text, std::initializer_list<Noun> parts);
  Noun replace(Noun noun, std::initializer_list<Noun> parts);
  // How often a loop goes round: less within another one.
  uint64_t rounds();
  // Where to begin to count so that `rounds` later the end is reached: mostly at 0, at times so that the count leaves
  // 63 or 64 bits on the way.
  struct Count {
    Noun start, end;
  };
  Count count();
  class Inside;  // of a loop

  uint64_t axis(Noun shape, Noun* found);
  Noun deep_axis(Noun shape, Noun* found);
  uint64_t axis_of_library(Noun shape, Noun library);
  Made leaf(Noun shape);
  Noun atom(Noun shape, int depth);
  Noun small_atom(Noun shape, int depth);
  Noun test(Noun shape, int depth);
  Made loop(Noun shape, int depth);
  Made building_loop(Noun shape, int depth);
  Made edit(Noun shape, int depth);
  Noun replaced(uint64_t at, Noun value, Noun shape);
  Made hint(Noun shape, int depth);
  Made library_call(Noun shape, int depth);
  Made noise(Noun shape, int depth);
  // Hot.
  Made arms(Noun shape, int depth);
  Noun arm(Noun inside, const std::vector<uint64_t>& axes, const std::vector<Noun>& arms, int depth);
  Made recursion(Noun shape, int depth);
  Made tree_recursion(Noun shape, int depth);
  Made gates(Noun shape, int depth);
  Made map_over_list(Noun shape, int depth);
  Made deep_data(Noun shape, int depth);
  Made formulas_as_data(Noun shape, int depth);
  Made made_formula(Noun shape, int depth);
  Made doubtful_tests(Noun shape, int depth);
  Made failure_after(Noun shape, int depth);
  Made virtual_machine(Noun shape, int depth);
  Made scry(Noun shape, int depth);
  Made repeated(Noun shape, int depth);
  Noun failing(Noun shape);

  Arena& arena_;
  std::mt19937_64 random_;
  const Kind kind_;
  Noun library_, arithmetic_shape_, virtual_shape_;
  int budget_ = 120;  // formulas that are no leaves
  int loops_ = 0;     // around the formula that is being made
};

}  // namespace galena::test
