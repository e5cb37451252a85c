#include "tools/galena/diagnose/difference.h"

#include <algorithm>
#include <optional>
#include <span>

#include "nock/base/check.h"

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

// The pieces behind the names that a type has been given: names decide nothing about what fits.
std::span<const Piece> without_faces(const Item& item) {
  std::span<const Piece> rest = item.pieces;
  while (rest.size() > 1 && !rest.front().group && rest.front().text.ends_with('=')) rest = rest.subspan(1);
  return rest;
}

// Whether a word fits as a type where another is needed, as far as words tell.
bool word_fits(std::string_view need, std::string_view have) {
  if (need == have || need == "*") return true;
  return need.starts_with('@') && have.starts_with('@') && (need.starts_with(have) || have.starts_with(need));
}

bool fits(const Item& need, const Item& have) {
  if (need.text == have.text) return true;
  const std::span<const Piece> a = without_faces(need);
  const std::span<const Piece> b = without_faces(have);
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Piece& x, const Piece& y) {
    if (x.group != y.group) return false;
    if (!x.group) return word_fits(x.text, y.text);
    return x.text.front() == y.text.front() &&
           std::equal(x.items.begin(), x.items.end(), y.items.begin(), y.items.end(), fits);
  });
}

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
  // `elide`: whether what is equal is left out; `strict`: whether only equal texts are equal, and not what fits.
  Writer(bool elide, bool strict) : elide_(elide), strict_(strict) {}

  void items(std::span<const Item> a, std::span<const Item> b) {
    const size_t least = std::min(a.size(), b.size());
    size_t front = 0, back = 0;
    while (front < least && same(a[front], b[front])) ++front;
    while (back < least - front && same(a[a.size() - 1 - back], b[b.size() - 1 - back])) ++back;
    bool first = true;
    equal(a.first(front), b.first(front), first);
    if (a.size() == b.size()) {
      for (size_t i = front; i < a.size() - back;) {
        size_t end = i;
        while (end < a.size() - back && same(a[end], b[end])) ++end;
        equal(a.subspan(i, end - i), b.subspan(i, end - i), first);
        if (end == i) {
          space(first);
          pair(a[i], b[i]);
          end = i + 1;
        }
        i = end;
      }
    } else {
      one_side(a_, a.subspan(front, a.size() - back - front), first);
      one_side(b_, b.subspan(front, b.size() - back - front), first);
      if (a.size() > front + back || b.size() > front + back) first = false;
    }
    equal(a.last(back), b.last(back), first);
  }

  bool marked() const { return !a_.marks.empty() || !b_.marks.empty(); }
  std::pair<MarkedText, MarkedText> take() { return {std::move(a_), std::move(b_)}; }

 private:
  bool same(const Item& a, const Item& b) const { return strict_ ? a.text == b.text : fits(a, b); }

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

  // The source of a row of items.
  static std::string_view text_of(std::span<const Item> items) {
    const char* const begin = items.front().text.data();
    const std::string_view last = items.back().text;
    return {begin, static_cast<size_t>(last.data() + last.size() - begin)};
  }

  void equal(std::span<const Item> a, std::span<const Item> b, bool& first) {
    if (a.empty()) return;
    space(first);
    const std::string_view text_a = text_of(a);
    const std::string_view text_b = text_of(b);
    const bool left_out = elide_ && std::max(text_a.size(), text_b.size()) > 3;
    a_.text += left_out ? "..." : text_a;
    b_.text += left_out ? "..." : text_b;
  }

  static void one_side(MarkedText& out, std::span<const Item> items, bool first) {
    if (items.empty()) return;
    if (!first) out.text += ' ';
    mark(out, text_of(items));
  }

  void pair(const Item& a, const Item& b) {
    std::span<const Piece> xs = a.pieces;
    std::span<const Piece> ys = b.pieces;
    if (!strict_ && xs.size() != ys.size()) {
      xs = without_faces(a);
      ys = without_faces(b);
    }
    const bool alike = std::equal(xs.begin(), xs.end(), ys.begin(), ys.end(), [](const Piece& x, const Piece& y) {
      return x.group == y.group && (!x.group || x.text.front() == y.text.front());
    });
    if (!alike) {
      mark(a_, a.text);
      mark(b_, b.text);
      return;
    }
    a_.text += a.text.substr(0, static_cast<size_t>(xs.front().text.data() - a.text.data()));
    b_.text += b.text.substr(0, static_cast<size_t>(ys.front().text.data() - b.text.data()));
    for (size_t i = 0; i < xs.size(); ++i) {
      const Piece& x = xs[i];
      const Piece& y = ys[i];
      if (x.text == y.text) {
        both(elide_ && x.group && x.text.size() > 5 ? "..." : x.text);
      } else if (x.group) {
        both(x.text.substr(0, 1));
        items(x.items, y.items);
        both(x.text.substr(x.text.size() - 1));
      } else if (!strict_ && x.text.ends_with('=') && y.text.ends_with('=')) {
        a_.text += x.text;
        b_.text += y.text;
      } else {
        mark(a_, x.text);
        mark(b_, y.text);
      }
    }
  }

  bool elide_;
  bool strict_;
  MarkedText a_, b_;
};

// Whether marks are in order, apart from each other, not empty, and within the text.
[[maybe_unused]] bool is_well_marked(const MarkedText& marked) {
  size_t last = 0;
  for (const auto& [begin, end] : marked.marks) {
    if (begin < last || end <= begin || end > marked.text.size()) return false;
    last = end;
  }
  return true;
}

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
  const bool elide = a.size() > short_enough || b.size() > short_enough;
  Writer loose(elide, false);
  loose.items(*items_a, *items_b);
  Writer strict(elide, true);
  if (!loose.marked()) strict.items(*items_a, *items_b);
  std::pair<MarkedText, MarkedText> texts = loose.marked() ? loose.take() : strict.take();
  GALENA_CHECK(is_well_marked(texts.first) && is_well_marked(texts.second));
  return texts;
}

}  // namespace galena::tools
