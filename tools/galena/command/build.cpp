// galena build: the files of a desk, each with what it imports.
#include <fmt/format.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <thread>
#include <unordered_map>

#include "hoon/desk/desk.h"
#include "hoon/noun/stack.h"
#include "nock/base/check.h"
#include "nock/base/children.h"
#include "nock/base/clock.h"
#include "nock/noun/mug.h"
#include "nock/noun/serial.h"
#include "tools/galena/base/cache.h"
#include "tools/galena/base/evaluation.h"
#include "tools/galena/base/input.h"
#include "tools/galena/base/io.h"
#include "tools/galena/base/workbench.h"
#include "tools/galena/command/commands.h"
#include "tools/galena/diagnose/build_report.h"
#include "tools/galena/diagnose/diagnostics.h"
#include "tools/galena/session/desk_session.h"
#include "tools/galena/session/trap_build.h"

namespace galena::tools {
namespace {

struct Options {
  std::vector<std::string> files;
  DeskOptions desk;
  std::string output;
  std::string emit = "both";
  bool all = false, mug = false, time = false;
  unsigned jobs = 0;  // 0: as many as there are processors
  // --hoonc
  bool hoonc = false;
  TrapOptions trap;
  EvaluationOptions evaluation;
  CacheOptions cache;
  DiagnosticOptions diagnostics;
};

using Clock = std::chrono::steady_clock;

// Every source file of a desk but those of the kernel.
std::vector<std::string> files_of(const hoon::Folder::Names& all) {
  std::vector<std::string> files;
  for (const std::string& name : all.names) {
    if (name.ends_with(".hoon") && !name.ends_with("/.hoon") && !name.starts_with("sys/")) files.push_back(name);
  }
  return files;
}

bool build_one(DeskSession& session, const Options& options) {
  hoon::Desk& desk = session.desk;
  const std::string file = name_in(session.folder.root(), options.files.front());
  if (options.output.empty() && !options.mug) return desk.check(file);
  const std::optional<hoon::Vase> vase = desk.build(file);
  if (!vase) return false;
  const Noun product = options.emit == "type"    ? vase->type
                       : options.emit == "value" ? vase->value
                                                 : session.bench().arena().cons(vase->type, vase->value);
  if (!options.output.empty()) write_file(options.output, jam(product));
  if (options.mug) print_mug(product);
  return true;
}

// Processes that build files ahead of this one, and leave the products where results are kept. Each is a copy of this
// process with the subject in place, and takes files from the end of the list that nobody has taken. What they find
// refused they leave alone: whoever comes to it says why.
class Helpers {
 public:
  Helpers(hoon::Desk& desk, const std::vector<std::string>& files, unsigned count) : desk_(desk) {
    if (files.empty()) return;
    void* const shared =
        mmap(nullptr, files.size() * sizeof(State), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED) return;
    states_ = static_cast<State*>(shared);
    size_ = files.size();
    for (size_t i = 0; i < size_; ++i) number_.emplace(files[i], i);
    // In the helpers, too.
    desk.on_file = [this](const std::string& file) {
      if (const auto at = number_.find(file); at != number_.end()) states_[at->second].fetch_or(kBuilt);
    };
    std::fflush(nullptr);  // what is buffered is this process's to write
    for (unsigned i = 0; i < count; ++i) {
      const pid_t pid = fork();
      if (pid == 0) help(desk, files);
      if (pid > 0) children_.add(pid);
    }
  }
  ~Helpers() {
    desk_.on_file = {};
    if (states_ != nullptr) munmap(states_, size_ * sizeof(State));
  }
  Helpers(const Helpers&) = delete;
  Helpers& operator=(const Helpers&) = delete;

  // Takes a file for this process: no helper begins with it now. False where one is at it.
  bool take(size_t file) {
    if (states_ == nullptr) return true;
    GALENA_CHECK(file < size_);
    const uint32_t before = states_[file].fetch_or(kTaken);
    return (before & kTaken) == 0 || (before & kDone) != 0;
  }
  // Waits until a helper is done with a file that it has taken, or is gone.
  void wait(size_t file) {
    while ((states_[file].load() & kDone) == 0 && children_.any_alive()) usleep(1000);
  }
  // Whether any of the processes has compiled it.
  bool was_built(size_t file) const { return states_ == nullptr || (states_[file].load() & kBuilt) != 0; }

