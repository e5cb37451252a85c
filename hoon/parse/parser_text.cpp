// Cords and tapes, on one line and in blocks. Text is bytes.
#include "hoon/parse/parser_impl.h"

namespace galena::hoon {

bool Parser::cuts_blocks() const {
  return context_.kelvin.has(Difference::closed_blocks);
}

bool Parser::take_block(std::string_view delimiter, bool comments, std::string& text) {
  const char* const start = p_;
  const std::string margin(place(start).column - 1, ' ');
  const std::string end = "\n" + margin + std::string(delimiter);
  const Opened opened(*this, {start, delimiter, delimiter, nullptr, true});
  if (!take(delimiter)) return fail(start);
  if (comments) {
    const char* const before = p_;
    while (take(' ')) {
    }
    if (p_ == before || !take("::")) p_ = before;
    while (p_ != before && is_printable(peek())) bump();
  }
  // A newline with its margin, or one before an empty line.
  const auto line = [&] {
    const char* const before = p_;
    if (!take('\n')) return false;
    if (!take(margin) && peek() != '\n') return fail(before);
    text.push_back('\n');
    return true;
  };
  if (!line()) return fail(start);
  text.clear();
  while (!follows(end)) {
    const int c = peek();
    if (c >= 0 && is_printable(c)) {
      text.push_back(static_cast<char>(c));
      bump();
    } else if (!line()) {
      take_close(end);
      return fail(start);
    }
  }
  return take_close(end);
}

// ---- cords ----

// A byte of a cord: \\ and \' and \ff, or a printable one.
bool Parser::cord_byte(std::string& out) {
  const char* const start = p_;
  const int c = peek();
  if (c != '\\') {
    if (c == '\'' || c < 0 || !is_printable(c)) return false;
    bump();
    out.push_back(static_cast<char>(c));
    return true;
  }
  bump();
  const int next = peek();
  if (next == '\\' || next == '\'') {
    bump();
    out.push_back(static_cast<char>(next));
    return true;
  }
  const int high = hex_value(next);
  if (high < 0) return fail(start);
  bump();
  const int low = hex_value(peek());
  if (low < 0) return fail(start);
  bump();
  out.push_back(static_cast<char>(high * 16 + low));
  return true;
}

Noun Parser::cord() {
  if (peek() != '\'') return Noun::none();
  if (follows("'''")) {
    std::string text;
    if (cuts_blocks()) return take_block("'''", true, text) ? arena_.cord(text) : Noun::none();
    return in_block([&] { return cord_block(); });
  }
  const char* const start = p_;
  const Opened opened(*this, {start, "'", "'", nullptr, false});
  bump();
  std::string text;
  if (cord_byte(text)) {
    for (;;) {
      const char* const before = p_;
      continuation();
      if (!cord_byte(text)) {
        p_ = before;
        break;
      }
    }
  }
  return take_close('\'') ? arena_.cord(text) : none(start);
}

// The lines between ''' and ''', which stand on lines of their own; after the first there may be a comment.
Noun Parser::cord_block() {
  const char* const start = p_;
  const Opened opened(*this, {start, "'''", "'''", nullptr, true});
  take("'''");
  const char* const before = p_;
  while (take(' ')) {
  }
  if (p_ == before || !comment()) {
    p_ = before;
    if (!take('\n')) return none(start);
  }
  std::string text;
  for (;;) {
    const int c = peek();
    if (c < 0 || !(is_printable(c) || (c == '\n' && !follows("\n'''")))) break;
    text.push_back(static_cast<char>(c));
    bump();
  }
  return take_close("\n'''") ? arena_.cord(text) : none(start);
}

// ---- tapes ----

int Parser::hex_escape() {
  const char* const start = p_;
  const int high = lower_hex_value(peek());
  if (high < 0) return -1;
  bump();
  const int low = lower_hex_value(peek());
  if (low < 0) return fail(start), -1;
  bump();
  return high * 16 + low;
}

// {hoon hoon ...} in a tape: [~ [%cltr hoons]].
Noun Parser::embed() {
  const Noun inside = enclosed_hoons('{', '}');
  return inside.is_none() ? inside : some(arena_.cons("cltr"_n, inside));
}

// The bytes and embedded hoons up to the delimiter.
bool Parser::tape_bytes(bool block, Nouns& out) {
  for (;;) {
    const int c = peek();
    const char* const before = p_;
    if (c == '\\') {
      bump();
      const int next = peek();
      if (next == '\\' || next == '{' || (next == '"' && !block)) {
        bump();
        out.push_back(Noun::direct(static_cast<uint64_t>(next)));
        continue;
      }
      const int escaped = hex_escape();
      if (escaped < 0) return p_ = before, true;
      out.push_back(Noun::direct(static_cast<uint64_t>(escaped)));
    } else if (c == '{') {
      const Noun hoon = embed();
      if (hoon.is_none()) return true;
      out.push_back(hoon);
    } else if (c == '\n' ? block && !follows("\n\"\"\"") : c >= 0 && is_printable(c) && (block || c != '"')) {
      bump();
      out.push_back(Noun::direct(static_cast<uint64_t>(c)));
    } else {
      return true;
    }
  }
}

bool Parser::tape_piece(Nouns& out) {
  if (peek() != '"') return false;
  const char* const start = p_;
  const size_t kept = out.size();
  const auto delimited = [&](bool block, std::string_view open, std::string_view close) {
    if (!take(open)) return false;
    const Opened opened(*this, {start, block ? "\"\"\"" : "\"", block ? "\"\"\"" : "\"", nullptr, block});
    return tape_bytes(block, out) && take_close(close);
  };
  if (cuts_blocks() && follows("\"\"\"")) {
    const Noun whole = in_cut_block("\"\"\"", [&](Parser& inner) { return inner.tape_bytes(true, out), kNull; });
    if (whole.is_none()) out.resize(kept);
    return !whole.is_none();
  }
  const bool found = follows("\"\"\"") ? in_block([&] { return delimited(true, "\"\"\"\n", "\n\"\"\""); })
                                       : delimited(false, "\"", "\"");
  if (found) return true;
  out.resize(kept);
  return fail(start);
}

// Tapes joined by dots, each after the byte `lead` unless that is 0.
template <class Separate>
bool Parser::tapes(char lead, Separate separate) {
  bool any = false;
  for (;;) {
    const char* const before = p_;
    Nouns piece;
    if ((any && !dot_separator()) || (lead != 0 && !take(lead)) || !tape_piece(piece)) {
      p_ = before;
      return any;
    }
    separate(piece);
    any = true;
  }
}

Noun Parser::joined_woofs(char lead) {
  Nouns all;
  if (!tapes(lead, [&](const Nouns& piece) { all.insert(all.end(), piece.begin(), piece.end()); })) {
    return Noun::none();
  }
  return arena_.list({all.data(), all.size()});
}

// -"text{hoon}text": a list in which each stretch of text is a node [%mcfs [%knit bytes]] between the hoons.
Noun Parser::separate_tapes() {
  Nouns all, bytes;
  const auto flush = [&] {
    if (bytes.empty()) return;
    all.push_back(make("mcfs"_n, "knit"_n, arena_.list({bytes.data(), bytes.size()})));
    bytes.clear();
  };
  const bool found = tapes('-', [&](const Nouns& piece) {
    for (const Noun woof : piece) {
      if (woof.is_atom()) {
        bytes.push_back(woof);
      } else {
        flush();
        all.push_back(woof.tail());
      }
    }
  });
  if (!found) return Noun::none();
  flush();
  return arena_.list({all.data(), all.size()});
}

}  // namespace galena::hoon
