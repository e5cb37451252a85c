// What compiled code refers to. It holds no addresses: it knows words and functions of a machine by the names below, so
// that it can be kept on disk, and is told where they lie when it is linked.
//
// calls.h has the words and the functions in C++, nock/run/jit_handlers.cpp the handlers.
#pragma once

#include <cstdint>
#include <string>

namespace galena::jit {

// The symbols that the code of a graph is found by: where function `id` is entered with the leaves of its subject,
// where with the whole subject; and what the strand's code calls in that for the machine stack.
inline std::string entry_symbol(uint32_t id) {
  return "entry." + std::to_string(id);
}
inline std::string take_symbol(uint32_t id) {
  return "take." + std::to_string(id);
}
inline std::string machine_symbol(uint32_t id) {
  return "machine." + std::to_string(id);
}

// In front of the names of what compiled code refers to: those below, and the tables of its graph (linker.h).
inline constexpr char kReferencePrefix[] = "galena.";

// The words of one machine that compiled code reads and writes.
#define GALENA_JIT_FIELDS(X)                                                   \
  X(heap_top)                                                                  \
  X(heap_hard_limit)                                                           \
  X(heap_soft_limit)                                                           \
  X(native_limit) /* machine code polls where the stack pointer is below it */ \
  X(low_water)                                                                 \
  X(call_axis)    /* of a kick */                                              \
  X(call_formula) /* of a nock */                                              \
  X(call_jet)     /* a DirectJet */                                            \
  X(trace)                                                                     \
  X(stack_end)    /* of the strand */                                          \
  X(nursery)      /* where it begins */                                        \
  X(nursery_size) /* reserved for it */                                        \
  X(max_depth)    /* calls within calls, even if none of them needs a frame */

// What compiled code calls. By their convention:
//  C        plain functions
//  RARE     save all registers of their caller (preserve_most)
//  STRAND   handlers, as those of the interpreter: (strand, pc, frame)
#define GALENA_JIT_FUNCTIONS(C, RARE, STRAND)                                                                \
  C(leave)            /* () leaves machine code; does not return */                                          \
  C(out_of_memory)    /* () the same */                                                                      \
  RARE(safepoint)     /* (sp): everything alive lies below */                                                \
  RARE(remember_tail) /* (cell): its tail is about to be written */                                          \
  RARE(check_stack)   /* () */                                                                               \
  RARE(equal)         /* (a, b) -> 0 or 1 */                                                                 \
  RARE(increment)     /* (a) -> a + 1, kFailed or kExhausted */                                              \
  C(run_jet)          /* (jet, core) -> product, kFailed, kDeclined or kExhausted */                         \
  C(run_declined)     /* (jet, core, frame, sp) -> product of its Nock, or kFailed, kOver or kExhausted */   \
  C(slog)             /* (clue) */                                                                           \
  C(bout_start)       /* () -> the time */                                                                   \
  C(bout_end)         /* (start) */                                                                          \
  C(xray)             /* (formula) */                                                                        \
  C(recall)           /* (subject, formula) -> product or none */                                            \
  C(remember)         /* (subject, formula, product) -> 0 or kExhausted */                                   \
  C(scries)           /* () -> Machine::scries */                                                            \
  C(fast)             /* (core, clue) -> 1 if that is settled, 0 if not, or kExhausted */                    \
  C(enter_machine)    /* (strand, record, entry, arguments, sp) -> product, kFailed, kOver or kExhausted */  \
  STRAND(crash)       /* a deterministic failure */                                                          \
  STRAND(exhausted)   /* a limit has been passed */                                                          \
  STRAND(over)        /* the evaluation has ended */                                                         \
  STRAND(poll)        /* a safepoint: pc->a words of the frame are alive; goes on at pc */                   \
  STRAND(kick)        /* pulls the arm at `call_axis` of the core in r0 of the frame, whose header stands */ \
  STRAND(nock)        /* runs `call_formula` on the subject there */                                         \
  STRAND(frame_jet)   /* runs `call_jet` on the core there */                                                \
  STRAND(resume)      /* goes on at pc[3], all arguments in the frame: pc->a of them */                      \
  STRAND(missed)      /* the record at pc does not fit the subject there */                                  \
  STRAND(give_back)   /* returns the fourth argument from the frame */                                       \
  STRAND(again)       /* the record at pc was left by machine code: interprets it, its arguments in the frame */

// What functions say that have no product: words that are no nouns.
inline constexpr uint64_t kDeclined = 1;  // Noun::none()
inline constexpr uint64_t kFailed = 3;
inline constexpr uint64_t kExhausted = 5;  // a limit has been passed
inline constexpr uint64_t kOver = 7;
// Of a noun: a direct atom, or an address with its tag.
constexpr bool is_noun_word(uint64_t word) {
  return word % 2 == 0 || word > kOver;
}

// The addresses, for one machine.
struct References {
#define GALENA_NAME(name) uint64_t name;
  GALENA_JIT_FIELDS(GALENA_NAME)
  GALENA_JIT_FUNCTIONS(GALENA_NAME, GALENA_NAME, GALENA_NAME)
#undef GALENA_NAME
};

// The interpreter's part of what compiled code calls: handlers.
struct Handlers {
#define GALENA_NONE(name)
#define GALENA_HANDLER(name) void* name;
  GALENA_JIT_FUNCTIONS(GALENA_NONE, GALENA_NONE, GALENA_HANDLER)
#undef GALENA_HANDLER
#undef GALENA_NONE
  void* stub;        // the entry of a record that is not compiled
  void* take_apart;  // what takes subjects apart for records without code for that
};

extern const Handlers kHandlers;

}  // namespace galena::jit
