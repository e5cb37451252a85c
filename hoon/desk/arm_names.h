// Names for formulas: which arm of which core a piece of Nock was compiled from. For profiles and the like.
//
// A name says where an arm is in the source: `ut/mint` is the arm `mint` of a core that the arm `ut` makes, `mint/$`
// the arm of a gate or trap within `mint`. Arms of the cores that a program or library is made of stand alone.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "hoon/type/compiler.h"
#include "nock/noun/arena.h"

namespace galena::hoon {

class ArmNames {
 public:
  // `arena` must outlive it.
  explicit ArmNames(Arena& arena) : arena_(arena) {}

  // Learns of the batteries that `compiler` makes from now on; it must not outlive this.
  void listen(Compiler& compiler);
  // The arms of battery `battery`, whose chapters are a (map term tome).
  void add_battery(Noun battery, Noun chapters) { chapters_.try_emplace(battery.word(), chapters); }

  // Names what is in a compiled formula, and the formula itself `name`. Traps and gates of its own are `name/$`.
  void add_program(Noun formula, const std::string& name);
  // Names the arms of the cores that a value of this type is made of, as far as the type knows their batteries. What
  // the arms make is found by compiling them once more.
  void add_subject(Noun type);

  // The name of a formula, of any heap or arena: an arm's, or that of the arm that it is a part of. Empty if there is
  // none.
  std::string find(Noun formula) const;

 private:
  // A battery, or something else, that is a constant of a formula. `around`: the name of the arm that makes it; `trap`:
  // what stands for that where an arm has no name of its own.
  struct Constant {
    Noun value;
    std::string around, trap;
  };
  void name_core(Noun battery, Noun chapters, const std::string& around, const std::string& trap);
  void walk(Noun formula, const std::string& name, const std::string& around);
  void finish();

  Arena& arena_;
  Kelvin kelvin_;                                // of the compiler that it listens to
  std::unordered_map<uint64_t, Noun> chapters_;  // by the word of a battery of the arena
  struct Entry {
    Noun formula;
    uint32_t name;
    bool whole;  // an arm, and not only a part of one
  };
  std::vector<Entry> entries_;
  std::unordered_map<uint64_t, uint32_t> by_word_;      // entries by the word of the formula
  std::unordered_multimap<uint32_t, uint32_t> by_mug_;  // and by its mug
  std::vector<std::string> names_;
  std::vector<Constant> waiting_;
};

}  // namespace galena::hoon
