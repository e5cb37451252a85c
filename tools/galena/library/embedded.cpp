#include "tools/galena/library/embedded.h"

#include "tools/galena/library/embed.h"

namespace galena::tools {

GALENA_EMBED(library, GALENA_LIBRARY_JAM)

std::span<const uint8_t> library_jam() {
  return library();
}

}  // namespace galena::tools
