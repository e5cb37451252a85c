// Names that a program may have meant where it used one that there is not.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "hoon/compiler.h"

namespace galena::tools {

// The number of single letters to insert, delete, replace or swap with their neighbour that makes one word of the
// other (no letter twice). Gives `limit` + 1 where it is more than `limit`.
size_t edit_distance(std::string_view a, std::string_view b, size_t limit);

// Faces and arms that a limb may name in `type`, nearest first, each once. Bounded: of a type without end it gives what
// is near.
std::vector<std::string> names_in(hoon::Compiler& compiler, Noun type);

// For a wing that does not resolve in `type`: the names that its first limb to fail is nearest to, at most three, best
// first. None where it fails otherwise than by a name, or where nothing is near.
std::vector<std::string> suggest_names(Arena& arena, hoon::Compiler& compiler, Noun type, Noun wing);

}  // namespace galena::tools
