// What makes nouns of parts, whatever they are made in.
//
// A `Space` (an Arena, a Heap) brings `cons`, `atom_bytes`, and `new_atom`, which makes an indirect atom of limbs in
// normal form; the rest is the same for all. Everything here may allocate in the space and throw OutOfMemory.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "nock/noun/noun.h"

namespace galena {

template <class Space>
class Maker {
 public:
  // Atoms. Limbs come least significant first; leading zeros are dropped.
  Noun atom(uint64_t value) { return value <= Noun::kMaxDirect ? Noun::direct(value) : space().new_atom({&value, 1}); }
  Noun atom_limbs(std::span<const uint64_t> limbs) {
    while (!limbs.empty() && limbs.back() == 0) limbs = limbs.first(limbs.size() - 1);
    if (limbs.empty()) return Noun::zero();
    return limbs.size() == 1 ? atom(limbs[0]) : space().new_atom(limbs);
  }
  Noun cord(std::string_view text) {
    return space().atom_bytes({reinterpret_cast<const uint8_t*>(text.data()), text.size()});
  }

  // [a b c ...], nested to the right; one argument is itself.
  Noun tuple(Noun only) { return only; }
  template <class... Rest>
  Noun tuple(Noun first, Rest... rest) {
    return space().cons(first, tuple(rest...));
  }
  // The null-terminated list of `items`.
  Noun list(std::span<const Noun> items) {
    Noun result = kNull;
    for (size_t i = items.size(); i-- > 0;) result = space().cons(items[i], result);
    return result;
  }

 private:
  friend Space;
  Maker() = default;
  Space& space() { return static_cast<Space&>(*this); }
};

}  // namespace galena
