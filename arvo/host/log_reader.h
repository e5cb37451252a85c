// The log's file, read without LMDB: page by page, each copied and looked at (log_page.h) before it is believed, so
// that whatever the file has been changed into, what comes of it is what was written, or damage with its place.
//
// It takes no part in LMDB's table of readers: a reader that stands still, or was killed, keeps nothing from being used
// again. Instead it asks, after each page that it has copied, whether a writer can have come to it: LMDB gives what a
// transaction no longer needs to the one after the next. If so it begins again with what the log is then, at the event
// that it had come to. What has been visited stays true: events are never written a second time.
//
// A reader belongs to one thread; the file may be written to by others. All functions throw HostFailure where the file
// is damaged or cannot be read.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "arvo/host/log_page.h"
#include "arvo/host/pier_files.h"

namespace galena::host {

class LogReader {
 public:
  // `data.mdb` of a folder, as it is now. One of no bytes has no tables.
  explicit LogReader(const OpenFolder& folder);
  LogReader(const LogReader&) = delete;
  LogReader& operator=(const LogReader&) = delete;

  // Looks again.
  void refresh();

  // Whether there are tables of events and of metadata.
  bool has_events() const { return seen_.has_events; }
  bool has_sums() const { return seen_.has_sums; }
  // The numbers of the first event and of the last; 0 where there are none. They have no gaps.
  uint64_t first() const { return seen_.first; }
  uint64_t last() const { return seen_.last; }
  // A value of META.
  std::optional<std::vector<uint8_t>> metadata(std::string_view key);

  // Calls `visit` for the events [from, to], in order, with the checksum that GALENA has for each, until it returns
  // false. What it is given is good during the call.
  using Visit = std::function<bool(uint64_t number, std::span<const uint8_t> entry, std::optional<uint32_t> sum)>;
  void read(uint64_t from, uint64_t to, const Visit& visit);
  std::optional<uint32_t> sum(uint64_t number);

  // Looks at all that LMDB comes to when it appends: both metas, the tables, the free list, and the way to the last
  // event and its sum; and that nothing that is in use is on the free list. In proportion to the free list.
  void check_for_writing();
  // Looks at every page. False where a writer would not let it come to an end.
  bool check_all();

 private:
  // What the newest meta says, and what was found from there.
  struct Seen {
    MetaPage meta;
    bool has_events = false, has_sums = false;
    TreeRecord events, metadata, sums;
    uint64_t first = 0, last = 0;
  };
  struct Damage {
    uint64_t page;
    std::string what;
  };
  struct Stale {};
  class Place;
  class Survey;

  // Does a work that reads pages; again, from its begin, where the log went on meanwhile.
  void steadily(const std::function<void()>& work);
  MetaPage newest_meta() const;
  Seen look(const MetaPage& meta);
  std::optional<TreeRecord> table(const MetaPage& meta, std::string_view name, Keys keys);
  void copy(uint64_t page, uint64_t bytes, std::vector<uint8_t>& to) const;
  std::span<const uint8_t> value_of(const TreePage& page, size_t i, std::vector<uint8_t>& large) const;
  static uint32_t sum_at(Place& place);
  bool is_overtaken() const;
  [[noreturn]] void fail(const Damage& damage) const;

  OpenFile file_;
  Seen seen_;
};

}  // namespace galena::host
