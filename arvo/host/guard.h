// Files that are mapped into memory and read as if they were memory: what happens when they are not what was written.
//
// The process has one handler for SIGSEGV and SIGBUS. It knows the ranges registered here. A range with checksums is
// mapped without access: the first touch of a part of it comes to the handler, which gives access to that part, checks
// its blocks, and lets the program go on; so a start costs nothing in proportion to the file, and a flipped bit is
// found before anything has read it. Where a block is not what was written, or a page cannot be read, the handler says
// which file and where, renames the file that vouches for it (so that the next start does without), and ends the
// process. Memory faults elsewhere are left to the system.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace galena::host {

struct GuardedRange {
  char* begin = nullptr;  // of a page
  size_t size = 0;
  // Checksums of the blocks, in order; null: nothing to check, and the range is accessible as it is.
  const uint32_t* sums = nullptr;
  size_t block = 0;     // bytes; the range is whole blocks
  size_t unit = 0;      // what one touch checks: bytes, a multiple of the block and of the page
  std::string file;     // what to name
  std::string advice;   // what to do about it: the rest of the message
  std::string vouches;  // renamed to NAME.damaged, if not empty; below the folder that this is the descriptor of
  int folder = -1;
};

// The exit code of a process that met damage.
inline constexpr int kDamagedExit = 3;

// Registers a range, which is no part of another; yields a ticket. Throws HostFailure when there are too many.
int guard(const GuardedRange& range);
// Forgets it: a ticket is good once. -1 is no range.
void unguard(int ticket);
// A range at which the file `path` is mapped and that is not registered; begin is null where there is none.
GuardedRange find_mapping(const std::string& path);

// While it lives, a memory fault of this process at an address that nobody has registered is taken for damage of a file
// that is being opened by a library: it is not known yet where that lies.
class OpeningGuard {
 public:
  OpeningGuard(const std::string& file, const std::string& advice);
  ~OpeningGuard();
  OpeningGuard(const OpeningGuard&) = delete;
  OpeningGuard& operator=(const OpeningGuard&) = delete;
};

}  // namespace galena::host
