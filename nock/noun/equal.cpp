#include "nock/noun/equal.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "nock/base/given_back.h"
#include "nock/base/limits.h"
#include "nock/base/worklist.h"

namespace galena {

// Union-find over the words of pointer nouns. Members of a class are equal, or will be if the walk under way ends
// without finding a difference.
//
// Merging before the children are compared is sound, even for the *first* difference: a pair that is still open has
// larger nouns on both sides than any pair inside of it, so no chain of open pairs can connect two nouns inside of it.
class Equality::Classes {
 public:
  bool same(Noun a, Noun b) {
    const uint32_t x = find(a), y = find(b);
    return x != kAbsent && y != kAbsent && root(x) == root(y);
  }

  void clear() {
    slots_.clear();
    parents_.clear();
  }

  void merge(Noun a, Noun b) {
    const uint32_t x = root(insert(a)), y = root(insert(b));
    if (x == y) return;
    // By size, so that chains stay short.
    if (parents_[x].size < parents_[y].size) {
      parents_[x].up = y;
      parents_[y].size += parents_[x].size;
    } else {
      parents_[y].up = x;
      parents_[x].size += parents_[y].size;
    }
  }

  // Whether a matched pair should be remembered: one in eight, at random. A pair is then walked about eight times
  // before it is, which keeps the bound and makes the tables small.
  bool wants_pair() {
    random_ ^= random_ << 13;
    random_ ^= random_ >> 7;
    random_ ^= random_ << 17;
    return (random_ & 7) == 0;
  }

 private:
  static constexpr uint32_t kAbsent = UINT32_MAX;
  struct Slot {
    uint64_t word;  // 0: empty; only pointers are entered
    uint32_t index;
  };
  struct Parent {
    uint32_t up;
    uint32_t size;
  };

  size_t slot_of(uint64_t word) const { return word * 0x9e3779b97f4a7c15u >> shift_; }
  uint32_t find(Noun noun) const {
    if (slots_.empty()) return kAbsent;
    for (size_t i = slot_of(noun.word());; i = (i + 1) & (slots_.size() - 1)) {
      if (slots_[i].word == noun.word()) return slots_[i].index;
      if (slots_[i].word == 0) return kAbsent;
    }
  }
  uint32_t insert(Noun noun) {
    GALENA_CHECK(noun.is_pointer());
    if (const uint32_t found = find(noun); found != kAbsent) return found;
    if (parents_.size() * 2 >= slots_.size()) grow();
    const auto index = static_cast<uint32_t>(parents_.size());
    if (index == kAbsent) throw OutOfMemory{};
    place({noun.word(), index});
    parents_.push_back({index, 1});
    return index;
  }
  void place(Slot slot) {
    size_t i = slot_of(slot.word);
    while (slots_[i].word != 0) i = (i + 1) & (slots_.size() - 1);
    slots_[i] = slot;
  }
  void grow() {
    Scratch<Slot> old(slots_.empty() ? 256 : slots_.size() * 2, Slot{0, 0});
    old.swap(slots_);
    shift_ = 64 - std::countr_zero(slots_.size());
    for (const Slot& slot : old) {
      if (slot.word != 0) place(slot);
    }
  }
  uint32_t root(uint32_t x) {
    while (parents_[x].up != x) x = parents_[x].up = parents_[parents_[x].up].up;
    return x;
  }

