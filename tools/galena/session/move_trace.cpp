#include "tools/galena/session/move_trace.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "hoon/print/tank.h"
#include "nock/base/visible.h"
#include "nock/noun/text.h"
#include "tools/galena/base/trace.h"

namespace galena::tools {
namespace {

constexpr size_t kMostText = size_t{1} << 16;
constexpr unsigned kRow = 26, kBox = 18, kMargin = 12;
constexpr double kLetter = 6.6;
constexpr size_t kLongestLabel = 96;

std::optional<std::string> text_of(Noun tank) {
  const auto read = hoon::Tank::from_noun(tank, kMostText);
  if (!read) return std::nullopt;
  return visible(read->flat());
}

// The items of [%rose [mid open close] items].
std::optional<std::vector<Noun>> items_of(Noun tank) {
  if (!tank.is_cell() || tank.head() != "rose"_n || !tank.tail().is_cell()) return std::nullopt;
  return host::list_items(tank.tail().tail());
}

// By breadth: the numbers of a place.
std::optional<std::vector<uint64_t>> numbers_of(const std::string& place) {
  std::vector<uint64_t> numbers;
  for (size_t i = 0; i < place.size(); ++i) {
    const size_t end = place[i] == '(' ? place.find(')', i) : i + 1;
    const std::string digits = place[i] == '(' ? place.substr(i + 1, end - i - 1) : place.substr(i, 1);
    if (end == place.npos || digits.empty() || digits.size() > 9 ||
        digits.find_first_not_of("0123456789") != digits.npos) {
      return std::nullopt;
    }
    numbers.push_back(std::stoull(digits));
    if (place[i] == '(') i = end;
  }
  return numbers;
}

const char* colour(const std::string& kind) {
  if (kind == "pass") return "#9ec9f0";
  if (kind == "give") return "#b8e0a8";
  if (kind == "slip") return "#e8d28a";
  return "#dddddd";
}

}  // namespace

std::optional<TracedMove> read_move(Noun slog) {
  if (!slog.is_cell()) return std::nullopt;
  const auto items = items_of(slog.tail());
  if (!items || items->size() < 3) return std::nullopt;
  const auto place = text_of(items->front()), kind = text_of((*items)[1]), all = text_of(slog.tail());
  const bool is_move = place && kind && all && place->size() >= 2 && place->starts_with('"') && place->ends_with('"') &&
                       kind->size() >= 2 && kind->starts_with('%');
  if (!is_move) return std::nullopt;
  TracedMove move{place->substr(1, place->size() - 2), kind->substr(1), {}, *all};
  for (size_t i = 2; i < items->size(); ++i) move.items.push_back(text_of((*items)[i]).value_or("?"));
  return move;
}

void EventTrace::connect() {
  std::map<size_t, int> last_at;  // by depth
  std::map<std::vector<uint64_t>, int> by_numbers;
  for (size_t i = 0; i < moves.size(); ++i) {
    TracedMove& move = moves[i];
    const auto index = static_cast<int>(i);
    const size_t depth = move.place.size();
    if (move.place.find_first_not_of('|') == std::string::npos) {
      const auto above = depth == 0 ? last_at.end() : last_at.find(depth - 1);
      if (above != last_at.end()) move.parent = above->second;
      last_at[depth] = index;
      if (depth == 0) by_numbers[{}] = index;
    } else if (auto numbers = numbers_of(move.place)) {
      by_numbers[*numbers] = index;
      // A move that is not told of stands between: what goes out of the kernel, or into it.
      while (!numbers->empty()) {
        numbers->pop_back();
        const auto above = by_numbers.find(*numbers);
        if (above == by_numbers.end()) continue;
        move.parent = above->second;
        break;
      }
    }
  }
}

std::vector<std::string> EventTrace::text() const {
  std::vector<std::string> lines = others;
  for (const TracedMove& move : moves) lines.push_back(move.text);
  for (const Effect& effect : effects) lines.push_back(fmt::format("effect {} %{}", effect.wire, effect.tag));
  return lines;
}

nlohmann::json EventTrace::json() const {
  nlohmann::json out{{"event", event}, {"tells", tells}, {"mug", mug}};
  if (logged != 0) out["logged"] = logged;
  out["moves"] = nlohmann::json::array();
  for (const TracedMove& move : moves) {
    out["moves"].push_back({{"place", move.place},
                            {"kind", move.kind},
                            {"items", move.items},
                            {"text", move.text},
                            {"parent", move.parent < 0 ? nlohmann::json() : nlohmann::json(move.parent)}});
  }
  out["effects"] = nlohmann::json::array();
  for (const Effect& effect : effects) out["effects"].push_back({{"wire", effect.wire}, {"tag", effect.tag}});
  if (!others.empty()) out["said"] = others;
  return out;
}

std::string EventTrace::svg() const {
  // A row a move, as it was made; a step to the right for each level of the tree.
  std::vector<unsigned> levels;
  double width = 0;
  std::vector<std::string> labels;
  const auto add = [&](unsigned level, std::string label) {
    if (label.size() > kLongestLabel) label = label.substr(0, kLongestLabel - 3) + "...";
    width = std::max(width, level * kRow + kLetter * static_cast<double>(label.size()) + 3 * kMargin);
    levels.push_back(level);
    labels.push_back(std::move(label));
  };
  for (const TracedMove& move : moves) {
    std::string label = move.place.empty() ? "%" + move.kind : move.place + "  %" + move.kind;
    for (const std::string& item : move.items) label += " " + item;
    add(move.parent < 0 ? 0 : levels[static_cast<size_t>(move.parent)] + 1, std::move(label));
  }
  const size_t first_effect = levels.size();
  for (const Effect& effect : effects) add(1, fmt::format("effect {} %{}", effect.wire, effect.tag));
  const auto x_of = [&](size_t i) { return kMargin + levels[i] * kRow; };
  const auto y_of = [&](size_t i) { return kMargin + kRow + static_cast<unsigned>(i) * kRow; };
  const unsigned height = 2 * kMargin + kRow + static_cast<unsigned>(levels.size()) * kRow;
  std::string out = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0:.0f}\" height=\"{1}\" viewBox=\"0 0 {0:.0f} {1}\" "
      "font-family=\"monospace\" font-size=\"11\">\n"
      "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n<text x=\"{2}\" y=\"{3}\">event {4}</text>\n",
      std::max(width, 200.0), height, kMargin, kMargin + 12, event);
  for (size_t i = 0; i < levels.size(); ++i) {
    const int parent = i < first_effect ? moves[i].parent : (moves.empty() ? -1 : 0);
    if (parent < 0) continue;
    const unsigned x = x_of(static_cast<size_t>(parent)) + 8;
    out += fmt::format("<path d=\"M{} {}V{}H{}\" fill=\"none\" stroke=\"#999\"/>\n", x,
                       y_of(static_cast<size_t>(parent)) + kBox, y_of(i) + kBox / 2, x_of(i));
  }
  for (size_t i = 0; i < levels.size(); ++i) {
    const std::string kind = i < first_effect ? moves[i].kind : "effect";
    const std::string whole = i < first_effect ? moves[i].text : labels[i];
    out += fmt::format(
        "<g><title>{}</title><rect x=\"{}\" y=\"{}\" width=\"{:.0f}\" height=\"{}\" rx=\"3\" fill=\"{}\"/>"
        "<text x=\"{}\" y=\"{}\">{}</text></g>\n",
        visible_xml(whole), x_of(i), y_of(i), kLetter * static_cast<double>(labels[i].size()) + kMargin, kBox,
        colour(kind), x_of(i) + 6, y_of(i) + 13, visible_xml(labels[i]));
  }
  return out + "</svg>\n";
}

}  // namespace galena::tools
