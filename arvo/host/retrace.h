// An event of a log, run again with the kernel's silence lifted: so that it tells of its moves.
//
// Whether a kernel is silent is a part of its state, and what may not be done is to ask it for more by an event: that
// would have a time, would change what is unforeseeable, and what ran after it would be another history. So the place
// of the silence is found out: by two events that ask for either, from the same state and at the same time, the states
// after which differ in nothing else; and it is lifted there in the state that the event found. When the event has run
// it is put back, and the state must be the one that the log says: then what was told is what happened.
#pragma once

#include <cstdint>
#include <functional>

#include "arvo/host/pier.h"

namespace galena::host {

struct Retraced {
  Noun effects;         // a list; good until the machine runs again
  bool tells = false;   // whether the kernel knows of a silence
  uint32_t mug = 0;     // of the state after it, with its silence
  uint32_t logged = 0;  // what the log says; 0: nothing
  bool is_same() const { return logged == 0 || mug == logged; }
};

// Runs the event after the one that `pier` is at, which was opened to read. `listen`: what the machine says is of the
// event from now on, or is not. Throws HostFailure where the event does not run, or is not one that can be run alone.
Retraced retrace(Pier& pier, const std::function<void(bool)>& listen);

}  // namespace galena::host
