// Signals that ask the process to stop, and which thread takes them.
#pragma once

#include <signal.h>

namespace galena {

// Leaves them to the threads that know what to do: called by one that works for another. A process that waits for them
// in one thread would be ended by a second one that does not block them.
inline void leave_stop_signals_to_others() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGHUP);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

}  // namespace galena
