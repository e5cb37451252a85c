// The promises of the compiler's parts, each broken on purpose, to see its check fire.
#include <string>

#include "hoon/desk/build_log.h"
#include "hoon/desk/vase.h"
#include "hoon/noun/answers.h"
#include "hoon/noun/axis_walk.h"
#include "hoon/noun/treap.h"
#include "hoon/parse/parser.h"
#include "hoon/print/pattern.h"
#include "hoon/print/tank.h"
#include "hoon/text/scanner.h"
#include "hoon/type/cases.h"
#include "hoon/type/compiler.h"
#include "hoon/type/nock_maker.h"
#include "hoon/type/types.h"
#include "test/unit/check_fixture.h"

using namespace galena;
using namespace galena::hoon;

namespace {

// What is checked now and then is checked in as many calls.
template <class Call>
void often(Call call) {
  for (int i = 0; i < 1000; ++i) call();
}

}  // namespace

TEST_CASE("a flag must have room in the word of a type" * with_checks()) {
  CHECK(dies_of([] { tagged(Noun::direct(uint64_t{1} << 61), 0); }) == "type.word() >> kFlagShift == 0 && flag <= 1");
  CHECK(dies_of([] { tagged(kNoun, 2); }) == "type.word() >> kFlagShift == 0 && flag <= 1");
}

TEST_CASE("a round of questions begins outside of any question" * with_checks()) {
  CHECK(dies_of([] {
          Asking asking;
          asking.begin();
          const Asking::Scope question(asking);
          asking.begin();
        }) == "asker_ == kNobody");
}

TEST_CASE("only questions of the round are noted" * with_checks()) {
  CHECK(dies_of([] {
          Asking asking;
          asking.begin();
          asking.note(7);
        }) == "id != kNobody && id <= next_ && asker_ <= next_");
  CHECK(dies_of([] { Asking().fresh(); }) == "noting_ && next_ != UINT32_MAX");
}

TEST_CASE("a question has one answer" * with_checks()) {
  CHECK(dies_of([] {
          Asking asking;
          Answers<1, bool> table(asking);
          table.add({{2}}, true);
          table.add({{2}}, false);
        }) == "is_new || same_answer(it->second.value, value)");
}

TEST_CASE("a remembered answer is what its question comes to" * with_checks()) {
  CHECK(dies_of([] {
          // A machine whose products differ from run to run: what was folded once is not what it folds to.
          Arena arena(size_t{1} << 28);
          Compiler compiler(arena);
          uint64_t count = 0;
          compiler.set_evaluate([&](Noun, Noun) { return Noun::direct(++count); });
          compiler.mint(kNoun, kNoun, parse(arena, "=>  ~  =>  |%  ++  f  +(1)  --  [^~(f) ^-(@ ^~(f))]").ast);
        }) == "comes_to(value, compute)");
}

TEST_CASE("questions are about nouns of the compiler's arena" * with_checks()) {
  CHECK(dies_of([] {
          Arena arena(size_t{1} << 26), other(size_t{1} << 26);
          Compiler(arena).mint(kNoun, kNoun, parse(other, "[1 2]").ast);
        }) == "ut_->takes(subject_type) && ut_->takes(goal) && ut_->takes(gen)");
  CHECK(dies_of([] {
          Arena arena(size_t{1} << 26), other(size_t{1} << 26);
          Compiler(arena).nests(kNoun, other.cons(kNull, kNull));
        }) == "ut_->takes(need) && ut_->takes(have)");
  CHECK(dies_of([] {
          // So are the products of the machine that folds.
          Arena arena(size_t{1} << 26), other(size_t{1} << 26);
          Compiler compiler(arena);
          compiler.set_evaluate([&](Noun, Noun) { return other.cons(kNull, kNull); });
          compiler.mint(kNoun, kNoun, parse(arena, "=>  ~  =>  |%  ++  f  [1 1]  --  ^~(f)").ast);
        }) == "owns(product)");
}

