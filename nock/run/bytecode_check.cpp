// What bytecode.h promises of a code, tested.
#include <algorithm>
#include <bit>
#include <span>

#include "nock/run/bytecode.h"

namespace galena {
namespace {

// What the three fields of an instruction and its first extra word are.
enum class Field : uint8_t { none, reg, other };
enum class Extra : uint8_t { none, atom, constant, distance, other };
struct Shape {
  Field a, b, c;
  Extra extra = Extra::none;
  bool goes_on = true;  // to the next instruction
};

Shape shape_of(Op op) {
  using enum Field;
  switch (op) {
    case Op::ret:
      return {reg, none, none, Extra::none, false};
    case Op::move:
    case Op::head:
    case Op::tail:
    case Op::is_cell:
    case Op::inc:
    case Op::trace_pop:
      return {reg, reg, none};
    case Op::small:
      return {reg, none, none, Extra::atom};
    case Op::konst:
      return {reg, none, none, Extra::constant};
    case Op::frag:
    case Op::kick:
    case Op::kick_last:
      return {reg, reg, other};
    case Op::frag_wide:
      return {reg, reg, none, Extra::other};
    case Op::frag_big:
    case Op::call_known:
    case Op::kick_wide:
    case Op::trace_push:
      return {reg, reg, none, Extra::constant};
    case Op::cons:
    case Op::eq:
    case Op::call:
    case Op::call_last:
    case Op::scry:
      return {reg, reg, reg};
    case Op::jump:
      return {none, none, none, Extra::distance, false};
    case Op::jump_no:
      return {reg, none, none, Extra::distance};
    case Op::jump_differ:
      return {none, reg, reg, Extra::distance};
    case Op::jump_atom:
      return {none, reg, none, Extra::distance};
    case Op::edit:
    case Op::edit_again:
      return {reg, reg, reg, Extra::other};
    case Op::edit_big:
    case Op::memo_get:
    case Op::memo_put:
      return {reg, reg, reg, Extra::constant};
    case Op::tail_call:
      return {none, reg, reg, Extra::none, false};
    case Op::tail_known:
      return {none, reg, none, Extra::constant, false};
    case Op::tail_kick:
      return {other, reg, other, Extra::none, false};
    case Op::tail_kick_wide:
      return {other, reg, none, Extra::constant, false};
    case Op::hint_slog:
      return {none, reg, none};
    case Op::hint_start:
    case Op::hint_end:
      return {reg, reg, other, Extra::constant};
    case Op::fast:
      return {none, reg, reg, Extra::other};
    case Op::crash:
    case Op::native_resume:
    case Op::compiled:
    case Op::came_back:
    case Op::nested_return:
    case Op::halt:
      return {none, none, none, Extra::none, false};
  }
  __builtin_unreachable();
}

// Whether a formula compiles to such: the others are made by the machine itself.
[[maybe_unused]] bool is_of_formula(Op op) {
  return op != Op::native_resume && op != Op::compiled && op != Op::came_back && op != Op::nested_return &&
         op != Op::halt;
}

constexpr size_t kExtra[] = {
#define GALENA_OP(name, extra) extra,
    GALENA_OPCODES(GALENA_OP)
#undef GALENA_OP
};

void check_instruction(const Code& code, std::span<const Insn> insns, size_t at, const std::vector<bool>& starts) {
  const Insn insn = insns[at];
  const Op op = static_cast<Op>(insn.op);
  const Shape shape = shape_of(op);
  const auto fits = [&](Field field, uint16_t value) { return field != Field::reg || value < code.registers; };
  GALENA_CHECK(is_of_formula(op));
  GALENA_CHECK(fits(shape.a, insn.a) && fits(shape.b, insn.b) && fits(shape.c, insn.c));

  const uint64_t extra = shape.extra == Extra::none ? 0 : insns[at + 1].word;
  const size_t next = at + 1 + kExtra[insn.op];
  switch (shape.extra) {
    case Extra::none:
    case Extra::other:
      break;
    case Extra::atom:
      GALENA_CHECK(Noun::from_word(extra).is_direct());
      break;
    case Extra::constant: {
      const uint64_t offset = extra - reinterpret_cast<uint64_t>(code.constants.data());
      GALENA_CHECK(offset % sizeof(Noun) == 0 && offset / sizeof(Noun) < code.constants.size());
      break;
    }
    case Extra::distance:
      // Forward only, to an instruction.
      GALENA_CHECK(extra < insns.size() - next && starts[next + extra]);
      break;
  }
  GALENA_CHECK(!shape.goes_on || next < insns.size());

  if (op == Op::frag) GALENA_CHECK(insn.c >= 4);
  if (op == Op::frag_wide) GALENA_CHECK(extra > UINT16_MAX);
  if (op == Op::edit || op == Op::edit_again) GALENA_CHECK(extra > 1);
  if (op == Op::edit_again) {
    const uint64_t steps = static_cast<uint64_t>(63 - std::countl_zero(extra));
    GALENA_CHECK(insns[at + 2].word >= 1 && insns[at + 2].word <= steps);
  }
  if (op == Op::memo_get) GALENA_CHECK(insns[next].op == static_cast<uint16_t>(Op::jump));
}

}  // namespace

void Code::check() const {
  if constexpr (!kChecks) return;
  GALENA_CHECK(formula.is_cell());
  GALENA_CHECK(registers >= 1 && !insns.empty());
  GALENA_CHECK(std::ranges::all_of(constants, &Noun::is_noun));
  std::vector<bool> starts(insns.size());
  for (size_t at = 0; at < insns.size(); at += 1 + kExtra[insns[at].op]) {
    GALENA_CHECK(insns[at].op < kOpcodes && at + kExtra[insns[at].op] < insns.size());
    starts[at] = true;
  }
  for (size_t at = 0; at < insns.size(); ++at) {
    if (starts[at]) check_instruction(*this, insns, at, starts);
  }
}

}  // namespace galena
