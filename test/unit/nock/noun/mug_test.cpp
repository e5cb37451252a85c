#include "nock/noun/mug.h"

#include <doctest/doctest.h>

#include <vector>

#include "nock/noun/arena.h"
#include "nock/noun/heap.h"
#include "test/unit/nock/noun/random_noun.h"

namespace galena::test {
namespace {

// The hash as its definition has it, byte by byte.
uint32_t murmur(uint32_t seed, const std::vector<uint8_t>& bytes) {
  const auto rotate = [](uint32_t x, int by) { return x << by | x >> (32 - by); };
  uint32_t h = seed, k = 0;
  for (size_t i = 0; i < bytes.size(); ++i) {
    k |= uint32_t{bytes[i]} << (i % 4 * 8);
    if (i % 4 == 3 || i + 1 == bytes.size()) {
      h ^= rotate(k * 0xcc9e2d51, 15) * 0x1b873593;
      if (i % 4 == 3) h = rotate(h, 13) * 5 + 0xe6546b64;
      k = 0;
    }
  }
  h ^= static_cast<uint32_t>(bytes.size());
  h = (h ^ h >> 16) * 0x85ebca6b;
  h = (h ^ h >> 13) * 0xc2b2ae35;
  return h ^ h >> 16;
}

uint32_t fold(uint32_t hash) {
  return hash >> 31 ^ (hash & 0x7fffffff);
}

uint32_t naive_mug(std::vector<uint8_t> bytes, uint32_t seed = 0xcafebabe, uint32_t fallback = 0x7fff) {
  while (!bytes.empty() && bytes.back() == 0) bytes.pop_back();
  for (uint32_t i = 0; i < 8; ++i) {
    if (const uint32_t folded = fold(murmur(seed + i, bytes)); folded != 0) return folded;
  }
  return fallback;
}

uint32_t naive_mug(Noun noun) {
  std::vector<uint8_t> bytes;
  if (noun.is_cell()) {
    const uint64_t key = naive_mug(noun.head()) | uint64_t{naive_mug(noun.tail())} << 32;
    for (int i = 0; i < 8; ++i) bytes.push_back(static_cast<uint8_t>(key >> (8 * i)));
    return naive_mug(bytes, 0xdeadbeef, 0xfffe);
  }
  uint64_t small;
  const Limbs limbs = limbs_of(noun, small);
  for (size_t i = 0; i < limbs.size * 8; ++i) bytes.push_back(static_cast<uint8_t>(limbs.data[i / 8] >> (i % 8 * 8)));
  return naive_mug(bytes);
}

TEST_CASE("mugs of atoms that the reference printed") {
  struct {
    uint64_t atom;
    uint32_t mug;
  } const cases[] = {
      {0, 0x79ff04e8},      {403, 0x0cc05ade},     {509, 0x2ee40920},     {610, 0x666ef884},      {6765, 0x43f47f8a},
      {196418, 0x0a061753}, {1000000, 0x51459d7d}, {9999999, 0x52dc7522}, {10000000, 0x3d097066},
  };
  for (const auto& c : cases) CHECK(mug(Noun::direct(c.atom)) == c.mug);
}

TEST_CASE("a hash of zero is tried again with the next seed") {
  // Found by search: what murmur3 gives with the first seed folds to 0.
  struct {
    uint32_t atom, mug;
  } const cases[] = {{1843092694, 0x0429ceea}, {3006991168, 0x5cbf3de5}};
  for (const auto& c : cases) {
    const std::vector<uint8_t> bytes{uint8_t(c.atom), uint8_t(c.atom >> 8), uint8_t(c.atom >> 16),
                                     uint8_t(c.atom >> 24)};
    CHECK(fold(murmur(0xcafebabe, bytes)) == 0);
    CHECK(mug(Noun::direct(c.atom)) == c.mug);
    CHECK(mug_bytes(bytes) == c.mug);
  }
}

TEST_CASE("mugs of random nouns follow the definition, in an arena and in a heap") {
  Random random(1);
  for (int i = 0; i < 300; ++i) {
    Arena arena(size_t{1} << 24);
    const Noun noun = random_noun(arena, random, 12);
    CHECK(mug(noun) == naive_mug(noun));
    CHECK(mug(noun) == naive_mug(noun));  // from the cache
  }
  Heap heap(size_t{1} << 26);
  for (int i = 0; i < 300; ++i) {
    const Noun noun = random_noun(heap, random, 12);
    CHECK(mug(noun) == naive_mug(noun));
  }
}

TEST_CASE("mugs of bytes ignore zeros at the end") {
  Arena arena(size_t{1} << 20);
  for (size_t size = 0; size < 40; ++size) {
    std::vector<uint8_t> bytes;
    for (size_t i = 0; i < size; ++i) bytes.push_back(static_cast<uint8_t>(i * 37 + 1));
    const uint32_t expected = mug(arena.atom_bytes(bytes));
    CHECK(mug_bytes(bytes) == expected);
    bytes.insert(bytes.end(), 9, 0);
    CHECK(mug_bytes(bytes) == expected);
  }
}

TEST_CASE("mugs of long, deep and doubling nouns") {
  Heap heap(size_t{1} << 30);
  const Noun list = long_list(heap, kMany);
  CHECK(mug(list) == mug_pair(mug(Noun::direct(1)), mug(list.tail())));
  const Noun tree = left_tree(heap, kMany);
  CHECK(mug(tree) == mug_pair(mug(tree.head()), mug(Noun::direct(kMany))));
  const Noun dag = doubling(heap, 1000, Noun::direct(1));
  CHECK(mug(dag) == mug_pair(mug(dag.head()), mug(dag.head())));
  CHECK(fill_mugs(dag) == 0);
}

TEST_CASE("the orders") {
  Arena arena(size_t{1} << 20);
  const auto cell = [&](uint64_t a, uint64_t b) { return arena.cons(Noun::direct(a), Noun::direct(b)); };
  const Noun big = arena.atom_limbs(std::vector<uint64_t>{0, 1}),
             bigger = arena.atom_limbs(std::vector<uint64_t>{1, 1});
  const Noun longer = arena.atom_limbs(std::vector<uint64_t>{0, 0, 1});
  struct {
    Noun a, b;
    bool before;
  } const cases[] = {
      {Noun::direct(1), Noun::direct(1), true},
      {Noun::direct(1), Noun::direct(2), true},
      {Noun::direct(2), Noun::direct(1), false},
      {Noun::direct(9), big, true},
      {big, Noun::direct(9), false},
      {big, bigger, true},
      {bigger, big, false},
      {bigger, longer, true},
      {longer, bigger, false},
      {longer, cell(0, 0), true},
      {cell(0, 0), longer, false},
      {cell(1, 2), cell(1, 3), true},
      {cell(1, 3), cell(1, 2), false},
      {cell(2, 0), cell(1, 3), false},
      {arena.cons(cell(1, 1), Noun::direct(0)), arena.cons(Noun::direct(9), cell(1, 1)), false},
      {cell(4, 4), cell(4, 4), true},
  };
  for (const auto& c : cases) {
    CHECK(dor(c.a, c.b) == c.before);
    const auto mug_of_mug = [](Noun n) { return mug(Noun::direct(mug(n))); };
    CHECK(gor(c.a, c.b) == (mug(c.a) == mug(c.b) ? c.before : mug(c.a) < mug(c.b)));
    CHECK(mor(c.a, c.b) == (mug(c.a) == mug(c.b) ? c.before : mug_of_mug(c.a) < mug_of_mug(c.b)));
  }
}

}  // namespace
}  // namespace galena::test
