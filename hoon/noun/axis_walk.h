// Arithmetic on axes: the addresses of the parts of a noun. 1 is the noun itself, 2 and 3 are its head and tail, and
// 2n and 2n+1 are head and tail of the part at n.
//
// An axis is an atom of any size: a part deeper than 62 levels does not fit a direct atom. Below that everything is a
// few shifts.
#pragma once

#include "hoon/noun/error.h"
#include "nock/base/check.h"
#include "nock/noun/arena.h"

namespace galena::hoon {

inline constexpr Noun kAxis1 = Noun::direct(1);
inline constexpr Noun kAxis2 = Noun::direct(2);
inline constexpr Noun kAxis3 = Noun::direct(3);

namespace axis_detail {
Noun peg_big(Arena& arena, Noun outer, Noun inner);
Noun rest_big(Arena& arena, Noun axis);
bool in_tail_big(Noun axis);
bool bit_big(Noun axis, uint64_t index);
Noun low_big(Arena& arena, Noun axis, uint64_t count);
}  // namespace axis_detail

// The axis, in the whole, of what lies at `inner` within what lies at `outer` (++peg). Refuses 0, which addresses
// nothing.
inline Noun peg(Arena& arena, Noun outer, Noun inner) {
  if (outer.is_direct() && inner.is_direct()) {
    const uint64_t a = outer.direct_value();
    const uint64_t b = inner.direct_value();
    if (a == 0 || b == 0) refuse(ErrorKind::bail);
    const int depth = static_cast<int>(std::bit_width(b)) - 1;
    if (std::bit_width(a) + depth <= 63) return Noun::direct(a << depth | (b ^ uint64_t{1} << depth));
  }
  return axis_detail::peg_big(arena, outer, inner);
}

// Whether an axis of at least 2 leads into the tail (++cap is 3) rather than the head. Refuses 0 and 1.
inline bool in_tail(Noun axis) {
  if (!axis.is_direct()) return axis_detail::in_tail_big(axis);
  const uint64_t value = axis.direct_value();
  if (value < 2) refuse(ErrorKind::bail);
  return (value >> (std::bit_width(value) - 2) & 1) != 0;
}

// The axis within that head or tail (++mas). Refuses 0 and 1.
inline Noun rest_of_axis(Arena& arena, Noun axis) {
  if (!axis.is_direct()) return axis_detail::rest_big(arena, axis);
  const uint64_t value = axis.direct_value();
  if (value < 2) refuse(ErrorKind::bail);
  const uint64_t top = uint64_t{1} << (std::bit_width(value) - 2);
  return Noun::direct((value & (top - 1)) | top);
}

// The way down to an axis, a step at a time. Walking takes no memory, where ++mas of a deep axis is another atom for
// each step.
class AxisWalk {
 public:
  // Refuses 0, which leads nowhere.
  explicit AxisWalk(Noun axis) : axis_(axis), left_(bit_length(axis)) {
    if (left_-- == 0) refuse(ErrorKind::bail);
  }

  // Whether the walk is at the part that the axis addresses.
  bool done() const { return left_ == 0; }
  // Whether the next step goes into the tail. Not when done.
  bool tail() const {
    GALENA_CHECK(!done());
    if (!axis_.is_direct()) return axis_detail::bit_big(axis_, left_ - 1);
    return (axis_.direct_value() >> (left_ - 1) & 1) != 0;
  }
  // Takes that step.
  void down() {
    GALENA_CHECK(!done());
    --left_;
  }
  // What is left of the axis.
  Noun rest(Arena& arena) const {
    if (!axis_.is_direct()) return axis_detail::low_big(arena, axis_, left_);
    const uint64_t top = uint64_t{1} << left_;
    return Noun::direct((axis_.direct_value() & (top - 1)) | top);
  }

 private:
  Noun axis_;
  uint64_t left_;
};

// A part met on a way down whose axis is made only when it is asked for: `tails` tails below `axis` within `outer`.
struct AxisOnDemand {
  const AxisOnDemand* outer = nullptr;
  Noun axis = kAxis1;
  uint64_t tails = 0;

  Noun get(Arena& arena) const;
};

// The axis one level up: of the cell that has this part as head or tail. 0 and 1 give 0.
Noun parent_axis(Arena& arena, Noun axis);

// The axis of the other half of that cell.
Noun sibling_axis(Arena& arena, Noun axis);

// Whether what lies at `inner` is a proper part of what lies at `outer`.
bool axis_contains(Arena& arena, Noun outer, Noun inner);

// Numeric order of atoms.
bool axis_less(Noun a, Noun b);

// The atom plus one.
Noun increment(Arena& arena, Noun atom);

}  // namespace galena::hoon
