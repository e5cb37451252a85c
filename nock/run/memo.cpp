#include "nock/run/memo.h"

#include <algorithm>
#include <bit>

#include "nock/base/limits.h"
#include "nock/noun/equal.h"
#include "nock/noun/mug.h"

namespace galena {
namespace {

constexpr size_t kAbsent = SIZE_MAX;

// Mugs are 31 bits of a good hash; the product spreads them over all bits.
uint64_t hash_of(const MemoKey& key) {
  uint64_t hash = 0;
  for (const Noun part : key) {
    const uint64_t own = part.is_direct() ? part.word() : mug(part);
    hash = (std::rotl(hash, 23) ^ own) * 0x9e3779b97f4a7c15u;
  }
  return hash ^ hash >> 32;
}
uint32_t tag_of(uint64_t hash) {
  return static_cast<uint32_t>(hash >> 34) | 1;
}
// Of other bits than the tag.
size_t set_of(uint64_t hash, size_t sets) {
  return hash >> 8 & (sets - 1);
}

bool same(Heap& heap, const MemoKey& a, const MemoKey& b) {
  for (size_t i = 0; i < a.size(); ++i) {
    if (a[i] != b[i] && !equal(heap, a[i], b[i])) return false;
  }
  return true;
}

}  // namespace

size_t MemoTable::locate(Heap& heap, uint64_t hash, const MemoKey& key) const {
  if (sets_.empty()) return kAbsent;
  const size_t at = set_of(hash, sets_.size());
  const Set& set = sets_[at];
  const uint32_t tag = tag_of(hash);
  unsigned candidates = 0;
  for (size_t way = 0; way < kWays; ++way) {
    candidates |= static_cast<unsigned>((set.tags[way] & ~(kFound | kFresh)) == tag) << way;
  }
  for (; candidates != 0; candidates &= candidates - 1) {
    const size_t place = at * kWays + static_cast<size_t>(std::countr_zero(candidates));
    if (same(heap, entries_[place].key, key)) return place;
  }
  return kAbsent;
}

Noun MemoTable::find(Heap& heap, const MemoKey& key) {
  const size_t place = locate(heap, hash_of(key), key);
  if (place == kAbsent) return Noun::none();
  sets_[place / kWays].tags[place % kWays] |= kFound;
  Entry& entry = entries_[place];
  // Equal nouns stay two where one lies in an arena, and may be large: the next search is for this one, as a rule.
  for (size_t i = 0; i < key.size(); ++i) {
    if (entry.key[i] != key[i] && !heap.in_nursery(key[i])) entry.key[i] = key[i];
  }
  return entry.product;
}

size_t MemoTable::make_place(uint64_t hash) {
  const size_t at = set_of(hash, sets_.size());
  uint32_t* const tags = sets_[at].tags;
  size_t way = 0;
  while (way < kWays && tags[way] != 0) ++way;
  if (way < kWays) {
    ++count_;
  } else {
    way = hand_++ % kWays;
    for (; (tags[way] & kFound) != 0; way = (way + 1) % kWays) tags[way] &= ~kFound;
  }
  tags[way] = tag_of(hash) | kFresh;
  return at * kWays + way;
}

void MemoTable::grow() {
  // Whatever is refused is refused before anything has changed.
  const size_t count = sets_.empty() ? kMinSets : 2 * sets_.size();
  charge_.to(count * (sizeof(Set) + kWays * sizeof(Entry)));
  auto old_sets = zeros<Set>(count);
  decltype(entries_) old_entries(old_sets.size() * kWays);
  std::vector<bool> was_young(entries_.size());
  for (const uint32_t place : young_) was_young[place] = true;
  sets_.swap(old_sets);
  entries_.swap(old_entries);
  count_ = 0;
  young_.clear();
  for (size_t place = 0; place < old_entries.size(); ++place) {
    const uint32_t tag = old_sets[place / kWays].tags[place % kWays];
    if (tag == 0) continue;
    const size_t to = make_place(hash_of(old_entries[place].key));
    sets_[to / kWays].tags[to % kWays] = tag;
    entries_[to] = old_entries[place];
    if (was_young[place]) young_.push_back(static_cast<uint32_t>(to));
  }
}

void MemoTable::add(Heap& heap, const MemoKey& key, Noun product) {
  GALENA_CHECK(product.is_noun() && std::ranges::all_of(key, &Noun::is_noun));
  const uint64_t hash = hash_of(key);
  size_t place = locate(heap, hash, key);
  if (young_.size() == young_.capacity()) young_.reserve(std::max<size_t>(64, 2 * young_.size()));
  if (place == kAbsent) {
    // Half full: so few sets have more entries than places.
    if (2 * count_ >= entries_.size() && sets_.size() < kMaxSets) grow();
    place = make_place(hash);
  }
  const auto young = [&](Noun noun) { return heap.in_nursery(noun); };
  if (young(product) || std::ranges::any_of(key, young)) young_.push_back(static_cast<uint32_t>(place));
  entries_[place] = {key, product};
  GALENA_CHECK(count_ <= entries_.size());
  GALENA_CHECK(!GALENA_NOW_AND_THEN(64) || locate(heap, hash, key) == place);
}

bool MemoTable::knows_young(const Heap& heap) const {
  std::vector<bool> is_known(entries_.size());
  for (const uint32_t place : young_) is_known[place] = true;
  for (size_t place = 0; place < entries_.size(); ++place) {
    if (is_known[place] || sets_[place / kWays].tags[place % kWays] == 0) continue;
    const auto young = [&](Noun noun) { return heap.in_nursery(noun); };
    if (young(entries_[place].product) || std::ranges::any_of(entries_[place].key, young)) return false;
  }
  return true;
}

void MemoTable::visit(Entry& entry, Heap::Scanner& scanner) {
  scanner.visit(entry.key);
  scanner.visit(entry.product);
}

void MemoTable::visit(bool asked, size_t most, Heap::Scanner& scanner) {
  constexpr size_t kBetweenLooks = 32;
  bool full = false;
  size_t visited = 0;
  for (size_t place = 0; place < entries_.size(); ++place) {
    uint32_t& tag = sets_[place / kWays].tags[place % kWays];
    if (tag == 0 || ((tag & (kFound | kFresh)) != 0) != asked) continue;
    if (!full && visited++ % kBetweenLooks == 0) full = scanner.finish() >= most;
    if (full) {
      --count_;
      tag = 0;
    } else {
      visit(entries_[place], scanner);
    }
  }
}

void MemoTable::visit(Heap::Scanner& scanner, const Room& room) {
  if (scanner.minor()) {
    GALENA_CHECK((entries_.size() > 4096 && !GALENA_NOW_AND_THEN(64)) || knows_young(scanner.heap()));
    for (const uint32_t place : young_) visit(entries_[place], scanner);
  } else {
    visit(true, room.asked, scanner);
    visit(false, room.unasked, scanner);
    for (Set& set : sets_) {
      for (uint32_t& tag : set.tags) tag &= ~(kFound | kFresh);
    }
  }
  young_.clear();
}

}  // namespace galena
