#include "jets/compiler.h"

#include "jets/frame.h"

namespace galena::jets {
namespace {

struct Door {
  Noun battery, type, fan, rib, vet;  // battery is none if it is no such door
};
Door door_of(Noun core) {
  const Noun type = core.is_none() ? core : sample(core);
  const Noun sets = type.is_none() ? type : head_of(context(core));
  const Noun rib = head_of(tail_of(sets)), vet = tail_of(tail_of(sets));
  if (vet.is_none()) return {vet, vet, vet, vet, vet};
  return {core.head(), type, sets.head(), rib, vet};
}

// The tag keeps the memos of one arm apart from those of another, and, being an atom, from those of hints, which have a
// formula there.
enum class Key { with_checks, without_checks };
template <uint64_t kTag, Key kKey>
Step remembered_step(Strand& strand, Noun* r, Noun result) {
  Machine& machine = strand.machine;
  if (state(r) == 0) {
    const Noun argument = sample(r[2]);
    const Door door = door_of(context(r[2]));
    if (argument.is_none() || door.battery.is_none()) return Step::decline();
    Noun key = strand.heap.tuple(argument, door.vet, door.battery, door.type);
    if (kKey == Key::with_checks) key = strand.heap.cons(door.rib, key);
    const Noun known = machine.recall(key, Noun::from_word(kTag));
    if (!known.is_none()) return Step::done(known);
    r[4] = key;
    set_state(r, 1);
    return Step::nock(r[2], r[3]);
  }
  machine.remember(r[4], Noun::from_word(kTag), result);
  return Step::done(result);
}

// The trap is [formula core], the core [battery [seg reg gil] nest], the gate nest [battery [tel ref] door].
//
// The answer is `yes` under assumptions on holds that are being looked at: `reg` and `gil` make more answers yes, `seg` makes more
// no. So a `yes` counts for good if it was found with no `reg` and no `gil`, a `no` if it was found with no `seg`. With `tel` a
// `no` is a failure: that is left to the Nock.
Step nest_dext_step(Strand& strand, Noun* r, Noun result) {
  Machine& machine = strand.machine;
  constexpr Noun kTag = "dext"_n;
  const Noun core = tail_of(r[2]);
  if (state(r) == 0) {
    const Noun gate = core.is_none() ? core : context(core);
    const Noun sets = core.is_none() ? core : sample(core);
    if (gate.is_none() || tail_of(tail_of(sets)).is_none()) return Step::decline();
    const auto [tel, ref] = two(gate);
    const Door door = door_of(context(gate));
    if (tel.is_none() || door.battery.is_none()) return Step::decline();
    if (door.type == ref) return Step::done(kYes);
    const Noun key = strand.heap.tuple(ref, door.vet, door.battery, door.type);
    const Noun known = machine.recall(key, kTag);
    if (!known.is_none() && (known == kYes || tel != kYes)) return Step::done(known);
    r[4] = key;
    set_state(r, 1);
    return Step::nock(r[2], r[3]);
  }
  const Noun sets = sample(core);
  const Noun seg = sets.head(), reg = sets.tail().head(), gil = sets.tail().tail();
  const bool lasting = result == kYes ? reg == Noun() && gil == Noun() : seg == Noun();
  if (lasting) machine.remember(r[4], kTag, result);
  return Step::done(result);
}

}  // namespace

const NativeJet kCrop{5, remembered_step<"crop"_w, Key::without_checks>};
const NativeJet kFish{5, remembered_step<"fish"_w, Key::without_checks>};
const NativeJet kFuse{5, remembered_step<"fuse"_w, Key::without_checks>};
const NativeJet kMint{5, remembered_step<"mint"_w, Key::with_checks>};
const NativeJet kMull{5, remembered_step<"mull"_w, Key::with_checks>};
const NativeJet kPeek{5, remembered_step<"peek"_w, Key::without_checks>};
const NativeJet kPlay{5, remembered_step<"play"_w, Key::without_checks>};
const NativeJet kRedo{5, remembered_step<"redo"_w, Key::without_checks>};
const NativeJet kRest{5, remembered_step<"rest"_w, Key::without_checks>};
const NativeJet kNestDext{5, nest_dext_step};

}  // namespace galena::jets
