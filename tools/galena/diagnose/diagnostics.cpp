#include "tools/galena/diagnose/diagnostics.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "nock/base/check.h"
#include "nock/base/visible.h"
#include "tools/galena/base/exit.h"
#include "tools/galena/diagnose/difference.h"

namespace galena::tools {
namespace {

// Lines that are longer are shown in part, or they would hide the message.
constexpr size_t kLineShown = 120;

// SGR codes of what is coloured.
constexpr std::string_view kBold = "1";
constexpr std::string_view kError = "1;31";
constexpr std::string_view kMark = "1;32";
constexpr std::string_view kFaint = "2";
constexpr std::string_view kName = "1;36";

class Painter {
 public:
  explicit Painter(bool colored) : colored_(colored) {}
  std::string operator()(std::string_view code, std::string_view text) const {
    return colored_ && !text.empty() ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : std::string(text);
  }
  std::string marked(std::string_view code, const MarkedText& marked) const {
    std::string text;
    size_t at = 0;
    for (const auto& [begin, end] : marked.marks) {
      text += marked.text.substr(at, begin - at);
      text += (*this)(code, std::string_view(marked.text).substr(begin, end - begin));
      at = end;
    }
    return text + marked.text.substr(at);
  }

 private:
  bool colored_;
};

// Without what could be taken for our own colours.
Diagnostic shown(Diagnostic diagnostic) {
  const auto show = [](std::string& text) { text = visible(text); };
  show(diagnostic.message);
  if (diagnostic.needed) show(*diagnostic.needed);
  if (diagnostic.found) show(*diagnostic.found);
  for (std::string& note : diagnostic.notes) show(note);
  for (std::string& name : diagnostic.suggestions) show(name);
  return diagnostic;
}

// The line with a mark under the extent, each behind a newline; nothing where it cannot be shown.
std::string quote(const Extent& extent, const hoon::Source& source, const Painter& paint) {
  const char* const begin = source.at({extent.from.line, 1});
  const char* const end = std::find(begin, source.end(), '\n');
  std::string_view line(begin, static_cast<size_t>(end - begin));
  if (visible(line) != line) return {};
  size_t column = std::min<size_t>(extent.from.column - 1, line.size());
  size_t length = extent.to.line == extent.from.line && extent.to.column > extent.from.column
                      ? extent.to.column - extent.from.column
                      : size_t{1};
  if (line.size() > kLineShown) {
    const size_t first = column > kLineShown / 2 ? column - kLineShown / 2 : 0;
    line = line.substr(first, kLineShown);
    column -= first;
    // Where all that fits is one character over and over, it shows nothing.
    if (line.find_first_not_of(line[0]) == std::string_view::npos) return {};
  }
  length = std::min(length, std::max<size_t>(line.size() - column, 1));
  const std::string number = std::to_string(extent.from.line);
  std::string text = fmt::format("\n {} {}\n {} ", paint(kFaint, number + " |"), line,
                                 paint(kFaint, std::string(number.size(), ' ') + " |"));
  // One mark a character, not a byte; tabs stay tabs.
  const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; };
  for (const char c : line.substr(0, column)) {
    if (!continues(c)) text += c == '\t' ? '\t' : ' ';
  }
  std::string mark = "^";
  for (const char c : line.substr(std::min(column + 1, line.size()), length - 1)) {
    if (!continues(c)) mark += '~';
  }
  return text + paint(kMark, mark);
}

// What of two types is shown; what fits is left out already.
constexpr size_t kTypeShown = 600;

MarkedText bounded(MarkedText marked) {
  if (marked.text.size() <= kTypeShown) return marked;
  marked.text.replace(kTypeShown, marked.text.npos, "...");
  while (!marked.marks.empty() && marked.marks.back().second > kTypeShown) marked.marks.pop_back();
  return marked;
}

std::string compare(const std::string& needed, const std::string& found, const Painter& paint) {
  auto [need, have] = difference(needed, found);
  need = bounded(std::move(need));
  have = bounded(std::move(have));
  const bool tells = need.tells() || have.tells();
  std::string text;
  const auto add = [&](std::string_view label, std::string_view code, const MarkedText& side) {
    text += fmt::format("\n  {:<7} {}", label, paint.marked(code, side));
    if (tells && !side.marks.empty()) text += fmt::format("\n  {:7} {}", "", paint(code, side.underline()));
  };
  add("needed:", kMark, need);
  add("found:", kError, have);
  if (needed == found) text += "\n  the two print alike, and are not";
  return text;
}

std::string render_text(const Diagnostic& diagnostic, const std::string& file, const hoon::Source& source,
                        const Painter& paint) {
  std::string place = file;
  if (diagnostic.extent) {
    place += fmt::format(":{}:{}", diagnostic.extent->from.line, diagnostic.extent->from.column);
  }
  std::string text = fmt::format("{} {} {}: {}", paint(kBold, place + ":"), paint(kError, "error:"),
                                 paint(kBold, diagnostic.kind), diagnostic.message);
  if (diagnostic.extent) text += quote(*diagnostic.extent, source, paint);
  if (diagnostic.needed && diagnostic.found) text += compare(*diagnostic.needed, *diagnostic.found, paint);
  for (const std::string& note : diagnostic.notes) text += "\n  " + note;
  const std::vector<std::string>& names = diagnostic.suggestions;
  for (size_t i = 0; i < names.size(); ++i) {
    text += i == 0 ? "\n  did you mean " : i + 1 == names.size() ? " or " : ", ";
    text += "`" + paint(kName, names[i]) + "`";
  }
  if (!names.empty()) text += "?";
  return text;
}

std::string render_json(const Diagnostic& diagnostic, const std::string& file) {
  using Json = nlohmann::ordered_json;
  const auto maybe = [](const std::optional<std::string>& text) { return text ? Json(*text) : Json(nullptr); };
  Json object;
  object["file"] = file;
  object["line"] = nullptr;
  object["column"] = nullptr;
  object["end"] = nullptr;
  if (diagnostic.extent) {
    object["line"] = diagnostic.extent->from.line;
    object["column"] = diagnostic.extent->from.column;
    object["end"] = {{"line", diagnostic.extent->to.line}, {"column", diagnostic.extent->to.column}};
  }
  object["kind"] = diagnostic.kind;
  object["message"] = diagnostic.message;
  object["needed"] = maybe(diagnostic.needed);
  object["found"] = maybe(diagnostic.found);
  object["notes"] = diagnostic.notes;
  object["suggestions"] = diagnostic.suggestions;
  // A source is bytes; what is no UTF-8 in it shall not cost the message.
  return visible_json(object.dump(-1, ' ', false, Json::error_handler_t::replace));
}

}  // namespace

