#include "hoon/parse/cram_inline.h"

#include <optional>

namespace galena::hoon {
namespace {

bool is_letter(int c) {
  return is_lower(c) || is_upper(c);
}

}  // namespace

// ---- pieces ----

bool CramInline::whitespace() {
  const char* const start = in_->position();
  while (in_->take(' ') || in_->take('\n')) {
  }
  return in_->position() != start;
}

bool CramInline::whitespace_follows() {
  const int c = in_->peek();
  return c == ' ' || c == '\n';
}

// Text up to `delimiter`, which a backslash escapes.
void CramInline::raw(char delimiter) {
  Stretch& open = unclosed_[static_cast<uint8_t>(delimiter)];
  const char* const start = in_->position();
  if (start >= open.begin && start <= open.end) {
    in_->look_to(open.end);
    in_->fail(open.end);
    return;
  }
  for (;;) {
    const char* const before = in_->position();
    if (whitespace()) continue;
    if (in_->take('\\') && in_->take(delimiter)) continue;
    in_->fail(before);
    const int c = in_->peek();
    if (c == delimiter) return;
    if (c < 0 || !is_printable(c)) {
      open = {start, before};
      return;
    }
    in_->bump();
  }
}

// The stretch between two places as a text of its own.
bool CramInline::inside(const char* from, const char* to, Pieces& out) {
  check_stack();
  CramInline inner(outer_, {from, static_cast<size_t>(to - from)}, in_->place(from));
  return inner.whole(out);
}

bool CramInline::marked(char delimiter, Piece::Kind kind, Pieces& out) {
  const char* const start = in_->position();
  if (!in_->take(delimiter)) return false;
  const char* const from = in_->position();
  raw(delimiter);
  const char* const to = in_->position();
  if (!in_->take(delimiter)) return in_->fail(start);
  Piece piece{.kind = kind};
  if (!inside(from, to, piece.inside)) return in_->fail(start);
  out.push_back(std::move(piece));
  return true;
}

// text](url), behind the bracket that opens it. Moves on even where it fails.
bool CramInline::target(Target& out) {
  out.text = in_->position();
  raw(']');
  out.text_end = in_->position();
  if (!in_->take(']')) return false;
  whitespace();
  if (!in_->take('(')) return false;
  const char* const url = in_->position();
  raw(')');
  out.url.assign(url, in_->position());
  return in_->take(')');
}

bool CramInline::link(Pieces& out) {
  const char* const start = in_->position();
  Target found;
  if (!in_->take('[') || !target(found)) return in_->fail(start);
  Piece piece{.kind = Piece::Kind::link, .url = std::move(found.url)};
  if (!inside(found.text, found.text_end, piece.inside)) return in_->fail(start);
  out.push_back(std::move(piece));
  return true;
}

bool CramInline::image(Pieces& out) {
  const char* const start = in_->position();
  Target found;
  if (!in_->take("![") || !target(found)) return in_->fail(start);
  out.push_back({.kind = Piece::Kind::image, .text = {found.text, found.text_end}, .url = std::move(found.url)});
  return true;
}

// ++arm, +$type, +*alias, ++arm:core
bool CramInline::arm_name(Pieces& out) {
  const char* const start = in_->position();
  if (!in_->take('+')) return false;
  if (!(in_->take('+') || in_->take('$') || in_->take('*')) || !is_lower(in_->peek())) return in_->fail(start);
  while (is_symbol(in_->peek()) || in_->peek() == ':') in_->bump();
  out.push_back({.kind = Piece::Kind::code, .text = {start, in_->position()}});
  return true;
}

// The text of a literal: 0x..., -1, .1.5, ~..., %...
bool CramInline::constant_text() {
  const char* const start = in_->position();
  if (in_->take('0')) {
    const int c = in_->peek();
    in_->fail(start);
    if (is_letter(c) || is_digit(c) || c == '-') {
      // The byte after the zero was looked at.
      in_->take('0');
      in_->bump();
      in_->fail(start);
      return !in_->literals().number().is_none();
    }
    return false;
  }
  if (!in_->literals().signed_number().is_none()) return true;
  if (in_->take('.')) return !in_->literals().dotted_coin().is_none() || in_->fail(start);
  if (in_->take('~')) return in_->literals().tilde_coin(), true;
  if (in_->take('%')) return in_->constant_name() || in_->fail(start);
  return false;
}

// #hoon or a literal, with space or the beginning of the line before it and space after it.
bool CramInline::constant(Pieces& out) {
  const char* const start = in_->position();
  const bool spaced = whitespace();
  if (!spaced && in_->place(start).column != 1) return false;
  const char* const inside_start = in_->position();
  std::string code;
  if (in_->take('#')) {
    const char* const from = in_->position();
    if (!in_->wide().is_none() && whitespace_follows()) {
      out.push_back({.text = spaced ? " " : ""});
      out.push_back({.kind = Piece::Kind::code, .text = {from, in_->position()}});
      return true;
    }
    in_->fail(inside_start);
  }
  if (constant_text() && whitespace_follows()) {
    out.push_back({.text = spaced ? " " : ""});
    out.push_back({.kind = Piece::Kind::code, .text = {inside_start, in_->position()}});
    return true;
  }
  return in_->fail(start);
}

bool CramInline::word(Pieces& out) {
  const char* const start = in_->position();
  const int c = in_->peek();
  if (is_letter(c)) {
    while (is_symbol(in_->peek()) || is_upper(in_->peek())) in_->bump();
    out.push_back({.text = {start, in_->position()}});
    return true;
  }
  if (in_->take('\\')) {
    const int escaped = in_->peek();
    if (escaped >= 0 && escaped != ' ' && is_printable(escaped)) {
      in_->bump();
      out.push_back({.text = std::string(1, static_cast<char>(escaped))});
      return true;
    }
    if (in_->take('\n')) {
      out.push_back({.kind = Piece::Kind::node, .node = node("br"_n, kNull, {})});
      return true;
    }
    in_->fail(start);
  }
  if (marked('*', Piece::Kind::bold, out) || marked('_', Piece::Kind::italic, out) ||
      marked('"', Piece::Kind::quoted, out)) {
    return true;
  }
  if (in_->take('`')) {
    std::string code;
    for (;;) {
      const char* const before = in_->position();
      if (in_->take('\\') && in_->take('`')) {
        code.push_back('`');
        continue;
      }
      in_->fail(before);
      const int byte = in_->peek();
      if (byte < 0 || byte == '`' || !is_printable(byte)) break;
      code.push_back(static_cast<char>(byte));
      in_->bump();
    }
    if (in_->take('`')) {
      out.push_back({.kind = Piece::Kind::code, .text = std::move(code)});
      return true;
    }
    in_->fail(start);
  }
  if (arm_name(out) || link(out) || image(out) || constant(out)) return true;
  if (whitespace()) {
    out.push_back({.text = " "});
    return true;
  }
  if (const Noun n = in_->sail_inline_embed(); !n.is_none()) {
    out.push_back({.kind = Piece::Kind::node, .node = n});
    return true;
  }
  if (c < 0 || !is_printable(c)) return false;
  in_->bump();
  out.push_back({.text = std::string(1, static_cast<char>(c))});
  return true;
}

void CramInline::pieces(Pieces& out) {
  while (word(out)) {
  }
}

bool CramInline::whole(Pieces& out) {
  pieces(out);
  return in_->at_end();
}

// ---- nodes ----

Noun CramInline::attribute(Noun name, std::string_view value) {
  return outer_.arena().cons(name, tape_of(outer_.arena(), value));
}

Noun CramInline::node(Noun name, Noun attributes, const std::vector<Noun>& children) {
  return outer_.arena().tuple(outer_.arena().cons(name, attributes), list(children));
}

std::vector<Noun> CramInline::nodes(const Pieces& all) {
  Arena& arena = outer_.arena();
  std::vector<Noun> out;
  const auto text_node = [&](std::string_view text) {
    return node(kNull, arena.cons(attribute(kNull, text), kNull), {});
  };
  for (size_t i = 0; i < all.size(); ++i) {
    const Piece& p = all[i];
    switch (p.kind) {
      case Piece::Kind::text: {
        std::string text = p.text;
        while (i + 1 < all.size() && all[i + 1].kind == Piece::Kind::text) text += all[++i].text;
        out.push_back(text_node(text));
        break;
      }
      case Piece::Kind::node:
        out.push_back(p.node);
        break;
      case Piece::Kind::bold:
        out.push_back(node("b"_n, kNull, nodes(p.inside)));
        break;
      case Piece::Kind::italic:
        out.push_back(node("i"_n, kNull, nodes(p.inside)));
        break;
      case Piece::Kind::code:
        out.push_back(node("code"_n, kNull, {text_node(p.text)}));
        break;
      case Piece::Kind::quoted: {
        Pieces quoted{{.text = "\u201c"}};
        quoted.insert(quoted.end(), p.inside.begin(), p.inside.end());
        quoted.push_back({.text = "\u201d"});
        const std::vector<Noun> inner = nodes(quoted);
        out.insert(out.end(), inner.begin(), inner.end());
        break;
      }
      case Piece::Kind::link:
        out.push_back(node("a"_n, arena.cons(attribute("href"_n, p.url), kNull), nodes(p.inside)));
        break;
      case Piece::Kind::image: {
        Noun attributes;
        if (!p.text.empty()) attributes = arena.cons(attribute("alt"_n, p.text), attributes);
        out.push_back(node("img"_n, arena.cons(attribute("src"_n, p.url), attributes), {}));
        break;
      }
    }
  }
  return out;
}

// ---- paragraphs and headings ----

std::optional<std::vector<Noun>> CramInline::paragraph() {
  whitespace();
  Pieces all;
  if (!whole(all)) return std::nullopt;
  const std::vector<Noun> inner = nodes(all);
  if (inner.empty()) return inner;
  return std::vector<Noun>{node("p"_n, kNull, inner)};
}

namespace {

// The text of nodes and of what is in them.
void gather_text(Noun nodes, std::string& out) {
  for (; nodes.is_cell(); nodes = nodes.tail()) {
    const Noun node = nodes.head();
    if (node.head().is_atom()) continue;
    const Noun name = node.head().head();
    const Noun attributes = node.head().tail();
    const bool is_text = name == kNull && !node.tail().is_cell() && attributes.is_cell() &&
                         !attributes.tail().is_cell() && attributes.head().head() == kNull;
    if (!is_text) {
      check_stack();
      gather_text(node.tail(), out);
      continue;
    }
    for (Noun bytes = attributes.head().tail(); bytes.is_cell(); bytes = bytes.tail()) {
      if (bytes.head().is_atom()) out.push_back(static_cast<char>(bytes.head().direct_value()));
    }
  }
}

}  // namespace

// # to ###### before the text; the text in lower case with hyphens is the id.
std::optional<std::vector<Noun>> CramInline::heading() {
  while (in_->take(' ')) {
  }
  int level = 0;
  while (level < 6 && in_->take('#')) ++level;
  if (level == 0 || !whitespace()) return std::nullopt;
  Pieces all;
  if (!whole(all)) return std::nullopt;
  const std::vector<Noun> inner = nodes(all);
  std::string id;
  gather_text(list(inner), id);
  for (char& c : id) {
    if (is_upper(c)) {
      c = static_cast<char>(c + 32);
    } else if (!is_lower(c) && !is_digit(c)) {
      c = '-';
    }
  }
  const char name[] = {'h', static_cast<char>('0' + level)};
  Arena& arena = outer_.arena();
  return std::vector<Noun>{node(arena.cord({name, 2}), arena.cons(attribute("id"_n, id), kNull), inner)};
}

}  // namespace galena::hoon
