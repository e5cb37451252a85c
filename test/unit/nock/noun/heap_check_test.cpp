// The promises of heap.h, each broken.
#include <string>

#include "nock/noun/heap.h"
#include "nock/noun/image.h"
#include "nock/noun/mug.h"
#include "test/unit/check_fixture.h"

namespace galena::test {
namespace {

struct Fixture {
  // A collection that keeps `noun`.
  void collect(Noun& noun, bool major = false) {
    Heap::Roots roots;
    roots.roots = [&](Heap::Scanner& scanner) { scanner.visit(noun); };
    roots.major = major;
    heap.collect(roots);
  }
  // [1 2] in the old generation.
  Noun old_cell() {
    Noun cell = heap.cons(Noun::direct(1), Noun::direct(2));
    collect(cell);
    return cell;
  }
  Heap heap{size_t{4} << 20};
};

const std::string kNotYoung = "!in_nursery(*part) || std::ranges::find(remembered_, part) != remembered_.end()";

TEST_CASE("what is no noun is not put into a cell" * with_checks()) {
  Fixture f;
  for (const Noun bad : {Noun::none(), Noun::from_word(3), Noun::from_word(0x1005)}) {
    CHECK(dies_of([&] { f.heap.cons(bad, Noun::zero()); }) == "head.is_noun() && tail.is_noun()");
    CHECK(dies_of([&] { f.heap.cons(Noun::zero(), bad); }) == "head.is_noun() && tail.is_noun()");
  }
}

TEST_CASE("nothing is allocated while an atom is under construction" * with_checks()) {
  Fixture f;
  const auto build = [&](bool allocate) {
    Indirect* const atom = f.heap.begin_atom(2);
    atom->limbs[0] = atom->limbs[1] = 1;
    if (allocate) f.heap.cons(Noun::zero(), Noun::zero());
    (void)f.heap.finish_atom(atom);
  };
  CHECK(dies_of([&] { build(false); }).empty());
  CHECK(dies_of([&] { build(true); }) ==
        "reinterpret_cast<char*>(a) + Indirect::bytes_for(std::max(size, 1u)) == top_");
}

TEST_CASE("an old cell that comes to point into the nursery is seen" * with_checks()) {
  Fixture f;
  Noun old = f.old_cell();
  REQUIRE(f.heap.in_old(old));
  CHECK(dies_of([&] {
          old.cell()->tail = f.heap.cons(Noun::direct(3), Noun::direct(4));
          f.collect(old);
        }) == kNotYoung);
  CHECK(dies_of([&] {
          f.heap.remember(&old.cell()->tail);
          old.cell()->tail = f.heap.cons(Noun::direct(3), Noun::direct(4));
          f.collect(old);
          f.collect(old, true);
        }).empty());
}

TEST_CASE("only a part of a cell of the heap is remembered" * with_checks()) {
  Fixture f;
  Noun outside;
  CHECK(dies_of([&] { f.heap.remember(&outside); }).starts_with("nursery_.holds("));
}

TEST_CASE("a root to what is not there any more is seen" * with_checks()) {
  Fixture f;
  Noun stale = f.heap.cons(Noun::direct(1), Noun::direct(2));
  Noun other;
  f.collect(other);
  CHECK(dies_of([&] { f.collect(stale); }) == "is_allocated(noun)");
  // One to the space that a major collection left.
  Noun old = f.old_cell();
  const Noun left = old;
  f.collect(old, true);
  CHECK(dies_of([&] {
          old.cell()->head = left;
          f.collect(old);
        }) == "is_allocated(*part)");
}

TEST_CASE("a word that is no noun is no root" * with_checks()) {
  Fixture f;
  Noun bad = Noun::from_word(0x1005);
  CHECK(dies_of([&] { f.collect(bad); }) == "noun.is_noun() || noun.is_none()");
}

TEST_CASE("nothing is allocated while a collection runs" * with_checks()) {
  Fixture f;
  CHECK(dies_of([&] {
          Heap::Roots roots;
          roots.roots = [&](Heap::Scanner&) { f.heap.cons(Noun::zero(), Noun::zero()); };
          f.heap.collect(roots);
        }) == "top_ == allocated");
}

TEST_CASE("a mug that is not that of its cell is seen" * with_checks()) {
  Fixture f;
  Noun old = f.old_cell();
  mug(old);
  CHECK(dies_of([&] { f.collect(old); }).empty());
  CHECK(dies_of([&] {
          old.cell()->header.mug ^= 1;
          f.collect(old);
        }) == "has_own_mug(cell)");
  // The mark of what has been moved, which none has outside of a collection.
  CHECK(dies_of([&] {
          old.cell()->header.mug |= uint32_t{1} << 31;
          f.collect(old);
        }) == "(cell.header.mug & kForwarded) == 0");
  CHECK(dies_of([&] {
          old.cell()->header.mug |= uint32_t{1} << 31;
          mug(old);
        }) == "result != 0 && result >> 31 == 0");
}

TEST_CASE("what is tenured goes to an image, and not to the one that is given up" * with_checks()) {
  Fixture f;
  Noun root;
  const auto collect = [&](std::span<Noun> tenured, Image* image, Image* evacuated) {
    Heap::Roots roots;
    roots.roots = [](Heap::Scanner&) {};
    roots.tenured = tenured;
    roots.image = image;
    roots.evacuated = evacuated;
    f.heap.collect(roots);
  };
  Image image;
  CHECK(dies_of([&] { collect({&root, 1}, &image, nullptr); }).empty());
  CHECK(dies_of([&] { collect({&root, 1}, nullptr, nullptr); }).starts_with("roots.image != nullptr"));
  CHECK(dies_of([&] { collect({}, nullptr, &image); }).starts_with("roots.image != nullptr"));
  CHECK(dies_of([&] { collect({}, &image, &image); }).starts_with("roots.image == nullptr"));
}

}  // namespace
}  // namespace galena::test
