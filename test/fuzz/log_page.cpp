// Any bytes as pages of the log's file: what is found to be in good form may be walked, searched and taken apart
// without leaving the page, and its nodes are apart from one another.
//
// Input: a byte that says what as; the rest, put into a page from its beginning, and half of it at its end.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

#include "arvo/host/log_page.h"
#include "test/fuzz/require.h"

using namespace galena;
using namespace galena::host;

namespace {

constexpr size_t kPage = 4096;
constexpr uint64_t kNumber = 7;
constexpr uint64_t kEnd = 1000;

bool is_within(std::span<const uint8_t> part, std::span<const uint8_t> page) {
  return part.empty() || (part.data() >= page.data() && part.data() + part.size() <= page.data() + page.size());
}

void walk(const std::vector<uint8_t>& bytes, Keys keys) {
  const OrRefused<TreePage> parsed = parse_page(bytes, kNumber, keys);
  if (!parsed) return;
  const TreePage& page = parsed.value();
  require(page.size() > 0);
  size_t used = kPageHeader + 2 * page.size();
  for (size_t i = 0; i < page.size(); ++i) {
    require(is_within(page.key(i), bytes));
    used += 8 + page.key(i).size();
    if (i > 0 || page.is_leaf()) require(page.find(page.key(i), keys) == i);
    if (!page.is_leaf()) {
      require(page.child(i) < uint64_t{1} << 48);
      continue;
    }
    const TreePage::Value value = page.value(i);
    require(value.is_large || value.content.size() == value.bytes);
    require(is_within(value.content, bytes));
    used += value.is_large ? sizeof(uint64_t) : value.content.size();
    if (value.is_record) parse_record(value.content);
    if (const auto free = parse_free(value.content, kEnd)) {
      require(std::ranges::is_sorted(free.value(), std::greater{}));
      require(std::ranges::all_of(free.value(), [](uint64_t number) { return number >= 2 && number < kEnd; }));
    }
  }
  require(used <= bytes.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 2) return 0;
  const uint8_t what = *data++;
  --size;
  std::vector<uint8_t> page(kPage, 0);
  const size_t front = std::min(size, kPage) - std::min(size, kPage) / 2, back = std::min(size, kPage) - front;
  memcpy(page.data(), data, front);
  if (back != 0) memcpy(page.data() + kPage - back, data + front, back);
  if ((what & 1) != 0) memcpy(page.data(), &kNumber, sizeof kNumber);
  walk(page, Keys::numbers);
  walk(page, Keys::texts);
  for (const uint64_t number : {0, 1}) {
    if ((what & 2) != 0) memcpy(page.data(), &number, sizeof number);
    const OrRefused<MetaPage> meta = parse_meta(page, number);
    if (!meta) continue;
    const uint64_t end = meta.value().last_page + 1;
    require(end != 0 && fault_of_record(meta.value().free, Keys::numbers, end).empty());
    require(fault_of_record(meta.value().tables, Keys::texts, end).empty());
  }
  // A large page of that number is as large as it says.
  memcpy(page.data(), &kNumber, sizeof kNumber);
  uint64_t pages;
  memcpy(&pages, page.data() + 8, sizeof pages);
  require(fault_of_large(page, kNumber, pages >> 32).empty() == (page[10] == 4 && page[11] == 0));
  return 0;
}
