#include "nock/noun/pack.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <utility>

#include "nock/noun/mug.h"

namespace galena {
namespace {

// Behind it: the bases; the limbs of all atoms (uint64), how many each has (uint32), the cells, the numbers of the
// roots (uint32). Numbers: the cells of each base in turn, then the atoms, then the cells.
struct PackHead {
  uint32_t magic;
  uint32_t bases;
  uint32_t atoms;
  uint32_t limbs;
  uint32_t cells;
  uint32_t roots;
};
struct PackBase {
  Digest name;
  uint64_t cells;
};
struct PackCell {
  uint32_t mug;
  uint32_t head;
  uint32_t tail;
};
constexpr uint32_t kMagic = 0x32706c67;

}  // namespace

class PackSet::Writer {
 public:
  Writer(const PackSet& set, std::span<const Id> bases) : set_(set), bases_(bases), rank_(set.packs_.size(), kAbsent) {
    for (size_t i = bases.size(); i-- > 0;) {
      GALENA_CHECK(bases[i] < set.packs_.size());
      rank_[bases[i]] = static_cast<uint32_t>(i);
    }
  }

  void add(Noun root) {
    GALENA_CHECK(set_.arena_->owns(root));
    uint32_t code = look_up(root);
    if (code == kAbsent) {
      stack_.push_back({root, kAbsent});
      for (;;) {
        // The code of the noun on top, once those of its parts are known. Head first: the nouns that are made together
        // are read together.
        Open& top = stack_.back();
        const Noun part = top.head == kAbsent ? top.noun.head() : top.noun.tail();
        if (code == kAbsent) code = look_up(part);
        if (code == kAbsent) {
          stack_.push_back({part, kAbsent});
          continue;
        }
        if (top.head == kAbsent) {
          top.head = std::exchange(code, kAbsent);
          continue;
        }
        cells_.push_back({mug(top.noun), top.head, code});
        nouns_.push_back(top.noun);
        code = kCell << kShift | static_cast<uint32_t>(cells_.size() - 1);
        codes_.find(top.noun.word())->second = code;
        stack_.pop_back();
        if (stack_.empty()) break;
      }
    }
    roots_.push_back(code);
  }

  Bytes finish(Pack& made) {
    std::vector<PackBase> bases;
    std::vector<uint32_t> starts(bases_.size(), kAbsent);
    uint32_t number = 0;
    std::vector<bool> used(bases_.size());
    for (const Place& place : places_) used[rank_[place.pack]] = true;
    for (size_t i = 0; i < bases_.size(); ++i) {
      if (!used[i]) continue;
      const Pack& base = set_.packs_[bases_[i]];
      made.bases.push_back(bases_[i]);
      bases.push_back({base.name, base.size()});
      starts[i] = number;
      number += base.size();
    }
    const auto atoms = static_cast<uint32_t>(counts_.size());
    const auto resolve = [&](uint32_t& code) {
      const uint32_t index = code & kIndex;
      switch (code >> kShift) {
        case kPlace:
          code = starts[rank_[places_[index].pack]] + places_[index].number;
          break;
        case kAtom:
          code = number + index;
          break;
        case kCell:
          code = number + atoms + index;
          break;
      }
    };
    for (PackCell& cell : cells_) {
      resolve(cell.head);
      resolve(cell.tail);
    }
    for (uint32_t& root : roots_) resolve(root);

    const PackHead head{kMagic,
                        static_cast<uint32_t>(bases.size()),
                        atoms,
                        static_cast<uint32_t>(limbs_.size()),
                        static_cast<uint32_t>(cells_.size()),
                        static_cast<uint32_t>(roots_.size())};
    Bytes bytes(sizeof head + bases.size() * sizeof(PackBase) + limbs_.size() * 8 + counts_.size() * 4 +
                cells_.size() * sizeof(PackCell) + roots_.size() * 4);
    uint8_t* at = bytes.data();
    const auto append = [&](const void* data, size_t size) {
      if (size != 0) std::memcpy(at, data, size);
      at += size;
    };
    append(&head, sizeof head);
    append(bases.data(), bases.size() * sizeof(PackBase));
    append(limbs_.data(), limbs_.size() * 8);
    append(counts_.data(), counts_.size() * 4);
    append(cells_.data(), cells_.size() * sizeof(PackCell));
    append(roots_.data(), roots_.size() * 4);
    GALENA_CHECK(at == bytes.data() + bytes.size());
    made.nouns = std::move(nouns_);
    return bytes;
  }

 private:
  // Until it is known how many nouns of each sort there are, a number has its sort in the top bits.
  static constexpr uint32_t kPlace = 0, kAtom = 1, kCell = 2, kShift = 30;
  static constexpr uint32_t kIndex = (uint32_t{1} << kShift) - 1;

