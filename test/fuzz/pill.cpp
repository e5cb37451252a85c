// Any bytes as a pill: none, or one that is made into a noun and taken apart to the same, and has a boot whose events
// are events, one later than the other.
#include <cstddef>
#include <cstdint>
#include <optional>

#include "arvo/host/pill.h"
#include "nock/noun/equal.h"
#include "nock/noun/serial.h"
#include "test/fuzz/require.h"

using namespace galena;
using namespace galena::host;

namespace {

void require_boot(Heap& heap, const Pill& pill) {
  BootOptions options;
  options.now = {~uint64_t{0}, 1};
  const BootSequence sequence = boot_sequence(heap, pill, options);
  require(!sequence.lifecycle.empty());
  std::optional<Noun> last;
  for (const Noun event : sequence.events) {
    require(event.is_cell() && event.head().is_atom() && event.tail().is_cell() && event.tail().tail().is_cell());
    uint64_t small, small_before;
    const Limbs now = limbs_of(event.head(), small);
    if (last) {
      const Limbs before = limbs_of(*last, small_before);
      require(now.size == 2 && before.size == 2);
      require(now.data[1] != before.data[1] ? now.data[1] > before.data[1] : now.data[0] > before.data[0]);
    }
    last = event.head();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Heap heap(size_t{1} << 26);
  try {
    const Cued cued = cue(heap, {data, size});
    if (!cued.ok()) return 0;
    const std::optional<Pill> pill = parse_pill(cued.noun);
    if (!pill) return 0;
    require_boot(heap, *pill);
    require(find_kelvins(*pill).found.size() <= 5);
    if (pill->kind == PillKind::ivory) return 0;
    const std::optional<Pill> again = parse_pill(make_pill(heap, *pill));
    require(again && equal(again->name, pill->name) && equal(again->boot, pill->boot));
    require(equal(again->modules, pill->modules) && equal(again->userspace, pill->userspace));
  } catch (const OutOfMemory&) {
  }
  return 0;
}
