// The arms at the top of the reference's standard library (kelvin 138), by name: so that a name that a subject lacks
// can be told from a misspelt one.
#pragma once

#include <string_view>

namespace galena::tools {

bool is_reference_name(std::string_view name);

}  // namespace galena::tools
