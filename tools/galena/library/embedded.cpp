#include "tools/galena/library/embedded.h"

#include "tools/galena/library/embed.h"

namespace galena::tools {

GALENA_EMBED(library, GALENA_LIBRARY_IMAGE, 4096)

std::span<const uint8_t> library_image() {
  return library();
}

}  // namespace galena::tools