  Scratch<Slot> slots_;
  Scratch<Parent> parents_;
  int shift_ = 0;
  uint64_t random_ = 0x2545f4914f6cdd1d;
};

namespace {

// A walk alternates between plain steps, which are ten times as fast, and remembering: it goes back to plain steps when
// fewer than one in kSharing of kRemembered steps met what was matched before. Such a stretch has merged many classes,
// at least a part of it in proportion to all the steps since the one before, so that the sum stays linear in the
// distinct cells.
constexpr size_t kPlainSteps = size_t{1} << 16;
constexpr size_t kRemembered = size_t{1} << 12;
constexpr size_t kSharing = 16;
// For one who compares many nouns the tables are there already.
constexpr size_t kPlainStepsOfMany = 32;
// A walk that unifies and comes to this many steps begins again, with what is remembered of long ones.
constexpr size_t kBriefSteps = size_t{1} << 11;
// How deep the pairs lie that are remembered of those.
constexpr unsigned kKnownDepth = 6;
// Atoms from this many limbs on are always remembered: looking them up is quicker than comparing them again.
constexpr size_t kLargeAtom = 512;

enum class Look { for_equality, for_difference };

bool limbs_equal(const Indirect* x, const Indirect* y) {
  return x->size() == y->size() && std::memcmp(x->limbs, y->limbs, size_t{x->size()} * 8) == 0;
}

bool take_over(const Heap& heap, Cell* cell, Noun& child, Noun other) {
  const Noun owner = Noun::from(cell);
  GALENA_CHECK(other.is_cell() == child.is_cell() && other.is_pointer());
  const bool allowed =
      heap.in_nursery(owner) ? heap.in_nursery(other) || heap.in_old(other) : heap.in_old(owner) && heap.in_old(other);
  if (allowed) child = other;
  return allowed;
}

// The children `member` of p and q are equal: lets one cell take over the other's.
void unify(const Heap& heap, Cell* p, Cell* q, Noun Cell::* member) {
  Noun &x = p->*member, &y = q->*member;
  if (x == y) return;
  // The copy to keep: the one that lives longer, else the one that was there first.
  const bool x_old = heap.in_old(x), y_old = heap.in_old(y);
  const bool keep_x = x_old != y_old ? x_old : x.word() < y.word();
  if (keep_x) {
    if (!take_over(heap, q, y, x)) take_over(heap, p, x, y);
  } else {
    if (!take_over(heap, p, x, y)) take_over(heap, q, y, x);
  }
}

// One side-by-side walk.
template <Look kLook, bool kUnify>
class Walk {
 public:
  Walk(Heap* heap, Equality::Classes* classes, size_t plain_steps, bool is_brief = false)
      : heap_(heap), classes_(classes), steps_left_(plain_steps), granted_(plain_steps), is_brief_(is_brief) {}

  // Whether it was brief, and has ended before it was known whether the two are equal.
  bool gave_up() const { return gave_up_; }
  size_t steps() const { return granted_ - steps_left_ + remembered_; }

  // Both none: equal. Otherwise, for_difference: the first difference; for_equality: some difference.
  Difference run(Noun a, Noun b) {
    const Noun root_a = a, root_b = b;
    for (;;) {
      // Down along the tails, as long as they have to be walked.
      Verdict verdict;
      while ((verdict = judge(a, b)) == Verdict::open) {
        Cell *p = a.cell(), *q = b.cell();
        const Verdict heads = judge_leaves(p->head, q->head);
        if (heads == Verdict::open) {
          pending_.push({p, q});
          a = p->head;
          b = q->head;
        } else if (heads == Verdict::differ) {
          return {p->head, q->head};
        } else {
          if constexpr (kUnify) share(p, q, &Cell::head);
          a = p->tail;
          b = q->tail;
        }
      }
      if (verdict == Verdict::differ) return {a, b};
      if (pending_.empty()) break;
      const Pair pair = pending_.pop();
      if constexpr (kUnify) share(pair.p, pair.q, &Cell::head);
      a = pair.p->tail;
      b = pair.q->tail;
    }
    if constexpr (kUnify) {
      if (root_a.is_cell() && root_a != root_b) {
        share(root_a.cell(), root_b.cell(), &Cell::head);
        share(root_a.cell(), root_b.cell(), &Cell::tail);
      }
    }
    return {};
  }

 private:
  enum class Verdict { same, differ, open };
  struct Pair {
    Cell* p;
    Cell* q;
  };

