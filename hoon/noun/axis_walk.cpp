#include "hoon/noun/axis_walk.h"

#include <algorithm>
#include <vector>

namespace galena::hoon {
namespace {

using Bits = std::vector<uint64_t>;

// An axis has as many bits as the part lies deep, so all of this works by words.

Bits copy(Noun atom) {
  uint64_t small;
  const Limbs limbs = limbs_of(atom, small);
  return Bits(limbs.data, limbs.data + limbs.size);
}

bool bit(Noun atom, uint64_t index) {
  uint64_t small;
  const Limbs limbs = limbs_of(atom, small);
  GALENA_CHECK(index / 64 < limbs.size);
  return (limbs.data[index / 64] >> (index % 64) & 1) != 0;
}

void flip_bit(Bits& bits, uint64_t index) {
  GALENA_CHECK(index / 64 < bits.size());
  bits[index / 64] ^= uint64_t{1} << (index % 64);
}

Noun shift_right(Arena& arena, Noun atom, uint64_t count) {
  uint64_t small;
  const Limbs from = limbs_of(atom, small);
  const size_t words = count / 64;
  const unsigned bits = count % 64;
  if (words >= from.size) return Noun::zero();
  Bits to(from.data + words, from.data + from.size);
  if (bits != 0) {
    for (size_t i = 0; i < to.size(); ++i) {
      const uint64_t above = i + 1 < to.size() ? to[i + 1] << (64 - bits) : 0;
      to[i] = to[i] >> bits | above;
    }
  }
  return arena.atom_limbs(to);
}

}  // namespace

namespace axis_detail {

Noun peg_big(Arena& arena, Noun outer, Noun inner) {
  if (outer == Noun::zero() || inner == Noun::zero()) refuse(ErrorKind::bail);
  const uint64_t depth = bit_length(inner) - 1;
  uint64_t small;
  const Limbs high = limbs_of(outer, small);
  Bits joined = copy(inner);
  flip_bit(joined, depth);
  joined.resize(depth / 64 + high.size + 1, 0);
  const size_t words = depth / 64;
  const unsigned bits = depth % 64;
  for (size_t i = 0; i < high.size; ++i) {
    joined[words + i] |= high.data[i] << bits;
    if (bits != 0) joined[words + i + 1] |= high.data[i] >> (64 - bits);
  }
  const Noun axis = arena.atom_limbs(joined);
  GALENA_CHECK(bit_length(axis) == bit_length(outer) + depth);
  return axis;
}

Noun rest_big(Arena& arena, Noun axis) {
  Bits bits = copy(axis);
  const uint64_t size = bit_length(axis);
  flip_bit(bits, size - 1);
  if (!bit(axis, size - 2)) flip_bit(bits, size - 2);
  const Noun rest = arena.atom_limbs(bits);
  GALENA_CHECK(peg(arena, bit(axis, size - 2) ? kAxis3 : kAxis2, rest) == axis);
  return rest;
}

bool in_tail_big(Noun axis) {
  return bit(axis, bit_length(axis) - 2);
}

bool bit_big(Noun axis, uint64_t index) {
  return bit(axis, index);
}

// The `count` low bits under a one.
Noun low_big(Arena& arena, Noun axis, uint64_t count) {
  GALENA_CHECK(count < bit_length(axis));
  Bits bits = copy(axis);
  bits.resize(count / 64 + 1);
  bits.back() &= (uint64_t{1} << count % 64) - 1;
  flip_bit(bits, count);
  return arena.atom_limbs(bits);
}

}  // namespace axis_detail

Noun AxisOnDemand::get(Arena& arena) const {
  if (outer == nullptr && tails == 0) return axis;
  uint64_t depth = 0;
  for (const AxisOnDemand* part = this; part != nullptr; part = part->outer) {
    depth += bit_length(part->axis) - 1 + part->tails;
  }
  Bits bits(depth / 64 + 1, 0);
  uint64_t at = 0;
  for (const AxisOnDemand* part = this; part != nullptr; part = part->outer) {
    for (const uint64_t end = at + part->tails; at < end;) {
      if (at % 64 == 0 && at + 64 <= end) {
        bits[at / 64] = ~uint64_t{0};
        at += 64;
      } else {
        flip_bit(bits, at++);
      }
    }
    for (uint64_t i = 0, n = bit_length(part->axis) - 1; i < n; ++i, ++at) {
      if (bit(part->axis, i)) flip_bit(bits, at);
    }
  }
  flip_bit(bits, depth);
  const Noun whole = arena.atom_limbs(bits);
  GALENA_CHECK(bit_length(whole) == depth + 1);
  return whole;
}

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
