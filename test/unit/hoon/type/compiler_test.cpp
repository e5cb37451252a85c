// The compiler's parts by themselves: sets, forks, formulas, auras; and that a refusal leaves a compiler usable.
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <random>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "hoon/noun/axis_walk.h"
#include "hoon/noun/treap.h"
#include "hoon/parse/parser.h"
#include "hoon/type/compiler.h"
#include "hoon/type/nock_maker.h"
#include "hoon/type/types.h"
#include "hoon/type/ut.h"
#include "nock/base/check.h"
#include "test/deadline.h"

using namespace galena;
using namespace galena::hoon;

TEST_CASE("a set is the same noun however it was made") {
  Arena arena(size_t{1} << 26);
  std::mt19937 random(1);
  for (size_t size = 0; size < 40; ++size) {
    Items items;
    for (size_t i = 0; i < size; ++i)
      items.push_back(arena.cons(Noun::direct(random() % 30), Noun::direct(random() % 3)));
    Noun put, merged;
    for (const Noun item : items) put = set_put(arena, put, item);
    for (const Noun item : items) merged = set_union(arena, set_put(arena, kNull, item), merged);
    Items copy = items;
    CHECK(set_of(arena, copy) == put);
    CHECK(merged == put);
    for (const Noun item : items) CHECK(set_has(put, item));
    Noun left = put;
    while (!copy.empty()) {
      const Noun item = copy.back();
      left = set_delete(arena, left, item);
      copy.erase(std::remove(copy.begin(), copy.end(), item), copy.end());
      Items rest = copy;
      CHECK(left == set_of(arena, rest));
      CHECK(set_delete(arena, left, item) == left);
    }
    CHECK(left == kNull);
  }
}

TEST_CASE("a map made at once is the map of its entries put one by one") {
  Arena arena(size_t{1} << 26);
  for (uint64_t size = 0; size < 40; ++size) {
    Items entries;
    Noun put;
    for (uint64_t i = 0; i < size; ++i) {
      entries.push_back(arena.cons(Noun::direct(i * 7), Noun::direct(i)));
      put = map_put(arena, put, Noun::direct(i * 7), Noun::direct(i));
    }
    CHECK(map_of_entries(arena, entries) == put);
  }
}

TEST_CASE("a text of 300 KB, and any long tuple, is compiled where a list must be") {
  const auto compiled = [](const std::string& source) {
    Arena arena(size_t{1} << 33);
    Compiler compiler(arena);
    const auto minted = compiler.mint("noun"_n, "noun"_n, parse(arena, source).ast);
    return minted ? "accepted" : std::string(info(minted.error().kind).name);
  };
  const auto repeated = [](const std::string& piece, size_t times) {
    std::string text;
    for (size_t i = 0; i < times; ++i) text += piece;
    return text;
  };
  const std::string list = "=>  |%  +$  l  $@(~ [i=@ t=l])  --  ^-  l  ";
  CHECK(compiled("\"" + repeated("a", 300000) + "\"") == "accepted");
  CHECK(compiled(list + "~[" + repeated("1 ", 99999) + "1]") == "accepted");
  CHECK(compiled(list + "~[" + repeated("1 ", 300) + "1]") == "accepted");
  // What does not fit is refused wherever it is.
  CHECK(compiled(list + "~[" + repeated("1 ", 600) + "[1 1]]") == "nest-fail");
  CHECK(compiled(list + "~[[1 1] " + repeated("1 ", 600) + "1]") == "nest-fail");
  CHECK(compiled(list + "[" + repeated("1 ", 600) + "1]") == "nest-fail");
  CHECK(compiled("^-  [@ @]  ~[" + repeated("1 ", 600) + "1]") == "nest-fail");
}

TEST_CASE("labelled cores of a program are named to who folds its constants, and gates are not") {
  Arena arena(size_t{1} << 26);
  Compiler compiler(arena);
  std::vector<Noun> labels;
  compiler.set_evaluate([&](Noun, Noun formula) {
    if (formula.head() == Noun::direct(11)) labels.push_back(formula.tail().head().tail().tail().head());
    return Noun::none();
  });
  const char* const source =
      "=>  %1  =>  ~%  %one  ~  ~  |%  ++  a  ~/  %a  |=(b=@ b)  --\n"
      "=>\n~%  %two  +  ~\n::    a core with a comment\n|%  ++  c  1  --  c";
  REQUIRE(compiler.mint("noun"_n, "noun"_n, parse(arena, source).ast));
  CHECK(labels == std::vector<Noun>{arena.cord("one"), arena.cord("two")});
}

