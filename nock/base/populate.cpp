#include "nock/base/populate.h"

#include <sys/mman.h>

#include <cstdint>

namespace galena {
namespace {

// Headers may be older than the system.
constexpr int kPopulateRead = 22;
constexpr int kPopulateWrite = 23;

void populate_pages(const char* from, const char* to, int how) {
  constexpr uintptr_t kMask = 4095;
  const auto begin = reinterpret_cast<uintptr_t>(from) & ~kMask;
  const auto end = (reinterpret_cast<uintptr_t>(to) + kMask) & ~kMask;
  if (begin < end) madvise(reinterpret_cast<void*>(begin), end - begin, how);
}

}  // namespace

void populate(char* from, char* to) {
  populate_pages(from, to, kPopulateWrite);
}

void populate_read(const char* from, const char* to) {
  populate_pages(from, to, kPopulateRead);
}

}  // namespace galena
