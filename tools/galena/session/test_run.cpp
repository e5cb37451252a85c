#include "tools/galena/session/test_run.h"

#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "hoon/noun/stack.h"
#include "nock/base/check.h"
#include "tools/galena/base/interrupt.h"
#include "tools/galena/base/io.h"

namespace galena::tools {
namespace {

using Json = nlohmann::json;

// The number of the next file that nobody has taken, for all processes.
class Counter {
 public:
  Counter() {
    void* const shared = mmap(nullptr, sizeof(Value), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED) throw Failure{Exit::failed, "error: no memory to share with processes"};
    value_ = static_cast<Value*>(shared);
  }
  ~Counter() { munmap(value_, sizeof(Value)); }
  Counter(const Counter&) = delete;
  Counter& operator=(const Counter&) = delete;
  size_t next() { return value_->fetch_add(1); }
  size_t taken() const { return value_->load(); }

 private:
  using Value = std::atomic<size_t>;
  static_assert(Value::is_always_lock_free);
  Value* value_;
};

// What a worker tells, a JSON value a line: {"ready": true} with its first desk open; {"begun": N} before the file N,
// {"done": N, ...} with what came of it; {"failure": message, "exit": code} where it cannot go on.
class Worker {
 public:
  Worker(const TestOptions& options, std::span<const TestFile> files, Counter& counter) {
    int ends[2];
    if (pipe(ends) != 0) throw Failure{Exit::failed, "error: no pipe can be had for a process"};
    std::fflush(nullptr);
    pid_ = fork();
    if (pid_ < 0) throw Failure{Exit::failed, "error: no process can be had"};
    if (pid_ == 0) {
      close(ends[0]);
      work(options, files, counter, ends[1]);
    }
    close(ends[1]);
    descriptor_ = ends[0];
  }
  ~Worker() {
    if (descriptor_ >= 0) close(descriptor_);
    if (pid_ > 0) {
      kill(pid_, SIGKILL);
      waitpid(pid_, nullptr, 0);
    }
  }
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  int descriptor() const { return descriptor_; }
  bool ready = false;
  std::optional<size_t> begun;

  // Takes what has come; calls `told` with each line. False where that was the last.
  template <class Told>
  bool read_some(Told&& told) {
    char piece[65536];
    const ssize_t size = read(descriptor_, piece, sizeof piece);
    if (size < 0 && errno == EINTR) return true;
    if (size <= 0) return false;
    buffer_.append(piece, static_cast<size_t>(size));
    size_t from = 0;
    for (size_t end; (end = buffer_.find('\n', from)) != std::string::npos; from = end + 1) {
      told(Json::parse(buffer_.begin() + static_cast<ptrdiff_t>(from), buffer_.begin() + static_cast<ptrdiff_t>(end)));
    }
    buffer_.erase(0, from);
    return true;
  }
  // How it has ended, in words.
  std::string end() {
    int status = 0;
    const pid_t gone = waitpid(std::exchange(pid_, -1), &status, 0);
    if (gone < 0) return "its process is gone";
    return WIFSIGNALED(status) ? fmt::format("its process was ended by signal {}", WTERMSIG(status))
                               : fmt::format("its process ended with {}", WEXITSTATUS(status));
  }

 private:
  static void tell(int descriptor, const Json& what) {
    const std::string line = what.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
    for (size_t at = 0; at < line.size();) {
      const ssize_t written = write(descriptor, line.data() + at, line.size() - at);
      if (written < 0 && errno != EINTR) _exit(0);  // nobody listens any more
      if (written > 0) at += static_cast<size_t>(written);
    }
  }

