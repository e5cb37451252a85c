// What gdb is told of compiled code, by its JIT interface: the names of functions, where they lie, and how to walk the
// stack from there.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "nock/jit/perf_map.h"

namespace galena::jit {

// One object, linked.
struct LinkedObject {
  std::vector<CodeSymbol> symbols;  // by address
  uint64_t eh_frame = 0;            // where it lies
  std::vector<char> eh_frame_bytes;
};

// An object that gdb knows of, until it is destroyed. gdb reads a list of the process: any thread may add to it.
class DebuggerEntry;
struct ForgetEntry {
  void operator()(DebuggerEntry* entry) const;
};
using DebuggerHandle = std::unique_ptr<DebuggerEntry, ForgetEntry>;
DebuggerHandle tell_debugger(const LinkedObject& object);

}  // namespace galena::jit
