// A table of zeros that is filled as hash tables are: at random, and mostly not at all.
//
// Its memory comes from the system, so that what is not touched costs nothing; large ones lie on large pages, since
// with small ones nearly every probe misses the address cache of the processor. Or it begins as a part of a file.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

#include "nock/base/reservation.h"

namespace galena {

template <class T>
class Slots {
 public:
  Slots() = default;
  // `count` zeros. Throws std::bad_alloc.
  explicit Slots(size_t count) : space_(reserve(count * sizeof(T))), size_(count) {}
  // What lies in `space`, which holds `count` of them.
  Slots(Reservation space, size_t count) : space_(std::move(space)), size_(count) {}

  size_t size() const { return size_; }
  T& operator[](size_t i) { return begin()[i]; }
  const T& operator[](size_t i) const { return begin()[i]; }
  T* begin() { return reinterpret_cast<T*>(space_.begin()); }
  T* end() { return begin() + size_; }
  const T* begin() const { return reinterpret_cast<const T*>(space_.begin()); }
  const T* end() const { return begin() + size_; }
  operator std::span<const T>() const { return {begin(), size_}; }

  Slots(Slots&& other) noexcept : space_(std::move(other.space_)), size_(std::exchange(other.size_, 0)) {}
  Slots& operator=(Slots&& other) noexcept {
    std::swap(space_, other.space_);
    std::swap(size_, other.size_);
    return *this;
  }

 private:
  static constexpr size_t kLargePage = size_t{2} << 20;
  static Reservation reserve(size_t bytes) {
    if (bytes < kLargePage) return Reservation(bytes, Reservation::Pages::small);
    return Reservation::aligned((bytes + kLargePage - 1) / kLargePage * kLargePage, kLargePage,
                                Reservation::Pages::large);
  }

  Reservation space_;
  size_t size_ = 0;
};

}  // namespace galena
