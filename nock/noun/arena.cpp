#include "nock/noun/arena.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <new>
#include <unordered_map>

#include "nock/noun/equal.h"

namespace galena {
namespace {

uint64_t mix(uint64_t a, uint64_t b) {
  const __uint128_t product = static_cast<__uint128_t>(a ^ 0x9e3779b97f4a7c15u) * (b ^ 0xd1b54a32d192ed03u);
  return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}

uint64_t hash_limbs(std::span<const uint64_t> limbs) {
  uint64_t h = limbs.size();
  for (const uint64_t limb : limbs) h = mix(h, limb);
  return h;
}

}  // namespace

Arena::Arena(size_t limit) : cells_(size_t{1} << 12), atoms_(size_t{1} << 10) {
  const size_t bytes = std::clamp(limit, kMinBytes, kMaxBytes);
  space_ = Reservation(bytes);
  base_ = space_.begin();
  top_ = base_ + 8;
  end_ = base_ + bytes;
}

char* Arena::allocate(size_t bytes) {
  GALENA_CHECK(bytes % 8 == 0);
  if (static_cast<size_t>(end_ - top_) < bytes) throw OutOfMemory{};
  char* p = top_;
  top_ += bytes;
  return p;
}

// A slot of the cell table: the offset in the low half, half of the hash in the high half. The hash tells almost all
// other cells apart without a look at them, and a look is a cache miss; it also suffices to move a slot to a larger
// table.
Noun Arena::cons(Noun head, Noun tail) {
  GALENA_CHECK(owns(head) && owns(tail));
  const uint64_t hash = hash_of(head, tail);
  const size_t mask = cells_.size() - 1;
  size_t slot = hash & mask;
  while (const uint64_t entry = cells_[slot]) {
    if (entry >> 32 == hash) {
      const Cell* c = cell_at(entry);
      if (c->head == head && c->tail == tail) return Noun::from(c);
    }
    slot = (slot + 1) & mask;
  }
  Cell* c = new (allocate(sizeof(Cell))) Cell{{}, head, tail};
  cells_[slot] = hash << 32 | static_cast<uint64_t>(reinterpret_cast<char*>(c) - base_) / 8;
  // First use of memory costs more than the probes: tables are let to fill to three quarters.
  if (++cell_count_ * 4 > cells_.size() * 3) grow_cells(cells_.size() * 2);
  return Noun::from(c);
}

void Arena::reserve(size_t cells) {
  const size_t slots = std::bit_ceil((cell_count_ + cells) * 2);
  if (slots > cells_.size()) grow_cells(slots);
}

void Arena::grow_cells(size_t slots) {
  GALENA_CHECK(std::has_single_bit(slots) && slots > cell_count_);
  size_t moved = 0;
  Slots<uint64_t> bigger(slots);
  const size_t mask = bigger.size() - 1;
  for (const uint64_t entry : cells_) {
    if (entry == 0) continue;
    size_t slot = entry >> 32 & mask;
    while (bigger[slot] != 0) slot = (slot + 1) & mask;
    bigger[slot] = entry;
    ++moved;
  }
  GALENA_CHECK(moved == cell_count_);
  cells_ = std::move(bigger);
}

Noun Arena::new_atom(std::span<const uint64_t> limbs) {
  if (limbs.size() > UINT32_MAX) throw OutOfMemory{};
  const size_t mask = atoms_.size() - 1;
  size_t slot = hash_limbs(limbs) & mask;
  while (const uint32_t offset = atoms_[slot]) {
    const auto* a = reinterpret_cast<const Indirect*>(base_ + size_t{offset} * 8);
    GALENA_CHECK(owns(Noun::from(a)));
    if (a->size() == limbs.size() && std::memcmp(a->limbs, limbs.data(), limbs.size_bytes()) == 0) return Noun::from(a);
    slot = (slot + 1) & mask;
  }
  auto* a = reinterpret_cast<Indirect*>(allocate(Indirect::bytes_for(limbs.size())));
  a->header = {0, static_cast<uint32_t>(limbs.size())};
  std::memcpy(a->limbs, limbs.data(), limbs.size_bytes());
  atoms_[slot] = static_cast<uint32_t>((reinterpret_cast<char*>(a) - base_) / 8);
  if (++atom_count_ * 2 > atoms_.size()) grow_atoms();
  return Noun::from(a);
}

void Arena::grow_atoms() {
  Slots<uint32_t> bigger(atoms_.size() * 2);
  const size_t mask = bigger.size() - 1;
  for (const uint32_t offset : atoms_) {
    if (offset == 0) continue;
    const auto* a = reinterpret_cast<const Indirect*>(base_ + size_t{offset} * 8);
    size_t slot = hash_limbs({a->limbs, a->size()}) & mask;
    while (bigger[slot] != 0) slot = (slot + 1) & mask;
    bigger[slot] = offset;
  }
  atoms_ = std::move(bigger);
}

Noun Arena::atom_bytes(std::span<const uint8_t> bytes) {
  if (bytes.size() <= 8) {
    uint64_t value = 0;
    if (!bytes.empty()) std::memcpy(&value, bytes.data(), bytes.size());
    return atom(value);
  }
  std::vector<uint64_t> limbs((bytes.size() + 7) / 8, 0);
  std::memcpy(limbs.data(), bytes.data(), bytes.size());
  return atom_limbs(limbs);
}

Noun Arena::intern(Noun foreign) {
  // Post-order over the distinct foreign cells: a cell stays on the stack until both children have their image.
  std::unordered_map<uint64_t, Noun> image;
  const auto leaf = [&](Noun n) -> Noun {
    if (owns(n)) return n;
    if (n.is_indirect()) return atom_limbs({n.indirect()->limbs, n.indirect()->size()});
    const auto it = image.find(n.word());
    return it == image.end() ? Noun::none() : it->second;
  };
  const Noun direct = leaf(foreign);
  if (!direct.is_none()) return direct;
  Scratch<Noun> stack{foreign};
  Pace pace;
  while (!stack.empty()) {
    pace.step();
    const Noun n = stack.back();
    const Noun head = leaf(n.head());
    const Noun tail = leaf(n.tail());
    if (!head.is_none() && !tail.is_none()) {
      const Noun made = cons(head, tail);
      if (const uint32_t mug = n.cell()->header.mug; mug != 0) {
        uint32_t& known = made.cell()->header.mug;
        GALENA_CHECK(known == 0 || known == mug);
        known = mug;
      }
      image.emplace(n.word(), made);
      stack.pop_back();
      continue;
    }
    if (tail.is_none()) stack.push_back(n.tail());
    if (head.is_none()) stack.push_back(n.head());
  }
  const Noun made = image.at(foreign.word());
  GALENA_CHECK(owns(made));
  // Walks both: as long as what is made here took.
  GALENA_CHECK(!GALENA_NOW_AND_THEN(16) || equal(made, foreign));
  return made;
}

}  // namespace galena
