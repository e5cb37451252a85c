// What tier 1 knows of a whole program: its constants, and the records of its functions, compiled or not.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "nock/jit/record.h"
#include "nock/noun/heap.h"
#include "nock/noun/mug.h"
#include "nock/noun/noun.h"

namespace galena::jit {

// What is known of a subject: parts that are constants, pairs whose halves are passed apart, and the rest, each of
// which is a parameter, in order.
struct Shape {
  enum class Kind : uint8_t { dynamic, constant, pair } kind;
  const Noun* constant = nullptr;  // of the program
  const Shape* left = nullptr;
  const Shape* right = nullptr;
};

class Program {
 public:
  explicit Program(Heap& heap) : heap_(heap) {}

  // The one place of a noun among the constants: equal nouns have the same. Roots, which do not move.
  const Noun* constant(Noun noun);
  // Of a constant with code in it: how many layers of cells the analysis has put around what was there to make it.
  unsigned height(Noun noun) const {
    if (!noun.is_cell()) return 0;
    const auto it = heights_.find(mug(noun));
    return it == heights_.end() ? 0 : it->second;
  }
  void set_height(Noun noun, unsigned height) { heights_.emplace(mug(noun), height); }
  // Shapes that live as long as the program.
  const Shape* keep(const Shape* shape);
  // The record of a formula, itself a constant, for a shape; null if there is none.
  Record* find(const Noun* formula, const Shape* shape);
  Record* add(const Noun* formula, const Shape* shape, uint32_t params);
  // How many shapes there are of a formula, and the records of them.
  const std::vector<Record*>& of(const Noun* formula) const;

  void visit(Heap::Scanner& scanner);
  void clear();
  const std::deque<Record>& records() const { return records_; }
  std::deque<Record>& records() { return records_; }

  using Key = std::vector<uint64_t>;
  static void append(const Shape* shape, Key& key);

 private:
  Heap& heap_;
  std::deque<Noun> constants_;
  size_t scanned_ = 0;  // constants below it are old
  std::unordered_multimap<uint32_t, const Noun*> by_mug_;
  std::unordered_map<uint32_t, unsigned> heights_;  // by mug
  std::deque<Shape> shapes_;
  std::deque<Record> records_;
  std::map<Key, Record*> by_key_;
  std::unordered_map<const Noun*, std::vector<Record*>> by_formula_;
};

// Pairs of old nouns that are equal, and stay two: one of them lies in an arena. A walk through both at every call
// would cost more than the call. Forgotten whenever a word may come to mean another noun.
class EqualPairs {
 public:
  bool find(Noun a, Noun b) const { return at(a, b) == Pair{a, b}; }
  void add(Noun a, Noun b) { at(a, b) = {a, b}; }
  void forget() { pairs_.fill({}); }

 private:
  struct Pair {
    Noun a, b;
    bool operator==(const Pair&) const = default;
  };
  static size_t place(Noun a, Noun b) { return (a.word() * 3 ^ b.word()) * 0x9e3779b97f4a7c15u >> 56; }
  Pair& at(Noun a, Noun b) { return pairs_[place(a, b)]; }
  const Pair& at(Noun a, Noun b) const { return pairs_[place(a, b)]; }
  std::array<Pair, 256> pairs_;
};

// Whether `subject` has the shape; its leaves go to `leaves`, one for each parameter.
bool take_apart(Heap& heap, EqualPairs& equal_pairs, const Shape* shape, Noun subject, Noun*& leaves);
// The subject of this shape with these leaves. Allocates; throws OutOfMemory.
Noun put_together(Heap& heap, const Shape* shape, const Noun*& leaves);

}  // namespace galena::jit
