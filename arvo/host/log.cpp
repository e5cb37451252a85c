#include "arvo/host/log.h"

#include <errno.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <lmdb.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <utility>

#include "arvo/host/failure.h"
#include "arvo/host/guard.h"
#include "nock/base/check.h"
#include "nock/base/checksum.h"

namespace galena::host {
namespace {

// Address space, not memory: the file grows as it is written.
constexpr size_t kMapSize = size_t{1} << 40;
constexpr size_t kSmallMapSize = size_t{1} << 34;

// The layout of the public runtime: metadata at the top, events in an epoch. We write one epoch, the first.
constexpr const char* kTop = "/.urb/log";
constexpr const char* kEpoch = "/.urb/log/0i0";
constexpr uint32_t kVersion = 3;
constexpr const char* kEpochVersion = "2";
constexpr const char* kAdvice = "put back a copy of the log";

constexpr size_t kMugBytes = 4;

struct Tail {
  uint64_t last;
  uint32_t sum;
  uint32_t zero = 0;
};

void make_folder(const std::string& path) {
  if (mkdir(path.c_str(), 0700) == 0 || errno == EEXIST) return;
  throw HostFailure{FailureKind::disk, fmt::format("error: cannot make the folder {}: {}", path, strerror(errno))};
}

void sync_folder(const std::string& path) {
  const int fd = open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return;
  fsync(fd);
  close(fd);
}

void write_text(const std::string& path, std::string_view text) {
  const std::string part = path + ".tmp";
  const int fd = open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  const bool ok = fd >= 0 && write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && fsync(fd) == 0;
  const int code = errno;
  if (fd >= 0) close(fd);
  if (!ok || rename(part.c_str(), path.c_str()) != 0) {
    throw HostFailure{FailureKind::disk, fmt::format("error: cannot write {}: {}", path, strerror(ok ? errno : code))};
  }
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

int get_atom(MDB_txn* txn, MDB_dbi table, const char* key, uint64_t (&words)[2]) {
  MDB_val k{strlen(key), const_cast<char*>(key)};
  MDB_val v;
  if (const int code = mdb_get(txn, table, &k, &v); code != 0) return code;
  words[0] = words[1] = 0;
  memcpy(words, v.mv_data, std::min(v.mv_size, sizeof words));
  return 0;
}

int put_identity(MDB_txn* txn, MDB_dbi table, const Identity& identity) {
  int code = put_atom(txn, table, "version", identity.version);
  if (code == 0) code = put_atom(txn, table, "who", identity.who[0], identity.who[1]);
  if (code == 0) code = put_atom(txn, table, "fake", identity.fake ? 0 : 1);
  if (code == 0) code = put_atom(txn, table, "life", identity.life);
  return code;
}

MDB_env* open_environment(const std::string& folder, unsigned flags, int& code) {
  MDB_env* env = nullptr;
  for (const size_t size : {kMapSize, kSmallMapSize}) {
    if ((code = mdb_env_create(&env)) != 0) return nullptr;
    mdb_env_set_assert(env, on_assertion);
    mdb_env_set_maxdbs(env, 3);
    if ((code = mdb_env_set_mapsize(env, size)) == 0) code = mdb_env_open(env, folder.c_str(), flags, 0600);
    if (code == 0) return env;
    mdb_env_close(env);
    if (code != ENOMEM) break;
  }
  return nullptr;
}

bool is_torn(int code) {
  return code == MDB_INVALID || code == MDB_CORRUPTED || code == MDB_VERSION_MISMATCH;
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

EventLog::EventLog(const std::string& pier, Mode mode) : folder_(pier + kEpoch), mode_(mode) {
  try {
    open_or_create(pier);
    // Before the transaction: a host that runs beside us may write more at any time.
    const uint64_t tail = read_tail();
    Transaction txn(env_, mode == Mode::read ? MDB_RDONLY : 0);
    if (txn.code() != 0) fail(txn.code(), "open");
    open_tables(txn.get());
    find_bounds(txn.get());
    if (const int code = txn.commit(); code != 0) fail(code, "open");
    compare_with_tail(tail);
    if (mode == Mode::create) {
      for (const std::string& folder : {folder_, pier + kTop, pier + "/.urb", pier}) sync_folder(folder);
    }
  } catch (...) {
    close_all();
    throw;
  }
}

EventLog::~EventLog() {
  close_all();
}

void EventLog::close_all() {
  unguard(guard_);
  if (env_ != nullptr) mdb_env_close(env_);
  if (tail_ >= 0) close(tail_);
}

void EventLog::open_or_create(const std::string& pier) {
  if (mode_ == Mode::create) {
    for (const std::string& folder : {pier, pier + "/.urb", pier + kTop, folder_}) make_folder(folder);
    write_text(folder_ + "/epoc.txt", kEpochVersion);
    write_text(folder_ + "/vere.txt", "galena");
  } else if (access((folder_ + "/data.mdb").c_str(), F_OK) != 0) {
    // A pier of an older runtime has its events at the top.
    folder_ = pier + kTop;
    if (access((folder_ + "/data.mdb").c_str(), F_OK) != 0) {
      throw HostFailure{FailureKind::usage,
                        fmt::format("error: {} is no pier: it has no event log (galena boot makes one)", pier)};
    }
  }
  const std::string data = folder_ + "/data.mdb", tail = folder_ + "/tail";
  const OpeningGuard opening(data, kAdvice);
  int code = 0;
  env_ = open_environment(folder_, mode_ == Mode::read ? MDB_RDONLY : 0, code);
  // A boot that did not come to its end may have left pages that were never synced. Nothing was promised: no tail.
  if (env_ == nullptr && mode_ == Mode::create && is_torn(code) && access(tail.c_str(), F_OK) != 0) {
    unlink(data.c_str());
    env_ = open_environment(folder_, 0, code);
  }
  // A disk that cannot be written to has no place for the readers' table.
  if (env_ == nullptr && mode_ == Mode::read && (code == EROFS || code == EACCES)) {
    env_ = open_environment(folder_, MDB_RDONLY | MDB_NOLOCK, code);
  }
  if (env_ == nullptr) fail(code, "open");
  GuardedRange range = find_mapping(data);
  range.file = data;
  range.advice = kAdvice;
  if (range.begin != nullptr) guard_ = guard(range);
  tail_ = open(tail.c_str(), (mode_ == Mode::read ? O_RDONLY : O_RDWR) | O_CLOEXEC);
}

void EventLog::open_tables(MDB_txn* txn) {
  const unsigned create = mode_ == Mode::read ? 0 : MDB_CREATE;
  int code = mdb_dbi_open(txn, "EVENTS", create | MDB_INTEGERKEY, &events_);
  if (code != 0) fail(code, "open the events of");
  code = mdb_dbi_open(txn, "META", create, &meta_);
  if (code != 0) fail(code, "open the metadata of");
  code = mdb_dbi_open(txn, "GALENA", create | MDB_INTEGERKEY, &sums_);
  if (code != 0 && code != MDB_NOTFOUND) fail(code, "open the checksums of");
  has_sums_ = code == 0;
}

void EventLog::find_bounds(MDB_txn* txn) {
  const Cursor cursor(txn, events_);
  if (cursor.code() != 0) fail(cursor.code(), "read");
  MDB_val key, value;
  const auto number_at = [&](MDB_cursor_op place) -> uint64_t {
    const int code = mdb_cursor_get(cursor.get(), &key, &value, place);
    if (code == MDB_NOTFOUND) return 0;
    if (code != 0) fail(code, "read");
    uint64_t number;
    if (key.mv_size != sizeof number) fail(MDB_CORRUPTED, "read");
    memcpy(&number, key.mv_data, sizeof number);
    return number;
  };
  first_ = number_at(MDB_FIRST);
  last_ = number_at(MDB_LAST);
  if (first_ > last_) fail(MDB_CORRUPTED, "read");
}

void EventLog::compare_with_tail(uint64_t tail) const {
  if (tail <= last_) return;
  throw HostFailure{
      FailureKind::damaged,
      fmt::format("error: {0}/data.mdb ends with event {1}, but event {2} was written: the log is damaged or an older "
                  "copy; put back the newest one (or, to go on from event {1}, remove {0}/tail and the checkpoint)",
                  folder_, last(), tail)};
}

void EventLog::fail(int code, const std::string& doing) const {
  const std::string file = folder_ + "/data.mdb";
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
    case ENOSPC:
    case MDB_MAP_FULL:
      throw HostFailure{FailureKind::disk,
                        fmt::format("error: cannot {} {}: the disk is full; make room and start again", doing, file)};
    case EROFS:
    case EACCES:
      throw HostFailure{FailureKind::disk, fmt::format("error: cannot {} {}: {}; make it writable and start again",
                                                       doing, file, strerror(code))};
    default:
      throw HostFailure{FailureKind::disk, fmt::format("error: cannot {} {}: {}", doing, file, mdb_strerror(code))};
  }
}

void EventLog::damaged(uint64_t number, const std::string& what) const {
  throw HostFailure{
      FailureKind::damaged,
      fmt::format("error: {}/data.mdb is damaged: event {} {}; put back a copy of the log", folder_, number, what)};
}

uint64_t EventLog::read_tail() const {
  std::array<uint8_t, sizeof(Tail)> bytes;
  if (tail_ < 0 || pread(tail_, bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) return 0;
  return parse_tail(bytes).value_or(0);
}

void EventLog::write_tail() {
  if (tail_ < 0) tail_ = open((folder_ + "/tail").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (tail_ < 0) return;
  const auto bytes = make_tail(last_);
  GALENA_CHECK(read_tail() <= last_ && parse_tail(bytes) == last_);
  // Not synced: it must never claim more than the log has, and may claim less.
  const ssize_t written = pwrite(tail_, bytes.data(), bytes.size(), 0);
  (void)written;
}

std::optional<Identity> EventLog::identity() const {
  GALENA_CHECK(owner_.is_here());
  Transaction txn(env_, MDB_RDONLY);
  if (txn.code() != 0) fail(txn.code(), "read");
  uint64_t version[2], who[2], fake[2], life[2];
  const int code = get_atom(txn.get(), meta_, "life", life);
  if (code == MDB_NOTFOUND) return std::nullopt;
  if (code != 0) fail(code, "read the metadata of");
  for (const auto& [key, words] : {std::pair{"version", &version}, {"who", &who}, {"fake", &fake}}) {
    if (const int c = get_atom(txn.get(), meta_, key, *words); c != 0) fail(c, "read the metadata of");
  }
  return Identity{{who[0], who[1]}, fake[0] == 0, static_cast<uint32_t>(life[0]), static_cast<uint32_t>(version[0])};
}

void EventLog::set_identity(const Identity& given) {
  GALENA_CHECK(owner_.is_here());
  GALENA_CHECK(mode_ != Mode::read && last_ == 0 && given.life > 0);
  Identity identity = given;
  identity.version = kVersion;
  {
    Transaction txn(env_, 0);
    int code = txn.code();
    if (code == 0) code = put_identity(txn.get(), meta_, identity);
    if (code == 0) code = txn.commit();
    if (code != 0) fail(code, "write the metadata of");
  }
  // The same at the top, where the public runtime looks first.
  const std::string top = folder_.substr(0, folder_.rfind("/0i0"));
  int code = 0;
  MDB_env* env = open_environment(top, 0, code);
  if (env == nullptr && is_torn(code)) {
    // A copy of what is below: of a boot that did not come to its end.
    unlink((top + "/data.mdb").c_str());
    env = open_environment(top, 0, code);
  }
  if (env == nullptr) fail(code, "write the metadata above");
  {
    Transaction txn(env, 0);
    MDB_dbi table;
    code = txn.code();
    if (code == 0) code = mdb_dbi_open(txn.get(), "META", MDB_CREATE, &table);
    if (code == 0) code = put_identity(txn.get(), table, identity);
    if (code == 0) code = txn.commit();
  }
  mdb_env_close(env);
  if (code != 0) fail(code, "write the metadata above");
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
    if (code != 0 || !has_sums_) continue;
    uint32_t sum = crc32c(entry.data(), entry.size());
    MDB_val sum_value = value_of(sum);
    code = mdb_put(txn.get(), sums_, &key, &sum_value, MDB_APPEND);
  }
  if (code == 0) code = txn.commit();
  if (code != 0) fail(code, "write events to");
  GALENA_CHECK(number == last_ + entries.size());
  GALENA_CHECK(entries.empty() || !GALENA_NOW_AND_THEN(64) || has(number, entries.back()));
  if (first_ == 0 && number != 0) first_ = 1;
  last_ = number;
  write_tail();
}

void EventLog::read(uint64_t from, uint64_t to, const std::function<bool(const LoggedEvent&)>& visit) const {
  GALENA_CHECK(owner_.is_here());
  if (from > to) return;
  GALENA_CHECK(from > 0);
  Transaction txn(env_, MDB_RDONLY);
  if (txn.code() != 0) fail(txn.code(), "read");
  Cursor cursor(txn.get(), events_);
  if (cursor.code() != 0) fail(cursor.code(), "read");
  uint64_t number = from;
  MDB_val key = value_of(number), value;
  int code = mdb_cursor_get(cursor.get(), &key, &value, MDB_SET_KEY);
  for (; number <= to; ++number) {
    if (code == MDB_NOTFOUND) damaged(number, "is missing");
    if (code != 0) fail(code, "read");
    uint64_t found;
    if (key.mv_size != sizeof found) damaged(number, "has no number");
    memcpy(&found, key.mv_data, sizeof found);
    if (found != number) damaged(number, "is missing");
    const std::span bytes(static_cast<const uint8_t*>(value.mv_data), value.mv_size);
    const std::optional<Entry> entry = parse_entry(bytes);
    if (!entry) damaged(number, "is too short");
    if (has_sums_) {
      MDB_val sum_key = value_of(number), sum;
      const int sum_code = mdb_get(txn.get(), sums_, &sum_key, &sum);
      if (sum_code != 0 && sum_code != MDB_NOTFOUND) fail(sum_code, "read the checksums of");
      uint32_t wanted = 0;
      if (sum_code == 0 && sum.mv_size == sizeof wanted) {
        memcpy(&wanted, sum.mv_data, sizeof wanted);
        if (crc32c(bytes.data(), bytes.size()) != wanted) damaged(number, "is not what was written");
      }
    }
    if (!visit({number, entry->mug, entry->jam})) return;
    if (number < to) code = mdb_cursor_get(cursor.get(), &key, &value, MDB_NEXT);
  }
}

bool EventLog::has(uint64_t number, std::span<const uint8_t> entry) const {
  const Transaction txn(env_, MDB_RDONLY);
  MDB_val key = value_of(number), value;
  if (txn.code() != 0 || mdb_get(txn.get(), events_, &key, &value) != 0) return false;
  return std::ranges::equal(entry, std::span(static_cast<const uint8_t*>(value.mv_data), value.mv_size));
}

bool EventLog::ends_with(MDB_txn* txn, uint64_t number) const {
  const Cursor cursor(txn, events_);
  MDB_val key, value;
  if (cursor.code() != 0) return true;  // the disk says no: others will find out
  const int code = mdb_cursor_get(cursor.get(), &key, &value, MDB_LAST);
  if (code == MDB_NOTFOUND) return number == 0;
  return code != 0 || memcmp(key.mv_data, &number, sizeof number) == 0;
}

uint64_t EventLog::checked_events(uint64_t from, uint64_t to) const {
  GALENA_CHECK(owner_.is_here());
  if (!has_sums_) return 0;
  Transaction txn(env_, MDB_RDONLY);
  if (txn.code() != 0) fail(txn.code(), "read");
  uint64_t count = 0;
  for (uint64_t number = from; number <= to; ++number) {
    MDB_val key = value_of(number), sum;
    if (mdb_get(txn.get(), sums_, &key, &sum) == 0) ++count;
  }
  return count;
}

}  // namespace galena::host
