// The host without its loop: pills, the log, checkpoints, the pier, and what a terminal makes of keys.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>

#include "arvo/host/driver/terminal.h"
#include "arvo/host/superblock.h"
#include "nock/base/checksum.h"
#include "nock/noun/image.h"
#include "nock/noun/mug.h"
#include "nock/noun/serial.h"
#include "nock/noun/text.h"
#include "test/unit/arvo/host/pier_fixture.h"
#include "test/unit/machine_fixture.h"

using namespace galena;
using namespace galena::host;

namespace {

Noun noun(Heap& heap, const std::string& text) {
  const TextRead read = read_text(heap, text);
  REQUIRE(read.ok());
  return read.noun;
}

uint64_t count_of(Pier& pier) {
  const Answer answer = pier.kernel().peek(kNull);
  REQUIRE(answer.ok());
  return answer.noun.tail().direct_value();
}

HostFailure failure_of(const std::function<void()>& body) {
  try {
    body();
  } catch (const HostFailure& failure) {
    return failure;
  }
  FAIL("nothing was refused");
  return {};
}

void flip_byte(const std::string& path, off_t at) {
  const int fd = open(path.c_str(), O_RDWR);
  char c = 0;
  REQUIRE(pread(fd, &c, 1, at) == 1);
  c = static_cast<char>(c ^ 0x40);
  REQUIRE(pwrite(fd, &c, 1, at) == 1);
  close(fd);
}

}  // namespace

TEST_CASE("crc32c has its published check value, in one piece or in two") {
  CHECK(crc32c("123456789", 9) == 0xe3069283);
  CHECK(crc32c("456789", 6, crc32c("123", 3)) == 0xe3069283);
  CHECK(crc32c("", 0) == 0);
}

TEST_CASE("the shapes of pills") {
  Heap heap(size_t{16} << 20);
  const auto kind = [&](const std::string& text) {
    const auto pill = parse_pill(noun(heap, text));
    return pill ? std::string(describe(pill->kind)) : "none";
  };
  CHECK(kind("['pill' 'x' [[1 0] 0] 0 0]") == "pill");
  CHECK(kind("['pill' 'x' [[1 0] [1 0] 0] [[0 1 2] 0] [[0 3 4] 0]]") == "pill");
  CHECK(kind("['cash' ['pill' 'x' [[1 0] 0] 0 0] 5]") == "pill with a cache");
  CHECK(kind("['ivory' [1 0] 0]") == "ivory pill, a kernel alone");
  CHECK(kind("[[[1 0] 0] 0 0]") == "pill without a tag, of an older time");
  CHECK(kind("7") == "none");
  CHECK(kind("['pill' 'x' 0 0 0]") == "none");
  CHECK(kind("['pill' 'x' [[1 0] 0] 5 0]") == "none");
  CHECK(kind("['pill' 'x' [[1 0] 0] [7 0] 0]") == "none");
  CHECK(kind("['pill' 'x' [[1 0] 7] 0 0]") == "none");
}

TEST_CASE("times are seconds since the beginning of @da, and parts of 2^-64") {
  CHECK(time_of(0, 0) == Time{0, 0x8000000cce9e0d80});
  CHECK(time_of(1, 500'000'000) == Time{uint64_t{1} << 63, 0x8000000cce9e0d81});
}

