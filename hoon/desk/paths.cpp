#include "hoon/desk/paths.h"

#include <algorithm>

namespace galena::hoon {

Noun segments_of(Arena& arena, std::string_view path) {
  std::vector<Noun> parts;
  for (size_t from = path.starts_with('/') ? 1 : 0; from < path.size();) {
    const size_t to = std::min(path.find('/', from), path.size());
    parts.push_back(arena.cord(path.substr(from, to - from)));
    from = to + 1;
  }
  return arena.list(parts);
}

std::vector<std::string> readings_of(const std::string& name) {
  std::vector<std::string> words;
  for (size_t from = 0; from <= name.size();) {
    const size_t to = std::min(name.find('-', from), name.size());
    words.push_back(name.substr(from, to - from));
    from = to + 1;
  }
  // A name that does not consist of words has no other reading; nor has one with more than anybody looks for.
  constexpr size_t kWords = 12;
  const bool plain =
      words.size() > kWords || std::any_of(words.begin(), words.end(), [](const std::string& w) { return w.empty(); });
  if (plain) return {name};
  // From the right: what is behind a word, with the word in front of it by a slash, then by a hyphen; all of it
  // reversed.
  std::vector<std::string> readings{words.back()};
  for (size_t i = words.size() - 1; i-- > 0;) {
    std::vector<std::string> longer;
    for (const std::string& reading : readings) {
      longer.push_back(words[i] + "/" + reading);
      longer.push_back(words[i] + "-" + reading);
    }
    readings = std::move(longer);
  }
  std::reverse(readings.begin(), readings.end());
  return readings;
}

}  // namespace galena::hoon
