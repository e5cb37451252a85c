// Nouns at random, the same for the same seed: small and large atoms, repeated ones, long lists, deep left sides, and
// subnouns that occur again.
#pragma once

#include <cstdint>
#include <vector>

#include "nock/base/check.h"
#include "nock/noun/noun.h"

namespace galena::test {

class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed * 0x9e3779b97f4a7c15u + 1) {}
  uint64_t next() {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return state_;
  }
  uint64_t below(uint64_t bound) { return (next() >> 16) % bound; }

 private:
  uint64_t state_;
};

template <class Space>
Noun random_atom(Space& space, Random& random) {
  switch (random.below(6)) {
    case 0:
      return Noun::direct(random.below(4));
    case 1:
      return Noun::direct(uint64_t{1} << random.below(63));
    case 2:
      return space.atom(~uint64_t{0} >> random.below(3));
    case 3: {
      std::vector<uint64_t> limbs(1 + random.below(40));
      for (uint64_t& limb : limbs) limb = random.next();
      return space.atom_limbs(limbs);
    }
    default:
      return space.atom(random.next() >> random.below(64));
  }
}

template <class Space>
Noun random_noun(Space& space, Random& random, size_t cells) {
  std::vector<Noun> made{random_atom(space, random)};
  for (size_t i = 0; i < cells; ++i) {
    // Mostly what was made last, so that much of it is in the result.
    const auto pick = [&] {
      if (random.below(3) == 0) return random_atom(space, random);
      const size_t span = random.below(4) == 0 ? made.size() : 1 + made.size() / 8;
      return made[made.size() - 1 - random.below(span)];
    };
    const Noun head = random.below(2) == 0 ? made.back() : pick();
    made.push_back(random.below(2) == 0 ? space.cons(head, pick()) : space.cons(pick(), head));
  }
  return made.back();
}

// More than any walk may have on its stack, and fewer where each step is checked.
constexpr uint64_t kMany = kChecks ? 1'000'000 : 10'000'000;

// [1 2 ... count 0] and [[[0 1] 2] ... count].
template <class Space>
Noun long_list(Space& space, uint64_t count) {
  Noun list;
  for (uint64_t i = count; i > 0; --i) list = space.cons(Noun::direct(i), list);
  return list;
}
template <class Space>
Noun left_tree(Space& space, uint64_t count) {
  Noun tree;
  for (uint64_t i = 1; i <= count; ++i) tree = space.cons(tree, Noun::direct(i));
  return tree;
}

// `depth` cells whose head and tail are the same: a tree of 2^depth leaves.
template <class Space>
Noun doubling(Space& space, size_t depth, Noun leaf) {
  Noun noun = leaf;
  for (size_t i = 0; i < depth; ++i) noun = space.cons(noun, noun);
  return noun;
}

}  // namespace galena::test
