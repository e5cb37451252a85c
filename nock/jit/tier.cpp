#include "nock/jit/tier.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>
#include <utility>

#include "nock/base/check.h"
#include "nock/base/clock.h"
#include "nock/jit/analysis.h"
#include "nock/jit/budget.h"
#include "nock/jit/builder.h"
#include "nock/jit/calls.h"
#include "nock/jit/code_store.h"
#include "nock/jit/compiled_graph.h"
#include "nock/jit/compiler_process.h"
#include "nock/jit/labels.h"
#include "nock/jit/worker.h"
#include "nock/noun/mug.h"
#include "nock/run/machine.h"
#include "nock/run/profiler.h"
#include "nock/run/strand.h"

namespace galena::jit {
namespace {

// As LLVM aligns functions: nothing else is where one begins.
[[maybe_unused]] bool is_entry_address(const void* code) {
  return code != nullptr && reinterpret_cast<uint64_t>(code) % 16 == 0;
}

// The tables of a graph that has just been made or compiled.
[[maybe_unused]] bool fits_source(const CompiledGraph& graph) {
  const Graph& source = *graph.source;
  return graph.constants.size() == source.slots.size() && graph.records.size() == source.functions.size() &&
         graph.jets.size() == source.jets.size() && graph.flags.size() == source.flags + 1;
}

}  // namespace

Tier1::Tier1(Machine& machine, Strand& strand, bool eager, int32_t threshold)
    : machine_(machine),
      strand_(strand),
      eager_(eager),
      threshold_(eager            ? 0
                 : threshold != 0 ? threshold
                                  : kThreshold),
      keeps_(machine.options().load_code && !eager),
      first_threshold_(keeps_ ? std::min(threshold_, kEarly) : threshold_),
      stack_(strand),
      words_(std::make_unique<FixedWords>(fixed_words_of(strand))),
      budget_(std::make_unique<Budget>(eager            ? Budget::Mode::eager
                                       : threshold != 0 ? Budget::Mode::unpaid
                                                        : Budget::Mode::paid,
                                       machine.options().jit_delay)),
      store_(std::make_unique<CodeStore>(machine.options())),
      program_(std::make_unique<Program>(machine.heap())),
      equal_pairs_(std::make_unique<EqualPairs>()),
      labels_(std::make_unique<Labels>(machine)),
      worker_(std::make_unique<Worker>(machine.heap(), *store_, *budget_, references_of(strand, stack_, *words_),
                                       machine.options().debug_jit)) {}

Tier1::~Tier1() {
  worker_->stop();
  for (auto& graph : graphs_) release(*graph);
}

void Tier1::abandon() {
  store_->abandon();
  CompilerProcess::end_all();
}

bool Tier1::available(std::string* why) {
  std::string error = worker_->load();
  if (error.empty()) return true;
  if (why != nullptr) *why = std::move(error);
  return false;
}

bool Tier1::names_code() const {
  return machine_.options().perf_map || machine_.options().debug_jit;
}

void Tier1::set_arms(FormulaNames::Arms arms) {
  labels_->set_arms(std::move(arms));
}

Tier1::Statistics Tier1::statistics() const {
  Statistics s;
  s.compiled = compiled_;
  s.declined = declined_;
  s.functions = functions_;
  s.generated = worker_->generated();
  s.entered = stack_.entered();
  s.left = stack_.left();
  s.held_nanoseconds = budget_->held();
  s.compile_nanoseconds = budget_->compiling();
  return s;
}

Noun Tier1::formula_at(uint64_t address) const {
  auto place = places_.upper_bound(address);
  if (place == places_.begin()) return Noun::none();
  --place;
  return address <= place->second.end ? *place->second.formula : Noun::none();
}

void Tier1::begin() {
  run_here(strand_);
  thread_ = std::this_thread::get_id();
  stack_.begin();
  equal_pairs_->forget();
  if ((full_ || !budget_->has_room()) && worker_->in_work() == 0) forget_all();
  budget_->begin();
}

void Tier1::visit(Heap::Scanner& scanner) {
  GALENA_CHECK(is_here());
  program_->visit(scanner);
  if (!scanner.minor()) equal_pairs_->forget();
  // The code of a record is that of a formula equal to its own, which nothing else may keep.
  if (!scanner.minor()) {
    for (Record& record : program_->records()) {
      if (record.code != nullptr) scanner.visit(record.code->formula);
    }
  }
  for (auto& graph : graphs_) {
    if (scanner.minor() && graph->scanned) continue;
    scanner.visit(graph->constants);
    graph->scanned = true;
    // Two roots of one noun: they move together.
    GALENA_CHECK(graph->source == nullptr || std::ranges::equal(graph->constants, graph->source->slots, {}, {},
                                                                [](auto* place) { return *place; }));
  }
}

// ---- from a formula to a graph ----

std::unique_ptr<CompiledGraph> Tier1::prepare(Noun subject, Noun formula, Record* record, bool any_atoms,
                                              const Choices* again, uint64_t patience) {
  AnalysisOptions options;
  options.until = now_nanoseconds() + 2 * patience;  // by a clock that goes on where others have the processor
  options.any_atoms = any_atoms;
  options.verified = kChecks || machine_.options().verify_graphs;
  options.again = again;
  if (!eager_) {
    options.cold = [this](const Code& code) {
      return !code.looked_at && code.records.empty() && code.countdown > first_threshold_ - kEarly;
    };
  }
  auto graph = std::make_unique<CompiledGraph>();
  graph->source = analyse(machine_, *program_, subject, formula, record, options);
  if (graph->source == nullptr) return nullptr;
  const Graph& source = *graph->source;
  for (const Noun* place : source.slots) graph->constants.push_back(*place);
  for (const Function& f : source.functions) {
    graph->records.push_back(f.record);
    if (f.record == nullptr) continue;
    if (f.record->code == nullptr) f.record->code = machine_.code_for(*f.record->formula);
    GALENA_CHECK(mug(f.record->code->formula) == mug(*f.record->formula));
    if (f.record->entry_with_leaves == nullptr) {
      f.record->entry_with_leaves = kHandlers.stub;
      f.record->countdown = first_threshold_;
    }
  }
  if (names_code()) {
    graph->names = labels_->of(source);
  } else if (machine_.profiler() != nullptr) {
    for (size_t i = 0; i < source.functions.size(); ++i) graph->names.push_back(std::to_string(i));
  }
  graph->jets = source.jets;
  graph->unjetted.assign(source.unjetted.begin(), source.unjetted.end());
  graph->flags.assign(source.flags + 1, 0);
  graph->any_atoms = source.any_atoms;
  GALENA_CHECK(fits_source(*graph));
  GALENA_CHECK(graph->records[source.entry] != nullptr);
  return graph;
}

struct Tier1::Earlier {
  std::optional<Choices> choices;
  std::optional<Digest> key;
};

// The first set that fits, or the first place that is free; where neither is, there is no place for more.
Tier1::Earlier Tier1::earlier_choices(Noun subject, Noun formula, const Record* record, bool any_atoms) {
  // What was chosen where calls are compiled in place is of no use where they are not.
  if (!keeps_ || machine_.profiler() != nullptr) return {};
  for (int number = 0; number < CodeStore::kMaxChoices; ++number) {
    const Shape* const shape = record == nullptr ? nullptr : record->shape;
    const Digest key = CodeStore::choices_key(formula, shape, any_atoms, number);
    std::optional<Choices> choices = store_->choices(key);
    if (!choices || record != nullptr || fit(*choices, subject)) return {std::move(choices), key};
  }
  return {};
}

bool Tier1::request(Noun subject, Noun formula, Record* record, bool early) {
  if (!eager_ && !early && !budget_->affordable(worker_->in_work())) return true;
  const uint64_t patience = budget_->patience();
  if (patience == 0) return true;
  const uint64_t start = thread_nanoseconds();
  try {
    const bool may_be = request(subject, formula, record, early, patience);
    budget_->charge_held(thread_nanoseconds() - start);
    return may_be;
  } catch (const TooLong&) {
    budget_->charge_held(thread_nanoseconds() - start);
    budget_->charge_in_vain(patience);
    return true;
  }
}

bool Tier1::request(Noun subject, Noun formula, Record* record, bool early, uint64_t patience) {
  if (full_ || budget_->is_full()) {
    if (eager_ && !full_) machine_.message("jit: this makes too much code: what is not compiled yet is interpreted");
    full_ = true;
    return true;
  }
  const Profiler::Aside aside(machine_.profiler(), Profile::Kind::code);
  bool any_atoms = record != nullptr && record->any_atoms;
  if (record == nullptr) {
    const auto& known = program_->of(program_->constant(formula));
    any_atoms = std::any_of(known.begin(), known.end(), [](const Record* r) { return r->any_atoms; });
  }
  const Earlier earlier = earlier_choices(subject, formula, record, any_atoms);
  std::unique_ptr<CompiledGraph> prepared =
      prepare(subject, formula, record, any_atoms, earlier.choices ? &*earlier.choices : nullptr, patience);
  if (prepared == nullptr && earlier.choices)
    prepared = prepare(subject, formula, record, any_atoms, nullptr, patience);
  if (prepared == nullptr) {
    ++declined_;
    return false;
  }
  // It may have been compiled already, for a subject that is found to be equal only on a closer look.
  const Record* const entry = prepared->records[prepared->source->entry];
  if (entry->is_compiled() || entry->requested) return true;
  prepared->seen_key = CodeStore::seen_key(formula);
  prepared->choices_key = earlier.key;
  // What is on disk is linked here. All else is for the other thread, but where everything is compiled when it is
  // called.
  const bool found = early && worker_->find(*prepared);
  const bool here = found || eager_;
  // What was looked for on disk and is not there waits its turn; anything else was affordable before its analysis.
  if (!here && early && !budget_->affordable(worker_->in_work())) return true;
  if (!found && eager_ && !available()) return false;
  CompiledGraph& graph = *graphs_.emplace_back(std::move(prepared));
  budget_->charge_graph();
  GALENA_CHECK(budget_->graphs() == graphs_.size());
  for (size_t i = 0; i < graph.records.size(); ++i) {
    if (graph.is_on_strand(i)) graph.records[i]->requested = true;
  }
  if (!here) {
    worker_->submit(graph);
    return true;
  }
  if (!found) worker_->compile(graph);
  add(graph);
  return true;
}

bool Tier1::is_found(Noun formula) {
  return keeps_ && store_->found(formula);
}

std::string Tier1::text(Noun subject, Noun formula, std::string_view what) {
  const std::unique_ptr<CompiledGraph> graph = prepare(subject, formula, nullptr, false, nullptr, Budget::kNoEnd);
  if (graph == nullptr) return "declined\n";
  if (what == "graph") return print(*graph->source);
  return worker_->text(*graph->source, what == "ir" ? Text::ir : Text::assembly);
}

// ---- from a graph to code in use, and out of it ----

void Tier1::install() {
  GALENA_CHECK(is_here());
  if (!worker_->has_finished()) return;
  for (CompiledGraph* const graph : worker_->finished()) add(*graph);
}

void Tier1::add(CompiledGraph& graph) {
  GALENA_CHECK(graph.source != nullptr);
  if (graph.stale) {
    budget_->charge_bytes(graph.bytes());
    graph.source.reset();
    return;
  }
  for (size_t i = 0; i < graph.records.size(); ++i) {
    if (graph.is_on_strand(i)) graph.records[i]->requested = false;
  }
  if (!graph.code.error.empty()) {
    ++declined_;
    machine_.message("jit: " + graph.code.error);
    for (size_t i = 0; i < graph.records.size(); ++i) {
      if (graph.is_on_strand(i)) graph.records[i]->declined = true;
    }
    graph.records[graph.source->entry]->code->declined = true;
    graph.source.reset();
    return;
  }
  ++compiled_;
  GALENA_CHECK(fits_source(graph));
  GALENA_CHECK(graph.code.entries.size() == graph.records.size());
  if (machine_.options().perf_map && !PerfMap::of_process().add(graph.code.symbols)) {
    machine_.message("jit: " + PerfMap::of_process().path() + " cannot be written: no names for perf");
  }
  if (machine_.profiler() != nullptr && !names_code()) {
    for (const CodeSymbol& symbol : graph.code.symbols) {
      const size_t function = std::strtoul(symbol.name.c_str(), nullptr, 10);
      places_[symbol.address] = {symbol.address + symbol.size, graph.source->functions.at(function).formula};
    }
  }
  budget_->charge_bytes(graph.bytes());
  for (size_t i = 0; i < graph.records.size(); ++i) {
    if (!graph.is_on_strand(i)) continue;
    ++functions_;
    use(graph, i);
  }
  graph.source.reset();
}

void Tier1::use(CompiledGraph& graph, size_t function) {
  Record* const record = graph.records[function];
  const bool is_entry = function == graph.source->entry;
  // There may be code from another graph, which is as good, or better.
  if (record->graph != nullptr && (!is_entry || record->any_atoms) && (record->any_atoms || !graph.any_atoms)) return;
  const Function& f = graph.source->functions[function];
  const auto& [with_leaves, with_subject] = graph.code.entries[function];
  GALENA_CHECK(is_entry_address(with_leaves));
  GALENA_CHECK(!is_entry || is_entry_address(with_subject));
  record->entry_with_leaves = with_leaves;
  record->entry_with_subject = is_entry ? with_subject : kHandlers.take_apart;
  record->any_atoms = graph.any_atoms;
  record->small = f.closed && f.nodes.size() <= kSmallFunction;
  record->graph = &graph;
  // What the interpreter is to do by itself, the code that asks it to is no help for.
  if (record->code->declined) return;
  std::vector<Record*>& known = record->code->records;
  if (std::find(known.begin(), known.end(), record) == known.end()) known.insert(known.begin(), record);
  record->code->choose_run();
  GALENA_CHECK(record->is_sound());
}

void Tier1::retire(CompiledGraph& graph, bool any_atoms) {
  for (Record* record : graph.records) {
    if (record == nullptr || record->graph != &graph) continue;
    record->entry_with_leaves = kHandlers.stub;
    record->entry_with_subject = nullptr;
    record->any_atoms = record->any_atoms || any_atoms;
    record->countdown = threshold_;
    record->graph = nullptr;
    std::erase(record->code->records, record);
    record->code->choose_run();
    GALENA_CHECK(record->is_sound());
  }
}

void Tier1::retire(const Record& record) {
  for (auto& graph : graphs_) {
    const auto& entries = graph->code.entries;
    if (graph->source != nullptr || graph->any_atoms || entries.size() != graph->records.size()) continue;
    for (size_t i = 0; i < graph->records.size(); ++i) {
      if (graph->records[i] != &record || entries[i].first == nullptr) continue;
      retire(*graph, true);
      break;
    }
  }
}

void Tier1::got_jet(Noun formula) {
  for (auto& graph : graphs_) {
    GALENA_CHECK(std::ranges::is_sorted(graph->unjetted));
    if (graph->stale || !std::binary_search(graph->unjetted.begin(), graph->unjetted.end(), mug(formula))) continue;
    graph->stale = true;
    for (size_t i = 0; graph->source != nullptr && i < graph->records.size(); ++i) {
      if (graph->is_on_strand(i)) graph->records[i]->requested = false;
    }
    retire(*graph, false);
  }
}

void Tier1::release(CompiledGraph& graph) {
  GALENA_CHECK(std::ranges::all_of(graph.flags, [](uint64_t flag) { return flag <= 1; }));
  if (graph.code.memory == nullptr) return;
  if (machine_.options().perf_map) PerfMap::of_process().free(graph.code.symbols);
  for (const CodeSymbol& symbol : graph.code.symbols) places_.erase(symbol.address);
  graph.code.memory.reset();
}

void Tier1::forget_all() {
  GALENA_CHECK(worker_->in_work() == 0);
  for (Record& record : program_->records()) {
    if (record.code == nullptr) continue;
    record.code->records.clear();
    record.code->choose_run();
    record.code->countdown = threshold_;
    record.code->misses = 0;
    record.code->declined = false;
  }
  for (auto& graph : graphs_) release(*graph);
  graphs_.clear();
  program_->clear();
  labels_->clear();
  budget_->release_all();
  full_ = false;
}

// ---- calls ----

bool Tier1::accepts(Code* code, Noun subject) {
  GALENA_CHECK(is_here());
  install();
  if (!code->records.empty()) return true;
  if (code->declined) {
    code->countdown = INT32_MAX;
    return false;
  }
  // What the run has not paid for yet is asked for again.
  if (budget_->patience() == 0) {
    code->countdown = threshold_;
    return false;
  }
  if (!code->looked_at) {
    code->looked_at = true;
    code->countdown = threshold_ - first_threshold_;
    if (is_found(code->formula)) return compile_for(code, subject, true);
    if (code->countdown > 0) return false;
  }
  code->countdown = threshold_ << code->in_vain;
  return compile_for(code, subject);
}

Record* Tier1::fitting(Code* code, Noun* frame) {
  std::vector<Record*>& records = code->records;
  for (size_t i = 0; i < records.size(); ++i) {
    Record* const record = records[i];
    if (!take_apart(*record, frame)) continue;
    frame[0] = subject_of(*record, frame + 1);
    std::rotate(records.begin(), records.begin() + static_cast<ptrdiff_t>(i),
                records.begin() + static_cast<ptrdiff_t>(i) + 1);
    code->choose_run();
    GALENA_CHECK(record->code == code && record->is_sound());
    return record;
  }
  return nullptr;
}

Record* Tier1::record_for(Code* code, Noun* frame) {
  GALENA_CHECK(is_here());
  install();
  if (Record* const record = fitting(code, frame)) return record;
  if (code->declined || code->records.size() >= kMaxRecords) return nullptr;
  // A second version waits until it has been asked for as often as the first.
  if (!eager_ && ++code->misses < threshold_ << code->in_vain) return nullptr;
  code->misses = 0;
  return compile_for(code, frame[0]) ? fitting(code, frame) : nullptr;
}

bool Tier1::compile_for(Code* code, Noun subject, bool early) {
  if (!eager_ && !early && !budget_->affordable(worker_->in_work())) return false;
  const size_t before = code->records.size();
  if (!request(subject, code->formula, nullptr, early)) code->declined = true;
  const bool more = code->records.size() > before;
  code->in_vain = more ? 0 : std::min<uint8_t>(code->in_vain + 1, kMaxInVain);
  return more;
}

bool Tier1::compiled(Record& record) {
  GALENA_CHECK(is_here());
  GALENA_CHECK(record.is_sound());
  if (record.is_compiled()) return true;
  if (record.requested || record.declined) {
    install();
    return record.is_compiled();
  }
  bool early = false;
  if (!eager_) {
    if (--record.countdown >= 0) return false;
    record.countdown = threshold_;
    if (budget_->patience() == 0) return false;
    if (!record.looked_at) {
      record.looked_at = true;
      early = is_found(*record.formula);
      if (!early) record.countdown -= first_threshold_;
      if (!early && record.countdown > 0) return false;
    }
  }
  if (!request(Noun::zero(), *record.formula, &record, early)) record.declined = true;
  return record.is_compiled();
}

bool Tier1::take_apart(const Record& record, Noun* frame) {
  Noun* next = frame + 1;
  const bool fits = jit::take_apart(machine_.heap(), *equal_pairs_, record.shape, frame[0], next);
  GALENA_CHECK(!fits || next == frame + 1 + record.params);
  return fits;
}

Noun Tier1::subject_of(const Record& record, const Noun* leaves) {
  const Noun* next = leaves;
  const Noun subject = put_together(machine_.heap(), record.shape, next);
  GALENA_CHECK(next == leaves + record.params);
  return subject;
}

void Tier1::came_back(Record& record, const Noun* frame) {
  GALENA_CHECK(is_here());
  stack_.go_on(frame);
  if (++record.returns >= kMaxReturns && record.graph != nullptr) {
    record.returns = 0;
    retire(record);
  }
}

}  // namespace galena::jit
