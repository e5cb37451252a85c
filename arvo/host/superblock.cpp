#include "arvo/host/superblock.h"

#include <string.h>

#include <algorithm>

#include "nock/base/checksum.h"
#include "nock/noun/image.h"

namespace galena::host {
namespace {

constexpr uint64_t kMagic = 0x32616e656c6167;       // "galena2"
constexpr uint64_t kOlderMagic = 0x31616e656c6167;  // "galena1"
constexpr size_t kOlderBlock = 6 * Image::kBlock;
constexpr uint64_t kPage = 4096;
// Of a generation or an image: more than anybody writes, and one more is still a number.
constexpr uint64_t kMaxNumber = uint64_t{1} << 48;
// What a process may address; an image lies below.
constexpr uint64_t kAddresses = uint64_t{1} << 47;

uint32_t checksum(const Superblock& block) {
  return crc32c(&block, offsetof(Superblock, sum));
}

// Whether a word is a cell of the image that the block speaks for: what a checkpoint keeps is one.
bool is_cell_of(uint64_t word, const Superblock& block) {
  const Noun noun = Noun::from_word(word);
  if (!noun.is_cell() || word - 1 < block.base) return false;
  const uint64_t at = word - 1 - block.base;
  return at < block.cell_bytes && at % sizeof(Cell) == 0;
}

}  // namespace

size_t bytes_of_block(const Superblock& block) {
  return block.magic == kOlderMagic ? kOlderBlock : Image::kBlock;
}

Superblock sealed(Superblock block) {
  block.magic = kMagic;
  block.sum = checksum(block);
  return block;
}

std::string fault_of(const Superblock& block) {
  const bool is_known = block.magic == kMagic || block.magic == kOlderMagic;
  if (!is_known || block.sum != checksum(block)) return "it is not what was written";
  for (const uint64_t number : {block.generation, block.number}) {
    if (number == 0 || number > kMaxNumber) return "no checkpoint has such a number";
  }
  if (block.base == 0 || block.base % kPage != 0 || block.base > kAddresses - 2 * Image::kColumn) {
    return "no image can lie where it says";
  }
  for (const uint64_t bytes : {block.cell_bytes, block.atom_bytes}) {
    if (bytes > Image::kColumn || bytes % bytes_of_block(block) != 0) return "no column is as long as it says";
  }
  if (block.base_bytes > block.cell_bytes + block.atom_bytes) return "its image has shrunk";
  if (!is_cell_of(block.root, block)) return "its root is not in the image";
  return {};
}

std::vector<Superblock> parse_superblocks(std::span<const uint8_t> file) {
  std::vector<Superblock> whole;
  for (size_t slot = 0; slot < 2; ++slot) {
    Superblock block;
    if (file.size() < slot * kSlot + sizeof block) break;
    memcpy(&block, file.data() + slot * kSlot, sizeof block);
    if (fault_of(block).empty()) whole.push_back(block);
  }
  std::sort(whole.begin(), whole.end(), [](const auto& a, const auto& b) { return a.generation > b.generation; });
  return whole;
}

OrRefused<std::vector<uint32_t>> parse_sums(std::span<const uint8_t> file, size_t blocks, uint32_t wanted) {
  if (file.size() / sizeof(uint32_t) < blocks) return Refused{"is too short"};
  std::vector<uint32_t> sums(blocks);
  if (blocks != 0) memcpy(sums.data(), file.data(), blocks * sizeof(uint32_t));
  if (crc32c(sums.data(), blocks * sizeof(uint32_t)) != wanted) return Refused{"is not what was written"};
  return sums;
}

}  // namespace galena::host
