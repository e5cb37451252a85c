// Hashes and orders of nouns, and jam.
#pragma once

#include "nock/run/machine.h"

namespace galena::jets {

Noun muk(Machine&, Noun core);
Noun mug(Machine&, Noun core);
Noun aor(Machine&, Noun core);
// What ++aor says of two nouns.
bool aor_of(Noun a, Noun b);
Noun dor(Machine&, Noun core);
Noun gor(Machine&, Noun core);
Noun mor(Machine&, Noun core);
Noun jam(Machine&, Noun core);
Noun cue(Machine&, Noun core);

}  // namespace galena::jets
