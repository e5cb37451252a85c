// An allocator that puts large tables on large pages.
//
// A hash table of many megabytes is read at random: with small pages nearly every probe misses the address cache of the
// processor, and first use costs a page fault each 4 KB. From kLargeTable bytes on, memory comes aligned to and in
// multiples of the large page, with advice to use it; below that from operator new.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <new>
#include <utility>
#include <vector>

#include "nock/base/reservation.h"

namespace galena {

inline constexpr size_t kLargePage = size_t{2} << 20;
inline constexpr size_t kLargeTable = size_t{1} << 20;

template <class T>
class LargePages {
 public:
  using value_type = T;

  LargePages() = default;
  template <class U>
  LargePages(const LargePages<U>&) {}

  T* allocate(size_t count) {
    const size_t bytes = count * sizeof(T);
    if (bytes < kLargeTable) return static_cast<T*>(::operator new(bytes, std::align_val_t{alignof(T)}));
    return reinterpret_cast<T*>(Reservation::aligned(round_up(bytes), kLargePage, Reservation::Pages::large).release());
  }

  void deallocate(T* pointer, size_t count) {
    const size_t bytes = count * sizeof(T);
    if (bytes < kLargeTable) {
      ::operator delete(pointer, std::align_val_t{alignof(T)});
    } else {
      Reservation::give_back(pointer, round_up(bytes));
    }
  }

  bool operator==(const LargePages&) const { return true; }

 private:
  static size_t round_up(size_t bytes) { return (bytes + kLargePage - 1) & ~(kLargePage - 1); }
};

// The same for elements that are overwritten before they are read: growing does not clear them.
template <class T>
class Overwritten : public LargePages<T> {
 public:
  template <class U>
  struct rebind {
    using other = Overwritten<U>;
  };
  Overwritten() = default;
  template <class U>
  Overwritten(const Overwritten<U>&) {}

  template <class U>
  void construct(U* place) {
    ::new (static_cast<void*>(place)) U;
  }
  template <class U, class... Arguments>
  void construct(U* place, Arguments&&... arguments) {
    ::new (static_cast<void*>(place)) U(std::forward<Arguments>(arguments)...);
  }
};

// `count` zeros. Large tables come from the system, and are zero already: they are not touched here.
template <class T>
std::vector<T, Overwritten<T>> zeros(size_t count) {
  std::vector<T, Overwritten<T>> table(count);
  if (count * sizeof(T) < kLargeTable) std::fill(table.begin(), table.end(), T{});
  return table;
}

// Many bytes.
using Bytes = std::vector<uint8_t, Overwritten<uint8_t>>;

}  // namespace galena
