// galena build: the files of a desk, each with what it imports.
#include <fmt/format.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <thread>

#include "hoon/desk/desk.h"
#include "hoon/desk/paths.h"
#include "hoon/desk/trap.h"
#include "nock/base/check.h"
#include "nock/base/children.h"
#include "nock/noun/mug.h"
#include "nock/noun/serial.h"
#include "tools/galena/base/cache.h"
#include "tools/galena/base/completion.h"
#include "tools/galena/base/evaluation.h"
#include "tools/galena/base/input.h"
#include "tools/galena/base/io.h"
#include "tools/galena/base/workbench.h"
#include "tools/galena/command/commands.h"
#include "tools/galena/diagnose/build_report.h"
#include "tools/galena/diagnose/diagnostics.h"
#include "tools/galena/session/workshop.h"

namespace galena::tools {
namespace {

struct Options {
  std::vector<std::string> files;
  std::string desk, system, output;
  std::string emit = "both";
  bool all = false, mug = false, time = false;
  unsigned jobs = 0;  // 0: as many as there are processors
  // --hoonc
  bool hoonc = false, arbitrary = false;
  std::string library, builder;
  EvaluationOptions evaluation;
  CacheOptions cache;
  DiagnosticOptions diagnostics;
};

using Clock = std::chrono::steady_clock;
double milliseconds_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

bool is_folder(const std::string& path) {
  struct stat about;
  return stat(path.c_str(), &about) == 0 && S_ISDIR(about.st_mode);
}

// Every source file of a desk but those of the kernel.
std::vector<std::string> files_of(const std::string& desk) {
  std::vector<std::string> files;
  std::error_code error;
  const auto follow = std::filesystem::directory_options::follow_directory_symlink;
  for (std::filesystem::recursive_directory_iterator it(desk, follow, error), end; it != end; it.increment(error)) {
    if (it->path().extension() != ".hoon" || it->is_directory(error)) continue;
    std::string name = it->path().lexically_relative(desk).string();
    if (!name.starts_with("sys/")) files.push_back(std::move(name));
  }
  std::sort(files.begin(), files.end());
  return files;
}

// The name of a file in the desk, which may also be given as a path from here.
std::string name_in(const std::string& desk, const std::string& file) {
  struct stat about;
  if (stat((desk + "/" + file).c_str(), &about) == 0) return file;
  std::error_code error;
  const std::filesystem::path from = std::filesystem::absolute(desk, error).lexically_normal();
  const std::string name = std::filesystem::absolute(file, error).lexically_normal().lexically_relative(from).string();
  return name.empty() || name.starts_with("..") ? file : name;
}

bool build_one(Workbench& bench, hoon::Desk& desk, const Options& options) {
  const std::string file = name_in(options.desk, options.files.front());
  if (options.output.empty() && !options.mug) return desk.check(file);
  const std::optional<hoon::Vase> vase = desk.build(file);
  if (!vase) return false;
  const Noun product = options.emit == "type"    ? vase->type
                       : options.emit == "value" ? vase->value
                                                 : bench.arena().cons(vase->type, vase->value);
  if (!options.output.empty()) write_file(options.output, jam(product));
  if (options.mug) print_mug(product);
  return true;
}

// Processes that build files ahead of this one, and leave the products where results are kept. Each is a copy of this
// process with the subject in place, and takes files from the end of the list that nobody has taken. What they find
// refused they leave alone: whoever comes to it says why.
class Helpers {
 public:
  Helpers(hoon::Desk& desk, const std::vector<std::string>& files, unsigned count) {
    if (count == 0) return;
    void* const shared =
        mmap(nullptr, files.size() * sizeof(State), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED) return;
    states_ = static_cast<State*>(shared);
    size_ = files.size();
    std::fflush(nullptr);  // what is buffered is this process's to write
    for (unsigned i = 0; i < count; ++i) {
      const pid_t pid = fork();
      if (pid == 0) help(desk, files);
      if (pid > 0) children_.add(pid);
    }
  }
  ~Helpers() {
    if (states_ != nullptr) munmap(states_, size_ * sizeof(State));
  }
  Helpers(const Helpers&) = delete;
  Helpers& operator=(const Helpers&) = delete;

