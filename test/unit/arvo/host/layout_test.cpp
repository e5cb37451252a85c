// A pier's files as others leave them: parts that are gone, links, other layouts, other places, readers that stand
// still, disks without room.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <lmdb.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <latch>
#include <thread>

#include "arvo/host/guard.h"
#include "test/unit/arvo/host/pier_fixture.h"

using namespace galena;
using namespace galena::host;
namespace fs = std::filesystem;

namespace {

constexpr const char* kNothing = "nothing was refused";

HostFailure failure_of(const std::function<void()>& body) {
  try {
    body();
  } catch (const HostFailure& failure) {
    return failure;
  }
  return {FailureKind::usage, kNothing};
}

bool says(const HostFailure& failure, FailureKind kind, const std::string& part) {
  INFO(failure.message);
  CHECK(failure.kind == kind);
  CHECK(failure.message.find(part) != std::string::npos);
  return failure.kind == kind && failure.message.find(part) != std::string::npos;
}

void append_groups(EventLog& log, int groups) {
  const std::vector<uint8_t> entry = make_entry(7, std::vector<uint8_t>(60, 1));
  for (int i = 0; i < groups; ++i) log.append({&entry, 1});
}

// What a start comes to.
HostFailure start(const std::string& folder) {
  return failure_of([&] {
    const auto machine = small_machine();
    Pier pier(folder, *machine, {}, Pier::Mode::run);
    pier.resume();
    pier.take_durably(ovum(machine->heap()));
    pier.write_checkpoint();
  });
}

HostFailure boot(const std::string& folder) {
  return failure_of([&] { CountingPier made(folder); });
}

HostFailure read_log(const std::string& folder) {
  return failure_of([&] {
    const EventLog log(folder, EventLog::Mode::read);
    log.read(1, log.last(), [](const LoggedEvent&) { return true; });
  });
}

std::string content(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// In a process of its own: what it exits with, or minus the signal that ended it.
int exit_of(const std::function<int()>& body) {
  const pid_t pid = fork();
  if (pid == 0) {
    const int quiet = open("/dev/null", O_WRONLY);
    if (quiet >= 0) dup2(quiet, STDERR_FILENO);
    alarm(60);
    int code = 99;
    try {
      code = body();
    } catch (...) {
    }
    _exit(code);
  }
  int status;
  waitpid(pid, &status, 0);
  return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

// A process with LMDB's own hands at a log.
template <class Work>
void with_lmdb(const std::string& folder, unsigned flags, Work&& work) {
  MDB_env* env;
  MDB_txn* txn;
  REQUIRE(mdb_env_create(&env) == 0);
  mdb_env_set_maxdbs(env, 4);
  REQUIRE(mdb_env_open(env, folder.c_str(), flags, 0600) == 0);
  REQUIRE(mdb_txn_begin(env, nullptr, flags, &txn) == 0);
  work(txn);
  if (flags == 0) REQUIRE(mdb_txn_commit(txn) == 0);
  if (flags == 0) mdb_env_close(env);
}

}  // namespace

TEST_CASE("a log that is gone, or of which a part is, has lost the events that are known to have been written") {
  const Folder folder;
  const std::string log = folder.path + "/.urb/log", epoch = log + "/0i0";
  {
    CountingPier made(folder.path);
    append_groups(made.pier.log(), 4);
  }
  std::string lost = "ends with event 0, but event 10 was written";
  SUBCASE("the file") {
    fs::remove(epoch + "/data.mdb");
  }
  SUBCASE("all that was in it") {
    fs::resize_file(epoch + "/data.mdb", 0);
  }
  SUBCASE("the file, and the one beside it") {
    fs::remove(epoch + "/data.mdb");
    fs::remove(epoch + "/lock.mdb");
  }
  SUBCASE("the file, where a checkpoint alone knows of it") {
    {
      CountingPier other(folder.path + "/other");
      other.pier.take_durably(ovum(other.heap()));
      other.pier.write_checkpoint();
    }
    fs::remove(epoch + "/tail");
    fs::remove(epoch + "/data.mdb");
    fs::rename(folder.path + "/other/.urb/galena", folder.path + "/.urb/galena");
    lost = "ends with event 0, but event 7 was written";
  }
  SUBCASE("the whole epoch, where a checkpoint alone knows of it") {
    {
      CountingPier other(folder.path + "/other");
      other.pier.write_checkpoint();
    }
    fs::rename(folder.path + "/other/.urb/galena", folder.path + "/.urb/galena");
    fs::remove_all(epoch);
    lost = "ends with event 0, but event 6 was written";
  }
  CHECK(says(start(folder.path), FailureKind::damaged, lost));
  CHECK(says(read_log(folder.path), FailureKind::damaged, lost));
  CHECK(says(start(folder.path), FailureKind::damaged, lost));
  CHECK(says(boot(folder.path), FailureKind::damaged, lost));
}

TEST_CASE("links and pipes in the place of a pier's files are not followed") {
  const Folder folder;
  const std::string pier = folder.path + "/pier", victim = folder.path + "/victim";
  const std::string text = "somebody else's";
  std::ofstream(victim) << text;
  {
    CountingPier made(pier);
    made.pier.take_durably(ovum(made.heap()));
    made.pier.write_checkpoint();
  }
  for (const std::string file : {".vere.lock", ".urb/log/0i0/tail", ".urb/log/0i0/lock.mdb", ".urb/log/0i0/data.mdb",
                                 ".urb/galena/superblock", ".urb/galena/1.cells", ".urb/galena/1.cells.sums"}) {
    CAPTURE(file);
    const std::string path = pier + "/" + file;
    fs::rename(path, folder.path + "/aside");
    fs::create_symlink(victim, path);
    start(pier);
    CHECK(content(victim) == text);
    fs::remove(path);
    REQUIRE(mkfifo(path.c_str(), 0600) == 0);
    CHECK(exit_of([&] {
            start(pier);
            return 0;
          }) == 0);  // and it does not wait for anybody
    fs::remove(path);
    fs::rename(folder.path + "/aside", path);
    if (file.starts_with(".urb/galena")) break;  // it has been set aside, and is written anew
  }
  for (const std::string file : {".vere.lock", ".urb/log/0i0/tail", ".urb/log/0i0/lock.mdb"}) {
    const std::string path = pier + "/" + file;
    fs::remove(path);
    fs::create_symlink(victim, path);
    CHECK(says(start(pier), FailureKind::disk, file.substr(file.rfind('/') + 1) + ": it is a link"));
    fs::remove(path);
  }
  // What a boot makes, too.
  const std::string other = folder.path + "/other";
  fs::create_directories(other + "/.urb/log/0i0");
  for (const std::string file : {".urb/log/0i0/epoc.txt.tmp", ".urb/log/0i0/epoc.txt", ".urb/log/0i0/vere.txt.tmp"}) {
    fs::create_symlink(victim, other + "/" + file);
  }
  boot(other);
  CHECK(content(victim) == text);
  CHECK(content(other + "/.urb/log/0i0/epoc.txt") == "2");
}

TEST_CASE("a machine in another layout is one: it is not booted over, and not gone on with from the wrong end") {
  const Folder folder;
  const std::string pier = folder.path + "/pier", log = pier + "/.urb/log";
  {
    CountingPier made(pier);
    append_groups(made.pier.log(), 3);
  }
  SUBCASE("events at the top, as an older runtime has them") {
    fs::rename(log + "/0i0/data.mdb", log + "/data.mdb");
    fs::remove_all(log + "/0i0");
    const std::string before = content(log + "/data.mdb");
    CHECK(says(boot(pier), FailureKind::usage, "has a machine already"));
    CHECK(content(log + "/data.mdb") == before);
    CHECK_FALSE(fs::exists(log + "/0i0"));
    CHECK(EventLog(pier, EventLog::Mode::read).last() == 9);
    CHECK(EventLog(pier, EventLog::Mode::write).last() == 9);
  }
  for (const char* const epoch : {"0i6", "0i10", "0i1000000"}) {
    // A later epoch has later events; one that its runtime did not get done has no version, and is none.
    const bool is_whole = fs::exists(log + "/0i0");
    fs::create_directories(log + "/0i2");
    fs::copy(is_whole ? log + "/0i0" : log + "/0i2", log + "/" + epoch);
    const std::string other = "it begins with event 1, and not with ";
    CHECK(says(read_log(pier), is_whole ? FailureKind::damaged : FailureKind::usage, is_whole ? other : kNothing));
    if (is_whole) CHECK(says(start(pier), FailureKind::damaged, other));
    CHECK(says(boot(pier), FailureKind::usage, "has a machine already"));
    fs::remove_all(log + "/" + epoch);
  }
  fs::remove_all(log + "/0i2");
  fs::create_directories(log + "/0ix");
  fs::create_directories(log + "/0i");
  CHECK(read_log(pier).message == kNothing);
}

TEST_CASE("the log grows no faster while somebody reads it, or has been killed while reading") {
  const Folder folder;
  CountingPier made(folder.path);
  EventLog& log = made.pier.log();
  const std::string data = log.folder() + "/data.mdb";
  append_groups(log, 10);
  const auto grown = [&](int groups) {
    const uint64_t before = fs::file_size(data);
    append_groups(log, groups);
    return fs::file_size(data) - before;
  };
  SUBCASE("by us, held up at the first event; what it reads in the end is all true") {
    std::latch begun(1), go_on(1);
    uint64_t read = 0;
    std::thread reader([&] {
      const EventLog mine(folder.path, EventLog::Mode::read);
      mine.read(1, mine.last(), [&](const LoggedEvent& event) {
        if (event.number == 1) {
          begun.count_down();
          go_on.wait();
        }
        ++read;
        return event.number == read;
      });
    });
    begun.wait();
    CHECK(grown(300) < 300 * 4096);
    go_on.count_down();
    reader.join();
    CHECK(read == 16);
  }
  SUBCASE("by another program, killed in the middle: it is found while the host runs") {
    CHECK(exit_of([&] {
            with_lmdb(log.folder(), MDB_RDONLY, [](MDB_txn*) { kill(getpid(), SIGKILL); });
            return 0;
          }) == -SIGKILL);
    CHECK(grown(256) < 256 * 40'000);
    CHECK(grown(300) < 300 * 4096);
  }
  SUBCASE("by so many that the table of readers is full") {
    for (int i = 0; i < 130; ++i) {
      exit_of([&] {
        with_lmdb(log.folder(), MDB_RDONLY, [](MDB_txn*) { kill(getpid(), SIGKILL); });
        return 0;
      });
    }
    CHECK(read_log(folder.path).message == kNothing);
    const EventLog again(folder.path, EventLog::Mode::write);
    CHECK(exit_of([&] {
            with_lmdb(log.folder(), MDB_RDONLY, [](MDB_txn*) {});
            return 0;
          }) == 0);
  }
}

TEST_CASE("a reader beside a host that writes events and checkpoints comes to a state, every time") {
  const Folder folder;
  {
    const CountingPier made(folder.path);
  }
  const pid_t host = fork();
  if (host == 0) {
    alarm(60);
    const auto machine = small_machine();
    Pier pier(folder.path, *machine, {}, Pier::Mode::run);
    pier.resume();
    for (;;) {
      pier.take_durably(ovum(machine->heap()));
      pier.write_checkpoint();
    }
  }
  for (int i = 0; i < 40; ++i) {
    const HostFailure failure = failure_of([&] {
      const auto machine = small_machine();
      Pier reader(folder.path, *machine, {}, Pier::Mode::read);
      reader.resume();
      REQUIRE(reader.kernel().peek(kNull).noun.tail().direct_value() == reader.event() - 1);
    });
    CHECK(failure.message == kNothing);
  }
  kill(host, SIGKILL);
  waitpid(host, nullptr, 0);
  // A log that is told of more than it has is damaged, whenever it is told.
  EventLog log(folder.path, EventLog::Mode::read);
  log.refresh(log.last());
  CHECK(says(failure_of([&] { log.refresh(log.last() + 1); }), FailureKind::damaged, "was written"));
}

TEST_CASE("where the disk has no room, it is said, and not the log blamed") {
  const Folder folder;
  const std::string pier = folder.path + "/pier";
  const auto limited = [&](rlim_t bytes, const std::function<HostFailure()>& body) {
    return exit_of([&] {
      const rlimit limit{bytes, bytes};
      setrlimit(RLIMIT_FSIZE, &limit);
      signal(SIGXFSZ, SIG_IGN);
      const HostFailure failure = body();
      const bool blamed = failure.message.find("copy of the log") != std::string::npos;
      return failure.kind == FailureKind::disk && !blamed &&
                     failure.message.find("larger (ulimit -f)") != std::string::npos
                 ? 0
                 : 1;
    });
  };
  for (const rlim_t bytes : {rlim_t{100}, rlim_t{4096}, rlim_t{8191}}) {
    CHECK(limited(bytes, [&] { return boot(pier); }) == 0);
    CHECK_FALSE(fs::exists(pier));
  }
  {
    const CountingPier made(pier);
  }
  for (const rlim_t bytes : {rlim_t{100}, rlim_t{4096}, rlim_t{8191}}) {
    fs::remove(pier + "/.urb/log/0i0/lock.mdb");
    CHECK(limited(bytes, [&] { return start(pier); }) == 0);
  }
  // To read it nothing is written.
  fs::remove(pier + "/.urb/log/0i0/lock.mdb");
  CHECK(read_log(pier).message == kNothing);
  CHECK_FALSE(fs::exists(pier + "/.urb/log/0i0/lock.mdb"));
  CHECK(start(pier).message == kNothing);
}

TEST_CASE("a pier that is moved while it runs writes where it is, and not into what comes to its old place") {
  const Folder folder;
  const std::string old_place = folder.path + "/old", new_place = folder.path + "/new";
  CountingPier made(old_place);
  fs::rename(old_place, new_place);
  {
    CountingPier other(old_place);
    made.pier.take_durably(ovum(made.heap()));
    made.pier.write_checkpoint();
    made.pier.take_durably(ovum(made.heap()));
    made.pier.write_checkpoint(true);
  }
  CHECK(Checkpoint::newest_event(OpenFolder(old_place)) == 0);
  CHECK_FALSE(fs::exists(old_place + "/.urb/galena"));
  CHECK(Checkpoint::newest_event(OpenFolder(new_place)) == 8);
  CHECK(EventLog(old_place, EventLog::Mode::read).last() == 6);
  CHECK(EventLog(new_place, EventLog::Mode::read).last() == 8);
  CHECK(start(old_place).message == kNothing);
}

TEST_CASE("a damaged image is set aside, however long the path of its pier is") {
  for (const size_t length : {size_t{100}, size_t{511}, size_t{630}, size_t{1500}}) {
    const Folder folder;
    std::string pier = folder.path;
    while (pier.size() < length) {
      pier += "/" + std::string(std::min<size_t>(200, length - pier.size()), 'p');
      fs::create_directory(pier);
    }
    {
      CountingPier made(pier);
      made.pier.write_checkpoint();
    }
    const int fd = open((pier + "/.urb/galena/1.cells").c_str(), O_RDWR);
    CHECK(pwrite(fd, "damage", 6, 100) == 6);
    close(fd);
    CHECK(exit_of([&] { return start(pier).message == kNothing ? 0 : 1; }) == kDamagedExit);
    CHECK(fs::exists(pier + "/.urb/galena/superblock.damaged"));
    CHECK(exit_of([&] { return start(pier).message == kNothing ? 0 : 1; }) == 0);
  }
}

TEST_CASE("a pill whose own events fail does not boot, and leaves nothing behind") {
  const std::string good = "[['test' 0] 'note' 1]", bad = "[['test' 0] 'note' 7]";
  const std::string lists[][2] = {
      {"[" + bad + " 0]", "0"},
      {"0", "[" + bad + " 0]"},
      {"[" + good + " " + bad + " " + good + " 0]", "[" + good + " 0]"},
      {"[" + good + " 0]", "[" + good + " " + bad + " 0]"},
  };
  for (const auto& list : lists) {
    const std::string &modules = list[0], &userspace = list[1];
    const Folder folder;
    const std::string pier = folder.path + "/pier";
    const auto machine = small_machine();
    const auto boot_it = [&] {
      const std::string text = "['pill' 'x' [[1 0 0 " + counting_kernel() + "] 0] " + modules + " " + userspace + "]";
      Pier made(pier, *machine, {}, Pier::Mode::create);
      made.boot(parse_pill(read_text(machine->heap(), text).noun).value(), {});
    };
    CHECK(says(failure_of(boot_it), FailureKind::kernel, "%note, failed: it crashed"));
    CHECK_FALSE(fs::exists(pier));
    // What was there before stays.
    fs::create_directory(pier);
    std::ofstream(pier + "/mine") << "mine";
    CHECK(says(failure_of(boot_it), FailureKind::kernel, "the pill does not boot"));
    CHECK(std::distance(fs::directory_iterator(pier), fs::directory_iterator()) == 1);
    fs::remove(pier + "/mine");
    CHECK(boot(pier).message == kNothing);
  }
}

TEST_CASE("what a log says of whose it is is checked, too; and one of another runtime has no checksums") {
  const Folder folder;
  {
    const CountingPier made(folder.path);
  }
  const std::string epoch = folder.path + "/.urb/log/0i0";
  const auto put = [&](const char* key, std::vector<uint8_t> bytes) {
    with_lmdb(epoch, 0, [&](MDB_txn* txn) {
      MDB_dbi table;
      REQUIRE(mdb_dbi_open(txn, "META", 0, &table) == 0);
      MDB_val k{strlen(key), const_cast<char*>(key)}, v{bytes.size(), bytes.data()};
      REQUIRE(mdb_put(txn, table, &k, &v, 0) == 0);
    });
  };
  CHECK(start(folder.path).message == kNothing);
  const std::pair<const char*, std::vector<uint8_t>> others[] = {{"life", {2}}, {"who", {0, 1}}, {"fake", {1}}};
  for (const auto& [key, value] : others) {
    CAPTURE(key);
    put(key, value);
    CHECK(says(start(folder.path), FailureKind::damaged, "it is not whose it was"));
    put(key, key == std::string("life") ? std::vector<uint8_t>{1} : std::vector<uint8_t>{});
    CHECK(start(folder.path).message == kNothing);
  }
  with_lmdb(epoch, 0, [&](MDB_txn* txn) {
    MDB_dbi table;
    REQUIRE(mdb_dbi_open(txn, "GALENA", MDB_INTEGERKEY, &table) == 0);
    REQUIRE(mdb_drop(txn, table, 1) == 0);
  });
  uint64_t checked = 0;
  const EventLog log(folder.path, EventLog::Mode::read);
  log.read(1, log.last(), [&](const LoggedEvent& event) {
    checked += event.is_checked ? 1 : 0;
    return true;
  });
  CHECK(checked == 0);
  CHECK(log.check_pages());
  CHECK(start(folder.path).message == kNothing);
}

TEST_CASE("checkpoints of a small state stay small, however many there are") {
  const Folder folder;
  uint64_t bytes = 0, event = 0;
  uint32_t mug = 0;
  const auto size_of_files = [&] {
    uint64_t sum = 0;
    for (const auto& entry : fs::directory_iterator(folder.path + "/.urb/galena")) sum += entry.file_size();
    return sum;
  };
  {
    CountingPier made(folder.path);
    for (int i = 0; i < 120; ++i) {
      made.pier.take_durably(ovum(made.heap()));
      made.pier.write_checkpoint();
      bytes = std::max(bytes, size_of_files());
    }
    event = made.pier.event();
    mug = made.pier.kernel().mug();
  }
  CHECK(bytes < uint64_t{3} << 20);
  const auto machine = small_machine();
  Pier pier(folder.path, *machine, {}, Pier::Mode::run);
  pier.resume();
  CHECK(pier.replayed() == 0);
  CHECK(pier.event() == event);
  CHECK(pier.kernel().mug() == mug);
  for (int i = 0; i < 30; ++i) {
    pier.take_durably(ovum(machine->heap()));
    pier.write_checkpoint();
  }
  CHECK(size_of_files() < uint64_t{3} << 20);
}
