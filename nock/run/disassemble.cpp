// Bytecode as text, for who looks at what a formula became.
#include <fmt/format.h>

#include "nock/noun/text.h"
#include "nock/run/formula.h"
#include "nock/run/machine.h"

namespace galena {
namespace {

struct Operation {
  const char* name;
  int extra;
};
constexpr Operation kOperations[] = {
#define GALENA_OP(name, extra) {#name, extra},
    GALENA_OPCODES(GALENA_OP)
#undef GALENA_OP
};

bool is_jump(Op op) {
  return op == Op::jump || op == Op::jump_no || op == Op::jump_differ || op == Op::jump_atom;
}

}  // namespace

std::string disassemble(const Code& code) {
  std::string out = fmt::format("{} registers\n", code.registers);
  const Insn* const insns = code.insns.data();
  for (size_t i = 0; i < code.insns.size();) {
    const Insn insn = insns[i];
    const Operation& operation = kOperations[insn.op];
    out += fmt::format("{:5}  {:<14} {:>5} {:>5} {:>5}", i, operation.name, insn.a, insn.b, insn.c);
    for (int n = 1; n <= operation.extra; ++n) {
      const Insn extra = insns[i + static_cast<size_t>(n)];
      const auto* const constants = code.constants.data();
      if (n == 1 && is_jump(static_cast<Op>(insn.op))) {
        out += fmt::format("  to {}", i + 2 + extra.word);
      } else if (extra.constant >= constants && extra.constant < constants + code.constants.size()) {
        out += "  " + print_text(*extra.constant, Machine::kReadable);
      } else if (static_cast<Op>(insn.op) == Op::small) {
        out += fmt::format("  {}", Noun::from_word(extra.word).direct_value());
      } else {
        out += fmt::format("  {}", extra.word);
      }
    }
    out += '\n';
    i += 1 + static_cast<size_t>(operation.extra);
  }
  return out;
}

}  // namespace galena
