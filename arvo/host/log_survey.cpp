// What is looked at of the log's file as a whole: which pages its trees have, that each has one place, and that what is
// on the free list is free. LMDB writes over what is on that list without a further look.
#include <fmt/format.h>
#include <string.h>

#include <algorithm>
#include <utility>

#include "arvo/host/log_reader.h"

namespace galena::host {
namespace {

// Beside a host that writes, a survey is tried so often.
constexpr int kSurveys = 4;

using Key = std::optional<std::span<const uint8_t>>;

}  // namespace

class LogReader::Survey {
 public:
  explicit Survey(const LogReader& reader)
      : reader_(reader), end_(reader.seen_.meta.last_page + 1), used_(end_), page_size_(reader.seen_.meta.page_size) {}

  // Every page of a tree. `visit` is given the values, with their keys.
  void walk(const TreeRecord& tree, Keys keys,
            const std::function<void(std::span<const uint8_t> key, std::span<const uint8_t> value)>& visit = {}) {
    if (tree.root == kNoPage) return;
    TreeRecord counted = tree;
    counted.branches = counted.leaves = counted.large = counted.entries = 0;
    walk_page(tree, keys, tree.root, 1, {}, {}, counted, visit);
    if (counted != tree) throw Damage{tree.root, "is the root of a tree of another size than is written of it"};
  }

  // The way to the last entry.
  void walk_to_last(const TreeRecord& tree, Keys keys) {
    uint64_t number = tree.root;
    for (unsigned depth = 1; depth <= tree.depth; ++depth) {
      std::vector<uint8_t> bytes;
      take(number);
      const TreePage page = load(tree, keys, number, depth, bytes);
      if (!page.is_leaf()) number = page.child(page.size() - 1);
    }
  }

  // The free list; its own pages are in use.
  void walk_free(const TreeRecord& tree) {
    walk(tree, Keys::numbers, [&](std::span<const uint8_t>, std::span<const uint8_t> value) {
      const OrRefused<std::vector<uint64_t>> pages = parse_free(value, end_);
      if (!pages) throw Damage{tree.root, "is the root of a free list that " + pages.why()};
      free_.insert(free_.end(), pages.value().begin(), pages.value().end());
    });
    std::ranges::sort(free_);
    if (std::ranges::adjacent_find(free_) != free_.end()) {
      throw Damage{tree.root, "is the root of a free list that has a page twice"};
    }
  }

  bool is_used(uint64_t number) const { return used_[number]; }
  const std::vector<uint64_t>& free() const { return free_; }

  // Whether a tree has a page that may be one of it by its form. `bytes`: as it lies in the file.
  bool has_page(const TreeRecord& tree, Keys keys, uint64_t wanted, const TreePage& form) const {
    if (tree.root == kNoPage || (!form.is_leaf() && form.size() < 2)) return false;
    const std::span<const uint8_t> key = form.key(form.is_leaf() ? 0 : 1);
    uint64_t number = tree.root;
    for (unsigned depth = 1; number != wanted; ++depth) {
      std::vector<uint8_t> bytes;
      const TreePage page = load(tree, keys, number, depth, bytes);
      if (page.is_leaf()) return false;
      number = page.child(page.find(key, keys));
    }
    return true;
  }

  // Whether a page that is none of a tree may be one of a large value.
  bool may_be_large(uint64_t wanted) const {
    for (uint64_t number = wanted; number >= 2 && !used_[number]; --number) {
      std::vector<uint8_t> bytes;
      try {
        reader_.copy(number, kPageHeader, bytes);
      } catch (const Damage&) {
        continue;  // never written
      }
      uint64_t own;
      uint16_t flags;
      uint32_t pages;
      memcpy(&own, bytes.data(), sizeof own);
      memcpy(&flags, bytes.data() + 10, sizeof flags);
      memcpy(&pages, bytes.data() + 12, sizeof pages);
      if (own != number || flags == 0) continue;
      return fault_of_large(bytes, number, pages).empty() && number + pages > wanted;
    }
    return false;
  }

 private:
  void take(uint64_t number, uint64_t count = 1) {
    for (uint64_t i = number; i < number + count; ++i) {
      if (i < 2 || i >= end_) throw Damage{i, "is none"};
      if (used_[i]) throw Damage{i, "is in use twice"};
      used_[i] = true;
    }
  }

  TreePage load(const TreeRecord& tree, Keys keys, uint64_t number, unsigned depth, std::vector<uint8_t>& bytes) const {
    reader_.copy(number, page_size_, bytes);
    OrRefused<TreePage> page = parse_page(bytes, number, keys);
    if (!page) throw Damage{number, page.why()};
    if (page.value().is_leaf() != (depth == tree.depth)) throw Damage{number, "is of another level"};
    // LMDB asks so of all trees but the free list.
    if (!page.value().is_leaf() && page.value().size() < 2 && tree != reader_.seen_.meta.free) {
      throw Damage{number, "has one child"};
    }
    return page.value();
  }

