#include "nock/serial.h"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>

#include "nock/arena.h"
#include "nock/equal.h"
#include "nock/heap.h"
#include "nock/mug.h"
#include "nock/worklist.h"

namespace galena {
namespace {

unsigned width(uint64_t value) {
  return static_cast<unsigned>(64 - std::countl_zero(value));
}

struct Free {
  void operator()(void* p) const { std::free(p); }
};
template <class T>
using Block = std::unique_ptr<T[], Free>;

// Makes room for `count` items. realloc moves large blocks by remapping pages, so growing costs no copy.
template <class T>
void resize(Block<T>& block, size_t count) {
  void* bigger = std::realloc(block.get(), count * sizeof(T));
  if (bigger == nullptr) throw std::bad_alloc();
  (void)block.release();
  block.reset(static_cast<T*>(bigger));
}

// ---- Jam ----

class BitWriter {
 public:
  uint64_t size() const { return static_cast<uint64_t>(out_ - words_.get()) * 64 + fill_; }

  // Room for that many bits; every `put` must lie within.
  void reserve(uint64_t bits) {
    if (static_cast<uint64_t>(end_ - out_) * 64 < bits + 128) [[unlikely]]
      grow(bits / 64 + 3);
  }
  // The low `bits` bits, 1 to 64, of a value that has no others.
  void put(uint64_t value, unsigned bits) {
    word_ |= value << fill_;
    const unsigned filled = fill_ + bits;
    if (filled < 64) {
      fill_ = filled;
      return;
    }
    *out_++ = word_;
    word_ = fill_ == 0 ? 0 : value >> (64 - fill_);
    fill_ = filled - 64;
  }
  void put_limbs(const uint64_t* limbs, uint64_t bits) {
    const size_t whole = bits / 64;
    if (fill_ == 0) {
      std::memcpy(out_, limbs, whole * 8);
    } else {
      const unsigned low = fill_, high = 64 - fill_;
      out_[0] = word_ | limbs[0] << low;
      for (size_t i = 1; i < whole; ++i) out_[i] = limbs[i] << low | limbs[i - 1] >> high;
      word_ = limbs[whole - 1] >> high;
    }
    out_ += whole;
    if (const unsigned rest = bits % 64; rest != 0) put(limbs[whole], rest);
  }
  // All that was put, padded with zeros to whole words.
  std::span<const uint64_t> finish() {
    reserve(64);
    *out_ = word_;
    return {words_.get(), static_cast<size_t>(out_ - words_.get()) + 1};
  }

 private:
  [[gnu::noinline]] void grow(size_t more) {
    const auto used = static_cast<size_t>(out_ - words_.get());
    const size_t room = std::max(used + more, used * 2 + 16);
    resize(words_, room);
    out_ = words_.get() + used;
    end_ = words_.get() + room;
  }

  Block<uint64_t> words_;
  uint64_t* out_ = nullptr;
  uint64_t* end_ = nullptr;
  uint64_t word_ = 0;  // the bits that do not fill a word yet
  unsigned fill_ = 0;  // how many, below 64
};

// Where the direct atoms that are worth a backreference first occurred.
class DirectPlaces {
 public:
  DirectPlaces() : slots_(64, Slot{Noun::none().word(), 0}), shift_(64 - 6) {}

  // The offset entered for this atom; if there is none, null, and `offset` is entered if `enter`.
  const uint64_t* find_or_enter(Noun atom, uint64_t offset, bool enter) {
    size_t i = atom.word() * 0x9e3779b97f4a7c15u >> shift_;
    for (;; i = (i + 1) & (slots_.size() - 1)) {
      if (slots_[i].word == atom.word()) return &slots_[i].offset;
      if (slots_[i].word == Noun::none().word()) break;
    }
    if (enter) {
      slots_[i] = {atom.word(), offset};
      if (++count_ * 2 > slots_.size()) grow();
    }
    return nullptr;
  }

 private:
  struct Slot {
    uint64_t word;
    uint64_t offset;
  };
  [[gnu::noinline]] void grow() {
    std::vector<Slot> old(slots_.size() * 4, Slot{Noun::none().word(), 0});
    old.swap(slots_);
    shift_ -= 2;
    for (const Slot& slot : old) {
      if (slot.word == Noun::none().word()) continue;
      size_t i = slot.word * 0x9e3779b97f4a7c15u >> shift_;
      while (slots_[i].word != Noun::none().word()) i = (i + 1) & (slots_.size() - 1);
      slots_[i] = slot;
    }
  }

