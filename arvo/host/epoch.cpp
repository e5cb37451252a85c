#include "arvo/host/epoch.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <stdio.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>

#include "arvo/host/checkpoint.h"
#include "arvo/host/checkpoint_copy.h"
#include "nock/base/check.h"

namespace galena::host {
namespace {

constexpr const char* kVersionFile = "epoc.txt";
constexpr const char* kRuntimeFile = "vere.txt";
constexpr const char* kVersion = "2";
constexpr const char* kRuntime = "galena";
// Of an epoch that is made, and of one that is removed.
constexpr const char* kNew = ".new";
constexpr const char* kOld = ".old";
constexpr size_t kKept = 2;

// The names in the folder of a log.
std::vector<std::string> names_in(const OpenFolder& top) {
  std::vector<std::string> names;
  const int fd = openat(top.fd(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR* const folder = fd >= 0 ? fdopendir(fd) : nullptr;
  if (folder == nullptr) throw disk_failure("read " + top.path(), errno);
  while (const dirent* const entry = readdir(folder)) names.emplace_back(entry->d_name);
  closedir(folder);
  return names;
}

std::optional<uint64_t> epoch_of(std::string_view name) {
  uint64_t number;
  if (!name.starts_with("0i")) return std::nullopt;
  const auto end = std::from_chars(name.data() + 2, name.data() + name.size(), number);
  if (end.ec != std::errc() || end.ptr != name.data() + name.size()) return std::nullopt;
  return number;
}

void rename_in(const OpenFolder& top, const std::string& from, const std::string& to) {
  if (renameat(top.fd(), from.c_str(), top.fd(), to.c_str()) != 0)
    throw disk_failure("rename " + top.path(from), errno);
}

}  // namespace

std::string epoch_name(uint64_t after) {
  return fmt::format("0i{}", after);
}

std::string epoch_folder(uint64_t after) {
  return fmt::format("{}/{}", kLogFolder, epoch_name(after));
}

std::vector<uint64_t> epochs_of(const OpenFolder& top) {
  std::vector<uint64_t> epochs;
  for (const std::string& name : names_in(top)) {
    const auto number = epoch_of(name);
    if (number && (*number == 0 || top.has(name + "/" + kVersionFile))) epochs.push_back(*number);
  }
  std::ranges::sort(epochs);
  return epochs;
}

void write_epoch_version(const OpenFolder& epoch) {
  write_text(epoch, kVersionFile, kVersion);
  write_text(epoch, kRuntimeFile, kRuntime);
}

bool has_state(const OpenFolder& epoch) {
  return epoch.has(kSuperblock);
}

uint32_t mug_of_state(const OpenFolder& epoch) {
  const std::vector<Superblock> slots = parse_superblocks(OpenFile(epoch, kSuperblock, O_RDONLY).read_up_to(2 * kSlot));
  return slots.empty() ? 0 : slots.front().mug;
}

void begin_epoch(const OpenFolder& pier, uint64_t after, uint32_t mug, const Identity& identity) {
  GALENA_CHECK(after > 0);
  const OpenFolder top(pier, kLogFolder);
  const std::string name = epoch_name(after), part = name + kNew;
  if (top.has(name)) {
    throw HostFailure{FailureKind::usage, fmt::format("error: {} is there already, but is no epoch: remove it, or let "
                                                      "the runtime that made it",
                                                      top.path(name))};
  }
  remove_all_below(top, part);
  try {
    const OpenFolder epoch = OpenFolder::made(top, part);
    copy_checkpoint(OpenFolder(pier, kCheckpointFolder), epoch, 1);
    // What was written, and not what was meant to be.
    const Superblock block = verify_checkpoint(epoch);
    if (block.event != after || (mug != 0 && block.mug != mug)) {
      throw HostFailure{
          FailureKind::damaged,
          fmt::format("error: the checkpoint of {} is of event {} and has mug 0x{:08x}; the log ends with "
                      "event {}, and 0x{:08x}: galena log {} verify --deep finds out",
                      pier.path(), block.event, block.mug, after, mug, pier.path())};
    }
    make_log(epoch, identity);
    const auto tail = make_tail(after);
    const OpenFile tail_file(epoch, "tail", O_RDWR | O_CREAT);
    tail_file.write(tail.data(), tail.size(), 0);
    tail_file.sync();
    write_epoch_version(epoch);
    epoch.sync();
    rename_in(top, part, name);
    top.sync();
  } catch (...) {
    renameat(top.fd(), name.c_str(), top.fd(), part.c_str());
    remove_all_below(top, part);
    throw;
  }
}

std::vector<uint64_t> chop(const OpenFolder& pier) {
  const OpenFolder top(pier, kLogFolder);
  std::vector<uint64_t> epochs = epochs_of(top);
  if (epochs.size() <= kKept) return {};
  const size_t gone = epochs.size() - kKept;
  const OpenFolder oldest_kept(top, epoch_name(epochs[gone]));
  if (!has_state(oldest_kept)) {
    throw HostFailure{FailureKind::usage, fmt::format("error: {} begins with a state of another runtime: without the "
                                                      "epochs before it nothing here can start from it",
                                                      oldest_kept.path())};
  }
  verify_checkpoint(oldest_kept);
  epochs.resize(gone);
  // The oldest first: what is left has no gap.
  for (const uint64_t epoch : epochs) {
    const std::string name = epoch_name(epoch), old = name + kOld;
    remove_all_below(top, old);
    rename_in(top, name, old);
    top.sync();
    remove_all_below(top, old);
  }
  return epochs;
}

void remove_unfinished_epochs(const OpenFolder& top) {
  for (const std::string& name : names_in(top)) {
    for (const std::string_view more : {kNew, kOld}) {
      if (name.ends_with(more) && epoch_of(std::string_view(name).substr(0, name.size() - more.size()))) {
        remove_all_below(top, name);
      }
    }
  }
}

}  // namespace galena::host
