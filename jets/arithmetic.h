// Arithmetic and comparison of atoms of any size.
#pragma once

#include "nock/run/machine.h"

namespace galena::jets {

// Gates of one atom: sample at axis 6 of the core. Of two: at 12 and 13. They fail where the sample is no atom.
Noun dec(Machine&, Noun core);
Noun add(Machine&, Noun core);
Noun sub(Machine&, Noun core);
Noun mul(Machine&, Noun core);
Noun div(Machine&, Noun core);
Noun mod(Machine&, Noun core);
Noun dvr(Machine&, Noun core);
Noun gth(Machine&, Noun core);
Noun gte(Machine&, Noun core);
Noun lth(Machine&, Noun core);
Noun lte(Machine&, Noun core);
Noun max(Machine&, Noun core);
Noun min(Machine&, Noun core);
Noun bex(Machine&, Noun core);
Noun pow(Machine&, Noun core);
// The square root and what is left over.
Noun sqt(Machine&, Noun core);

}  // namespace galena::jets
