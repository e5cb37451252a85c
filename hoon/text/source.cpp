#include "hoon/text/source.h"

#include <algorithm>
#include <cstring>

#include "nock/base/check.h"

namespace galena::hoon {

Source::Source(std::string_view text, Place origin) : text_(text), origin_(origin), lines_{0} {
  const char* const base = text_.data();
  const char* const limit = base + text_.size();
  for (const char* p = base; p < limit;) {
    const auto* newline = static_cast<const char*>(std::memchr(p, '\n', static_cast<size_t>(limit - p)));
    if (newline == nullptr) break;
    p = newline + 1;
    lines_.push_back(static_cast<uint32_t>(p - base));
  }
}

Place Source::place(const char* at) const {
  GALENA_CHECK(begin() <= at && at <= end());
  const auto offset = static_cast<uint32_t>(at - text_.data());
  size_t line = last_;
  // A few steps from the last answer, else a search.
  for (int steps = 0; steps < 8 && lines_[line] > offset; ++steps) --line;
  for (int steps = 0; steps < 8 && line + 1 < lines_.size() && lines_[line + 1] <= offset; ++steps) ++line;
  if (lines_[line] > offset || (line + 1 < lines_.size() && lines_[line + 1] <= offset)) {
    line = static_cast<size_t>(std::upper_bound(lines_.begin(), lines_.end(), offset) - lines_.begin()) - 1;
  }
  GALENA_CHECK(lines_[line] <= offset && (line + 1 == lines_.size() || offset < lines_[line + 1]));
  last_ = line;
  const uint32_t column = offset - lines_[line];
  return {origin_.line + static_cast<uint32_t>(line), column + (line == 0 ? origin_.column : 1)};
}

const char* Source::at(Place place) const {
  const size_t line = std::min<size_t>(place.line - std::min(place.line, origin_.line), lines_.size() - 1);
  const uint32_t first = line == 0 ? origin_.column : 1;
  const uint32_t column = place.column - std::min(place.column, first);
  const size_t limit = line + 1 < lines_.size() ? lines_[line + 1] - 1 : text_.size();
  const char* const at = text_.data() + std::min<size_t>(lines_[line] + column, limit);
  GALENA_CHECK(begin() <= at && at <= end());
  return at;
}

}  // namespace galena::hoon
