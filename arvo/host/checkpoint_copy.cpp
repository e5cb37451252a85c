#include "arvo/host/checkpoint_copy.h"

#include <errno.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>

#include <algorithm>

#include "arvo/host/checkpoint.h"
#include "arvo/host/failure.h"
#include "arvo/host/image_audit.h"
#include "nock/base/checksum.h"
#include "nock/noun/image.h"

namespace galena::host {
namespace {

constexpr size_t kChunkBlocks = 384;
// Of what a checkpoint keeps, [%galena version kernel ...].
constexpr uint64_t kKernelAxis = 14;

HostFailure damaged(const OpenFile& file, const std::string& what) {
  return {FailureKind::damaged, fmt::format("error: {} is damaged: {}; put back a copy of it", file.path(), what)};
}

Superblock newest_in(const OpenFolder& folder) {
  const OpenFile file(folder, kSuperblock, O_RDONLY);
  const std::vector<Superblock> slots = parse_superblocks(file.read_up_to(2 * kSlot));
  if (slots.empty()) throw damaged(file, file.ok() ? "it is not what was written" : "it is missing");
  if (bytes_of_block(slots.front()) != Image::kBlock) {
    throw HostFailure{FailureKind::usage, fmt::format("error: {} is of an older build: galena checkpoint DIR --compact "
                                                      "writes it anew",
                                                      file.path())};
  }
  return slots.front();
}

// One column of a checkpoint, as it lies in the files of a folder.
struct ColumnFiles {
  const OpenFolder& folder;
  const Superblock& block;
  size_t column;

  std::string name(uint64_t number, const char* more = "") const { return checkpoint_file(number, column, more); }
  size_t bytes() const { return column == 0 ? block.cell_bytes : block.atom_bytes; }

  OpenFile open() const {
    OpenFile file(folder, name(block.number), O_RDONLY);
    if (!file.ok() && bytes() != 0) throw damaged(file, file.why());
    return file;
  }
  std::vector<uint32_t> sums() const {
    const OpenFile file(folder, name(block.number, ".sums"), O_RDONLY);
    const size_t blocks = bytes() / Image::kBlock;
    OrRefused<std::vector<uint32_t>> sums =
        parse_sums(file.read_up_to(blocks * sizeof(uint32_t)), blocks, column == 0 ? block.cell_sums : block.atom_sums);
    if (!sums) throw damaged(file, sums.why());
    return sums.value();
  }
};

void copy_column(const ColumnFiles& from, const OpenFolder& to, uint64_t number) {
  const std::vector<uint32_t> sums = from.sums();
  const OpenFile in = from.open();
  const OpenFile out(to, from.name(number), O_RDWR | O_CREAT),
      sums_out(to, from.name(number, ".sums"), O_RDWR | O_CREAT);
  if (!out.ok()) out.fail();
  if (!sums_out.ok()) sums_out.fail();
  std::vector<uint8_t> chunk(kChunkBlocks * Image::kBlock);
  for (size_t at = 0; at < from.bytes(); at += chunk.size()) {
    const size_t bytes = std::min(chunk.size(), from.bytes() - at);
    if (!in.read(chunk.data(), bytes, at)) throw damaged(in, "it is cut off");
    for (size_t i = 0; i < bytes; i += Image::kBlock) {
      const size_t block = (at + i) / Image::kBlock;
      if (crc32c(chunk.data() + i, Image::kBlock) != sums[block]) {
        throw damaged(in, fmt::format("block {} is not what was written", block));
      }
    }
    out.write(chunk.data(), bytes, at);
  }
  out.sync();
  if (!sums.empty()) sums_out.write(sums.data(), sums.size() * sizeof(uint32_t), 0);
  sums_out.sync();
}

// A file of a checkpoint as memory, for as long as this lives.
class MappedColumn {
 public:
  explicit MappedColumn(const ColumnFiles& files) : bytes_(files.bytes()) {
    if (bytes_ == 0) return;
    const OpenFile in = files.open();
    if (in.size() < bytes_) throw damaged(in, "it is cut off");
    at_ = mmap(nullptr, bytes_, PROT_READ, MAP_PRIVATE, in.fd(), 0);
    if (at_ == MAP_FAILED) throw disk_failure("map " + in.path(), errno);
    const std::vector<uint32_t> sums = files.sums();
    for (size_t i = 0; i < sums.size(); ++i) {
      if (crc32c(span().data() + i * Image::kBlock, Image::kBlock) == sums[i]) continue;
      munmap(at_, bytes_);
      throw damaged(in, fmt::format("block {} is not what was written", i));
    }
  }
  ~MappedColumn() {
    if (bytes_ != 0) munmap(at_, bytes_);
  }
  MappedColumn(const MappedColumn&) = delete;
  MappedColumn& operator=(const MappedColumn&) = delete;
  std::span<const uint8_t> span() const { return {static_cast<const uint8_t*>(at_), bytes_}; }

 private:
  size_t bytes_;
  void* at_ = nullptr;
};

}  // namespace

Superblock copy_checkpoint(const OpenFolder& from, const OpenFolder& to, uint64_t number) {
  Superblock block = newest_in(from);
  for (const size_t column : {size_t{0}, size_t{1}}) copy_column({from, block, column}, to, number);
  block.number = number;
  block = sealed(block);
  const OpenFile out(to, kSuperblock, O_RDWR | O_CREAT);
  if (!out.ok()) out.fail();
  out.write(&block, sizeof block, block.generation % 2 * kSlot);
  out.sync();
  return block;
}

Superblock verify_checkpoint(const OpenFolder& folder) {
  const Superblock block = newest_in(folder);
  const MappedColumn cells({folder, block, 0}), atoms({folder, block, 1});
  const ImageBytes bytes{cells.span(), atoms.span(), block.base};
  const Noun root = Noun::from_word(block.root);
  const OpenFile file(folder, checkpoint_file(block.number, 0), O_RDONLY);
  const OrRefused<uint32_t> mug = audit(bytes, root, kKernelAxis);
  if (!mug) throw damaged(file, mug.why());
  if (mug.value() != block.mug) throw damaged(file, "its kernel is another than is written of it");
  return block;
}

}  // namespace galena::host
