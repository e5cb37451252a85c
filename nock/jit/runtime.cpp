#include "nock/jit/runtime.h"

#include <dlfcn.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iterator>
#include <utility>

#include "nock/jit/analysis.h"
#include "nock/noun/equal.h"
#include "nock/noun/mug.h"
#include "nock/noun/text.h"
#include "nock/run/machine.h"
#include "nock/run/profiler.h"
#include "nock/run/strand.h"

#if defined(__x86_64__) && !__has_feature(address_sanitizer) && !__has_feature(thread_sanitizer)
#define GALENA_JIT_TARGET 1
#else
#define GALENA_JIT_TARGET 0
#endif

#if GALENA_JIT_TARGET
// galena_jit_enter(entry, arguments, sp, activation, stack): calls entry(arguments, sp) on `stack`, or on the stack in
// use if that is null. galena_jit_leave(activation): has the call of galena_jit_enter that made `activation` yield 3,
// which is no noun.
asm(R"(
  .text
  .p2align 4
  .type galena_jit_enter, @function
galena_jit_enter:
  pushq %rbp
  movq %rsp, %rbp
  pushq %rbx
  pushq %r12
  pushq %r13
  pushq %r14
  pushq %r15
  movq %rsp, (%rcx)
  movq %rcx, %rbx
  testq %r8, %r8
  cmovneq %r8, %rsp
  andq $-16, %rsp
  movq %rdi, %rax
  movq %rsi, %rdi
  movq %rdx, %rsi
  callq *%rax
.Lgalena_jit_back:
  movq (%rbx), %rsp
  popq %r15
  popq %r14
  popq %r13
  popq %r12
  popq %rbx
  popq %rbp
  retq
  .size galena_jit_enter, .-galena_jit_enter
  .type galena_jit_leave, @function
galena_jit_leave:
  movq %rdi, %rbx
  movl $3, %eax
  jmp .Lgalena_jit_back
  .size galena_jit_leave, .-galena_jit_leave
)");
extern "C" uint64_t galena_jit_enter(uint64_t (*entry)(const uint64_t*, uint64_t*), const uint64_t* arguments,
                                     uint64_t* sp, galena::jit::Activation* activation, void* stack);
extern "C" [[noreturn]] void galena_jit_leave(galena::jit::Activation* activation);
#else
static uint64_t galena_jit_enter(uint64_t (*)(const uint64_t*, uint64_t*), const uint64_t*, uint64_t*,
                                 galena::jit::Activation*, void*) {
  std::abort();
}
[[noreturn]] static void galena_jit_leave(galena::jit::Activation*) {
  std::abort();
}
#endif

namespace galena::jit {
namespace {

// Room that C++ called from machine code may use.
constexpr size_t kNativeSlack = size_t{4} << 20;
// Runs of the interpreter inside of one another.
constexpr unsigned kMaxNested = 500;

uint64_t now() {
  return static_cast<uint64_t>(
      std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch())
          .count());
}

// Of this thread.
uint64_t cpu_time() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<uint64_t>(t.tv_sec) * 1'000'000'000 + static_cast<uint64_t>(t.tv_nsec);
}

// The strand that runs on this thread: for the functions that compiled code calls with nouns alone.
thread_local Strand* t_strand = nullptr;

Strand& strand() {
  return *t_strand;
}

// What `body` says; kExhausted where memory runs out, as no exception passes through compiled code.
template <class Body>
uint64_t guarded(Body body) {
  try {
    return body();
  } catch (const OutOfMemory&) {
    return kExhausted;
  }
}

#define GALENA_RARE __attribute__((preserve_most))

// ---- what compiled code calls ----

[[noreturn]] void do_leave() {
  strand().jit->leave(Activation::Reason::failed);
}
[[noreturn]] void do_out_of_memory() {
  strand().jit->leave(Activation::Reason::out_of_memory);
}

GALENA_RARE void do_safepoint(Noun* sp) {
  const uint64_t how = guarded([&] { return strand().machine_safepoint(sp) ? 0 : kOver; });
  if (how == kOver) strand().jit->leave(Activation::Reason::interrupted);
  if (how == kExhausted) do_out_of_memory();
}

