// Jets by themselves: gates made by hand, [0 sample 0], whose arms are never run. What they mean is checked against
// their Nock elsewhere, in the reference's library; here against plain models, and where memory moves under them.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "jets/arithmetic.h"
#include "jets/bits.h"
#include "jets/frame.h"
#include "jets/list.h"
#include "jets/order.h"
#include "jets/table.h"
#include "jets/tree.h"
#include "nock/noun/equal.h"
#include "nock/noun/text.h"
#include "nock/run/memo.h"
#include "nock/run/strand.h"
#include "test/unit/check_fixture.h"

using namespace galena;

namespace {

struct Bench {
  explicit Bench(bool stress = false)
      : machine(options(stress)), heap(machine.heap()), strand(machine, size_t{1} << 26) {}
  static MachineOptions options(bool stress) {
    MachineOptions made;
    made.memory_limit = size_t{1} << 28;
    made.stress_collector = stress;
    return made;
  }
  Noun noun(std::string_view text) { return read_text(heap, text).noun; }
  Noun gate(Noun sample) { return heap.tuple(kNull, sample, kNull); }
  // A gate that runs a formula.
  Noun gate_of(std::string_view formula) { return heap.tuple(noun(formula), kNull, kNull); }
  std::string call(JetFunction jet, std::string_view sample) { return text(jet(machine, gate(noun(sample)))); }
  std::string walk(const NativeJet& jet, std::string_view list, std::string_view formula) {
    const Result result = strand.run_native(jet, gate(heap.cons(noun(list), gate_of(formula))));
    return result.outcome == Outcome::done ? print_text(result.noun) : "fails";
  }
  static std::string text(Noun n) { return n == kDecline ? "declines" : n == kFail ? "fails" : print_text(n); }

  Machine machine;
  Heap& heap;
  Strand strand;
};

}  // namespace

TEST_CASE("labels are in the table once") {
  std::set<std::pair<std::string_view, uint64_t>> seen;
  for (const Jet& jet : jet_table()) {
    CHECK(seen.emplace(jet.path, jet.axis).second);
    CHECK((jet.function == nullptr) != (jet.native == nullptr));
  }
}

TEST_CASE("blocks of bits") {
  Bench b;
  CHECK(b.call(jets::cut, "[3 [1 2] 0x11.2233.4455]") == std::to_string(0x3344));
  CHECK(b.call(jets::end, "[[3 2] 0x11.2233.4455]") == std::to_string(0x4455));
  CHECK(b.call(jets::lsh, "[[0 62] 3]") == "13835058055282163712");
  CHECK(b.call(jets::rsh, "[[0 64] 0x8000.0000.0000.0000.0000]") == std::to_string(0x8000));
  CHECK(b.call(jets::rsh, "[100 12345]") == "0");
  CHECK(b.call(jets::met, "[3 0x1.0000.0000.0000.0000]") == "9");
  CHECK(b.call(jets::met, "[100 5]") == "1");
  CHECK(b.call(jets::cat, "[3 'ab' 'cd']") == b.text(b.noun("'abcd'")));
  CHECK(b.call(jets::rap, "[3 'abc' 0 'defghij' 0]") == b.text(b.noun("'abcdefghij'")));
  CHECK(b.call(jets::rep, "[[3 2] 'a' 'b' 0]") == std::to_string('a' + ('b' << 16)));
  CHECK(b.call(jets::rip, "[3 'abc']") == "[97 98 99 0]");
  CHECK(b.call(jets::rip, "[3 0]") == "0");
  CHECK(b.call(jets::rip, "[[3 0] 1]") == "declines");
  CHECK(b.call(jets::swp, "[3 'abc']") == b.text(b.noun("'cba'")));
  CHECK(b.call(jets::rev, "[3 4 'abc']") == std::to_string(0x61626300));
  CHECK(b.call(jets::fil, "[3 10 'x']") == b.text(b.noun("'xxxxxxxxxx'")));
  CHECK(b.call(jets::can, "[3 [2 'a'] [1 'b'] 0]") == std::to_string('a' + ('b' << 16)));
  CHECK(b.call(jets::can, "[3 [2 'a'] 5]") == "declines");
  CHECK(b.call(jets::sew, "[3 [1 1 'X'] 'abc']") == b.text(b.noun("'aXc'")));
  CHECK(b.call(jets::trip, "'abc'") == "[97 98 99 0]");
  CHECK(b.call(jets::xeb, "0x1.0000.0000.0000.0000") == "65");
  CHECK(b.call(jets::mix, "[0x1.0000.0000.0000.0001 1]") == "18446744073709551616");
}