TEST_CASE("a map has each key once" * with_checks()) {
  CHECK(dies_of([] {
          Arena arena(size_t{1} << 26);
          const Noun entries[] = {arena.cons("a"_n, kNull), arena.cons("b"_n, kNull), arena.cons("a"_n, kYes)};
          map_of_entries(arena, entries);
        }) == "");
  CHECK(dies_of([] {
          Arena arena(size_t{1} << 26);
          const Noun entries[] = {arena.cons("a"_n, kNull), arena.cons("b"_n, kNull), arena.cons("a"_n, kNo)};
          map_of_entries(arena, entries);
        }) == "edge.empty() || kKey(edge.back().node) != kKey(entry.node)");
}

TEST_CASE("what is put into a noun that is no set makes none" * with_checks()) {
  CHECK(dies_of([] {
          Arena arena(size_t{1} << 26);
          Noun set;
          for (uint64_t i = 0; i < 20; ++i) set = set_put(arena, set, Noun::direct(i));
          const Noun turned = arena.tuple(treap_node(set), treap_right(set), treap_left(set));
          often([&] { set_put(arena, turned, Noun::direct(100)); });
        }) == "!GALENA_NOW_AND_THEN(1000) || is_treap<kKey>(treap)");
}

TEST_CASE("a walk by an axis ends where the axis does" * with_checks()) {
  CHECK(dies_of([] {
          AxisWalk walk(Noun::direct(2));
          walk.down();
          walk.down();
        }) == "!done()");
  CHECK(dies_of([] { (void)AxisWalk(Noun::direct(1)).tail(); }) == "!done()");
}

TEST_CASE("places are asked for within the text" * with_checks()) {
  CHECK(dies_of([] {
          const Source source("abc");
          (void)source.place(source.end() + 1);
        }) == "begin() <= at && at <= end()");
}

TEST_CASE("the cursor stays in its text" * with_checks()) {
  CHECK(dies_of([] {
          const Source source("");
          Scanner(source).bump();
        }) == "!at_end()");
  CHECK(dies_of([] {
          const Source source("a"), other("a");
          Scanner(source).fail(other.begin());
        }) == "has_been_at(position)");
}

TEST_CASE("views are left in the order in which they were entered" * with_checks()) {
  CHECK(dies_of([] {
          const Source source("abc");
          Scanner scanner(source);
          const Scanner::View outer = scanner.block_view();
          scanner.enter(&outer);
          const Scanner::View inner = scanner.block_view();
          scanner.enter(&inner);
          scanner.leave(&outer);
        }) == "view_ == view && view->position <= p_");
}

TEST_CASE("a core's parts are taken of a core" * with_checks()) {
  CHECK(dies_of([] {
          Arena arena(size_t{1} << 26);
          const Noun garb = arena.tuple(kNull, "damp"_n, "gold"_n);
          CoreParts(arena.tuple("core"_n, kNoun, garb, kNoun, arena.cons(kNull, kNull), kNull));
        }) == "looks_like_type(core)");
}

TEST_CASE("no case of a fork is void or a fork" * with_checks()) {
  CHECK(dies_of([] {
          Arena arena(size_t{1} << 26);
          Types types(arena);
          const Noun damaged = arena.cons("fork"_n, set_put(arena, set_put(arena, kNull, kVoid), types.flag()));
          often([&] { types.fork({damaged, types.any_cell(), types.any_atom()}); });
        }) == "single || !GALENA_NOW_AND_THEN(100) || is_union(set)");
}

TEST_CASE("a fork's cases become as many" * with_checks()) {
  CHECK(dies_of([] {
          Arena arena(size_t{1} << 26);
          Types types(arena);
          types.refork(types.flag(), {types.any_cell()});
        }) == "before.size() == cases.size()");
}

TEST_CASE("what goes out of a fork was in it" * with_checks()) {
  CHECK(dies_of([] {
          Arena arena(size_t{1} << 26);
          Types types(arena);
          Cases(arena).without(types.flag(), {types.any_cell()});
        }) == "treap_size(set) + gone.size() == treap_size(fork.tail())");
}

