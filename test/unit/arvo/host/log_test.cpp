// The event log against what can become of its files: damage, links, other layouts, readers that stand still, full
// disks.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <lmdb.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <latch>
#include <thread>

#include "arvo/host/guard.h"
#include "arvo/host/log_reader.h"
#include "test/unit/arvo/host/pier_fixture.h"

using namespace galena;
using namespace galena::host;
namespace fs = std::filesystem;

namespace {

constexpr uint64_t kPage = 4096;
constexpr const char* kNothing = "nothing was refused";

HostFailure failure_of(const std::function<void()>& body) {
  try {
    body();
  } catch (const HostFailure& failure) {
    return failure;
  }
  return {FailureKind::usage, kNothing};
}

std::vector<uint8_t> entry_of(size_t bytes, uint8_t fill = 1) {
  return make_entry(7, std::vector<uint8_t>(bytes, fill));
}

// More groups, of an event each, every 16th of them on pages of its own.
void append_groups(EventLog& log, int groups) {
  for (int i = 0; i < groups; ++i) {
    const auto entry = entry_of(i % 16 == 3 ? 9000 : 30 + static_cast<size_t>(i) % 50, static_cast<uint8_t>(i));
    log.append({&entry, 1});
  }
}

struct LogFile {
  explicit LogFile(const std::string& pier) : folder(pier + "/.urb/log/0i0"), path(folder + "/data.mdb") {}

  uint64_t pages() const { return fs::file_size(path) / kPage; }
  template <class T>
  T at(uint64_t place) const {
    T value{};
    std::ifstream in(path, std::ios::binary);
    in.seekg(static_cast<std::streamoff>(place));
    in.read(reinterpret_cast<char*>(&value), sizeof value);
    return value;
  }
  template <class T>
  void put(uint64_t place, T value) const {
    std::fstream out(path, std::ios::binary | std::ios::in | std::ios::out);
    out.seekp(static_cast<std::streamoff>(place));
    out.write(reinterpret_cast<const char*>(&value), sizeof value);
  }
  // The meta page that counts, and places in it.
  uint64_t meta() const { return at<uint64_t>(144) > at<uint64_t>(kPage + 144) ? 0 : kPage; }
  uint64_t free_root() const { return meta() + 80; }
  uint64_t tables_root() const { return meta() + 128; }
  uint64_t last_page() const { return meta() + 136; }
  // The first node of a page.
  uint64_t node(uint64_t page) const { return page * kPage + at<uint16_t>(page * kPage + 16); }

  std::string folder, path;
};

// What becomes of a log that is read as a whole, or that is written to.
std::string fate_of(const std::string& pier, EventLog::Mode mode) {
  const HostFailure failure = failure_of([&] {
    EventLog log(pier, mode);
    if (mode == EventLog::Mode::read) log.check_pages();
    log.identity();
    log.read(1, log.last(), [](const LoggedEvent&) { return true; });
    if (mode == EventLog::Mode::read) return;
    append_groups(log, 3);
  });
  if (failure.message == kNothing) return "good";
  return failure.kind == FailureKind::damaged ? "damaged: " + failure.message : failure.message;
}

// Whatever the test puts into the file is damage to a reader and a writer, and put right again it is a log.
template <class T>
void is_damage(const std::string& pier, uint64_t place, T value) {
  const LogFile file(pier);
  const T before = file.at<T>(place);
  CAPTURE(place / kPage);
  CAPTURE(place % kPage);
  file.put(place, value);
  for (const EventLog::Mode mode : {EventLog::Mode::read, EventLog::Mode::write}) {
    const std::string fate = fate_of(pier, mode);
    CAPTURE(fate);
    CHECK(fate.starts_with("damaged: error: "));
    CHECK(fate.find("; put back a copy of the log") != std::string::npos);
  }
  file.put(place, before);
}

}  // namespace

