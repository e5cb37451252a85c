#include "tools/galena/library/embedded.h"

#include <charconv>

#include "tools/galena/library/embed.h"

namespace galena::tools {

GALENA_EMBED(library, GALENA_LIBRARY_IMAGE, 4096)

std::span<const uint8_t> library_image() {
  return library();
}

GALENA_EMBED(sources, GALENA_LIBRARY_IMAGE ".sources", 1)

std::vector<LibrarySource> library_sources() {
  std::string_view rest(reinterpret_cast<const char*>(sources().data()), sources().size());
  const auto field = [&] {
    const std::string_view taken = rest.substr(0, rest.find('\0'));
    rest.remove_prefix(taken.size() + 1);
    return taken;
  };
  std::vector<LibrarySource> layers;
  while (!rest.empty()) {
    const std::string_view name = field(), digits = field();
    size_t size = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), size);
    layers.push_back({name, rest.substr(0, size)});
    rest.remove_prefix(size);
  }
  return layers;
}

}  // namespace galena::tools
