#include "tools/galena/diagnose/line_difference.h"

#include <algorithm>
#include <cstdint>

namespace galena::tools {
namespace {

using Lines = std::vector<std::string>;

// Columns of a text up to a byte: characters, of which each begins with a byte that is no continuation.
size_t columns(std::string_view text) {
  return static_cast<size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<uint8_t>(c) & 0xc0) != 0x80; }));
}

Lines of_single(const std::string& expected, const std::string& found) {
  Lines lines{"expected  " + expected, "found     " + found};
  const auto [at, other] = std::ranges::mismatch(expected, found);
  lines.push_back(std::string(10 + columns({expected.begin(), at}), ' ') + "^");
  return lines;
}

// Lengths of the longest common subsequences of what is left of both from each place on.
class Common {
 public:
  Common(const Lines& a, const Lines& b) : width_(b.size() + 1), lengths_((a.size() + 1) * width_) {
    for (size_t i = a.size(); i-- > 0;) {
      for (size_t j = b.size(); j-- > 0;) {
        at(i, j) = a[i] == b[j] ? static_cast<uint16_t>(at(i + 1, j + 1) + 1) : std::max(at(i + 1, j), at(i, j + 1));
      }
    }
  }
  uint16_t& at(size_t i, size_t j) { return lengths_[i * width_ + j]; }

 private:
  size_t width_;
  std::vector<uint16_t> lengths_;
};

}  // namespace

Lines line_difference(const Lines& expected, const Lines& found) {
  if (expected.size() == 1 && found.size() == 1) return of_single(expected[0], found[0]);
  Lines lines{"expected (-) and found (+)"};
  const auto put = [&](const char* mark, const std::string& line) { lines.push_back(mark + line); };
  if (std::max(expected.size(), found.size()) > kMostCompared) {
    for (const std::string& line : expected) put("- ", line);
    for (const std::string& line : found) put("+ ", line);
    return lines;
  }
  Common common(expected, found);
  size_t i = 0, j = 0;
  while (i < expected.size() || j < found.size()) {
    if (i < expected.size() && j < found.size() && expected[i] == found[j]) {
      put("  ", expected[i]);
      ++i, ++j;
    } else if (j == found.size() || (i < expected.size() && common.at(i + 1, j) >= common.at(i, j + 1))) {
      put("- ", expected[i++]);
    } else {
      put("+ ", found[j++]);
    }
  }
  return lines;
}

}  // namespace galena::tools
