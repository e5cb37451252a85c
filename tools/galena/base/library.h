// The standard library as the subject of a command: an image of an arena in the binary, with the jets of its cores.
#pragma once

#include <memory>

#include "tools/galena/base/workbench.h"

namespace galena::tools {

// A workbench whose subject is the library, with the jets of its cores registered. Cost: what is looked at of it, where
// it is the first of the process; else in proportion to the library.
std::unique_ptr<Workbench> make_library_workbench(Machine& machine);

// A workbench whose arena holds the library, and whose subject is not it; its jets are not registered.
struct Library {
  std::unique_ptr<Workbench> bench;
  Noun type, value;
};
Library open_library(Machine& machine, Workbench::Runs runs);

// The formula that makes the library from 0, and tells the jets of its cores: of the arena of such a workbench.
Noun library_formula(Workbench& bench);

}  // namespace galena::tools
