#include "nock/jit/graph_reader.h"

#include <algorithm>
#include <iterator>
#include <map>

#include "nock/base/varint.h"

namespace galena::jit {
namespace {

// The same order as in serialise.cpp. What is not sound stays in the reader, and the numbers from there on are 0; so
// that lists come to an end, none is longer than there are bytes.
class Reader {
 public:
  Reader(std::span<const uint8_t> bytes, GraphRead& into) : numbers_(bytes), into_(into) {}

  bool graph() {
    Graph& g = into_.graph;
    g.entry = word();
    g.any_atoms = flag();
    g.flags = word();
    g.functions.resize(count());
    if (g.entry >= g.functions.size()) return false;
    for (Function& f : g.functions) function(f);
    return numbers_.is_sound() && sound_ && numbers_.left() == 0;
  }

 private:
  uint32_t word() {
    const uint64_t number = numbers_.next();
    if (number > UINT32_MAX) sound_ = false;
    return static_cast<uint32_t>(number);
  }
  bool flag() { return below(2) != 0; }
  // A number that is less than `end`.
  uint64_t below(uint64_t end) {
    const uint64_t number = numbers_.next();
    if (number < end) return number;
    sound_ = false;
    return 0;
  }
  size_t count() {
    const uint64_t number = numbers_.next();
    if (number <= numbers_.left()) return number;
    sound_ = false;
    return 0;
  }
  template <class Item, class Read>
  void list(std::vector<Item>& items, Read read) {
    const size_t size = count();
    items.reserve(size);
    for (size_t i = 0; i < size; ++i) items.push_back(read());
  }
  void words(std::vector<uint32_t>& list_of) {
    list(list_of, [this] { return word(); });
  }
  void flags(std::vector<bool>& list_of) {
    list(list_of, [this] { return flag(); });
  }
  Type type() { return static_cast<Type>(below(static_cast<uint64_t>(Type::any) + 1)); }

  void node(Node& n) {
    n.kind = static_cast<NodeKind>(below(std::size(kNodeRows)));
    n.type = type();
    n.a = word();
    n.b = word();
    n.value = numbers_.next();
    words(n.args);
    n.proved = flag();
  }
  void block(Block& b) {
    b.reachable = flag();
    words(b.nodes);
    words(b.predecessors);
    Term& t = b.term;
    t.kind = static_cast<TermKind>(below(std::size(kTermRows)));
    t.a = word();
    t.b = word();
    t.yes = word();
    t.no = word();
    t.function = word();
    t.axis = numbers_.next();
    words(t.args);
  }
  void induction(Induction& in, uint32_t params) {
    for (uint32_t i = 0; i < params && sound_ && numbers_.is_sound(); ++i) {
      in.steps.push_back(static_cast<Induction::Step>(static_cast<int8_t>(below(256))));
    }
    in.counter = word();
    in.offset = numbers_.next();
    in.limit_is_param = flag();
    in.limit = numbers_.next();
    in.result_is_param = flag();
    in.result = numbers_.next();
    in.accumulates = flag();
  }
  const Shape* shape(size_t depth) {
    Shape& s = into_.shapes.emplace_back();
    s.kind = static_cast<Shape::Kind>(below(static_cast<uint64_t>(Shape::Kind::pair) + 1));
    if (s.kind == Shape::Kind::constant) s.constant = constant(word());
    if (s.kind != Shape::Kind::pair) return &s;
    if (depth == kMaxDepth || !numbers_.is_sound()) {
      sound_ = false;
      s.kind = Shape::Kind::dynamic;
      return &s;
    }
    s.left = shape(depth + 1);
    s.right = shape(depth + 1);
    return &s;
  }
  const Noun* constant(uint32_t slot) {
    const auto [it, added] = slots_.emplace(slot, nullptr);
    if (!added) return it->second;
    it->second = &into_.constants.emplace_back(Noun::none());
    into_.graph.slot_numbers.emplace(it->second, slot);
    return it->second;
  }
  void function(Function& f) {
    f.params = word();
    for (bool* const said : {&f.external, &f.elsewhere, &f.closed, &f.loops, &f.on_machine, &f.on_strand, &f.allocates,
                             &f.recursive, &f.builds, &f.accumulates}) {
      *said = flag();
    }
    const bool has_induction = flag(), decrements = flag();
    flags(f.param_used);
    list(f.param_types, [this] { return type(); });
    flags(f.live);
    f.result = type();
    f.nodes.resize(count());
    for (Node& n : f.nodes) node(n);
    f.blocks.resize(count());
    for (Block& b : f.blocks) block(b);
    if (has_induction) induction(f.induction.emplace(), f.params);
    if (decrements) f.decrements = word();
    if (&f == &into_.graph.functions[into_.graph.entry]) f.shape = shape(0);
  }

  static constexpr size_t kMaxDepth = 10'000;  // of a shape: far more than an analysis makes

  VarintReader numbers_;
  GraphRead& into_;
  std::map<uint32_t, const Noun*> slots_;
  bool sound_ = true;
};

}  // namespace

std::unique_ptr<GraphRead> read_graph(std::span<const uint8_t> bytes) {
  auto read = std::make_unique<GraphRead>();
  return Reader(bytes, *read).graph() ? std::move(read) : nullptr;
}

}  // namespace galena::jit