TEST_CASE("a boot, events, and a start that runs them again") {
  const Folder folder;
  const std::string at = folder.path + "/pier";
  uint32_t mug_before = 0;
  {
    const auto machine = small_machine();
    Pier pier(at, *machine, {}, Pier::Mode::create);
    pier.boot(counting_pill(machine->heap()), {});
    CHECK(pier.event() == 6);
    CHECK(count_of(pier) == 5);  // %wyrd, %verb, %whom, %wack, %boot
    const Pier::Taken taken = pier.take_durably(ovum(machine->heap()));
    CHECK(taken.happened);
    CHECK(taken.number == 7);
    mug_before = pier.kernel().mug();
  }
  const auto machine = small_machine();
  Pier pier(at, *machine, {}, Pier::Mode::run);
  pier.resume();
  CHECK(pier.event() == 7);
  CHECK(pier.replayed() == 7);
  CHECK(count_of(pier) == 6);
  CHECK(pier.kernel().mug() == mug_before);
  CHECK(pier.identity().fake);
  CHECK(pier.identity().life == 1);

  // The log as the other runtime reads it: little-endian mug, jam.
  std::vector<uint8_t> bytes;
  pier.log().read(7, 7, [&](const LoggedEvent& event) {
    CHECK(event.mug == mug_before);
    const Cued cued = cue(machine->heap(), event.jam);
    REQUIRE(cued.ok());
    CHECK(print_text(cued.noun.tail()) == print_text(ovum(machine->heap())));
    return true;
  });
  CHECK(make_entry(0x01020304, std::array<uint8_t, 1>{9}) == std::vector<uint8_t>{4, 3, 2, 1, 9});

  SUBCASE("a second host is refused, and told who the first one is") {
    const auto other = small_machine();
    const HostFailure failure = failure_of([&] { Pier(at, *other, {}, Pier::Mode::run); });
    CHECK(failure.kind == FailureKind::usage);
    CHECK(failure.message.find(std::to_string(getpid())) != std::string::npos);
  }
  SUBCASE("who only reads is not") {
    const auto other = small_machine();
    Pier reader(at, *other, {}, Pier::Mode::read);
    reader.resume();
    CHECK(count_of(reader) == 6);
  }
  SUBCASE("a pier is not booted twice") {
    const HostFailure failure = failure_of([&] { pier.boot(counting_pill(machine->heap()), {}); });
    CHECK(failure.kind == FailureKind::usage);
  }
}

TEST_CASE("what is no pier is named") {
  const Folder folder;
  const auto machine = small_machine();
  CHECK(failure_of([&] { Pier(folder.path + "/none", *machine, {}, Pier::Mode::run); }).kind == FailureKind::usage);
  Pier pier(folder.path, *machine, {}, Pier::Mode::run);
  CHECK(failure_of([&] { pier.resume(); }).message.find("is no pier") != std::string::npos);
}

TEST_CASE("an event that fails is told to the kernel") {
  const Folder folder;
  const auto machine = small_machine();
  Pier pier(folder.path, *machine, {}, Pier::Mode::create);
  pier.boot(counting_pill(machine->heap()), {});
  const uint64_t before = count_of(pier);
  const Pier::Taken taken = pier.take_durably(ovum(machine->heap(), 7));
  CHECK(taken.happened);
  CHECK(taken.crud);
  CHECK(taken.failure.find("crashed") != std::string::npos);
  CHECK(count_of(pier) == before + 1);
  pier.log().read(taken.number, taken.number, [&](const LoggedEvent& event) {
    const Noun job = cue(machine->heap(), event.jam).noun;
    CHECK(print_text(job.tail()) ==
          print_text(noun(machine->heap(), "[[0 'arvo' 0] 'crud' ['exit' 0] ['test' 0] 'note' 7]")));
    return true;
  });
  // What is no event at all is told, too.
  CHECK(pier.take_durably(Noun::direct(1)).crud);
}

TEST_CASE("times grow though the clock goes back") {
  const Folder folder;
  const auto machine = small_machine();
  PierOptions options;
  options.clock = [t = uint64_t{100}]() mutable { return Time{0, --t}; };
  Pier pier(folder.path, *machine, options, Pier::Mode::create);
  pier.boot(counting_pill(machine->heap()), {});
  for (int i = 0; i < 3; ++i) pier.take_durably(ovum(machine->heap()));
  std::vector<Time> times;
  pier.log().read(7, 9, [&](const LoggedEvent& event) {
    uint64_t small;
    const Limbs l = limbs_of(cue(machine->heap(), event.jam).noun.head(), small);
    times.push_back({l.data[0], l.data[1]});
    return true;
  });
  REQUIRE(times.size() == 3);
  CHECK(times[0] < times[1]);
  CHECK(times[1] < times[2]);
}

