// The columns of an image as the bytes of two files, looked at from end to end: what a mug that was read back is worth.
//
// The mug of a state that is mapped is what the headers of its nouns say. Here each header is held against the parts of
// its noun: a cell's mug must be the one that those of its head and tail make, an atom's the one of its bytes; and
// every noun must lie in the image. Where all of that holds, the mug of the root is that of its leaves, whatever their
// order. One pass, in proportion to the image; a bit for every 8 bytes of atoms.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "arvo/host/failure.h"
#include "nock/noun/noun.h"

namespace galena::host {

struct ImageBytes {
  std::span<const uint8_t> cells, atoms;  // whole words
  uint64_t base;                          // where the cells begin, to the pointers among them
};

// Refused: what is wrong, with its place. Else the mug of what is at an axis of `root`, which is a noun of the image.
// Foreign bytes: fuzz_image.
OrRefused<uint32_t> audit(const ImageBytes& image, Noun root, uint64_t axis = 1);

}  // namespace galena::host
