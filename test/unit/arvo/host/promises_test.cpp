// What the host's headers promise, broken one by one: the check that stands for each fires.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <functional>
#include <stdexcept>
#include <thread>

#include "arvo/host/driver/terminal.h"
#include "arvo/host/guard.h"
#include "arvo/host/loop.h"
#include "nock/base/checksum.h"
#include "nock/noun/serial.h"
#include "test/unit/arvo/host/pier_fixture.h"
#include "test/unit/check_fixture.h"

using namespace galena;
using namespace galena::host;

namespace {

// The check that fires when `body` is run on a pier that was just booted.
template <class Body>
std::string dies_in_pier(Body&& body) {
  const Folder folder;
  return dies_of([&] {
    CountingPier made(folder.path);
    body(made.pier);
  });
}

std::vector<uint8_t> some_entry() {
  Heap heap(size_t{1} << 20);
  return make_entry(7, jam(heap.cons(Noun::direct(1), Noun::direct(2))));
}

void elsewhere(const std::function<void()>& body) {
  std::thread(body).join();
}

void overwrite(const std::string& path, off_t at, const void* bytes, size_t size) {
  const int fd = open(path.c_str(), O_RDWR);
  if (pwrite(fd, bytes, size, at) != static_cast<ssize_t>(size)) throw std::runtime_error("cannot write");
  close(fd);
}

// A checkpoint of its own, with a root in it.
struct Written {
  explicit Written(const std::string& folder) : folder_(folder), checkpoint(folder) {
    mkdir((folder + "/.urb").c_str(), 0700);
    root = add();
    checkpoint.image().seal();
  }
  Noun add(Noun head = kNull) {
    Cell* const cell = checkpoint.image().new_cell();
    cell->head = head;
    return Noun::from(cell);
  }
  std::shared_ptr<Checkpoint::Job> prepare(uint64_t event) { return checkpoint.prepare({event, 1, root}); }
  void write(uint64_t event) {
    const auto job = prepare(event);
    Checkpoint::write(*job, event);
    checkpoint.finish(*job);
  }
  std::string file(const char* name) const { return folder_ + "/.urb/galena/" + name; }

 private:
  std::string folder_;

 public:
  Checkpoint checkpoint;
  Noun root;
};

template <class Body>
std::string dies_in_checkpoint(Body&& body) {
  const Folder folder;
  return dies_of([&] {
    Written written(folder.path);
    body(written);
  });
}

// A loop with a driver that does `act` when it starts, and then stops it.
template <class Act>
std::string dies_in_loop(Act&& act) {
  return dies_in_pier([&](Pier& pier) {
    struct Actor : Driver {
      Loop& loop;
      Act& act;
      Actor(Loop& l, Act& a) : loop(l), act(a) {}
      void start() override {
        act(loop);
        loop.stop(true);
      }
    };
    Loop loop(pier, {});
    loop.add(std::make_unique<Actor>(loop, act));
    loop.run();
  });
}

}  // namespace

TEST_CASE("events that do not follow those of the log" * with_checks()) {
  CHECK(dies_in_pier([](Pier& pier) {
          // Another who has the log open, and does not know what the first one wrote.
          EventLog other(pier.folder(), EventLog::Mode::write);
          const auto entry = some_entry();
          pier.log().append({&entry, 1});
          other.append({&entry, 1});
        }) == "code != 0 || ends_with(txn.get(), number)");
}

TEST_CASE("promises of the log" * with_checks()) {
  const auto entry = some_entry();
  CHECK(dies_in_pier([&](Pier& pier) { pier.log().append({&entry, 1}); }) == "");
  CHECK(dies_in_pier([&](Pier& pier) { EventLog(pier.folder(), EventLog::Mode::read).append({&entry, 1}); }) ==
        "mode_ != Mode::read");
  CHECK(dies_in_pier([](Pier& pier) {
          const std::vector<uint8_t> no_jam(4);
          pier.log().append({&no_jam, 1});
        }) == "parse_entry(entry)");
  CHECK(dies_of([] { make_entry(7, {}); }).starts_with("parse_entry(bytes) && "));
  CHECK(dies_in_pier([](Pier& pier) { pier.log().set_identity({{}, true, 1}); }) ==
        "mode_ != Mode::read && last_ == 0 && given.life > 0");
  CHECK(dies_in_pier([](Pier& pier) { elsewhere([&] { pier.log().identity(); }); }) == "owner_.is_here()");
  CHECK(dies_in_pier([](Pier& pier) { pier.log().read(0, 1, [](const LoggedEvent&) { return true; }); }) == "from > 0");
  CHECK(dies_in_pier([&](Pier& pier) {
          // A tail that claims more than there is.
          const auto tail = make_tail(100);
          overwrite(pier.log().folder() + "/tail", 0, tail.data(), tail.size());
          EventLog& log = pier.log();
          log.append({&entry, 1});
        }) == "read_tail() <= last_ && parse_tail(bytes) == last_");
}

