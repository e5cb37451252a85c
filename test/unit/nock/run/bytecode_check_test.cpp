// The promises of bytecode, each broken: code is compiled, damaged, and looked at or run.
#include <algorithm>
#include <functional>
#include <string>

#include "nock/noun/mug.h"
#include "nock/run/formula.h"
#include "test/unit/check_fixture.h"
#include "test/unit/machine_fixture.h"

namespace galena::test {
namespace {

constexpr size_t kExtra[] = {
#define GALENA_OP(name, extra) extra,
    GALENA_OPCODES(GALENA_OP)
#undef GALENA_OP
};

// The first instruction of that kind, which there is.
Insn& find(Code& code, Op op) {
  for (size_t i = 0; i < code.insns.size(); i += 1 + kExtra[code.insns[i].op]) {
    if (code.insns[i].op == static_cast<uint16_t>(op)) return code.insns[i];
  }
  throw std::runtime_error("no such instruction");
}

// What is wrong with the code of `formula` once it is damaged.
std::string fault(const std::string& formula, const std::function<void(Code&)>& damage) {
  TextMachine m;
  const std::unique_ptr<Code> code = compile_formula(m.machine.heap(), m.read(formula));
  damage(*code);
  return dies_of([&] { code->check(); });
}

TEST_CASE("code is checked as it was compiled" * with_checks()) {
  for (const char* formula : {"[0 1]", "[6 [5 [0 2] 0 3] [4 0 2] 8 [1 5] 9 2 0 3]", "[11 [%memo 1 0] 9 2 0 1]",
                              "[10 [6 1 7] 10 [7 1 8] 0 1]", "[0 70.000]", "[11 [%mean 1 1] 2 [0 2] 0 3]", "[7 7]"}) {
    CAPTURE(formula);
    CHECK(fault(formula, [](Code&) {}).empty());
  }
}

TEST_CASE("an instruction is one that a formula compiles to" * with_checks()) {
  CHECK(fault("[4 0 1]", [](Code& c) { find(c, Op::inc).op = kOpcodes; }).starts_with("insns[at].op < kOpcodes"));
  CHECK(fault("[4 0 1]", [](Code& c) { find(c, Op::inc).op = static_cast<uint16_t>(Op::halt); }) ==
        "is_of_formula(op)");
}

TEST_CASE("registers are those of the frame" * with_checks()) {
  const std::string fits = "fits(shape.a, insn.a) && fits(shape.b, insn.b) && fits(shape.c, insn.c)";
  CHECK(fault("[5 [0 2] 0 3]", [](Code& c) { find(c, Op::eq).a = 9; }) == fits);
  CHECK(fault("[5 [0 2] 0 3]", [](Code& c) { find(c, Op::eq).c = 9; }) == fits);
  CHECK(fault("[4 0 1]", [](Code& c) { c.registers = 0; }) == "registers >= 1 && !insns.empty()");
}

TEST_CASE("a jump goes forward to an instruction" * with_checks()) {
  const char* const branch = "[6 [0 2] [4 0 3] 1 7]";
  const std::string lands = "extra < insns.size() - next && starts[next + extra]";
  CHECK(fault(branch, [](Code& c) { (&find(c, Op::jump_no))[1].word = 1000; }) == lands);
  CHECK(fault(branch, [](Code& c) { (&find(c, Op::jump_no))[1].word = static_cast<uint64_t>(-2); }) == lands);
  // Into the extra word of `small`.
  CHECK(fault(branch, [](Code& c) { ++(&find(c, Op::jump_no))[1].word; }) == lands);
}

TEST_CASE("constants are those of the code, and small ones direct atoms" * with_checks()) {
  Noun elsewhere;
  CHECK(fault("[1 1 1]", [&](Code& c) {
          (&find(c, Op::konst))[1].constant = &elsewhere;
        }).starts_with("offset % sizeof(Noun) == 0"));
  CHECK(fault("[1 7]", [](Code& c) { (&find(c, Op::small))[1].word = 7; }) == "Noun::from_word(extra).is_direct()");
  CHECK(fault("[1 1 1]", [](Code& c) { c.constants[0] = Noun::none(); }).starts_with("std::ranges::all_of"));
}

TEST_CASE("a path through code ends in what ends one" * with_checks()) {
  CHECK(fault("[4 0 1]", [](Code& c) { c.insns.pop_back(); }) == "!shape.goes_on || next < insns.size()");
  CHECK(fault("[1 7]", [](Code& c) { c.insns.resize(1); }).starts_with("insns[at].op < kOpcodes"));
}

TEST_CASE("axes are those that an instruction is for" * with_checks()) {
  CHECK(fault("[0 5]", [](Code& c) { find(c, Op::frag).c = 3; }) == "insn.c >= 4");
  CHECK(fault("[0 70.000]", [](Code& c) { (&find(c, Op::frag_wide))[1].word = 5; }) == "extra > UINT16_MAX");
  CHECK(fault("[10 [2 1 5] 0 1]", [](Code& c) { (&find(c, Op::edit))[1].word = 1; }) == "extra > 1");
  CHECK(fault("[10 [6 1 7] 10 [7 1 8] 0 1]", [](Code& c) {
          (&find(c, Op::edit_again))[2].word = 5;
        }).starts_with("insns[at + 2].word >= 1"));
  CHECK(fault("[11 [%memo 1 0] 4 0 1]", [](Code& c) {
          (&find(c, Op::memo_get))[2] = Insn{{static_cast<uint16_t>(Op::crash), 0, 0, 0}};
        }).starts_with("insns[next].op == "));
}

// ---- as it runs ----

// What is wrong when `formula` runs on `subject` with its code damaged.
std::string running(
    const std::string& subject, const std::string& formula, const std::function<void(Code&)>& damage,
    const std::function<void(Noun)>& prepare = [](Noun) {}) {
  return dies_of([&] {
    TextMachine m;
    const Noun s = m.read(subject), f = m.read(formula);
    prepare(s);
    damage(*m.machine.code_for(f));
    m.machine.run(s, f);
  });
}

TEST_CASE("an edit writes again to what an edit has made only" * with_checks()) {
  const char* const formula = "[10 [13 1 7] 10 [12 1 8] 0 1]";
  const auto onto_subject = [](Code& code) { find(code, Op::edit_again).b = 0; };
  CHECK(running("[1 [2 3] 4]", formula, [](Code&) {}).empty());
  // The subject's cells were there before: the inner ones lie below.
  CHECK(running("[1 [2 3] 4]", formula, onto_subject) == "!again || n.word() > spine");
  CHECK(running("[1 [2 3] 4]", formula, onto_subject, [](Noun subject) { mug(subject); }) ==
        "!again || (old->header.mug == 0 && old->header.aux == 0)");
}

TEST_CASE("the trace is taken down as it was put up" * with_checks()) {
  const char* const formula = "[11 [%mean 1 1] 4 0 1]";
  CHECK(running("3", formula, [](Code&) {}).empty());
  CHECK(running("3", formula, [](Code& c) { find(c, Op::trace_pop).op = static_cast<uint16_t>(Op::move); }) ==
        "s->trace == kNull && s->scry_gates == kNull");
  CHECK(running("3", formula, [](Code& c) { find(c, Op::trace_push).op = static_cast<uint16_t>(Op::konst); }) ==
        "s->trace.is_cell()");
}

}  // namespace
}  // namespace galena::test
