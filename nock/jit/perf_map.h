// /tmp/perf-PID.map: where `perf` finds the names of code that lies in no file.
//
// There is one a process, as `perf` wants it, for all machines that ask for it. `perf report` reads it when the process
// is gone: so code that was let go of stays in it until other code lies in its place. Samples from before that go by
// the new name.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <span>
#include <string>

namespace galena::jit {

struct CodeSymbol {
  std::string name;  // one line
  uint64_t address = 0, size = 0;
};

class PerfMap {
 public:
  // That of this process.
  static PerfMap& of_process();

  explicit PerfMap(std::string path) : path_(std::move(path)) {}
  ~PerfMap();

  // Code has been made; yields false, once, where the file cannot be written. From any thread.
  bool add(std::span<const CodeSymbol> symbols);
  // Code has been freed. Once there is much of it, its names are as well.
  void free(std::span<const CodeSymbol> symbols);

  const std::string& path() const { return path_; }

  static constexpr size_t kMaxFreed = 50'000;

 private:
  struct Entry {
    uint64_t size;
    std::string name;
    bool freed = false;
  };
  bool open();
  bool write(const std::string& lines);
  bool write_all();

  const std::string path_;
  std::mutex mutex_;
  std::map<uint64_t, Entry> entries_;  // by address; none meet
  size_t freed_ = 0;
  int file_ = -1;
  bool failed_ = false;
};

}  // namespace galena::jit
