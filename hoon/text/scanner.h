// The cursor of the parser: bytes, whitespace and symbols, and how far the parser has looked.
//
// Grammar functions built on it (literals, parser) follow one rule: what fails leaves the cursor where it found it.
//
// The place of a syntax error is the farthest place that any alternative consumed a byte up to, as the reference has
// it; so every byte goes through `bump`, and an alternative that the reference attempts must be attempted here.
//
// Text blocks (''' and """) are parsed as if the columns to the left of their delimiter were cut off and as if the text
// ended where a line is indented less. That is a *view*: the bytes stay where they are, and inside a view the byte
// after a newline is the one after the cut-off columns.
#pragma once

#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include "hoon/text/source.h"
#include "nock/base/check.h"
#include "nock/noun/arena.h"

namespace galena::hoon {

constexpr bool is_lower(int c) {
  return c >= 'a' && c <= 'z';
}
constexpr bool is_upper(int c) {
  return c >= 'A' && c <= 'Z';
}
constexpr bool is_digit(int c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_printable(int c) {
  return c >= 32 && c != 127;
}  // and every byte beyond ASCII
constexpr bool is_symbol(int c) {
  return is_lower(c) || is_digit(c) || c == '-';
}
// Value of a hexadecimal digit, -1 where it is none.
constexpr int lower_hex_value(int c) {
  return is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}
constexpr int hex_value(int c) {
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : lower_hex_value(c);
}

class Scanner {
 public:
  // Where a comment may end.
  enum class Comments : uint8_t { newline, newline_or_end };
  explicit Scanner(const Source& source, Comments comments = Comments::newline)
      : comments_(comments), source_(source), p_(source.begin()), end_(source.end()), far_(source.begin()) {}
  Scanner(const Scanner&) = delete;
  Scanner& operator=(const Scanner&) = delete;

  const Source& source() const { return source_; }

  // ---- bytes ----

  // The byte at the cursor, or -1 at the end of the text or of the view.
  int peek() const {
    const auto c = static_cast<unsigned char>(*p_);
    return is_printable(c) ? c : peek_control(c);
  }
  bool at_end() const { return peek() < 0; }

  // Steps over the byte at the cursor; there must be one.
  void bump() {
    GALENA_CHECK(!at_end());
    p_ = *p_ == '\n' && view_ != nullptr ? after_newline(view_, p_) : p_ + 1;
    if (p_ > far_) far_ = p_;
  }
  bool take(char c) {
    if (peek() != static_cast<unsigned char>(c)) return false;
    bump();
    return true;
  }
  // All of `text` or nothing; what matches of it counts as looked at.
  bool take(std::string_view text) {
    const char* const start = p_;
    for (char c : text) {
      if (!take(c)) return fail(start);
    }
    return true;
  }
  // Whether `text` follows. As the reference's negative lookahead has it, a match does not count as looked at.
  bool follows(std::string_view text) {
    const char* const start = p_;
    const char* const far = far_;
    if (!take(text)) return false;
    p_ = start;
    far_ = far;
    return true;
  }

  const char* position() const { return p_; }
  // Goes back to where the cursor has been. Returns false, for `return fail(start)`.
  bool fail(const char* position) {
    GALENA_CHECK(has_been_at(position));
    p_ = position;
    return false;
  }
  Noun none(const char* position) {
    GALENA_CHECK(has_been_at(position));
    p_ = position;
    return Noun::none();
  }

  // ---- whitespace ----

  // ::  comment, with its newline; or up to the end of the text, where it may end there.
  bool comment();
  // A gap: two spaces, a newline or a comment, and all whitespace and comments after it.
  bool gap();
  // A gap or nothing.
  bool optional_gap() {
    gap();
    return true;
  }
  // `.` and `-` and `--` between the groups of a number or a name; a gap may follow.
  bool dot_separator() { return take('.') && optional_gap(); }
  bool hep_separator() { return take('-') && optional_gap(); }
  // The continuation of a long number or cord: `\`, a gap, `/`. Matches nothing where there is none.
  void continuation();

  // ---- symbols ----

  // A term: lower case, then lower case, digits, hyphens. None where there is none.
  Noun symbol(Arena& arena);
  // The bytes of a term, consumed; empty where there is none.
  std::string_view symbol_text();

  // ---- views ----

  struct View {
    const View* outer;
    uint32_t indent;       // columns cut off by this view
    uint32_t shift;        // columns cut off by it and those around it
    const char* position;  // where it begins: its identity
  };
  const View* view() const { return view_; }
  // Enters the view of a block that begins at the cursor.
  View block_view() const;
  void enter(const View* view) { view_ = view; }
  // Leaves a view. If the cursor has moved, the block has been parsed: then empty lines below it, as far down as all
  // lines are indented like the block, count as filled with that many spaces. That is what the reference leaves behind
  // when it puts the margin back, and it ends the view of a later block with more indentation at such a line.
  void leave(const View* view);

  // ---- places ----

  // Where the reference believes `at` to be: inside a block it counts columns from the block's own left edge.
  Place place(const char* at) const {
    Place place = true_place(at);
    if (view_ != nullptr) place.column = place.column > view_->shift ? place.column - view_->shift : 1;
    return place;
  }
  // Makes the reference's miscount: on the rest of this line, columns count on from `column` at the cursor.
  void shift_columns(uint32_t column);
  // Whether there are no views, miscounts or filled lines, so that all that counts is the cursor.
  bool has_plain_places() const { return view_ == nullptr && miscounts_.empty() && filled_.empty(); }
  // The farthest place looked at.
  Place farthest() const;
  // Counts everything up to `at` as looked at.
  void look_to(const char* at) {
    GALENA_CHECK(source_.begin() <= at && at <= end_);
    if (at > far_) far_ = at;
  }
  // Counts `place` of this source as looked at.
  void look_at(Place place);

 protected:
  // A gap in which a comment is what `comment` takes.
  template <class Comment>
  bool gap_of(const Comment& comment) {
    const char* const start = p_;
    if (take(' ')) {
      const int c = peek();
      if (c == ' ' || c == '\n') {
        bump();
      } else if (!comment()) {
        return fail(start);
      }
    } else if (!take('\n') && !comment()) {
      return false;
    }
    for (;;) {
      const int c = peek();
      if (c == ' ' || c == '\n') {
        bump();
      } else if (c != ':' || !comment()) {
        return true;
      }
    }
  }

  // The mark of how far the parser has looked; to be saved and restored around what must not count.
  struct Reach {
    const char* far;
    Place other;
  };
  Reach reach() const { return {far_, other_far_}; }
  void set_reach(Reach reach) {
    far_ = reach.far;
    other_far_ = reach.other;
  }
  // Begins counting afresh at the cursor.
  void restart_reach() {
    far_ = p_;
    other_far_ = {};
  }
  // The farther of what is counted and `reach`.
  void merge_reach(Reach reach) {
    if (reach.far > far_) far_ = reach.far;
    if (reach.other > other_far_) other_far_ = reach.other;
  }

 private:
  bool has_been_at(const char* position) const { return source_.begin() <= position && position <= end_; }
  // The place in the source, miscounts included.
  Place true_place(const char* at) const;
  int peek_control(int c) const;
  int peek_at(const View* view, const char* at) const;
  // The byte after the newline at `at` as seen in `view`, null where the view ends before it. Of the filled stretches
  // the first `filled` are known.
  const char* after_newline(const View* view, const char* at) const { return after_newline(view, at, filled_.size()); }
  const char* after_newline(const View* view, const char* at, size_t filled) const;
  // With how many spaces the empty line after the newline at `at` is filled in the text that `outer` shows, as far as
  // blocks before `before` are to blame.
  uint32_t filling(const View* outer, const char* at, const char* before, size_t filled) const;
  bool is_filled(size_t index, const View* outer, const char* at) const;

  const Comments comments_;
  const Source& source_;

 protected:
  const char* p_;

 private:
  const char* end_;
  const char* far_;
  Place other_far_;  // reached in a text that was cut out of this one
  const View* view_ = nullptr;
  struct Miscount {
    const char* from;
    uint32_t columns;
  };
  std::map<uint32_t, Miscount> miscounts_;  // by line
  // A stretch of text with filled empty lines. How far it goes is found out as far as somebody asks.
  struct Filled {
    const char* outer;  // position of the view that it lies in, or null
    uint32_t indent;
    const char* begin;
    mutable const char* known;  // it goes on at least to here,
    mutable bool ended;         // and no further
  };
  std::vector<Filled> filled_;
};

}  // namespace galena::hoon
