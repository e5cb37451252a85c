// One run of ++nest: whether a type fits where another is needed.
//
// Types recurse through holds, so the question is coinductive: a pair that is met again inside its own answer is taken
// to nest. A hold that unfolds to nothing but itself is the other case: as the needed type it fits nothing, as the
// found type it fits everything, being empty.
//
// To remember answers for good, each must be known not to rest on such an assumption, or only on ones that have been
// discharged. Assumptions are numbered as they are made, like the depth of a stack. A comparison reports the lowest
// number that it used; when that is not below its own starting depth, its answer stands by itself:
//  - A yes stands if it used no pair assumed outside. A yes that did is kept on probation for as long as those
//    assumptions last: remembered for good when the comparison that made the lowest of them ends in yes, dropped when
//    some comparison around it ends in no. When a comparison ends in yes that itself used pairs assumed outside, what
//    is on probation for an assumption of its own is so for those from then on.
//  - A no stands if it did not use the rule about the needed type outside. Optimism about pairs cannot make a no.
#pragma once

#include <vector>

#include "hoon/type/ut.h"

namespace galena::hoon {

class Nesting {
 public:
  explicit Nesting(Ut& ut) : ut_(ut) {}

  // Refuses instead of answering no, if `tell`.
  bool run(bool tell, Noun sut, Noun ref);
  // The answer computed anew, of what lies inside as it is known.
  bool again(Noun sut, Noun ref);

  // Gives up everything that is assumed, after a refusal.
  void clear();
  bool is_clear() const {
    return assumed_.empty() && depth_ == 0 && low_yes_ == kNothing && low_no_ == kNothing && probation_.empty() &&
           probation_list_.empty();
  }

 private:
  // Holds being unfolded on one side since the last cell, with the number of the assumption.
  struct Unfolding {
    Noun hold;
    uint32_t number;
    const Unfolding* outer;
    uint32_t length = outer == nullptr ? 1 : outer->length + 1;
  };
  // Holds that lead to nothing but other holds, one after the other. Real types have a few; more are taken to be
  // without end.
  static constexpr uint32_t kLongest = 1000;
  struct Guards {
    const Unfolding* sut;
    const Unfolding* ref;
  };
  struct Trusted {
    Key<2> pair;
    uint32_t low;
  };

  static constexpr uint32_t kNothing = UINT32_MAX;

  bool compare(bool tell, Noun sut, Noun ref, Guards guards);
  bool decide(bool tell, Noun sut, Noun ref, Guards guards);
  bool decide_core(bool tell, Noun sut, Noun ref, Guards guards);
  bool by_reference(bool tell, Noun sut, Noun ref, Guards guards);
  bool variance_fits(bool tell, Noun sut, Noun ref, Noun need, Noun have, Guards guards);
  bool same_chapters(bool tell, Noun sut, Noun ref, Noun dom, Noun vim, Guards guards);
  bool same_arms(bool tell, Noun sut, Noun ref, Noun dab, Noun hem, Guards guards);
  bool mutual(bool tell, Noun a, Noun b, Guards guards);
  // What `ask(number)` says while the pair is taken to nest, under that number; yes where it is taken to already.
  template <class Ask>
  bool assuming(Noun sut, Noun ref, Ask ask);
  static const Unfolding* find(const Unfolding* list, Noun hold);

  Ut& ut_;
  Memo<2, uint32_t> assumed_;  // pairs taken to nest, and their numbers
  uint32_t depth_ = 0;         // numbers given out on the way here
  uint32_t low_yes_ = kNothing;
  uint32_t low_no_ = kNothing;
  Memo<2, uint32_t> probation_;
  std::vector<Trusted> probation_list_;
};

}  // namespace galena::hoon
