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

#include "arvo/host/checkpoint_copy.h"
#include "arvo/host/failure.h"
#include "arvo/host/guard.h"
#include "nock/base/check.h"
#include "nock/base/checksum.h"

namespace galena::host {
namespace {

// What one touch of a mapped image checks, at the least: 1.5 MB take 0.2 ms.
constexpr size_t kUnit = 384 * Image::kBlock;
// The system allows 65530 areas of memory a process; each unit touched may become one.
constexpr size_t kMaxUnits = 8192;
constexpr size_t kChunkBlocks = 384;

constexpr size_t kCells = 0, kAtoms = 1;
const char* const kColumns[] = {"cells", "atoms"};

std::vector<Superblock> slots_in(const OpenFolder& folder) {
  return parse_superblocks(OpenFile(folder, kSuperblock, O_RDONLY).read_up_to(2 * kSlot));
}

// Copies `bytes` of a column, from the byte `at` on: words that another thread may be writing caches into. In a column
// of cells the number of their code, the upper half of the first word of every three, is left out.
void copy_words(uint64_t* to, const char* column, size_t at, size_t bytes, bool cells) {
  constexpr size_t kWords = sizeof(Cell) / sizeof(uint64_t);
  const auto* words = reinterpret_cast<const uint64_t*>(column + at);
  const size_t count = bytes / sizeof(uint64_t);
  for (size_t i = 0; i < count; ++i) to[i] = __atomic_load_n(words + i, __ATOMIC_RELAXED);
  if (!cells) return;
  const size_t before = at / sizeof(uint64_t) % kWords;
  for (size_t i = before == 0 ? 0 : kWords - before; i < count; i += kWords) to[i] &= UINT32_MAX;
}

// What the checks below ask about. Nothing of it runs where there are none.

// Whether a noun is direct, or lies in what an image has in use.
[[maybe_unused]] bool is_in(const Image& image, Noun noun) {
  const auto at = reinterpret_cast<uint64_t>(noun.is_cell() ? image.cells() : image.atoms());
  if (noun.is_direct()) return true;
  if (noun.is_cell()) return noun.word() - 1 - at < image.cell_bytes() && (noun.word() - 1 - at) % sizeof(Cell) == 0;
  return noun.word() - 3 - at < image.atom_bytes() && (noun.word() - 3 - at) % sizeof(uint64_t) == 0;
}

// Whether the cells of an image from the byte `from` on refer to nothing outside of it.
[[maybe_unused]] bool is_closed(const Image& image, size_t from) {
  from = (from + sizeof(Cell) - 1) / sizeof(Cell) * sizeof(Cell);
  for (size_t at = from; at + sizeof(Cell) <= image.cell_bytes(); at += sizeof(Cell)) {
    const auto* const cell = reinterpret_cast<const Cell*>(image.cells() + at);
    if (!is_in(image, cell->head) || !is_in(image, cell->tail)) return false;
  }
  return true;
}

// Whether a block of a file has this checksum.
[[maybe_unused]] bool is_in_file(const OpenFile& in, size_t offset, uint32_t sum) {
  std::vector<char> block(Image::kBlock);
  return in.ok() && in.read(block.data(), block.size(), offset) && crc32c(block.data(), block.size()) == sum;
}

// Whether a file of sums begins with so many that have this checksum.
[[maybe_unused]] bool are_in_file(const OpenFile& in, size_t blocks, uint32_t sum) {
  return static_cast<bool>(parse_sums(in.read_up_to(blocks * sizeof(uint32_t)), blocks, sum));
}

[[maybe_unused]] Superblock newest_in(const OpenFolder& folder) {
  const std::vector<Superblock> slots = slots_in(folder);
  return slots.empty() ? Superblock{} : slots.front();
}

// Whether the slot that is to be written is not the one that counts: where one of them does, it is the other.
[[maybe_unused]] bool spares_the_last(const OpenFolder& folder, const Superblock& next) {
  for (const Superblock& slot : slots_in(folder)) {
    // One of the same generation was not finished: its place is this one's.
    if (slot.generation > next.generation) return false;
    if (slot.generation % 2 != next.generation % 2 && slot.generation + 1 != next.generation) return false;
  }
  return true;
}

}  // namespace

std::string checkpoint_file(uint64_t number, size_t column, const char* more) {
  return fmt::format("{}.{}{}", number, kColumns[column], more);
}

struct Checkpoint::Job {
  // What is on disk of it.
  enum class Step : uint8_t { nothing, columns, sums, slot };

