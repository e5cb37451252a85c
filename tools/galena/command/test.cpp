// galena test: the tests of Hoon files, arms `test-...` that make lists of complaints.
#include <fmt/format.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <thread>

#include "nock/base/clock.h"
#include "tools/galena/base/interrupt.h"
#include "tools/galena/base/io.h"
#include "tools/galena/base/json.h"
#include "tools/galena/command/commands.h"
#include "tools/galena/session/test_report.h"
#include "tools/galena/session/test_run.h"

namespace galena::tools {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::vector<std::string> paths;
  std::vector<std::string> desks;
  TestOptions test;
  std::string junit;
  bool quiet = false, watch = false;
  unsigned jobs = 0;  // 0: as many as there are processors
};

// How often --watch looks at the files.
constexpr std::chrono::milliseconds kGlance(200);

// The Hoon files that paths name: files, and all that lie in folders, in the order of their names. Throws Failure.
std::vector<TestFile> files_of(const std::vector<std::string>& paths) {
  std::vector<TestFile> files;
  for (const std::string& path : paths) {
    if (!is_folder(path)) {
      std::error_code error;
      if (!fs::exists(path, error)) throw Failure{Exit::usage, fmt::format("{}: error: there is no such file", path)};
      files.push_back(test_file(path));
      continue;
    }
    const hoon::Folder::Names all = hoon::Folder(path).all();
    if (!all.faults.empty()) throw Failure{Exit::usage, fmt::format("{}: error: {}", path, all.faults.front())};
    const std::string before = path.ends_with('/') ? path : path + "/";
    for (const std::string& name : all.names) {
      if (name.ends_with(".hoon")) files.push_back(test_file(before + name));
    }
  }
  return files;
}

Exit run_once(const Options& options) {
  const auto start = std::chrono::steady_clock::now();
  const std::vector<TestFile> files = files_of(options.paths);
  // Where nothing is kept, each process would make the subject for itself.
  const bool keeps = options.test.cache.open() != nullptr;
  const unsigned jobs = options.jobs != 0 ? options.jobs
                        : keeps           ? std::max(1u, std::thread::hardware_concurrency())
                                          : 1;
  TestReport report;
  run_tests(options.test, files, jobs, [&](const TestFile& file, const FileResult& result) {
    report.add(file, result);
    if (!options.test.diagnostics.json) print(TestReport::text_of(file, result, options.quiet));
  });
  const double ms = milliseconds_since(start);
  if (!options.junit.empty()) {
    const std::string text = report.junit(ms);
    write_file(options.junit, {reinterpret_cast<const uint8_t*>(text.data()), text.size()});
  }
  options.test.diagnostics.json ? print_json(report.json(ms)) : print(report.totals(ms));
  if (report.arms() == 0 && report.passed()) {
    throw Failure{Exit::usage, options.test.filter.empty() ? "error: there is no test: no arm begins with `test-`"
                                                           : "error: no test has that in its name"};
  }
  return report.passed() ? Exit::ok : Exit::failed;
}

// When everything was changed that tests may depend on.
using Snapshot = std::map<std::string, std::pair<int64_t, int64_t>>;
Snapshot look(const Options& options) {
  std::vector<std::string> roots = options.desks;
  roots.push_back(options.test.desk.system);
  for (const TestFile& file : files_of(options.paths)) roots.push_back(file.desk);
  std::ranges::sort(roots);
  roots.erase(std::ranges::unique(roots).begin(), roots.end());
  Snapshot seen;
  for (const std::string& root : roots) {
    if (root.empty()) continue;
    for (const std::string& name : hoon::Folder(root).all().names) {
      const std::string path = root + "/" + name;
      struct stat about;
      if (stat(path.c_str(), &about) != 0) continue;
      seen[path] = {about.st_mtim.tv_sec * 1'000'000'000 + about.st_mtim.tv_nsec, about.st_size};
    }
  }
  return seen;
}

// A process for each round, so that nothing is left of the one before.
[[noreturn]] void watch(const Options& options) {
  for (;;) {
    const Snapshot before = look(options);
    const pid_t pid = fork();
    if (pid < 0) throw Failure{Exit::failed, "error: no process can be had"};
    if (pid == 0) {
      prctl(PR_SET_PDEATHSIG, SIGKILL);
      try {
        _exit(static_cast<int>(run_once(options)));
      } catch (const Failure& failure) {
        complain(failure.message);
        _exit(static_cast<int>(failure.exit));
      }
    }
    int status = 0;
    waitpid(pid, &status, 0);
    complain("waiting for a change; Ctrl-C ends it");
    while (look(options) == before) std::this_thread::sleep_for(kGlance);
  }
}

Exit run(Options options) {
  options.test.diagnostics.colored();        // refuses a bad --color at once
  options.test.diagnostics.color = "never";  // they are a part of what is printed, or written
  if (!options.desks.empty()) {
    options.test.desk.desk = options.desks.front();
    options.test.desk.behind.assign(options.desks.begin() + 1, options.desks.end());
  }
  for (const std::string& desk : options.desks) {
    if (!is_folder(desk)) throw Failure{Exit::usage, fmt::format("error: `{}` is no folder", desk)};
  }
  if (options.watch) watch(options);
  return run_once(options);
}

}  // namespace

void add_test(CommandLine app, Exit& exit) {
  auto options = std::make_shared<Options>();
  const CommandLine sub = app.command("test", "Run the tests of Hoon files");
  sub.option("FILE", options->paths, "Files of tests, and folders of them").required();
  sub.option("--filter", options->test.filter, "Only arms that have this in their names").type_name("TEXT");
  sub.option("-j,--jobs", options->jobs, "How many processes run tests; else one a processor").type_name("N");
  sub.flag("-q,--quiet", options->quiet, "Show failures and totals only");
  sub.option("--junit", options->junit, "Write what came of all as JUnit's XML").type_name("FILE");
  sub.flag("--watch", options->watch, "Run them again whenever a file changes");
  sub.flag("--again", options->test.again, "Run what is known to come out as before, too");
  sub.option("--desk", options->desks, "A desk that tests import from, behind their own (repeatable)")
      .type_name("DIR")
      .once_each();
  sub.option("--system", options->test.desk.system,
             "The kernel's files: hoon, arvo, lull, zuse; else sys in a desk, else the library in this binary")
      .type_name("DIR");
  sub.flag("--links", options->test.desk.links, "Follow links that lead out of a desk, too");
  options->test.cache.add_to(sub);
  options->test.diagnostics.add_to(sub);
  options->test.evaluation.add_to(sub);
  options->test.evaluation.kelvin.add_to(sub);
  sub.footer(
      "A test is an arm `test-NAME` of the core that a file comes to; it makes a list of complaints, as expect-eq and\n"
      "its like do: `/+  *test`. What has not changed since the last run is not run again.\n"
      "Examples:\n"
      "  galena test tests\n"
      "  galena test tests/lib/count.hoon --filter add --deadline 5000\n"
      "  galena test urbit/tests --desk urbit/pkg/arvo --links -q --junit tests.xml");
  sub.callback([options, &exit] { exit = run(*options); });
}

}  // namespace galena::tools
