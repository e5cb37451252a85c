// A frame on a strand's stack: what lies where in it.
//
//      fp[-2]  distance to the caller's fp in bytes; the product goes here when the frame returns
//      fp[-1]  address of the instruction to go on with
//      fp[0]…  registers: r0 the subject
//
// A frame begins where the registers alive in its caller end, so that its product comes to lie in the first register
// that was not. Distances and addresses are even words and so look like direct atoms: the collector scans the whole
// stack as one array of nouns. The outermost frame is its own caller, at a distance of 0.
//
// A view of one pointer: it costs the words that it reads and writes. Compiled code (nock/llvm) makes frames by the
// same numbers.
#pragma once

#include <cstddef>
#include <cstdint>

#include "nock/base/check.h"
#include "nock/noun/noun.h"

namespace galena {

union Insn;

struct FrameLayout {
  static constexpr size_t kHeader = 2;  // words below r0
  // Where the words of the header of a frame lie, from the first word that is not alive in its caller.
  static constexpr size_t kDistance = 0, kBack = 1, kProduct = 0;
  // The distance of a frame above `alive` registers.
  static constexpr uint64_t distance(size_t alive) { return (alive + kHeader) * sizeof(Noun); }
};

// `Word`: Noun, or const Noun where a frame is only looked at.
template <class Word>
class Frame : public FrameLayout {
 public:
  explicit Frame(Word* fp) : fp_(fp) {}

  Word* fp() const { return fp_; }
  uint64_t distance() const { return header(kDistance).word(); }
  Word* caller() const { return shifted(fp_, distance()); }
  uint64_t back_word() const { return header(kBack).word(); }
  const Insn* back() const { return reinterpret_cast<const Insn*>(back_word()); }

  // Makes it a frame that returns to the one `distance` bytes below, and there to `back`.
  void link(uint64_t distance, const Insn* back) const {
    header(kDistance) = Noun::from_word(distance);
    header(kBack) = Noun::from_word(reinterpret_cast<uint64_t>(back));
  }
  // Nothing else of the header can be read then.
  void put_product(Noun product) const { header(kProduct) = product; }
  Noun product() const { return header(kProduct); }

 private:
  Word& header(size_t place) const { return *(fp_ - kHeader + place); }
  // Of words, not of pointers: a broken distance leads anywhere, and checks look at where.
  static Word* shifted(Word* fp, uint64_t distance) {
    return reinterpret_cast<Word*>(reinterpret_cast<uint64_t>(fp) - distance);
  }
  Word* fp_;
};

// The frame of a call that leaves the registers below r[alive] of the frame at `fp` alive, and returns to `back`. Its
// registers are yet to be set.
inline Noun* push_frame(Noun* fp, size_t alive, const Insn* back) {
  GALENA_CHECK(alive <= UINT16_MAX);
  Noun* const pushed = fp + alive + FrameLayout::kHeader;
  Frame(pushed).link(FrameLayout::distance(alive), back);
  return pushed;
}

}  // namespace galena
