// The code of tier 1 between analysis and LLVM: a graph of functions in SSA form.
//
// A function is one formula for one shape of subject: what is constant in the subject (batteries, mostly) is part of
// the function, the other leaves that it reads are its parameters, each a noun of its own. Values are noun words. A
// boolean (`is_cell`, `same`, `is_none`, ...) is not a noun; only `branch` and `loobean` read it.
//
// A function is *closed* if it computes by itself: no call of what is unknown, no hint with an effect, and only closed
// callees. Closed functions can run on a machine stack, by machine calls; what crashes there is run again by the
// interpreter, from the call that entered, for its trace. All others run on the strand's stack, frame by frame as the
// interpreter does, and keep the trace themselves.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "nock/jit/choices.h"
#include "nock/jit/program.h"
#include "nock/noun/noun.h"

namespace galena::jit {

using NodeId = uint32_t;
using BlockId = uint32_t;
using FunctionId = uint32_t;
inline constexpr uint32_t kNone = UINT32_MAX;

// What is known of a value: never wrong, `any` if nothing. `never` is what no execution has reached.
enum class Type : uint8_t { never, direct, atom, cell, any };
Type join(Type a, Type b);

// The kinds of nodes and terms, and what is said of each: node.def. A switch over them names all, so that the compiler
// finds what a new one needs.
enum class NodeKind : uint8_t {
#define NODE(name, ...) name,
#include "nock/jit/node.def"
};
enum class TermKind : uint8_t {
#define TERM(name, ...) name,
#include "nock/jit/node.def"
};
enum class Operands : uint8_t { none, a, ab, a_or_ab, args };
enum class Number : uint8_t { none, param, word, constant, flag, function, jet, axis, arithmetic };
enum class Effect : uint8_t { pure, allocates, leaves, runs, calls, acts, trace };
enum class Reach : uint8_t { closed, open };
enum class Product : uint8_t { nothing, boolean, direct, cell, any, computed };

struct NodeRow {
  const char* text;
  Operands operands;
  Number value;
  Effect effect;
  Reach reach;
  Product product;
};
struct TermRow {
  const char* text;
  Operands operands;
  Number value;
  unsigned ways;
  Reach reach;
};
inline constexpr NodeRow kNodeRows[] = {
#define NODE(name, text, operands, value, effect, reach, product) \
  {text, Operands::operands, Number::value, Effect::effect, Reach::reach, Product::product},
#include "nock/jit/node.def"
};
inline constexpr TermRow kTermRows[] = {
#define TERM(name, text, operands, value, ways, reach) {text, Operands::operands, Number::value, ways, Reach::reach},
#include "nock/jit/node.def"
};
constexpr const NodeRow& row_of(NodeKind kind) {
  return kNodeRows[static_cast<size_t>(kind)];
}
constexpr const TermRow& row_of(TermKind kind) {
  return kTermRows[static_cast<size_t>(kind)];
}

// Of no use without a reader.
constexpr bool is_pure(NodeKind kind) {
  return row_of(kind).effect == Effect::pure || row_of(kind).effect == Effect::allocates;
}
// Of no use where what crashes is run again for its trace.
constexpr bool is_trace(NodeKind kind) {
  return row_of(kind).effect == Effect::trace;
}
constexpr bool is_call(NodeKind kind) {
  return row_of(kind).effect == Effect::calls;
}
// May come to a collection.
constexpr bool may_run(NodeKind kind) {
  return row_of(kind).effect == Effect::calls || row_of(kind).effect == Effect::runs;
}
constexpr bool is_boolean(NodeKind kind) {
  return row_of(kind).product == Product::boolean;
}
template <class Kind>  // of nodes or terms
constexpr bool is_closed(Kind kind) {
  return row_of(kind).reach == Reach::closed;
}

struct Node {
  NodeKind kind;
  Type type = Type::never;
  NodeId a = kNone, b = kNone;
  uint64_t value = 0;
  std::vector<NodeId> args = {};
  bool proved = false;  // of head, tail, is_cell: a is a cell, on every way here
};

struct Term {
  TermKind kind = TermKind::none;
  NodeId a = kNone, b = kNone;
  BlockId yes = kNone, no = kNone;
  FunctionId function = kNone;
  uint64_t axis = 0;
  std::vector<NodeId> args = {};
};

// What a node or a term reads, in order.
template <class NodeOrTerm, class Visit>
void each_operand(const NodeOrTerm& of, Visit visit) {
  switch (row_of(of.kind).operands) {
    case Operands::none:
      return;
    case Operands::a:
      visit(of.a);
      return;
    case Operands::ab:
      visit(of.a);
      visit(of.b);
      return;
    case Operands::a_or_ab:
      visit(of.a);
      if (of.b != kNone) visit(of.b);
      return;
    case Operands::args:
      for (const NodeId arg : of.args) visit(arg);
      return;
  }
}

struct Block {
  std::vector<NodeId> nodes;
  Term term;
  std::vector<BlockId> predecessors;  // of a block with phis, in the order of their args
  bool reachable = false;
};

// A loop by self tail calls whose end is known beforehand, by induction over its parameters: in every round each
// parameter stays, or grows or shrinks by one, and the loop ends where `counter + offset` equals `limit`, which stays.
// Holds as long as all of them are direct atoms and no step leaves that range; for other values the loop runs.
struct Induction {
  enum class Step : int8_t { down = -1, stays = 0, up = 1, unused = 2 };
  std::vector<Step> steps;  // by parameter
  uint32_t counter = 0;
  uint64_t offset = 0;  // in units
  bool limit_is_param = false;
  uint64_t limit = 0;  // parameter, or word
  // What is returned: a parameter as it is at the end, or a word; one more for each round where `accumulates`.
  bool result_is_param = false;
  uint64_t result = 0;
  bool accumulates = false;
};

struct Graph;

struct Function {
  const Noun* formula = nullptr;
  const Shape* shape = nullptr;  // once the graph is finished, of the entry only
  Record* record = nullptr;      // of what runs on the strand
  bool external = false;         // there is nothing of it here but the record
  std::string name;
  uint32_t params = 0;
  std::vector<bool> param_used;
  std::vector<bool> live;  // by node
  std::vector<Type> param_types;
  Type result = Type::never;
  std::vector<Node> nodes;
  std::vector<Block> blocks;  // the first is the entry and has no predecessors

