#include "nock/jit/runtime.h"

#include <dlfcn.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>

#include "nock/axis.h"
#include "nock/equal.h"
#include "nock/jit/analysis.h"
#include "nock/machine.h"
#include "nock/mug.h"
#include "nock/strand.h"
#include "nock/text.h"

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

constexpr uint64_t kLeft = 3;
// Room that C++ called from compiled code may use.
constexpr size_t kNativeSlack = size_t{4} << 20;
constexpr size_t kMaxArguments = 64;

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

// The machine whose compiled code runs on this thread: for the helpers, which compiled code calls with nouns alone.
thread_local Strand* t_strand = nullptr;

Strand& strand() {
  return *t_strand;
}
Jit& jit() {
  return *t_strand->jit;
}

[[noreturn]] void fail() {
  jit().leave(Activation::Reason::failed);
}
[[noreturn]] void out_of_memory() {
  jit().leave(Activation::Reason::out_of_memory);
}

// Runs `body`; memory that runs out ends compiled code, through whose frames no exception passes.
template <class Body>
auto guarded(Body body) {
  bool exhausted = false;
  decltype(body()) result{};
  try {
    result = body();
  } catch (const OutOfMemory&) {
    exhausted = true;
  }
  if (exhausted) out_of_memory();
  return result;
}

#define GALENA_RARE __attribute__((preserve_most))

void take_safepoint(Noun* sp) {
  const bool go_on = guarded([&] { return strand().compiled_safepoint(sp); });
  if (!go_on) jit().leave(Activation::Reason::interrupted);
}

GALENA_RARE void helper_safepoint(Noun* sp) {
  take_safepoint(sp);
}

GALENA_RARE void helper_remember_tail(uint64_t cell) {
  strand().heap.remember(&Noun::from_word(cell).cell()->tail);
}

GALENA_RARE void helper_check_stack() {
  Strand& s = strand();
  if (s.machine.interrupted()) jit().leave(Activation::Reason::interrupted);
  jit().clear_interrupt();
  if (!jit().has_native_room()) out_of_memory();
}

GALENA_RARE uint64_t helper_equal(uint64_t a, uint64_t b) {
  return equal(strand().heap, Noun::from_word(a), Noun::from_word(b)) ? 1 : 0;
}

GALENA_RARE uint64_t helper_increment(uint64_t a) {
  const Noun n = Noun::from_word(a);
  if (n.is_cell()) fail();
  return guarded([&] { return increment(strand().heap, n).word(); });
}

// nock(subject, formula), or arm `axis` of core `subject` where that is not 0.
uint64_t dispatch(Noun* sp, Noun subject, Noun formula, uint64_t axis) {
  Strand& s = strand();
  Jit& j = jit();
  for (;;) {
    if (!formula.is_cell() || formula.is_none()) fail();
    Code* const code = guarded([&] { return s.machine.code_for(formula); });
    if (axis != 0 && !code->jets.empty()) {
      const Strand::Answer answer = guarded([&] { return s.ask_jets(*code, axis, subject); });
      if (answer.kind == Strand::Answer::Kind::product) return answer.product.word();
      if (answer.kind == Strand::Answer::Kind::fail) fail();
      if (answer.kind == Strand::Answer::Kind::native) break;
    }
    Unit* unit = nullptr;
    if (--code->countdown < 0) unit = guarded([&] { return j.unit_for(code, subject); });
    if (unit == nullptr) break;
    if (!j.has_native_room()) out_of_memory();
    const uint64_t product = j.call(*unit, subject, sp);
    if (product != Noun::none().word()) return product;
    subject = Noun::from_word(s.pending[0]);
    formula = Noun::from_word(s.pending[1]);
    axis = s.pending[2];
    // One may come back here for ever without a safepoint between.
    if (s.heap.wants_collection()) {
      sp[0] = subject;
      sp[1] = formula;
      take_safepoint(sp + 2);
      subject = sp[0];
      formula = sp[1];
    }
  }
  if (!j.has_native_room()) out_of_memory();
  Noun product;
  const Strand::Nested ended =
      guarded([&] { return s.run_nested(sp, j.active->frame, subject, formula, axis, product); });
  if (ended == Strand::Nested::failed) fail();
  if (ended == Strand::Nested::over) j.leave(Activation::Reason::interrupted);
  return product.word();
}

