// The kernel of arvo/sys: what an event through its timer costs, computed and durable, and what the state of a great
// many events is. What the worm saves, kernel_worm says.
//
//   bench_arvo [EVENTS]     1,000,000 timer events for the last part, unless told otherwise; 0 leaves it out
#include <fmt/format.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "arvo/host/loop.h"
#include "jets/compiler/table.h"
#include "nock/noun/mug.h"
#include "nock/noun/serial.h"
#include "nock/noun/text.h"
#include "tools/galena/library/pills.h"

using namespace galena;
using namespace galena::host;
using Clock = std::chrono::steady_clock;

namespace {

double seconds_since(Clock::time_point t) {
  return std::chrono::duration<double>(Clock::now() - t).count();
}

std::unique_ptr<Machine> make_machine(const AllJets& jets) {
  MachineOptions options;
  options.jet_table = jets.table();
  options.on_slog = [](Noun) {};
  return std::make_unique<Machine>(options);
}

void show_latencies(const char* name, std::vector<double>& seconds, double total) {
  std::sort(seconds.begin(), seconds.end());
  const auto count = static_cast<double>(seconds.size());
  const auto at = [&](double part) { return seconds[static_cast<size_t>(part * (count - 1))] * 1e6; };
  fmt::print("{:<34} {:>9.0f} events/s   mean {:>6.1f} us   p50 {:>6.1f} us   p99 {:>6.1f} us\n", name, count / total,
             total / count * 1e6, at(0.5), at(0.99));
}

// The time of the n-th event, @da: n milliseconds after a second that is later than that of any boot.
Noun time_of(Heap& heap, uint64_t n) {
  return heap.atom_limbs(std::array<uint64_t, 2>{(n % 1000) * (UINT64_MAX / 1000), 0x8000000e00000000 + n / 1000});
}

// Timers for each of a few clients, set and rung in turns: an event in two sets one for the time of the next.
Noun timer_ovum(Heap& heap, uint64_t n) {
  const Noun behn = heap.cord("behn");
  if (n % 2 == 1) return heap.tuple(heap.tuple("b"_n, behn, kNull), "wake"_n, kNull);
  const Noun wire = heap.tuple("b"_n, "client"_n, Noun::direct('a' + n / 2 % 16), kNull);
  return heap.tuple(wire, "wait"_n, time_of(heap, n + 1));
}

struct Machinery {
  explicit Machinery(std::string folder)
      : machine(make_machine(jets)), pier(std::move(folder), *machine, at_one_time(), Pier::Mode::create) {
    pier.boot(*parse_pill(cue(machine->heap(), *tools::embedded_pill("solid")).noun), {});
  }
  // What is unforeseeable in the state is made of the time of the boot.
  static PierOptions at_one_time() {
    PierOptions options;
    options.clock = [] { return galena::host::time_of(1'700'000'000, 0); };
    return options;
  }
  Heap& heap() { return machine->heap(); }
  Noun noun(const std::string& text) { return read_text(heap(), text).noun; }
  bool poke(uint64_t n, Noun ovum) {
    const Heap::Root kept(heap(), ovum);
    const Noun time = time_of(heap(), n);
    return pier.kernel().poke(heap().cons(time, kept.get())).ok();
  }
  AllJets jets;
  std::unique_ptr<Machine> machine;
  Pier pier;
};

int computed(Machinery& at, uint64_t events) {
  std::vector<double> latencies;
  latencies.reserve(events);
  const auto begin = Clock::now();
  for (uint64_t n = 0; n < events; ++n) {
    const auto start = Clock::now();
    if (!at.poke(n, timer_ovum(at.heap(), n))) return 1;
    at.pier.kernel().mug();
    latencies.push_back(seconds_since(start));
  }
  show_latencies("through behn, computed", latencies, seconds_since(begin));
  return 0;
}

class Feeder : public Driver {
 public:
  Feeder(Loop& loop, size_t count, size_t window) : loop_(loop), count_(count), window_(window) {}
  std::vector<double> latencies;
  double total = 0;

  void start() override {
    begin_ = Clock::now();
    feed();
  }
  void on_room() override { feed(); }

 private:
  void feed() {
    while (planned_ < count_ && planned_ - latencies.size() < window_ && !loop_.full()) {
      const Clock::time_point begin = Clock::now();
      loop_.plan(timer_ovum(loop_.pier().machine().heap(), planned_++), [this, begin](const Verdict&) {
        latencies.push_back(seconds_since(begin));
        if (latencies.size() < count_) return feed();
        total = seconds_since(begin_);
        loop_.stop(true);
      });
    }
  }
  Loop& loop_;
  size_t count_, window_, planned_ = 0;
  Clock::time_point begin_;
};

void durable(Machinery& at, const char* name, size_t count, size_t window) {
  LoopOptions options;
  options.checkpoint_interval = {};
  Loop loop(at.pier, options);
  auto feeder = std::make_unique<Feeder>(loop, count, window);
  Feeder& f = *feeder;
  loop.add(std::move(feeder));
  loop.run();
  show_latencies(name, f.latencies, f.total);
}

// The size of the state, as cells and atoms that are met once each, after a tenth of the events and after all; and its
// mug, twice.
int great_many(const std::string& folder, uint64_t events) {
  uint32_t mugs[2];
  for (int round = 0; round < 2; ++round) {
    Machinery at(folder + "/many" + std::to_string(round));
    for (uint64_t n = 0; n < events; ++n) {
      if (!at.poke(n, timer_ovum(at.heap(), n))) return 1;
      if (round == 0 && (n + 1 == events / 10 || n + 1 == events)) {
        fmt::print("{:<34} {} bytes of jam\n", fmt::format("state after {} events", n + 1),
                   jam(at.pier.kernel().core()).size());
      }
    }
    mugs[round] = at.pier.kernel().mug();
  }
  fmt::print("{:<34} 0x{:08x}, and again 0x{:08x}\n", "its mug", mugs[0], mugs[1]);
  return mugs[0] == mugs[1] ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  const uint64_t many = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000;
  std::string folder = "/tmp/galena-bench-XXXXXX";
  if (mkdtemp(folder.data()) == nullptr || !tools::embedded_pill("solid")) return 1;
  {
    Machinery at(folder + "/pier");
    for (int round = 0; round < 3; ++round) {
      if (computed(at, 50'000) != 0) return 1;
    }
  }
  {
    Machinery at(folder + "/durable");
    durable(at, "durable, one at a time", 2'000, 1);
    durable(at, "durable, 100 under way", 20'000, 100);
    durable(at, "durable, 1000 under way", 50'000, 1000);
  }
  if (many != 0 && great_many(folder, many) != 0) return 1;
  std::filesystem::remove_all(folder);
}
