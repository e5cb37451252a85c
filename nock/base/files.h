// Files as a whole: all the bytes of one, or why not. What ends in an error in the middle yields none of them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

namespace galena {

struct FileRead {
  std::string bytes;
  int error = 0;  // an errno or kNotRegular; 0 where all is well

  bool ok() const { return error == 0; }
  std::string fault() const;  // the error in words
};

// What is neither a regular file nor a directory, and so need not have an end.
inline constexpr int kNotRegular = -1;

// A regular file, behind links or not: EISDIR or kNotRegular for what is another kind, at once.
FileRead read_whole_file(const std::string& path);
// What is left of an open file. `expected`: bytes that there should be.
FileRead read_to_end(int descriptor, size_t expected = 0);

// A regular file, behind links or not; nothing where there is none at `path`, or none that can be read. What a folder
// of sources consists of.
std::optional<std::string> read_regular_file(const std::string& path);

}  // namespace galena
