#include "tools/galena/base/memory.h"

#include <fmt/format.h>
#include <unistd.h>

#include <limits>
#include <string_view>

#include "nock/base/check.h"
#include "tools/galena/base/exit.h"

namespace galena::tools {
namespace {

constexpr std::string_view kUnits = "KMGT";

}  // namespace

size_t parse_size(const std::string& text) {
  size_t value = 0;
  size_t i = 0;
  bool ok = !text.empty();
  for (; i < text.size() && text[i] >= '0' && text[i] <= '9'; ++i) {
    if (value > (size_t{1} << 56) / 10) ok = false;
    value = value * 10 + static_cast<size_t>(text[i] - '0');
  }
  ok = ok && i > 0;
  if (ok && i < text.size()) {
    const size_t unit = kUnits.find(static_cast<char>(text[i] & ~0x20));
    const size_t shift = 10 * (unit + 1);
    ok = i + 1 == text.size() && unit != std::string_view::npos && value <= std::numeric_limits<size_t>::max() >> shift;
    if (ok) value <<= shift;
  }
  if (!ok || value == 0) {
    throw Failure{Exit::usage, fmt::format("error: `{}` is no size: say 512M, 2G and the like", text)};
  }
  return value;
}

std::string format_size(size_t bytes) {
  size_t unit = 0, left = bytes;
  while (unit < kUnits.size() && left % 1024 == 0 && left != 0) {
    left /= 1024;
    ++unit;
  }
  std::string text = std::to_string(left);
  if (unit != 0) text += kUnits[unit - 1];
  GALENA_CHECK(bytes == 0 || bytes > size_t{1} << 56 || parse_size(text) == bytes);
  return text;
}

void MemoryOption::add_to(CommandLine app, const std::string& what) {
  app.option("--memory", text, fmt::format("Limit for {}, such as 512M or 2G", what)).type_name("SIZE");
}

size_t MemoryOption::bytes() const {
  if (given()) return parse_size(text);
  return static_cast<size_t>(sysconf(_SC_PHYS_PAGES)) * static_cast<size_t>(sysconf(_SC_PAGESIZE)) / 100 * 45;
}

}  // namespace galena::tools
