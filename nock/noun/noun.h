// The noun: one 64-bit word that is a small atom or a pointer to a larger one or to a cell.
//
//   63                                                    2 1 0
//   ┌──────────────────────────────────────────────────────┬─┐
//   │ value (63 bits)                                       │0│   direct atom
//   ├─────────────────────────────────────────────────────┬─┴─┤
//   │ address of a Cell                                    │0 1│   cell
//   ├─────────────────────────────────────────────────────┼───┤
//   │ address of an Indirect                               │1 1│   indirect atom, always > 2^63 - 1
//   └─────────────────────────────────────────────────────┴───┘
//
// Invariants
//  - An atom below 2^63 is always direct, and an Indirect has no leading zero limb: two atoms of the same value in the
//    same arena or heap may be different words, but a direct and an indirect one are never equal.
//  - A noun is immutable. The two exceptions are invisible: `header.mug` and `header.aux` are caches, and `unify` may
//    replace one child by an equal one (see equal.h).
//  - Nothing here allocates. A Noun is a plain word: whether it survives a collection is the business of heap.h.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

#include "nock/base/check.h"

namespace galena {

struct Cell;
struct Indirect;

class Noun {
 public:
  static constexpr uint64_t kMaxDirect = (uint64_t{1} << 63) - 1;

  constexpr Noun() : word_(0) {}  // the atom 0
  static constexpr Noun zero() { return Noun(); }
  static constexpr Noun direct(uint64_t value) {
    GALENA_CHECK(value <= kMaxDirect);
    return Noun(value << 1);
  }
  static constexpr Noun from_word(uint64_t word) { return Noun(word); }
  static inline Noun from(const Cell* cell);
  static inline Noun from(const Indirect* atom);  // which is in normal form
  // A word that is no noun: "absent", "declined". Never stored inside a noun.
  static constexpr Noun none() { return Noun(1); }

  constexpr uint64_t word() const { return word_; }
  constexpr bool is_none() const { return word_ == 1; }
  // Whether this word can be a noun: a direct atom, or the address of something, which lies at a multiple of 8.
  constexpr bool is_noun() const { return is_direct() || ((word_ & 4) == 0 && word_ > 3); }
  constexpr explicit operator bool() const = delete;  // ambiguous between "none", 0 and loobean

  constexpr bool is_direct() const { return (word_ & 1) == 0; }
  constexpr bool is_pointer() const { return (word_ & 1) != 0; }
  constexpr bool is_cell() const { return (word_ & 3) == 1; }
  constexpr bool is_atom() const { return (word_ & 3) != 1; }
  constexpr bool is_indirect() const { return (word_ & 3) == 3; }

  // Of what is a direct atom, a cell, an indirect atom.
  constexpr uint64_t direct_value() const {
    GALENA_CHECK(is_direct());
    return word_ >> 1;
  }
  Cell* cell() const {
    GALENA_CHECK(is_cell());
    return reinterpret_cast<Cell*>(word_ - 1);
  }
  Indirect* indirect() const {
    GALENA_CHECK(is_indirect());
    return reinterpret_cast<Indirect*>(word_ - 3);
  }

  // Children of a cell; the caller knows that it is one.
  inline Noun head() const;
  inline Noun tail() const;

  // Same word. For arena nouns (hash-consed) this is equality of nouns; for heap nouns it is only sufficient.
  constexpr bool operator==(const Noun&) const = default;

 private:
  constexpr explicit Noun(uint64_t word) : word_(word) {}
  uint64_t word_;
};
static_assert(sizeof(Noun) == 8 && std::is_trivially_copyable_v<Noun>);

// First word of everything a pointer noun points to.
struct Header {
  // Bits 0..30: the 31-bit mug, 0 while it is not yet known (no noun has mug 0). Bit 31: forwarded, set only while a
  // collection runs.
  uint32_t mug = 0;
  // Cell: number of the bytecode compiled from this cell as a formula, 0 for none. Indirect: count of 64-bit limbs.
  uint32_t aux = 0;
};

struct Cell {
  Header header;
  Noun head;
  Noun tail;
};
static_assert(sizeof(Cell) == 24 && std::is_trivially_copyable_v<Cell>);

struct Indirect {
  Header header;
  uint64_t limbs[1];  // header.aux of them, least significant first; the last is not 0

