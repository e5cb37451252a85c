// Runs the jams of bench/nock, checks the products' mugs, and prints our best time beside the reference's, or beside
// that of the same algorithm in C.
//
//   bench_nock [--repeat N] [--no-jets] [--tier interp|auto|jit] [--folder DIR] [--warm | --cold | --against-c]
//              [NAME...]
//
// Every run is on a machine of its own: what it takes to warm up and compile is part of its time. With --cold it is in
// a process of its own too, so that loading LLVM is. With --warm the runs are on one machine, and the last are
// measured; --against-c sets these beside C (nock_c.h). Below the table is the geometric mean of the quotients, and the
// worst.
#include <pthread.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "bench/nock_c.h"
#include "jets/table.h"
#include "nock/noun/mug.h"
#include "nock/noun/serial.h"
#include "nock/run/machine.h"

using namespace galena;
using Clock = std::chrono::steady_clock;

namespace {

struct Benchmark {
  const char* name;
  uint32_t mug;
  double reference_ms;  // the reference C runtime, best time; 0: not measured
  double against_c;     // how many times slower than C it may be when warm
};
constexpr Benchmark kBenchmarks[] = {
    {"dec10m", 0x52dc7522, 1291, 2},      {"dec10m_edit", 0x52dc7522, 1286, 2}, {"fib20_unjet", 0x43f47f8a, 2505, 4},
    {"ack2_200", 0x0cc05ade, 752, 2},     {"ack3_6", 0x2ee40920, 1723, 2},      {"list1m", 0x54239702, 258, 4},
    {"list1m_len", 0x51459d7d, 464, 4},   {"deep1m_inc", 0x51459d7d, 143, 4},   {"deep1m_cons", 0x7c4dd318, 166, 4},
    {"deep10m_inc", 0x3d097066, 1451, 4}, {"jfib27_k140", 0x0a061753, 354, 4},  {"jfib15_k140", 0x666ef884, 0, 4},
    {"jdec1m_k140", 0x79ff04e8, 337, 4},
};

enum class Way { fresh, cold, warm };
struct Options {
  int repeat = 3;
  bool jets = true, against_c = false;
  Way way = Way::fresh;
  Tier tier = Tier::automatic;
  std::string folder = GALENA_BENCH_JAMS;
  std::set<std::string> names;
};

std::vector<uint8_t> read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

double milliseconds_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

// The best time of one machine; negative where the product is wrong.
double run_on_machine(const Benchmark& b, const std::vector<uint8_t>& jam, const Options& o) {
  MachineOptions options;
  options.jets.enabled = o.jets;
  options.tier = o.tier;
  options.jet_table = jet_table();
  Machine machine(std::move(options));
  const Cued cued = cue(machine.heap(), jam);
  if (!cued.ok() || !cued.noun.is_cell()) return -1;
  const Heap::Root call(machine.heap(), cued.noun);
  double best = 1e300;
  const auto begin = Clock::now();
  // Warm: until the times have settled.
  const auto again = [&](int i) {
    if (o.way != Way::warm) return i < 1;
    return i < 8 || (i < 100 && milliseconds_since(begin) < 1000);
  };
  for (int i = 0; again(i); ++i) {
    const auto start = Clock::now();
    const Result r = machine.run(call.get().head(), call.get().tail());
    best = std::min(best, milliseconds_since(start));
    if (r.outcome != Outcome::done || mug(r.noun) != b.mug) return -1;
  }
  return best;
}

double run_in_process(const Benchmark& b, const std::vector<uint8_t>& jam, const Options& o) {
  int ends[2];
  if (pipe(ends) != 0) return -1;
  const pid_t pid = fork();
  if (pid == 0) {
    const double time = run_on_machine(b, jam, o);
    _exit(write(ends[1], &time, sizeof time) == sizeof time ? 0 : 1);
  }
  double time = -1;
  close(ends[1]);
  if (read(ends[0], &time, sizeof time) != sizeof time) time = -1;
  close(ends[0]);
  waitpid(pid, nullptr, 0);
  return time;
}

// Best times in C, by place in kBenchmarks; on a stack as deep as the deepest needs.
void* run_algorithms(void* out) {
  auto& times = *static_cast<std::vector<double>*>(out);
  char* const arena = static_cast<char*>(std::malloc(bench::kArenaBytes));
  for (const Benchmark& b : kBenchmarks) {
    double best = -1;
    for (const bench::Algorithm& a : bench::algorithms()) {
      if (std::strcmp(a.name, b.name) != 0) continue;
      const auto begin = Clock::now();
      best = 1e300;
      for (int i = 0; i < 8 || (i < 100 && milliseconds_since(begin) < 300); ++i) {
        const auto start = Clock::now();
        const uint64_t product = a.run(arena);
        best = std::min(best, milliseconds_since(start));
        if (product != a.product) std::abort();
      }
    }
    times.push_back(best);
  }
  std::free(arena);
  return nullptr;
}

std::vector<double> times_in_c() {
  std::vector<double> times;
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, bench::kStackBytes);
  pthread_t thread;
  if (pthread_create(&thread, &attributes, run_algorithms, &times) != 0) std::abort();
  pthread_join(thread, nullptr);
  pthread_attr_destroy(&attributes);
  return times;
}

