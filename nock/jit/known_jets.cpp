#include "nock/jit/known_jets.h"

#include <algorithm>
#include <bit>

#include "nock/noun/axis.h"
#include "nock/noun/mug.h"

namespace galena::jit {
namespace {

// Below it an axis of the subject has room for the steps to the parent of a core.
constexpr uint64_t kDeepestCore = uint64_t{1} << 40;

bool has_site(const Code& code, Noun axis) {
  return std::any_of(code.jets.begin(), code.jets.end(),
                     [&](const JetSite& site) { return Noun::direct(site.axis) == axis; });
}

// The battery of a core, if it is known, or none.
Noun known_battery(const Value* core) {
  if (core->is_constant()) return core->constant.is_cell() ? core->constant.head() : Noun::none();
  return core->is_pair() && core->left->is_constant() ? core->left->constant : Noun::none();
}

}  // namespace

void KnownJets::begin_graph(Graph& graph) {
  graph_ = &graph;
  cores_ = machine_.jets().records().size();
  hints_grew_ = false;
  unjetted_.clear();
}

bool KnownJets::is_settled() const {
  // A call may have been taken to have no jet before the hint was met that gives it one.
  return !hints_grew_ && std::none_of(unjetted_.begin(), unjetted_.end(), [](const auto& call) {
    return has_site(*call.first, Noun::direct(call.second));
  });
}

void KnownJets::begin_round(bool knows_more) {
  if (knows_more || machine_.jets().records().size() != cores_) hinted_.clear();
}

bool KnownJets::has_jet(Noun formula, Noun axis) {
  if (!machine_.options().jets.enabled) return false;
  const Code* const code = machine_.code_for(formula);
  if (has_site(*code, axis)) return true;
  graph_->unjetted.insert(mug(formula));
  unjetted_.emplace_back(code, axis.direct_value());
  return false;
}

const Jet* KnownJets::known_jet(Noun formula, Noun axis, const Value* core) {
  if (machine_.options().check_jets) return nullptr;
  const Code* const code = machine_.code_for(formula);
  for (const JetSite& site : code->jets) {
    if (Noun::direct(site.axis) != axis) continue;
    switch (certainty(*site.core, core)) {
      case Truth::yes:
        return site.jet;
      case Truth::no:
        break;
      case Truth::open:
        return nullptr;
    }
  }
  return nullptr;
}

Truth KnownJets::certainty(const CoreRecord& record, const Value* core) {
  const JetRegistry& jets = machine_.jets();
  Heap& heap = machine_.heap();
  if (core->is_constant()) return jets.matches(heap, record, core->constant) ? Truth::yes : Truth::no;
  const Example& example = core->example;
  if (record.parent == nullptr) {
    // A root must be known as a whole.
    if (example.is_known() && jets.matches(heap, record, example.noun)) guards_.demand(example.axis);
    return Truth::open;
  }
  if (!core->is_pair()) {
    if (example.is_known() && is_layer(example.noun)) guards_.demand(example.axis);
    return Truth::open;
  }
  const Value* const battery = core->left;
  if (!battery->is_constant()) return Truth::open;
  if (!JetRegistry::has_battery(heap, record, battery->constant)) return Truth::no;
  const Value* parent = core;
  for (int i = 62 - std::countl_zero(record.parent_axis); i >= 0; --i) {
    const bool in_tail = (record.parent_axis >> i & 1) != 0;
    if (parent->is_dynamic()) {
      // What has been looked at already on the way here, or what the example shows.
      const Value* const known = builder_.known_child(parent, in_tail);
      if (known == nullptr) {
        demand_parent(record, parent, i + 1);
        return Truth::open;
      }
      parent = known;
    } else {
      if (!parent->is_known_cell()) return Truth::no;
      parent = builder_.half(parent, in_tail);
    }
  }
  return certainty(*record.parent, parent);
}

// Asks for the parent of a core of `record`, which lies the last `steps` of its axis below `part`.
void KnownJets::demand_parent(const CoreRecord& record, const Value* part, int steps) {
  const Example& example = part->example;
  if (!example.is_known() || example.axis >= kDeepestCore) return;
  const uint64_t rest = last_steps(record.parent_axis, steps);
  const Noun found = fragment(rest, example.noun);
  if (found.is_none() || !machine_.jets().matches(machine_.heap(), *record.parent, found) || !is_layer(found)) return;
  guards_.demand((example.axis << steps) | (rest ^ uint64_t{1} << steps));
}

bool KnownJets::is_layer(Noun core) const {
  const CoreRecord* record = machine_.jets().find(machine_.heap(), core);
  if (record == nullptr) return false;
  for (; record->parent != nullptr; record = record->parent) {
    if (record->parent_axis != 3) return false;
  }
  return true;
}

// ---- what a jet computes ----

uint64_t KnownJets::number_of(const Jet& jet, Noun formula) {
  graph_->jets.push_back({&jet, program_.constant(formula)});
  return graph_->jets.size() - 1;
}

const Value* KnownJets::call(const Jet& jet, Noun formula, const Value* core) {
  const NodeId c = builder_.node(core);
  return builder_.dynamic(builder_.emit(NodeKind::jet, c, kNone, number_of(jet, formula)));
}

// Of arithmetic, where they are at hand and may be direct atoms.
std::optional<KnownJets::Operands> KnownJets::operands(const Jet& jet, const Value* core) {
  if (jet.arithmetic == Arithmetic::none || !core->is_pair()) return {};
  const Value* const payload = builder_.half(core, true);
  if (!payload->is_known_cell()) return {};
  const Value* const sample = builder_.half(payload, false);
  Operands both{sample, nullptr};
  if (jet.arithmetic != Arithmetic::dec) {
    if (!sample->is_known_cell()) return {};
    both = {builder_.half(sample, false), builder_.half(sample, true)};
  }
  const auto may_be_direct = [](const Value* v) {
    return v == nullptr || v->is_dynamic() || (v->is_constant() && v->constant.is_direct());
  };
  if (!may_be_direct(both.first) || !may_be_direct(both.second)) return {};
  return both;
}

const Value* KnownJets::run(const Jet& jet, Noun formula, const Value* core) {
  const std::optional<Operands> both = operands(jet, core);
  if (!both) return call(jet, formula, core);
  const auto arithmetic = static_cast<uint64_t>(jet.arithmetic);
  const NodeId a = builder_.node(both->first);
  const NodeId b = both->second == nullptr ? kNone : builder_.node(both->second);
  const size_t before = builder_.trail();
  const NodeId fits = builder_.emit(NodeKind::fits, a, b, arithmetic);
  const BlockId fast = builder_.successor(), slow = builder_.successor(), end = builder_.successor();
  builder_.branch(fits, fast, slow);
  const NodeId quick = builder_.emit(NodeKind::arithmetic, a, b, arithmetic);
  builder_.jump(end);
  builder_.go_on_in(slow);
  const NodeId general = call(jet, formula, core)->node;
  builder_.jump(end);
  builder_.forget(before);
  builder_.set_predecessors(end, {fast, slow});
  builder_.go_on_in(end);
  return builder_.phi({quick, general});
}

// ---- hints in the graph ----

bool KnownJets::register_core(const Value* core, const Value* clue) {
  if (core->is_dynamic() || !clue->is_constant()) return false;
  const Noun like = builder_.example_of(core);
  JetRegistry& jets = machine_.jets();
  if (!jets.register_core(machine_, like, clue->constant)) return false;
  const std::vector<const CoreRecord*> records = jets.find_all(machine_.heap(), like);
  return !records.empty() && std::all_of(records.begin(), records.end(), [&](const CoreRecord* record) {
    return certainty(*record, core) == Truth::yes;
  });
}

// A hint that has run is not run again by the code of one graph. Two doors may have equal arms, which make equal cores:
// so a graph is for the arm of one of them.
void KnownJets::demand_battery_of_parent(const Value* core, const Value* clue) {
  const uint64_t axis = clue->is_constant() ? JetRegistry::parent_axis_of(clue->constant) : 0;
  if (axis < 2 || axis >= kDeepestCore) return;
  const uint64_t place = 2 * axis;
  const Value* part = core;
  for (int i = 62 - std::countl_zero(place); i >= 0; --i) {
    const bool in_tail = (place >> i & 1) != 0;
    if (part->is_dynamic()) {
      const Value* const known = builder_.known_child(part, in_tail);
      if (known == nullptr) {
        const Example& example = part->example;
        const uint64_t rest = last_steps(place, i + 1);
        if (!example.is_known() || example.axis >= kDeepestCore || fragment(rest, example.noun).is_none()) return;
        guards_.demand((example.axis << (i + 1)) | (rest ^ uint64_t{1} << (i + 1)));
        return;
      }
      part = known;
    } else {
      if (!part->is_known_cell()) return;
      part = builder_.half(part, in_tail);
    }
  }
  if (part->is_dynamic() && part->example.is_known()) guards_.demand(part->example.axis);
}

void KnownJets::expect_jets(const Value* core, const Value* clue) {
  demand_battery_of_parent(core, clue);
  const Noun battery = known_battery(core);
  if (battery.is_none() || (clue->is_constant() && !machine_.jets().may_name(clue->constant))) return;
  if (hinted_.insert(builder_.canonical(battery).word()).second) hints_grew_ = true;
}

bool KnownJets::expects_jets(const Value* core) {
  if (hinted_.empty()) return false;
  const Noun battery = known_battery(core);
  return !battery.is_none() && hinted_.count(builder_.canonical(battery).word()) != 0;
}

}  // namespace galena::jit
