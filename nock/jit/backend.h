// What tier 1 asks of LLVM. The other side lives in a shared object of its own, libgalena_jit.so, which is loaded when
// the first graph is to be compiled; nothing else of the program refers to LLVM.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "nock/jit/ir.h"

namespace galena::jit {

// Where compiled code finds what it works on: addresses of fields and functions of one machine. All functions follow
// the C convention; those that take `sp` may collect, with everything alive below it.
struct Runtime {
  // Fields.
  uint64_t heap_top, heap_hard_limit, heap_soft_limit;
  uint64_t native_limit;
  uint64_t low_water;
  uint64_t nursery, nursery_size;  // not fields
  uint64_t max_depth;              // calls within calls, even if none of them needs a frame
  uint64_t stack_end;              // not a field: the end of the strand's stack
  uint64_t pending;                // subject, formula, axis
  uint64_t flags;                  // one 64-bit word each, of the graph
  // Functions.
  uint64_t leave;          // () does not return
  uint64_t out_of_memory;  // () does not return
  // These save all registers of their caller (preserve_most), `equal` and `increment` too.
  uint64_t safepoint;      // (sp)
  uint64_t remember_tail;  // (cell): its tail is about to be written
  uint64_t check_stack;    // ()
  uint64_t equal;          // (a, b) -> 0 or 1
  uint64_t increment;      // (a) -> a + 1, or leaves
  uint64_t nock;           // (sp, subject, formula)
  uint64_t kick;           // (sp, core, axis)
  uint64_t tail_kick;      // (core, axis) -> the product, or none with `pending` set
  uint64_t resume;         // (sp): runs what is pending
  uint64_t slog, bout_start, bout_end, xray, recall, remember, fast;
};

// What a graph was compiled to.
struct Compiled {
  // nouns in `arguments`, one for each parameter that the entry reads, in order; -> product, or none where the context
  // says what is to be run next. Null: it could not be compiled, and `error` says why.
  uint64_t (*entry)(const uint64_t* arguments, uint64_t* sp) = nullptr;
  size_t bytes = 0;
  std::string error;
  void* handle = nullptr;
};

enum class Text : uint8_t { ir, assembly };

class Backend {
 public:
  virtual ~Backend() = default;
  // Any thread; one at a time.
  virtual Compiled compile(const Graph& graph, const Runtime& runtime) = 0;
  virtual void release(void* handle) = 0;
  virtual std::string text(const Graph& graph, const Runtime& runtime, Text what) = 0;
};

// The one symbol of libgalena_jit.so.
using MakeBackend = Backend* (*)();
inline constexpr const char* kMakeBackend = "galena_make_jit_backend";

}  // namespace galena::jit
