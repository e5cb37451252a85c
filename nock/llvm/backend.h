// Graphs of tier 1 to machine code, by LLVM.
//
// The graphs are well-formed (verify.h). One thread; no Nock is run, and no noun read.
#pragma once

#include <llvm/Support/CodeGen.h>

#include <memory>
#include <string>

#include "nock/jit/backend.h"
#include "nock/jit/ir.h"
#include "nock/jit/object_file.h"
#include "nock/llvm/emitter.h"

namespace llvm {
class TargetMachine;
}

namespace galena::jit {

class LlvmBackend {
 public:
  // `processor`: a level of x86-64, by its name: "x86-64-v3", as LLVM and others call it. What is in between makes no
  // difference to code that loads, compares and jumps, and to ask LLVM for this processor by all its features takes a
  // millisecond.
  explicit LlvmBackend(const char* processor);
  ~LlvmBackend();
  LlvmBackend(const LlvmBackend&) = delete;
  LlvmBackend& operator=(const LlvmBackend&) = delete;

  // Empty, with `error` set, if there is no code.
  Objects compile(const Graph& graph, bool for_debugger, std::string& error);
  std::string text(const Graph& graph, Text what);

 private:
  bool generate(llvm::Module& module, Part part, llvm::CodeGenFileType what, llvm::SmallVectorImpl<char>& out);
  void optimise(llvm::Module& module, Part part);

  std::string error_;  // why there will be no code at all
  std::unique_ptr<llvm::TargetMachine> best_, fast_;
};

}  // namespace galena::jit