  // What can be said without walking and without looking up: `open` for two cells that may be equal.
  Verdict judge_leaves(Noun a, Noun b) {
    if (a == b) return Verdict::same;
    // The low two bits tell direct (x0) from cell (01) from large atom (11).
    if (a.is_direct() || b.is_direct() || a.is_cell() != b.is_cell()) return Verdict::differ;
    if (a.is_indirect()) return judge_large(a, b);
    if constexpr (kLook == Look::for_equality) {
      if (mugs_differ(a.cell()->header, b.cell()->header)) return Verdict::differ;
    }
    return Verdict::open;
  }
  Verdict judge(Noun a, Noun b) {
    const Verdict verdict = judge_leaves(a, b);
    if (verdict != Verdict::open) return verdict;
    if (steps_left_ > 0) [[likely]] {
      --steps_left_;
      return Verdict::open;
    }
    return judge_remembered(a, b);
  }
  [[gnu::noinline]] Verdict judge_remembered(Noun a, Noun b) {
    if (is_brief_) {
      gave_up_ = true;
      return Verdict::differ;
    }
    ++remembered_;
    if (++looked_ == kRemembered) {
      poll();
      if (met_ * kSharing < looked_) granted_ += steps_left_ = kPlainSteps;
      looked_ = met_ = 0;
    }
    if (classes().same(a, b)) {
      ++met_;
      return Verdict::same;
    }
    if (classes().wants_pair()) classes().merge(a, b);
    return Verdict::open;
  }
  [[gnu::noinline]] Verdict judge_large(Noun a, Noun b) {
    const Indirect *x = a.indirect(), *y = b.indirect();
    if (mugs_differ(x->header, y->header)) return Verdict::differ;
    const bool large = x->size() >= kLargeAtom;
    if (large && classes().same(a, b)) return Verdict::same;
    if (!limbs_equal(x, y)) return Verdict::differ;
    if (large) classes().merge(a, b);
    return Verdict::same;
  }
  Equality::Classes& classes() {
    if (classes_ == nullptr) {
      own_classes_ = std::make_unique<Equality::Classes>();
      classes_ = own_classes_.get();
    }
    return *classes_;
  }
  static bool mugs_differ(const Header& x, const Header& y) { return x.mug != y.mug && x.mug != 0 && y.mug != 0; }

  void share(Cell* p, Cell* q, Noun Cell::* member) { unify(*heap_, p, q, member); }

  Worklist<Pair> pending_;  // cells whose heads are being compared and whose tails come next
  Heap* heap_;
  Equality::Classes* classes_;
  std::unique_ptr<Equality::Classes> own_classes_;
  size_t steps_left_;  // plain ones
  size_t granted_;     // plain ones in all
  size_t remembered_ = 0;
  size_t looked_ = 0;  // since then: steps, and those of them that met a pair known to match
  size_t met_ = 0;
  bool is_brief_, gave_up_ = false;
};

// Pairs of nouns outside of every heap that were found equal by long walks. Neither can take over the other, so that
// the copies stay two for as long as they live, and the types in a state that was mapped from a file are compared with
// those that the compiler makes at every event: 40 ms of each event, after a start. Such nouns do not move, and are
// what they were while no memory was given back. Who unifies has no nouns of other heaps, which would move.
class KnownPairs {
 public:
  bool has(Noun a, Noun b) {
    order(a, b);
    const Pair& pair = place(a, b);
    return pair.a == a.word() && pair.b == b.word() && given_back_ == times_given_back();
  }
  void add(Noun a, Noun b) {
    order(a, b);
    if (const uint64_t now = times_given_back(); given_back_ != now) {
      pairs_ = {};
      given_back_ = now;
    }
    place(a, b) = {a.word(), b.word()};
  }

 private:
  struct Pair {
    uint64_t a, b;  // words, the lower one first; 0: none
  };
  static constexpr size_t kPairs = 4096;
  static void order(Noun& a, Noun& b) {
    if (b.word() < a.word()) std::swap(a, b);
  }
  Pair& place(Noun a, Noun b) {
    const uint64_t mixed = (a.word() ^ std::rotl(b.word(), 29)) * 0x9e3779b97f4a7c15u;
    return pairs_[mixed >> (64 - std::countr_zero(kPairs))];
  }

  std::array<Pair, kPairs> pairs_{};
  uint64_t given_back_ = 0;
};
thread_local KnownPairs t_known_pairs;

// The same as a walk, for nouns that are large and mostly equal: the pairs near the top are looked at by themselves.
class LongWalk {
 public:
  explicit LongWalk(Heap& heap) : heap_(heap) {}

