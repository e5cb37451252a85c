// Sail: XML templates. ;tag.class#id(attribute "value"): text
//
// Nouns: a node (manx) is [[name attributes] children], an attribute [name woofs], a name a term or [space term]. A
// text node is a node of the empty name with one attribute of the empty name. Among children there are also [mode hoon]
// pairs: %tape, %manx, %marl and %call. Functions that may yield a node or several return [%& node] or [%| nodes].
#include "hoon/parse/cram.h"
#include "hoon/parse/parser_impl.h"
#include "nock/noun/text.h"

namespace galena::hoon {
namespace {

// Nodes in order, from a node or several.
template <class Out>
void append_nodes(Noun each, Out& out) {
  if (each.head() == kYes) {
    out.push_back(each.tail());
    return;
  }
  for (Noun rest = each.tail(); rest.is_cell(); rest = rest.tail()) out.push_back(rest.head());
}

}  // namespace

Noun Parser::sail_text(Noun tape) {
  return arena_.cons(arena_.cons(kNull, single(arena_.cons(kNull, tape))), kNull);
}

Noun Parser::sail(bool tall) {
  const Noun found = sail_top_level(tall);
  if (found.is_none()) return found;
  return arena_.cons(found.head() == kYes ? "xray"_n : "mcts"_n, found.tail());
}

Noun Parser::sail_top_level(bool tall) {
  return after(';', [&] { return tall ? sail_tall_top() : sail_wide_top(); });
}

// ---- names and attributes ----

Noun Parser::mixed_case_symbol() {
  const char* const start = p_;
  if (!is_lower(peek()) && !is_upper(peek())) return Noun::none();
  do bump();
  while (is_symbol(peek()) || is_upper(peek()));
  return arena_.cord({start, static_cast<size_t>(p_ - start)});
}

Noun Parser::sail_name() {
  const Noun first = mixed_case_symbol();
  if (first.is_none()) return first;
  const Noun second = after('_', [&] { return mixed_case_symbol(); });
  return second.is_none() ? first : arena_.cons(first, second);
}

// A string literal gives its pieces, any other hoon is the one piece.
Noun Parser::sail_attribute_value() {
  const Noun gen = wide();
  if (gen.is_none()) return gen;
  return gen.head() == "knit"_n ? gen.tail() : single(some(gen));
}

// (name value, name value)
Noun Parser::sail_attributes() {
  const char* const start = p_;
  if (!take('(')) return kNull;
  Noun list = most([&] { return take(", "); },
                   [&]() -> Noun {
                     const char* const before = p_;
                     const Noun name = sail_name();
                     if (name.is_none() || !take_space()) return none(before);
                     const Noun value = sail_attribute_value();
                     return value.is_none() ? none(before) : arena_.cons(name, value);
                   });
  if (list.is_none()) list = kNull;
  if (take(')')) return list;
  p_ = start;
  return kNull;
}

// tag#id.class.class/"href"(attributes): [name attributes]
Noun Parser::sail_tag_head() {
  const Noun name = sail_name();
  if (name.is_none()) return name;
  Nouns attributes;
  const auto attribute = [&](Noun key, Noun value) { attributes.push_back(arena_.cons(key, value)); };
  const char* before = p_;
  if (take('#')) {
    const std::string_view id = symbol_text();
    if (id.empty()) {
      p_ = before;
    } else {
      attribute("id"_n, tape(id));
    }
  }
  std::string classes;
  for (;;) {
    before = p_;
    const std::string_view one = take('.') ? symbol_text() : std::string_view();
    if (one.empty()) {
      p_ = before;
      break;
    }
    if (!classes.empty()) classes.push_back(' ');
    classes.append(one);
  }
  if (!classes.empty()) attribute("class"_n, tape(classes));
  before = p_;
  if (peek() == '/' || peek() == '@') {
    const Noun key = peek() == '/' ? "href"_n : "src"_n;
    bump();
    Nouns pieces;
    if (tape_piece(pieces)) {
      attribute(key, arena_.list({pieces.data(), pieces.size()}));
    } else {
      p_ = before;
    }
  }
  Noun all = sail_attributes();
  for (size_t i = attributes.size(); i-- > 0;) all = arena_.cons(attributes[i], all);
  return arena_.cons(name, all);
}

// The kind of what is embedded by -hoon, +hoon, *hoon, %hoon.
Noun Parser::sail_mode() {
  if (take('-')) return "tape"_n;
  if (take('+')) return "manx"_n;
  if (take('*')) return "marl"_n;
  if (take('%')) return "call"_n;
  return Noun::none();
}

// ---- text ----

// ;{tag children}, -{hoons} and the like, {hoons}
Noun Parser::sail_inline_embed() {
  if (const Noun n = after(';', [&] { return sail_bracketed(); }); !n.is_none()) return n;
  const char* const start = p_;
  const auto hoons = [&] { return tagged("cltr"_n, enclosed_hoons('{', '}')); };
  if (const Noun mode = sail_mode(); !mode.is_none()) {
    const Noun n = hoons();
    return n.is_none() ? none(start) : arena_.cons(mode, n);
  }
  const Noun n = hoons();
  return n.is_none() ? n : make("tape"_n, n);
}

// Bytes and embedded nodes, as a list. A tall text goes to the end of its line whatever is on it; a block goes on until
// its delimiter.
Noun Parser::sail_quote_innards(bool tall, bool in_line) {
  Nouns out;
  const auto add = [&](int c) { out.push_back(Noun::direct(static_cast<uint64_t>(c))); };
  for (;;) {
    const int c = peek();
    const char* const before = p_;
    if (c == '\\') {
      bump();
      const int next = peek();
      if (next > 0 && std::string_view("-+*%;{\\\"").find(static_cast<char>(next)) != std::string_view::npos) {
        bump();
        add(next);
        continue;
      }
      const int escaped = hex_escape();
      if (escaped < 0) {
        p_ = before;
        break;
      }
      add(escaped);
      continue;
    }
    if (c == ';' || c == '-' || c == '+' || c == '*' || c == '%' || c == '{') {
      if (const Noun n = sail_inline_embed(); !n.is_none()) {
        out.push_back(n);
        continue;
      }
      if (c == '{') break;
    }
    if (c == '\n' ? !in_line && !follows("\n\"\"\"") : c >= 0 && is_printable(c) && (tall || c != '"')) {
      bump();
      add(c);
      continue;
    }
    break;
  }
  return arena_.list({out.data(), out.size()});
}

// Bytes in a row become text nodes. A tall text ends in a newline and not in spaces.
Noun Parser::sail_collapse(bool tall, Noun innards) {
  Nouns nodes;
  std::string text;
  for (Noun rest = innards; rest.is_cell(); rest = rest.tail()) {
    if (rest.head().is_atom()) {
      text.push_back(static_cast<char>(rest.head().direct_value()));
      continue;
    }
    if (!text.empty()) nodes.push_back(sail_text(tape(text)));
    text.clear();
    nodes.push_back(rest.head());
  }
  if (tall) {
    while (!text.empty() && text.back() == ' ') text.pop_back();
    text.push_back('\n');
  }
  if (!text.empty()) nodes.push_back(sail_text(tape(text)));
  return arena_.list({nodes.data(), nodes.size()});
}

Noun Parser::sail_wide_quote(bool tall) {
  if (peek() != '"') return Noun::none();
  const char* const start = p_;
  const auto delimited = [&](bool in_line, std::string_view open, std::string_view close) {
    if (!take(open)) return Noun::none();
    const Noun innards = sail_quote_innards(tall, in_line);
    return take(close) ? sail_collapse(tall, innards) : Noun::none();
  };
  if (cuts_blocks() && follows("\"\"\"")) {
    return in_cut_block(
        "\"\"\"", [&](Parser& inner) { return inner.sail_collapse(tall, inner.sail_quote_innards(tall, false)); });
  }
  const Noun found = follows("\"\"\"") ? in_block([&] { return delimited(false, "\"\"\"\n", "\n\"\"\""); })
                                       : delimited(true, "\"", "\"");
  return found.is_none() ? none(start) : found;
}

// ---- wide form ----

Noun Parser::sail_wide_top() {
  check_stack();
  if (const Noun n = sail_wide_quote(false); !n.is_none()) return arena_.cons(kNo, n);
  if (const Noun n = sail_wide_parens(); !n.is_none()) return arena_.cons(kNo, n);
  const Noun head = sail_tag_head();
  return head.is_none() ? head : make(kYes, head, sail_wide_tail());
}

Noun Parser::sail_wide_inner_top() {
  if (const Noun n = sail_wide_top(); !n.is_none()) return n;
  const char* const start = p_;
  const Noun mode = sail_mode();
  if (mode.is_none()) return mode;
  const Noun gen = wide();
  return gen.is_none() ? none(start) : make(kYes, mode, gen);
}

// The nodes of a list of nodes-or-several.
Noun Parser::sail_wide_children(Noun separated) {
  Nouns nodes;
  for (Noun rest = separated; rest.is_cell(); rest = rest.tail()) append_nodes(rest.head(), nodes);
  return arena_.list({nodes.data(), nodes.size()});
}

Noun Parser::sail_wide_parens() {
  const Noun all = enclosed('(', ')', [&] {
    const Noun list = most([&] { return take_space(); }, [&] { return sail_wide_inner_top(); });
    return list.is_none() ? kNull : list;
  });
  return all.is_none() ? all : sail_wide_children(all);
}

Noun Parser::sail_bracketed() {
  return enclosed('{', '}', [&]() -> Noun {
    const Noun head = sail_tag_head();
    if (head.is_none()) return head;
    const Noun children =
        after(' ', [&] { return most([&] { return take_space(); }, [&] { return sail_wide_inner_top(); }); });
    return arena_.cons(head, children.is_none() ? kNull : sail_wide_children(children));
  });
}

// After a colon: children in parentheses, a cord, or one more element.
Noun Parser::sail_wrapped() {
  if (const Noun n = sail_wide_parens(); !n.is_none()) return n;
  if (const Noun text = cord(); !text.is_none()) {
    return single(sail_text(tape(cord_text(text))));
  }
  const Noun n = sail_wide_top();
  if (n.is_none()) return n;
  return n.head() == kYes ? single(n.tail()) : n.tail();
}

Noun Parser::sail_wide_tail() {
  if (const Noun n = after(':', [&] { return sail_wrapped(); }); !n.is_none()) return n;
  take(';');
  return kNull;
}

// ---- tall form ----

Noun Parser::sail_tall_top() {
  return remembered(Rule::tall_sail, [&] { return sail_tall_top_alternatives(); });
}

Noun Parser::sail_tall_top_alternatives() {
  const char* const start = p_;
  if (take(' ')) {
    while (take(' ')) {
    }
    return arena_.cons(kNo, sail_collapse(true, sail_quote_innards(true, true)));
  }
  if (const Noun n = sail_script(); !n.is_none()) return arena_.cons(kYes, n);
  if (const Noun n = sail_tall_element(); !n.is_none()) return arena_.cons(kYes, n);
  if (const Noun n = sail_wide_quote(true); !n.is_none()) return arena_.cons(kNo, n);
  if (const Noun n = after('=', [&] { return sail_tall_tail(); }); !n.is_none()) return arena_.cons(kNo, n);
  if (take('>') && gap()) {
    if (const Noun n = markdown(); !n.is_none()) return make(kYes, make("div"_n, kNull), n);
  }
  p_ = start;
  if (const Noun mode = sail_mode(); !mode.is_none() && gap()) {
    if (const Noun n = tall(); !n.is_none()) return arena_.cons(kNo, single(arena_.cons(mode, n)));
  }
  p_ = start;
  return arena_.cons(kNo, single(sail_text(tape("\n"))));
}

// ;script and ;style: lines of plain text after semicolons.
Noun Parser::sail_script() {
  const char* const start = p_;
  Noun name = Noun::none();
  if (take("script")) {
    name = "script"_n;
  } else if (take("style")) {
    name = "style"_n;
  } else {
    return name;
  }
  const Noun attributes = sail_attributes();
  const Noun tail = sail_script_tail();
  return tail.is_none() ? none(start) : make(arena_.cons(name, attributes), tail);
}

Noun Parser::sail_script_tail() {
  const char* const start = p_;
  if (!gap()) return Noun::none();
  const Noun lines = most([&] { return gap(); },
                          [&]() -> Noun {
                            if (!take(';')) return Noun::none();
                            if (!take(' ')) return sail_text(tape("\n"));
                            const char* const text = p_;
                            while (is_printable(peek())) bump();
                            return sail_text(tape({text, static_cast<size_t>(p_ - text)}));
                          });
  return lines.is_none() || !closing(true) ? none(start) : lines;
}

// =name  value, each after a gap
Noun Parser::sail_tall_attributes() {
  Nouns found;
  for (;;) {
    const char* const before = p_;
    if (gap() && take('=')) {
      const Noun name = sail_name();
      if (!name.is_none() && gap()) {
        const Noun value = sail_attribute_value();
        if (!value.is_none()) {
          found.push_back(arena_.cons(name, value));
          continue;
        }
      }
    }
    p_ = before;
    return arena_.list({found.data(), found.size()});
  }
}

Noun Parser::sail_tall_element() {
  const char* const start = p_;
  const Noun head = sail_tag_head();
  if (head.is_none()) return head;
  Noun attributes = sail_tall_attributes();
  const Noun tail = sail_tall_tail();
  if (tail.is_none()) return none(start);
  Nouns own;
  for (Noun rest = head.tail(); rest.is_cell(); rest = rest.tail()) own.push_back(rest.head());
  for (size_t i = own.size(); i-- > 0;) attributes = arena_.cons(own[i], attributes);
  return make(arena_.cons(head.head(), attributes), tail);
}

// ; for nothing, : and one thing or text on the line, or children up to ==.
Noun Parser::sail_tall_tail() {
  if (take(';')) return kNull;
  const char* const start = p_;
  if (const Noun n = after(':', [&] { return sail_wrapped(); }); !n.is_none()) return n;
  if (take(": ")) return sail_collapse(false, sail_quote_innards(true, true));
  if (gap()) {
    const Noun n = sail_tall_children();
    if (!n.is_none() && closing(true)) return n;
  }
  return none(start);
}

// Elements, and where there is none, markdown.
Noun Parser::sail_tall_children() {
  const Noun list = most([&] { return gap(); },
                         [&]() -> Noun {
                           if (const Noun n = sail_top_level(true); !n.is_none()) return n;
                           const Noun n = markdown();
                           return n.is_none() ? n : arena_.cons(kNo, n);
                         });
  return list.is_none() ? list : sail_wide_children(list);
}

Noun Parser::markdown() {
  return Cram(*this).parse();
}

}  // namespace galena::hoon
