// The cases of a large fork by what lies at an axis in each, so that a switch over them does not look at all that are
// left at every step.
//
// A switch of n cases narrows a fork n times by a constant, which takes a case out of it each time. The fork that is
// left is a subset of the first one: so the first is indexed, once, and what is left is told by membership.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <memory>

#include "hoon/type/types.h"

namespace galena::hoon {

// Forks of fewer cases are looked through. With as many it costs the same either way.
inline constexpr size_t kLargeFork = 64;

class CaseIndex {
 public:
  // `axis` leads from a case to the part that counts.
  CaseIndex(Noun fork, Noun axis);

  // The cases whose part is not any constant, in order: those that a constant may do anything to.
  const Items& others() const { return others_; }
  // The cases whose part is the constant `unit`, [~ value], in order.
  const Items& with_constant(Noun unit) const;

  // Whether the type at the axis of the fork is the fork of the parts, for the fork and for what is left of it.
  bool is_plain() const { return plain_; }
  // The part of a case, where that is so.
  Noun part(Noun item) const { return part_.at(item.word()); }
  // The cases with that part.
  const Items& with_part(Noun part) const { return with_part_.at(part.word()); }

 private:
  using Table = boost::unordered_flat_map<uint64_t, Items>;
  boost::unordered_flat_map<uint64_t, Noun> part_;
  Table with_part_, with_constant_;
  Items others_;
  bool plain_ = true;
};

// Forks that are what is left of others, and the indices of those.
class Cases {
 public:
  explicit Cases(Arena& arena) : arena_(arena) {}

  // Whether `fork` is known to be left of another.
  bool is_left(Noun fork) const { return left_.contains(Key<1>{{fork.word()}}); }
  // Whether it pays to ask for the index of a fork.
  bool is_large(Noun fork) const;
  // The index of the origin of `fork`. Valid for as long as this.
  const CaseIndex& index(Noun fork, Noun axis);
  // `fork` without the cases `gone`: types_.fork of what is left, which is known to be left of it.
  Noun without(Noun fork, const Items& gone);
  // The fork of the parts at `axis` of the cases of `fork`, which is left of another; none() where they have to be
  // looked at to know.
  Noun parts(Noun fork, Noun axis);

 private:
  Noun origin(Noun fork) const;
  struct Left {
    Noun origin, before;
    Items gone;
  };
  Noun type_of(Noun set) const;
  Noun parts_one_by_one(Noun fork, Noun axis) const;

  Arena& arena_;
  Memo<1, Left> left_;
  Memo<2, std::unique_ptr<CaseIndex>> indices_;  // by the origin and the axis
  Memo<2, Noun> parts_;                          // by the fork and the axis: sets
};

}  // namespace galena::hoon
