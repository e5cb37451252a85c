// Damage to a log, by seed: bytes of a small pier's data.mdb are changed, one or a few, and then it is read as a whole,
// and written to. What comes is
//
//  - all events as they were written, and those that are appended behind them; or
//  - damage, named, with what to do; and nothing was written.
//
// No other event, no fault of memory, no end of the process but one that says why.
//
//   galena_log_damage [RUNS [FIRST]]     6,000 runs from seed 1; GALENA_LOG_DAMAGE_RUNS is another number
#include <fcntl.h>
#include <fmt/format.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <random>

#include "arvo/host/guard.h"
#include "arvo/host/log.h"
#include "nock/base/checksum.h"
#include "test/unit/arvo/host/pier_fixture.h"

using namespace galena;
using namespace galena::host;

namespace {

#if __has_feature(address_sanitizer)
constexpr uint64_t kRuns = 600;
#else
constexpr uint64_t kRuns = 6000;
#endif
constexpr size_t kPage = 4096;
constexpr unsigned kPatienceSeconds = 60;

using Content = std::vector<char>;
using Random = std::mt19937_64;

enum class Verdict : uint32_t { unknown, good, damaged, wrong };

// What the tested processes say, in memory that outlives them.
struct Shared {
  uint64_t seed;  // the one that is being tried
  Verdict verdict;
  uint64_t counts[4];  // of verdicts
  char message[512];
};
Shared* g_shared;

Content read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_file(const std::string& path, const Content& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc)
      .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

// A log, and what is in it: the sums of its events.
struct Specimen {
  Content data, tail;  // no tail: none
  std::vector<uint32_t> events;
};

std::vector<uint32_t> events_of(const EventLog& log) {
  std::vector<uint32_t> sums;
  log.read(1, log.last(), [&](const LoggedEvent& event) {
    sums.push_back(crc32c(event.jam.data(), event.jam.size(), event.mug));
    return true;
  });
  return sums;
}

std::string data_of(const std::string& pier) {
  return pier + "/.urb/log/0i0/data.mdb";
}

std::string tail_of(const std::string& pier) {
  return pier + "/.urb/log/0i0/tail";
}

// Logs of several shapes: a leaf alone, a tree of two levels, events on large pages; and of either transaction.
Specimen make_specimen(const std::string& pier, uint64_t shape) {
  std::filesystem::remove_all(pier);
  Random random(shape);
  {
    CountingPier made(pier);
    const int groups = shape == 0 ? 1 : static_cast<int>(30 + 60 * shape + shape % 2);
    for (int i = 0; i < groups; ++i) {
      std::vector<std::vector<uint8_t>> entries(random() % 3 + 1);
      for (auto& entry : entries) {
        const bool is_large = shape % 3 == 2 && random() % 8 == 0;
        std::vector<uint8_t> jam(random() % (is_large ? 20'000 : 120) + 1);
        for (uint8_t& byte : jam) byte = static_cast<uint8_t>(random());
        entry = make_entry(static_cast<uint32_t>(random()), jam);
      }
      made.pier.log().append(entries);
    }
  }
  // What is known of how far it came is the log's alone: a tail would find half of all damage.
  if (shape % 2 == 1) std::filesystem::remove(tail_of(pier));
  return {read_file(data_of(pier)), read_file(tail_of(pier)), events_of(EventLog(pier, EventLog::Mode::read))};
}

// Half of the changes are where the form of a page is: its header, its offsets, the heads of its nodes, the metas.
size_t place(const Content& data, Random& random) {
  const size_t page = random() % (data.size() / kPage) * kPage;
  switch (random() % 4) {
    case 0:
      return page + random() % 64;
    case 1: {
      uint16_t lower;
      memcpy(&lower, &data[page + 12], sizeof lower);
      uint16_t offset = 0;
      if (lower > 16 && lower < kPage)
        memcpy(&offset, &data[page + 16 + random() % ((lower - 16u) / 2u) * 2], sizeof offset);
      return page + std::min<size_t>(offset + random() % 24, kPage - 1);
    }
    case 2:
      return random() % 2 * kPage + random() % 160;
    default:
      return page + random() % kPage;
  }
}

void change(Content& data, Random& random) {
  for (uint64_t count = random() % 4 == 0 ? random() % 4 + 1 : 1; count > 0; --count) {
    char& byte = data[place(data, random)];
    byte = static_cast<char>(random() % 2 == 0 ? byte ^ 1 << random() % 8 : random());
  }
  if (random() % 64 == 0) data.resize(random() % data.size());
}

void judge(const std::string& pier, const Specimen& specimen, Random& random) {
  const auto say = [](Verdict verdict, const std::string& text) {
    g_shared->verdict = verdict;
    snprintf(g_shared->message, sizeof g_shared->message, "%s", text.c_str());
  };
  // Without a tail nothing is known of a log's last transaction: an older root is a log, too.
  const auto is_right = [&](const std::vector<uint32_t>& events) {
    return events.size() <= specimen.events.size() && std::equal(events.begin(), events.end(), specimen.events.begin());
  };
  try {
    {
      const EventLog log(pier, EventLog::Mode::read);
      log.check_pages();
      log.identity();
      if (!is_right(events_of(log))) return say(Verdict::wrong, "other events are read");
    }
    std::vector<uint32_t> before, after;
    {
      EventLog log(pier, EventLog::Mode::write);
      before = events_of(log);
      for (int i = 0; i < 6; ++i) {
        std::vector<std::vector<uint8_t>> entries(random() % 40 + 1);
        for (auto& entry : entries) {
          entry = make_entry(static_cast<uint32_t>(random()), std::vector<uint8_t>(random() % 3000 + 1, 5));
          before.push_back(crc32c(entry.data() + 4, entry.size() - 4, parse_entry(entry)->mug));
        }
        log.append(entries);
      }
    }
    const EventLog log(pier, EventLog::Mode::read);
    log.check_pages();
    after = events_of(log);
    if (after != before) return say(Verdict::wrong, "what was appended, or what was there before, is not there");
    say(Verdict::good, "");
  } catch (const HostFailure& failure) {
    const bool is_named = failure.message.starts_with("error: ") && failure.message.find("; ") != std::string::npos;
    say(is_named ? Verdict::damaged : Verdict::wrong, failure.message);
  }
}

// Writing is tried where reading found damage, too: each must find it by itself.
void judge_writing_alone(const std::string& pier) {
  try {
    EventLog log(pier, EventLog::Mode::write);
    const std::vector<uint8_t> entry = make_entry(1, std::vector<uint8_t>(100, 1));
    for (int i = 0; i < 4; ++i) log.append({&entry, 1});
  } catch (const HostFailure&) {
  }
}

[[noreturn]] void tested_process(const std::string& base, const std::vector<Specimen>& specimens, uint64_t from,
                                 uint64_t to) {
  for (uint64_t seed = from; seed < to; ++seed) {
    alarm(kPatienceSeconds);
    g_shared->seed = seed;
    g_shared->verdict = Verdict::unknown;
    Random random(seed * 0x9e3779b97f4a7c15);
    const uint64_t shape = random() % specimens.size();
    const std::string pier = base + "/" + std::to_string(shape);
    Content data = specimens[shape].data;
    change(data, random);
    write_file(data_of(pier), data);
    std::filesystem::remove(tail_of(pier));
    if (!specimens[shape].tail.empty()) write_file(tail_of(pier), specimens[shape].tail);
    judge(pier, specimens[shape], random);
    if (g_shared->verdict == Verdict::wrong) _exit(1);
    if (g_shared->verdict == Verdict::damaged) {
      write_file(data_of(pier), data);
      judge_writing_alone(pier);
    }
    ++g_shared->counts[static_cast<size_t>(g_shared->verdict)];
  }
  _exit(0);
}

}  // namespace

int main(int argc, char** argv) {
  const char* const wanted = argc > 1 ? argv[1] : std::getenv("GALENA_LOG_DAMAGE_RUNS");
  const uint64_t runs = wanted != nullptr ? std::strtoull(wanted, nullptr, 10) : kRuns;
  const uint64_t first = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1;
  std::string base = access("/dev/shm", W_OK) == 0 ? "/dev/shm/galena-damage-XXXXXX" : "/tmp/galena-damage-XXXXXX";
  if (mkdtemp(base.data()) == nullptr) return 1;
  void* const shared = mmap(nullptr, kPage, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (shared == MAP_FAILED) return 1;
  g_shared = static_cast<Shared*>(shared);
  const auto* const counts = g_shared->counts;
  constexpr uint64_t kShapes = 6;
  std::vector<Specimen> specimens;
  for (uint64_t shape = 0; shape < kShapes; ++shape) {
    specimens.push_back(make_specimen(base + "/" + std::to_string(shape), shape));
  }

  uint64_t failed = 0, ended = 0;
  for (uint64_t seed = first; seed < first + runs;) {
    const pid_t pid = fork();
    if (pid == 0) {
      const int said = open((base + "/said").c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
      dup2(said, STDERR_FILENO);
      tested_process(base, specimens, seed, first + runs);
    }
    int status;
    waitpid(pid, &status, 0);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) break;
    seed = g_shared->seed + 1;
    // LMDB's own assertion, or a page that the file does not have: it says so, and with what to do.
    const Content said = read_file(base + "/said");
    const std::string text(said.begin(), said.end());
    if (WIFEXITED(status) && WEXITSTATUS(status) == kDamagedExit &&
        text.find("; put back a copy") != std::string::npos) {
      ++ended;
      continue;
    }
    if (++failed <= 10) {
      const std::string how = WIFSIGNALED(status) ? fmt::format("signal {}", WTERMSIG(status))
                                                  : fmt::format("exit {}", WEXITSTATUS(status));
      fmt::print("seed {}: {}: {} {}\n", g_shared->seed, how, g_shared->message, text);
    }
  }
  fmt::print("{:<16} {:>5} runs\n{:<16} {:>5} runs\n{:<16} {:>5} runs\n", "as written",
             counts[static_cast<size_t>(Verdict::good)], "damage found", counts[static_cast<size_t>(Verdict::damaged)],
             "ended by it", ended);
  fmt::print("log_damage: {} passed, {} failed, 0 skipped\n", runs - failed, failed);
  std::filesystem::remove_all(base);
  return failed == 0 ? 0 : 1;
}
