// A stack of plain values for walks over nouns: the first few live on the machine stack, the rest on the C++ heap, so
// that a walk over a small noun allocates nothing and a walk over a deep one is bounded by memory alone: it is counted
// (limits.h).
#pragma once

#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <new>
#include <type_traits>

#include "nock/base/limits.h"

namespace galena {

template <class T, size_t kInline = 64>
class Worklist {
  static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);

 public:
  Worklist() : begin_(reinterpret_cast<T*>(inline_)), top_(begin_), end_(begin_ + kInline) {}
  ~Worklist() {
    if (is_inline()) return;
    if (limits_ != nullptr) limits_->give_back(room() * sizeof(T));
    std::free(begin_);
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
  // Out of line, so that the hot path of `push` stays small. realloc moves large blocks by remapping pages.
  [[gnu::noinline]] void grow() {
    const size_t count = size();
    if (is_inline()) limits_ = current_limits();
    const size_t more = (is_inline() ? count * 2 : count) * sizeof(T);
    if (limits_ != nullptr) limits_->take(more);
    void* bigger = std::realloc(is_inline() ? nullptr : begin_, count * 2 * sizeof(T));
    if (bigger == nullptr) {
      if (limits_ != nullptr) limits_->give_back(more);
      throw std::bad_alloc();
    }
    if (is_inline()) std::memcpy(bigger, inline_, count * sizeof(T));
    begin_ = static_cast<T*>(bigger);
    top_ = begin_ + count;
    end_ = begin_ + count * 2;
  }

  T* begin_;
  T* top_;
  T* end_;
  Limits* limits_;  // set once it is not inline
  alignas(T) char inline_[kInline * sizeof(T)];
};

}  // namespace galena
