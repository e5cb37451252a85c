// BLAKE3, and its parts: a chunk, and one turn of what stirs.
//
// The core around the arms has [cv flags] at axis 30 of a gate: what comes before all, a key or the constants, and what
// the hash is for. Bytes are taken from the least significant one. Linear; polls.
#pragma once

#include "nock/run/machine.h"

namespace galena::jets {

// [out msg=[wid dat]]: so many bytes of the hash.
Noun blake3_hash(Machine&, Noun core);
// [counter chunk=[wid dat]]: what is stirred at last, [cv counter block blocklen flags].
Noun blake3_chunk_output(Machine&, Noun core);
// [cv counter block blocklen flags]: the state, and as much again.
Noun blake3_compress(Machine&, Noun core);

}  // namespace galena::jets
