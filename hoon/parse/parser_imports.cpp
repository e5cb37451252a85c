// The import header of source files.
#include "hoon/parse/imports.h"
#include "hoon/parse/parser_impl.h"

namespace galena::hoon {
namespace {

struct Section {
  char rune;
  Import::Kind kind;
};
// In the order in which they may stand in a file, which is the order of their effect too.
constexpr Section kDesk[] = {
    {'-', Import::Kind::structure}, {'+', Import::Kind::library}, {'=', Import::Kind::raw},
    {'~', Import::Kind::directory}, {'%', Import::Kind::mark},    {'$', Import::Kind::conversion},
    {'*', Import::Kind::file},
};
constexpr Section kHoonc[] = {
    {'-', Import::Kind::structure}, {'+', Import::Kind::library}, {'=', Import::Kind::raw},
    {'*', Import::Kind::file},      {'#', Import::Kind::data},
};

}  // namespace

// Spaces, newlines and comments, or nothing.
void Parser::any_whitespace() {
  while (comment() || take(' ') || take('\n')) {
  }
}

// /? and the version of the kernel that the file is for, which builders ignore.
void Parser::version_pin() {
  const char* const start = p_;
  if (!take('/') || !take('?') || !gap() || literals_.long_decimal().is_none() || !gap()) fail(start);
}

// /a/b/c: segments of lower case, digits, - . ~ _; only / itself may end empty.
Noun Parser::file_path() {
  want(Wanted::path);
  const char* const start = p_;
  std::vector<Noun> segments;
  while (take('/')) {
    segments.push_back(literals_.knot());
  }
  if (segments.empty()) return Noun::none();
  if (segments.back() == kNull) return segments.size() == 1 ? kNull : none(start);
  return arena_.list(segments);
}

// *name, face=name, or name, which is its own face.
bool Parser::import_name(Import& out) {
  want(Wanted::file_name);
  const char* const start = p_;
  if (take('*')) {
    out.name = symbol(arena_);
    return !out.name.is_none() || fail(start);
  }
  const Noun first = symbol(arena_);
  if (first.is_none()) return fail(start);
  const char* const after = p_;
  out.face = first;
  out.name = first;
  if (take('=')) {
    out.name = symbol(arena_);
    if (out.name.is_none()) {
      out.name = first;
      p_ = after;
    }
  }
  return true;
}

// %name.
Noun Parser::import_mark() {
  want(Wanted::term);
  const char* const start = p_;
  if (!take('%')) return Noun::none();
  const Noun name = symbol(arena_);
  return name.is_none() ? none(start) : name;
}

// What follows the rune and its gap: one import, or for names any number of them.
bool Parser::import_line(Builder builder, Import::Kind kind, std::vector<Import>& out) {
  const char* const start = p_;
  Import next;
  next.kind = kind;
  next.place = place(start);
  switch (kind) {
    case Import::Kind::structure:
    case Import::Kind::library:
    case Import::Kind::data: {
      if (!import_name(next)) return false;
      for (;;) {
        out.push_back(next);
        const char* const before = p_;
        Import another;
        another.kind = kind;
        bool more = take(',');
        if (more) {
          any_whitespace();
          another.place = place(p_);
          more = import_name(another);
        }
        if (!more) return p_ = before, true;
        next = another;
      }
    }
    case Import::Kind::raw:
      if (builder == Builder::hoonc && take('*')) {
        next.face = Noun::none();
      } else {
        next.face = symbol(arena_);
        if (next.face.is_none()) return fail(start);
      }
      if (!gap() || (next.path = file_path()).is_none()) return fail(start);
      break;
    case Import::Kind::directory: {
      // The kernel reads the type with a parser that records no places.
      const Replaced without_places(spots_, false);
      next.face = symbol(arena_);
      if (next.face.is_none() || !gap() || (next.spec = wide_spec()).is_none() || !gap() ||
          (next.path = file_path()).is_none()) {
        return fail(start);
      }
      break;
    }
    case Import::Kind::mark:
      next.face = symbol(arena_);
      if (next.face.is_none() || !gap() || (next.mark = import_mark()).is_none()) return fail(start);
      break;
    case Import::Kind::conversion:
      next.face = symbol(arena_);
      if (next.face.is_none() || !gap() || (next.mark = import_mark()).is_none() || !gap() ||
          (next.to = import_mark()).is_none()) {
        return fail(start);
      }
      break;
    case Import::Kind::file:
      next.face = symbol(arena_);
      if (next.face.is_none() || !gap() || (next.mark = import_mark()).is_none() || !gap() ||
          (next.path = file_path()).is_none()) {
        return fail(start);
      }
      break;
  }
  GALENA_CHECK(next.place.line != 0 && start < p_);
  out.push_back(next);
  return true;
}

// The lines of one rune with gaps between and after them, or nothing.
void Parser::import_section(Builder builder, char rune, Import::Kind kind, std::vector<Import>& out) {
  const char* const start = p_;
  const size_t before = out.size();
  const auto line = [&] {
    const char* const from = p_;
    if (!take('/') || !take(rune)) return fail(from);
    const std::string_view glyphs(from, 2);
    const Opened opened(*this, {from, glyphs, "", nullptr, true});
    return (gap() && import_line(builder, kind, out)) || fail(from);
  };
  if (!line()) return;
  for (;;) {
    const char* const after = p_;
    if (!gap()) {
      // Without a gap behind it the section does not count.
      out.resize(before);
      p_ = start;
      return;
    }
    const char* const gapped = p_;
    if (line()) continue;
    p_ = after;
    gap();
    p_ = gapped;
    return;
  }
}

Noun Parser::file_with_imports(Builder builder, std::vector<Import>& imports) {
  // That builder has its files parsed without documentation.
  const Replaced documented(docs_, docs_ && builder == Builder::desk);
  optional_gap();
  version_pin();
  if (builder == Builder::desk) {
    for (const Section& s : kDesk) import_section(builder, s.rune, s.kind, imports);
  } else {
    for (const Section& s : kHoonc) import_section(builder, s.rune, s.kind, imports);
  }
  const Noun body = most([&] { return gap(); }, [&] { return tall(); });
  if (body.is_none()) return body;
  gap();
  want(Wanted::end);
  return at_end() ? arena_.cons("tssg"_n, body) : Noun::none();
}

SourceFile parse_source_file(Arena& arena, std::string_view text, Noun path, Builder builder, Kelvin kelvin) {
  return parse_with(arena, text, kelvin, path, Places::all, [&](Parser& parser) {
    SourceFile file;
    run_leavable([&] { file.body = parser.file_with_imports(builder, file.imports); });
    file.ok = !file.body.is_none();
    file.farthest = parser.farthest();
    return file;
  });
}

}  // namespace galena::hoon
