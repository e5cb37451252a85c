// Which code an arm is, found by the battery and the axis: so that a kick need not walk through the battery.
//
// Entries hold for as long as the battery's word means the same noun, so `forget` goes with everything that moves old
// nouns or lets go of code or arenas. Batteries in the nursery have none.
#pragma once

#include <bit>
#include <cstdint>
#include <memory>

#include "nock/noun/noun.h"

namespace galena {

struct Code;

class KickTable {
 public:
  // The code of the arm at `axis` of cores with this battery, or null where it is not known.
  Code* find(Noun battery, uint64_t axis) const {
    if (axis > kMaxAxis) return nullptr;
    const Entry& e = entries_[place(battery, axis)];
    return e.battery == battery.word() && e.axis == (axis | epoch_) ? e.code : nullptr;
  }
  // `battery` is not in the nursery. Arms elsewhere than in the battery are left out.
  void add(Noun battery, uint64_t axis, Code* code) {
    GALENA_CHECK(battery.is_cell() && code != nullptr);
    if (axis > kMaxAxis || !in_battery(axis)) return;
    entries_[place(battery, axis)] = {battery.word(), axis | epoch_, code};
  }
  void forget() {
    epoch_ += kMaxAxis + 1;
    if (epoch_ == 0) entries_ = std::make_unique<Entry[]>(kSize);
  }

 private:
  static constexpr uint64_t kMaxAxis = UINT32_MAX;
  static constexpr int kBits = 11;
  static constexpr size_t kSize = size_t{1} << kBits;
  struct Entry {
    uint64_t battery = 0;
    uint64_t axis = 0;  // with the epoch in its upper half
    Code* code = nullptr;
    uint64_t unused = 0;
  };
  static bool in_battery(uint64_t axis) { return axis > 1 && (axis & std::bit_floor(axis) >> 1) == 0; }
  static size_t place(Noun battery, uint64_t axis) {
    return (battery.word() ^ axis << 24) * 0x9e3779b97f4a7c15u >> (64 - kBits);
  }

  std::unique_ptr<Entry[]> entries_ = std::make_unique<Entry[]>(kSize);
  uint64_t epoch_ = 0;
};

}  // namespace galena
