#include "nock/run/memo_rooms.h"

#include <algorithm>
#include <new>
#include <utility>

#include "nock/base/check.h"
#include "nock/noun/equal.h"

namespace galena {

MemoRooms::Room* MemoRooms::room(Heap& heap, Noun name) {
  const auto found =
      std::ranges::find_if(rooms_, [&](const Room& r) { return r.name == name || equal(heap, r.name, name); });
  if (found == rooms_.end()) return nullptr;
  found->wanted = ++now_;
  return &*found;
}

void MemoRooms::keep(Heap& heap, Room& room, const MemoKey& key, Noun product) {
  if (room.count == kMostProducts) {
    room.old = std::exchange(room.young, std::make_unique<MemoTable>());
    room.count = 0;
  }
  room.young->add(heap, key, product);
  ++room.count;
}

Noun MemoRooms::find(Heap& heap, Noun name, const MemoKey& key) {
  Room* const in = room(heap, name);
  if (in == nullptr) return Noun::none();
  const Noun young = in->young->find(heap, key);
  if (!young.is_none()) return young;
  const Noun old = in->old->find(heap, key);
  try {
    if (!old.is_none()) keep(heap, *in, key, old);
  } catch (const std::bad_alloc&) {
    // It is only a memory.
  }
  return old;
}

void MemoRooms::add(Heap& heap, Noun name, const MemoKey& key, Noun product) {
  GALENA_CHECK(name.is_cell());
  if (Room* const in = room(heap, name)) return keep(heap, *in, key, product);
  Room made{name, ++now_, 0, std::make_unique<MemoTable>(), std::make_unique<MemoTable>()};
  keep(heap, made, key, product);
  if (rooms_.size() < kMostRooms) {
    rooms_.push_back(std::move(made));
  } else {
    *std::ranges::min_element(rooms_, {}, &Room::wanted) = std::move(made);
  }
}

void MemoRooms::forget(Heap& heap, Noun name) {
  std::erase_if(rooms_, [&](const Room& r) { return equal(heap, r.name, name); });
}

void MemoRooms::visit(Heap::Scanner& scanner, const MemoTable::Room& room) {
  for (Room& each : rooms_) {
    scanner.visit(each.name);
    each.young->visit(scanner, room);
    each.old->visit(scanner, room);
  }
}

}  // namespace galena
