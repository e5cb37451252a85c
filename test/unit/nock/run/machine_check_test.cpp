// The promises of machines, jets, memos and profiles, each broken.
#include <string>
#include <vector>

#include "nock/run/profile.h"
#include "test/unit/check_fixture.h"
#include "test/unit/machine_fixture.h"

namespace galena::test {
namespace {

TEST_CASE("a machine is not run while it runs" * with_checks()) {
  CHECK(dies_of([] {
          Machine* running = nullptr;
          MachineOptions options;
          options.memory_limit = size_t{64} << 20;
          options.on_slog = [&](Noun) {
            Heap& heap = running->heap();
            running->run(Noun::zero(), heap.cons(Noun::direct(1), Noun::zero()));
          };
          Machine machine(std::move(options));
          running = &machine;
          machine.run(Noun::zero(), read_text(machine.heap(), "[11 [%slog 1 0 0] 1 0]").noun);
        }) == "!running");
}

TEST_CASE("a cell that names code names its own" * with_checks()) {
  TextMachine m;
  const Noun one = m.read("[1 1]"), two = m.read("[1 2]");
  m.machine.code_for(one);
  m.machine.code_for(two);
  CHECK(dies_of([&] {
          one.cell()->header.aux = 1000;
          m.machine.code_for(one);
        }) == "number < codes_.size()");
  CHECK(dies_of([&] {
          one.cell()->header.aux = two.cell()->header.aux;
          for (int i = 0; i < 100; ++i) m.machine.code_for(one);
        }).ends_with("is_of(*code, formula)"));
}

TEST_CASE("a row of the jet table has a path, an axis and one function" * with_checks()) {
  static const NativeJet native{4, nullptr}, small{3, nullptr};
  const JetFunction function = [](Machine&, Noun) { return kDecline; };
  const auto registry_of = [](Jet jet) { return dies_of([&] { JetRegistry({&jet, 1}, {}); }); };
  CHECK(registry_of({"one/add", 2, function}).empty());
  CHECK(registry_of({"one/add", 2}) == "(jet.function == nullptr) != (jet.native == nullptr)");
  CHECK(registry_of({"one/add", 2, function, &native}) == "(jet.function == nullptr) != (jet.native == nullptr)");
  CHECK(registry_of({"one/add", 2, nullptr, &small}) == "jet.native == nullptr || jet.native->registers >= 4");
  CHECK(registry_of({"", 2, function}) == "!jet.path.empty() && jet.axis >= 2");
  CHECK(registry_of({"one/add", 1, function}) == "!jet.path.empty() && jet.axis >= 2");
}

// Runs a core whose arm has this jet.
std::string kicking(JetFunction function) {
  return dies_of([&] {
    const Jet table[] = {{"arm", 2, function}};
    MachineOptions options;
    options.memory_limit = size_t{64} << 20;
    options.jet_table = table;
    Machine machine(std::move(options));
    // A root core, and one in it, each registered as it is made; then the arm of that.
    const char* const formula =
        "[7 [11 [%fast 1 'root' [1 0] 0] 1 [1 1] 0] 7 [11 [%fast 1 'arm' [0 3] 0] [1 1 5] 0 1] 9 2 0 1]";
    machine.run(Noun::zero(), read_text(machine.heap(), formula).noun);
  });
}

TEST_CASE("a jet without frames yields a noun, and does not collect" * with_checks()) {
  CHECK(kicking([](Machine&, Noun) { return Noun::direct(1); }).empty());
  CHECK(kicking([](Machine&, Noun) { return kDecline; }).empty());
  CHECK(kicking([](Machine&, Noun) { return Noun::from_word(0x1005); }) ==
        "product.is_noun() || product == kDecline || product == kFail || product == kFailShorter");
  CHECK(kicking([](Machine& machine, Noun) {
          Heap::Roots roots;
          roots.roots = [](Heap::Scanner&) {};
          machine.heap().collect(roots);
          return Noun::direct(1);
        }).starts_with("machine.heap().statistics().minor == before.minor"));
}

TEST_CASE("a memo knows which of its entries are young" * with_checks()) {
  Heap heap(size_t{1} << 26), other(size_t{1} << 26);  // with room, so that collections are minor ones
  MemoTable memos;
  const MemoKey key{Noun::direct(1), other.cons(Noun::direct(1), Noun::direct(2))};
  const auto collect = [&] {
    Heap::Roots roots;
    roots.roots = [&](Heap::Scanner& scanner) { memos.visit(scanner, {.asked = SIZE_MAX, .unasked = SIZE_MAX}); };
    other.collect(roots);
  };
  CHECK(dies_of([&] {
          memos.add(other, key, Noun::zero());
          collect();
        }).empty());
  // Entered as if its nouns were none of this heap.
  CHECK(dies_of([&] {
          memos.add(heap, key, Noun::zero());
          collect();
        }).ends_with("knows_young(scanner.heap())"));
  CHECK(dies_of([&] { memos.add(heap, key, Noun::none()); }).starts_with("product.is_noun()"));
}

TEST_CASE("only the arms of a battery are known by it" * with_checks()) {
  CHECK(dies_of([] { KickTable().add(Noun::direct(1), 2, nullptr); }) == "battery.is_cell() && code != nullptr");
}

TEST_CASE("a node of a profile comes after its parent and has a function" * with_checks()) {
  Profile profile;
  const uint32_t function = profile.function("f", Profile::Kind::arm);
  CHECK(dies_of([&] { profile.child(0, function); }).empty());
  const std::string known = "parent < nodes.size() && function != 0 && function < functions.size()";
  CHECK(dies_of([&] { profile.child(1, function); }) == known);
  CHECK(dies_of([&] { profile.child(0, 0); }) == known);
  CHECK(dies_of([&] { profile.child(0, 9); }) == known);
}

}  // namespace
}  // namespace galena::test
