#include "hoon/text/scanner.h"

namespace galena::hoon {

int Scanner::peek_control(int c) const {
  if (p_ == end_) return -1;
  if (view_ == nullptr) return c;
  return c == '\n' && after_newline(view_, p_) != nullptr ? c : -1;
}

int Scanner::peek_at(const View* view, const char* at) const {
  if (at == end_) return -1;
  const auto c = static_cast<unsigned char>(*at);
  if (is_printable(c) || view == nullptr) return c;
  return c == '\n' && after_newline(view, at) != nullptr ? c : -1;
}

// A line belongs to a view when it is indented as far as the block, or when it is empty.
const char* Scanner::after_newline(const View* view, const char* at, size_t filled) const {
  const char* const line = view->outer != nullptr ? after_newline(view->outer, at, filled) : at + 1;
  if (line == nullptr) return nullptr;
  const char* q = line;
  uint32_t left = view->indent;
  while (left > 0 && peek_at(view->outer, q) == ' ') ++q, --left;
  if (left == 0) return q;
  if (peek_at(view->outer, line) != '\n') return nullptr;
  if (filled == 0) return line;
  const uint32_t spaces = filling(view->outer, at, view->position, filled);
  return spaces == 0 || spaces >= view->indent ? line : nullptr;
}

bool Scanner::is_filled(size_t index, const View* outer, const char* at) const {
  const Filled& stretch = filled_[index];
  if (at < stretch.begin) return false;
  const View view{outer, stretch.indent, 0, stretch.begin};
  while (!stretch.ended && stretch.known <= at) {
    const char* next = nullptr;
    if (stretch.known != end_) {
      if (is_printable(static_cast<unsigned char>(*stretch.known))) {
        next = stretch.known + 1;
      } else if (*stretch.known == '\n') {
        next = after_newline(&view, stretch.known, index);
      }
    }
    if (next == nullptr) {
      stretch.ended = true;
    } else {
      stretch.known = next;
    }
  }
  return at < stretch.known;
}

uint32_t Scanner::filling(const View* outer, const char* at, const char* before, size_t filled) const {
  const char* const identity = outer != nullptr ? outer->position : nullptr;
  for (size_t i = filled; i-- > 0;) {
    const Filled& stretch = filled_[i];
    if (stretch.outer == identity && stretch.begin <= before && is_filled(i, outer, at)) return stretch.indent;
  }
  return 0;
}

Scanner::View Scanner::block_view() const {
  const uint32_t indent = place(p_).column - 1;
  GALENA_CHECK(view_ == nullptr || view_->position <= p_);
  return {view_, indent, indent + (view_ != nullptr ? view_->shift : 0), p_};
}

void Scanner::leave(const View* view) {
  GALENA_CHECK(view_ == view && view->position <= p_);
  view_ = view->outer;
  // An empty line inside a block has no column to the left of the block.
  if (far_ > view->position && far_[-1] == '\n' && view->shift > 0) {
    Place place = source_.place(far_);
    place.column += view->shift;
    look_at(place);
  }
  if (p_ == view->position || view->indent == 0) return;
  const char* const identity = view_ != nullptr ? view_->position : nullptr;
  for (size_t i = 0; i < filled_.size(); ++i) {
    if (filled_[i].outer == identity && filled_[i].indent == view->indent && is_filled(i, view_, p_)) return;
  }
  // What has ended above is of no more interest.
  if (!filled_.empty() && filled_.back().ended && filled_.back().outer == identity && filled_.back().known < p_) {
    filled_.pop_back();
  }
  filled_.push_back({identity, view->indent, p_, p_, false});
}

Place Scanner::true_place(const char* at) const {
  Place place = source_.place(at);
  if (!miscounts_.empty()) {
    const auto it = miscounts_.find(place.line);
    if (it != miscounts_.end() && at >= it->second.from) place.column += it->second.columns;
  }
  return place;
}

void Scanner::shift_columns(uint32_t column) {
  const Place now = place(p_);
  if (column > now.column) miscounts_[now.line] = {p_, column - now.column};
}

Place Scanner::farthest() const {
  const Place own = true_place(far_);
  return own > other_far_ ? own : other_far_;
}

void Scanner::look_at(Place place) {
  if (place > other_far_) other_far_ = place;
}

bool Scanner::comment() {
  const char* const start = p_;
  if (!take(':') || !take(':')) return fail(start);
  while (is_printable(peek())) bump();
  if (take('\n')) return true;
  return (at_end() && comments_ == Comments::newline_or_end) || fail(start);
}

bool Scanner::gap() {
  return gap_of([this] { return comment(); });
}

void Scanner::continuation() {
  const char* const start = p_;
  if (take('\\') && optional_gap() && take('/')) return;
  p_ = start;
}

std::string_view Scanner::symbol_text() {
  const char* const start = p_;
  if (!is_lower(peek())) return {};
  do bump();
  while (is_symbol(peek()));
  return {start, static_cast<size_t>(p_ - start)};
}

Noun Scanner::symbol(Arena& arena) {
  const std::string_view text = symbol_text();
  return text.empty() ? Noun::none() : arena.cord(text);
}

}  // namespace galena::hoon
