#include "tools/difference.h"

#include <algorithm>
#include <optional>

namespace galena::tools {
namespace {

// What of a differing part is shown: enough to tell them apart, not to fill the screen.
constexpr size_t kPartShown = 240;
constexpr size_t kNesting = 1000;

struct Item;

// A word or its beginning up to `=`, or a bracket with items.
struct Piece {
  std::string_view text;  // all of it, brackets included
  std::vector<Item> items;
  bool group = false;
};

// Pieces without a space between them: `name=[@ @]`, `?(%a %b)`.
struct Item {
  std::string_view text;
  std::vector<Piece> pieces;
};

char closer(char opener) {
  switch (opener) {
    case '[':
      return ']';
    case '(':
      return ')';
    case '{':
      return '}';
    case '<':
      return '>';
    default:
      return '\0';
  }
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  // The items of the whole text; nullopt where its brackets do not match.
  std::optional<std::vector<Item>> read() {
    std::vector<Item> items;
    if (!read_items('\0', items, 0) || at_ != text_.size()) return std::nullopt;
    return items;
  }

 private:
  bool read_items(char close, std::vector<Item>& items, size_t depth) {
    if (depth > kNesting) return false;
    while (at_ < text_.size() && text_[at_] != close) {
      const size_t begin = at_;
      Item item;
      while (at_ < text_.size() && text_[at_] != ' ' && text_[at_] != close) {
        if (!read_piece(close, item.pieces, depth)) return false;
      }
      item.text = text_.substr(begin, at_ - begin);
      if (!item.text.empty()) items.push_back(std::move(item));
      if (at_ < text_.size() && text_[at_] == ' ') ++at_;
    }
    return true;
  }

  bool read_piece(char close, std::vector<Piece>& pieces, size_t depth) {
    const size_t begin = at_;
    Piece piece;
    if (const char end = closer(text_[at_]); end != '\0') {
      ++at_;
      piece.group = true;
      if (!read_items(end, piece.items, depth + 1) || at_ == text_.size()) return false;
      ++at_;
    } else {
      while (at_ < text_.size() && text_[at_] != ' ' && text_[at_] != close && closer(text_[at_]) == '\0') {
        const char c = text_[at_++];
        if (c == '=') break;
        if (c == '\'' || c == '"') skip_quoted(c);
      }
    }
    piece.text = text_.substr(begin, at_ - begin);
    pieces.push_back(std::move(piece));
    return true;
  }

  void skip_quoted(char quote) {
    while (at_ < text_.size() && text_[at_] != quote) at_ += text_[at_] == '\\' && at_ + 1 < text_.size() ? 2 : 1;
    if (at_ < text_.size()) ++at_;
  }

  std::string_view text_;
  size_t at_ = 0;
};

class Writer {
 public:
  explicit Writer(bool elide) : elide_(elide) {}

  void items(const std::vector<Item>& a, const std::vector<Item>& b) {
    const size_t least = std::min(a.size(), b.size());
    size_t front = 0, back = 0;
    while (front < least && a[front].text == b[front].text) ++front;
    while (back < least - front && a[a.size() - 1 - back].text == b[b.size() - 1 - back].text) ++back;
    bool first = true;
    equal(a, 0, front, first);
    if (a.size() == b.size()) {
      for (size_t i = front; i < a.size() - back;) {
        size_t same = i;
        while (same < a.size() - back && a[same].text == b[same].text) ++same;
        equal(a, i, same, first);
        if (same == i) {
          space(first);
          pair(a[i], b[i]);
          same = i + 1;
        }
        i = same;
      }
    } else {
      one_side(a_, a, front, a.size() - back, first);
      one_side(b_, b, front, b.size() - back, first);
      if (a.size() > front + back || b.size() > front + back) first = false;
    }
    equal(a, a.size() - back, a.size(), first);
  }

  std::pair<MarkedText, MarkedText> take() { return {std::move(a_), std::move(b_)}; }

 private:
  void both(std::string_view text) {
    a_.text += text;
    b_.text += text;
  }
  void space(bool& first) {
    if (!first) both(" ");
    first = false;
  }

  static void mark(MarkedText& out, std::string_view text) {
    const size_t begin = out.text.size();
    out.text += text.substr(0, kPartShown);
    if (text.size() > kPartShown) out.text += "...";
    if (out.text.size() > begin) out.marks.emplace_back(begin, out.text.size());
  }

  void equal(const std::vector<Item>& items, size_t from, size_t to, bool& first) {
    if (from == to) return;
    const char* const begin = items[from].text.data();
    const std::string_view text(begin,
                                static_cast<size_t>(items[to - 1].text.data() + items[to - 1].text.size() - begin));
    space(first);
    both(elide_ && text.size() > 3 ? "..." : text);
  }

  static void one_side(MarkedText& out, const std::vector<Item>& items, size_t from, size_t to, bool first) {
    if (from == to) return;
    if (!first) out.text += ' ';
    const char* const begin = items[from].text.data();
    mark(out, {begin, static_cast<size_t>(items[to - 1].text.data() + items[to - 1].text.size() - begin)});
  }

  void pair(const Item& a, const Item& b) {
    const bool alike =
        a.pieces.size() == b.pieces.size() &&
        std::equal(a.pieces.begin(), a.pieces.end(), b.pieces.begin(), [](const Piece& x, const Piece& y) {
          return x.group == y.group && (!x.group || x.text.front() == y.text.front());
        });
    if (!alike) {
      mark(a_, a.text);
      mark(b_, b.text);
      return;
    }
    for (size_t i = 0; i < a.pieces.size(); ++i) {
      const Piece& x = a.pieces[i];
      const Piece& y = b.pieces[i];
      if (x.text == y.text) {
        both(elide_ && x.group && x.text.size() > 5 ? "..." : x.text);
      } else if (x.group) {
        both(x.text.substr(0, 1));
        items(x.items, y.items);
        both(x.text.substr(x.text.size() - 1));
      } else {
        mark(a_, x.text);
        mark(b_, y.text);
      }
    }
  }

  bool elide_;
  MarkedText a_, b_;
};

MarkedText shortened(std::string_view text) {
  constexpr size_t kWhole = 2 * kPartShown;
  return {text.size() <= kWhole ? std::string(text) : std::string(text.substr(0, kWhole)) + "...", {}};
}

}  // namespace

bool MarkedText::tells() const {
  size_t marked = 0;
  for (const auto& [begin, end] : marks) marked += end - begin;
  return marked > 0 && marked < text.size();
}

std::string MarkedText::underline() const {
  std::string line;
  for (const auto& [begin, end] : marks) {
    line.resize(begin, ' ');
    line += '^';
    line.append(end - begin - 1, '~');
  }
  return line;
}

std::pair<MarkedText, MarkedText> difference(std::string_view a, std::string_view b, size_t short_enough) {
  const auto items_a = Reader(a).read();
  const auto items_b = Reader(b).read();
  if (!items_a || !items_b || a == b) return {shortened(a), shortened(b)};
  Writer writer(a.size() > short_enough || b.size() > short_enough);
  writer.items(*items_a, *items_b);
  return writer.take();
}

}  // namespace galena::tools
