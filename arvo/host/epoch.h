// Epochs: the folders that the event log lies in, in the public runtime's layout. The epoch 0iN has the events after
// event N; but for the first it begins with the state after that event, so that a start needs none that came before.
//
//   PIER/.urb/log/0iN/   data.mdb, tail      the events after N (log.h)
//                        epoc.txt, vere.txt  the version of the layout; the runtime that made it
//                        superblock, ...     the state after event N: the files of a checkpoint (checkpoint.h)
//
// The state is the runtime's own: of an epoch that another has begun, the events alone are read here, and they are run
// again from an epoch before it.
//
// An epoch is made under another name, complete and synced, and then renamed; one that is let go of is renamed, and
// then removed. So a crash at any point leaves the log with it or without it, and what is under the other names is of
// no use to anybody.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "arvo/host/log.h"
#include "arvo/host/pier_files.h"

namespace galena::host {

inline constexpr const char* kLogFolder = ".urb/log";

// The name of the epoch that begins after event `after`.
std::string epoch_name(uint64_t after);
// The folder of an epoch, below the pier.
std::string epoch_folder(uint64_t after);
// The epochs in the folder of a log, in order: those that are whole. One that another runtime did not get done has no
// version; the first may be of a boot that did not come to its end.
std::vector<uint64_t> epochs_of(const OpenFolder& top);
// Writes the files that say what an epoch is.
void write_epoch_version(const OpenFolder& epoch);
// Whether an epoch begins with a state that can be read here.
bool has_state(const OpenFolder& epoch);
// The mug of that state as its superblock says; 0: nothing.
uint32_t mug_of_state(const OpenFolder& epoch);

// Begins an epoch after the event that the pier's newest checkpoint stands for, which is the last event of the log,
// with a copy of that checkpoint, all of which is verified. `identity`: of the log; `mug`: what the log says of the
// state after that event, or 0. Nobody writes to the log or the checkpoint meanwhile, and a log that is open goes on
// where it was: open it anew. Throws HostFailure, with nothing begun.
void begin_epoch(const OpenFolder& pier, uint64_t after, uint32_t mug, const Identity& identity);

// Lets go of all epochs but the latest two; of none where the older of those has no state that is whole. Yields those
// that are gone. Nobody runs the pier. Throws HostFailure.
std::vector<uint64_t> chop(const OpenFolder& pier);

// Removes what a crash has left under other names. Nobody else runs the pier.
void remove_unfinished_epochs(const OpenFolder& top);

}  // namespace galena::host
