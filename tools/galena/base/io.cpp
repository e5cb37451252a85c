#include "tools/galena/base/io.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <limits>

#include "nock/base/files.h"
#include "nock/noun/mug.h"
#include "nock/noun/serial.h"
#include "nock/noun/text.h"
#include "tools/galena/exit.h"

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

// Whoever reads our output may stop at any time; that is no failure of ours.
bool write_out(std::string_view text) {
  if (write_all(STDOUT_FILENO, text.data(), text.size())) return true;
  if (errno == EPIPE) return false;
  throw Failure{Exit::failed, fmt::format("error: cannot write to standard output: {}", std::strerror(errno))};
}

}  // namespace

std::string read_file(const std::string& path) {
  FileRead read = path == "-" ? read_to_end(STDIN_FILENO) : read_whole_file(path);
  if (!read.ok()) refuse(path == "-" ? "<stdin>" : path, std::strerror(read.error));
  return std::move(read.bytes);
}

void write_file(const std::string& path, std::span<const uint8_t> bytes) {
  if (path == "-") {
    print({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
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
  write_out(text);
}

void print_line(std::string_view text) {
  std::string line(text);
  line += '\n';
  write_out(line);
}

void print_lines(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) (text += line) += '\n';
  write_out(text);
}

void complain(std::string_view text) {
  std::string line(text);
  line += '\n';
  write_all(STDERR_FILENO, line.data(), line.size());
}

void print_noun(Noun noun) {
  bool open = true;
  print_text(
      noun,
      [](void* context, std::string_view piece) {
        auto& still_open = *static_cast<bool*>(context);
        still_open = write_out(piece);
        return still_open;
      },
      &open);
  if (open) print("\n");
}

void print_mug(Noun noun) {
  print_line(fmt::format("0x{:08x}", mug(noun)));
}

void TextInput::add_to(CLI::App& app, const std::string& name, const std::string& description) {
  auto* text = app.add_option(name, argument, description + "; - reads standard input");
  app.add_option("-f,--file", file, "Read it from a file")->type_name("FILE")->excludes(text);
}

std::string TextInput::read() const {
  if (!given()) throw Failure{Exit::usage, "error: nothing to read: give a text, -f FILE, or - for standard input"};
  if (!file.empty()) return read_file(file);
  return argument == "-" ? read_file(argument) : argument;
}

std::string TextInput::name() const {
  if (!file.empty() && file != "-") return file;
  return file == "-" || argument == "-" ? "<stdin>" : "<argument>";
}

Noun read_noun(Heap& heap, const TextInput& input) {
  const TextRead read = read_text(heap, input.read());
  if (!read.ok()) {
    refuse(fmt::format("{}:{}:{}", input.name(), read.line, read.column),
           fmt::format("text: {}", describe(read.fault)));
  }
  return read.noun;
}

Noun read_jam(Heap& heap, const std::string& path) {
  const std::string bytes = read_file(path);
  const Cued cued = cue(heap, {reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()});
  if (!cued.ok()) {
    refuse(path == "-" ? "<stdin>" : path, fmt::format("jam: {} (bit {})", describe(cued.fault), cued.bit));
  }
  return cued.noun;
}

namespace {
constexpr std::string_view kUnits = "KMGT";
}

size_t parse_size(const std::string& text) {
  size_t value = 0;
  size_t i = 0;
  bool ok = !text.empty();
  for (; i < text.size() && text[i] >= '0' && text[i] <= '9'; ++i) {
    if (value > (size_t{1} << 56) / 10) ok = false;
    value = value * 10 + static_cast<size_t>(text[i] - '0');
  }
  ok = ok && i > 0;
  if (ok && i < text.size()) {
    const size_t unit = kUnits.find(static_cast<char>(text[i] & ~0x20));
    const size_t shift = 10 * (unit + 1);
    ok = i + 1 == text.size() && unit != std::string_view::npos && value <= std::numeric_limits<size_t>::max() >> shift;
    if (ok) value <<= shift;
  }
  if (!ok || value == 0) {
    throw Failure{Exit::usage, fmt::format("error: `{}` is no size: say 512M, 2G and the like", text)};
  }
  return value;
}

size_t noun_memory(const std::string& text) {
  if (!text.empty()) return parse_size(text);
  return static_cast<size_t>(sysconf(_SC_PHYS_PAGES)) * static_cast<size_t>(sysconf(_SC_PAGESIZE)) / 100 * 45;
}

std::string format_size(size_t bytes) {
  size_t unit = 0;
  while (unit < kUnits.size() && bytes % 1024 == 0 && bytes != 0) {
    bytes /= 1024;
    ++unit;
  }
  return unit == 0 ? std::to_string(bytes) : std::to_string(bytes) + kUnits[unit - 1];
}

}  // namespace galena::tools