  std::vector<Slot> slots_;
  size_t count_ = 0;
  int shift_;
};

// Where cells and large atoms first occurred, by mug. A slot's place is the top bits of the mug, so that the slots are
// in order of mug and growing streams through both tables.
class PointerPlaces {
 public:
  PointerPlaces() : slots_(size_t{1} << kFirstBits, Slot{0, 0}), shift_(64 - kFirstBits) { resize(places_, room_); }

  // The offset entered for an equal noun, or else null and this one is entered at `offset`. The mug is known.
  const uint64_t* find_or_enter(Noun noun, uint32_t mug, uint64_t offset) {
    const uint32_t key = mug | kUsed;
    size_t i = slot_of(key);
    for (;; i = (i + 1) & (slots_.size() - 1)) {
      const Slot slot = slots_[i];
      if (slot.key == key) {
        const Place& place = places_[slot.index];
        if (place.noun == noun || equality_(place.noun, noun)) return &place.offset;
      }
      if (slot.key == 0) break;
    }
    slots_[i] = {key, static_cast<uint32_t>(count_)};
    places_[count_] = {noun, offset};
    if (++count_ == room_) resize(places_, room_ *= 2);
    if (count_ * 2 > slots_.size()) grow();
    return nullptr;
  }

 private:
  static constexpr int kFirstBits = 8;
  static constexpr uint32_t kUsed = 0x80000000;
  struct Slot {
    uint32_t key;  // mug | kUsed, 0: empty
    uint32_t index;
  };
  struct Place {
    Noun noun;
    uint64_t offset;
  };

  size_t slot_of(uint32_t key) const { return uint64_t{key} << 33 >> shift_; }
  [[gnu::noinline]] void grow() {
    if (count_ > UINT32_MAX / 2) throw OutOfMemory{};
    std::vector<Slot> old(slots_.size() * 2, Slot{0, 0});
    old.swap(slots_);
    shift_ -= 1;
    for (const Slot slot : old) {
      if (slot.key == 0) continue;
      size_t i = slot_of(slot.key);
      while (slots_[i].key != 0) i = (i + 1) & (slots_.size() - 1);
      slots_[i] = slot;
    }
  }

  std::vector<Slot> slots_;
  int shift_;
  size_t count_ = 0;
  size_t room_ = 256;
  Block<Place> places_;
  Equality equality_;
};

class Jammer {
 public:
  std::span<const uint64_t> run(Noun root) {
    mug(root);
    Worklist<Noun, 256> tails;
    Noun noun = root;
    for (;;) {
      if (noun.is_direct()) {
        put_direct(noun);
      } else if (noun.is_indirect()) {
        put_indirect(noun);
      } else {
        const Cell* cell = noun.cell();
        const uint64_t offset = out_.size();
        if (const uint64_t* before = pointers_.find_or_enter(noun, mug(noun), offset)) {
          put_reference(*before);
        } else {
          out_.reserve(2);
          out_.put(1, 2);
          tails.push(cell->tail);
          noun = cell->head;
          continue;
        }
      }
      if (tails.empty()) return out_.finish();
      noun = tails.pop();
    }
  }

 private:
  // A tag, and the self-delimiting code of a number of bits, with room for these bits: as many zeros as the length has
  // bits, a one, and the length without its top bit, which is known to be one.
  void put_length(uint64_t tag, unsigned tag_size, uint64_t length) {
    out_.reserve(tag_size + 128 + length);
    if (length == 0) return out_.put(tag | uint64_t{1} << tag_size, tag_size + 1);
    const unsigned w = width(length);
    out_.put(tag | uint64_t{1} << (w + tag_size), w + 1 + tag_size);
    if (w > 1) out_.put(length ^ uint64_t{1} << (w - 1), w - 1);
  }
  void put_number(uint64_t tag, unsigned tag_size, uint64_t value) {
    const unsigned w = width(value);
    put_length(tag, tag_size, w);
    if (w != 0) out_.put(value, w);
  }
  void put_reference(uint64_t offset) { put_number(3, 2, offset); }

