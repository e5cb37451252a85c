#include "arvo/host/checkpoint.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <new>
#include <utility>

#include "arvo/host/failure.h"
#include "arvo/host/guard.h"
#include "nock/base/checksum.h"

namespace galena::host {
namespace {

constexpr uint64_t kMagic = 0x31616e656c6167;  // "galena1"
constexpr size_t kSlot = 4096;
// What one touch of a mapped image checks, at the least: 64 blocks take 0.2 ms.
constexpr size_t kUnitBlocks = 64;
// The system allows 65530 areas of memory a process; each unit touched may become one.
constexpr size_t kMaxUnits = 8192;
constexpr size_t kChunkBlocks = 64;

const char* const kColumns[] = {"cells", "atoms"};

class File {
 public:
  File(const std::string& path, int flags) : path_(path), fd_(open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
  ~File() {
    if (fd_ >= 0) close(fd_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  int fd() const { return fd_; }
  bool ok() const { return fd_ >= 0; }
  const std::string& path() const { return path_; }

  void write(const void* data, size_t size, size_t offset) const {
    const auto* p = static_cast<const char*>(data);
    while (size > 0) {
      const ssize_t n = pwrite(fd_, p, size, static_cast<off_t>(offset));
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) fail();
      p += n;
      size -= static_cast<size_t>(n);
      offset += static_cast<size_t>(n);
    }
  }
  void sync() const {
    if (fdatasync(fd_) != 0) fail();
  }
  bool read(void* data, size_t size, size_t offset) const {
    auto* p = static_cast<char*>(data);
    while (size > 0) {
      const ssize_t n = pread(fd_, p, size, static_cast<off_t>(offset));
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) return false;
      p += n;
      size -= static_cast<size_t>(n);
      offset += static_cast<size_t>(n);
    }
    return true;
  }
  [[noreturn]] void fail() const {
    const int code = errno;
    throw HostFailure{FailureKind::disk, fmt::format("error: cannot write {}: {}{}", path_, strerror(code),
                                                     code == ENOSPC ? "; make room and start again" : "")};
  }

 private:
  std::string path_;
  int fd_;
};

void sync_folder(const std::string& path) {
  const File folder(path, O_RDONLY | O_DIRECTORY);
  if (folder.ok()) fsync(folder.fd());
}

// Copies words that another thread may be writing caches into. In a column of cells the number of their code, the upper
// half of the first word of every three, is left out.
void copy_words(uint64_t* to, const char* from, size_t bytes, bool cells) {
  const auto* words = reinterpret_cast<const uint64_t*>(from);
  const size_t count = bytes / 8;
  for (size_t i = 0; i < count; ++i) to[i] = __atomic_load_n(words + i, __ATOMIC_RELAXED);
  if (!cells) return;
  for (size_t i = 0; i < count; i += 3) to[i] &= UINT32_MAX;
}

}  // namespace

struct Checkpoint::Superblock {
  uint64_t magic = kMagic;
  uint64_t generation = 0;
  uint64_t number = 0;  // of the image
  uint64_t base = 0;
  uint64_t cell_bytes = 0, atom_bytes = 0;
  uint64_t root = 0;
  uint64_t event = 0;
  uint64_t base_bytes = 0;
  uint32_t mug = 0;
  uint32_t cell_sums = 0, atom_sums = 0;
  uint32_t sum = 0;  // of what is above

