// Pages of the log's file, as LMDB 0.9 lays them out on machines of 64 bits: their form, looked at before anything in
// them is believed. LMDB itself reads a page as if it were memory of its own: a flipped bit in an offset leads it
// anywhere. So what it is to walk is walked here first, and what is only read is read here alone (log_reader.h).
//
//   page     number of itself (8), unused (2), flags (2), lower (2), upper (2); from there the offsets of the nodes,
//            two bytes each, up to `lower`; from `upper` to the end the nodes, one beside the other
//   large    the same without nodes: a value, on as many pages as lie behind the flags (4)
//   node     two words (2, 2), flags (2), bytes of the key (2), the key; in a leaf the words are the bytes of the
//            value, which follows, or lies on large pages (then the number of the first follows); in a branch words
//            and flags are the number of the child. A node begins at an even offset
//   meta     magic (4), version (4), address (8), size of the map (8), the records of the free list and of the table of
//            tables, the number of the last page (8), the number of the transaction (8)
//   record   pad (4), flags (2), depth (2), branches, leaves, large pages, entries, root (8 each)
//
// The two first pages are metas, written in turn; the newer one counts. The layout is that of LMDB's public header
// and of the files that it writes. No I/O, no allocation in proportion to a claim.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "arvo/host/failure.h"

namespace galena::host {

inline constexpr uint64_t kNoPage = ~uint64_t{0};
inline constexpr size_t kPageHeader = 16;
// As deep as a tree may be: what LMDB has room for.
inline constexpr unsigned kMaxDepth = 32;

// A tree of pages.
struct TreeRecord {
  uint32_t pad = 0;
  uint16_t flags = 0;
  uint16_t depth = 0;  // pages from the root to a leaf, both counted; 0: no entries
  uint64_t branches = 0, leaves = 0, large = 0;
  uint64_t entries = 0;
  uint64_t root = kNoPage;

  bool operator==(const TreeRecord&) const = default;
};
static_assert(sizeof(TreeRecord) == 48);

// How the keys of a tree are ordered: as numbers of 8 bytes, or as bytes.
enum class Keys : uint8_t { numbers, texts };
inline constexpr uint16_t kNumberKeys = 8;  // the flag of it

struct MetaPage {
  uint32_t page_size = 0;
  TreeRecord free, tables;
  uint64_t last_page = 0;
  uint64_t transaction = 0;

  bool operator==(const MetaPage&) const = default;
};

// Meta page `number`, 0 or 1, from its bytes.
// Foreign bytes: fuzz_log_page.
OrRefused<MetaPage> parse_meta(std::span<const uint8_t> bytes, uint64_t number);

// Why a record is none of a tree with such keys whose pages lie before `end`; empty if it is one.
// Foreign bytes: fuzz_log_page.
std::string fault_of_record(const TreeRecord& record, Keys keys, uint64_t end);
// The record in a value of the table of tables.
// Foreign bytes: fuzz_log_page.
std::optional<TreeRecord> parse_record(std::span<const uint8_t> bytes);

// A branch or a leaf, in good form: every node lies within the page and apart from the others, and the keys ascend. It
// refers to the bytes that it was parsed from.
class TreePage {
 public:
  struct Value {
    uint64_t bytes;
    bool is_large;   // then on large pages, of which `page` is the first
    bool is_record;  // of a table
    std::span<const uint8_t> content;
    uint64_t page;
  };

  bool is_leaf() const { return leaf_; }
  size_t size() const { return offsets_.size(); }
  // Of a branch the first key says nothing: it may have no bytes.
  std::span<const uint8_t> key(size_t i) const;
  // Of trees with numbers for keys.
  uint64_t number(size_t i) const;
  uint64_t child(size_t i) const;  // of a branch
  Value value(size_t i) const;     // of a leaf
  // The last node whose key is not above `key`; 0 where there is none.
  size_t find(std::span<const uint8_t> key, Keys keys) const;

 private:
  friend OrRefused<TreePage> parse_page(std::span<const uint8_t> bytes, uint64_t number, Keys keys);
  std::span<const uint8_t> bytes_;
  std::vector<uint16_t> offsets_;
  bool leaf_ = false;
};

// Page `number` of a tree, from its bytes, which are the whole page.
// Foreign bytes: fuzz_log_page.
OrRefused<TreePage> parse_page(std::span<const uint8_t> bytes, uint64_t number, Keys keys);

// How many pages a large value takes.
uint64_t pages_of(uint64_t bytes, uint32_t page_size);
// The first of `pages` large pages, of which `bytes` are the beginning: why it is none; empty if it is.
// Foreign bytes: fuzz_log_page.
std::string fault_of_large(std::span<const uint8_t> bytes, uint64_t number, uint64_t pages);

// The pages of one entry of the free list, whose value this is: numbers below `end`, each once.
// Foreign bytes: fuzz_log_page.
OrRefused<std::vector<uint64_t>> parse_free(std::span<const uint8_t> bytes, uint64_t end);

// Less, equal, greater: as a tree has its keys.
int compare_keys(std::span<const uint8_t> a, std::span<const uint8_t> b, Keys keys);

}  // namespace galena::host