TEST_CASE("a fork drops void, merges forks and collapses") {
  Arena arena(size_t{1} << 26);
  Types types(arena);
  const Noun a = types.constant("tas"_n, "a"_n), b = types.constant("tas"_n, "b"_n), c = types.any_cell();
  CHECK(types.fork({}) == kVoid);
  CHECK(types.fork({kVoid, a, a}) == a);
  CHECK(types.fork({a, b}) == types.fork({b, a}));
  CHECK(types.fork({types.fork({a, b}), types.fork({b, c})}) == types.fork({c, b, a}));
  CHECK(types.cell(kVoid, a) == kVoid);
}

TEST_CASE("a fork whose cases have changed is the fork of what they have become") {
  Arena arena(size_t{1} << 26);
  Types types(arena);
  for (uint64_t changed = 0; changed < 20; ++changed) {
    Items cases;
    for (uint64_t i = 0; i < 20; ++i) cases.push_back(types.constant("ud"_n, Noun::direct(i)));
    const Noun fork = types.fork(cases);
    cases = cases_of(fork);
    const Noun becomes[] = {kVoid, types.flag(), types.any_cell(), cases[0], types.constant("ux"_n, Noun::direct(1))};
    for (uint64_t i = 0; i < changed; ++i) cases[(i * 7) % 20] = becomes[i % 5];
    CHECK(types.refork(fork, cases) == types.fork(cases));
  }
}

TEST_CASE("a large fork is narrowed by constants as its cases are, one by one") {
  Arena arena(size_t{1} << 28);
  Ut ut(arena, Kelvin());
  Types& types = ut.types();
  std::mt19937 random(1);
  const auto constant = [&](uint64_t n) { return types.constant(n % 3 == 0 ? "tas"_n : "ud"_n, Noun::direct(n)); };
  const auto part = [](Noun type, Noun axis) { return axis == kAxis2 ? p_of(type) : q_of(type); };
  for (const size_t size : {size_t{40}, kLargeFork, size_t{100}, size_t{300}}) {
    CAPTURE(size);
    // Of cells: heads that several cases share, and some that are no constants.
    Items cases, atoms;
    for (uint64_t i = 0; i < size; ++i) {
      const Noun head = i % 50 == 7 ? types.any_atom() : constant(i - i % 2);
      cases.push_back(types.cell(head, types.face("p"_n, constant(i))));
      atoms.push_back(i % 50 == 7 ? types.any_cell() : constant(i));
    }
    Cases known(arena);
    Noun fork = types.fork(cases);
    cases = cases_of(fork);
    known.parts(fork, kAxis2);
    while (cases.size() > 1) {
      Items gone;
      for (size_t count = 1 + random() % 2; count > 0 && !cases.empty(); --count) {
        const auto at = cases.begin() + static_cast<ptrdiff_t>(random() % cases.size());
        gone.push_back(*at);
        cases.erase(at);
      }
      fork = known.without(fork, gone);
      CHECK(fork == types.fork(cases));
      if (kind_of(fork) != "fork"_w) continue;
      CHECK(known.is_left(fork));
      for (const Noun axis : {kAxis2, kAxis3}) {
        Items parts;
        for (const Noun type : cases) parts.push_back(part(type, axis));
        CHECK(known.parts(fork, axis) == types.fork(parts));
      }
    }
    Noun left = types.fork(atoms);
    while (kind_of(left) == "fork"_w) {
      const Noun by = constant(random() % (size + 5));
      Items cropped, fused;
      for (const Noun type : cases_of(left)) {
        cropped.push_back(ut.crop(type, by));
        fused.push_back(ut.fuse(type, by));
      }
      CHECK(ut.fuse(left, by) == types.fork(fused));
      const Noun next = ut.crop(left, by);
      CHECK(next == types.fork(cropped));
      if (next == left && random() % 4 == 0) break;
      left = next;
    }
  }
}

