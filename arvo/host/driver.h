// What connects the loop of a running pier with the world: a clock, a terminal, a socket. Each has its file in driver/.
//
// A driver makes events of what comes from outside (Loop::plan) and is offered the effects of every event that is
// durable. All its functions are called by the loop's thread: `start` once, when the loop begins to run; then `effect`
// and `on_room` in any order; then `stop` once, after which only what it has begun to close calls back. It keeps nouns
// in Heap::Roots, because any event may collect, and closes what it has opened on the loop's uv().
#pragma once

#include "nock/noun/noun.h"

namespace galena::host {

class Driver {
 public:
  virtual ~Driver() = default;
  virtual void start() {}
  // An effect [wire card] that is durable; `card` is [tag data]. True: it was for this driver.
  virtual bool effect(Noun wire, Noun card) {
    (void)wire;
    (void)card;
    return false;
  }
  // Ctrl-C on the terminal, while nothing was computed that it would have ended. True: it was for this driver.
  virtual bool on_interrupt() { return false; }
  // The queue of events was full and has room again.
  virtual void on_room() {}
  // No more events are taken: closes whatever is open.
  virtual void stop() {}
};

}  // namespace galena::host
