// Paths as expressions: lists of constants, in which = stands for what the path of the source has there.
#include "hoon/aura/scot.h"
#include "hoon/parse/parser_impl.h"

namespace galena::hoon {

// ---- segments ----

Noun Parser::path_element() {
  if (const Noun n = enclosed('[', ']', [&] { return wide(); }); !n.is_none()) return n;
  if (const Noun n = enclosed_hoons('(', ')'); !n.is_none()) return arena_.cons("cncl"_n, n);
  if (take('$')) return sand("tas"_n, kNull);
  if (const Noun text = cord(); !text.is_none()) return sand("t"_n, text);
  const Noun coin = literals_.coin();
  if (coin.is_none()) return coin;
  const bool is_term = coin.head() == ""_n && coin.tail().head() == "tas"_n;
  // Any other literal is its own text, written in the standard way; text that is no UTF-8 has none, and that is a
  // crash.
  std::string text;
  if (!append_coin(coin, text, context_.kelvin)) refuse(ErrorKind::bail);
  return sand(is_term ? "tas"_n : "ta"_n, arena_.cord(text));
}

// An element with = on either side, or only =; after slashes that stand for empty segments.
bool Parser::path_group(Tyke& out) {
  const char* const start = p_;
  const size_t kept = out.size();
  while (take('/')) out.push_back(sand("tas"_n, kNull));
  const char* const before = p_;
  const size_t before_size = out.size();
  while (take('=')) out.push_back(Noun::none());
  const bool any = out.size() > before_size;
  const char* const after_equals = p_;
  if (const Noun element = path_element(); !element.is_none()) {
    out.push_back(element);
    while (take('=')) out.push_back(Noun::none());
    return true;
  }
  if (any) return p_ = after_equals, true;
  p_ = before;
  out.resize(kept);
  return fail(start);
}

bool Parser::path_segments(Tyke& out) {
  if (!path_group(out)) return true;
  for (;;) {
    const char* const before = p_;
    if (!take('/') || !path_group(out)) {
      p_ = before;
      return true;
    }
  }
}

// Elements, each = replaced by what `source` has in its place; false where it has nothing there.
bool Parser::path_fill(const std::vector<Noun>& source, const Tyke& tyke, std::vector<Noun>& out) {
  for (size_t i = 0; i < tyke.size(); ++i) {
    if (tyke[i].is_none() && i >= source.size()) return false;
    out.push_back(tyke[i].is_none() ? source[i] : tyke[i]);
  }
  return true;
}

// The list of hoons for the path `head` (the source's own where null), of which the last `dropped` segments are given
// anew by `tail`, counted from the end.
Noun Parser::path_finish(const Tyke* head, const size_t* dropped, const Tyke* tail) {
  const std::vector<Noun>& own = context_.path_items;
  std::vector<Noun> path;
  if (head == nullptr) {
    path = own;
  } else {
    if (!path_fill(own, *head, path)) return Noun::none();
    if (dropped != nullptr && head->size() < own.size()) {
      path.insert(path.end(), own.begin() + static_cast<ptrdiff_t>(head->size()), own.end());
    }
  }
  if (dropped != nullptr) {
    const size_t kept = path.size() - std::min(path.size(), *dropped);
    const std::vector<Noun> end(path.begin() + static_cast<ptrdiff_t>(kept), path.end());
    path.resize(kept);
    if (!path_fill(end, tail != nullptr ? *tail : Tyke{}, path)) return Noun::none();
  }
  return arena_.list(path);
}

// After the first %: further %, which drop a segment each, then / and segments.
bool Parser::path_tail(size_t& dropped, Tyke& out) {
  const char* const start = p_;
  dropped = 0;
  while (take('%')) ++dropped;
  return (take('/') && path_segments(out)) || fail(start);
}

Noun Parser::path() {
  const char* const start = p_;
  if (!take('/')) return Noun::none();
  Tyke head, tail;
  path_segments(head);
  const char* const after_head = p_;
  size_t dropped = 0;
  Noun items;
  if (take('%') && path_tail(dropped, tail)) {
    items = path_finish(&head, &dropped, &tail);
  } else {
    p_ = after_head;
    items = path_finish(&head, nullptr, nullptr);
  }
  return items.is_none() ? none(start) : arena_.cons("clsg"_n, items);
}

Noun Parser::relative_path() {
  const char* const start = p_;
  size_t dropped = 0;
  Tyke tail;
  if (!path_tail(dropped, tail)) return Noun::none();
  const Noun items = path_finish(nullptr, &dropped, &tail);
  return items.is_none() ? none(start) : items;
}

// ---- typed paths: #/name/1/[hoon] ----

Noun Parser::typed_path() {
  const char* const start = p_;
  if (!take('#') || !take('/')) return none(start);
  const Noun segments = most([&] { return take('/'); }, [&] { return typed_segment(); });
  return make("clsg"_n, segments.is_none() ? kNull : segments);
}

bool Parser::may_be_empty() const {
  return context_.kelvin.has(Difference::empty_segment);
}

Noun Parser::typed_segment() {
  const Noun n = written_segment();
  return n.is_none() && may_be_empty() ? rock("tas"_n, kNull) : n;
}

// A term is a term; any other literal is a pair of its aura and its value; name+hoon is a pair.
Noun Parser::written_segment() {
  const char* const start = p_;
  const auto value = [&](Noun dime) { return make("clhp"_n, rock("tas"_n, dime.head()), arena_.cons("sand"_n, dime)); };
  const int c = peek();
  if (is_lower(c)) {
    const Noun name = symbol(arena_);
    const char* const after_name = p_;
    if (take('+')) {
      Noun n = tagged("cncl"_n, enclosed_hoons('(', ')'));
      if (n.is_none()) n = enclosed('[', ']', [&] { return wide(); });
      if (!n.is_none()) return make("clhp"_n, rock("tas"_n, name), n);
      p_ = after_name;
    }
    return rock("tas"_n, name);
  }
  if (is_digit(c)) {
    const Noun n = literals_.number();
    return n.is_none() ? n : value(n);
  }
  switch (c) {
    case '$':
      bump();
      return rock("tas"_n, kNull);
    case '-': {
      const Noun n = literals_.signed_number();
      return n.is_none() ? n : value(n);
    }
    case '.': {
      const Noun n = after('.', [&] { return literals_.dotted(); });
      return n.is_none() ? n : value(n);
    }
    case '~': {
      bump();
      const Noun n = literals_.tilde();
      if (n.is_none()) return value(make("n"_n, kNull));
      // A segment of characters (@c) is not among those that a typed path can hold.
      return n.head() == "c"_n ? none(start) : value(n);
    }
    case '\'': {
      const Noun n = cord();
      return n.is_none() ? n : value(make("t"_n, n));
    }
    case '[':
      return enclosed('[', ']', [&] { return wide(); });
    case '(':
      return tagged("cncl"_n, enclosed_hoons('(', ')'));
    default:
      return Noun::none();
  }
}

}  // namespace galena::hoon