uint64_t helper_nock(Noun* sp, uint64_t subject, uint64_t formula) {
  return dispatch(sp, Noun::from_word(subject), Noun::from_word(formula), 0);
}
uint64_t helper_kick(Noun* sp, uint64_t core, uint64_t axis) {
  const Noun c = Noun::from_word(core);
  const Noun formula = axis == 0 ? Noun::none() : fragment(axis, c);
  if (formula.is_none()) fail();
  return dispatch(sp, c, formula, axis);
}
uint64_t helper_tail_kick(uint64_t core, uint64_t axis) {
  Strand& s = strand();
  const Noun c = Noun::from_word(core);
  const Noun formula = axis == 0 ? Noun::none() : fragment(axis, c);
  if (formula.is_none() || !formula.is_cell()) fail();
  const Code* const code = guarded([&] { return s.machine.code_for(formula); });
  if (!code->jets.empty()) {
    const Strand::Answer answer = guarded([&] { return s.ask_jets(*code, axis, c); });
    if (answer.kind == Strand::Answer::Kind::product) return answer.product.word();
    if (answer.kind == Strand::Answer::Kind::fail) fail();
  }
  s.pending[0] = core;
  s.pending[1] = formula.word();
  s.pending[2] = axis;
  return Noun::none().word();
}
uint64_t helper_resume(Noun* sp) {
  const Strand& s = strand();
  return dispatch(sp, Noun::from_word(s.pending[0]), Noun::from_word(s.pending[1]), s.pending[2]);
}

