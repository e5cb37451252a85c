#include "nock/jit/calls.h"

#include <algorithm>
#include <new>

#include "nock/base/check.h"
#include "nock/base/clock.h"
#include "nock/jit/record.h"
#include "nock/jit/tier.h"
#include "nock/noun/equal.h"
#include "nock/noun/text.h"
#include "nock/run/machine.h"
#include "nock/run/profiler.h"
#include "nock/run/strand.h"

namespace galena::jit {
namespace {

// The strand that runs on this thread.
thread_local Strand* t_strand = nullptr;

Strand& strand() {
  GALENA_CHECK(t_strand != nullptr && t_strand->jit != nullptr);
  return *t_strand;
}
MachineStack& stack() {
  return strand().jit->stack();
}

// What `body` says; kExhausted where it passes a limit, as no exception goes through compiled code.
template <class Body>
uint64_t guarded(Body body) {
  try {
    return body();
  } catch (const Interrupted&) {
    return kExhausted;
  } catch (const std::bad_alloc&) {
    return kExhausted;
  }
}

// The same where the caller has no word for it.
template <class Body>
uint64_t guarded_answer(Body body) {
  const uint64_t answer = guarded(body);
  if (answer != kExhausted) return answer;
  if (stack().is_active()) stack().leave(Activation::Reason::out_of_memory);
  strand().spoil();
  return 0;
}

// Lets somebody outside know: who may run another machine on this thread.
template <class Body>
void tell(Body body) {
  Strand* const here = t_strand;
  const uint64_t how = guarded([&] {
    body(here->machine);
    return uint64_t{0};
  });
  t_strand = here;
  if (how == kExhausted) here->spoil();
}

#define GALENA_RARE __attribute__((preserve_most))

[[noreturn]] void do_leave() {
  stack().leave(Activation::Reason::failed);
}
[[noreturn]] void do_out_of_memory() {
  stack().leave(Activation::Reason::out_of_memory);
}

GALENA_RARE void do_safepoint(Noun* sp) {
  GALENA_CHECK(sp >= stack().active().frame);
  const auto at = reinterpret_cast<uint64_t>(__builtin_return_address(0));
  const uint64_t how = guarded([&] { return strand().machine_safepoint(sp, at) ? 0 : kOver; });
  if (how == kOver) stack().leave(Activation::Reason::interrupted);
  if (how == kExhausted) do_out_of_memory();
}

GALENA_RARE void do_remember_tail(uint64_t cell) {
  const Noun n = Noun::from_word(cell);
  GALENA_CHECK(n.is_cell() && !strand().heap.in_nursery(n));
  strand().heap.remember(&n.cell()->tail);
}

GALENA_RARE void do_check_stack() {
  const auto at = reinterpret_cast<uint64_t>(__builtin_return_address(0));
  const Machine& machine = strand().machine;
  guarded([&] {
    strand().sample_machine(at);
    return uint64_t{0};
  });
  if (machine.interrupted()) stack().leave(Activation::Reason::interrupted);
  stack().clear_interrupt();
  if (machine.interrupted()) stack().interrupt();
  if (!stack().has_room()) do_out_of_memory();
}

GALENA_RARE uint64_t do_equal(uint64_t a, uint64_t b) {
  GALENA_CHECK(is_noun_word(a) && is_noun_word(b));
  return guarded_answer([&] { return equal(strand().heap, Noun::from_word(a), Noun::from_word(b)) ? uint64_t{1} : 0; });
}

GALENA_RARE uint64_t do_increment(uint64_t a) {
  const Noun n = Noun::from_word(a);
  GALENA_CHECK(is_noun_word(a));
  if (n.is_cell()) return kFailed;
  return guarded([&] { return increment(strand().heap, n).word(); });
}

uint64_t do_run_jet(const DirectJet* jet, uint64_t core) {
  GALENA_CHECK(jet->jet->function != nullptr);
  const Profiler::Aside aside(strand().machine.profiler(), Profile::Kind::jet);
  return guarded([&] {
    const Noun product = jet->jet->function(strand().machine, Noun::from_word(core));
    return product == kFailShorter ? kDeclined : product.word();
  });
}

uint64_t do_run_declined(const DirectJet* jet, uint64_t core, Noun* frame, Noun* sp) {
  Strand& s = strand();
  GALENA_CHECK(s.stack < frame && frame <= sp);
  GALENA_CHECK(jet->formula->is_cell());
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
  s.low_water = std::min(s.low_water, frame);
  return how;
}

void do_slog(uint64_t clue) {
  tell([&](Machine& machine) { machine.slog(Noun::from_word(clue)); });
}
uint64_t do_bout_start() {
  return Noun::direct(now_nanoseconds()).word();
}
void do_bout_end(uint64_t start) {
  GALENA_CHECK(Noun::from_word(start).is_direct());
  tell([&](Machine& machine) { machine.report_duration(now_nanoseconds() - Noun::from_word(start).direct_value()); });
}
void do_xray(uint64_t formula) {
  tell([&](Machine& machine) { machine.message("xray: " + print_text(Noun::from_word(formula), Machine::kReadable)); });
}
uint64_t do_recall(uint64_t subject, uint64_t formula) {
  const uint64_t known =
      guarded([&] { return strand().machine.recall({Noun::from_word(formula), Noun::from_word(subject)}).word(); });
  return known == kExhausted ? Noun::none().word() : known;  // it is only a memory
}
uint64_t do_remember(uint64_t subject, uint64_t formula, uint64_t product) {
  return guarded([&] {
    Machine& machine = strand().machine;
    machine.remember({Noun::from_word(formula), Noun::from_word(subject)}, Noun::from_word(product), machine.scries());
    return uint64_t{0};
  });
}
uint64_t do_scries() {
  return Noun::direct(strand().machine.scries()).word();
}
uint64_t do_fast(uint64_t core, uint64_t clue) {
  Machine& machine = strand().machine;
  return guarded([&] {
    return machine.jets().register_core(machine, Noun::from_word(core), Noun::from_word(clue)) ? uint64_t{1} : 0;
  });
}
uint64_t do_enter_machine(Strand* s, const Record* record, MachineEntry entry, Noun* frame, Noun* sp) {
  GALENA_CHECK(s == t_strand);
  return s->jit->stack().enter(*record, entry, frame, sp);
}

}  // namespace

void run_here(Strand& strand) {
  t_strand = &strand;
}

FixedWords fixed_words_of(const Strand& strand) {
  const Heap::Fields fields = strand.heap.fields();
  return {reinterpret_cast<uint64_t>(strand.stack_end), fields.nursery, fields.nursery_size, strand.heap.limit() / 16};
}

// Functions by whatever convention, and data.
#define GALENA_ADDRESS(p) reinterpret_cast<uint64_t>(p)

References references_of(Strand& strand, const MachineStack& stack, const FixedWords& words) {
  References r{};
  const Heap::Fields fields = strand.heap.fields();
  r.heap_top = GALENA_ADDRESS(fields.top);
  r.heap_hard_limit = GALENA_ADDRESS(fields.hard_limit);
  r.heap_soft_limit = GALENA_ADDRESS(fields.soft_limit);
  r.native_limit = GALENA_ADDRESS(&stack.limit());
  r.low_water = GALENA_ADDRESS(&strand.low_water);
  r.call_axis = GALENA_ADDRESS(&strand.call.axis);
  r.call_formula = GALENA_ADDRESS(&strand.call.formula);
  r.call_jet = GALENA_ADDRESS(&strand.call.jet);
  r.trace = GALENA_ADDRESS(&strand.trace);
  r.stack_end = GALENA_ADDRESS(&words.stack_end);
  r.nursery = GALENA_ADDRESS(&words.nursery);
  r.nursery_size = GALENA_ADDRESS(&words.nursery_size);
  r.max_depth = GALENA_ADDRESS(&words.max_depth);
#define GALENA_FUNCTION(name) r.name = GALENA_ADDRESS(do_##name);
#define GALENA_HANDLER(name) r.name = GALENA_ADDRESS(kHandlers.name);
  GALENA_JIT_FUNCTIONS(GALENA_FUNCTION, GALENA_FUNCTION, GALENA_HANDLER)
#undef GALENA_FUNCTION
#undef GALENA_HANDLER
  return r;
}

}  // namespace galena::jit