GALENA_RARE void do_remember_tail(uint64_t cell) {
  strand().heap.remember(&Noun::from_word(cell).cell()->tail);
}

GALENA_RARE void do_check_stack() {
  Strand& s = strand();
  if (s.machine.interrupted()) s.jit->leave(Activation::Reason::interrupted);
  s.jit->clear_interrupt();
  if (s.machine.interrupted()) s.jit->interrupt();
  if (!s.jit->has_native_room()) do_out_of_memory();
}

GALENA_RARE uint64_t do_equal(uint64_t a, uint64_t b) {
  return equal(strand().heap, Noun::from_word(a), Noun::from_word(b)) ? 1 : 0;
}

GALENA_RARE uint64_t do_increment(uint64_t a) {
  const Noun n = Noun::from_word(a);
  if (n.is_cell()) return kFailed;
  return guarded([&] { return increment(strand().heap, n).word(); });
}

uint64_t do_run_jet(const DirectJet* jet, uint64_t core) {
  const Profiler::Aside aside(strand().machine.profiler(), Profile::Kind::jet);
  return guarded([&] { return jet->jet->function(strand().machine, Noun::from_word(core)).word(); });
}

uint64_t do_run_declined(const DirectJet* jet, uint64_t core, Noun* frame, Noun* sp) {
  Strand& s = strand();
  if (s.jit->nested >= kMaxNested) return kExhausted;
  ++s.jit->nested;
  Noun product;
  const uint64_t how = guarded([&]() -> uint64_t {
    switch (s.run_nested(sp, frame, Noun::from_word(core), *jet->formula, product)) {
      case Strand::Nested::done:
        return product.word();
      case Strand::Nested::failed:
        return kFailed;
      case Strand::Nested::over:
        break;
    }
    return kOver;
  });
  --s.jit->nested;
  s.low_water = std::min(s.low_water, frame);
  return how;
}

void do_slog(uint64_t clue) {
  Strand* const here = t_strand;
  here->machine.slog(Noun::from_word(clue));
  t_strand = here;  // whoever listens may have run another machine
}
uint64_t do_bout_start() {
  return Noun::direct(now()).word();
}
void do_bout_end(uint64_t start) {
  strand().machine.report_duration(now() - start / 2);
}
void do_xray(uint64_t formula) {
  strand().machine.message("xray: " + print_text(Noun::from_word(formula)));
}
uint64_t do_recall(uint64_t subject, uint64_t formula) {
  try {
    return strand().machine.recall({Noun::from_word(formula), Noun::from_word(subject)}).word();
  } catch (const std::bad_alloc&) {
    return Noun::none().word();  // it is only a memory
  }
}
uint64_t do_remember(uint64_t subject, uint64_t formula, uint64_t product) {
  return guarded([&] {
    strand().machine.remember({Noun::from_word(formula), Noun::from_word(subject)}, Noun::from_word(product));
    return uint64_t{0};
  });
}
uint64_t do_fast(uint64_t core, uint64_t clue) {
  Strand& s = strand();
  return guarded([&] {
    return s.machine.jets().register_core(s.machine, Noun::from_word(core), Noun::from_word(clue)) ? uint64_t{1} : 0;
  });
}
uint64_t do_enter_machine(Strand* s, const Record* record, uint64_t (*entry)(const uint64_t*, uint64_t*), Noun* frame,
                          Noun* sp) {
  return s->jit->enter_machine(*record, entry, frame, sp);
}

// Functions by whatever convention, and data.
#define GALENA_ADDRESS(p) reinterpret_cast<uint64_t>(p)

// Where libgalena_jit.so may lie: beside the program, a folder above it, in the library folder of its installation.
std::vector<std::string> candidates() {
  std::vector<std::string> paths;
  char buffer[4096];
  const ssize_t size = readlink("/proc/self/exe", buffer, sizeof buffer);
  if (size > 0) {
    std::string folder(buffer, static_cast<size_t>(size));
    folder.resize(folder.rfind('/'));
    for (const char* where : {"/", "/../", "/../lib/", "/../lib/galena/"}) {
      paths.push_back(folder + where + "libgalena_jit.so");
    }
  }
  return paths;
}

}  // namespace

