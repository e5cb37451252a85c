// What compiled code calls in C++, and where all that it refers to lies.
//
// The functions (references.h) know their machine by the thread they run on, but for one: code on the machine stack has
// no strand at hand. They may allocate; they collect only where their names say safepoint; none lets an exception pass
// through compiled code.
#pragma once

#include <cstdint>

#include "nock/jit/references.h"

namespace galena {
class Strand;
}

namespace galena::jit {

class MachineStack;

// Words that compiled code reads and that never change.
struct FixedWords {
  uint64_t stack_end, nursery, nursery_size, max_depth;
};
FixedWords fixed_words_of(const Strand& strand);

// For code that runs on `strand`; all of these outlive it.
References references_of(Strand& strand, const MachineStack& stack, const FixedWords& words);

// Compiled code that runs on this thread from now on is that of `strand`.
void run_here(Strand& strand);

}  // namespace galena::jit
