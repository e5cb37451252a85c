#include "tools/galena/base/library.h"

#include "nock/noun/serial.h"
#include "tools/galena/base/exit.h"
#include "tools/galena/library/embedded.h"

namespace galena::tools {

namespace {

// [type formula]
Noun read_library(Arena& arena) {
  const Cued library = cue(arena, library_jam());
  if (library.ok() && library.noun.is_cell()) return library.noun;
  throw Failure{Exit::failed, "error: the library in this binary is damaged"};
}

}  // namespace

void use_library(Workbench& bench) {
  const Noun library = read_library(bench.arena());
  const Result r = bench.machine().run(kNull, library.tail());
  if (r.outcome == Outcome::meme) throw OutOfMemory{};
  if (r.outcome != Outcome::done) throw Failure{Exit::failed, "error: the library in this binary does not run"};
  bench.set_subject({library.head(), bench.arena().intern(r.noun)});
}

Noun library_type(Arena& arena) {
  return read_library(arena).head();
}

}  // namespace galena::tools
