// The promises of frames and of a strand's dynamic scope, each broken.
#include <string>

#include "nock/run/strand.h"
#include "test/unit/check_fixture.h"
#include "test/unit/machine_fixture.h"

namespace galena::test {
namespace {

struct Forge {
  // A frame of two registers with another above it, as the interpreter would have made them.
  Forge() : strand(machine.machine, size_t{1} << 20) {
    Frame(strand.outermost()).link(0, &kResume);
    fp = push_frame(strand.outermost(), 2, &kResume);
    fp[0] = Noun::zero();
    strand.low_water = strand.outermost();
  }
  std::string leaving() {
    return dies_of([&] { strand.leave(fp, Noun::direct(1)); });
  }
  TextMachine machine;
  Strand strand;
  Noun* fp;
};

const std::string kCaller = "holds(frame.caller()) && (frame.caller() < fp || fp == outermost())";

TEST_CASE("a frame as it should be is left" * with_checks()) {
  CHECK(Forge().leaving().empty());
}

TEST_CASE("the distance of a frame is whole words and leads down to a frame" * with_checks()) {
  const auto with_distance = [](uint64_t distance) {
    Forge f;
    Frame(f.fp).link(distance, &kResume);
    return f.leaving();
  };
  CHECK(with_distance(15) == "frame.distance() % sizeof(Noun) == 0");
  CHECK(with_distance(2) == "frame.distance() % sizeof(Noun) == 0");
  CHECK(with_distance(0) == kCaller);
  CHECK(with_distance(static_cast<uint64_t>(-16)) == kCaller);
  CHECK(with_distance(4096) == kCaller);  // below the stack
}

TEST_CASE("a frame returns to an instruction" * with_checks()) {
  const auto with_back = [](uint64_t back) {
    Forge f;
    Frame(f.fp).link(FrameLayout::distance(2), reinterpret_cast<const Insn*>(back));
    return f.leaving();
  };
  const std::string aligned = "frame.back_word() % alignof(Insn) == 0 && frame.back() != nullptr";
  CHECK(with_back(reinterpret_cast<uint64_t>(&kResume) + 1) == aligned);
  CHECK(with_back(0) == aligned);
  static const Insn unknown{{kOpcodes, 0, 0, 0}};
  CHECK(with_back(reinterpret_cast<uint64_t>(&unknown)) == "frame.back()->op < kOpcodes");
}

TEST_CASE("what has not changed since a collection ends below the frame that runs" * with_checks()) {
  Forge f;
  f.strand.low_water = f.fp + 1;
  CHECK(f.leaving() == "low_water <= fp");
  CHECK(dies_of([&] { f.strand.safepoint(&kResume, f.fp); }) == "low_water <= fp");
}

TEST_CASE("a frame that is left yields a noun" * with_checks()) {
  Forge f;
  CHECK(dies_of([&] { f.strand.leave(f.fp, Noun::none()); }) == "product.is_noun()");
}

TEST_CASE("a safepoint looks at the frames below" * with_checks()) {
  Forge f;
  Noun* const above = push_frame(f.fp, 1, &kResume);
  above[0] = Noun::zero();
  CHECK(dies_of([&] { f.strand.safepoint(&kResume, above); }).empty());
  Frame(f.fp).link(15, &kResume);
  CHECK(dies_of([&] { f.strand.safepoint(&kResume, above); }) == "frame.distance() % sizeof(Noun) == 0");
}

TEST_CASE("virtual machines are left in the order in which they were entered" * with_checks()) {
  Forge f;
  Noun saved[3];
  CHECK(dies_of([&] { f.strand.step_out(saved); }) == "virtual_frame != nullptr");
  CHECK(dies_of([&] {
          f.strand.enter_virtual(f.fp, saved, Noun::direct(1));
          f.strand.enter_virtual(f.fp, saved, Noun::direct(1));
        }) == "holds(fp) && virtual_frame < fp");
  CHECK(dies_of([&] {
          f.strand.enter_virtual(f.fp, saved, Noun::direct(1));
          saved[2] = Noun::from_word(64);
          f.strand.leave_virtual(saved);
        }) == "virtual_frame == nullptr || holds(virtual_frame)");
  CHECK(dies_of([&] {
          f.strand.enter_virtual(f.fp, saved, Noun::direct(1));
          saved[1] = f.strand.scry_gates;
          f.strand.leave_virtual(saved);
        }) == "(virtual_frame == nullptr) == (scry_gates == kNull)");
}

TEST_CASE("a native frame has four registers and declines at its first step only" * with_checks()) {
  static const NativeJet small{3, [](Strand&, Noun*, Noun) { return Step::done(Noun::zero()); }};
  static const NativeJet late{4, [](Strand& strand, Noun* r, Noun) {
                                if (r[1] != Noun::zero()) return Step::decline();
                                r[1] = Noun::direct(1);
                                const Noun one = strand.heap.cons(Noun::direct(1), Noun::direct(7));
                                return Step::nock(Noun::zero(), one);
                              }};
  Forge f;
  CHECK(dies_of([&] { f.strand.run_native(small, Noun::zero()); }) ==
        "reinterpret_cast<uint64_t>(&jet) % 2 == 0 && jet.registers >= 4");
  CHECK(dies_of([&] { f.strand.run_native(late, Noun::zero()); }) == "pc == nullptr && fp[3].is_cell()");
  CHECK(dies_of([&] { f.strand.run_native(late, Noun::none()); }) == "argument.is_noun() && formula.is_noun()");
}

}  // namespace
}  // namespace galena::test
