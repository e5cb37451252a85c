// Nouns of an arena as bytes, to be read back fast: not a canonical form like a jam, but a list of cells, each two
// numbers of nouns that come before it, with their mugs. A pack may refer to nouns of others, so that what a hundred
// packs share is stored once; it names those by the digests of their bytes.
//
// Reading is several times faster than that of jams, and does not lose the mugs.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "nock/base/digest.h"
#include "nock/base/large_pages.h"
#include "nock/noun/arena.h"

namespace galena {

// The packs of one arena, which must outlive the set.
class PackSet {
 public:
  // Number of a pack in the set, in the order in which they came.
  using Id = uint32_t;

  explicit PackSet(Arena& arena) : arena_(&arena) {}

  // The bytes for `roots`, which refer to cells of the packs `bases` where they can: to the first in this order that
  // has a cell. The same nouns and the same bases make the same bytes, whatever else is in the set or the arena. The
  // pack itself becomes one of the set.
  struct Written {
    Bytes bytes;
    Id id;
  };
  Written write(std::span<const Noun> roots, std::span<const Id> bases);

  // The pack of these bytes, whose digest is `name`; nothing where they are no pack. `need` is asked for the packs that
  // it refers to.
  // Foreign bytes: fuzz_pack.
  std::optional<Id> read(Digest name, std::span<const uint8_t> bytes,
                         const std::function<std::optional<Id>(Digest)>& need);

  // The same for a pack that does not become one of the set, so that no other refers to it. Less work.
  Bytes write_apart(std::span<const Noun> roots, std::span<const Id> bases) const;
  // Foreign bytes: fuzz_pack.
  std::optional<std::vector<Noun>> read_apart(std::span<const uint8_t> bytes,
                                              const std::function<std::optional<Id>(Digest)>& need) const;

  std::optional<Id> find(Digest name) const;
  Digest name(Id id) const { return pack(id).name; }
  std::span<const Noun> roots(Id id) const { return pack(id).roots; }
  // The packs that this one refers to.
  std::span<const Id> bases(Id id) const { return pack(id).bases; }

 private:
  struct Pack {
    Digest name;
    std::vector<Id> bases;
    std::vector<Noun> roots;
    std::vector<Noun, Overwritten<Noun>> nouns;  // atoms, then cells
    size_t atoms = 0;
    uint64_t start = 0;  // word of the first cell that reading it made or could have made

    uint32_t size() const { return static_cast<uint32_t>(nouns.size() - atoms); }
    Noun cell(uint32_t number) const {
      GALENA_CHECK(number < size());
      return nouns[atoms + number];
    }
  };
  // A cell of a pack.
  struct Place {
    Id pack;
    uint32_t number;
  };
  class Writer;

  const Pack& pack(Id id) const {
    GALENA_CHECK(id < packs_.size());
    return packs_[id];
  }
  // For a check: whether these bytes are read as `roots`.
  bool reads_as(std::span<const uint8_t> bytes, std::span<const Noun> roots) const;
  std::optional<Pack> decode(std::span<const uint8_t> bytes,
                             const std::function<std::optional<Id>(Digest)>& need) const;
  void enter(Id id, size_t number, Noun cell);
  // The place of a cell in the pack that comes first by `rank`; number kAbsent if it is in none.
  Place place_of(Noun cell, std::span<const uint32_t> rank) const;
  static constexpr uint32_t kAbsent = UINT32_MAX;

  Arena* arena_;
  std::vector<Pack> packs_;
  std::unordered_map<uint64_t, Id> names_;  // by the low half
  // Where cells are. Those that reading a pack made lie one behind the other, and have no entries of their own.
  struct Run {
    uint64_t start;  // word of the first cell
    Id pack;
    std::vector<uint32_t, Overwritten<uint32_t>> numbers;  // of the cells
  };
  std::vector<Run> runs_;  // in the order of `start`
  boost::unordered_flat_map<uint64_t, Place> places_;
  boost::unordered_flat_map<uint64_t, std::vector<Place>> more_places_;  // of cells in several packs; there may be many
};

}  // namespace galena