  // Takes a file for this process: no helper begins with it now. False where one is at it.
  bool take(size_t file) {
    if (states_ == nullptr) return true;
    GALENA_CHECK(file < size_);
    uint32_t free = kFree;
    return states_[file].compare_exchange_strong(free, kTaken) || free == kDone;
  }
  // Waits until a helper is done with a file that it has taken, or is gone.
  void wait(size_t file) {
    while (states_[file].load() == kTaken && children_.any_alive()) usleep(1000);
  }

 private:
  using State = std::atomic<uint32_t>;
  static_assert(State::is_always_lock_free);
  enum : uint32_t { kFree, kTaken, kDone };

  [[noreturn]] void help(hoon::Desk& desk, const std::vector<std::string>& files) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (size_t i = files.size(); i-- > 0;) {
      uint32_t free = kFree;
      if (!states_[i].compare_exchange_strong(free, kTaken)) continue;
      try {
        desk.check(files[i]);
      } catch (...) {
      }
      states_[i].store(kDone);
    }
    _exit(0);
  }

  State* states_ = nullptr;
  size_t size_ = 0;
  Children children_;
};

bool build_many(hoon::Desk& desk, const Options& options, bool kept) {
  const auto start = Clock::now();
  std::vector<std::string> files = options.all ? files_of(options.desk) : options.files;
  size_t refused = 0, width = 8;
  for (std::string& file : files) {
    if (!options.all) file = name_in(options.desk, file);
    width = std::max(width, file.size());
  }
  const unsigned jobs = options.jobs != 0 ? options.jobs : std::max(1u, std::thread::hardware_concurrency());
  Helpers helpers(desk, files, kept ? std::min<unsigned>(jobs, static_cast<unsigned>(files.size())) - 1 : 0);
  for (size_t i = 0; i < files.size(); ++i) {
    const std::string& file = files[i];
    if (!helpers.take(i)) helpers.wait(i);
    const auto begin = Clock::now();
    const size_t compiled = desk.statistics().files;
    std::string verdict;
    if (desk.check(file)) {
      verdict = desk.statistics().files == compiled ? "ok, as before" : "ok";
    } else {
      ++refused;
      verdict = "refused: " + reason(*desk.log().why(file));
    }
    print(fmt::format("{:<{}} {:>9.1f} ms  {}\n", file, width, milliseconds_since(begin), verdict));
  }
  print(fmt::format("{} files, {} refused, {:.1f} ms\n", files.size(), refused, milliseconds_since(start)));
  return refused == 0;
}

// The formulas in a builder. Looking for them takes most of a second, so they are kept.
hoon::TrapFormulas builder_formulas(Machine& machine, Arena& arena, const std::optional<hoon::DeskCache>& cache,
                                    const Options& options) {
  Digester key;
  if (cache) {
    key.add("trap formulas").add(cache->image.digest).add(digest(read_file(options.builder)));
    if (const auto bytes = cache->store.get(key.finish())) {
      const PackSet& packs = cache->image.packs;
      const auto nouns = packs.read_apart(*bytes, [&](Digest base) { return packs.find(base); });
      if (nouns) {
        if (const auto known = hoon::TrapFormulas::from(*nouns)) return *known;
      }
    }
  }
  const Noun jam = arena.intern(read_jam(machine.heap(), options.builder));
  const std::optional<hoon::TrapFormulas> found = hoon::TrapFormulas::of(arena, jam);
  if (!found) throw Failure{Exit::usage, fmt::format("{}: error: this is no builder that is known", options.builder)};
  // They have types in them that are of the library: the image is the first of the packs.
  if (cache)
    cache->store.put(key.finish(), cache->image.packs.write_apart(found->nouns(), std::array<PackSet::Id, 1>{}));
  return *found;
}

// A trap, as the other toolchain's builder makes it.
Exit build_trap(const Options& options) {
  if (options.files.size() != 1 || options.library.empty()) {
    throw Failure{Exit::usage, "error: --hoonc builds one file, and wants the library that it sees: --library FILE"};
  }
  const auto start = Clock::now();
  const std::unique_ptr<hoon::Store> store = options.cache.open();
  const std::string text = read_file(options.library);
  const auto tools_of = [](Workbench& bench) {
    return hoon::Toolchain(bench.machine(), bench.arena(), bench.compiler());
  };
  // The library's formula stands for its value, which is not needed.
  const Recipe recipe{Digester().add("trap library").add(text).finish(), [&](Workbench& bench) {
                        hoon::Toolchain tools = tools_of(bench);
                        try {
                          const hoon::Compiled library = hoon::TrapBuilder::compile_library(tools, text);
                          // For its jets, which the folding of constants needs.
                          tools.run(kNull, library.formula);
                          return Subject{library.type, library.formula};
                        } catch (const hoon::BuildFailure& failure) {
                          const auto path = [&](const std::string&) { return options.library; };
                          throw Failure{Exit::failed, report(bench, failure, path, options.diagnostics)};
                        }
                      }};
  Workshop shop = Workshop::open(options.evaluation, store.get(), recipe);
  const double subject_ms = milliseconds_since(start);
  Workbench& bench = *shop.bench;
  Arena& arena = bench.arena();
  hoon::Toolchain tools = tools_of(bench);
  std::optional<hoon::DeskCache> cache;
  if (store && shop.image) cache.emplace(hoon::DeskCache{*store, *shop.image});
  const hoon::TrapFormulas formulas = options.builder.empty() ? hoon::TrapFormulas::bare(arena)
                                                              : builder_formulas(*shop.machine, arena, cache, options);
  hoon::TrapBuilder builder(tools, formulas, options.desk, {bench.subject().type, bench.subject().value}, cache);
  const std::string& target = options.files.front();
  const std::optional<Noun> trap = builder.build(target, options.arbitrary);
  if (!trap) {
    // A trap is built from a path; what it imports is in the folder.
    const auto path = [&](const std::string& file) { return file == target ? file : options.desk + "/" + file; };
    throw Failure{Exit::failed, report(bench, builder.log(), path, options.diagnostics)};
  }
  if (!options.output.empty()) write_file(options.output, jam(*trap));
  if (options.mug) print_mug(*trap);
  if (options.time) {
    const hoon::TrapBuilder::Statistics& s = builder.statistics();
    complain(
        fmt::format("subject {:.1f} ms, {} files compiled, {} as before; compiler asked {}, {} known; all {:.1f} ms",
                    subject_ms, s.files, s.cached, s.questions.asked, s.questions.known, milliseconds_since(start)));
  }
  return Exit::ok;
}

Exit run(Options options) {
  options.diagnostics.colored();  // refuses a bad --color at once
  if (options.emit != "type" && options.emit != "value" && options.emit != "both") {
    throw Failure{Exit::usage, fmt::format("error: cannot emit `{}`: type, value or both", options.emit)};
  }
  if (!is_folder(options.desk)) throw Failure{Exit::usage, fmt::format("error: `{}` is no folder", options.desk)};
  while (options.desk.size() > 1 && options.desk.back() == '/') options.desk.pop_back();
  if (options.hoonc) return build_trap(options);
  if (options.all == !options.files.empty()) {
    throw Failure{Exit::usage, "error: say which files to build, or --all of them"};
  }
  if (options.system.empty() && is_folder(options.desk + "/sys")) options.system = options.desk + "/sys";

  const auto start = Clock::now();
  const std::unique_ptr<hoon::Store> store = options.cache.open();
  Workshop shop = Workshop::open(
      options.evaluation, store.get(),
      options.system.empty() ? library_recipe() : system_recipe(store.get(), options.system, options.diagnostics));
  const double subject_ms = milliseconds_since(start);
  Workbench& bench = *shop.bench;
  hoon::Toolchain tools(*shop.machine, bench.arena(), bench.compiler());
  std::optional<hoon::DeskCache> cache;
  if (store && shop.image) cache.emplace(hoon::DeskCache{*store, *shop.image});
  hoon::Desk desk(tools, options.desk, {bench.subject().type, bench.subject().value}, cache);
  const bool one = !options.all && options.files.size() == 1;
  const bool built = one ? build_one(bench, desk, options) : build_many(desk, options, cache.has_value());
  if (options.time) {
    const hoon::Desk::Statistics& s = desk.statistics();
    complain(fmt::format(
        "subject {:.1f} ms, {} files compiled, {} as before; parse {:.1f} ms, mint {:.1f} ms, run {:.1f} ms, "
        "keep {:.1f} ms; compiler asked {}, {} known; all {:.1f} ms",
        subject_ms, s.files, s.cached, s.parse_ms, s.compile_ms, s.run_ms, s.pack_ms, s.questions.asked,
        s.questions.known, milliseconds_since(start)));
  }
  if (built) return Exit::ok;
  const auto path = [&](const std::string& file) { return options.desk + "/" + file; };
  throw Failure{Exit::failed, report(bench, desk.log(), path, options.diagnostics)};
}

}  // namespace

