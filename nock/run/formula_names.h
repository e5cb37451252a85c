// What people call a piece of Nock: for profiles, and for what looks at compiled code from outside.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <unordered_map>

#include "nock/noun/noun.h"

namespace galena {

class Machine;

class FormulaNames {
 public:
  // The name of the arm whose formula this is, or of one that it is a part of; empty if it is not known. Must not run
  // Nock. Null where nobody knows of arms.
  using Arms = std::function<std::string(Noun formula)>;

  explicit FormulaNames(Machine& machine, Arms arms = {}) : machine_(machine), arms_(std::move(arms)) {}
  void set_arms(Arms arms) { arms_ = std::move(arms); }

  // The name of its arm, else the label of its core and its axis there, else the place of its `%spot`, else its mug.
  std::string of(Noun formula);

 private:
  void learn_cores();

  Machine& machine_;
  Arms arms_;
  std::unordered_map<uint32_t, std::string> core_names_;  // by the mug of a formula
  size_t cores_known_ = 0;
};

}  // namespace galena
