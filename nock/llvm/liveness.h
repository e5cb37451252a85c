// What code reads of values that lie somewhere, for either kind of code to find what is alive where.
//
// Small atoms and constants are made where they are read. So are booleans: what they are made of is read there. Of a
// phi, the way that is taken reads one arg.
#pragma once

#include "nock/jit/ir.h"

namespace galena::jit {

inline bool is_fixed(NodeKind kind) {
  return kind == NodeKind::small || kind == NodeKind::slot;
}

// What has to be there for `n` to be read.
template <class Read>
void each_read(const Function& f, NodeId n, Read read) {
  const Node& node = f.nodes[n];
  if (is_fixed(node.kind)) return;
  if (!is_boolean(node.kind)) return read(n);
  each_operand(node, [&](NodeId a) { each_read(f, a, read); });
}

// What `of`, a node or a term, reads where it stands, if its args go to a function that `takes(callee, i)` says of.
template <class NodeOrTerm, class Takes, class Read>
void each_read(const Function& f, const NodeOrTerm& of, FunctionId callee, Takes takes, Read read) {
  if (row_of(of.kind).operands != Operands::args) {
    each_operand(of, [&](NodeId a) { each_read(f, a, read); });
    return;
  }
  for (size_t i = 0; i < of.args.size(); ++i) {
    if (takes(callee, i)) each_read(f, of.args[i], read);
  }
}
template <class Takes, class Read>
void each_read(const Function& f, const Node& n, Takes takes, Read read) {
  if (is_boolean(n.kind) || n.kind == NodeKind::phi) return;
  each_read(f, n, static_cast<FunctionId>(n.value), takes, read);
}
template <class Takes, class Read>
void each_read(const Function& f, const Term& t, Takes takes, Read read) {
  each_read(f, t, t.function, takes, read);
}

// The phis of block `to`, each with the arg that it is where control comes from block `from`.
template <class Visit>
void each_phi(const Function& f, BlockId from, BlockId to, Visit visit) {
  const Block& b = f.blocks[to];
  for (size_t p = 0; p < b.predecessors.size(); ++p) {
    if (b.predecessors[p] != from) continue;
    for (const NodeId n : b.nodes) {
      if (f.live[n] && f.nodes[n].kind == NodeKind::phi) visit(n, f.nodes[n].args[p]);
    }
  }
}

}  // namespace galena::jit
