#include "tools/galena/base/trace.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "hoon/aura/scot.h"
#include "hoon/print/tank.h"
#include "nock/base/check.h"
#include "nock/base/visible.h"
#include "nock/noun/mug.h"
#include "nock/noun/text.h"

namespace galena::tools {
namespace {

constexpr unsigned kWidth = 80;
constexpr std::chrono::milliseconds kPatience(2000);
// Bytes, of one line that is no tank and of all of them.
constexpr size_t kLongestLine = size_t{1} << 16;
constexpr size_t kMostText = size_t{1} << 20;

using Clock = std::chrono::steady_clock;

// Of a text that comes from a noun; the noun may be anything.
std::string shortened(std::string text) {
  if (text.size() <= kLongestLine) return text;
  text.resize(kLongestLine);
  return text + "...";
}

std::optional<std::string> path_text(Noun path) {
  std::string text;
  for (; path.is_cell(); path = path.tail()) {
    if (!path.head().is_atom()) return std::nullopt;
    text += '/';
    text += cord_text(path.head());
    if (text.size() > kLongestLine) return shortened(std::move(text));
  }
  if (path != kNull) return std::nullopt;
  if (text.empty()) text = "/";
  return text;
}

// [path [line column] [line column]]
std::string spot_text(Noun spot) {
  const auto is_pair = [](Noun n) { return n.is_cell() && n.head().is_atom() && n.tail().is_atom(); };
  if (!spot.is_cell() || !spot.tail().is_cell() || !is_pair(spot.tail().head()) || !is_pair(spot.tail().tail())) {
    return "mook.spot";
  }
  const std::string file = file_of_path(spot.head());
  if (file.empty()) return "mook.spot";
  std::string text = "at /" + file + ":";
  text +=
      print_text(spot.tail().head().head(), kLongestLine) + ":" + print_text(spot.tail().head().tail(), kLongestLine);
  return text;
}

// A clue of %mean: a cord, or a trap that makes a tank.
std::vector<std::string> mean_lines(Machine& machine, Noun clue, Clock::time_point end) {
  if (clue.is_atom()) return {shortened(cord_text(clue))};
  if (!clue.head().is_cell()) return {"####"};
  Heap& heap = machine.heap();
  // The scry gate blocks whatever is asked: [[1 0] 0 0].
  const Noun gate = heap.tuple(heap.cons(Noun::direct(1), kNull), kNull, kNull);
  const auto left = [end] { return std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()); };
  if (left().count() <= 0) return {"####"};
  const Result r = machine.run_virtual(clue, clue.head(), gate, left());
  if (r.outcome != Outcome::done || r.noun.head() != kNull) return {"####"};
  const Heap::Root tone(heap, r.noun);
  std::vector<std::string> lines;
  const Outcome rendered = machine.under_limits(std::max(left(), std::chrono::milliseconds(1)),
                                                [&] { lines = hoon::render_tank(tone.get().tail(), kWidth); });
  if (rendered != Outcome::done) return {"####"};
  return lines.empty() ? std::vector<std::string>{"mook.mean"} : lines;
}

std::vector<std::string> element_lines(Machine& machine, Noun tag, Noun clue, Clock::time_point end,
                                       const SpotWords& words) {
  switch (tag.word()) {
    case "hunk"_w:
      if (clue.is_cell()) return {path_text(clue.tail()).value_or("mook.hunk")};
      return {"mook.hunk"};
    case "lose"_w:
      return {clue.is_atom() ? shortened(cord_text(clue)) : "mook.lose"};
    case "hand"_w: {
      std::string text;
      hoon::append_atom("p", Noun::direct(mug(clue)), text);
      return {text};
    }
    case "mean"_w:
      return mean_lines(machine, clue, end);
    case "spot"_w:
      if (words) {
        if (std::optional<std::string> text = words(clue)) return {*text};
      }
      return {spot_text(clue)};
    default:
      return {"mook." + (tag.is_atom() ? shortened(cord_text(tag)) : std::string())};
  }
}

}  // namespace

std::string file_of_path(Noun path) {
  std::string text;
  for (; path.is_cell(); path = path.tail()) {
    poll();
    if (!path.head().is_atom()) return {};
    // The last of them is the mark, as a file's suffix is.
    const bool is_mark = path.tail().is_atom() && !text.empty();
    if (!text.empty()) text += is_mark && path.head() == "hoon"_n ? '.' : '/';
    text += shortened(cord_text(path.head()));
    if (text.size() > kLongestLine) return shortened(text);
  }
  return path == kNull ? text : std::string();
}

std::vector<std::string> render_trace(Machine& machine, Noun trace, std::optional<std::chrono::milliseconds> deadline,
                                      const SpotWords& words) {
  const Clock::time_point end = Clock::now() + std::min(deadline.value_or(kPatience), kPatience);
  Heap& heap = machine.heap();
  size_t length = 0;
  for (Noun t = trace; t.is_cell(); t = t.tail()) ++length;
  // As ++mook: of more than 1,024 entries the first and the last 512.
  constexpr size_t kShown = 1024;
  const size_t skipped = length > kShown ? length - kShown : 0;
  std::vector<std::string> lines;
  size_t text = 0;  // bytes of them
  Heap::Root rest(heap, trace);
  for (size_t i = 0; rest.get().is_cell(); ++i, rest.set(rest.get().tail())) {
    if (skipped != 0 && i >= kShown / 2 && i < kShown / 2 + skipped) {
      if (i == kShown / 2) lines.push_back(fmt::format("[skipped {} frames]", skipped));
      continue;
    }
    const Noun entry = rest.get().head();
    if (!entry.is_cell()) continue;
    for (const std::string& line : element_lines(machine, entry.head(), entry.tail(), end, words)) {
      text += line.size() + 1;
      lines.push_back(visible(line));
    }
    if (text > kMostText) {
      lines.push_back("...");
      break;
    }
  }
  return lines;
}

Slog render_slog(Noun message) {
  if (!message.is_cell()) return {};
  const Noun priority = message.head();
  Slog slog{priority.is_direct() ? std::min<uint64_t>(priority.direct_value(), 3) : 0, {}};
  std::string mark(slog.priority, '>');
  if (!mark.empty()) mark += ' ';
  slog.lines = hoon::render_tank(message.tail(), kWidth);
  if (slog.lines.empty()) slog.lines.push_back(print_text(message.tail(), kLongestLine));
  GALENA_CHECK(slog.priority <= 3 && !slog.lines.empty());
  for (std::string& line : slog.lines) line = mark + visible(line);
  return slog;
}

}  // namespace galena::tools
