// Pages, had from the system by the range.
//
// The first touch of a page costs a fault, on virtual machines 20 to 35 microseconds; so does that of 64 KB of a file
// which is in memory already. Asked for by the range, pages cost 1.5 microseconds each, and 64 KB of a file 3.5. A
// large page of 2 MB costs 150 and more, as much as seven small ones that are touched or a hundred that are asked for.
//
// Systems that do not know how (before Linux 5.14) leave it undone, and pages come as they are touched.
#pragma once

#include <cstddef>

namespace galena {

// What many computations are done with: so much at the beginning of heaps and stacks is small pages, made at once, and
// large pages are behind.
inline constexpr size_t kFirstBytes = size_t{64} << 10;
inline constexpr size_t kLargePageBytes = size_t{2} << 20;

// Makes the pages from `from` to `to`, to be written to.
void populate(char* from, char* to);
// Has what lies there of a file mapped, to be read.
void populate_read(const char* from, const char* to);

}  // namespace galena
