// How large a noun is: the tree that it stands for, and what there is of it. A jam of 55 bytes may stand for a tree of
// 2^30 leaves, so who is about to walk or print a tree asks here first.
#pragma once

#include <cstdint>
#include <string>

#include "nock/noun/noun.h"

namespace galena {

struct Measure {
  uint64_t depth = 0;           // 0 for an atom
  uint64_t cells = 0;           // of the tree; UINT64_MAX stands for that and more. Atoms are one more
  uint64_t distinct_cells = 0;  // cells that there are: the same copy counts once
};

// Linear in the distinct cells. Polls, and counts its memory.
Measure measure(Noun noun);

// The first levels of a noun as text, for people: cells more than `levels` heads deep, and what is behind the first
// eight parts of a row, are `...`; an atom of more than sixteen bytes is `<its bytes>`. At most some 100 KB for four.
std::string outline(Noun noun, unsigned levels = 4);

}  // namespace galena