TEST_CASE("a checkpoint is taken up, and what came after it is run again") {
  const Folder folder;
  uint32_t mug_before = 0;
  {
    const auto machine = small_machine();
    Pier pier(folder.path, *machine, {}, Pier::Mode::create);
    pier.boot(counting_pill(machine->heap()), {});
    pier.write_checkpoint();
    for (int i = 0; i < 3; ++i) pier.take_durably(ovum(machine->heap()));
    pier.write_checkpoint();
    CHECK(pier.checkpoint().event() == 9);
    CHECK(pier.checkpoint().unwritten() == 0);
    CHECK(pier.checkpoint().image().contains(pier.kernel().core()));
    pier.take_durably(ovum(machine->heap()));
    mug_before = pier.kernel().mug();
  }
  SUBCASE("as it is") {
    const auto machine = small_machine();
    Pier pier(folder.path, *machine, {}, Pier::Mode::run);
    pier.resume();
    CHECK(pier.replayed() == 1);
    CHECK(pier.kernel().mug() == mug_before);
    CHECK(count_of(pier) == 9);

    // Beside it another, at the same addresses: it is moved.
    const auto other = small_machine();
    Pier reader(folder.path, *other, {}, Pier::Mode::read);
    reader.resume();
    CHECK(reader.replayed() == 1);
    CHECK(reader.kernel().mug() == mug_before);
    CHECK(reader.checkpoint().image().base() != pier.checkpoint().image().base());
  }
  SUBCASE("compacted") {
    {
      const auto machine = small_machine();
      Pier pier(folder.path, *machine, {}, Pier::Mode::run);
      pier.resume();
      pier.write_checkpoint(true);
      CHECK(pier.kernel().mug() == mug_before);
      CHECK(count_of(pier) == 9);
    }
    CHECK(std::filesystem::exists(folder.path + "/.urb/galena/2.cells"));
    CHECK_FALSE(std::filesystem::exists(folder.path + "/.urb/galena/1.cells"));
    const auto machine = small_machine();
    Pier pier(folder.path, *machine, {}, Pier::Mode::run);
    pier.resume();
    CHECK(pier.replayed() == 0);
    CHECK(pier.kernel().mug() == mug_before);
  }
  SUBCASE("without the newest superblock the older one counts; without any, the log") {
    for (const uint64_t replayed : {uint64_t{4}, uint64_t{10}}) {
      // Two were written: the second one is in the first slot.
      flip_byte(folder.path + "/.urb/galena/superblock", replayed == 4 ? 40 : 4096 + 40);
      const auto machine = small_machine();
      std::string said;
      PierOptions options;
      options.report = [&](const std::string& line) { said = line; };
      Pier pier(folder.path, *machine, options, Pier::Mode::run);
      pier.resume();
      CHECK(pier.replayed() == replayed);
      CHECK(pier.kernel().mug() == mug_before);
      CHECK((said.find("set aside") != std::string::npos) == (replayed == 10));
    }
  }
  SUBCASE("of another log it is not believed") {
    const Folder other;
    {
      const auto machine = small_machine();
      Pier pier(other.path, *machine, {}, Pier::Mode::create);
      pier.boot(counting_pill(machine->heap()), {});
      for (int i = 0; i < 20; ++i) pier.take_durably(ovum(machine->heap(), 9));
    }
    std::filesystem::copy(folder.path + "/.urb/galena", other.path + "/.urb/galena");
    const auto machine = small_machine();
    Pier pier(other.path, *machine, {}, Pier::Mode::run);
    // This kernel's state is its count alone: the same at the same event, whatever came before.
    pier.resume();
    CHECK(count_of(pier) == 25);
  }
  SUBCASE("a log that ends before it has lost events") {
    std::filesystem::remove(folder.path + "/.urb/log/0i0/tail");
    {
      const auto machine = small_machine();
      Pier pier(folder.path, *machine, {}, Pier::Mode::run);
      pier.resume();
      for (int i = 0; i < 3; ++i) pier.take_durably(ovum(machine->heap()));
    }
    const Folder copy;
    std::filesystem::copy(folder.path, copy.path + "/pier", std::filesystem::copy_options::recursive);
    {
      const auto machine = small_machine();
      Pier pier(folder.path, *machine, {}, Pier::Mode::run);
      pier.resume();
      pier.take_durably(ovum(machine->heap()));
    }
    // The older copy of the log in the place of the newer one.
    std::filesystem::copy_file(copy.path + "/pier/.urb/log/0i0/data.mdb", folder.path + "/.urb/log/0i0/data.mdb",
                               std::filesystem::copy_options::overwrite_existing);
    const auto machine = small_machine();
    Pier pier(folder.path, *machine, {}, Pier::Mode::run);
    const HostFailure failure = failure_of([&] { pier.resume(); });
    CHECK(failure.kind == FailureKind::damaged);
    CHECK(failure.message.find("ends with event 13, but event 14 was written") != std::string::npos);
  }
}