TEST_CASE("axes") {
  Bench b;
  CHECK(b.call(jets::cap, "5") == "2");
  CHECK(b.call(jets::cap, "6") == "3");
  CHECK(b.call(jets::cap, "1") == "declines");
  CHECK(b.call(jets::mas, "2") == "1");
  CHECK(b.call(jets::mas, "13") == "5");
  CHECK(b.call(jets::peg, "[6 7]") == "27");
  CHECK(b.call(jets::peg, "[0 7]") == "declines");
  CHECK(b.call(jets::peg, "[0x8000.0000.0000.0000 2]") == "18446744073709551616");
}

TEST_CASE("a cord of a million bytes is taken apart and put together in no time") {
  Bench b;
  const std::string text(1000000, 'x');
  const Noun cord = b.heap.cord(text);
  const Noun tape = jets::rip(b.machine, b.gate(b.heap.cons(Noun::direct(3), cord)));
  CHECK(jets::lent(b.machine, b.gate(tape)) == Noun::direct(1000000));
  CHECK(equal(jets::rap(b.machine, b.gate(b.heap.cons(Noun::direct(3), tape))), cord));
  CHECK(equal(jets::rep(b.machine, b.gate(b.heap.cons(Noun::direct(3), tape))), cord));
}

TEST_CASE("lists") {
  Bench b;
  CHECK(b.call(jets::flop, "[1 2 3 0]") == "[3 2 1 0]");
  CHECK(b.call(jets::flop, "[1 2 3]") == "declines");
  CHECK(b.call(jets::find, "[[2 3 0] 1 2 3 0]") == "[0 1]");
  CHECK(b.call(jets::find, "[0 1 0]") == "0");
  CHECK(b.call(jets::scag, "[2 1 2 3 0]") == "[1 2 0]");
  CHECK(b.call(jets::slag, "[2 1 2 3 0]") == "[3 0]");
  CHECK(b.call(jets::slag, "[5 1 2 3 0]") == "0");
  CHECK(b.call(jets::snag, "[1 1 2 3 0]") == "2");
  CHECK(b.call(jets::snag, "[3 1 2 3 0]") == "declines");
  CHECK(b.call(jets::weld, "[[1 2 0] 3 4]") == "[1 2 3 4]");
  CHECK(b.call(jets::zing, "[[1 2 0] 0 [3 0] 0]") == "[1 2 3 0]");
  CHECK(b.call(jets::oust, "[[1 2] 1 2 3 4 0]") == "[1 4 0]");
  CHECK(b.call(jets::into, "[[1 2 0] 1 9]") == "[1 9 2 0]");
  CHECK(b.call(jets::snap, "[[1 2 0] 1 9]") == "[1 9 0]");
  CHECK(b.call(jets::reap, "[3 7]") == "[7 7 7 0]");
  CHECK(b.call(jets::need, "0") == "declines");
}

