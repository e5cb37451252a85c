#include "arvo/host/log_reader.h"

#include <errno.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <string.h>
#include <unistd.h>

#include <array>
#include <utility>

#include "nock/base/check.h"

namespace galena::host {
namespace {

// Where a meta page has the number of its transaction.
constexpr size_t kTransactionAt = 144;
constexpr size_t kMetaBytes = kTransactionAt + 8;
// A meta that is being written may be read in parts; it is read again until it stands still.
constexpr int kMetaTries = 1000;
// One commit takes longer than a way from the root to a leaf; so many times in a row nobody is overtaken.
constexpr int kOvertaken = 100'000;

std::span<const uint8_t> bytes_of(const uint64_t& number) {
  return {reinterpret_cast<const uint8_t*>(&number), sizeof number};
}

}  // namespace

// A place in a tree: a leaf, the way to it, and an entry of it.
class LogReader::Place {
 public:
  Place(const LogReader& reader, const TreeRecord& tree, Keys keys) : reader_(reader), tree_(tree), keys_(keys) {}

  // Each yields whether there is such an entry: the first one that is not below `key`; the first; the last; the next.
  bool seek(std::span<const uint8_t> key) {
    return descend([&](const TreePage& page) { return page.find(key, keys_); }) &&
           (compare_keys(this->key(), key, keys_) >= 0 || next());
  }
  bool first() {
    return descend([](const TreePage&) { return size_t{0}; });
  }
  bool last() {
    return descend([](const TreePage& page) { return page.size() - 1; });
  }
  bool next() {
    size_t level = levels_.size();
    while (level > 0 && levels_[level - 1].at + 1 == levels_[level - 1].page.size()) --level;
    if (level == 0) return false;
    ++levels_[level - 1].at;
    const size_t depth = levels_.size();
    levels_.erase(levels_.begin() + static_cast<ptrdiff_t>(level), levels_.end());
    while (levels_.size() < depth) enter(levels_.back().child(), 0);
    return true;
  }

  std::span<const uint8_t> key() const { return leaf().page.key(leaf().at); }
  uint64_t number() const { return leaf().page.number(leaf().at); }
  // Good until the place changes.
  std::span<const uint8_t> value() { return reader_.value_of(leaf().page, leaf().at, large_); }
  bool is_record() const { return leaf().page.value(leaf().at).is_record; }
  uint64_t page() const { return leaf().number; }

 private:
  struct Level {
    uint64_t number;
    std::vector<uint8_t> bytes;
    TreePage page;
    size_t at;
    uint64_t child() const { return page.child(at); }
  };
  const Level& leaf() const { return levels_.back(); }

  template <class Choose>
  bool descend(Choose&& choose) {
    levels_.clear();
    if (tree_.root == kNoPage) return false;
    enter(tree_.root, 0);
    levels_.back().at = choose(levels_.back().page);
    while (levels_.size() < tree_.depth) {
      enter(levels_.back().child(), 0);
      levels_.back().at = choose(levels_.back().page);
    }
    return true;
  }

  void enter(uint64_t number, size_t at) {
    std::vector<uint8_t> bytes;
    reader_.copy(number, reader_.seen_.meta.page_size, bytes);
    OrRefused<TreePage> page = parse_page(bytes, number, keys_);
    if (!page) throw Damage{number, page.why()};
    if (page.value().is_leaf() != (levels_.size() + 1 == tree_.depth)) throw Damage{number, "is of another level"};
    levels_.push_back({number, std::move(bytes), page.value(), at});
  }

