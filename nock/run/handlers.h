// How handlers are written: those of the interpreter's opcodes (interpreter.cpp), and those that compiled code goes to
// (jit_handlers.cpp). For these two alone.
//
// A handler ends in a tail call of the next one, or returns, which ends the run. State travels in registers: the
// strand, the program counter, the frame pointer. No handler keeps anything on the machine's stack.
#pragma once

#include <cstdint>

#include "nock/base/check.h"
#include "nock/noun/axis.h"
#include "nock/noun/equal.h"
#include "nock/run/bytecode.h"
#include "nock/run/machine.h"
#include "nock/run/strand.h"

#if !defined(__clang__)
#error "the interpreter relies on Clang's guaranteed tail calls"
#endif

namespace galena {

#if defined(__x86_64__) && !__has_feature(address_sanitizer)
#define GALENA_HANDLER_ABI __attribute__((preserve_none))
#else
#define GALENA_HANDLER_ABI
#endif

using Handler = void(GALENA_HANDLER_ABI*)(Strand*, const Insn*, Noun*);
// By opcode. Hidden, so that code in both files comes to it without a table in between.
extern const Handler kHandlers[] __attribute__((visibility("hidden")));

// Goes on at `where` in the frame at `frame`.
#define GO(where, frame)                                                \
  do {                                                                  \
    const Insn* const go_pc = (where);                                  \
    [[clang::musttail]] return kHandlers[go_pc->op](s, go_pc, (frame)); \
  } while (0)
// Goes on where a Strand::Resume says, if that is anywhere.
#define RESUME(expression)                      \
  do {                                          \
    const Strand::Resume resume = (expression); \
    if (resume.pc == nullptr) return;           \
    GO(resume.pc, resume.fp);                   \
  } while (0)
#define FAIL() [[clang::musttail]] return op_crash(s, pc, fp)
// Enters the frame at `frame` (header and r0 set) at the first instruction of `code`; the call is at `from`.
#define ENTER_FROM(from, code, frame)                                         \
  do {                                                                        \
    const Insn* const first = (code)->insns.data();                           \
    Noun* const entered = (frame);                                            \
    if (s->heap.wants_collection() || entered >= s->stack_end) [[unlikely]] { \
      s->caller = (from);                                                     \
      [[clang::musttail]] return enter_slowly(s, first, entered);             \
    }                                                                         \
    GO(first, entered);                                                       \
  } while (0)

// The slow side of entering the frame at `fp` at `pc`.
GALENA_HANDLER_ABI void enter_slowly(Strand* s, const Insn* pc, Noun* fp);
// A deterministic failure.
GALENA_HANDLER_ABI void op_crash(Strand* s, const Insn* pc, Noun* fp);
// Lets the native frame at `fp` make a step and does what it asks for. `pc`: null at its first step, whose result is 0.
GALENA_HANDLER_ABI void step_native(Strand* s, const Insn* pc, Noun* fp);

// The code of an arm, found in the core itself, or null where there is no formula.
Code* look_up_arm(Strand* s, Noun core, uint64_t axis);
// The same, found in the table of arms where it is known.
inline Code* arm_of(Strand* s, Noun core, uint64_t axis) {
  if (core.is_cell()) [[likely]] {
    if (Code* const code = s->machine.kicks().find(core.head(), axis)) {
      GALENA_CHECK(!GALENA_NOW_AND_THEN(64) || equal(fragment(axis, core), code->formula));
      return code;
    }
  }
  return look_up_arm(s, core, axis);
}

constexpr Insn instruction(Op op) {
  return Insn{{static_cast<uint16_t>(op), 0, 0, 0}};
}

}  // namespace galena