bool parse(int argc, char** argv, Options& o) {
  for (int i = 1; i < argc; ++i) {
    const std::string a = argv[i];
    if (a == "--repeat" && i + 1 < argc) {
      o.repeat = std::max(1, std::atoi(argv[++i]));
    } else if (a == "--folder" && i + 1 < argc) {
      o.folder = argv[++i];
    } else if (a == "--warm" || a == "--cold") {
      o.way = a == "--warm" ? Way::warm : Way::cold;
    } else if (a == "--against-c") {
      o.against_c = true;
      o.way = Way::warm;
    } else if (a == "--no-jets") {
      o.jets = false;
    } else if (a == "--tier" && i + 1 < argc) {
      const std::string name = argv[++i];
      if (name != "interp" && name != "auto" && name != "jit") return false;
      o.tier = name == "interp" ? Tier::interpreter : name == "jit" ? Tier::jit : Tier::automatic;
    } else if (a.starts_with("-")) {
      return false;
    } else {
      o.names.insert(a);
    }
  }
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  Options o;
  if (!parse(argc, argv, o)) {
    std::fprintf(stderr,
                 "usage: bench_nock [--repeat N] [--no-jets] [--tier interp|auto|jit] [--folder DIR] "
                 "[--warm | --cold | --against-c] [NAME...]\n");
    return 2;
  }
  const std::vector<double> in_c = o.against_c ? times_in_c() : std::vector<double>();
  int wrong = 0, beyond = 0, counted = 0;
  double logarithms = 0, worst = o.against_c ? 0 : 1e300;
  const char* worst_name = "";
  std::printf("%-14s %12s %12s %9s\n", "benchmark", "ours, ms", o.against_c ? "C, ms" : "theirs, ms",
              o.against_c ? "quotient" : "times");
  for (size_t n = 0; n < std::size(kBenchmarks); ++n) {
    const Benchmark& b = kBenchmarks[n];
    if (!o.names.empty() && o.names.count(b.name) == 0) continue;
    const std::vector<uint8_t> jam = read_file(o.folder + "/" + b.name + ".jam");
    double best = 1e300;
    for (int i = 0; i < o.repeat && best > 0; ++i) {
      best = std::min(best, o.way == Way::cold ? run_in_process(b, jam, o) : run_on_machine(b, jam, o));
    }
    if (best < 0) {
      ++wrong;
      std::printf("%-14s WRONG\n", b.name);
      continue;
    }
    const double other = o.against_c ? in_c[n] : b.reference_ms;
    if (other <= 0) {
      std::printf("%-14s %12.4f\n", b.name, best);
      continue;
    }
    const double quotient = o.against_c ? best / other : other / best;
    const bool fine = !o.against_c || quotient <= b.against_c;
    beyond += fine ? 0 : 1;
    std::printf("%-14s %12.4f %12.4f %8.2fx%s\n", b.name, best, other, quotient, fine ? "" : "  too slow");
    logarithms += std::log(quotient);
    ++counted;
    if (o.against_c ? quotient > worst : quotient < worst) {
      worst = quotient;
      worst_name = b.name;
    }
    std::fflush(stdout);
  }
  if (counted > 0) {
    std::printf("%s: geometric mean %.2f, %s %.2f (%s)\n", o.against_c ? "times C" : "times faster",
                std::exp(logarithms / counted), o.against_c ? "most" : "least", worst, worst_name);
  }
  if (o.against_c) std::printf("beyond what is allowed (2 for dec10m and ack, 4 for the rest): %d\n", beyond);
  return wrong == 0 && beyond == 0 ? 0 : 1;
}
