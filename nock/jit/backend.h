// What tier 1 asks of LLVM. The other side lives in a shared object of its own, libgalena_jit.so, which is loaded when
// the first graph is to be compiled; nothing else of the program refers to LLVM.
//
// Compiled code holds no addresses: it refers to what it works on by the names below, so that it can be kept on disk.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "nock/jit/ir.h"
#include "nock/jit/perf_map.h"

namespace galena::jit {

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
  C(fast)             /* (core, clue) -> 1 if that is settled, 0 if not, or kExhausted */                    \
  C(enter_machine)    /* (strand, record, entry, arguments, sp) -> product, kFailed, kOver or kExhausted */  \
  STRAND(crash)       /* a deterministic failure */                                                          \
  STRAND(exhausted)   /* out of memory */                                                                    \
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
inline constexpr uint64_t kExhausted = 5;
inline constexpr uint64_t kOver = 7;

struct Runtime {
#define GALENA_NAME(name) uint64_t name;
  GALENA_JIT_FIELDS(GALENA_NAME)
  GALENA_JIT_FUNCTIONS(GALENA_NAME, GALENA_NAME, GALENA_NAME)
#undef GALENA_NAME
};

// The tables of one graph: its constants, the records of its functions (null for those that have none), flags, jets.
struct Tables {
  const Noun* constants = nullptr;
  Record* const* records = nullptr;
  const uint64_t* flags = nullptr;
  const DirectJet* jets = nullptr;
};

// Code of one graph, to be linked: objects of the processor's own kind, as the backend packs them.
using Objects = std::vector<uint8_t>;

// What a graph was compiled to.
struct Compiled {
  // By function of the graph: `Record::entry_with_leaves`, null where it has no record or is not in the graph; and for
  // the entry of the graph `Record::entry_with_subject`.
  std::vector<std::pair<void*, void*>> entries;
  size_t bytes = 0;
  std::vector<CodeSymbol> symbols;  // if names were given
  std::string error;                // empty, or why there is no code
  void* handle = nullptr;
};

enum class Text : uint8_t { ir, assembly };

class Backend {
 public:
  virtual ~Backend() = default;
  // The machine that code is for; `for_debugger`: with what gdb needs to walk a stack, and with the names of `link`
  // told to it. Before all else, once.
  virtual void bind(const Runtime& runtime, bool for_debugger) = 0;
  // All that, beside the graph, its objects depend on: versions, processor.
  virtual std::string target() const = 0;
  // Empty, with `error` set, if there is no code. Any thread; one at a time.
  virtual Objects compile(const Graph& graph, std::string& error) = 0;
  // `names`: of the functions, or none.
  virtual Compiled link(const Graph& graph, const Tables& tables, const Objects& objects,
                        const std::vector<std::string>& names) = 0;
  virtual void release(void* handle) = 0;
  virtual std::string text(const Graph& graph, Text what) = 0;
};

// The one symbol of libgalena_jit.so.
using MakeBackend = Backend* (*)();
inline constexpr const char* kMakeBackend = "galena_make_jit_backend";

}  // namespace galena::jit
