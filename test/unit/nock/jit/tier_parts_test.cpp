// The parts of tier 1 by themselves, and what their checks hold.
#include <doctest/doctest.h>

#include <chrono>
#include <cstring>
#include <map>
#include <thread>

#include "nock/jit/budget.h"
#include "nock/jit/calls.h"
#include "nock/jit/code_store.h"
#include "nock/jit/compiled_graph.h"
#include "nock/jit/perf_map.h"
#include "nock/jit/tier.h"
#include "nock/jit/worker.h"
#include "test/unit/check_fixture.h"
#include "test/unit/machine_fixture.h"

using namespace galena;
using namespace galena::jit;

namespace {

MachineOptions automatic() {
  MachineOptions o;
  o.tier = Tier::automatic;
  return o;
}

// Where `count` objects of `size` bytes are packed.
Objects packed(size_t count, uint64_t size = 100) {
  Objects objects;
  for (size_t i = 0; i < count; ++i) {
    Objects object(sizeof size + size);
    std::memcpy(object.data(), &size, sizeof size);
    std::memcpy(object.data() + sizeof size,
                "\x7f"
                "ELF",
                4);
    objects.insert(objects.end(), object.begin(), object.end());
  }
  return objects;
}

// Code on disk, in memory.
struct Shelf {
  std::map<Digest, std::vector<uint8_t>> files;
  MachineOptions options;
  CodeStore store{options};

  Shelf() {
    options.load_code = [this](Digest key) {
      const auto it = files.find(key);
      return it == files.end() ? std::nullopt : std::optional(it->second);
    };
    options.save_code = [this](Digest key, std::span<const uint8_t> code) {
      files[key].assign(code.begin(), code.end());
    };
  }
};

constexpr Digest kKey{1, 2};

}  // namespace

TEST_CASE("objects are taken apart only where they fill their bytes and are ELF") {
  CHECK(taken_apart(packed(1)).size() == 1);
  CHECK(taken_apart(packed(2)).size() == 2);
  CHECK(taken_apart(packed(2))[1].size() == 100);
  CHECK(taken_apart({}).empty());
  const Objects two = packed(2);
  for (size_t length = 0; length < two.size(); ++length) {
    CHECK(taken_apart({two.begin(), two.begin() + static_cast<ptrdiff_t>(length)}).size() == (length == 108 ? 1 : 0));
  }
  Objects longer = two;
  longer.push_back(0);
  CHECK(taken_apart(longer).empty());
  for (const size_t place : {0, 7, 8, 11, 108, 119}) {
    Objects damaged = two;
    damaged[place] ^= 0x80;
    CHECK(taken_apart(damaged).empty());
  }
  CHECK(taken_apart(packed(1, 4)).size() == 1);
}

TEST_CASE("what is not of the form of code on disk is as good as absent") {
  Shelf shelf;
  TextMachine m;
  const Noun formula = m.read("[0 1]");
  CHECK(shelf.store.loads());
  CHECK_FALSE(shelf.store.objects(kKey));
  CHECK_FALSE(shelf.store.found(formula));
  shelf.store.save_objects(kKey, packed(2));
  CHECK(shelf.store.objects(kKey) == packed(2));
  shelf.files[kKey].pop_back();
  CHECK_FALSE(shelf.store.objects(kKey));
  shelf.store.save_seen(CodeStore::seen_key(formula));
  CHECK(shelf.store.found(formula));
  for (const std::vector<uint8_t>& wrong : {std::vector<uint8_t>{}, {0}, std::vector<uint8_t>(8)}) {
    Shelf other;
    other.files = shelf.files;
    other.files.erase(kKey);
    for (auto& [key, bytes] : other.files) bytes = wrong;
    CHECK_FALSE(other.store.found(formula));
  }

  const MachineOptions none;
  CodeStore nowhere(none);
  CHECK_FALSE(nowhere.loads());
  nowhere.save_objects(kKey, packed(1));
  CHECK_FALSE(nowhere.objects(kKey));
}

TEST_CASE("what one has seen compiled another finds, and neither forgets what the other saw") {
  Shelf one;
  TextMachine m;
  const Noun formula = m.read("[0 1]"), other = m.read("[0 2]"), third = m.read("[0 3]");
  CodeStore second(one.options);
  one.store.save_seen(CodeStore::seen_key(formula));
  second.save_seen(CodeStore::seen_key(other));
  one.store.save_seen(CodeStore::seen_key(other));
  CodeStore later(one.options);
  for (CodeStore* const store : {&second, &later}) {
    CHECK(store->found(formula));
    CHECK(store->found(other));
    CHECK_FALSE(store->found(third));
  }
}