void helper_slog(uint64_t clue) {
  strand().machine.slog(Noun::from_word(clue));
}
uint64_t helper_bout_start() {
  return Noun::direct(now()).word();
}
void helper_bout_end(uint64_t start) {
  strand().machine.report_duration(now() - start / 2);
}
void helper_xray(uint64_t formula) {
  strand().machine.hint_message("xray: " + print_text(Noun::from_word(formula)));
}
uint64_t helper_recall(uint64_t subject, uint64_t formula) {
  return strand().machine.recall(Noun::from_word(subject), Noun::from_word(formula)).word();
}
void helper_remember(uint64_t subject, uint64_t formula, uint64_t product) {
  strand().machine.remember(Noun::from_word(subject), Noun::from_word(formula), Noun::from_word(product));
}
void helper_fast(uint64_t core, uint64_t clue) {
  Strand& s = strand();
  guarded([&] {
    s.machine.jets().register_core(s.machine, Noun::from_word(core), Noun::from_word(clue));
    return 0;
  });
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

Jit::Jit(Machine& machine, Strand& strand, bool eager)
    : machine_(machine), strand_(strand), eager_(eager), start_(now()) {}

// Whether to compile `unit` here and now: it is small, LLVM lies in memory already, and little time has gone that way.
bool Jit::worth_waiting_for(const Unit& unit) {
  constexpr size_t kSmall = 300;
  constexpr uint64_t kFree = 20'000'000;
  if (unit.graph->size > kSmall) return false;
  const uint64_t spent = statistics_.compile_nanoseconds.load();
  if (spent > kFree + (now() - start_) / 10) return false;
  return backend_ready_.load(std::memory_order_acquire) || resident();
}

bool Jit::affordable() const {
  constexpr uint64_t kFree = 100'000'000;
  const uint64_t spent = statistics_.compile_nanoseconds.load() + statistics_.analysis_nanoseconds;
  return spent < kFree + (now() - start_) / 8;
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
  for (auto* list : {&queue_, &done_}) {
    for (auto& unit : *list) units_.push_back(std::move(unit));
  }
  for (auto& unit : units_) {
    if (unit->compiled.handle != nullptr) backend_->release(unit->compiled.handle);
  }
  if (native_stack_ != nullptr) munmap(native_stack_, native_bytes_);
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

std::unique_ptr<Unit> Jit::prepare(Code* code, Noun subject, bool general) {
  const uint64_t start = now();
  AnalysisOptions options;
  options.general = general;
  if (!eager_) {
    options.max_nodes = 4000;
    options.max_functions = 40;
    options.max_size = 1500;
  }
  options.constant = [this](Noun n) { return &constants_.emplace_back(n); };
  auto unit = std::make_unique<Unit>();
  unit->code = code;
  unit->graph = analyse(machine_, subject, code->formula, options);
  statistics_.analysis_nanoseconds += now() - start;
  if (unit->graph == nullptr) return nullptr;
  const Graph& graph = *unit->graph;
  for (const Guard& g : graph.guards) unit->guards.emplace_back(g.axis, graph.slots[g.slot]);
  const Function& entry = graph.functions[graph.entry];
  for (uint32_t i = 0; i < entry.params; ++i) {
    if (entry.param_used[i]) unit->arguments.push_back(graph.entry_axes[i]);
  }
  if (unit->arguments.size() > kMaxArguments) return nullptr;
  unit->bytes = (size_t{16} << 10) + graph.size * 128;
  unit->flags.assign(graph.flags + 1, 0);

  Heap::Fields fields = machine_.heap().fields();
  Runtime& r = unit->runtime;
  r.heap_top = GALENA_ADDRESS(fields.top);
  r.heap_hard_limit = GALENA_ADDRESS(fields.hard_limit);
  r.heap_soft_limit = GALENA_ADDRESS(fields.soft_limit);
  r.native_limit = GALENA_ADDRESS(&native_limit_);
  r.stack_end = GALENA_ADDRESS(strand_.stack_end);
  r.low_water = GALENA_ADDRESS(&strand_.low_water);
  r.pending = GALENA_ADDRESS(&strand_.pending[0]);
  r.flags = GALENA_ADDRESS(unit->flags.data());
  r.leave = GALENA_ADDRESS(fail);
  r.out_of_memory = GALENA_ADDRESS(out_of_memory);
  r.safepoint = GALENA_ADDRESS(helper_safepoint);
  r.remember_tail = GALENA_ADDRESS(helper_remember_tail);
  r.nursery = fields.nursery;
  r.max_depth = machine_.heap().limit() / 16;
  r.nursery_size = fields.nursery_size;
  r.check_stack = GALENA_ADDRESS(helper_check_stack);
  r.equal = GALENA_ADDRESS(helper_equal);
  r.increment = GALENA_ADDRESS(helper_increment);
  r.nock = GALENA_ADDRESS(helper_nock);
  r.kick = GALENA_ADDRESS(helper_kick);
  r.tail_kick = GALENA_ADDRESS(helper_tail_kick);
  r.resume = GALENA_ADDRESS(helper_resume);
  r.slog = GALENA_ADDRESS(helper_slog);
  r.bout_start = GALENA_ADDRESS(helper_bout_start);
  r.bout_end = GALENA_ADDRESS(helper_bout_end);
  r.xray = GALENA_ADDRESS(helper_xray);
  r.recall = GALENA_ADDRESS(helper_recall);
  r.remember = GALENA_ADDRESS(helper_remember);
  r.fast = GALENA_ADDRESS(helper_fast);
  return unit;
}

void Jit::add(std::unique_ptr<Unit> unit) {
  if (unit->compiled.entry == nullptr) {
    ++statistics_.declined;
    machine_.message("jit: " + unit->compiled.error);
    return;
  }
  ++statistics_.compiled;
  bytes_ += unit->bytes;
  unit->graph.reset();
  unit->code->units.insert(unit->code->units.begin(), unit.get());
  unit->code->countdown = 0;
  units_.push_back(std::move(unit));
}

void Jit::forget_all() {
  for (auto& unit : units_) {
    unit->code->units.clear();
    unit->code->countdown = unit->code->jets.empty() ? threshold() : 0;
    unit->code->misses = 0;
    backend_->release(unit->compiled.handle);
  }
  units_.clear();
  constants_.clear();
  constants_scanned_ = 0;
  bytes_ = 0;
}

void Jit::request(Code* code, Noun subject, bool general) {
  if (bytes_ > kMaxBytes && active == nullptr) {
    const std::lock_guard lock(mutex_);
    if (in_work_ == 0) forget_all();
  }
  std::unique_ptr<Unit> unit = prepare(code, subject, general);
  if (unit == nullptr) {
    ++statistics_.declined;
    code->declined = true;
    return;
  }
  if (eager_ || worth_waiting_for(*unit)) {
    if (!load()) return;
    const uint64_t start = cpu_time();
    unit->compiled = backend_->compile(*unit->graph, unit->runtime);
    statistics_.compile_nanoseconds += cpu_time() - start;
    add(std::move(unit));
    return;
  }
  code->requested = true;
  {
    const std::lock_guard lock(mutex_);
    queue_.push_back(std::move(unit));
    ++in_work_;
  }
  if (!thread_.joinable()) {
    thread_ = std::thread([this] { work(); });
  } else {
    changed_.notify_one();
  }
}

void Jit::work() {
  if (!load()) return;
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return stop_ || !queue_.empty(); });
    if (stop_) return;
    std::unique_ptr<Unit> unit = std::move(queue_.front());
    queue_.pop_front();
    lock.unlock();
    const uint64_t start = cpu_time();
    unit->compiled = backend_->compile(*unit->graph, unit->runtime);
    statistics_.compile_nanoseconds += cpu_time() - start;
    lock.lock();
    done_.push_back(std::move(unit));
    has_done_.store(true, std::memory_order_release);
    machine_.heap().request_safepoint();
  }
}

void Jit::install() {
  if (!has_done_.load(std::memory_order_acquire)) return;
  std::deque<std::unique_ptr<Unit>> done;
  {
    const std::lock_guard lock(mutex_);
    done.swap(done_);
    has_done_.store(false, std::memory_order_relaxed);
  }
  for (auto& unit : done) {
    --in_work_;
    unit->code->requested = false;
    add(std::move(unit));
  }
}

