#include "test/fault/shim.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <map>
#include <mutex>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace galena::fault {
namespace {

constexpr size_t kSector = 512;

// A write that has not been synced.
struct Write {
  int fd;  // ours: a duplicate
  dev_t device;
  ino_t inode;
  off_t offset;
  off_t size_before;
  std::vector<char> before, after;
};

std::mutex g_mutex;
DiskPlan g_plan;
uint64_t g_count = 0;
bool g_active = false;
// A name that was changed in a folder that has not been synced since.
struct Renaming {
  int fd;  // of the folder, ours
  dev_t device;
  ino_t inode;
  std::string from, to;
};

std::vector<Write> g_unsynced;
std::vector<Renaming> g_renamings;
// What each folder had when it was synced.
std::map<std::string, std::set<std::string>> g_synced_names;

std::set<std::string> names_in(const std::string& folder) {
  std::set<std::string> names;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) names.insert(entry.path().filename());
  return names;
}

ssize_t real_pwrite(int fd, const void* data, size_t size, off_t offset) {
  return syscall(SYS_pwrite64, fd, data, size, offset);
}

// The disk as it may be when the power is back.
[[noreturn]] void lose_power() {
  std::mt19937_64 random(g_plan.seed);
  for (auto it = g_unsynced.rbegin(); it != g_unsynced.rend(); ++it) {
    real_pwrite(it->fd, it->before.data(), it->before.size(), it->offset);
    syscall(SYS_ftruncate, it->fd, it->size_before);
  }
  // How much reaches the disk differs from one time to the next: nothing, all, or anything between.
  const uint64_t odds = random() % 5;
  for (auto it = g_renamings.rbegin(); it != g_renamings.rend(); ++it) {
    if (random() % 4 >= odds) syscall(SYS_renameat, it->fd, it->to.c_str(), it->fd, it->from.c_str());
  }
  for (const Write& w : g_unsynced) {
    if (random() % 4 >= odds) continue;
    const bool torn = random() % 4 == 0;
    for (size_t at = 0; at < w.after.size(); at += kSector) {
      if (torn && random() % 2 == 0) continue;
      const size_t part = std::min(kSector, w.after.size() - at);
      real_pwrite(w.fd, w.after.data() + at, part, w.offset + static_cast<off_t>(at));
    }
  }
  syscall(SYS_exit_group, kCrashed);
  __builtin_unreachable();
}

// Counts an operation. True: it is refused, and errno says how.
bool refused() {
  ++g_count;
  if (g_plan.kind == DiskPlan::Kind::none || g_count < g_plan.at) return false;
  switch (g_plan.kind) {
    case DiskPlan::Kind::none:
      return false;
    case DiskPlan::Kind::crash:
      syscall(SYS_exit_group, kCrashed);
      __builtin_unreachable();
    case DiskPlan::Kind::power:
      lose_power();
    case DiskPlan::Kind::full:
      errno = ENOSPC;
      return true;
    case DiskPlan::Kind::read_only:
      errno = EROFS;
      return true;
  }
  return false;
}

void remember(int fd, const char* data, size_t size, off_t offset) {
  struct stat status;
  if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) return;
  Write w{dup(fd), status.st_dev, status.st_ino, offset, status.st_size, {}, {data, data + size}};
  if (offset < status.st_size) {
    w.before.resize(std::min(size, static_cast<size_t>(status.st_size - offset)));
    // The descriptor may be for writing only.
    const std::string path = "/proc/self/fd/" + std::to_string(fd);
    const int in = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (in < 0 || pread(in, w.before.data(), w.before.size(), offset) < 0) w.before.clear();
    if (in >= 0) close(in);
  }
  g_unsynced.push_back(std::move(w));
}

void forget(int fd) {
  struct stat status;
  if (fstat(fd, &status) != 0) return;
  std::erase_if(g_unsynced, [&](const Write& w) {
    if (w.device != status.st_dev || w.inode != status.st_ino) return false;
    close(w.fd);
    return true;
  });
  std::erase_if(g_renamings, [&](const Renaming& r) {
    if (r.device != status.st_dev || r.inode != status.st_ino) return false;
    close(r.fd);
    return true;
  });
}

int do_unlink(int folder, const char* name, int flags) {
  const std::lock_guard lock(g_mutex);
  // From a full disk, names can be removed.
  if (g_active && g_plan.kind != DiskPlan::Kind::full && refused()) return -1;
  return static_cast<int>(syscall(SYS_unlinkat, folder, name, flags));
}

