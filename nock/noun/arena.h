// The compiler's arena: hash-consed nouns that live as long as the arena does.
//
// Two nouns made by the same arena are equal exactly when their words are equal, so equality is one comparison and a
// pair of nouns is a key of 16 bytes. AST, types and formulas live here. Cells have the same layout as those of the
// heap, so the machine can run a formula, print or jam a noun where it lies; the collector never moves what is in an
// arena, and unification never writes to it.
//
// An arena reserves address space once and commits as it grows; nothing moves, nothing is freed before the arena is.
// Not thread-safe: one arena, one thread.
//
// An image is an arena as it lies in memory, made once and gone on with by others: a library of hundreds of thousands
// of cells, with its mugs and the tables of the hash-consing, is there as soon as its file is mapped, and what is not
// looked at is not read. That needs the addresses that it was made for, of which there is one set in a process; a
// second arena of the same image is copied to where there is room, which takes time in proportion to its cells.
#pragma once

#include <new>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "nock/base/limits.h"
#include "nock/base/reservation.h"
#include "nock/base/slots.h"
#include "nock/noun/maker.h"
#include "nock/noun/noun.h"

namespace galena {

// Where an image lies.
struct ArenaImage {
  std::span<const uint8_t> bytes;  // as Arena::image wrote them; trusted
  // The same bytes in a file, at a whole page; -1: in none.
  int file = -1;
  uint64_t offset = 0;
};

class Arena : public Maker<Arena> {
 public:
  // `limit`: bytes of noun storage at the most (the tables of the hash-consing come on top, about a quarter of it).
  explicit Arena(size_t limit = size_t{32} << 30);
  // What `image` was made of, to be gone on with.
  Arena(const ArenaImage& image, size_t limit);
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  // All that is in it, as an image, of which `roots` are found again: nouns of this arena, at most kMaxRoots.
  static constexpr size_t kMaxRoots = 8;
  std::vector<uint8_t> image(std::span<const Noun> roots) const;
  // The roots of the image that it was made of, in their order.
  std::span<const Noun> roots() const { return roots_; }

  // [head tail]. Both must be of this arena (or direct). Throws OutOfMemory. Amortised constant time.
  Noun cons(Noun head, Noun tail);

  // Makes room for that many more cells at once.
  void reserve(size_t cells);

  // Makes `count` cells, most of them new to the arena: the parts of the next come from `parts(i)`, a pair of nouns,
  // and the cell goes to `made(i, cell)`. Several times faster than one after the other: a cell is taken to be new
  // until the cache line with its place in the table has come. Where it was not, `made` is told again, of it and of
  // what was made since; what it was told first does not count then.
  template <class Parts, class Made>
  void cons_many(size_t count, Parts&& parts, Made&& made);

  // The atom of these bytes, least significant first; leading zeros are dropped.
  Noun atom_bytes(std::span<const uint8_t> bytes);

  // The noun of this arena that equals `foreign`, which may come from a heap, another arena, or this one. Explicit
  // stack; time and space in proportion to the distinct cells of `foreign` that are not yet here.
  Noun intern(Noun foreign);

  // Whether a pointer noun was made by this arena; a direct atom is of every arena.
  bool owns(Noun noun) const {
    return noun.is_direct() || (noun.word() - reinterpret_cast<uint64_t>(base_)) < static_cast<uint64_t>(top_ - base_);
  }
  size_t bytes_used() const { return static_cast<size_t>(top_ - base_); }
  size_t cell_count() const { return cell_count_; }

 private:
  friend class Maker<Arena>;
  // Offsets are 32 bits of 8-byte units.
  static constexpr size_t kMinBytes = size_t{1} << 16, kMaxBytes = size_t{32} << 30;
  struct ImageHeader;
  // Of a copy of an arena at `memory`, moved by `distance`: its cells, found by `entries`, and a table of them.
  static Slots<uint64_t> moved_cells(char* memory, uint64_t distance, std::span<const uint64_t> entries, size_t slots);
  Noun new_atom(std::span<const uint64_t> limbs);
  static uint64_t hash_of(Noun head, Noun tail);
  char* allocate(size_t bytes);
  void grow_cells(size_t slots);
  const Cell* cell_at(uint64_t entry) const {
    GALENA_CHECK((entry & UINT32_MAX) * 8 + sizeof(Cell) <= bytes_used());
    return reinterpret_cast<const Cell*>(base_ + (entry & UINT32_MAX) * 8);
  }
  void grow_atoms();

  Reservation space_;
  char* base_ = nullptr;  // where it begins
  char* top_ = nullptr;
  char* end_ = nullptr;
  // Open addressing over offsets from base_ in units of 8 bytes; 0 is an empty slot (the first 8 bytes are unused).
  Slots<uint64_t> cells_;
  size_t cell_count_ = 0;
  Slots<uint32_t> atoms_;
  size_t atom_count_ = 0;
  std::vector<Noun> roots_;
};

// 32 bits, in the low half.
inline uint64_t Arena::hash_of(Noun head, Noun tail) {
  const __uint128_t product =
      static_cast<__uint128_t>(head.word() ^ 0x9e3779b97f4a7c15u) * (tail.word() ^ 0xd1b54a32d192ed03u);
  return (static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64)) >> 32;
}

template <class Parts, class Made>
void Arena::cons_many(size_t count, Parts&& parts, Made&& made) {
  constexpr size_t kAhead = 16;
  reserve(count);
  const size_t mask = cells_.size() - 1;
  struct Waiting {
    uint64_t hash;
    Cell* cell;
  } waiting[kAhead] = {};
  size_t entered = 0;  // cells before it are in the table
  for (size_t begun = 0; entered < count;) {
    if (begun < count && begun - entered < kAhead) {
      const auto [head, tail] = parts(begun);
      GALENA_CHECK(owns(head) && owns(tail));
      const uint64_t hash = hash_of(head, tail);
      __builtin_prefetch(&cells_[hash & mask], 1);
      Cell* const cell = new (allocate(sizeof(Cell))) Cell{{}, head, tail};
      waiting[begun % kAhead] = {hash, cell};
      made(begun, Noun::from(cell));
      ++begun;
      continue;
    }
    const auto [hash, cell] = waiting[entered % kAhead];
    const Cell* known = nullptr;
    size_t slot = hash & mask;
    for (uint64_t entry; known == nullptr && (entry = cells_[slot]) != 0; slot = (slot + 1) & mask) {
      if (entry >> 32 != hash) continue;
      const Cell* const other = cell_at(entry);
      if (other->head == cell->head && other->tail == cell->tail) known = other;
    }
    if (known == nullptr) {
      cells_[slot] = hash << 32 | static_cast<uint64_t>(reinterpret_cast<const char*>(cell) - base_) / 8;
      ++cell_count_;
    } else {
      // It and what came after it are not where they were made.
      top_ = reinterpret_cast<char*>(cell);
      made(entered, Noun::from(known));
      begun = entered + 1;
    }
    ++entered;
  }
}

}  // namespace galena
