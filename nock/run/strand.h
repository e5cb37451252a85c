// A strand: one evaluation in progress, its stack and its dynamic scope.
//
// The stack is reserved address space, committed as it grows, so that depth is bounded by the memory limit and not by
// the stack of the operating system. frame.h has what a frame on it is; a native frame (jet.h) has a pointer to its
// NativeJet in r0. What lies below `low_water` has not changed since the last collection and need not be scanned again
// by a minor one, so recursion ten million deep costs the collector nothing: it is never above the frame that runs.
//
// Dynamic scope: `trace` is the list of [tag clue] that %mean, %spot and their kin have pushed. Under virtualization
// (mink) `scry_gates` holds the gates of the virtual machines around the computation, innermost first, and
// `virtual_frame` the native frame of the innermost one, where a failure ends.
#pragma once

#include <cstdint>

#include "nock/base/reservation.h"
#include "nock/run/frame.h"
#include "nock/run/hint.h"
#include "nock/run/machine.h"
#include "nock/run/memo_rooms.h"
#include "nock/run/scopes.h"

namespace galena {

namespace jit {
class Tier1;
struct Record;
}  // namespace jit

class Strand {
 public:
  explicit Strand(Machine& machine, size_t stack_bytes);
  // That of a machine.
  static Strand& of(Machine& machine) { return *machine.strand_; }
  Strand(const Strand&) = delete;
  Strand& operator=(const Strand&) = delete;

  // nock(subject, formula).
  Result run(Noun subject, Noun formula);
  // What the native frame `jet` makes of `argument`.
  Result run_native(const NativeJet& jet, Noun argument);
  // Visits the stack up to r0 of the frame on top, at `fp`, and the dynamic scope.
  void visit(Heap::Scanner& scanner, Noun* fp);

  struct Resume {
    const Insn* pc;  // null: the evaluation is over
    Noun* fp;
  };
  // A deterministic failure: goes on where the innermost virtual machine returns [2 trace], or ends.
  Resume fail();
  // A scry without an answer: the same with [1 path].
  Resume block(Noun path);
  // The slow side of entering a frame at `pc`: interrupts, collection, exhaustion. `fp[0]` is alive, nothing above.
  // False: the evaluation is over.
  bool safepoint(const Insn* pc, Noun* fp);
  // The same for compiled code: for one that goes on at `pc` in the frame at `fp`, with `alive` words in it; and on the
  // machine stack, where everything alive lies below `sp`.
  bool compiled_safepoint(const Insn* pc, Noun* fp, unsigned alive);
  // `at`: an address in the machine code that asks.
  bool machine_safepoint(Noun* sp, uint64_t at);
  // Takes a sample for the profiler, if one is due, where machine code has nothing to collect.
  void sample_machine(uint64_t at);
  // Leaves the frame at `fp`, which runs, with `product`.
  Resume leave(Noun* fp, Noun product) {
    check_frame_at(fp);
    GALENA_CHECK(low_water <= fp);
    GALENA_CHECK(product.is_noun());
    const Frame frame(fp);
    const Resume resume{frame.back(), frame.caller()};
    frame.put_product(product);
    if (resume.fp < low_water) low_water = resume.fp;
    return resume;
  }
  Noun* outermost() const { return stack + FrameLayout::kHeader; }
  // Puts a native frame at `fp`, whose header stands already.
  static void set_up_native(Noun* fp, const NativeJet& jet, Noun argument, Noun formula);

  // Enters and leaves a virtual machine whose native frame is at `fp`: three registers of it, from `saved`, keep what
  // is around.
  void enter_virtual(Noun* fp, Noun* saved, Noun gate);
  void leave_virtual(Noun* saved);
  // Steps out of the innermost virtual machine for as long as its scry gate runs, and back in.
  void step_out(Noun* saved);
  void step_in(Noun* saved);

  // The traces of the virtual machines around the innermost one, from the inside out.
  void each_trace_around(const std::function<void(Noun)>& look) const;

  // What a jet has to say about a kick.
  struct Answer {
    enum class Kind : uint8_t { none, product, native, fail, shorter } kind;
    Noun product;  // or the core that the Nock of the arm is to run on instead
    const NativeJet* native = nullptr;
    const Jet* checked = nullptr;  // the jet that `native` is to check
  };
  // `fp`, `from`: for the profiler, the frame that the kick is to have and the instruction that makes it, or null.
  Answer ask_jets(const Code& code, uint64_t axis, Noun core, const Noun* fp = nullptr, const Insn* from = nullptr);

