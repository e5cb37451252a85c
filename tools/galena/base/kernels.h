// The kernels whose source is in the command, by the name of their pill.
#pragma once

#include <optional>
#include <string_view>

namespace galena::tools {

// The Hoon of a kernel; nothing where there is none of that name.
std::optional<std::string_view> kernel_source(std::string_view name);

}  // namespace galena::tools
