// What a kernel weighs, by its own account of its parts.
//
// A kernel tells of itself by a tree (mass): a name, and a noun or more of the same. Ours and the public one answer it
// to a peek at /whey. What it is in memory is the host's to know: the distinct cells and large atoms of each part, each
// counted once, where it is met first, as parts share most of what they are made of. So the sum of the parts is the
// whole.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "arvo/host/kernel.h"

namespace galena::host {

struct Weight {
  uint64_t cells = 0, atoms = 0, bytes = 0;  // atoms: those that lie in memory
  Weight& operator+=(const Weight& other);
};

struct Part {
  std::string name;
  Weight weight;             // of all of it
  std::vector<Part> parts;   // empty: it is a noun
  Noun noun = Noun::none();  // which; good until the machine runs again
};

// Weighs one noun after the other, counting nothing twice. Linear in what is new. The nouns must stay where they are.
class Scales {
 public:
  Weight weigh(Noun noun);

 private:
  std::unordered_set<uint64_t> seen_;
};

// The kernel's account, as nouns; none where it has none. Runs Nock.
Noun account_of(Kernel& kernel);
// An account that is one, weighed; nothing where it is none, or deeper than any is. Then `rest` is what it leaves out
// of the kernel.
std::optional<Part> weigh_account(Scales& scales, Noun mass);

// The worm of a vane, [nes pay mit], as a part of an account: how many entries each of its three has; nothing where it
// is none.
struct WormSize {
  uint64_t nests = 0, plays = 0, mints = 0;
};
std::optional<WormSize> size_of_worm(Noun worm);
// The worms in an account, by vane.
std::vector<std::pair<std::string, WormSize>> worms_of(const Part& account);

}  // namespace galena::host