 private:
  using State = std::atomic<uint32_t>;
  static_assert(State::is_always_lock_free);
  enum : uint32_t { kTaken = 1, kDone = 2, kBuilt = 4 };

  [[noreturn]] void help(hoon::Desk& desk, const std::vector<std::string>& files) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (size_t i = files.size(); i-- > 0;) {
      if ((states_[i].fetch_or(kTaken) & kTaken) != 0) continue;
      try {
        desk.check(files[i]);
      } catch (...) {
      }
      states_[i].fetch_or(kDone);
    }
    _exit(0);
  }

  hoon::Desk& desk_;
  State* states_ = nullptr;
  size_t size_ = 0;
  std::unordered_map<std::string, size_t> number_;
  Children children_;
};

bool build_many(DeskSession& session, const Options& options) {
  const auto start = Clock::now();
  hoon::Desk& desk = session.desk;
  const hoon::Folder::Names all = options.all ? session.folder.all() : hoon::Folder::Names{};
  std::vector<std::string> files = options.all ? files_of(all) : options.files;
  size_t refused = 0, width = 8;
  for (std::string& file : files) {
    if (!options.all) file = name_in(session.folder.root(), file);
    width = std::max(width, file.size());
  }
  const unsigned jobs = options.jobs != 0 ? options.jobs : std::max(1u, std::thread::hardware_concurrency());
  const unsigned most = std::max(1u, std::min<unsigned>(jobs, static_cast<unsigned>(files.size())));
  Helpers helpers(desk, files, session.keeps() ? most - 1 : 0);
  for (size_t i = 0; i < files.size(); ++i) {
    const std::string& file = files[i];
    if (!helpers.take(i)) helpers.wait(i);
    const auto begin = Clock::now();
    std::string verdict;
    if (desk.check(file)) {
      verdict = helpers.was_built(i) ? "ok, built" : "ok, as before";
    } else {
      ++refused;
      verdict = "refused: " + reason(*desk.log().why(file));
    }
    print(fmt::format("{:<{}} {:>9.1f} ms  {}\n", file, width, milliseconds_since(begin), verdict));
  }
  print(fmt::format("{} files, {} refused, {:.1f} ms\n", files.size(), refused, milliseconds_since(start)));
  // What cannot be looked into may hold anything.
  for (const std::string& fault : all.faults) complain(fmt::format("{}: error: {}", session.folder.root(), fault));
  return refused == 0 && all.faults.empty();
}

// Whether there is a file of this name, by its path or in the desk.
bool is_there(const Options& options, const std::string& file) {
  return access(file.c_str(), F_OK) == 0 ||
         (!options.desk.desk.empty() && access((options.desk.desk + "/" + file).c_str(), F_OK) == 0);
}

Exit run(Options options) {
  options.diagnostics.colored();  // refuses a bad --color at once
  if (options.emit != "type" && options.emit != "value" && options.emit != "both") {
    throw Failure{Exit::usage, fmt::format("error: cannot emit `{}`: type, value or both", options.emit)};
  }
  if (options.all == !options.files.empty()) {
    throw Failure{Exit::usage, "error: say which files to build, or --all of them"};
  }
  for (const std::string& file : options.files) {
    if (const std::string source = file + ".hoon"; !is_there(options, file) && is_there(options, source)) {
      throw Failure{Exit::failed, fmt::format("{}: error: there is no such file; there is `{}`", file, source)};
    }
  }
  if (options.desk.desk.empty()) {
    if (options.all) throw Failure{Exit::usage, "error: say of which desk to build all: --desk DIR"};
    options.desk.desk = desk_of(options.files.front());
  }
  if (options.hoonc) {
    if (options.files.size() != 1 || options.trap.library.empty()) {
      throw Failure{Exit::usage, "error: --hoonc builds one file, and wants the library that it sees: --library FILE"};
    }
    TrapOptions trap = options.trap;
    trap.file = options.files.front();
    trap.folder = options.desk.desk;
    trap.output = options.output;
    trap.mug = options.mug;
    trap.time = options.time;
    trap.links = options.desk.links;
    trap.evaluation = options.evaluation;
    trap.cache = options.cache;
    trap.diagnostics = options.diagnostics;
    return build_trap(trap);
  }
  if (!is_folder(options.desk.desk)) {
    throw Failure{Exit::usage, fmt::format("error: `{}` is no folder", options.desk.desk)};
  }
  const auto start = Clock::now();
  const std::unique_ptr<hoon::Store> store = options.cache.open();
  DeskSession session(options.desk, store.get(), options.evaluation, options.diagnostics);
  const double subject_ms = milliseconds_since(start);
  const bool one = !options.all && options.files.size() == 1;
  // On one stack for all of them.
  const bool built = hoon::run_on_deep_stack(
      hoon::kBuildStack, [&] { return one ? build_one(session, options) : build_many(session, options); });
  if (options.time) {
    const hoon::Desk::Statistics& s = session.desk.statistics();
    complain(fmt::format(
        "subject {:.1f} ms, {} files compiled, {} as before; parse {:.1f} ms, mint {:.1f} ms, run {:.1f} ms, "
        "keep {:.1f} ms; compiler asked {}, {} known; all {:.1f} ms",
        subject_ms, s.files, s.cached, s.parse_ms, s.compile_ms, s.run_ms, s.pack_ms, s.questions.asked,
        s.questions.known, milliseconds_since(start)));
  }
  if (built) return Exit::ok;
  throw Failure{Exit::failed, session.report(options.diagnostics)};
}

}  // namespace

