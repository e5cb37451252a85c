#include "hoon/parse/cram.h"

#include <algorithm>

#include "hoon/noun/error.h"
#include "hoon/parse/cram_inline.h"
#include "hoon/parse/parser_impl.h"

namespace galena::hoon {

Cram::Cram(Parser& parser) : parser_(parser), column_(parser.place(parser.position()).column) {}

Place Cram::here() const {
  return {parser_.place(parser_.position()).line, column_};
}

// What was looked at counts only where the markdown is wrong: the reference's block parser reports no other places.
Noun Cram::parse() {
  const char* const start = parser_.position();
  const uint32_t start_column = column_;
  const Parser::Reach before = parser_.reach();
  lines();
  parser_.set_reach(before);
  if (failed_) {
    parser_.look_at(error_);
    return parser_.none(start);
  }
  // An error in the last paragraph loses that paragraph and nothing else.
  const char* const end = parser_.position();
  const Parser::Reach after = parser_.reach();
  close_paragraph();
  parser_.set_reach(after);
  if (end == start && column_ == start_column) return Noun::none();
  while (!outer_.empty()) close_block();
  // The cursor stays where it is, but columns count from where the line began to say something.
  parser_.shift_columns(column_);
  parser_.look_at(here());
  return parser_.arena().list(block_nodes());
}

// ---- lines ----

// What the line at the cursor is; nothing where it is blank.
std::optional<Cram::Line> Cram::look() {
  const char* const start = parser_.position();
  const Parser::Reach before = parser_.reach();
  uint32_t column = column_;
  while (parser_.take(' ')) ++column;
  const char* const text = parser_.position();
  const auto is = [&](std::string_view what) {
    const bool found = parser_.take(what);
    parser_.fail(text);
    return found;
  };
  Line line{column, Style::text};
  bool blank = false;
  if (parser_.peek() == '\n') {
    blank = true;
  } else if (parser_.at_end()) {
    line.style = Style::done;
  } else if (is("==")) {
    line.style = Style::stop;
  } else if (is("---")) {
    line.style = Style::rule;
  } else if (is("```")) {
    line.style = Style::fence;
  } else if (is(";")) {
    line.style = Style::element;
  } else if (parser_.peek() == '#') {
    while (parser_.take('#')) {
    }
    if (parser_.peek() == ' ') line.style = Style::heading;
  } else if (is("- ")) {
    line.style = Style::bullet;
  } else if (is("+ ")) {
    line.style = Style::number;
  } else if (is("> ")) {
    line.style = Style::quote;
  }
  parser_.fail(start);
  parser_.set_reach(before);
  if (blank) return std::nullopt;
  if (line.style != Style::done && line.style != Style::stop && column < outer_indent_) line.style = Style::outdent;
  return line;
}

// The rest of the line after the indentation, without spaces at its end. `last` where a line follows that ends the
// markdown: then the newline is left. `broken` where the line is not indented or not ended.
Cram::Ending Cram::read_line(std::string& out) {
  for (;;) {
    const int c = parser_.peek();
    if (c < 0) {
      error(here());
      return Ending::broken;
    }
    if (c == '\n') break;
    if (indent_ > column_) {
      if (c != ' ') {
        error(here());
        return Ending::broken;
      }
    } else {
      out.push_back(static_cast<char>(c));
    }
    parser_.bump();
    ++column_;
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  const char* const end = parser_.position();
  const uint32_t end_column = column_;
  parser_.bump();
  column_ = 1;
  const std::optional<Line> next = look();
  if (next && (next->style == Style::stop || next->style == Style::outdent)) {
    parser_.fail(end);
    column_ = end_column;
    return Ending::last;
  }
  return Ending::line;
}

void Cram::lines() {
  while (!failed_) {
    const std::optional<Line> line = look();
    std::string text;
    if (!line) {
      if (read_line(text) != Ending::line) return;
      close_paragraph();
      continue;
    }
    if (line->style == Style::done || line->style == Style::stop || line->style == Style::outdent) {
      column_ = line->column;
      return;
    }
    if (outer_indent_ == 0) outer_indent_ = indent_ = line->column;

    const bool in_container = block_.kind == Kind::root || block_.kind == Kind::item || block_.kind == Kind::quote;
    if (!paragraph_ || (in_container && (line->style != Style::text || line->column > indent_))) {
      if (!begin_paragraph(*line)) return;
      continue;
    }
    if (!paragraph_->lines.empty()) {
      bool fits = false;
      switch (block_.kind) {
        case Kind::numbers:
        case Kind::bullets:
          refuse(ErrorKind::bail);
        case Kind::heading:
          break;
        case Kind::verse:
          fits = line->column >= indent_;
          break;
        case Kind::root:
        case Kind::item:
        case Kind::quote:
          fits = line->column == indent_;
          break;
      }
      if (!fits) {
        error({here().line, line->column});
        return;
      }
    }
    const Ending ending = read_line(text);
    paragraph_->lines.push_back(std::move(text));
    if (ending != Ending::line) return;
  }
}

// Closes what the line's indentation ends, opens what the line begins. False where the indentation fits nowhere.
bool Cram::begin_paragraph(Line line) {
  GALENA_CHECK(line.style != Style::done && line.style != Style::stop && line.style != Style::outdent);
  close_paragraph();
  retreat(line.column);
  if (line.column < indent_) refuse(ErrorKind::bail);
  switch (line.column - indent_) {
    case 0:
      break;
    case 8:
      line.style = Style::verse;
      break;
    default:
      error({here().line, line.column});
      return false;
  }
  indent_ = line.column;
  if ((block_.kind == Kind::bullets && line.style != Style::bullet) ||
      (block_.kind == Kind::numbers && line.style != Style::number)) {
    close_block();
  }
  switch (line.style) {
    case Style::rule:
    case Style::fence:
    case Style::element:
      leaf(line.style);
      break;
    case Style::number:
    case Style::bullet:
    case Style::heading:
    case Style::quote:
    case Style::verse:
      open(line.style);
      break;
    case Style::text:
      break;
    case Style::done:
    case Style::stop:
    case Style::outdent:
      __builtin_unreachable();  // they end the markdown
  }
  paragraph_ = Paragraph{here(), {}};
  return true;
}

// ---- blocks ----

void Cram::retreat(uint32_t column) {
  while (column < indent_) {
    uint32_t width = 0;
    switch (block_.kind) {
      case Kind::root:
      case Kind::item:
      case Kind::quote:
        width = 2;
        break;
      case Kind::verse:
        width = 8;
        break;
      case Kind::bullets:
      case Kind::numbers:
      case Kind::heading:
        break;
    }
    if (width > indent_ - column) {
      indent_ = column;
      error({here().line, column});
      return;
    }
    close_block();
    indent_ -= width;
  }
}

std::vector<Noun> Cram::block_nodes() {
  std::vector<Noun>& nodes = block_.nodes;
  Arena& arena = parser_.arena();
  Noun name;
  switch (block_.kind) {
    case Kind::root:
    case Kind::heading:
      return nodes;
    case Kind::bullets:
      name = "ul"_n;
      break;
    case Kind::numbers:
      name = "ol"_n;
      break;
    case Kind::item:
      name = "li"_n;
      break;
    case Kind::verse:
      name = "div"_n;
      break;
    case Kind::quote:
      name = arena.cord("blockquote");
      break;
  }
  return {arena.cons(arena.cons(name, kNull), arena.list(nodes))};
}

void Cram::prepend(const std::vector<Noun>& nodes) {
  block_.nodes.insert(block_.nodes.end(), nodes.rbegin(), nodes.rend());
}

void Cram::close_block() {
  GALENA_CHECK((block_.kind == Kind::root) == outer_.empty());
  if (outer_.empty()) return;
  const std::vector<Noun> nodes = block_nodes();
  block_ = std::move(outer_.back());
  outer_.pop_back();
  prepend(nodes);
}

void Cram::close_paragraph() {
  if (!paragraph_) return;
  Arena& arena = parser_.arena();
  if (block_.kind == Kind::verse) {
    const auto node = [&](Noun name, Noun children) { return arena.cons(arena.cons(name, kNull), children); };
    if (!block_.nodes.empty()) block_.nodes.push_back(node("br"_n, kNull));
    for (const std::string& line : paragraph_->lines) {
      block_.nodes.push_back(node("p"_n, arena.cons(parser_.sail_text(parser_.tape(line + "\n")), kNull)));
    }
    paragraph_.reset();
    indent_ -= 8;
    close_block();
    return;
  }
  GALENA_CHECK(indent_ >= 1);
  std::string text;
  for (const std::string& line : paragraph_->lines) {
    text.append(indent_ - 1, ' ');
    text += line;
    text.push_back('\n');
  }
  CramInline inside(parser_, text, paragraph_->place);
  const bool is_heading = block_.kind == Kind::heading;
  const auto nodes = is_heading ? inside.heading() : inside.paragraph();
  if (!nodes) {
    error(inside.farthest());
    return;
  }
  paragraph_.reset();
  prepend(*nodes);
  if (is_heading) close_block();
}

// Goes in by two columns: over the mark of an item or a quote.
void Cram::enter(Kind kind) {
  indent_ += 2;
  while (column_ < indent_ && !parser_.at_end()) {
    parser_.bump();
    ++column_;
  }
  column_ = indent_;
  push(kind);
}

void Cram::open(Style style) {
  switch (style) {
    case Style::verse:
      push(Kind::verse);
      break;
    case Style::heading:
      push(Kind::heading);
      break;
    case Style::quote:
      enter(Kind::quote);
      break;
    case Style::bullet:
    case Style::number: {
      const Kind kind = style == Style::bullet ? Kind::bullets : Kind::numbers;
      if (block_.kind != kind) push(kind);
      enter(Kind::item);
      break;
    }
    case Style::done:
    case Style::stop:
    case Style::outdent:
    case Style::rule:
    case Style::fence:
    case Style::element:
    case Style::text:
      __builtin_unreachable();  // they open no block
  }
}

// ---- leaves ----

void Cram::leaf(Style style) {
  const Parser::Reach before = parser_.reach();
  parser_.restart_reach();
  const Noun nodes = style == Style::element ? element() : style == Style::rule ? rule() : fence();
  if (nodes.is_none()) {
    error(parser_.farthest());
    parser_.merge_reach(before);
    return;
  }
  parser_.set_reach(before);
  column_ = parser_.place(parser_.position()).column;
  for (Noun rest = nodes; rest.is_cell(); rest = rest.tail()) block_.nodes.push_back(rest.head());
}

// An element in tall form, with a gap after it that is left.
Noun Cram::element() {
  const char* const start = parser_.position();
  while (parser_.take(' ')) {
  }
  const Noun found = parser_.sail_top_level(true);
  if (found.is_none()) return parser_.none(start);
  const char* const end = parser_.position();
  if (!parser_.gap()) return parser_.none(start);
  parser_.fail(end);
  return found.head() == kYes ? parser_.single(found.tail()) : found.tail();
}

// --- alone on its line
Noun Cram::rule() {
  const char* const start = parser_.position();
  while (parser_.take(' ')) {
  }
  while (parser_.take('-')) {
  }
  if (!parser_.take('\n')) return parser_.none(start);
  return parser_.single(parser_.arena().cons(parser_.single("hr"_n), kNull));
}

// Lines between ``` and ```, indented as far as they are.
Noun Cram::fence() {
  const char* const start = parser_.position();
  const auto indentation = [&] {
    for (uint32_t i = 1; i < indent_; ++i) {
      if (!parser_.take(' ')) return false;
    }
    return true;
  };
  while (parser_.take(' ')) {
  }
  if (!parser_.take("```\n")) return parser_.none(start);
  std::string text;
  for (;;) {
    const char* const before = parser_.position();
    if (indentation() && !parser_.follows("```\n")) {
      const char* const line = parser_.position();
      while (is_printable(parser_.peek())) parser_.bump();
      const char* const line_end = parser_.position();
      if (parser_.take('\n')) {
        text.append(line, line_end);
        text.push_back('\n');
        continue;
      }
    }
    parser_.fail(before);
    while (parser_.take(' ')) {
    }
    if (!parser_.take('\n')) {
      parser_.fail(before);
      break;
    }
    text.push_back('\n');
  }
  if (!indentation() || !parser_.take("```\n")) return parser_.none(start);
  Arena& arena = parser_.arena();
  return parser_.single(arena.cons(parser_.single("pre"_n), parser_.single(parser_.sail_text(parser_.tape(text)))));
}

}  // namespace galena::hoon
