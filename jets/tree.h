// Sets and maps: treaps ordered by mug. A tree that is none, or deeper than treaps are, is left to the Nock.
#pragma once

#include "nock/run/machine.h"

namespace galena::jets {

Noun in_apt(Machine&, Noun core);
Noun in_bif(Machine&, Noun core);
Noun in_del(Machine&, Noun core);
Noun in_dif(Machine&, Noun core);
Noun in_gas(Machine&, Noun core);
Noun in_has(Machine&, Noun core);
Noun in_int(Machine&, Noun core);
Noun in_put(Machine&, Noun core);
Noun in_uni(Machine&, Noun core);

Noun by_apt(Machine&, Noun core);
Noun by_bif(Machine&, Noun core);
Noun by_del(Machine&, Noun core);
Noun by_dif(Machine&, Noun core);
Noun by_gas(Machine&, Noun core);
Noun by_get(Machine&, Noun core);
Noun by_has(Machine&, Noun core);
Noun by_int(Machine&, Noun core);
Noun by_key(Machine&, Noun core);
Noun by_put(Machine&, Noun core);
Noun by_uni(Machine&, Noun core);

// The same for both.
Noun tree_tap(Machine&, Noun core);
Noun tree_wyt(Machine&, Noun core);

extern const NativeJet kInAll, kInAny, kInRun;
extern const NativeJet kByAll, kByAny, kByJab, kByRun, kByUrn;
extern const NativeJet kTreeRep;

// Whether a set has an element; no if that is no set.
bool set_has(Heap& heap, Noun set, Noun item);
// An element put into a set; none if that is no set.
Noun set_put(Heap& heap, Noun set, Noun item);

}  // namespace galena::jets
