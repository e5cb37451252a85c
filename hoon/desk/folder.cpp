#include "hoon/desk/folder.h"

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <linux/openat2.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <optional>
#include <utility>

#include "nock/base/check.h"
#include "nock/base/files.h"

namespace galena::hoon {
namespace {

// What a path leads to when all links are followed.
std::optional<std::string> real_path(const std::string& path) {
  const std::unique_ptr<char, decltype(&free)> real(realpath(path.c_str(), nullptr), free);
  return real ? std::optional<std::string>(real.get()) : std::nullopt;
}

constexpr size_t kMostNames = 1'000'000;

std::string joined(const std::string& folder, const std::string& name) {
  return folder.empty() ? name : folder + "/" + name;
}

std::string sentence(const std::string& name, int error) {
  switch (error) {
    case ENOENT:
    case ENOTDIR:
      return fmt::format("there is no file {}", name);
    case EXDEV:
      return fmt::format("there is no file {}: it is a link that leads out of the folder", name);
    case kNotRegular:
      return fmt::format("{} is not a regular file", name);
    default:
      return fmt::format("{} cannot be read: {}", name, std::strerror(error));
  }
}

}  // namespace

bool is_name_inside(std::string_view name) {
  if (name.empty() || name.find('\0') != std::string_view::npos) return false;
  for (size_t from = 0; from <= name.size();) {
    const size_t to = std::min(name.find('/', from), name.size());
    const std::string_view part = name.substr(from, to - from);
    if (part.empty() || part == "." || part == "..") return false;
    from = to + 1;
  }
  return true;
}

struct Folder::Entry {
  std::string name;
  bool folder;
  std::pair<dev_t, ino_t> identity;  // of a folder
};

Folder::Folder(std::string root, Links links)
    : root_(std::move(root)), links_(links), descriptor_(open(root_.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC)) {}

Folder::~Folder() {
  if (descriptor_ >= 0) close(descriptor_);
}

// A descriptor, or -1 and an errno. The empty name is the folder itself.
int Folder::open_inside(const std::string& name, int flags) const {
  flags |= O_CLOEXEC;
  if ((flags & O_PATH) == 0) flags |= O_NONBLOCK;
  if (!name.empty() && !is_name_inside(name)) {
    errno = ENOENT;
    return -1;
  }
  const char* const path = name.empty() ? "." : name.c_str();
  if (links_ == Links::anywhere) return openat(descriptor_, path, flags);
  open_how how{};
  how.flags = static_cast<uint64_t>(flags);
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS;
  const long opened = syscall(SYS_openat2, descriptor_, path, &how, sizeof how);
  if (opened >= 0) return static_cast<int>(opened);
  // A link with a whole path in it may lead inside all the same; and there are systems without that call.
  if (errno != EXDEV && errno != ENOSYS && errno != EPERM && errno != EAGAIN) return -1;
  const std::optional<std::string> root = real_path(root_);
  const std::optional<std::string> real = real_path(root_ + "/" + path);
  if (!root || !real) return -1;
  const bool inside = *real == *root || *root == "/" || real->starts_with(*root + "/");
  if (!inside) errno = EXDEV;
  return inside ? open(real->c_str(), flags | O_NOFOLLOW) : -1;
}

Folder::File& Folder::look(const std::string& name) {
  File& file = files_[name];
  if (std::exchange(file.looked, true)) return file;
  // By its path alone: opening another kind of file may do something.
  const int descriptor = open_inside(name, O_PATH);
  struct stat about;
  if (descriptor < 0 || fstat(descriptor, &about) != 0) {
    file.error = errno;
  } else if (!S_ISREG(about.st_mode)) {
    file.error = S_ISDIR(about.st_mode) ? ENOENT : kNotRegular;
  }
  if (descriptor >= 0) close(descriptor);
  return file;
}

void Folder::put_behind(std::string root, Links links) {
  behind_ ? behind_->put_behind(std::move(root), links)
          : static_cast<void>(behind_ = std::make_unique<Folder>(std::move(root), links));
}

void Folder::put_file(const std::string& name, std::string_view text) {
  if (behind_) return behind_->put_file(name, text);
  if (!has_here(name)) files_[name] = {0, true, true, std::string(text)};
}

std::string Folder::path_of(const std::string& name) {
  const auto elsewhere = [&] {
    const int here = open_inside(name, O_PATH);
    if (here >= 0) close(here);
    return here < 0 && (behind_->has(name) || behind_->has_folder(name));
  };
  return behind_ && elsewhere() ? behind_->path_of(name) : root_ + "/" + name;
}

bool Folder::has_here(const std::string& name) {
  const int error = look(name).error;
  return look(name).read || (error != ENOENT && error != ENOTDIR && error != ENAMETOOLONG);
}

bool Folder::has(const std::string& name) {
  return has_here(name) || (behind_ && behind_->has(name));
}

const std::string* Folder::read(const std::string& name) {
  if (behind_ && !has_here(name) && behind_->has(name)) return behind_->read(name);
  File& file = look(name);
  if (file.error == 0 && !std::exchange(file.read, true)) {
    const int descriptor = open_inside(name, O_RDONLY);
    struct stat about;
    if (descriptor < 0 || fstat(descriptor, &about) != 0) {
      file.error = errno;
    } else if (!S_ISREG(about.st_mode)) {
      file.error = kNotRegular;
    } else {
      FileRead read = read_to_end(descriptor, static_cast<size_t>(about.st_size));
      file.error = read.error;
      file.text = std::move(read.bytes);
    }
    if (descriptor >= 0) close(descriptor);
  }
  return file.error == 0 ? &file.text : nullptr;
}

std::string Folder::fault(const std::string& name) {
  if (behind_ && !has_here(name) && behind_->has(name)) return behind_->fault(name);
  read(name);
  const File& file = look(name);
  return file.error == 0 ? std::string() : sentence(name, file.error);
}

bool Folder::has_folder(const std::string& name) const {
  const int descriptor = open_inside(name, O_PATH | O_DIRECTORY);
  if (descriptor >= 0) close(descriptor);
  return descriptor >= 0 || (behind_ && behind_->has_folder(name));
}

// What is in a folder, sorted. `error`: an errno where it cannot be read; 0 where it is not there.
std::vector<Folder::Entry> Folder::list(const std::string& folder, int& error) const {
  error = 0;
  std::vector<Entry> entries;
  const int descriptor = open_inside(folder, O_RDONLY | O_DIRECTORY);
  DIR* const open_folder = descriptor < 0 ? nullptr : fdopendir(descriptor);
  if (open_folder == nullptr) {
    error = errno == ENOENT || errno == ENOTDIR ? 0 : errno;
    if (descriptor >= 0) close(descriptor);
    return entries;
  }
  for (;;) {
    errno = 0;
    const dirent* const found = readdir(open_folder);
    if (found == nullptr) break;
    Entry entry{found->d_name, false, {}};
    if (entry.name == "." || entry.name == "..") continue;
    if (found->d_type != DT_REG) {
      const int inner = open_inside(joined(folder, entry.name), O_PATH);
      struct stat about;
      if (inner >= 0 && fstat(inner, &about) == 0 && S_ISDIR(about.st_mode)) {
        entry.folder = true;
        entry.identity = {about.st_dev, about.st_ino};
      }
      if (inner >= 0) close(inner);
    }
    entries.push_back(std::move(entry));
  }
  error = errno;
  closedir(open_folder);
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.name < b.name; });
  return entries;
}

