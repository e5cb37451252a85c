// Files of desks that the program brings along: they are there where no desk has one of the name.
#pragma once

#include <span>
#include <string_view>

namespace galena::tools {

struct OwnFile {
  std::string_view name;  // in a desk: lib/test.hoon
  std::string_view text;
};
std::span<const OwnFile> own_files();

}  // namespace galena::tools
