#include "nock/base/reservation.h"

#include <sys/mman.h>

#include <atomic>
#include <bit>
#include <cstring>
#include <new>

#include "nock/base/check.h"
#include "nock/base/given_back.h"
#include "nock/base/populate.h"

namespace galena {
namespace {

std::atomic<uint64_t> g_given_back{0};

char* map(size_t bytes) {
  void* const p = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (p == MAP_FAILED) throw std::bad_alloc();
  return static_cast<char*>(p);
}

void advise(char* begin, size_t bytes, Reservation::Pages pages) {
  if (pages == Reservation::Pages::large) madvise(begin, bytes, MADV_HUGEPAGE);
}

// Space for `size` bytes that begins `before` bytes in front of a multiple of `alignment`.
char* map_aligned(size_t size, size_t alignment, size_t before) {
  char* const start = map(size + alignment);
  const size_t lead = -(reinterpret_cast<uintptr_t>(start) + before) & (alignment - 1);
  if (lead != 0) Reservation::give_back(start, lead);
  Reservation::give_back(start + lead + size, alignment - lead);
  return start + lead;
}

}  // namespace

// Large pages begin where a multiple of their size does: what the system has in mind for a beginning has up to 2 MB of
// small ones before the first, and so some hundred faults. Here those are few.
Reservation::Reservation(size_t bytes, Pages pages) {
  const size_t size = whole_pages(bytes);
  if (pages == Pages::small || size < 2 * kLargePageBytes) {
    begin_ = map(size);
  } else {
    begin_ = map_aligned(size, kLargePageBytes, kFirstBytes);
    advise(begin_ + kFirstBytes, size - kFirstBytes, pages);
  }
  size_ = size;
}

Reservation Reservation::aligned(size_t bytes, size_t alignment, Pages pages) {
  GALENA_CHECK(std::has_single_bit(alignment) && alignment >= kPage);
  const size_t size = whole_pages(bytes);
  char* const start = map_aligned(size, alignment, 0);
  advise(start, size, pages);
  return {start, size};
}

Reservation Reservation::at(uint64_t address, size_t bytes) {
  GALENA_CHECK(address != 0 && bytes % kPage == 0);
  void* const wanted = reinterpret_cast<void*>(address);
  void* const p =
      mmap(wanted, bytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE, -1, 0);
  if (p == MAP_FAILED) return {};
  Reservation reserved(static_cast<char*>(p), bytes);
  if (p == wanted) return reserved;
  return {};  // a system that does not know the flag
}

void Reservation::open(Pages pages) const {
  if (mprotect(begin_, size_, PROT_READ | PROT_WRITE) != 0) throw std::bad_alloc();
  advise(begin_, size_, pages);
}

void Reservation::fill(std::span<const uint8_t> bytes, int file, uint64_t offset) const {
  GALENA_CHECK(bytes.size() <= size_ && offset % kPage == 0);
  if (bytes.empty()) return;
  constexpr int kAccess = PROT_READ | PROT_WRITE;
  if (file < 0 || mmap(begin_, bytes.size(), kAccess, MAP_PRIVATE | MAP_FIXED, file, static_cast<off_t>(offset)) !=
                      static_cast<void*>(begin_)) {
    std::memcpy(begin_, bytes.data(), bytes.size());
  }
}

void Reservation::discard(char* from, char* to) const {
  if (from >= to) return;
  GALENA_CHECK(from >= begin_ && to <= end());
  GALENA_CHECK(reinterpret_cast<uintptr_t>(from) % kPage == 0);
  // Before it is gone, so that nobody takes what comes next for what was there; and after, for who asked in between.
  g_given_back.fetch_add(1);
  madvise(from, static_cast<size_t>(to - from), MADV_DONTNEED);
  g_given_back.fetch_add(1);
}

void Reservation::give_back(void* begin, size_t bytes) {
  g_given_back.fetch_add(1);
  munmap(begin, bytes);
  g_given_back.fetch_add(1);
}

uint64_t times_given_back() {
  return g_given_back.load();
}

}  // namespace galena
