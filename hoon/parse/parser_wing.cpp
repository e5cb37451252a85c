// Wings: names and axes joined by dots, innermost first.
#include "hoon/noun/big.h"
#include "hoon/parse/parser_impl.h"

namespace galena::hoon {

// Wings with more axes than this are not built: the reference would need as many bits.
static constexpr uint64_t kDeepestLimb = uint64_t{1} << 26;

// A list of limbs.
Noun Parser::wing() {
  return most([&] { return take('.'); }, [&] { return limb(); });
}

// a:b:c as a list of wings.
Noun Parser::wings() {
  return most([&] { return take(':'); }, [&] { return wing(); });
}

// `,` is the subject's namespace; ^^name skips two names; the rest are axes.
Noun Parser::limb() {
  const char* const start = p_;
  if (take(',')) return make(kNo, kNull, kNull);
  if (start >= nameless_kets_.begin && start < nameless_kets_.end) {
    // Each of a row of ^ is tried as the beginning of a limb: once is enough.
    look_to(nameless_kets_.end);
    return Noun::none();
  }
  uint64_t skipped = 0;
  while (take('^')) ++skipped;
  const char* const after_kets = p_;
  Noun name = symbol(arena_);
  if (name.is_none() && take('$')) name = kNull;
  if (!name.is_none()) return skipped == 0 ? name : make(kNo, Noun::direct(skipped), some(name));
  p_ = start;
  if (skipped > 0) {
    nameless_kets_ = {start, after_kets};
    return Noun::none();
  }
  const Noun axis = axis_limb();
  return axis.is_none() ? axis : arena_.cons(kYes, axis);
}

// +7, &3 (the third item of a tuple), |3 (what follows it), lark, and . for the whole.
Noun Parser::axis_limb() {
  const char* const start = p_;
  if (take('+')) {
    if (const Noun n = literals_.axis_number(); !n.is_none()) return n;
    p_ = start;
  }
  for (const bool item : {true, false}) {
    if (!take(item ? '&' : '|')) continue;
    const Noun n = literals_.axis_number();
    if (n.is_none()) {
      p_ = start;
      continue;
    }
    if (!n.is_direct() || n.direct_value() > kDeepestLimb) throw OutOfMemory{};
    // &n is 2^(n+1) - 2 and |n is 2^(n+1) - 1.
    const Big end = Big(1) << static_cast<unsigned>(n.direct_value() + 1);
    return atom_from_big(arena_, end - (item ? 2 : 1));
  }
  if (const Noun n = lark(); !n.is_none()) return n;
  return take('.') ? Noun::direct(1) : Noun::none();
}

// - + and < > in turns: head or tail of the head or tail ...
Noun Parser::lark() {
  std::vector<uint64_t> limbs;
  std::string turns;
  for (bool angle = false;; angle = !angle) {
    if (take(angle ? '<' : '-')) {
      turns.push_back(0);
    } else if (take(angle ? '>' : '+')) {
      turns.push_back(1);
    } else {
      break;
    }
  }
  if (turns.empty()) return Noun::none();
  // The axis is a one and then the turns, the first of them highest.
  limbs.assign(turns.size() / 64 + 1, 0);
  for (size_t i = 0; i < turns.size(); ++i) {
    const size_t at = turns.size() - 1 - i;
    limbs[at / 64] |= static_cast<uint64_t>(turns[i]) << (at % 64);
  }
  limbs[turns.size() / 64] |= uint64_t{1} << (turns.size() % 64);
  return arena_.atom_limbs(limbs);
}

}  // namespace galena::hoon
