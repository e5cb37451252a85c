// The functions of a graph: a formula in as many versions, for shapes of its subject, as are worth their code.
//
// A call whose formula is known asks for a version for what is known of its subject. It gets that one, or another that
// does for it: of a loop only what all rounds have in common counts, and outside of loops a version that is there
// already is taken for what adds no knowledge of code. What lies beyond the limits of a graph becomes a call of a
// function that is compiled later, if it is ever called.
#pragma once

#include <map>
#include <unordered_map>
#include <utility>
#include <vector>

#include "nock/jit/analysis.h"
#include "nock/jit/builder.h"
#include "nock/jit/choices.h"
#include "nock/jit/code_finder.h"
#include "nock/jit/guards.h"
#include "nock/jit/shape.h"

namespace galena::jit {

class Versions {
 public:
  Versions(Machine& machine, Program& program, CodeFinder& code, Shapes& shapes, Builder& builder, ChoiceLog& choices,
           const AnalysisOptions& options)
      : machine_(machine),
        program_(program),
        code_(code),
        shapes_(shapes),
        builder_(builder),
        choices_(choices),
        options_(options) {}

  void begin_graph(Graph& graph);
  // A function that `caller` is the first to want, or kNone. `leaves`: what there is of the example where its shape has
  // leaves.
  FunctionId create(FunctionId caller, const Noun* formula, const Shape* shape, std::vector<Example> leaves);
  // The function that `caller` calls with the formula `code` on `subject`; its arguments go to `args`, which is empty.
  FunctionId request(FunctionId caller, Noun code, const Value* subject, std::vector<const Value*>& args);
  // Of a function of the graph, by parameter.
  const std::vector<Example>& leaves(FunctionId function) const { return origins_[function].leaves; }
  // Leaves a function to another graph.
  static void leave_out(Function& function);

 private:
  // What is kept of a function beside its code.
  struct Origin {
    FunctionId caller;
    std::vector<Example> leaves;
  };

  FunctionId find(const Noun* formula, const Shape* shape) const;
  const Shape* shape_for(FunctionId caller, const Noun* formula, const Value* subject, FunctionId& found);
  const Shape* shape_of(const Value* value, unsigned depth, size_t& leaves);
  const Shape* shape_of_constant(Noun noun, unsigned depth);
  const Shape* covering(const Noun* formula, const Shape* shape);
  void append_leaves(const Shape* shape, const Value* value, std::vector<const Value*>& leaves);

  Machine& machine_;
  Program& program_;
  CodeFinder& code_;
  Shapes& shapes_;
  Builder& builder_;
  ChoiceLog& choices_;
  const AnalysisOptions& options_;

  // Of the graph.
  Graph* graph_ = nullptr;
  std::vector<Origin> origins_;  // by function
  std::map<std::pair<const Noun*, ShapeKey>, FunctionId> functions_;
  std::unordered_map<const Noun*, std::vector<FunctionId>> by_formula_;
};

}  // namespace galena::jit
