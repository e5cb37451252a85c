// Rooms of products: what a %memo with a path remembers.
//
// A program asks for a room of its own, by a name: what is kept there is not in the way of all else that is remembered,
// nor that of it. Each room is bounded, and so are they all.
#pragma once

#include <memory>
#include <vector>

#include "nock/run/memo.h"

namespace galena {

class MemoRooms {
 public:
  // The product, or none. `name` is a cell.
  Noun find(Heap& heap, Noun name, const MemoKey& key);
  // Throws where there is no memory for it: then it is not there.
  void add(Heap& heap, Noun name, const MemoKey& key, Noun product);
  // What a room holds.
  void forget(Heap& heap, Noun name);
  void clear() { rooms_.clear(); }
  void visit(Heap::Scanner& scanner, const MemoTable::Room& room);

 private:
  // Of the rooms, the one that was wanted longest ago is closed for another one; of the products in one, what was not
  // found since so many others came is forgotten.
  static constexpr size_t kMostRooms = 32, kMostProducts = size_t{1} << 14;
  struct Room {
    Noun name;
    uint64_t wanted = 0;
    size_t count = 0;  // in `young`
    std::unique_ptr<MemoTable> young, old;
  };
  Room* room(Heap& heap, Noun name);
  void keep(Heap& heap, Room& room, const MemoKey& key, Noun product);

  std::vector<Room> rooms_;
  uint64_t now_ = 0;  // how often any was wanted
};

}  // namespace galena
