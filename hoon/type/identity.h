// Which compiler in Hoon the types are to be those of.
//
// While a core is being compiled, what its type says of the battery is a gate of the compiler itself, in a context that
// is the compiler: a promise to compile any single arm. Forks are sets, ordered by mug: so the order of cases that lead
// to such a core, and with it the order in which they are tested, depends on the noun that the compiler is.
//
// The native compiler makes that gate where it has been given the compiler. Otherwise it has a stand-in of the same
// mug: [axis vet rib sut name polarity chapters].
#pragma once

#include <cstdint>
#include <optional>

#include "hoon/noun/kelvin.h"
#include "nock/noun/arena.h"

namespace galena::hoon {

// The parts of the gate that are the compiler's.
struct Identity {
  // Their mugs.
  uint32_t thunk;    // the battery of the gate
  uint32_t laze;     // the battery of the gate ++laze, which made it
  uint32_t ut;       // the battery of ++ut
  uint32_t library;  // what ++ut is an arm of

  // The nouns, in the order of the mugs, if they are to be had.
  struct Parts {
    Noun thunk, laze, ut, library;
  };
  std::optional<Parts> parts;

  // That of the reference of a kelvin: of its source compiled on %noun, without spots.
  static Identity of(Kelvin kelvin);
  // That of a compiler in Hoon, of which `lazy` is the product of ++laze; nothing if it has another shape. The parts
  // are nouns of where `lazy` is.
  static std::optional<Identity> of(Noun lazy);
};

// What the gate depends on besides: whether products are checked, the wet calls being checked (a list of [subject core
// hoon]), the subject, and the core's name, polarity and chapters.
struct Promise {
  bool vet;
  Noun rib;
  Noun sut;
  Noun name;
  Noun polarity;
  Noun chapters;
};

// The arms of a core by their axes in its battery: (map @ud hoon).
Noun arms_by_axis(Kelvin kelvin, Arena& arena, Noun chapters);

// The gate for `promise`, or its stand-in, with the sample 0; `arms` is arms_by_axis of its chapters.
Noun make_gate(Arena& arena, const Identity& identity, const Promise& promise, Noun arms);
// The same gate with another sample.
Noun gate_with(Kelvin kelvin, Arena& arena, const Identity& identity, Noun gate, Noun axis);
// What a gate so made promises.
Promise promise_of(Arena& arena, const Identity& identity, Noun gate);

}  // namespace galena::hoon
