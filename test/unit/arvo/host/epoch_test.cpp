// Epochs: a log that is rolled and chopped, started from each of its epochs, and damaged.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <functional>

#include "arvo/host/checkpoint_copy.h"
#include "arvo/host/epoch.h"
#include "arvo/host/image_audit.h"
#include "nock/noun/image.h"
#include "nock/noun/mug.h"
#include "test/unit/arvo/host/pier_fixture.h"

using namespace galena;
using namespace galena::host;
namespace fs = std::filesystem;

namespace {

std::string message_of(const std::function<void()>& body) {
  try {
    body();
  } catch (const HostFailure& failure) {
    return failure.message;
  }
  return {};
}

bool has(const std::string& text, const std::string& part) {
  INFO(text);
  CHECK(text.find(part) != std::string::npos);
  return text.find(part) != std::string::npos;
}

void take(Pier& pier, int events) {
  for (int i = 0; i < events; ++i) pier.take_durably(ovum(pier.machine().heap(), pier.event() + 100));
}

// A pier of three epochs, 0i0, 0i8 and 0i11, with event 13 as its last.
void make_rolled(const std::string& folder) {
  CountingPier made(folder);
  take(made.pier, 2);
  REQUIRE(made.pier.roll());
  take(made.pier, 3);
  REQUIRE(made.pier.roll());
  take(made.pier, 2);
}

// The mug of the state after each event, by its number, as a machine finds it that is started there.
uint32_t mug_at(const std::string& folder, Pier::Moment moment) {
  const auto machine = small_machine();
  Pier pier(folder, *machine, {}, Pier::Mode::read);
  pier.resume_at(moment);
  return pier.kernel().mug();
}

void flip(const std::string& path, size_t at) {
  const int fd = open(path.c_str(), O_RDWR);
  char byte;
  REQUIRE(pread(fd, &byte, 1, static_cast<off_t>(at)) == 1);
  byte = static_cast<char>(byte ^ 4);
  REQUIRE(pwrite(fd, &byte, 1, static_cast<off_t>(at)) == 1);
  close(fd);
}

}  // namespace

TEST_CASE("a log that was rolled is one log: its events, in order, and a state at each") {
  const Folder folder;
  const std::string pier = folder.path + "/pier";
  make_rolled(pier);
  const EventLog log(pier, EventLog::Mode::read);
  CHECK(log.epochs() == std::vector<uint64_t>{0, 8, 11});
  CHECK(log.first() == 1);
  CHECK(log.last() == 13);
  uint64_t next = 4;
  std::vector<uint32_t> mugs(20);
  log.read(4, 13, [&](const LoggedEvent& event) {
    CHECK(event.number == next++);
    mugs[event.number] = event.mug;
    return true;
  });
  CHECK(next == 14);
  uint64_t seen = 0;
  log.read(1, 13, [&](const LoggedEvent&) { return ++seen < 7; });
  CHECK(seen == 7);  // it stops where it is told to, at an end of an epoch or not
  CHECK(log.check_pages());
  for (uint64_t event = 7; event <= 13; ++event) {
    CAPTURE(event);
    CHECK(mug_at(pier, {.event = event}) == mugs[event]);
    CHECK(mug_at(pier, {.event = event, .epoch = 0}) == mugs[event]);
    if (event >= 8) CHECK(mug_at(pier, {.event = event, .epoch = 8}) == mugs[event]);
    if (event >= 11) CHECK(mug_at(pier, {.event = event, .epoch = 11}) == mugs[event]);
  }
  CHECK(has(message_of([&] { mug_at(pier, {.epoch = 9}); }), "has no epoch 0i9: 0i0, 0i8, 0i11"));
  CHECK(has(message_of([&] { mug_at(pier, {.event = 0}); }), "there is no state after event 0"));
}

TEST_CASE("a roll of an epoch that has no events is none") {
  const Folder folder;
  CountingPier made(folder.path + "/pier");
  CHECK(made.pier.roll());
  CHECK_FALSE(made.pier.roll());
  take(made.pier, 1);
  CHECK(made.pier.roll());
  CHECK(made.pier.log().epochs() == std::vector<uint64_t>{0, 6, 7});
}

TEST_CASE("without its checkpoint a pier starts from the newest epoch whose state is whole") {
  const Folder folder;
  const std::string pier = folder.path + "/pier", log = pier + "/.urb/log";
  make_rolled(pier);
  const uint32_t mug = mug_at(pier, {});
  fs::remove_all(pier + "/.urb/galena");
  uint64_t again = 2;
  size_t lines = 0;
  std::vector<std::string> said;
  SUBCASE("the newest") {}
  SUBCASE("the one before it") {
    flip(log + "/0i11/1.cells", 40);
    again = 5;
    lines = 1;
  }
  SUBCASE("the first, which has none") {
    flip(log + "/0i11/1.cells.sums", 1);
    fs::remove(log + "/0i8/superblock");
    again = 13;
    lines = 2;
  }
  for (const Pier::Mode mode : {Pier::Mode::run, Pier::Mode::run}) {
    const auto machine = small_machine();
    PierOptions options;
    options.report = [&](const std::string& line) { said.push_back(line); };
    Pier started(pier, *machine, options, mode);
    started.resume();
    CHECK(started.kernel().mug() == mug);
    CHECK(started.replayed() == again);
    CHECK(said.size() == lines);
    said.clear();
    started.write_checkpoint();
    again = lines = 0;
  }
}