TEST_CASE("what LMDB would follow into nowhere is named: offsets, sizes, kinds, numbers of pages") {
  const Folder folder;
  {
    CountingPier made(folder.path);
    append_groups(made.pier.log(), 150);
  }
  REQUIRE(fate_of(folder.path, EventLog::Mode::read) == "good");
  const LogFile file(folder.path);
  // The tables, and the three trees that they name: pages on the way to the last entry, which a writer comes to as
  // well.
  const auto tables = file.at<uint64_t>(file.tables_root());
  REQUIRE(file.at<uint16_t>(tables * kPage + 10) == 2);
  std::vector<uint64_t> pages{tables};
  for (uint64_t page = 2; page < file.pages(); ++page) {
    // Each of a kind, the newest one: the last in the file is on the way to the end of its tree or free.
    if (file.at<uint64_t>(page * kPage) == page && file.at<uint16_t>(page * kPage + 10) == 1) pages.push_back(page);
  }
  SUBCASE("of the table of tables") {
    const uint64_t begin = tables * kPage, node = file.node(tables);
    is_damage<uint16_t>(folder.path, begin + 16, file.at<uint16_t>(begin + 16) ^ 0x4000);
    is_damage<uint16_t>(folder.path, begin + 16, 0xfffe);
    is_damage<uint16_t>(folder.path, begin + 18, file.at<uint16_t>(begin + 18) ^ 2);
    is_damage<uint16_t>(folder.path, begin + 10, 1);                         // a branch
    is_damage<uint16_t>(folder.path, begin + 10, 4);                         // a large page
    is_damage<uint16_t>(folder.path, begin + 12, 0xff00);                    // more nodes than there is room for
    is_damage<uint16_t>(folder.path, begin + 14, 12);                        // and beginning before it
    is_damage<uint64_t>(folder.path, begin, tables + 1);                     // another page's number
    is_damage<uint16_t>(folder.path, node, 0xffff);                          // a value
    is_damage<uint16_t>(folder.path, node + 2, 0x8000);                      //
    is_damage<uint16_t>(folder.path, node + 4, 1);                           // on large pages
    is_damage<uint16_t>(folder.path, node + 4, 4);                           // of several
    is_damage<uint16_t>(folder.path, node + 6, 0x1006);                      // a key
    is_damage<uint64_t>(folder.path, node + 8 + 6 + 40, uint64_t{1} << 40);  // a root far behind the end
    is_damage<uint64_t>(folder.path, node + 8 + 6 + 40, tables);             // itself
    is_damage<uint16_t>(folder.path, node + 8 + 6 + 6, 40);                  // a depth
    is_damage<uint16_t>(folder.path, node + 8 + 6 + 4, 12);                  // keys of another kind
  }
  SUBCASE("of the metas") {
    const uint64_t meta = file.meta();
    is_damage<uint32_t>(folder.path, meta + 16, 0);
    is_damage<uint32_t>(folder.path, meta + 20, 2);
    is_damage<uint32_t>(folder.path, meta + 40, 8192);  // the size of a page
    is_damage<uint32_t>(folder.path, meta + 40, 0);
    is_damage<uint16_t>(folder.path, meta + 44, 9);  // a fixed address
    is_damage<uint64_t>(folder.path, file.free_root(), 1);
    is_damage<uint64_t>(folder.path, file.free_root(), tables);
    is_damage<uint64_t>(folder.path, file.tables_root(), uint64_t{1} << 33);
    is_damage<uint64_t>(folder.path, file.tables_root(), 0);
    is_damage<uint64_t>(folder.path, file.last_page(), 3);  // fewer than are in use
    is_damage<uint64_t>(folder.path, file.last_page(), file.at<uint64_t>(file.last_page()) ^ uint64_t{1} << 44);
    is_damage<uint64_t>(folder.path, meta + 144, file.at<uint64_t>(meta + 144) + 1);  // the transaction
    is_damage<uint64_t>(folder.path, meta + 144, file.at<uint64_t>(meta + 144) ^ 1 << 20);
    is_damage<uint64_t>(folder.path, (meta ^ kPage) + 8, 77);  // the other one
  }
  SUBCASE("of branches") {
    // The newest root of the events is one of these; the others are of sums, or free. At least one is met.
    size_t found = 0;
    for (const uint64_t page : pages) {
      if (page == tables) continue;
      const uint64_t last = page * kPage + file.at<uint16_t>(page * kPage + 12) - 2;
      const uint64_t node = page * kPage + file.at<uint16_t>(last);
      for (const uint64_t place : {page * kPage + 14, last, node + 6, node}) {
        const auto before = file.at<uint16_t>(place);
        file.put<uint16_t>(place, before ^ 0x1000);
        const std::string fate = fate_of(folder.path, EventLog::Mode::write);
        if (fate != "good") {
          ++found;
          CHECK(fate.starts_with("damaged: "));
        }
        file.put(place, before);
        if (fate == "good") return;  // it has been written to since: the file is another
      }
    }
    CHECK(found >= 3);
  }
}

