// Where the functions of a graph come to lie, and what gdb is told of them.
#pragma once

#include <llvm/ExecutionEngine/Orc/ObjectLinkingLayer.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "nock/jit/perf_map.h"

namespace galena::jit {

struct Graph;

// One object, linked.
struct LinkedObject {
  std::vector<CodeSymbol> symbols;  // by address; named as in the object
  uint64_t eh_frame = 0;            // where it lies
  std::vector<char> eh_frame_bytes;
};

// Notes what is linked, while somebody wants to know. For one thread at a time.
class SymbolListener final : public llvm::orc::ObjectLinkingLayer::Plugin {
 public:
  std::vector<LinkedObject>* objects = nullptr;

  void modifyPassConfig(llvm::orc::MaterializationResponsibility&, llvm::jitlink::LinkGraph&,
                        llvm::jitlink::PassConfiguration& passes) override;
  llvm::Error notifyFailed(llvm::orc::MaterializationResponsibility&) override { return llvm::Error::success(); }
  llvm::Error notifyRemovingResources(llvm::orc::JITDylib&, llvm::orc::ResourceKey) override {
    return llvm::Error::success();
  }
  void notifyTransferringResources(llvm::orc::JITDylib&, llvm::orc::ResourceKey, llvm::orc::ResourceKey) override {}
};

// Gives the pieces of functions the names of their functions: `arm` on the strand, `arm:loop` and `arm:closed` on the
// machine stack. Pieces that lie side by side become one.
void name_symbols(LinkedObject& object, const Graph& graph, const std::vector<std::string>& names);

// An object that gdb knows of, until it is destroyed. gdb reads a list of the process: any thread may add to it.
class DebuggerEntry;
struct ForgetEntry {
  void operator()(DebuggerEntry* entry) const;
};
using DebuggerHandle = std::unique_ptr<DebuggerEntry, ForgetEntry>;
DebuggerHandle tell_debugger(const LinkedObject& object);

}  // namespace galena::jit
