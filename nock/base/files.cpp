#include "nock/base/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace galena {

FileRead read_to_end(int descriptor, size_t expected) {
  std::string bytes;
  size_t used = 0;
  bytes.resize(expected + 1);  // one more than there should be, so that the end shows without growing
  for (;;) {
    const ssize_t n = ::read(descriptor, bytes.data() + used, bytes.size() - used);
    if (n == 0) break;
    if (n < 0) {
      if (errno == EINTR) continue;
      return {{}, errno};
    }
    used += static_cast<size_t>(n);
    if (used == bytes.size()) bytes.resize(used + std::max(used, size_t{1} << 16));
  }
  bytes.resize(used);
  return {std::move(bytes)};
}

std::string FileRead::fault() const {
  return error == kNotRegular ? "not a regular file" : std::strerror(error);
}

FileRead read_whole_file(const std::string& path) {
  // Before it is opened: opening a device may do something.
  struct stat about;
  if (::stat(path.c_str(), &about) != 0) return {{}, errno};
  if (S_ISDIR(about.st_mode)) return {{}, EISDIR};
  if (!S_ISREG(about.st_mode)) return {{}, kNotRegular};
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) return {{}, errno};
  struct Closer {
    int descriptor;
    ~Closer() { ::close(descriptor); }
  } closer{descriptor};
  if (::fstat(descriptor, &about) != 0) return {{}, errno};
  if (!S_ISREG(about.st_mode)) return {{}, kNotRegular};
  return read_to_end(descriptor, static_cast<size_t>(about.st_size));
}

std::optional<std::string> read_regular_file(const std::string& path) {
  FileRead read = read_whole_file(path);
  if (!read.ok()) return std::nullopt;
  return std::move(read.bytes);
}

}  // namespace galena
