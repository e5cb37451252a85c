#include "tools/galena/diagnose/arm_at.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "hoon/text/scanner.h"

namespace galena::tools {

// An arm begins to the left of all that belongs to it. What lies further in and has ended above is passed by: the line
// that ends it stands as far to the left as it does.
std::string arm_at(const hoon::Source& source, hoon::Place place) {
  size_t left = place.column;
  for (uint32_t line = place.line; line > 0; --line) {
    const char* const begin = source.at({line, 1});
    const std::string_view text(begin, static_cast<size_t>(std::find(begin, source.end(), '\n') - begin));
    const size_t indent = text.find_first_not_of(' ');
    if (indent == text.npos) continue;
    std::string_view rest = text.substr(indent);
    const bool is_arm = rest.starts_with("++  ") || rest.starts_with("+$  ");
    if (is_arm && indent + 1 < left) {
      rest.remove_prefix(std::min(rest.find_first_not_of(' ', 2), rest.size()));
      const auto end = std::find_if(rest.begin(), rest.end(),
                                    [](char c) { return c != '$' && !hoon::is_symbol(static_cast<unsigned char>(c)); });
      return std::string(rest.begin(), end);
    }
    if (line < place.line && !rest.starts_with("::")) left = std::min(left, indent + 1);
  }
  return {};
}

std::string place_words(const std::string& file, const hoon::Source& source, hoon::Place place) {
  const std::string arm = arm_at(source, place);
  return fmt::format("at {}:{}:{}{}", file, place.line, place.column, arm.empty() ? "" : " in " + arm);
}

}  // namespace galena::tools
