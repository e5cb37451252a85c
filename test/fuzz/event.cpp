// Any bytes as what a log has: an event, which is taken apart and put together as it was, and runs again on a kernel or
// does not, after which the kernel goes on; and the tail of a log.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "arvo/host/log.h"
#include "arvo/host/pier.h"
#include "nock/noun/serial.h"
#include "test/fuzz/require.h"
#include "test/unit/arvo/host/pier_fixture.h"

using namespace galena;
using namespace galena::host;

namespace {

// A kernel that counts its events, and what it has counted.
class Counter {
 public:
  Counter() : machine_(small_machine()), kernel_(*machine_) {
    const Heap::Root pill(machine_->heap(), counting_pill(machine_->heap()).boot);
    require(kernel_.boot(list_items(pill.get()).value()).ok());
  }
  Heap& heap() { return machine_->heap(); }
  Kernel& kernel() { return kernel_; }
  uint64_t count() {
    const Answer answer = kernel_.peek(kNull);
    require(answer.ok());
    return answer.noun.tail().direct_value();
  }

 private:
  std::unique_ptr<Machine> machine_;
  Kernel kernel_;
};

void run_again(std::span<const uint8_t> bytes) {
  static Counter counter;
  const uint64_t before = counter.count();
  Heap& heap = counter.heap();
  const Cued job = cue(heap, bytes);
  if (!job.ok()) return;
  const Time time = time_of_event(job.noun);
  require(job.noun.is_cell() || time == Time{});
  const bool ran = counter.kernel().poke(job.noun).ok();
  require(counter.count() == before + (ran ? 1 : 0));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::span<const uint8_t> bytes(data, size);
  if (const auto last = parse_tail(bytes)) {
    const auto tail = make_tail(*last);
    require(parse_tail(tail) == last && std::equal(tail.begin(), tail.begin() + 12, data));
  }
  const std::optional<Entry> entry = parse_entry(bytes);
  require(entry.has_value() == (size > 4));
  if (!entry) return 0;
  const std::vector<uint8_t> again = make_entry(entry->mug, entry->jam);
  require(std::equal(again.begin(), again.end(), data, data + size));
  try {
    run_again(entry->jam);
  } catch (const OutOfMemory&) {
  }
  return 0;
}