TEST_CASE("a checkpoint costs what has changed, in whole pages") {
  const Folder folder;
  CountingPier made(folder.path);
  const auto bytes_of_files = [&] {
    size_t bytes = 0;
    for (const char* const name : {"1.cells", "1.atoms"}) {
      const std::string path = folder.path + "/.urb/galena/" + name;
      if (std::filesystem::exists(path)) bytes += std::filesystem::file_size(path);
    }
    return bytes;
  };
  made.pier.write_checkpoint();
  size_t before = bytes_of_files();
  for (int events = 1; events <= 64; events *= 4) {
    for (int i = 0; i < events; ++i) made.pier.take_durably(ovum(made.heap(), uint64_t{7} * static_cast<uint64_t>(i)));
    made.pier.write_checkpoint();
    const size_t after = bytes_of_files();
    CHECK(after - before <= 2 * Image::kBlock);
    before = after;
  }
  // None where nothing has.
  made.pier.write_checkpoint();
  CHECK(bytes_of_files() == before);
}

TEST_CASE("a checkpoint of an older build, of larger blocks, is taken up and written anew") {
  constexpr size_t kOlderBlock = 6 * Image::kBlock;
  const Folder folder;
  const std::string files = folder.path + "/.urb/galena/";
  uint32_t wanted = 0;
  {
    CountingPier made(folder.path);
    for (int i = 0; i < 5; ++i) made.pier.take_durably(ovum(made.heap()));
    made.pier.write_checkpoint();
    wanted = made.pier.kernel().mug();
  }
  // As that build had it.
  Superblock block{};
  {
    std::ifstream in(files + "superblock", std::ios::binary);
    std::vector<char> slots((std::istreambuf_iterator<char>(in)), {});
    REQUIRE(slots.size() >= kSlot + sizeof block);
    memcpy(&block, slots.data() + kSlot, sizeof block);
  }
  REQUIRE(fault_of(block).empty());
  const auto older = [&](const char* name, uint64_t& bytes) {
    std::ifstream in(files + name, std::ios::binary);
    std::vector<char> column((std::istreambuf_iterator<char>(in)), {});
    bytes = (column.size() + kOlderBlock - 1) / kOlderBlock * kOlderBlock;
    column.resize(bytes);
    std::ofstream(files + name, std::ios::binary).write(column.data(), static_cast<std::streamsize>(column.size()));
    std::vector<uint32_t> sums;
    for (size_t at = 0; at < column.size(); at += kOlderBlock) sums.push_back(crc32c(column.data() + at, kOlderBlock));
    const auto size = static_cast<std::streamsize>(sums.size() * sizeof(uint32_t));
    std::ofstream(files + name + ".sums", std::ios::binary).write(reinterpret_cast<const char*>(sums.data()), size);
    return crc32c(sums.data(), static_cast<size_t>(size));
  };
  block.cell_sums = older("1.cells", block.cell_bytes);
  block.atom_sums = older("1.atoms", block.atom_bytes);
  block.magic = 0x31616e656c6167;
  block.sum = crc32c(&block, offsetof(Superblock, sum));
  {
    std::fstream out(files + "superblock", std::ios::binary | std::ios::in | std::ios::out);
    out.seekp(kSlot);
    out.write(reinterpret_cast<const char*>(&block), sizeof block);
  }
  {
    const auto machine = small_machine();
    std::string said;
    PierOptions options;
    options.report = [&](const std::string& line) { said = line; };
    Pier pier(folder.path, *machine, options, Pier::Mode::run);
    pier.resume();
    CHECK(said.empty());
    CHECK(pier.replayed() == 0);
    CHECK(count_of(pier) == 10);
    CHECK(pier.kernel().mug() == wanted);
    pier.take_durably(ovum(machine->heap()));
    pier.write_checkpoint();
    CHECK(std::filesystem::exists(files + "2.cells"));
    wanted = pier.kernel().mug();
  }
  CHECK_FALSE(std::filesystem::exists(files + "1.cells"));
  const auto machine = small_machine();
  Pier pier(folder.path, *machine, {}, Pier::Mode::run);
  pier.resume();
  CHECK(pier.replayed() == 0);
  CHECK(pier.kernel().mug() == wanted);
  CHECK(count_of(pier) == 11);
}

