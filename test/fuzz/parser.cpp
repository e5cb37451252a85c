// Any bytes are parsed or refused, with spots as without them.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "hoon/noun/error.h"
#include "hoon/noun/stack.h"
#include "hoon/parse/parser.h"

using namespace galena;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  Arena arena(size_t{1} << 30);
  try {
    const hoon::ParseResult result = hoon::parse(arena, text);
    if (result.line == 0 || result.column == 0) std::abort();
    hoon::parse(arena, text, {kNull});
  } catch (const OutOfMemory&) {
  }
  return 0;
}
