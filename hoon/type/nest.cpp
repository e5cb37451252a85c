// Whether one type fits another (nest), and whether two types have nothing in common (miss).
#include "hoon/type/nesting.h"

namespace galena::hoon {
namespace {

bool is_simple(uint64_t kind) {
  return kind == "noun"_w || kind == "void"_w || kind == "atom"_w;
}

}  // namespace

void Nesting::clear() {
  assumed_.clear();
  depth_ = 0;
  low_yes_ = low_no_ = kNothing;
  probation_.clear();
  probation_list_.clear();
}

bool Nesting::run(bool tell, Noun sut, Noun ref) {
  GALENA_CHECK(is_clear());
  const bool fits = compare(tell, sut, ref, {nullptr, nullptr});
  low_yes_ = low_no_ = kNothing;
  GALENA_CHECK(is_clear());
  return fits;
}

bool Nesting::again(Noun sut, Noun ref) {
  return decide(false, sut, ref, {nullptr, nullptr});
}

const Nesting::Unfolding* Nesting::find(const Unfolding* list, Noun hold) {
  for (; list != nullptr; list = list->outer) {
    if (list->hold == hold) return list;
  }
  return nullptr;
}

bool Nesting::compare(bool tell, Noun sut, Noun ref, Guards guards) {
  if (sut == ref) return true;
  ut_.check();
  bool fits;
  if (is_simple(kind_of(sut)) && is_simple(kind_of(ref))) {
    const bool known = tell && ut_.nest_memo_.find(key(sut, ref)) != nullptr;
    fits = decide(tell, sut, ref, guards);
    if (known) return fits;
    if (!fits && !tell) ut_.nest_memo_.add(key(sut, ref), false);
  } else {
    const Key<2> pair = key(sut, ref);
    if (const bool* known = ut_.nest_memo_.find(pair)) return *known;
    if (const auto it = probation_.find(pair); it != probation_.end()) {
      GALENA_CHECK(it->second < depth_);
      low_yes_ = std::min(low_yes_, it->second);
      return true;
    }
    const Asking::Scope asked(ut_.asking_);
    const uint32_t start = depth_;
    const size_t trusted = probation_list_.size();
    const uint32_t outer_yes = std::exchange(low_yes_, kNothing);
    const uint32_t outer_no = std::exchange(low_no_, kNothing);
    fits = decide(tell, sut, ref, guards);
    const bool final = ut_.fan_low_ == Ut::kFanFree;
    GALENA_CHECK(depth_ == start && probation_.size() == probation_list_.size() && trusted <= probation_list_.size());
    if (fits) {
      if (low_yes_ >= start) {
        low_yes_ = kNothing;
        if (final) ut_.nest_memo_.add(pair, true, asked.id());
        for (size_t i = trusted; i < probation_list_.size(); ++i) {
          const Trusted& t = probation_list_[i];
          probation_.erase(t.pair);
          if (final) ut_.nest_memo_.add(t.pair, true);
        }
        probation_list_.resize(trusted);
      } else {
        // What rests on an assumption that was made here rests from now on on what that rests on. The pair may be among
        // it: met again inside of itself.
        for (size_t i = trusted; i < probation_list_.size(); ++i) {
          Trusted& t = probation_list_[i];
          if (t.low >= start) probation_[t.pair] = t.low = low_yes_;
        }
        if (probation_.emplace(pair, low_yes_).second) probation_list_.push_back({pair, low_yes_});
      }
    } else {
      if (low_no_ >= start) {
        low_no_ = kNothing;
        if (final) ut_.nest_memo_.add(pair, false);
      }
      for (size_t i = trusted; i < probation_list_.size(); ++i) probation_.erase(probation_list_[i].pair);
      probation_list_.resize(trusted);
    }
    low_yes_ = std::min(low_yes_, outer_yes);
    low_no_ = std::min(low_no_, outer_no);
  }
  if (!fits && tell) {
    throw CompileError{ErrorKind::nest_fail, kNull, kNull, {{ErrorKind::have, ref}, {ErrorKind::need, sut}}};
  }
  return fits;
}

template <class Ask>
bool Nesting::assuming(Noun sut, Noun ref, Ask ask) {
  const Key<2> pair = key(sut, ref);
  if (const auto it = assumed_.find(pair); it != assumed_.end()) {
    low_yes_ = std::min(low_yes_, it->second);
    return true;
  }
  const uint32_t number = depth_++;
  assumed_.emplace(pair, number);
  GALENA_CHECK(assumed_.size() == depth_);
  const bool fits = ask(number);
  assumed_.erase(pair);
  --depth_;
  GALENA_CHECK(depth_ == number && assumed_.size() == depth_);
  return fits;
}

bool Nesting::decide(bool tell, Noun sut, Noun ref, Guards guards) {
  const uint64_t have = kind_of(ref);
  switch (kind_of(sut)) {
    case "void"_w:
      return by_reference(tell, sut, ref, guards);
    case "noun"_w:
      return true;
    case "atom"_w: {
      if (have != "atom"_w) return by_reference(tell, sut, ref, guards);
      const Noun constant = q_of(sut);
      return auras_fit(p_of(sut), p_of(ref)) && (constant.is_atom() || constant == q_of(ref));
    }
    case "cell"_w:
      if (have != "cell"_w) return by_reference(tell, sut, ref, guards);
      return compare(tell, p_of(sut), p_of(ref), {nullptr, nullptr}) &&
             compare(tell, q_of(sut), q_of(ref), {nullptr, nullptr});
    case "core"_w:
      if (have != "core"_w) return by_reference(tell, sut, ref, guards);
      return decide_core(tell, sut, ref, guards);
    case "face"_w:
    case "hint"_w:
      return compare(tell, q_of(sut), ref, guards);
    case "fork"_w:
      if (have != "atom"_w && have != "noun"_w && have != "cell"_w && have != "core"_w) {
        return by_reference(tell, sut, ref, guards);
      }
      for (const Noun type : cases_of(sut)) {
        if (compare(false, type, ref, guards)) return true;
      }
      return false;
    case "hold"_w: {
      if (const Unfolding* u = find(guards.sut, sut)) {
        low_no_ = std::min(low_no_, u->number);
        return false;
      }
      return assuming(sut, ref, [&](uint32_t number) {
        const Unfolding here{sut, number, guards.sut};
        if (here.length > kLongest) refuse(ErrorKind::hold_loop);
        return compare(tell, ut_.repo(sut), ref, {&here, guards.ref});
      });
    }
    default:
      refuse(ErrorKind::malformed);
  }
}

// The needed type cannot be told from the found one as it is: unfold the found one.
bool Nesting::by_reference(bool tell, Noun sut, Noun ref, Guards guards) {
  switch (kind_of(ref)) {
    case "noun"_w:
    case "atom"_w:
    case "cell"_w:
      return false;
    case "void"_w:
      return true;
    case "core"_w:
      return compare(tell, sut, ut_.repo(ref), guards);
    case "face"_w:
    case "hint"_w:
      return compare(tell, sut, q_of(ref), guards);
    case "fork"_w:
      for (const Noun type : cases_of(ref)) {
        if (!compare(tell, sut, type, guards)) return false;
      }
      return true;
    case "hold"_w: {
      if (const Unfolding* u = find(guards.ref, ref)) {
        low_yes_ = std::min(low_yes_, u->number);
        return true;
      }
      return assuming(sut, ref, [&](uint32_t number) {
        const Unfolding here{ref, number, guards.ref};
        if (here.length > kLongest) refuse(ErrorKind::hold_loop);
        return compare(tell, sut, ut_.repo(ref), {guards.sut, &here});
      });
    }
    default:
      refuse(ErrorKind::malformed);
  }
}

bool Nesting::mutual(bool tell, Noun a, Noun b, Guards guards) {
  return compare(tell, a, b, guards) && compare(tell, b, a, guards);
}

bool Nesting::decide_core(bool tell, Noun sut, Noun ref, Guards guards) {
  const CoreParts need(sut);
  const CoreParts have(ref);
  if (need.coil == have.coil) return compare(tell, need.payload, have.payload, guards);
  if (need.polarity != have.polarity) return false;
  if (!mutual(tell, need.context, need.payload, guards)) return false;
  if (!compare(tell, have.context, have.payload, guards)) return false;
  if (!variance_fits(tell, need.context, have.context, need.variance, have.variance, guards)) return false;
  if (need.polarity == "wet"_n) return need.chapters == have.chapters;
  return assuming(sut, ref, [&](uint32_t) {
    const Noun need_home = ut_.types_.recast(need, need.context, "gold"_n);
    const Noun have_home = ut_.types_.recast(have, have.context, "gold"_n);
    return same_chapters(tell, need_home, have_home, need.chapters, have.chapters, guards);
  });
}

bool Nesting::variance_fits(bool tell, Noun sut, Noun ref, Noun need, Noun have, Guards guards) {
  if (need != have && need != "lead"_n && have != "gold"_n) return false;
  switch (need.word()) {
    case "lead"_w:
      return true;
    case "gold"_w:
      return mutual(tell, sut, ref, guards);
    case "iron"_w: {
      const Noun sample = ut_.peek(Way::rite, ref, kAxis2);
      return compare(tell, sample, ut_.peek(Way::rite, sut, kAxis2), guards);
    }
    default: {
      const Noun sample = ut_.peek(Way::read, sut, kAxis2);
      return compare(tell, sample, ut_.peek(Way::read, ref, kAxis2), guards);
    }
  }
}

bool Nesting::same_chapters(bool tell, Noun sut, Noun ref, Noun dom, Noun vim, Guards guards) {
  if (dom.is_atom() || vim.is_atom()) return dom == vim;
  ut_.check();
  const Noun need = treap_node(dom);
  const Noun have = treap_node(vim);
  return need.head() == have.head() && same_chapters(tell, sut, ref, treap_left(dom), treap_left(vim), guards) &&
         same_chapters(tell, sut, ref, treap_right(dom), treap_right(vim), guards) &&
         same_arms(tell, sut, ref, arms_of(ut_.kelvin(), need), arms_of(ut_.kelvin(), have), guards);
}

bool Nesting::same_arms(bool tell, Noun sut, Noun ref, Noun dab, Noun hem, Guards guards) {
  if (dab.is_atom() || hem.is_atom()) return dab == hem;
  ut_.check();
  const Noun need = treap_node(dab);
  const Noun have = treap_node(hem);
  if (need.head() != have.head()) return false;
  if (!same_arms(tell, sut, ref, treap_left(dab), treap_left(hem), guards)) return false;
  if (!same_arms(tell, sut, ref, treap_right(dab), treap_right(hem), guards)) return false;
  const Noun need_type = ut_.play(sut, need.tail());
  return compare(tell, need_type, ut_.play(ref, have.tail()), guards);
}

namespace {

// Tuples of more than this are compared piece by piece: the stack that each item takes is what is to be saved.
constexpr size_t kPiece = 256;

// Whether a type is a tuple of more than a piece.
bool is_long(Noun type) {
  size_t items = 0;
  for (; type.is_cell() && type.head() == "cell"_n && items <= kPiece; type = q_of(type)) ++items;
  return items > kPiece;
}

}  // namespace

// What a tail must be where a tuple must be of the type `sut`: of a list, the list. None where it is no such type.
Noun Ut::tail_needed(Noun sut) {
  for (size_t steps = 0; steps < kPiece && sut.is_cell(); ++steps) {
    switch (kind_of(sut)) {
      case "face"_w:
      case "hint"_w:
      case "hold"_w:
        sut = repo(sut);
        break;
      case "fork"_w: {
        Noun only = Noun::none();
        for (const Noun type : cases_of(sut)) {
          if (kind_of(type) != "cell"_w) continue;
          if (!only.is_none()) return Noun::none();
          only = type;
        }
        if (only.is_none()) return only;
        sut = only;
        break;
      }
      case "cell"_w:
        return q_of(sut);
      default:
        return Noun::none();
    }
  }
  return Noun::none();
}

// A long tuple, such as a text that is written out, where a list must be: its last items are asked about first, so that
// no question lies deep inside of another. That changes no answer: each is one that would be asked.
void Ut::nest_tails(Noun sut, Noun ref) {
  // What refuses here is asked again, and refused, where it belongs; until then nothing has happened.
  const Memo<1, uint32_t> fan = fan_;
  const uint32_t low = std::exchange(fan_low_, kFanFree);
  const size_t depth = nesting_depth_;
  try {
    const Noun need = tail_needed(sut);
    if (!need.is_none() && tail_needed(need) == need) {
      std::vector<Noun> pieces;
      size_t items = 0;
      for (Noun rest = q_of(ref); rest.is_cell() && rest.head() == "cell"_n; rest = q_of(rest)) {
        if (items++ % kPiece == 0) pieces.push_back(rest);
      }
      while (!pieces.empty() && Nesting(*this).run(false, need, pieces.back())) pieces.pop_back();
    }
  } catch (const CompileError& error) {
    if (is_limit(error.kind)) throw;
    fan_ = fan;
    while (nesting_depth_ > depth) nestings_[--nesting_depth_]->clear();
  }
  fan_low_ = std::min(low, fan_low_);
}

bool Ut::nest(bool tell, Noun sut, Noun ref) {
  if (sut == ref || sut == kNoun) return true;
  if (const bool* known = nest_memo_.find(key(sut, ref))) {
    if (kChecks && GALENA_NOW_AND_THEN(1000)) {
      const bool fits = *known;
      GALENA_CHECK(comes_to(fits, [&] { return Nesting(*this).again(sut, ref); }));
      return fits;
    }
    return *known;
  }
  if (is_long(ref)) nest_tails(sut, ref);
  if (nesting_depth_ == nestings_.size()) nestings_.push_back(std::make_unique<Nesting>(*this));
  Nesting& nesting = *nestings_[nesting_depth_++];
  const uint32_t outer = std::exchange(fan_low_, kFanFree);
  const bool fits = nesting.run(tell, sut, ref);
  fan_low_ = std::min(outer, fan_low_);
  --nesting_depth_;
  return fits;
}

bool Ut::nest(Noun sut, Noun ref) {
  return nest(false, sut, ref);
}

void Ut::need_nest(Noun sut, Noun ref) {
  bool fits;
  try {
    fits = nest(true, sut, ref);
  } catch (CompileError& error) {
    // Of the types that were compared, the frames show the parts that do not fit.
    if (error.kind == ErrorKind::nest_fail && error.a == kNull) {
      error.a = sut;
      error.b = ref;
    }
    throw;
  }
  if (!fits) throw CompileError{ErrorKind::nest_fail, sut, ref, {{ErrorKind::have, ref}, {ErrorKind::need, sut}}};
}

// ---- disjoint types ----

namespace {

class Missing {
 public:
  explicit Missing(Ut& ut) : ut_(ut) {}

