// Packs of nouns: what comes back is what was put there, or nothing.
#include <doctest/doctest.h>

#include "nock/noun/mug.h"
#include "nock/noun/pack.h"
#include "test/unit/nock/noun/random_noun.h"

using namespace galena;

namespace {

std::optional<PackSet::Id> no_pack(Digest) {
  return std::nullopt;
}

// A noun of `size` cells or so, with much in common.
Noun make_noun(Arena& arena, test::Random& random, size_t size) {
  std::vector<Noun> nouns{kNull, arena.atom(~uint64_t{0}), arena.cord("a text of more than eight bytes")};
  for (size_t i = 0; i < size; ++i) {
    const Noun head = nouns[random.below(nouns.size())];
    nouns.push_back(arena.cons(random.below(3) == 0 ? test::random_atom(arena, random) : head,
                               nouns[nouns.size() - 1 - random.below(std::min<size_t>(nouns.size(), 8))]));
  }
  return nouns.back();
}

}  // namespace

TEST_CASE("a pack is read back as the same nouns") {
  test::Random random(1);
  for (int i = 0; i < 200; ++i) {
    Arena arena;
    const Noun a = make_noun(arena, random, random.below(400)), b = make_noun(arena, random, 5);
    PackSet set(arena);
    const Noun roots[] = {a, b, Noun::direct(7)};
    const PackSet::Written written = set.write(roots, {});
    CHECK(set.name(written.id) == digest(written.bytes));

    // Into the same arena they are the same words; into another, equal nouns with their mugs.
    PackSet again(arena);
    const auto same = again.read(digest(written.bytes), written.bytes, no_pack);
    REQUIRE(same);
    CHECK(std::ranges::equal(again.roots(*same), roots));
    Arena other;
    if (random.below(2) == 0) make_noun(other, random, 600);
    PackSet there(other);
    const auto read = there.read(digest(written.bytes), written.bytes, no_pack);
    REQUIRE(read);
    CHECK(other.intern(a) == there.roots(*read)[0]);
    CHECK(other.intern(b) == there.roots(*read)[1]);
    if (a.is_cell()) CHECK(there.roots(*read)[0].cell()->header.mug == mug(a));
    const Noun back[] = {there.roots(*read)[0], there.roots(*read)[1], there.roots(*read)[2]};
    CHECK(PackSet(other).write(back, {}).bytes == written.bytes);
  }
}

TEST_CASE("a pack refers to the first of its bases that has a cell") {
  Arena arena;
  PackSet set(arena);
  const auto tree = [&](uint64_t x) { return arena.tuple(Noun::direct(x), Noun::direct(x + 1), Noun::direct(x + 2)); };
  const Noun in_first[] = {arena.cons(tree(1), tree(10))};
  const Noun in_second[] = {arena.cons(tree(1), tree(20))};
  const Noun mine[] = {arena.tuple(in_first[0], in_second[0], tree(30), tree(20))};
  const auto first = set.write(in_first, {}), second = set.write(in_second, {});
  const PackSet::Id both[] = {first.id, second.id}, one[] = {first.id};
  const auto small = set.write(mine, both), larger = set.write(mine, one);
  CHECK(small.bytes.size() < larger.bytes.size());
  CHECK(std::ranges::equal(set.bases(small.id), both));
  CHECK(std::ranges::equal(set.bases(larger.id), one));

  // Elsewhere, where the packs come in another order and other nouns are about, the bytes are the same.
  Arena other;
  PackSet there(other);
  const auto get = [&](Digest name) -> std::optional<PackSet::Id> {
    if (const auto known = there.find(name)) return known;
    const Bytes& bytes = name == digest(first.bytes) ? first.bytes : second.bytes;
    return there.read(name, bytes, no_pack);
  };
  REQUIRE(get(digest(second.bytes)));
  CHECK(!there.read(digest(small.bytes), small.bytes, no_pack));
  const auto read = there.read(digest(small.bytes), small.bytes, get);
  REQUIRE(read);
  CHECK(there.roots(*read)[0] == other.intern(mine[0]));
  // Apart from the set it is the same bytes and the same nouns.
  CHECK(set.write_apart(mine, both) == small.bytes);
  const auto apart = there.read_apart(small.bytes, get);
  REQUIRE(apart);
  CHECK(std::ranges::equal(*apart, there.roots(*read)));
  const Noun again[] = {other.intern(mine[0])};
  const PackSet::Id bases[] = {*there.find(digest(first.bytes)), *there.find(digest(second.bytes))};
  PackSet::Written rewritten = there.write(again, bases);
  CHECK(rewritten.bytes == small.bytes);
}

TEST_CASE("what is no pack is refused") {
  test::Random random(2);
  Arena arena;
  PackSet set(arena);
  const Noun roots[] = {make_noun(arena, random, 50)};
  const Bytes good = set.write(roots, {}).bytes;
  for (int i = 0; i < 2000; ++i) {
    Bytes bad = good;
    if (random.below(3) == 0) {
      bad.resize(random.below(good.size()));
    } else {
      bad[random.below(bad.size())] ^= static_cast<uint8_t>(1 << random.below(8));
    }
    // Without the check of the digest, which is the store's, any noun may come out, but nothing worse.
    Arena other;
    PackSet there(other);
    const auto read = there.read(digest(bad), bad, no_pack);
    if (read) mug(there.roots(*read)[0]);
  }
}

TEST_CASE("a mug that would look moved to the collector is refused") {
  Arena arena;
  PackSet set(arena);
  const Noun root = arena.cons(Noun::direct(1), Noun::direct(2));
  Bytes bytes = set.write({&root, 1}, {}).bytes;
  // The last cell's mug is in front of its two parts and the number of the root.
  bytes[bytes.size() - 4 * 4 + 3] |= 0x80;
  Arena other;
  PackSet there(other);
  CHECK_FALSE(there.read(digest(bytes), bytes, no_pack));
}

TEST_CASE("digests tell contents apart") {
  std::vector<uint8_t> bytes(200);
  const Digest zero = digest(bytes);
  CHECK(digest(std::span(bytes).first(199)) != zero);
  for (size_t i = 0; i < bytes.size() * 8; ++i) {
    bytes[i / 8] ^= static_cast<uint8_t>(1 << i % 8);
    CHECK(digest(bytes) != zero);
    bytes[i / 8] ^= static_cast<uint8_t>(1 << i % 8);
  }
  CHECK(Digester().add("ab").add("c").finish() != Digester().add("a").add("bc").finish());
}
