// What tier 1 knows of a whole program: its constants, and the records of its functions, compiled or not.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "nock/jit/record.h"
#include "nock/jit/shape.h"
#include "nock/noun/heap.h"
#include "nock/noun/mug.h"
#include "nock/noun/noun.h"

namespace galena::jit {

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

 private:
  // A formula, and what its shape says.
  static ShapeKey key(const Noun* formula, const Shape* shape);

  Heap& heap_;
  std::deque<Noun> constants_;
  size_t scanned_ = 0;  // constants below it are old
  std::unordered_multimap<uint32_t, const Noun*> by_mug_;
  std::unordered_map<uint32_t, unsigned> heights_;  // by mug
  std::deque<Shape> shapes_;
  std::deque<Record> records_;
  std::map<ShapeKey, Record*> by_key_;
  std::unordered_map<const Noun*, std::vector<Record*>> by_formula_;
};

}  // namespace galena::jit