Jit::Jit(Machine& machine, Strand& strand, bool eager, int32_t threshold)
    : machine_(machine),
      strand_(strand),
      eager_(eager),
      threshold_(eager            ? 0
                 : threshold != 0 ? threshold
                                  : kThreshold),
      keeps_(machine.options().load_code && !eager),
      start_(now()),
      program_(machine.heap()),
      labels_(machine) {
  stack_end_ = GALENA_ADDRESS(strand.stack_end);
  const Heap::Fields fields = machine.heap().fields();
  nursery_ = fields.nursery;
  nursery_size_ = fields.nursery_size;
  max_depth_ = machine.heap().limit() / 16;
}

// Whether to compile `unit` here and now: it is small, LLVM lies in memory already, and little time has gone that way.
bool Jit::worth_waiting_for(const CompiledGraph& unit) {
  constexpr size_t kSmall = 300;
  constexpr uint64_t kFree = 20'000'000;
  if (unit.graph->size > kSmall) return false;
  const uint64_t spent = statistics_.compile_nanoseconds.load();
  if (spent > kFree + (now() - start_) / 10) return false;
  return backend_ready_.load(std::memory_order_acquire) || resident();
}

bool Jit::is_young() const {
  return !eager_ && now() - start_ < static_cast<uint64_t>(machine_.options().jit_delay.count()) * 1'000'000;
}

bool Jit::is_full() const {
  constexpr uint64_t kPatience = 15'000'000'000;
  if (!has_room()) return true;
  if (!eager_) return false;
  const uint64_t compiling = statistics_.compile_nanoseconds.load() - compiled_before_;
  return compiling > kPatience && compiling > (cpu_time() - began_) / 10 * 9;
}

bool Jit::affordable() const {
  constexpr uint64_t kFree = 100'000'000;
  const uint64_t spent = statistics_.compile_nanoseconds.load() + statistics_.analysis_nanoseconds;
  return bytes_ <= kMaxBytes && in_work_ <= 2 && spent < kFree + (now() - start_) / 9;
}

bool Jit::resident() {
  for (const std::string& path : candidates()) {
    if (void* const library = dlopen(path.c_str(), RTLD_NOW | RTLD_NOLOAD)) {
      dlclose(library);
      return true;
    }
  }
  return false;
}

Jit::~Jit() {
  if (thread_.joinable()) {
    {
      const std::lock_guard lock(mutex_);
      stop_ = true;
    }
    changed_.notify_one();
    thread_.join();
  }
  for (auto& unit : units_) release(*unit);
  if (native_stack_ != nullptr) munmap(native_stack_, native_bytes_);
}

// The names of backend.h, for one machine.
Runtime Jit::runtime() {
  Runtime r{};
  const Heap::Fields fields = machine_.heap().fields();
  r.heap_top = GALENA_ADDRESS(fields.top);
  r.heap_hard_limit = GALENA_ADDRESS(fields.hard_limit);
  r.heap_soft_limit = GALENA_ADDRESS(fields.soft_limit);
  r.native_limit = GALENA_ADDRESS(&native_limit_);
  r.low_water = GALENA_ADDRESS(&strand_.low_water);
  r.call_axis = GALENA_ADDRESS(&strand_.call.axis);
  r.call_formula = GALENA_ADDRESS(&strand_.call.formula);
  r.call_jet = GALENA_ADDRESS(&strand_.call.jet);
  r.trace = GALENA_ADDRESS(&strand_.trace);
  r.stack_end = GALENA_ADDRESS(&stack_end_);
  r.nursery = GALENA_ADDRESS(&nursery_);
  r.nursery_size = GALENA_ADDRESS(&nursery_size_);
  r.max_depth = GALENA_ADDRESS(&max_depth_);
#define GALENA_FUNCTION(name) r.name = GALENA_ADDRESS(do_##name);
#define GALENA_HANDLER(name) r.name = GALENA_ADDRESS(kHandlers.name);
  GALENA_JIT_FUNCTIONS(GALENA_FUNCTION, GALENA_FUNCTION, GALENA_HANDLER)
#undef GALENA_FUNCTION
#undef GALENA_HANDLER
  return r;
}

