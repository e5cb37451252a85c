// A graph, read from bytes that `serialise` made: what makes code of it, in a process of its own, has it so.
//
// The nouns that a graph knows by number are none here, the records and jets are not there, and no name of a function
// is. Bytes of another form yield nothing; that a graph is well-formed (verify.h) is left to whoever sent it.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <span>

#include "nock/jit/ir.h"

namespace galena::jit {

struct GraphRead {
  Graph graph;
  // What it refers to.
  std::deque<Shape> shapes;
  std::deque<Noun> constants;
};

// Null where the bytes are no graph.
std::unique_ptr<GraphRead> read_graph(std::span<const uint8_t> bytes);

}  // namespace galena::jit
