// Recursion, lists and left-leaning trees of ten million are ordinary (a million where checks are on).
#include <doctest/doctest.h>

#include "nock/noun/equal.h"
#include "nock/noun/mug.h"
#include "nock/noun/serial.h"
#include "test/unit/machine_fixture.h"
#include "test/unit/nock/noun/random_noun.h"

using namespace galena;

namespace {

using test::kMany;

MachineOptions roomy() {
  MachineOptions options;
  options.memory_limit = size_t{3} << 30;
  return options;
}

// Counts to n in the sample, not tail-recursive: `around` makes the product from that of the rest.
std::string counted(const std::string& base, const std::string& rest_first, const std::string& rest_last) {
  return "[8 [1 0] 8 [1 6 [5 [0 6] 1 " + std::to_string(kMany) + "] [" + base + "] " + rest_first +
         "9 2 10 [6 4 0 6] 0 1" + rest_last + "] 9 2 0 1]";
}

// All that can be done to a noun.
void exercise(Noun noun, Heap& heap) {
  const std::vector<uint8_t> bytes = jam(noun);
  const Cued back = cue(heap, bytes);
  REQUIRE(back.ok());
  CHECK(mug(back.noun) == mug(noun));
  CHECK(equal(back.noun, noun));
  CHECK(equal(heap, back.noun, noun));
  size_t length = 0;
  print_text(
      noun,
      [](void* context, std::string_view piece) {
        *static_cast<size_t*>(context) += piece.size();
        return true;
      },
      &length);
  CHECK(length > 2 * kMany);
}

}  // namespace

TEST_CASE("recursion ten million deep") {
  TextMachine m(roomy());
  CHECK(m.run("0", counted("1 0", "4 ", "")) == std::to_string(kMany));
  CHECK(m.run("0", "[7 [" + counted("1 0", "[0 6] ", "").substr(1) + " 1 5]") == "5");
  // And a crash at the bottom, caught above.
  CHECK(m.run_virtual("0", counted("0 0", "4 ", ""), "[1 0]") == "[2 0]");
}

TEST_CASE("a list of ten million: jam, cue, mug, equality, collection, printing") {
  TextMachine m(roomy());
  Heap& heap = m.machine.heap();
  Noun list;
  for (uint64_t i = 0; i < kMany; ++i) list = heap.cons(Noun::direct(i & 0xffff), list);
  exercise(list, heap);
  const Heap::Root root(heap, list);
  heap.collect({[](Heap::Scanner&) {}, {}, {}});
  heap.collect({[](Heap::Scanner&) {}, {}, {}});
  uint64_t length = 0;
  for (Noun n = root.get(); n.is_cell(); n = n.tail()) ++length;
  CHECK(length == kMany);
}

TEST_CASE("a left-leaning tree of ten million: jam, cue, mug, equality, collection, printing") {
  TextMachine m(roomy());
  Heap& heap = m.machine.heap();
  Noun tree;
  for (uint64_t i = 0; i < kMany; ++i) tree = heap.cons(tree, Noun::direct(i & 0xffff));
  exercise(tree, heap);
  const Heap::Root root(heap, tree);
  heap.collect({[](Heap::Scanner&) {}, {}, {}});
  heap.collect({[](Heap::Scanner&) {}, {}, {}});
  uint64_t depth = 0;
  for (Noun n = root.get(); n.is_cell(); n = n.head()) ++depth;
  CHECK(depth == kMany);
}

TEST_CASE("a list of ten million is read from its text") {
  TextMachine m(roomy());
  std::string text = "[";
  for (uint64_t i = 0; i < kMany; ++i) text += "1 ";
  text += "0]";
  const Noun list = m.read(text);
  uint64_t length = 0;
  for (Noun n = list; n.is_cell(); n = n.tail()) ++length;
  CHECK(length == kMany);
  std::string left(kMany, '[');
  left += '0';
  for (uint64_t i = 0; i < kMany; ++i) left += " 1]";
  CHECK(m.read(left).is_cell());
}
