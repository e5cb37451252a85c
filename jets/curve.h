// Signatures and shared secrets on the curve of Edwards with 255 bits, and on secp256k1.
//
// By libsodium and libsecp256k1, in constant time where something is secret. The arms take more than these do: points
// outside of the group, in another form, numbers of any size; what the libraries refuse and the Nock might not is left
// to the Nock.
#pragma once

#include "nock/run/machine.h"

namespace galena::jets {

// Points as they are written, and how many times.
Noun ed_point_add(Machine&, Noun core);              // [a b]
Noun ed_scalarmult(Machine&, Noun core);             // [times point]
Noun ed_scalarmult_base(Machine&, Noun core);        // times
Noun ed_add_scalarmult_base(Machine&, Noun core);    // [times point times-of-the-first]
Noun ed_add_double_scalarmult(Machine&, Noun core);  // [times point times point]
// Of a seed: its public key; the secret it shares with [public seed]; the signature of [message seed].
Noun ed_puck(Machine&, Noun core);
Noun ed_shar(Machine&, Noun core);
Noun ed_sign(Machine&, Noun core);
Noun ed_sign_octs(Machine&, Noun core);  // of [[wid dat] seed]
// [signature message public], [signature [wid dat] public]: a loobean.
Noun ed_veri(Machine&, Noun core);
Noun ed_veri_octs(Machine&, Noun core);

// [hash key]: the number that is used once; [v r s]. [hash v r s]: the public key [x y].
Noun secp_make(Machine&, Noun core);
Noun secp_sign(Machine&, Noun core);
Noun secp_reco(Machine&, Noun core);
// BIP 340: [key message random], [public message signature].
Noun schnorr_sign(Machine&, Noun core);
Noun schnorr_verify(Machine&, Noun core);

}  // namespace galena::jets
