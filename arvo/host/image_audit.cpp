#include "arvo/host/image_audit.h"

#include <fmt/format.h>
#include <string.h>

#include <bit>
#include <optional>
#include <vector>

#include "nock/noun/image.h"
#include "nock/noun/mug.h"

namespace galena::host {
namespace {

constexpr uint32_t kMug = 0x7fffffff;  // the bits of it
constexpr size_t kWord = sizeof(uint64_t);

template <class T>
T read_at(std::span<const uint8_t> bytes, size_t at) {
  T thing;
  memcpy(static_cast<void*>(&thing), bytes.data() + at, sizeof thing);
  return thing;
}

class Audit {
 public:
  explicit Audit(const ImageBytes& image) : image_(image), atoms_(image.atoms.size() / kWord) {}

  // Empty, or a fault.
  std::string look_at_atoms() {
    for (size_t at = 0; at + sizeof(Header) <= image_.atoms.size();) {
      const auto header = read_at<Header>(image_.atoms, at);
      if (header.aux == 0) {
        // What pads a step.
        at += kWord;
        continue;
      }
      const size_t bytes = header.aux * kWord;
      if (bytes > image_.atoms.size() - at - sizeof header) return fmt::format("the atom at {} is cut off", at);
      const std::span<const uint8_t> limbs = image_.atoms.subspan(at + sizeof header, bytes);
      const auto last = read_at<uint64_t>(limbs, bytes - kWord);
      if (last == 0 || (header.aux == 1 && last <= Noun::kMaxDirect)) {
        return fmt::format("the atom at {} is not in normal form", at);
      }
      if ((header.mug & kMug) != mug_bytes(limbs))
        return fmt::format("the atom at {} has not the mug of its bytes", at);
      atoms_[at / kWord] = true;
      at += sizeof header + bytes;
    }
    return {};
  }

  std::string look_at_cells() const {
    for (size_t at = 0; at + sizeof(Cell) <= image_.cells.size(); at += sizeof(Cell)) {
      const auto mug = read_at<Header>(image_.cells, at).mug & kMug;
      const Noun head = part(at, offsetof(Cell, head)), tail = part(at, offsetof(Cell, tail));
      // What pads a step, and what would lie across its end.
      if (mug == 0 && head == Noun::zero()) continue;
      const auto one = mug_of(head), other = mug_of(tail);
      if (!one || !other) return fmt::format("the cell at {} has a part that is not in the image", at);
      if (mug_pair(*one, *other) != mug) return fmt::format("the cell at {} has not the mug of its parts", at);
    }
    return {};
  }

  // As its header says; nothing where it is no noun of the image.
  std::optional<uint32_t> mug_of(Noun noun) const {
    if (!noun.is_noun()) return std::nullopt;
    if (noun.is_direct()) return mug(noun);
    const bool is_cell = noun.is_cell();
    const uint64_t at = noun.word() - (is_cell ? 1 : 3) - image_.base - (is_cell ? 0 : Image::kColumn);
    if (is_cell) {
      if (at % sizeof(Cell) != 0 || at >= image_.cells.size() || image_.cells.size() - at < sizeof(Cell)) return {};
      // What pads a step is no noun.
      const uint32_t mug = read_at<Header>(image_.cells, at).mug & kMug;
      return mug == 0 ? std::nullopt : std::optional(mug);
    }
    if (at % kWord != 0 || at / kWord >= atoms_.size() || !atoms_[at / kWord]) return std::nullopt;
    return read_at<Header>(image_.atoms, at).mug & kMug;
  }

  Noun part(size_t at, size_t offset) const { return Noun::from_word(read_at<uint64_t>(image_.cells, at + offset)); }

 private:
  const ImageBytes& image_;
  std::vector<bool> atoms_;  // by word: whether one begins there
};

}  // namespace

OrRefused<uint32_t> audit(const ImageBytes& image, Noun root, uint64_t axis) {
  Audit looking(image);
  std::string fault = looking.look_at_atoms();
  if (fault.empty()) fault = looking.look_at_cells();
  if (!fault.empty()) return Refused{fault};
  for (auto bit = static_cast<unsigned>(std::bit_width(axis)) - 1; bit-- > 0;) {
    if (!root.is_noun() || !root.is_cell() || !looking.mug_of(root)) return Refused{"its root is not what is kept"};
    const size_t at = root.word() - 1 - image.base;
    root = looking.part(at, (axis >> bit & 1) != 0 ? offsetof(Cell, tail) : offsetof(Cell, head));
  }
  const auto mug = looking.mug_of(root);
  if (!mug) return Refused{"its root is not in the image"};
  return *mug;
}

}  // namespace galena::host
