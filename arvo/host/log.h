// The event log: an LMDB environment with the schema of the public runtime, so that either side reads the other's.
//
//   EVENTS   number (8 bytes, native order, integer keys) -> mug of the state after it (4 bytes, little-endian; 0 for
//            the events of the boot) and the jam of the event
//   META     version, who (identity), fake (0 is yes, and zeros at the end are not stored), life (the number of events
//            of the lifecycle formula)
//   GALENA   number -> crc32c of the value in EVENTS; 0 -> of who, fake and life: ours alone, and absent where another
//            runtime wrote
//
// Numbers begin at 1 and have no gaps. The log lies in epochs (epoch.h), of which the newest is written to; older ones
// may have been let go of, and then it begins later. A batch is one transaction: it is on disk as a whole when `append`
// returns, or it was never there. All functions are for one thread but `append`, which may be called from any, one call
// at a time.
//
// LMDB writes, and it alone; what is read is read by log_reader.h, which believes nothing that it has not looked at.
// So is all that LMDB will come to, before it is opened: it takes the form of its pages on trust. It copies pages on
// write and so leaves what is durable alone; that the log ends early is seen by a file beside it, `tail`, which says
// how far it reached when it was last written to, and by the checkpoint. A log that ends before them has lost events.
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
#include "arvo/host/pier_files.h"

struct MDB_env;
struct MDB_txn;

namespace galena::host {

class LogReader;

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
  bool is_checked;               // by its checksum; one that another runtime wrote has none
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

// Makes a log without events in a folder, durably but for its names: whose it is. Throws HostFailure.
void make_log(const OpenFolder& folder, const Identity& identity);

class EventLog {
 public:
  enum class Mode { read, write, create };
  // The log of the pier `pier`. Throws HostFailure: no log, damage, one that ends before what is known of it; to
  // create, where there is a machine, in whatever layout.
  EventLog(const std::string& pier, Mode mode);
  ~EventLog();
  EventLog(const EventLog&) = delete;
  EventLog& operator=(const EventLog&) = delete;

  const std::string& folder() const { return folder_->path(); }
  // The events that there are; 0 where there never was one. There is none where the first is behind the last: an epoch
  // that has just begun, alone.
  uint64_t first() const { return last_ == 0 ? 0 : epochs_.front() + 1; }
  uint64_t last() const { return last_; }
  // The epochs, each by the number of the event that it begins after; in order.
  const std::vector<uint64_t>& epochs() const { return epochs_; }
  // To read, beside a host that writes: looks at how far the log has come. Throws HostFailure where that is less than
  // `reached`, which was known to be written.
  void refresh(uint64_t reached);

  std::optional<Identity> identity() const;
  // Before the first event; the version is ours.
  void set_identity(const Identity& identity);

  // Writes the events that follow the last, each as make_entry has it, durably. Throws HostFailure, with nothing
  // written. `last` tells of it when it has returned.
  void append(std::span<const std::vector<uint8_t>> entries);

  // Calls `visit` for the events [from, to], from 1 on and in order, until it returns false. Throws HostFailure at a
  // gap or damage. However long it takes, it keeps nothing of the log from whoever writes to it.
  void read(uint64_t from, uint64_t to, const std::function<bool(const LoggedEvent&)>& visit) const;

  // Looks at every page of the files, also at those that no event is read from. False where a host that writes to the
  // newest would not let it come to an end. Throws HostFailure.
  bool check_pages() const;

 private:
  // The steps of the constructor.
  void find_folder(const OpenFolder& pier);
  void make_folders(const OpenFolder& pier);
  void open_to_write();
  void open_tables();
  void sync_folders(const OpenFolder& pier) const;

  [[noreturn]] void fail(int code, const std::string& doing, size_t bytes = 0) const;
  [[noreturn]] void damaged(const std::string& what) const;
  // The reader of an epoch. An older one is looked at when it is asked for: no start needs it.
  LogReader& reader_of(size_t epoch) const;
  // Whether the log has this event; whether EVENTS ends with it, as a transaction sees it.
  bool has(uint64_t number, std::span<const uint8_t> entry) const;
  bool ends_with(MDB_txn* txn, uint64_t number) const;
  void compare_with(uint64_t reached) const;
  uint64_t read_tail() const;
  void write_tail();
  void take_bounds();

  std::unique_ptr<OpenFolder> pier_, folder_;
  Mode mode_;
  std::vector<uint64_t> epochs_;
  std::unique_ptr<LogReader> reader_;                      // of the newest
  mutable std::vector<std::unique_ptr<LogReader>> older_;  // of those before it, where they were asked for
  // Where events are written.
  MDB_env* env_ = nullptr;
  unsigned events_ = 0, meta_ = 0, sums_ = 0;
  // Written by `append`, whose thread may be another.
  std::atomic<uint64_t> last_ = 0;
  std::unique_ptr<OpenFile> tail_;
  int guard_ = -1;
  OwnerThread owner_;
  std::atomic<bool> appending_ = false;
  uint64_t groups_ = 0;  // written
};

}  // namespace galena::host
