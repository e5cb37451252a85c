// What is known of the subject that a graph is entered with.
//
// That subject is an example: nothing in it is assumed, but where a formula to be run is found in it, a guard is made
// of that part. An analysis goes in rounds: what one asks for, the next one knows.
#pragma once

#include <cstdint>
#include <set>
#include <vector>

#include "nock/jit/shape.h"
#include "nock/noun/noun.h"

namespace galena::jit {

// A part of the example, and the axis where it lies. None, at 0, of what does not come from there.
struct Example {
  // Below it an axis has room for one step more.
  static constexpr uint64_t kDeepest = uint64_t{1} << 62;

  Noun noun = Noun::none();
  uint64_t axis = 0;

  bool is_known() const { return !noun.is_none() && axis != 0; }
  // Of a cell that is not too deep; else nothing.
  Example half(bool in_tail) const {
    if (noun.is_none() || !noun.is_cell() || axis >= kDeepest) return {};
    return {in_tail ? noun.tail() : noun.head(), 2 * axis + (in_tail ? 1 : 0)};
  }
};

class Guards {
 public:
  // A part to be known in the next round.
  void demand(uint64_t axis) { demands_.insert(axis); }
  // Makes guards of what was asked for: whether there was anything.
  bool settle();

  // The axes of the guards, in order.
  const std::vector<uint64_t>& axes() const { return axes_; }
  // The shape of `subject` that they make.
  const Shape* shape(Shapes& shapes, Noun subject) const { return shape(shapes, subject, 1); }

 private:
  const Shape* shape(Shapes& shapes, Noun part, uint64_t axis) const;
  bool has_below(uint64_t axis) const;

  std::vector<uint64_t> axes_;
  std::set<uint64_t> demands_;
};

// What there is of `subject` where `shape`, which it fits, has leaves.
std::vector<Example> leaves_of(const Shape* shape, Noun subject);

}  // namespace galena::jit