TEST_CASE("deep axes are walked, cut and joined as shallow ones are") {
  Arena arena(size_t{1} << 26);
  std::mt19937 random(1);
  for (const size_t depth : {0, 1, 5, 61, 62, 63, 64, 65, 127, 128, 129, 300}) {
    std::vector<Noun> steps;
    for (size_t i = 0; i < depth; ++i) steps.push_back(random() % 4 == 0 ? kAxis2 : kAxis3);
    Noun axis = kAxis1;
    for (const Noun step : steps) axis = peg(arena, axis, step);
    CHECK(bit_length(axis) == depth + 1);
    AxisWalk walk(axis);
    Noun rest = axis;
    for (const Noun step : steps) {
      REQUIRE_FALSE(walk.done());
      CHECK(walk.tail() == (step == kAxis3));
      CHECK(in_tail(rest) == walk.tail());
      CHECK(walk.rest(arena) == rest);
      walk.down();
      rest = rest_of_axis(arena, rest);
    }
    CHECK(walk.done());
    CHECK(rest == kAxis1);
    // The same in three pieces, the last of which is tails only.
    const AxisOnDemand top{nullptr, axis, 2}, middle{&top, kAxis2, 70}, bottom{&middle, axis, 0};
    Noun whole = peg(arena, axis, Noun::direct(7));
    whole = peg(arena, whole, kAxis2);
    for (int i = 0; i < 70; ++i) whole = peg(arena, whole, kAxis3);
    CHECK(middle.get(arena) == whole);
    CHECK(bottom.get(arena) == peg(arena, whole, axis));
    CHECK(AxisOnDemand{}.get(arena) == kAxis1);
  }
}

TEST_CASE("programs as wide or deep as nobody writes them are compiled in time in proportion") {
  const size_t n = kChecks ? 2'000 : 5'000;
  const auto repeat = [](size_t count, const auto& part) {
    std::string all;
    for (size_t i = 0; i < count; ++i) all += part(i);
    return all;
  };
  const auto name = [](size_t i) {
    std::string letters;
    for (int digit = 0; digit < 4; ++digit, i /= 26) letters += static_cast<char>('a' + i % 26);
    return letters;
  };
  const auto term = [&](size_t i) { return " %" + name(i); };
  const std::string terms = "?(" + repeat(n, term).substr(1) + ")";
  const std::string sources[] = {
      "^*(" + terms + ")",
      "=/(a=* 1 ?=(" + terms + " a))",
      "^*($%(" + repeat(n, [&](size_t i) { return (i == 0 ? "[%" : " [%") + name(i) + " @]"; }) + "))",
      "=/(a=" + terms + " %aaaa ?+(a 1" + repeat(n / 2, [&](size_t i) { return "," + term(i) + " 2"; }).substr(1) +
          "))",
      // Thrice as many: what looks at all cases at every step takes a minute.
      "=/(a=$%(" + repeat(3 * n, [&](size_t i) { return (i == 0 ? "[%" : " [%") + name(i) + " p=@]"; }) +
          ") [%aaaa 1] ?-(-.a" + repeat(3 * n, [&](size_t i) { return (i == 0 ? "" : ",") + term(i) + " p.a"; }) + "))",
      "=/(a=@ 1 " + repeat(n, [&](size_t i) { return "?:(=(a 1)" + term(i) + " "; }) + "1" + std::string(n, ')') + ")",
      repeat(n, [&](size_t i) { return "=/  " + name(i) + "  " + (i == 0 ? "1" : "aaaa") + "\n"; }) + name(n - 1),
  };
  for (const std::string& source : sources) {
    CAPTURE(source.substr(0, 30));
    Arena arena(size_t{4} << 30);
    const ParseResult parsed = parse(arena, source);
    REQUIRE_FALSE(parsed.ast.is_none());
    Compiler compiler(arena);
    const Deadline deadline(std::chrono::seconds(kChecks ? 240 : 30));
    const auto minted = compiler.mint(kNoun, kNoun, parsed.ast);
    CHECK(static_cast<bool>(minted));
  }
}

TEST_CASE("auras fit when one is a prefix of the other and the size allows it") {
  CHECK(auras_fit(""_n, "ud"_n));
  CHECK(auras_fit("ud"_n, ""_n));
  CHECK(auras_fit("t"_n, "tas"_n));
  CHECK_FALSE(auras_fit("ud"_n, "ux"_n));
  CHECK(auras_fit("tD"_n, "tC"_n));
  CHECK_FALSE(auras_fit("tC"_n, "tD"_n));
}

