// The tiers of the machine beside one another: random programs on the interpreter, on compiled code and on what is
// compiled by counters, each with jets and without. Outcome, product, trace and output must be the same everywhere.
//
//   tiers [--formulas N] [--programs N] [--seed N] [--jobs N] [--only MODE] [--shrink N] [--batch N]
//   tiers --formula I | --program I [--seed N] [--history]     one of them, which is printed
//
// Programs run in processes of their own, so a crash is one more difference, and a batch of N (20) in a row on the same
// machines; hundreds are for what machines collect as they grow old. What fails is tried again alone, and N (12) of
// them are made smaller; what fails only after those before it is had again with --history. A batch runs in half of the
// modes, for twice as many programs in the same time.
#include <fmt/format.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <map>
#include <new>
#include <thread>
#include <tuple>

#include "nock/jit/tier.h"
#include "test/differential/suite.h"

using namespace galena;
using namespace galena::test;
using Clock = std::chrono::steady_clock;

namespace {

constexpr size_t kMaxFailures = 256, kMaxJobs = 16;
constexpr uint64_t kBatchesPerProcess = 20;      // what a compiler remembers is let go of with its process
constexpr std::chrono::seconds kHang(150);       // without a sign of life
constexpr std::chrono::seconds kShrinkTime(40);  // for one failure
constexpr double kMostDeclined = 0.02;           // of what tier 1 was asked to compile
constexpr uint32_t kAllModes = 0x3c;

#if __has_feature(address_sanitizer)
constexpr uint64_t kFormulas = 400, kPrograms = 200;
#else
constexpr uint64_t kFormulas = 1000, kPrograms = 200;
#endif

struct Options {
  uint64_t formulas = kFormulas, programs = kPrograms, seed = 1;
  uint64_t batch = 20;  // programs that run on the same machines, one after the other
  size_t jobs = 2, shrinks = 12;
  uint32_t modes = kAllModes;
  bool compiles = false, history = false;
  std::optional<uint64_t> formula, program;
};

// What the processes share: what is to be done next, where each of them is, and what they have found.
struct Board {
  struct Worker {
    std::atomic<uint64_t> index, beat;
    std::atomic<uint32_t> mode;
  } workers[kMaxJobs];
  std::atomic<uint64_t> next_batch;
  std::atomic<uint64_t> run, refused, undecided, outcomes[3];
  std::atomic<uint64_t> compiled, declined, entered, left;
  std::atomic<uint64_t> milliseconds[std::size(kModes)];
  std::atomic<uint32_t> failures;
  struct Failure {
    uint64_t index;
    uint32_t mode;
    char what[100];
  } failure[kMaxFailures];
  std::atomic<int> candidate;

