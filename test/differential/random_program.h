// Random Hoon that computes: loops, recursion, doors, wet gates, and the lists, maps, sets and text of the library.
//
// Well typed for the greater part, against the library as subject. What test/reference/generate.h makes is for the
// compiler; this is for what runs the product.
#pragma once

#include <cstdint>
#include <memory>

#include "test/reference/generate.h"

namespace galena::test {

// The same seed makes the same program.
std::unique_ptr<reference::Piece> generate_program(uint64_t seed);

}  // namespace galena::test
