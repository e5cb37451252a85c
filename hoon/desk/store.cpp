#include "hoon/desk/store.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/random.h>
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
// The file of the secret.
constexpr const char* kSecret = "secret";
// How everything is opened: no link is followed, and nothing is waited for, whatever somebody has put there.
constexpr int kOpen = O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK;

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

int64_t now() {
  return time(nullptr);
}

// Six letters and digits behind a dot, for a file that is being written.
std::string unlikely_end() {
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz012345";
  uint8_t random[6] = {};
  if (getrandom(random, sizeof random, 0) != sizeof random) return ".xxxxxx";
  std::string end = ".";
  for (const uint8_t byte : random) end += kLetters[byte % kLetters.size()];
  return end;
}

// Writes a file of that name, as a whole or not at all. `replace`: in the place of one that is there.
bool write_whole(int folder, const std::string& name, std::span<const std::span<const uint8_t>> parts, bool replace) {
  const std::string temporary = name + unlikely_end();
  const Descriptor file(openat(folder, temporary.c_str(), kOpen | O_WRONLY | O_CREAT | O_EXCL, 0600));
  if (file.get() < 0) return false;
  bool there = fchmod(file.get(), 0600) == 0;  // whatever the mask is
  for (const std::span<const uint8_t> part : parts) there = there && write_all(file.get(), part.data(), part.size());
  if (replace) {
    there = there && renameat(folder, temporary.c_str(), folder, name.c_str()) == 0;
    if (there) return true;
  } else {
    there = there && linkat(folder, temporary.c_str(), folder, name.c_str(), 0) == 0;
  }
  unlinkat(folder, temporary.c_str(), 0);
  return there;
}

