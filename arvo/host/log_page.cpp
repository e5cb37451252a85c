#include "arvo/host/log_page.h"

#include <fmt/format.h>
#include <string.h>

#include <algorithm>
#include <bit>

#include "nock/base/check.h"

namespace galena::host {
namespace {

constexpr uint32_t kMagic = 0xbeefc0de;
constexpr uint32_t kVersion = 1;
constexpr uint16_t kBranch = 1, kLeaf = 2, kLarge = 4, kMeta = 8;
constexpr uint16_t kLargeValue = 1, kRecordValue = 2;
constexpr size_t kFlagsAt = 10, kLowerAt = 12, kUpperAt = 14;
constexpr size_t kNodeHeader = 8;
constexpr size_t kMinPage = 512, kMaxPage = 32768;
constexpr size_t kTreesAt = kPageHeader + 24;

template <class T>
T load(std::span<const uint8_t> bytes, size_t at) {
  GALENA_CHECK(at + sizeof(T) <= bytes.size());
  T value;
  memcpy(&value, bytes.data() + at, sizeof value);
  return value;
}

size_t even(size_t n) {
  return (n + 1) & ~size_t{1};
}

// Whether the nodes at these offsets, which lie within the page, fill it from `upper` to its end, each in its place.
bool fill(std::vector<std::pair<uint16_t, uint32_t>>& nodes, size_t upper, size_t end) {
  // Whoever appends, fills from the end: mostly they are sorted, the other way round.
  if (!std::ranges::is_sorted(nodes, std::greater{})) std::ranges::sort(nodes, std::greater{});
  for (const auto& [offset, size] : nodes) {
    if (offset + size != end) return false;
    end = offset;
  }
  return end == upper;
}

}  // namespace

OrRefused<MetaPage> parse_meta(std::span<const uint8_t> bytes, uint64_t number) {
  constexpr size_t kEnd = kTreesAt + 2 * sizeof(TreeRecord) + 16;
  if (bytes.size() < kEnd) return Refused{"is cut off"};
  if (load<uint64_t>(bytes, 0) != number || load<uint16_t>(bytes, kFlagsAt) != kMeta) return Refused{"is no meta page"};
  if (load<uint32_t>(bytes, kPageHeader) != kMagic || load<uint32_t>(bytes, kPageHeader + 4) != kVersion) {
    return Refused{"is of no log"};
  }
  MetaPage meta;
  meta.free = load<TreeRecord>(bytes, kTreesAt);
  meta.tables = load<TreeRecord>(bytes, kTreesAt + sizeof(TreeRecord));
  meta.page_size = meta.free.pad;
  meta.last_page = load<uint64_t>(bytes, kEnd - 16);
  meta.transaction = load<uint64_t>(bytes, kEnd - 8);
  if (!std::has_single_bit(meta.page_size) || meta.page_size < kMinPage || meta.page_size > kMaxPage) {
    return Refused{"says that no page is as large as it is"};
  }
  // Metas are written in turn.
  if (meta.transaction != 0 && meta.transaction % 2 != number) return Refused{"is of another transaction"};
  if (meta.last_page == 0 || meta.last_page >= kNoPage / kMaxPage) return Refused{"says that there are no pages"};
  const uint64_t end = meta.last_page + 1;
  for (const auto& [record, keys] : {std::pair{meta.free, Keys::numbers}, {meta.tables, Keys::texts}}) {
    if (const std::string fault = fault_of_record(record, keys, end); !fault.empty()) return Refused{fault};
  }
  return meta;
}

std::string fault_of_record(const TreeRecord& record, Keys keys, uint64_t end) {
  if (record.flags != (keys == Keys::numbers ? kNumberKeys : 0)) return "has a tree with other keys";
  const uint64_t pages = record.branches + record.leaves + record.large;
  if (record.root == kNoPage) {
    return record.depth == 0 && record.entries == 0 && pages == 0 ? "" : "has a tree without a root";
  }
  if (record.root < 2 || record.root >= end) return "has a tree whose root is no page";
  if (record.depth == 0 || record.depth > kMaxDepth) return "has a tree of no such depth";
  for (const uint64_t part : {record.branches, record.leaves, record.large}) {
    if (part >= end) return "has a tree of more pages than there are";
  }
  if (pages >= end || record.leaves == 0 || (record.branches == 0) != (record.depth == 1) ||
      record.entries < record.leaves) {
    return "has a tree of no such size";
  }
  return {};
}

std::optional<TreeRecord> parse_record(std::span<const uint8_t> bytes) {
  if (bytes.size() != sizeof(TreeRecord)) return std::nullopt;
  return load<TreeRecord>(bytes, 0);
}

OrRefused<TreePage> parse_page(std::span<const uint8_t> bytes, uint64_t number, Keys keys) {
  if (bytes.size() < kMinPage || bytes.size() > kMaxPage) return Refused{"is cut off"};
  if (load<uint64_t>(bytes, 0) != number) return Refused{"has another number"};
  const auto flags = load<uint16_t>(bytes, kFlagsAt);
  if (flags != kBranch && flags != kLeaf) return Refused{"is neither branch nor leaf"};
  const size_t lower = load<uint16_t>(bytes, kLowerAt), upper = load<uint16_t>(bytes, kUpperAt);
  if (lower < kPageHeader || lower % 2 != 0 || lower > upper || upper > bytes.size()) {
    return Refused{"has nodes outside of it"};
  }
  TreePage page;
  page.bytes_ = bytes;
  page.leaf_ = flags == kLeaf;
  const size_t count = (lower - kPageHeader) / 2;
  if (count == 0) return Refused{"is empty"};
  page.offsets_.resize(count);
  memcpy(page.offsets_.data(), bytes.data() + kPageHeader, count * sizeof(uint16_t));
  std::vector<std::pair<uint16_t, uint32_t>> nodes(count);
  for (size_t i = 0; i < count; ++i) {
    const size_t at = page.offsets_[i];
    if (at % 2 != 0 || at < upper || at + kNodeHeader > bytes.size()) return Refused{"has a node outside of it"};
    const size_t key_bytes = load<uint16_t>(bytes, at + 6);
    size_t size = kNodeHeader + key_bytes;
    // The first key of a branch stands for all that is below the second.
    const bool is_key = page.leaf_ || i != 0;
    if (is_key && (keys == Keys::numbers ? key_bytes != sizeof(uint64_t) : key_bytes == 0)) {
      return Refused{"has a key of no such size"};
    }
    if (page.leaf_) {
      const auto kind = load<uint16_t>(bytes, at + 4);
      if (kind != 0 && kind != kLargeValue && kind != kRecordValue) return Refused{"has a value of no such kind"};
      const uint32_t value_bytes = load<uint16_t>(bytes, at) | uint32_t{load<uint16_t>(bytes, at + 2)} << 16;
      size += kind == kLargeValue ? sizeof(uint64_t) : value_bytes;
    }
    if (size > bytes.size() - at) return Refused{"has a node that ends outside of it"};
    nodes[i] = {static_cast<uint16_t>(at), static_cast<uint32_t>(even(size))};
  }
  if (!fill(nodes, upper, bytes.size())) return Refused{"has nodes that lie in one another"};
  for (size_t i = page.leaf_ ? 1 : 2; i < count; ++i) {
    if (compare_keys(page.key(i - 1), page.key(i), keys) >= 0) return Refused{"has keys out of order"};
  }
  return page;
}

std::span<const uint8_t> TreePage::key(size_t i) const {
  const size_t at = offsets_[i];
  return bytes_.subspan(at + kNodeHeader, load<uint16_t>(bytes_, at + 6));
}

uint64_t TreePage::number(size_t i) const {
  return load<uint64_t>(key(i), 0);
}

uint64_t TreePage::child(size_t i) const {
  GALENA_CHECK(!leaf_);
  return load<uint64_t>(bytes_, offsets_[i]) & 0xffff'ffff'ffff;
}

TreePage::Value TreePage::value(size_t i) const {
  GALENA_CHECK(leaf_);
  const size_t at = offsets_[i], kind = load<uint16_t>(bytes_, at + 4);
  Value value{};
  value.bytes = load<uint16_t>(bytes_, at) | uint64_t{load<uint16_t>(bytes_, at + 2)} << 16;
  value.is_large = kind == kLargeValue;
  value.is_record = kind == kRecordValue;
  const size_t begin = at + kNodeHeader + load<uint16_t>(bytes_, at + 6);
  if (value.is_large) {
    value.page = load<uint64_t>(bytes_, begin);
  } else {
    value.content = bytes_.subspan(begin, value.bytes);
  }
  return value;
}

size_t TreePage::find(std::span<const uint8_t> wanted, Keys keys) const {
  size_t low = 0;
  for (size_t high = size(); high - low > 1;) {
    const size_t middle = low + (high - low) / 2;
    (compare_keys(key(middle), wanted, keys) <= 0 ? low : high) = middle;
  }
  return low;
}

uint64_t pages_of(uint64_t bytes, uint32_t page_size) {
  return (kPageHeader - 1 + bytes) / page_size + 1;
}

std::string fault_of_large(std::span<const uint8_t> bytes, uint64_t number, uint64_t pages) {
  if (bytes.size() < kPageHeader) return "is cut off";
  if (load<uint64_t>(bytes, 0) != number) return "has another number";
  if (load<uint16_t>(bytes, kFlagsAt) != kLarge) return "is no large page";
  if (load<uint32_t>(bytes, kLowerAt) != pages) return "is large, and not as large as its value";
  return {};
}

OrRefused<std::vector<uint64_t>> parse_free(std::span<const uint8_t> bytes, uint64_t end) {
  const size_t room = bytes.size() / sizeof(uint64_t);
  if (bytes.size() % sizeof(uint64_t) != 0 || room == 0) return Refused{"is no list of pages"};
  const auto count = load<uint64_t>(bytes, 0);
  if (count >= room) return Refused{"claims more pages than it has"};
  std::vector<uint64_t> pages(count);
  uint64_t above = end;
  for (size_t i = 0; i < count; ++i) {
    pages[i] = load<uint64_t>(bytes, (i + 1) * sizeof(uint64_t));
    if (pages[i] < 2 || pages[i] >= above) return Refused{"has a page that is none, or is not where it belongs"};
    above = pages[i];
  }
  return pages;
}

int compare_keys(std::span<const uint8_t> a, std::span<const uint8_t> b, Keys keys) {
  if (keys == Keys::numbers) {
    const auto x = load<uint64_t>(a, 0), y = load<uint64_t>(b, 0);
    return x < y ? -1 : x > y ? 1 : 0;
  }
  const size_t common = std::min(a.size(), b.size());
  const int order = common == 0 ? 0 : memcmp(a.data(), b.data(), common);
  if (order != 0) return order;
  return a.size() < b.size() ? -1 : a.size() > b.size() ? 1 : 0;
}

}  // namespace galena::host
