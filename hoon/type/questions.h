// What passes between the compiler and whoever drives it, besides questions and their answers.
#pragma once

#include <cstddef>
#include <functional>

#include "nock/noun/noun.h"

namespace galena::hoon {

// How many different questions of a kind were answered. An answer is looked up when its question comes again, so this
// is the work that a program makes necessary.
struct Questions {
  const char* kind;  // the reference's name for it
  size_t count;
};

// Runs Nock for constant folding: the product of `formula` on `subject`, as a noun of the compiler's arena, or
// Noun::none() if it crashes or scries.
using Evaluate = std::function<Noun(Noun subject, Noun formula)>;

// Is told of every battery that is made and was not remembered, with the (map term tome) of its arms.
using OnBattery = std::function<void(Noun battery, Noun chapters)>;

}  // namespace galena::hoon
