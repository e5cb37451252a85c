#include "tools/galena/library/embedded.h"

#include <charconv>

#include "tools/galena/library/embed.h"

namespace galena::tools {

GALENA_EMBED(library, GALENA_LIBRARY_IMAGE, 4096)

#define SOURCE(number, name, file) GALENA_EMBED(library_source_##number, file, 1)
#include GALENA_LIBRARY_SOURCES
#undef SOURCE

std::span<const uint8_t> library_image() {
  return library();
}

std::span<const LibrarySource> library_sources() {
  const auto text = [](std::span<const uint8_t> bytes) {
    return std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  };
  static const LibrarySource sources[] = {
#define SOURCE(number, name, file) {name, text(library_source_##number())},
#include GALENA_LIBRARY_SOURCES
#undef SOURCE
  };
  return sources;
}

}  // namespace galena::tools
