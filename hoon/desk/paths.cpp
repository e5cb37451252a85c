#include "hoon/desk/paths.h"

#include <algorithm>

#include "nock/noun/text.h"

namespace galena::hoon {

std::vector<std::string_view> knots_of(std::string_view path) {
  std::vector<std::string_view> knots;
  if (path.starts_with('/')) path.remove_prefix(1);
  if (path.empty()) return knots;
  for (size_t from = 0; from <= path.size();) {
    const size_t to = std::min(path.find('/', from), path.size());
    knots.push_back(path.substr(from, to - from));
    from = to + 1;
  }
  return knots;
}

Noun segments_of(Arena& arena, std::string_view path) {
  std::vector<Noun> knots;
  for (const std::string_view knot : knots_of(path)) knots.push_back(arena.cord(knot));
  return arena.list(knots);
}

Noun path_of_file(Arena& arena, std::string_view file) {
  std::vector<Noun> knots;
  const size_t dot = file.rfind('.');
  for (const std::string_view knot : knots_of(file.substr(0, dot))) knots.push_back(arena.cord(knot));
  if (dot != std::string_view::npos) knots.push_back(arena.cord(file.substr(dot + 1)));
  return arena.list(knots);
}

std::string file_of_path(Noun path) {
  std::vector<std::string> parts;
  for (; path.is_cell(); path = path.tail()) parts.push_back(cord_text(path.head()));
  if (parts.size() < 2) return parts.empty() ? std::string() : parts[0];
  std::string file = parts[0];
  for (size_t i = 1; i + 1 < parts.size(); ++i) file += "/" + parts[i];
  return file + "." + parts.back();
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
