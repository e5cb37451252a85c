// An array of plain values in malloc'ed memory, not initialised. Growing goes through realloc, which moves large blocks
// by remapping their pages: no copy, and no page touched twice.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>
#include <type_traits>

namespace galena {

struct FreeBlock {
  void operator()(void* p) const { std::free(p); }
};
template <class T>
using Block = std::unique_ptr<T[], FreeBlock>;

// Makes room for `count` items; those that were there before stay.
template <class T>
void resize(Block<T>& block, size_t count) {
  static_assert(std::is_trivially_copyable_v<T>);
  void* bigger = std::realloc(static_cast<void*>(block.get()), count * sizeof(T));
  if (bigger == nullptr) throw std::bad_alloc();
  (void)block.release();
  block.reset(static_cast<T*>(bigger));
}

}  // namespace galena