  void add(uint64_t index, size_t mode, const std::string& what) {
    const uint32_t at = failures++;
    if (at >= kMaxFailures) return;
    failure[at].index = index;
    failure[at].mode = static_cast<uint32_t>(mode);
    std::snprintf(failure[at].what, sizeof failure[at].what, "%s", what.c_str());
  }
};

struct BoardDeleter {
  void operator()(Board* board) const { munmap(board, sizeof(Board)); }
};
using BoardPointer = std::unique_ptr<Board, BoardDeleter>;

BoardPointer make_board() {
  void* const p = mmap(nullptr, sizeof(Board), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (p == MAP_FAILED) std::exit(1);
  return BoardPointer(new (p) Board());
}

Setting setting_of(const Suite& suite, const Options& options, uint64_t batch) {
  Setting s = suite.setting(batch);
  s.interpreter_only = !options.compiles;
  return s;
}
uint32_t modes_of(const Options& options, uint64_t batch) {
  constexpr uint32_t kTurns[] = {0x0c, 0x30, 0x14, 0x28};
  const uint32_t modes = options.modes & kTurns[batch % std::size(kTurns)];
  return modes != 0 ? modes : options.modes;
}
// One in three batches runs each program twice: the second time on code that is there.
int rounds_of(uint64_t batch) {
  return batch % 3 == 0 ? 2 : 1;
}

// Runs batches, up to program `end`, for as long as a process lives.
void work(const Options& options, Suite& suite, Board& board, size_t worker, uint64_t end) {
  Board::Worker& here = board.workers[worker];
  for (uint64_t n = 0; n < kBatchesPerProcess; ++n) {
    const uint64_t batch = board.next_batch++;
    if (batch * options.batch >= end) return;
    here.index = batch * options.batch;
    here.mode = 0;
    Comparison comparison(setting_of(suite, options, batch), modes_of(options, batch));
    for (uint64_t i = batch * options.batch; i < std::min(end, (batch + 1) * options.batch); ++i) {
      here.index = i;
      here.mode = 0;
      ++here.beat;
      const std::optional<Program> program = suite.program(i);
      if (!program) {
        ++board.refused;
        continue;
      }
      const auto differences = comparison.run(*program, rounds_of(batch), [&](size_t mode) {
        here.mode = static_cast<uint32_t>(mode);
        ++here.beat;
      });
      ++board.run;
      for (size_t m = 0; m < comparison.runners().size(); ++m) {
        const auto& runner = comparison.runners()[m];
        if (runner != nullptr) board.milliseconds[m] += static_cast<uint64_t>(runner->took().count());
      }
      ++(comparison.decided() ? board.outcomes[static_cast<size_t>(comparison.outcome())] : board.undecided);
      for (const auto& d : differences) board.add(i, d.mode, d.what);
    }
    for (const auto& runner : comparison.runners()) {
      if (runner == nullptr) continue;
      const CompilerCount count = runner->count();
      board.entered += count.entered;
      board.left += count.left;
      if (runner->mode().tier != Tier::jit) continue;
      board.compiled += count.compiled;
      board.declined += count.declined;
    }
  }
}

template <class Body>
pid_t start(Body&& body) {
  std::fflush(stdout);
  const pid_t pid = fork();
  if (pid != 0) return pid;
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  body();
  std::fflush(stdout);
  _exit(0);
}

std::string ending(int status) {
  return WIFSIGNALED(status) ? fmt::format("crashes: {}", strsignal(WTERMSIG(status)))
                             : fmt::format("ends the process with {}", WEXITSTATUS(status));
}

// All programs up to `end`, in processes that are started again behind what they crash on.
void run_all(const Options& options, Suite& suite, Board& board, uint64_t end) {
  struct Process {
    pid_t pid = 0;
    uint64_t beat = 0;
    Clock::time_point alive;
  };
  std::vector<Process> processes(options.jobs);
  for (bool busy = true; busy;) {
    busy = false;
    for (size_t j = 0; j < options.jobs; ++j) {
      Process& process = processes[j];
      const Board::Worker& at = board.workers[j];
      if (process.pid == 0) {
        if (board.next_batch * options.batch >= end) continue;
        process.alive = Clock::now();
        process.pid = start([&] { work(options, suite, board, j, end); });
      }
      busy = true;
      if (const uint64_t beat = at.beat; beat != process.beat) {
        process.beat = beat;
        process.alive = Clock::now();
      }
      const bool hangs = Clock::now() - process.alive > kHang;
      if (hangs) kill(process.pid, SIGKILL);
      int status = 0;
      if (waitpid(process.pid, &status, hangs ? 0 : WNOHANG) == 0) continue;
      process.pid = 0;
      if (status != 0) board.add(at.index, at.mode, hangs ? "hangs" : ending(status));
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
}

// The first of several programs that goes wrong in `mode` on machines of its own, and how; -1: none does. In a process
// of its own.
int first_wrong(const Setting& setting, size_t mode, int rounds, const std::vector<Program>& programs,
                std::string* what) {
  const BoardPointer board = make_board();
  for (size_t from = 0; from < programs.size();) {
    board->candidate = -1;
    board->failures = 0;
    const pid_t pid = start([&] {
      for (size_t i = from; i < programs.size(); ++i) {
        board->candidate = static_cast<int>(i);
        alarm(60);
        Comparison comparison(setting, uint32_t{1} << mode);
        const auto differences = comparison.run(programs[i], rounds, [](size_t) {});
        if (differences.empty()) continue;
        board->add(0, mode, differences.front().what);
        _exit(0);
      }
      board->candidate = -1;
    });
    int status = 0;
    waitpid(pid, &status, 0);
    const int found = board->candidate;
    if (found < 0) return -1;
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM) {
      from = static_cast<size_t>(found) + 1;
      continue;
    }
    *what = status == 0 ? board->failure[0].what : ending(status);
    return found;
  }
  return -1;
}

// Whether two failures may have one cause: they differ in numbers at the most.
std::string kind_of(const std::string& what) {
  return what.substr(0, 9);
}

// Tries a failure alone, makes it smaller, and prints it.
void report(const Options& options, Suite& suite, const Board::Failure& failure, bool small) {
  fmt::print("\n{} {} (seed {}), {}: {}\n", suite.name(), failure.index, options.seed, kModes[failure.mode].name,
             failure.what);
  const std::optional<Program> program = small ? suite.program(failure.index) : std::nullopt;
  if (!program) return;
  const uint64_t batch = failure.index / options.batch;
  const Setting setting = setting_of(suite, options, batch);
  // A second and a third time on the same machine may show what the first does not.
  std::string what;
  int rounds = 0;
  for (const int n : {rounds_of(batch), 3}) {
    if (first_wrong(setting, failure.mode, n, {*program}, &what) == 0) {
      rounds = n;
      break;
    }
  }
  if (rounds == 0) {
    fmt::print("  not alone: --{} {} --seed {} --batch {} --history runs it after those before it\n", suite.name(),
               failure.index, options.seed, options.batch);
    return;
  }
  const std::string kind = kind_of(what);
  const auto until = Clock::now() + kShrinkTime;
  const std::string text = suite.shrink(
      failure.index,
      [&](const std::vector<Program>& programs) {
        std::string found_what;
        const int found = first_wrong(setting, failure.mode, rounds, programs, &found_what);
        return found >= 0 && kind_of(found_what) == kind ? found : -1;
      },
      [&] { return Clock::now() > until; });
  fmt::print("  {}\n  {} with threshold {}, run {}{}\n", text, what, setting.threshold,
             rounds == 1   ? "once"
             : rounds == 2 ? "twice"
                           : "three times",
             setting.stress ? ", collecting at every safepoint" : "");
  std::fflush(stdout);
}

// Runs one suite and reports on it; the number of failures.
uint64_t judge(const Options& options, Suite& suite, uint64_t count) {
  const BoardPointer board_pointer = make_board();
  Board& board = *board_pointer;
  const auto begin = Clock::now();
  run_all(options, suite, board, count);
  const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  uint64_t failed = board.failures;
  std::vector<Board::Failure> failures(board.failure, board.failure + std::min<size_t>(failed, kMaxFailures));
  std::sort(failures.begin(), failures.end(),
            [](const auto& a, const auto& b) { return std::tie(a.index, a.mode) < std::tie(b.index, b.mode); });
  std::map<std::pair<uint32_t, std::string>, int> seen;
  size_t shrunk = 0;
  for (const auto& f : failures) {
    const bool small = shrunk < options.shrinks && seen[{f.mode, kind_of(f.what)}]++ < 4;
    shrunk += small ? 1 : 0;
    report(options, suite, f, small);
  }
  const uint64_t asked = board.compiled + board.declined;
  const double share = asked == 0 ? 0 : static_cast<double>(board.declined) / static_cast<double>(asked);
  fmt::print("{}s: {} in {:.0f} s: {} products, {} crashes, {} blocks, {} undecided; {} more are refused\n",
             suite.name(), board.run.load(), seconds, board.outcomes[0].load(), board.outcomes[1].load(),
             board.outcomes[2].load(), board.undecided.load(), board.refused.load());
  fmt::print("{}s: jit: {} compiled, {} declined ({:.2f}%); entered {} times, left {} times\n", suite.name(),
             board.compiled.load(), board.declined.load(), share * 100, board.entered.load(), board.left.load());
  fmt::print("{}s:", suite.name());
  for (size_t m = 0; m < std::size(kModes); ++m) {
    fmt::print(" {} {:.1f} s{}", kModes[m].name, static_cast<double>(board.milliseconds[m]) / 1e3,
               m + 1 < std::size(kModes) ? "," : "\n");
  }
  if (share > kMostDeclined) {
    fmt::print("{}s: too much is not compiled\n", suite.name());
    ++failed;
  }
  if (board.outcomes[0] < count / 4) {
    fmt::print("{}s: too few come to a product\n", suite.name());
    ++failed;
  }
  std::fflush(stdout);
  return failed;
}

// One program, after those before it if so asked.
int run_one(const Options& options, Suite& suite, uint64_t index) {
  const uint64_t batch = index / options.batch;
  const Setting setting = setting_of(suite, options, batch);
  fmt::print("{}\n", suite.text(index));
  const BoardPointer board = make_board();
  if (options.history) {
    const pid_t pid = start([&] {
      Comparison comparison(setting, modes_of(options, batch));
      for (uint64_t i = batch * options.batch; i <= index; ++i) {
        const std::optional<Program> program = suite.program(i);
        if (!program) continue;
        board->workers[0].index = i;
        const auto differences = comparison.run(
            *program, rounds_of(batch), [&](size_t mode) { board->workers[0].mode = static_cast<uint32_t>(mode); });
        for (const auto& d : differences) {
          fmt::print("{} {}, {}: {}\n", suite.name(), i, kModes[d.mode].name, d.what);
          ++board->failures;
        }
      }
    });
    int status = 0;
    waitpid(pid, &status, 0);
    if (status != 0) {
      fmt::print("{} {}, {}: {}\n", suite.name(), board->workers[0].index.load(), kModes[board->workers[0].mode].name,
                 ending(status));
    }
    return status == 0 && board->failures == 0 ? 0 : 1;
  }
  const std::optional<Program> program = suite.program(index);
  if (!program) {
    fmt::print("does not compile\n");
    return 1;
  }
  int code = 0;
  for (size_t m = kReferences; m < std::size(kModes); ++m) {
    if ((options.modes >> m & 1) == 0) continue;
    std::string what = "as the interpreter";
    if (first_wrong(setting, m, 3, {*program}, &what) >= 0) code = 1;
    fmt::print("{}: {}\n", kModes[m].name, what);
  }
  return code;
}

bool parse(int argc, char** argv, Options& o) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view a = argv[i];
    if (a == "--history") {
      o.history = true;
      continue;
    }
    if (++i >= argc) return false;
    const uint64_t number = std::strtoull(argv[i], nullptr, 10);
    if (a == "--formulas") {
      o.formulas = number;
    } else if (a == "--programs") {
      o.programs = number;
    } else if (a == "--seed") {
      o.seed = number;
    } else if (a == "--batch") {
      o.batch = std::max<uint64_t>(number, 1);
    } else if (a == "--jobs") {
      o.jobs = std::clamp<size_t>(number, 1, kMaxJobs);
    } else if (a == "--shrink") {
      o.shrinks = number;
    } else if (a == "--formula") {
      o.formula = number;
    } else if (a == "--program") {
      o.program = number;
    } else if (a == "--only") {
      o.modes = 0;
      for (size_t m = kReferences; m < std::size(kModes); ++m) {
        if (std::strcmp(kModes[m].name, argv[i]) == 0) o.modes |= uint32_t{1} << m;
      }
      if (o.modes == 0) return false;
    } else {
      return false;
    }
  }
  return true;
}

// Whether there is a tier 1; why not.
bool compiles(std::string* why) {
  MachineOptions options;
  options.memory_limit = size_t{64} << 20;
  options.tier = Tier::jit;
  Machine machine(std::move(options));
  return machine.jit()->available(why);
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  if (!parse(argc, argv, options)) {
    std::fprintf(stderr,
                 "usage: tiers [--formulas N] [--programs N] [--formula I] [--program I] [--seed N] [--jobs N] "
                 "[--only MODE] [--shrink N] [--batch N] [--history]\n");
    return 2;
  }
  std::string why;
  options.compiles = compiles(&why);
  if (!options.compiles) {
    fmt::print("tiers: no tier 1 ({}): the interpreter beside itself, collecting at every safepoint\n", why);
    options.modes = 0x0c;
  }
  if (options.formula) return run_one(options, *make_formulas(options.seed), *options.formula);
  if (options.program) return run_one(options, *make_programs(options.seed), *options.program);
  uint64_t failed = 0;
  if (options.formulas != 0) failed += judge(options, *make_formulas(options.seed), options.formulas);
  if (options.programs != 0) failed += judge(options, *make_programs(options.seed), options.programs);
  fmt::print("tiers: {} passed, {} failed, 0 skipped\n",
             options.formulas + options.programs - std::min(failed, options.formulas + options.programs), failed);
  return failed == 0 ? 0 : 1;
}
