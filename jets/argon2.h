// Argon2 (RFC 9106) in all its kinds, one thread: rows of memory are gone through one after the other, which makes no
// difference to what comes out. Polls, and counts its memory.
#pragma once

#include <cstdint>
#include <span>

namespace galena::jets {

// Where the places of what is mixed in come from: what is there already (d), the places themselves (i), those at first
// (id), and longer so, in all but the last quarter of the first pass (u). The numbers go into the hash.
enum class ArgonType : uint32_t { d = 0, i = 1, id = 2, u = 10 };

struct ArgonInput {
  ArgonType type;
  uint32_t version;  // 0x10 or 0x13
  uint32_t threads, kilobytes, passes;
  std::span<const uint8_t> message, salt, secret, extra;
};

// Fills `out`, which has a byte at least. threads > 0, passes > 0, kilobytes >= 8 * threads.
void argon2(const ArgonInput& input, std::span<uint8_t> out);

}  // namespace galena::jets
