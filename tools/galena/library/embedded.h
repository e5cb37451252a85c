// The standard library, hoon/sys, as the build compiled it.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace galena::tools {

// An image of an arena (nock/noun/arena.h) at a whole page of the program; base/library.h knows what its roots are.
std::span<const uint8_t> library_image();

// What it was compiled from, in that order: for its comments.
struct LibrarySource {
  std::string_view name;  // hoon/sys/1-one.hoon
  std::string_view text;
};
std::span<const LibrarySource> library_sources();

}  // namespace galena::tools
