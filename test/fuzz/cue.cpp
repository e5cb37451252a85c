// Any bytes as a jam: both spaces agree on the noun or the fault, and a noun comes back from its own jam.
#include <cstddef>
#include <cstdint>
#include <span>

#include "nock/noun/arena.h"
#include "nock/noun/equal.h"
#include "nock/noun/heap.h"
#include "nock/noun/mug.h"
#include "nock/noun/serial.h"
#include "test/fuzz/require.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace galena;
  const std::span<const uint8_t> bytes(data, size);
  for (const CueMode mode : {CueMode::strict, CueMode::reference}) {
    Arena arena(size_t{1} << 26);
    Heap heap(size_t{1} << 26);
    const Cued a = cue(arena, bytes, mode), h = cue(heap, bytes, mode);
    require(a.fault == h.fault && a.bit == h.bit);
    if (!a.ok()) {
      require(a.noun.is_none() && h.noun.is_none());
      continue;
    }
    require(mug(a.noun) == mug(h.noun) && equal(a.noun, h.noun));
    const Jammed jammed = jam(h.noun);
    const Cued again = cue(arena, jammed);
    require(again.ok() && again.noun == a.noun);
  }
  return 0;
}
