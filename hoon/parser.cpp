#include "hoon/parser.h"

#include "hoon/parser_impl.h"

namespace galena::hoon {

// Offsets of a source are packed into keys (see Parser::remembered).
static constexpr size_t kLongestSource = size_t{1} << 28;

Noun Parser::file() {
  gap();
  const Noun ast = tall();
  if (ast.is_none()) return ast;
  gap();
  return at_end() ? ast : Noun::none();
}

Noun Parser::spotted(const char* start, Noun noun) {
  if (!spots_ || noun.is_none()) return noun;
  const auto pair = [&](Place place) { return arena_.cons(Noun::direct(place.line), Noun::direct(place.column)); };
  return make("dbug"_n, arena_.cons(context_.path, arena_.cons(pair(place(start)), pair(place(p_)))), noun);
}

Noun Parser::tape(std::string_view text) {
  Noun result;
  for (size_t i = text.size(); i-- > 0;) result = arena_.cons(Noun::direct(static_cast<uint8_t>(text[i])), result);
  return result;
}

Noun Parser::tall() {
  return remembered(Rule::tall, [&] {
    const char* const start = p_;
    const Documented found = with_docs([&] {
      if (const Noun n = rune_expression(true); !n.is_none()) return n;
      if (const Noun n = long_form(); !n.is_none()) return n;
      if (const Noun n = tall_brackets(); !n.is_none()) return n;
      return sail(true);
    });
    return spotted(start, annotated("note"_n, found));
  });
}

Noun Parser::wide() {
  return remembered(Rule::wide, [&] {
    const char* const start = p_;
    Noun n = rune_expression(false);
    if (n.is_none()) n = long_form();
    if (n.is_none()) n = sail(false);
    return spotted(start, n);
  });
}

Noun Parser::tall_spec() {
  return remembered(Rule::tall_spec, [&] {
    const char* const start = p_;
    const Documented found = with_docs([&] {
      const Noun n = rune_structure(true);
      return n.is_none() ? irregular_spec() : n;
    });
    return spotted(start, annotated("gist"_n, found));
  });
}

Noun Parser::wide_spec() {
  return remembered(Rule::wide_spec, [&] {
    const char* const start = p_;
    Noun n = rune_structure(false);
    if (n.is_none()) n = irregular_spec();
    return spotted(start, n);
  });
}

ParseResult parse(Arena& arena, std::string_view text, const ParseOptions& options) {
  if (text.size() > kLongestSource) throw OutOfMemory{};
  // A text is the bytes of a cord, and those end where only zeros are left.
  while (!text.empty() && text.back() == 0) text.remove_suffix(1);
  return run_on_deep_stack(kDeepStack, [&] {
    Parser::Context context(arena);
    const bool spots = !options.spots_path.is_none();
    if (spots) context.path = options.spots_path;
    for (Noun rest = context.path; rest.is_cell(); rest = rest.tail()) {
      context.path_items.push_back(arena.tuple("sand"_n, "ta"_n, rest.head()));
    }
    const Source source(text);
    Parser parser(context, source, spots, true);
    ParseResult result;
    result.ast = parser.file();
    const Place farthest = parser.farthest();
    result.line = farthest.line;
    result.column = farthest.column;
    return result;
  });
}

}  // namespace galena::hoon
