// Changes that last as long as a scope.
#pragma once

#include <utility>
#include <vector>

namespace galena {

// A value that is another one while the scope lasts.
template <class T>
class Replaced {
 public:
  Replaced(T& place, T value) : place_(place), before_(std::exchange(place, std::move(value))) {}
  ~Replaced() { place_ = std::move(before_); }
  Replaced(const Replaced&) = delete;
  Replaced& operator=(const Replaced&) = delete;

 private:
  T& place_;
  T before_;
};

// An entry at the end of a list while the scope lasts.
template <class T>
class Pushed {
 public:
  Pushed(std::vector<T>& list, T value) : list_(list) { list.push_back(std::move(value)); }
  ~Pushed() { list_.pop_back(); }
  Pushed(const Pushed&) = delete;
  Pushed& operator=(const Pushed&) = delete;

 private:
  std::vector<T>& list_;
};

}  // namespace galena
