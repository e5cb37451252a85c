// Where what is asked for its parts is a cell for certain, as it was asked before.
#include "nock/jit/passes.h"

namespace galena::jit {
namespace {

// Marks what asks for parts of a cell that was asked for some before, on every way there. Each check left out is also
// one end less of a block, where the code for the strand puts all that it holds in registers on the stack.
class Proofs {
 public:
  explicit Proofs(Function& f) : f_(f), number_(f.nodes.size(), kNone) {
    for (const Block& b : f.blocks) {
      if (!b.reachable) continue;
      for (const NodeId id : b.nodes) {
        const Node& n = f.nodes[id];
        if (is_asked(n.kind) && number_[n.a] == kNone) number_[n.a] = count_++;
      }
    }
  }

  // There are no ways back in a function: in reverse postorder, a block comes after all that lead to it.
  void find() {
    if (count_ == 0) return;
    order();
    // Of blocks that have not been come to yet, everything is known.
    const size_t words = (count_ + 63) / 64;
    std::vector<Known> at(f_.blocks.size(), Known(words, UINT64_MAX));
    at[0].assign(words, 0);
    for (size_t i = postorder_.size(); i-- > 0;) {
      Block& block = f_.blocks[postorder_[i]];
      Known& known = at[postorder_[i]];
      for (const NodeId id : block.nodes) {
        Node& n = f_.nodes[id];
        if (!is_asked(n.kind)) continue;
        n.proved = (known[number_[n.a] / 64] >> number_[n.a] % 64 & 1) != 0;
        if (n.kind != NodeKind::is_cell) learn(known, n.a);
      }
      const Term& t = block.term;
      const bool asks = t.kind == TermKind::branch && f_.nodes[t.a].kind == NodeKind::is_cell && t.yes != t.no;
      if (t.no != kNone) meet(at[t.no], known);
      if (t.yes == kNone) continue;
      if (asks) learn(known, f_.nodes[t.a].a);
      meet(at[t.yes], known);
    }
  }

 private:
  using Known = std::vector<uint64_t>;  // a bit for each number

  void learn(Known& known, NodeId node) const { known[number_[node] / 64] |= uint64_t{1} << number_[node] % 64; }
  static void meet(Known& into, const Known& from) {
    for (size_t i = 0; i < into.size(); ++i) into[i] &= from[i];
  }
  void order() {
    std::vector<uint8_t> ways(f_.blocks.size(), 0);  // taken so far
    std::vector<BlockId> path{0};
    std::vector<bool> seen(f_.blocks.size());
    seen[0] = true;
    while (!path.empty()) {
      const BlockId b = path.back();
      const Term& t = f_.blocks[b].term;
      if (ways[b] == 2) {
        postorder_.push_back(b);
        path.pop_back();
        continue;
      }
      const BlockId next = ways[b]++ == 0 ? t.yes : t.no;
      if (next == kNone || seen[next]) continue;
      seen[next] = true;
      path.push_back(next);
    }
  }
  static bool is_asked(NodeKind kind) {
    return kind == NodeKind::head || kind == NodeKind::tail || kind == NodeKind::is_cell;
  }

  Function& f_;
  std::vector<uint32_t> number_;  // by node: among those that are asked for parts
  uint32_t count_ = 0;
  std::vector<BlockId> postorder_;
};

}  // namespace

void find_proofs(Graph& graph) {
  for (Function& f : graph.functions) {
    if (f.on_strand || f.on_machine) Proofs(f).find();
  }
}

}  // namespace galena::jit
