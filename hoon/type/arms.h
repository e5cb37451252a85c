// The arms of the compiler in Hoon, answered by the native one: the questions as its door ++ut and the samples of its
// gates put them, and the products as it would make them.
//
// What it cannot answer is for the Nock: what is refused, so that the crash and its trace are the compiler's in Hoon;
// what is no door of the compiler or no sample; and what depends on more than is looked at here. So an answer is always
// the product.
//
// Three parts of the door are neither the type nor the flag:
//  - `fan`, the holds that are being unfolded, is taken over: a question that needs one of them is refused, and what
//    depends on it is not remembered (ut.h).
//  - `rib`, the wet calls that are being checked, decides whether a check passes, and is a part of what is promised of
//    an unfinished core. An arm that may check anything is left to the Nock where it is not empty.
//  - what the door is an arm of, with its battery, is which compiler it is: see identity.h.
#pragma once

#include <boost/unordered/unordered_flat_set.hpp>
#include <optional>
#include <string_view>

#include "hoon/type/identity.h"
#include "hoon/type/sound.h"
#include "hoon/type/ut.h"

namespace galena::hoon {

// The arms, by their labels below ++ut; whether what they do may check products, so that `rib` matters; and samples and
// products. Types are those of the compiler.
#define GALENA_COMPILER_ARMS(X)                                           \
  X(chip, true)  /* [how=? hoon] to a type */                             \
  X(crop, false) /* a type to a type */                                   \
  X(find, true)  /* [way wing] to a port */                               \
  X(fish, false) /* an axis to a formula */                               \
  X(fond, true)  /* [way wing] to a pony: a port, or why there is none */ \
  X(fuse, false) /* a type to a type */                                   \
  X(gain, true)  /* a hoon to a type */                                   \
  X(lose, true)  /* a hoon to a type */                                   \
  X(mint, true)  /* [type hoon] to [type formula] */                      \
  X(mull, true)  /* [type type hoon] to [type type] */                    \
  X(nest, false) /* [tell=? type] to a flag */                            \
  X(peek, false) /* [way axis] to a type */                               \
  X(play, false) /* a hoon to a type */                                   \
  X(redo, false) /* a type to a type */                                   \
  X(rest, false) /* [type hoon], or a list, to a type */                  \
  X(wrap, false) /* a variance to a type */

enum class Arm : uint8_t {
#define X(name, checks) name,
  GALENA_COMPILER_ARMS(X)
#undef X
};

// The door, [battery sut [fan rib vet] library], but for who it is.
struct Door {
  Noun sut;
  Noun fan;
  Noun rib;
  Noun vet;
};

// To fold a constant, Nock is to be run, which is not for a function to do: this is thrown out of `answer`. Who catches
// it tells the product, and asks again; what was answered by then is known.
struct NeedsNock {
  Noun subject;
  Noun formula;
};

class Arms {
 public:
  // All nouns given and returned are of `arena`, which must outlive this; those of `identity`, too. The compiler in
  // Hoon is of `kelvin`.
  Arms(Arena& arena, const Identity& identity, Kelvin kelvin);

  // The product, or none where the Nock is to find out. Throws NeedsNock, TooDeep, Interrupted, OutOfMemory. To be
  // called on a stack of hoon/noun/stack.h.
  Noun answer(Arm arm, const Door& door, Noun sample);
  // What `formula` makes of `subject`; none if it crashes, or asks what is around.
  void tell(const NeedsNock& question, Noun product);

  // About how many bytes the answers take that are remembered.
  size_t bytes() const;

 private:
  bool takes(const Door& door, bool checks);
  bool enter(Noun fan);
  Noun ask(Arm arm, bool vet, Noun sut, Noun sample);
  Noun ask_narrowing(Arm arm, bool vet, Noun sut, Noun sample);
  Noun ask_wing(Arm arm, bool vet, Noun sut, Noun sample);
  Noun port_noun(const Port& port);
  Noun pony_noun(const Port& port);
  bool is_type(Noun noun) { return sound_.type(noun); }

  Arena& arena_;
  const Identity identity_;
  Ut ut_;
  Sound sound_;
  Memo<2, Noun> folded_;
  // Questions that were refused, so that the Nock, which comes to the arms within, is not told the same by each.
  boost::unordered_flat_set<Key<3>, KeyHash> refused_;
};

}  // namespace galena::hoon
