// The event log: an LMDB environment with the schema of the public runtime, so that either side reads the other's.
//
//   EVENTS   number (8 bytes, native order, integer keys) -> mug of the state after it (4 bytes, little-endian; 0 for
//            the events of the boot) and the jam of the event
//   META     version, who (identity), fake (0 is yes, and zeros at the end are not stored), life (the number of events
//            of the lifecycle formula)
//   GALENA   number -> crc32c of the value in EVENTS: ours alone, and absent where another runtime wrote
//
// Numbers begin at 1 and have no gaps. A batch is one transaction: it is on disk as a whole when `append` returns, or
// it was never there. LMDB copies pages on write and so leaves what is durable alone; what it cannot see is damage to
// pages: for that there are the checksums, and a file beside the log, `tail`, that says how far the log reached when it
// was last written to. A log that ends before its tail has lost events.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

struct MDB_env;

namespace galena::host {

struct Identity {
  std::array<uint64_t, 2> who{};  // the ship, low half first
  bool fake = true;
  uint32_t life = 0;
  uint32_t version = 3;
};

struct LoggedEvent {
  uint64_t number;
  uint32_t mug;                  // 0: unknown
  std::span<const uint8_t> jam;  // valid during the call only
};

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
  void set_identity(const Identity& identity);

  // An event as it is stored: mug and jam.
  static std::vector<uint8_t> entry(uint32_t mug, std::span<const uint8_t> jam);
  // Writes the events that follow the last, durably. Throws HostFailure, with nothing written. May be called from
  // another thread than the other functions, one call at a time.
  void append(std::span<const std::vector<uint8_t>> entries);

  // Calls `visit` for the events [from, to], in order, until it returns false. Throws HostFailure at a gap or damage.
  void read(uint64_t from, uint64_t to, const std::function<bool(const LoggedEvent&)>& visit) const;

  // How many events of a range have a checksum; the others cannot be checked.
  uint64_t checked_events(uint64_t from, uint64_t to) const;

 private:
  [[noreturn]] void fail(int code, const std::string& doing) const;
  uint64_t read_tail() const;
  void write_tail();

  std::string folder_;
  MDB_env* env_ = nullptr;
  unsigned events_ = 0, meta_ = 0, sums_ = 0;
  bool has_sums_ = false;
  uint64_t first_ = 0, last_ = 0;
  int tail_ = -1;
  int guard_ = -1;
};

}  // namespace galena::host
