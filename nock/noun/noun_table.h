// A hash table from nouns to 64-bit values, made for nouns that are not in it.
//  - What is touched first costs most, a page fault a page, so it is small: a slot is the number of an entry in as many
//    bits as numbers take, and as much of the hash as fits the rest.
//  - A bucket is a cache line of slots, filled from the front and looked at as a whole, without a branch that depends
//    on how full it is, so that a processor runs ahead of the misses. Prefetching a few nouns ahead and sizing the
//    table at once halved the time of jamming a list of a million (86 to 45 ms).
#pragma once

#include <sys/mman.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <new>

#include "nock/base/block.h"
#include "nock/base/limits.h"
#include "nock/noun/arena.h"
#include "nock/noun/noun.h"

namespace galena {

// `Hash`: 32 bits of a noun, the same as long as it is in the table. What "the same noun" is, the caller says.
template <class Hash>
class NounTable {
 public:
  // `expected`: how many nouns to make room for at once; the table grows as it has to.
  explicit NounTable(Hash hash, size_t expected = 0) : hash_(hash) {
    rebuild(std::max(kFirstBits, static_cast<int>(std::bit_width(expected * 8 / 5))));
  }

  size_t size() const { return count_; }
  uint32_t hash_of(Noun noun) const { return hash_(noun); }

  // Has the place of a noun with this hash at hand by the time it is looked for.
  void prefetch(uint32_t hash) const { __builtin_prefetch(&buckets_[hash >> (32 - bits_ + kBucketBits)]); }

  // The value of the noun with this hash for which `same` holds; if there is none, null, and `noun` is entered with
  // `value` if `enter` says so.
  template <class Same>
  const uint64_t* find_or_enter(Noun noun, uint32_t hash, uint64_t value, bool enter, Same same) {
    GALENA_CHECK(!GALENA_NOW_AND_THEN(64) || hash == hash_(noun));
    const uint32_t tag = hash << bits_;
    size_t b = hash >> (32 - bits_ + kBucketBits);
    unsigned used;
    for (;;) {
      const Bucket bucket = buckets_[b];
      if (__builtin_reduce_or((bucket ^ tag) >> static_cast<uint32_t>(bits_) == 0) != 0) [[unlikely]] {
        if (const uint64_t* found = find_in(bucket, tag, same)) return found;
      }
      used = used_slots(bucket);
      if (used < kBucketSize) [[likely]]
        break;
      b = next(b);
    }
    if (enter) {
      if (count_ == room_) [[unlikely]]
        make_room(room_ == 0 ? 64 : room_ * 2);
      // As its number has to fit a slot beside the hash.
      GALENA_CHECK(count_ + 1 < size_t{1} << bits_);
      entries_[count_] = {noun, value};
      set(b, used, hash, ++count_);
      if (count_ * 8 > size_t{5} << bits_) [[unlikely]]
        rebuild(bits_ + 1);
    }
    return nullptr;
  }

  // The value of this very word, null if there is none.
  const uint64_t* find(Noun noun) {
    return find_or_enter(noun, hash_(noun), 0, false, [noun](Noun other) { return other == noun; });
  }

 private:
  static constexpr int kFirstBits = 7;
  static constexpr int kBucketBits = 4;
  static constexpr unsigned kBucketSize = 1 << kBucketBits;
  static constexpr size_t kLargePage = size_t{2} << 20;
  using Bucket [[gnu::vector_size(kBucketSize * 4)]] = uint32_t;
  struct Entry {
    Noun noun;
    uint64_t value;
  };

  size_t next(size_t b) const { return (b + 1) & ((size_t{1} << (bits_ - kBucketBits)) - 1); }
  static unsigned used_slots(const Bucket& bucket) { return static_cast<unsigned>(-__builtin_reduce_add(bucket != 0)); }
  void set(size_t b, unsigned slot, uint32_t hash, size_t number) {
    const uint32_t content = hash << bits_ | static_cast<uint32_t>(number);
    std::memcpy(reinterpret_cast<char*>(&buckets_[b]) + slot * sizeof content, &content, sizeof content);
  }
  template <class Same>
  [[gnu::noinline]] const uint64_t* find_in(const Bucket& bucket, uint32_t tag, Same same) const {
    for (unsigned i = 0; i < kBucketSize && bucket[i] != 0; ++i) {
      if ((bucket[i] ^ tag) >> bits_ != 0) continue;
      GALENA_CHECK((bucket[i] & ((uint32_t{1} << bits_) - 1)) - 1 < count_);
      const Entry& entry = entries_[(bucket[i] & ((uint32_t{1} << bits_) - 1)) - 1];
      if (same(entry.noun)) return &entry.value;
    }
    return nullptr;
  }

  [[gnu::noinline]] void make_room(size_t room) {
    entries_charge_.to(room * sizeof(Entry));
    resize(entries_, room);
    room_ = room;
  }

  [[gnu::noinline]] void rebuild(int bits) {
    if (bits > 31) throw OutOfMemory{};
    poll();
    bits_ = bits;
    const size_t bytes = size_t{4} << bits;
    buckets_charge_.to(bytes);
    const size_t alignment = bytes < kLargePage ? sizeof(Bucket) : kLargePage;
    buckets_.reset(static_cast<Bucket*>(std::aligned_alloc(alignment, bytes)));
    if (buckets_ == nullptr) throw std::bad_alloc();
    if (bytes >= kLargePage) madvise(buckets_.get(), bytes, MADV_HUGEPAGE);
    std::memset(static_cast<void*>(buckets_.get()), 0, bytes);
    // The hashes are taken a few entries ahead of their places.
    constexpr size_t kAhead = 16;
    uint32_t hashes[kAhead] = {};
    for (size_t n = 0; n < count_ + kAhead; ++n) {
      const uint32_t hash = hashes[n % kAhead];
      if (n < count_) prefetch(hashes[n % kAhead] = hash_(entries_[n].noun));
      if (n < kAhead || n - kAhead >= count_) continue;
      size_t b = hash >> (32 - bits + kBucketBits);
      unsigned used;
      while ((used = used_slots(buckets_[b])) == kBucketSize) b = next(b);
      set(b, used, hash, n - kAhead + 1);
    }
  }

  Hash hash_;
  Block<Bucket> buckets_;  // a slot: 0, or the hash without its top bits_ bits and number + 1
  int bits_ = 0;           // of the number of slots
  Block<Entry> entries_;
  size_t count_ = 0;
  size_t room_ = 0;
  Charge buckets_charge_, entries_charge_;
};

}  // namespace galena
