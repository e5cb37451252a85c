#include "tools/galena/library/pills.h"

#include "tools/galena/library/embed.h"

namespace galena::tools {

GALENA_EMBED(brass, GALENA_PILLS "/brass.pill", 8)
GALENA_EMBED(solid, GALENA_PILLS "/solid.pill", 8)

std::optional<std::span<const uint8_t>> embedded_pill(std::string_view kind) {
  std::span<const uint8_t> pill;
  if (kind == "brass") pill = brass();
  if (kind == "solid") pill = solid();
  return pill.empty() ? std::nullopt : std::optional(pill);
}

}  // namespace galena::tools