  uint32_t checksum() const { return crc32c(this, offsetof(Superblock, sum)); }
};

struct Checkpoint::Job {
  std::string folder;
  const Image* image = nullptr;
  bool first = false;  // of its image
  // Of each column: what is written and what is to be.
  struct {
    const char* begin;
    size_t from, to;
    uint32_t sums_sum;
  } columns[2];
  Superblock block;
};

Checkpoint::Checkpoint(const std::string& pier, bool read_only)
    : folder_(pier + "/.urb/galena"), read_only_(read_only) {}

Checkpoint::~Checkpoint() {
  forget_image();
}

std::string Checkpoint::file(uint64_t number, const char* name) const {
  return fmt::format("{}/{}.{}", folder_, number, name);
}

void Checkpoint::forget_image() {
  unguard(std::exchange(cell_guard_, -1));
  unguard(std::exchange(atom_guard_, -1));
  image_.reset();
  old_image_.reset();
  written_cells_ = written_atoms_ = base_bytes_ = 0;
  cell_sums_sum_ = atom_sums_sum_ = 0;
}

std::vector<Checkpoint::Superblock> Checkpoint::slots() const {
  std::vector<Superblock> found;
  const File in(folder_ + "/superblock", O_RDONLY);
  for (size_t slot = 0; in.ok() && slot < 2; ++slot) {
    Superblock block;
    if (in.read(&block, sizeof block, slot * kSlot) && block.magic == kMagic && block.sum == block.checksum()) {
      found.push_back(block);
    }
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.generation > b.generation; });
  return found;
}

std::optional<CheckpointMark> Checkpoint::load() {
  const std::string superblock = folder_ + "/superblock";
  if (access(superblock.c_str(), F_OK) != 0) return std::nullopt;
  std::string why = superblock + " is not what was written";
  for (const Superblock& block : slots()) {
    CheckpointMark mark;
    const std::string trouble = map(block, mark);
    if (trouble.empty()) {
      if (generation_ != block.generation) generation_ = block.generation;
      event_ = mark.event;
      return mark;
    }
    forget_image();
    why = trouble;
  }
  remark_ = fmt::format("the checkpoint is damaged: {}; it is set aside, and the events are run again", why);
  set_aside();
  return std::nullopt;
}

void Checkpoint::set_aside() {
  forget_image();
  const std::string superblock = folder_ + "/superblock";
  // The numbers of images go on, so that a new one does not meet the files of the old.
  for (const Superblock& block : slots()) number_ = std::max(number_, block.number);
  if (!read_only_) rename(superblock.c_str(), (superblock + ".damaged").c_str());
  event_ = 0;
}

std::string Checkpoint::map(const Superblock& block, CheckpointMark& mark) {
  const size_t sizes[] = {block.cell_bytes, block.atom_bytes};
  std::vector<uint32_t>* const sums[] = {&cell_sums_, &atom_sums_};
  const uint32_t sums_sums[] = {block.cell_sums, block.atom_sums};
  for (int c = 0; c < 2; ++c) {
    const File in(file(block.number, fmt::format("{}.sums", kColumns[c]).c_str()), O_RDONLY);
    if (!in.ok()) return in.path() + " is missing";
    sums[c]->assign(sizes[c] / Image::kBlock, 0);
    const size_t bytes = sums[c]->size() * 4;
    if (!in.read(sums[c]->data(), bytes, 0)) return in.path() + " is too short";
    if (crc32c(sums[c]->data(), bytes) != sums_sums[c]) return in.path() + " is not what was written";
  }
  bool moved = false;
  try {
    image_ = std::make_unique<Image>(block.base);
  } catch (const std::bad_alloc&) {
    moved = true;
    image_ = std::make_unique<Image>();
  }
  int* const guards[] = {&cell_guard_, &atom_guard_};
  char* const begins[] = {image_->cells(), image_->atoms()};
  for (int c = 0; c < 2; ++c) {
    if (sizes[c] == 0) continue;
    const File in(file(block.number, kColumns[c]), O_RDONLY);
    struct stat status;
    if (!in.ok() || fstat(in.fd(), &status) != 0) return in.path() + " is missing";
    if (static_cast<size_t>(status.st_size) < sizes[c]) return in.path() + " is too short";
    void* const at = mmap(begins[c], sizes[c], moved ? PROT_READ | PROT_WRITE : PROT_NONE,
                          MAP_PRIVATE | MAP_FIXED | MAP_NORESERVE, in.fd(), 0);
    if (at == MAP_FAILED) return fmt::format("{} cannot be mapped: {}", in.path(), strerror(errno));
    if (moved) {
      for (size_t i = 0; i < sizes[c]; i += Image::kBlock) {
        if (crc32c(begins[c] + i, Image::kBlock) != (*sums[c])[i / Image::kBlock]) {
          return fmt::format("block {} of {} is not what was written", i / Image::kBlock, in.path());
        }
      }
      continue;
    }
    GuardedRange range;
    range.begin = begins[c];
    range.size = sizes[c];
    range.sums = sums[c]->data();
    range.block = Image::kBlock;
    range.unit = std::max(kUnitBlocks, sums[c]->size() / kMaxUnits + 1) * Image::kBlock;
    range.file = in.path();
    range.advice = fmt::format(
        "the checkpoint of event {} is set aside: start again, and the events are run again from the log", block.event);
    if (!read_only_) range.vouches = folder_ + "/superblock";
    *guards[c] = guard(range);
  }
  image_->adopt(sizes[0], sizes[1]);
  generation_ = block.generation;
  number_ = block.number;
  base_bytes_ = block.base_bytes;
  mark = {block.event, block.mug, Noun::from_word(block.root)};
  if (moved) {
    // Somebody else has the addresses. What is here is good, but not what the files say: they are written anew.
    const uint64_t distance = image_->base() - block.base;
    image_->relocate(distance);
    if (mark.root.is_pointer()) mark.root = Noun::from_word(block.root + distance);
    ++number_;
  } else {
    written_cells_ = sizes[0];
    written_atoms_ = sizes[1];
    cell_sums_sum_ = sums_sums[0];
    atom_sums_sum_ = sums_sums[1];
  }
  if (!image_->contains(mark.root)) return "the root is not in the image";
  return {};
}

Image& Checkpoint::image() {
  if (!image_) {
    image_ = std::make_unique<Image>();
    ++number_;
  }
  return *image_;
}

Image* Checkpoint::begin_anew() {
  old_image_ = std::move(image_);
  written_cells_ = written_atoms_ = base_bytes_ = 0;
  cell_sums_sum_ = atom_sums_sum_ = 0;
  image();
  return old_image_.get();
}

size_t Checkpoint::unwritten() const {
  return image_ ? image_->bytes() - written_cells_ - written_atoms_ : 0;
}

std::shared_ptr<Checkpoint::Job> Checkpoint::prepare(const CheckpointMark& mark) {
  if (old_image_) {
    unguard(std::exchange(cell_guard_, -1));
    unguard(std::exchange(atom_guard_, -1));
    old_image_.reset();
  }
  auto job = std::make_shared<Job>();
  job->folder = folder_;
  job->image = image_.get();
  job->first = written_cells_ == 0;
  if (job->first) base_bytes_ = image_->bytes();
  job->columns[0] = {image_->cells(), written_cells_, image_->cell_bytes(), cell_sums_sum_};
  job->columns[1] = {image_->atoms(), written_atoms_, image_->atom_bytes(), atom_sums_sum_};
  Superblock& block = job->block;
  block.generation = generation_ + 1;
  block.number = number_;
  block.base = image_->base();
  block.cell_bytes = image_->cell_bytes();
  block.atom_bytes = image_->atom_bytes();
  block.root = mark.root.word();
  block.event = mark.event;
  block.mug = mark.mug;
  block.base_bytes = base_bytes_;
  return job;
}

void Checkpoint::write(Job& job) {
  if (mkdir(job.folder.c_str(), 0700) != 0 && errno != EEXIST) {
    throw HostFailure{FailureKind::disk,
                      fmt::format("error: cannot make the folder {}: {}", job.folder, strerror(errno))};
  }
  std::vector<uint64_t> chunk(kChunkBlocks * Image::kBlock / 8);
  std::vector<uint32_t> sums[2];
  for (int c = 0; c < 2; ++c) {
    auto& column = job.columns[c];
    const File out(fmt::format("{}/{}.{}", job.folder, job.block.number, kColumns[c]), O_WRONLY | O_CREAT);
    if (!out.ok()) out.fail();
    for (size_t at = column.from; at < column.to; at += chunk.size() * 8) {
      const size_t bytes = std::min(chunk.size() * 8, column.to - at);
      copy_words(chunk.data(), column.begin + at, bytes, c == 0);
      for (size_t i = 0; i < bytes; i += Image::kBlock) sums[c].push_back(crc32c(chunk.data() + i / 8, Image::kBlock));
      out.write(chunk.data(), bytes, at);
    }
    if (column.from != column.to) out.sync();
  }
  for (int c = 0; c < 2; ++c) {
    auto& column = job.columns[c];
    const File out(fmt::format("{}/{}.{}.sums", job.folder, job.block.number, kColumns[c]), O_WRONLY | O_CREAT);
    if (!out.ok()) out.fail();
    if (sums[c].empty()) continue;
    out.write(sums[c].data(), sums[c].size() * 4, column.from / Image::kBlock * 4);
    out.sync();
    column.sums_sum = crc32c(sums[c].data(), sums[c].size() * 4, column.sums_sum);
  }
  job.block.cell_sums = job.columns[0].sums_sum;
  job.block.atom_sums = job.columns[1].sums_sum;
  job.block.sum = job.block.checksum();
  // The names of new files must be there before anything refers to them.
  if (job.first) sync_folder(job.folder);
  const std::string path = job.folder + "/superblock";
  const bool is_new = access(path.c_str(), F_OK) != 0;
  const File out(path, O_WRONLY | O_CREAT);
  if (!out.ok()) out.fail();
  out.write(&job.block, sizeof job.block, job.block.generation % 2 * kSlot);
  out.sync();
  if (is_new) {
    sync_folder(job.folder);
    sync_folder(job.folder.substr(0, job.folder.rfind('/')));
  }
}

void Checkpoint::finish(const Job& job) {
  generation_ = job.block.generation;
  event_ = job.block.event;
  if (job.image != image_.get()) return;
  written_cells_ = job.columns[0].to;
  written_atoms_ = job.columns[1].to;
  cell_sums_sum_ = job.columns[0].sums_sum;
  atom_sums_sum_ = job.columns[1].sums_sum;
  if (job.first) remove_other_images();
}

// Files of images that no newest superblock speaks for. What a damaged checkpoint left goes, too: it has been replaced.
void Checkpoint::remove_other_images() const {
  DIR* const folder = opendir(folder_.c_str());
  if (folder == nullptr) return;
  const std::string own = fmt::format("{}.", number_);
  while (const dirent* entry = readdir(folder)) {
    const std::string name = entry->d_name;
    if (name[0] < '0' || name[0] > '9' || name.starts_with(own)) continue;
    unlink((folder_ + "/" + name).c_str());
  }
  closedir(folder);
}

}  // namespace galena::host