TEST_CASE("formulas are simplified as far as the reference does it, and no further") {
  Arena arena(size_t{1} << 26);
  NockMaker f(arena);
  CHECK(f.comb(f.slot(kAxis2), f.slot(kAxis3)) == f.slot(Noun::direct(5)));
  CHECK(f.cons(f.constant("a"_n), f.constant("b"_n)) == f.constant(arena.cons("a"_n, "b"_n)));
  CHECK(f.cons(f.slot(kAxis2), f.slot(kAxis3)) == arena.cons(f.slot(kAxis2), f.slot(kAxis3)));
  CHECK(f.comb(arena.cons(f.yes(), f.subject()), f.slot(kAxis2)) ==
        arena.tuple(Noun::direct(8), f.yes(), f.slot(kAxis2)));
  // Two edits that fill a cell are one edit of it, and an edit inside of it is then too late.
  const NockMaker::Edit edits[] = {{Noun::direct(4), f.yes()}, {Noun::direct(5), f.no()}, {Noun::direct(9), f.no()}};
  const Noun both = f.constant(arena.cons(kYes, kNo));
  CHECK(f.edit(kAxis1, edits) == arena.tuple(Noun::direct(10), arena.cons(kAxis2, both), f.subject()));
}

TEST_CASE("a refusal leaves the compiler as it was") {
  Arena arena(size_t{1} << 30);
  Compiler compiler(arena);
  const auto mint = [&](const char* source) { return compiler.mint(kNoun, kNoun, parse(arena, source).ast); };
  const auto first = mint("=+  add=|*([a=* b=*] [b a])  (add 1 2)");
  REQUIRE(first);
  CHECK_FALSE(mint("=+  add=|*([a=* b=*] ^-(@ux [b a]))  (add 1 2)"));
  CHECK_FALSE(mint("=+  add=|*([a=* b=*] ^-(@ux [b a]))  (add 1 2)"));
  CHECK_FALSE(mint("|=  a=@  b"));
  const auto again = mint("=+  add=|*([a=* b=*] [b a])  (add 1 2)");
  REQUIRE(again);
  CHECK(again.value().type == first.value().type);
  CHECK(again.value().formula == first.value().formula);
}

TEST_CASE("a compiler that was stopped far down a recursion, or came to its stack's end, is as good as a new one") {
  // Types that unfold for ever, a gate that is called for ever, and constants that are computed for ever.
  const char* const endless[] = {
      "=>  |%  +$  a  [b b]  +$  b  [a a]  --  *a",
      "=>  |%  +$  a  [b c]  +$  b  [c a]  +$  c  [a b]  --  *b",
      "=>  |%  +$  tree  [l=tree r=[tree tree]]  --  |=(a=tree l.a)",
      "=+  ^~(=>(~ |-([1 $])))  .",
  };
  const char* const good[] = {
      "=>  |%  +$  a  $@(~ [i=@ t=a])  --  |=(b=a ?~(b 0 i.b))",
      "=+  add=|*([a=* b=*] [b a])  (add 1 2)",
      "=>  |%  +$  pole  $~(~ $@(~ [@ pole]))  ++  f  |=(a=pole ?@(a ~ +.a))  --  ^~((f [1 ~]))",
  };
  for (const char* const source : endless) {
    CAPTURE(source);
    Arena arena(size_t{2} << 30);
    Compiler stopped(arena), fresh(arena);
    for (const int ms : {5, 40, 150}) {
      const Deadline deadline{std::chrono::milliseconds(ms)};
      const auto minted = stopped.mint(kNoun, kNoun, parse(arena, source).ast);
      REQUIRE_FALSE(minted);
      CHECK(is_limit(minted.error().kind));
    }
    for (const char* const program : good) {
      const Noun ast = parse(arena, program).ast;
      const auto one = stopped.mint(kNoun, kNoun, ast), other = fresh.mint(kNoun, kNoun, ast);
      REQUIRE(one);
      REQUIRE(other);
      CHECK(one.value().type == other.value().type);
      CHECK(one.value().formula == other.value().formula);
    }
  }
}

