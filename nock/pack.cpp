#include "nock/pack.h"

#include <boost/unordered/unordered_flat_map.hpp>
#include <cstring>

#include "nock/mug.h"

namespace galena {
namespace {

// Numbers: those of the base's cells, then the atoms, then the cells.
struct PackHead {
  uint32_t magic;
  uint32_t base;
  uint32_t atoms;
  uint32_t limbs;
  uint32_t cells;
  uint32_t roots;
};
// Behind it: the limbs of all atoms (uint64), how many each has (uint32), the cells, the numbers of the roots (uint32).
struct PackCell {
  uint32_t mug;
  uint32_t head;
  uint32_t tail;
};
constexpr uint32_t kMagic = 0x31706c67;

class Packer {
 public:
  explicit Packer(const PackBase* base) : base_(base) {}

  void add(Noun root) {
    stack_.push_back(root);
    while (!stack_.empty()) {
      const Noun noun = stack_.back();
      if (seen(noun)) {
        stack_.pop_back();
        continue;
      }
      // Head first: the nouns that are made together are read together.
      const Noun head = noun.head(), tail = noun.tail();
      if (!seen(head)) {
        stack_.push_back(head);
        continue;
      }
      if (!seen(tail)) {
        stack_.push_back(tail);
        continue;
      }
      stack_.pop_back();
      cells_.push_back({mug(noun), encode(head), encode(tail)});
      numbers_.emplace(noun.word(), static_cast<uint32_t>(cells_.size() - 1));
    }
    roots_.push_back(encode(root));
  }

  std::vector<uint8_t> finish() {
    const uint32_t base = base_ == nullptr ? 0 : base_->size();
    const auto atoms = static_cast<uint32_t>(counts_.size());
    const auto resolve = [&](uint32_t code) {
      switch (code >> 30) {
        case kBase:
          return code & kNumber;
        case kAtom:
          return base + (code & kNumber);
        default:
          return base + atoms + (code & kNumber);
      }
    };
    for (PackCell& cell : cells_) {
      cell.head = resolve(cell.head);
      cell.tail = resolve(cell.tail);
    }
    for (uint32_t& root : roots_) root = resolve(root);
    const PackHead head{kMagic,
                        base,
                        atoms,
                        static_cast<uint32_t>(limbs_.size()),
                        static_cast<uint32_t>(cells_.size()),
                        static_cast<uint32_t>(roots_.size())};
    std::vector<uint8_t> bytes;
    bytes.reserve(sizeof head + limbs_.size() * 8 + counts_.size() * 4 + cells_.size() * sizeof(PackCell) +
                  roots_.size() * 4);
    const auto append = [&](const void* data, size_t size) {
      const auto* from = static_cast<const uint8_t*>(data);
      bytes.insert(bytes.end(), from, from + size);
    };
    append(&head, sizeof head);
    append(limbs_.data(), limbs_.size() * 8);
    append(counts_.data(), counts_.size() * 4);
    append(cells_.data(), cells_.size() * sizeof(PackCell));
    append(roots_.data(), roots_.size() * 4);
    return bytes;
  }

 private:
  // Until the number of atoms is known, a number has its sort in the top bits.
  enum Sort : uint32_t { kBase, kAtom, kCell };
  static constexpr uint32_t kNumber = (uint32_t{1} << 30) - 1;

  bool seen(Noun noun) const {
    return !noun.is_cell() || numbers_.contains(noun.word()) ||
           (base_ != nullptr && base_->find(noun) != PackBase::kAbsent);
  }
  uint32_t encode(Noun noun) {
    if (noun.is_cell()) {
      if (base_ != nullptr) {
        if (const uint32_t number = base_->find(noun); number != PackBase::kAbsent) return kBase << 30 | number;
      }
      return static_cast<uint32_t>(kCell) << 30 | numbers_.at(noun.word());
    }
    const auto [it, fresh] = numbers_.try_emplace(noun.word(), static_cast<uint32_t>(counts_.size()));
    if (fresh) {
      uint64_t small;
      const Limbs l = limbs_of(noun, small);
      limbs_.insert(limbs_.end(), l.data, l.data + l.size);
      counts_.push_back(static_cast<uint32_t>(l.size));
    }
    return static_cast<uint32_t>(kAtom) << 30 | it->second;
  }

