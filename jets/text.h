// Texts: lines, base 16, and atoms as they are written (scot, scow, slaw). All are linear, and poll.
#pragma once

#include "nock/run/machine.h"

namespace galena::jets {

// leer, lore, lune: the lines of a text; lore's end with its first zero byte, lune's must end with a line end.
Noun leer(Machine&, Noun core);
Noun lore(Machine&, Noun core);
Noun lune(Machine&, Noun core);

// base16: [wid dat] as a text, the highest digit first; a text as a unit of [wid dat].
Noun base16_en(Machine&, Noun core);
Noun base16_de(Machine&, Noun core);

// [aura atom] as a knot and as a tape; [aura knot] as a unit of an atom.
Noun scot(Machine&, Noun core);
Noun scow(Machine&, Noun core);
Noun slaw(Machine&, Noun core);

}  // namespace galena::jets
