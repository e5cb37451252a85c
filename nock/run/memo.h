// A table of remembered products: a key of a few nouns to one.
//
// A cache of sets of eight. A search reads the tags of one set, half a cache line, and then, as a rule, the one entry
// that it is after. The table grows until it has kMaxSets sets; from then on what comes takes the place of what has not
// been found since the last time that its place was wanted.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "nock/base/large_pages.h"
#include "nock/base/limits.h"
#include "nock/noun/heap.h"
#include "nock/noun/noun.h"

namespace galena {

// For `%memo`, a formula and its subject. For a jet, an atom of its own, and what its product depends on. Parts that
// are not given are 0. Several nouns and not one: what is in them is shared with others, a pair of them would not be.
using MemoKey = std::array<Noun, 5>;

class MemoTable {
 public:
  // The product, or none. Fills mugs; constant but for nouns that are seen for the first time.
  Noun find(Heap& heap, const MemoKey& key);
  // Replaces what was there. Throws where there is no memory for it: then it is not there.
  void add(Heap& heap, const MemoKey& key, Noun product);
  void clear() { *this = MemoTable(); }
  // Bytes of nouns alive up to which a major collection still keeps an entry: one that has come or been found since the
  // last major one, and one that has not.
  struct Room {
    size_t asked, unasked;
  };
  // In a collection, after what has other reasons to live: visits the entries that have come since the last one; in a
  // major one all, as far as there is room for what they hold, and forgets the others.
  void visit(Heap::Scanner& scanner, const Room& room);

 private:
  static constexpr size_t kWays = 8, kMinSets = 128, kMaxSets = size_t{1} << 16;

  struct Entry {
    MemoKey key;
    Noun product;
  };
  // 0: no entry. Otherwise 30 bits of the hash, the lowest set; kFresh, if it has come since the last major collection;
  // and kFound, if it has been found lately.
  struct alignas(32) Set {
    uint32_t tags[kWays];
  };
  static constexpr uint32_t kFound = uint32_t{1} << 31, kFresh = uint32_t{1} << 30;

  // For a check: whether all nouns of the nursery are in entries that `young_` has.
  bool knows_young(const Heap& heap) const;
  // A place in `entries_`: of the entry, or kAbsent.
  size_t locate(Heap& heap, uint64_t hash, const MemoKey& key) const;
  // A place in the set of `hash` for another entry.
  size_t make_place(uint64_t hash);
  void grow();
  static void visit(Entry& entry, Heap::Scanner& scanner);
  // Those that have been asked for, or the others, until `most` bytes are alive.
  void visit(bool asked, size_t most, Heap::Scanner& scanner);

  std::vector<Set, Overwritten<Set>> sets_;  // a power of two of them, or none
  std::vector<Entry, Overwritten<Entry>> entries_;
  size_t count_ = 0;
  size_t hand_ = 0;              // the way that is looked at first for a place
  std::vector<uint32_t> young_;  // places that may hold nouns of the nursery
  Charge charge_;
};

}  // namespace galena
