#include "nock/memo.h"

#include <algorithm>
#include <utility>

#include "nock/equal.h"
#include "nock/mug.h"

namespace galena {
namespace {

// Mugs are 31 bits of a good hash; the product spreads both over the low bits.
uint64_t hash_of(Noun subject, Noun formula) {
  const uint64_t both = uint64_t{mug(subject)} << 32 | mug(formula);
  return both * 0x9e3779b97f4a7c15u ^ both >> 32;
}

}  // namespace

uint32_t* MemoTable::Generation::slot(Heap& heap, const Entry& wanted) {
  if (slots.empty()) return nullptr;
  const size_t mask = slots.size() - 1;
  size_t i = wanted.hash & mask;
  for (; slots[i] != 0; i = (i + 1) & mask) {
    const Entry& entry = entries[slots[i] - 1];
    if (entry.hash == wanted.hash && equal(heap, entry.formula, wanted.formula) &&
        equal(heap, entry.subject, wanted.subject)) {
      break;
    }
  }
  return &slots[i];
}

void MemoTable::Generation::add(Heap& heap, const Entry& entry) {
  if (2 * (entries.size() + 1) > slots.size()) {
    // What has been replaced goes; the rest keeps its order.
    std::vector<uint32_t> current;
    for (const uint32_t number : slots) {
      if (number != 0) current.push_back(number - 1);
    }
    std::sort(current.begin(), current.end());
    const auto seen = static_cast<size_t>(std::lower_bound(current.begin(), current.end(), visited) - current.begin());
    for (size_t i = 0; i < current.size(); ++i) entries[i] = entries[current[i]];
    entries.resize(current.size());
    visited = seen;
    size_t size = slots.empty() ? 1024 : slots.size();
    while (size < 4 * (entries.size() + 1)) size *= 2;
    slots.assign(size, 0);
    for (uint32_t i = 0; i < entries.size(); ++i) {
      size_t at = entries[i].hash & (size - 1);
      while (slots[at] != 0) at = (at + 1) & (size - 1);
      slots[at] = i + 1;
    }
  }
  entries.push_back(entry);
  *slot(heap, entry) = static_cast<uint32_t>(entries.size());
}

void MemoTable::Generation::visit(Heap::Scanner& scanner) {
  for (size_t i = scanner.minor() ? visited : 0; i < entries.size(); ++i) {
    scanner.visit(entries[i].subject);
    scanner.visit(entries[i].formula);
    scanner.visit(entries[i].product);
  }
  visited = entries.size();
}

Noun MemoTable::find(Heap& heap, Noun subject, Noun formula) {
  const Entry wanted{hash_of(subject, formula), subject, formula, Noun()};
  const uint32_t* slot = young_.slot(heap, wanted);
  if (slot != nullptr && *slot != 0) return young_.entries[*slot - 1].product;
  slot = old_.slot(heap, wanted);
  if (slot == nullptr || *slot == 0) return Noun::none();
  const Entry found = old_.entries[*slot - 1];
  add(heap, found);
  return found.product;
}

void MemoTable::add(Heap& heap, Noun subject, Noun formula, Noun product) {
  add(heap, Entry{hash_of(subject, formula), subject, formula, product});
}

void MemoTable::add(Heap& heap, const Entry& entry) {
  if (young_.entries.size() >= kCapacity) old_ = std::exchange(young_, Generation());
  young_.add(heap, entry);
}

void MemoTable::clear() {
  young_ = Generation();
  old_ = Generation();
}

void MemoTable::visit(Heap::Scanner& scanner) {
  young_.visit(scanner);
  old_.visit(scanner);
}

}  // namespace galena
