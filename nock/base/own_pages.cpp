#include "nock/base/own_pages.h"

#include <elf.h>
#include <link.h>
#include <malloc.h>
#include <sys/auxv.h>

#include <cstdint>
#include <cstdlib>

#include "nock/base/populate.h"

namespace galena {
namespace {

// Code is read, and data written, but for what is closed once it is relocated. What is only read is mostly what the
// program holds for few occasions (pills, sources): that comes as it is touched.
void populate_segments() {
  const auto* const headers = reinterpret_cast<const ElfW(Phdr)*>(getauxval(AT_PHDR));
  const size_t count = getauxval(AT_PHNUM);
  if (headers == nullptr) return;
  uint64_t base = 0, closed = 0;
  for (size_t i = 0; i < count; ++i) {
    if (headers[i].p_type == PT_PHDR) base = reinterpret_cast<uint64_t>(headers) - headers[i].p_vaddr;
    if (headers[i].p_type == PT_GNU_RELRO) closed = headers[i].p_vaddr;
  }
  for (size_t i = 0; i < count; ++i) {
    const ElfW(Phdr)& segment = headers[i];
    if (segment.p_type != PT_LOAD || (segment.p_flags & (PF_X | PF_W)) == 0) continue;
    auto* const begin = reinterpret_cast<char*>(base + segment.p_vaddr);
    const bool written = (segment.p_flags & PF_W) != 0 && segment.p_vaddr != closed;
    written ? populate(begin, begin + segment.p_memsz) : populate_read(begin, begin + segment.p_memsz);
  }
}

// Memory is taken from the system in large steps, and not given back at once: each page of it would be paid for again.
void populate_heap() {
  constexpr int kFirst = 384 << 10, kStep = 4 << 20;
  mallopt(M_MMAP_THRESHOLD, kStep);
  mallopt(M_TRIM_THRESHOLD, 2 * kStep);
  mallopt(M_TOP_PAD, kFirst);
  auto* const first = static_cast<char*>(std::malloc(kFirst));
  if (first != nullptr) populate(first, first + kFirst);
  std::free(first);
}

}  // namespace

void have_own_pages() {
  populate_segments();
  populate_heap();
}

}  // namespace galena
