// Whether a graph keeps the promises of ir.h, and those that each pass makes to what comes after it: doc/jit.md,
// "Well-formed graphs", has the rules. Reads the graph alone; the time is in proportion to it, but for a search
// backward from each node that is `proved`. Asked after the analysis and after every pass: always in builds with
// checks, and in the others where MachineOptions::verify_graphs says so.
#pragma once

#include <span>
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

// A pass of `finish` (analysis.h), and what the graph is after it; all of them, in their order.
struct Pass {
  void (*run)(Graph&);
  Stage left;
};
std::span<const Pass> passes();
// Makes `list` over a graph of the stage `analysed`; `verified`: and verifies it first, and after each.
void run_passes(Graph& graph, std::span<const Pass> list, bool verified);

// Ends the process where there is a fault, as GALENA_CHECK does; the fault and the graph are said on standard error.
void verify(const Graph& graph, Stage stage);

}  // namespace galena::jit
