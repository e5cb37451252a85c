// The standard library as the subject of a command.
#pragma once

#include "tools/galena/base/workbench.h"

namespace galena::tools {

// Makes the library the subject of the workbench, with the jets of its cores registered. Runs Nock.
void use_library(Workbench& bench);

// The library's type, in `arena`. Throws Failure where the program is damaged.
Noun library_type(Arena& arena);

}  // namespace galena::tools
