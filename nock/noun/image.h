// An image: address space, apart from any heap, for nouns that last. The state of a machine that is kept in a file lies
// in one.
//
// Two columns of reserved addresses, cells in the one and indirect atoms in the other, each only ever grows:
//
//   base                              base + kColumn
//   ├── cells ▸ ─────────────────────┼── atoms ▸ ─────────────────────┤
//
// Nouns are immutable, so what has been put into an image stays as it is, and an image never points out of itself. The
// heap treats its nouns as it treats the arena's: they do not move, are not scanned, and no equal noun takes their
// place. A collection (Heap::Roots::tenured) moves what is reachable from the state, and is not there yet, to the end
// of the columns. The caches in the headers of nouns are written to all the same.
//
// Growth comes in steps: `seal` ends one, and pads both columns to whole blocks with zeros, which read as cells too. So
// the blocks of one step are apart from those of the others, and can be written and checked each on its own: a block is
// a page, so that a small step is a small write. Every cell lies a multiple of its size from the beginning of its
// column, whatever blocks it is in, so that the cells of an image can be walked from end to end; the one that would lie
// across the end of a step is none. Addresses are fixed, so that a file can be mapped back where it was.
#pragma once

#include <cstddef>
#include <cstdint>

#include "nock/base/reservation.h"
#include "nock/noun/noun.h"

namespace galena {

class Image {
 public:
  static constexpr size_t kColumn = size_t{64} << 30;
  static constexpr size_t kBlock = 4096;
  static_assert(kColumn % kBlock == 0 && kBlock % alignof(Cell) == 0);

  // Reserves the columns: at `base`, or where there is room if it is 0. Throws std::bad_alloc where it cannot.
  explicit Image(uint64_t base = 0);
  Image(const Image&) = delete;
  Image& operator=(const Image&) = delete;

  uint64_t base() const { return reinterpret_cast<uint64_t>(base_); }
  bool contains(Noun noun) const {
    return noun.is_pointer() && noun.word() - reinterpret_cast<uint64_t>(base_) < 2 * kColumn;
  }

  // Room for a cell or for an atom of `bytes`; zeros. Throws OutOfMemory.
  Cell* new_cell() {
    if (cells_ + sizeof(Cell) > cells_ready_) [[unlikely]]
      ready(cells_, cells_ready_, base_ + kColumn, sizeof(Cell));
    auto* const cell = reinterpret_cast<Cell*>(cells_);
    cells_ += sizeof(Cell);
    GALENA_CHECK(cells_ <= cells_ready_);
    return cell;
  }
  Indirect* new_atom(size_t bytes) {
    GALENA_CHECK(bytes % 8 == 0 && bytes >= Indirect::bytes_for(1));
    if (static_cast<size_t>(atoms_ready_ - atoms_) < bytes) [[unlikely]]
      ready(atoms_, atoms_ready_, base_ + 2 * kColumn, bytes);
    auto* const atom = reinterpret_cast<Indirect*>(atoms_);
    atoms_ += bytes;
    GALENA_CHECK(atoms_ <= atoms_ready_);
    return atom;
  }
  // Has room for so much more: after it, that is what can be made without a throw. Throws OutOfMemory. `slack`: as much
  // again of each, or what there is.
  void expect(size_t cell_bytes, size_t atom_bytes, size_t slack);
  // Ends a step.
  void seal();
  // Undoes a step that has not ended, while a collection moves what was made in it: after that it is gone.
  void begin_withdrawal() { withdrawn_ = true; }
  void end_withdrawal();
  // Whether a noun lies in what is undone; and whether a collection that empties this image, or the step of it that is
  // undone, moves it.
  bool withdraws(Noun noun) const { return withdrawn_ && is_of_step(noun); }
  bool is_left_by(Noun noun) const { return withdrawn_ ? is_of_step(noun) : contains(noun); }

  // The columns: where they begin and how much of each is in use; whole blocks, but in a step.
  char* cells() const { return base_; }
  char* atoms() const { return base_ + kColumn; }
  // Where the next cell is made.
  char* next_cell() const { return cells_; }
  // Whether a noun was made in the step that has not ended.
  bool is_of_step(Noun noun) const {
    return contains(noun) &&
           noun.word() >= reinterpret_cast<uint64_t>(noun.is_cell() ? first_cell_of(sealed_cells_) : sealed_atoms_);
  }
  size_t cell_bytes() const {
    return static_cast<size_t>((cells_ == first_cell_of(sealed_cells_) ? sealed_cells_ : cells_) - base_);
  }
  size_t atom_bytes() const { return static_cast<size_t>(atoms_ - base_) - kColumn; }
  size_t bytes() const { return cell_bytes() + atom_bytes(); }

  // Takes the first bytes of the columns of an image that is empty, whole blocks, as in use: the caller has mapped
  // something there.
  void adopt(size_t cell_bytes, size_t atom_bytes);
  // Adds `distance` to every pointer in the cells: for an image that was mapped elsewhere than it was made.
  void relocate(uint64_t distance);

 private:
  void ready(char* top, char*& ready, char* end, size_t bytes);
  // The first cell at or behind the end of a step.
  char* first_cell_of(char* at) const {
    return base_ + (static_cast<size_t>(at - base_) + sizeof(Cell) - 1) / sizeof(Cell) * sizeof(Cell);
  }

  Reservation space_;
  char* base_;                          // where it begins
  char *sealed_cells_, *sealed_atoms_;  // where the last step ended
  bool withdrawn_ = false;
  // Of each column: the end of what is in use, and of what may be accessed.
  char* cells_;
  char* cells_ready_;
  char* atoms_;
  char* atoms_ready_;
};

}  // namespace galena
