// Virtual machines: computations whose failures are values.
#pragma once

#include "nock/run/jet.h"

namespace galena::jets {

extern const NativeJet kMinkGate, kMole, kMule;

}  // namespace galena::jets
