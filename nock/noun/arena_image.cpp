// Arenas as images: see arena.h. In whole pages, one part after the other:
//
//   header ▸ nouns, from the first byte of the arena ▸ table of cells ▸ table of atoms ▸
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cstring>

#include "nock/base/populate.h"
#include "nock/noun/arena.h"

namespace galena {
namespace {

constexpr uint64_t kMagic = 0x31616e656c6167;  // "galena1"
// Where images want to lie: below where the system puts things by itself, and images of piers (image.h).
constexpr uint64_t kPlace = uint64_t{0x1800} << 32;
constexpr size_t kPage = Reservation::kPage;
// What a line of Hoon makes of nouns.
constexpr size_t kFirstRoom = size_t{128} << 10;

Noun moved(Noun noun, uint64_t distance) {
  return noun.is_pointer() ? Noun::from_word(noun.word() + distance) : noun;
}

}  // namespace

struct Arena::ImageHeader {
  uint64_t magic, place, used, cell_slots, cell_count, atom_slots, atom_count, root_count;
  Noun roots[kMaxRoots];

  size_t cells_at() const { return kPage + Reservation::whole_pages(used); }
  size_t atoms_at() const { return cells_at() + Reservation::whole_pages(cell_slots * sizeof(uint64_t)); }
  size_t size() const { return atoms_at() + Reservation::whole_pages(atom_slots * sizeof(uint32_t)); }
};

Slots<uint64_t> Arena::moved_cells(char* memory, uint64_t distance, std::span<const uint64_t> entries, size_t slots) {
  Slots<uint64_t> table(slots);
  const size_t mask = slots - 1;
  for (const uint64_t entry : entries) {
    if (entry == 0) continue;
    const uint64_t place = entry & UINT32_MAX;
    auto* const cell = reinterpret_cast<Cell*>(memory + place * 8);
    cell->head = moved(cell->head, distance);
    cell->tail = moved(cell->tail, distance);
    // The number of its bytecode is another machine's.
    cell->header.aux = 0;
    const uint64_t hash = hash_of(cell->head, cell->tail);
    size_t slot = hash & mask;
    while (table[slot] != 0) slot = (slot + 1) & mask;
    table[slot] = hash << 32 | place;
  }
  return table;
}

std::vector<uint8_t> Arena::image(std::span<const Noun> roots) const {
  GALENA_CHECK(roots.size() <= kMaxRoots);
  // A table that is half full, or less: who goes on with it makes more.
  const size_t slots = std::max(std::bit_ceil(cell_count_ * 3 / 2), size_t{1} << 12);
  ImageHeader header{kMagic, kPlace, bytes_used(), slots, cell_count_, atoms_.size(), atom_count_, roots.size(), {}};
  const uint64_t distance = kPlace - reinterpret_cast<uint64_t>(base_);
  for (size_t i = 0; i < roots.size(); ++i) {
    GALENA_CHECK(owns(roots[i]));
    header.roots[i] = moved(roots[i], distance);
  }
  std::vector<uint8_t> bytes(header.size());
  std::memcpy(bytes.data(), static_cast<const void*>(&header), sizeof header);
  std::memcpy(bytes.data() + kPage + 8, base_ + 8, bytes_used() - 8);
  const Slots<uint64_t> cells = moved_cells(reinterpret_cast<char*>(bytes.data()) + kPage, distance, cells_, slots);
  std::memcpy(bytes.data() + header.cells_at(), cells.begin(), slots * sizeof(uint64_t));
  std::memcpy(bytes.data() + header.atoms_at(), atoms_.begin(), atoms_.size() * sizeof(uint32_t));
  return bytes;
}

Arena::Arena(const ArenaImage& image, size_t limit) {
  const std::span<const uint8_t> bytes = image.bytes;
  const auto& header = *reinterpret_cast<const ImageHeader*>(bytes.data());
  GALENA_CHECK(bytes.size() >= kPage && header.magic == kMagic && header.size() == bytes.size());
  const size_t room = std::clamp(limit, std::max(kMinBytes, 2 * header.used), kMaxBytes);
  const auto part = [&](size_t from, size_t size) { return bytes.subspan(from, Reservation::whole_pages(size)); };
  const auto fill = [&](const Reservation& space, size_t from, size_t size) {
    space.fill(part(from, size), image.file, image.offset + from);
  };
  const auto is_read = [&](char* to, size_t from, size_t size) {
    populate(to, to + size);
    const auto at = static_cast<off_t>(image.offset + from);
    return image.file >= 0 && pread(image.file, to, size, at) == static_cast<ssize_t>(size);
  };
  const size_t cell_bytes = header.cell_slots * sizeof(uint64_t), atom_bytes = header.atom_slots * sizeof(uint32_t);
  space_ = Reservation::at(header.place, Reservation::whole_pages(room));
  const bool in_place = !space_.empty();
  if (in_place) {
    space_.open(Reservation::Pages::large);
    fill(space_, kPage, header.used);
    // The table is written to all over, and each page of a file that is written to is copied, for 20 to 35 microseconds
    // on a virtual machine; two hundred were, for three words of Hoon. Read to large pages it is there in one
    // millisecond.
    cells_ = Slots<uint64_t>(header.cell_slots);
    if (!is_read(reinterpret_cast<char*>(cells_.begin()), header.cells_at(), cell_bytes)) {
      std::memcpy(cells_.begin(), bytes.data() + header.cells_at(), cell_bytes);
    }
    populate_read(space_.begin(), space_.begin() + header.used);
    populate(space_.begin() + header.used, space_.begin() + std::min(header.used + kFirstRoom, room));
  } else {
    space_ = Reservation(room);
    std::memcpy(space_.begin(), bytes.data() + kPage, header.used);
  }
  base_ = space_.begin();
  top_ = base_ + header.used;
  end_ = base_ + room;
  const uint64_t distance = reinterpret_cast<uint64_t>(base_) - header.place;
  if (!in_place) {
    const std::span entries(reinterpret_cast<const uint64_t*>(bytes.data() + header.cells_at()), header.cell_slots);
    cells_ = moved_cells(base_, distance, entries, header.cell_slots);
  }
  Reservation atoms(atom_bytes, Reservation::Pages::small);
  fill(atoms, header.atoms_at(), atom_bytes);
  atoms_ = Slots<uint32_t>(std::move(atoms), header.atom_slots);
  cell_count_ = header.cell_count;
  atom_count_ = header.atom_count;
  for (size_t i = 0; i < header.root_count; ++i) roots_.push_back(moved(header.roots[i], distance));
  GALENA_CHECK(std::ranges::all_of(roots_, [&](Noun root) { return owns(root); }));
}

}  // namespace galena
