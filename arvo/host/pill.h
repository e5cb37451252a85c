// Pills: what a machine boots from.
//
//   [%pill name boot modules userspace]      the public shape, a jam; three lists
//   [%cash [%pill ...] cache]                the same with a cache for another runtime, which we leave alone
//   [%ivory boot]                            a kernel alone, without events
//   [boot modules userspace]                 before pills had tags
//
// `boot` is what the lifecycle formula [2 [0 3] 0 2] is run on; it becomes the first events of the log, as it is. The
// items of the other two are ova, [wire card]: they are poked, each with a time, modules first. Between them the host
// puts what makes one machine different from another: who it is, entropy, the versions it speaks.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "nock/noun/heap.h"
#include "nock/noun/noun.h"

namespace galena::host {

enum class PillKind : uint8_t { pill, cash, ivory, untagged };
const char* describe(PillKind kind);

struct Pill {
  PillKind kind;
  Noun name;
  Noun boot, modules, userspace;  // lists
};

// Takes a pill apart. Nothing if it is none, or if one of its lists is no list. A pill from a file is any noun.
// Foreign bytes: fuzz_pill.
std::optional<Pill> parse_pill(Noun noun);
// [%pill name boot modules userspace], which `parse_pill` takes apart again.
Noun make_pill(Heap& heap, const Pill& pill);

// What one machine is, apart from its pill.
struct BootOptions {
  std::array<uint64_t, 2> who{};  // the identity, low half first
  std::array<uint64_t, 8> entropy{};
  std::vector<uint64_t> now;  // @da: two limbs; none: the beginning of time
  bool verbose = false;
};

// The events of a boot: the lifecycle, which has one at least, and the ova to poke after it, each with its time, which
// is later than that of the one before: [now wire card].
struct BootSequence {
  std::vector<Noun> lifecycle;
  std::vector<Noun> events;
};
BootSequence boot_sequence(Heap& heap, const Pill& pill, const BootOptions& options);

// A time as the kernel knows it (@da): from the clock's seconds since 1970 and nanoseconds, less than a second; the
// limbs, low first.
std::array<uint64_t, 2> time_of(int64_t seconds, uint32_t nanoseconds);
// What the clock of the system says.
std::array<uint64_t, 2> system_time();

// The kelvin versions [hoon arvo lull zuse nock] that a pill names in a %wyrd of its own or in the sources it carries
// (sys/kelvin), each where it is found.
struct Kelvins {
  std::vector<std::pair<std::string, uint64_t>> found;
};
Kelvins find_kelvins(const Pill& pill);

// Items of a list; nothing if it is none.
std::optional<std::vector<Noun>> list_items(Noun list);

}  // namespace galena::host
