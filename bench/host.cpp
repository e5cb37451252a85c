// The host: what an event costs, with the disk and without; what a start and a checkpoint cost, by the size of the
// state.
//
//   bench_host [FOLDER [MEGABYTES...]]     the pier is made in FOLDER; states of 10 MB unless told otherwise
#include <fcntl.h>
#include <fmt/format.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <thread>

#include "arvo/host/loop.h"
#include "hoon/type/compiler.h"
#include "jets/table.h"
#include "nock/noun/serial.h"
#include "tools/galena/session/pill.h"

using namespace galena;
using namespace galena::host;
using Clock = std::chrono::steady_clock;

namespace {

double seconds_since(Clock::time_point t) {
  return std::chrono::duration<double>(Clock::now() - t).count();
}

std::unique_ptr<Machine> make_machine() {
  MachineOptions options;
  options.jet_table = jet_table();
  options.on_slog = [](Noun) {};
  return std::make_unique<Machine>(options);
}

Noun event(Heap& heap, Noun tag, Noun data) {
  return heap.tuple(heap.tuple("bench"_n, kNull), tag, data);
}

void show_latencies(const char* name, std::vector<double>& seconds, double total) {
  std::sort(seconds.begin(), seconds.end());
  const auto at = [&](double part) { return seconds[static_cast<size_t>(part * (seconds.size() - 1))] * 1e6; };
  fmt::print("{:<34} {:>9.0f} events/s   p50 {:>7.0f} us   p99 {:>7.0f} us\n", name, seconds.size() / total, at(0.5),
             at(0.99));
}

// Keeps up to `window` events on their way until `count` are done.
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
      ++planned_;
      const Clock::time_point begin = Clock::now();
      loop_.plan(event(loop_.pier().machine().heap(), "note"_n,
                       loop_.pier().machine().heap().cons("key"_n, Noun::direct(planned_))),
                 [this, begin](const Verdict&) {
                   latencies.push_back(seconds_since(begin));
                   if (latencies.size() == count_) {
                     total = seconds_since(begin_);
                     loop_.stop(true);
                   } else {
                     feed();
                   }
                 });
    }
  }
  Loop& loop_;
  size_t count_, window_, planned_ = 0;
  Clock::time_point begin_;
};

void run_loop(Pier& pier, const char* name, size_t count, size_t window) {
  LoopOptions options;
  options.checkpoint_interval = {};
  Loop loop(pier, options);
  auto feeder = std::make_unique<Feeder>(loop, count, window);
  Feeder& f = *feeder;
  loop.add(std::move(feeder));
  loop.run();
  show_latencies(name, f.latencies, f.total);
}

double resume_milliseconds(const std::string& folder) {
  const auto begin = Clock::now();
  const std::unique_ptr<Machine> machine = make_machine();
  Pier pier(folder, *machine, {}, Pier::Mode::run);
  pier.resume();
  pier.take_durably(event(machine->heap(), "note"_n, machine->heap().cons("key"_n, Noun::direct(1))));
  return seconds_since(begin) * 1e3;
}

}  // namespace

