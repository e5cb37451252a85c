#include "tools/galena/base/io.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "nock/base/files.h"
#include "nock/base/limits.h"
#include "nock/base/visible.h"
#include "nock/noun/measure.h"
#include "nock/noun/mug.h"
#include "nock/noun/text.h"
#include "tools/galena/base/exit.h"

namespace galena::tools {
namespace {

[[noreturn]] void refuse(const std::string& place, std::string_view cause) {
  throw Failure{Exit::usage, fmt::format("{}: error: {}", place, cause)};
}

bool write_all(int fd, const char* data, size_t size) {
  while (size > 0) {
    const ssize_t n = ::write(fd, data, size);
    if (n < 0) {
      if (errno == EINTR) continue;
      return false;
    }
    data += n;
    size -= static_cast<size_t>(n);
  }
  return true;
}

// Standard input, and descriptors that this process was started with, by their names: /dev/fd/63 of a shell's <( ).
bool is_open_already(const std::string& path) {
  if (path == "-" || path == "/dev/stdin") return true;
  for (const std::string_view folder : {"/dev/fd/", "/proc/self/fd/"}) {
    if (path.starts_with(folder)) return path.find_first_not_of("0123456789", folder.size()) == path.npos;
  }
  return false;
}

// What is open already may be a pipe, which somebody fills; of devices, only a terminal and the empty one end.
FileRead read_open(const std::string& path) {
  const int descriptor = path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return {{}, errno};
  struct stat about;
  FileRead read{{}, EISDIR};
  if (::fstat(descriptor, &about) != 0) {
    read.error = errno;
  } else if (!S_ISDIR(about.st_mode)) {
    const dev_t null_device = makedev(1, 3);
    const bool ends = !S_ISBLK(about.st_mode) &&
                      (!S_ISCHR(about.st_mode) || about.st_rdev == null_device || ::isatty(descriptor) != 0);
    read = ends ? read_to_end(descriptor) : FileRead{{}, kNotRegular};
  }
  if (path != "-") ::close(descriptor);
  return read;
}

// Whoever reads our output may stop at any time; that is no failure of ours.
bool write_out(std::string_view text) {
  if (write_all(STDOUT_FILENO, text.data(), text.size())) return true;
  if (errno == EPIPE) return false;
  throw Failure{Exit::failed, fmt::format("error: cannot write to standard output: {}", std::strerror(errno))};
}

}  // namespace

std::string read_file(const std::string& path) {
  FileRead read = is_open_already(path) ? read_open(path) : read_whole_file(path);
  if (!read.ok()) refuse(path == "-" ? "<stdin>" : path, read.fault());
  return std::move(read.bytes);
}

void write_file(const std::string& path, std::span<const uint8_t> bytes) {
  if (path == "-") {
    write_out({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    return;
  }
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (fd < 0) refuse(path, std::strerror(errno));
  bool ok = write_all(fd, reinterpret_cast<const char*>(bytes.data()), bytes.size());
  int error = ok ? 0 : errno;
  if (::close(fd) != 0 && ok) {
    ok = false;
    error = errno;
  }
  if (ok) return;
  struct stat status;
  if (::stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode)) ::unlink(path.c_str());
  refuse(path, std::strerror(error));
}

void print(std::string_view text) {
  write_out(visible(text));
}

void print_line(std::string_view text) {
  write_out(visible(text) + '\n');
}

void print_lines(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) (text += visible(line)) += '\n';
  write_out(text);
}

void complain(std::string_view text) {
  const std::string line = visible_but_colors(text) + '\n';
  write_all(STDERR_FILENO, line.data(), line.size());
}

std::string describe_size(Noun noun) {
  const Measure size = measure(noun);
  const auto count = [](uint64_t n) { return n == UINT64_MAX ? "2^64 and more" : std::to_string(n); };
  return fmt::format("depth {}, {} cells ({} distinct), {} atoms", size.depth, count(size.cells), size.distinct_cells,
                     count(size.cells == UINT64_MAX ? size.cells : size.cells + 1));
}

void print_noun(Noun noun, bool whole) {
  constexpr size_t kMost = size_t{16} << 20;
  struct Out {
    size_t left;
    bool open;
  } out{whole ? SIZE_MAX : kMost, true};
  print_text(
      noun,
      [](void* context, std::string_view piece) {
        auto& o = *static_cast<Out*>(context);
        poll();
        o.open = write_out(piece.substr(0, o.left));
        o.left -= std::min(o.left, piece.size());
        return o.open && o.left != 0;
      },
      &out);
  if (!out.open) return;
  print(out.left != 0 ? "\n" : " ...\n");
  if (out.left == 0) {
    complain(fmt::format("note: the first {} bytes of the text of a noun of {}; --whole prints all of it", kMost,
                         describe_size(noun)));
  }
}

void print_mug(Noun noun) {
  print_line(fmt::format("0x{:08x}", mug(noun)));
}

}  // namespace galena::tools