TEST_CASE("a checkpoint that stands for an event that the log does not have" * with_checks()) {
  CHECK(dies_in_pier([](Pier& pier) {
          pier.take(ovum(pier.machine().heap()));
          pier.write_checkpoint();
        }) == "job.block.event <= logged");
  CHECK(dies_in_checkpoint([](Written& w) { Checkpoint::write(*w.prepare(5), 4); }) == "job.block.event <= logged");
  CHECK(dies_in_checkpoint([](Written& w) { Checkpoint::write(*w.prepare(5), 5); }) == "");
}

TEST_CASE("promises of checkpoints: the order of a write" * with_checks()) {
  CHECK(dies_in_checkpoint([](Written& w) {
          const auto job = w.prepare(1);
          Checkpoint::write(*job, 1);
          Checkpoint::write(*job, 1);
        }) == "job.step == Job::Step::nothing");
  CHECK(dies_in_checkpoint([](Written& w) { w.checkpoint.finish(*w.prepare(1)); }) == "job.step == Job::Step::slot");
  CHECK(dies_in_checkpoint([](Written& w) {
          const auto job = w.prepare(1);
          w.prepare(2);
        }) == "job_.expired()");
  CHECK(dies_in_checkpoint([](Written& w) {
          const auto job = w.prepare(1);
          w.checkpoint.begin_anew();
        }) == "job_.expired()");
  CHECK(dies_in_checkpoint([](Written& w) {
          w.write(2);
          w.prepare(1);
        }) == "mark.event >= event_");
  CHECK(dies_in_checkpoint([](Written& w) { elsewhere([&] { w.prepare(1); }); }) == "owner_.is_here()");
}

TEST_CASE("promises of checkpoints: what an image holds" * with_checks()) {
  CHECK(dies_in_checkpoint([](Written& w) {
          w.root = kNull;
          w.prepare(1);
        }) == "image_ && mark.root.is_cell() && is_in(*image_, mark.root)");
  CHECK(dies_in_checkpoint([](Written& w) {
          w.add();
          w.prepare(1);
        }) == "bytes_of(column) % Image::kBlock == 0");
  CHECK(dies_in_checkpoint([](Written& w) {
          Heap heap(size_t{1} << 20);
          w.add(heap.cons(kNull, kNull));
          w.checkpoint.image().seal();
          w.prepare(1);
        }) == "is_closed(*image_, columns_[kCells].written)");
}

TEST_CASE("promises of checkpoints: what the files have" * with_checks()) {
  const auto more = [](Written& w) {
    w.add();
    w.checkpoint.image().seal();
    w.write(2);
  };
  CHECK(dies_in_checkpoint([&](Written& w) {
          w.write(1);
          more(w);
        }) == "");
  // Sums of what was written before that are not what they were: nothing is built on them.
  CHECK(dies_in_checkpoint([&](Written& w) {
          w.write(1);
          overwrite(w.file("1.cells.sums"), 0, "XXXX", 4);
          more(w);
        }) == "are_in_file(out, part.from / Image::kBlock, part.sums_sum)");
  // Somebody else's newest slot would be lost.
  CHECK(dies_in_checkpoint([&](Written& w) {
          w.write(1);
          Superblock next{};
          const int fd = open(w.file("superblock").c_str(), O_RDONLY);
          if (pread(fd, &next, sizeof next, kSlot) != sizeof next) throw std::runtime_error("no slot");
          close(fd);
          next.generation = 7;
          next = sealed(next);
          overwrite(w.file("superblock"), kSlot, &next, sizeof next);
          more(w);
        }) == "is_new || spares_the_last(*job.folder, job.block)");
  CHECK(dies_in_checkpoint([](Written& w) {
          w.write(1);
          w.checkpoint.load();
        }) == "!image_ && event_ == 0");
}

