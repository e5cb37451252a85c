// Which jets answer the kicks of a function, as far as that is certain while it is analysed.
//
// A jet is known where the core is: its battery and its context are constants, up to the root. Where they are not, and
// the example shows a core that would match, they are asked for, so that the next round knows them. A core that is made
// on the way, under a `%fast` hint that has not run yet, gets its jets only then: its arms are called by kicks, which
// look for jets when they run.
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_set>
#include <utility>
#include <vector>

#include "nock/jit/builder.h"
#include "nock/jit/guards.h"
#include "nock/run/machine.h"

namespace galena::jit {

class KnownJets {
 public:
  KnownJets(Machine& machine, Program& program, Guards& guards, Builder& builder)
      : machine_(machine), program_(program), guards_(guards), builder_(builder) {}

  void begin_graph(Graph& graph);
  // Whether all calls of this graph were made as the hints in it want them.
  bool is_settled() const;
  // Before the next round, in which more of the subject may be known: that may settle hints that were not.
  void begin_round(bool knows_more);

  // Whether an arm has a jet in any core. That it has none is noted: once it gets one, the graph is no good.
  bool has_jet(Noun formula, Noun axis);
  // The jet that answers a kick of `formula` at `axis` in `core`, if that is certain. Else null.
  const Jet* known_jet(Noun formula, Noun axis, const Value* core);
  // Its product, of one that is a function: in place for arithmetic on what may be direct atoms.
  const Value* run(const Jet& jet, Noun formula, const Value* core);
  // Its number among the jets of the graph.
  uint64_t number_of(const Jet& jet, Noun formula);

  // Whether `core` is registered under `clue` for certain. What is known of it now may be enough to do that, so that
  // the calls below find its jets.
  bool register_core(const Value* core, const Value* clue);
  // Has arms of `core`, whose hint names it `clue`, called by kicks from the next round on, if they may get jets.
  void expect_jets(const Value* core, const Value* clue);
  bool expects_jets(const Value* core);

  // Whether `core` is a registered core that has no sample, and neither has anything around it: such as a layer of a
  // library, which is the same everywhere.
  bool is_layer(Noun core) const;

 private:
  using Operands = std::pair<const Value*, const Value*>;  // the second is null for `dec`

  // Whether `core` is one of `record`.
  Truth certainty(const CoreRecord& record, const Value* core);
  void demand_parent(const CoreRecord& record, const Value* part, int steps);
  void demand_battery_of_parent(const Value* core, const Value* clue);
  const Value* call(const Jet& jet, Noun formula, const Value* core);
  std::optional<Operands> operands(const Jet& jet, const Value* core);

  Machine& machine_;
  Program& program_;
  Guards& guards_;
  Builder& builder_;
  Graph* graph_ = nullptr;
  std::unordered_set<uint64_t> hinted_;  // batteries with a hint in the graph that has not run yet

  // Of the round.
  size_t cores_ = 0;  // that were registered before it
  bool hints_grew_ = false;
  std::vector<std::pair<const Code*, uint64_t>> unjetted_;  // arms that are called as ones without a jet
};

}  // namespace galena::jit
