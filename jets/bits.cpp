#include "jets/bits.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "jets/sample.h"
#include "nock/base/check.h"
#include "nock/base/limits.h"

namespace galena::jets {
namespace {

// An atom as a row of bits: beyond its end all are 0.
class Bits {
 public:
  explicit Bits(Noun atom) : limbs_(limbs_of(atom, small_)), length_(bit_length(atom)) {}
  Bits(const Bits&) = delete;
  uint64_t length() const { return length_; }
  // `count` <= 64 bits from `at`.
  uint64_t word(uint64_t at, unsigned count) const {
    GALENA_CHECK(count <= 64);
    const uint64_t limb = at / 64;
    const unsigned shift = at % 64;
    uint64_t value = limb < limbs_.size ? limbs_.data[limb] >> shift : 0;
    if (shift != 0 && limb + 1 < limbs_.size) value |= limbs_.data[limb + 1] << (64 - shift);
    return count == 64 ? value : value & ((uint64_t{1} << count) - 1);
  }
  // Calls `take` with each of `count` words from bit `at`, all of them within the atom.
  template <class F>
  void words(uint64_t at, size_t count, F take) const {
    GALENA_CHECK(count == 0 || at + 64 * count <= length_);
    const uint64_t* const limb = limbs_.data + at / 64;
    const unsigned shift = at % 64;
    if (shift == 0) {
      for (size_t i = 0; i < count; ++i) take(i, limb[i]);
    } else {
      for (size_t i = 0; i < count; ++i) take(i, limb[i] >> shift | limb[i + 1] << (64 - shift));
    }
  }

 private:
  uint64_t small_ = 0;
  Limbs limbs_;
  uint64_t length_;
};

// Bits counted in blocks; saturates, as sizes come from anywhere.
uint64_t times_block(uint64_t blocks, uint64_t bloq) {
  if (blocks == 0) return 0;
  if (bloq >= 64 || blocks > kHuge >> bloq) return kHuge;
  return blocks << bloq;
}
uint64_t blocks_in(uint64_t bits, uint64_t bloq) {
  if (bits == 0) return 0;
  if (bloq >= 64) return 1;
  return ((bits - 1) >> bloq) + 1;
}
uint64_t plus(uint64_t a, uint64_t b) {
  return a > kHuge - b ? kHuge : a + b;
}

// An atom being put together from pieces that do not overlap.
class Builder {
 public:
  Builder(Heap& heap, uint64_t bits) {
    if (bits / 8 > heap.limit()) throw OutOfMemory{};
    const size_t limbs = bits / 64 + 1;
    atom_ = heap.begin_atom(limbs);
    std::memset(atom_->limbs, 0, limbs * sizeof(uint64_t));
    heap_ = &heap;
    limbs_ = limbs;
  }
  // Bits [from, from + count) of `source` go to `at`; those beyond its end need no room.
  void put(uint64_t at, const Bits& source, uint64_t from, uint64_t count) {
    if (from >= source.length()) return;
    uint64_t left = std::min(source.length(), plus(from, count)) - from;
    for (; left >= 64; pace_.step()) {
      const uint64_t words = std::min(left / 64, kPiece);
      put_words(at, source, from, words);
      at += 64 * words;
      from += 64 * words;
      left -= 64 * words;
    }
    if (left != 0) put_word(at, source.word(from, static_cast<unsigned>(left)));
    pace_.step();
  }
  void put_word(uint64_t at, uint64_t word) {
    GALENA_CHECK(at / 64 < limbs_ && (word == 0 || (at + std::bit_width(word) - 1) / 64 < limbs_));
    atom_->limbs[at / 64] |= word << at % 64;
    if (at % 64 != 0 && word >> (64 - at % 64) != 0) atom_->limbs[at / 64 + 1] |= word >> (64 - at % 64);
  }
  Noun finish() {
    GALENA_CHECK(limbs_ != 0);
    return heap_->finish_atom(atom_);
  }

