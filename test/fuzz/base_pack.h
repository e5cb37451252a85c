// The pack that those of the fuzz target and its seeds may refer to. Its name, the digest of its bytes, is always the
// same.
#pragma once

#include "nock/noun/pack.h"

namespace galena {

inline PackSet::Id write_base_pack(Arena& arena, PackSet& set) {
  const Noun roots[] = {arena.tuple(Noun::direct(1), Noun::direct(2), arena.cord("a pack for others to refer to"))};
  return set.write(roots, {}).id;
}

}  // namespace galena