  std::shared_ptr<const OpenFolder> pier;
  std::unique_ptr<OpenFolder> folder;  // below it, once it is there
  const Image* image = nullptr;
  bool first = false;  // of its image
  // Of each column: what is written and what is to be.
  struct Part {
    const char* begin;
    size_t from, to;
    uint32_t sums_sum;                // of what is written
    std::vector<uint32_t> sums = {};  // of what is to be
  } parts[2];
  Superblock block;
  Step step = Step::nothing;

  OpenFile file(size_t column, const char* more = "") const {
    return {*folder, checkpoint_file(block.number, column, more), O_RDWR | O_CREAT};
  }
};

Checkpoint::Checkpoint(const std::string& pier, bool read_only, std::string below)
    : pier_(std::make_shared<const OpenFolder>(pier)), read_only_(read_only), below_(std::move(below)) {
  GALENA_CHECK(read_only || below_ == kCheckpointFolder);
}

Checkpoint::~Checkpoint() {
  forget_image();
}

OpenFile Checkpoint::file(uint64_t number, size_t column, const char* more) const {
  return {*folder_, checkpoint_file(number, column, more), O_RDONLY};
}

uint64_t Checkpoint::newest_event(const OpenFolder& pier) {
  if (!pier.has(kCheckpointFolder)) return 0;
  const std::vector<Superblock> slots = slots_in(OpenFolder(pier, kCheckpointFolder));
  return slots.empty() ? 0 : slots.front().event;
}

void Checkpoint::forget_written() {
  for (Column& column : columns_) {
    column.written = 0;
    column.sums_sum = 0;
  }
  base_bytes_ = 0;
}

void Checkpoint::unguard_columns() {
  for (Column& column : columns_) unguard(std::exchange(column.guard, -1));
}

void Checkpoint::forget_image() {
  unguard_columns();
  image_.reset();
  old_image_.reset();
  forget_written();
}

std::vector<Superblock> Checkpoint::slots() const {
  return slots_in(*folder_);
}

std::optional<CheckpointMark> Checkpoint::load() {
  GALENA_CHECK(owner_.is_here());
  GALENA_CHECK(!image_ && event_ == 0);  // once, or after set_aside
  if (!pier_->has(below_)) return std::nullopt;
  folder_ = std::make_unique<OpenFolder>(*pier_, below_);
  if (!folder_->has(kSuperblock)) return std::nullopt;
  std::string why = folder_->path(kSuperblock) + " is not what was written";
  for (std::vector<Superblock> tried; tried != slots();) {
    // Once more, where a host that runs beside us has written another, and has removed what this one spoke for.
    tried = slots();
    for (const Superblock& block : tried) {
      const OrRefused<CheckpointMark> mark = map(block);
      if (mark) {
        generation_ = block.generation;
        event_ = block.event;
        return mark.value();
      }
      forget_image();
      why = mark.why();
    }
  }
  remark_ = fmt::format("the checkpoint is damaged: {}; it is set aside, and the events are run again", why);
  set_aside();
  return std::nullopt;
}

void Checkpoint::set_aside() {
  GALENA_CHECK(owner_.is_here());
  forget_image();
  // The numbers of images go on, so that a new one does not meet the files of the old.
  for (const Superblock& block : slots()) number_ = std::max(number_, block.number);
  const std::string aside = std::string(kSuperblock) + ".damaged";
  if (!read_only_) renameat(folder_->fd(), kSuperblock, folder_->fd(), aside.c_str());
  event_ = 0;
}

void Checkpoint::begin_with(const OpenFolder& other) {
  GALENA_CHECK(owner_.is_here());
  GALENA_CHECK(!image_ && event_ == 0 && !read_only_);
  folder_ = std::make_unique<OpenFolder>(OpenFolder::made(*pier_, kCheckpointFolder));
  GALENA_CHECK(!folder_->has(kSuperblock));
  // Of a number that no file here has: what was set aside may lie beside it.
  copy_checkpoint(other, *folder_, ++number_);
  folder_->sync();
  OpenFolder(*pier_, ".urb").sync();
}

OrRefused<CheckpointMark> Checkpoint::map(const Superblock& block) {
  if (const std::string trouble = read_sums(block); !trouble.empty()) return Refused{trouble};
  bool moved = false;
  try {
    image_ = std::make_unique<Image>(block.base);
  } catch (const std::bad_alloc&) {
    moved = true;
    image_ = std::make_unique<Image>();
  }
  for (const size_t column : {kCells, kAtoms}) {
    if (const std::string trouble = map_column(block, column, moved); !trouble.empty()) return Refused{trouble};
  }
  image_->adopt(block.cell_bytes, block.atom_bytes);
  number_ = block.number;
  base_bytes_ = block.base_bytes;
  CheckpointMark mark{block.event, block.mug, Noun::from_word(block.root)};
  if (bytes_of_block(block) != Image::kBlock) {
    // An older build has summed it in other blocks: what is here is good, and is written anew.
    ++number_;
  } else if (!moved) {
    columns_[kCells].written = block.cell_bytes;
    columns_[kCells].sums_sum = block.cell_sums;
    columns_[kAtoms].written = block.atom_bytes;
    columns_[kAtoms].sums_sum = block.atom_sums;
  }
  if (moved) {
    // Somebody else has the addresses. What is here is good, but not what the files say: they are written anew.
    const uint64_t distance = image_->base() - block.base;
    image_->relocate(distance);
    mark.root = Noun::from_word(block.root + distance);
    ++number_;
  }
  GALENA_CHECK(is_in(*image_, mark.root));
  return mark;
}

std::string Checkpoint::read_sums(const Superblock& block) {
  for (const size_t column : {kCells, kAtoms}) {
    const OpenFile in = file(block.number, column, ".sums");
    if (!in.ok()) return in.path() + " is missing";
    const size_t blocks = (column == kCells ? block.cell_bytes : block.atom_bytes) / bytes_of_block(block);
    const uint32_t wanted = column == kCells ? block.cell_sums : block.atom_sums;
    OrRefused<std::vector<uint32_t>> sums = parse_sums(in.read_up_to(blocks * sizeof(uint32_t)), blocks, wanted);
    if (!sums) return fmt::format("{} {}", in.path(), sums.why());
    columns_[column].sums = sums.value();
  }
  return {};
}

std::string Checkpoint::map_column(const Superblock& block, size_t column, bool moved) {
  const std::vector<uint32_t>& sums = columns_[column].sums;
  const size_t block_bytes = bytes_of_block(block), bytes = sums.size() * block_bytes;
  if (bytes == 0) return {};
  char* const begin = begin_of(column);
  const OpenFile in = file(block.number, column);
  if (!in.ok()) return in.path() + " is missing";
  if (in.size() < bytes) return in.path() + " is too short";
  void* const at = mmap(begin, bytes, moved ? PROT_READ | PROT_WRITE : PROT_NONE,
                        MAP_PRIVATE | MAP_FIXED | MAP_NORESERVE, in.fd(), 0);
  if (at == MAP_FAILED) return fmt::format("{} cannot be mapped: {}", in.path(), strerror(errno));
  if (!moved) {
    guard_column(block, column);
    return {};
  }
  for (size_t i = 0; i < sums.size(); ++i) {
    if (crc32c(begin + i * block_bytes, block_bytes) != sums[i]) {
      return fmt::format("block {} of {} is not what was written", i, in.path());
    }
  }
  return {};
}

void Checkpoint::guard_column(const Superblock& block, size_t column) {
  const std::vector<uint32_t>& sums = columns_[column].sums;
  GuardedRange range;
  range.begin = begin_of(column);
  range.block = bytes_of_block(block);
  range.size = sums.size() * range.block;
  range.sums = sums.data();
  range.unit = std::max(kUnit / range.block, sums.size() / kMaxUnits + 1) * range.block;
  range.file = folder_->path(checkpoint_file(block.number, column));
  range.advice = below_ == kCheckpointFolder
                     ? fmt::format(
                           "the checkpoint of event {} is set aside: start again, and the events are run again "
                           "from the log",
                           block.event)
                     : "put back a copy of that epoch";
  if (!read_only_) range.vouches = kSuperblock;
  range.folder = folder_->fd();
  columns_[column].guard = guard(range);
}

Image& Checkpoint::image() {
  GALENA_CHECK(owner_.is_here());
  if (!image_) {
    image_ = std::make_unique<Image>();
    ++number_;
  }
  return *image_;
}

Image* Checkpoint::begin_anew() {
  GALENA_CHECK(owner_.is_here());
  GALENA_CHECK(job_.expired());  // it reads the image that is given up
  auto next = std::make_unique<Image>();
  before_ = {{columns_[kCells].written, columns_[kAtoms].written},
             {columns_[kCells].sums_sum, columns_[kAtoms].sums_sum},
             number_,
             base_bytes_};
  old_image_ = std::exchange(image_, std::move(next));
  ++number_;
  forget_written();
  return old_image_.get();
}

void Checkpoint::keep_old() {
  GALENA_CHECK(owner_.is_here());
  GALENA_CHECK(image_ && image_->bytes() == 0);
  image_ = std::move(old_image_);
  number_ = before_.number;
  base_bytes_ = before_.base_bytes;
  for (const size_t column : {kCells, kAtoms}) {
    columns_[column].written = before_.written[column];
    columns_[column].sums_sum = before_.sums_sum[column];
  }
}

size_t Checkpoint::unwritten() const {
  return image_ ? image_->bytes() - columns_[kCells].written - columns_[kAtoms].written : 0;
}

std::shared_ptr<Checkpoint::Job> Checkpoint::prepare(const CheckpointMark& mark) {
  GALENA_CHECK(owner_.is_here());
  GALENA_CHECK(job_.expired());  // one write at a time
  GALENA_CHECK(image_ && mark.root.is_cell() && is_in(*image_, mark.root));
  GALENA_CHECK(mark.event >= event_);
  if (old_image_) {
    unguard_columns();
    old_image_.reset();
  }
  auto job = std::make_shared<Job>();
  job->pier = pier_;
  job->image = image_.get();
  job->first = columns_[kCells].written == 0;
  if (job->first) base_bytes_ = image_->bytes();
  for (const size_t column : {kCells, kAtoms}) {
    const Column& done = columns_[column];
    GALENA_CHECK(done.written <= bytes_of(column) && done.written % Image::kBlock == 0);
    GALENA_CHECK(bytes_of(column) % Image::kBlock == 0);  // a step has ended: Image::seal
    job->parts[column] = {begin_of(column), done.written, bytes_of(column), done.sums_sum};
  }
  GALENA_CHECK(is_closed(*image_, columns_[kCells].written));
  Superblock block{};
  block.generation = generation_ + 1;
  block.number = number_;
  block.base = image_->base();
  block.cell_bytes = image_->cell_bytes();
  block.atom_bytes = image_->atom_bytes();
  block.root = mark.root.word();
  block.event = mark.event;
  block.mug = mark.mug;
  block.base_bytes = base_bytes_;
  job->block = block;
  job_ = job;
  return job;
}

void Checkpoint::write(Job& job, uint64_t logged) {
  GALENA_CHECK(job.block.event <= logged);  // as `resume` of the pier asks again when it has loaded one
  GALENA_CHECK(job.step == Job::Step::nothing);
  job.folder = std::make_unique<OpenFolder>(OpenFolder::made(*job.pier, kCheckpointFolder));
  write_columns(job);
  write_sums(job);
  write_slot(job);
}

void Checkpoint::write_columns(Job& job) {
  std::vector<uint64_t> chunk(kChunkBlocks * Image::kBlock / sizeof(uint64_t));
  const size_t chunk_bytes = chunk.size() * sizeof(uint64_t);
  for (const size_t column : {kCells, kAtoms}) {
    Job::Part& part = job.parts[column];
    const OpenFile out = job.file(column);
    if (!out.ok()) out.fail();
    for (size_t at = part.from; at < part.to; at += chunk_bytes) {
      const size_t bytes = std::min(chunk_bytes, part.to - at);
      copy_words(chunk.data(), part.begin, at, bytes, column == kCells);
      for (size_t i = 0; i < bytes; i += Image::kBlock) {
        part.sums.push_back(crc32c(chunk.data() + i / sizeof(uint64_t), Image::kBlock));
      }
      out.write(chunk.data(), bytes, at);
    }
    if (part.from == part.to) continue;
    out.sync();
    GALENA_CHECK(part.sums.size() == (part.to - part.from) / Image::kBlock);
    GALENA_CHECK(is_in_file(out, part.to - Image::kBlock, part.sums.back()));
  }
  job.step = Job::Step::columns;
}

void Checkpoint::write_sums(Job& job) {
  GALENA_CHECK(job.step == Job::Step::columns);
  for (const size_t column : {kCells, kAtoms}) {
    Job::Part& part = job.parts[column];
    const OpenFile out = job.file(column, ".sums");
    if (!out.ok()) out.fail();
    // What an older slot speaks for stays, and the new ones follow it.
    GALENA_CHECK(are_in_file(out, part.from / Image::kBlock, part.sums_sum));
    if (part.sums.empty()) continue;
    const size_t bytes = part.sums.size() * sizeof(uint32_t);
    out.write(part.sums.data(), bytes, part.from / Image::kBlock * sizeof(uint32_t));
    out.sync();
    part.sums_sum = crc32c(part.sums.data(), bytes, part.sums_sum);
    GALENA_CHECK(are_in_file(out, part.to / Image::kBlock, part.sums_sum));
  }
  job.block.cell_sums = job.parts[kCells].sums_sum;
  job.block.atom_sums = job.parts[kAtoms].sums_sum;
  job.step = Job::Step::sums;
}

void Checkpoint::write_slot(Job& job) {
  GALENA_CHECK(job.step == Job::Step::sums);
  job.block = sealed(job.block);
  GALENA_CHECK(fault_of(job.block).empty());
  // The names of new files must be there before anything refers to them.
  if (job.first) job.folder->sync();
  const bool is_new = !job.folder->has(kSuperblock);
  GALENA_CHECK(is_new || spares_the_last(*job.folder, job.block));
  const OpenFile out(*job.folder, kSuperblock, O_RDWR | O_CREAT);
  if (!out.ok()) out.fail();
  out.write(&job.block, sizeof job.block, job.block.generation % 2 * kSlot);
  out.sync();
  if (is_new) {
    job.folder->sync();
    OpenFolder(*job.pier, ".urb").sync();
  }
  GALENA_CHECK(newest_in(*job.folder) == job.block);
  job.step = Job::Step::slot;
}

void Checkpoint::finish(const Job& job) {
  GALENA_CHECK(owner_.is_here());
  GALENA_CHECK(job.step == Job::Step::slot);
  GALENA_CHECK(job.block.generation == generation_ + 1);
  generation_ = job.block.generation;
  event_ = job.block.event;
  if (job.image != image_.get()) return;
  for (const size_t column : {kCells, kAtoms}) {
    GALENA_CHECK(columns_[column].written == job.parts[column].from && job.parts[column].to <= bytes_of(column));
    columns_[column].written = job.parts[column].to;
    columns_[column].sums_sum = job.parts[column].sums_sum;
  }
  if (job.first) remove_other_images(*job.folder);
}

// Files of images that no newest superblock speaks for. What a damaged checkpoint left goes, too: it has been replaced.
void Checkpoint::remove_other_images(const OpenFolder& below) const {
  const int own_fd = openat(below.fd(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR* const folder = own_fd < 0 ? nullptr : fdopendir(own_fd);
  if (folder == nullptr) return;
  const std::string own = fmt::format("{}.", number_);
  while (const dirent* entry = readdir(folder)) {
    const std::string name = entry->d_name;
    if (name[0] < '0' || name[0] > '9' || name.starts_with(own)) continue;
    unlinkat(below.fd(), name.c_str(), 0);
  }
  closedir(folder);
}

}  // namespace galena::host