void add_build(CLI::App& app, Exit& exit) {
  auto options = std::make_shared<Options>();
  CLI::App* sub = app.add_subcommand("build", "Build files of a desk with what they import");
  sub->add_option("FILE", options->files, "Files, by their names in the desk or by their paths");
  sub->add_option("--desk", options->desk, "The root of the desk")->type_name("DIR")->required();
  sub->add_option("--system", options->system,
                  "The kernel's files: hoon, arvo, lull, zuse; else sys in the desk, else the library in this binary")
      ->type_name("DIR");
  sub->add_flag("--all", options->all, "Every file of the desk, and a table of what they come to");
  sub->add_option("-j,--jobs", options->jobs, "How many processes build, where results are kept; else one a processor")
      ->type_name("N");
  sub->add_option("-o,--output", options->output, "Write the product of the file as a jam")->type_name("FILE");
  auto* emit =
      sub->add_option("--emit", options->emit, "Of the product: type, value, or both: [type value] (the default)");
  takes(emit, "type value both")->type_name("WHAT");
  sub->add_flag("--mug", options->mug, "Print the mug of what is emitted");
  sub->add_flag("--time", options->time, "Say where the time went");
  auto* hoonc = sub->add_flag("--hoonc", options->hoonc, "A kernel as the builder of that name makes it: a trap");
  sub->add_flag("--arbitrary", options->arbitrary, "With --hoonc: no kernel, whatever the file is")->needs(hoonc);
  sub->add_option("--library", options->library, "With --hoonc: the Hoon library that files see")
      ->type_name("FILE")
      ->needs(hoonc);
  sub->add_option("--builder", options->builder, "With --hoonc: the builder's jam, for its own formulas in the trap")
      ->type_name("FILE")
      ->needs(hoonc);
  options->cache.add_to(*sub);
  options->diagnostics.add_to(*sub);
  options->evaluation.add_to(*sub);
  sub->footer(
      "Examples:\n"
      "  galena build app/hood.hoon --desk pkg/arvo\n"
      "  galena build lib/strandio.hoon --desk pkg/base-dev --system pkg/arvo/sys -o strandio.jam\n"
      "  galena build --desk pkg/arvo --all\n"
      "  galena build hoon/apps/peek/peek.hoon --desk hoon --hoonc --library hoon-138.hoon -o out.jam");
  sub->callback([options, &exit] { exit = run(*options); });
}

}  // namespace galena::tools