TEST_CASE("lists with gates, with and without a collection at every step") {
  for (const bool stress : {false, true}) {
    Bench b(stress);
    CHECK(b.walk(jets::kTurn, "[1 2 3 0]", "[4 0 6]") == "[2 3 4 0]");
    CHECK(b.walk(jets::kTurn, "[1 [2 2] 3 0]", "[4 0 6]") == "fails");
    CHECK(b.walk(jets::kSkim, "[1 [2 2] 3 0]", "[3 0 6]") == "[[2 2] 0]");
    CHECK(b.walk(jets::kSkip, "[1 [2 2] 3 0]", "[3 0 6]") == "[1 3 0]");
    CHECK(b.walk(jets::kSkid, "[1 [2 2] 3 0]", "[3 0 6]") == "[[[2 2] 0] 1 3 0]");
    CHECK(b.walk(jets::kLevy, "[1 3 0]", "[3 0 6]") == "1");
    CHECK(b.walk(jets::kLien, "[1 3 0]", "[1 2]") == "fails");
    CHECK(b.walk(jets::kMurn, "[1 [0 2] 3 0]", "[6 [3 0 6] [0 6] 1 0]") == "[2 0]");
    // By the head alone: the pivot comes after what the gate says yes to, and the rest keeps its order.
    CHECK(b.walk(jets::kSort, "[[0 1] [1 2] [0 3] [1 4] 0]", "[5 [0 24] 1 0]") == "[[0 3] [0 1] [1 2] [1 4] 0]");
  }
}

TEST_CASE("a list is taken apart no further than the answer needs") {
  Bench b;
  CHECK(b.call(jets::find, "[[2 0] 1 2 3]") == "[0 1]");
  CHECK(b.call(jets::find, "[[4 0] 1 2 3]") == "declines");
  CHECK(b.call(jets::into, "[[1 2 3] 1 9]") == "[1 9 2 3]");
  CHECK(b.call(jets::snap, "[[1 2 3] 1 9]") == "[1 9 3]");
  CHECK(b.call(jets::snap, "[[1 2 3] 2 9]") == "declines");
  CHECK(b.call(jets::oust, "[[0 1] 1 2 3]") == "[2 3]");
  CHECK(b.call(jets::snip, "[1 2 3]") == "declines");
  CHECK(b.call(jets::weld, "[[1 2] 0]") == "declines");
  CHECK(b.call(jets::zing, "[[1 0] [2 3] 0]") == "declines");
  // The gate is asked before anybody looks whether there is an end.
  CHECK(b.walk(jets::kLevy, "[1 2 3]", "[1 1]") == "1");
  CHECK(b.walk(jets::kLien, "[1 2 3]", "[1 0]") == "0");
  CHECK(b.walk(jets::kLevy, "[1 2 3]", "[1 0]") == "fails");
  CHECK(b.walk(jets::kTurn, "[1 2 3]", "[0 6]") == "fails");
  CHECK(b.walk(jets::kMurn, "[1 2 3]", "[1 0]") == "fails");
  CHECK(b.walk(jets::kSkim, "[1 2 3]", "[1 0]") == "fails");
}

TEST_CASE("what no counting comes to an end with crashes at once, and what crashes by itself is for the Nock") {
  Bench b;
  for (const char* sample : {"[1 2]", "[[1 2] 3]"}) CHECK(b.call(jets::dec, sample) == "fails");
  CHECK(b.call(jets::sub, "[[1 2] 3]") == "fails");
  // One step, and that is from a cell.
  for (const char* sample : {"[[1 2] 3 4]", "[[1 2] 1 2]"}) {
    CHECK(b.call(jets::sub, sample) == "declines");
  }
  // Whose Nock asks another arm first, which crashes.
  for (const char* sample : {"[[1 2] 3]", "[[1 2] 3 4]", "[[1 2] 1 2]"}) {
    CHECK(b.call(jets::div, sample) == "declines");
    CHECK(b.call(jets::mod, sample) == "declines");
  }
  CHECK(b.call(jets::dec, "0") == "declines");
  CHECK(b.call(jets::sub, "[3 5]") == "declines");
  CHECK(b.call(jets::sub, "[3 1 2]") == "declines");
  CHECK(b.call(jets::sub, "[10.000 1 2]") == "fails");
  CHECK(b.call(jets::div, "[[1 2] 0]") == "declines");
  CHECK(b.call(jets::lth, "[[1 2] 3 4]") == "fails");
  CHECK(b.call(jets::lth, "[[1 2] 1 2]") == "declines");
  CHECK(b.call(jets::gte, "[3 1 2]") == "declines");
}

