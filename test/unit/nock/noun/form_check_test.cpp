// The promises of equality, of tables of nouns and of packs, each broken.
#include <vector>

#include "nock/noun/equal.h"
#include "nock/noun/mug.h"
#include "nock/noun/noun_table.h"
#include "nock/noun/pack.h"
#include "test/unit/check_fixture.h"

namespace galena::test {
namespace {

// More often than the rarest check is made.
template <class Body>
void often(Body body) {
  for (int i = 0; i < 300; ++i) body();
}

TEST_CASE("equality by mugs that are wrong is not that of the nouns" * with_checks()) {
  Heap heap(size_t{1} << 20);
  const auto pair = [&] { return heap.cons(Noun::direct(1), Noun::direct(2)); };
  const Noun a = pair(), b = pair();
  mug(a);
  mug(b);
  CHECK(dies_of([&] { often([&] { equal(a, b); }); }).empty());
  CHECK(dies_of([&] {
          b.cell()->header.mug ^= 1;
          often([&] { equal(a, b); });
        }).ends_with("equals == first_difference(a, b).a.is_none()"));
  CHECK(dies_of([&] {
          b.cell()->header.mug ^= 1;
          often([&] { equal(heap, a, b); });
        }).ends_with("equals == first_difference(a, b).a.is_none()"));
}

TEST_CASE("only atoms are compared as atoms" * with_checks()) {
  Heap heap(size_t{1} << 20);
  const Noun cell = heap.cons(Noun::direct(1), Noun::direct(2));
  CHECK(dies_of([&] { atom_equal(cell, Noun::direct(1)); }) == "a.is_atom() && b.is_atom()");
  CHECK(dies_of([&] { atom_less(Noun::direct(1), cell); }) == "a.is_atom() && b.is_atom()");
}

TEST_CASE("a noun in a table keeps its hash" * with_checks()) {
  struct Hash {
    uint32_t operator()(Noun noun) const { return static_cast<uint32_t>(noun.word() * 0x9e3779b9u); }
  };
  NounTable<Hash> table(Hash{});
  const auto enter = [&](Noun noun, uint32_t hash) {
    table.find_or_enter(noun, hash, 0, true, [&](Noun other) { return other == noun; });
  };
  CHECK(dies_of([&] { often([&] { enter(Noun::direct(5), table.hash_of(Noun::direct(5))); }); }).empty());
  CHECK(dies_of([&] {
          often([&] { enter(Noun::direct(5), table.hash_of(Noun::direct(6))); });
        }).ends_with("hash == hash_(noun)"));
}

TEST_CASE("a pack is read under its own name, written of nouns of its arena, and asked for by its number" *
          with_checks()) {
  Arena arena(size_t{1} << 20), other(size_t{1} << 20);
  PackSet set(arena);
  const Noun root = arena.cons(Noun::direct(1), Noun::direct(2));
  const Noun foreign = other.cons(Noun::direct(1), Noun::direct(2));
  const PackSet::Written written = set.write({&root, 1}, {});
  const auto none = [](Digest) -> std::optional<PackSet::Id> { return std::nullopt; };
  CHECK(dies_of([&] { set.read(set.name(written.id), written.bytes, none); }).empty());
  CHECK(dies_of([&] { set.read(Digest{1, 2}, written.bytes, none); }) == "digest(bytes) == name");
  CHECK(dies_of([&] { set.write({&foreign, 1}, {}); }) == "set_.arena_->owns(root)");
  CHECK(dies_of([&] { (void)set.roots(7); }) == "id < packs_.size()");
  const PackSet::Id unknown[] = {7};
  CHECK(dies_of([&] { set.write({&root, 1}, unknown); }) == "bases[i] < set.packs_.size()");
}

}  // namespace
}  // namespace galena::test
