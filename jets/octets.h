// Atoms as rows of bytes, for what hashes, enciphers and writes text.
//
// Hoon numbers the bytes of an atom from the least significant one. Some arms take them in that order, others, which
// have a number written as others write it, take so many of them from behind: `forwards` is the one, `backwards` the
// other. Beyond the end of an atom all bytes are 0. A count that no memory could hold throws OutOfMemory, as its Nock
// would end.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <span>

#include "jets/sample.h"
#include "nock/base/limits.h"

namespace galena::jets {

static_assert(std::endian::native == std::endian::little, "the limbs of an atom are its bytes");

using Bytes = Scratch<uint8_t>;

// The significant bytes of an atom, where they lie. It must not outlive the atom.
class Octets {
 public:
  explicit Octets(Noun atom) : limbs_(limbs_of(atom, small_)), size_(byte_length(atom)) {}
  Octets(const Octets&) = delete;
  const uint8_t* data() const { return reinterpret_cast<const uint8_t*>(limbs_.data); }
  size_t size() const { return size_; }
  std::span<const uint8_t> span() const { return {data(), size_}; }
  // out[0, count): the lowest `count` bytes.
  void copy(uint8_t* out, size_t count) const {
    const size_t there = std::min(count, size_);
    std::fill(std::copy_n(data(), there, out), out + count, uint8_t{0});
  }

 private:
  uint64_t small_ = 0;
  Limbs limbs_;
  size_t size_;
};

// A count of bytes that a jet is to work on: its value, if the machine has that much memory.
inline size_t counted(const Heap& heap, Noun count) {
  if (saturated(count) > heap.limit()) throw OutOfMemory{};
  return count.direct_value();
}

// The lowest `count` bytes of an atom, lowest first, and highest first.
inline Bytes forwards(Noun atom, size_t count) {
  Bytes bytes(count);
  Octets(atom).copy(bytes.data(), count);
  return bytes;
}
inline Bytes backwards(Noun atom, size_t count) {
  Bytes bytes = forwards(atom, count);
  std::reverse(bytes.begin(), bytes.end());
  return bytes;
}
template <size_t kCount>
std::array<uint8_t, kCount> backwards(Noun atom) {
  std::array<uint8_t, kCount> bytes;
  Octets(atom).copy(bytes.data(), kCount);
  std::reverse(bytes.begin(), bytes.end());
  return bytes;
}
template <size_t kCount>
std::array<uint8_t, kCount> forwards(Noun atom) {
  std::array<uint8_t, kCount> bytes;
  Octets(atom).copy(bytes.data(), kCount);
  return bytes;
}

// The atom whose highest byte comes first.
inline Noun atom_backwards(Heap& heap, std::span<const uint8_t> bytes) {
  Bytes turned(bytes.rbegin(), bytes.rend());
  return heap.atom_bytes(turned);
}

// [wid dat], the shape of `byts` and `octs`: so many bytes of a number.
struct Sized {
  Noun size, data;  // none unless both are atoms
};
inline Sized sized(Noun noun) {
  const Noun size = head_of(noun), data = tail_of(noun);
  if (size.is_none() || !size.is_atom() || !data.is_atom()) return {Noun::none(), Noun::none()};
  return {size, data};
}
inline Bytes backwards(Heap& heap, const Sized& s) {
  return backwards(s.data, counted(heap, s.size));
}

}  // namespace galena::jets
