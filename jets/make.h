// Types and formulas put together (layer five), and arms looked up by name.
//
// What has not the shape of a type, a formula or a map is left to the Nock.
#pragma once

#include "nock/run/machine.h"

namespace galena::jets {

// Types.
Noun make_cell(Machine&, Noun core);
Noun make_core(Machine&, Noun core);
Noun make_face(Machine&, Noun core);
Noun make_fork(Machine&, Noun core);
// Whether an atom of one aura may be where one of another is wanted.
Noun fitz(Machine&, Noun core);

// Formulas: one on the product of another; a pair.
Noun make_comb(Machine&, Noun core);
Noun make_cons(Machine&, Noun core);

// The arm of a name in a map of arms, and in a map of chapters: a unit of [axis hoon].
Noun look(Machine&, Noun core);
Noun loot(Machine&, Noun core);

}  // namespace galena::jets
