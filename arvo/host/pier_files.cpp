#include "arvo/host/pier_files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

namespace galena::host {
namespace {

constexpr mode_t kFolderMode = 0700, kFileMode = 0600;

}  // namespace

bool is_full(int code) {
  return code == ENOSPC || code == EDQUOT || code == EFBIG;
}

HostFailure disk_failure(const std::string& doing, int code) {
  std::string text = fmt::format("error: cannot {}: ", doing);
  switch (code) {
    case ENOSPC:
      text += "the disk is full; make room and start again";
      break;
    case EDQUOT:
      text += "this user has no more room on the disk; make some and start again";
      break;
    case EFBIG:
      text += "no file of this process may be larger (ulimit -f); allow it and start again";
      break;
    case EROFS:
    case EACCES:
      text += fmt::format("{}; make it writable and start again", strerror(code));
      break;
    case ELOOP:
      text += "it is a link, and the files of a pier are its own; put the file itself there";
      break;
    case 0:
      text += "it is no regular file; remove it";
      break;
    default:
      text += strerror(code);
      break;
  }
  return {FailureKind::disk, text};
}

OpenFolder::OpenFolder(int fd, std::string path) : fd_(fd), path_(std::move(path)) {
  if (fd_ >= 0) return;
  if (errno == ENOENT || errno == ENOTDIR) {
    throw HostFailure{FailureKind::usage, fmt::format("error: there is no folder {}", path_)};
  }
  throw disk_failure("open the folder " + path_, errno);
}

OpenFolder::OpenFolder(const std::string& path)
    : OpenFolder(open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC), path) {}

OpenFolder::OpenFolder(const OpenFolder& parent, const std::string& name)
    : OpenFolder(openat(parent.fd_, name.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC), parent.path(name)) {}

OpenFolder OpenFolder::made(const OpenFolder& parent, const std::string& name) {
  if (mkdirat(parent.fd_, name.c_str(), kFolderMode) != 0 && errno != EEXIST) {
    throw disk_failure("make the folder " + parent.path(name), errno);
  }
  return {parent, name};
}

OpenFolder::OpenFolder(OpenFolder&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)), path_(std::move(other.path_)) {}

OpenFolder::~OpenFolder() {
  if (fd_ >= 0) close(fd_);
}

bool OpenFolder::has(const std::string& name) const {
  struct stat status;
  return fstatat(fd_, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0;
}

void OpenFolder::sync() const {
  // A file system without an order of names says EINVAL.
  if (fsync(fd_) != 0 && errno != EINVAL) throw disk_failure("sync the folder " + path_, errno);
}

OpenFile::OpenFile(const OpenFolder& folder, const std::string& name, int flags) : path_(folder.path(name)) {
  // Without O_NONBLOCK a pipe would be waited for before anything is known of it.
  fd_ = openat(folder.fd(), name.c_str(), flags | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, kFileMode);
  if (fd_ < 0) {
    code_ = errno == ENXIO ? 0 : errno;
    return;
  }
  struct stat status;
  if (fstat(fd_, &status) == 0 && S_ISREG(status.st_mode)) return;
  close(std::exchange(fd_, -1));
}

OpenFile::OpenFile(OpenFile&& other) noexcept
    : path_(std::move(other.path_)), fd_(std::exchange(other.fd_, -1)), code_(other.code_) {}

OpenFile& OpenFile::operator=(OpenFile&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(fd_, other.fd_);
  std::swap(code_, other.code_);
  return *this;
}

OpenFile::~OpenFile() {
  if (fd_ >= 0) close(fd_);
}

std::string OpenFile::why() const {
  return code_ == 0 ? "it is no regular file" : code_ == ELOOP ? "it is a link" : strerror(code_);
}

void OpenFile::fail() const {
  throw disk_failure("write " + path_, ok() ? errno : code_);
}

void OpenFile::write(const void* data, size_t size, size_t offset) const {
  if (!ok()) fail();
  const auto* p = static_cast<const char*>(data);
  while (size > 0) {
    const ssize_t n = pwrite(fd_, p, size, static_cast<off_t>(offset));
    if (n < 0 && errno == EINTR) continue;
    if (n == 0) errno = ENOSPC;
    if (n <= 0) fail();
    p += n;
    size -= static_cast<size_t>(n);
    offset += static_cast<size_t>(n);
  }
}

void OpenFile::sync() const {
  if (fdatasync(fd_) != 0) fail();
}

void OpenFile::reserve(size_t bytes) const {
  if (!ok()) fail();
  const int code = posix_fallocate(fd_, 0, static_cast<off_t>(bytes));
  if (code != 0) throw disk_failure("write " + path_, code);
}

bool OpenFile::read(void* data, size_t size, size_t offset) const {
  auto* p = static_cast<char*>(data);
  while (size > 0) {
    const ssize_t n = pread(fd_, p, size, static_cast<off_t>(offset));
    if (n < 0 && errno == EINTR) continue;
    if (n == 0) errno = 0;
    if (n <= 0) return false;
    p += n;
    size -= static_cast<size_t>(n);
    offset += static_cast<size_t>(n);
  }
  return true;
}

std::vector<uint8_t> OpenFile::read_up_to(size_t limit) const {
  std::vector<uint8_t> bytes(std::min<uint64_t>(limit, size()));
  if (!read(bytes.data(), bytes.size(), 0)) return {};
  return bytes;
}

uint64_t OpenFile::size() const {
  struct stat status;
  return ok() && fstat(fd_, &status) == 0 ? static_cast<uint64_t>(status.st_size) : 0;
}

void write_text(const OpenFolder& folder, const std::string& name, std::string_view text) {
  const std::string part = name + ".tmp";
  unlinkat(folder.fd(), part.c_str(), 0);
  {
    const OpenFile out(folder, part, O_WRONLY | O_CREAT | O_EXCL);
    out.write(text.data(), text.size(), 0);
    out.sync();
  }
  if (renameat(folder.fd(), part.c_str(), folder.fd(), name.c_str()) != 0) {
    throw disk_failure("write " + folder.path(name), errno);
  }
}

void remove_all_below(const OpenFolder& folder, const std::string& name) {
  const int fd = openat(folder.fd(), name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  DIR* const below = fd >= 0 ? fdopendir(fd) : nullptr;
  if (below == nullptr) {
    if (fd >= 0) close(fd);
    unlinkat(folder.fd(), name.c_str(), 0);
    return;
  }
  const OpenFolder inner(folder, name);
  while (const dirent* const entry = readdir(below)) {
    const std::string_view found = entry->d_name;
    if (found != "." && found != "..") remove_all_below(inner, std::string(found));
  }
  closedir(below);
  unlinkat(folder.fd(), name.c_str(), AT_REMOVEDIR);
}

}  // namespace galena::host