int main(int argc, char** argv) {
  std::string folder = argc > 1 ? argv[1] : "/tmp/galena-bench-XXXXXX";
  if (argc <= 1 && mkdtemp(folder.data()) == nullptr) return 1;
  const std::string pier_folder = folder + "/pier";
  const std::vector<uint8_t> pill = [] {
    Heap heap(size_t{1} << 28);
    return std::vector<uint8_t>(jam(tools::compile_pill(heap, "baby", "")));
  }();
  {
    const int fd = open((folder + "/sync").c_str(), O_RDWR | O_CREAT, 0600);
    std::vector<double> syncs;
    for (int i = 0; i < 200; ++i) {
      const char page[4096] = {static_cast<char>(i)};
      if (pwrite(fd, page, sizeof page, 0) < 0) return 1;
      const auto begin = Clock::now();
      fdatasync(fd);
      syncs.push_back(seconds_since(begin));
    }
    close(fd);
    unlink((folder + "/sync").c_str());
    std::sort(syncs.begin(), syncs.end());
    fmt::print("{:<34} p50 {:.0f} us   p99 {:.0f} us\n", "fdatasync of 4 KB", syncs[100] * 1e6, syncs[198] * 1e6);
  }
  {
    const auto begin = Clock::now();
    const std::unique_ptr<Machine> machine = make_machine();
    Pier pier(pier_folder, *machine, {}, Pier::Mode::create);
    const auto parsed = parse_pill(cue(machine->heap(), pill).noun);
    pier.boot(*parsed, {});
    fmt::print("{:<34} {:.1f} ms\n", "boot of baby", seconds_since(begin) * 1e3);
    {
      constexpr size_t kEvents = 200'000;
      const auto start = Clock::now();
      Heap& heap = machine->heap();
      for (size_t i = 0; i < kEvents; ++i) {
        const Noun job = heap.cons(Noun::direct(i), event(heap, "note"_n, heap.cons("key"_n, Noun::direct(i))));
        if (!pier.kernel().poke(job).ok()) return 1;
        pier.kernel().mug();
      }
      fmt::print("{:<34} {:>9.0f} events/s\n", "computed, without the disk", kEvents / seconds_since(start));
    }
  }
  std::filesystem::remove_all(pier_folder);
  {
    const std::unique_ptr<Machine> machine = make_machine();
    Pier pier(pier_folder, *machine, {}, Pier::Mode::create);
    pier.boot(*parse_pill(cue(machine->heap(), pill).noun), {});
    run_loop(pier, "durable, one at a time", 2'000, 1);
    run_loop(pier, "durable, 100 under way", 50'000, 100);
    run_loop(pier, "durable, 1000 under way", 100'000, 1000);
  }
  uint64_t cells = 0;
  std::vector<uint64_t> sizes;
  for (int i = 2; i < argc; ++i) sizes.push_back(std::strtoull(argv[i], nullptr, 10));
  if (sizes.empty()) sizes.push_back(10);
  constexpr uint64_t kCell = 24, kStep = 1'000'000;
  for (const uint64_t megabytes : sizes) {
    {
      const std::unique_ptr<Machine> machine = make_machine();
      Pier pier(pier_folder, *machine, {}, Pier::Mode::run);
      pier.resume();
      const auto begin = Clock::now();
      const uint64_t wanted = (megabytes << 20) / kCell;
      uint64_t since = 0;
      while (cells < wanted) {
        const uint64_t step = std::min(kStep, wanted - cells);
        pier.take_durably(event(machine->heap(), "fill"_n, Noun::direct(step)));
        cells += step;
        since += step;
        if (since >= 20 * kStep) {
          pier.write_checkpoint();
          since = 0;
        }
      }
      pier.write_checkpoint();
      fmt::print("state of {} MB: image of {} MB, made in {:.1f} s\n", megabytes, pier.checkpoint().bytes() >> 20,
                 seconds_since(begin));
      // One in a hundred changed, and a checkpoint beside which events go on.
      pier.take_durably(event(machine->heap(), "fill"_n, Noun::direct(std::max<uint64_t>(wanted / 100, 1))));
      const auto start = Clock::now();
      const auto job = pier.begin_checkpoint();
      const double paused = seconds_since(start);
      std::atomic<bool> written = false;
      double took = 0;
      std::thread writer([&] {
        Checkpoint::write(*job, pier.log().last());
        took = seconds_since(start);
        written = true;
      });
      size_t meanwhile = 0;
      while (!written) {
        pier.take(event(machine->heap(), "note"_n, machine->heap().cons("key"_n, Noun::direct(meanwhile))));
        ++meanwhile;
      }
      writer.join();
      pier.checkpoint().finish(*job);
      fmt::print("{:<34} {:.0f} ms, of which {:.0f} ms paused; {} events computed meanwhile\n",
                 "  checkpoint with 1% changed", took * 1e3, paused * 1e3, meanwhile);
    }
    for (int i = 0; i < 3; ++i) {
      fmt::print("{:<34} {:.1f} ms\n", "  start to first durable event", resume_milliseconds(pier_folder));
    }
  }
  if (argc <= 1) std::filesystem::remove_all(folder);
}
