// Tier 0: one handler an opcode, each ending in a tail call of the next (handlers.h).
#include <algorithm>
#include <cstdlib>
#include <utility>

#include "nock/base/check.h"
#include "nock/base/clock.h"
#include "nock/jit/tier.h"
#include "nock/noun/axis.h"
#include "nock/noun/equal.h"
#include "nock/noun/text.h"
#include "nock/run/bytecode.h"
#include "nock/run/handlers.h"
#include "nock/run/hint.h"
#include "nock/run/machine.h"
#include "nock/run/profiler.h"
#include "nock/run/strand.h"

namespace galena {

#define HANDLER(name) GALENA_HANDLER_ABI void op_##name(Strand* s, const Insn* pc, Noun* fp)
#define NEXT(words) GO(pc + (words), fp)
#define RETURN(value)                                      \
  do {                                                     \
    const Strand::Resume returned = s->leave(fp, (value)); \
    GO(returned.pc, returned.fp);                          \
  } while (0)
#define ENTER(code, frame) ENTER_FROM(pc, code, frame)
// The same in whatever way `code` is run: as the arm `arm` of the core in r0 if that is not 0, which a jet may answer.
#define RUN(code, arm, frame)                                            \
  do {                                                                   \
    const Code* const run_code = (code);                                 \
    s->call.axis = (arm);                                                \
    s->call.from = pc;                                                   \
    [[clang::musttail]] return reinterpret_cast<Handler>(run_code->run)( \
        s, static_cast<const Insn*>(run_code->run_with), (frame));       \
  } while (0)

__attribute__((noinline)) GALENA_HANDLER_ABI void enter_slowly(Strand* s, const Insn* pc, Noun* fp) {
  if (!s->safepoint(pc, fp)) return;
  GO(pc, fp);
}

HANDLER(crash) {
  (void)pc;
  (void)fp;
  RESUME(s->fail());
}

namespace {

HANDLER(ret) {
  RETURN(fp[pc->a]);
}

HANDLER(move) {
  fp[pc->a] = fp[pc->b];
  NEXT(1);
}
HANDLER(small) {
  fp[pc->a] = Noun::from_word(pc[1].word);
  NEXT(2);
}
HANDLER(konst) {
  fp[pc->a] = *pc[1].constant;
  NEXT(2);
}
HANDLER(head) {
  const Noun n = fp[pc->b];
  if (!n.is_cell()) [[unlikely]]
    FAIL();
  fp[pc->a] = n.head();
  NEXT(1);
}
HANDLER(tail) {
  const Noun n = fp[pc->b];
  if (!n.is_cell()) [[unlikely]]
    FAIL();
  fp[pc->a] = n.tail();
  NEXT(1);
}
HANDLER(frag) {
  Noun n = fp[pc->b];
  const uint32_t axis = pc->c;
  for (int i = 30 - std::countl_zero(axis); i >= 0; --i) {
    if (!n.is_cell()) [[unlikely]]
      FAIL();
    n = (axis >> i & 1) != 0 ? n.tail() : n.head();
  }
  fp[pc->a] = n;
  NEXT(1);
}
HANDLER(frag_wide) {
  const Noun n = fragment(pc[1].word, fp[pc->b]);
  if (n.is_none()) [[unlikely]]
    FAIL();
  fp[pc->a] = n;
  NEXT(2);
}
HANDLER(frag_big) {
  const Noun n = fragment(*pc[1].constant, fp[pc->b]);
  if (n.is_none()) [[unlikely]]
    FAIL();
  fp[pc->a] = n;
  NEXT(2);
}
HANDLER(cons) {
  fp[pc->a] = s->heap.cons(fp[pc->b], fp[pc->c]);
  NEXT(1);
}
HANDLER(is_cell) {
  fp[pc->a] = loobean(fp[pc->b].is_cell());
  NEXT(1);
}

HANDLER(inc) {
  const Noun n = fp[pc->b];
  if (n.word() < Noun::direct(Noun::kMaxDirect).word() && n.is_direct()) [[likely]] {
    fp[pc->a] = Noun::from_word(n.word() + 2);
    NEXT(1);
  }
  if (n.is_cell()) FAIL();
  fp[pc->a] = increment(s->heap, n);
  NEXT(1);
}

inline bool same(Strand* s, Noun a, Noun b) {
  if (a == b) return true;
  if (a.is_direct() || b.is_direct()) return false;
  return equal(s->heap, a, b);
}

HANDLER(eq) {
  fp[pc->a] = loobean(same(s, fp[pc->b], fp[pc->c]));
  NEXT(1);
}
HANDLER(jump) {
  NEXT(2 + static_cast<int64_t>(pc[1].word));
}
HANDLER(jump_no) {
  const Noun n = fp[pc->a];
  if (n == kYes) NEXT(2);
  if (n != kNo) [[unlikely]]
    FAIL();
  NEXT(2 + static_cast<int64_t>(pc[1].word));
}
HANDLER(jump_differ) {
  const bool equals = same(s, fp[pc->b], fp[pc->c]);
  NEXT(equals ? 2 : 2 + static_cast<int64_t>(pc[1].word));
}
HANDLER(jump_atom) {
  NEXT(fp[pc->b].is_cell() ? 2 : 2 + static_cast<int64_t>(pc[1].word));
}

HANDLER(edit) {
  const uint64_t axis = pc[1].word;
  const Noun value = fp[pc->c];
  Noun n = fp[pc->b];
  // The new spine is made from the top down: each cell is complete but for the child that the next step fills in.
  Noun result;
  Noun* hole = &result;
  for (int i = 62 - std::countl_zero(axis); i >= 0; --i) {
    if (!n.is_cell()) [[unlikely]]
      FAIL();
    const Cell* const old = n.cell();
    const Noun made = s->heap.cons(old->head, old->tail);
    *hole = made;
    const bool in_tail = (axis >> i & 1) != 0;
    hole = in_tail ? &made.cell()->tail : &made.cell()->head;
    n = in_tail ? old->tail : old->head;
  }
  *hole = value;
  fp[pc->a] = result;
  NEXT(2);
}
HANDLER(edit_again) {
  const uint64_t axis = pc[1].word;
  const Noun value = fp[pc->c];
  Noun n = fp[pc->b];
  Noun result;
  Noun* hole = &result;
  [[maybe_unused]] uint64_t spine = 0;  // the cell above
  // A collection may have moved the spine to the old generation, which must not come to point into the nursery.
  int own = s->heap.in_nursery(n) ? static_cast<int>(pc[2].word) : 0;
  for (int i = 62 - std::countl_zero(axis); i >= 0; --i, --own) {
    if (!n.is_cell()) [[unlikely]]
      FAIL();
    Cell* const old = n.cell();
    const bool again = own > 0 && s->heap.in_nursery(n);
    // The cells that edits have made lie in the order in which they hold each other, and nobody else knows of them.
    GALENA_CHECK(!again || n.word() > spine);
    GALENA_CHECK(!again || (old->header.mug == 0 && old->header.aux == 0));
    const Noun made = again ? n : s->heap.cons(old->head, old->tail);
    spine = made.word();
    *hole = made;
    const bool in_tail = (axis >> i & 1) != 0;
    n = in_tail ? old->tail : old->head;
    hole = in_tail ? &made.cell()->tail : &made.cell()->head;
  }
  *hole = value;
  fp[pc->a] = result;
  NEXT(3);
}
HANDLER(edit_big) {
  const Noun n = edited(s->heap, *pc[1].constant, fp[pc->b], fp[pc->c]);
  if (n.is_none()) [[unlikely]]
    FAIL();
  fp[pc->a] = n;
  NEXT(2);
}

HANDLER(call) {
  const Noun formula = fp[pc->c];
  if (!formula.is_cell()) [[unlikely]]
    FAIL();
  const Noun subject = fp[pc->b];
  Noun* const frame = push_frame(fp, pc->a, pc + 1);
  frame[0] = subject;
  RUN(s->machine.code_for(formula), 0, frame);
}
HANDLER(call_last) {
  const Noun formula = fp[pc->c];
  if (!formula.is_cell()) [[unlikely]]
    FAIL();
  const Noun subject = fp[pc->b];
  fp[0] = Noun::zero();
  Noun* const frame = push_frame(fp, pc->a, pc + 1);
  frame[0] = subject;
  RUN(s->machine.code_for(formula), 0, frame);
}
HANDLER(tail_call) {
  const Noun formula = fp[pc->c];
  if (!formula.is_cell()) [[unlikely]]
    FAIL();
  fp[0] = fp[pc->b];
  RUN(s->machine.code_for(formula), 0, fp);
}
HANDLER(call_known) {
  const Noun subject = fp[pc->b];
  const Noun formula = *pc[1].constant;
  if (!formula.is_cell()) [[unlikely]]
    FAIL();
  const Code* const code = s->machine.code_for(formula);
  Noun* const frame = push_frame(fp, pc->a, pc + 2);
  frame[0] = subject;
  ENTER(code, frame);
}
HANDLER(tail_known) {
  const Noun formula = *pc[1].constant;
  if (!formula.is_cell()) [[unlikely]]
    FAIL();
  fp[0] = fp[pc->b];
  const Code* const code = s->machine.code_for(formula);
  ENTER(code, fp);
}

// ---- how code is run: the values of Code::run ----

// By the interpreter, after a look from time to time whether tier 1 is to have it. `pc` is the code.
GALENA_HANDLER_ABI void run_bytecode(Strand* s, const Insn* pc, Noun* fp) {
  auto* const code = reinterpret_cast<Code*>(const_cast<Insn*>(pc));
  if (--code->countdown < 0) [[unlikely]] {
    if (s->jit == nullptr) {
      code->countdown = INT32_MAX;
    } else if (s->jit->accepts(code, fp[0])) {
      s->call.axis = 0;
      [[clang::musttail]] return reinterpret_cast<Handler>(code->run)(s, static_cast<const Insn*>(code->run_with), fp);
    }
  }
  ENTER_FROM(s->call.from, code, fp);
}

constexpr unsigned kManyNestedRuns = 50;

// By a jet, if it is an arm that is kicked and has one that answers. `pc` is the code.
GALENA_HANDLER_ABI void run_by_jet(Strand* s, const Insn* pc, Noun* fp) {
  const auto* const code = reinterpret_cast<const Code*>(pc);
  if (s->call.axis != 0) {
    const Strand::Answer answer = s->ask_jets(*code, s->call.axis, fp[0], fp, s->call.from);
    switch (answer.kind) {
      case Strand::Answer::Kind::product:
        RETURN(answer.product);
      case Strand::Answer::Kind::fail:
        FAIL();
      case Strand::Answer::Kind::shorter:
        fp[0] = answer.product;
        [[clang::musttail]] return run_bytecode(s, pc, fp);
      case Strand::Answer::Kind::native:
        Strand::set_up_native(fp, *answer.native, fp[0], code->formula);
        if (answer.checked != nullptr) fp[4] = Noun::from_word(reinterpret_cast<uint64_t>(answer.checked));
        [[clang::musttail]] return step_native(s, nullptr, fp);
      case Strand::Answer::Kind::none:
        break;
    }
  }
  // Declining within compiled code is a run within a run: what does so over and over goes on without.
  if (!code->records.empty() && s->nested_runs < kManyNestedRuns) {
    jit::Record* const record = code->records.front();
    [[clang::musttail]] return reinterpret_cast<Handler>(record->entry_with_subject)(
        s, reinterpret_cast<const Insn*>(record), fp);
  }
  [[clang::musttail]] return run_bytecode(s, pc, fp);
}

}  // namespace

__attribute__((noinline)) Code* look_up_arm(Strand* s, Noun core, uint64_t axis) {
  const Noun formula = axis == 0 ? Noun::none() : fragment(axis, core);
  if (formula.is_none() || !formula.is_cell()) return nullptr;
  Code* const code = s->machine.code_for(formula);
  if (core.is_cell() && core.head().is_cell() && !s->heap.in_nursery(core.head())) {
    s->machine.kicks().add(core.head(), axis, code);
  }
  return code;
}

namespace {

HANDLER(kick) {
  const Noun core = fp[pc->b];
  const Code* const code = arm_of(s, core, pc->c);
  if (code == nullptr) [[unlikely]]
    FAIL();
  Noun* const frame = push_frame(fp, pc->a, pc + 1);
  frame[0] = core;
  RUN(code, pc->c, frame);
}
HANDLER(kick_last) {
  const Noun core = fp[pc->b];
  const Code* const code = arm_of(s, core, pc->c);
  if (code == nullptr) [[unlikely]]
    FAIL();
  fp[0] = Noun::zero();
  Noun* const frame = push_frame(fp, pc->a, pc + 1);
  frame[0] = core;
  RUN(code, pc->c, frame);
}
HANDLER(tail_kick) {
  const Noun core = fp[pc->b];
  const Code* const code = arm_of(s, core, pc->c);
  if (code == nullptr) [[unlikely]]
    FAIL();
  fp[0] = core;
  RUN(code, pc->c, fp);
}
// The code of the arm at an axis of any size; and the axis, or 0 if no jet can be there.
inline Code* wide_arm_of(Strand* s, Noun core, Noun axis, uint64_t& jetted) {
  jetted = axis.is_direct() ? axis.direct_value() : 0;
  if (axis.is_direct()) return arm_of(s, core, jetted);
  const Noun formula = fragment(axis, core);
  return formula.is_none() || !formula.is_cell() ? nullptr : s->machine.code_for(formula);
}
HANDLER(kick_wide) {
  const Noun core = fp[pc->b];
  uint64_t axis;
  const Code* const code = wide_arm_of(s, core, *pc[1].constant, axis);
  if (code == nullptr) [[unlikely]]
    FAIL();
  Noun* const frame = push_frame(fp, pc->a, pc + 2);
  frame[0] = core;
  RUN(code, axis, frame);
}
HANDLER(tail_kick_wide) {
  const Noun core = fp[pc->b];
  uint64_t axis;
  const Code* const code = wide_arm_of(s, core, *pc[1].constant, axis);
  if (code == nullptr) [[unlikely]]
    FAIL();
  fp[0] = core;
  RUN(code, axis, fp);
}

HANDLER(trace_push) {
  const Noun entry = s->heap.cons(*pc[1].constant, fp[pc->b]);
  fp[pc->a] = s->trace;
  s->trace = s->heap.cons(entry, s->trace);
  NEXT(2);
}
HANDLER(trace_pop) {
  GALENA_CHECK(s->trace.is_cell());
  s->trace = fp[pc->a];
  fp[pc->a] = fp[pc->b];
  NEXT(1);
}
HANDLER(hint_slog) {
  s->machine.slog(fp[pc->b]);
  NEXT(1);
}

HANDLER(hint_start) {
  const Noun note = begin_hint(*s, {fp, static_cast<HintTag>(pc->c), *pc[1].constant}, fp[pc->b]);
  if (note.is_none()) FAIL();
  fp[pc->a] = note;
  NEXT(2);
}
HANDLER(hint_end) {
  end_hint(*s, {fp, static_cast<HintTag>(pc->c), *pc[1].constant}, fp[pc->a]);
  fp[pc->a] = fp[pc->b];
  NEXT(2);
}
HANDLER(memo_get) {
  const Noun known = recall_memo(*s, *pc[1].constant, fp[pc->b]);
  if (known.is_none()) {
    fp[pc->a] = Noun::direct(s->machine.scries());
    NEXT(2);
  }
  fp[pc->c] = known;
  NEXT(4);
}
HANDLER(memo_put) {
  remember_memo(*s, *pc[1].constant, fp[pc->b], fp[pc->c], fp[pc->a].direct_value());
  NEXT(2);
}
// Where a core's parent is, as steps from the core: the first one is the lowest bit, and a 1 ends them. 0: it has none,
// or it lies deeper than the site of a hint can say.
uint16_t steps_to(uint64_t axis) {
  if (axis < 2 || axis > UINT16_MAX) return 0;
  uint16_t steps = 1;
  for (; axis > 1; axis >>= 1) steps = static_cast<uint16_t>(steps << 1 | (axis & 1));
  return steps;
}
// The word of the battery of a core's parent, 0 where there is none: two doors may have equal arms, which make equal
// batteries, and each of them is to be registered.
inline uint64_t battery_of_parent(Noun core, uint32_t steps) {
  if (steps == 0) return 0;
  Noun n = core;
  if (steps == 0b111) {  // a gate's: its context
    n = core.tail();
    if (!n.is_cell()) return 0;
    n = n.tail();
    steps = 1;
  }
  for (; steps > 1; steps >>= 1) {
    if (!n.is_cell()) return 0;
    n = (steps & 1) != 0 ? n.tail() : n.head();
  }
  return n.is_cell() ? n.head().word() : 0;
}
HANDLER(fast) {
  const Noun core = fp[pc->b];
  if (core.is_cell() && (core.head().word() != pc[1].word || battery_of_parent(core, pc->a) != pc[2].word)) {
    const Noun clue = fp[pc->c];
    if (s->machine.jets().register_core(s->machine, core, clue)) {
      // The cache of this site: bytecode is otherwise constant.
      Insn* const site = const_cast<Insn*>(pc);
      site->a = steps_to(JetRegistry::parent_axis_of(clue));
      site[1].word = core.head().word();
      site[2].word = battery_of_parent(core, site->a);
    }
  }
  NEXT(3);
}

// A scry under virtualization: r[2] is [ref path]. The gate runs outside of the virtual machine that asks.
Step scry_step(Strand& strand, Noun* r, Noun result) {
  if (r[1] == Noun::direct(0)) {
    r[1] = Noun::direct(1);
    const Noun gate = strand.scry_gates.head();
    strand.step_out(r + 4);
    if (!gate.is_cell() || !gate.tail().is_cell()) return Step::fail();
    return Step::kick(strand.heap.tuple(gate.head(), r[2], gate.tail().tail()), 2);
  }
  // The answer is a (unit (unit)); anything else is a failure of whoever runs the virtual machine.
  if (result.is_cell() && result.tail().is_cell()) {
    strand.step_in(r + 4);
    return Step::done(result.tail().tail());
  }
  if (result.is_atom() && result != Noun::direct(0)) return Step::fail();
  strand.step_in(r + 4);
  if (result.is_atom()) {
    r[1] = Noun::direct(2);
    return Step::done(r[2].tail());
  }
  strand.trace = strand.heap.cons(strand.heap.cons("hunk"_n, r[2]), strand.trace);
  return Step::fail();
}
const NativeJet kScry{7, scry_step};

HANDLER(scry) {
  s->machine.count_scry();
  if (s->virtual_frame == nullptr) FAIL();
  const Noun question = s->heap.cons(fp[pc->b], fp[pc->c]);
  Noun* const frame = push_frame(fp, pc->a, pc + 1);
  Strand::set_up_native(frame, kScry, question, Noun::zero());
  [[clang::musttail]] return step_native(s, nullptr, frame);
}

// A step of a native frame with a profiler at work: what a first step finds due is of whoever calls.
__attribute__((noinline)) Step step_profiled(Strand& s, const NativeJet& jet, Noun* fp, Noun result, bool first) {
  Profiler& profiler = *s.machine.profiler();
  const Profiler::Place place{fp};
  const uint32_t function = profiler.function(fp);
  if (first) profiler.take(s, place);
  const Step step = jet.step(s, fp, result);
  profiler.take(s, place, function);
  return step;
}

}  // namespace

GALENA_HANDLER_ABI void step_native(Strand* s, const Insn* pc, Noun* fp) {
  const auto* const jet = reinterpret_cast<const NativeJet*>(fp[0].word());
  const Noun result = pc == nullptr ? Noun::zero() : fp[jet->registers + FrameLayout::kProduct];
  const Step step =
      s->machine.profiler() == nullptr ? jet->step(*s, fp, result) : step_profiled(*s, *jet, fp, result, pc == nullptr);
  GALENA_CHECK(jet->registers >= 4 && result.is_noun());
  Noun* const frame = push_frame(fp, jet->registers, &kResume);
  switch (step.kind) {
    case Step::Kind::done:
      if (jet == &kScry && fp[1] == Noun::direct(2)) RESUME(s->block(step.a));
      RETURN(step.a);
    case Step::Kind::fail:
      RESUME(s->fail());
    case Step::Kind::nock:
      if (!step.b.is_cell()) RESUME(s->fail());
      frame[0] = step.a;
      RUN(s->machine.code_for(step.b), 0, frame);
    case Step::Kind::replace:
      if (!step.b.is_cell()) RESUME(s->fail());
      fp[0] = step.a;
      RUN(s->machine.code_for(step.b), 0, fp);
    case Step::Kind::decline:
      GALENA_CHECK(pc == nullptr && fp[3].is_cell());
      fp[0] = fp[2];
      RUN(s->machine.code_for(fp[3]), 0, fp);
    case Step::Kind::native:
      Strand::set_up_native(frame, *step.jet, step.a, fp[3]);
      [[clang::musttail]] return step_native(s, nullptr, frame);
    case Step::Kind::kick: {
      const Code* const code = arm_of(s, step.a, step.axis);
      if (code == nullptr) RESUME(s->fail());
      uint64_t axis = step.axis;
      if (!code->jets.empty()) {
        const Strand::Answer answer = s->ask_jets(*code, axis, step.a, frame);
        if (answer.kind == Strand::Answer::Kind::fail) RESUME(s->fail());
        if (answer.kind == Strand::Answer::Kind::native) {
          Strand::set_up_native(frame, *answer.native, step.a, code->formula);
          if (answer.checked != nullptr) frame[4] = Noun::from_word(reinterpret_cast<uint64_t>(answer.checked));
          [[clang::musttail]] return step_native(s, nullptr, frame);
        }
        if (answer.kind == Strand::Answer::Kind::product) {
          // Through a frame as any other answer, so that a loop over jets passes a safepoint too.
          frame[0] = answer.product;
          if (s->heap.wants_collection() && !s->safepoint(&kResume, frame)) return;
          Frame(frame).put_product(frame[0]);
          s->low_water = std::min(s->low_water, fp);  // the next step changes registers
          [[clang::musttail]] return step_native(s, &kResume, fp);
        }
        axis = 0;  // they have been asked
        if (answer.kind == Strand::Answer::Kind::shorter) {
          frame[0] = answer.product;
          RUN(code, axis, frame);
        }
      }
      frame[0] = step.a;
      RUN(code, axis, frame);
    }
  }
  __builtin_unreachable();
}

namespace {

HANDLER(native_resume) {
  [[clang::musttail]] return step_native(s, pc, fp);
}

HANDLER(halt) {
  (void)pc;
  (void)fp;
  // Every hint and every virtual machine has ended.
  GALENA_CHECK(s->trace == kNull && s->scry_gates == kNull);
  GALENA_CHECK(s->virtual_frame == nullptr && s->check_frame == nullptr && s->nested_base == nullptr);
  GALENA_CHECK(s->scopes.empty());
  s->result = {Outcome::done, Frame(s->outermost()).product()};
}

HANDLER(compiled) {
  const Handler code = reinterpret_cast<Handler>(pc[1].word);
  [[clang::musttail]] return code(s, pc, fp);
}

// A frame of two words, below that of the call: its record, and the product.
HANDLER(came_back) {
  (void)pc;
  s->jit->came_back(*reinterpret_cast<jit::Record*>(fp[0].word()), fp);
  RETURN(fp[1 + FrameLayout::kProduct]);
}

HANDLER(nested_return) {
  (void)pc;
  (void)fp;
  s->nested_state = Strand::NestedState::done;
}

}  // namespace

#define GALENA_OP(name, extra) op_##name,
const Handler kHandlers[] = {GALENA_OPCODES(GALENA_OP)};
#undef GALENA_OP

constexpr Insn kHalt = instruction(Op::halt);
constexpr Insn kNestedReturn = instruction(Op::nested_return);

void Code::choose_run() {
  if (!jets.empty()) {
    run = reinterpret_cast<void*>(run_by_jet);
    run_with = this;
  } else if (!records.empty()) {
    GALENA_CHECK(records.front()->entry_with_subject != nullptr && records.front()->code == this);
    run = records.front()->entry_with_subject;
    run_with = records.front();
  } else {
    run = reinterpret_cast<void*>(run_bytecode);
    run_with = this;
  }
}

const Insn kResume = instruction(Op::native_resume);

Noun increment(Heap& heap, Noun n) {
  uint64_t small;
  const Limbs l = limbs_of(n, small);
  Indirect* const sum = heap.begin_atom(l.size + 1);
  uint64_t carry = 1;
  for (size_t i = 0; i < l.size; ++i) {
    sum->limbs[i] = l.data[i] + carry;
    carry = carry != 0 && sum->limbs[i] == 0 ? 1 : 0;
  }
  sum->limbs[l.size] = carry;
  return heap.finish_atom(sum);
}

Strand::Nested Strand::run_nested(Noun* base, Noun* link, Noun subject, Noun formula, Noun& product) {
  Noun* const frame = base + FrameLayout::kHeader;
  if (frame >= stack_end || nested_runs == kMaxNestedRuns) throw OutOfMemory{};
  ++nested_runs;
  Frame(frame).link(static_cast<uint64_t>(frame - link) * sizeof(Noun), &kNestedReturn);
  frame[0] = subject;
  Noun* const outer = nested_base;
  nested_base = frame;
  nested_state = NestedState::running;
  const Code* const code = machine.code_for(formula);
  enter_slowly(this, code->insns.data(), frame);
  nested_base = outer;
  --nested_runs;
  const NestedState state = nested_state;
  nested_state = NestedState::running;
  switch (state) {
    case NestedState::running:
      return Nested::over;
    case NestedState::failed:
      return Nested::failed;
    case NestedState::done:
      break;
  }
  product = Frame(frame).product();
  return Nested::done;
}

void Strand::begin() {
  GALENA_CHECK(nested_state == NestedState::running);
  trace = Noun::zero();
  scry_gates = Noun::zero();
  virtual_frame = nullptr;
  check_frame = nullptr;
  failing = nullptr;
  caller = nullptr;
  nested_base = nullptr;
  nested_runs = 0;
  nested_state = NestedState::running;
  nested_block = Noun::none();
  spoiled_ = false;
  scopes.clear();
  if (jit != nullptr) jit->begin();
  machine.kicks().forget();
  low_water = stack;
  Frame(outermost()).link(0, &kHalt);
  result = {Outcome::intr, {}};
}

template <class Body>
Result Strand::ending(Body body) {
  try {
    body();
    if (spoiled_) give_up();
  } catch (const Interrupted&) {
    result = {Outcome::intr, {}};
  } catch (const std::bad_alloc&) {
    recover();
    result = {Outcome::meme, {}};
  }
  scopes.unwind(nullptr);
  return result;
}

Result Strand::run(Noun subject, Noun formula) {
  begin();
  if (!formula.is_cell()) return {Outcome::exit, {}};
  return ending([&] {
    *outermost() = subject;
    const Code* const code = machine.code_for(formula);
    call = {};
    if (machine.options().tier == Tier::jit) {
      reinterpret_cast<Handler>(code->run)(this, static_cast<const Insn*>(code->run_with), outermost());
    } else {
      enter_slowly(this, code->insns.data(), outermost());
    }
  });
}

Result Strand::run_native(const NativeJet& jet, Noun argument) {
  begin();
  return ending([&] {
    set_up_native(outermost(), jet, argument, Noun::zero());
    step_native(this, nullptr, outermost());
  });
}

}  // namespace galena