bool Jit::available(std::string* why) {
  const bool ok = load();
  if (!ok && why != nullptr) *why = error_;
  return ok;
}

bool Jit::load() {
  const std::lock_guard lock(mutex_);
  if (tried_) return backend_ != nullptr;
  tried_ = true;
#if GALENA_JIT_TARGET && defined(GALENA_HAS_JIT)
  for (const std::string& path : candidates()) {
    if (access(path.c_str(), R_OK) != 0) continue;
    library_ = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (library_ == nullptr) {
      error_ = dlerror();
      continue;
    }
    const auto make = reinterpret_cast<MakeBackend>(dlsym(library_, kMakeBackend));
    if (make == nullptr) {
      error_ = dlerror();
      continue;
    }
    backend_.reset(make());
    backend_->bind(runtime(), machine_.options().debug_jit);
    std::ifstream library(path, std::ios::binary);
    build_ = Digester().add(backend_->target()).add(std::string(std::istreambuf_iterator<char>(library), {})).finish();
    backend_ready_.store(true, std::memory_order_release);
    return true;
  }
  if (error_.empty()) error_ = "libgalena_jit.so is not beside the program";
#else
  error_ = "this build has no JIT tier";
#endif
  return false;
}

void Jit::clear_interrupt() {
  native_limit_.store(native_stack_ == nullptr ? 0 : GALENA_ADDRESS(native_stack_) + kNativeSlack,
                      std::memory_order_relaxed);
}

bool Jit::has_native_room() const {
  const uint64_t here = GALENA_ADDRESS(__builtin_frame_address(0));
  const uint64_t bottom = GALENA_ADDRESS(native_stack_);
  return here - bottom >= native_bytes_ || here - bottom > kNativeSlack;
}

void Jit::begin() {
  t_strand = &strand_;
  active = nullptr;
  paused_frame = nullptr;
  nested = 0;
  equal_pairs_.forget();
  if ((full_ || !has_room()) && in_work_ == 0) forget_all();
  began_ = cpu_time();
  compiled_before_ = statistics_.compile_nanoseconds.load();
}

std::unique_ptr<CompiledGraph> Jit::prepare(Noun subject, Noun formula, Record* record, bool any_atoms,
                                            const Choices* again) {
  const uint64_t start = now();
  AnalysisOptions options;
  options.general = any_atoms;
  options.again = again;
  if (!eager_) {
    options.cold = [this](const Code& code) {
      return !code.looked_at && code.records.empty() && code.countdown > first_threshold() - kEarly;
    };
  }
  auto unit = std::make_unique<CompiledGraph>();
  unit->graph = analyse(machine_, program_, subject, formula, record, options);
  statistics_.analysis_nanoseconds += now() - start;
  if (unit->graph == nullptr) return nullptr;
  const Graph& graph = *unit->graph;
  for (const Noun* place : graph.slots) unit->constants.push_back(*place);
  for (const Function& f : graph.functions) {
    unit->records.push_back(f.record);
    if (f.record == nullptr) continue;
    if (f.record->code == nullptr) f.record->code = machine_.code_for(*f.record->formula);
    if (f.record->entry_with_leaves == nullptr) {
      f.record->entry_with_leaves = kHandlers.stub;
      f.record->countdown = first_threshold();
    }
  }
  if (names_code()) unit->names = labels_.of(graph);
  unit->jets = graph.jets;
  unit->unjetted.assign(graph.unjetted.begin(), graph.unjetted.end());
  unit->flags.assign(graph.flags + 1, 0);
  unit->any_atoms = graph.general;
  unit->bytes = size_t{16} << 10;
  return unit;
}

