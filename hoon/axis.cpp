#include "hoon/axis.h"

#include <algorithm>
#include <vector>

namespace galena::hoon {
namespace {

using Bits = std::vector<uint64_t>;

Bits copy(Noun atom) {
  uint64_t small;
  const Limbs limbs = limbs_of(atom, small);
  return Bits(limbs.data, limbs.data + limbs.size);
}

bool bit(const Bits& bits, uint64_t index) {
  return (bits[index / 64] >> (index % 64) & 1) != 0;
}

void set_bit(Bits& bits, uint64_t index, bool on) {
  if (index / 64 >= bits.size()) bits.resize(index / 64 + 1, 0);
  const uint64_t mask = uint64_t{1} << (index % 64);
  if (on) {
    bits[index / 64] |= mask;
  } else {
    bits[index / 64] &= ~mask;
  }
}

Noun shift_right(Arena& arena, Noun atom, uint64_t count) {
  const Bits from = copy(atom);
  const uint64_t size = bit_length(atom);
  if (count >= size) return Noun();
  Bits to;
  for (uint64_t i = count; i < size; ++i) set_bit(to, i - count, bit(from, i));
  return arena.atom_limbs(to);
}

}  // namespace

namespace axis_detail {

Noun peg_big(Arena& arena, Noun outer, Noun inner) {
  const uint64_t depth = bit_length(inner) - 1;
  const Bits low = copy(inner);
  const Bits high = copy(outer);
  const uint64_t height = bit_length(outer);
  Bits joined;
  for (uint64_t i = 0; i < depth; ++i) set_bit(joined, i, bit(low, i));
  for (uint64_t i = 0; i < height; ++i) set_bit(joined, depth + i, bit(high, i));
  return arena.atom_limbs(joined);
}

Noun rest_big(Arena& arena, Noun axis) {
  Bits bits = copy(axis);
  const uint64_t size = bit_length(axis);
  set_bit(bits, size - 1, false);
  set_bit(bits, size - 2, true);
  return arena.atom_limbs(bits);
}

bool in_tail_big(Noun axis) {
  return bit(copy(axis), bit_length(axis) - 2);
}

}  // namespace axis_detail

Noun parent_axis(Arena& arena, Noun axis) {
  return axis.is_direct() ? Noun::direct(axis.direct_value() >> 1) : shift_right(arena, axis, 1);
}

Noun sibling_axis(Arena& arena, Noun axis) {
  if (axis.is_direct()) return Noun::direct(axis.direct_value() ^ 1);
  Bits bits = copy(axis);
  bits[0] ^= 1;
  return arena.atom_limbs(bits);
}

bool axis_contains(Arena& arena, Noun outer, Noun inner) {
  const uint64_t big = bit_length(outer);
  const uint64_t small = bit_length(inner);
  return small > big && shift_right(arena, inner, small - big) == outer;
}

bool axis_less(Noun a, Noun b) {
  uint64_t small_a;
  uint64_t small_b;
  const Limbs x = limbs_of(a, small_a);
  const Limbs y = limbs_of(b, small_b);
  if (x.size != y.size) return x.size < y.size;
  for (size_t i = x.size; i-- > 0;) {
    if (x.data[i] != y.data[i]) return x.data[i] < y.data[i];
  }
  return false;
}

Noun increment(Arena& arena, Noun atom) {
  if (atom.is_direct()) return arena.atom(atom.direct_value() + 1);
  Bits bits = copy(atom);
  for (size_t i = 0; i < bits.size(); ++i) {
    if (++bits[i] != 0) return arena.atom_limbs(bits);
  }
  bits.push_back(1);
  return arena.atom_limbs(bits);
}

}  // namespace galena::hoon
