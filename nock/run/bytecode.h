// The bytecode of tier 0: register code, one code object a formula.
//
// A frame is a row of registers on the strand's stack (strand.h). r0 holds the subject. A subexpression computed "at k"
// uses registers k and up and leaves its result in r[k]; when a call is made at k, exactly r[0] .. r[k-1] are alive,
// and the callee's frame begins there. The compiler (formula.cpp) keeps cells apart as long as nobody needs them whole:
// `[8 p q]` puts the product of p into a register, and axes into the pair are resolved when the formula is compiled.
//
// An instruction is one 64-bit word `op:16 a:16 b:16 c:16`; some are followed by one extra word.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "nock/noun/noun.h"
#include "nock/run/jet.h"

namespace galena {

//   name, extra words, meaning. "x" is the extra word.
// clang-format off
#define GALENA_OPCODES(X)                                                                          \
  X(ret,          0) /* return r[a] to the caller                                                */ \
  X(move,         0) /* r[a] = r[b]                                                              */ \
  X(small,        1) /* r[a] = x, a direct atom                                                  */ \
  X(konst,        1) /* r[a] = *x, a constant of the code                                        */ \
  X(head,         0) /* r[a] = head of r[b], or crash                                            */ \
  X(tail,         0) /* r[a] = tail of r[b], or crash                                            */ \
  X(frag,         0) /* r[a] = axis c of r[b], 4 <= c < 2^16                                     */ \
  X(frag_wide,    1) /* r[a] = axis x of r[b], x < 2^64                                          */ \
  X(frag_big,     1) /* r[a] = axis *x of r[b], an indirect atom                                 */ \
  X(cons,         0) /* r[a] = [r[b] r[c]]                                                       */ \
  X(is_cell,      0) /* r[a] = yes if r[b] is a cell                                             */ \
  X(inc,          0) /* r[a] = r[b] + 1, or crash                                                */ \
  X(eq,           0) /* r[a] = yes if r[b] equals r[c]                                           */ \
  X(jump,         1) /* continue x words further                                                 */ \
  X(jump_no,      1) /* if r[a] is no, continue x words further; if it is not yes, crash         */ \
  X(jump_differ,  1) /* unless r[b] equals r[c], continue x words further                        */ \
  X(jump_atom,    1) /* if r[b] is an atom, continue x words further                             */ \
  X(edit,         1) /* r[a] = r[b] with axis x replaced by r[c], x > 1, or crash                */ \
  X(edit_again,   2) /* the same; r[b] was made by an edit and is used here only: its spine may  */ \
                     /* be written to along the first y steps of x, y the second extra word      */ \
  X(edit_big,     1) /* the same, axis *x an indirect atom                                       */ \
  X(call,         0) /* at a: nock(r[b], r[c])                                                   */ \
  X(call_last,    0) /* the same, and r0 is not used after it                                    */ \
  X(tail_call,    0) /* return nock(r[b], r[c])                                                  */ \
  X(call_known,   1) /* at a: nock(r[b], *x)                                                     */ \
  X(tail_known,   1) /* return nock(r[b], *x)                                                    */ \
  X(kick,         0) /* at a: pull arm c of core r[b], c < 2^16; a jet may answer                */ \
  X(kick_last,    0) /* the same, and r0 is not used after it                                    */ \
  X(tail_kick,    0) /* return the same                                                          */ \
  X(kick_wide,    1) /* at a: pull arm *x, any atom, of core r[b]                                */ \
  X(tail_kick_wide, 1)                                                                              \
  X(trace_push,   1) /* r[a] = the trace; the trace = [[*x r[b]] the trace]                      */ \
  X(trace_pop,    0) /* the trace = r[a]; r[a] = r[b]                                            */ \
  X(hint_slog,    0) /* hand r[b] to the slog                                                    */ \
  X(hint_start,   1) /* before the body *x of a hint, HintTag c, with the clue r[b] as begin_hint */ \
                     /* wants it; r[a] = what hint_end needs                                     */ \
  X(hint_end,     1) /* after it: product r[b], note r[a]; r[a] = product                        */ \
  X(memo_get,     1) /* if what the body *x makes of r[b] is remembered, r[c] = it and skip the  */ \
                     /* next jump; else r[a] = the scries so far. Or *x is [room body]           */ \
  X(memo_put,     1) /* remember r[c] as that, if there were no more scries than r[a]            */ \
  X(fast,         2) /* register the core r[b] under the clue r[c]. What was registered last is  */ \
                     /* kept: x its battery, y that of its parent, a the axis where that lies    */ \
  X(scry,         0) /* at a: ask the scry gate for [r[b] r[c]]                                  */ \
  X(crash,        0) /* fail deterministically                                                   */ \
  X(native_resume,0) /* a call made by a native frame has returned                               */ \
  X(compiled,     2) /* go on in compiled code at x, of the record at **y; r[0] .. r[a-1] are alive; */ \
                     /* there may be a word more that the code asks for                          */ \
  X(came_back,    0) /* a call that machine code had left has returned                           */ \
  X(nested_return,0) /* a run inside of compiled code has returned                               */ \
  X(halt,         0) /* the outermost frame has returned                                         */
// clang-format on

enum class Op : uint16_t {
#define GALENA_OP(name, extra) name,
  GALENA_OPCODES(GALENA_OP)
#undef GALENA_OP
};

inline constexpr uint16_t kOpcodes = 0
#define GALENA_OP(name, extra) +1
    GALENA_OPCODES(GALENA_OP)
#undef GALENA_OP
    ;

union Insn {
  struct {
    uint16_t op, a, b, c;
  };
  uint64_t word;         // extra: a number, or a signed distance in words
  const Noun* constant;  // extra: a slot of Code::constants
};
static_assert(sizeof(Insn) == 8);

namespace jit {
struct Record;
}

// What one formula compiled to. Owned by the code table of a machine and never moved; its constants are roots.
struct Code {
  Noun formula;
  std::vector<Insn> insns;
  std::vector<Noun> constants;  // not resized after compilation: instructions point into it
  uint32_t registers = 1;       // that a frame of it uses, r0 included
  std::vector<JetSite> jets;    // cores that pull this formula as an arm with a jet

  // How it is run: a handler of the interpreter, given `run_with`; the subject is r0 of the frame.
  void* run = nullptr;
  const void* run_with = nullptr;
  // After a change of `jets` or `records`.
  void choose_run();
  // In builds with checks: that the instructions are what is said above, and stay within registers, constants and each
  // other.
  void check() const;

  int32_t countdown = INT32_MAX;  // runs of the bytecode until it is looked at whether to compile it
  std::vector<jit::Record*>
      records;             // compiled code, by what is known of the subject; all of them with a subject's entry
  bool looked_at = false;  // for code on disk
  bool declined = false;   // there will be no more
  uint8_t in_vain = 0;     // analyses of late that came to nothing new: the next comes so much later
  int32_t misses = 0;      // calls that none of them fits, since the last was made
};

// The code of the function that the `compiled` at `instruction` goes on in.
const Code& code_of(const Insn* instruction);

}  // namespace galena
