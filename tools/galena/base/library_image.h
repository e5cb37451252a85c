// The image of a library, as the build makes it and library.h reads it.
#pragma once

#include <cstdint>
#include <vector>

#include "tools/galena/base/workbench.h"

namespace galena::tools {

// The roots of its arena, in their order: type and value; the formula that makes the value from 0, and tells the jets
// of its cores; what is registered then.
enum LibraryRoot : uint8_t { type, value, formula, jets, count };

// Of a library that `machine` has made by `formula`, with all that is registered.
std::vector<uint8_t> make_library_image(Machine& machine, Subject library, Noun formula);

}  // namespace galena::tools
