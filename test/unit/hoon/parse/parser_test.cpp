// The parser, corner by corner. The broad comparison with the reference is test/conformance/parse.cpp.
#include "hoon/parse/parser.h"

#include <doctest/doctest.h>

#include <array>
#include <string>

#include "hoon/noun/error.h"
#include "hoon/parse/imports.h"
#include "nock/base/check.h"
#include "nock/noun/arena.h"
#include "nock/noun/text.h"

using namespace galena;
using namespace galena::hoon;

namespace {

struct Case {
  std::string source;
  const char* ast;  // as a text noun; null where the text is refused
};

std::string ast_of(Arena& arena, const std::string& source, const ParseOptions& options = {}) {
  const ParseResult r = parse(arena, source, options);
  return r.ast.is_none() ? "refused at " + std::to_string(r.line) + " " + std::to_string(r.column) : print_text(r.ast);
}

void check(std::initializer_list<Case> cases) {
  for (const Case& c : cases) {
    CAPTURE(c.source);
    Arena arena;
    const ParseResult r = parse(arena, c.source);
    if (c.ast == nullptr) {
      CHECK(r.ast.is_none());
      continue;
    }
    const TextRead expected = read_text(arena, c.ast);
    REQUIRE(expected.ok());
    CHECK(ast_of(arena, c.source) == print_text(expected.noun));
  }
}

void check_same(std::initializer_list<std::pair<const char*, const char*>> pairs) {
  for (const auto& [a, b] : pairs) {
    Arena arena;
    CAPTURE(a);
    CHECK(!parse(arena, a).ast.is_none());
    CHECK(parse(arena, a).ast == parse(arena, b).ast);
  }
}

std::string repeated(const std::string& piece, size_t times) {
  std::string out;
  for (size_t i = 0; i < times; ++i) out += piece;
  return out;
}

}  // namespace

TEST_CASE("wide and tall forms are the same noun") {
  check_same({{"?:(a b c)", "?:  a  b\nc"},
              {":~(a b)", ":~  a  b  =="},
              {"%=(a b c, d e)", "%=  a\n  b  c\n  d  e\n=="},
              {"|=(a=@ b)", "|=  a=@  ::  \nb"},
              {"$%([%a b] [%c d])", "$%  [%a b]\n    [%c d]\n=="},
              {"~&(>> a b)", "~&  >>  a  b"}});
}

TEST_CASE("wings, axes and lark") {
  check({{"a.b", "[%wing %a %b 0]"},
         {"^^a", "[%wing [1 2 0 %a] 0]"},
         {"&3", "[%cnts [[0 14] 0] 0]"},
         {"|3", "[%cnts [[0 15] 0] 0]"},
         {"+<-", "[%cnts [[0 12] 0] 0]"},
         {"..a", "[%cnts [[0 1] %a 0] 0]"},
         {",.a", "[%wing [1 0 0] %a 0]"},
         {"+01", nullptr},
         {"a.", nullptr}});
}

TEST_CASE("empty names") {
  check({{"~$(%a b)", "[%sgbc %a %wing %b 0]"},
         {"$", "[%wing 0 0]"},
         {"%$", "[%rock %tas 0]"},
         {"|%\n++  $  1\n--", "[%brcn 0 [%$ 0 [%$ %sand %ud 1] 0 0] 0 0]"},
         {"!?(138 1)", "[%zpwt 138 %sand %ud 1]"},
         {"!?([140 130] 1)", "[%zpwt [140 130] %sand %ud 1]"},
         {"~!(a b)", "[%sgzp [%wing %a 0] %wing %b 0]"},
         {"|=  $&(a b)  c", "[%brts [%bcpm [%like [%a 0] 0] %wing %b 0] %wing %c 0]"}});
}

TEST_CASE("auto-naming") {
  check({{"|=(=@ a)", "[%brts [%bcts %atom %base %atom 0] %wing %a 0]"},
         {"|=(=@ud a)", "[%brts [%bcts %ud %base %atom %ud] %wing %a 0]"},
         {"|=(=a=@ a)", "[%brts [%bcts %a-atom %base %atom 0] %wing %a 0]"},
         {"|=(=a=b c)", "[%brts [%bcts %a-b %like [%b 0] 0] %wing %c 0]"},
         {"|=(=(list @) a)", "[%brts [%bcts %list %make [%wing %list 0] [%base %atom 0] 0] %wing %a 0]"},
         {"|=(=* a)", nullptr},
         {"=a", "[%ktts %a %kttr %like [%a 0] 0]"}});
}

