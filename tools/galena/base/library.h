// The standard library as the subject of a command: an image of an arena in the binary, with the jets of its cores.
#pragma once

#include <memory>
#include <string>
#include <vector>

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

// The library's sources as what is compiled: each expression on the product of the one before it, of the first 0. A
// folder is one of them, the arms of a core, which ends behind its chapters.
struct LibraryLayer {
  std::string name, text;
};
std::vector<LibraryLayer> library_layers();

// The library, compiled from its sources by the compiler of `bench`, at its kelvin, and made, with the jets of its
// cores registered: as the one in the binary was, which is much quicker to have. Throws Failure.
Subject compile_library(Workbench& bench);

// The formula that makes the library from 0, and tells the jets of its cores: of the arena of such a workbench.
Noun library_formula(Workbench& bench);

}  // namespace galena::tools