TEST_CASE("choices are kept by formula, shape, atoms and number") {
  TextMachine m;
  const Noun formula = m.read("[0 1]"), other = m.read("[0 2]"), constant = m.read("[1 2]"), another = m.read("[1 3]");
  const Shape leaf{Shape::Kind::dynamic}, known{Shape::Kind::constant, &constant},
      known_other{Shape::Kind::constant, &another}, pair{Shape::Kind::pair, nullptr, &leaf, &known},
      pair_other{Shape::Kind::pair, nullptr, &leaf, &known_other};
  std::map<Digest, int> keys;
  for (const Noun f : {formula, other}) {
    for (const Shape* const shape : {static_cast<const Shape*>(nullptr), &leaf, &known, &pair, &pair_other}) {
      for (const bool any_atoms : {false, true}) {
        for (int number = 0; number < CodeStore::kMaxChoices; ++number) {
          ++keys[CodeStore::choices_key(f, shape, any_atoms, number)];
        }
      }
    }
    ++keys[CodeStore::seen_key(f)];
  }
  CHECK(keys.size() == size_t{2} * (5 * 2 * CodeStore::kMaxChoices + 1));
}

TEST_CASE("compiling has a budget of time, of memory, and of what is on the way") {
  constexpr uint64_t kSecond = 1'000'000'000;
  Budget budget(Budget::Mode::unpaid, {});
  budget.begin();
  CHECK(budget.affordable(0));
  CHECK(budget.affordable(2));
  CHECK_FALSE(budget.affordable(3));
  CHECK(budget.patience() == Budget::kNoEnd);
  budget.charge_compiling(kSecond / 20);
  CHECK(budget.affordable(0));
  budget.charge_held(kSecond / 10);
  CHECK_FALSE(budget.affordable(0));
  CHECK(budget.patience() == Budget::kNoEnd);
  CHECK(budget.compiling() == kSecond / 20);
  CHECK(budget.held() == kSecond / 10);
  // What is not eager is never done.
  budget.charge_compiling(1000 * kSecond);
  CHECK_FALSE(budget.is_full());

  Budget eager(Budget::Mode::eager, {});
  eager.begin();
  eager.charge_compiling(14 * kSecond);
  CHECK_FALSE(eager.is_full());
  eager.charge_compiling(2 * kSecond);
  CHECK(eager.is_full());
  eager.begin();
  CHECK_FALSE(eager.is_full());

  eager.charge_bytes(size_t{96} << 20);
  CHECK(eager.has_room());
  eager.charge_bytes(1);
  CHECK(eager.is_full());
  eager.release_all();
  for (int i = 0; i < 10'000; ++i) eager.charge_graph();
  CHECK(eager.is_full());
  eager.release_all();
  CHECK_FALSE(eager.is_full());
}

TEST_CASE("a program is held up for as long as it has paid for") {
  constexpr uint64_t kMillisecond = 1'000'000;
  CHECK_FALSE(Budget(Budget::Mode::paid, std::chrono::hours(1)).affordable(0));  // it is too young for LLVM
  Budget budget(Budget::Mode::paid, {});
  budget.begin();
  CHECK(budget.affordable(0));
  CHECK(budget.patience() >= kMillisecond);
  CHECK(budget.patience() < 100 * kMillisecond);
  budget.charge_held(kMillisecond / 2);
  CHECK(budget.patience() >= kMillisecond / 2);
  // What was given up is worth twice the time.
  budget.charge_in_vain(1000 * kMillisecond);
  CHECK(budget.patience() == 0);
  for (int i = 0; i < 20; ++i) budget.charge_held(1);
  CHECK(budget.patience() > 0);
  budget.charge_held(1000 * kMillisecond);
  CHECK(budget.patience() == 0);
}

TEST_CASE("an account that cannot be is refused" * with_checks()) {
  CHECK(dies_of([] { Budget(Budget::Mode::eager, {}).charge_compiling(UINT64_MAX); }) == "nanoseconds < kNoEnd");
  CHECK(dies_of([] {
          Budget budget(Budget::Mode::eager, {});
          for (int i = 0; i <= 10'000; ++i) budget.charge_graph();
        }) == "graphs_ < kMaxGraphs");
}

TEST_CASE("the store of code takes keys of formulas and objects of the form alone" * with_checks()) {
  CHECK(dies_of([] { CodeStore::seen_key(Noun::direct(7)); }) == "formula.is_cell()");
  TextMachine m;
  const Noun formula = m.read("[0 1]");
  CHECK(dies_of([&] { CodeStore::choices_key(formula, nullptr, false, CodeStore::kMaxChoices); }) ==
        "0 <= number && number < kMaxChoices");
  Shelf shelf;
  CHECK(dies_of([&] { shelf.store.save_objects(kKey, {1, 2, 3}); }) == "!taken_apart(objects).empty()");
  // A store that does not yield what was put there.
  shelf.options.load_code = [](Digest) { return std::optional(packed(2)); };
  CHECK(dies_of([&] {
          for (int i = 0; i < 16; ++i) shelf.store.save_objects(kKey, packed(1));  // looked at now and then
        }) == "!again || *again == objects");
}

TEST_CASE("only what is to be compiled, and not by the worker itself, is handed over" * with_checks()) {
  TextMachine m(automatic());
  Shelf shelf;
  Budget budget(Budget::Mode::paid, {});
  CompiledGraph graph;
  CHECK(dies_of([&] {
          Worker worker(m.machine.heap(), shelf.store, budget, References{}, false);
          worker.submit(graph);
        }) == "graph.source != nullptr && graph.code.memory == nullptr");
  CHECK(dies_of([&] {
          Worker worker(m.machine.heap(), shelf.store, budget, References{}, false);
          worker.find(graph);
        }) == "graph.source != nullptr && graph.code.memory == nullptr");
}

TEST_CASE("the machine stack has one activation, and one call that is run again" * with_checks()) {
  TextMachine m(automatic());
  m.run("1", "[0 1]");
  MachineStack& stack = m.machine.jit()->stack();
  const auto frame = [](uint64_t word) { return reinterpret_cast<Noun*>(~uint64_t{0xffff} + 8 * word); };
  CHECK(dies_of([&] { stack.leave(Activation::Reason::failed); }) == "active_ != nullptr");
  CHECK(dies_of([&] { static_cast<void>(stack.active()); }) == "active_ != nullptr");
  const Record record;
  CHECK(dies_of([&] { stack.enter(record, nullptr, frame(2), frame(1)); }) ==
        "strand_.stack < frame && frame <= shadow");
  CHECK(dies_of([&] { stack.enter(record, nullptr, frame(1), frame(2)); }) == "record.code != nullptr");
  CHECK(dies_of([&] {
          stack.pause(frame(1));
          stack.pause(frame(2));
        }) == "paused_frame_ == nullptr && frame > strand_.stack");
  CHECK(dies_of([&] {
          stack.pause(frame(1));
          stack.go_on(frame(2));
        }) == "paused_frame_ == frame");
  CHECK(dies_of([&] {
          stack.pause(frame(2));
          stack.unwind(frame(3));
          stack.go_on(frame(2));
          stack.pause(frame(2));
          stack.unwind(frame(1));
          stack.pause(frame(1));
        }) == "");
}

TEST_CASE("tier 1 is asked on the thread of the evaluation" * with_checks()) {
  TextMachine m(automatic());
  m.run("1", "[0 1]");
  CHECK(dies_of([&] { m.machine.jit()->install(); }) == "");
  CHECK(dies_of([&] { std::thread([&] { m.machine.jit()->install(); }).join(); }) == "is_here()");
  Record record;
  CHECK(dies_of([&] { m.machine.jit()->compiled(record); }) == "record.is_sound()");
}

TEST_CASE("code is run by its records where they are compiled, and its own" * with_checks()) {
  Code code, other;
  Record record;
  record.code = &code;
  CHECK_FALSE(record.is_sound());
  int address = 0;
  record.entry_with_leaves = &address;
  CHECK(record.is_sound());
  code.records = {&record};
  CHECK_FALSE(record.is_sound());
  const std::string condition = "records.front()->entry_with_subject != nullptr && records.front()->code == this";
  CHECK(dies_of([&] { code.choose_run(); }) == condition);
  record.entry_with_subject = &address;
  CHECK_FALSE(record.is_sound());
  CompiledGraph graph;
  record.graph = &graph;
  CHECK(record.is_sound());
  CHECK(dies_of([&] { code.choose_run(); }) == "");
  other.records = {&record};
  CHECK(dies_of([&] { other.choose_run(); }) == condition);
  code.records.clear();
  CHECK_FALSE(record.is_sound());
  code.declined = true;
  CHECK(record.is_sound());

  Insn instruction[3] = {};
  CHECK(dies_of([&] { static_cast<void>(code_of(instruction)); }) ==
        "instruction->op == static_cast<uint16_t>(Op::compiled)");
}

TEST_CASE("a name in a perf map is one line" * with_checks()) {
  CHECK(dies_of([] {
          const CodeSymbol symbol{"a\nb", 0x1000, 16};
          PerfMap("/tmp/no-such-folder/perf.map").add(std::span(&symbol, 1));
        }).starts_with("symbol.size > 0"));
}
