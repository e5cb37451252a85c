// %=: a wing with changes. A leg gives its type, edited; an arm is fired on its core, edited: its product is a hold,
// and a wet arm must besides hold up in the edited core.
#include "hoon/type/ut.h"
#include "nock/run/nock.h"

namespace galena::hoon {
namespace {

// One change of a %=: [wing hoon].
struct Edit {
  Noun wing;
  Noun gen;
};

std::vector<Edit> edits_of(Noun changes) {
  std::vector<Edit> edits;
  for (; changes.is_cell(); changes = changes.tail()) edits.push_back({changes.head().head(), changes.head().tail()});
  return edits;
}

// Checks of wet calls inside one another. Real programs do not reach a hundred; those without end reach any number.
constexpr size_t kWetDepth = 1000;

// An alias that is computed cannot be edited.
void need_no_edits(Noun changes) {
  if (changes.is_cell()) refuse(ErrorKind::wing_edit);
}

}  // namespace

std::vector<Foot> Ut::feet_of(Noun set) {
  Items items;
  set_items(set, items);
  std::vector<Foot> feet;
  feet.reserve(items.size());
  for (const Noun item : items) feet.push_back({item.head(), item.tail()});
  GALENA_CHECK(!feet.empty());
  return feet;
}

// Edits the same wing in every core; it must lie at the same axis in all.
Noun Ut::toss(bool vet, Noun wing, Noun type, std::vector<Foot>& feet) {
  Noun axis = Noun::none();
  std::vector<Noun> axes;
  for (Foot& foot : feet) {
    const Leg leg = tack(vet, foot.core, wing, type);
    foot.core = leg.type;
    axes.push_back(leg.axis);
  }
  for (const Noun each : axes) {
    if (!axis.is_none() && axis != each) refuse(ErrorKind::bail);
    axis = each;
  }
  if (axis.is_none()) refuse(ErrorKind::bail);
  return axis;
}

Noun Ut::fire(bool vet, Noun sut, std::span<const Foot> feet) {
  if (feet.size() == 1) {
    const Noun foot = feet[0].foot;
    const Noun subject_gen = arena_.cons(kNull, kAxis1);
    // A wet arm that is just the core itself.
    if (foot.head() == "wet"_n && foot.tail() == subject_gen) return feet[0].core;
  }
  Items types;
  for (const Foot& foot : feet) types.push_back(fire_one(vet, sut, foot));
  return as_type(types_.fork(types));
}

Noun Ut::fire_one(bool vet, Noun sut, const Foot& foot) {
  if (kind_of(foot.core) != "core"_w) {
    throw CompileError{
        ErrorKind::fire_core,
        kNull,
        kNull,
        {{ErrorKind::fork_type, foot.core}, {ErrorKind::expected_fork_to_be_core}, {ErrorKind::fire_type, sut}}};
  }
  const Noun gen = foot.foot.tail();
  if (foot.foot.head() == "dry"_n) {
    return remember(dry_memo_, Key<2>{{tagged(foot.core, vet), gen.word()}}, [&] {
      const CoreParts core(foot.core);
      if (vet) need_nest(core.context, core.payload);
      return types_.hold(types_.recast(core, core.context, "gold"_n), gen);
    });
  }
  const CoreParts core(foot.core);
  const Noun home = types_.recast(core, core.context, "gold"_n);
  const Noun payload = redo(core.payload, core.context);
  const Noun caller = arena_.tuple("core"_n, payload, core.coil);
  if (vet) {
    // The guard is keyed on the subject of the call, not on the core that was made from it.
    const Key<3> k{{sut.word(), home.word(), gen.word()}};
    if (rib_.emplace(k, 0).second) {
      if (rib_.size() > kWetDepth) refuse(ErrorKind::wet_loop);
      const Noun outer = std::exchange(rib_list_, arena_.cons(arena_.tuple(sut, home, gen), rib_list_));
      mull(vet, caller, kNoun, home, gen);
      GALENA_CHECK(rib_list_.is_cell() && rib_list_.tail() == outer && rib_.contains(k));
      rib_list_ = outer;
      rib_.erase(k);
      if (rib_.empty()) mull_on_trust_.clear();
    }
  }
  return types_.hold(caller, gen);
}

Noun Ut::play_call(Noun sut, Noun wing, Noun changes) {
  const Port port = find(false, Way::read, sut, wing);
  switch (port.kind) {
    case Port::Kind::made:
      need_no_edits(changes);
      return port.a;
    case Port::Kind::leg: {
      Noun type = port.a;
      for (const Edit& edit : edits_of(changes)) type = tack(false, type, edit.wing, play(sut, edit.gen)).type;
      return type;
    }
    case Port::Kind::arm: {
      std::vector<Foot> feet = feet_of(port.b);
      for (const Edit& edit : edits_of(changes)) toss(false, edit.wing, play(sut, edit.gen), feet);
      return fire(false, sut, feet);
    }
    case Port::Kind::too_few:
    case Port::Kind::never:
      break;
  }
  __builtin_unreachable();
}

Minted Ut::mint_call(bool vet, Noun sut, Noun gol, Noun wing, Noun changes) {
  const Port port = find(vet, Way::read, sut, wing);
  Minted result;
  if (port.kind == Port::Kind::made) {
    need_no_edits(changes);
    result = {port.a, port.b};
  } else {
    const Noun base = tend(port.vein);
    std::vector<NockMaker::Edit> made;
    const std::vector<Edit> edits = edits_of(changes);
    if (port.kind == Port::Kind::leg) {
      Noun type = port.a;
      for (const Edit& edit : edits) {
        const Minted value = mint(vet, sut, kNoun, edit.gen);
        const Leg leg = tack(vet, type, edit.wing, value.type);
        type = leg.type;
        made.push_back({leg.axis, value.formula});
      }
      std::reverse(made.begin(), made.end());
      result = {type, nock_.edit(base, made)};
    } else {
      std::vector<Foot> feet = feet_of(port.b);
      for (const Edit& edit : edits) {
        const Minted value = mint(vet, sut, kNoun, edit.gen);
        const Noun axis = toss(vet, edit.wing, value.type, feet);
        made.push_back({axis, value.formula});
      }
      std::reverse(made.begin(), made.end());
      const Noun type = fire(vet, sut, feet);
      result = {type, arena_.tuple(op(Opcode::kick), port.a, nock_.edit(base, made))};
    }
  }
  if (vet) need_nest(gol, result.type);
  return result;
}

Mulled Ut::mull_call(bool vet, Noun sut, Noun gol, Noun dox, Noun wing, Noun changes) {
  const Port port = find(vet, Way::read, sut, wing);
  const Port home = find(vet, Way::read, dox, wing);
  // Both must be computed, both legs, or both the same arm.
  if (port.kind != home.kind) refuse(ErrorKind::bail);
  Mulled result;
  const std::vector<Edit> edits = edits_of(changes);
  if (port.kind == Port::Kind::made) {
    if (!edits.empty()) refuse(ErrorKind::bail);
    result = {port.a, home.a};
  } else if (port.kind == Port::Kind::leg) {
    result = {port.a, home.a};
    for (const Edit& edit : edits) {
      const Mulled value = mull(vet, sut, kNoun, dox, edit.gen);
      const Leg leg = tack(vet, result.type, edit.wing, value.type);
      const Leg home_leg = tack(vet, result.home, edit.wing, value.home);
      if (leg.axis != home_leg.axis) refuse(ErrorKind::bail);
      result = {leg.type, home_leg.type};
    }
  } else {
    if (port.a != home.a) refuse(ErrorKind::bail);
    std::vector<Foot> feet = feet_of(port.b);
    std::vector<Foot> home_feet = feet_of(home.b);
    for (const Edit& edit : edits) {
      const Mulled value = mull(vet, sut, kNoun, dox, edit.gen);
      const Noun axis = toss(vet, edit.wing, value.type, feet);
      const Noun home_axis = toss(vet, edit.wing, value.home, home_feet);
      if (axis != home_axis) refuse(ErrorKind::bail);
    }
    const Noun type = fire(vet, sut, feet);
    result = {type, fire(false, sut, home_feet)};
  }
  if (vet) need_nest(gol, result.type);
  return result;
}

}  // namespace galena::hoon