  // kAbsent for a cell that is still to be written; that is noted, so a noun is looked for in the bases once.
  uint32_t look_up(Noun noun) {
    GALENA_CHECK(cells_.size() <= kIndex && counts_.size() <= kIndex && places_.size() <= kIndex);
    const auto [it, fresh] = codes_.try_emplace(noun.word(), kAbsent);
    if (!fresh) return it->second;
    if (noun.is_cell()) {
      const Place place = set_.place_of(noun, rank_);
      if (place.number == kAbsent) return kAbsent;
      places_.push_back(place);
      return it->second = kPlace << kShift | static_cast<uint32_t>(places_.size() - 1);
    }
    uint64_t small;
    const Limbs l = limbs_of(noun, small);
    limbs_.insert(limbs_.end(), l.data, l.data + l.size);
    counts_.push_back(static_cast<uint32_t>(l.size));
    return it->second = kAtom << kShift | static_cast<uint32_t>(counts_.size() - 1);
  }

  struct Open {
    Noun noun;
    uint32_t head;  // its code
  };

  const PackSet& set_;
  std::vector<Open> stack_;  // from a root down to the noun that is being written
  std::span<const Id> bases_;
  std::vector<uint32_t> rank_;  // of packs among the bases
  boost::unordered_flat_map<uint64_t, uint32_t> codes_;
  std::vector<Place> places_;
  std::vector<uint64_t> limbs_;
  std::vector<uint32_t> counts_;
  std::vector<PackCell> cells_;
  std::vector<Noun, Overwritten<Noun>> nouns_;
  std::vector<uint32_t> roots_;
};

void PackSet::enter(Id id, size_t number, Noun cell) {
  const Place place{id, static_cast<uint32_t>(number)};
  if (!places_.emplace(cell.word(), place).second) more_places_[cell.word()].push_back(place);
}

PackSet::Place PackSet::place_of(Noun cell, std::span<const uint32_t> rank) const {
  Place best{0, kAbsent};
  const auto consider = [&](Place place) {
    if (rank[place.pack] == kAbsent) return;
    if (best.number == kAbsent || rank[place.pack] < rank[best.pack]) best = place;
  };
  const auto after = std::upper_bound(runs_.begin(), runs_.end(), cell.word(),
                                      [](uint64_t word, const Run& run) { return word < run.start; });
  if (after != runs_.begin()) {
    const Run& run = after[-1];
    const uint64_t position = (cell.word() - run.start) / sizeof(Cell);
    if (position < run.numbers.size()) consider({run.pack, run.numbers[position]});
  }
  if (best.number != kAbsent && rank[best.pack] == 0) return best;
  const auto it = places_.find(cell.word());
  if (it == places_.end()) return best;
  consider(it->second);
  if (more_places_.empty()) return best;
  if (const auto more = more_places_.find(cell.word()); more != more_places_.end()) {
    for (const Place& place : more->second) consider(place);
  }
  return best;
}

PackSet::Written PackSet::write(std::span<const Noun> roots, std::span<const Id> bases) {
  Writer writer(*this, bases);
  for (const Noun root : roots) writer.add(root);
  Pack pack;
  pack.roots.assign(roots.begin(), roots.end());
  Bytes bytes = writer.finish(pack);
  // Takes some times as long as writing it.
  GALENA_CHECK(!GALENA_NOW_AND_THEN(16) || reads_as(bytes, roots));
  pack.name = digest(bytes);
  if (const std::optional<Id> known = find(pack.name)) return {std::move(bytes), *known};
  const auto id = static_cast<Id>(packs_.size());
  for (size_t i = 0; i < pack.nouns.size(); ++i) enter(id, i, pack.nouns[i]);
  names_.emplace(pack.name.low, id);
  packs_.push_back(std::move(pack));
  return {std::move(bytes), id};
}

Bytes PackSet::write_apart(std::span<const Noun> roots, std::span<const Id> bases) const {
  Writer writer(*this, bases);
  for (const Noun root : roots) writer.add(root);
  Pack pack;
  Bytes bytes = writer.finish(pack);
  GALENA_CHECK(!GALENA_NOW_AND_THEN(16) || reads_as(bytes, roots));
  return bytes;
}

bool PackSet::reads_as(std::span<const uint8_t> bytes, std::span<const Noun> roots) const {
  const std::optional<Pack> read = decode(bytes, [this](Digest name) { return find(name); });
  return read && std::ranges::equal(read->roots, roots);
}

std::optional<PackSet::Id> PackSet::find(Digest name) const {
  const auto it = names_.find(name.low);
  if (it == names_.end() || packs_[it->second].name != name) return std::nullopt;
  return it->second;
}

std::optional<PackSet::Pack> PackSet::decode(std::span<const uint8_t> bytes,
                                             const std::function<std::optional<Id>(Digest)>& need) const {
  PackHead head;
  if (bytes.size() < sizeof head) return std::nullopt;
  std::memcpy(&head, bytes.data(), sizeof head);
  const uint64_t size = sizeof head + uint64_t{head.bases} * sizeof(PackBase) + uint64_t{head.limbs} * 8 +
                        uint64_t{head.atoms} * 4 + uint64_t{head.cells} * sizeof(PackCell) + uint64_t{head.roots} * 4;
  if (head.magic != kMagic || size != bytes.size()) return std::nullopt;
  const uint8_t* at = bytes.data() + sizeof head;
  const auto take = [&]<class T>(std::vector<T>& out, size_t count) {
    out.resize(count);
    if (count != 0) std::memcpy(out.data(), at, count * sizeof(T));
    at += count * sizeof(T);
  };
  std::vector<PackBase> bases;
  std::vector<uint64_t> limbs;
  std::vector<uint32_t> counts;
  take(bases, head.bases);
  take(limbs, head.limbs);
  take(counts, head.atoms);

  Pack pack;
  std::vector<uint64_t> ends;  // of the numbers of each base
  for (const PackBase& base : bases) {
    const std::optional<Id> id = need(base.name);
    if (!id || packs_[*id].size() != base.cells) return std::nullopt;
    pack.bases.push_back(*id);
    ends.push_back((ends.empty() ? 0 : ends.back()) + base.cells);
  }
  const uint64_t of_bases = ends.empty() ? 0 : ends.back();
  auto& nouns = pack.nouns;
  nouns.reserve(size_t{head.atoms} + head.cells);
  pack.atoms = head.atoms;
  size_t limb = 0;
  for (const uint32_t count : counts) {
    if (count > limbs.size() - limb) return std::nullopt;
    nouns.push_back(arena_->atom_limbs({limbs.data() + limb, count}));
    limb += count;
  }
  nouns.resize(size_t{head.atoms} + head.cells);
  size_t known = head.atoms;  // nouns
  const auto noun_of = [&](uint64_t number) {
    if (number >= of_bases) return number - of_bases < known ? nouns[number - of_bases] : Noun::none();
    const auto i = static_cast<size_t>(std::upper_bound(ends.begin(), ends.end(), number) - ends.begin());
    return packs_[pack.bases[i]].cell(static_cast<uint32_t>(number - (i == 0 ? 0 : ends[i - 1])));
  };
  bool valid = true;
  arena_->cons_many(
      head.cells,
      [&](size_t i) {
        PackCell cell;
        std::memcpy(&cell, at + i * sizeof cell, sizeof cell);
        known = head.atoms + i;
        Noun left = noun_of(cell.head), right = noun_of(cell.tail);
        if (left.is_none() || right.is_none()) {
          valid = false;
          left = right = Noun::zero();
        }
        return std::pair{left, right};
      },
      [&](size_t i, Noun cell) {
        static_assert(offsetof(PackCell, mug) == 0);
        uint32_t mug;
        std::memcpy(&mug, at + i * sizeof(PackCell), sizeof mug);
        // The top bit is the collector's.
        if (mug >> 31 != 0) valid = false;
        cell.cell()->header.mug = mug & 0x7fffffff;
        nouns[head.atoms + i] = cell;
        if (pack.start == 0) pack.start = cell.word();
      });
  known = nouns.size();
  if (!valid) return std::nullopt;
  at += size_t{head.cells} * sizeof(PackCell);
  std::vector<uint32_t> numbers;
  take(numbers, head.roots);
  for (const uint32_t number : numbers) {
    pack.roots.push_back(noun_of(number));
    if (pack.roots.back().is_none()) return std::nullopt;
  }
  return pack;
}

std::optional<PackSet::Id> PackSet::read(Digest name, std::span<const uint8_t> bytes,
                                         const std::function<std::optional<Id>(Digest)>& need) {
  GALENA_CHECK(digest(bytes) == name);
  std::optional<Pack> pack = decode(bytes, need);
  if (!pack) return std::nullopt;
  pack->name = name;
  const auto id = static_cast<Id>(packs_.size());
  Run run{pack->start, id, {}};
  run.numbers.reserve(pack->size());
  for (uint32_t i = 0; i < pack->size(); ++i) {
    if (pack->cell(i).word() == run.start + run.numbers.size() * sizeof(Cell)) {
      run.numbers.push_back(i);
    } else {
      enter(id, i, pack->cell(i));
    }
  }
  if (!run.numbers.empty()) runs_.push_back(std::move(run));
  names_.emplace(name.low, id);
  packs_.push_back(std::move(*pack));
  return id;
}

std::optional<std::vector<Noun>> PackSet::read_apart(std::span<const uint8_t> bytes,
                                                     const std::function<std::optional<Id>(Digest)>& need) const {
  std::optional<Pack> pack = decode(bytes, need);
  if (!pack) return std::nullopt;
  return std::move(pack->roots);
}

}  // namespace galena
