// What was expected and what was found, for people: of single lines where they begin to differ, of several those that
// only one of them has.
#pragma once

#include <string>
#include <vector>

namespace galena::tools {

// Lines for both. Of more than kMostCompared lines they stand one below the other.
inline constexpr size_t kMostCompared = 2000;
std::vector<std::string> line_difference(const std::vector<std::string>& expected,
                                         const std::vector<std::string>& found);

}  // namespace galena::tools
