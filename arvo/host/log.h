// The event log: an LMDB environment with the schema of the public runtime, so that either side reads the other's.
//
//   EVENTS   number (8 bytes, native order, integer keys) -> mug of the state after it (4 bytes, little-endian; 0 for
//            the events of the boot) and the jam of the event
//   META     version, who (identity), fake (0 is yes, and zeros at the end are not stored), life (the number of events
//            of the lifecycle formula)
//   GALENA   number -> crc32c of the value in EVENTS: ours alone, and absent where another runtime wrote
//
// Numbers begin at 1 and have no gaps. A batch is one transaction: it is on disk as a whole when `append` returns, or
// it was never there. All functions are for one thread but `append`, which may be called from any, one call at a time.
//
// LMDB copies pages on write and so leaves what is durable alone; what it cannot see is damage to pages: for that there
// are the checksums, and a file beside the log, `tail`, that says how far the log reached when it was last written to.
// A log that ends before its tail has lost events.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "arvo/host/owner_thread.h"

struct MDB_env;
struct MDB_txn;

namespace galena::host {

struct Identity {
  std::array<uint64_t, 2> who{};  // the ship, low half first
  bool fake = true;
  uint32_t life = 0;
  uint32_t version = 3;

  bool operator==(const Identity&) const = default;
};

struct LoggedEvent {
  uint64_t number;
  uint32_t mug;                  // 0: unknown
  std::span<const uint8_t> jam;  // valid during the call only
};

// An event as EVENTS has it, apart from its number.
std::vector<uint8_t> make_entry(uint32_t mug, std::span<const uint8_t> jam);
// The same taken apart, in place; nothing where there is no room for a mug and a jam. The jam is as it came: any bytes.
// Foreign bytes: fuzz_event.
struct Entry {
  uint32_t mug;
  std::span<const uint8_t> jam;
};
std::optional<Entry> parse_entry(std::span<const uint8_t> bytes);

// How far the log reached, as the file `tail` has it: the number of the last event, and its crc32c.
// Foreign bytes: fuzz_event.
std::optional<uint64_t> parse_tail(std::span<const uint8_t> bytes);
std::array<uint8_t, 16> make_tail(uint64_t last);

class EventLog {
 public:
  enum class Mode { read, write, create };
  // The log of the pier `pier`. Throws HostFailure.
  EventLog(const std::string& pier, Mode mode);
  ~EventLog();
  EventLog(const EventLog&) = delete;
  EventLog& operator=(const EventLog&) = delete;

  const std::string& folder() const { return folder_; }
  // 0 where there are no events.
  uint64_t first() const { return first_; }
  uint64_t last() const { return last_; }

  std::optional<Identity> identity() const;
  // Before the first event; the version is ours.
  void set_identity(const Identity& identity);

  // Writes the events that follow the last, each as make_entry has it, durably. Throws HostFailure, with nothing
  // written. `last` tells of it when it has returned.
  void append(std::span<const std::vector<uint8_t>> entries);

  // Calls `visit` for the events [from, to], from 1 on and in order, until it returns false. Throws HostFailure at a
  // gap or damage.
  void read(uint64_t from, uint64_t to, const std::function<bool(const LoggedEvent&)>& visit) const;

  // How many events of a range have a checksum; the others cannot be checked.
  uint64_t checked_events(uint64_t from, uint64_t to) const;

 private:
  // The steps of the constructor.
  void open_or_create(const std::string& pier);
  void open_tables(MDB_txn* txn);
  void find_bounds(MDB_txn* txn);
  void compare_with_tail(uint64_t tail) const;
  void close_all();

  [[noreturn]] void fail(int code, const std::string& doing) const;
  [[noreturn]] void damaged(uint64_t number, const std::string& what) const;
  // Whether the log has this event; whether EVENTS ends with it, as a transaction sees it.
  bool has(uint64_t number, std::span<const uint8_t> entry) const;
  bool ends_with(MDB_txn* txn, uint64_t number) const;
  uint64_t read_tail() const;
  void write_tail();

  std::string folder_;
  Mode mode_;
  MDB_env* env_ = nullptr;
  unsigned events_ = 0, meta_ = 0, sums_ = 0;
  bool has_sums_ = false;
  // Written by `append`, whose thread may be another.
  std::atomic<uint64_t> first_ = 0, last_ = 0;
  int tail_ = -1;
  int guard_ = -1;
  OwnerThread owner_;
  std::atomic<bool> appending_ = false;
};

}  // namespace galena::host
