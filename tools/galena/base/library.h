// The standard library as the subject of a command.
#pragma once

#include "tools/galena/base/workbench.h"

namespace galena::tools {

// Makes the library the subject of the workbench, with the jets of its cores registered. Runs Nock.
void use_library(Workbench& bench);

}  // namespace galena::tools
