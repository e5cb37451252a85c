// The thread that a thing belongs to: the one that made it. For checks: what only the owner may do asks whether it is
// here.
#pragma once

#include <thread>

namespace galena::host {

class OwnerThread {
 public:
  bool is_here() const { return id_ == std::this_thread::get_id(); }

 private:
  std::thread::id id_ = std::this_thread::get_id();
};

}  // namespace galena::host