TEST_CASE("formulas are made of formulas" * with_checks()) {
  Arena arena(size_t{1} << 26);
  NockMaker nock(arena);
  const Noun bad = arena.cons(Noun::direct(13), kNull), good = nock.subject();
  CHECK(dies_of([&] { nock.comb(good, bad); }) == "looks_like_formula(first) && looks_like_formula(second)");
  CHECK(dies_of([&] { nock.cons(bad, good); }) == "looks_like_formula(head) && looks_like_formula(tail)");
  CHECK(dies_of([&] { nock.cond(bad, good, good); }) ==
        "looks_like_formula(test) && looks_like_formula(yes) && looks_like_formula(no)");
  CHECK(dies_of([&] { nock.both(good, bad); }) == "looks_like_formula(left) && looks_like_formula(right)");
  CHECK(dies_of([&] { nock.either(bad, good); }) == "looks_like_formula(left) && looks_like_formula(right)");
  CHECK(dies_of([&] { nock.negate(bad); }) == "looks_like_formula(formula)");
  const NockMaker::Edit nowhere[] = {{kNull, good}};
  CHECK(dies_of([&] { nock.edit(kAxis1, nowhere); }) ==
        "edit.axis.is_atom() && edit.axis != kNull && looks_like_formula(edit.formula)");
}

TEST_CASE("a tank is shown when it is whole" * with_checks()) {
  CHECK(dies_of([] {
          Tank tank;
          tank.open(Punctuation::rose(" ", "[", "]"));
          tank.leaf("a");
          tank.lines(80);
        }) == "is_complete()");
  CHECK(dies_of([] {
          Tank tank;
          tank.leaf("a");
          tank.leaf("b");
          tank.flat();
        }) == "nodes_.empty() || (is_complete() && out.size() == widths()[0])");
  CHECK(dies_of([] {
          Tank tank, half;
          half.open(Punctuation::rose(" ", "[", "]"));
          half.leaf("a");
          tank.append(half);
        }) == "other.is_complete()");
}

TEST_CASE("a branch of a tank is closed once" * with_checks()) {
  CHECK(dies_of([] {
          Tank tank;
          const size_t branch = tank.open(Punctuation::rose(" ", "[", "]"));
          tank.leaf("a");
          tank.close(branch);
          tank.close(branch);
        }) == "branch < nodes_.size() && nodes_[branch].kind == Kind::branch && nodes_[branch].end == branch + 1");
  CHECK(dies_of([] { Tank().truncate({1, 0}); }) == "mark.nodes <= nodes_.size() && mark.text <= text_.size()");
}

TEST_CASE("a printer works in one arena" * with_checks()) {
  CHECK(dies_of([] {
          Arena arena(size_t{1} << 26), other(size_t{1} << 26);
          PatternMaker patterns(arena, {[&](Noun) { return other.tuple("atom"_n, "ud"_n, kNull); }, nullptr});
          patterns.cape_of(arena.tuple("hold"_n, kNoun, "wing"_n, kNull));
        }) == "arena_.owns(type)");
}

TEST_CASE("imports are followed for a file that is being built" * with_checks()) {
  CHECK(dies_of([] { BuildLog().follow({1, 1}); }) == "!building_.empty()");
}

TEST_CASE("a vase has a type, of the toolchain's arena" * with_checks()) {
  Arena arena(size_t{1} << 26), other(size_t{1} << 26);
  Machine machine{MachineOptions{}};
  Compiler compiler(arena);
  Toolchain tools(machine, arena, compiler);
  CHECK(dies_of([&] { tools.slop({kNoun, kNull}, {Noun::direct(5), kNull}); }) ==
        "looks_like_type(head.type) && looks_like_type(tail.type)");
  CHECK(dies_of([&] { tools.faced(arena.cons(kNull, kNull), {kNoun, kNull}); }) ==
        "name.is_atom() && looks_like_type(vase.type)");
  CHECK(dies_of([&] { tools.run(other.cons(kNull, kNull), arena.cons(kNull, kAxis1)); }) ==
        "arena_.owns(subject) && arena_.owns(formula)");
}
