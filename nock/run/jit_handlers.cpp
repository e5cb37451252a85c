// The handlers that compiled code goes to: where it leaves the strand's stack to the interpreter, and where it is
// entered with what lies elsewhere than it looks for it.
#include <algorithm>
#include <cstdint>

#include "nock/base/check.h"
#include "nock/jit/tier.h"
#include "nock/run/bytecode.h"
#include "nock/run/frame.h"
#include "nock/run/handlers.h"
#include "nock/run/machine.h"
#include "nock/run/strand.h"

namespace galena {
namespace {

constexpr Insn kCameBack = instruction(Op::came_back);

GALENA_HANDLER_ABI void jit_crash(Strand* s, const Insn*, Noun*) {
  RESUME(s->fail_again());
}
GALENA_HANDLER_ABI void jit_exhausted(Strand* s, const Insn*, Noun*) {
  s->give_up();
}
GALENA_HANDLER_ABI void jit_over(Strand*, const Insn*, Noun*) {}
GALENA_HANDLER_ABI void jit_poll(Strand* s, const Insn* pc, Noun* fp) {
  GALENA_CHECK(pc->op == static_cast<uint16_t>(Op::compiled));
  if (!s->compiled_safepoint(pc, fp, pc->a)) return;
  GO(pc, fp);
}
// Compiled code has no instructions that the profiler could tell a caller by.
GALENA_HANDLER_ABI void jit_kick(Strand* s, const Insn* pc, Noun* fp) {
  const Code* const code = arm_of(s, fp[0], s->call.axis);
  if (code == nullptr) [[unlikely]]
    FAIL();
  s->call.from = nullptr;
  [[clang::musttail]] return reinterpret_cast<Handler>(code->run)(s, static_cast<const Insn*>(code->run_with), fp);
}
GALENA_HANDLER_ABI void jit_nock(Strand* s, const Insn* pc, Noun* fp) {
  const Noun formula = Noun::from_word(s->call.formula);
  if (!formula.is_cell()) [[unlikely]]
    FAIL();
  const Code* const code = s->machine.code_for(formula);
  s->call.axis = 0;
  s->call.from = nullptr;
  [[clang::musttail]] return reinterpret_cast<Handler>(code->run)(s, static_cast<const Insn*>(code->run_with), fp);
}
GALENA_HANDLER_ABI void jit_frame_jet(Strand* s, const Insn*, Noun* fp) {
  const auto& jet = *reinterpret_cast<const jit::DirectJet*>(s->call.jet);
  GALENA_CHECK(jet.jet->native != nullptr);
  Strand::set_up_native(fp, *jet.jet->native, fp[0], *jet.formula);
  [[clang::musttail]] return step_native(s, nullptr, fp);
}
GALENA_HANDLER_ABI void jit_give_back(Strand* s, const Insn*, Noun* fp, uint64_t product) {
  GALENA_CHECK(jit::is_noun_word(product));
  const auto [pc, caller] = s->leave(fp, Noun::from_word(product));
  using Return = decltype(&jit_give_back);
  const void* const code = pc->op == static_cast<uint16_t>(Op::compiled)
                               ? reinterpret_cast<const void*>(pc[1].word)
                               : reinterpret_cast<const void*>(kHandlers[pc->op]);
  [[clang::musttail]] return reinterpret_cast<Return>(const_cast<void*>(code))(s, pc, caller, product);
}
GALENA_HANDLER_ABI void jit_again(Strand* s, const Insn* pc, Noun* fp) {
  const auto& record = *reinterpret_cast<const jit::Record*>(pc);
  const Noun subject = s->jit->subject_of(record, fp);
  const Code* const code = s->machine.code_for(*record.formula);
  if (s->jit->stack().is_paused()) {
    fp[0] = subject;
    ENTER_FROM(nullptr, code, fp);
  }
  s->jit->stack().pause(fp);
  fp[0] = Noun::from_word(reinterpret_cast<uint64_t>(pc));
  Noun* const frame = push_frame(fp, 1, &kCameBack);
  frame[0] = subject;
  ENTER_FROM(nullptr, code, frame);
}
// Nothing of the record at `pc` has run. The code of the call may be run by another, or as bytecode.
GALENA_HANDLER_ABI void jit_missed(Strand* s, const Insn* pc, Noun* fp) {
  Code* const code = reinterpret_cast<const jit::Record*>(pc)->code;
  if (jit::Record* const record = s->jit->record_for(code, fp); record != nullptr) {
    [[clang::musttail]] return reinterpret_cast<Handler>(record->entry_with_subject)(
        s, reinterpret_cast<const Insn*>(record), fp);
  }
  ENTER_FROM(s->call.from, code, fp);
}

// ---- between frames and registers ----
//
// Functions take their first arguments in registers and the rest in the frame. Handlers with the same parameters go to
// them; those that come from elsewhere find nothing in their own.

using Entry = void(GALENA_HANDLER_ABI*)(Strand*, const Insn*, Noun*, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t,
                                        uint64_t, uint64_t);
#define REGISTERS uint64_t a0, uint64_t a1, uint64_t a2, uint64_t a3, uint64_t a4, uint64_t a5, uint64_t a6
#define NO_REGISTERS uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t
constexpr uint32_t kRegisters = jit::kRegisterParams;
static_assert(kRegisters == 7);

inline Entry as_entry(const void* code) {
  return reinterpret_cast<Entry>(const_cast<void*>(code));
}
// Goes to `to` with `count` arguments that lie at `from`, in the frame.
#define PASS(to, with, from, count)                                                              \
  do {                                                                                           \
    const Entry pass_to = as_entry(to);                                                          \
    const Noun* const pass_from = (from);                                                        \
    const uint32_t pass_count = (count);                                                         \
    uint64_t r[kRegisters];                                                                      \
    for (uint32_t i = 0; i < kRegisters; ++i) r[i] = i < pass_count ? pass_from[i].word() : 0;   \
    for (uint32_t i = kRegisters; i < pass_count; ++i) fp[i - kRegisters] = pass_from[i];        \
    [[clang::musttail]] return pass_to(s, (with), fp, r[0], r[1], r[2], r[3], r[4], r[5], r[6]); \
  } while (0)

GALENA_HANDLER_ABI void jit_resume(Strand* s, const Insn* pc, Noun* fp, NO_REGISTERS) {
  PASS(reinterpret_cast<const void*>(pc[3].word), pc, fp, pc->a);
}
GALENA_HANDLER_ABI void jit_take_apart(Strand* s, const Insn* pc, Noun* fp, NO_REGISTERS) {
  const auto& record = *reinterpret_cast<const jit::Record*>(pc);
  if (!s->jit->take_apart(record, fp)) {
    [[clang::musttail]] return as_entry(reinterpret_cast<void*>(jit_missed))(s, pc, fp, 0, 0, 0, 0, 0, 0, 0);
  }
  PASS(record.entry_with_leaves, pc, fp + 1, record.params);
}
// The entry of a function that was not compiled when its caller was; `pc` is its record.
GALENA_HANDLER_ABI void jit_stub(Strand* s, const Insn* pc, Noun* fp, REGISTERS) {
  auto& record = *const_cast<jit::Record*>(reinterpret_cast<const jit::Record*>(pc));
  if (s->jit->compiled(record)) {
    [[clang::musttail]] return as_entry(record.entry_with_leaves)(s, pc, fp, a0, a1, a2, a3, a4, a5, a6);
  }
  const uint64_t registers[] = {a0, a1, a2, a3, a4, a5, a6};
  for (uint32_t i = record.params; i-- > kRegisters;) fp[i] = fp[i - kRegisters];
  for (uint32_t i = 0; i < std::min(kRegisters, record.params); ++i) fp[i] = Noun::from_word(registers[i]);
  fp[0] = s->jit->subject_of(record, fp);
  // There may be code for another shape that fits.
  s->call.axis = 0;
  s->call.from = nullptr;
  const Code& code = *record.code;
  [[clang::musttail]] return as_entry(code.run)(s, static_cast<const Insn*>(code.run_with), fp, 0, 0, 0, 0, 0, 0, 0);
}

}  // namespace

#define GALENA_NONE(name)
#define GALENA_POINTER(name) reinterpret_cast<void*>(jit_##name),
const jit::Handlers jit::kHandlers = {
    GALENA_JIT_FUNCTIONS(GALENA_NONE, GALENA_NONE, GALENA_POINTER) reinterpret_cast<void*>(jit_stub),
    reinterpret_cast<void*>(jit_take_apart)};
#undef GALENA_POINTER
#undef GALENA_NONE

const Code& code_of(const Insn* instruction) {
  GALENA_CHECK(instruction->op == static_cast<uint16_t>(Op::compiled));
  const jit::Record* const record = *reinterpret_cast<jit::Record* const*>(instruction[2].word);
  GALENA_CHECK(record != nullptr && record->code != nullptr);
  return *record->code;
}

}  // namespace galena
