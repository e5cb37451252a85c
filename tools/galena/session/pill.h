// Pills for the commands that make, show and boot them.
#pragma once

#include <string>

#include "arvo/host/pill.h"
#include "nock/noun/heap.h"
#include "tools/galena/session/pill_compiler.h"
#include "tools/galena/session/places.h"

namespace galena::tools {

// [%ivory formula ~]: the library of this binary, and arvo/sys/ivory.hoon on top of it; both compiled by `by` where
// there is one. Throws Failure.
Noun make_ivory_pill(Heap& heap, const PillCompilerMaker& by = {});

// [%pill name boot 0 0] of a kernel compiled from source: of the file `from`, or of this binary by `name`, of which
// `ivory` is the pill above; compiled by `by` where there is one. Throws Failure where the source does not compile,
// does not come to a kernel, or to one of whose four arms one is no gate.
Noun compile_pill(Heap& heap, const std::string& name, const std::string& from, Places places = Places::with,
                  const PillCompilerMaker& by = {});

// A pill of a file. Throws Failure.
host::Pill load_pill(Heap& heap, const std::string& path);

}  // namespace galena::tools
