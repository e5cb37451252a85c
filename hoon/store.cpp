#include "hoon/store.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <filesystem>

namespace galena::hoon {
namespace {

// In front of every content. A file that was renamed does not have the key that it is read under.
struct Label {
  char magic[8];
  Digest key;
  Digest content;
  uint64_t size;
};
constexpr char kMagic[8] = {'g', 'a', 'l', 'e', 'n', 'a', '-', '1'};

// A file descriptor that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }

 private:
  int fd_;
};

bool read_all(int fd, void* to, size_t size) {
  auto* at = static_cast<char*>(to);
  while (size != 0) {
    const ssize_t n = read(fd, at, size);
    if (n <= 0) return false;
    at += n;
    size -= static_cast<size_t>(n);
  }
  return true;
}

bool write_all(int fd, const void* from, size_t size) {
  const auto* at = static_cast<const char*>(from);
  while (size != 0) {
    const ssize_t n = write(fd, at, size);
    if (n <= 0) return false;
    at += n;
    size -= static_cast<size_t>(n);
  }
  return true;
}

}  // namespace

std::string Store::path(Digest full_key) const {
  const std::string name = full_key.hex();
  return folder_ + "/" + name.substr(0, 2) + "/" + name.substr(2);
}

std::optional<Bytes> Store::get(Digest key) const {
  const Digest name = full(key);
  const Descriptor file(open(path(name).c_str(), O_RDONLY | O_CLOEXEC));
  struct stat about;
  Label label;
  if (file.get() < 0 || fstat(file.get(), &about) != 0 || !S_ISREG(about.st_mode)) return std::nullopt;
  if (!read_all(file.get(), &label, sizeof label) || std::memcmp(label.magic, kMagic, sizeof kMagic) != 0) {
    return std::nullopt;
  }
  if (label.key != name || static_cast<uint64_t>(about.st_size) - sizeof label != label.size) return std::nullopt;
  Bytes content(label.size);
  if (!read_all(file.get(), content.data(), content.size()) || digest(content) != label.content) return std::nullopt;
  return content;
}

void Store::put(Digest key, std::span<const uint8_t> content) const {
  const Digest name = full(key);
  const std::string to = path(name);
  std::error_code error;
  std::filesystem::create_directories(to.substr(0, to.rfind('/')), error);
  std::string temporary = to + ".XXXXXX";
  const Descriptor file(mkostemp(temporary.data(), O_CLOEXEC));
  if (file.get() < 0) return;
  Label label{{}, name, digest(content), content.size()};
  std::memcpy(label.magic, kMagic, sizeof kMagic);
  const bool whole =
      write_all(file.get(), &label, sizeof label) && write_all(file.get(), content.data(), content.size());
  if (!whole || std::rename(temporary.c_str(), to.c_str()) != 0) unlink(temporary.c_str());
}

}  // namespace galena::hoon
