// What tier 1 asks of LLVM: objects (object_file.h) for a graph. LLVM lives in a program of its own, galena_jit, which
// is started when the first graph is to be compiled that no earlier run has left code of, and asked by a socket
// (compiler_process.h): nothing of this program refers to it, waits for it to be loaded, or ends with it.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "nock/base/digest.h"
#include "nock/jit/ir.h"
#include "nock/jit/object_file.h"

namespace galena::jit {

class CompilerProcess;

enum class Text : uint8_t { ir, assembly };

// Any thread; one at a time.
class Backend {
 public:
  // Uses `process`, and starts `program` where that is gone. `for_debugger`: code comes with what gdb needs to walk a
  // stack.
  Backend(std::string program, std::unique_ptr<CompilerProcess> process, bool for_debugger);
  ~Backend();
  Backend(const Backend&) = delete;
  Backend& operator=(const Backend&) = delete;

  // Empty, with `error` set, if there is no code.
  Objects compile(const Graph& graph, std::string& error);
  std::string text(const Graph& graph, Text what);

 private:
  const std::string program_;
  const bool for_debugger_;
  std::mutex mutex_;
  std::unique_ptr<CompilerProcess> process_;  // null where it is gone
};

// A backend; or null, and why.
struct OpenedBackend {
  std::unique_ptr<Backend> backend;
  std::string error;
};
// Starts galena_jit, which lies in the folder of the program, the one above, or `lib` beside it; or takes one that is
// there. Does not wait for it.
OpenedBackend open_backend(bool for_debugger);

// All that objects depend on beside their graph: the build of galena_jit, and what its code is made for. Nothing where
// there is none. Reads a page of its file, and does not start it.
std::optional<Digest> backend_build(bool for_debugger);

}  // namespace galena::jit
