#include "hoon/print/print_ast.h"

#include <doctest/doctest.h>

#include "hoon/noun/stack.h"
#include "hoon/parse/parser.h"
#include "nock/noun/arena.h"
#include "nock/noun/text.h"

using namespace galena;
using namespace galena::hoon;

namespace {

std::string reprinted(std::string_view source, unsigned width = 80) {
  Arena arena;
  const PrintedSource printed = print_hoon(parse(arena, source).ast, width);
  CHECK(printed.exact);
  return printed.text;
}

}  // namespace

TEST_CASE("irregular forms") {
  for (const char* source : {
           "a",
           "a.b",
           "^^a",
           "+<",
           "+62",
           "..a",
           ",.a",
           "(a b c)",
           "(a)",
           "~(a b c)",
           "[a b]",
           "~[a b]",
           "a:b:c",
           "a^b^c",
           "`a",
           "`@ud`a",
           "`*`a",
           "`(list @)`a",
           "a(b c, d e)",
           "a=b=c",
           "=(a b)",
           "+(a)",
           "!a",
           "!=(a b)",
           "!!!",
           "&(a b)",
           "|(a b)",
           "?(%a %b)",
           ",[a=@ b=@]",
           "$%([%a @] [%b @])",
           "_a",
           "*a",
           "a=*a",
           ":(add a b)",
           "<a +3>",
           "\"a{b c}\\{\\\"\\0a\"",
           "'it\\'s'",
           "'\\01'",
           "%a",
           "%'a b'",
           "%1",
           "%~",
           "%&",
           "$a",
           "$.n",
           "$~",
           "$'a'",
           "~",
           "~2020.1.1",
           "~zod",
           "~.a",
           "~-a",
           ".~1.5",
           "-1",
           "0xff",
           "._1_2__",
           "~02",
           "/a/1/[b]/'c'",
           "/",
           ";a(b \"c{d}\", e f):(\"g\" h; +i)",
           "?=([%a *] b)",
           "?=([%a *] (b c))",
           "?=([%a *] a=(b c))",
           "?~((a b) c d)",
           "?-((a b) %a c, %b d)",
           "~&(>> a b)",
           "~+(== a)",
           "!?([1 2] a)",
           "~%(%a b (%c d, %e f) g)",
           "%=($ a !!, b c)",
       }) {
    Arena arena;
    const ParseResult parsed = parse(arena, source);
    INFO(std::string(source));
    REQUIRE_FALSE(parsed.ast.is_none());
    CHECK(parse(arena, print_hoon(parsed.ast).text).ast == parsed.ast);
  }
  CHECK(reprinted("%-  a  b") == "%-(a b)");
  CHECK(reprinted("=<  a  b") == "a:b" + std::string());
  CHECK(reprinted("?!  .=  a  b") == "!=(a b)");
  CHECK(reprinted("?-  a  %b  !!  %c  d  ==", 20) == "?-  a\n  %b  !!\n  %c  d\n==");
}

TEST_CASE("tall forms step back") {
  CHECK(reprinted("?:(aaaaaaaa bbbbbbbb cccccccc)", 20) == "?:  aaaaaaaa\n  bbbbbbbb\ncccccccc");
  CHECK(reprinted("~[aaaaaaaa bbbbbbbb cccccccc]", 20) == ":~  aaaaaaaa\n    bbbbbbbb\n    cccccccc\n==");
  CHECK(reprinted("=/(a=@ud 1 [a a a a a a])", 20) == "=/  a=@ud  1\n[a a a a a a]");
  CHECK(reprinted("=:  a  1  b  2  ==  cccccccccccc", 20) == "=:  a  1\n    b  2\n==\ncccccccccccc");
  CHECK(reprinted("|=  [a=@ b=@]  ?:  =(a b)  aaaaaaaa  bbbbbb", 30) == "|=  [a=@ b=@]\n?:(=(a b) aaaaaaaa bbbbbb)");
}

TEST_CASE("cores have their arms in alphabetical order") {
  CHECK(reprinted("|%\n++  b  1\n+$  a  @\n--") == "|%\n+$  a  @\n++  b  1\n--");
  CHECK(reprinted("|%\n+|  %two\n++  b  1\n+|  %one\n++  a  2\n--") ==
        "|%\n+|  %one\n++  a  2\n+|  %two\n++  b  1\n--");
  CHECK(reprinted("|_  a=@\n+*  b  a\n++  c  b\n--") == "|_  a=@\n+*  b  a\n++  c  b\n--");
  CHECK(reprinted("|^  a\n++  a  1\n--") == "|^  a\n++  a  1\n--");
}

TEST_CASE("documentation comments come back") {
  const char* const sources[] = {
      "|%\n++  a  ::  what a is\n  1\n--",
      "|%\n::    what a is\n::\n::  in detail\n::      code\n::\n::  and more\n\n++  a  1\n--",
      "?:  ::    a test\n    a\n  b\nc  ::  otherwise",
      "|=  $:  a=@  ::  first\n        b=@  ::  second\n    ==\na",
      "|_  a=@\n++  b  ::  the first arm\n  a\n--",
      "a  ::  all of it",
  };
  for (const char* source : sources) {
    Arena arena;
    const ParseResult parsed = parse(arena, source);
    REQUIRE_FALSE(parsed.ast.is_none());
    const PrintedSource printed = print_hoon(parsed.ast);
    INFO(printed.text);
    CHECK(printed.exact);
    CHECK(parse(arena, printed.text).ast == parsed.ast);
  }
}

TEST_CASE("what has no source is marked as inexact") {
  Arena arena;
  for (const char* noun :
       {"[0 6]", "[%limb %a]", "[%hand %noun 0 1]", "0", "[%nonsense 1]", "[%brcn 0 [0 0 [%a %eror 0] 0 0] 0 0]"}) {
    INFO(std::string(noun));
    CHECK_FALSE(print_hoon(read_text(arena, noun).noun).exact);
  }
  CHECK(print_hoon(read_text(arena, "[%limb %a]").noun).text == "a");
  CHECK_FALSE(print_spec(read_text(arena, "[%over [%a 0] %base %noun]").noun).exact);
  CHECK(print_spec(read_text(arena, "[%bccl [%base %noun] [%base %flag] 0]").noun).text == "[* ?]");
}

TEST_CASE("nesting of a hundred thousand") {
  run_on_deep_stack(kDeepStack, [] {
    Arena arena;
    Noun hoon = arena.tuple("wing"_n, "a"_n, kNull);
    for (int i = 0; i < 100000; ++i) hoon = arena.tuple("dtls"_n, hoon);
    const PrintedSource printed = print_hoon(hoon, 1 << 30);
    CHECK(printed.text.size() == 300001);
    CHECK(print_hoon(hoon).text.size() > 300001);
  });
}