TEST_CASE("labels are skins, and what is none is left alone") {
  check({{"[a b]=c", "[%ktts [%cell %a %b] %wing %c 0]"},
         {"~=a", "[%ktts [%leaf %n 0] %wing %a 0]"},
         {",a:b", "[%ktcl %like [%a 0] [%b 0] 0]"},
         {"*a=b", "[%kttr %bcts %a %like [%b 0] 0]"},
         {"1=a", nullptr},
         {"a.b=c", nullptr},
         {"?:a", nullptr}});
}

TEST_CASE("text is bytes") {
  check({{"'\xc3\xa9'", "[%sand %t 0xa9c3]"},
         {"\"\xc3\xa9\"", "[%knit 195 169 0]"},
         {"'a\\/b'", "[%sand %t 'ab']"},
         {"'a\\\n  /b'", "[%sand %t 'ab']"},
         {"'\\4a\\4A'", "[%sand %t 'JJ']"},
         {"\"\\4a\"", "[%knit 74 0]"},
         {"\"\\4A\"", nullptr},
         {"\"a{b c}\"", "[%knit 97 [0 %cltr [%wing %b 0] [%wing %c 0] 0] 0]"},
         {"\"a\".  \"b\"", "[%knit 97 98 0]"},
         {"-\"a{b}\"", "[%clsg [%mcfs %knit 97 0] [%cltr [%wing %b 0] 0] 0]"}});
}

TEST_CASE("blocks are as if their left margin were cut off") {
  check({{"  '''\n  a\n    b\n  '''", "[%sand %t 'a\\0a  b']"},
         {"  '''\n  a\n\n  b\n  '''", "[%sand %t 'a\\0a\\0ab']"},
         {"'''\n\n'''", "[%sand %t 0]"},
         {"'''  ::  comment\na\n'''", "[%sand %t 'a']"},
         {"'''\na\n  '''\n'''", "[%sand %t 'a\\0a  \\'\\'\\'']"},  // a deeper delimiter is text
         {"  '''\n a\n  '''", nullptr},
         // Below a block, empty lines count as indented like it; so they end a block that is indented more.
         {"[  '''\n   a\n   '''\n     '''\n     b\n\n     c\n     '''\n]\n", nullptr},
         {"\"\"\"\n\"{a}\"\n\"\"\"", "[%knit 34 [0 %cltr [%wing %a 0] 0] 34 0]"},
         {"  \"\"\"\n  {\"\"\"\n   b\n   \"\"\"}\n  \"\"\"", "[%knit [0 %cltr [%knit 98 0] 0] 0]"}});
}

TEST_CASE("paths: literals are written in the standard way") {
  check({{"/a/1/0x1f", "[%clsg [%sand %tas %a] [%sand %ta '1'] [%sand %ta '0x1f'] 0]"},
         {"/-0x5/.~1.5e10", "[%clsg [%sand %ta '-0x5'] [%sand %ta '.~1.5e10'] 0]"},
         {"/~1-.1.1", "[%clsg [%sand %ta '~1-.1.1'] 0]"},
         {"/'A b'/[c]/$", "[%clsg [%sand %t 'A b'] [%wing %c 0] [%sand %tas 0] 0]"},
         {"//a", "[%clsg [%sand %tas 0] [%sand %tas %a] 0]"},
         {"/=", nullptr},
         {"#/a/1/b+[c]",
          "[%clsg [%rock %tas %a] [%clhp [%rock %tas %ud] %sand %ud 1] [%clhp [%rock %tas %b] %wing %c 0] 0]"}});
  Arena arena;
  const Noun path = read_text(arena, "[%x %y %z 0]").noun;
  const auto in_path = [&](const char* source) {
    return print_text(parse(arena, std::string("!.  ") + source, {path}).ast.tail().tail());
  };
  const auto segments = [&](const char* text) { return print_text(read_text(arena, text).noun); };
  CHECK(in_path("/=/b") == segments("[%clsg [%sand %ta %x] [%sand %tas %b] 0]"));
  CHECK(in_path("%/b") == segments("[%clsg [%sand %ta %x] [%sand %ta %y] [%sand %ta %z] [%sand %tas %b] 0]"));
  CHECK(in_path("%%/b") == segments("[%clsg [%sand %ta %x] [%sand %ta %y] [%sand %tas %b] 0]"));
  CHECK(in_path("%%%") == segments("[%clsg [%sand %ta %x] 0]"));
}

