#include "hoon/desk/store.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <string_view>
#include <vector>

#include "nock/base/check.h"

namespace galena::hoon {
namespace {

// In front of every content. A file that was renamed does not have the key that it is read under.
struct Label {
  char magic[8];
  Digest key;
  Digest content;
  uint64_t size;
};
constexpr std::chrono::seconds kDay(24 * 3600);
// What a store is trimmed to.
constexpr auto kAge = 30 * kDay;
constexpr uint64_t kSize = uint64_t{2} << 30;
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

// Whether a file was written by this user, and by nobody else since. The folder need not be looked at: who may write to
// that alone can put no such file there, but one that this user has written, under another name.
bool is_own(const struct stat& about) {
  return S_ISREG(about.st_mode) && about.st_uid == geteuid() && (about.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

int64_t now() {
  return time(nullptr);
}

// Whether a name is `digits` hexadecimal digits, and what mkostemp puts behind them in a file that is being written.
bool is_hex(std::string_view name, size_t digits) {
  if (name.size() == digits + 7 && name[digits] == '.') name = name.substr(0, digits);
  return name.size() == digits && name.find_first_not_of("0123456789abcdef") == std::string_view::npos;
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
  if (file.get() < 0 || fstat(file.get(), &about) != 0 || !is_own(about)) return std::nullopt;
  if (!read_all(file.get(), &label, sizeof label) || std::memcmp(label.magic, kMagic, sizeof kMagic) != 0) {
    return std::nullopt;
  }
  if (label.key != name || static_cast<uint64_t>(about.st_size) - sizeof label != label.size) return std::nullopt;
  Bytes content(label.size);
  if (!read_all(file.get(), content.data(), content.size()) || digest(content) != label.content) return std::nullopt;
  // The time of a file is that of its last use, to a day.
  if (about.st_mtime + kDay.count() < now()) futimens(file.get(), nullptr);
  return content;
}

void Store::put(Digest key, std::span<const uint8_t> content) const {
  if (!looked_.exchange(true)) trim_daily();
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
  const bool there = whole && std::rename(temporary.c_str(), to.c_str()) == 0;
  if (!there) unlink(temporary.c_str());
  GALENA_CHECK(!there || !GALENA_NOW_AND_THEN(10) || holds(key, content));
}

// Whether `get` yields what was put, or nothing (another process may have removed or replaced it).
bool Store::holds(Digest key, std::span<const uint8_t> content) const {
  const std::optional<Bytes> found = get(key);
  return !found || std::equal(found->begin(), found->end(), content.begin(), content.end());
}

void Store::trim_daily() const {
  const std::string mark = folder_ + "/trimmed";
  struct stat about;
  if (stat(mark.c_str(), &about) == 0 && about.st_mtime + kDay.count() > now()) return;
  std::error_code error;
  std::filesystem::create_directories(folder_, error);
  const Descriptor file(open(mark.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666));
  if (file.get() < 0 || futimens(file.get(), nullptr) != 0) return;
  trim(kAge, kSize);
}

void Store::trim(std::chrono::seconds age, uint64_t size) const {
  namespace fs = std::filesystem;
  struct Entry {
    int64_t used;
    uint64_t size;
    std::string path;
  };
  std::vector<Entry> entries;
  uint64_t total = 0;
  std::error_code error;
  for (fs::directory_iterator folder(folder_, error), end; !error && folder != end; folder.increment(error)) {
    if (!is_hex(folder->path().filename().string(), 2)) continue;
    std::error_code inside;
    for (fs::directory_iterator file(folder->path(), inside); !inside && file != end; file.increment(inside)) {
      struct stat about;
      if (!is_hex(file->path().filename().string(), 30) || lstat(file->path().c_str(), &about) != 0) continue;
      if (!S_ISREG(about.st_mode)) continue;
      entries.push_back({about.st_mtime, static_cast<uint64_t>(about.st_size), file->path()});
      total += entries.back().size;
    }
  }
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.used < b.used; });
  const int64_t oldest = now() - age.count();
  for (const Entry& entry : entries) {
    if (entry.used >= oldest && total <= size) break;
    GALENA_CHECK(total >= entry.size);
    unlink(entry.path.c_str());
    total -= entry.size;
  }
}

}  // namespace galena::hoon
