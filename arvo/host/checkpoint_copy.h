// Checkpoints in other folders than their own: copied, and looked at as a whole. An epoch of the log begins with one.
#pragma once

#include <cstdint>

#include "arvo/host/pier_files.h"
#include "arvo/host/superblock.h"

namespace galena::host {

// Copies the newest checkpoint of the folder `from` into the folder `to`, which has none, as image `number`: each block
// held against its checksum, all files synced; the names are the caller's to sync. Yields its superblock. Throws
// HostFailure: there is none, or it is damaged, or the disk refuses.
Superblock copy_checkpoint(const OpenFolder& from, const OpenFolder& to, uint64_t number);

// Reads all of the newest checkpoint of a folder: every block, every noun, and the mug of its kernel, computed from the
// leaves. Yields its superblock. Throws HostFailure where any of it is not as it was written.
Superblock verify_checkpoint(const OpenFolder& folder);

}  // namespace galena::host