  uint32_t size() const { return header.aux; }
  // Without leading zeros, and too large to be direct.
  bool is_normal() const {
    return size() != 0 && limbs[size() - 1] != 0 && (size() > 1 || limbs[0] > Noun::kMaxDirect);
  }
  static constexpr size_t bytes_for(size_t limbs) { return sizeof(Header) + limbs * sizeof(uint64_t); }
};

inline Noun Noun::from(const Cell* cell) {
  GALENA_CHECK(cell != nullptr && reinterpret_cast<uint64_t>(cell) % 8 == 0);
  return Noun(reinterpret_cast<uint64_t>(cell) | 1);
}
inline Noun Noun::from(const Indirect* atom) {
  GALENA_CHECK(reinterpret_cast<uint64_t>(atom) % 8 == 0 && atom->is_normal());
  return Noun(reinterpret_cast<uint64_t>(atom) | 3);
}

inline Noun Noun::head() const {
  return cell()->head;
}
inline Noun Noun::tail() const {
  return cell()->tail;
}

// Head and tail of what may be an atom or none: none where there is none.
inline Noun head_of(Noun noun) {
  return !noun.is_none() && noun.is_cell() ? noun.head() : Noun::none();
}
inline Noun tail_of(Noun noun) {
  return !noun.is_none() && noun.is_cell() ? noun.tail() : Noun::none();
}

// `~`, which ends a list and is the unit of nothing.
inline constexpr Noun kNull = Noun::zero();

// Loobeans: yes is 0.
inline constexpr Noun kYes = Noun::direct(0);
inline constexpr Noun kNo = Noun::direct(1);
constexpr Noun loobean(bool b) {
  return b ? kYes : kNo;
}

// The limbs of any atom, least significant first, none for 0. `small` receives the value of a direct atom.
struct Limbs {
  const uint64_t* data;
  size_t size;
};
inline Limbs limbs_of(Noun atom, uint64_t& small) {
  if (atom.is_direct()) {
    small = atom.direct_value();
    return {&small, small == 0 ? size_t{0} : size_t{1}};
  }
  const Indirect* big = atom.indirect();
  GALENA_CHECK(big->is_normal());
  return {big->limbs, big->size()};
}

// Number of significant bits (met 0), and of significant bytes (met 3), of an atom.
inline uint64_t bit_length(Noun atom) {
  uint64_t small;
  const Limbs l = limbs_of(atom, small);
  return l.size == 0 ? 0 : l.size * 64 - static_cast<uint64_t>(std::countl_zero(l.data[l.size - 1]));
}
inline uint64_t byte_length(Noun atom) {
  return (bit_length(atom) + 7) / 8;
}

// The 8 low bytes packed least significant first, as Hoon packs a cord. At most 8 ASCII characters: always direct.
constexpr uint64_t cord_value(std::string_view text) {
  GALENA_CHECK(text.size() <= 8);
  uint64_t value = 0;
  for (size_t i = text.size(); i-- > 0;) value = value << 8 | static_cast<uint8_t>(text[i]);
  return value;
}

// `"core"_n` is the term %core, `""_n` is %$; usable as a case label through `.word()`. Rejects at compile time what
// does not fit a direct atom.
consteval Noun operator""_n(const char* text, size_t size) {
  if (size > 8) throw "a cord of more than 8 bytes is not direct";
  const uint64_t value = cord_value({text, size});
  if (value > Noun::kMaxDirect) throw "not a direct atom";
  return Noun::direct(value);
}
// `"core"_w` is that term's word, for `switch (noun.head().word())`.
consteval uint64_t operator""_w(const char* text, size_t size) {
  return operator""_n(text, size).word();
}

}  // namespace galena