void Jit::add(CompiledGraph& unit) {
  if (unit.stale) {
    bytes_ += unit.bytes + unit.compiled.bytes;
    unit.graph.reset();
    return;
  }
  for (size_t i = 0; i < unit.records.size(); ++i) {
    if (unit.graph->functions[i].on_strand) unit.records[i]->requested = false;
  }
  if (!unit.compiled.error.empty()) {
    ++statistics_.declined;
    machine_.message("jit: " + unit.compiled.error);
    for (size_t i = 0; i < unit.records.size(); ++i) {
      if (unit.graph->functions[i].on_strand) unit.records[i]->declined = true;
    }
    unit.records[unit.graph->entry]->code->declined = true;
    unit.graph.reset();
    return;
  }
  ++statistics_.compiled;
  if (machine_.options().perf_map && !PerfMap::of_process().add(unit.compiled.symbols)) {
    machine_.message("jit: " + PerfMap::of_process().path() + " cannot be written: no names for perf");
  }
  unit.bytes += unit.compiled.bytes;
  bytes_ += unit.bytes;
  for (size_t i = 0; i < unit.records.size(); ++i) {
    Record* const record = unit.records[i];
    const Function& f = unit.graph->functions[i];
    if (!f.on_strand) continue;
    ++statistics_.functions;
    // There may be code from another graph, which is as good, or better.
    if (record->graph != nullptr && (i != unit.graph->entry || record->any_atoms) &&
        (record->any_atoms || !unit.any_atoms)) {
      continue;
    }
    record->entry_with_leaves = unit.compiled.entries[i].first;
    record->entry_with_subject = i == unit.graph->entry ? unit.compiled.entries[i].second : kHandlers.take;
    record->any_atoms = unit.any_atoms;
    record->small = f.closed && f.nodes.size() <= kSmallFunction;
    record->graph = &unit;
    // What the interpreter is to do by itself, the code that asks it to is no help for.
    if (record->code->declined) continue;
    std::vector<Record*>& known = record->code->records;
    if (std::find(known.begin(), known.end(), record) == known.end()) known.insert(known.begin(), record);
    record->code->choose_run();
  }
  unit.graph.reset();
}

void Jit::retire(CompiledGraph& unit, bool any_atoms) {
  for (Record* record : unit.records) {
    if (record == nullptr || record->graph != &unit) continue;
    record->entry_with_leaves = kHandlers.stub;
    record->entry_with_subject = nullptr;
    record->any_atoms = record->any_atoms || any_atoms;
    record->countdown = threshold_;
    record->graph = nullptr;
    std::erase(record->code->records, record);
    record->code->choose_run();
  }
}

void Jit::retire(const Record& record) {
  for (auto& unit : units_) {
    if (unit->graph != nullptr || unit->any_atoms || unit->compiled.entries.size() != unit->records.size()) continue;
    for (size_t i = 0; i < unit->records.size(); ++i) {
      if (unit->records[i] != &record || unit->compiled.entries[i].first == nullptr) continue;
      retire(*unit, true);
      break;
    }
  }
}

void Jit::got_jet(Noun formula) {
  for (auto& unit : units_) {
    if (unit->stale || !std::binary_search(unit->unjetted.begin(), unit->unjetted.end(), mug(formula))) continue;
    unit->stale = true;
    for (size_t i = 0; unit->graph != nullptr && i < unit->records.size(); ++i) {
      if (unit->graph->functions[i].on_strand) unit->records[i]->requested = false;
    }
    retire(*unit, false);
  }
}

void Jit::release(CompiledGraph& unit) {
  if (unit.compiled.handle == nullptr) return;
  if (machine_.options().perf_map) PerfMap::of_process().free(unit.compiled.symbols);
  backend_->release(unit.compiled.handle);
}

bool Jit::names_code() const {
  return machine_.options().perf_map || machine_.options().debug_jit;
}

void Jit::forget_all() {
  for (Record& record : program_.records()) {
    if (record.code == nullptr) continue;
    record.code->records.clear();
    record.code->choose_run();
    record.code->countdown = threshold_;
    record.code->misses = 0;
    record.code->declined = false;
  }
  for (auto& unit : units_) release(*unit);
  units_.clear();
  program_.clear();
  labels_.clear();
  bytes_ = 0;
  full_ = false;
}