  void put_direct(Noun atom) {
    const uint64_t value = atom.direct_value();
    const uint64_t offset = out_.size();
    // An atom that is no longer than the place of its first occurrence is never referred to.
    const unsigned w = width(value);
    if (const uint64_t* before = directs_.find_or_enter(atom, offset, w > width(offset))) return put_reference(*before);
    put_number(0, 1, value);
  }

  void put_indirect(Noun atom) {
    const uint64_t length = bit_length(atom);
    const uint64_t offset = out_.size();
    if (const uint64_t* before = pointers_.find_or_enter(atom, mug(atom), offset);
        before != nullptr && length > width(*before)) {
      return put_reference(*before);
    }
    put_length(0, 1, length);
    out_.put_limbs(atom.indirect()->limbs, length);
  }

  BitWriter out_;
  DirectPlaces directs_;
  PointerPlaces pointers_;
};

// ---- Cue ----

// The input, with zeros without end behind it.
class BitReader {
 public:
  explicit BitReader(std::span<const uint8_t> bytes)
      : data_(bytes.data()), size_(bytes.size()), whole_words_(bytes.size() < 8 ? 0 : bytes.size() - 7) {}

  uint64_t size() const { return uint64_t{size_} * 8; }
  // At least 57 bits from `bit` on.
  uint64_t window(uint64_t bit) const { return word_at(bit >> 3) >> (bit & 7); }
  // 64 bits from `bit` on.
  uint64_t word(uint64_t bit) const {
    const unsigned shift = bit & 7;
    const uint64_t low = word_at(bit >> 3);
    return shift == 0 ? low : low >> shift | word_at((bit >> 3) + 8) << (64 - shift);
  }
  // `count` bits, 0 to 64.
  uint64_t bits(uint64_t bit, unsigned count) const {
    return count == 0 ? 0 : word(bit) & ~uint64_t{0} >> (64 - count);
  }
  // `count` bits, at least one, all of them in the input, into (count + 63) / 64 limbs.
  void copy(uint64_t bit, uint64_t count, uint64_t* limbs) const {
    const size_t n = (count + 63) / 64;
    const uint8_t* from = data_ + (bit >> 3);
    const unsigned shift = bit & 7;
    if (n > 2) {
      // All but the last two limbs lie far enough from the end of the input.
      if (shift == 0) {
        std::memcpy(limbs, from, (n - 2) * 8);
      } else {
        for (size_t i = 0; i < n - 2; ++i) {
          uint64_t low, high;
          std::memcpy(&low, from + i * 8, 8);
          std::memcpy(&high, from + i * 8 + 8, 8);
          limbs[i] = low >> shift | high << (64 - shift);
        }
      }
    }
    for (size_t i = n > 2 ? n - 2 : 0; i < n; ++i) {
      limbs[i] = bits(bit + i * 64, static_cast<unsigned>(std::min<uint64_t>(64, count - i * 64)));
    }
  }
  // The first one at or after `bit`; size() if there is none.
  uint64_t find_one(uint64_t bit) const {
    for (; bit < size(); bit += 64) {
      if (const uint64_t w = word(bit); w != 0) return bit + static_cast<uint64_t>(std::countr_zero(w));
    }
    return size();
  }

 private:
  uint64_t word_at(uint64_t byte) const {
    if (byte < whole_words_) [[likely]] {
      uint64_t value;
      std::memcpy(&value, data_ + byte, 8);
      return value;
    }
    return last_word_at(byte);
  }
  [[gnu::noinline]] uint64_t last_word_at(uint64_t byte) const {
    uint64_t value = 0;
    if (byte < size_) std::memcpy(&value, data_ + byte, size_ - byte);
    return value;
  }

  const uint8_t* data_;
  uint64_t size_;
  uint64_t whole_words_;  // below this byte, eight bytes can be read
};

// Which noun began at which bit. Nouns begin in ascending order, so they are numbered as they begin; a bitmap of the
// beginnings, with the count of those before each of its words, leads from a bit to the number. Entering one is
// sequential writing, with no hashing and no search.
class Beginnings {
 public:
  explicit Beginnings(uint64_t bits) : blocks_(static_cast<Block_*>(std::calloc(bits / 64 + 1, sizeof(Block_)))) {
    if (blocks_ == nullptr) throw std::bad_alloc();
    resize(nouns_, room_);
  }