  bool run(Noun a, Noun b, unsigned depth = kKnownDepth) {
    if (a == b) return true;
    if (!a.is_cell() || !b.is_cell()) return a.is_atom() && b.is_atom() && atom_equal(a, b);
    Cell *p = a.cell(), *q = b.cell();
    if (p->header.mug != q->header.mug && p->header.mug != 0 && q->header.mug != 0) return false;
    const bool lasting = is_lasting(a) && is_lasting(b);
    if (lasting && t_known_pairs.has(a, b)) return true;
    // What is shared on both sides is met again.
    if (classes_.same(a, b)) return true;
    const size_t before = steps_;
    if (depth == 0) {
      // Without tables for as long as one walk goes without them.
      Walk<Look::for_equality, true> walk(&heap_, &classes_, std::max(kPlainSteps, steps_) - steps_);
      const bool equals = walk.run(a, b).a.is_none();
      steps_ += walk.steps();
      if (!equals) return false;
    } else {
      if (!run(p->head, q->head, depth - 1)) return false;
      unify(heap_, p, q, &Cell::head);
      if (!run(p->tail, q->tail, depth - 1)) return false;
      unify(heap_, p, q, &Cell::tail);
    }
    classes_.merge(a, b);
    if (lasting && steps_ - before >= kWorthKnowing) t_known_pairs.add(a, b);
    return true;
  }

 private:
  static constexpr size_t kWorthKnowing = 256;
  bool is_lasting(Noun noun) const { return !heap_.in_nursery(noun) && !heap_.in_old(noun); }

  Heap& heap_;
  Equality::Classes classes_;
  size_t steps_ = 0;
};

}  // namespace

bool atom_equal(Noun a, Noun b) {
  GALENA_CHECK(a.is_atom() && b.is_atom());
  return a == b || (a.is_indirect() && b.is_indirect() && limbs_equal(a.indirect(), b.indirect()));
}

bool atom_less(Noun a, Noun b) {
  GALENA_CHECK(a.is_atom() && b.is_atom());
  if (a.is_direct() || b.is_direct()) {
    return a.is_direct() && (b.is_indirect() || a.direct_value() < b.direct_value());
  }
  const Indirect *x = a.indirect(), *y = b.indirect();
  if (x->size() != y->size()) return x->size() < y->size();
  for (size_t i = x->size(); i-- > 0;) {
    if (x->limbs[i] != y->limbs[i]) return x->limbs[i] < y->limbs[i];
  }
  return false;
}

bool equal(Noun a, Noun b) {
  if (a == b) return true;
  if (a.is_atom() || b.is_atom()) return a.is_atom() && b.is_atom() && atom_equal(a, b);
  const bool equals = Walk<Look::for_equality, false>(nullptr, nullptr, kPlainSteps).run(a, b).a.is_none();
  // Of a walk that looks at no mugs.
  GALENA_CHECK(!GALENA_NOW_AND_THEN(64) || equals == first_difference(a, b).a.is_none());
  return equals;
}

bool equal(Heap& heap, Noun a, Noun b) {
  if (a == b) return true;
  if (a.is_atom() || b.is_atom()) return a.is_atom() && b.is_atom() && atom_equal(a, b);
  Walk<Look::for_equality, true> brief(&heap, nullptr, kBriefSteps, true);
  bool equals = brief.run(a, b).a.is_none();
  if (brief.gave_up()) equals = LongWalk(heap).run(a, b);
  GALENA_CHECK(!GALENA_NOW_AND_THEN(64) || equals == first_difference(a, b).a.is_none());
  return equals;
}

Difference first_difference(Noun a, Noun b) {
  const Difference difference = Walk<Look::for_difference, false>(nullptr, nullptr, kPlainSteps).run(a, b);
  GALENA_CHECK(difference.a.is_none() ? difference.b.is_none() : difference.a.is_atom() || difference.b.is_atom());
  return difference;
}

Equality::Equality() : classes_(std::make_unique<Classes>()) {}
Equality::~Equality() = default;

bool Equality::operator()(Noun a, Noun b) {
  Walk<Look::for_equality, false> walk(nullptr, classes_.get(), kPlainStepsOfMany);
  const bool result = walk.run(a, b).a.is_none();
  steps_ += walk.steps() + 1;
  // What was merged on the way to a difference was merged in error. Mugs make this rare.
  if (!result) classes_->clear();
  return result;
}

}  // namespace galena