  // The keys of the page are not below `low`, and below `high`.
  void walk_page(const TreeRecord& tree, Keys keys, uint64_t number, unsigned depth, Key low, Key high,
                 TreeRecord& counted,
                 const std::function<void(std::span<const uint8_t>, std::span<const uint8_t>)>& visit) {
    std::vector<uint8_t> bytes, large;
    take(number);
    const TreePage page = load(tree, keys, number, depth, bytes);
    const bool leaf = page.is_leaf();
    ++(leaf ? counted.leaves : counted.branches);
    for (size_t i = 0; i < page.size(); ++i) {
      const bool is_key = leaf || i > 0;
      if (is_key && ((low && compare_keys(page.key(i), *low, keys) < 0) ||
                     (high && compare_keys(page.key(i), *high, keys) >= 0))) {
        throw Damage{number, "has keys of another page"};
      }
      if (!leaf) {
        walk_page(tree, keys, page.child(i), depth + 1, i > 0 ? Key(page.key(i)) : low,
                  i + 1 < page.size() ? Key(page.key(i + 1)) : high, counted, visit);
        continue;
      }
      ++counted.entries;
      const TreePage::Value value = page.value(i);
      if (value.is_large) {
        const uint64_t pages = pages_of(value.bytes, page_size_);
        take(value.page, pages);
        counted.large += pages;
        reader_.copy(value.page, kPageHeader, large);
        const std::string fault = fault_of_large(large, value.page, pages);
        if (!fault.empty()) throw Damage{value.page, fault};
      }
      if (visit) visit(page.key(i), reader_.value_of(page, i, large));
    }
  }

  const LogReader& reader_;
  uint64_t end_;
  std::vector<bool> used_;
  uint32_t page_size_;
  std::vector<uint64_t> free_;
};

void LogReader::check_for_writing() {
  if (file_.size() == 0) return;
  steadily([&] {
    Survey survey(*this);
    const TreeRecord &events = seen_.events, &sums = seen_.sums;
    survey.walk(seen_.meta.tables, Keys::texts);
    survey.walk(seen_.metadata, Keys::texts);
    survey.walk_free(seen_.meta.free);
    uint64_t pages = 2 + survey.free().size();
    for (const TreeRecord& tree : {seen_.meta.tables, seen_.meta.free, seen_.metadata, events, sums}) {
      pages += tree.branches + tree.leaves + tree.large;
    }
    if (pages > seen_.meta.last_page + 1) {
      throw Damage{seen_.meta.transaction % 2, "says that there are fewer pages than are in use"};
    }
    for (const TreeRecord& tree : {events, sums}) survey.walk_to_last(tree, Keys::numbers);
    std::optional<Survey> large;
    for (const uint64_t number : survey.free()) {
      bool is_used = survey.is_used(number);
      std::vector<uint8_t> bytes;
      try {
        copy(number, seen_.meta.page_size, bytes);
      } catch (const Damage&) {
        bytes.clear();  // behind the end of the file: never written
      }
      const OrRefused<TreePage> form = parse_page(bytes, number, Keys::numbers);
      if (form) {
        for (const TreeRecord& tree : {events, sums}) {
          is_used = is_used || survey.has_page(tree, Keys::numbers, number, form.value());
        }
      } else if (!is_used && events.large != 0 && !parse_page(bytes, number, Keys::texts) &&
                 survey.may_be_large(number)) {
        if (!large) large.emplace(*this).walk(events, Keys::numbers);
        is_used = large->is_used(number);
      }
      if (is_used) throw Damage{number, "is in use, and on the free list"};
    }
  });
}

bool LogReader::check_all() {
  if (file_.size() == 0) return true;
  for (int tries = 0; tries < kSurveys; ++tries) {
    std::optional<Damage> damage;
    try {
      Survey survey(*this);
      survey.walk(seen_.meta.tables, Keys::texts);
      survey.walk(seen_.metadata, Keys::texts);
      survey.walk(seen_.events, Keys::numbers);
      survey.walk(seen_.sums, Keys::numbers);
      survey.walk_free(seen_.meta.free);
      for (const uint64_t number : survey.free()) {
        if (survey.is_used(number)) throw Damage{number, "is in use, and on the free list"};
      }
      return true;
    } catch (const Stale&) {
    } catch (const Damage& found) {
      damage = found;
    }
    if (damage && newest_meta() == seen_.meta) fail(*damage);
    refresh();
  }
  return false;
}

}  // namespace galena::host
