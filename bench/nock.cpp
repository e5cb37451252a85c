// Runs the jams of bench/nock, checks the products' mugs, and prints our best time beside the reference's.
//
//   bench_nock [--repeat N] [--no-jets] [--tier interp|auto|jit] [--warm] [NAME...]
//
// Every run is on a machine of its own: what it takes to warm up and compile is part of its time. With --warm all runs
// of a benchmark are on one machine, and the last are measured.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "jets/table.h"
#include "nock/machine.h"
#include "nock/mug.h"
#include "nock/serial.h"

using namespace galena;

namespace {

struct Benchmark {
  const char* name;
  uint32_t mug;
  double reference_ms;  // the reference C runtime, best time; 0: not measured
};
constexpr Benchmark kBenchmarks[] = {
    {"dec10m", 0x52dc7522, 1291},      {"dec10m_edit", 0x52dc7522, 1286}, {"fib20_unjet", 0x43f47f8a, 2505},
    {"ack2_200", 0x0cc05ade, 752},     {"ack3_6", 0x2ee40920, 1723},      {"list1m", 0x54239702, 258},
    {"list1m_len", 0x51459d7d, 464},   {"deep1m_inc", 0x51459d7d, 143},   {"deep1m_cons", 0x7c4dd318, 166},
    {"deep10m_inc", 0x3d097066, 1451}, {"jfib27_k140", 0x0a061753, 354},  {"jfib15_k140", 0x666ef884, 0},
    {"jdec1m_k140", 0x79ff04e8, 337},
};

std::vector<uint8_t> read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

int main(int argc, char** argv) {
  int repeat = 3;
  bool jets = true, warm = false;
  Tier tier = Tier::automatic;
  std::set<std::string> wanted;
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--repeat") == 0 && i + 1 < argc) {
      repeat = std::atoi(argv[++i]);
    } else if (std::strcmp(argv[i], "--warm") == 0) {
      warm = true;
    } else if (std::strcmp(argv[i], "--no-jets") == 0) {
      jets = false;
    } else if (std::strcmp(argv[i], "--tier") == 0 && i + 1 < argc) {
      const std::string name = argv[++i];
      tier = name == "interp" ? Tier::interpreter : name == "jit" ? Tier::jit : Tier::automatic;
    } else {
      wanted.insert(argv[i]);
    }
  }
  int wrong = 0;
  std::printf("%-14s %10s %12s %8s\n", "benchmark", "ours, ms", "theirs, ms", "times");
  for (const Benchmark& b : kBenchmarks) {
    if (!wanted.empty() && wanted.count(b.name) == 0) continue;
    const std::vector<uint8_t> jam = read_file(std::string(GALENA_BENCH_JAMS) + "/" + b.name + ".jam");
    double best = 1e300;
    bool right = true;
    for (int i = 0; i < repeat; ++i) {
      MachineOptions options;
      options.jets.enabled = jets;
      options.tier = tier;
      options.jet_table = jet_table();
      Machine machine(std::move(options));
      const Cued cued = cue(machine.heap(), jam);
      if (!cued.ok() || !cued.noun.is_cell()) {
        right = false;
        break;
      }
      const Heap::Root call(machine.heap(), cued.noun);
      for (int n = warm ? 5 : 1; n > 0; --n) {
        const auto start = std::chrono::steady_clock::now();
        const Result r = machine.run(call.get().head(), call.get().tail());
        const auto time = std::chrono::steady_clock::now() - start;
        best = std::min(best, std::chrono::duration<double, std::milli>(time).count());
        right = right && r.outcome == Outcome::done && mug(r.noun) == b.mug;
      }
    }
    if (!right) ++wrong;
    if (b.reference_ms > 0) {
      std::printf("%-14s %10.2f %12.0f %7.1fx%s\n", b.name, best, b.reference_ms, b.reference_ms / best,
                  right ? "" : "  WRONG");
    } else {
      std::printf("%-14s %10.2f %12s %8s%s\n", b.name, best, "", "", right ? "" : "  WRONG");
    }
  }
  return wrong == 0 ? 0 : 1;
}
