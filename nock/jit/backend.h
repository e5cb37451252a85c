// What tier 1 asks of LLVM: objects (object_file.h) for a graph. The other side lives in a shared object of its own,
// libgalena_jit.so, which is loaded when the first graph is to be compiled that no earlier run has left code of;
// nothing else of the program refers to LLVM.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "nock/base/digest.h"
#include "nock/jit/ir.h"
#include "nock/jit/object_file.h"

namespace galena::jit {

enum class Text : uint8_t { ir, assembly };

// What code is made for.
struct Target {
  // A level of x86-64, by its name: "x86-64-v3", as LLVM and others call it. What is in between makes no difference to
  // code that loads, compares and jumps, and to ask LLVM for this processor by all its features takes a millisecond.
  const char* processor;
  bool for_debugger;  // with what gdb needs to walk a stack
};

class Backend {
 public:
  virtual ~Backend() = default;
  // Empty, with `error` set, if there is no code. Any thread; one at a time.
  virtual Objects compile(const Graph& graph, std::string& error) = 0;
  virtual std::string text(const Graph& graph, Text what) = 0;
};

// The one symbol of libgalena_jit.so.
using MakeBackend = Backend* (*)(const Target&);
inline constexpr const char* kMakeBackend = "galena_make_jit_backend";

// A backend; or null, and why.
struct OpenedBackend {
  std::unique_ptr<Backend> backend;
  std::string error;
};
// Opens libgalena_jit.so, which lies in the folder of the program, the one above, or `lib` beside it. Milliseconds; the
// library stays.
OpenedBackend open_backend(bool for_debugger);

// All that objects depend on beside their graph: the build of that library, and what its code is made for. Nothing
// where there is no library. Reads a page of its file, and does not load it.
std::optional<Digest> backend_build(bool for_debugger);

}  // namespace galena::jit