int do_rename(int from_fd, const char* from, int to_fd, const char* to) {
  const std::lock_guard lock(g_mutex);
  // A full disk has room for a name.
  if (g_active && g_plan.kind != DiskPlan::Kind::full && refused()) return -1;
  struct stat status, folder, other;
  const bool is_new = fstatat(to_fd, to, &status, AT_SYMLINK_NOFOLLOW) != 0;
  const auto result = static_cast<int>(syscall(SYS_renameat, from_fd, from, to_fd, to));
  const bool is_within = fstat(from_fd, &folder) == 0 && fstat(to_fd, &other) == 0 && folder.st_ino == other.st_ino;
  if (result == 0 && g_active && g_plan.kind == DiskPlan::Kind::power && is_new && is_within) {
    g_renamings.push_back({dup(from_fd), folder.st_dev, folder.st_ino, from, to});
  }
  return result;
}

ssize_t do_pwrite(int fd, const void* data, size_t size, off_t offset) {
  const std::lock_guard lock(g_mutex);
  const bool power = g_active && g_plan.kind == DiskPlan::Kind::power;
  if (power) remember(fd, static_cast<const char*>(data), size, offset);
  // The write that the power goes in the middle of is one of those that may be torn.
  const bool full = g_plan.kind == DiskPlan::Kind::full && g_count < g_plan.at;
  if (g_active && refused()) {
    // The first write that there is no room for: a part of it.
    if (full && errno == ENOSPC && size >= 2 * kSector)
      return real_pwrite(fd, data, size / 2 / kSector * kSector, offset);
    return -1;
  }
  const ssize_t n = real_pwrite(fd, data, size, offset);
  // A descriptor that syncs as it writes has nothing left to lose.
  if (power && (fcntl(fd, F_GETFL) & O_DSYNC) != 0) forget(fd);
  return n;
}

int do_sync(int fd, long call) {
  const std::lock_guard lock(g_mutex);
  if (g_active && refused()) return -1;
  const auto result = static_cast<int>(syscall(call, fd));
  if (g_active && result == 0) {
    forget(fd);
    const std::filesystem::path path = std::filesystem::read_symlink("/proc/self/fd/" + std::to_string(fd));
    if (std::filesystem::is_directory(path)) g_synced_names[path] = names_in(path);
  }
  return result;
}

ssize_t do_pwritev(int fd, const struct iovec* parts, int count, off_t offset) {
  ssize_t total = 0;
  for (int i = 0; i < count; ++i) {
    const ssize_t n = do_pwrite(fd, parts[i].iov_base, parts[i].iov_len, offset + total);
    if (n < 0) return total > 0 ? total : n;
    total += n;
    if (static_cast<size_t>(n) < parts[i].iov_len) break;
  }
  return total;
}

}  // namespace

std::vector<std::string> unsynced_names(const std::string& folder) {
  const std::set<std::string> now = names_in(folder);
  const std::lock_guard lock(g_mutex);
  const std::set<std::string>& then = g_synced_names[std::filesystem::canonical(folder)];
  std::vector<std::string> names;
  std::ranges::set_difference(now, then, std::back_inserter(names));
  return names;
}

void set_disk_plan(const DiskPlan& plan) {
  const std::lock_guard lock(g_mutex);
  g_plan = plan;
  g_count = 0;
  g_active = true;
}

}  // namespace galena::fault

using namespace galena::fault;

extern "C" {

ssize_t pwrite(int fd, const void* data, size_t size, off_t offset) {
  return do_pwrite(fd, data, size, offset);
}
ssize_t pwrite64(int fd, const void* data, size_t size, off64_t offset) {
  return do_pwrite(fd, data, size, offset);
}
ssize_t pwritev(int fd, const struct iovec* parts, int count, off_t offset) {
  return do_pwritev(fd, parts, count, offset);
}
ssize_t pwritev64(int fd, const struct iovec* parts, int count, off64_t offset) {
  return do_pwritev(fd, parts, count, offset);
}
int renameat(int from_fd, const char* from, int to_fd, const char* to) {
  return do_rename(from_fd, from, to_fd, to);
}
int unlinkat(int folder, const char* name, int flags) {
  return do_unlink(folder, name, flags);
}
int fdatasync(int fd) {
  return do_sync(fd, SYS_fdatasync);
}
int fsync(int fd) {
  return do_sync(fd, SYS_fsync);
}
int fstatvfs(int, struct statvfs* status) {
  const std::lock_guard lock(g_mutex);
  const bool full = g_active && g_plan.kind == DiskPlan::Kind::full && g_count >= g_plan.at;
  *status = {};
  status->f_bsize = status->f_frsize = 4096;
  status->f_bavail = full ? 0 : 1 << 20;
  return 0;
}
int fstatvfs64(int fd, struct statvfs64* status) {
  return fstatvfs(fd, reinterpret_cast<struct statvfs*>(status));
}

}  // extern "C"