TEST_CASE("duplicate arms and chapters are errors where they stand") {
  check({{"|%\n++  a  1\n++  a  2\n--",
          "[%brcn 0 [0 0 [%a %eror 100 117 112 108 105 99 97 116 101 32 97 114 109 58 32 43 97 "
          "0] 0 0] 0 0]"}});
  // Between chapters it is the earlier one that is in error.
  check_same(
      {{"|%\n+|  %c\n++  b  2\n+|  %a\n++  b  2\n++  d  3\n--", "|%\n+|  %c\n++  b  1\n+|  %a\n++  b  2\n++  d  3\n--"},
       {"|%\n+|  %a\n++  b  1\n+|  %a\n++  c  3\n--", "|%\n+|  %a\n++  d  2\n+|  %a\n++  c  3\n--"}});
}

TEST_CASE("doc comments become notes") {
  check({{"1  ::  a", "[%note [%help 0 'a' 0] %sand %ud 1]"},
         {"1  ::  +a: b\n", "[%sand %ud 1]"},
         {"::  a\n1", "[%sand %ud 1]"},
         {"=+  ::    a\n    ::\n    ::  b\n    ::      c\n  1\n2",
          "[%tsls [%note [%help 0 'a' [[0 'b'] [1 'c'] 0] 0] %sand %ud 1] %sand %ud 2]"},
         {"|=  ::    x\n  a\nb", "[%brts [%gist [%help 0 'x' 0] %like [%a 0] 0] %wing %b 0]"},
         {"|%\n::  +b: x\n++  a  1\n++  b  2\n--",
          "[%brcn 0 [0 0 [%b %note [%help [[%funk %b] 0] 'x' 0] %sand %ud 2] 0 [%a %sand %ud 1] 0 0] 0 0]"}});
}

TEST_CASE("tests of what is computed bind it first") {
  check({{"?~(a b c)", "[%wtsg [%a 0] [%wing %b 0] %wing %c 0]"},
         {"?~(x=a b c)", "[%tstr [%x 0] [%wing %a 0] %wtsg [%x 0] [%wing %b 0] %wing %c 0]"},
         {"?~((a) b c)",
          "[%tsls [%cncl [%wing %a 0] 0] %wtsg [[0 2] 0] [%tsgr [0 3] %wing %b 0] %tsgr [0 3] %wing %c 0]"},
         {"?=(@ x=(a))", "[%tsls [%ktts %x %cncl [%wing %a 0] 0] %wtts [%over [[0 3] 0] %base %atom 0] [[0 2] 0]]"}});
}

TEST_CASE("sail") {
  check({{";p: a {b}", "[%xray [%p 0] [[0 [0 97 32 0] 0] 0] [%tape %cltr [%wing %b 0] 0] 0]"},
         {"[;p:\"a\" 1]", "[%cltr [%xray [%p 0] [[0 [0 97 0] 0] 0] 0] [%sand %ud 1] 0]"},
         {";a/\"u\";", "[%xray [%a [%href 117 0] 0] 0]"},
         {";img@\"u\";", "[%xray [%img [%src 117 0] 0] 0]"},
         {";p(b_c d);", "[%xray [%p [[%b %c] [0 %wing %d 0] 0] 0] 0]"},
         {";p.x.y;", "[%xray [%p [%class 120 32 121 0] 0] 0]"},
         {";%  a", "[%mcts [%call %wing %a 0] 0]"},
         {";=  a  ==", nullptr},
         {";", "[%mcts [[0 [0 10 0] 0] 0] 0]"}});
}

