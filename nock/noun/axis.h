// Walking a noun by axis: 1 is the whole, 2n and 2n+1 the head and tail of n. Axes are atoms of any size.
#pragma once

#include <utility>
#include <vector>

#include "nock/noun/heap.h"
#include "nock/noun/noun.h"

namespace galena {

// The steps of an axis from the top, consumed one by one.
class Path {
 public:
  explicit Path(Noun axis) : axis_(axis), bits_(axis.is_atom() ? bit_length(axis) : 0) {
    if (bits_ > 0) --bits_;
    invalid_ = !axis.is_atom() || axis == Noun::direct(0);
  }
  bool invalid() const { return invalid_; }  // axis 0, or not an atom
  bool done() const { return bits_ == 0; }
  bool next_is_tail() const {
    GALENA_CHECK(!done());
    return bit(bits_ - 1);
  }
  void advance() {
    GALENA_CHECK(!done());
    --bits_;
  }

  // The axis of the steps that are left, if it is below 2^63, else 0.
  uint64_t remaining_small() const {
    GALENA_CHECK(!invalid());
    if (bits_ > 62) return 0;
    uint64_t small;
    const Limbs l = limbs_of(axis_, small);
    const uint64_t mask = (uint64_t{1} << bits_) - 1;
    return (l.data[0] & mask) | (uint64_t{1} << bits_);
  }
  // The same as an atom of any size. Allocates.
  Noun remaining(Heap& heap) const {
    GALENA_CHECK(!invalid());
    uint64_t small;
    const Limbs l = limbs_of(axis_, small);
    std::vector<uint64_t> limbs(l.data, l.data + bits_ / 64 + 1);
    limbs.back() &= (uint64_t{1} << (bits_ % 64)) - 1;
    limbs.back() |= uint64_t{1} << (bits_ % 64);
    return heap.atom_limbs(limbs);
  }

 private:
  bool bit(uint64_t i) const {
    uint64_t small;
    const Limbs l = limbs_of(axis_, small);
    return (l.data[i / 64] >> (i % 64) & 1) != 0;
  }
  Noun axis_;
  uint64_t bits_;
  bool invalid_;
};

// The axis of the last `count` steps of another, which has as many.
constexpr uint64_t last_steps(uint64_t axis, int count) {
  return (axis & ((uint64_t{1} << count) - 1)) | uint64_t{1} << count;
}

// The part of `noun` at a direct axis > 0, or none.
inline Noun fragment(uint64_t axis, Noun noun) {
  GALENA_CHECK(axis != 0);
  for (int i = 62 - std::countl_zero(axis); i >= 0; --i) {
    if (!noun.is_cell()) return Noun::none();
    noun = (axis >> i & 1) != 0 ? noun.tail() : noun.head();
  }
  return noun;
}
// The same for any atom; none for axis 0.
inline Noun fragment(Noun axis, Noun noun) {
  Path path(axis);
  if (path.invalid()) return Noun::none();
  for (; !path.done(); path.advance()) {
    if (!noun.is_cell()) return Noun::none();
    noun = path.next_is_tail() ? noun.tail() : noun.head();
  }
  return noun;
}

// `noun` with the part at `axis` replaced by `value`, or none where there is no such part. Allocates a cell a step.
inline Noun edited(Heap& heap, Noun axis, Noun noun, Noun value) {
  Path path(axis);
  if (path.invalid()) return Noun::none();
  Noun result = value;
  std::vector<std::pair<Noun, bool>> spine;
  for (; !path.done(); path.advance()) {
    if (!noun.is_cell()) return Noun::none();
    const bool in_tail = path.next_is_tail();
    spine.emplace_back(noun, in_tail);
    noun = in_tail ? noun.tail() : noun.head();
  }
  for (size_t i = spine.size(); i-- > 0;) {
    const auto [cell, in_tail] = spine[i];
    result = in_tail ? heap.cons(cell.head(), result) : heap.cons(result, cell.tail());
  }
  GALENA_CHECK(fragment(axis, result) == value);
  return result;
}

}  // namespace galena
