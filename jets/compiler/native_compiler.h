// The native compiler as a machine keeps it for the jets of the compiler in Hoon: an arena, and for each compiler in
// Hoon that was met what it has answered.
//
// Nouns come from the heap, from images and from other arenas. What lies elsewhere than in the heap stays where it is,
// and is known by its word; of what lies in the heap each cell is looked at once and then refers to the arena for its
// parts, so that a type that was seen before costs a look-up wherever it is. Products are nouns of the arena.
//
// The first question of a compiler takes its library and a type into the arena: a tenth of a second where both are a
// kernel's. Nock compiles a line in less, so the first questions are left to it.
//
// Memory: a share of what the machine may use, and all of it counts. Once that is full, nothing is answered any more.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <memory>
#include <vector>

#include "hoon/type/arms.h"
#include "nock/run/machine.h"

namespace galena::jets {

class NativeCompiler {
 public:
  NativeCompiler() = default;
  NativeCompiler(const NativeCompiler&) = delete;
  NativeCompiler& operator=(const NativeCompiler&) = delete;

  // Whether it may be asked for a computation of `machine`, of which there is one.
  bool serves(Machine& machine);

  // The noun of the arena that equals `noun`. May write to the cells of the heap in it, as unification does.
  Noun intern(Noun noun);

  // Whether a question of this compiler is to be answered: one was met, or questions were enough to be worth that.
  bool is_due(Noun battery, Noun library);
  // The compiler in Hoon whose door ++ut has this battery and this context: whether that is known, and its native
  // answers, or null where it is no compiler.
  struct Known {
    bool met;
    hoon::Arms* arms;
  };
  Known find(Noun battery, Noun library);
  // It is this one, of the kelvin that its library names; null where it is none.
  void add(Noun battery, Noun library, const hoon::Identity* identity);

  // After each answer: counts memory. Throws OutOfMemory.
  void settle();

  // How often it was asked, and how often it answered; and where answers are compared, how many of them the Nock came
  // to as well, and how many not: of the others it has crashed.
  struct Calls {
    uint64_t asked = 0, answered = 0, same = 0, different = 0;
    uint64_t remembered = 0;  // products of the arms' own Nock that were found again
  };
  Calls calls;
  // What the jets of the arms do.
  enum class Use : uint8_t {
    answers,
    // Runs the Nock after each answer, and goes on with what that comes to. Of --check-jets this is a part: parsers,
    // and the hashes of types, take hours as Nock.
    compares,
    // Is not asked: the Nock runs, and what it has come to is remembered, as %memo does.
    remembers,
    nothing,
  };
  Use use = Use::answers;

 private:
  struct Shoe {
    Noun battery, library;  // of the arena
    std::unique_ptr<hoon::Arms> arms;
  };
  bool is_of_heap(Noun noun) const;
  Noun known_elsewhere(Noun noun);
  // What equals `noun` in the arena, if that is to be had without looking at more than its parts; else none().
  Noun known(Noun noun);
  Noun cons_like(Noun cell, Noun head, Noun tail);
  Noun intern_cell(Noun cell);
  size_t bytes() const;

  Machine* machine_ = nullptr;
  std::unique_ptr<Arena> arena_;
  std::vector<Shoe> shoes_;
  boost::unordered_flat_map<uint64_t, Noun> elsewhere_;  // by the word of what is neither in the heap nor in the arena
  uint64_t collections_ = 0;                             // major ones, when `elsewhere_` was right
  size_t counted_ = 0;                                   // bytes, with the heap: as long as that lives
  size_t unmet_ = 0;  // questions of compilers that were not met, since the last one was
  bool full_ = false;
};

}  // namespace galena::jets
