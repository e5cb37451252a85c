#include "hoon/parse/parser.h"

#include "hoon/parse/parser_impl.h"

namespace galena::hoon {

Noun Parser::file() {
  gap();
  const Noun ast = tall();
  if (ast.is_none()) return ast;
  gap();
  want(Wanted::end);
  return at_end() ? ast : Noun::none();
}

Noun Parser::spotted(const char* start, Noun noun) {
  if (!spots_ || noun.is_none()) return noun;
  GALENA_CHECK(start <= p_ && place(start) <= place(p_));
  const auto pair = [&](Place place) { return arena_.cons(Noun::direct(place.line), Noun::direct(place.column)); };
  return make("dbug"_n, arena_.cons(context_.path, arena_.cons(pair(place(start)), pair(place(p_)))), noun);
}

Noun Parser::tall() {
  return remembered(Rule::tall, [&] {
    const char* const start = p_;
    const Documented found = with_docs([&] {
      want(Wanted::expression);
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
    want(Wanted::expression);
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
      want(Wanted::structure);
      const Noun n = rune_structure(true);
      return n.is_none() ? irregular_spec() : n;
    });
    return spotted(start, annotated("gist"_n, found));
  });
}

Noun Parser::wide_spec() {
  return remembered(Rule::wide_spec, [&] {
    const char* const start = p_;
    want(Wanted::structure);
    Noun n = rune_structure(false);
    if (n.is_none()) n = irregular_spec();
    return spotted(start, n);
  });
}

ParseResult parse(Arena& arena, std::string_view text, const ParseOptions& options) {
  return parse_with(arena, text, options.kelvin, options.spots_path, options.places, [](Parser& parser) {
    ParseResult result;
    try {
      run_leavable([&] { result.ast = parser.file(); });
    } catch (const TooDeep&) {
      result.too_deep = true;
    } catch (const CompileError& error) {
      result.crashed = true;
      result.crash = error.kind;
    }
    GALENA_CHECK(result.ast.is_none() || parser.at_end());
    const Place farthest = parser.farthest();
    result.line = farthest.line;
    result.column = farthest.column;
    return result;
  });
}

}  // namespace galena::hoon
