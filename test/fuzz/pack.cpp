// Any bytes as a pack, which may refer to a pack of ours: refused, or read to roots that are written and read again.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "test/fuzz/base_pack.h"
#include "test/fuzz/require.h"

using namespace galena;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::span<const uint8_t> bytes(data, size);
  try {
    Arena arena(size_t{1} << 28);
    PackSet set(arena);
    const PackSet::Id base = write_base_pack(arena, set);
    const auto need = [&](Digest name) { return set.find(name); };
    const std::optional<std::vector<Noun>> apart = set.read_apart(bytes, need);
    const std::optional<PackSet::Id> id = set.read(digest(bytes), bytes, need);
    require(id.has_value() == apart.has_value());
    if (!id) return 0;
    const std::span<const Noun> roots = set.roots(*id);
    require(roots.size() == apart->size());
    for (size_t i = 0; i < roots.size(); ++i) require(arena.owns(roots[i]) && roots[i] == (*apart)[i]);

    // Written by who knows them, and read by who does not.
    const PackSet::Id bases[] = {base, *id};
    const Bytes referring = set.write_apart(roots, bases), whole = set.write_apart(roots, {});
    Arena other(size_t{1} << 28);
    PackSet fresh(other);
    const auto nobody = [](Digest) { return std::optional<PackSet::Id>(); };
    const std::optional<std::vector<Noun>> again = fresh.read_apart(whole, nobody);
    require(again && again->size() == roots.size());
    for (size_t i = 0; i < roots.size(); ++i) require(other.intern(roots[i]) == (*again)[i]);
    const std::optional<std::vector<Noun>> back = set.read_apart(referring, need);
    require(back && std::equal(back->begin(), back->end(), roots.begin(), roots.end()));
  } catch (const OutOfMemory&) {
  }
  return 0;
}
