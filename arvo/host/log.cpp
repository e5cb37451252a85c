#include "arvo/host/log.h"

#include <errno.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <lmdb.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <utility>

#include "arvo/host/checkpoint.h"
#include "arvo/host/epoch.h"
#include "arvo/host/failure.h"
#include "arvo/host/guard.h"
#include "arvo/host/log_reader.h"
#include "nock/base/check.h"
#include "nock/base/checksum.h"

namespace galena::host {
namespace {

// Address space, not memory: the file grows as it is written.
constexpr size_t kMapSize = size_t{1} << 40;
constexpr size_t kSmallMapSize = size_t{1} << 34;

// The layout of the public runtime: metadata at the top, events in epochs.
constexpr const char* kTop = kLogFolder;
constexpr const char* kData = "data.mdb";
constexpr uint32_t kVersion = 3;
constexpr const char* kAdvice = "put back a copy of the log";

constexpr size_t kMugBytes = 4;
// LMDB's table of readers: it is mapped, and a page of it that the disk has no room for would be met as a fault.
constexpr const char* kReaders = "lock.mdb";
constexpr off_t kReadersBytes = 8192;
// Readers of others that were killed are looked for every so many groups.
constexpr uint64_t kGroupsBetweenLooks = 256;
// Where so little room is left, it is the disk that is full, whatever LMDB makes of it.
constexpr uint64_t kNoRoom = uint64_t{64} << 10;
// The key of the checksum of the metadata in GALENA: no event has it.
constexpr uint64_t kMetadataKey = 0;

struct Tail {
  uint64_t last;
  uint32_t sum;
  uint32_t zero = 0;
};

// Sees to it that the table of readers is a file of this folder, with room on the disk.
void reserve_readers(const OpenFolder& folder) {
  struct stat status;
  constexpr blkcnt_t kSector = 512;
  // It is not opened without need: closing it would free what another log of this process has locked.
  if (fstatat(folder.fd(), kReaders, &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(status.st_mode) &&
      status.st_size >= kReadersBytes && status.st_blocks * kSector >= kReadersBytes) {
    return;
  }
  const OpenFile readers(folder, kReaders, O_RDWR | O_CREAT);
  readers.reserve(std::max<uint64_t>(kReadersBytes, readers.size()));
}

// LMDB checks some of what it reads by assertions. One that fails on a file means that the file is damaged.
void on_assertion(MDB_env* env, const char* message) {
  const char* path = nullptr;
  mdb_env_get_path(env, &path);
  fprintf(stderr, "error: the event log in %s is damaged (%s); put back a copy of it\n", path == nullptr ? "?" : path,
          message);
  _exit(kDamagedExit);
}

class Transaction {
 public:
  Transaction(MDB_env* env, unsigned flags) : code_(mdb_txn_begin(env, nullptr, flags, &txn_)) {}
  ~Transaction() {
    if (txn_ != nullptr) mdb_txn_abort(txn_);
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  int code() const { return code_; }
  MDB_txn* get() const { return txn_; }
  int commit() { return mdb_txn_commit(std::exchange(txn_, nullptr)); }

 private:
  MDB_txn* txn_ = nullptr;
  int code_;
};

class Cursor {
 public:
  Cursor(MDB_txn* txn, MDB_dbi table) : code_(mdb_cursor_open(txn, table, &cursor_)) {}
  ~Cursor() {
    if (cursor_ != nullptr) mdb_cursor_close(cursor_);
  }
  Cursor(const Cursor&) = delete;
  Cursor& operator=(const Cursor&) = delete;
  int code() const { return code_; }
  MDB_cursor* get() const { return cursor_; }

 private:
  MDB_cursor* cursor_ = nullptr;
  int code_;
};

template <class T>
MDB_val value_of(T& thing) {
  return {sizeof thing, &thing};
}

// Metadata are atoms: little-endian, without zeros at the end.
int put_atom(MDB_txn* txn, MDB_dbi table, const char* key, uint64_t low, uint64_t high = 0) {
  uint8_t bytes[sizeof low + sizeof high];
  memcpy(bytes, &low, sizeof low);
  memcpy(bytes + sizeof low, &high, sizeof high);
  size_t size = sizeof bytes;
  while (size > 0 && bytes[size - 1] == 0) --size;
  MDB_val k{strlen(key), const_cast<char*>(key)};
  MDB_val v{size, bytes};
  return mdb_put(txn, table, &k, &v, 0);
}

int put_identity(MDB_txn* txn, MDB_dbi table, const Identity& identity) {
  int code = put_atom(txn, table, "version", identity.version);
  if (code == 0) code = put_atom(txn, table, "who", identity.who[0], identity.who[1]);
  if (code == 0) code = put_atom(txn, table, "fake", identity.fake ? 0 : 1);
  if (code == 0) code = put_atom(txn, table, "life", identity.life);
  return code;
}

uint32_t sum_of(const Identity& identity) {
  const uint64_t words[] = {identity.who[0], identity.who[1], identity.fake ? 0u : 1u, identity.life};
  return crc32c(words, sizeof words);
}

MDB_env* open_environment(const OpenFolder& folder, int& code) {
  reserve_readers(folder);
  MDB_env* env = nullptr;
  for (const size_t size : {kMapSize, kSmallMapSize}) {
    if ((code = mdb_env_create(&env)) != 0) return nullptr;
    mdb_env_set_assert(env, on_assertion);
    mdb_env_set_maxdbs(env, 3);
    if ((code = mdb_env_set_mapsize(env, size)) == 0) code = mdb_env_open(env, folder.path().c_str(), 0, 0600);
    if (code == 0) return env;
    mdb_env_close(env);
    if (code != ENOMEM) break;
  }
  return nullptr;
}

// What LMDB said, as a HostFailure; `bytes`: how much was to be written.
[[noreturn]] void fail_at(const OpenFolder& folder, int code, const std::string& doing, size_t bytes = 0) {
  const std::string file = folder.path(kData);
  switch (code) {
    case MDB_CORRUPTED:
    case MDB_PAGE_NOTFOUND:
    case MDB_INVALID:
    case MDB_VERSION_MISMATCH:
    case MDB_PANIC:
    case MDB_KEYEXIST:  // an event after the last one
    case MDB_INCOMPATIBLE:
    case MDB_BAD_VALSIZE:
    case MDB_CURSOR_FULL:
    case MDB_PAGE_FULL:
      throw HostFailure{FailureKind::damaged,
                        fmt::format("error: cannot {} {}: it is damaged ({}); put back a copy of the log", doing, file,
                                    mdb_strerror(code))};
    case MDB_MAP_FULL:
      code = ENOSPC;
      break;
    case EIO: {
      // Also what LMDB says where a write came to an end before its end: then there is no room.
      struct statvfs disk;
      const bool known = fstatvfs(folder.fd(), &disk) == 0;
      if (known && uint64_t{disk.f_bavail} * disk.f_frsize < bytes + kNoRoom) code = ENOSPC;
      break;
    }
    default:
      break;
  }
  if (code < 0)
    throw HostFailure{FailureKind::disk, fmt::format("error: cannot {} {}: {}", doing, file, mdb_strerror(code))};
  throw disk_failure(doing + " " + file, code);
}

[[noreturn]] void damaged_at(const OpenFolder& folder, const std::string& what) {
  throw HostFailure{FailureKind::damaged,
                    fmt::format("error: {}/data.mdb is damaged: {}; put back a copy of the log", folder.path(), what)};
}

// Writes whose the log is, and, where it has a table for that, the checksum of it.
int write_identity(MDB_env* env, const Identity& identity, const MDB_dbi* sums) {
  Transaction txn(env, 0);
  MDB_dbi table;
  int code = txn.code();
  if (code == 0) code = mdb_dbi_open(txn.get(), "META", MDB_CREATE, &table);
  if (code == 0) code = put_identity(txn.get(), table, identity);
  if (code == 0 && sums != nullptr) {
    uint64_t number = kMetadataKey;
    uint32_t sum = sum_of(identity);
    MDB_val key = value_of(number), value = value_of(sum);
    code = mdb_put(txn.get(), *sums, &key, &value, 0);
  }
  return code == 0 ? txn.commit() : code;
}

struct Tables {
  MDB_dbi events, metadata, sums;
};
int open_all_tables(MDB_env* env, Tables& tables) {
  Transaction txn(env, 0);
  int code = txn.code();
  if (code == 0) code = mdb_dbi_open(txn.get(), "EVENTS", MDB_CREATE | MDB_INTEGERKEY, &tables.events);
  if (code == 0) code = mdb_dbi_open(txn.get(), "META", MDB_CREATE, &tables.metadata);
  if (code == 0) code = mdb_dbi_open(txn.get(), "GALENA", MDB_CREATE | MDB_INTEGERKEY, &tables.sums);
  return code == 0 ? txn.commit() : code;
}

// Whether what is in a folder is a log that LMDB may be let at. A boot that did not come to its end may have left pages
// that were never synced: nothing was promised, and they are no log.
bool is_sound(const OpenFolder& folder) {
  try {
    LogReader(folder).check_for_writing();
    return true;
  } catch (const HostFailure& failure) {
    if (failure.kind != FailureKind::damaged) throw;
    return false;
  }
}

}  // namespace

std::vector<uint8_t> make_entry(uint32_t mug, std::span<const uint8_t> jam) {
  std::vector<uint8_t> bytes(kMugBytes + jam.size());
  for (unsigned i = 0; i < kMugBytes; ++i) bytes[i] = static_cast<uint8_t>(mug >> (8 * i));
  if (!jam.empty()) memcpy(bytes.data() + kMugBytes, jam.data(), jam.size());
  GALENA_CHECK(parse_entry(bytes) && parse_entry(bytes)->mug == mug && parse_entry(bytes)->jam.size() == jam.size());
  return bytes;
}

std::optional<Entry> parse_entry(std::span<const uint8_t> bytes) {
  if (bytes.size() <= kMugBytes) return std::nullopt;
  uint32_t mug = 0;
  for (unsigned i = 0; i < kMugBytes; ++i) mug |= uint32_t{bytes[i]} << (8 * i);
  return Entry{mug, bytes.subspan(kMugBytes)};
}

std::array<uint8_t, 16> make_tail(uint64_t last) {
  const Tail tail{last, crc32c(&last, sizeof last)};
  return std::bit_cast<std::array<uint8_t, 16>>(tail);
}

std::optional<uint64_t> parse_tail(std::span<const uint8_t> bytes) {
  Tail tail;
  if (bytes.size() < sizeof tail) return std::nullopt;
  memcpy(&tail, bytes.data(), sizeof tail);
  if (tail.sum != crc32c(&tail.last, sizeof tail.last)) return std::nullopt;
  return tail.last;
}

void make_log(const OpenFolder& folder, const Identity& given) {
  Identity identity = given;
  identity.version = kVersion;
  int code = 0;
  MDB_env* const env = open_environment(folder, code);
  if (env == nullptr) fail_at(folder, code, "make");
  Tables tables{};
  code = open_all_tables(env, tables);
  if (code == 0) code = write_identity(env, identity, &tables.sums);
  mdb_env_close(env);
  if (code != 0) fail_at(folder, code, "make");
}

EventLog::EventLog(const std::string& pier, Mode mode) : pier_(std::make_unique<OpenFolder>(pier)), mode_(mode) {
  try {
    if (mode == Mode::create) {
      make_folders(*pier_);
    } else {
      find_folder(*pier_);
    }
    tail_ = std::make_unique<OpenFile>(*folder_, "tail", mode == Mode::read ? O_RDONLY : O_RDWR);
    if (!tail_->ok() && tail_->code() != ENOENT) tail_->fail();
    // Before the log: a host that runs beside us may write more at any time.
    const uint64_t reached = std::max(read_tail(), Checkpoint::newest_event(*pier_));
    if (mode == Mode::create && folder_->has(kData) && reached == 0 && !is_sound(*folder_)) {
      unlinkat(folder_->fd(), kData, 0);
    }
    if (mode != Mode::create || folder_->has(kData)) {
      reader_ = std::make_unique<LogReader>(*folder_);
      take_bounds();
    }
    compare_with(reached);
    // There is nothing to write to before there was a boot.
    if (mode == Mode::create || (mode == Mode::write && last_ != 0)) open_to_write();
    if (mode == Mode::create) sync_folders(*pier_);
  } catch (...) {
    unguard(guard_);
    if (env_ != nullptr) mdb_env_close(env_);
    throw;
  }
}

EventLog::~EventLog() {
  unguard(guard_);
  if (env_ != nullptr) mdb_env_close(env_);
}

// Where events are written: in the newest epoch, or at the top, where an older runtime had them.
void EventLog::find_folder(const OpenFolder& pier) {
  const auto no_pier = [&] {
    return HostFailure{FailureKind::usage,
                       fmt::format("error: {} is no pier: it has no event log (galena boot makes one)", pier.path())};
  };
  if (!pier.has(".urb") || !pier.has(kTop)) throw no_pier();
  const OpenFolder top(pier, kTop);
  const std::vector<uint64_t> epochs = epochs_of(top);
  if (epochs.empty()) {
    if (!top.has(kData)) throw no_pier();
    epochs_ = {0};
    folder_ = std::make_unique<OpenFolder>(pier, kTop);
    return;
  }
  epochs_ = epochs;
  folder_ = std::make_unique<OpenFolder>(top, epoch_name(epochs_.back()));
  if (folder_->has(kData)) return;
  tail_ = std::make_unique<OpenFile>(*folder_, "tail", O_RDONLY);
  const uint64_t reached = std::max({read_tail(), Checkpoint::newest_event(pier), epochs_.back()});
  if (epochs_.back() != 0) damaged(fmt::format("it is gone, and event {} was written", reached));
  if (reached != 0) compare_with(reached);
  throw no_pier();
}

void EventLog::make_folders(const OpenFolder& pier) {
  for (const char* const name : {".urb", kTop}) OpenFolder::made(pier, name);
  const OpenFolder top(pier, kTop);
  const std::vector<uint64_t> epochs = epochs_of(top);
  // An older runtime has its events at the top.
  const bool is_older = epochs.empty() && top.has(kData) && LogReader(top).last() != 0;
  if (is_older || (!epochs.empty() && epochs.back() != 0)) {
    throw HostFailure{FailureKind::usage,
                      fmt::format("error: {} has a machine already: its log is in {}; galena run {} starts it, or "
                                  "choose another folder",
                                  pier.path(), top.path(is_older ? "" : epoch_name(epochs.back())), pier.path())};
  }
  epochs_ = {0};
  folder_ = std::make_unique<OpenFolder>(OpenFolder::made(top, epoch_name(0)));
  write_epoch_version(*folder_);
}

// The names of all that was made. The folder that the pier lies in need not be one that this user may read.
void EventLog::sync_folders(const OpenFolder& pier) const {
  folder_->sync();
  for (const char* const name : {kTop, ".urb", "."}) OpenFolder(pier, name).sync();
  if (faccessat(pier.fd(), "..", R_OK, AT_EACCESS) == 0) OpenFolder(pier, "..").sync();
}

void EventLog::open_to_write() {
  // A disk with limits says so by an error, not by the end of the process.
  signal(SIGXFSZ, SIG_IGN);
  if (reader_) reader_->check_for_writing();
  const std::string data = folder_->path(kData);
  int code = 0;
  {
    const OpeningGuard opening(data, kAdvice);
    env_ = open_environment(*folder_, code);
  }
  if (env_ == nullptr) fail(code, "open");
  GuardedRange range = find_mapping(data);
  range.file = data;
  range.advice = kAdvice;
  if (range.begin != nullptr) guard_ = guard(range);
  int killed = 0;
  mdb_reader_check(env_, &killed);
  open_tables();
  reader_ = std::make_unique<LogReader>(*folder_);
  take_bounds();
}

void EventLog::open_tables() {
  Tables tables{};
  const int code = open_all_tables(env_, tables);
  if (code != 0) fail(code, "open");
  events_ = tables.events;
  meta_ = tables.metadata;
  sums_ = tables.sums;
}

void EventLog::take_bounds() {
  const uint64_t after = epochs_.back(), first = reader_->first();
  if (first != 0 && first != after + 1)
    damaged(fmt::format("it begins with event {}, and not with {}", first, after + 1));
  last_ = std::max(reader_->last(), after);
}

LogReader& EventLog::reader_of(size_t epoch) const {
  if (epoch + 1 == epochs_.size()) return *reader_;
  older_.resize(epochs_.size());
  if (!older_[epoch]) {
    const OpenFolder folder(*pier_, epoch_folder(epochs_[epoch]));
    if (!folder.has(kData)) damaged_at(folder, "it is gone");
    auto reader = std::make_unique<LogReader>(folder);
    const uint64_t first = epochs_[epoch] + 1, last = epochs_[epoch + 1];
    if (reader->first() != first || reader->last() != last) {
      damaged_at(folder, fmt::format("it has the events from {} to {}, and the next epoch begins after {}",
                                     reader->first(), reader->last(), last));
    }
    older_[epoch] = std::move(reader);
  }
  return *older_[epoch];
}

void EventLog::refresh(uint64_t reached) {
  GALENA_CHECK(owner_.is_here());
  reader_->refresh();
  take_bounds();
  compare_with(reached);
}

void EventLog::compare_with(uint64_t reached) const {
  if (reached <= last_) return;
  throw HostFailure{
      FailureKind::damaged,
      fmt::format("error: {0}/data.mdb ends with event {1}, but event {2} was written: the log is damaged or an older "
                  "copy; put back the newest one (or, to go on from event {1}, remove {0}/tail and {3}/.urb/galena)",
                  folder(), last(), reached, pier_->path())};
}

void EventLog::fail(int code, const std::string& doing, size_t bytes) const {
  fail_at(*folder_, code, doing, bytes);
}

void EventLog::damaged(const std::string& what) const {
  damaged_at(*folder_, what);
}

uint64_t EventLog::read_tail() const {
  if (!tail_ || !tail_->ok()) return 0;
  return parse_tail(tail_->read_up_to(sizeof(Tail))).value_or(0);
}

void EventLog::write_tail() {
  if (!tail_->ok()) tail_ = std::make_unique<OpenFile>(*folder_, "tail", O_RDWR | O_CREAT);
  if (!tail_->ok()) return;
  const auto bytes = make_tail(last_);
  GALENA_CHECK(read_tail() <= last_ && parse_tail(bytes) == last_);
  // Not synced: it must never claim more than the log has, and may claim less.
  const ssize_t written = pwrite(tail_->fd(), bytes.data(), bytes.size(), 0);
  (void)written;
}

std::optional<Identity> EventLog::identity() const {
  GALENA_CHECK(owner_.is_here());
  uint64_t words[4][2] = {};
  constexpr const char* kKeys[] = {"life", "version", "who", "fake"};
  for (size_t i = 0; i < std::size(kKeys); ++i) {
    const std::optional<std::vector<uint8_t>> bytes = reader_->metadata(kKeys[i]);
    if (!bytes && i == 0) return std::nullopt;
    if (!bytes || bytes->size() > sizeof words[i]) damaged(fmt::format("it does not say whose it is (%{})", kKeys[i]));
    if (!bytes->empty()) memcpy(words[i], bytes->data(), bytes->size());
  }
  const Identity identity{{words[2][0], words[2][1]},
                          words[3][0] == 0,
                          static_cast<uint32_t>(words[0][0]),
                          static_cast<uint32_t>(words[1][0])};
  const std::optional<uint32_t> sum = reader_->sum(kMetadataKey);
  if (words[0][0] > UINT32_MAX || (sum && *sum != sum_of(identity))) damaged("it is not whose it was");
  return identity;
}

void EventLog::set_identity(const Identity& given) {
  GALENA_CHECK(owner_.is_here());
  GALENA_CHECK(mode_ != Mode::read && last_ == 0 && given.life > 0);
  Identity identity = given;
  identity.version = kVersion;
  int code = write_identity(env_, identity, &sums_);
  if (code != 0) fail(code, "write the metadata of");
  // The same at the top, where the public runtime looks first.
  const OpenFolder top(*pier_, kTop);
  // A copy of what is below: of a boot that did not come to its end.
  if (top.has(kData) && !is_sound(top)) unlinkat(top.fd(), kData, 0);
  MDB_env* const env = open_environment(top, code);
  if (env == nullptr) fail(code, "write the metadata above");
  code = write_identity(env, identity, nullptr);
  mdb_env_close(env);
  if (code != 0) fail(code, "write the metadata above");
  top.sync();
  reader_->refresh();
  GALENA_CHECK(this->identity() == identity);
}

void EventLog::append(std::span<const std::vector<uint8_t>> entries) {
  GALENA_CHECK(mode_ != Mode::read);
  // Nobody else appends meanwhile.
  struct Appending {
    std::atomic<bool>& busy;
    const bool alone = !busy.exchange(true);
    ~Appending() { busy = false; }
  } const appending{appending_};
  GALENA_CHECK(appending.alone);
  Transaction txn(env_, 0);
  int code = txn.code();
  uint64_t number = last_;
  GALENA_CHECK(code != 0 || ends_with(txn.get(), number));
  for (const std::vector<uint8_t>& entry : entries) {
    if (code != 0) break;
    GALENA_CHECK(parse_entry(entry));
    ++number;
    MDB_val key = value_of(number);
    MDB_val value{entry.size(), const_cast<uint8_t*>(entry.data())};
    code = mdb_put(txn.get(), events_, &key, &value, MDB_APPEND);
    if (code != 0) continue;
    uint32_t sum = crc32c(entry.data(), entry.size());
    MDB_val sum_value = value_of(sum);
    code = mdb_put(txn.get(), sums_, &key, &sum_value, MDB_APPEND);
  }
  if (code == 0) code = txn.commit();
  if (code != 0) {
    size_t bytes = 0;
    for (const std::vector<uint8_t>& entry : entries) bytes += entry.size();
    fail(code, "write events to", bytes);
  }
  GALENA_CHECK(number == last_ + entries.size());
  GALENA_CHECK(entries.empty() || !GALENA_NOW_AND_THEN(64) || has(number, entries.back()));
  last_ = number;
  write_tail();
  // What a reader that was killed has left behind keeps pages from being used again.
  int killed = 0;
  if (++groups_ % kGroupsBetweenLooks == 0) mdb_reader_check(env_, &killed);
}

void EventLog::read(uint64_t from, uint64_t to, const std::function<bool(const LoggedEvent&)>& visit) const {
  GALENA_CHECK(owner_.is_here());
  if (from > to) return;
  GALENA_CHECK(from > 0);
  reader_->refresh();
  if (from <= epochs_.front()) {
    throw HostFailure{FailureKind::usage, fmt::format("error: the log of {} begins with event {}: the epochs before it "
                                                      "are gone (galena log DIR chop)",
                                                      pier_->path(), epochs_.front() + 1)};
  }
  bool goes_on = true;
  for (size_t i = 0; i < epochs_.size() && goes_on; ++i) {
    const bool is_newest = i + 1 == epochs_.size();
    const uint64_t begin = std::max(from, epochs_[i] + 1), end = is_newest ? to : std::min(to, epochs_[i + 1]);
    if (begin > end) continue;
    reader_of(i).read(begin, end, [&](uint64_t number, std::span<const uint8_t> bytes, std::optional<uint32_t> sum) {
      const auto fault = [&](const std::string& what) {
        if (is_newest) damaged(what);
        damaged_at(OpenFolder(*pier_, epoch_folder(epochs_[i])), what);
      };
      const std::optional<Entry> entry = parse_entry(bytes);
      if (!entry) fault(fmt::format("event {} is too short", number));
      if (sum && crc32c(bytes.data(), bytes.size()) != *sum)
        fault(fmt::format("event {} is not what was written", number));
      goes_on = visit({number, entry->mug, entry->jam, sum.has_value()});
      return goes_on;
    });
  }
}

bool EventLog::check_pages() const {
  GALENA_CHECK(owner_.is_here());
  const OpenFolder top(*pier_, kTop);
  // The copy of the metadata.
  if (top.has(kData) && !LogReader(top).check_all()) return false;
  for (size_t i = 0; i + 1 < epochs_.size(); ++i) {
    if (!reader_of(i).check_all()) return false;
  }
  return reader_->check_all();
}

bool EventLog::has(uint64_t number, std::span<const uint8_t> entry) const {
  bool is_there = false;
  LogReader(*folder_).read(number, number, [&](uint64_t, std::span<const uint8_t> bytes, std::optional<uint32_t>) {
    is_there = std::ranges::equal(entry, bytes);
    return true;
  });
  return is_there;
}

bool EventLog::ends_with(MDB_txn* txn, uint64_t number) const {
  const Cursor cursor(txn, events_);
  MDB_val key, value;
  if (cursor.code() != 0) return true;  // the disk says no: others will find out
  const int code = mdb_cursor_get(cursor.get(), &key, &value, MDB_LAST);
  if (code == MDB_NOTFOUND) return number == epochs_.back();
  return code != 0 || memcmp(key.mv_data, &number, sizeof number) == 0;
}

}  // namespace galena::host