void add_build(CommandLine app, Exit& exit) {
  auto options = std::make_shared<Options>();
  const CommandLine sub = app.command("build", "Build files of a desk with what they import");
  sub.option("FILE", options->files, "Files, by their names in the desk or by their paths");
  options->desk.add_to(sub);
  sub.flag("--all", options->all, "Every file of the desk, and a table of what they come to");
  sub.option("-j,--jobs", options->jobs, "How many processes build, where results are kept; else one a processor")
      .type_name("N");
  sub.option("-o,--output", options->output, "Write the product of the file as a jam").type_name("FILE");
  const Option emit =
      sub.option("--emit", options->emit, "Of the product: type, value, or both: [type value] (the default)");
  emit.takes("type value both").type_name("WHAT");
  sub.flag("--mug", options->mug, "Print the mug of what is emitted");
  sub.flag("--time", options->time, "Say where the time went");
  const Option hoonc = sub.flag("--hoonc", options->hoonc, "A kernel as the builder of that name makes it: a trap");
  sub.flag("--arbitrary", options->trap.arbitrary, "With --hoonc: no kernel, whatever the file is").needs(hoonc);
  sub.option("--library", options->trap.library, "With --hoonc: the Hoon library that files see")
      .type_name("FILE")
      .needs(hoonc);
  sub.option("--builder", options->trap.builder, "With --hoonc: the builder's jam, for its own formulas in the trap")
      .type_name("FILE")
      .needs(hoonc);
  options->cache.add_to(sub);
  options->diagnostics.add_to(sub);
  options->evaluation.add_to(sub);
  options->evaluation.kelvin.add_to(sub);
  sub.footer(
      "Examples:\n"
      "  galena build app/hood.hoon --desk pkg/arvo\n"
      "  galena build lib/strandio.hoon --desk pkg/base-dev --system pkg/arvo/sys -o strandio.jam\n"
      "  galena build --desk pkg/arvo --all\n"
      "  galena build hoon/apps/peek/peek.hoon --desk hoon --hoonc --library hoon-138.hoon -o out.jam");
  sub.callback([options, &exit] { exit = run(*options); });
}

}  // namespace galena::tools
