// Any bytes as code from the disk: the objects lie in them, one behind the other, and are all of them; what is read of
// an object lies within it; and what is linked of them is refused, or lies in memory as it says.
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

#include "nock/jit/linker.h"
#include "nock/jit/object_file.h"
#include "test/fuzz/require.h"

using namespace galena;

namespace {

bool within(std::span<const uint8_t> part, std::span<const uint8_t> whole) {
  return part.empty() || (part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size());
}

void read(std::span<const uint8_t> object) {
  const auto file = jit::read_object(object);
  if (!file) return;
  for (const auto& section : file->sections) require(within(section.bytes, object));
  for (const auto& symbol : file->symbols) {
    if (symbol.section == jit::ObjectFile::kUndefined) continue;
    require(symbol.section < file->sections.size());
    const uint64_t size = file->sections[symbol.section].bytes.size();
    require(symbol.value <= size && symbol.size <= size - symbol.value);
  }
  for (const auto& relocation : file->relocations) {
    require(relocation.symbol < file->symbols.size() && relocation.section < file->sections.size());
    const uint64_t size = file->sections[relocation.section].bytes.size();
    require(relocation.offset <= size && size - relocation.offset >= jit::ObjectFile::width(relocation.kind));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const jit::Objects bytes(data, data + size);
  const auto objects = jit::taken_apart(bytes);
  const uint8_t* at = bytes.data();
  for (const std::span<const uint8_t> object : objects) {
    uint64_t claimed;
    require(object.data() == at + sizeof claimed);
    std::memcpy(&claimed, at, sizeof claimed);
    require(object.size() == claimed);
    at = object.data() + object.size();
    read(object);
  }
  require(objects.empty() || at == bytes.data() + bytes.size());

  // One function, which is the entry.
  jit::Graph graph;
  graph.functions.emplace_back().on_strand = true;
  const jit::Compiled code = jit::link(graph, {}, {}, bytes, {"name"}, false);
  require((code.memory == nullptr) == !code.error.empty());
  if (code.memory == nullptr) return 0;
  require(!objects.empty() && code.entries.size() == 1);
  for (void* const entry : {code.entries[0].first, code.entries[0].second}) {
    require(static_cast<uint8_t*>(entry) - code.memory->begin() <= static_cast<ptrdiff_t>(code.memory->size()));
  }
  return 0;
}
