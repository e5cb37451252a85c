// Taking hoon nouns apart and putting them together, for code that turns one AST into another.
#pragma once

#include <array>
#include <boost/container/small_vector.hpp>

#include "hoon/noun/error.h"
#include "hoon/noun/tome.h"
#include "nock/noun/arena.h"

namespace galena::hoon {

// The N members of a tuple, the last being whatever is left. Fails (malformed) on a noun that is too short.
template <size_t N>
std::array<Noun, N> fields(Noun tuple) {
  std::array<Noun, N> out;
  for (size_t i = 0; i + 1 < N; i++) {
    if (!tuple.is_cell()) refuse(ErrorKind::malformed);
    out[i] = tuple.head();
    tuple = tuple.tail();
  }
  out[N - 1] = tuple;
  return out;
}

using Nouns = boost::container::small_vector<Noun, 16>;

// The items of a list, in order.
inline Nouns items(Noun list) {
  Nouns out;
  for (; list.is_cell(); list = list.tail()) out.push_back(list.head());
  return out;
}

// Combines a list from its end: step(first, step(second, ... step(last, end))). No recursion: lists may be long.
template <class Step>
Noun fold_right(Noun list, Noun end, const Step& step) {
  const Nouns all = items(list);
  for (size_t i = all.size(); i-- > 0;) end = step(all[i], end);
  return end;
}

// Constructors of the nouns that expansions are made of. Cheap to copy: a reference to the arena.
class Make {
 public:
  explicit Make(Arena& arena, Kelvin kelvin) : arena_(arena), kelvin_(kelvin) {}

  Arena& arena() const { return arena_; }

  // [a b c ...]
  template <class... Parts>
  Noun operator()(Noun first, Parts... rest) const {
    return arena_.tuple(first, rest...);
  }
  Noun some(Noun value) const { return arena_.cons(kNull, value); }      // [~ value]
  Noun single(Noun item) const { return arena_.cons(item, kNull); }      // [item ~], a list or a wing of one
  Noun list(Noun a, Noun b) const { return arena_.cons(a, single(b)); }  // [a b ~]

  // Limbs and wings.
  Noun at(Noun axis) const { return arena_.cons(kYes, axis); }  // [%& axis]
  Noun at(uint64_t axis) const { return at(Noun::direct(axis)); }
  Noun here() const { return arena_.tuple(kNo, kNull, kNull); }  // [%| 0 ~], the namespace itself: `,`

  // Hoons.
  Noun leg(Noun axis) const { return arena_.cons(""_n, axis); }  // [%$ axis]
  Noun leg(uint64_t axis) const { return leg(Noun::direct(axis)); }
  Noun limb(Noun name) const { return arena_.cons("limb"_n, name); }
  Noun wing(Noun wing) const { return arena_.cons("wing"_n, wing); }
  Noun rock(Noun aura, Noun value) const { return arena_.tuple("rock"_n, aura, value); }
  Noun rock(Noun aura, uint64_t value) const { return rock(aura, Noun::direct(value)); }
  Noun null() const { return arena_.cons("bust"_n, "null"_n); }  // [%bust %null]
  Noun crash() const { return arena_.cons("zpzp"_n, kNull); }    // !!
  Noun call(Noun gate, Noun sample) const {                      // (gate sample)
    return arena_.tuple("cncl"_n, gate, sample, kNull);
  }
  Noun call(Noun gate, Noun first, Noun second) const { return arena_.tuple("cncl"_n, gate, first, second, kNull); }
  // The chapters (map term tome) of a core whose arms are all in the nameless chapter, undocumented.
  Noun chapter(Noun arms) const {
    return arena_.cons(arena_.cons(""_n, make_tome(kelvin_, arena_, kNull, arms)), arena_.cons(kNull, kNull));
  }
  // The arms (map term hoon) of a core that has only $.
  Noun buc_arm(Noun body) const { return arena_.cons(arena_.cons(""_n, body), arena_.cons(kNull, kNull)); }

 private:
  Arena& arena_;
  Kelvin kelvin_;
};

}  // namespace galena::hoon
