#include "tools/galena/base/kernels.h"

#include "tools/galena/library/embed.h"

namespace galena::tools {

GALENA_EMBED(baby, GALENA_KERNELS "/baby.hoon", 1)
GALENA_EMBED(ivory, GALENA_KERNELS "/ivory.hoon", 1)

std::optional<std::string_view> kernel_source(std::string_view name) {
  std::span<const uint8_t> source;
  if (name == "baby") source = baby();
  if (name == "ivory") source = ivory();
  if (source.empty()) return std::nullopt;
  return std::string_view(reinterpret_cast<const char*>(source.data()), source.size());
}

}  // namespace galena::tools
