#include "jets/compiler/arms.h"

#include <optional>

#include "hoon/noun/own_stack.h"
#include "jets/compiler/native_compiler.h"
#include "jets/frame.h"
#include "nock/noun/axis.h"
#include "nock/noun/equal.h"
#include "nock/run/nock.h"

namespace galena::jets {
namespace {

// Registers, besides those of every native frame: what was asked of Nock, and how often.
enum Register : uint8_t { kSubject = 4, kFormula, kTurns, kRegisters };
// What a frame waits for: a product of Nock for the compiler, the product of ++laze, or that of the arm's own Nock, to
// compare it or to remember it.
enum State : uint64_t { kStart, kFolds, kIdentifies, kCompares, kRemembers };

// Constants that are folded for one question. Each makes the question start again, and finds what it came to before.
constexpr uint64_t kMostTurns = uint64_t{1} << 20;

// The door of a gate, and who it is: none where it is no such gate.
struct Called {
  Noun battery, library, sample;
  hoon::Door door;
};
std::optional<Called> called(Noun gate) {
  const Noun door = context(gate);
  if (door.is_none()) return std::nullopt;
  const Noun sut = sample(door);
  const Noun sets = sut.is_none() ? sut : head_of(context(door));
  const Noun vet = tail_of(tail_of(sets));
  const Noun library = sut.is_none() ? sut : tail_of(context(door));
  if (vet.is_none() || library.is_none() || !library.is_cell() || !door.head().is_cell()) return std::nullopt;
  return Called{door.head(), library, sample(gate), {sut, sets.head(), sets.tail().head(), vet}};
}

// [[subject formula] gate] for mink, in a world that answers nothing.
Noun in_no_world(Heap& heap, Noun subject, Noun formula) {
  return heap.cons(heap.cons(subject, formula), answering(heap, kNull));
}

// Whether both of two words are in a noun: of a battery, a few hundred cells.
bool has_words(Noun noun, Noun one, Noun two) {
  constexpr size_t kMost = size_t{1} << 14;
  bool has_one = false, has_two = false;
  Scratch<Noun> todo{noun};
  Pace pace;
  for (size_t seen = 0; !todo.empty() && seen < kMost && !(has_one && has_two); ++seen, pace.step()) {
    const Noun next = todo.back();
    todo.pop_back();
    has_one = has_one || next == one;
    has_two = has_two || next == two;
    if (!next.is_cell()) continue;
    todo.push_back(next.tail());
    todo.push_back(next.head());
  }
  return has_one && has_two;
}

// The axis, in the battery of ++ut, of the arm ++laze: a gate that pushes a note on its subject, and makes what is
// %lazy. 0 where there is none.
uint64_t axis_of_laze(Noun battery) {
  struct Place {
    Noun noun;
    uint64_t axis;
  };
  Scratch<Place> todo{{battery, 1}};
  for (Pace pace; !todo.empty(); pace.step()) {
    const auto [noun, axis] = todo.back();
    todo.pop_back();
    if (!noun.is_cell()) continue;
    if (noun.head().is_cell()) {
      if (axis >> 61 != 0) continue;
      todo.push_back({noun.tail(), 2 * axis + 1});
      todo.push_back({noun.head(), 2 * axis});
      continue;
    }
    const Operation o = operation_of(noun);
    if (o.op == Opcode::push && has_words(o.b, "hemp-141"_n, "lazy"_n)) return axis;
  }
  return 0;
}

// What makes the product of ++laze, whose gate is at `axis` of the battery, for a core of no arms; on the door.
Noun laze_formula(Heap& heap, uint64_t axis) {
  const auto n = [](uint64_t value) { return Noun::direct(value); };
  const uint64_t top = uint64_t{1} << (63 - static_cast<unsigned>(std::countl_zero(axis)));
  const Noun gate = heap.tuple(n(9), heap.atom(axis + top), n(0), n(1));
  const Noun sample = heap.tuple(n(1), kNull, "dry"_n, kNull);
  return heap.tuple(n(8), gate, n(9), n(2), n(10), heap.cons(n(6), sample), n(0), n(2));
}

// The Nock of the arm: at the first step, as if there were no jet.
Step leave_to_nock(const Noun* r) {
  return state(r) == kStart ? Step::decline() : go_on(r, r[2]);
}

// Learns who a compiler is from the tone of its ++laze.
void identify(NativeCompiler& compiler, const Called& call, Noun tone) {
  std::optional<hoon::Identity> identity;
  if (tone.is_cell() && tone.head() == Noun::direct(0)) {
    identity = hoon::Identity::of(compiler.intern(tone.tail()));
    const bool own = identity && identity->parts && identity->parts->ut == compiler.intern(call.battery) &&
                     identity->parts->library == compiler.intern(call.library);
    if (!own) identity.reset();
  }
  compiler.add(call.battery, call.library, identity ? &*identity : nullptr);
}

// The question once, on whatever stack is at hand. What is thrown below is for the machine; but for constants.
struct Answer {
  Noun product = Noun::none();
  std::optional<hoon::NeedsNock> needs;
};
Answer ask(NativeCompiler& compiler, hoon::Arms& arms, hoon::Arm arm, const Called& call) {
  constexpr size_t kStack = size_t{512} << 10;
  const hoon::Door door{compiler.intern(call.door.sut), compiler.intern(call.door.fan), compiler.intern(call.door.rib),
                        call.door.vet};
  const Noun sample = compiler.intern(call.sample);
  ++compiler.calls.asked;
  Answer answer;
  try {
    hoon::run_on_any_stack(kStack, [&] { answer.product = arms.answer(arm, door, sample); });
  } catch (const hoon::NeedsNock& needs) {
    answer.needs = needs;
  } catch (const hoon::TooDeep&) {
    // The Nock may be deeper.
  }
  return answer;
}

// Of the door, all that a product depends on: not the holds that are being unfolded, which decide what fails; the wet
// calls that are being checked where something may be checked. The tag, an atom, keeps apart from the memos of hints.
MemoKey memory_of(Heap& heap, const ArmJet& jet, const Called& call) {
  const bool by_rib = jet.checks && call.door.rib != kNull;
  const uint64_t tag =
      "arm"_w << 16 | static_cast<uint64_t>(jet.arm) << 2 | (by_rib ? 2 : 0) | call.door.vet.direct_value();
  // As a rule no new cell, which would be compared anew each time.
  const Noun around = by_rib ? heap.cons(call.library, call.door.rib) : call.library;
  return {Noun::direct(tag), call.sample, call.door.sut, call.battery, around};
}

Step remember_step(Strand& strand, Noun* r, Noun result, const ArmJet& jet) {
  const std::optional<Called> call = called(r[2]);
  const bool is_flag = call && (call->door.vet == kYes || call->door.vet == kNo);
  if (!is_flag || call->sample.is_none()) return Step::decline();
  if (state(r) == kRemembers) {
    strand.machine.remember(memory_of(strand.heap, jet, *call), result, r[kTurns].direct_value());
    return Step::done(result);
  }
  const Noun known = strand.machine.recall(memory_of(strand.heap, jet, *call));
  if (!known.is_none()) {
    ++jet.compiler.calls.remembered;
    return Step::done(known);
  }
  set_state(r, kRemembers);
  r[kTurns] = Noun::direct(strand.machine.scries());
  return Step::nock(r[2], r[3]);
}

Step answer_step(Strand& strand, Noun* r, Noun result) {
  const auto& jet = static_cast<const ArmJet&>(*reinterpret_cast<const NativeJet*>(r[0].word()));
  NativeCompiler& compiler = jet.compiler;
  using Use = NativeCompiler::Use;
  if (compiler.use == Use::nothing) return Step::decline();
  if (compiler.use == Use::remembers || state(r) == kRemembers) return remember_step(strand, r, result, jet);
  if (state(r) == kCompares) {
    ++(equal(strand.heap, r[kSubject], result) ? compiler.calls.same : compiler.calls.different);
    return Step::done(result);
  }
  if (!compiler.serves(strand.machine)) return leave_to_nock(r);
  const std::optional<Called> call = called(r[2]);
  if (!call) return leave_to_nock(r);
  const bool waits = compiler.use == Use::answers && state(r) == kStart;
  if (waits && !compiler.is_due(call->battery, call->library)) return remember_step(strand, r, result, jet);
  if (state(r) == kIdentifies) identify(compiler, *call, result);
  const auto [met, arms] = compiler.find(call->battery, call->library);
  if (!met) {
    const uint64_t axis = axis_of_laze(call->battery);
    if (axis != 0 && state(r) != kIdentifies) {
      set_state(r, kIdentifies);
      return Step::native(kMink, in_no_world(strand.heap, context(r[2]), laze_formula(strand.heap, axis)));
    }
    compiler.add(call->battery, call->library, nullptr);
    return leave_to_nock(r);
  }
  if (arms == nullptr) return leave_to_nock(r);
  if (state(r) == kFolds) {
    const bool done = result.is_cell() && result.head() == Noun::direct(0);
    const hoon::NeedsNock asked{compiler.intern(r[kSubject]), compiler.intern(r[kFormula])};
    arms->tell(asked, done ? compiler.intern(result.tail()) : Noun::none());
  }
  const Answer answer = ask(compiler, *arms, jet.arm, *call);
  if (answer.needs && r[kTurns].direct_value() < kMostTurns) {
    set_state(r, kFolds);
    r[kSubject] = answer.needs->subject;
    r[kFormula] = answer.needs->formula;
    r[kTurns] = Noun::direct(r[kTurns].direct_value() + 1);
    return Step::native(kMink, in_no_world(strand.heap, r[kSubject], r[kFormula]));
  }
  compiler.settle();
  if (answer.product.is_none()) return leave_to_nock(r);
  ++compiler.calls.answered;
  if (compiler.use != Use::compares) return Step::done(answer.product);
  set_state(r, kCompares);
  r[kSubject] = answer.product;
  return Step::nock(r[2], r[3]);
}

}  // namespace

ArmJet::ArmJet(hoon::Arm which, bool may_check, NativeCompiler& asked)
    : NativeJet{kRegisters, answer_step}, arm(which), checks(may_check), compiler(asked) {}

}  // namespace galena::jets