  bool compare(Noun sut, Noun ref, const HeldPair* held) {
    ut_.check();
    if (sut == ref) return ut_.nest(kVoid, sut);
    switch (kind_of(sut)) {
      case "void"_w:
        return true;
      case "noun"_w:
        return ut_.nest(kVoid, ref);
      case "atom"_w:
      case "cell"_w:
        return by_reference(sut, ref, held);
      case "core"_w:
        return by_reference(ut_.types().any_cell(), ref, held);
      case "fork"_w:
        for (const Noun type : cases_of(sut)) {
          if (!compare(type, ref, held)) return false;
        }
        return true;
      case "face"_w:
      case "hint"_w:
        return compare(q_of(sut), ref, held);
      case "hold"_w: {
        if (is_held(held, sut, ref) || is_held(held, ref, sut)) return true;
        const HeldPair here{sut, ref, held};
        return compare(ut_.repo(sut), ref, &here);
      }
      default:
        refuse(ErrorKind::malformed);
    }
  }

 private:
  bool by_reference(Noun sut, Noun ref, const HeldPair* held) {
    const bool cell = kind_of(sut) == "cell"_w;
    switch (kind_of(ref)) {
      case "atom"_w:
        return cell || (q_of(ref).is_cell() && q_of(sut).is_cell() && q_of(ref) != q_of(sut));
      case "cell"_w:
        return !cell || compare(p_of(sut), p_of(ref), held) || compare(q_of(sut), q_of(ref), held);
      default:
        return compare(ref, sut, held);
    }
  }

  Ut& ut_;
};

}  // namespace

bool Ut::miss(Noun sut, Noun ref) {
  return remember(miss_memo_, key(sut, ref), [&] { return Missing(*this).compare(sut, ref, nullptr); });
}

}  // namespace galena::hoon
