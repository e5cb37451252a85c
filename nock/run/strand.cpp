#include "nock/run/strand.h"
#include "nock/base/populate.h"

#include <algorithm>
#include <span>
#include <string>
#include <utility>

#include "nock/jit/tier.h"
#include "nock/noun/axis.h"
#include "nock/noun/equal.h"
#include "nock/run/profiler.h"

namespace galena {
namespace {

// What a frame may reach above its fp: 2^16 registers, a header, and some.
constexpr size_t kStackSlack = size_t{1} << 20;

}  // namespace

Strand::Strand(Machine& m, size_t stack_bytes) : machine(m), heap(m.heap()), scopes(m) {
  space_ = Reservation(std::max(stack_bytes, size_t{1} << 20) + 2 * kStackSlack);
  populate(space_.begin(), space_.begin() + kFirstBytes);
  stack = reinterpret_cast<Noun*>(space_.begin());
  stack_end = stack + (space_.size() - kStackSlack) / sizeof(Noun);
}

void Strand::visit(Heap::Scanner& scanner, Noun* fp) {
  GALENA_CHECK(fp + 1 >= outermost() && low_water >= stack);  // below it where nothing is alive
  Noun* const from = scanner.minor() ? std::min(low_water, fp) : stack;
  scanner.visit(std::span<Noun>(from, fp + 1));
  scanner.visit(trace);
  scanner.visit(scry_gates);
  scopes.visit(scanner);
  low_water = fp;  // a tail call changes r0 of the frame on top without leaving it
}

bool Strand::safepoint(const Insn* pc, Noun* fp) {
  GALENA_CHECK(low_water <= fp);
  return pause(pc, fp, fp);
}

bool Strand::compiled_safepoint(const Insn* pc, Noun* fp, unsigned alive) {
  const bool go_on = pause(pc, fp, fp + alive - 1);
  // The frame goes on, and all of it may be written to.
  low_water = std::min(low_water, fp);
  return go_on;
}

bool Strand::machine_safepoint(Noun* sp, uint64_t at) {
  return pause(nullptr, jit->stack().active().frame, sp - 1, at);
}

void Strand::sample_machine(uint64_t at) {
  Profiler* const profiler = machine.profiler();
  if (profiler == nullptr) return;
  const jit::Activation& active = jit->stack().active();
  const Profiler::Place place{active.frame, profiler->function(*active.record->code, Profile::Kind::compiled)};
  profiler->take(*this, place, machine_arm(*profiler, at));
}

uint32_t Strand::machine_arm(Profiler& profiler, uint64_t at) const {
  const Noun formula = jit->formula_at(at);
  return formula.is_none() ? 0 : profiler.function(formula, Profile::Kind::compiled);
}

// `fp`: the frame on top; `top`: the last word alive.
bool Strand::pause(const Insn* pc, Noun* fp, Noun* top, uint64_t at) {
  if constexpr (kChecks) {
    // The innermost ones: a stack may be ten million deep.
    const Noun* frame = fp;
    for (int n = 0; n < 16 && frame > outermost(); ++n, frame = Frame(frame).caller()) check_frame_at(frame);
  }
  heap.clear_safepoint_request();
  Profiler* const profiler = machine.profiler();
  Profiler::Place place{fp};
  if (profiler != nullptr) {
    if (pc != nullptr) {
      place = profiler->place(*this, fp, std::exchange(caller, nullptr), pc);
    } else {
      place.leaf = profiler->function(*jit->stack().active().record->code, Profile::Kind::compiled);
    }
    profiler->take(*this, place, pc == nullptr ? machine_arm(*profiler, at) : 0);
  }
  if (jit != nullptr) jit->install();
  if (spoiled_) give_up();
  if (top >= stack_end) throw OutOfMemory{};
  if (heap.nursery_full() || machine.wants_code_sweep() || machine.options().stress_collector) {
    Heap::Roots roots;
    std::vector<const Insn*> active;
    roots.roots = [&](Heap::Scanner& scanner) {
      visit(scanner, top);
      machine.visit(scanner);
    };
    roots.remembered = [&](Heap::Scanner& scanner) { machine.visit_remembered(scanner); };
    roots.major = machine.wants_code_sweep();
    if (roots.major) {
      // Before the collection, in the middle of which nothing may throw.
      active.push_back(pc);
      size_t most = size_t{1} << 16;
      for (const Noun* frame = fp; frame > outermost(); frame = Frame(frame).caller()) {
        active.push_back(Frame(frame).back());
        if (active.size() < most) continue;
        // A deep stack has few places of its own.
        std::ranges::sort(active);
        active.erase(std::ranges::unique(active).begin(), active.end());
        most = std::max(most, 2 * active.size());
      }
      roots.weak = [&](Heap::Scanner& scanner) { machine.sweep_codes(scanner, std::move(active)); };
    }
    heap.collect(roots);
    if (profiler != nullptr) profiler->take(*this, place, profiler->function(Profile::Kind::collection));
    // The stack counts against the limit too.
    const size_t stack_used = static_cast<size_t>(top - stack) * sizeof(Noun);
    if (heap.bytes_used() + heap.bytes_taken() + stack_used > heap.limit()) throw OutOfMemory{};
  }
  if (machine.options().stress_collector) heap.request_safepoint();
  if (machine.interrupted()) {
    result = {Outcome::intr, {}};
    return false;
  }
  return true;
}

void Strand::give_up() const {
  if (machine.interrupted()) throw Interrupted{};
  throw OutOfMemory{};
}

void Strand::collect_idle(Heap::Roots roots) {
  begin();
  result = {};
  roots.roots = [&](Heap::Scanner& scanner) { machine.visit(scanner); };
  roots.remembered = [&](Heap::Scanner& scanner) { machine.visit_remembered(scanner); };
  if (machine.wants_code_sweep()) roots.weak = [&](Heap::Scanner& scanner) { machine.sweep_codes(scanner, {}); };
  heap.collect(roots);
}

void Strand::recover() {
  begin();
  machine.memos_.clear();
  rooms.clear();
  machine.sweep_at_ = 0;  // code may be what memory ran out for
  Heap::Roots roots;
  roots.roots = [&](Heap::Scanner& scanner) { machine.visit(scanner); };
  roots.weak = [&](Heap::Scanner& scanner) { machine.sweep_codes(scanner, {}); };
  roots.major = true;
  try {
    heap.collect(roots);
  } catch (const std::bad_alloc&) {
    // What others hold fills the heap by itself; that is for them to change.
  }
}

// Leaves the innermost virtual machine, whatever frames are above it, with `tone`.
Strand::Resume Strand::end_virtual(Noun tone) {
  Noun* const fp = virtual_frame;
  scopes.unwind(fp);
  leave_virtual(fp + 3);
  low_water = std::min(low_water, fp);
  return leave(fp, tone);
}

Strand::Resume Strand::fail() {
  failing = nullptr;
  if (Noun* const check = abandon_checks(true)) {
    low_water = std::min(low_water, check);
    scopes.unwind(check);
    if (jit != nullptr) jit->stack().unwind(check);
    return {&kResume, check};
  }
  // A virtual machine around compiled code is not for the run inside of it to go back to.
  if (virtual_frame < nested_base) {
    nested_state = NestedState::failed;
    nested_block = Noun::none();
    return {nullptr, nullptr};
  }
  if (jit != nullptr) jit->stack().unwind(virtual_frame);
  if (virtual_frame == nullptr) {
    result = {Outcome::exit, trace};
    return {nullptr, nullptr};
  }
  return end_virtual(heap.cons(Noun::direct(2), trace));
}

Strand::Resume Strand::fail_again() {
  const Noun path = nested_block;
  nested_block = Noun::none();
  return path.is_none() ? fail() : block(path);
}

Strand::Resume Strand::block(Noun path) {
  failing = nullptr;
  abandon_checks(false);
  if (virtual_frame < nested_base) {
    nested_state = NestedState::failed;
    nested_block = path;
    return {nullptr, nullptr};
  }
  if (jit != nullptr) jit->stack().unwind(virtual_frame);
  if (virtual_frame == nullptr) {
    result = {Outcome::block, path};
    return {nullptr, nullptr};
  }
  return end_virtual(heap.cons(Noun::direct(1), path));
}

void Strand::set_up_native(Noun* fp, const NativeJet& jet, Noun argument, Noun formula) {
  // The collector takes its address for an atom.
  GALENA_CHECK(reinterpret_cast<uint64_t>(&jet) % 2 == 0 && jet.registers >= 4);
  GALENA_CHECK(argument.is_noun() && formula.is_noun());
  fp[0] = Noun::from_word(reinterpret_cast<uint64_t>(&jet));
  fp[1] = Noun::zero();
  fp[2] = argument;
  fp[3] = formula;
  for (uint16_t i = 4; i < jet.registers; ++i) fp[i] = Noun::zero();
}

namespace {
// A stack address as a word that the collector takes for a direct atom.
Noun as_word(const Noun* fp) {
  return Noun::from_word(reinterpret_cast<uint64_t>(fp));
}
Noun* as_frame(Noun word) {
  return reinterpret_cast<Noun*>(word.word());
}
}  // namespace

void Strand::enter_virtual(Noun* fp, Noun* saved, Noun gate) {
  GALENA_CHECK(holds(fp) && virtual_frame < fp);
  saved[0] = trace;
  saved[1] = scry_gates;
  saved[2] = as_word(virtual_frame);
  trace = Noun::zero();
  scry_gates = heap.cons(gate, scry_gates);
  virtual_frame = fp;
}

void Strand::leave_virtual(Noun* saved) {
  trace = saved[0];
  scry_gates = saved[1];
  virtual_frame = as_frame(saved[2]);
  GALENA_CHECK(virtual_frame == nullptr || holds(virtual_frame));
  GALENA_CHECK((virtual_frame == nullptr) == (scry_gates == kNull));
}

void Strand::each_trace_around(const std::function<void(Noun)>& look) const {
  for (const Noun* fp = virtual_frame; fp != nullptr;) {
    const Noun* const saved = fp + 3;
    look(saved[0]);
    fp = as_frame(saved[2]);
  }
}

void Strand::step_out(Noun* saved) {
  GALENA_CHECK(virtual_frame != nullptr);
  Noun* const outer = virtual_frame + 3;
  saved[0] = trace;
  saved[1] = scry_gates;
  saved[2] = as_word(virtual_frame);
  leave_virtual(outer);
}

void Strand::step_in(Noun* saved) {
  leave_virtual(saved);
}

namespace {

// r[3..5] keep what is around the virtual machine: `fail` and `block` rely on it.
Step mink_step(Strand& strand, Noun* r, Noun result) {
  if (r[1] == Noun::direct(0)) {
    r[1] = Noun::direct(1);
    const Noun call = r[2].head();
    const Noun gate = r[2].tail();
    strand.enter_virtual(r, r + 3, gate);
    return Step::nock(call.head(), call.tail());
  }
  strand.leave_virtual(r + 3);
  return Step::done(strand.heap.cons(Noun::direct(0), result));
}

// The check of a jet: runs it and its Nock on one core, compares product or trace, and goes on with what the Nock says.
// The registers of its frame, besides those of every native frame (r[1] the state, r[2] the core, r[3] the formula):
enum CheckRegister : uint8_t {
  kCheckedJet = 4,
  kCheckedProduct,  // what the jet said, or the trace that it left
  // What was around the check when it began.
  kCheckOuter,
  kCheckTrace,
  kCheckGates,
  kCheckVirtual,
  kCheckRegisters
};
enum class CheckState : uint8_t { start, jet_runs, jet_failed, nock_runs, nock_runs_after_failure };

Noun as_noun(CheckState state) {
  return Noun::direct(static_cast<uint64_t>(state));
}

// What a jet without frames says. It runs no Nock, and so does not collect.
Noun answer_of(const Jet& jet, Machine& machine, Noun core) {
  [[maybe_unused]] const Heap::Statistics before = machine.heap().statistics();
  const Noun product = jet.function(machine, core);
  GALENA_CHECK(machine.heap().statistics().minor == before.minor && machine.heap().statistics().major == before.major);
  GALENA_CHECK(product.is_noun() || product == kDecline || product == kFail || product == kFailShorter);
  return product;
}

const Jet& checked_jet(const Noun* r) {
  return *reinterpret_cast<const Jet*>(r[kCheckedJet].word());
}

Step check_step(Strand& strand, Noun* r, Noun result) {
  const Jet& jet = checked_jet(r);
  const auto run_nock = [r](CheckState state) {
    r[1] = as_noun(state);
    return Step::nock(r[2], r[3]);
  };
  switch (static_cast<CheckState>(r[1].direct_value())) {
    case CheckState::start: {
      Noun product;
      if (jet.native == nullptr) {
        product = answer_of(jet, strand.machine, r[2]);
        if (product == kDecline || product == kFailShorter) return Step::decline();
      }
      r[kCheckOuter] = as_word(strand.check_frame);
      r[kCheckTrace] = strand.trace;
      r[kCheckGates] = strand.scry_gates;
      r[kCheckVirtual] = as_word(strand.virtual_frame);
      strand.check_frame = r;
      if (jet.native != nullptr) {
        r[1] = as_noun(CheckState::jet_runs);
        return Step::native(*jet.native, r[2]);
      }
      if (product == kFail) {
        r[kCheckedProduct] = strand.trace;
        return run_nock(CheckState::nock_runs_after_failure);
      }
      r[kCheckedProduct] = product;
      return run_nock(CheckState::nock_runs);
    }
    case CheckState::jet_runs:
      r[kCheckedProduct] = result;
      return run_nock(CheckState::nock_runs);
    case CheckState::jet_failed:
      return run_nock(CheckState::nock_runs_after_failure);
    case CheckState::nock_runs_after_failure:
      strand.machine.report_jet_mismatch(jet, "fails where its Nock does not");
      break;
    case CheckState::nock_runs:
      if (!equal(strand.heap, r[kCheckedProduct], result)) {
        strand.machine.report_jet_mismatch(jet, "differs from its Nock");
      }
  }
  strand.check_frame = as_frame(r[kCheckOuter]);
  return Step::done(result);
}

const NativeJet kCheck{kCheckRegisters, check_step};

}  // namespace

bool Strand::is_in_checked_jet() const {
  if (check_frame == nullptr || check_frame[1] != as_noun(CheckState::jet_runs)) return false;
  return !checked_jet(check_frame).native->interprets;
}

Noun* Strand::abandon_checks(bool fails) {
  const Noun* const outermost = std::max(virtual_frame, nested_base);
  for (; check_frame != nullptr && check_frame > outermost; check_frame = as_frame(check_frame[kCheckOuter])) {
    Noun* const r = check_frame;
    GALENA_CHECK(holds(r) && as_frame(r[kCheckOuter]) < r);
    if (!fails) continue;
    if (r[1] == as_noun(CheckState::jet_runs)) {
      r[1] = as_noun(CheckState::jet_failed);
      r[kCheckedProduct] = trace;
      trace = r[kCheckTrace];
      scry_gates = r[kCheckGates];
      virtual_frame = as_frame(r[kCheckVirtual]);
      return r;
    }
    if (r[1] == as_noun(CheckState::nock_runs)) {
      machine.report_jet_mismatch(checked_jet(r), "does not fail where its Nock does");
    } else if (!equal(heap, r[kCheckedProduct], trace)) {
      machine.report_jet_mismatch(checked_jet(r), "fails with another trace than its Nock");
    }
  }
  return nullptr;
}

const NativeJet kMink{6, mink_step};

Noun Strand::call_jet(const Jet& jet, Noun core, const Noun* fp, const Insn* from) {
  Profiler* const profiler = machine.profiler();
  if (profiler == nullptr) [[likely]]
    return answer_of(jet, machine, core);
  Profiler::Place place{fp};
  if (fp != nullptr) {
    place = profiler->place(*this, fp, from);
  } else {
    place.fp = outermost();
  }
  profiler->take(*this, place);
  const Noun product = answer_of(jet, machine, core);
  profiler->take(*this, place, profiler->function(jet));
  return product;
}

Strand::Answer Strand::ask_jets(const Code& code, uint64_t axis, Noun core, const Noun* fp, const Insn* from) {
  for (const JetSite& site : code.jets) {
    if (site.axis != axis || !machine.jets().matches(heap, *site.core, core)) continue;
    if (machine.options().check_jets && !is_in_checked_jet()) return {Answer::Kind::native, {}, &kCheck, site.jet};
    if (site.jet->native != nullptr) return {Answer::Kind::native, {}, site.jet->native};
    const Noun product = call_jet(*site.jet, core, fp, from);
    if (product == kDecline) return {Answer::Kind::none, {}};
    if (product == kFail) return {Answer::Kind::fail, {}};
    if (product == kFailShorter) {
      if (std::exchange(failing, &code) != &code) return {Answer::Kind::none, {}};
      return {Answer::Kind::shorter, machine.jets().shorter};
    }
    return {Answer::Kind::product, product};
  }
  return {Answer::Kind::none, {}};
}

}  // namespace galena
