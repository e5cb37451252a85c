// Address space of one's own.
//
// It is reserved at once and committed page by page as it is first touched, so that it may be far larger than what is
// ever used; it is given back with the object. Fresh pages are zeros.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

namespace galena {

class Reservation {
 public:
  static constexpr size_t kPage = 4096;
  static constexpr size_t whole_pages(size_t bytes) { return (bytes + kPage - 1) & ~(kPage - 1); }

  // `large`: with advice to use large pages where the system has them. First touch of small ones was a third of the
  // time of deep recursions.
  enum class Pages : uint8_t { small, large };

  Reservation() = default;  // of nothing
  // At least `bytes`, in whole pages, to read and to write. Throws std::bad_alloc where they are not to be had.
  explicit Reservation(size_t bytes, Pages pages = Pages::large);
  // The same, at a multiple of `alignment`, a power of two of at least a page.
  static Reservation aligned(size_t bytes, size_t alignment, Pages pages);
  // At this very address, and without access until somebody gives it (mprotect, or a mapping in its place). Of nothing
  // where something is there already, or where no page can begin.
  static Reservation at(uint64_t address, size_t bytes);

  ~Reservation() {
    if (begin_ != nullptr) give_back(begin_, size_);
  }
  Reservation(Reservation&& other) noexcept
      : begin_(std::exchange(other.begin_, nullptr)), size_(std::exchange(other.size_, 0)) {}
  Reservation& operator=(Reservation&& other) noexcept {
    std::swap(begin_, other.begin_);
    std::swap(size_, other.size_);
    return *this;
  }

  char* begin() const { return begin_; }
  char* end() const { return begin_ + size_; }
  size_t size() const { return size_; }
  bool empty() const { return begin_ == nullptr; }
  bool holds(uint64_t address) const { return address - reinterpret_cast<uint64_t>(begin_) < size_; }

  // Gives access to what was reserved `at` an address.
  void open(Pages pages) const;
  // Puts `bytes` at its beginning, to be written to by this process alone: as they are wanted, out of the file `file`,
  // where they lie at `offset`, a whole page, or copied where there is none (-1).
  void fill(std::span<const uint8_t> bytes, int file, uint64_t offset) const;

  // Gives the whole pages from `from` to `to` back to the system: they are zeros when they are touched again.
  void discard(char* from, char* to) const;

  // For an allocator, which has no place to keep the object: who takes the address gives it back.
  char* release() {
    size_ = 0;
    return std::exchange(begin_, nullptr);
  }
  static void give_back(void* begin, size_t bytes);

 private:
  Reservation(char* begin, size_t size) : begin_(begin), size_(size) {}

  char* begin_ = nullptr;
  size_t size_ = 0;
};

}  // namespace galena
