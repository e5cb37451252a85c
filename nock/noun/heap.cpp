#include "nock/noun/heap.h"

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <cstring>
#include <new>
#include <utility>
#include <vector>

#include "nock/base/clock.h"
#include "nock/base/populate.h"
#include "nock/noun/image.h"
#include "nock/noun/mug.h"

namespace galena {
namespace {

// A nursery that stays within the second-level cache and a part of the third: measured best of 1 to 64 MB on the list
// and deep-recursion benchmarks.
constexpr size_t kNurserySize = size_t{8} << 20;
// The old generation is not copied before it holds this much.
constexpr size_t kMinMajor = size_t{64} << 20;
// Less room than this after a collection counts as exhaustion: a computation would crawl from collection to collection.
constexpr size_t kMinRoom = size_t{64} << 10;

constexpr uint32_t kForwarded = uint32_t{1} << 31;

}  // namespace

Heap::Heap(size_t limit) {
  limit_ = std::max(Reservation::whole_pages(limit), size_t{1} << 20);
  nursery_ = Reservation(limit_);
  populate(nursery_.begin(), nursery_.begin() + kFirstBytes);
  space_size_ = limit_ + nursery_.size();
  old_ = Reservation(2 * space_size_);
  top_ = nursery_.begin();
  old_space_ = old_.begin();
  old_cells_ = old_space_;
  old_atoms_ = old_space_ + space_size_;
  set_limits();
}

void Heap::out_of_memory() {
  throw OutOfMemory{};
}

void Heap::set_limits() {
  const size_t used = old_bytes() + taken_;
  const size_t room = limit_ > used ? limit_ - used : 0;
  hard_limit_ = nursery_.begin() + std::min(room, nursery_.size());
  nursery_threshold_ = nursery_.begin() + std::min({kNurserySize, room, nursery_.size()});
  clear_safepoint_request();
}

void Heap::lower_limit(size_t bytes) {
  if (static_cast<size_t>(hard_limit_ - top_) < bytes) out_of_memory();
  hard_limit_ -= bytes;
  if (nursery_threshold_ <= hard_limit_) return;
  // A collection is due before the room ends. A safepoint that is asked for meanwhile stays asked for.
  char* threshold = std::exchange(nursery_threshold_, hard_limit_);
  soft_limit_.compare_exchange_strong(threshold, hard_limit_);
}

void Heap::raise_limit() {
  const size_t used = old_bytes() + taken_;
  const size_t room = limit_ > used ? limit_ - used : 0;
  // What is there is there, even where a limit that was claimed from has been passed by a little.
  hard_limit_ = std::max(top_, nursery_.begin() + std::min(room, nursery_.size()));
}

void Heap::take(size_t bytes) {
  lower_limit(bytes);
  taken_ += bytes;
}

void Heap::give_back(size_t bytes) {
  GALENA_CHECK(bytes <= taken_);
  taken_ -= bytes;
  raise_limit();
}

Heap::Elders::~Elders() {
  heap_.raise_limit();
}

void Heap::Elders::claim_more(size_t bytes) {
  constexpr size_t kChunk = size_t{64} << 10;
  const auto room = static_cast<size_t>(heap_.hard_limit_ - heap_.top_);
  const size_t more = std::max(bytes, std::min(kChunk, room));
  heap_.lower_limit(more);
  claimed_ += more;
}

Noun Heap::Elders::new_atom(std::span<const uint64_t> limbs) {
  if (limbs.size() > UINT32_MAX) heap_.out_of_memory();
  const size_t bytes = Indirect::bytes_for(limbs.size());
  claim(bytes);
  heap_.old_atoms_ -= bytes;
  auto* const a = reinterpret_cast<Indirect*>(heap_.old_atoms_);
  a->header = {0, static_cast<uint32_t>(limbs.size())};
  std::memcpy(a->limbs, limbs.data(), limbs.size_bytes());
  return Noun::from(a);
}

Noun Heap::Elders::atom_bytes(std::span<const uint8_t> bytes) {
  std::vector<uint64_t> limbs((bytes.size() + 7) / 8);
  if (!bytes.empty()) std::memcpy(limbs.data(), bytes.data(), bytes.size());
  return atom_limbs(limbs);
}

Noun Heap::new_atom(std::span<const uint64_t> limbs) {
  Indirect* a = begin_atom(limbs.size());
  std::memcpy(a->limbs, limbs.data(), limbs.size_bytes());
  return Noun::from(a);
}

Noun Heap::atom_bytes(std::span<const uint8_t> bytes) {
  while (!bytes.empty() && bytes.back() == 0) bytes = bytes.first(bytes.size() - 1);
  if (bytes.size() <= 8) {
    uint64_t value = 0;
    if (!bytes.empty()) std::memcpy(&value, bytes.data(), bytes.size());
    return atom(value);
  }
  const size_t limbs = (bytes.size() + 7) / 8;
  Indirect* a = begin_atom(limbs);
  a->limbs[limbs - 1] = 0;
  std::memcpy(a->limbs, bytes.data(), bytes.size());
  return finish_atom(a);
}

Indirect* Heap::begin_atom(size_t limbs) {
  if (limbs > UINT32_MAX) out_of_memory();
  auto* a = reinterpret_cast<Indirect*>(allocate(Indirect::bytes_for(std::max<size_t>(limbs, 1))));
  a->header = {0, static_cast<uint32_t>(limbs)};
  return a;
}

Noun Heap::finish_atom(Indirect* a) {
  uint32_t size = a->header.aux;
  // Nothing has been allocated since it was begun.
  GALENA_CHECK(reinterpret_cast<char*>(a) + Indirect::bytes_for(std::max(size, 1u)) == top_);
  while (size > 0 && a->limbs[size - 1] == 0) --size;
  if (size == 0) return Noun::direct(0);
  if (size == 1 && a->limbs[0] <= Noun::kMaxDirect) return Noun::direct(a->limbs[0]);
  a->header.aux = size;  // the limbs dropped stay behind as garbage
  return Noun::from(a);
}

Heap::Root::Root(Heap& heap, Noun noun) : heap_(heap), noun_(noun), next_(heap.roots_), previous_(nullptr) {
  if (next_ != nullptr) next_->previous_ = this;
  heap.roots_ = this;
}

Heap::Root::~Root() {
  (previous_ == nullptr ? heap_.roots_ : previous_->next_) = next_;
  if (next_ != nullptr) next_->previous_ = previous_;
}

void Heap::Scanner::visit_pointer(Noun& noun) {
  if (heap_.moves(noun, minor_)) noun = heap_.copy(noun);
}

inline bool Heap::moves(Noun noun, bool minor) const {
  const uint64_t word = noun.word();
  if (nursery_.holds(word)) return true;
  if (minor) return false;
  // A major collection fills the other space: what already lies there has been copied.
  if (word - reinterpret_cast<uint64_t>(old_space_) < space_size_) return false;
  return in_old(noun) || (evacuated_ != nullptr && evacuated_->is_left_by(noun));
}

// The image in the space being filled of a noun that moves. A copied object leaves its new word in its second word; if
// that is in a step that is withdrawn, the way goes on from there.
inline Noun Heap::copy(Noun noun) {
  GALENA_CHECK(is_allocated(noun));
  const auto is_withdrawn = [this](Noun moved) { return evacuated_ != nullptr && evacuated_->withdraws(moved); };
  if (noun.is_cell()) {
    Cell* from = noun.cell();
    if ((from->header.mug & kForwarded) != 0) {
      const Noun moved = from->head;
      return is_withdrawn(moved) ? copy(moved) : moved;
    }
    auto* to = reinterpret_cast<Cell*>(old_cells_);
    old_cells_ += sizeof(Cell);
    *to = *from;
    from->header.mug |= kForwarded;
    from->head = Noun::from(to);
    return from->head;
  }
  Indirect* from = noun.indirect();
  if ((from->header.mug & kForwarded) != 0) {
    const Noun moved = Noun::from_word(from->limbs[0]);
    return is_withdrawn(moved) ? copy(moved) : moved;
  }
  const size_t bytes = Indirect::bytes_for(from->size());
  old_atoms_ -= bytes;
  auto* to = reinterpret_cast<Indirect*>(old_atoms_);
  std::memcpy(static_cast<void*>(to), from, bytes);
  from->header.mug |= kForwarded;
  const Noun moved = Noun::from(to);
  from->limbs[0] = moved.word();
  return moved;
}

namespace {

// By the word of what lies in an arena: its copy in an image.
using Foreign = boost::unordered_flat_map<uint64_t, Noun>;

// What has moved has its new place in its second word.
void forward(Noun from, Noun to) {
  if (from.is_cell()) {
    from.cell()->header.mug |= kForwarded;
    from.cell()->head = to;
  } else {
    from.indirect()->header.mug |= kForwarded;
    from.indirect()->limbs[0] = to.word();
  }
}

// Calls `visit` for what has moved out of an image: cells, or atoms.
template <class Visit>
void for_moved_cells(const Image& image, Visit&& visit) {
  for (char* at = image.cells(); at + sizeof(Cell) <= image.next_cell(); at += sizeof(Cell)) {
    auto* const cell = reinterpret_cast<Cell*>(at);
    if ((cell->header.mug & kForwarded) != 0) visit(*cell);
  }
}
template <class Visit>
void for_moved_atoms(const Image& image, Visit&& visit) {
  for (size_t at = 0; at < image.atom_bytes();) {
    auto* const atom = reinterpret_cast<Indirect*>(image.atoms() + at);
    if (atom->size() == 0) {
      at = at / Image::kBlock * Image::kBlock + Image::kBlock;  // the end of a step
      continue;
    }
    at += Indirect::bytes_for(atom->size());
    if ((atom->header.mug & kForwarded) != 0) visit(*atom);
  }
}

// After a tenure that came to no end: what was copied from an arena, or from the image that was to be emptied, refers
// to what it is a copy of, which is as it was. What was the heap's moves back, as a part of the collection.
void withdraw(Image& image, Image* evacuated, const Foreign& foreign) {
  for (const auto& [word, copy] : foreign) forward(copy, Noun::from_word(word));
  if (evacuated != nullptr) {
    for_moved_atoms(*evacuated, [](Indirect& atom) {
      const Noun copy = Noun::from_word(atom.limbs[0]);
      atom.limbs[0] = copy.indirect()->limbs[0];
      atom.header.mug &= ~kForwarded;
      forward(copy, Noun::from(&atom));
    });
    // The tail of what has moved is still there: that of the copy is free to say whose copy it is.
    for_moved_cells(*evacuated, [](Cell& cell) { cell.head.cell()->tail = Noun::from(&cell); });
    for_moved_cells(*evacuated, [&](Cell& cell) {
      const Noun copy = cell.head, head = copy.cell()->head;
      cell.head = !image.is_of_step(head) ? head
                  : head.is_cell()        ? head.cell()->tail
                                          : Noun::from_word(head.indirect()->limbs[0]);
      cell.header.mug &= ~kForwarded;
      forward(copy, Noun::from(&cell));
    });
  }
  image.begin_withdrawal();
}

}  // namespace

// As `copy` and `scan`, with the image as the space to fill. Where that has no room it is what the rest of the
// collection empties.
void Heap::tenure(std::span<Noun> roots, Image& image) {
  // The arena's nouns must not be written to, so where they went is remembered here.
  Foreign foreign;
  const auto move = [&](Noun noun) {
    if (!noun.is_pointer() || image.contains(noun)) return noun;
    const bool own = in_nursery(noun) || in_old(noun) || (evacuated_ != nullptr && evacuated_->contains(noun));
    if (!own) {
      if (const auto it = foreign.find(noun.word()); it != foreign.end()) return it->second;
    }
    Noun moved;
    if (noun.is_cell()) {
      Cell* const from = noun.cell();
      if (own && (from->header.mug & kForwarded) != 0) return from->head;
      Cell* const to = image.new_cell();
      *to = *from;
      moved = Noun::from(to);
      if (own) {
        from->header.mug |= kForwarded;
        from->head = moved;
      }
    } else {
      Indirect* const from = noun.indirect();
      if (own && (from->header.mug & kForwarded) != 0) return Noun::from_word(from->limbs[0]);
      const size_t bytes = Indirect::bytes_for(from->size());
      Indirect* const to = image.new_atom(bytes);
      std::memcpy(static_cast<void*>(to), from, bytes);
      moved = Noun::from(to);
      if (own) {
        from->header.mug |= kForwarded;
        from->limbs[0] = moved.word();
      }
    }
    if (!own) foreign.emplace(noun.word(), moved);
    return moved;
  };
  try {
    char* scanned = image.next_cell();
    for (Noun& root : roots) {
      root = move(root);
      GALENA_CHECK(root.is_direct() || image.contains(root));
    }
    for (; scanned != image.next_cell(); scanned += sizeof(Cell)) {
      auto* const c = reinterpret_cast<Cell*>(scanned);
      c->head = move(c->head);
      c->tail = move(c->tail);
      GALENA_CHECK(c->head.is_direct() || image.contains(c->head));
      GALENA_CHECK(c->tail.is_direct() || image.contains(c->tail));
    }
    image.seal();
  } catch (const std::bad_alloc&) {
    withdraw(image, evacuated_, foreign);
    evacuated_ = &image;
  }
}

bool Heap::Scanner::keep_if_alive(Noun& noun) {
  const bool evacuating = heap_.evacuated_ != nullptr && heap_.evacuated_->is_left_by(noun);
  if (!heap_.in_nursery(noun) && !heap_.in_old(noun) && !evacuating) return true;
  if (noun.word() - reinterpret_cast<uint64_t>(heap_.old_space_) < heap_.space_size_) return true;
  const Header& header = noun.is_cell() ? noun.cell()->header : noun.indirect()->header;
  if ((header.mug & kForwarded) == 0) return false;
  visit(noun);
  return true;
}

// Copies what the cells copied since `from` refer to: each with its parts right behind it, as whoever looks at a cell
// looks at those next. A node of a tree, [element left right], is three cells in a row then.
template <bool kMinor>
void Heap::scan(char* from) {
  const auto copied = [&](Noun noun) {
    const char* const next = old_cells_;
    const Noun moved = copy(noun);
    if (moved.is_cell() && reinterpret_cast<char*>(moved.cell()) == next) {
      Cell* const cell = moved.cell();
      if (cell->head.is_pointer() && moves(cell->head, kMinor)) cell->head = copy(cell->head);
      if (cell->tail.is_pointer() && moves(cell->tail, kMinor)) cell->tail = copy(cell->tail);
    }
    return moved;
  };
  for (; from != old_cells_; from += sizeof(Cell)) {
    auto* c = reinterpret_cast<Cell*>(from);
    if (c->head.is_pointer() && moves(c->head, kMinor)) c->head = copied(c->head);
    if (c->tail.is_pointer() && moves(c->tail, kMinor)) c->tail = copied(c->tail);
  }
}

size_t Heap::Scanner::finish() {
  minor_ ? heap_.scan<true>(scanned_) : heap_.scan<false>(scanned_);
  scanned_ = heap_.old_cells_;
  return heap_.old_bytes();
}

void Heap::trim(char* space, Extent used, Extent kept) {
  Extent& touched = touched_[space == old_.begin() ? 0 : 1];
  touched = {std::max(touched.cells, Reservation::whole_pages(used.cells)),
             std::max(touched.atoms, Reservation::whole_pages(used.atoms))};
  kept = {std::min(touched.cells, Reservation::whole_pages(kept.cells)),
          std::min(touched.atoms, Reservation::whole_pages(kept.atoms))};
  old_.discard(space + kept.cells, space + touched.cells);
  old_.discard(space + space_size_ - touched.atoms, space + space_size_ - kept.atoms);
  touched = kept;
}

bool Heap::is_allocated(Noun noun) const {
  const uint64_t address = noun.word() & ~uint64_t{7};
  if (nursery_.holds(address)) return address < reinterpret_cast<uint64_t>(top_);
  if (!old_.holds(address)) return true;
  const bool current = address - reinterpret_cast<uint64_t>(old_space_) < space_size_;
  const Extent used = current ? extent() : vacated_;
  const uint64_t offset = address - reinterpret_cast<uint64_t>(current ? old_space_ : other_space());
  return noun.is_cell() ? offset < used.cells : offset >= space_size_ - used.atoms;
}

namespace {

// Whether the mug of a cell is what those of its parts make it, as far as they are known.
[[maybe_unused]] bool has_own_mug(const Cell& cell) {
  const auto is_known = [](Noun part) {
    return part.is_direct() || (part.is_cell() ? part.cell()->header.mug : part.indirect()->header.mug) != 0;
  };
  if (cell.header.mug == 0 || !is_known(cell.head) || !is_known(cell.tail)) return true;
  return cell.header.mug == mug_pair(mug(cell.head), mug(cell.tail));
}

}  // namespace

void Heap::check_old() const {
  for (char* at = old_space_; at != old_cells_; at += sizeof(Cell)) {
    const Cell& cell = *reinterpret_cast<const Cell*>(at);
    GALENA_CHECK((cell.header.mug & kForwarded) == 0);
    for ([[maybe_unused]] const Noun* part : {&cell.head, &cell.tail}) {
      GALENA_CHECK(part->is_noun());
      GALENA_CHECK(!in_nursery(*part) || std::ranges::find(remembered_, part) != remembered_.end());
      GALENA_CHECK(is_allocated(*part));
    }
    GALENA_CHECK(has_own_mug(cell));
  }
}

// As often as costs no more than what was allocated in between, also where a collection comes at each safepoint.
bool Heap::check_is_due() {
  constexpr size_t kSmall = 4096;
  unchecked_ += static_cast<size_t>(top_ - nursery_.begin());
  if (old_bytes() > kSmall && unchecked_ < old_bytes()) return false;
  unchecked_ = 0;
  return true;
}

// When it has doubled; or sooner, where there would be no room for what may come until the next time. It must have
// grown by an eighth then: a computation would crawl from one copy of everything to the next.
bool Heap::wants_major() const {
  const size_t used = bytes_used(), room = limit_ - std::min(limit_, used + taken_);
  if (used >= std::max(2 * old_after_major_, kMinMajor)) return true;
  return room < kNurserySize && used >= old_after_major_ + old_after_major_ / 8;
}

void Heap::collect(const Roots& roots) {
  GALENA_CHECK(roots.image != nullptr || (roots.evacuated == nullptr && roots.tenured.empty()));
  GALENA_CHECK(roots.image == nullptr || roots.image != roots.evacuated);
  // What is to move there cannot be more than there is, but for nouns of the arena: what is refused is refused before
  // anything has moved, if it can be.
  if (roots.image != nullptr) {
    constexpr size_t kForeign = size_t{256} << 20;
    const auto nursery = static_cast<size_t>(top_ - nursery_.begin());
    const Image* const other = roots.evacuated;
    roots.image->expect(nursery + extent().cells + (other == nullptr ? 0 : other->cell_bytes()),
                        nursery + extent().atoms + (other == nullptr ? 0 : other->atom_bytes()), kForeign);
  }
  const bool checks_old = kChecks && check_is_due();
  if (checks_old) check_old();
  const uint64_t start = now_nanoseconds();
  const size_t before = old_bytes();
  const bool minor = !roots.major && roots.image == nullptr && !wants_major();
  char* const vacated = old_space_;
  [[maybe_unused]] const char* const allocated = top_;
  if (!minor) {
    vacated_ = extent();
    old_space_ = other_space();
    old_cells_ = old_space_;
    old_atoms_ = old_space_ + space_size_;
  }

  if (roots.image != nullptr) {
    evacuated_ = roots.evacuated;
    tenure(roots.tenured, *roots.image);
  }
  const bool refused = evacuated_ != nullptr && evacuated_ == roots.image;
  Scanner scanner(*this, minor);
  if (refused) scanner.visit(roots.tenured);
  for (Root* r = roots_; r != nullptr; r = r->next_) scanner.visit(r->noun_);
  // A collection of everything scans those cells anyway, where it moves them to.
  if (minor) {
    for (Noun* slot : remembered_) scanner.visit(*slot);
  }
  remembered_.clear();
  roots.roots(scanner);
  scanner.finish();
  if (roots.remembered) {
    roots.remembered(scanner);
    scanner.finish();
  }
  if (roots.weak && !minor) {
    roots.weak(scanner);
    scanner.finish();
  }

  evacuated_ = nullptr;
  if (refused) roots.image->end_withdrawal();
  const auto used = static_cast<size_t>(top_ - nursery_.begin());
  GALENA_CHECK(top_ == allocated);
  GALENA_CHECK(old_cells_ <= old_atoms_);
  // Copying makes no more of anything, but for what leaves an image.
  GALENA_CHECK(roots.evacuated != nullptr || old_bytes() <= before + used);

  // A nursery that outgrew its size (a jet allocates without safepoints) gives the excess back to the system.
  if (used > 2 * kNurserySize) {
    nursery_.discard(nursery_.begin() + kNurserySize, nursery_.begin() + Reservation::whole_pages(used));
  }
  top_ = nursery_.begin();
  const Extent vacated_extent = std::exchange(vacated_, {});
  if (checks_old) check_old();
  if constexpr (kChecks) {
    for (const Root* r = roots_; r != nullptr; r = r->next_) GALENA_CHECK(is_allocated(r->noun_));
  }
  if (minor) {
    ++statistics_.minor;
    statistics_.copied_bytes += old_bytes() - before;
  } else {
    ++statistics_.major;
    old_after_major_ = old_bytes();
    statistics_.copied_bytes += old_after_major_;
    // The next major collection fills as much of the other space as is alive now, more or less, and before it this one
    // may double: those pages stay, as getting them anew, cleared, takes longer than copying to them.
    const Extent alive = extent();
    trim(vacated, vacated_extent, alive);
    trim(old_space_, alive, {2 * alive.cells, 2 * alive.atoms});
  }
  set_limits();
  statistics_.nanoseconds += now_nanoseconds() - start;
  if (refused || static_cast<size_t>(hard_limit_ - nursery_.begin()) < kMinRoom) out_of_memory();
}

}  // namespace galena
