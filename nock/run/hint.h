// What hints do at both ends of the body they wrap: those that a handler of their own is not worth while for. The
// interpreter alone runs them; compiled code leaves all but plain ones of %bout and %xray to it.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "nock/noun/noun.h"
#include "nock/run/nock.h"

namespace galena {

class Machine;
class Strand;

// Where it goes what hints tell, besides what Machine::message and Machine::slog have.
struct HintSinks {
  // `%nara`, `%hela`: a trace. Runs no Nock; none: as a message.
  std::function<void(Machine&, Noun)> on_trace;
  // `%spin`: what a progress line is to show from now on; empty where it is to show nothing.
  std::function<void(std::string_view)> on_spin;
};

// Where a hint is: the frame that runs it, its tag and its body.
struct HintSite {
  Noun* fp;
  HintTag tag;
  Noun body;
};

// Before the body. `clue`: [0 clue], or 0 where the hint has none; of a %loop the head of a cell whose tail is the
// subject. Yields what `end_hint` is to have, or none where the computation crashes, with its trace as it is to be.
// Allocates, and may throw OutOfMemory.
Noun begin_hint(Strand& strand, const HintSite& site, Noun clue);
// After it.
void end_hint(Strand& strand, const HintSite& site, Noun note);

// The products of a %memo. `kept_as`: its body, or [room body], which is no formula that comes to anything, and so not
// the body of another. Recalls none where nothing is known.
Noun recall_memo(Strand& strand, Noun kept_as, Noun subject);
// `scries`: as Machine::remember has them.
void remember_memo(Strand& strand, Noun kept_as, Noun subject, Noun product, uint64_t scries);

std::string duration_text(uint64_t nanoseconds);

}  // namespace galena
