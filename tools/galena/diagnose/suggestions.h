// Names that a program may have meant where it used one that there is not.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hoon/type/compiler.h"

namespace galena::tools {

// Faces and arms that a limb may name in `type`, nearest first, each once. Bounded: of a type without end it gives what
// is near.
std::vector<std::string> names_in(hoon::Compiler& compiler, Noun type);

// The limb of a wing that does not resolve, and the type that it was looked for in: that of the subject, or of what the
// limbs behind it have found.
struct MissingLimb {
  Noun limb;
  Noun type;
  bool in_subject;
};

// Why `wing` does not resolve in `type`; nullopt where it does, or fails otherwise than by being absent.
std::optional<MissingLimb> missing_limb(Arena& arena, hoon::Compiler& compiler, Noun type, Noun wing);

// The name that a limb is, none() where it is an axis.
Noun name_of_limb(Noun limb);

// The names that a missing limb is nearest to, at most three, best first. None where it is an axis, or nothing is near.
std::vector<std::string> suggest_names(hoon::Compiler& compiler, const MissingLimb& missing);

}  // namespace galena::tools
