// Parser combinators: native frames, as their rules are gates.
//
// A rule takes a nail [hair tape] and yields an edge [hair unit], the farthest place reached and, after a success, [0
// product nail]. A hair is [line column]. Places are told apart by their numbers; what does not look like an edge or a
// nail is left to the Nock.
#pragma once

#include "nock/run/machine.h"

namespace galena::jets {

// Combinators of an edge and a rule; the gates that `bend`, `comp` and `glue` make, likewise.
extern const NativeJet kBend, kComp, kGlue, kPfix, kPlug, kPose, kSfix;
// What the rule builders make: rules.
extern const NativeJet kCold, kCook, kHere, kStag, kStew, kStir;
Noun easy(Machine&, Noun core);
Noun just(Machine&, Noun core);
Noun mask(Machine&, Noun core);
Noun shim(Machine&, Noun core);

}  // namespace galena::jets
