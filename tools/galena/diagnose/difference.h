// Two printed types side by side: what fits is left out where they are long, and what does not is marked.
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

// Both texts as the printer writes types on one line: words and brackets within brackets. What `have` has in the place
// of an item of `need` fits where the texts are equal, and where they are but for names and for auras of which one
// extends the other. If all of it fits that way, then only equal texts do. Where one text is longer than `short_enough`
// bytes, runs of items that fit become `...`, on both sides alike. Linear but for the nesting.
std::pair<MarkedText, MarkedText> difference(std::string_view need, std::string_view have, size_t short_enough = 60);

}  // namespace galena::tools