  // A noun begins at `bit`: its number. Until it is set it is none.
  size_t enter(uint64_t bit) {
    Block_& block = blocks_[bit / 64];
    if (block.bits == 0) block.before = count_;
    block.bits |= uint64_t{1} << (bit % 64);
    if (count_ == room_) [[unlikely]]
      resize(nouns_, room_ *= 2);
    nouns_[count_] = Noun::none();
    return count_++;
  }
  void set(size_t number, Noun noun) { nouns_[number] = noun; }
  // The noun that began at `bit`, which is one of the input's; null if none did.
  const Noun* find(uint64_t bit) const {
    const Block_& block = blocks_[bit / 64];
    const uint64_t mask = uint64_t{1} << (bit % 64);
    if ((block.bits & mask) == 0) return nullptr;
    return &nouns_[block.before + static_cast<size_t>(std::popcount(block.bits & (mask - 1)))];
  }

 private:
  struct Block_ {
    uint64_t bits;
    uint64_t before;
  };
  Block<Block_> blocks_;  // zeroed by the system as it is first touched
  Block<Noun> nouns_;
  size_t count_ = 0;
  size_t room_ = 256;
};

template <class Space>
class Cuer {
 public:
  Cuer(Space& space, std::span<const uint8_t> bytes, CueMode mode)
      : space_(space), in_(bytes), strict_(mode == CueMode::strict), begun_(in_.size()) {}

  Cued run() {
    Worklist<Frame, 256> open;
    uint64_t headless = 0;  // how many of them wait for their head
    for (;;) {
      const uint64_t start = bit_;
      const uint64_t window = in_.window(start);
      Noun made;
      if ((window & 1) == 0) {
        if (!read_number(start, 1, window, made)) return fail(start);
        begun_.set(begun_.enter(start), made);
      } else if ((window & 2) == 0) {
        // Every cell that waits for its head wants a tail as well, and nothing takes less than two bits.
        if (++headless * 2 + start > in_.size()) return fail(start, CueFault::truncated);
        open.push({begun_.enter(start), Noun::none()});
        bit_ = start + 2;
        continue;
      } else {
        if (!read_number(start, 2, window, made)) return fail(start);
        const CueFault fault = resolve(start, made);
        if (fault != CueFault::none) return fail(start, fault);
      }
      // `made` completes the cells whose tail it is.
      for (;;) {
        if (open.empty()) return finish(made);
        Frame& frame = open.back();
        if (frame.head.is_none()) {
          frame.head = made;
          --headless;
          break;
        }
        made = space_.cons(frame.head, made);
        begun_.set(frame.number, made);
        open.drop();
      }
    }
  }

 private:
  // A cell that is being read, by its number; its head once it is known.
  struct Frame {
    size_t number;
    Noun head;
  };

  static Cued fail(uint64_t bit, CueFault fault) { return {Noun::none(), fault, bit}; }
  Cued fail(uint64_t bit) const { return fail(bit, fault_); }

  Cued finish(Noun made) const {
    if (strict_) {
      if (const uint64_t one = in_.find_one(bit_); one < in_.size()) return fail(one, CueFault::trailing);
    }
    return {made, CueFault::none, 0};
  }

  // The length and value at start + tag, where `window` starts at `start`: into `made`, with bit_ behind it. False:
  // fault_.
  [[gnu::always_inline]] bool read_number(uint64_t start, unsigned tag, uint64_t window, Noun& made) {
    const uint64_t code = window >> tag;
    const auto zeros = static_cast<unsigned>(std::countr_zero(code | uint64_t{1} << 63));
    if (zeros == 0) {
      made = Noun::direct(0);
      bit_ = start + tag + 1;
      return bit_ <= in_.size() || in_end();
    }
    if (zeros <= 6) [[likely]] {
      // Length below 64; code and length fit the window, and mostly the value does too.
      const unsigned length =
          1u << (zeros - 1) | (static_cast<unsigned>(code >> (zeros + 1)) & ((1u << (zeros - 1)) - 1));
      const unsigned header = tag + 2 * zeros;
      const uint64_t value = header + length <= 57 ? window >> header : in_.word(start + header);
      bit_ = start + header + length;
      if (bit_ > in_.size()) [[unlikely]]
        return read_large(start, start + tag, made);
      made = Noun::direct(value & ((uint64_t{1} << length) - 1));
      return true;
    }
    return read_large(start, start + tag, made);
  }
  bool in_end() {
    fault_ = CueFault::truncated;
    return false;
  }

