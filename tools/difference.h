// Two printed types side by side: what is equal is left out where they are long, and what differs is marked.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace galena::tools {

// A text with the parts [begin, end) of it that are marked, in order and apart from each other.
struct MarkedText {
  std::string text;
  std::vector<std::pair<size_t, size_t>> marks;

  // Whether there is something unmarked that makes marks worth showing.
  bool tells() const;
  // Spaces, with ^ and ~ under the marks.
  std::string underline() const;
};

// Both texts as the printer writes types on one line: words and brackets within brackets. Where one is longer than
// `short_enough` bytes, runs of equal items become `...`, on both sides alike. Linear but for the nesting.
std::pair<MarkedText, MarkedText> difference(std::string_view a, std::string_view b, size_t short_enough = 60);

}  // namespace galena::tools
