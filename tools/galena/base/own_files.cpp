#include "tools/galena/base/own_files.h"

#include <array>

#include "tools/galena/library/embed.h"

namespace galena::tools {

GALENA_EMBED(test_library, GALENA_TEST_LIBRARY, 1)

std::span<const OwnFile> own_files() {
  const auto text = [](std::span<const uint8_t> bytes) {
    return std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  };
  static const std::array files{OwnFile{"lib/test.hoon", text(test_library())}};
  return files;
}

}  // namespace galena::tools