  // Any number whose length begins at `at`.
  [[gnu::noinline]] bool read_large(uint64_t, uint64_t at, Noun& made) {
    const uint64_t one = in_.find_one(at);
    if (one == in_.size()) return in_end();
    const uint64_t zeros = one - at;
    if (zeros == 0) {
      made = Noun::direct(0);
      bit_ = at + 1;
      return true;
    }
    const uint64_t from = one + zeros;
    if (strict_ && from > in_.size()) return in_end();
    // Lengths above 2^60 are all the same: behind the end of any input.
    uint64_t length = kFar;
    if (zeros <= 60) length = uint64_t{1} << (zeros - 1) | in_.bits(one + 1, static_cast<unsigned>(zeros - 1));
    const uint64_t left = in_.size() - std::min(in_.size(), from);
    if (strict_ && length > left) {
      fault_ = CueFault::oversized;
      return false;
    }
    bit_ = std::min(from, kFar) + length;
    const uint64_t there = std::min(length, left);
    if (there <= 64) {
      made = space_.atom(in_.bits(from, static_cast<unsigned>(there)));
      return true;
    }
    const size_t limbs = (there + 63) / 64;
    if constexpr (requires { space_.begin_atom(limbs); }) {
      Indirect* atom = space_.begin_atom(limbs);
      in_.copy(from, there, atom->limbs);
      made = space_.finish_atom(atom);
    } else {
      if (limbs > scratch_size_) resize(scratch_, scratch_size_ = std::max(limbs, scratch_size_ * 2));
      in_.copy(from, there, scratch_.get());
      made = space_.atom_limbs({scratch_.get(), limbs});
    }
    return true;
  }

  // From the offset in `noun` to the noun that began there. `start`: where the backreference begins.
  CueFault resolve(uint64_t start, Noun& noun) {
    if (noun.is_indirect() || noun.direct_value() >= start) return CueFault::forward_reference;
    const Noun* found = begun_.find(noun.direct_value());
    if (found == nullptr) return CueFault::stray_reference;
    if (found->is_none()) return CueFault::open_reference;
    noun = *found;
    return CueFault::none;
  }

  static constexpr uint64_t kFar = uint64_t{1} << 60;

  Space& space_;
  const BitReader in_;
  const bool strict_;
  uint64_t bit_ = 0;  // the next to be read
  CueFault fault_ = CueFault::none;
  Beginnings begun_;
  Block<uint64_t> scratch_;
  size_t scratch_size_ = 0;
};

}  // namespace

std::vector<uint8_t> jam(Noun noun) {
  Jammer jammer;
  const std::span<const uint64_t> words = jammer.run(noun);
  const auto* bytes = reinterpret_cast<const uint8_t*>(words.data());
  size_t size = words.size_bytes();
  while (size > 0 && bytes[size - 1] == 0) --size;
  return {bytes, bytes + size};
}

template <class Space>
Noun jam_atom(Space& space, Noun noun) {
  Jammer jammer;
  return space.atom_limbs(jammer.run(noun));
}

const char* describe(CueFault fault) {
  switch (fault) {
    case CueFault::none:
      return "no fault";
    case CueFault::truncated:
      return "the input ends in the middle of a noun";
    case CueFault::oversized:
      return "an atom claims more bits than are left";
    case CueFault::forward_reference:
      return "a backreference does not point back";
    case CueFault::open_reference:
      return "a backreference to a cell that it is part of";
    case CueFault::stray_reference:
      return "a backreference to a place where no noun begins";
    case CueFault::trailing:
      return "bits after the noun";
  }
  return "unknown fault";
}

template <class Space>
Cued cue(Space& space, std::span<const uint8_t> bytes, CueMode mode) {
  return Cuer<Space>(space, bytes, mode).run();
}

template Noun jam_atom(Arena&, Noun);
template Noun jam_atom(Heap&, Noun);
template Cued cue(Arena&, std::span<const uint8_t>, CueMode);
template Cued cue(Heap&, std::span<const uint8_t>, CueMode);

}  // namespace galena
