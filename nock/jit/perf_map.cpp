#include "nock/jit/perf_map.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <iterator>

#include "nock/base/check.h"

namespace galena::jit {
namespace {

std::string line_of(uint64_t address, uint64_t size, const std::string& name) {
  return fmt::format("{:x} {:x} {}\n", address, size, name);
}

}  // namespace

PerfMap& PerfMap::of_process() {
  static PerfMap map(fmt::format("/tmp/perf-{}.map", ::getpid()));
  return map;
}

PerfMap::~PerfMap() {
  if (file_ >= 0) ::close(file_);
}

bool PerfMap::open() {
  if (file_ >= 0) return true;
  // The name can be guessed, and the folder is everybody's: what lies there is of a process that is gone, or a trap.
  ::unlink(path_.c_str());
  file_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0644);
  return file_ >= 0;
}

bool PerfMap::write(const std::string& lines) {
  for (size_t done = 0; done < lines.size();) {
    const ssize_t n = ::write(file_, lines.data() + done, lines.size() - done);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    done += static_cast<size_t>(n);
  }
  return true;
}

bool PerfMap::write_all() {
  std::string lines;
  for (const auto& [address, entry] : entries_) lines += line_of(address, entry.size, entry.name);
  return ::ftruncate(file_, 0) == 0 && write(lines);
}

bool PerfMap::add(std::span<const CodeSymbol> symbols) {
  const std::lock_guard lock(mutex_);
  if (failed_ || symbols.empty()) return true;
  std::string lines;
  bool moved_in = false;  // where other code has been
  for (const CodeSymbol& symbol : symbols) {
    GALENA_CHECK(symbol.size > 0 && symbol.name.find('\n') == std::string::npos);
    auto it = entries_.upper_bound(symbol.address);
    if (it != entries_.begin()) {
      const auto before = std::prev(it);
      if (before->first + before->second.size > symbol.address) it = before;
    }
    while (it != entries_.end() && it->first < symbol.address + symbol.size) {
      freed_ -= it->second.freed ? 1 : 0;
      it = entries_.erase(it);
      moved_in = true;
    }
    entries_.emplace(symbol.address, Entry{symbol.size, symbol.name});
    lines += line_of(symbol.address, symbol.size, symbol.name);
  }
  failed_ = !open() || !(moved_in ? write_all() : write(lines));
  return !failed_;
}

void PerfMap::free(std::span<const CodeSymbol> symbols) {
  const std::lock_guard lock(mutex_);
  for (const CodeSymbol& symbol : symbols) {
    const auto it = entries_.find(symbol.address);
    if (it == entries_.end() || it->second.freed) continue;
    it->second.freed = true;
    ++freed_;
  }
  if (freed_ <= kMaxFreed || failed_) return;
  std::erase_if(entries_, [](const auto& entry) { return entry.second.freed; });
  freed_ = 0;
  failed_ = !open() || !write_all();
}

}  // namespace galena::jit