// Whether a name is `digits` hexadecimal digits, and what is behind them in a file that is being written.
bool is_hex(std::string_view name, size_t digits) {
  if (name.size() == digits + 7 && name[digits] == '.') name = name.substr(0, digits);
  return name.size() == digits && name.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace

Store::Store(std::string folder, Digest version, OnForeign on_foreign)
    : folder_(std::move(folder)), version_(version), on_foreign_(std::move(on_foreign)) {}

// Whether what was opened is of the kind that is wanted, this user's, and nobody else's to write.
bool Store::is_ours(int descriptor, bool folder, const std::string& name) const {
  struct stat about;
  if (fstat(descriptor, &about) != 0) return false;
  if (folder ? !S_ISDIR(about.st_mode) : !S_ISREG(about.st_mode)) return false;
  const bool foreign = about.st_uid != geteuid();
  if (!foreign && (about.st_mode & (S_IWGRP | S_IWOTH)) == 0) return true;
  if (on_foreign_ && !told_.exchange(true)) {
    on_foreign_(fmt::format("{} {}: what is kept there is not used", name,
                            foreign ? "belongs to another user" : "may be written to by others"));
  }
  return false;
}

std::shared_ptr<const int> Store::open_folder(bool make) const {
  const std::lock_guard lock(mutex_);
  struct stat about;
  // One that was deleted meanwhile is another one now.
  if (opened_ && fstat(*opened_, &about) == 0 && about.st_nlink != 0) return opened_;
  opened_.reset();
  // The folder itself may be a link of the user's.
  const auto open_it = [&] { return open(folder_.c_str(), O_RDONLY | O_CLOEXEC | O_DIRECTORY); };
  int folder = open_it();
  if (folder < 0 && make) {
    std::error_code error;
    const std::filesystem::path above = std::filesystem::path(folder_).parent_path();
    if (!above.empty()) std::filesystem::create_directories(above, error);
    mkdir(folder_.c_str(), 0700);
    folder = open_it();
  }
  if (folder < 0) return nullptr;
  std::shared_ptr<const int> opened(new int(folder), [](const int* descriptor) {
    close(*descriptor);
    delete descriptor;
  });
  if (is_ours(folder, true, folder_)) opened_ = std::move(opened);
  return opened_;
}

int Store::open_part(int folder, const std::string& name, bool make) const {
  if (make) mkdirat(folder, name.c_str(), 0700);
  const int part = openat(folder, name.c_str(), kOpen | O_RDONLY | O_DIRECTORY);
  if (part < 0 || is_ours(part, true, folder_ + "/" + name)) return part;
  close(part);
  return -1;
}

std::optional<Bytes> Store::get(Digest key) const {
  const Digest full_key = full(key);
  const std::string name = full_key.hex();
  const std::shared_ptr<const int> folder = open_folder(false);
  if (!folder) return std::nullopt;
  const Descriptor part(open_part(*folder, name.substr(0, 2), false));
  if (part.get() < 0) return std::nullopt;
  const Descriptor file(openat(part.get(), name.c_str() + 2, kOpen | O_RDONLY));
  struct stat about;
  Label label;
  if (file.get() < 0 ||
      !is_ours(file.get(), false, fmt::format("{}/{}/{}", folder_, name.substr(0, 2), name.substr(2))))
    return std::nullopt;
  if (fstat(file.get(), &about) != 0) return std::nullopt;
  if (!read_all(file.get(), &label, sizeof label) || std::memcmp(label.magic, kMagic, sizeof kMagic) != 0) {
    return std::nullopt;
  }
  if (label.key != full_key || static_cast<uint64_t>(about.st_size) - sizeof label != label.size) return std::nullopt;
  Bytes content(label.size);
  if (!read_all(file.get(), content.data(), content.size()) || digest(content) != label.content) return std::nullopt;
  // The time of a file is that of its last use, to a day.
  if (about.st_mtime + kDay.count() < now()) futimens(file.get(), nullptr);
  return content;
}

void Store::put(Digest key, std::span<const uint8_t> content) const {
  const std::shared_ptr<const int> folder = open_folder(true);
  if (!folder) return;
  if (!looked_.exchange(true)) trim_daily(*folder);
  const Digest full_key = full(key);
  const std::string name = full_key.hex();
  const Descriptor part(open_part(*folder, name.substr(0, 2), true));
  if (part.get() < 0) return;
  Label label{{}, full_key, digest(content), content.size()};
  std::memcpy(label.magic, kMagic, sizeof kMagic);
  const std::span<const uint8_t> parts[] = {{reinterpret_cast<const uint8_t*>(&label), sizeof label}, content};
  [[maybe_unused]] const bool there = write_whole(part.get(), name.substr(2), parts, true);
  GALENA_CHECK(!there || !GALENA_NOW_AND_THEN(10) || holds(key, content));
}

// The secret of the folder. Where there is none, or others may have read it, and `make`, it is a new one.
std::optional<DigestKey> Store::secret(bool make) const {
  const std::shared_ptr<const int> folder = open_folder(make);
  if (!folder) return std::nullopt;
  const std::lock_guard lock(mutex_);
  if (secret_) return secret_;
  const auto read = [&]() -> std::optional<DigestKey> {
    const Descriptor file(openat(*folder, kSecret, kOpen | O_RDONLY));
    struct stat about;
    DigestKey key;
    if (file.get() < 0 || fstat(file.get(), &about) != 0 || !S_ISREG(about.st_mode)) return std::nullopt;
    if (about.st_uid != geteuid() || (about.st_mode & 077) != 0 || about.st_size != sizeof key) return std::nullopt;
    if (!read_all(file.get(), key.data(), key.size())) return std::nullopt;
    return key;
  };
  secret_ = read();
  if (secret_ || !make) return secret_;
  DigestKey key;
  if (getrandom(key.data(), key.size(), 0) != static_cast<ssize_t>(key.size())) return std::nullopt;
  const std::span<const uint8_t> parts[] = {key};
  // Of several processes that make one at once, one's is the secret.
  write_whole(*folder, kSecret, parts, false);
  if (secret_ = read(); secret_) return secret_;
  // What is there is no secret: what it has sealed is as good as absent.
  unlinkat(*folder, kSecret, 0);
  write_whole(*folder, kSecret, parts, false);
  return secret_ = read();
}

Digest Store::seal(const DigestKey& secret, Digest key, std::span<const uint8_t> code) const {
  const Digest name = full(key);
  Bytes all(sizeof name + code.size());
  std::memcpy(all.data(), &name, sizeof name);
  if (!code.empty()) std::memcpy(all.data() + sizeof name, code.data(), code.size());
  return keyed_digest(secret, all);
}

// Behind the code lies its seal.
std::optional<Bytes> Store::get_code(Digest key) const {
  const std::optional<DigestKey> secret = this->secret(false);
  std::optional<Bytes> code = secret ? get(key) : std::nullopt;
  Digest found;
  if (!code || code->size() < sizeof found) return std::nullopt;
  std::memcpy(&found, code->data() + code->size() - sizeof found, sizeof found);
  code->resize(code->size() - sizeof found);
  if (found != seal(*secret, key, *code)) return std::nullopt;
  return code;
}

void Store::put_code(Digest key, std::span<const uint8_t> code) const {
  const std::optional<DigestKey> secret = this->secret(true);
  if (!secret) return;
  const Digest mark = seal(*secret, key, code);
  Bytes all(code.begin(), code.end());
  const auto* bytes = reinterpret_cast<const uint8_t*>(&mark);
  all.insert(all.end(), bytes, bytes + sizeof mark);
  put(key, all);
}

// Whether `get` yields what was put, or nothing (another process may have removed or replaced it).
bool Store::holds(Digest key, std::span<const uint8_t> content) const {
  const std::optional<Bytes> found = get(key);
  return !found || std::equal(found->begin(), found->end(), content.begin(), content.end());
}

void Store::trim_daily(int folder) const {
  constexpr const char* kMark = "trimmed";
  struct stat about;
  if (fstatat(folder, kMark, &about, AT_SYMLINK_NOFOLLOW) == 0 && about.st_mtime + kDay.count() > now()) return;
  const Descriptor file(openat(folder, kMark, kOpen | O_WRONLY | O_CREAT, 0600));
  if (file.get() < 0 || !is_ours(file.get(), false, folder_ + "/" + kMark)) return;
  if (futimens(file.get(), nullptr) != 0) return;
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
  if (!open_folder(false)) return;
  for (fs::directory_iterator folder(folder_, error), end; !error && folder != end; folder.increment(error)) {
    if (!is_hex(folder->path().filename().string(), 2) || folder->is_symlink(error)) continue;
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
