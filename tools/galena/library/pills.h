// The pills of the kernel in arvo/sys, as the build made them.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace galena::tools {

// The jam of the pill of a kind, brass or solid; nothing where there is none, as in builds with sanitizers.
std::optional<std::span<const uint8_t>> embedded_pill(std::string_view kind);

}  // namespace galena::tools
