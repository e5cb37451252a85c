// Formulas run on values, of which a part is known: what that comes to is a function of a graph.
//
// Order of evaluation, crashes, traces and effects are those of the interpreter. What is known is computed here; calls
// of known formulas become calls of functions, or are made in place where they are short; what is left unknown becomes
// a step that compiled code asks the interpreter for.
#pragma once

#include <cstdint>
#include <vector>

#include "nock/jit/builder.h"
#include "nock/jit/guards.h"
#include "nock/jit/known_jets.h"
#include "nock/jit/versions.h"
#include "nock/noun/axis.h"
#include "nock/run/machine.h"
#include "nock/run/nock.h"

namespace galena::jit {

class Evaluator {
 public:
  Evaluator(Machine& machine, Guards& guards, Builder& builder, KnownJets& jets, Versions& versions)
      : machine_(machine),
        heap_(machine.heap()),
        guards_(guards),
        builder_(builder),
        jets_(jets),
        versions_(versions) {}

  // Builds a function that `versions` has created.
  void build(Graph& graph, FunctionId id);

 private:
  const Value* parameters(const Shape* shape, const std::vector<Example>& leaves, uint32_t& next);

  // The product of a formula, computed from the block at hand on; what follows goes on in the block at hand then.
  const Value* eval(Noun formula, const Value* subject, unsigned depth);
  const Value* evaluate(const Operation& o, const Value* subject, unsigned depth);
  const Value* is_cell(const Value* value);
  const Value* increment(const Value* value);
  const Value* branch(const Operation& o, const Value* subject, unsigned depth);
  const Value* kick(const Operation& o, const Value* subject, unsigned depth);
  const Value* edit(const Operation& o, const Value* subject, unsigned depth);
  const Value* scry(const Operation& o, const Value* subject, unsigned depth);
  const Value* hint(Noun formula, const Operation& o, const Value* subject, unsigned depth);
  const Value* memo(Noun body, const Value* subject, unsigned depth);
  const Value* fast(Noun body, const Value* clue, const Value* subject, unsigned depth);

  // As eval, but the product is the function's: calls take its place.
  void tail(Noun formula, const Value* subject, unsigned depth);
  void tail_evaluate(const Operation& o, const Value* subject, unsigned depth);
  void tail_branch(const Operation& o, const Value* subject, unsigned depth);
  void tail_kick(const Operation& o, const Value* subject, unsigned depth);
  void tail_hint(const Operation& o, const Value* subject, unsigned depth);

  Truth condition(Noun test, const Value* subject, unsigned depth, BlockId no, size_t& before);
  Truth condition_of_branch(const Operation& o, const Value* subject, unsigned depth, BlockId no, size_t& before);
  struct Equality {
    Truth truth;
    NodeId boolean = kNone;  // where that is open
  };
  Equality compare(const Operation& o, const Value* subject, unsigned depth);

  const Value* fragment(const Value* value, Noun axis);
  const Value* replaced(const Value* target, Path& path, const Value* part);
  Noun arm(const Value* core, Noun axis);
  void demand(const Value* value, int bit, uint64_t axis);

  size_t max_inline() const;
  const Value* call(Noun formula, const Value* subject, unsigned depth);
  const Value* step(const Value* subject, Noun formula);
  const Value* unknown_call(const Value* subject, const Value* formula);
  const Value* unknown_kick(const Value* core, Noun axis);
  void tail_call(Noun formula, const Value* subject, unsigned depth);
  void finish_with(const Value* product);

  Machine& machine_;
  Heap& heap_;
  Guards& guards_;
  Builder& builder_;
  KnownJets& jets_;
  Versions& versions_;

  // Of the function at hand.
  Graph* graph_ = nullptr;
  FunctionId function_ = kNone;
  std::vector<uint64_t> inlined_;  // formulas of the calls that are made in place around here, by word
};

}  // namespace galena::jit
