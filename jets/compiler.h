// The arms of the compiler written in Hoon that answer the same question over and over: their products are remembered.
//
// Such an arm is a gate in the door `ut`, [battery type [fan rib vet] context]. Its product depends on the batteries,
// which the jet has matched; on the type, the sample and `vet`; and on the two sets of what is being worked on:
//  - `fan` (the holds being played) only makes a computation fail that would never end. While an arm is at work in a
//    hold, no product that needs that hold can have been remembered, since working it out fails too. So it is no part
//    of the key.
//  - `rib` (the wet arms being checked) makes a check pass for the time being, so it is part of the key where the arm,
//  or what it
//    calls, checks anything.
#pragma once

#include "nock/run/jet.h"

namespace galena::jets {

extern const NativeJet kCrop, kFish, kFuse, kMint, kMull, kPeek, kRedo, kRest;

// nest's inner trap, in the core of the gate `nest` and its three sets of assumptions.
extern const NativeJet kNestDext;

}  // namespace galena::jets
