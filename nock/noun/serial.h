// Jam and cue: a noun as a string of bits, and back (++jam and ++cue of the reference).
//
//   0  len value       atom             len: the number of bits of the value, itself in a self-delimiting code
//   10 head tail       cell
//   11 len offset      backreference    to the noun whose code began at that bit
//
// with the bits in the order in which they are read, from the least significant on.
//
// A jam is unique: every noun that occurred before is a backreference, unless it is an atom that is no longer than
// the reference would be.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <span>
#include <vector>

#include "nock/noun/noun.h"

namespace galena {

// The bytes of a jam, least significant first.
class Jammed {
 public:
  // The first `size` bytes of malloc'ed memory, which is given over.
  Jammed(uint8_t* data, size_t size) : data_(data), size_(size) {}
  const uint8_t* data() const { return data_.get(); }
  size_t size() const { return size_; }
  const uint8_t* begin() const { return data(); }
  const uint8_t* end() const { return data() + size_; }
  operator std::vector<uint8_t>() const { return {begin(), end()}; }

 private:
  struct Free {
    void operator()(uint8_t* data) const { std::free(data); }
  };
  std::unique_ptr<uint8_t[], Free> data_;
  size_t size_;
};

// The jam, least significant byte first, without zeros at the end. Fills mugs; linear in the distinct cells. The noun
// must not move meanwhile (nothing here allocates nouns). Throws OutOfMemory beyond a billion distinct nouns.
Jammed jam(Noun noun);

// The jam as an atom of `space`, an Arena or a Heap. Throws OutOfMemory.
template <class Space>
Noun jam_atom(Space& space, Noun noun);

enum class CueFault : uint8_t {
  none,
  truncated,          // the input ends in the middle of a noun
  oversized,          // an atom claims more bits than are left
  forward_reference,  // a backreference to its own place or further on
  open_reference,     // a backreference to a cell that it is part of
  stray_reference,    // a backreference to a place where no noun begins
  trailing,           // bits other than 0 after the noun
};
// What the fault is, in a few words; a string literal.
const char* describe(CueFault fault);

struct Cued {
  Noun noun = Noun::none();  // none if there is a fault
  CueFault fault = CueFault::none;
  uint64_t bit = 0;  // where the faulty noun begins, or the trailing bits

  bool ok() const { return fault == CueFault::none; }
};

enum class CueMode : uint8_t {
  // For files and the network: exactly one noun, all of it there.
  strict,
  // What ++cue accepts: behind the end of the input there are zeros without end, and what follows the noun is ignored.
  reference,
};

// The noun jammed in `bytes`, made in `space`, an Arena or a Heap. Input may be hostile: nothing is allocated for a
// claim before it is checked, nesting is bounded by memory alone, and memory is proportional to the input. Throws
// OutOfMemory if `space` is full.
// Foreign bytes: fuzz_cue.
template <class Space>
Cued cue(Space& space, std::span<const uint8_t> bytes, CueMode mode = CueMode::strict);

}  // namespace galena
