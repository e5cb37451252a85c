// ChaCha with any even number of rounds: a cipher of bytes, and the key that one with longer numbers begins with. With
// twenty rounds by libsodium. Linear; polls. Constant time in the key and the bytes.
#pragma once

#include "nock/run/machine.h"

namespace galena::jets {

// [rounds key nonce counter msg=[wid dat]]: the same bytes in cipher.
Noun chacha_crypt(Machine&, Noun core);
// [rounds key nonce]: [key nonce].
Noun xchacha(Machine&, Noun core);

}  // namespace galena::jets
