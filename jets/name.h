// Names: their syllables (po), and the permutation that hides who is next to whom (ob).
#pragma once

#include "nock/run/machine.h"

namespace galena::jets {

// The byte of a syllable, in front and behind: a unit.
Noun ins(Machine&, Noun core);
Noun ind(Machine&, Noun core);
// The syllable of a byte.
Noun tos(Machine&, Noun core);
Noun tod(Machine&, Noun core);
// To what is shown, and back.
Noun fein(Machine&, Noun core);
Noun fynd(Machine&, Noun core);

}  // namespace galena::jets
