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
  cells_ = cells_ready_ = sealed_cells_ = base_;
  atoms_ = atoms_ready_ = sealed_atoms_ = base_ + kColumn;
}

// Access to `bytes` from `top` on, and to what comes behind them.
void Image::ready(char* top, char*& ready, char* end, size_t bytes) {
  const size_t left = static_cast<size_t>(end - ready);
  const size_t missing = bytes - static_cast<size_t>(ready - top);  // or more, where `top` is behind what is ready
  if (end < top || static_cast<size_t>(end - top) < bytes) throw OutOfMemory{};
  const size_t more = std::min(left, std::max((missing + kStep - 1) / kStep * kStep, kStep));
  if (mprotect(ready, more, PROT_READ | PROT_WRITE) != 0) throw OutOfMemory{};
  ready += more;
}

void Image::expect(size_t cell_bytes, size_t atom_bytes, size_t slack) {
  const auto have = [&](char* top, char*& until, char* end, size_t bytes) {
    const size_t left = top < end ? static_cast<size_t>(end - top) : 0;
    const size_t wanted = std::max(bytes, std::min(bytes + slack, left));
    if (until < top || static_cast<size_t>(until - top) < wanted) ready(top, until, end, wanted);
  };
  have(cells_, cells_ready_, base_ + kColumn, cell_bytes);
  have(atoms_, atoms_ready_, base_ + 2 * kColumn, atom_bytes);
}

void Image::seal() {
  // Whole blocks: access comes in multiples of them, so that nothing is to be done for the padding.
  if (cells_ != first_cell_of(sealed_cells_)) sealed_cells_ = round_to_block(cells_, base_);
  cells_ = first_cell_of(sealed_cells_);
  sealed_atoms_ = atoms_ = round_to_block(atoms_, base_ + kColumn);
  GALENA_CHECK(sealed_cells_ <= cells_ready_ && atoms_ <= atoms_ready_);
}

void Image::end_withdrawal() {
  withdrawn_ = false;
  // Whole pages, which are zeros when they are touched again.
  space_.discard(sealed_cells_, std::max(sealed_cells_, round_to_block(cells_, base_)));
  space_.discard(sealed_atoms_, round_to_block(atoms_, base_ + kColumn));
  cells_ = first_cell_of(sealed_cells_);
  atoms_ = sealed_atoms_;
}

void Image::adopt(size_t cell_bytes, size_t atom_bytes) {
  GALENA_CHECK(bytes() == 0);
  GALENA_CHECK(cell_bytes % kBlock == 0 && atom_bytes % kBlock == 0);
  cells_ready_ = sealed_cells_ = base_ + cell_bytes;
  cells_ = first_cell_of(sealed_cells_);
  atoms_ = atoms_ready_ = sealed_atoms_ = base_ + kColumn + atom_bytes;
}

void Image::relocate(uint64_t distance) {
  const auto moved = [&](Noun n) { return n.is_pointer() ? Noun::from_word(n.word() + distance) : n; };
  for (char* p = base_; p + sizeof(Cell) <= sealed_cells_; p += sizeof(Cell)) {
    auto* const cell = reinterpret_cast<Cell*>(p);
    cell->head = moved(cell->head);
    cell->tail = moved(cell->tail);
  }
}

}  // namespace galena