void Jit::visit(Heap::Scanner& scanner) {
  for (size_t i = scanner.minor() ? constants_scanned_ : 0; i < constants_.size(); ++i) scanner.visit(constants_[i]);
  constants_scanned_ = constants_.size();
}

bool Jit::fits(const Unit& unit, Noun subject) const {
  for (const auto& [axis, constant] : unit.guards) {
    const Noun found = fragment(axis, subject);
    if (found == *constant) continue;
    if (found.is_none() || !equal(machine_.heap(), found, *constant)) return false;
  }
  return true;
}

Unit* Jit::unit_for(Code* code, Noun subject) {
  install();
  code->countdown = 0;
  if (paused) return nullptr;
  for (Unit* unit : code->units) {
    if (!unit->retired && fits(*unit, subject)) return unit;
  }
  if (code->requested || code->declined) {
    code->countdown = 10000;
    return nullptr;
  }
  if (code->units.size() >= kMaxUnits) {
    if (std::all_of(code->units.begin(), code->units.end(), [](const Unit* u) { return u->retired; })) {
      code->countdown = INT32_MAX;
    }
    return nullptr;
  }
  // Compiling is to take a part of the time only: on a busy machine it takes it from the computation.
  if (!eager_ && (in_work_ > 2 || !affordable())) {
    code->countdown = kThreshold;
    return nullptr;
  }
  // A second version waits until it has been asked for as often as the first.
  if (!code->units.empty() && !eager_ && ++code->misses < kThreshold) return nullptr;
  code->misses = 0;
  const bool general = std::any_of(code->units.begin(), code->units.end(), [](const Unit* u) { return u->retired; });
  request(code, subject, general);
  if (code->units.empty()) {
    code->countdown = kThreshold;
    return nullptr;
  }
  return fits(*code->units.front(), subject) ? code->units.front() : nullptr;
}

void Jit::arguments_of(const Unit& unit, Noun subject, uint64_t* out) const {
  for (size_t i = 0; i < unit.arguments.size(); ++i) out[i] = fragment(unit.arguments[i], subject).word();
}

uint64_t Jit::call(Unit& unit, Noun subject, Noun* sp) {
  uint64_t arguments[kMaxArguments];
  arguments_of(unit, subject, arguments);
  return unit.compiled.entry(arguments, reinterpret_cast<uint64_t*>(sp));
}

bool Jit::enter(Unit& unit, Noun* frame, Activation& activation, Noun& product) {
  if (native_stack_ == nullptr) {
    native_bytes_ = (machine_.heap().limit() + 4 * kNativeSlack + 4095) & ~size_t{4095};
    void* const p =
        mmap(nullptr, native_bytes_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (p == MAP_FAILED) throw OutOfMemory{};
    madvise(p, native_bytes_, MADV_HUGEPAGE);
    native_stack_ = static_cast<char*>(p);
    if (!machine_.interrupted()) clear_interrupt();
  }
  uint64_t arguments[kMaxArguments];
  arguments_of(unit, frame[0], arguments);
  activation.outer = active;
  activation.frame = frame;
  activation.nested_base = strand_.nested_base;
  activation.virtual_frame = strand_.virtual_frame;
  frame[1] = strand_.trace;
  frame[2] = strand_.scry_gates;
  Strand* const before = t_strand;
  t_strand = &strand_;
  void* const stack = active == nullptr ? native_stack_ + native_bytes_ - 64 : nullptr;
  active = &activation;
  ++statistics_.entered;
  const uint64_t word =
      galena_jit_enter(unit.compiled.entry, arguments, reinterpret_cast<uint64_t*>(frame + 3), &activation, stack);
  active = activation.outer;
  t_strand = before;
  strand_.low_water = std::min(strand_.low_water, frame);
  if (word != kLeft) {
    product = Noun::from_word(word);
    return true;
  }
  ++statistics_.left;
  strand_.nested_base = activation.nested_base;
  strand_.virtual_frame = activation.virtual_frame;
  strand_.trace = frame[1];
  strand_.scry_gates = frame[2];
  return false;
}

void Jit::leave(Activation::Reason reason) {
  Activation* to = active;
  while (to->outer != nullptr &&
         (reason != Activation::Reason::failed || to->outer->virtual_frame == to->virtual_frame)) {
    to = to->outer;
  }
  to->reason = reason;
  galena_jit_leave(to);
}

std::string Jit::text(Noun subject, Noun formula, std::string_view what) {
  std::unique_ptr<Unit> unit = prepare(machine_.code_for(formula), subject, false);
  if (unit == nullptr) return "declined\n";
  if (what == "graph") return print(*unit->graph);
  if (!load()) return error_ + "\n";
  return backend_->text(*unit->graph, unit->runtime, what == "ir" ? Text::ir : Text::assembly);
}

}  // namespace galena::jit
