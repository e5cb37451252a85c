#include "arvo/host/guard.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <fstream>
#include <memory>
#include <mutex>
#include <string_view>

#include "arvo/host/failure.h"
#include "arvo/host/raw_mode.h"
#include "nock/base/check.h"
#include "nock/base/checksum.h"

namespace galena::host {
namespace {

constexpr int kMaxRanges = 64;
constexpr size_t kPage = 4096;

// What the handler reads: plain memory, made whole before it is published.
struct Range {
  char* begin;
  size_t size;
  const uint32_t* sums;
  size_t block, unit;
  std::string file, advice, vouches, aside;
  int folder;
};
std::atomic<Range*> g_ranges[kMaxRanges];
std::atomic<Range*> g_opening;
std::mutex g_mutex;

void say(std::string_view text) {
  const ssize_t written = write(STDERR_FILENO, text.data(), text.size());
  (void)written;
}

void say_number(uint64_t n) {
  char digits[21];
  char* p = digits + sizeof digits - 1;
  *p = 0;
  do *--p = static_cast<char>('0' + n % 10);
  while ((n /= 10) != 0);
  say(p);
}

[[noreturn]] void end(const Range& range, bool block_known, size_t block) {
  end_raw_mode();
  say("\r\nerror: ");
  say(range.file);
  if (block_known) {
    say(" is damaged: block ");
    say_number(block);
    say(" is not what was written");
  } else {
    say(" cannot be read: a page is missing or the disk fails");
  }
  say("; ");
  say(range.advice);
  say("\r\n");
  if (!range.vouches.empty()) renameat(range.folder, range.vouches.c_str(), range.folder, range.aside.c_str());
  _exit(kDamagedExit);
}

void on_fault(int signal, siginfo_t* info, void*) {
  char* const at = static_cast<char*>(info->si_addr);
  for (auto& slot : g_ranges) {
    const Range* const range = slot.load(std::memory_order_acquire);
    if (range == nullptr || at < range->begin || at >= range->begin + range->size) continue;
    if (signal == SIGBUS || range->sums == nullptr) end(*range, false, 0);
    const size_t from = static_cast<size_t>(at - range->begin) / range->unit * range->unit;
    const size_t to = from + range->unit < range->size ? from + range->unit : range->size;
    if (mprotect(range->begin + from, to - from, PROT_READ | PROT_WRITE) != 0) end(*range, false, 0);
    for (size_t i = from; i < to; i += range->block) {
      if (crc32c(range->begin + i, range->block) != range->sums[i / range->block]) end(*range, true, i / range->block);
    }
    return;
  }
  if (const Range* const opening = g_opening.load(std::memory_order_acquire)) end(*opening, false, 0);
  // Not ours: let it happen again, to the system.
  end_raw_mode();
  struct sigaction plain{};
  plain.sa_handler = SIG_DFL;
  sigaction(signal, &plain, nullptr);
  // What a process sent would not happen again.
  if (info->si_code <= 0) raise(signal);
}

// Whether some of it is registered already.
bool is_guarded(const GuardedRange& range) {
  for (const auto& slot : g_ranges) {
    const Range* const other = slot.load();
    if (other != nullptr && range.begin < other->begin + other->size && other->begin < range.begin + range.size) {
      return true;
    }
  }
  return false;
}

// Each time: others in the process may have put theirs in its place.
void install() {
  struct sigaction action{};
  action.sa_sigaction = on_fault;
  action.sa_flags = SA_SIGINFO;
  sigemptyset(&action.sa_mask);
  sigaction(SIGSEGV, &action, nullptr);
  sigaction(SIGBUS, &action, nullptr);
}

}  // namespace

int guard(const GuardedRange& range) {
  GALENA_CHECK(range.size > 0 && reinterpret_cast<uintptr_t>(range.begin) % kPage == 0);
  GALENA_CHECK(!range.file.empty() && !range.advice.empty());
  if (range.sums != nullptr) {
    GALENA_CHECK(range.block > 0 && range.size % range.block == 0);
    GALENA_CHECK(range.unit > 0 && range.unit % range.block == 0 && range.unit % kPage == 0);
  }
  const std::lock_guard lock(g_mutex);
  GALENA_CHECK(!is_guarded(range));
  install();
  (void)crc32c("", 0);  // looks the processor up once, outside of the handler
  auto r = std::make_unique<Range>();
  r->begin = range.begin;
  r->size = range.size;
  r->sums = range.sums;
  r->block = range.block;
  r->unit = range.unit;
  r->file = range.file;
  r->advice = range.advice;
  r->vouches = range.vouches;
  r->aside = range.vouches + ".damaged";
  r->folder = range.folder;
  for (int i = 0; i < kMaxRanges; ++i) {
    if (g_ranges[i].load() != nullptr) continue;
    g_ranges[i].store(r.release(), std::memory_order_release);
    return i;
  }
  throw HostFailure{FailureKind::usage, "error: too many piers are open in this process"};
}

void unguard(int ticket) {
  if (ticket < 0) return;
  const std::lock_guard lock(g_mutex);
  GALENA_CHECK(ticket < kMaxRanges && g_ranges[ticket].load() != nullptr);
  delete g_ranges[ticket].exchange(nullptr);
}

GuardedRange find_mapping(const std::string& path) {
  char* const real = realpath(path.c_str(), nullptr);
  if (real == nullptr) return {};
  const std::lock_guard lock(g_mutex);
  std::ifstream maps("/proc/self/maps");
  GuardedRange found;
  for (std::string line; found.begin == nullptr && std::getline(maps, line);) {
    unsigned long from, to;
    if (!line.ends_with(real) || sscanf(line.c_str(), "%lx-%lx", &from, &to) != 2) continue;
    GuardedRange range;
    range.begin = reinterpret_cast<char*>(from);
    range.size = to - from;
    if (!is_guarded(range)) found = range;
  }
  free(real);
  return found;
}

OpeningGuard::OpeningGuard(const std::string& file, const std::string& advice) {
  const std::lock_guard lock(g_mutex);
  install();
  auto r = std::make_unique<Range>();
  r->file = file;
  r->advice = advice;
  delete g_opening.exchange(r.release());
}

OpeningGuard::~OpeningGuard() {
  delete g_opening.exchange(nullptr);
}

}  // namespace galena::host
