// Comments of arms: what belongs to which, and the examples in them.
#include "hoon/text/arm_docs.h"

#include <doctest/doctest.h>

#include <algorithm>

using galena::hoon::ArmDoc;
using galena::hoon::ArmReader;

namespace {

ArmReader read(std::string_view text) {
  ArmReader reader;
  reader.read("a.hoon", text);
  reader.close();
  return reader;
}

const ArmDoc& arm(const ArmReader& reader, std::string_view path) {
  const auto at = std::ranges::find_if(reader.arms(), [&](const ArmDoc& doc) { return doc.path() == path; });
  REQUIRE(at != reader.arms().end());
  return *at;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a comment is of the arm that it lies on") {
  const ArmReader reader = read(
      "::  What the file is.\n"
      "::\n"
      "|%\n"
      "+|  %first\n"
      "::\n"
      "::  +one: the first\n"
      "::\n"
      "::  and more of it\n"
      "++  one  1\n"
      "::  of nothing\n"
      "\n"
      "++  two  2\n"
      "--\n");
  CHECK(reader.opening() == Lines{"What the file is."});
  CHECK(arm(reader, "one").comment == Lines{"+one: the first", "", "and more of it"});
  CHECK(arm(reader, "one").chapter == "first");
  CHECK(arm(reader, "one").line == 9);
  CHECK(arm(reader, "two").comment.empty());
}

TEST_CASE("arms of a group share its comment") {
  const ArmReader reader = read(
      "|%\n"
      "::  low, hig: a letter\n"
      "::  alf: either\n"
      "++  low  1\n"
      "++  hig  2\n"
      "++  alf  3\n"
      "++  other  4\n"
      "::  first, ...: all of a kind\n"
      "+$  first  @\n"
      "+$  second  @\n"
      "--\n");
  for (const char* name : {"low", "hig", "alf"}) CHECK(arm(reader, name).comment.size() == 2);
  CHECK(arm(reader, "other").comment.empty());
  CHECK(arm(reader, "second").comment == Lines{"first, ...: all of a kind"});
  CHECK(arm(reader, "second").kind == "+$");
}

TEST_CASE("an arm of a door is told from a helper that nobody reaches") {
  const ArmReader reader = read(
      "|%\n"
      "++  by\n"
      "  |_  a=(map)\n"
      "  ::  +put: puts\n"
      "  ++  put  |=(b=* b)\n"
      "  --\n"
      "++  sum\n"
      "  |=  a=@\n"
      "  |^  (help a)\n"
      "  ++  help  |=(b=@ b)\n"
      "  --\n"
      "++  last  '''\n"
      "  '''\n"
      "--\n");
  CHECK(arm(reader, "by").head == "|_  a=(map)");
  CHECK(arm(reader, "put:by").comment == Lines{"+put: puts"});
  CHECK_FALSE(arm(reader, "put:by").hidden);
  CHECK(arm(reader, "sum").head == "|=  a=@");
  CHECK(arm(reader, "help:sum").hidden);
  CHECK_FALSE(arm(reader, "last").hidden);
}

TEST_CASE("examples are what stands behind a prompt, and below it") {
  const ArmReader reader = read(
      "|%\n"
      "::  snag: an item\n"
      "::  > (snag 1 ~[1 2])\n"
      "::  2\n"
      "::  > %+  snag\n"
      "::  .   0\n"
      "::  . ~[[1 2] 3]\n"
      "::  [ 1\n"
      "::    2\n"
      "::  ]\n"
      "::  > (snag 9 ~)\n"
      "::  ! snag-fail\n"
      "::\n"
      "::  and it is fast\n"
      "++  snag  1\n"
      "--\n");
  const auto& examples = arm(reader, "snag").examples;
  REQUIRE(examples.size() == 3);
  CHECK(examples[0].expression == "(snag 1 ~[1 2])");
  CHECK(examples[0].printed == Lines{"2"});
  CHECK(examples[0].line == 3);
  CHECK(examples[1].expression == "%+  snag\n  0\n~[[1 2] 3]");
  CHECK(examples[1].printed == Lines{"[ 1", "  2", "]"});
  CHECK(examples[2].printed == Lines{"! snag-fail"});
}