  const PackBase* base_;
  boost::unordered_flat_map<uint64_t, uint32_t> numbers_;
  std::vector<uint64_t> limbs_;
  std::vector<uint32_t> counts_;
  std::vector<PackCell> cells_;
  std::vector<uint32_t> roots_;
  std::vector<Noun> stack_;
};

}  // namespace

std::vector<uint8_t> pack(std::span<const Noun> roots, const PackBase* base) {
  Packer packer(base);
  for (const Noun root : roots) packer.add(root);
  return packer.finish();
}

std::optional<std::vector<Noun>> unpack(Arena& arena, std::span<const uint8_t> bytes, const PackBase* base,
                                        PackBase* made) {
  PackHead head;
  if (bytes.size() < sizeof head) return std::nullopt;
  std::memcpy(&head, bytes.data(), sizeof head);
  const uint32_t base_size = base == nullptr ? 0 : base->size();
  const uint64_t size = sizeof head + uint64_t{head.limbs} * 8 + uint64_t{head.atoms} * 4 +
                        uint64_t{head.cells} * sizeof(PackCell) + uint64_t{head.roots} * 4;
  if (head.magic != kMagic || head.base != base_size || size != bytes.size()) return std::nullopt;
  const uint8_t* at = bytes.data() + sizeof head;
  const auto take = [&]<class T>(std::vector<T>& out, size_t count) {
    out.resize(count);
    if (count != 0) std::memcpy(out.data(), at, count * sizeof(T));
    at += count * sizeof(T);
  };
  std::vector<uint64_t> limbs;
  std::vector<uint32_t> counts;
  take(limbs, head.limbs);
  take(counts, head.atoms);

  PackBase own;
  auto& nouns = own.nouns_;
  nouns.reserve(size_t{head.atoms} + head.cells);
  own.atoms_ = head.atoms;
  size_t limb = 0;
  for (const uint32_t count : counts) {
    if (count > limbs.size() - limb) return std::nullopt;
    nouns.push_back(arena.atom_limbs({limbs.data() + limb, count}));
    limb += count;
  }
  const auto noun_of = [&](uint32_t number) {
    if (number < base_size) return base->cell(number);
    const uint64_t here = uint64_t{number} - base_size;
    return here < nouns.size() ? nouns[here] : Noun::none();
  };
  if (made != nullptr) own.numbers_.reserve(head.cells);
  bool valid = true;
  uint64_t last = 0;
  uint32_t mug = 0;
  arena.cons_distinct(
      head.cells,
      [&](size_t i) {
        PackCell cell;
        std::memcpy(&cell, at + i * sizeof cell, sizeof cell);
        mug = cell.mug;
        Noun left = noun_of(cell.head), right = noun_of(cell.tail);
        if (left.is_none() || right.is_none()) {
          valid = false;
          left = right = Noun();
        }
        return std::pair{left, right};
      },
      [&](size_t i, Noun cell) {
        cell.cell()->header.mug = mug;
        nouns.push_back(cell);
        if (made == nullptr) return;
        // Those that were not here before lie one behind the other.
        if (own.numbers_.empty()) own.first_ = cell.word();
        if (own.numbers_.empty() || cell.word() == last + sizeof(Cell)) {
          own.numbers_.push_back(static_cast<uint32_t>(i));
          last = cell.word();
        } else {
          own.others_.emplace(cell.word(), static_cast<uint32_t>(i));
        }
      });
  if (!valid) return std::nullopt;
  at += size_t{head.cells} * sizeof(PackCell);
  std::vector<uint32_t> numbers;
  take(numbers, head.roots);
  std::vector<Noun> roots;
  for (const uint32_t number : numbers) {
    roots.push_back(noun_of(number));
    if (roots.back().is_none()) return std::nullopt;
  }
  if (made != nullptr) *made = std::move(own);
  return roots;
}

}  // namespace galena