bool Jit::request(Noun subject, Noun formula, Record* record, bool early) {
  if (!eager_ && !early && !affordable()) return true;
  if (full_ || is_full()) {
    if (eager_ && !full_) machine_.message("jit: this makes too much code: what is not compiled yet is interpreted");
    full_ = true;
    return true;
  }
  const Profiler::Aside aside(machine_.profiler(), Profile::Kind::code);
  bool any_atoms = record != nullptr && record->any_atoms;
  if (record == nullptr) {
    const auto& known = program_.of(program_.constant(formula));
    any_atoms = std::any_of(known.begin(), known.end(), [](const Record* r) { return r->any_atoms; });
  }
  std::optional<Choices> again;
  std::optional<Digest> place;
  for (int number = 0; number < kMaxChoices && !again && keeps_; ++number) {
    const Digest there = choices_key(formula, record, any_atoms, number);
    again = load_choices(there);
    const bool free = !again;
    if (again && record == nullptr && !fit(*again, subject)) again.reset();
    if (free || again) place = there;
    if (free) break;
  }
  std::unique_ptr<CompiledGraph> prepared = prepare(subject, formula, record, any_atoms, again ? &*again : nullptr);
  if (prepared == nullptr && again) prepared = prepare(subject, formula, record, any_atoms);
  if (prepared == nullptr) {
    ++statistics_.declined;
    return false;
  }
  // It may have been compiled already, for a subject that is found to be equal only on a closer look.
  const Record* const entry = prepared->records[prepared->graph->entry];
  if (entry->entry_with_subject != nullptr || entry->requested) return true;
  prepared->seen_key = seen_key(formula);
  prepared->choices_key = place;
  // Loading LLVM is for the other thread.
  const bool found = early && backend_ready_.load(std::memory_order_acquire) && from_disk(*prepared);
  const bool wait = found || eager_ || worth_waiting_for(*prepared);
  // What was looked for on disk and is not there waits its turn; anything else was affordable before its analysis.
  if (!wait && early && !affordable()) return true;
  CompiledGraph& unit = *units_.emplace_back(std::move(prepared));
  for (size_t i = 0; i < unit.records.size(); ++i) {
    if (unit.graph->functions[i].on_strand) unit.records[i]->requested = true;
  }
  if (wait) {
    if (!load()) return false;
    if (!found) compile(unit);
    add(unit);
    return true;
  }
  {
    const std::lock_guard lock(mutex_);
    queue_.push_back(&unit);
    ++in_work_;
  }
  if (!thread_.joinable()) {
    thread_ = std::thread([this] { work(); });
  } else {
    changed_.notify_one();
  }
  return true;
}

Tables Jit::tables(const CompiledGraph& unit) {
  return {unit.constants.data(), unit.records.data(), unit.flags.data(), unit.jets.data()};
}

Digest Jit::seen_key(Noun formula) {
  return Digester().add("compiled formula").add(std::to_string(mug(formula))).finish();
}

Digest Jit::choices_key(Noun formula, const Record* record, bool any_atoms, int number) {
  Digester digester;
  digester.add("plan").add(std::to_string(mug(formula))).add(any_atoms ? "general" : "").add(std::to_string(number));
  const auto add = [&](const auto& self, const Shape* shape) -> void {
    digester.add(std::to_string(static_cast<int>(shape->kind)));
    if (shape->kind == Shape::Kind::constant) digester.add(std::to_string(mug(*shape->constant)));
    if (shape->kind != Shape::Kind::pair) return;
    self(self, shape->left);
    self(self, shape->right);
  };
  if (record != nullptr) add(add, record->shape);
  return digester.finish();
}

std::optional<Choices> Jit::load_choices(Digest key) {
  const std::lock_guard lock(store_mutex_);
  const std::optional<std::vector<uint8_t>> bytes = machine_.options().load_code(key);
  return bytes ? std::optional(parse_choices(*bytes)) : std::nullopt;
}

bool Jit::was_seen(Noun formula) {
  if (!keeps_) return false;
  const std::lock_guard lock(store_mutex_);
  return machine_.options().load_code(seen_key(formula)).has_value();
}

