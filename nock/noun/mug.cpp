#include "nock/noun/mug.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "nock/base/limits.h"
#include "nock/base/worklist.h"
#include "nock/noun/equal.h"

namespace galena {
namespace {

// Seed and fallback of the two kinds of noun. The seed counts up while the folded hash is 0; after eight tries the
// fallback stands in.
constexpr uint32_t kAtomSeed = 0xcafebabe, kAtomFallback = 0x7fff;
constexpr uint32_t kCellSeed = 0xdeadbeef, kCellFallback = 0xfffe;
constexpr uint32_t kTries = 8;

// The steps of murmur3-32.
constexpr uint32_t scramble(uint32_t k) {
  return std::rotl(k * 0xcc9e2d51u, 15) * 0x1b873593u;
}
constexpr uint32_t absorb(uint32_t h, uint32_t k) {
  return std::rotl(h ^ scramble(k), 13) * 5 + 0xe6546b64u;
}
constexpr uint32_t finish(uint32_t h, uint32_t length) {
  h ^= length;
  h = (h ^ h >> 16) * 0x85ebca6bu;
  h = (h ^ h >> 13) * 0xc2b2ae35u;
  return h ^ h >> 16;
}
constexpr uint32_t fold(uint32_t hash) {
  return hash >> 31 ^ (hash & 0x7fffffffu);
}

// Over the significant bytes of a word: whole blocks are absorbed, what is left of one is only mixed in.
uint32_t murmur_word(uint32_t seed, uint64_t word) {
  const auto low = static_cast<uint32_t>(word);
  const auto high = static_cast<uint32_t>(word >> 32);
  uint32_t h = seed;
  if (low >> 24 == 0 && high == 0) {
    h ^= scramble(low);
  } else {
    h = absorb(h, low);
    h = high >> 24 == 0 ? h ^ scramble(high) : absorb(h, high);
  }
  return finish(h, static_cast<uint32_t>(64 - std::countl_zero(word) + 7) / 8);
}

// `bytes` ends in a byte that is not 0.
uint32_t murmur_bytes(uint32_t seed, std::span<const uint8_t> bytes) {
  uint32_t h = seed;
  const size_t whole = bytes.size() & ~size_t{3};
  constexpr size_t kPiece = size_t{1} << 20;
  for (size_t i = 0; i < whole;) {
    for (const size_t end = std::min(whole, i + kPiece); i < end; i += 4) {
      uint32_t k;
      std::memcpy(&k, bytes.data() + i, 4);
      h = absorb(h, k);
    }
    if (i < whole) poll();
  }
  uint32_t rest = 0;
  if (whole < bytes.size()) std::memcpy(&rest, bytes.data() + whole, bytes.size() - whole);
  return finish(h ^ scramble(rest), static_cast<uint32_t>(bytes.size()));
}

template <class Hash>
uint32_t first_not_zero(uint32_t seed, uint32_t fallback, Hash hash) {
  for (uint32_t i = 0; i < kTries; ++i) {
    if (const uint32_t folded = fold(hash(seed + i)); folded != 0) [[likely]]
      return folded;
  }
  return fallback;
}

uint32_t mug_direct(uint64_t value) {
  return first_not_zero(kAtomSeed, kAtomFallback, [value](uint32_t seed) { return murmur_word(seed, value); });
}

uint32_t mug_indirect(Indirect* atom) {
  if (atom->header.mug == 0) {
    atom->header.mug = mug_bytes({reinterpret_cast<const uint8_t*>(atom->limbs), size_t{atom->size()} * 8});
  }
  return atom->header.mug;
}

// A cell whose mug is still to be computed.
bool is_unknown_cell(Noun noun) {
  return noun.is_cell() && noun.cell()->header.mug == 0;
}

// Of a noun that is no unknown cell.
uint32_t mug_now(Noun noun) {
  if (noun.is_direct()) return mug_direct(noun.direct_value());
  return noun.is_cell() ? noun.cell()->header.mug : mug_indirect(noun.indirect());
}

}  // namespace

uint32_t mug_pair(uint32_t head, uint32_t tail) {
  const uint64_t key = head | uint64_t{tail} << 32;
  return first_not_zero(kCellSeed, kCellFallback, [key](uint32_t seed) { return murmur_word(seed, key); });
}

uint32_t mug_bytes(std::span<const uint8_t> bytes) {
  while (!bytes.empty() && bytes.back() == 0) bytes = bytes.first(bytes.size() - 1);
  return first_not_zero(kAtomSeed, kAtomFallback, [bytes](uint32_t seed) { return murmur_bytes(seed, bytes); });
}

uint32_t mug(Noun noun) {
  if (is_unknown_cell(noun)) fill_mugs(noun);
  const uint32_t result = mug_now(noun);
  GALENA_CHECK(result != 0 && result >> 31 == 0);
  return result;
}

size_t fill_mugs(Noun noun) {
  if (!is_unknown_cell(noun)) return 0;
  size_t hashed = 0;
  // Cells whose mug is wanted; one reached along two paths may be here twice.
  Worklist<Cell*, 256> wanted;
  wanted.push(noun.cell());
  while (!wanted.empty()) {
    Cell* cell = wanted.back();
    const bool head_unknown = is_unknown_cell(cell->head);
    const bool tail_unknown = is_unknown_cell(cell->tail);
    if (!head_unknown && !tail_unknown) {
      if (cell->header.mug == 0) {
        cell->header.mug = mug_pair(mug_now(cell->head), mug_now(cell->tail));
        if ((++hashed & 0xffff) == 0) poll();
      }
      wanted.drop();
      continue;
    }
    if (tail_unknown) {
      const Cell* tail = cell->tail.cell();
      __builtin_prefetch(reinterpret_cast<const void*>(tail->head.word()));
      __builtin_prefetch(reinterpret_cast<const void*>(tail->tail.word()));
      wanted.push(cell->tail.cell());
    }
    if (head_unknown) wanted.push(cell->head.cell());
  }
  return hashed;
}

bool gor(Noun a, Noun b) {
  const uint32_t x = mug(a), y = mug(b);
  return x == y ? dor(a, b) : x < y;
}

bool mor(Noun a, Noun b) {
  const uint32_t x = mug_direct(mug(a)), y = mug_direct(mug(b));
  return x == y ? dor(a, b) : x < y;
}

bool dor(Noun a, Noun b) {
  // One of them comes first: walks both once more.
  GALENA_CHECK(!GALENA_NOW_AND_THEN(256) || dor(a, b) || dor(b, a));
  const Difference difference = first_difference(a, b);
  if (difference.a.is_none()) return true;
  if (difference.a.is_cell()) return false;
  return difference.b.is_cell() || atom_less(difference.a, difference.b);
}

}  // namespace galena
