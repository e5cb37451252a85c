// A function of tier 1, compiled or not: one formula for one shape of subject.
//
// Calls from compiled code go through records, so that what is not compiled is compiled later without its callers
// noticing. A record is in one of four states, and changes from one to another on the machine's thread only:
//
//      met        `graph` is null, and what enters comes to the interpreter; compiled once `countdown` has run out
//      requested  the same, and a graph that is on its way will have code for it
//      compiled   `graph` is set, the entries are its code, and `code->records` has it, unless `code` is declined
//      declined   there is no code and will be none
//
// Compiled code reads the first word, which is set before any code is compiled that may go through it; the interpreter
// the second, which is null until the function is compiled.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "nock/noun/noun.h"
#include "nock/run/bytecode.h"

namespace galena::jit {

struct CompiledGraph;
struct Shape;

// A jet that is known to match a core of known battery and context. Compiled code refers to them by their addresses.
struct DirectJet {
  const Jet* jet;
  const Noun* formula;  // of the arm: a constant of the program
};

// Parameters that are passed in registers; the rest lies in the callee's frame, from its first word.
inline constexpr unsigned kRegisterParams = 7;

struct Record {
  // A handler of the interpreter (strand, record, frame), whose header stands, with the leaves of the subject that the
  // function reads: in registers, and in the frame.
  void* entry_with_leaves = nullptr;
  // The same with the whole subject as r0 of the frame: takes it apart, or goes to Handlers::missed with nothing
  // changed.
  void* entry_with_subject = nullptr;
  const Noun* formula = nullptr;
  const Shape* shape = nullptr;
  uint32_t params = 0;
  Code* code = nullptr;
  int32_t countdown = 0;   // calls until it is worth compiling
  uint32_t returns = 0;    // times that the interpreter came to a product where machine code had left
  bool looked_at = false;  // for code on disk
  bool requested = false, declined = false;
  bool any_atoms = false;          // compiled, or to be, for atoms of any size
  bool small = false;              // closed, and compiled again with what calls it
  CompiledGraph* graph = nullptr;  // that its code is of

  bool is_compiled() const { return entry_with_subject != nullptr; }
  // What holds in each of the states.
  bool is_sound() const {
    const auto known = [this] { return std::find(code->records.begin(), code->records.end(), this); };
    if (code == nullptr || entry_with_leaves == nullptr || is_compiled() != (graph != nullptr)) return false;
    if (!is_compiled()) return known() == code->records.end();
    return code->declined || known() != code->records.end();
  }
};
static_assert(std::is_standard_layout_v<Record> && offsetof(Record, entry_with_leaves) == 0);

}  // namespace galena::jit
