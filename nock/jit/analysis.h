// From a formula and a subject to a graph of functions.
//
// The subject is an example: nothing in it is assumed, but where a formula to be run is found in it, a guard is made of
// that part, and from there on it is known. Callees of Nock 9 and 2 with known formulas become functions of their own,
// one for each shape of subject, with those that come back to one on the way as calls of it. What stays unknown becomes
// a call out of compiled code.
#pragma once

#include <functional>
#include <memory>

#include "nock/jit/ir.h"
#include "nock/machine.h"

namespace galena::jit {

struct AnalysisOptions {
  bool general = false;
  size_t max_nodes = 20000;  // of one function
  // Functions, and nodes of all of them, after which no more calls become a part of the graph.
  size_t max_functions = 300;
  size_t max_size = 10000;
  // A place for a constant that the collector knows and that does not move.
  std::function<Noun*(Noun)> constant;
};

// Null where there is nothing to be won: the formula is too large, or does nothing but call what is unknown. Never
// collects.
std::unique_ptr<Graph> analyse(Machine& machine, Noun subject, Noun formula, const AnalysisOptions& options);

// The second half of it, on the graph alone: what is not used is dropped, types are found, loops recognised.
void finish(Graph& graph);

}  // namespace galena::jit
