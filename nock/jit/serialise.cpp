// Graphs as bytes: two graphs with the same bytes have the same code.
#include "nock/base/varint.h"
#include "nock/jit/ir.h"

namespace galena::jit {
namespace {

class Bytes {
 public:
  explicit Bytes(const Graph* of = nullptr) : graph(of) {}
  void number(uint64_t n) { append_varint(out, n); }
  template <class Numbers>
  void numbers(const Numbers& list) {
    number(list.size());
    for (const auto n : list) number(static_cast<uint64_t>(n));
  }
  void node(const Node& n) {
    number(static_cast<uint64_t>(n.kind));
    number(static_cast<uint64_t>(n.type));
    number(n.a);
    number(n.b);
    number(n.value);
    numbers(n.args);
    number(n.proved ? 1 : 0);
  }
  void block(const Block& b) {
    number(b.reachable ? 1 : 0);
    numbers(b.nodes);
    numbers(b.predecessors);
    const Term& t = b.term;
    number(static_cast<uint64_t>(t.kind));
    number(t.a);
    number(t.b);
    number(t.yes);
    number(t.no);
    number(t.function);
    number(t.axis);
    numbers(t.args);
  }
  void shape(const Shape& s) {
    number(static_cast<uint64_t>(s.kind));
    if (s.kind == Shape::Kind::constant) number(graph->slot_of(s.constant));
    if (s.kind != Shape::Kind::pair) return;
    shape(*s.left);
    shape(*s.right);
  }
  void function(const Function& f) {
    number(f.params);
    for (const bool flag : {f.external, f.elsewhere, f.closed, f.loops, f.on_machine, f.on_strand, f.allocates,
                            f.recursive, f.builds, f.accumulates, f.induction.has_value(), f.decrements.has_value()}) {
      number(flag ? 1 : 0);
    }
    numbers(f.param_used);
    numbers(f.param_types);
    numbers(f.live);
    number(static_cast<uint64_t>(f.result));
    number(f.nodes.size());
    for (const Node& n : f.nodes) node(n);
    number(f.blocks.size());
    for (const Block& b : f.blocks) block(b);
    if (f.induction) {
      const Induction& in = *f.induction;
      for (const Induction::Step s : in.steps) number(static_cast<uint8_t>(s));
      for (const uint64_t n : {uint64_t{in.counter}, in.offset, uint64_t{in.limit_is_param}, in.limit,
                               uint64_t{in.result_is_param}, in.result, uint64_t{in.accumulates}}) {
        number(n);
      }
    }
    if (f.decrements) number(*f.decrements);
    if (&f == &graph->functions[graph->entry]) shape(*f.shape);
  }

  const Graph* graph;
  std::string out;
};

}  // namespace

std::string serialise(const Graph& graph) {
  Bytes bytes(&graph);
  bytes.number(graph.entry);
  bytes.number(graph.any_atoms ? 1 : 0);
  bytes.number(graph.flags);
  bytes.number(graph.functions.size());
  for (const Function& f : graph.functions) bytes.function(f);
  return std::move(bytes.out);
}

}  // namespace galena::jit