 private:
  // Words between two steps of the pace, which then polls every few milliseconds.
  static constexpr uint64_t kPiece = 64;

  void put_words(uint64_t at, const Bits& source, uint64_t from, size_t count) {
    GALENA_CHECK(at / 64 + count < limbs_ + (at % 64 == 0));
    uint64_t* const out = atom_->limbs + at / 64;
    const unsigned shift = at % 64;
    if (shift == 0) {
      source.words(from, count, [&](size_t i, uint64_t word) { out[i] = word; });
      return;
    }
    // The first and the last limb are shared with what lies beside it.
    uint64_t carried = out[0];
    source.words(from, count, [&](size_t i, uint64_t word) {
      out[i] = carried | word << shift;
      carried = word >> (64 - shift);
    });
    out[count] |= carried;
  }

  Heap* heap_;
  Indirect* atom_;
  size_t limbs_ = 0;
  Pace pace_;
};

Noun slice(Heap& heap, const Bits& bits, uint64_t from, uint64_t count) {
  if (from >= bits.length() || count == 0) return Noun::zero();
  count = std::min(count, bits.length() - from);
  if (count <= 63) return Noun::direct(bits.word(from, static_cast<unsigned>(count)));
  Builder out(heap, count);
  out.put(0, bits, from, count);
  return out.finish();
}

Noun shifted_left(Heap& heap, Noun atom, uint64_t by) {
  if (atom == Noun::zero()) return Noun::zero();
  const Bits bits(atom);
  const uint64_t length = plus(bits.length(), by);
  if (length <= 63) return Noun::direct(atom.direct_value() << by);
  Builder out(heap, length);
  out.put(by, bits, 0, bits.length());
  return out.finish();
}

// A bloq, or a bloq and a count of blocks of that size: in all so many bits.
struct Bite {
  bool valid;
  uint64_t bits;
};
Bite bite(Noun n) {
  if (n.is_none()) return {false, 0};
  if (n.is_atom()) return {true, times_block(1, saturated(n))};
  if (!n.head().is_atom() || !n.tail().is_atom()) return {false, 0};
  return {true, times_block(saturated(n.tail()), saturated(n.head()))};
}

// Calls `piece` with every element of a list of atoms. False: it is no such list.
template <class F>
bool for_atoms(Noun list, F piece) {
  for (Pace pace; list.is_cell(); list = list.tail(), pace.step()) {
    if (!list.head().is_atom()) return false;
    piece(list.head());
  }
  return list == kNull;
}

// Concatenates: `each` calls its argument with every piece (an atom, and how many bits it takes) and returns whether
// the pieces are what they should be. It is run twice.
template <class Each>
Noun concatenated(Heap& heap, Each each) {
  uint64_t at = 0, length = 0;
  const bool valid = each([&](Noun atom, uint64_t bits) {
    const uint64_t significant = std::min(bit_length(atom), bits);
    if (significant != 0) length = plus(at, significant);
    at = plus(at, bits);
  });
  if (!valid) return kDecline;
  Builder out(heap, length);
  [[maybe_unused]] const uint64_t whole = at;
  at = 0;
  each([&](Noun atom, uint64_t bits) {
    out.put(at, Bits(atom), 0, bits);
    at = plus(at, bits);
  });
  GALENA_CHECK(at == whole);
  return out.finish();
}

// The blocks of the low `count` ones of `atom`, last first.
Noun reversed(Heap& heap, uint64_t bloq, uint64_t count, Noun atom) {
  const Bits bits(atom);
  const uint64_t occupied = std::min(blocks_in(bits.length(), bloq), count);
  if (occupied == 0) return Noun::zero();
  const uint64_t width = times_block(1, bloq);
  Builder out(heap, plus(times_block(count - 1, bloq), std::min(width, bits.length())));
  GALENA_CHECK(occupied <= count);
  for (uint64_t i = 0; i < occupied; ++i) out.put(times_block(count - 1 - i, bloq), bits, times_block(i, bloq), width);
  return out.finish();
}

template <class F>
Noun bitwise(Machine& machine, Noun core, F combine) {
  const auto [a, b] = two_atoms(core);
  if (a.is_none()) return kDecline;
  if (a.is_direct() && b.is_direct()) return Noun::direct(combine(a.direct_value(), b.direct_value()));
  uint64_t small_a, small_b;
  const Limbs x = limbs_of(a, small_a), y = limbs_of(b, small_b);
  const size_t size = std::max(x.size, y.size);
  Indirect* const out = machine.heap().begin_atom(size);
  const Limbs& longer = x.size < y.size ? y : x;
  // In pieces, each of them a loop that can go by several words at once.
  constexpr size_t kPiece = 1024;
  const auto in_pieces = [](size_t from, size_t to, auto&& word) {
    for (Pace pace; from < to; pace.step()) {
      const size_t end = std::min(from + kPiece, to);
      for (; from < end; ++from) word(from);
    }
  };
  const size_t both = std::min(x.size, y.size);
  in_pieces(0, both, [&](size_t i) { out->limbs[i] = combine(x.data[i], y.data[i]); });
  in_pieces(both, size, [&](size_t i) { out->limbs[i] = combine(longer.data[i], 0); });
  return machine.heap().finish_atom(out);
}

}  // namespace

Noun can(Machine& machine, Noun core) {
  const auto [bloq, list] = two(core);
  if (bloq.is_none() || !bloq.is_atom()) return kDecline;
  const uint64_t a = saturated(bloq);
  return concatenated(machine.heap(), [&](auto piece) {
    Noun rest = list;
    for (Pace pace; rest.is_cell(); rest = rest.tail(), pace.step()) {
      const Noun item = rest.head();
      if (!item.is_cell() || !item.head().is_atom() || !item.tail().is_atom()) return false;
      piece(item.tail(), times_block(saturated(item.head()), a));
    }
    return rest == kNull;
  });
}

Noun cat(Machine& machine, Noun core) {
  const auto [bloq, b, c] = three(core);
  if (bloq.is_none() || !bloq.is_atom() || !b.is_atom() || !c.is_atom()) return kDecline;
  const uint64_t a = saturated(bloq);
  return concatenated(machine.heap(), [&](auto piece) {
    piece(b, times_block(blocks_in(bit_length(b), a), a));
    piece(c, kHuge);
    return true;
  });
}

Noun cut(Machine& machine, Noun core) {
  const auto [bloq, range, d] = three(core);
  if (bloq.is_none() || !bloq.is_atom() || !d.is_atom() || !range.is_cell()) return kDecline;
  const Noun b = range.head(), c = range.tail();
  if (!b.is_atom() || !c.is_atom()) return kDecline;
  const uint64_t a = saturated(bloq);
  return slice(machine.heap(), Bits(d), times_block(saturated(b), a), times_block(saturated(c), a));
}

Noun end(Machine& machine, Noun core) {
  const auto [a, b] = two(core);
  const Bite size = bite(a);
  if (!size.valid || !b.is_atom()) return kDecline;
  const Bits bits(b);
  return size.bits >= bits.length() ? b : slice(machine.heap(), bits, 0, size.bits);
}

Noun fil(Machine& machine, Noun core) {
  const auto [a, b, c] = three(core);
  if (a.is_none() || !a.is_atom() || !b.is_atom() || !c.is_atom()) return kDecline;
  const uint64_t width = times_block(1, saturated(a));
  const Bits bits(c);
  const uint64_t count = saturated(b);
  if (count == 0 || slice(machine.heap(), bits, 0, width) == Noun::zero()) return Noun::zero();
  Builder out(machine.heap(), plus(times_block(count - 1, saturated(a)), std::min(width, bits.length())));
  for (uint64_t i = 0; i < count; ++i) out.put(times_block(i, saturated(a)), bits, 0, width);
  return out.finish();
}

Noun lsh(Machine& machine, Noun core) {
  const auto [a, b] = two(core);
  const Bite size = bite(a);
  if (!size.valid || !b.is_atom()) return kDecline;
  return shifted_left(machine.heap(), b, size.bits);
}

Noun met(Machine& machine, Noun core) {
  const auto [a, b] = two_atoms(core);
  if (a.is_none()) return kDecline;
  return machine.heap().atom(blocks_in(bit_length(b), saturated(a)));
}

Noun rap(Machine& machine, Noun core) {
  const auto [bloq, list] = two(core);
  if (bloq.is_none() || !bloq.is_atom()) return kDecline;
  const uint64_t a = saturated(bloq);
  return concatenated(machine.heap(), [&](auto piece) {
    return for_atoms(list, [&](Noun atom) { piece(atom, times_block(blocks_in(bit_length(atom), a), a)); });
  });
}

Noun rep(Machine& machine, Noun core) {
  const auto [a, list] = two(core);
  const Bite size = bite(a);
  if (!size.valid) return kDecline;
  return concatenated(machine.heap(),
                      [&](auto piece) { return for_atoms(list, [&](Noun atom) { piece(atom, size.bits); }); });
}

Noun rev(Machine& machine, Noun core) {
  const auto [bloq, length, data] = three(core);
  if (bloq.is_none() || !bloq.is_atom() || !length.is_atom() || !data.is_atom()) return kDecline;
  return reversed(machine.heap(), saturated(bloq), saturated(length), data);
}

Noun rip(Machine& machine, Noun core) {
  const auto [a, b] = two(core);
  const Bite size = bite(a);
  if (!size.valid || !b.is_atom()) return kDecline;
  if (b == Noun::zero()) return Noun::zero();
  if (size.bits == 0) return kDecline;  // never ends
  Heap& heap = machine.heap();
  const Bits bits(b);
  Noun list;
  Pace pace;
  for (uint64_t i = (bits.length() - 1) / size.bits + 1; i-- > 0; pace.step()) {
    list = heap.cons(slice(heap, bits, i * size.bits, size.bits), list);
  }
  return list;
}

Noun rsh(Machine& machine, Noun core) {
  const auto [a, b] = two(core);
  const Bite size = bite(a);
  if (!size.valid || !b.is_atom()) return kDecline;
  return slice(machine.heap(), Bits(b), size.bits, kHuge);
}

Noun sew(Machine& machine, Noun core) {
  const auto [bloq, what, e] = three(core);
  if (bloq.is_none() || !bloq.is_atom() || !e.is_atom()) return kDecline;
  if (!what.is_cell() || !what.head().is_atom() || !what.tail().is_cell()) return kDecline;
  const Noun b = what.head(), c = what.tail().head(), d = what.tail().tail();
  if (!c.is_atom() || !d.is_atom()) return kDecline;
  const uint64_t a = saturated(bloq);
  const uint64_t from = times_block(saturated(b), a), count = times_block(saturated(c), a);
  const uint64_t stop = plus(from, count);
  const Bits source(d), target(e);
  const uint64_t inserted = std::min(source.length(), count);
  Builder out(machine.heap(), std::max(target.length(), inserted == 0 ? 0 : plus(from, inserted)));
  out.put(0, target, 0, from);
  out.put(from, source, 0, count);
  out.put(stop, target, stop, kHuge);
  return out.finish();
}

Noun swp(Machine& machine, Noun core) {
  const auto [a, b] = two_atoms(core);
  if (a.is_none()) return kDecline;
  return reversed(machine.heap(), saturated(a), blocks_in(bit_length(b), saturated(a)), b);
}

Noun xeb(Machine& machine, Noun core) {
  const Noun a = sample(core);
  return a.is_atom() ? machine.heap().atom(bit_length(a)) : kDecline;
}

Noun con(Machine& machine, Noun core) {
  return bitwise(machine, core, [](uint64_t a, uint64_t b) { return a | b; });
}
Noun dis(Machine& machine, Noun core) {
  return bitwise(machine, core, [](uint64_t a, uint64_t b) { return a & b; });
}
Noun mix(Machine& machine, Noun core) {
  return bitwise(machine, core, [](uint64_t a, uint64_t b) { return a ^ b; });
}

Noun cap(Machine&, Noun core) {
  const Noun a = sample(core);
  if (!a.is_atom()) return kDecline;
  const uint64_t length = bit_length(a);
  if (length < 2) return kDecline;
  return Noun::direct(2 + Bits(a).word(length - 2, 1));
}

Noun mas(Machine& machine, Noun core) {
  const Noun a = sample(core);
  if (!a.is_atom()) return kDecline;
  const uint64_t length = bit_length(a);
  if (length < 2) return kDecline;
  Builder out(machine.heap(), length);
  out.put(0, Bits(a), 0, length - 2);
  out.put_word(length - 2, 1);
  const Noun rest = out.finish();
  GALENA_CHECK(bit_length(rest) == length - 1);
  return rest;
}

Noun peg(Heap& heap, Noun a, Noun b) {
  GALENA_CHECK(a.is_atom() && b.is_atom() && a != Noun::zero() && b != Noun::zero());
  const uint64_t length = bit_length(b);
  if (a.is_direct() && bit_length(a) + length <= 63) {
    return Noun::direct(a.direct_value() << (length - 1) | (b.direct_value() & ((uint64_t{1} << (length - 1)) - 1)));
  }
  Builder out(heap, bit_length(a) + length);
  out.put(0, Bits(b), 0, length - 1);
  out.put(length - 1, Bits(a), 0, kHuge);
  const Noun axis = out.finish();
  GALENA_CHECK(bit_length(axis) == bit_length(a) + length - 1);
  return axis;
}

Noun peg(Machine& machine, Noun core) {
  const auto [a, b] = two_atoms(core);
  if (a.is_none()) return kDecline;
  if (a == Noun::zero() || b == Noun::zero()) return kDecline;
  return peg(machine.heap(), a, b);
}

Noun trip(Machine& machine, Noun core) {
  const Noun a = sample(core);
  if (!a.is_atom()) return kDecline;
  const Bits bits(a);
  Noun list;
  Pace pace;
  for (uint64_t i = blocks_in(bits.length(), 3); i-- > 0; pace.step()) {
    list = machine.heap().cons(Noun::direct(bits.word(i * 8, 8)), list);
  }
  return list;
}

Noun mat(Machine& machine, Noun core) {
  const Noun a = sample(core);
  if (!a.is_atom()) return kDecline;
  Heap& heap = machine.heap();
  if (a == Noun::zero()) return heap.cons(Noun::direct(1), Noun::direct(1));
  const uint64_t b = bit_length(a);
  const auto c = static_cast<uint64_t>(64 - std::countl_zero(b));
  Builder out(heap, 2 * c + b);
  out.put_word(c, 1);
  out.put_word(c + 1, b & ~(uint64_t{1} << (c - 1)));
  out.put(2 * c, Bits(a), 0, b);
  const Noun written = out.finish();
  GALENA_CHECK(bit_length(written) == 2 * c + b);
  return heap.cons(heap.atom(2 * c + b), written);
}

Noun rub(Machine& machine, Noun core) {
  const auto [a, b] = two_atoms(core);
  if (a.is_none() || !a.is_direct()) return kDecline;
  Heap& heap = machine.heap();
  const Bits bits(b);
  const uint64_t from = a.direct_value();
  uint64_t c = 0;
  Pace pace;
  // A run of zeros longer than the whole atom fails.
  while (bits.word(from + c, 1) == 0) {
    if (c == bits.length()) return kDecline;
    ++c;
    pace.step();
  }
  if (c == 0) return heap.cons(Noun::direct(1), Noun::zero());
  const uint64_t d = from + c + 1;
  if (c > 63) return kDecline;
  const uint64_t e = (uint64_t{1} << (c - 1)) + bits.word(d, static_cast<unsigned>(c - 1));
  return heap.cons(heap.atom(plus(2 * c, e)), slice(heap, bits, plus(d, c - 1), e));
}

}  // namespace galena::jets
