// A stack of plain values for walks over nouns: the first few live on the machine stack, the rest on the C++ heap, so
// that a walk over a small noun allocates nothing and a walk over a deep one is bounded by memory alone: it is counted
// (limits.h).
//
// Long ones lie on large pages, in address space of which far more is reserved than is used: they grow in place. As
// small pages the list of a walk over a million cells took 50 ms to touch, three times the walk.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <new>
#include <type_traits>
#include <utility>

#include "nock/base/limits.h"
#include "nock/base/reservation.h"

namespace galena {

template <class T, size_t kInline = 64>
class Worklist {
  static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);

 public:
  Worklist() : begin_(reinterpret_cast<T*>(inline_)), top_(begin_), end_(begin_ + kInline) {}
  ~Worklist() {
    if (is_inline()) return;
    if (limits_ != nullptr) limits_->give_back(room() * sizeof(T));
    if (space_.empty()) std::free(begin_);
  }
  Worklist(const Worklist&) = delete;
  Worklist& operator=(const Worklist&) = delete;

  bool empty() const { return top_ == begin_; }
  size_t size() const { return static_cast<size_t>(top_ - begin_); }
  void push(const T& value) {
    if (top_ == end_) [[unlikely]]
      grow();
    *top_++ = value;
  }
  T& back() { return top_[-1]; }
  T pop() { return *--top_; }
  void drop() { --top_; }

 private:
  size_t room() const { return static_cast<size_t>(end_ - begin_); }
  bool is_inline() const { return begin_ == reinterpret_cast<const T*>(inline_); }
  // Out of line, so that the hot path of `push` stays small.
  [[gnu::noinline]] void grow() {
    const size_t count = size();
    if (is_inline()) limits_ = current_limits();
    const size_t more = (is_inline() ? count * 2 : count) * sizeof(T);
    if (limits_ != nullptr) limits_->take(more);
    try {
      make_room(count, count * 2 * sizeof(T));
    } catch (const std::bad_alloc&) {
      if (limits_ != nullptr) limits_->give_back(more);
      throw;
    }
    top_ = begin_ + count;
    end_ = begin_ + count * 2;
  }
  // For `bytes`, of which the first `count` values are there.
  void make_room(size_t count, size_t bytes) {
    if (bytes <= space_.size()) return;
    if (bytes < kLong) {
      void* const bigger = std::realloc(is_inline() ? nullptr : begin_, bytes);
      if (bigger == nullptr) throw std::bad_alloc();
      if (is_inline()) std::memcpy(bigger, inline_, count * sizeof(T));
      begin_ = static_cast<T*>(bigger);
      return;
    }
    Reservation space(bytes * kReserved, Reservation::Pages::large);
    std::memcpy(space.begin(), begin_, count * sizeof(T));
    if (!is_inline() && space_.empty()) std::free(begin_);
    space_ = std::move(space);
    begin_ = reinterpret_cast<T*>(space_.begin());
  }

  static constexpr size_t kLong = size_t{64} << 10;  // bytes; a large page costs what seven small ones do
  static constexpr size_t kReserved = 256;           // times what is asked for

  T* begin_;
  T* top_;
  T* end_;
  Limits* limits_;     // set once it is not inline
  Reservation space_;  // that it lies in, once it is long
  alignas(T) char inline_[kInline * sizeof(T)];
};

}  // namespace galena
