// The superblock of a checkpoint: what says which files are the checkpoint, how much of them, and what they stand for.
//
// A file of two slots, each at a multiple of kSlot, written in turn: generation N lies in slot N % 2. A slot that is
// whole has its own checksum and speaks for the sums of the columns; the newest whole one counts (checkpoint.h). What
// is read here is within bounds: nothing is mapped or allocated for a claim before it is checked. No I/O.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "arvo/host/failure.h"

namespace galena::host {

inline constexpr size_t kSlot = 4096;

// As it lies in the file, in the order of bytes of the machine.
struct Superblock {
  uint64_t magic;                           // says how large the blocks are, too
  uint64_t generation = 0;                  // from 1
  uint64_t number = 0;                      // of the image, from 1
  uint64_t base = 0;                        // the address that it was made at
  uint64_t cell_bytes = 0, atom_bytes = 0;  // of the columns: whole blocks
  uint64_t root = 0;                        // a noun of the image, as a word
  uint64_t event = 0;
  uint64_t base_bytes = 0;
  uint32_t mug = 0;
  uint32_t cell_sums = 0, atom_sums = 0;  // crc32c of the sums of all blocks of the column
  uint32_t sum = 0;                       // of what is above

  bool operator==(const Superblock&) const = default;
};
static_assert(sizeof(Superblock) == 88 && sizeof(Superblock) <= kSlot);

// `block` with magic and sum put in.
Superblock sealed(Superblock block);

// The bytes that each sum of its columns is of: Image::kBlock, or six of them where an older build wrote it.
size_t bytes_of_block(const Superblock& block);

// Why a slot does not count; empty if it does.
std::string fault_of(const Superblock& block);

// The slots of a superblock file that count, the newest first.
// Foreign bytes: fuzz_superblock.
std::vector<Superblock> parse_superblocks(std::span<const uint8_t> file);

// The sums of the first `blocks` blocks of a column, from the file that has them. Refused where it is too short, or
// their own checksum is not `wanted`. `blocks` is as bounded as those of a superblock that counts.
// Foreign bytes: fuzz_superblock.
OrRefused<std::vector<uint32_t>> parse_sums(std::span<const uint8_t> file, size_t blocks, uint32_t wanted);

}  // namespace galena::host
