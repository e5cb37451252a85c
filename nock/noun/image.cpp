#include "nock/noun/image.h"

#include <sys/mman.h>

#include <algorithm>
#include <new>
#include <random>

#include "nock/noun/arena.h"

namespace galena {
namespace {

// Access is given in steps of this size.
constexpr size_t kStep = size_t{12} << 20;
static_assert(kStep % Image::kBlock == 0);

// Where images may begin: below where the system puts things by itself, and in the part that sanitizers leave alone.
constexpr uint64_t kLowest = uint64_t{0x2000} << 32;
constexpr uint64_t kHighest = uint64_t{0x5000} << 32;

Reservation reserve(uint64_t base) {
  constexpr size_t kBytes = 2 * Image::kColumn;
  if (base != 0) {
    Reservation space = Reservation::at(base, kBytes);
    if (space.empty()) throw std::bad_alloc();
    return space;
  }
  // At random: two piers in one process, or a copy of one, rarely want the same place.
  std::random_device random;
  for (int attempt = 0; attempt < 100; ++attempt) {
    const uint64_t slots = (kHighest - kLowest) / Image::kColumn;
    Reservation space = Reservation::at(kLowest + random() % slots * Image::kColumn, kBytes);
    if (!space.empty()) return space;
  }
  throw std::bad_alloc();
}

char* round_to_block(char* p, char* column) {
  const size_t used = static_cast<size_t>(p - column);
  return column + (used + Image::kBlock - 1) / Image::kBlock * Image::kBlock;
}

}  // namespace

Image::Image(uint64_t base) : space_(reserve(base)), base_(space_.begin()) {
  cells_ = cells_ready_ = base_;
  atoms_ = atoms_ready_ = base_ + kColumn;
}

void Image::ready(char* top, char*& ready, char* end, size_t bytes) {
  const size_t room = static_cast<size_t>(ready - top);
  const size_t more = std::max((bytes - room + kStep - 1) / kStep * kStep, kStep);
  if (static_cast<size_t>(end - ready) < more) throw OutOfMemory{};
  if (mprotect(ready, more, PROT_READ | PROT_WRITE) != 0) throw OutOfMemory{};
  ready += more;
}

void Image::expect(size_t cell_bytes, size_t atom_bytes) {
  if (static_cast<size_t>(cells_ready_ - cells_) < cell_bytes) ready(cells_, cells_ready_, base_ + kColumn, cell_bytes);
  if (static_cast<size_t>(atoms_ready_ - atoms_) < atom_bytes)
    ready(atoms_, atoms_ready_, base_ + 2 * kColumn, atom_bytes);
}

void Image::seal() {
  // Whole blocks: access comes in multiples of them, so that nothing is to be done for the padding.
  cells_ = round_to_block(cells_, base_);
  atoms_ = round_to_block(atoms_, base_ + kColumn);
  GALENA_CHECK(cells_ <= cells_ready_ && atoms_ <= atoms_ready_);
}

void Image::adopt(size_t cell_bytes, size_t atom_bytes) {
  GALENA_CHECK(bytes() == 0);
  GALENA_CHECK(cell_bytes % kBlock == 0 && atom_bytes % kBlock == 0);
  cells_ = cells_ready_ = base_ + cell_bytes;
  atoms_ = atoms_ready_ = base_ + kColumn + atom_bytes;
}

void Image::relocate(uint64_t distance) {
  const auto moved = [&](Noun n) { return n.is_pointer() ? Noun::from_word(n.word() + distance) : n; };
  for (char* p = base_; p != cells_; p += sizeof(Cell)) {
    auto* const cell = reinterpret_cast<Cell*>(p);
    cell->head = moved(cell->head);
    cell->tail = moved(cell->tail);
  }
}

}  // namespace galena