  [[noreturn]] static void work(const TestOptions& options, std::span<const TestFile> files, Counter& counter,
                                int out) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    signal(SIGINT, SIG_IGN);  // that is for who has started it
    auto go = [&] {
      std::unique_ptr<TestBench> bench;
      for (size_t n; (n = counter.next()) < files.size();) {
        tell(out, {{"begun", n}});
        if (!bench || bench->desk() != files[n].desk) {
          bench = std::make_unique<TestBench>(options, files[n].desk);
          tell(out, {{"ready", true}});
        }
        Json result = to_json(bench->run(files[n].name));
        result["done"] = n;
        tell(out, result);
      }
    };
    try {
      hoon::run_on_deep_stack(hoon::kBuildStack, go);
    } catch (const Failure& failure) {
      tell(out, {{"failure", failure.message}, {"exit", static_cast<int>(failure.exit)}});
    } catch (const std::bad_alloc&) {
      tell(out, {{"failure", "error: out of memory"}, {"exit", static_cast<int>(Exit::failed)}});
    }
    _exit(0);
  }

  pid_t pid_ = -1;
  int descriptor_ = -1;
  std::string buffer_;
};

// The processes, and what they have told that it is not time to pass on.
class Run {
 public:
  using Heard = std::function<void(const TestFile&, const FileResult&)>;
  Run(const TestOptions& options, std::span<const TestFile> files, size_t jobs, const Heard& heard)
      : options_(options), files_(files), jobs_(jobs), heard_(heard), results_(files.size()) {}

  void go() {
    const InterruptNote note;
    while (next_ < files_.size()) {
      hire();
      // All are taken, and whoever had the rest is gone.
      for (size_t i = next_; workers_.empty() && i < files_.size(); ++i) {
        if (!results_[i]) lose(i, "its process is gone");
      }
      if (!workers_.empty()) wait();
      for (; next_ < files_.size() && results_[next_]; ++next_) heard_(files_[next_], *results_[next_]);
    }
  }

 private:
  // One first: what it makes of the subject, the others find where results are kept.
  void hire() {
    while (workers_.size() < jobs_ && counter_.taken() < files_.size()) {
      if (!workers_.empty() && std::ranges::none_of(workers_, [](const auto& w) { return w->ready; })) return;
      workers_.push_back(std::make_unique<Worker>(options_, files_, counter_));
    }
  }

  void wait() {
    GALENA_CHECK(!workers_.empty());
    std::vector<pollfd> waiting;
    for (const auto& worker : workers_) waiting.push_back({worker->descriptor(), POLLIN, 0});
    const int ready = ::poll(waiting.data(), waiting.size(), 500);
    if (was_interrupted()) throw Failure{Exit::interrupted, "error: interrupted"};
    for (size_t i = waiting.size(); ready > 0 && i-- > 0;) {
      if (waiting[i].revents == 0) continue;
      Worker& worker = *workers_[i];
      if (worker.read_some([&](const Json& told) { take(worker, told); })) continue;
      const std::string how = worker.end();
      if (worker.begun) lose(*worker.begun, how);
      workers_.erase(workers_.begin() + static_cast<ptrdiff_t>(i));
    }
  }

  void lose(size_t file, const std::string& how) {
    FileResult lost;
    lost.fault = fmt::format("{}: error: {}", files_[file].shown, how);
    results_[file] = std::move(lost);
  }

  void take(Worker& worker, const Json& told) {
    if (told.contains("ready")) {
      worker.ready = true;
    } else if (told.contains("begun")) {
      worker.begun = told.at("begun");
    } else if (told.contains("done")) {
      results_[told.at("done").get<size_t>()] = file_result(told);
      worker.begun.reset();
    } else {
      throw Failure{static_cast<Exit>(told.at("exit").get<int>()), told.at("failure")};
    }
  }

  const TestOptions& options_;
  std::span<const TestFile> files_;
  size_t jobs_;
  const Heard& heard_;
  Counter counter_;
  std::vector<std::unique_ptr<Worker>> workers_;
  std::vector<std::optional<FileResult>> results_;
  size_t next_ = 0;  // the first that has not been passed on
};

}  // namespace

void run_tests(const TestOptions& options, std::span<const TestFile> files, unsigned jobs,
               const std::function<void(const TestFile& file, const FileResult& result)>& heard) {
  Run(options, files, jobs, heard).go();
}

}  // namespace galena::tools