TEST_CASE("whether types nest does not depend on what was asked before") {
  // Asking about x in y finds that a nests in b, if x does in y, and with a in b c in d; and then that e nests in f,
  // with c in d. But x does not nest in y: their last parts differ. So neither does e in f, whoever asks.
  const char* const source =
      "|%\n"
      "+$  x  [p=$@(~ a) q=$@(~ e) r=@]\n"
      "+$  y  [p=$@(~ b) q=$@(~ f) r=^]\n"
      "+$  a  [p=$@(~ c) q=$@(~ x)]\n"
      "+$  b  [p=$@(~ d) q=$@(~ y)]\n"
      "+$  c  [p=$@(~ a) q=@]\n"
      "+$  d  [p=$@(~ b) q=@]\n"
      "+$  e  [p=$@(~ c) q=@]\n"
      "+$  f  [p=$@(~ d) q=@]\n"
      "--";
  Arena arena(size_t{1} << 30);
  Compiler first(arena), second(arena);
  const auto subject = first.mint(kNoun, kNoun, parse(arena, source).ast);
  REQUIRE(subject);
  const auto nests = [&](Compiler& compiler, const std::string& need, const std::string& have) {
    const auto type = [&](const std::string& name) {
      const auto played = compiler.play(subject.value().type, parse(arena, "*$@(~ " + name + ")").ast);
      REQUIRE(played);
      return played.value();
    };
    const auto answer = compiler.nests(type(need), type(have));
    REQUIRE(answer);
    return answer.value();
  };
  CHECK_FALSE(nests(first, "x", "y"));
  CHECK_FALSE(nests(first, "e", "f"));
  CHECK_FALSE(nests(second, "e", "f"));
}

TEST_CASE("a compiler that knows the answers of another comes to the same, and asks less") {
  const char* const base =
      "|%\n"
      "++  list  |$  [a]  $@(~ [i=a t=(list a)])\n"
      "++  pair  |$  [a b]  [p=a q=b]\n"
      "++  turn  |*  [a=(list) b=$-(* *)]  |-  ?~  a  ~  [i=(b i.a) t=$(a t.a)]\n"
      "--";
  const std::string before =
      "|=  a=(list (pair @ud @tas))  ^-  (list (pair @tas @ux))\n"
      "(turn a |=(b=(pair @ud @tas) [p=q.b q=`@ux`p.b]))";
  const std::string after = "::\n" + before;
  Arena arena(size_t{1} << 30);
  const Noun path = arena.list(std::vector<Noun>{"file"_n});
  const Noun library = parse(arena, base).ast;
  const Noun first = parse(arena, before, {path}).ast, second = parse(arena, after, {path}).ast;
  REQUIRE(!library.is_none());
  REQUIRE(!first.is_none());
  REQUIRE(first != second);
  // Whether a noun has a place of the file in it.
  std::unordered_map<uint64_t, bool> looked_at{{path.word(), false}};
  const std::function<bool(Noun)> foreign = [&](Noun noun) {
    if (!noun.is_cell()) return true;
    if (const auto it = looked_at.find(noun.word()); it != looked_at.end()) return it->second;
    return looked_at[noun.word()] = foreign(noun.head()) && foreign(noun.tail());
  };
  Compiler compiler(arena);
  const auto subject = compiler.mint(kNoun, kNoun, library);
  REQUIRE(subject);
  compiler.begin_round();
  REQUIRE(compiler.mint(subject.value().type, kNoun, first));
  compiler.end_round();
  const Compiler::Asked kept = compiler.answers(foreign);
  const Compiler::Asked all = compiler.answers([](Noun) { return true; });
  CHECK(compiler.asked() > 100);
  CHECK(kept.nouns.size() > 100);
  CHECK(kept.left_out > all.left_out);

  Compiler fresh(arena), knowing(arena), knowing_all(arena);
  REQUIRE(knowing.learn(kept.nouns));
  REQUIRE(knowing_all.learn(all.nouns));
  for (const Noun body : {first, second}) {
    const size_t known = knowing.answered(), unknown = fresh.answered(), everything = knowing_all.answered();
    const auto a = fresh.mint(subject.value().type, kNoun, body), b = knowing.mint(subject.value().type, kNoun, body);
    const auto c = knowing_all.mint(subject.value().type, kNoun, body);
    REQUIRE(a);
    REQUIRE(b);
    REQUIRE(c);
    CHECK(a.value().type == b.value().type);
    CHECK(a.value().formula == b.value().formula);
    CHECK(a.value().type == c.value().type);
    CHECK(a.value().formula == c.value().formula);
    if (body == first) CHECK(knowing_all.answered() - everything < 10);
    if (body == first) CHECK(knowing.answered() - known < fresh.answered() - unknown);
  }
  // What is not the answers of a compiler is refused, and does no harm.
  for (size_t size = 0; size < kept.nouns.size(); ++size) {
    Compiler other(arena);
    CHECK_FALSE(other.learn(std::span(kept.nouns).first(size)));
  }
  knowing.forget();
  CHECK(knowing.answered() == 0);
  const auto again = knowing.mint(subject.value().type, kNoun, second);
  REQUIRE(again);
  CHECK(again.value().type == fresh.mint(subject.value().type, kNoun, second).value().type);
}
