// Whether a noun that comes from outside of the compiler is a type: what the compiler makes itself, it does not ask.
//
// Sets and maps in it must have their shape, and what it knows of an unfinished battery must be a promise of the one
// compiler in Hoon that is expected. Hoons are looked at when they are compiled.
#pragma once

#include <boost/unordered/unordered_flat_set.hpp>
#include <vector>

#include "hoon/type/identity.h"
#include "nock/noun/arena.h"

namespace galena::hoon {

// Remembers what it has found to be sound: cost in proportion to the parts that it sees for the first time.
class Sound {
 public:
  Sound(Arena& arena, const Identity& identity, Kelvin kelvin) : arena_(arena), identity_(identity), kelvin_(kelvin) {}

  // `noun` is of the arena.
  bool type(Noun noun);

 private:
  bool is_type_so_far(Noun type);
  bool is_core(Noun core);
  bool is_battery(Noun stencil, Noun data);
  bool is_promise(Noun gate);
  bool are_chapters(Noun chapters);
  template <class IsNode>
  bool is_treap(Noun treap, const IsNode& is_node);
  void expect_type(Noun noun) { todo_.push_back(noun); }

  Arena& arena_;
  const Identity& identity_;
  const Kelvin kelvin_;
  boost::unordered_flat_set<uint64_t> types_, treaps_, promises_;
  // Of the question at hand: what is still to be looked at, and what has been.
  std::vector<Noun> todo_;
  std::vector<uint64_t> met_;
};

}  // namespace galena::hoon
