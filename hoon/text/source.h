// A text that is parsed, and where in it a byte lies.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace galena::hoon {

// Line and column, both from 1, in bytes. Ordered as the text is.
struct Place {
  uint32_t line = 0;
  uint32_t column = 0;
  auto operator<=>(const Place&) const = default;
};

// Owns a copy of the text, which is followed by a zero byte. A text may be a piece of another one: then `origin` is the
// place of its first byte there, so that lines count on from it and columns do so on the first line.
class Source {
 public:
  explicit Source(std::string_view text, Place origin = {1, 1});

  const char* begin() const { return text_.data(); }
  const char* end() const { return text_.data() + text_.size(); }

  // The place of `at`, which lies in [begin, end]. Fast where successive calls ask for places near each other.
  Place place(const char* at) const;

  // The byte at `place`, or the end of that line where the line is shorter.
  const char* at(Place place) const;

 private:
  std::string text_;
  Place origin_;
  std::vector<uint32_t> lines_;  // offset of the first byte of each line
  mutable size_t last_ = 0;      // line of the last answer
};

}  // namespace galena::hoon
