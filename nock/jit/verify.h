// Whether a graph keeps the promises of ir.h, and those that each pass makes to what comes after it: doc/jit.md,
// "Well-formed graphs", has the rules. Reads the graph alone; the time is in proportion to it, but for a search
// backward from each node that is `proved`. Checked builds ask after the analysis and after every pass; release never
// does.
#pragma once

#include <string>

#include "nock/jit/ir.h"

namespace galena::jit {

// How far a graph has come: what one pass has left behind holds at all stages after it.
enum class Stage : uint8_t {
  analysed,
  reachable,
  closed,
  recursive,
  placed,
  live,
  typed,
  allocating,
  proved,
  finished,
  recorded,  // all that analyse does
};

// The first rule that `graph` breaks, with the place, as "function 0, b1, %3 cons: reads what is not a node"; empty if
// it keeps all.
std::string fault_of(const Graph& graph, Stage stage = Stage::recorded);

// The same as a condition: a fault is said on standard error, with the graph.
bool is_well_formed(const Graph& graph, Stage stage);

}  // namespace galena::jit
