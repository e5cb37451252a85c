// Any bytes as a superblock and the sums of a column. What counts is within bounds, the newest comes first, and it is
// what would be written again.
//
// Input: a byte of flags; two slots, one behind the other; sums. By the flags a slot's checksum is put right, and that
// of the sums: else nothing would get any further.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

#include "arvo/host/superblock.h"
#include "nock/base/checksum.h"
#include "nock/noun/image.h"
#include "test/fuzz/require.h"

using namespace galena;
using namespace galena::host;

namespace {

void require_within_bounds(const Superblock& block) {
  require(block.base != 0 && block.base % 4096 == 0 && block.base + 2 * Image::kColumn <= uint64_t{1} << 47);
  require(block.cell_bytes % Image::kBlock == 0 && block.cell_bytes <= Image::kColumn);
  require(block.atom_bytes % Image::kBlock == 0 && block.atom_bytes <= Image::kColumn);
  const Noun root = Noun::from_word(block.root);
  require(root.is_cell());
  const auto at = reinterpret_cast<uint64_t>(root.cell());
  require(at >= block.base && at + sizeof(Cell) <= block.base + block.cell_bytes);
  require((at - block.base) % sizeof(Cell) == 0);
  require(block.generation + 1 != 0 && block.number + 1 != 0);
  require(sealed(block) == block);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const uint8_t flags = data[0];
  std::span<const uint8_t> rest(data + 1, size - 1);
  std::vector<uint8_t> file;
  for (size_t slot = 0; slot < 2 && !rest.empty(); ++slot) {
    Superblock block{};
    const size_t bytes = std::min(rest.size(), sizeof block);
    memcpy(&block, rest.data(), bytes);
    rest = rest.subspan(bytes);
    if ((flags >> slot & 1) != 0) block = sealed(block);
    file.resize(slot * kSlot);
    const auto* const whole = reinterpret_cast<const uint8_t*>(&block);
    file.insert(file.end(), whole, whole + bytes);
  }
  const std::vector<Superblock> blocks = parse_superblocks(file);
  require(blocks.size() <= 2);
  if (blocks.size() == 2) require(blocks[0].generation >= blocks[1].generation);
  for (const Superblock& block : blocks) {
    require_within_bounds(block);
    const size_t count = block.cell_bytes / Image::kBlock;
    const bool put_right = (flags & 4) != 0 && rest.size() / sizeof(uint32_t) >= count;
    const uint32_t wanted = put_right ? crc32c(rest.data(), count * sizeof(uint32_t)) : block.cell_sums;
    const auto sums = parse_sums(rest, count, wanted);
    require(!put_right || sums);
    if (!sums) continue;
    require(sums.value().size() == count);
    require(count == 0 || memcmp(sums.value().data(), rest.data(), count * sizeof(uint32_t)) == 0);
  }
  return 0;
}