TEST_CASE("markdown") {
  check({{";>\n# A b\n", "[%xray [%div 0] [[%h1 [%id 97 45 98 45 0] 0] [[0 [0 65 32 98 32 0] 0] 0] 0] 0]"},
         {";>\n- a\n", "[%xray [%div 0] [[%ul 0] [[%li 0] [[%p 0] [[0 [0 97 32 0] 0] 0] 0] 0] 0] 0]"},
         {";>\n*a*\n", "[%xray [%div 0] [[%p 0] [[%b 0] [[0 [0 97 0] 0] 0] 0] [[0 [0 32 0] 0] 0] 0] 0]"},
         {";>\n---\n", "[%xray [%div 0] [[%hr 0] 0] 0]"}});
}

TEST_CASE("spots") {
  Arena arena;
  const Noun path = read_text(arena, "[%a 0]").noun;
  const auto with_spots = [&](const char* source) { return print_text(parse(arena, source, {path}).ast); };
  const auto expected = [&](const char* text) { return print_text(read_text(arena, text).noun); };
  CHECK(with_spots("\n 1") == expected("[%dbug [[%a 0] [2 2] 2 3] %sand %ud 1]"));
  // The block's own columns count inside of it.
  CHECK(with_spots("  \"\"\"\n  {a}\n  \"\"\"") ==
        expected("[%dbug [[%a 0] [1 3] 3 6] %knit [0 %cltr [%dbug [[%a 0] [2 2] 2 3] %wing %a 0] 0] 0]"));
  CHECK(with_spots("!.  1") == expected("[%dbug [[%a 0] [1 1] 1 6] %sand %ud 1]"));
  CHECK(print_text(parse(arena, "!:  1").ast) == expected("[%dbug [0 [1 5] 1 6] %sand %ud 1]"));
}

TEST_CASE("an error is where the parser got farthest") {
  struct {
    const char* source;
    uint32_t line, column;
  } cases[] = {{"", 1, 1},           {"=/  a  1\n", 2, 1}, {"1 2", 1, 3},    {"'a\tb'", 1, 3}, {"[1 2", 1, 5},
               {"~2020.13.1", 1, 8}, {"'''\nx\n", 3, 1},   {"1::\n2", 2, 1}, {"a(b)", 1, 4},   {";p: {a", 1, 7}};
  for (const auto& c : cases) {
    CAPTURE(c.source);
    Arena arena;
    const ParseResult r = parse(arena, c.source);
    CHECK(r.ast.is_none());
    CHECK(r.line == c.line);
    CHECK(r.column == c.column);
  }
}

TEST_CASE("where the reference crashes on a literal, the text is refused, and the place is known") {
  Arena arena;
  const ParseResult r = parse(arena, "=/  a  1\n[a ~0-.1.1]");
  CHECK(r.ast.is_none());
  CHECK(r.crashed);
  CHECK(r.line == 2);
  CHECK(r.column == 11);
}

TEST_CASE("deep nesting takes linear time and no stack") {
  const size_t n = kChecks ? 20000 : 100000;
  Arena arena;
  for (const char* opening : {"[", "(", "~[", "\"{", "`(", "?~  [ ", "=(", ":-(a ", "=+  1\n", "|%\n++  a  ", ";p\n  ",
                              "^", "?-  a\n  ", "|=  [", "=+  ::    x\n"}) {
    CAPTURE(opening);
    CHECK(parse(arena, repeated(opening, n)).ast.is_none());
  }
  CHECK(!parse(arena, repeated("[", n) + "1" + repeated("]", n)).ast.is_none());
  CHECK(!parse(arena, repeated("=+  1\n", n) + "2").ast.is_none());
  CHECK(!parse(arena, repeated("\"{", n) + "1" + repeated("}\"", n)).ast.is_none());
  CHECK(!parse(arena, ";>\n" + repeated("[*_", n / 10) + "\n").ast.is_none());
}

TEST_CASE("places are recorded in the body of a file, and not in its header") {
  Arena arena(size_t{1} << 26);
  const Noun path = arena.list(std::array{arena.cord("a"), arena.cord("hoon")});
  const SourceFile file = parse_source_file(arena, "/~  all  _foo  /dat\nfoo\n", path, Builder::desk);
  REQUIRE(file.ok);
  REQUIRE(file.imports.size() == 1);
  const Noun foo = arena.tuple("wing"_n, "foo"_n, kNull);
  CHECK(file.imports[0].spec == arena.cons("bccb"_n, foo));
  CHECK(file.body.tail().head().head() == "dbug"_n);
}
