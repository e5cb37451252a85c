// Any bytes as a source file with an import header, for both builders: parsed or refused, and the same a second time.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "hoon/noun/error.h"
#include "hoon/noun/stack.h"
#include "hoon/parse/imports.h"
#include "test/fuzz/require.h"

using namespace galena;
using namespace galena::hoon;

namespace {

bool is_term_or_none(Noun noun) {
  return noun.is_none() || noun.is_atom();
}

void parse_twice(Arena& arena, std::string_view text, Noun path, Builder builder) {
  const SourceFile file = parse_source_file(arena, text, path, builder);
  require(file.farthest.line >= 1 && file.farthest.column >= 1);
  if (file.ok) require(file.body.is_cell());
  for (const Import& import : file.imports) {
    require(is_term_or_none(import.face));
    require(import.place.line >= 1 && import.place.line <= file.farthest.line);
  }
  const SourceFile again = parse_source_file(arena, text, path, builder);
  require(again.ok == file.ok && again.body == file.body && again.imports.size() == file.imports.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const Builder builder : {Builder::desk, Builder::hoonc}) {
    Arena arena(size_t{1} << 30);
    try {
      parse_twice(arena, text, arena.list(std::array{"lib"_n, "a"_n, "hoon"_n}), builder);
    } catch (const OutOfMemory&) {
    } catch (const CompileError&) {
    } catch (const TooDeep&) {
    }
  }
  return 0;
}