  bool closed = false;
  bool loops = false;        // may come back to itself
  bool on_machine = false;   // closed, and wanted as such: called by closed functions, or a loop
  bool on_strand = false;    // called by functions that are not closed, or the entry; and not elsewhere
  bool elsewhere = false;    // its code for the strand is, or will be, compiled with another graph
  bool cold = false;         // so it will, if it is not closed, as it has hardly run
  bool compiled = false;     // there is such code already
  bool allocates = false;    // it, or what it calls: may come to a collection, so takes the shadow stack
  bool recursive = false;    // may reach itself by calls that are not its own tail calls
  bool builds = false;       // returns only what it makes itself, or a cell with its own product as the tail: a loop
  bool accumulates = false;  // returns only what it makes itself, or one more than its own product: a loop
  std::optional<Induction> induction;
  std::optional<uint32_t> decrements;  // it returns parameter n less one, or loops

  // Whether it is compiled for the strand: else what is there only goes over to the machine stack.
  bool has_strand_body() const { return on_strand && !is_passage(); }
  bool is_passage() const { return on_strand && closed && loops; }
  // Whether functions on the strand pass it all of its parameters: what machine code does not read, the interpreter may
  // where it runs the call again, if only for the trace.
  bool takes_all() const { return elsewhere || is_passage(); }
};

struct Graph {
  std::vector<Function> functions;
  FunctionId entry = 0;
  std::vector<const Noun*> slots;  // constants: roots that do not move
  std::unordered_map<const Noun*, uint32_t> slot_numbers;
  std::vector<DirectJet> jets;
  std::set<uint32_t> unjetted;  // mugs of the arms that are called as ones without a jet
  uint32_t flags = 0;           // count of `fast` flags
  bool any_atoms = false;       // atoms beyond 63 bits are handled in place, not left to the interpreter
  size_t size = 0;              // nodes
  Choices choices;              // that led to it
  bool repeated = false;        // all of them are those of an earlier analysis

  // The number of a constant of the program, among the slots from now on.
  uint32_t slot(const Noun* constant) {
    const auto [it, added] = slot_numbers.emplace(constant, static_cast<uint32_t>(slots.size()));
    if (added) slots.push_back(constant);
    return it->second;
  }
  uint32_t slot_of(const Noun* constant) const { return slot_numbers.at(constant); }
};

// Closed functions of so many nodes are compiled with each function on the machine stack that calls them: that keeps
// the callers closed.
inline constexpr size_t kSmallFunction = 60;

// The node of block `b` that calls function `self`, `f` itself, where all that `b` does with its product is to return
// it in a node of `kind`: one more than it, or a cell with it as the tail. Else kNone.
inline NodeId own_call_before(const Function& f, FunctionId self, const Block& b, NodeKind kind) {
  if (b.term.kind != TermKind::ret || b.nodes.size() < 2 || b.nodes.back() != b.term.a) return kNone;
  const Node& last = f.nodes[b.term.a];
  const NodeId call = b.nodes[b.nodes.size() - 2];
  if (last.kind != kind || (kind == NodeKind::inc ? last.a : last.b) != call ||
      (kind == NodeKind::cons && last.a == call)) {
    return kNone;
  }
  return f.nodes[call].kind == NodeKind::call && f.nodes[call].value == self ? call : kNone;
}

// The functions' text, for people.
std::string print(const Graph& graph);

// Everything that the code of a graph depends on, but for the nouns, records and jets that it refers to by number.
std::string serialise(const Graph& graph);

}  // namespace galena::jit