// Any thread, as the next.
bool Jit::from_disk(CompiledGraph& unit) {
  if (!load()) return false;
  const uint64_t start = cpu_time();
  unit.key = Digester().add(build_).add(serialise(*unit.graph)).finish();
  std::optional<Objects> found;
  if (machine_.options().load_code) {
    const std::lock_guard lock(store_mutex_);
    found = machine_.options().load_code(unit.key);
  }
  if (found) unit.compiled = backend_->link(*unit.graph, tables(unit), *found, unit.names);
  statistics_.compile_nanoseconds += cpu_time() - start;
  return found.has_value();
}

void Jit::compile(CompiledGraph& unit) {
  const auto& save = machine_.options().save_code;
  const auto leave_keys = [&] {
    const std::lock_guard lock(store_mutex_);
    if (!save) return;
    save(unit.seen_key, Objects{1});
    if (unit.choices_key && !unit.graph->repeated) save(*unit.choices_key, serialise(unit.graph->choices));
  };
  if (from_disk(unit)) return leave_keys();
  const uint64_t start = cpu_time();
  ++statistics_.generated;
  const Objects objects = backend_->compile(*unit.graph, unit.compiled.error);
  if (!objects.empty()) {
    if (save) {
      const std::lock_guard lock(store_mutex_);
      save(unit.key, objects);
    }
    leave_keys();
    unit.compiled = backend_->link(*unit.graph, tables(unit), objects, unit.names);
  }
  statistics_.compile_nanoseconds += cpu_time() - start;
}

void Jit::work() {
  if (!load()) return;
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return stop_ || !queue_.empty(); });
    if (stop_) return;
    CompiledGraph* const unit = queue_.front();
    queue_.pop_front();
    lock.unlock();
    compile(*unit);
    lock.lock();
    done_.push_back(unit);
    has_done_.store(true, std::memory_order_release);
    machine_.heap().request_safepoint();
  }
}

void Jit::install() {
  if (!has_done_.load(std::memory_order_acquire)) return;
  std::deque<CompiledGraph*> done;
  {
    const std::lock_guard lock(mutex_);
    done.swap(done_);
    has_done_.store(false, std::memory_order_relaxed);
  }
  for (CompiledGraph* const unit : done) {
    --in_work_;
    add(*unit);
  }
}

void Jit::visit(Heap::Scanner& scanner) {
  program_.visit(scanner);
  if (!scanner.minor()) equal_pairs_.forget();
  // The code of a record is that of a formula equal to its own, which nothing else may keep.
  if (!scanner.minor()) {
    for (Record& record : program_.records()) {
      if (record.code != nullptr) scanner.visit(record.code->formula);
    }
  }
  for (auto& unit : units_) {
    if (scanner.minor() && unit->scanned) continue;
    scanner.visit(unit->constants);
    unit->scanned = true;
  }
}

bool Jit::accepts(Code* code, Noun subject) {
  install();
  if (!code->records.empty()) return true;
  if (code->declined) {
    code->countdown = INT32_MAX;
    return false;
  }
  if (is_young()) {
    code->countdown = first_threshold();
    return false;
  }
  if (!code->looked_at) {
    code->looked_at = true;
    code->countdown = threshold_ - first_threshold();
    if (was_seen(code->formula)) return compile_for(code, subject, true);
    if (code->countdown > 0) return false;
  }
  code->countdown = threshold_ << code->in_vain;
  return compile_for(code, subject);
}

Record* Jit::fitting(Code* code, Noun* frame) {
  std::vector<Record*>& records = code->records;
  for (size_t i = 0; i < records.size(); ++i) {
    Record* const record = records[i];
    Noun* next = frame + 1;
    if (!take_apart(machine_.heap(), equal_pairs_, record->shape, frame[0], next)) continue;
    const Noun* leaves = frame + 1;
    frame[0] = put_together(machine_.heap(), record->shape, leaves);
    std::rotate(records.begin(), records.begin() + static_cast<ptrdiff_t>(i),
                records.begin() + static_cast<ptrdiff_t>(i) + 1);
    code->choose_run();
    return record;
  }
  return nullptr;
}

