#include "nock/noun/serial.h"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>

#include "nock/base/block.h"
#include "nock/base/worklist.h"
#include "nock/noun/arena.h"
#include "nock/noun/equal.h"
#include "nock/noun/heap.h"
#include "nock/noun/mug.h"
#include "nock/noun/noun_table.h"

namespace galena {
namespace {

unsigned width(uint64_t value) {
  return static_cast<unsigned>(64 - std::countl_zero(value));
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
    GALENA_CHECK(bits >= 1 && bits <= 64 && (bits == 64 || value >> bits == 0));
    GALENA_CHECK(out_ < end_);
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
  // At least 64 bits.
  void put_limbs(const uint64_t* limbs, uint64_t bits) {
    const size_t whole = bits / 64;
    GALENA_CHECK(whole != 0 && static_cast<size_t>(end_ - out_) > whole);
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
  // What `finish` returned is now the caller's, to be freed.
  uint64_t* release() { return words_.release(); }
  void clear() {
    out_ = words_.get();
    word_ = fill_ = 0;
  }

 private:
  [[gnu::noinline]] void grow(size_t more) {
    const auto used = static_cast<size_t>(out_ - words_.get());
    const size_t room = std::max(used + more, used * 2 + 16);
    charge_.to(room * sizeof(uint64_t));
    resize(words_, room);
    out_ = words_.get() + used;
    end_ = words_.get() + room;
  }

  Block<uint64_t> words_;
  uint64_t* out_ = nullptr;
  uint64_t* end_ = nullptr;
  uint64_t word_ = 0;  // the bits that do not fill a word yet
  unsigned fill_ = 0;  // how many, below 64
  Charge charge_;
};

uint64_t mix(uint64_t a, uint64_t b) {
  const __uint128_t product = static_cast<__uint128_t>(a ^ 0x9e3779b97f4a7c15u) * (b ^ 0xd1b54a32d192ed03u);
  return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}

// Jam enters nouns into tables by one of these. The seed differs from run to run, so that nobody can prepare atoms or
// cells that fall together.
struct WordHash {
  uint64_t seed;
  uint32_t operator()(Noun noun) const { return static_cast<uint32_t>(mix(noun.word(), seed)); }
};

// By mug, of pointer nouns: known as soon as the mugs are filled in, and good enough for all but a few shapes.
struct MugHash {
  uint32_t operator()(Noun noun) const {
    const uint32_t known = noun.is_cell() ? noun.cell()->header.mug : noun.indirect()->header.mug;
    return (known != 0 ? known : mug(noun)) << 1;
  }
};

// 64 bits of the structure of every pointer noun in a noun. A mug of 31 bits is no more than a function of the mugs of
// head and tail: where a noun is the same step over and over (a list of ten million zeros), mugs run into a cycle of
// some ten thousand, and nouns that differ fall together by the hundred.
class StructureHashes {
 public:
  StructureHashes(Noun root, uint64_t seed) : seed_(seed), table_(WordHash{seed}) {
    uint64_t head, tail;
    if (!root.is_cell()) {
      is_known(root, head);
      return;
    }
    Worklist<Noun, 256> wanted;
    wanted.push(root);
    Pace pace;
    while (!wanted.empty()) {
      pace.step();
      const Noun cell = wanted.back();
      const bool head_known = is_known(cell.head(), head), tail_known = is_known(cell.tail(), tail);
      if (head_known && tail_known) {
        enter(cell, mix(mix(head, seed_), tail));
        wanted.drop();
        continue;
      }
      if (!tail_known) wanted.push(cell.tail());
      if (!head_known) wanted.push(cell.head());
    }
  }
  // Of a pointer noun that is in the root.
  uint64_t of(Noun noun) { return *table_.find(noun); }
  size_t size() const { return table_.size(); }

 private:
  // The hash of an atom, or of a cell that was entered.
  bool is_known(Noun noun, uint64_t& hash) {
    if (noun.is_direct()) {
      hash = noun.word();
      return true;
    }
    if (const uint64_t* entered = table_.find(noun)) {
      hash = *entered;
      return true;
    }
    if (noun.is_cell()) return false;
    const Indirect* atom = noun.indirect();
    hash = atom->size();
    for (size_t i = 0; i < atom->size(); ++i) hash = mix(mix(hash, seed_), atom->limbs[i]);
    enter(noun, hash);
    return true;
  }
  void enter(Noun noun, uint64_t hash) {
    table_.find_or_enter(noun, table_.hash_of(noun), hash, true, [noun](Noun other) { return other == noun; });
  }

  const uint64_t seed_;
  NounTable<WordHash> table_;
};
struct StructureHash {
  StructureHashes* hashes;
  uint32_t operator()(Noun noun) const { return static_cast<uint32_t>(hashes->of(noun) >> 32); }
};

template <class Hash>
class Jammer {
 public:
  // `pointers`: how many cells and large atoms there are at the most, as far as is known.
  Jammer(BitWriter& out, Hash hash, uint64_t seed, size_t pointers)
      : out_(out), directs_(WordHash{seed}), pointers_(hash, pointers) {}

  // False if comparing nouns that the hash does not tell apart took too long; what was written is then no jam.
  bool run(Noun noun) {
    Worklist<Noun, 256> tails;
    Pace pace;
    for (;;) {
      pace.step();
      if (noun.is_direct()) {
        put_direct(noun);
      } else if (noun.is_indirect()) {
        put_indirect(noun);
      } else {
        const Cell* cell = noun.cell();
        const uint64_t offset = out_.size();
        if (const uint64_t* before = find_or_enter(noun, offset)) {
          put_reference(*before);
          lead_ = 0;
        } else {
          if (given_up_) return false;
          out_.reserve(2);
          out_.put(1, 2);
          tails.push(cell->tail);
          if constexpr (kByMug) look_ahead(cell);
          noun = cell->head;
          continue;
        }
      }
      if (tails.empty()) return true;
      noun = tails.pop();
    }
  }

 private:
  static constexpr bool kByMug = std::is_same_v<Hash, MugHash>;
  static constexpr unsigned kLead = 6;
  // Steps of comparing that are never too many. Beyond, a few are allowed for every bit written.
  static constexpr uint64_t kSteps = uint64_t{1} << 20;

  // Prefetches the places of the cells that come next. A scout walks some steps ahead, to the head where that is a cell
  // and else to the tail, as the walk itself does until it meets a noun that it has seen.
  void look_ahead(const Cell* cell) {
    if (lead_ == 0) {
      scout_ = cell;
    } else {
      --lead_;
    }
    for (int i = 0; i < 2 && lead_ < kLead; ++i) {
      const Noun head = scout_->head, tail = scout_->tail;
      if (head.is_direct()) prefetch(head);
      prefetch(tail);
      // The scout does not come by what a tail holds before the walk does.
      if (head.is_cell() && tail.is_cell()) {
        prefetch(tail.head());
        prefetch(tail.tail());
      }
      if (head.is_cell()) {
        prefetch(head);
        scout_ = head.cell();
      } else if (tail.is_cell()) {
        scout_ = tail.cell();
      } else {
        break;
      }
      ++lead_;
    }
  }

  void prefetch(Noun noun) const {
    if (noun.is_cell()) {
      pointers_.prefetch(noun.cell()->header.mug << 1);
    } else if (noun.is_direct() && (widths_ >> width(noun.direct_value()) & 1) != 0) {
      directs_.prefetch(directs_.hash_of(noun));
    }
  }

  // Where a noun equal to this pointer first occurred; if nowhere, null, and it is entered at `offset`.
  const uint64_t* find_or_enter(Noun noun, uint64_t offset) {
    const uint32_t hash = pointers_.hash_of(noun);
    return pointers_.find_or_enter(noun, hash, offset, true, [&](Noun other) {
      if (other == noun) return true;
      if (given_up_ || pointers_.hash_of(other) != hash) return false;
      const bool same = equality_(other, noun);
      if constexpr (kByMug) given_up_ = !same && equality_.steps() > kSteps + out_.size() * 4;
      return same;
    });
  }

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
    const bool enter = w > width(offset);
    if (enter) widths_ |= uint64_t{1} << w;
    if ((widths_ >> w & 1) != 0) {
      const uint64_t* before = directs_.find_or_enter(atom, directs_.hash_of(atom), offset, enter,
                                                      [atom](Noun other) { return other == atom; });
      if (before != nullptr) return put_reference(*before);
    }
    put_number(0, 1, value);
  }

  void put_indirect(Noun atom) {
    const uint64_t length = bit_length(atom);
    const uint64_t offset = out_.size();
    if (const uint64_t* before = find_or_enter(atom, offset); before != nullptr && length > width(*before)) {
      return put_reference(*before);
    }
    put_length(0, 1, length);
    out_.put_limbs(atom.indirect()->limbs, length);
  }

  BitWriter& out_;
  NounTable<WordHash> directs_;
  uint64_t widths_ = 0;  // of the atoms in there, a bit each
  NounTable<Hash> pointers_;
  Equality equality_;
  bool given_up_ = false;
  const Cell* scout_ = nullptr;
  unsigned lead_ = 0;  // steps from the cell last met to the scout
};

void write_jam(Noun noun, BitWriter& out) {
  const uint64_t seed = mix(reinterpret_cast<uintptr_t>(&out), noun.word());
  if (Jammer<MugHash>(out, {}, seed, fill_mugs(noun)).run(noun)) return;
  out.clear();
  StructureHashes hashes(noun, seed);
  Jammer<StructureHash>(out, {&hashes}, seed, hashes.size()).run(noun);
}

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
    GALENA_CHECK(count <= 64);
    return count == 0 ? 0 : word(bit) & ~uint64_t{0} >> (64 - count);
  }
  // `count` bits, at least one, all of them in the input, into (count + 63) / 64 limbs.
  void copy(uint64_t bit, uint64_t count, uint64_t* limbs) const {
    GALENA_CHECK(count != 0 && bit + count <= size());
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

// At which bits nouns began, and how many cells had begun before: a bitmap in blocks that are made as nouns begin in
// them, since most of the input may be the inside of large atoms. Nouns begin in ascending order, so that entering one
// is sequential writing, with no hashing and no search.
class Beginnings {
 public:
  explicit Beginnings(const BitReader& in)
      : in_(in), numbers_(static_cast<uint32_t*>(std::calloc(in.size() / kBlockBits + 1, sizeof(uint32_t)))) {
    if (numbers_ == nullptr) throw std::bad_alloc();
  }

  // A noun begins at `bit`; `cells` have begun before.
  void enter(uint64_t bit, uint64_t cells) {
    GALENA_CHECK(last_ == UINT64_MAX || bit / kBlockBits >= last_);
    if (bit / kBlockBits != last_) [[unlikely]]
      start_block(bit / kBlockBits, cells);
    blocks_[count_ - 1].words[bit / 64 % kWords] |= uint64_t{1} << (bit % 64);
  }
  // Whether one began at `bit`, which lies in the input.
  bool began(uint64_t bit) const {
    const uint32_t number = numbers_[bit / kBlockBits];
    return number != 0 && (blocks_[number - 1].words[bit / 64 % kWords] >> (bit % 64) & 1) != 0;
  }
  // How many cells began before `bit`, where a noun did.
  uint64_t cells_before(uint64_t bit) const {
    GALENA_CHECK(began(bit));
    const Block_& block = blocks_[numbers_[bit / kBlockBits] - 1];
    uint64_t result = block.cells_before;
    const uint64_t start = bit - bit % kBlockBits;
    // The first bit of a cell is one, that of an atom is not.
    for (uint64_t at = start; at < bit; at += 64) {
      uint64_t cells = block.words[(at - start) / 64] & in_.word(at);
      if (bit - at < 64) cells &= (uint64_t{1} << (bit - at)) - 1;
      result += static_cast<uint64_t>(std::popcount(cells));
    }
    return result;
  }

 private:
  static constexpr uint64_t kWords = 8, kBlockBits = kWords * 64;
  struct Block_ {
    uint64_t cells_before;
    uint64_t words[kWords];
  };

  [[gnu::noinline]] void start_block(uint64_t at, uint64_t cells) {
    if (count_ == room_) {
      const size_t room = room_ == 0 ? 16 : room_ * 2;
      charge_.to(room * sizeof(Block_));
      resize(blocks_, room);
      room_ = room;
    }
    blocks_[count_] = {cells, {}};
    numbers_[last_ = at] = static_cast<uint32_t>(++count_);
  }

  const BitReader& in_;
  Block<uint32_t> numbers_;  // of the blocks, from 1; 0: none. Zeroed by the system as it is first touched.
  Block<Block_> blocks_;
  size_t count_ = 0;
  size_t room_ = 0;
  uint64_t last_ = UINT64_MAX;
  Charge charge_;
};

// The cells begun so far, numbered as they begin. One whose tail is not known yet is open; the open ones are a stack,
// which is kept as runs of successive numbers: a list of atoms, or a tree that leans left, is one run.
class Cells {
 public:
  uint64_t count() const { return count_; }
  bool any_open() const { return !runs_.empty(); }

  void open() {
    if (count_ == room_) [[unlikely]]
      grow();
    nouns_[count_] = Noun::none();
    open_[count_ / 64] |= uint64_t{1} << (count_ % 64);
    if (!runs_.empty() && runs_.back().last + 1 == count_) {
      runs_.back().last = count_;
    } else {
      runs_.push({count_, count_});
    }
    ++count_;
  }
  // The head of the open cell begun last, none while it is not known. To be set when it is.
  Noun& head() {
    GALENA_CHECK(any_open());
    return nouns_[runs_.back().last];
  }
  // That cell is no longer open, but this.
  void close(Noun cell) {
    GALENA_CHECK(any_open() && !head().is_none());
    Run& run = runs_.back();
    nouns_[run.last] = cell;
    open_[run.last / 64] &= ~(uint64_t{1} << (run.last % 64));
    if (run.first == run.last--) runs_.drop();
  }

  bool is_open(uint64_t number) const { return (open_[number / 64] >> (number % 64) & 1) != 0; }
  Noun closed(uint64_t number) const {
    GALENA_CHECK(number < count_ && !is_open(number));
    return nouns_[number];
  }

 private:
  struct Run {
    uint64_t first;
    uint64_t last;
  };
  [[gnu::noinline]] void grow() {
    const size_t room = room_ == 0 ? 256 : room_ * 2;
    charge_.to(room * sizeof(Noun) + room / 8);
    resize(nouns_, room);
    resize(open_, room / 64);
    std::fill_n(open_.get() + room_ / 64, (room - room_) / 64, uint64_t{0});
    room_ = room;
  }

  Block<Noun> nouns_;  // while a cell is open, its head
  Block<uint64_t> open_;
  Worklist<Run, 64> runs_;
  uint64_t count_ = 0;
  size_t room_ = 0;
  Charge charge_;
};

template <class Space>
class Cuer {
 public:
  Cuer(Space& space, std::span<const uint8_t> bytes, CueMode mode)
      : space_(space), in_(bytes), strict_(mode == CueMode::strict), begun_(in_) {}

  Cued run() {
    uint64_t headless = 0;  // how many open cells wait for their head
    Pace pace;
    for (;;) {
      pace.step();
      const uint64_t start = bit_;
      const uint64_t window = in_.window(start);
      Noun made;
      if ((window & 1) == 0) {
        if (!read_number(start, 1, window, made)) return fail(start, fault_);
        begun_.enter(start, cells_.count());
        if (made.is_indirect()) large_.push_back({start, made});
      } else if ((window & 2) == 0) {
        // Every cell that waits for its head wants a tail as well, and nothing takes less than two bits.
        if (++headless * 2 + start > in_.size()) return fail(start, CueFault::truncated);
        begun_.enter(start, cells_.count());
        cells_.open();
        bit_ = start + 2;
        continue;
      } else {
        if (!read_number(start, 2, window, made)) return fail(start, fault_);
        const CueFault fault = resolve(start, made);
        if (fault != CueFault::none) return fail(start, fault);
      }
      // `made` completes the cells whose tail it is.
      for (;;) {
        if (!cells_.any_open()) return finish(made);
        Noun& head = cells_.head();
        if (head.is_none()) {
          head = made;
          --headless;
          break;
        }
        made = space_.cons(head, made);
        cells_.close(made);
      }
    }
  }

 private:
  static Cued fail(uint64_t bit, CueFault fault) { return {Noun::none(), fault, bit}; }

  Cued finish(Noun made) const {
    if (strict_) {
      if (const uint64_t one = in_.find_one(bit_); one < in_.size()) return fail(one, CueFault::trailing);
    }
    return {made, CueFault::none, 0};
  }

  // The number whose length begins `tag` bits after `start`, where `window` begins: into `made`, and bit_ behind it.
  // False: fault_ says why not.
  [[gnu::always_inline]] bool read_number(uint64_t start, unsigned tag, uint64_t window, Noun& made) {
    const uint64_t code = window >> tag;
    const auto zeros = static_cast<unsigned>(std::countr_zero(code | uint64_t{1} << 63));
    if (zeros > 6) [[unlikely]]
      return read_large(start + tag, made);
    // The length is below 64; it fits the window, and mostly the value does too.
    const unsigned header = tag + 2 * zeros;
    const uint64_t top = uint64_t{1} << zeros >> 1;
    const uint64_t length = top | (code >> (zeros + 1) & (top - 1));
    if (zeros == 0) {
      made = Noun::direct(0);
      bit_ = start + tag + 1;
      return true;
    }
    bit_ = start + header + length;
    if (bit_ > in_.size()) [[unlikely]]
      return read_large(start + tag, made);
    const uint64_t value = header + length <= 57 ? window >> header : in_.word(start + header);
    made = Noun::direct(value & ((uint64_t{1} << length) - 1));
    return true;
  }

  // Any number, whose length begins at `at`.
  [[gnu::noinline]] bool read_large(uint64_t at, Noun& made) {
    const uint64_t one = in_.find_one(at);
    const uint64_t zeros = one - at;
    const uint64_t from = one + zeros;  // where the value begins
    if (one == in_.size() || (strict_ && from > in_.size())) {
      fault_ = CueFault::truncated;
      return false;
    }
    if (zeros == 0) {
      made = Noun::direct(0);
      bit_ = one + 1;
      return true;
    }
    // Lengths above 2^60 are all the same: beyond the end of any input.
    uint64_t length = kFar;
    if (zeros <= 60) length = uint64_t{1} << (zeros - 1) | in_.bits(one + 1, static_cast<unsigned>(zeros - 1));
    const uint64_t left = in_.size() - std::min(in_.size(), from);
    if (strict_ && length > left) {
      fault_ = CueFault::oversized;
      return false;
    }
    bit_ = from + length;
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
    const uint64_t bit = noun.direct_value();
    if (!begun_.began(bit)) return CueFault::stray_reference;
    const uint64_t window = in_.window(bit);
    if ((window & 1) == 0) {
      noun = atom_at(bit, window);
      return CueFault::none;
    }
    const uint64_t number = begun_.cells_before(bit);
    if (cells_.is_open(number)) return CueFault::open_reference;
    noun = cells_.closed(number);
    return CueFault::none;
  }
  // The atom that began at `bit`: a large one is remembered, any other is read again.
  Noun atom_at(uint64_t bit, uint64_t window) {
    const auto found = std::lower_bound(large_.begin(), large_.end(), bit,
                                        [](const Large& large, uint64_t wanted) { return large.bit < wanted; });
    if (found != large_.end() && found->bit == bit) return found->atom;
    const uint64_t behind = bit_;
    Noun atom;
    read_number(bit, 1, window, atom);
    bit_ = behind;
    return atom;
  }

  static constexpr uint64_t kFar = uint64_t{1} << 60;
  struct Large {
    uint64_t bit;
    Noun atom;
  };

  Space& space_;
  const BitReader in_;
  const bool strict_;
  uint64_t bit_ = 0;  // the next to be read
  CueFault fault_ = CueFault::none;
  Beginnings begun_;
  Cells cells_;
  Scratch<Large> large_;  // in ascending order
  Block<uint64_t> scratch_;
  size_t scratch_size_ = 0;
};

// Whether a short jam is that of `noun`.
[[maybe_unused]] bool cues_as(std::span<const uint8_t> bytes, Noun noun) {
  Arena arena(size_t{1} << 20);
  const Cued cued = cue(arena, bytes);
  return cued.ok() && equal(cued.noun, noun);
}

}  // namespace

Jammed jam(Noun noun) {
  BitWriter out;
  write_jam(noun, out);
  size_t size = out.finish().size_bytes();
  auto* bytes = reinterpret_cast<uint8_t*>(out.release());
  while (size > 0 && bytes[size - 1] == 0) --size;
  GALENA_CHECK(size > 1000 || !GALENA_NOW_AND_THEN(16) || cues_as({bytes, size}, noun));
  return {bytes, size};
}

template <class Space>
Noun jam_atom(Space& space, Noun noun) {
  BitWriter out;
  write_jam(noun, out);
  return space.atom_limbs(out.finish());
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
template Cued cue(Heap::Elders&, std::span<const uint8_t>, CueMode);

}  // namespace galena