const Folder::Names& Folder::sources_in(const std::string& folder) {
  const auto [at, added] = sources_.try_emplace(folder);
  Names& names = at->second;
  if (!added) return names;
  constexpr std::string_view kEnd = ".hoon";
  int error;
  for (const Entry& entry : list(folder, error)) {
    const std::string_view name = entry.name;
    if (name.size() > kEnd.size() && name.ends_with(kEnd)) {
      names.names.emplace_back(name.substr(0, name.size() - kEnd.size()));
    }
  }
  if (error != 0) names.faults.push_back(sentence("the folder " + folder, error));
  if (behind_) names.add(behind_->sources_in(folder));
  names.sort();
  return names;
}

void Folder::Names::add(const Names& more) {
  names.insert(names.end(), more.names.begin(), more.names.end());
  faults.insert(faults.end(), more.faults.begin(), more.faults.end());
}

void Folder::Names::sort() {
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  std::sort(faults.begin(), faults.end());
}

Folder::Names Folder::all() const {
  using Way = std::vector<std::pair<dev_t, ino_t>>;  // the folders that one is in
  Names names;
  std::vector<std::pair<std::string, Way>> waiting{{"", {}}};
  struct stat about;
  if (fstat(descriptor_, &about) == 0) waiting.back().second.emplace_back(about.st_dev, about.st_ino);
  while (!waiting.empty()) {
    // Folders that lead to one another have as many ways through them as there are orders.
    if (names.names.size() + waiting.size() > kMostNames) {
      names.faults.push_back(fmt::format("there are more than {} files", kMostNames));
      break;
    }
    const auto [folder, way] = std::move(waiting.back());
    waiting.pop_back();
    int error;
    for (const Entry& entry : list(folder, error)) {
      std::string name = joined(folder, entry.name);
      if (!entry.folder) {
        names.names.push_back(std::move(name));
      } else if (std::find(way.begin(), way.end(), entry.identity) == way.end()) {
        waiting.emplace_back(std::move(name), way).second.push_back(entry.identity);
      }
    }
    if (error != 0) names.faults.push_back(sentence("the folder " + folder, error));
  }
  if (behind_) names.add(behind_->all());
  names.sort();
  return names;
}

}  // namespace galena::hoon
