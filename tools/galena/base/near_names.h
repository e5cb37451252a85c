// Words that somebody may have meant.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace galena::tools {

// The number of single letters to insert, delete, replace or swap with their neighbour that makes one word of the
// other (no letter twice). Gives `limit` + 1 where it is more than `limit`.
size_t edit_distance(std::string_view a, std::string_view b, size_t limit);

// Of `names`, those that `wanted` is nearest to and is not, at most three, best first, and of those as near the first.
std::vector<std::string> near_names(std::string_view wanted, std::vector<std::string> names);

}  // namespace galena::tools
