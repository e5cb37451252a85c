#include "tools/galena/base/library.h"

#include "nock/noun/serial.h"
#include "tools/galena/base/exit.h"
#include "tools/galena/library/embedded.h"

namespace galena::tools {

void use_library(Workbench& bench) {
  const Cued library = cue(bench.arena(), library_jam());
  if (!library.ok() || !library.noun.is_cell())
    throw Failure{Exit::failed, "error: the library in this binary is damaged"};
  const Result r = bench.machine().run(kNull, library.noun.tail());
  if (r.outcome == Outcome::meme) throw OutOfMemory{};
  if (r.outcome != Outcome::done) throw Failure{Exit::failed, "error: the library in this binary does not run"};
  bench.set_subject({library.noun.head(), bench.arena().intern(r.noun)});
}

}  // namespace galena::tools
