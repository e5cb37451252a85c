// Any bytes as the columns of an image. An audit ends, and what it takes is closed: every part of every cell is a noun
// of the image, and the mug that it yields is that of the leaves.
//
// Input: a byte, how many cells there are; then the words of the columns, cells first. Pointers are put right by a flag
// in a word's lowest bits as they stand: what is of the image begins at kBase.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

#include "arvo/host/image_audit.h"
#include "nock/noun/image.h"
#include "nock/noun/mug.h"
#include "test/fuzz/require.h"

using namespace galena;
using namespace galena::host;

namespace {

constexpr uint64_t kBase = uint64_t{1} << 40;

// The mug of a noun of the columns, from its leaves; 0 where it is deeper than such a small image is without a circle.
uint32_t leaf_mug(const ImageBytes& image, Noun noun, size_t depth) {
  if (noun.is_direct()) return mug(noun);
  if (depth > 256) return 0;
  if (!noun.is_cell()) {
    const uint64_t at = noun.word() - 3 - kBase - Image::kColumn;
    Header header;
    memcpy(static_cast<void*>(&header), image.atoms.data() + at, sizeof header);
    return mug_bytes(image.atoms.subspan(at + sizeof header, header.aux * sizeof(uint64_t)));
  }
  Cell cell;
  memcpy(static_cast<void*>(&cell), image.cells.data() + (noun.word() - 1 - kBase), sizeof cell);
  const uint32_t head = leaf_mug(image, cell.head, depth + 1);
  const uint32_t tail = head == 0 ? 0 : leaf_mug(image, cell.tail, depth + 1);
  return tail == 0 ? 0 : mug_pair(head, tail);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const size_t cells = std::min<size_t>(data[0] % 16, (size - 1) / sizeof(Cell));
  const std::span<const uint8_t> rest(data + 1, size - 1);
  const ImageBytes image{rest.subspan(0, cells * sizeof(Cell)),
                         rest.subspan(cells * sizeof(Cell), (rest.size() - cells * sizeof(Cell)) / 8 * 8), kBase};
  for (size_t i = 0; i < cells; ++i) {
    const Noun root = Noun::from_word((kBase + i * sizeof(Cell)) | 1);
    const OrRefused<uint32_t> found = audit(image, root);
    // A circle whose mugs fit is not found by a search.
    const uint32_t leaves = found ? leaf_mug(image, root, 0) : 0;
    require(!found || leaves == found.value());
  }
  return 0;
}
