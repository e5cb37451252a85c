// Any text as a noun: both spaces agree, faults lie in the text, and what was read is printed and read again.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "nock/noun/arena.h"
#include "nock/noun/equal.h"
#include "nock/noun/heap.h"
#include "nock/noun/text.h"
#include "test/fuzz/require.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace galena;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  Arena arena(size_t{1} << 26);
  Heap heap(size_t{1} << 26);
  const TextRead a = read_text(arena, text), h = read_text(heap, text);
  require(a.fault == h.fault && a.line == h.line && a.column == h.column);
  if (!a.ok()) {
    const auto lines = static_cast<size_t>(std::count(text.begin(), text.end(), '\n')) + 1;
    require(a.line >= 1 && a.line <= lines && a.column >= 1 && a.column <= size + 1);
    return 0;
  }
  require(equal(a.noun, h.noun));
  const std::string printed = print_text(h.noun);
  const TextRead again = read_text(arena, printed);
  require(again.ok() && again.noun == a.noun && print_text(again.noun) == printed);
  return 0;
}
