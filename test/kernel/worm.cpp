// The worm: what the kernel remembers of the compiler's answers is state, and part of the state's mug.
//
//   kernel_worm [EVENTS]     1,000 unless told otherwise
//
// The same events to the kernel with all jets and with none lead to the same state, worms included. After the first
// events of each kind nothing more is learned: of what is asked of a worm, more than 99 of 100 is known. And a call
// whose answers are known costs a fiftieth at most of one that has to ask.
#include <fmt/format.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>

#include "arvo/host/kernel.h"
#include "arvo/host/pier.h"
#include "jets/table.h"
#include "nock/noun/axis.h"
#include "nock/noun/equal.h"
#include "nock/noun/mug.h"
#include "nock/noun/serial.h"
#include "nock/noun/text.h"
#include "tools/galena/library/pills.h"

using namespace galena;
using namespace galena::host;

namespace {

// What each call asks of the worm of its vane, at least: the vane at its place; the arm; its sample; whether what it is
// called with nests; its product; the moves and the next vane.
constexpr uint64_t kAskedByCall = 7;
constexpr double kCostOfAsking = 50;

int g_failed = 0;

void holds(bool so, const std::string& what) {
  g_failed += so ? 0 : 1;
  fmt::print("{}  {}\n", so ? "yes" : "NO ", what);
}

struct Subject {
  Subject(const std::string& folder, bool with_jets) : machine(make(with_jets)), pier(folder, *machine, {}, kCreate) {
    BootOptions options;
    pier.boot(*parse_pill(cue(heap(), *tools::embedded_pill("solid")).noun), options);
  }
  static constexpr Pier::Mode kCreate = Pier::Mode::create;
  static std::unique_ptr<Machine> make(bool with_jets) {
    MachineOptions options;
    options.on_slog = [](Noun) {};
    if (with_jets) options.jet_table = jet_table();
    return std::make_unique<Machine>(options);
  }
  Heap& heap() { return machine->heap(); }
  Noun noun(const std::string& text) { return read_text(heap(), text).noun; }

  bool poke(uint64_t n, const std::string& ovum) {
    const Heap::Root kept(heap(), noun(ovum));
    const Noun now = heap().atom_limbs(std::array<uint64_t, 2>{n << 32, 0x8000000e00000000});
    return pier.kernel().poke(heap().cons(now, kept.get())).ok();
  }

  // [name vase worm] of each vane.
  std::vector<Noun> vanes() {
    std::vector<Noun> found, pending{fragment(uint64_t{127}, fragment(uint64_t{13}, pier.kernel().core()))};
    while (!pending.empty()) {
      const Noun node = pending.back();
      pending.pop_back();
      if (!node.is_cell()) continue;
      found.push_back(node.head());
      pending.push_back(node.tail().head());
      pending.push_back(node.tail().tail());
    }
    return found;
  }
  // Entries of a set or map.
  static uint64_t size_of(Noun tree) {
    return tree.is_cell() ? 1 + size_of(tree.tail().head()) + size_of(tree.tail().tail()) : 0;
  }
  uint64_t learned() {
    uint64_t sum = 0;
    for (const Noun vane : vanes()) {
      const Noun worm = vane.tail().tail();
      sum += size_of(worm.head()) + size_of(worm.tail().head()) + size_of(worm.tail().tail());
    }
    return sum;
  }

  std::unique_ptr<Machine> machine;
  Pier pier;
};

// Timers that are set, cancelled and rung; words that are turned around; keys.
std::string event(uint64_t n) {
  const uint64_t soon = 0x8000000e00000000 + n;
  switch (n % 5) {
    case 0:
      return fmt::format("[['b' 'client' {} 0] 'wait' {}000000]", n % 16 + 1, soon);
    case 1:
      return fmt::format("[['b' 'client' {} 0] 'rest' {}000000]", n % 16 + 1, soon - 1);
    case 2:
      return "[['b' 'behn' 0] 'wake' 0]";
    case 3:
      return fmt::format("[['lorem' 'x' 0] 'tell' {} 'word']", n + 1);
    default:
      return "[['d' 'term' '1' 0] 'belt' 'txt' 'a' 0]";
  }
}

void same_with_and_without_jets(const std::string& folder, uint64_t events) {
  Subject with(folder + "/with", true), without(folder + "/without", false);
  const uint64_t at_boot = with.learned();
  uint64_t after_some = 0;
  bool all_happened = true;
  for (uint64_t n = 0; n < events; ++n) {
    all_happened = all_happened && with.poke(n, event(n)) && without.poke(n, event(n));
    if (n == 9) after_some = with.learned();
  }
  holds(all_happened, fmt::format("{} events happen, with jets and without", events));
  const uint64_t learned = with.learned() - at_boot, asked = kAskedByCall * events;
  fmt::print("     {} answers in the worms after boot, {} more after 10 events, {} after {}\n", at_boot,
             after_some - at_boot, learned, events);
  holds(learned * 100 < asked, fmt::format("of {} questions at least, {} were new", asked, learned));
  const std::vector<Noun> one = with.vanes(), other = without.vanes();
  bool same = one.size() == other.size();
  for (size_t i = 0; same && i < one.size(); ++i) same = equal(one[i].tail().tail(), other[i].tail().tail());
  holds(same, fmt::format("the worms of {} vanes are the same", one.size()));
  holds(with.pier.kernel().mug() == without.pier.kernel().mug(),
        fmt::format("so is the mug of the state, 0x{:08x}", with.pier.kernel().mug()));
}

// The best of some: the first call of a vane whose worm is empty, and the second.
void first_call(const std::string& folder) {
  Subject at(folder + "/first", true);
  double first = 1e9, second = 1e9;
  const auto timed = [&] {
    const auto begin = std::chrono::steady_clock::now();
    at.poke(2, "[['ipsum' 'x' 0] 'turn' 'a']");
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  };
  const Heap::Root fresh(at.heap(), at.pier.kernel().core());
  for (int i = 0; i < 20; ++i) {
    at.pier.kernel().set_core(fresh.get());
    first = std::min(first, timed());
    second = std::min(second, timed());
  }
  fmt::print("     the first call {:.0f} us, the second {:.1f} us: {:.0f} times\n", first * 1e6, second * 1e6,
             first / second);
  holds(first >= kCostOfAsking * second, "what is known costs a fiftieth at most");
}

}  // namespace

int main(int argc, char** argv) {
  if (!tools::embedded_pill("solid")) {
    fmt::print("worm: skipped: there is no pill in this build\n");
    return 0;
  }
  const uint64_t events = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1000;
  std::string folder = access("/dev/shm", W_OK) == 0 ? "/dev/shm/galena-worm-XXXXXX" : "/tmp/galena-worm-XXXXXX";
  if (mkdtemp(folder.data()) == nullptr) return 1;
  same_with_and_without_jets(folder, events);
  first_call(folder);
  std::filesystem::remove_all(folder);
  fmt::print("worm: {} failed\n", g_failed);
  return g_failed == 0 ? 0 : 1;
}
