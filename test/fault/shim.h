// A disk that fails on purpose: under LMDB and the checkpoint alike, since it stands in for the calls of the C library
// that write to files, in this program and in the libraries it loads.
//
// It counts the operations that make something durable or are on the way there: writes, syncs, new names and those that
// are removed. It remembers what was written and not synced. At the operation that the plan names it ends the process,
// as the loss of power does: of what was not synced a part is there, in any order, and a write may be torn between two
// sectors. Or it refuses everything from then on, as a full disk or a read-only one.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace galena::fault {

struct DiskPlan {
  enum class Kind : uint8_t {
    none,
    crash,      // the process ends; everything written is there
    power,      // the process ends; of what was not synced, some
    full,       // ENOSPC from then on; a write may come to its end before its end, as a disk has it
    read_only,  // EROFS from then on
  } kind = Kind::none;
  uint64_t at = 0;    // the operation, from 1
  uint64_t seed = 0;  // for what is lost
};

// The exit code of a process that the plan has ended.
inline constexpr int kCrashed = 77;

// Starts counting, by this plan.
void set_disk_plan(const DiskPlan& plan);

// The names in a folder that would be gone with the power: those that were not there when it was last synced, since
// then.
std::vector<std::string> unsynced_names(const std::string& folder);

}  // namespace galena::fault
