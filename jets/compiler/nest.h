// nest's inner trap in the public compiler: what it comes to is remembered. It runs where ++nest itself is not
// answered, as where types do not nest and its crash has to say why.
#pragma once

#include "nock/run/jet.h"

namespace galena::jets {

// In the core of the gate `nest` and its three sets of assumptions.
extern const NativeJet kNestDext;

}  // namespace galena::jets