TEST_CASE_FIXTURE(TextMachine,
                  "tenured nouns lie in the image, shared structure stays shared, and nothing points out") {
  Image image;
  Arena arena;
  const auto shared = machine.heap().cons(Noun::direct(1), machine.heap().atom_limbs(std::array<uint64_t, 3>{1, 2, 3}));
  Noun root = machine.heap().tuple(shared, shared, arena.tuple(Noun::direct(5), Noun::direct(6)));
  const uint32_t wanted = mug(root);
  const Heap::Root alias(machine.heap(), shared);
  machine.tenure({&root, 1}, image);
  CHECK(image.contains(root));
  CHECK(root.head() == root.tail().head());
  CHECK(alias.get() == root.head());
  CHECK(image.contains(root.head().tail()));
  CHECK(image.contains(root.tail().tail()));
  CHECK(mug(cue(machine.heap(), jam(root)).noun) == wanted);
  CHECK(image.cell_bytes() == Image::kBlock);
  CHECK(image.atom_bytes() == Image::kBlock);

  // More of it: only what is new moves.
  const Noun before = root;
  Noun more = machine.heap().cons(Noun::direct(9), root);
  machine.tenure({&more, 1}, image);
  CHECK(more.tail() == before);
  CHECK(image.cell_bytes() == 2 * Image::kBlock);
  CHECK(image.atom_bytes() == Image::kBlock);

  // And into another image.
  Image next;
  const uint32_t whole = mug(more);
  machine.tenure({&more, 1}, next, &image);
  CHECK(next.contains(more));
  CHECK(next.contains(more.tail()));
  CHECK(next.contains(alias.get()));
  CHECK(mug(cue(machine.heap(), jam(more)).noun) == whole);
}

TEST_CASE_FIXTURE(TextMachine, "an image without room for all of a state takes nothing of it, and the heap is whole") {
  Heap& heap = machine.heap();
  for (const bool from_image : {false, true}) {
    for (const bool of_atoms : {false, true}) {
      for (const size_t left_over : {size_t{0}, size_t{1}, size_t{7}, size_t{200}}) {
        CAPTURE(from_image);
        CAPTURE(of_atoms);
        CAPTURE(left_over);
        Image full;
        Noun kept = heap.cons(Noun::direct(8), heap.atom_limbs(std::array<uint64_t, 2>{3, 4}));
        kept = heap.tuple(kept, heap.cons(kept, heap.atom_limbs(std::array<uint64_t, 2>{5, 6})), Noun::direct(9), kept);
        if (from_image) machine.tenure({&kept, 1}, full);
        Heap::Root in_image(heap, kept);
        machine.collect();
        // What fits for sure, and a little more: what lies in an arena comes on top, and takes more than that.
        const size_t sure = heap.bytes_used() + full.bytes() + Image::kBlock;
        const size_t room = (sure / Image::kBlock + 1 + left_over) * Image::kBlock;
        Image small;
        of_atoms ? small.adopt(0, Image::kColumn - room) : small.adopt(Image::kColumn - room, 0);
        const size_t cell_bytes = small.cell_bytes(), atom_bytes = small.atom_bytes();
        Arena arena;
        Noun foreign = kNull;
        for (size_t taken = 0; taken < room + Image::kBlock; taken += of_atoms ? 800 : sizeof(Cell)) {
          std::array<uint64_t, 100> limbs{taken};
          limbs.back() = 1;
          foreign = arena.cons(of_atoms ? arena.atom_limbs(limbs) : Noun::direct(taken), foreign);
        }
        const Noun shared = heap.cons(Noun::direct(1), heap.atom_limbs(std::array<uint64_t, 3>{1, 2, 3}));
        Noun root = heap.tuple(shared, in_image.get(), shared, foreign, in_image.get());
        const Heap::Root alias(heap, shared);
        const Jammed before = jam(root);
        CHECK_THROWS_AS(machine.tenure({&root, 1}, small, from_image ? &full : nullptr), OutOfMemory);
        const auto is_whole = [&] {
          const Jammed now = jam(root);
          return std::ranges::equal(std::span(now.data(), now.size()), std::span(before.data(), before.size())) &&
                 root.head() == alias.get() && root.tail().head() == in_image.get() && !small.contains(root) &&
                 !small.contains(alias.get()) && !small.contains(in_image.get()) &&
                 full.contains(in_image.get()) == from_image && small.cell_bytes() == cell_bytes &&
                 small.atom_bytes() == atom_bytes && mug(cue(heap, before).noun) == mug(root);
        };
        CHECK(is_whole());
        // It takes part in collections, and moves where there is room.
        const Heap::Root whole(heap, root);
        machine.collect();
        root = whole.get();
        CHECK(is_whole());
        Image large;
        machine.tenure({&root, 1}, large, from_image ? &full : nullptr);
        CHECK(large.contains(alias.get()));
        const Jammed after = jam(root);
        CHECK(std::ranges::equal(std::span(after.data(), after.size()), std::span(before.data(), before.size())));
      }
    }
  }
}