void DiagnosticOptions::add_to(CommandLine app) {
  app.flag("--json", json, "Say what is wrong as JSON, one object a line");
  app.flag("--reference-types", reference_types, "Print types in messages as the reference does: it(@ud), \"\"");
  const Option colors = app.option("--color", color, "Colours in what is said to be wrong: auto, always or never");
  colors.takes("auto always never").type_name("WHEN");
}

bool DiagnosticOptions::colored() const {
  if (color == "always") return true;
  if (color == "never") return false;
  if (color != "auto") {
    throw Failure{Exit::usage, fmt::format("error: --color is auto, always or never, and not `{}`", color)};
  }
  const char* const no_color = std::getenv("NO_COLOR");
  return (no_color == nullptr || *no_color == '\0') && isatty(STDERR_FILENO) != 0;
}

std::string render(const Diagnostic& diagnostic, const std::string& file, const hoon::Source& source,
                   const DiagnosticOptions& options) {
  if (diagnostic.extent) {
    const auto& [from, to] = *diagnostic.extent;
    GALENA_CHECK(from.line > 0 && from.column > 0 && from <= to);
  }
  [[maybe_unused]] const auto is_line = [](const auto& type) { return !type || type->find('\n') == type->npos; };
  GALENA_CHECK(is_line(diagnostic.needed) && is_line(diagnostic.found));
  if (!options.json) return render_text(shown(diagnostic), visible(file), source, Painter(options.colored()));
  std::string line = render_json(diagnostic, file);
  GALENA_CHECK(line.find('\n') == std::string::npos);
  return line;
}

std::string render_all(std::vector<FileDiagnostics> files, const DiagnosticOptions& options) {
  const auto start = [](const Diagnostic& d) { return d.extent ? d.extent->from : hoon::Place{}; };
  std::string text;
  size_t count = 0;
  for (auto& [file, source, diagnostics] : files) {
    std::vector<std::pair<hoon::Place, size_t>> order;
    for (size_t n = 0; n < diagnostics.size(); ++n) order.emplace_back(start(diagnostics[n]), n);
    std::sort(order.begin(), order.end());
    for (const auto& [place, n] : order) {
      if (count++ != 0) text += '\n';
      text += render(diagnostics[n], file, source, options);
    }
  }
  if (count > 1 && !options.json) text += fmt::format("\n{} errors", count);
  return text;
}

}  // namespace galena::tools
