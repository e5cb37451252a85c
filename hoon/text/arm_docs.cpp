#include "hoon/text/arm_docs.h"

#include <algorithm>

namespace galena::hoon {
namespace {

constexpr std::string_view kCores[] = {"|%", "|_", "|@", "|^"};
constexpr std::string_view kSamples[] = {"|=", "|*", "|:", "|$", "|_", "|~", "|;"};

bool is_name_part(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

// The names before the colon of a comment's line `low, hig: what they are`, without `+` and `$`; none where it is no
// such line.
std::vector<std::string> names_of(std::string_view line) {
  std::vector<std::string> names;
  for (;;) {
    if (!line.empty() && (line[0] == '+' || line[0] == '$') && line.substr(0, 2) != "$:") line.remove_prefix(1);
    size_t end = 0;
    if (line.starts_with("...")) {
      end = 3;
    } else {
      while (end < line.size() && is_name_part(line[end])) ++end;
    }
    if (end == 0) return {};
    names.emplace_back(line.substr(0, end));
    line.remove_prefix(end);
    if (line.starts_with(", ")) {
      line.remove_prefix(2);
    } else {
      return line == ":" || line.starts_with(": ") ? names : std::vector<std::string>();
    }
  }
}

std::vector<Example> examples_of(const std::vector<std::string>& lines, const std::vector<uint32_t>& numbers) {
  std::vector<Example> examples;
  bool open = false;  // an example, to which lines belong
  for (size_t i = 0; i < lines.size(); ++i) {
    const std::string& line = lines[i];
    if (line.starts_with("> ")) {
      examples.push_back({line.substr(2), {}, numbers[i]});
      open = true;
    } else if (open && line.starts_with(". ") && examples.back().printed.empty()) {
      examples.back().expression += "\n" + line.substr(2);
    } else if (open) {
      // Air ends them: what comes below it is text again, until the next.
      if (line.empty()) {
        open = false;
      } else {
        examples.back().printed.push_back(line);
      }
    }
  }
  return examples;
}

}  // namespace

std::string ArmDoc::path() const {
  std::string path = name;
  for (size_t i = way.size(); i-- > 0;) path += ":" + way[i];
  return path;
}

void ArmReader::read(std::string file, std::string_view text) {
  file_ = std::move(file);
  uint32_t number = 1;
  for (size_t from = 0; from < text.size(); ++number) {
    const size_t end = std::min(text.find('\n', from), text.size());
    line(text.substr(from, end - from), number);
    from = end + 1;
  }
}

void ArmReader::close() {
  open_.clear();
  groups_.clear();
  cores_.clear();
  chapter_.clear();
  comment_ = {};
  in_text_ = false;
}

void ArmReader::line(std::string_view text, uint32_t number) {
  while (text.ends_with(' ')) text.remove_suffix(1);
  const size_t indent = std::min(text.find_first_not_of(' '), text.size());
  const std::string_view body = text.substr(indent);
  if (body == "'''" || body == "\"\"\"") {
    in_text_ = !in_text_;
    comment_ = {};
    return;
  }
  if (in_text_) return;
  if (body.starts_with("::")) {
    std::string_view said = body.substr(2);
    while (said.starts_with(':')) said.remove_prefix(1);
    if (said.starts_with("  ")) said.remove_prefix(2);
    if (said.empty() && comment_.lines.empty()) return;
    comment_.lines.emplace_back(said);
    comment_.numbers.push_back(number);
    return;
  }
  while (!comment_.lines.empty() && comment_.lines.back().empty()) {
    comment_.lines.pop_back();
    comment_.numbers.pop_back();
  }
  if (!opened_ && !body.empty()) {
    opened_ = true;
    opening_ = comment_.lines;
  }
  if (!body.empty()) code(text, number);
  comment_ = {};
}

void ArmReader::code(std::string_view text, uint32_t number) {
  const size_t indent = text.find_first_not_of(' ');
  const std::string_view body = text.substr(indent);
  if (body.starts_with("+|  %")) {
    chapter_ = body.substr(5);
  } else if (body.starts_with("++  ") || body.starts_with("+$  ") || body.starts_with("+*  ")) {
    std::string_view name = body.substr(4);
    name.remove_prefix(std::min(name.find_first_not_of(' '), name.size()));
    const size_t end = std::min(name.find(' '), name.size());
    arm(indent, body.substr(0, 2), name.substr(0, end), number);
    note_core(text);
    return;
  }
  note_core(text);
}

// Remembers where cores begin, and what the arm that is open takes: the first rune with a sample in it.
void ArmReader::note_core(std::string_view text) {
  for (size_t at = 0; at + 2 <= text.size(); ++at) {
    if (text[at] == '\'' || text[at] == '"') break;
    const std::string_view two = text.substr(at, 2);
    if (std::ranges::find(kCores, two) != std::end(kCores)) {
      if (cores_.size() <= at) cores_.resize(at + 1);
      cores_[at] = two;
    }
    const bool tall = at + 2 == text.size() || text.substr(at + 2, 2) == "  " || text.substr(at + 2, 1) == "(";
    if (!open_.empty() && tall && std::ranges::find(kSamples, two) != std::end(kSamples)) {
      ArmDoc& doc = arms_[open_.back().arm];
      if (doc.head.empty()) doc.head = text.substr(at);
    }
  }
}

void ArmReader::arm(size_t indent, std::string_view kind, std::string_view name, uint32_t number) {
  while (!open_.empty() && open_.back().indent >= indent) open_.pop_back();
  std::erase_if(groups_, [&](const Group& group) { return group.indent > indent; });
  ArmDoc doc;
  doc.name = name;
  doc.kind = kind;
  doc.file = file_;
  doc.line = number;
  if (indent == 0 || open_.empty()) doc.chapter = chapter_;
  for (const Open& around : open_) doc.way.push_back(arms_[around.arm].name);
  if (!open_.empty()) {
    const ArmDoc& around = arms_[open_.back().arm];
    const bool gate = !around.head.empty() && !around.head.starts_with("|_") && !around.head.starts_with("|@");
    doc.hidden = around.hidden || gate || (indent < cores_.size() && cores_[indent] == "|^");
  } else {
    doc.hidden = indent < cores_.size() && cores_[indent] == "|^";
  }
  if (!comment_.lines.empty()) {
    std::erase_if(groups_, [&](const Group& group) { return group.indent == indent; });
    Group group{indent, comment_, {}};
    for (const std::string& said : comment_.lines) std::ranges::move(names_of(said), std::back_inserter(group.names));
    groups_.push_back(std::move(group));
    doc.comment = comment_.lines;
  } else if (!groups_.empty() && groups_.back().indent == indent) {
    const std::vector<std::string>& names = groups_.back().names;
    const auto has = [&](std::string_view one) { return std::ranges::find(names, one) != names.end(); };
    if (has(name) || has("...")) doc.comment = groups_.back().comment.lines;
  }
  // An example is of the arm that the comment lies on, not of each of its group.
  doc.examples = examples_of(comment_.lines, comment_.numbers);
  open_.push_back({indent, arms_.size()});
  for (size_t column = indent + 1; column < cores_.size(); ++column) cores_[column].clear();
  arms_.push_back(std::move(doc));
}

}  // namespace galena::hoon
