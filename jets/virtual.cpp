#include "jets/virtual.h"

#include <string_view>
#include <utility>

#include "jets/frame.h"
#include "nock/base/check.h"
#include "nock/noun/equal.h"

namespace galena::jets {
namespace {

Step mink_gate_step(Strand& strand, Noun* r, Noun result) {
  if (state(r) != 0) return Step::done(result);
  const auto [call, gate] = two(r[2]);
  const Noun known = std::exchange(strand.machine.jets().tone, kNull);
  if (call.is_none() || !call.is_cell() || !gate.is_cell()) return Step::decline();
  if (known.is_cell() && equal(strand.heap, known.head(), call)) return Step::done(known.tail());
  set_state(r, 1);
  return Step::native(kMink, sample(r[2]));
}

Noun n(uint64_t value) {
  return Noun::direct(value);
}

constexpr std::string_view kMinkPath = "one/two/tri/qua/mink";

// What pulls a trap: [trap 9 2 0 1].
Noun pull_of(Heap& heap, Noun trap) {
  return heap.cons(trap, heap.tuple(n(9), n(2), n(0), n(1)));
}

// [[trap 9 2 0 1] gate] for mink, with a gate that asks the virtual machine around: the answer to [ref path] is
// [0 0 .^(ref path)].
Noun trap_in_this_world(Heap& heap, Noun trap) {
  const Noun scry = heap.tuple(n(1), n(12), heap.cons(n(0), n(2)), n(0), n(3));
  const Noun answer = heap.tuple(heap.cons(n(1), n(0)), heap.cons(n(1), n(0)), n(2), heap.cons(n(0), n(6)), scry);
  const Noun gate = heap.tuple(answer, n(0), n(0));
  return heap.cons(pull_of(heap, trap), gate);
}

// mole yields a unit, mule yields [0 product] or [1 trace]. The trace as text is made by the Nock of mule, which is
// told the tone when it asks `mink` for it: so its jet relies on that of `mink`.
template <bool kUnit>
Step guarded_step(Strand& strand, Noun* r, Noun result) {
  if (state(r) == 0) {
    const Noun trap = sample(r[2]);
    if (trap.is_none() || (!kUnit && !strand.machine.jets().has(kMinkPath))) return Step::decline();
    set_state(r, 1);
    return Step::native(kMink, trap_in_this_world(strand.heap, trap));
  }
  if (state(r) == 2) return Step::done(result);
  // A tone of mink: 0 product, 1 block, 2 trace.
  GALENA_CHECK(result.is_cell() && result.head().is_direct() && result.head().direct_value() <= 2);
  if (result.head() == n(0)) return Step::done(strand.heap.cons(n(0), result.tail()));
  if (kUnit) return Step::done(n(0));
  const Noun call = pull_of(strand.heap, sample(r[2]));
  strand.machine.jets().tone = strand.heap.cons(call, result);
  set_state(r, 2);
  return Step::nock(r[2], r[3]);
}

}  // namespace

const NativeJet kMinkGate{4, mink_gate_step, true};
const NativeJet kMole{4, guarded_step<true>, true};
const NativeJet kMule{4, guarded_step<false>, true};

}  // namespace galena::jets