TEST_CASE("keys of a terminal in raw mode") {
  Heap heap(size_t{1} << 20);
  KeyReader keys(true);
  const auto read = [&](std::string_view bytes) {
    std::string text;
    for (const auto& key : keys.read(bytes)) {
      text += key.kind == KeyReader::Key::Kind::stop ? "stop" : print_text(belt(heap, key));
      text += ' ';
    }
    return text;
  };
  const auto is = [&](std::string_view bytes, const std::string& expected) {
    std::string wanted;
    if (!expected.empty()) wanted = print_text(noun(heap, expected)) + " ";
    CHECK(read(bytes) == wanted);
  };
  is("hi", "['txt' 104 105 0]");
  is("\r", "['ret' 0]");
  is("\x7f", "['bac' 0]");
  is("\x1b[A", "['aro' 'u']");
  is("\x1b", "");
  is("[", "");
  is("D", "['aro' 'l']");
  is("\x1b[3~", "['del' 0]");
  is("\x1b[1;5C", "['aro' 'r']");
  is("\x1bx", "['mod' 'met' 'x']");
  is("\x01", "['mod' 'ctl' 'a']");
  is("\xc3", "");
  is("\xa4", "['txt' 0xe4 0]");
  is("\xff", "['txt' 0xfffd 0]");
  // Broken off; longer than need be; a surrogate; beyond the last character.
  is("\xc3(", "['txt' 0xfffd '(' 0]");
  is("\xe0\x80\x80", "['txt' 0xfffd 0xfffd 0xfffd 0]");
  is("\xed\xa0\x80", "['txt' 0xfffd 0xfffd 0xfffd 0]");
  is("\xf4\x90\x80\x80", "['txt' 0xfffd 0xfffd 0xfffd 0xfffd 0]");
  CHECK(read("\x04") == "stop ");
}

TEST_CASE("lines of a pipe") {
  KeyReader keys(false);
  CHECK(keys.read("one\ntwo").size() == 2);  // text and return; the rest waits for its end
  const auto rest = keys.end();
  REQUIRE(rest.size() == 2);
  CHECK(rest[0].text == std::vector<uint32_t>{'t', 'w', 'o'});
  CHECK(keys.end().empty());
  CHECK(keys.read("\xe2\x82").empty());
  CHECK(keys.end()[0].text == std::vector<uint32_t>{0xfffd});
}

TEST_CASE("blits") {
  Heap heap(size_t{1} << 20);
  const auto text = [&](const std::string& blit, bool raw) {
    return text_of_blits(heap.cons(noun(heap, blit), kNull), raw);
  };
  CHECK(text("['put' 104 228 105 0]", true) == "h\xc3\xa4i");
  CHECK(text("['nel' 0]", true) == "\n");
  CHECK(text("['nel' 0]", false) == "\n");
  CHECK(text("['clr' 0]", false).empty());
  CHECK(text("['hop' 3 4]", true) == "\x1b[5;4H");
  CHECK(text("['mor' ['put' 97 0] ['nel' 0] 0]", false) == "a\n");
  CHECK(text("['klr' [[0 0 0] 97 98 0] 0]", false) == "ab");
  CHECK(text("7", true).empty());
  CHECK(text("[[1 2] 3]", true).empty());
}

