// Expressions: runes, and the irregular forms by their first byte.
#include "hoon/parse/parser_impl.h"

namespace galena::hoon {

Noun Parser::rune_expression(bool tall) {
  const int first = peek();
  if (!begins_expression_rune(first)) return Noun::none();
  const char* const start = p_;
  bump();
  const Rune* const rune = find_rune(context_.kelvin, first, peek());
  if (rune == nullptr || rune->expression[0] == 0) return none(start);
  bump();
  const char* const shape = rune->is_mold() ? rune->structure : rune->expression;
  const Opened opened(*this, {start, rune->glyphs, close_of(shape), shape, tall});
  const Noun found = rune_arguments(shape, tall);
  if (found.is_none()) return none(start);
  if (rune->is_mold()) return make("ktcl"_n, rune->structure_tag, found);
  if (rune->tag.is_none()) return found;
  switch (rune->tag.word()) {
    case "wtts"_w:
    case "wthx"_w:
    case "wthp"_w:
    case "wtls"_w:
    case "wtkt"_w:
    case "wtpt"_w:
    case "wtsg"_w:
      return test_expression(*rune, found);
    default:
      return arena_.cons(rune->tag, found);
  }
}

// An irregular form and at most one suffix: =hoon labels it, :hoon looks into it, ^hoon makes a cell, (...) edits it. A
// suffix that makes no sense after what it follows is left alone.
Noun Parser::long_form() {
  const Noun base = irregular();
  if (base.is_none()) return base;
  const char* const before = p_;
  Noun result = Noun::none();
  switch (peek()) {
    case '=':
      bump();
      if (const Noun value = wide(); !value.is_none()) {
        const Noun skin = context_.desugar.flay(base);
        if (skin.is_cell()) result = make("ktts"_n, skin.tail(), value);
      }
      break;
    case ':':
      bump();
      if (const Noun value = wide(); !value.is_none()) {
        const bool is_flag = base.is_cell() && base.head() == "base"_n && base.tail() == "flag"_n;
        if (!is_flag) result = make("tsgl"_n, base, value);
      }
      break;
    case '^':
      bump();
      if (const Noun value = wide(); !value.is_none()) result = arena_.cons(base, value);
      break;
    case '(': {
      const Noun changes = enclosed(
          '(', ')', [&] { return most([&] { return take_comma(); }, [&] { return arguments("w h", false); }); });
      if (!changes.is_none()) {
        const Noun wing = context_.desugar.reek(base);
        if (wing.is_cell()) result = make("cnts"_n, wing.tail(), changes);
      }
      break;
    }
    default:
      return base;
  }
  if (!result.is_none()) return result;
  p_ = before;
  return base;
}

Noun Parser::irregular() {
  const char* const start = p_;
  const int c = peek();
  if (is_lower(c)) return named_pair();
  if (is_digit(c)) {
    const Noun number = literals_.number();
    if (number.is_none()) return number;
    const Noun bulb = wide_bulb();
    if (bulb.is_none()) return arena_.cons("sand"_n, number);
    return arena_.cons(arena_.cons("rock"_n, number), bulb);
  }
  switch (c) {
    case ',':
      if (const Noun n = after(',', [&] { return wide_spec(); }); !n.is_none()) return make("ktcl"_n, n);
      return tagged("wing"_n, wing());
    case '!':
      if (const Noun n = after('!', [&] { return wide(); }); !n.is_none()) return make("wtzp"_n, n);
      return take("!!") ? make("zpzp"_n, kNull) : Noun::none();
    case '_':
      if (const Noun n = after('_', [&] { return wide(); }); !n.is_none()) return make("ktcl"_n, "bccb"_n, n);
      return Noun::none();
    case '$':
      return irregular_buc();
    case '%':
      return irregular_cen();
    case '&':
    case '|': {
      if (const Noun n = wing(); !n.is_none()) return call(n);
      bump();
      if (const Noun n = enclosed_hoons('(', ')'); !n.is_none()) return arena_.cons(c == '&' ? "wtpm"_n : "wtbr"_n, n);
      const Noun flag = make("f"_n, c == '&' ? kYes : kNo);
      const Noun bulb = wide_bulb();
      return bulb.is_none() ? arena_.cons("sand"_n, flag) : arena_.cons(arena_.cons("rock"_n, flag), bulb);
    }
    case '\'': {
      const Noun text = cord();
      return text.is_none() ? text : sand("t"_n, text);
    }
    case '(':
      return tagged("cncl"_n, enclosed_hoons('(', ')'));
    case '*':
      if (const Noun n = after('*', [&] { return wide_spec(); }); !n.is_none()) return make("kttr"_n, n);
      bump();
      return make("base"_n, "noun"_n);
    case '@':
      bump();
      return make("base"_n, "atom"_n, aura());
    case '+': {
      bump();
      if (const Noun n = enclosed('(', ')', [&] { return wide(); }); !n.is_none()) return make("dtls"_n, n);
      p_ = start;
      if (const Noun n = joined_woofs('+'); !n.is_none()) return make("mcfs"_n, "knit"_n, n);
      const Noun n = wing();
      return n.is_none() ? n : call(n);
    }
    case '-': {
      if (const Noun n = literals_.signed_number(); !n.is_none()) return arena_.cons("sand"_n, n);
      if (const Noun n = separate_tapes(); !n.is_none()) return make("clsg"_n, n);
      const Noun n = wing();
      return n.is_none() ? n : call(n);
    }
    case '.': {
      if (const Noun n = after('.', [&] { return literals_.dotted_coin(); }); !n.is_none()) return constant(n, false);
      const Noun n = wing();
      return n.is_none() ? n : call(n);
    }
    case ':': {
      bump();
      if (const Noun n = enclosed_hoons('(', ')'); !n.is_none()) return arena_.cons("mccl"_n, n);
      if (const Noun n = after('/', [&] { return wide(); }); !n.is_none()) return make("mcfs"_n, n);
      return none(start);
    }
    case '=': {
      bump();
      const auto pair = [&]() -> Noun {
        const Noun left = wide();
        if (left.is_none() || !take_space()) return Noun::none();
        const Noun right = wide();
        return right.is_none() ? right : arena_.cons(left, right);
      };
      if (const Noun n = enclosed('(', ')', pair); !n.is_none()) return arena_.cons("dtts"_n, n);
      if (const Noun type = wide_spec(); !type.is_none()) {
        const Noun name = context_.desugar.autoname(type);
        if (name.is_cell()) return make("ktts"_n, name.tail(), "kttr"_n, type);
      }
      return none(start);
    }
    case '?':
      bump();
      if (const Noun n = enclosed_specs('(', ')'); !n.is_none()) return make("ktcl"_n, "bcwt"_n, n);
      return make("base"_n, "flag"_n);
    case '[':
      return tuple_brackets();
    case '^':
      if (const Noun n = wing(); !n.is_none()) return make("wing"_n, n);
      bump();
      return make("base"_n, "cell"_n);
    case '`':
      return irregular_tic();
    case '"':
      return tagged("knit"_n, woofs());
    case '~':
      return irregular_sig();
    case '/':
      return path();
    case '<':
      return tagged("tell"_n, enclosed_hoons('<', '>'));
    case '>':
      return tagged("yell"_n, enclosed_hoons('>', '<'));
    case '#':
      return typed_path();
    default:
      return Noun::none();
  }
}

// +hoon or /hoon after a constant or a name: the two as a cell.
Noun Parser::wide_bulb() {
  const char* const start = p_;
  if (!take('+') && !take('/')) return Noun::none();
  const Noun n = wide();
  return n.is_none() ? none(start) : n;
}

// A wing, or a name as a constant and what it is paired with.
Noun Parser::named_pair() {
  const char* const start = p_;
  const Noun found = wing();
  if (found.is_none()) return found;
  const Noun bulb = wide_bulb();
  if (bulb.is_none()) return make("wing"_n, found);
  const bool is_name = found.head().is_atom() && !found.tail().is_cell();
  return is_name ? arena_.cons(rock("tas"_n, found.head()), bulb) : none(start);
}

// A literal as an expression: `rock` for constants that are their own type.
Noun Parser::constant(Noun coin, bool rock_it) {
  switch (coin.head().word()) {
    case ""_w:
      return arena_.cons(rock_it ? "rock"_n : "sand"_n, coin.tail());
    case "blob"_w: {
      check_stack();
      const Noun value = coin.tail();
      if (rock_it) return rock(""_n, value);
      if (value.is_atom()) return sand(""_n, value);
      return arena_.cons(constant(arena_.cons("blob"_n, value.head()), false),
                         constant(arena_.cons("blob"_n, value.tail()), false));
    }
    default: {
      Nouns items;
      for (Noun rest = coin.tail(); rest.is_cell(); rest = rest.tail()) {
        items.push_back(constant(rest.head(), rock_it));
      }
      return make("cltr"_n, arena_.list({items.data(), items.size()}));
    }
  }
}

// $, or what was the way to write a constant structure.
Noun Parser::irregular_buc() {
  const char* const start = p_;
  bump();
  if (take('$')) return make("leaf"_n, "tas"_n, kNull);
  if (const Noun text = cord(); !text.is_none()) return make("leaf"_n, "t"_n, text);
  if (const Noun coin = literals_.coin(); !coin.is_none() && coin.head() == ""_n)
    return arena_.cons("leaf"_n, coin.tail());
  p_ = start;
  return named_pair();
}

Noun Parser::irregular_cen() {
  const char* const start = p_;
  bump();
  if (const Noun n = relative_path(); !n.is_none()) return make("clsg"_n, n);
  if (take('$')) return rock("tas"_n, kNull);
  if (take('&')) return rock("f"_n, kYes);
  if (take('|')) return rock("f"_n, kNo);
  if (const Noun text = cord(); !text.is_none()) return rock("t"_n, text);
  if (const Noun coin = literals_.coin(); !coin.is_none()) return constant(coin, true);
  // The path of the source without as many of its last segments as there are further %.
  size_t dropped = 0;
  while (take('%')) ++dropped;
  const Noun n = path_finish(nullptr, &dropped, nullptr);
  return n.is_none() ? none(start) : make("clsg"_n, n);
}

// What may follow the % of a constant; only whether it is there.
bool Parser::constant_name() {
  return !symbol_text().empty() || take('$') || take('&') || take('|') || !cord().is_none() ||
         !literals_.coin().is_none();
}

// `value, `spec`value, `@aura`value (no conversion checked), `+example`value, `*`value.
Noun Parser::irregular_tic() {
  const char* const start = p_;
  bump();
  const char* const inside = p_;
  const auto rest = [&] { return after('`', [&] { return wide(); }); };
  if (take('@')) {
    const Noun name = aura();
    if (const Noun n = rest(); !n.is_none()) {
      return make("ktls"_n, sand(name, kNull), "ktls"_n, sand(""_n, kNull), n);
    }
    p_ = inside;
  }
  if (take('*')) {
    if (const Noun n = rest(); !n.is_none()) return make("kthp"_n, make("base"_n, "noun"_n), n);
    p_ = inside;
  }
  if (const Noun type = wide_spec(); !type.is_none()) {
    if (const Noun n = rest(); !n.is_none()) return make("kthp"_n, type, n);
    p_ = inside;
  }
  if (take('+')) {
    const Noun example = wide();
    if (!example.is_none()) {
      if (const Noun n = rest(); !n.is_none()) return make("ktls"_n, example, n);
    }
    p_ = inside;
  }
  const Noun n = wide();
  return n.is_none() ? none(start) : arena_.cons(rock("n"_n, kNull), n);
}

// ~[...], ~(arm door sample), a literal, or ~ itself.
Noun Parser::irregular_sig() {
  if (const Noun n = tuple_brackets(); !n.is_none()) return n;
  bump();
  if (const Noun n = enclosed_hoons('[', ']'); !n.is_none()) return make("clsg"_n, n);
  const auto call_arm = [&]() -> Noun {
    const Noun arm = wing();
    if (arm.is_none() || !take_space()) return Noun::none();
    const Noun door = wide();
    if (door.is_none() || !take_space()) return Noun::none();
    const Noun sample = wide_hoons();
    return sample.is_none() ? sample : make(arm, door, sample);
  };
  if (const Noun n = enclosed('(', ')', call_arm); !n.is_none()) return arena_.cons("cnsg"_n, n);
  if (const Noun coin = literals_.tilde_coin(); !coin.is_none()) return constant(coin, false);
  const Noun null = make("bust"_n, "null"_n);
  const Noun bulb = wide_bulb();
  return bulb.is_none() ? null : arena_.cons(null, bulb);
}

// [...] makes a tuple, ~[...] a list; a ~ after it makes a list of one of it.
Noun Parser::tuple_brackets() {
  const char* const start = p_;
  const bool is_list = !take('[');
  if (is_list && !take("~[")) return Noun::none();
  const Opened opened(*this, {start, is_list ? "~[" : "[", "]", nullptr, false});
  const char* const inside = p_;
  Noun items = Noun::none();
  if (take(' ')) {
    items = most([&] { return gap(); }, [&] { return tall(); });
    if (!items.is_none() && !gap()) items = Noun::none();
  }
  if (items.is_none()) {
    p_ = inside;
    items = wide_hoons();
  }
  if (items.is_none()) return none(start);
  const bool in_list = take_close("]~");
  if (!in_list && !take(']')) return none(start);
  const Noun body = arena_.cons(is_list ? "clsg"_n : "cltr"_n, items);
  return in_list ? make("clsg"_n, single(body)) : body;
}

Noun Parser::tall_brackets() {
  const char* const start = p_;
  if (!take('[')) return Noun::none();
  const Opened opened(*this, {start, "[", "]", nullptr, true});
  if (gap()) {
    const Noun items = most([&] { return gap(); }, [&] { return tall(); });
    if (!items.is_none() && gap() && take_close(']')) return make("cltr"_n, items);
  }
  return none(start);
}

}  // namespace galena::hoon