TEST_CASE("a chop leaves the latest two epochs, and a log that begins later") {
  const Folder folder;
  const std::string pier = folder.path + "/pier";
  make_rolled(pier);
  const uint32_t mug = mug_at(pier, {});
  const OpenFolder here(pier);
  SUBCASE("what is left starts") {
    CHECK(chop(here) == std::vector<uint64_t>{0});
    CHECK(chop(here).empty());
    const EventLog log(pier, EventLog::Mode::read);
    CHECK(log.first() == 9);
    CHECK(log.last() == 13);
    CHECK(has(message_of([&] { log.read(8, 9, [](const LoggedEvent&) { return true; }); }), "begins with event 9"));
    CHECK(has(message_of([&] { mug_at(pier, {.event = 7}); }), "begins with event 9"));
    CHECK(mug_at(pier, {.epoch = 8}) == mug);
    fs::remove_all(pier + "/.urb/galena");
    CHECK(mug_at(pier, {}) == mug);
  }
  SUBCASE("nothing is let go of where the oldest that stays has no state that is whole") {
    flip(pier + "/.urb/log/0i8/1.cells", 100);
    CHECK(has(message_of([&] { chop(here); }), "1.cells is damaged"));
    CHECK(mug_at(pier, {.epoch = 0}) == mug);
  }
  SUBCASE("what a crash left under another name is of no use to anybody, and goes") {
    const OpenFolder top(here, kLogFolder);
    fs::rename(top.path("0i0"), top.path("0i0.old"));
    fs::create_directories(top.path("0i13.new"));
    const auto machine = small_machine();
    Pier started(pier, *machine, {}, Pier::Mode::run);
    started.resume();
    CHECK_FALSE(fs::exists(top.path("0i0.old")));
    CHECK_FALSE(fs::exists(top.path("0i13.new")));
    CHECK(started.kernel().mug() == mug);
  }
}

TEST_CASE("an epoch is begun with a checkpoint that was verified, or not at all") {
  const Folder folder;
  CountingPier made(folder.path + "/pier");
  take(made.pier, 3);
  made.pier.write_checkpoint();
  const auto roll = made.pier.prepare_roll();
  REQUIRE(roll);
  Pier::Roll wrong = *roll;
  SUBCASE("one whose bytes are others") {
    flip(folder.path + "/pier/.urb/galena/1.cells", 30);
  }
  SUBCASE("one of another state than the log's") {
    wrong.mug ^= 1;
  }
  SUBCASE("one of another event") {
    --wrong.after;
  }
  CHECK(message_of([&] { Pier::make_epoch(wrong); }).starts_with("error: "));
  CHECK(made.pier.writes_to_newest());
  CHECK(epochs_of(OpenFolder(OpenFolder(folder.path + "/pier"), kLogFolder)) == std::vector<uint64_t>{0});
  CHECK_FALSE(fs::exists(folder.path + "/pier/.urb/log/0i9.new"));
  take(made.pier, 1);
}

TEST_CASE("an older epoch that has other events than its place says is damage, where it is read") {
  const Folder folder;
  const std::string pier = folder.path + "/pier", log = pier + "/.urb/log";
  make_rolled(pier);
  fs::remove(log + "/0i8/data.mdb");
  CHECK(mug_at(pier, {}) != 0);
  CHECK(has(message_of([&] { mug_at(pier, {.epoch = 0}); }), "0i8/data.mdb is damaged: it is gone"));
  fs::copy(log + "/0i0/data.mdb", log + "/0i8/data.mdb");
  CHECK(has(message_of([&] { mug_at(pier, {.epoch = 0}); }), "it has the events from 1 to 8"));
}

TEST_CASE("an audit finds each bit of an image's cells and atoms that is another") {
  Image image;
  Heap heap(size_t{1} << 20);
  auto* const atom = image.new_atom(Indirect::bytes_for(2));
  atom->header.aux = 2;
  atom->limbs[0] = 7;
  atom->limbs[1] = 9;
  Cell* cells[3];
  for (Cell*& cell : cells) cell = image.new_cell();
  cells[0]->head = Noun::direct(1);
  cells[0]->tail = Noun::from(atom);
  cells[1]->head = Noun::from(cells[0]);
  cells[1]->tail = Noun::direct(5);
  cells[2]->head = Noun::from(cells[1]);
  cells[2]->tail = Noun::from(cells[0]);
  const Noun root = Noun::from(cells[2]);
  const uint32_t root_mug = mug(root);
  image.seal();
  const auto bytes_of = [](const char* at, size_t size) {
    return std::vector<uint8_t>(reinterpret_cast<const uint8_t*>(at), reinterpret_cast<const uint8_t*>(at) + size);
  };
  std::vector<uint8_t> columns[] = {bytes_of(image.cells(), image.cell_bytes()),
                                    bytes_of(image.atoms(), image.atom_bytes())};
  const auto look = [&](uint64_t axis) { return audit({columns[0], columns[1], image.base()}, root, axis); };
  REQUIRE(look(1));
  CHECK(look(1).value() == root_mug);
  CHECK(look(2).value() == mug(Noun::from(cells[1])));
  CHECK_FALSE(look(64));
  const size_t used[] = {3 * sizeof(Cell), Indirect::bytes_for(2)};
  size_t missed = 0;
  for (const size_t column : {size_t{0}, size_t{1}}) {
    for (size_t bit = 0; bit < 8 * used[column]; ++bit) {
      columns[column][bit / 8] ^= static_cast<uint8_t>(1 << bit % 8);
      const auto found = look(1);
      // The number of a cell's code is a cache; and where a mug is marked, it is not read.
      const size_t at = bit / 8 % (column == 0 ? sizeof(Cell) : used[1]);
      const bool is_cache = (column == 0 && at >= 4 && at < 8) || (at == 3 && bit % 8 == 7);
      if (!is_cache && found && found.value() == root_mug) ++missed;
      columns[column][bit / 8] ^= static_cast<uint8_t>(1 << bit % 8);
    }
  }
  CHECK(missed == 0);
}
