// The standard library, hoon/sys, as the build compiled it.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace galena::tools {

// An image of an arena (nock/noun/arena.h) at a whole page of the program; base/library.h knows what its roots are.
std::span<const uint8_t> library_image();

// Its layers as they were compiled, each on the product of the one before: what a file is called, and its text.
struct LibrarySource {
  std::string_view name, text;
};
std::vector<LibrarySource> library_sources();

}  // namespace galena::tools
