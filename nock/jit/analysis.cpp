#include "nock/jit/analysis.h"

#include <utility>

#include "nock/base/check.h"
#include "nock/jit/builder.h"
#include "nock/jit/choices.h"
#include "nock/jit/code_finder.h"
#include "nock/jit/evaluator.h"
#include "nock/jit/guards.h"
#include "nock/jit/known_jets.h"
#include "nock/jit/shape.h"
#include "nock/jit/verify.h"
#include "nock/jit/versions.h"
#include "nock/noun/axis.h"
#include "nock/noun/mug.h"

namespace galena::jit {
namespace {

// After so many an analysis that still comes to know more is given up.
constexpr int kMaxRounds = 40;

class Analysis {
 public:
  Analysis(Machine& machine, Program& program, Noun subject, Noun formula, Record* record,
           const AnalysisOptions& options)
      : subject_(subject),
        formula_(program.constant(formula)),
        record_(record),
        options_(options),
        shapes_(program),
        builder_(machine.heap(), program, code_, options.max_nodes, options.until),
        jets_(machine, program, guards_, builder_),
        versions_(machine, program, code_, shapes_, builder_, choices_, options_),
        evaluator_(machine, guards_, builder_, jets_, versions_) {}

  // The graph, whose functions have the shapes of this analysis, or null.
  std::unique_ptr<Graph> run() {
    const Choices* again = options_.again;
    if (again != nullptr && record_ == nullptr) {
      for (const Choices::Guard& guard : again->guards) guards_.demand(guard.axis);
      guards_.settle();
    }
    // Each round knows the parts of the subject that the one before has asked for.
    for (int round = 0; round < kMaxRounds; ++round) {
      choices_.begin(again);
      try {
        analyse_all();
      } catch (const TooLarge&) {
        return nullptr;
      }
      const bool demands = guards_.settle();
      if (!demands && jets_.is_settled()) return finished();
      again = demands ? nullptr : options_.again;
      jets_.begin_round(demands);
    }
    return nullptr;
  }

 private:
  void analyse_all() {
    graph_ = std::make_unique<Graph>();
    graph_->any_atoms = options_.any_atoms;
    builder_.begin_graph(*graph_);
    jets_.begin_graph(*graph_);
    versions_.begin_graph(*graph_);
    const Shape* const shape = record_ != nullptr ? record_->shape : guards_.shape(shapes_, subject_);
    versions_.create(kNone, formula_, shape,
                     record_ != nullptr ? std::vector<Example>(record_->params) : leaves_of(shape, subject_));
    for (FunctionId id = 0; id < graph_->functions.size(); ++id) {
      Function& function = graph_->functions[id];
      // What has been asked for beyond the limit is left for later, too, if it is ever called.
      if (id != graph_->entry && graph_->size >= options_.max_size) Versions::leave_out(function);
      if (function.external) continue;
      evaluator_.build(*graph_, id);
      const Function& built = graph_->functions[id];
      graph_->size += built.nodes.size() + built.blocks.size();
      if (graph_->size > 10 * options_.max_nodes) throw TooLarge{};
    }
  }

  std::unique_ptr<Graph> finished() {
    graph_->repeated = choices_.has_repeated_all();
    graph_->choices.made = choices_.take();
    for (const uint64_t axis : guards_.axes()) {
      graph_->choices.guards.push_back({axis, mug(fragment(axis, subject_))});
    }
    return std::move(graph_);
  }

  const Noun subject_;
  const Noun* const formula_;
  Record* const record_;
  const AnalysisOptions& options_;
  std::unique_ptr<Graph> graph_;

  CodeFinder code_;
  Shapes shapes_;
  Guards guards_;
  ChoiceLog choices_;
  Builder builder_;
  KnownJets jets_;
  Versions versions_;
  Evaluator evaluator_;
};

// The constants that a subject of this shape is compared with.
void add_slots(Graph& graph, const Shape* shape) {
  if (shape->kind == Shape::Kind::constant) graph.slot(shape->constant);
  if (shape->kind != Shape::Kind::pair) return;
  add_slots(graph, shape->left);
  add_slots(graph, shape->right);
}

}  // namespace

std::unique_ptr<Graph> analyse(Machine& machine, Program& program, Noun subject, Noun formula, Record* record,
                               const AnalysisOptions& options) {
  Analysis analysis(machine, program, subject, formula, record, options);  // the shapes in the graph are its
  std::unique_ptr<Graph> graph = analysis.run();
  if (graph == nullptr) return nullptr;
  finish(*graph, options.verified);
  for (Function& f : graph->functions) {
    if (f.on_strand || f.elsewhere) {
      if (f.record == nullptr) f.record = program.find(f.formula, f.shape);
      if (f.record == nullptr) f.record = program.add(f.formula, f.shape, f.params);
    } else {
      f.record = nullptr;
    }
    f.shape = nullptr;
  }
  Function& entry = graph->functions[graph->entry];
  entry.shape = entry.record->shape;
  add_slots(*graph, entry.shape);
  if (options.verified) verify(*graph, Stage::recorded);
  return graph;
}

}  // namespace galena::jit
