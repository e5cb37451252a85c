// Structures: runes, and the irregular forms by their first byte.
#include "hoon/parse/parser_impl.h"
#include "nock/noun/text.h"

namespace galena::hoon {

Noun Parser::rune_structure(bool tall) {
  const int first = peek();
  if (first == '#') return path_structure();
  if (!begins_structure_rune(first)) return Noun::none();
  const char* const start = p_;
  bump();
  const Rune* const rune = find_rune(context_.kelvin, first, peek());
  if (rune == nullptr || rune->structure[0] == 0) return none(start);
  bump();
  const Opened opened(*this, {start, rune->glyphs, close_of(rune->structure), rune->structure, tall});
  const Noun found = rune_arguments(rune->structure, tall);
  return found.is_none() ? none(start) : arena_.cons(rune->structure_tag, found);
}

// A wing, or wings looked up one in another.
Noun Parser::reference() {
  return tagged("like"_n, wings());
}

// The letters of an aura: lower case, then the size in upper case. May be empty.
Noun Parser::aura() {
  const char* const start = p_;
  while (is_lower(peek())) bump();
  while (is_upper(peek())) bump();
  return arena_.cord({start, static_cast<size_t>(p_ - start)});
}

Noun Parser::irregular_spec() {
  const char* const start = p_;
  const int c = peek();
  const auto base = [&](Noun name) { return make("base"_n, name); };
  const auto leaf = [&](Noun aura, Noun value) { return make("leaf"_n, aura, value); };
  if (is_lower(c)) {
    const Noun name = symbol(arena_);
    if (const Noun n = after('=', [&] { return wide_spec(); }); !n.is_none()) return make("bcts"_n, name, n);
    p_ = start;
    return reference();
  }
  switch (c) {
    case '_':
      return tagged("bccb"_n, after('_', [&] { return wide(); }));
    case ',':
      return tagged("bcmc"_n, after(',', [&] { return wide(); }));
    case '$':
      return reference();
    case '%':
      bump();
      if (take('$')) return leaf("tas"_n, kNull);
      if (take('&')) return leaf("f"_n, kYes);
      if (take('|')) return leaf("f"_n, kNo);
      if (const Noun text = cord(); !text.is_none()) return leaf("t"_n, text);
      if (const Noun coin = literals_.coin(); !coin.is_none() && coin.head() == ""_n) {
        return arena_.cons("leaf"_n, coin.tail());
      }
      return none(start);
    case '(':
      return tagged("make"_n, enclosed('(', ')', [&]() -> Noun {
                      const Noun maker = wide();
                      if (maker.is_none()) return maker;
                      const Noun arguments = after(' ', [&] { return wide_specs(); });
                      return arena_.cons(maker, arguments.is_none() ? kNull : arguments);
                    }));
    case '[':
      return tagged("bccl"_n, enclosed_specs('[', ']'));
    case '*':
      bump();
      return base("noun"_n);
    case '/': {
      bump();
      if (take('$')) return make("loop"_n, kNull);
      const Noun name = symbol(arena_);
      return name.is_none() ? none(start) : make("loop"_n, name);
    }
    case '@':
      bump();
      return make("base"_n, "atom"_n, aura());
    case '?':
      bump();
      if (const Noun n = enclosed_specs('(', ')'); !n.is_none()) return make("bcwt"_n, n);
      return base("flag"_n);
    case '~':
      bump();
      return base("null"_n);
    case '!':
      return take("!!") ? base("void"_n) : Noun::none();
    case '^':
      if (const Noun n = reference(); !n.is_none()) return n;
      bump();
      return base("cell"_n);
    case '=':
      return autonamed();
    default:
      return Noun::none();
  }
}

// =spec, labelled with the name of the spec; =prefix=spec, with the prefix and a hyphen before it.
Noun Parser::autonamed() {
  const char* const start = p_;
  bump();
  const char* const inside = p_;
  std::string_view prefix = symbol_text();
  Noun type = Noun::none();
  if (!prefix.empty() && take('=')) type = wide_spec();
  if (type.is_none()) {
    prefix = {};
    p_ = inside;
    type = wide_spec();
  }
  if (type.is_none()) return none(start);
  const Noun found = context_.desugar.autoname(type);
  if (!found.is_cell()) return none(start);
  Noun name = found.tail();
  if (!prefix.empty()) {
    std::string text(prefix);
    text.push_back('-');
    append_bytes(text, name);
    name = arena_.cord(text);
  }
  return make("bcts"_n, name, type);
}

// #/name=@aura/constant/@aura/?/~ and perhaps /* at the end: the structure of a typed path.
Noun Parser::path_structure() {
  const char* const start = p_;
  if (!take('#') || !take('/')) return none(start);
  const auto leaf = [&](Noun term) { return make("leaf"_n, "tas"_n, term); };
  const auto pair = [&](Noun aura, Noun value) { return make("bccl"_n, leaf(aura), single(value)); };
  const auto segment = [&]() -> Noun {
    const char* const before = p_;
    const int c = peek();
    if (is_lower(c)) {
      const Noun name = symbol(arena_);
      if (take("=@")) {
        const Noun of = aura();
        Noun value = make("base"_n, "atom"_n, of);
        if (of == "f"_n) value = make("base"_n, "flag"_n);
        if (of == "n"_n) value = make("base"_n, "null"_n);
        return pair(of, make("bcts"_n, name, value));
      }
      p_ = before;
      return leaf(symbol(arena_));
    }
    if (take('@')) {
      const Noun of = aura();
      return pair(of, make("base"_n, "atom"_n, of));
    }
    if (take('?')) return pair("f"_n, make("base"_n, "flag"_n));
    if (take('~')) return pair("n"_n, make("base"_n, "null"_n));
    if (!may_be_empty()) return Noun::none();
    take('$');
    return leaf(kNull);
  };
  const auto separator = [&] { return !follows("/*") && take('/'); };
  const Noun segments = most(separator, segment);
  if (segments.is_none()) return none(start);
  const Noun end = take("/*") ? make("base"_n, "noun"_n) : make("base"_n, "null"_n);
  Nouns all;
  for (Noun rest = segments; rest.is_cell(); rest = rest.tail()) all.push_back(rest.head());
  all.push_back(end);
  return make("bccl"_n, arena_.list({all.data(), all.size()}));
}

}  // namespace galena::hoon
