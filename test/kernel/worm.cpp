// The worm: what the kernel remembers of the compiler's answers is state, and part of the state's mug.
//
//   kernel_worm [EVENTS]     1,000 unless told otherwise
//
// The same events lead to the same state, worms included, with all jets, of which the native compiler is one, and with
// none but those of numbers and hashes: without those a set takes hours to be put into. After the first events of each
// kind nothing more is learned: of what is asked of a worm, more than 99 of 100 is known. And a call whose answers are
// known costs a fiftieth at most of one that has to ask.
#include <fmt/format.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <chrono>
#include <filesystem>
#include <memory>
#include <string>

#include "arvo/host/kernel.h"
#include "arvo/host/pier.h"
#include "jets/compiler/table.h"
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
// Where the map of vanes lies in the kernel: in its state at axis 13, at 127.
constexpr uint64_t kVanes = 0b1101111111;

int g_failed = 0;

void holds(bool so, const std::string& what) {
  g_failed += so ? 0 : 1;
  fmt::print("{}  {}\n", so ? "yes" : "NO ", what);
}

// Of atoms alone: arithmetic, bits, mugs and hashes. No set, map, list, or arm of the compiler.
bool is_of_numbers(std::string_view path) {
  constexpr std::string_view kOne = "one/", kTwo = "one/two/", kSha = "one/two/tri/sha";
  constexpr std::string_view kOfBits[] = {"bex", "can", "cat", "con", "cut", "dis", "end", "lsh", "met", "mix", "mug",
                                          "muk", "pow", "rap", "rep", "rev", "rip", "rsh", "sew", "swp", "xeb"};
  if (path.starts_with(kSha)) return true;
  if (path.starts_with(kTwo)) return std::ranges::find(kOfBits, path.substr(kTwo.size())) != std::end(kOfBits);
  return path.starts_with(kOne);
}

enum class Jets : uint8_t { all, all_but_compiler, numbers };

struct Subject {
  Subject(const std::string& folder, Jets jets)
      : machine(make(jets)), pier(folder, *machine, at_one_time(), mode_of(folder)) {
    if (mode_of(folder) == Pier::Mode::run) {
      pier.resume();
    } else {
      pier.boot(*parse_pill(cue(heap(), *tools::embedded_pill("solid")).noun), {});
      pier.write_checkpoint();
    }
  }
  static Pier::Mode mode_of(const std::string& folder) {
    return std::filesystem::exists(folder + "/.urb/galena") ? Pier::Mode::run : Pier::Mode::create;
  }
  // What is unforeseeable in the state is made of the time of the boot.
  static PierOptions at_one_time() {
    PierOptions options;
    options.clock = [] { return time_of(1'700'000'000, 0); };
    return options;
  }
  std::unique_ptr<Machine> make(Jets jets) {
    MachineOptions options;
    options.on_slog = [](Noun) {};
    for (const Jet& jet : all.table()) {
      const bool is_compiler = jet.path.starts_with(kCompilerPath);
      if (jets == Jets::all || (jets == Jets::all_but_compiler && !is_compiler) || is_of_numbers(jet.path)) {
        table.push_back(jet);
      }
    }
    options.jet_table = table;
    return std::make_unique<Machine>(options);
  }
  Heap& heap() { return machine->heap(); }
  Noun noun(const std::string& text) { return read_text(heap(), text).noun; }

  bool poke(uint64_t n, const std::string& ovum) { return poke(n, noun(ovum)); }
  bool poke(uint64_t n, Noun ovum) {
    const Heap::Root kept(heap(), ovum);
    const Noun now = heap().atom_limbs(std::array<uint64_t, 2>{n << 32, 0x8000000e00000000});
    return pier.kernel().poke(heap().cons(now, kept.get())).ok();
  }

  // [name vase worm] of each vane.
  std::vector<Noun> vanes() {
    std::vector<Noun> found, pending{fragment(kVanes, pier.kernel().core())};
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
  // Puts empty worms to all vanes.
  void empty_worms() {
    const auto emptied = [&](auto&& self, Noun node) -> Noun {
      if (!node.is_cell()) return node;
      const Noun vane = heap().tuple(node.head().head(), node.head().tail().head(), heap().tuple(kNull, kNull, kNull));
      return heap().tuple(vane, self(self, node.tail().head()), self(self, node.tail().tail()));
    };
    const auto edited = [&](auto&& self, Noun noun, unsigned depth) -> Noun {
      if (depth == 0) return emptied(emptied, noun);
      const bool right = kVanes >> (depth - 1) & 1;
      return right ? heap().cons(noun.head(), self(self, noun.tail(), depth - 1))
                   : heap().cons(self(self, noun.head(), depth - 1), noun.tail());
    };
    pier.kernel().set_core(edited(edited, pier.kernel().core(), std::bit_width(kVanes) - 1));
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

  AllJets all;
  std::vector<Jet> table;
  std::unique_ptr<Machine> machine;
  Pier pier;
};

constexpr uint64_t kKinds = 5;

// Timers that are set, cancelled and rung; words that are turned around; keys.
std::string event(uint64_t n) {
  const uint64_t soon = 0x8000000e00000000 + n;
  switch (n % kKinds) {
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
  Subject with(folder + "/with", Jets::all), without(folder + "/without", Jets::numbers);
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

// The first call of a vane whose worm is empty, on a machine that has compiled nothing before, and the second, in
// seconds: the best of some.
std::pair<double, double> first_calls(const std::string& folder, uint64_t which, Jets jets) {
  double first = 1e9, second = 1e9;
  for (int i = 0; i < 3; ++i) {
    Subject at(folder, jets);
    const auto timed = [&] {
      const Heap::Root ovum(at.heap(), at.noun(event(which)));
      const auto begin = std::chrono::steady_clock::now();
      at.poke(2, ovum.get());
      return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    };
    at.empty_worms();
    first = std::min(first, timed());
    for (int n = 0; n < 20; ++n) second = std::min(second, timed());
  }
  return {first, second};
}

// The compiler is what the worm spares: as it is written, in Hoon. Where the native one answers, a miss costs little
// more than a hit, and how much is only said.
void what_asking_costs(const std::string& folder) {
  {
    const Subject booted(folder, Jets::all);
  }
  for (uint64_t which = 0; which < kKinds; ++which) {
    const auto [first, second] = first_calls(folder, which, Jets::all_but_compiler);
    const auto [native, again] = first_calls(folder, which, Jets::all);
    holds(first >= kCostOfAsking * second,
          fmt::format("{}: the first call {:.0f} us, the second {:.1f} us: {:.0f} times (natively {:.0f} us, {:.0f})",
                      event(which), first * 1e6, second * 1e6, first / second, native * 1e6, native / again));
  }
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
  what_asking_costs(folder + "/costs");
  std::filesystem::remove_all(folder);
  fmt::print("worm: {} failed\n", g_failed);
  return g_failed == 0 ? 0 : 1;
}