TEST_CASE("the free list is looked at before it is written over: a page of it that is in use is damage") {
  const Folder folder;
  {
    CountingPier made(folder.path);
    append_groups(made.pier.log(), 150);
  }
  const LogFile file(folder.path);
  const auto root = file.at<uint64_t>(file.free_root());
  REQUIRE(file.at<uint16_t>(root * kPage + 10) == 2);
  const uint64_t node = file.node(root), list = node + 16;
  const auto count = file.at<uint64_t>(list), first = file.at<uint64_t>(list + 8);
  REQUIRE(count >= 2);
  is_damage<uint64_t>(folder.path, list, count + 500);
  is_damage<uint64_t>(folder.path, list, uint64_t{1} << 60);
  is_damage<uint64_t>(folder.path, list + 8, first ^ uint64_t{1} << 40);  // "File too large", as LMDB says it
  is_damage<uint64_t>(folder.path, list + 8, file.at<uint64_t>(list + 16));
  is_damage<uint64_t>(folder.path, list + 16, 0);
  is_damage<uint16_t>(folder.path, node + 6, 9);
  // Whatever is in use: no entry of the list can be made to name it.
  const uint64_t end = file.at<uint64_t>(file.last_page()) + 1;
  std::vector<bool> is_free(end, false);
  for (uint64_t at = 0, nodes = (file.at<uint16_t>(root * kPage + 12) - 16) / 2; at < nodes; ++at) {
    const uint64_t entry = root * kPage + file.at<uint16_t>(root * kPage + 16 + 2 * at) + 16;
    for (uint64_t i = 1; i <= file.at<uint64_t>(entry); ++i) is_free[file.at<uint64_t>(entry + 8 * i)] = true;
  }
  size_t tried = 0;
  const auto second = file.at<uint64_t>(list + 16);
  for (uint64_t page = second + 1; page < end; ++page) {
    if (is_free[page]) continue;
    ++tried;
    is_damage<uint64_t>(folder.path, list + 8, page);
  }
  CHECK(tried >= 3);
  CHECK(fate_of(folder.path, EventLog::Mode::read) == "good");
}

TEST_CASE("to look at a whole log takes microseconds an event, by the clock of the processor") {
  const Folder folder;
  constexpr uint64_t kGroups = 20, kGroup = 1000;
  {
    CountingPier made(folder.path);
    const std::vector<std::vector<uint8_t>> entries(kGroup, entry_of(60));
    for (uint64_t i = 0; i < kGroups; ++i) made.pier.log().append(entries);
  }
  const EventLog log(folder.path, EventLog::Mode::read);
  const clock_t begin = clock();
  CHECK(log.check_pages());
  uint64_t checked = 0;
  log.read(1, log.last(), [&](const LoggedEvent& event) {
    checked += event.is_checked ? 1 : 0;
    return true;
  });
  const double seconds = static_cast<double>(clock() - begin) / CLOCKS_PER_SEC;
  CHECK(checked == kGroups * kGroup + 6);
  CHECK(seconds * 1e6 / static_cast<double>(checked) < 50);  // it takes one or two
}