TEST_CASE("a long count down to a crash is cut short") {
  Bench b;
  const Noun core = b.gate(b.noun("[0x1.0000.0000.0000.0000.0000 0x2.0000.0000.0000.0000.0000]"));
  CHECK(jets::sub(b.machine, core) == kFailShorter);
  const Noun shorter = b.machine.jets().shorter;
  CHECK(equal(shorter.head(), core.head()));
  CHECK(equal(shorter.tail().tail(), core.tail().tail()));
  CHECK(print_text(shorter.tail().head()) == "[4096 4097]");
}

TEST_CASE("sets hold what a set holds") {
  Bench b;
  std::mt19937 random(7);
  std::set<uint64_t> model, other;
  Noun tree, tree_b;
  for (int i = 0; i < 400; ++i) {
    const uint64_t item = random() % 200;
    tree = jets::set_put(b.heap, tree, Noun::direct(item));
    model.insert(item);
    if (i % 3 == 0) {
      tree_b = jets::set_put(b.heap, tree_b, Noun::direct(item / 2));
      other.insert(item / 2);
    }
  }
  const auto door_gate = [&](Noun a, Noun sample) { return b.heap.tuple(kNull, sample, kNull, a, kNull); };
  const auto made_of = [&](const std::set<uint64_t>& items) {
    Noun made;
    for (const uint64_t item : items) made = jets::set_put(b.heap, made, Noun::direct(item));
    return made;
  };
  std::set<uint64_t> both, either = model, only = model;
  std::set_intersection(model.begin(), model.end(), other.begin(), other.end(), std::inserter(both, both.end()));
  either.insert(other.begin(), other.end());
  for (const uint64_t item : other) only.erase(item);
  // Treaps of the same items are the same noun, whatever made them.
  CHECK(equal(tree, made_of(model)));
  CHECK(equal(jets::in_uni(b.machine, door_gate(tree, tree_b)), made_of(either)));
  CHECK(equal(jets::in_int(b.machine, door_gate(tree, tree_b)), made_of(both)));
  CHECK(equal(jets::in_dif(b.machine, door_gate(tree, tree_b)), made_of(only)));
  CHECK(jets::in_apt(b.machine, door_gate(tree, b.noun("[0 0]"))) == kYes);
  for (const uint64_t item : model) tree = jets::in_del(b.machine, door_gate(tree, Noun::direct(item)));
  CHECK(tree == kNull);
}

TEST_CASE("a memo is found until many others have come") {
  Heap heap(size_t{1} << 28);
  MemoTable memos;
  const Noun formula = heap.cons(kNull, Noun::direct(1));
  memos.add(heap, {formula, Noun::direct(1)}, Noun::direct(7));
  memos.add(heap, {Noun::direct(5), Noun::direct(1)}, Noun::direct(8));
  CHECK(memos.find(heap, {heap.cons(kNull, Noun::direct(1)), Noun::direct(1)}) == Noun::direct(7));
  CHECK(memos.find(heap, {Noun::direct(5), Noun::direct(1)}) == Noun::direct(8));
  CHECK(memos.find(heap, {formula, Noun::direct(2)}).is_none());
  memos.add(heap, {formula, Noun::direct(1)}, Noun::direct(9));
  CHECK(memos.find(heap, {formula, Noun::direct(1)}) == Noun::direct(9));
  for (uint64_t i = 10; i < 2000000; ++i) {
    memos.add(heap, {formula, Noun::direct(i)}, kNull);
    if (i % 100000 == 0) CHECK(memos.find(heap, {formula, Noun::direct(1)}) == Noun::direct(9));
  }
  CHECK(memos.find(heap, {formula, Noun::direct(10)}).is_none());
}

TEST_CASE("a frame's state is a number, and an axis has a place" * with_checks()) {
  Bench b;
  Noun r[4] = {kNull, b.noun("[1 2]"), kNull, kNull};
  CHECK(dies_of([&] { (void)jets::state(r); }) == "r[1].is_direct()");
  CHECK(dies_of([&] { jets::peg(b.heap, kNull, Noun::direct(1)); }) ==
        "a.is_atom() && b.is_atom() && a != Noun::zero() && b != Noun::zero()");
}
