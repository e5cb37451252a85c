#include "tools/galena/base/progress_line.h"

#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <utility>

#include "nock/base/visible.h"

namespace galena::tools {
namespace {

// What takes less is not worth a line; and nobody reads ten lines a second.
constexpr std::chrono::milliseconds kPatience(500), kPace(100);
constexpr size_t kWidest = 60;

// Whoever writes next writes over it.
void write_over(std::string_view text) {
  std::fprintf(stderr, "\r\x1b[K%.*s\r", static_cast<int>(text.size()), text.data());
  std::fflush(stderr);
}

}  // namespace

ProgressLine::ProgressLine() : on_terminal_(isatty(STDERR_FILENO) != 0), alarm_([this] { return draw(); }) {}

ProgressLine::~ProgressLine() {
  show({});
}

void ProgressLine::show(std::string_view label) {
  if (!on_terminal_) return;
  {
    const std::lock_guard lock(mutex_);
    label_ = label;
    if (label.empty() && std::exchange(drawn_, false)) write_over({});
    if (label.empty() || std::exchange(awaited_, true)) return;
  }
  alarm_.set(std::chrono::steady_clock::now() + kPatience);
}

std::optional<Alarm::Time> ProgressLine::draw() {
  const std::lock_guard lock(mutex_);
  awaited_ = drawn_ = !label_.empty();
  if (!awaited_) return std::nullopt;
  write_over(visible(label_).substr(0, kWidest));
  return std::chrono::steady_clock::now() + kPace;
}

}  // namespace galena::tools