Record* Jit::record_for(Code* code, Noun* frame) {
  install();
  if (Record* const record = fitting(code, frame)) return record;
  if (code->declined || code->records.size() >= kMaxRecords) return nullptr;
  // A second version waits until it has been asked for as often as the first.
  if (!eager_ && ++code->misses < threshold_ << code->in_vain) return nullptr;
  code->misses = 0;
  return compile_for(code, frame[0]) ? fitting(code, frame) : nullptr;
}

bool Jit::compile_for(Code* code, Noun subject, bool early) {
  if (!eager_ && !early && !affordable()) return false;
  constexpr uint8_t kMaxInVain = 10;
  const size_t before = code->records.size();
  if (!request(subject, code->formula, nullptr, early)) code->declined = true;
  const bool more = code->records.size() > before;
  code->in_vain = more ? 0 : std::min<uint8_t>(code->in_vain + 1, kMaxInVain);
  return more;
}

bool Jit::compiled(Record& record) {
  if (record.entry_with_subject != nullptr) return true;
  if (record.requested || record.declined) {
    install();
    return record.entry_with_subject != nullptr;
  }
  bool early = false;
  if (!eager_) {
    if (--record.countdown >= 0) return false;
    record.countdown = threshold_;
    if (!record.looked_at) {
      record.looked_at = true;
      early = was_seen(*record.formula);
      if (!early) record.countdown -= first_threshold();
      if (!early && record.countdown > 0) return false;
    }
  }
  if (!request(Noun::zero(), *record.formula, &record, early)) record.declined = true;
  return record.entry_with_subject != nullptr;
}

bool Jit::reserve_stack() {
  if (native_stack_ != nullptr) return true;
  native_bytes_ = (machine_.heap().limit() + 4 * kNativeSlack + 4095) & ~size_t{4095};
  void* const p =
      mmap(nullptr, native_bytes_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (p == MAP_FAILED) return false;
  madvise(p, native_bytes_, MADV_HUGEPAGE);
  native_stack_ = static_cast<char*>(p);
  clear_interrupt();
  if (machine_.interrupted()) interrupt();
  return true;
}

uint64_t Jit::enter_machine(const Record& record, uint64_t (*entry)(const uint64_t*, uint64_t*), Noun* frame,
                            Noun* sp) {
  if (paused_frame != nullptr) return kFailed;
  if (!reserve_stack()) return kExhausted;
  Activation activation;
  activation.frame = frame;
  activation.record = &record;
  active = &activation;
  ++statistics_.entered;
  const uint64_t word =
      galena_jit_enter(entry, reinterpret_cast<const uint64_t*>(frame), reinterpret_cast<uint64_t*>(sp), &activation,
                       native_stack_ + native_bytes_ - 64);
  active = nullptr;
  strand_.low_water = std::min(strand_.low_water, frame);
  if (word != kFailed) return word;
  ++statistics_.left;
  switch (activation.reason) {
    case Activation::Reason::failed:
      return kFailed;
    case Activation::Reason::interrupted:
      return kOver;
    case Activation::Reason::out_of_memory:
      break;
  }
  return kExhausted;
}

void Jit::leave(Activation::Reason reason) {
  active->reason = reason;
  galena_jit_leave(active);
}

Noun Jit::subject_of(const Record& record, const Noun* leaves) {
  return put_together(machine_.heap(), record.shape, leaves);
}

void Jit::came_back(Record& record) {
  paused_frame = nullptr;
  if (++record.returns >= 3 && record.graph != nullptr) {
    record.returns = 0;
    retire(record);
  }
}

std::string Jit::text(Noun subject, Noun formula, std::string_view what) {
  std::unique_ptr<CompiledGraph> unit = prepare(subject, formula, nullptr, false);
  if (unit == nullptr) return "declined\n";
  if (what == "graph") return print(*unit->graph);
  if (!load()) return error_ + "\n";
  return backend_->text(*unit->graph, what == "ir" ? Text::ir : Text::assembly);
}

}  // namespace galena::jit
