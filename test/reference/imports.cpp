// Import headers against the parser in the public kernel's own build system, run on our own machine: the same imports
// and the same tree, or refused by both.
//
//   imports [COUNT]
//
// Texts: those below, and COUNT (default 1000) headers put together at random, half of them damaged by a byte. The
// kernel is urbit/pkg/arvo/sys in the folder of GALENA_REFERENCE. Its parser is two arms of a vane, which are compiled
// by themselves on top of what the vane sees.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "hoon/desk/build_log.h"
#include "hoon/desk/paths.h"
#include "hoon/desk/system.h"
#include "hoon/noun/stack.h"
#include "jets/table.h"
#include "test/reference/oracle.h"

using namespace galena;

namespace {

constexpr const char* kTexts[] = {
    "~",
    "/-  foo\n~",
    "/-  foo",
    "/-  foo\n",
    "/- foo\n~",
    "/-  *foo, bar=baz, a-b-c\n/+  x\n~",
    "/-  foo,bar,\n    baz\n~",
    "/-  foo,  ::  one\n    ::  two\n    baz\n~",
    "/-  foo , bar\n~",
    "/-  foo,\n~",
    "/-  foo=*bar\n~",
    "/-  foo=\n~",
    "/-  foo=%bar\n~",
    "/-  * foo\n~",
    "/-  Foo\n~",
    "/-  foo1, f-1, -f\n~",
    "/-  foo\tbar\n~",
    "/-\tfoo\n~",
    "/-  foo\n/-  bar\n/+  baz\n/+  qux\n~",
    "/+  foo\n/-  bar\n~",
    "/-  foo\n\n::  between\n\n/-  bar\n~",
    "::  before\n/-  foo\n~",
    "\n\n  /-  foo\n~",
    "/?  310\n/-  foo\n~",
    "/?  310\n~",
    "/?  3.1\n~",
    "/?  zuse\n~",
    "/?  310 ::  pin\n/+  foo\n~",
    "/?310\n~",
    "/?  0\n~",
    "/?  007\n~",
    "/?  310\n/?  310\n~",
    "::  before\n/?  310\n/-  foo\n~",
    "/=  foo  /bar/baz\n~",
    "/=  foo  /\n~",
    "/=  foo  /bar/\n~",
    "/=  foo  /bar//baz\n~",
    "/=  foo  //\n~",
    "/=  foo  /Bar\n~",
    "/=  foo  /a.b/c_d/~e/-f/0\n~",
    "/=  foo  bar\n~",
    "/=  *  /bar\n~",
    "/=  foo  /bar /baz\n~",
    "/=  foo\n    /bar\n~",
    "/=  foo  /bar\n/=  baz  /qux\n~",
    "/~  foo  @  /bar\n~",
    "/~  foo  (map @ bar)  /bar\n~",
    "/~  foo  _[1 2]  /bar\n~",
    "/~  foo  $-(@ @)  /bar\n~",
    "/~  foo  [a=@ b=?(%x %y)]  /bar\n~",
    "/~  foo  bar:baz  /bar/qux\n~",
    "/~  foo  $@(~ _(add 1 2))  /\n~",
    "/~  foo  $:  @\n    @\n  ==  /bar\n~",
    "/~  foo  _/a/b  /bar\n~",
    "/~  foo  /bar\n~",
    "/%  foo  %bar\n~",
    "/%  foo  bar\n~",
    "/%  foo  %\n~",
    "/%  foo  %bar-baz\n/%  qux  %a\n~",
    "/$  foo  %bar  %baz\n~",
    "/$  foo  %bar %baz\n~",
    "/$  foo  %bar\n~",
    "/*  foo  %txt  /bar/txt\n~",
    "/*  foo  %txt  /\n~",
    "/*  foo  txt  /bar/txt\n~",
    "/*  foo  %txt  /bar/txt\n/*  baz  %hoon  /qux/hoon\n~",
    "/*  *  %txt  /bar/txt\n~",
    "/#  foo\n~",
    "/-  a\n/+  b\n/=  c  /c\n/~  d  @  /d\n/%  e  %e\n/$  f  %f  %g\n/*  h  %h  /h\n|%\n++  i  1\n--\n",
    "/%  e  %e\n/~  d  @  /d\n~",
    "/*  h  %h  /h\n/$  f  %f  %g\n~",
    "/-  foo\n1\n2\n",
    "/-  foo\n1 2\n",
    "/-  foo  1\n",
    "/-  foo\n/bar\n",
    "/-  foo\n/=foo=\n",
    "/-  foo\n::  only\n",
    "/-  foo\n=/  a  1\n::  x\n[a %/b]\n",
    "/--  foo\n~",
    "/ -  foo\n~",
    "/-  ::  comment\n    foo\n~",
    "/-  foo::  comment\n~",
    "/-  foo::\n~",
    "/-  foo  ::  comment without end",
};

std::string contents(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// The arms that read a header, out of the vane.
std::string parser_text(const std::string& vane) {
  const size_t from = vane.find("    ++  pile-rule\n"), to = vane.find("    ++  run-tauts\n");
  if (from == std::string::npos || to == std::string::npos) return {};
  std::string text = "=,  clay\n=>  |%\n";
  for (size_t at = from; at < to;) {
    const size_t end = vane.find('\n', at) + 1;
    text += end - at > 4 ? vane.substr(at + 4, end - at - 4) : "\n";
    at = end;
  }
  return text + "--\n|=  [pax=path txt=@t]\n=/  res  ((pile-rule pax) [1 1] (trip txt))\n?~(q.res ~ [~ p.u.q.res])\n";
}

// What our parser reads, in the kernel's own shape: the imports of each section, and the tree; none() where it refuses.
Noun ours(Arena& arena, const std::string& text, Noun path) {
  using Kind = hoon::Import::Kind;
  const hoon::SourceFile file = hoon::parse_source_file(arena, text, path, hoon::Builder::desk);
  if (!file.ok) return Noun::none();
  const auto section = [&](Kind kind) {
    std::vector<Noun> imports;
    for (const hoon::Import& i : file.imports) {
      if (i.kind != kind) continue;
      switch (kind) {
        case Kind::structure:
        case Kind::library:
        case Kind::data:
          imports.push_back(arena.cons(i.face.is_none() ? Noun() : arena.cons(kNull, i.face), i.name));
          break;
        case Kind::raw:
          imports.push_back(arena.cons(i.face, i.path));
          break;
        case Kind::directory:
          imports.push_back(arena.tuple(i.face, i.spec, i.path));
          break;
        case Kind::mark:
          imports.push_back(arena.cons(i.face, i.mark));
          break;
        case Kind::conversion:
          imports.push_back(arena.tuple(i.face, i.mark, i.to));
          break;
        case Kind::file:
          imports.push_back(arena.tuple(i.face, i.mark, i.path));
          break;
      }
    }
    return arena.list(imports);
  };
  return arena.tuple(section(Kind::structure), section(Kind::library), section(Kind::raw), section(Kind::directory),
                     section(Kind::mark), section(Kind::conversion), section(Kind::file), file.body);
}

class Headers {
 public:
  std::string next() {
    std::string text = pick({"", "", "\n", "::  c\n"}) + pick({"", "", "", "/?  310\n", "/?  309\n\n"});
    for (const char rune : {'-', '+', '=', '~', '%', '$', '*'}) {
      if (below(3) != 0) continue;
      for (size_t count = 1 + below(2); count > 0; --count) text += line(rune);
    }
    text += pick({"~\n", "~", "|=  a=@\na\n", "[1 2]\n\n%a\n", "/foo\n", "=/  a  1\n~\n"});
    if (below(2) == 0) damage(text);
    return text;
  }

 private:
  size_t below(size_t bound) { return random_() % bound; }
  std::string pick(std::initializer_list<const char*> of) { return of.begin()[below(of.size())]; }
  std::string gap() { return pick({"  ", "  ", "  ", "\n    ", "   ", "  ::  c\n  "}); }
  std::string name() { return pick({"a", "foo", "foo-bar", "a1", "b-2-c"}); }
  std::string path() { return pick({"/a", "/foo/bar", "/a/b/c", "/a.b/~c", "/", "/a//b", "/a_b/-"}); }
  std::string line(char rune) {
    std::string text = std::string("/") + rune + gap();
    const auto taut = [&] { return pick({"", "", "*", "x=", "y-z="}) + name(); };
    switch (rune) {
      case '-':
      case '+':
        text += taut();
        for (size_t count = below(3); count > 0; --count) {
          text += "," + pick({"", " ", "\n", "  ", " ::  c\n "}) + taut();
        }
        break;
      case '=':
        text += name() + gap() + path();
        break;
      case '~':
        text += name() + gap() + pick({"@", "(list @t)", "_[1 2]", "a:b", "$-(a b)", "*", "[a=@ @]"}) + gap() + path();
        break;
      case '%':
        text += name() + gap() + "%" + name();
        break;
      case '$':
        text += name() + gap() + "%" + name() + gap() + "%" + name();
        break;
      default:
        text += name() + gap() + "%" + name() + gap() + path();
    }
    return text + pick({"\n", "\n", "\n\n", "\n::  c\n", "  "});
  }
  void damage(std::string& text) {
    const size_t at = below(text.size());
    switch (below(3)) {
      case 0:
        text.erase(at, 1);
        break;
      case 1:
        text.insert(at, pick({" ", "\n", "/", "*", "=", ",", "-", ":", "%", "a", "A", "\t", "."}));
        break;
      default:
        text[at] = text[below(text.size())];
    }
  }

  std::mt19937 random_{1};
};

}  // namespace

int main(int argc, char** argv) {
  const size_t count = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1000;
  const auto reference = reference::folder();
  const std::string folder = reference ? *reference + "/urbit/pkg/arvo/sys" : std::string();
  if (!reference || !std::filesystem::exists(folder + "/vane/clay.hoon")) {
    std::puts("imports: skipped: GALENA_REFERENCE has no urbit/pkg/arvo/sys/vane/clay.hoon");
    return 0;
  }
  MachineOptions options;
  options.jet_table = jet_table();
  Machine machine(options);
  Arena arena;
  hoon::Compiler compiler(arena);
  reference::evaluate_with(compiler, machine, arena);
  hoon::Toolchain tools(machine, arena, compiler);
  size_t passed = 0, failed = 0;
  try {
    hoon::Folder files(folder);
    hoon::System system(tools, files);
    const hoon::Vase zuse = system.on_top(system.on_top(system.arvo(system.hoon()), "lull.hoon"), "zuse.hoon");
    const hoon::ParseResult parser = hoon::parse(arena, parser_text(contents(folder + "/vane/clay.hoon")));
    if (parser.ast.is_none()) {
      std::puts("imports: the vane has another parser");
      return 1;
    }
    const hoon::Vase gate = tools.slap(zuse, parser.ast);
    const Noun path = hoon::segments_of(arena, "/lib/foo/hoon");
    // [9 2 10 [6 0 3] 0 2]
    const auto op = [](uint64_t n) { return Noun::direct(n); };
    const Noun call = arena.tuple(op(9), op(2), op(10), arena.tuple(op(6), op(0), op(3)), op(0), op(2));
    size_t accepted = 0;
    const auto compare = [&](const std::string& text) {
      // Where its parser crashes it refuses, too.
      Noun theirs;
      try {
        theirs = tools.run(arena.cons(gate.value, arena.cons(path, arena.cord(text))), call);
      } catch (const hoon::Failure&) {
      }
      const Noun mine = ours(arena, text, path);
      const bool same = mine.is_none() ? theirs.is_atom() : theirs.is_cell() && theirs.tail() == mine;
      accepted += theirs.is_cell();
      ++(same ? passed : failed);
      if (!same) {
        std::printf("DIFFERENT: %s here, %s there: %s\n", mine.is_none() ? "refused" : "read",
                    theirs.is_atom() ? "refused" : "read", text.c_str());
      }
    };
    for (const char* text : kTexts) compare(text);
    Headers headers;
    for (size_t i = 0; i < count; ++i) compare(headers.next());
    std::printf("imports: %zu of them are read\n", accepted);
  } catch (const hoon::BuildFailure& failure) {
    std::printf("imports: %s does not build\n", failure.file.c_str());
    return 1;
  } catch (const hoon::Failure& failure) {
    std::printf("imports: %s\n", std::string(hoon::info(failure.refusal.kind).name).c_str());
    return 1;
  }
  std::printf("imports: %zu passed, %zu failed, 0 skipped\n", passed, failed);
  return failed == 0 ? 0 : 1;
}
