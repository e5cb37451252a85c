// From objects to code that runs: lays them out in memory, puts addresses where they refer to something by name, and
// finds the ways in. LLVM has no part in it, so code of earlier runs is used without it.
//
// Code and what it reads lie side by side in pages of their own, which are written first and never again: from then on
// they may be read and run, not written to. What is called is within reach or not, so each function of the machine that
// is called has a word with its address there, and a jump by it.
//
// Objects are foreign bytes (object_file.h): what is not of their form, or refers to what nobody knows, is refused. Any
// thread. Does not allocate or run nouns. A few microseconds a graph and a tenth of one a relocation: three calls of
// the system, of which the pages themselves take the longest.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "nock/jit/debugger.h"
#include "nock/jit/ir.h"
#include "nock/jit/object_file.h"
#include "nock/jit/perf_map.h"
#include "nock/jit/record.h"
#include "nock/jit/references.h"

namespace galena::jit {

// The tables of one graph: its constants, the records of its functions (null for those that have none), flags, jets.
struct Tables {
  const Noun* constants = nullptr;
  Record* const* records = nullptr;
  const uint64_t* flags = nullptr;
  const DirectJet* jets = nullptr;
};

// Pages of code, until it is destroyed; nothing runs there then.
class CodeMemory {
 public:
  // To be written to. Null where the system has none.
  static std::unique_ptr<CodeMemory> of(size_t bytes);
  ~CodeMemory();
  CodeMemory(const CodeMemory&) = delete;
  CodeMemory& operator=(const CodeMemory&) = delete;

  uint8_t* begin() const { return begin_; }
  size_t size() const { return size_; }
  // From now on it may be run, and not be written to; once. Whether the system allows it.
  bool seal();
  // Has gdb know what lies here for as long as it does.
  void tell_debugger(const LinkedObject& object);

 private:
  CodeMemory(uint8_t* begin, size_t size) : begin_(begin), size_(size) {}

  uint8_t* const begin_;
  const size_t size_;
  bool sealed_ = false;
  std::vector<DebuggerHandle> known_to_debugger_;
};

// Code of one graph, in use.
struct Compiled {
  // By function of the graph: `Record::entry_with_leaves`, null where it has no record or is not in the graph; and for
  // the entry of the graph `Record::entry_with_subject`.
  std::vector<std::pair<void*, void*>> entries;
  size_t bytes = 0;
  std::vector<CodeSymbol> symbols;  // if names were given
  std::string error;                // empty, or why there is no code
  std::unique_ptr<CodeMemory> memory;
};

// Code of `graph`, whose tables it refers to for as long as it lives. `names`: of the functions, or none; gdb is told
// of them if `for_debugger`.
Compiled link(const Graph& graph, const Tables& tables, const References& references, std::span<const uint8_t> objects,
              const std::vector<std::string>& names, bool for_debugger);

}  // namespace galena::jit
