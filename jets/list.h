// Lists. Those that take gates are native frames. A list that does not end in 0 is left to the Nock.
#pragma once

#include "nock/run/machine.h"

namespace galena::jets {

Noun find(Machine&, Noun core);
Noun flop(Machine&, Noun core);
Noun into(Machine&, Noun core);
Noun lent(Machine&, Noun core);
// Units: whichever of two there is; what there is.
Noun mate(Machine&, Noun core);
Noun need(Machine&, Noun core);
Noun oust(Machine&, Noun core);
Noun reap(Machine&, Noun core);
Noun rear(Machine&, Noun core);
Noun scag(Machine&, Noun core);
Noun slag(Machine&, Noun core);
Noun snag(Machine&, Noun core);
Noun snap(Machine&, Noun core);
Noun snip(Machine&, Noun core);
Noun weld(Machine&, Noun core);
Noun zing(Machine&, Noun core);
// [one other]: a longest list that is in both when some items are left out. Cost: that of all pairs of equal items,
// times a logarithm.
Noun loss(Machine&, Noun core);

extern const NativeJet kLevy, kLien, kMurn, kReel, kRoll, kSkid, kSkim, kSkip, kSort, kTurn;

}  // namespace galena::jets
