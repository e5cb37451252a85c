// The mug: Hoon's 31-bit hash of a noun (murmur3-32 folded to 31 bits, never 0), and the orders built on it.
//
// The mug of a pointer noun is cached in its header, so that it is computed once per cell and atom. Filling the cache
// is the only write; nothing allocates nouns. Every walk keeps its own stack.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "nock/noun/noun.h"

namespace galena {

// ++mug. Linear in the cells whose mug is not yet known.
uint32_t mug(Noun noun);

// Computes the mug of a noun and of the cells in it, and says how many had to be hashed: at least as many as there are
// distinct ones among them.
size_t fill_mugs(Noun noun);

// The mug of the atom whose bytes these are, least significant first; zeros at the end do not count.
uint32_t mug_bytes(std::span<const uint8_t> bytes);

// The mug of a cell whose head and tail have these mugs.
uint32_t mug_pair(uint32_t head, uint32_t tail);

// ++gor and ++mor order the keys and the heaps of Hoon's sets and maps: by mug, or by the mug of the mug; ++dor breaks
// the tie: atoms before cells, atoms by value, cells by the first place where they differ. All are reflexive: an
// equal noun does not come after.
bool gor(Noun a, Noun b);
bool mor(Noun a, Noun b);
bool dor(Noun a, Noun b);

}  // namespace galena
