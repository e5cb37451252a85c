// Hashes: of numbers, whose bytes are taken from the least significant one, or of so many bytes of one ([wid dat]),
// which are taken from behind. All are linear in the bytes, and poll.
//
// SHA and RIPEMD are libcrypto's, BLAKE2 is libsodium's, Keccak is our own.
#pragma once

#include "nock/run/machine.h"

namespace galena::jets {

// shax n, shay [count n], shas [salt n]; shal [count n]: SHA-256 and SHA-512.
Noun shax(Machine&, Noun core);
Noun shay(Machine&, Noun core);
Noun shas(Machine&, Noun core);
Noun shal(Machine&, Noun core);
// Of [wid dat].
Noun sha1(Machine&, Noun core);
Noun ripemd160(Machine&, Noun core);
Noun keccak224(Machine&, Noun core);
Noun keccak256(Machine&, Noun core);
Noun keccak384(Machine&, Noun core);
Noun keccak512(Machine&, Noun core);
// [msg=[wid dat] key=[wid dat] out]
Noun blake2b(Machine&, Noun core);

// og: so many bits (axis 6) from the seed of the door (axis 30).
Noun og_raw(Machine&, Noun core);

// hmac of [[hash block out] key=[wid dat] msg=[wid dat]]: calls the hash, which may be any gate.
extern const NativeJet kHmac;

}  // namespace galena::jets
