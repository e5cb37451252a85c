// A table of remembered products: [subject formula] to product, all of them nouns.
//
// Two generations. When the younger one is full, the older one is forgotten and the younger takes its place; what is
// found in the older one moves to the younger. So about half of the table is what was used last, and forgetting costs
// nothing.
#pragma once

#include <cstdint>
#include <vector>

#include "nock/heap.h"
#include "nock/noun.h"

namespace galena {

class MemoTable {
 public:
  // The product, or none. Fills mugs; constant but for nouns that are seen for the first time.
  Noun find(Heap& heap, Noun subject, Noun formula);
  // Replaces what was there.
  void add(Heap& heap, Noun subject, Noun formula, Noun product);
  void clear();
  // Visits all entries, or, in a minor collection, those that have come since the last one.
  void visit(Heap::Scanner& scanner);

 private:
  static constexpr size_t kCapacity = size_t{1} << 18;  // of one generation

  struct Entry {
    uint64_t hash;
    Noun subject, formula, product;
  };
  struct Generation {
    std::vector<Entry> entries;
    std::vector<uint32_t> slots;  // open addressing; a power of two of them; 0, or the number of an entry and one
    size_t visited = 0;           // entries below it hold no nursery nouns

    // The slot with the entry, or the one where it belongs; none while there are no slots.
    uint32_t* slot(Heap& heap, const Entry& entry);
    void add(Heap& heap, const Entry& entry);
    void visit(Heap::Scanner& scanner);
  };
  void add(Heap& heap, const Entry& entry);

  Generation young_, old_;
};

}  // namespace galena
