// Faults, by seed: a pier takes events and is broken in every way there is; then it is started again, and
//
//  - no event that was acknowledged is missing, and none is there in part;
//  - the state is the one that the log leads to, computed from the first event on;
//  - or damage was found, and named, and what to do was said; and doing it (starting again, where the checkpoint was
//    damaged) leads to the above.
//
//   galena_fault [--solid] [RUNS [FIRST]]     2,000 runs from seed 1; GALENA_FAULT_RUNS is another number
//   galena_fault [--solid] --steps            a roll and a chop of the log, broken at each step of theirs in turn
//
// The kernel is baby's; with --solid, that of arvo/sys with its vanes, whose state is a hundred times as large.
//
// One seed is one run: the events, what happens between them, and the fault follow from it, but for kills by the clock.
#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>

#include "arvo/host/epoch.h"
#include "arvo/host/failure.h"
#include "arvo/host/guard.h"
#include "arvo/host/loop.h"
#include "jets/table.h"
#include "nock/noun/mug.h"
#include "nock/noun/serial.h"
#include "test/fault/shim.h"
#include "tools/galena/library/pills.h"
#include "tools/galena/session/pill.h"

using namespace galena;
using namespace galena::host;
using namespace galena::fault;

namespace {

#if __has_feature(address_sanitizer)
constexpr uint64_t kRuns = 100;  // ten times as slow, and the same runs
#else
constexpr uint64_t kRuns = 2000;
#endif
constexpr size_t kMemory = size_t{64} << 20;
constexpr size_t kMemoryOfSolid = size_t{256} << 20;
constexpr int kEvents = 40;
constexpr unsigned kPatienceSeconds = 60;
constexpr unsigned kLongestRun = 12'000;  // microseconds before a kill, at the most

// What the tested process says, in memory that outlives it.
struct Shared {
  uint64_t acknowledged;  // the last event that somebody was told is durable
  uint64_t computed;      // the last one computed
  uint32_t mugs[4096];    // by event: of the state after it
  char message[1024];     // how it ended
};
Shared* g_shared;
std::vector<uint8_t> g_pill;
bool g_is_solid = false;

size_t memory() {
  return g_is_solid ? kMemoryOfSolid : kMemory;
}

std::unique_ptr<Machine> make_machine() {
  MachineOptions options;
  options.memory_limit = memory();
  options.jet_table = jet_table();
  options.on_slog = [](Noun) {};
  return std::make_unique<Machine>(options);
}

using Random = std::mt19937_64;

// Timers, keys, words for lorem, and what fails.
Noun make_event_of_solid(Heap& heap, Random& random) {
  const Noun client = heap.tuple("b"_n, "client"_n, Noun::direct('a' + random() % 8), kNull);
  const Noun time = heap.atom_limbs(std::array<uint64_t, 2>{random(), 0x8000000d00000000 + random() % 100});
  switch (random() % 8) {
    case 0:
      return heap.tuple(client, "rest"_n, time);
    case 1:
      return heap.tuple(heap.tuple("b"_n, "behn"_n, kNull), "wake"_n, kNull);
    case 2:
      return heap.tuple(client, heap.cord("nonesuch"), kNull);
    case 3: {
      std::vector<uint64_t> limbs(random() % 2000 + 1);
      for (uint64_t& limb : limbs) limb = random();
      const Noun name = Noun::direct('a' + random() % 20);
      return heap.tuple(heap.tuple("lorem"_n, "x"_n, kNull), "tell"_n, name, heap.atom_limbs(limbs));
    }
    case 4:
      return heap.tuple(heap.tuple("d"_n, "term"_n, "1"_n, kNull), "belt"_n, "txt"_n, Noun::direct('x'), kNull);
    default:
      return heap.tuple(client, "wait"_n, time);
  }
}

Noun make_event(Heap& heap, Random& random) {
  if (g_is_solid) return make_event_of_solid(heap, random);
  const Noun wire = heap.tuple("test"_n, kNull);
  switch (random() % 8) {
    case 0:
      return heap.tuple(wire, "fill"_n, Noun::direct(random() % 3000));
    case 1:
      return heap.tuple(wire, "drop"_n, kNull);
    case 2:
      return heap.tuple(wire, "crash"_n, kNull);
    case 3: {
      // Large atoms, too: they lie in a column of their own.
      std::vector<uint64_t> limbs(random() % 2000 + 1);
      for (uint64_t& limb : limbs) limb = random();
      return heap.tuple(wire, "note"_n, Noun::direct(random() % 4), heap.atom_limbs(limbs));
    }
    default:
      return heap.tuple(wire, "note"_n, Noun::direct(random() % 20), heap.atom(random()));
  }
}

PierOptions pier_options(uint64_t seed) {
  PierOptions options;
  // A clock that jumps, back as well as forth.
  options.clock = [random = Random(seed)]() mutable {
    const auto seconds = 1'700'000'000 + static_cast<int64_t>(random() % 1000);
    return time_of(seconds, static_cast<uint32_t>(random() % 1'000'000'000));
  };
  return options;
}

void boot(Pier& pier) {
  pier.boot(*parse_pill(cue(pier.machine().heap(), g_pill).noun), {});
}

// Events one group after the other, and checkpoints between.
void run_plainly(Pier& pier, Random& random) {
  for (int done = 0; done < kEvents;) {
    std::vector<std::vector<uint8_t>> entries;
    for (uint64_t n = random() % 5 + 1; n > 0; --n, ++done) {
      Pier::Taken taken = pier.take(make_event(pier.machine().heap(), random));
      if (!taken.happened) continue;
      g_shared->mugs[taken.number] = pier.kernel().mug();
      g_shared->computed = taken.number;
      entries.push_back(std::move(taken.entry));
    }
    pier.log().append(entries);
    g_shared->acknowledged = pier.event();
    if (random() % 4 == 0) pier.write_checkpoint(random() % 8 == 0);
    if (random() % 5 == 0 && pier.roll() && random() % 2 == 0) chop(OpenFolder(pier.folder()));
  }
}

class Source : public Driver {
 public:
  Source(Loop& loop, Random& random) : loop_(loop), random_(random) {}
  void start() override {
    for (int i = 0; i < kEvents; ++i) {
      loop_.plan(make_event(loop_.pier().machine().heap(), random_), [this](const Verdict& verdict) {
        if (verdict.number > g_shared->acknowledged) g_shared->acknowledged = verdict.number;
        if (random_() % 8 == 0) loop_.checkpoint({});
        if (random_() % 12 == 0) loop_.roll({});
      });
    }
    loop_.stop(true);
  }

 private:
  Loop& loop_;
  Random& random_;
};

// The same through the loop, where groups form by themselves and a checkpoint is written beside.
int run_loop(Pier& pier, Random& random) {
  LoopOptions options;
  options.unsynced_events = random() % 20 + 1;
  options.say = [](Level level, const std::string& line) {
    const size_t said = strlen(g_shared->message);
    if (level == Level::error)
      snprintf(g_shared->message + said, sizeof g_shared->message - said, "%s\n", line.c_str());
  };
  Loop loop(pier, options);
  loop.add(std::make_unique<Source>(loop, random));
  return loop.run();
}

// After a boot every file is there to stay but those that need not be.
void check_names(const std::string& folder) {
  const std::string log = folder + "/.urb/log";
  for (const std::string& name : unsynced_names(folder + "/..")) {
    if (name == "pier") throw HostFailure{FailureKind::kernel, "the pier goes with the power"};
  }
  for (const std::string& below : {folder, folder + "/.urb", log, log + "/0i0"}) {
    for (const std::string& name : unsynced_names(below)) {
      if (name != "tail") throw HostFailure{FailureKind::kernel, below + "/" + name + " goes with the power"};
    }
  }
}

[[noreturn]] void tested_process(const std::string& folder, uint64_t seed, const DiskPlan& plan) {
  Random random(seed);
  int code = 0;
  try {
    const std::unique_ptr<Machine> machine = make_machine();
    // A new pier breaks while it is made, too.
    const bool is_new = !std::filesystem::exists(folder);
    Pier pier(folder, *machine, pier_options(seed), is_new ? Pier::Mode::create : Pier::Mode::run);
    if (is_new) {
      set_disk_plan(plan);
      boot(pier);
      check_names(folder);
    } else {
      pier.resume();
      set_disk_plan(plan);
    }
    g_shared->acknowledged = g_shared->computed = pier.event();
    if (random() % 2 == 0) {
      run_plainly(pier, random);
    } else {
      code = run_loop(pier, random);
    }
  } catch (const HostFailure& failure) {
    snprintf(g_shared->message, sizeof g_shared->message, "%s", failure.message.c_str());
    code = failure.kind == FailureKind::disk ? 1 : 2;
  }
  _exit(code);
}

[[noreturn]] void end(int code, const std::string& message) {
  snprintf(g_shared->message, sizeof g_shared->message, "%s", message.c_str());
  _exit(code);
}

// Times only grow, whatever the clock does.
void check_times(const Pier& pier, const EventLog& log) {
  Heap heap(memory());
  std::array<uint64_t, 3> last{};
  log.read(std::max<uint64_t>(pier.identity().life + 1, log.first()), pier.event(), [&](const LoggedEvent& event) {
    uint64_t small;
    const Noun job = cue(heap, event.jam).noun;
    const Limbs l = limbs_of(job.head(), small);
    std::array<uint64_t, 3> time{};  // the highest limb first
    for (size_t i = 0; i < l.size && i < 3; ++i) time[2 - i] = l.data[i];
    if (time <= last) end(1, fmt::format("event {} comes before the one before it", event.number));
    last = time;
    return true;
  });
}

[[noreturn]] void checking_process(const std::string& folder, uint64_t acknowledged, uint64_t computed) {
  try {
    const std::unique_ptr<Machine> machine = make_machine();
    Pier pier(folder, *machine, pier_options(1), Pier::Mode::create);
    try {
      pier.resume();
    } catch (const HostFailure& failure) {
      // A boot that did not come to its end begins anew.
      if (acknowledged != 0) throw;
      boot(pier);
    }
    const uint64_t last = pier.event();
    if (last < acknowledged) {
      end(1, fmt::format("event {} was acknowledged, the log ends with {}", acknowledged, last));
    }
    // The state from its leaves, so that every page of it is read, and no mug is taken on trust.
    Heap heap(memory());
    const uint32_t state = mug(cue(heap, jam(pier.kernel().core())).noun);
    if (last <= computed && g_shared->mugs[last] != 0 && state != g_shared->mugs[last]) {
      end(1, "a state that was never computed");
    }
    try {
      // What it should be: everything again.
      const std::unique_ptr<Machine> other = make_machine();
      Pier again(folder, *other, pier_options(1), Pier::Mode::read);
      again.resume_at({.event = last, .epoch = pier.log().epochs().front()});
      const uint32_t mug = again.kernel().mug();
      if (state != mug) end(1, fmt::format("a wrong state: 0x{:08x} for 0x{:08x}", state, mug));
      if (pier.log().first() <= last) check_times(pier, pier.log());
    } catch (const HostFailure& failure) {
      // Damage to old events, which the start had no need of.
      if (failure.kind != FailureKind::damaged) throw;
    }
    // And it goes on, in another epoch, too.
    Random random(1);
    if (last % 4 == 0) pier.roll();
    if (!pier.take_durably(make_event(machine->heap(), random)).happened) end(1, "it does not go on");
    pier.write_checkpoint();
    end(0, "");
  } catch (const HostFailure& failure) {
    end(failure.kind == FailureKind::damaged ? kDamagedExit : 1, failure.message);
  }
}

// What a start after the fault comes to.
struct Found {
  int code;  // 0; kDamagedExit: damage
  std::string message;
};

Found check(const std::string& folder, uint64_t acknowledged, uint64_t computed, const std::string& said) {
  g_shared->message[0] = 0;
  const int out = open(said.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (out < 0) return {1, "nothing can be written to " + said};
  const pid_t pid = fork();
  if (pid == 0) {
    dup2(out, STDERR_FILENO);
    alarm(kPatienceSeconds);
    checking_process(folder, acknowledged, computed);
  }
  close(out);
  int status;
  waitpid(pid, &status, 0);
  std::string message = g_shared->message;
  if (message.empty()) {
    std::ifstream in(said);
    message.assign(std::istreambuf_iterator<char>(in), {});
  }
  if (WIFSIGNALED(status)) return {1, fmt::format("ended by signal {}: {}", WTERMSIG(status), message)};
  return {WEXITSTATUS(status), message};
}

// Damages a bit, a byte, or a page of a file.
void flip(const std::string& path, Random& random) {
  const int fd = open(path.c_str(), O_RDWR);
  if (fd < 0) throw std::runtime_error("there is nothing to damage at " + path);
  const off_t size = lseek(fd, 0, SEEK_END);
  if (size > 0) {
    const auto at = static_cast<off_t>(random() % static_cast<uint64_t>(size));
    char page[4096];
    const uint64_t kind = random() % 3;
    const size_t count = kind == 2 ? sizeof page : 1;
    const off_t from = kind == 2 ? at & ~off_t{4095} : at;
    const ssize_t n = pread(fd, page, count, from);
    for (ssize_t i = 0; i < n; ++i) page[i] = static_cast<char>(kind == 0 ? page[i] ^ 1 << random() % 8 : random());
    if (n > 0 && pwrite(fd, page, static_cast<size_t>(n), from) != n) abort();
  }
  close(fd);
}

enum class Fault : uint8_t { crash, power, full, read_only, kill, flip_log, flip_checkpoint, none };
const char* const kFaultNames[] = {"crash",    "power",           "full", "read-only", "kill",
                                   "flip-log", "flip-checkpoint", "none"};

DiskPlan make_plan(Fault fault, Random& random) {
  DiskPlan plan;
  plan.seed = random();
  plan.at = random() % 150 + 1;
  using Kind = DiskPlan::Kind;
  plan.kind = fault == Fault::crash       ? Kind::crash
              : fault == Fault::power     ? Kind::power
              : fault == Fault::full      ? Kind::full
              : fault == Fault::read_only ? Kind::read_only
                                          : Kind::none;
  return plan;
}

void damage(Fault fault, const std::string& folder, Random& random) {
  if (fault == Fault::flip_log) {
    // Of an epoch: its log the most, but also the state that it begins with.
    const OpenFolder top(OpenFolder(folder), kLogFolder);
    const std::vector<uint64_t> epochs = epochs_of(top);
    const std::string epoch = top.path(epoch_name(epochs[random() % epochs.size()]));
    std::vector<std::string> files{epoch + "/data.mdb", epoch + "/data.mdb", epoch + "/data.mdb"};
    for (const auto& entry : std::filesystem::directory_iterator(epoch)) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    const std::string& file = files[random() % files.size()];
    if (!file.ends_with(".txt") && !file.ends_with("lock.mdb")) flip(file, random);
  } else if (fault == Fault::flip_checkpoint && std::filesystem::exists(folder + "/.urb/galena")) {
    std::vector<std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder + "/.urb/galena"))
      files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    if (!files.empty()) flip(files[random() % files.size()], random);
  }
}

// An empty text, or what went wrong.
std::string run(const std::string& base, uint64_t seed, Fault& fault, bool& damage_found) {
  Random random(seed * 0x9e3779b97f4a7c15);
  fault = static_cast<Fault>(random() % 8);
  const std::string folder = base + "/pier";
  std::filesystem::remove_all(folder);
  if (random() % 8 != 0) std::filesystem::copy(base + "/template", folder, std::filesystem::copy_options::recursive);
  memset(static_cast<void*>(g_shared), 0, sizeof *g_shared);

  const DiskPlan plan = make_plan(fault, random);
  const pid_t pid = fork();
  if (pid == 0) {
    alarm(kPatienceSeconds);
    tested_process(folder, seed, plan);
  }
  if (fault == Fault::kill) {
    usleep(static_cast<useconds_t>(random() % kLongestRun));
    kill(pid, SIGKILL);
  }
  int status;
  waitpid(pid, &status, 0);
  const bool killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL && fault == Fault::kill;
  if (!killed && WIFSIGNALED(status)) return fmt::format("ended by signal {}", WTERMSIG(status));
  const int code = killed ? kCrashed : WEXITSTATUS(status);
  const std::string message = g_shared->message;
  const bool refused = fault == Fault::full || fault == Fault::read_only;
  if (code != 0 && code != kCrashed && !(code == 1 && refused)) return fmt::format("exit {}: {}", code, message);
  if (code == 1 && message.empty()) return "the disk refused, and nothing was said";
  if (code == 1 && fault == Fault::full && message.find("the disk is full") == std::string::npos) {
    return "the disk is full, and what was said is: " + message;
  }

  const uint64_t acknowledged = g_shared->acknowledged, computed = g_shared->computed;
  damage(fault, folder, random);
  Found found = check(folder, acknowledged, computed, base + "/said");
  if (found.code == kDamagedExit && (fault == Fault::flip_log || fault == Fault::flip_checkpoint)) {
    damage_found = true;
    if (found.message.find("error: ") == std::string::npos || found.message.find("; ") == std::string::npos) {
      return "damage was found, and what to do not said: " + found.message;
    }
    if (fault == Fault::flip_log) return {};
    // The checkpoint was set aside: the same again, without it.
    found = check(folder, acknowledged, computed, base + "/said");
  }
  return found.code == 0 ? "" : fmt::format("after it: exit {}: {}", found.code, found.message);
}

// A roll, or a chop, and an event after it.
[[noreturn]] void stepping_process(const std::string& folder, bool chops, const DiskPlan& plan) {
  try {
    const std::unique_ptr<Machine> machine = make_machine();
    Pier pier(folder, *machine, pier_options(1), Pier::Mode::run);
    pier.resume();
    const uint64_t last = pier.event();
    g_shared->acknowledged = last;
    g_shared->mugs[last] = pier.kernel().mug();
    g_shared->computed = last;
    set_disk_plan(plan);
    if (chops ? chop(OpenFolder(folder)).empty() : !pier.roll()) end(3, "nothing was done");
    Random random(1);
    const Pier::Taken taken = pier.take_durably(make_event(machine->heap(), random));
    if (!taken.happened) end(3, "it does not go on");
    g_shared->acknowledged = taken.number;
  } catch (const HostFailure& failure) {
    end(failure.kind == FailureKind::disk ? 1 : 2, failure.message);
  }
  _exit(0);
}

// Breaks it at each of its operations in turn, until there are no more; how many there were. `failed` counts what is
// wrong afterwards.
uint64_t break_at_each_step(const std::string& base, bool chops, Fault fault, uint64_t& failed) {
  Random random(1);
  DiskPlan plan = make_plan(fault, random);
  for (plan.at = 1;; ++plan.at) {
    const std::string folder = base + "/pier";
    std::filesystem::remove_all(folder);
    std::filesystem::copy(base + (chops ? "/long" : "/short"), folder, std::filesystem::copy_options::recursive);
    memset(static_cast<void*>(g_shared), 0, sizeof *g_shared);
    const pid_t pid = fork();
    if (pid == 0) {
      alarm(kPatienceSeconds);
      stepping_process(folder, chops, plan);
    }
    int status;
    waitpid(pid, &status, 0);
    const int code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    const std::string said = g_shared->message;
    const Found found = check(folder, g_shared->acknowledged, g_shared->computed, base + "/said");
    const bool broken = code == kCrashed || code == 1;
    if (found.code != 0 || (code != 0 && !broken)) {
      ++failed;
      fmt::print("{} at step {} of a {}: exit {}: {}; after it: exit {}: {}\n", kFaultNames[static_cast<size_t>(fault)],
                 plan.at, chops ? "chop" : "roll", code, said, found.code, found.message);
    }
    if (!broken) return plan.at - 1;
  }
}

// A pier with so many epochs, and events in each.
bool make_rolled(const std::string& base, const std::string& name, int rolls) {
  std::filesystem::copy(base + "/template", base + name, std::filesystem::copy_options::recursive);
  const pid_t pid = fork();
  if (pid == 0) {
    const std::unique_ptr<Machine> machine = make_machine();
    Pier pier(base + name, *machine, pier_options(2), Pier::Mode::run);
    pier.resume();
    Random random(3);
    for (int roll = 0; roll <= rolls; ++roll) {
      for (int i = 0; i < 5; ++i) pier.take_durably(make_event(machine->heap(), random));
      if (roll < rolls && !pier.roll()) _exit(1);
    }
    _exit(0);
  }
  int status;
  waitpid(pid, &status, 0);
  return status == 0;
}

int break_steps(const std::string& base) {
  uint64_t failed = 0, steps = 0;
  if (!make_rolled(base, "/short", 1) || !make_rolled(base, "/long", 3)) return 1;
  for (const bool chops : {false, true}) {
    for (const Fault fault : {Fault::crash, Fault::power, Fault::full, Fault::read_only}) {
      const uint64_t count = break_at_each_step(base, chops, fault, failed);
      fmt::print("{:<16} at each of {} steps of a {}\n", kFaultNames[static_cast<size_t>(fault)], count,
                 chops ? "chop" : "roll");
      steps += count;
      // The fewest there are: a state's files and its log, names and syncs; two epochs that go.
      if (count < 10 && fault != Fault::full) ++failed;
    }
  }
  fmt::print("fault: {} steps, {} failed\n", steps, failed);
  std::filesystem::remove_all(base);
  return failed == 0 ? 0 : 1;
}

// Both in processes of their own, so that what forks has no threads.
bool make_pill_file(const std::string& path) {
  if (g_is_solid) {
    const auto bytes = tools::embedded_pill("solid");
    if (bytes) g_pill.assign(bytes->begin(), bytes->end());
    return bytes.has_value();
  }
  const pid_t pid = fork();
  if (pid == 0) {
    Heap heap(memory());
    const Jammed bytes = jam(tools::compile_pill(heap, "baby", ""));
    std::ofstream(path, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    _exit(0);
  }
  int status;
  waitpid(pid, &status, 0);
  std::ifstream in(path, std::ios::binary);
  g_pill.assign(std::istreambuf_iterator<char>(in), {});
  return status == 0 && !g_pill.empty();
}

bool boot_template(const std::string& folder) {
  const pid_t pid = fork();
  if (pid == 0) {
    const std::unique_ptr<Machine> machine = make_machine();
    Pier pier(folder, *machine, pier_options(0), Pier::Mode::create);
    boot(pier);
    _exit(0);
  }
  int status;
  waitpid(pid, &status, 0);
  return status == 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 1 && std::string_view(argv[1]) == "--solid") {
    g_is_solid = true;
    --argc;
    ++argv;
  }
  const char* const wanted = argc > 1 ? argv[1] : std::getenv("GALENA_FAULT_RUNS");
  const uint64_t runs = wanted != nullptr ? std::strtoull(wanted, nullptr, 10) : kRuns;
  const uint64_t first = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1;
  // Memory is quicker to sync than a disk, and what is tested is the order.
  std::string base = access("/dev/shm", W_OK) == 0 ? "/dev/shm/galena-fault-XXXXXX" : "/tmp/galena-fault-XXXXXX";
  if (mkdtemp(base.data()) == nullptr) return 1;
  void* const shared = mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (shared == MAP_FAILED) return 1;
  g_shared = static_cast<Shared*>(shared);
  if (!make_pill_file(base + "/pill") || !boot_template(base + "/template")) return 1;

  if (wanted != nullptr && std::string_view(wanted) == "--steps") return break_steps(base);

  std::map<Fault, std::pair<uint64_t, uint64_t>> tally;  // runs, and those in which damage was found
  uint64_t failed = 0;
  for (uint64_t seed = first; seed < first + runs; ++seed) {
    Fault fault;
    bool damage_found = false;
    const std::string trouble = run(base, seed, fault, damage_found);
    ++tally[fault].first;
    tally[fault].second += damage_found ? 1 : 0;
    if (!trouble.empty() && ++failed <= 10) {
      fmt::print("seed {} ({}): {}\n", seed, kFaultNames[static_cast<size_t>(fault)], trouble);
    }
  }
  for (const auto& [fault, counts] : tally) {
    const std::string found = counts.second == 0 ? "" : fmt::format(", damage found in {}", counts.second);
    fmt::print("{:<16} {:>5} runs{}\n", kFaultNames[static_cast<size_t>(fault)], counts.first, found);
  }
  fmt::print("fault: {} passed, {} failed, 0 skipped\n", runs - failed, failed);
  std::filesystem::remove_all(base);
  return failed == 0 ? 0 : 1;
}