TEST_CASE("a %mor holds blits, and %mor among them") {
  Heap heap(size_t{1} << 20);
  const auto text = [&](const std::string& blits, bool raw) { return text_of_blits(noun(heap, blits), raw); };
  // As the public shell writes: a line and the prompt below it.
  CHECK(text("[['mor' ['mor' ['hop' 0] ['wyp' 0] ['put' 52 50 0] ['nel' 0] 0] ['mor' ['hop' 0] ['put' 62 0] 0] 0] 0]",
             true) == "\x1b[1G\r\x1b[K42\n\x1b[1G>");
  CHECK(text("[['mor' ['mor' ['mor' ['put' 97 0] 0] ['put' 98 0] 0] ['put' 99 0] 0] ['put' 100 0] 0]", false) ==
        "abcd");
  CHECK(text("[['mor' 0] ['put' 97 0] 0]", false) == "\na");
  CHECK(text("[['mor' ['mor' 0] ['mor' ['nel' 0] 0] 0] 0]", false) == "\n\n");
  CHECK(text("[['mor' 5 ['put' 97 0] [1 2]] 0]", false) == "a");
}

TEST_CASE("blits that share what they say are bounded") {
  Heap heap(size_t{1} << 24);
  const auto one = [&](Noun noun) { return heap.cons(noun, kNull); };
  constexpr std::string_view kLeftOut = "\n[the rest was left out]\n";
  const auto bounded = [&](Noun blits) {
    const std::string text = text_of_blits(blits, true);
    return text.size() < (size_t{1} << 20) && text.ends_with(kLeftOut);
  };
  std::vector<Noun> letters(100'000, Noun::direct('a'));
  const Noun text = heap.list(letters);
  const Noun put = heap.cons("put"_n, text);
  CHECK(bounded(heap.list(std::vector<Noun>(1'000, put))));
  CHECK(bounded(one(heap.cons("klr"_n, heap.list(std::vector<Noun>(1'000, heap.cons(kNull, text)))))));
  // Sixty deep, each level twice the one below: of text, and of nothing.
  Noun more = heap.cons("mor"_n, one(heap.cons("put"_n, one(Noun::direct('a')))));
  Noun nothing = heap.cons("mor"_n, one(Noun::zero()));
  for (int i = 0; i < 60; ++i) {
    more = heap.cons("mor"_n, heap.cons(more, one(more)));
    nothing = heap.cons("mor"_n, heap.cons(nothing, one(nothing)));
  }
  CHECK(bounded(one(more)));
  CHECK(bounded(one(nothing)));
}

TEST_CASE("a blit's text does not act on the terminal, and takes the columns that the kernel counts") {
  Heap heap(size_t{1} << 20);
  const auto text = [&](const std::string& codes) {
    return text_of_blits(noun(heap, "[['put' " + codes + " 0] 0]"), true);
  };
  // Pictures of control characters; the mark of what cannot be shown.
  CHECK(text("104 228 27 105") == "h\xc3\xa4\xe2\x90\x9bi");
  CHECK(text("7 127 10") == "\xe2\x90\x87\xe2\x90\xa1\xe2\x90\x8a");
  // U+009B, U+202E, U+2066, a surrogate, what is no character.
  for (const char* const code :
       {"155", "8238", "8294", "55296", "57343", "1114112", "[1 2]", "0xffff.ffff.ffff.ffff"}) {
    CHECK(text(code) == "\xef\xbf\xbd");
  }
  CHECK(text("128512") == "\xf0\x9f\x98\x80");
  CHECK(text_of_blits(noun(heap, "[['klr' [[0 0 0] 27 8238 0] 0] 0]"), false) == "\xe2\x90\x9b\xef\xbf\xbd");
  CHECK(text_of_blits(noun(heap, "[['url' 'a b\\1b]\\c2\\9b\\e2\\80\\ae'] 0]"), false) == "ab]\\c2\\9b\\e2\\80\\ae\n");
}