  const LogReader& reader_;
  TreeRecord tree_;
  Keys keys_;
  std::vector<Level> levels_;
  std::vector<uint8_t> large_;
};

LogReader::LogReader(const OpenFolder& folder) : file_(folder, "data.mdb", O_RDONLY) {
  if (!file_.ok()) {
    const int code = file_.code();
    throw HostFailure{code == 0 || code == ELOOP ? FailureKind::usage : FailureKind::disk,
                      fmt::format("error: cannot read {}: {}", file_.path(), file_.why())};
  }
  refresh();
}

void LogReader::fail(const Damage& damage) const {
  throw HostFailure{FailureKind::damaged, fmt::format("error: {} is damaged: page {} {}; put back a copy of the log",
                                                      file_.path(), damage.page, damage.what)};
}

void LogReader::steadily(const std::function<void()>& work) {
  for (int tries = 0; tries < kOvertaken; ++tries) {
    std::optional<Damage> damage;
    try {
      work();
      return;
    } catch (const Stale&) {
    } catch (const Damage& found) {
      damage = found;
    }
    const MetaPage before = seen_.meta;
    try {
      const MetaPage meta = newest_meta();
      // What was found stands still: it is so.
      if (damage && meta == before) fail(*damage);
      seen_ = look(meta);
    } catch (const Stale&) {
    } catch (const Damage& found) {
      if (newest_meta() == before || tries > 0) fail(found);
    }
  }
  throw HostFailure{FailureKind::disk,
                    fmt::format("error: cannot read {}: it is written to faster than it is read", file_.path())};
}

MetaPage LogReader::newest_meta() const {
  std::string fault;
  for (int tries = 0; tries < kMetaTries; ++tries) {
    std::array<uint8_t, kMetaBytes> first, again, second;
    if (!file_.read(first.data(), first.size(), 0)) fail({0, errno == 0 ? "is cut off" : strerror(errno)});
    const OrRefused<MetaPage> one = parse_meta(first, 0);
    fault = "page 0 " + (one ? "" : one.why());
    if (one) {
      if (!file_.read(second.data(), second.size(), one.value().page_size)) {
        fail({1, errno == 0 ? "is cut off" : strerror(errno)});
      }
      const OrRefused<MetaPage> other = parse_meta(second, 1);
      fault = "page 1 " + (other ? "" : other.why());
      const bool is_still = file_.read(again.data(), again.size(), 0) && again == first;
      if (other && is_still) {
        const MetaPage &a = one.value(), &b = other.value();
        const uint64_t apart =
            a.transaction > b.transaction ? a.transaction - b.transaction : b.transaction - a.transaction;
        if (a.page_size == b.page_size && (apart == 1 || (a.transaction == 0 && b.transaction == 0))) {
          return a.transaction >= b.transaction ? a : b;
        }
        fault = "its two first pages do not fit one another";
      }
    }
    if (tries > 2) usleep(100);
    if (tries == 20) break;
  }
  throw HostFailure{FailureKind::damaged,
                    fmt::format("error: {} is damaged: {}; put back a copy of the log", file_.path(), fault)};
}

void LogReader::refresh() {
  if (file_.size() == 0) {
    seen_ = {};
    return;
  }
  steadily([&] { seen_ = look(newest_meta()); });
}

// Whether a writer can have come to what the snapshot has.
bool LogReader::is_overtaken() const {
  for (const size_t page : {size_t{0}, size_t{1}}) {
    uint64_t transaction;
    if (!file_.read(&transaction, sizeof transaction, page * seen_.meta.page_size + kTransactionAt)) return true;
    if (transaction > seen_.meta.transaction + 1) return true;
  }
  return false;
}

// Copies a page, or large ones.
void LogReader::copy(uint64_t page, uint64_t bytes, std::vector<uint8_t>& to) const {
  const uint64_t size = seen_.meta.page_size;
  if (page < 2 || page > seen_.meta.last_page || (bytes - 1) / size > seen_.meta.last_page - page) {
    throw Damage{page, "is none"};
  }
  // No room is made for a claim that the file does not back.
  if (bytes > size && (page * size + bytes > file_.size())) throw Damage{page, "is cut off"};
  to.resize(bytes);
  const bool ok = file_.read(to.data(), bytes, page * size);
  const int code = errno;
  if (is_overtaken()) throw Stale{};
  if (!ok) throw Damage{page, code == 0 ? "is cut off" : fmt::format("cannot be read ({})", strerror(code))};
}

std::span<const uint8_t> LogReader::value_of(const TreePage& page, size_t i, std::vector<uint8_t>& large) const {
  const TreePage::Value value = page.value(i);
  if (!value.is_large) return value.content;
  const uint64_t pages = pages_of(value.bytes, seen_.meta.page_size);
  copy(value.page, kPageHeader + value.bytes, large);
  if (const std::string fault = fault_of_large(large, value.page, pages); !fault.empty())
    throw Damage{value.page, fault};
  return std::span(large).subspan(kPageHeader);
}

std::optional<TreeRecord> LogReader::table(const MetaPage& meta, std::string_view name, Keys keys) {
  Place place(*this, meta.tables, Keys::texts);
  const std::span key(reinterpret_cast<const uint8_t*>(name.data()), name.size());
  if (!place.seek(key) || compare_keys(place.key(), key, Keys::texts) != 0) return std::nullopt;
  const auto record = place.is_record() ? parse_record(place.value()) : std::nullopt;
  if (!record) throw Damage{place.page(), fmt::format("has no table {}", name)};
  if (const std::string fault = fault_of_record(*record, keys, meta.last_page + 1); !fault.empty()) {
    throw Damage{place.page(), fault};
  }
  return record;
}

LogReader::Seen LogReader::look(const MetaPage& meta) {
  seen_.meta = meta;
  // The last pages may never have been written: they are free. But they are not many.
  constexpr uint64_t kUnwritten = uint64_t{1} << 30;
  if (meta.last_page * meta.page_size > file_.size() + kUnwritten) {
    throw Damage{meta.transaction % 2, "says that there are more pages than the file has"};
  }
  Seen seen;
  seen.meta = meta;
  const auto events = table(meta, "EVENTS", Keys::numbers), metadata = table(meta, "META", Keys::texts),
             sums = table(meta, "GALENA", Keys::numbers);
  if (!events || !metadata || !sums) {
    // The name of one that is not there may be damaged: then there is one of another name.
    size_t found = (events ? 1 : 0) + (metadata ? 1 : 0) + (sums ? 1 : 0);
    Place place(*this, meta.tables, Keys::texts);
    for (bool more = place.first(); more; more = place.next()) {
      if (found-- == 0) throw Damage{place.page(), "has a table of no such name"};
    }
  }
  seen.has_events = events.has_value();
  seen.has_sums = sums.has_value();
  if (events) seen.events = *events;
  if (metadata) seen.metadata = *metadata;
  if (sums) seen.sums = *sums;
  Place place(*this, seen.events, Keys::numbers);
  if (!place.first()) return seen;
  seen.first = place.number();
  const uint64_t page = place.page();
  place.last();
  seen.last = place.number();
  if (seen.first == 0 || seen.last - seen.first != seen.events.entries - 1) {
    throw Damage{page, fmt::format("is where events begin, and those from {} to {} would be {}", seen.first, seen.last,
                                   seen.events.entries)};
  }
  return seen;
}

std::optional<std::vector<uint8_t>> LogReader::metadata(std::string_view key) {
  const std::span wanted(reinterpret_cast<const uint8_t*>(key.data()), key.size());
  std::optional<std::vector<uint8_t>> found;
  steadily([&] {
    Place place(*this, seen_.metadata, Keys::texts);
    if (!place.seek(wanted) || compare_keys(place.key(), wanted, Keys::texts) != 0) return;
    const std::span<const uint8_t> value = place.value();
    found.emplace(value.begin(), value.end());
  });
  return found;
}

std::optional<uint32_t> LogReader::sum(uint64_t number) {
  std::optional<uint32_t> found;
  steadily([&] {
    Place place(*this, seen_.sums, Keys::numbers);
    if (place.seek(bytes_of(number)) && place.number() == number) found = sum_at(place);
  });
  return found;
}

uint32_t LogReader::sum_at(Place& place) {
  const std::span<const uint8_t> value = place.value();
  uint32_t sum;
  if (value.size() != sizeof sum) throw Damage{place.page(), "has a sum of no such size"};
  memcpy(&sum, value.data(), sizeof sum);
  return sum;
}

void LogReader::read(uint64_t from, uint64_t to, const Visit& visit) {
  GALENA_CHECK(from > 0);
  uint64_t number = from;
  steadily([&] {
    if (number > to) return;
    Place events(*this, seen_.events, Keys::numbers), sums(*this, seen_.sums, Keys::numbers);
    bool more = events.seek(bytes_of(number)), more_sums = sums.seek(bytes_of(number));
    while (number <= to) {
      if (!more || events.number() != number)
        throw Damage{more ? events.page() : seen_.events.root, fmt::format("has no event {}", number)};
      const std::span<const uint8_t> entry = events.value();
      while (more_sums && sums.number() < number) more_sums = sums.next();
      std::optional<uint32_t> sum;
      if (more_sums && sums.number() == number) sum = sum_at(sums);
      // From here on it is done with, whatever becomes of what lies behind it.
      if (!visit(number++, entry, sum)) return;
      if (number <= to) more = events.next();
    }
  });
}

}  // namespace galena::host
