// Memo tables of the compiler: from a few nouns of one arena to whatever was computed from them.
//
// Arena nouns are equal when their words are, so a key is a handful of words and looking up is one probe.
#pragma once

#include <array>
#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <functional>
#include <utility>

#include "nock/large_pages.h"
#include "nock/noun.h"

namespace galena::hoon {

template <size_t N>
struct Key {
  std::array<uint64_t, N> words;
  bool operator==(const Key&) const = default;
};

inline Key<2> key(Noun a, Noun b) {
  return {{a.word(), b.word()}};
}

// A flag beside a type: the words of types are direct terms of four letters or addresses, so the top bits are free.
inline uint64_t tagged(Noun type, uint64_t flag) {
  return type.word() | flag << 63;
}

struct KeyHash {
  using is_avalanching = void;
  template <size_t N>
  size_t operator()(const Key<N>& k) const {
    uint64_t h = 0x9e3779b97f4a7c15u;
    for (const uint64_t word : k.words) {
      const __uint128_t product = static_cast<__uint128_t>(h ^ word) * 0xd1b54a32d192ed03u;
      h = static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
    }
    return h;
  }
};

template <size_t N, class Value>
using Memo = boost::unordered_flat_map<Key<N>, Value, KeyHash, std::equal_to<Key<N>>,
                                       LargePages<std::pair<const Key<N>, Value>>>;

}  // namespace galena::hoon
