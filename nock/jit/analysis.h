// From a formula and a subject to a graph of functions.
//
// The subject is an example: nothing in it is assumed, but where a formula to be run is found in it, a guard is made of
// that part, and from there on it is known. Callees of Nock 9 and 2 with known formulas become functions of their own,
// one for each shape of subject, with those that come back to one on the way as calls of it. What stays unknown becomes
// a call out of compiled code.
#pragma once

#include <functional>
#include <memory>

#include "nock/base/check.h"
#include "nock/jit/ir.h"
#include "nock/run/machine.h"

namespace galena::jit {

struct AnalysisOptions {
  bool any_atoms = false;    // Graph::any_atoms
  size_t max_nodes = 20000;  // of one function
  // Functions, and nodes of all of them, after which calls are of functions that are compiled later.
  size_t max_functions = 300;
  size_t max_size = 10000;
  bool verified = kChecks;                     // the graph is held against verify.h after each pass
  const Choices* again = nullptr;              // of an earlier analysis, to be repeated: they fit
  std::function<bool(const Code&)> cold = {};  // what has hardly run, if that is known
  uint64_t until = UINT64_MAX;                 // the time (now_nanoseconds) at which it is given up
};

// The graph of `formula` on subjects like `subject`; of the function of a record, if there is one, which then fixes the
// shape. Null where there is nothing to be won, as the formula is too large. Never collects; throws OutOfMemory, and
// TooLong (builder.h) once it is time.
std::unique_ptr<Graph> analyse(Machine& machine, Program& program, Noun subject, Noun formula, Record* record,
                               const AnalysisOptions& options);

// The second half of it, on the graph alone: what is not used is dropped, types are found, loops recognised.
void finish(Graph& graph, bool verified = kChecks);

}  // namespace galena::jit