  // nock(subject, formula) within another computation, whose frame is `link`, on the stack from `base` up: a run of the
  // interpreter inside of compiled code. `failed`: fail_again() goes on outside of it. `over`: the evaluation as a
  // whole is. Takes a few hundred bytes of the thread's own stack, so a row of them that goes too deep is out of memory
  // as well.
  enum class Nested : uint8_t { done, failed, over };
  Nested run_nested(Noun* base, Noun* link, Noun subject, Noun formula, Noun& product);
  // Compiled code was given an answer that is none, since a limit was passed where it cannot be told: the evaluation
  // ends at its next safepoint, and nothing that it comes to counts.
  void spoil() {
    spoiled_ = true;
    heap.request_safepoint();
  }
  bool is_spoiled() const { return spoiled_; }
  // The end of an evaluation that has passed a limit.
  [[noreturn]] void give_up() const;
  // The failure of compiled code, or that of a nested run outside of it.
  Resume fail_again();

  Machine& machine;
  Heap& heap;
  jit::Tier1* jit = nullptr;
  Noun trace;
  Noun scry_gates;
  Noun* virtual_frame = nullptr;
  Noun* check_frame = nullptr;    // of the innermost jet that is being checked
  const Code* failing = nullptr;  // the arm whose Nock runs because its jet says that it crashes

  Noun* stack = nullptr;
  Noun* stack_end = nullptr;  // a frame may begin below it
  Noun* low_water = nullptr;
  Result result{};

  // What the profiler asks for: the instruction that comes to a safepoint, if it is known.
  const Insn* caller = nullptr;

  // The call that is on its way.
  struct Call {
    uint64_t axis = 0;           // of the arm that it is, or 0
    uint64_t formula = 0;        // where compiled code calls what is no arm
    uint64_t jet = 0;            // or a jit::DirectJet, that runs in a frame
    const Insn* from = nullptr;  // the instruction that calls, if it is known: for the profiler
  } call;
  Noun* nested_base = nullptr;  // where the innermost nested run begins, null outside of all
  unsigned nested_runs = 0;     // within one another
  enum class NestedState : uint8_t { running, done, failed } nested_state = NestedState::running;
  Noun nested_block = Noun::none();

  // What hints ask for (hint.h).
  Scopes scopes;
  MemoRooms rooms;
  HintSinks sinks;

  // A collection between two evaluations; `roots` needs no roots of its own.
  void collect_idle(Heap::Roots roots);
  // Gives back the memory of an evaluation that ran out of it, so that there is room for the next.
  void recover();

 private:
  static constexpr unsigned kMaxNestedRuns = 500;

  // Whether a frame may be there.
  bool holds(const Noun* fp) const {
    return fp >= outermost() && space_.holds(reinterpret_cast<uint64_t>(fp)) && reinterpret_cast<uint64_t>(fp) % 8 == 0;
  }
  void check_frame_at(const Noun* fp) const {
    const Frame frame(fp);
    GALENA_CHECK(holds(fp));
    GALENA_CHECK(frame.distance() % sizeof(Noun) == 0);
    GALENA_CHECK(frame.back_word() % alignof(Insn) == 0 && frame.back() != nullptr);
    GALENA_CHECK(holds(frame.caller()) && (frame.caller() < fp || fp == outermost()));
    GALENA_CHECK(frame.back()->op < kOpcodes);
  }
  // Whether a jet that is being checked runs, and not its Nock. What it calls is checked when that calls it.
  bool is_in_checked_jet() const;
  // Leaves the checks of jets that a failure or a block leaves behind, up to the innermost virtual machine. Where a jet
  // has failed, not its Nock, gives that check's frame: there the Nock comes next.
  Noun* abandon_checks(bool fails);
  void begin();
  Resume end_virtual(Noun tone);
  // `at`: of machine code, where there is no instruction.
  bool pause(const Insn* pc, Noun* fp, Noun* top, uint64_t at = 0);
  // The arm of the machine code at an address, for the profiler; 0 if it is not known.
  uint32_t machine_arm(Profiler& profiler, uint64_t at) const;
  Noun call_jet(const Jet& jet, Noun core, const Noun* fp, const Insn* from);

  // Runs `body`; what it throws becomes the result.
  template <class Body>
  Result ending(Body body);

  Reservation space_;
  bool spoiled_ = false;
};

// Where a native frame goes on when what it called returns.
extern const Insn kResume;

// n + 1 for any atom.
Noun increment(Heap& heap, Noun n);

// mink as a native frame: `r[2]` a cell [[subject formula] scry-gate]; the product is a tone, [0 product], [1 path] or
// [2 trace].
extern const NativeJet kMink;

}  // namespace galena
