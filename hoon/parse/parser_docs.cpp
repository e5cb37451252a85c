// Doc comments: which comments are documentation, and the notes they leave in the AST.
//
//   ::    summary            four spaces: for what follows
//   ::  +name: summary       two spaces and links: for the arm, face, chapter ... of that name
//   ::
//   ::    paragraph, or code if indented by two more
//   expression  ::  summary  two spaces, on the line of what it is for
#include "hoon/noun/treap.h"
#include "hoon/parse/parser_impl.h"

namespace galena::hoon {

void Parser::skip_whitespace() {
  for (;;) {
    const int c = peek();
    if (c == ' ' || c == '\n') {
      bump();
    } else if (c != ':' || !comment()) {
      return;
    }
  }
}

// ---- whitespace that stops at documentation ----

// A comment that documents nothing.
bool Parser::plain_comment() {
  const char* const start = p_;
  if (!take(':') || !take(':')) return fail(start);
  // Looking whether it documents something never looks further than the line.
  const Reach before = reach();
  const char* const text = p_;
  Noun cuff, summary;
  const bool documents = wide_doc_head(cuff, summary) || linked_doc_head(cuff, summary);
  set_reach(before);
  if (documents) return fail(start);
  p_ = text;
  while (is_printable(peek())) bump();
  return take('\n') || fail(start);
}

bool Parser::leap() {
  return gap_of([this] { return plain_comment(); });
}

bool Parser::jump() {
  return has_docs(context_.kelvin) ? leap() || gap() : gap();
}

// ---- lines ----

// Spaces and the :: of a comment.
bool Parser::comment_lead() {
  const char* const start = p_;
  while (take(' ')) {
  }
  return (take(':') && take(':')) || fail(start);
}

Noun Parser::rest_of_line() {
  std::string text;
  while (is_printable(peek())) {
    text.push_back(static_cast<char>(peek()));
    bump();
  }
  return arena_.cord(text);
}

// What a doc comment is about: a chapter, a face, an arm, a structure, a constant.
Noun Parser::doc_link() {
  const char* const start = p_;
  Noun tag;
  switch (peek()) {
    case '|':
      tag = "chat"_n;
      break;
    case '.':
      tag = "frag"_n;
      break;
    case '+':
      tag = "funk"_n;
      break;
    case '$':
      tag = "plan"_n;
      break;
    case '%': {
      bump();
      const Noun n = literals_.number();
      return n.is_none() ? none(start) : arena_.cons("cone"_n, n);
    }
    default:
      return Noun::none();
  }
  bump();
  const Noun name = symbol(arena_);
  return name.is_none() ? none(start) : arena_.cons(tag, name);
}

Noun Parser::doc_links() {
  return most([] { return true; }, [&] { return doc_link(); });
}

// After the ::, four spaces, perhaps links and a colon, and a summary.
bool Parser::wide_doc_head(Noun& cuff, Noun& summary) {
  const char* const start = p_;
  if (!two_spaces() || !two_spaces()) return fail(start);
  const char* const inside = p_;
  cuff = doc_links();
  if (cuff.is_none() || !take(": ")) {
    p_ = inside;
    cuff = kNull;
  }
  if (peek() == ' ' || !is_printable(peek())) return fail(start);
  summary = rest_of_line();
  return take('\n') || fail(start);
}

// After the ::, two spaces, links, and perhaps a colon and a summary.
bool Parser::linked_doc_head(Noun& cuff, Noun& summary) {
  const char* const start = p_;
  if (!two_spaces()) return fail(start);
  cuff = doc_links();
  if (cuff.is_none()) return fail(start);
  const char* const inside = p_;
  if (take(": ") && is_printable(peek())) {
    summary = rest_of_line();
    if (take('\n')) return true;
  }
  p_ = inside;
  summary = kNull;
  while (take(' ')) {
  }
  return take('\n') || fail(start);
}

// A line of a section: [%& prose] or [%| code], which is indented by two more than prose.
Noun Parser::doc_line(bool wide) {
  const char* const start = p_;
  if (!two_spaces() || (!wide && !two_spaces())) return none(start);
  if (peek() != ' ') return arena_.cons(kYes, rest_of_line());
  // Under a wide head code lies four spaces in from prose.
  if (!two_spaces() || (wide && !two_spaces()) || peek() == ' ') return none(start);
  return arena_.cons(kNo, rest_of_line());
}

// Sections, each after an empty comment line.
Noun Parser::doc_sections(bool wide) {
  Nouns sections;
  for (;;) {
    const char* const before = p_;
    if (!comment_lead()) break;
    while (take(' ')) {
    }
    Nouns lines;
    if (take('\n')) {
      for (;;) {
        const char* const line = p_;
        const Noun text = comment_lead() ? doc_line(wide) : Noun::none();
        if (text.is_none() || !take('\n')) {
          p_ = line;
          break;
        }
        lines.push_back(text);
      }
    }
    if (lines.empty()) {
      p_ = before;
      break;
    }
    sections.push_back(arena_.list({lines.data(), lines.size()}));
  }
  return arena_.list({sections.data(), sections.size()});
}

// ---- comments ----

// The doc comments at the cursor as a map from links to [summary sections]; 0 where there are none.
Noun Parser::docs_before() {
  Noun docs;
  for (;;) {
    const char* const before = p_;
    leap();
    Noun cuff, summary;
    if (comment_lead()) {
      const bool is_wide = wide_doc_head(cuff, summary);
      if (is_wide || linked_doc_head(cuff, summary)) {
        docs = map_put(arena_, docs, cuff, arena_.cons(summary, doc_sections(is_wide)));
        continue;
      }
    }
    p_ = before;
    return docs;
  }
}

// The comment after something on its line, as a cord; empty where there is none.
Noun Parser::doc_after() {
  const int c = peek();
  if (!docs_ || (c != ' ' && c != ':')) return kNull;
  const char* const start = p_;
  if (!comment_lead() || !two_spaces()) return none(start), kNull;
  const char* const inside = p_;
  // A comment with a link is for something else.
  const Reach before = reach();
  if (!doc_link().is_none() && take(": ")) {
    set_reach(before);
    return none(start), kNull;
  }
  p_ = inside;
  if (peek() == ' ') return none(start), kNull;
  return rest_of_line();
}

Noun Parser::annotated(Noun tag, const Documented& found) {
  if (found.body.is_none()) return found.body;
  Noun result = found.body;
  const auto note = [&](Noun help) { result = make(tag, arena_.cons("help"_n, help), result); };
  if (found.after != kNull) note(help(kNull, found.after));
  if (found.before.is_cell()) {
    std::vector<Noun> entries;
    set_items(found.before, entries);
    for (const Noun entry : entries) note(entry);
  }
  return result;
}

}  // namespace galena::hoon
