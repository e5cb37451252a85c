// What tier 1 asks of LLVM. The other side lives in a shared object of its own, libgalena_jit.so, which is loaded when
// the first graph is to be compiled; nothing else of the program refers to LLVM.
//
// Compiled code refers to what it works on by names (references.h), so that it can be kept on disk.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nock/base/digest.h"
#include "nock/jit/ir.h"
#include "nock/jit/perf_map.h"
#include "nock/jit/references.h"

namespace galena::jit {

// The tables of one graph: its constants, the records of its functions (null for those that have none), flags, jets.
struct Tables {
  const Noun* constants = nullptr;
  Record* const* records = nullptr;
  const uint64_t* flags = nullptr;
  const DirectJet* jets = nullptr;
};

// Code of one graph, to be linked: ELF objects one behind the other, each with its size in front, in eight bytes.
using Objects = std::vector<uint8_t>;

// The objects; none where the bytes are not of that form. What is in them the linker looks at.
// Foreign bytes: fuzz_objects.
inline std::vector<std::span<const uint8_t>> taken_apart(const Objects& objects) {
  constexpr std::string_view kMagic =
      "\x7f"
      "ELF";
  std::vector<std::span<const uint8_t>> list;
  std::span<const uint8_t> rest(objects);
  while (!rest.empty()) {
    uint64_t size;
    if (rest.size() < sizeof size) return {};
    std::memcpy(&size, rest.data(), sizeof size);
    rest = rest.subspan(sizeof size);
    if (size < kMagic.size() || size > rest.size()) return {};
    if (std::memcmp(rest.data(), kMagic.data(), kMagic.size()) != 0) return {};
    list.push_back(rest.first(size));
    rest = rest.subspan(size);
  }
  return list;
}

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
  virtual void bind(const References& references, bool for_debugger) = 0;
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

// A backend that is bound, and what makes the code and is made for; or null, and why.
struct OpenedBackend {
  std::unique_ptr<Backend> backend;
  Digest build{};
  std::string error;
};
// Opens libgalena_jit.so, which lies in the folder of the program, the one above, or `lib` beside it. 10 ms and more;
// the library stays.
OpenedBackend open_backend(const References& references, bool for_debugger);
// Whether the library lies in the memory of this process.
bool is_backend_resident();

}  // namespace galena::jit
