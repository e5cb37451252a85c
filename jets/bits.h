// Blocks of bits: an atom as a row of blocks of 2^bloq bits, least significant first. All are linear in the bits they
// read and write. A size that no memory could hold throws OutOfMemory, as its Nock would end.
#pragma once

#include "nock/run/machine.h"

namespace galena::jets {

Noun can(Machine&, Noun core);
Noun cat(Machine&, Noun core);
Noun cut(Machine&, Noun core);
Noun end(Machine&, Noun core);
Noun fil(Machine&, Noun core);
Noun lsh(Machine&, Noun core);
Noun met(Machine&, Noun core);
Noun rap(Machine&, Noun core);
Noun rep(Machine&, Noun core);
Noun rev(Machine&, Noun core);
Noun rip(Machine&, Noun core);
Noun rsh(Machine&, Noun core);
Noun sew(Machine&, Noun core);
Noun swp(Machine&, Noun core);
Noun xeb(Machine&, Noun core);

// Bit by bit.
Noun con(Machine&, Noun core);
Noun dis(Machine&, Noun core);
Noun mix(Machine&, Noun core);

// Axes: in which half, the rest of the way, one below another.
Noun cap(Machine&, Noun core);
Noun mas(Machine&, Noun core);
Noun peg(Machine&, Noun core);
// The axis `b` below the axis `a`, both > 0.
Noun peg(Heap& heap, Noun a, Noun b);

// The bytes of an atom as a list.
Noun trip(Machine&, Noun core);

// Lengths of jam's atoms, written and read.
Noun mat(Machine&, Noun core);
Noun rub(Machine&, Noun core);

}  // namespace galena::jets
