// One graph, compiled or to be, and the tables that its code refers to.
//
// It is made on the machine's thread and stays there, but for the time between Worker::submit and the call of
// Worker::finished that yields it: then the worker reads `source`, the keys, the names and where the tables lie, and
// writes `objects_key` and `code`. What the tables hold, and all else, is the machine's throughout: collections change
// `constants`.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "nock/base/digest.h"
#include "nock/jit/ir.h"
#include "nock/jit/linker.h"
#include "nock/jit/record.h"
#include "nock/noun/noun.h"

namespace galena::jit {

struct CompiledGraph {
  std::unique_ptr<Graph> source;  // until its code is in use, or is given up
  Compiled code;

  // What the code refers to: not resized once there is some.
  std::vector<Noun> constants;   // roots, by slot of the graph
  std::vector<Record*> records;  // by function of the graph; null where it has none
  std::vector<uint64_t> flags;   // 0 or 1
  std::vector<DirectJet> jets;

  std::vector<std::string> names;       // by function of the graph, if they are wanted
  std::vector<uint32_t> unjetted;       // Graph::unjetted, in order
  bool any_atoms = false;               // Graph::any_atoms
  Digest objects_key{};                 // of its code on disk
  Digest seen_key{};                    // of what is kept there for later runs to find it by
  std::optional<Digest> choices_key{};  // the same, where there is room for it

  static constexpr size_t kOverhead = size_t{16} << 10;  // of linking one, as a guess
  size_t bytes() const { return kOverhead + code.bytes; }

  bool stale = false;    // not to be used any more
  bool scanned = false;  // its constants are old

  Tables tables() const { return {constants.data(), records.data(), flags.data(), jets.data()}; }
  // Whether there will be, or is, code for the strand of function `i`. While there is a source.
  bool is_on_strand(size_t i) const { return source->functions[i].on_strand; }
};

}  // namespace galena::jit