TEST_CASE("promises of guarded ranges" * with_checks()) {
  const auto range_of = [](size_t offset, size_t size) {
    static char* const memory = static_cast<char*>(mmap(nullptr, 65536, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    static const uint32_t sums[16] = {};
    GuardedRange range;
    range.begin = memory + offset;
    range.size = size;
    range.sums = sums;
    range.block = 4096;
    range.unit = 8192;
    range.file = "file";
    range.advice = "advice";
    return range;
  };
  CHECK(dies_of([&] { unguard(guard(range_of(0, 8192))); }) == "");
  CHECK(dies_of([&] { guard(range_of(8, 8192)); }) ==
        "range.size > 0 && reinterpret_cast<uintptr_t>(range.begin) % kPage == 0");
  CHECK(dies_of([&] { guard(range_of(0, 100)); }) == "range.block > 0 && range.size % range.block == 0");
  CHECK(dies_of([&] {
          GuardedRange range = range_of(0, 8192);
          range.unit = 6000;
          guard(range);
        }) == "range.unit > 0 && range.unit % range.block == 0 && range.unit % kPage == 0");
  CHECK(dies_of([&] {
          GuardedRange range = range_of(0, 8192);
          range.advice.clear();
          guard(range);
        }) == "!range.file.empty() && !range.advice.empty()");
  CHECK(dies_of([&] {
          guard(range_of(0, 8192));
          guard(range_of(4096, 8192));
        }) == "!is_guarded(range)");
  CHECK(dies_of([&] {
          const int ticket = guard(range_of(0, 8192));
          unguard(ticket);
          unguard(ticket);
        }) == "ticket < kMaxRanges && g_ranges[ticket].load() != nullptr");
}

TEST_CASE("promises of kernels and pills" * with_checks()) {
  const auto with_kernel = [](auto&& body) {
    return dies_of([&] {
      const auto machine = small_machine();
      Kernel kernel(*machine);
      body(kernel);
    });
  };
  CHECK(with_kernel([](Kernel& k) { k.poke(kNull); }) == "booted()");
  CHECK(with_kernel([](Kernel& k) { k.mug(); }) == "booted()");
  CHECK(with_kernel([](Kernel& k) { k.boot({}); }) == "!booted() && !lifecycle.empty()");
  CHECK(with_kernel([](Kernel& k) { k.set_core(kNull); }) == "core.is_cell()");
  CHECK(dies_in_pier([](Pier& pier) { elsewhere([&] { pier.kernel().peek(kNull); }); }) == "owner_.is_here()");
  CHECK(dies_of([] { time_of(0, 1'000'000'000); }) == "nanoseconds < 1'000'000'000");
  CHECK(dies_of([] {
          Heap heap(size_t{1} << 20);
          make_pill(heap, {PillKind::pill, kNull, kNull, kNull, kNull});
        }) == "parse_pill(noun)");
  CHECK(dies_of([] {
          Heap heap(size_t{1} << 20);
          boot_sequence(heap, {PillKind::pill, kNull, kNull, kNull, kNull}, {});
        }) == "!sequence.lifecycle.empty()");
}

TEST_CASE("promises of piers" * with_checks()) {
  CHECK(dies_in_pier([](Pier& pier) { pier.take_durably(ovum(pier.machine().heap())); }) == "");
  CHECK(dies_in_pier([](Pier& pier) { elsewhere([&] { pier.take(kNull); }); }) == "may_write()");
  CHECK(dies_in_pier([](Pier& pier) {
          const auto machine = small_machine();
          Pier reader(pier.folder(), *machine, {}, Pier::Mode::read);
          reader.resume();
          reader.take(ovum(machine->heap()));
        }) == "may_write()");
  CHECK(dies_in_pier([](Pier& pier) {
          pier.take(ovum(pier.machine().heap()));
          pier.take_durably(ovum(pier.machine().heap()));
        }) == "event_ == log_->last()");
  CHECK(dies_in_pier([](Pier& pier) { pier.resume(); }) == "!kernel_.booted()");
  CHECK(dies_in_pier([](Pier& pier) { replay(pier.kernel(), pier.log(), 1, 1, pier.event()); }) ==
        "from > life ? kernel.booted() : from == 1 && to >= life && !kernel.booted()");
}

TEST_CASE("promises of the loop" * with_checks()) {
  CHECK(dies_in_loop([](Loop& loop) { loop.plan(ovum(loop.pier().machine().heap())); }) == "");
  CHECK(dies_in_loop([](Loop& loop) { loop.plan(Noun::none()); }) == "!ovum.is_none()");
  CHECK(dies_in_loop([](Loop& loop) { elsewhere([&] { loop.plan(kNull); }); }) == "is_here()");
  CHECK(dies_in_loop([](Loop& loop) { loop.add(std::make_unique<Driver>()); }) == "!running_ && !finished_");
  // An event that the loop knows nothing of comes between those it has computed.
  CHECK(dies_in_loop([](Loop& loop) {
          loop.plan(ovum(loop.pier().machine().heap()));
          loop.pier().take(ovum(loop.pier().machine().heap()));
        }) == "taken.number == (waiting_.empty() ? released_ : waiting_.back().number) + 1");
  // One gets into the log behind its back: what it writes has other numbers than it thinks.
  CHECK(dies_in_loop([](Loop& loop) {
          const auto entry = some_entry();
          loop.pier().log().append({&entry, 1});
          loop.plan(ovum(loop.pier().machine().heap()));
        }).find("log_->last()") != std::string::npos);
  CHECK(dies_in_pier([](Pier& pier) {
          pier.take(ovum(pier.machine().heap()));
          Loop(pier, {}).run();
        }) == "pier_.event() == pier_.log().last()");
  // A driver that leaves something open.
  CHECK(dies_in_loop([](Loop& loop) {
          auto* const timer = new uv_timer_t;
          uv_timer_init(loop.uv(), timer);
          uv_unref(reinterpret_cast<uv_handle_t*>(timer));
        }) == "!finished_ || code == 0");
}

TEST_CASE("promises of the terminal" * with_checks()) {
  CHECK(dies_of([] {
          Heap heap(size_t{1} << 20);
          belt(heap, {KeyReader::Key::Kind::stop, 0, 0, {}});
        }) == "key.kind != Kind::stop");
}
