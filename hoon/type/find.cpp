// Wings: what a name means in a subject, and reading and editing the part of a type that it names.
#include <algorithm>

#include "hoon/type/ut.h"
#include "nock/noun/mug.h"
#include "nock/run/nock.h"

namespace galena::hoon {
namespace {

constexpr Noun kNoAxis = kNull;  // in a vein: a step that takes no axis, into a face

struct Arm {
  Noun axis;
  Noun gen;
};

// The arm `name` in a chapter's treap of arms. Gives false when there is none.
bool look(Arena& arena, Noun name, Noun arms, Arm& out) {
  Noun axis = kAxis1;
  while (arms.is_cell()) {
    const Noun node = treap_node(arms);
    const Noun left = treap_left(arms);
    const Noun right = treap_right(arms);
    if (node.head() == name) {
      const bool leaf = left.is_atom() && right.is_atom();
      out = {leaf ? axis : peg(arena, axis, kAxis2), node.tail()};
      return true;
    }
    const bool forked = left.is_cell() && right.is_cell();
    if (gor(name, node.head())) {
      axis = peg(arena, axis, forked ? Noun::direct(6) : kAxis3);
      arms = left;
    } else {
      axis = peg(arena, axis, forked ? Noun::direct(7) : kAxis3);
      arms = right;
    }
  }
  return false;
}

// The arm `name` in a core's treap of chapters. Chapters are ordered by their own names, so all are searched.
bool loot(Kelvin kelvin, Arena& arena, Noun name, Noun chapters, Arm& out) {
  if (chapters.is_atom()) return false;
  const Noun left = treap_left(chapters);
  const Noun right = treap_right(chapters);
  if (look(arena, name, arms_of(kelvin, treap_node(chapters)), out)) {
    if (left.is_cell() || right.is_cell()) out.axis = peg(arena, kAxis2, out.axis);
    return true;
  }
  const bool forked = left.is_cell() && right.is_cell();
  if (loot(kelvin, arena, name, left, out)) {
    out.axis = peg(arena, forked ? Noun::direct(6) : kAxis3, out.axis);
    return true;
  }
  if (loot(kelvin, arena, name, right, out)) {
    out.axis = peg(arena, forked ? Noun::direct(7) : kAxis3, out.axis);
    return true;
  }
  return false;
}

}  // namespace

Ut::Visible Ut::peel(Way way, Noun variance) {
  if (variance == "gold"_n) return {true, true};
  switch (way) {
    case Way::both:
      return {false, false};
    case Way::free:
      return {true, true};
    case Way::read:
      return {variance == "zinc"_n, false};
    case Way::rite:
      return {variance == "iron"_n, false};
  }
  __builtin_unreachable();
}

Noun Ut::peek(Way way, Noun sut, Noun axis) {
  check();
  AxisWalk walk(axis);
  for (; !walk.done() && kind_of(sut) == "cell"_w; walk.down()) sut = walk.tail() ? q_of(sut) : p_of(sut);
  if (walk.done() || sut == kNoun || sut == kVoid) return sut;
  const Key<3> k{{sut.word(), walk.rest(arena_).word(), Noun::direct(static_cast<uint64_t>(way)).word()}};
  return as_type(remember(peek_memo_, k, [&] {
    const bool tail = walk.tail();
    walk.down();
    return peek_split(way, sut, tail, walk.rest(arena_), nullptr);
  }));
}

// `tail` and `rest`: the axis, split at its top. `held` guards the unfolding of holds at this level of the axis only.
Noun Ut::peek_split(Way way, Noun sut, bool tail, Noun rest, const Held* held) {
  check();
  while (true) {
    switch (kind_of(sut)) {
      case "void"_w:
      case "atom"_w:
        return kVoid;
      case "noun"_w:
        return kNoun;
      case "cell"_w:
        return peek(way, tail ? q_of(sut) : p_of(sut), rest);
      case "core"_w: {
        if (!tail) return kNoun;
        const CoreParts core(sut);
        const Visible visible = peel(way, core.variance);
        const bool sample_only = rest != kAxis1 && !in_tail(rest);
        const bool context_only = rest != kAxis1 && in_tail(rest);
        if ((visible.sample && visible.context) || (visible.sample && sample_only) ||
            (visible.context && context_only)) {
          return peek(way, core.payload, rest);
        }
        const Noun payload = framed([] { return Frame{ErrorKind::payload_block}; },
                                    [&] {
                                      if (way != Way::read) refuse(ErrorKind::bail);
                                      const Noun sample = visible.sample ? peek(way, core.payload, kAxis2) : kNoun;
                                      const Noun context = visible.context ? peek(way, core.payload, kAxis3) : kNoun;
                                      return types_.cell(sample, context);
                                    });
        return peek(way, payload, rest);
      }
      case "fork"_w: {
        if (cases_.is_left(sut)) {
          const Noun parts = cases_.parts(sut, peg(arena_, tail ? kAxis3 : kAxis2, rest));
          if (!parts.is_none()) return parts;
        }
        Items cases = cases_of(sut);
        for (Noun& type : cases) type = peek_split(way, type, tail, rest, held);
        return types_.fork(cases);
      }
      case "hold"_w: {
        if (is_held(held, sut)) return kVoid;
        const Held here{sut, held};
        return peek_split(way, repo(sut), tail, rest, &here);
      }
      default:
        sut = repo(sut);
    }
  }
}

Noun Ut::weld(Noun front, Noun back) {
  if (front.is_atom()) return back;
  if (back.is_atom()) return front;
  std::vector<Noun> items;
  for (; front.is_cell(); front = front.tail()) items.push_back(front.head());
  for (size_t i = items.size(); i-- > 0;) back = arena_.cons(items[i], back);
  return back;
}

Noun Ut::tend(Noun vein) {
  std::vector<Noun> steps;
  for (; vein.is_cell(); vein = vein.tail()) {
    if (vein.head() != kNoAxis) steps.push_back(vein.head().tail());
  }
  Noun axis = kAxis1;
  for (size_t i = steps.size(); i-- > 0;) axis = peg(arena_, axis, steps[i]);
  GALENA_CHECK(axis != kNull);
  return axis;
}

Port Ut::fond(bool vet, Way way, Noun sut, Noun wing) {
  std::vector<Noun> limbs;
  for (; wing.is_cell(); wing = wing.tail()) limbs.push_back(wing.head());
  Port found{Port::Kind::leg, kNull, sut, kNull};
  // The last limb is looked up in the subject, the one before it in what that gives, and so on.
  for (size_t i = limbs.size(); i-- > 0;) {
    switch (found.kind) {
      case Port::Kind::never:
        // The reference goes on with the outer limb's search only through its head, which a void result has not.
        refuse(ErrorKind::bail);
      case Port::Kind::too_few:
        return found;
      case Port::Kind::made: {
        const Noun gen = arena_.tuple("wing"_n, limbs[i], kNull);
        const Minted part = mint(vet, found.a, kNoun, gen);
        found.a = part.type;
        found.b = nock_.comb(found.b, part.formula);
        break;
      }
      case Port::Kind::leg:
      case Port::Kind::arm: {
        Noun within = found.a;
        if (found.kind == Port::Kind::arm) {
          Items cores;
          set_items(found.b, cores);
          for (Noun& core : cores) core = core.head();
          within = types_.fork(cores);
        }
        const Noun trail = found.vein;
        found = step(vet, way, within, limbs[i]);
        if (found.kind == Port::Kind::leg || found.kind == Port::Kind::arm) found.vein = weld(found.vein, trail);
        break;
      }
    }
  }
  return found;
}

// Whether a port is what Port says, for checks.
bool Ut::is_sound(const Port& port) {
  switch (port.kind) {
    case Port::Kind::leg:
      return looks_like_type(port.a);
    case Port::Kind::arm: {
      if (!port.vein.is_cell() || !port.a.is_atom() || bit_length(port.a) < 2 || in_tail(port.a)) return false;
      Items feet;
      set_items(port.b, feet);
      return !feet.empty() && std::all_of(feet.begin(), feet.end(), [](Noun foot) {
        if (!foot.is_cell() || !foot.tail().is_cell() || kind_of(foot.head()) != "core"_w) return false;
        return foot.tail().head() == "dry"_n || foot.tail().head() == "wet"_n;
      });
    }
    case Port::Kind::made:
      return looks_like_type(port.a) && looks_like_formula(port.b);
    case Port::Kind::too_few:
      return port.a.is_direct();
    case Port::Kind::never:
      return true;
  }
  __builtin_unreachable();
}

// One limb in one type, with the vein relative to that type. A search of cells and faces is quicker made than
// remembered; it ends at cores and holds, where it is remembered.
Port Ut::step(bool vet, Way way, Noun sut, Noun limb) {
  const uint64_t kind = kind_of(sut);
  const bool by_axis = limb.is_cell() && limb.head() == kNull;
  if (by_axis || kind == "cell"_w || kind == "face"_w) return step_fresh(vet, way, sut, limb);
  const Key<2> k{{tagged(sut, vet) | static_cast<uint64_t>(way) << kFlagShift, limb.word()}};
  const Port port = remember(step_memo_, k, [&] { return step_fresh(vet, way, sut, limb); });
  GALENA_CHECK(is_sound(port));
  return port;
}

Port Ut::step_fresh(bool vet, Way way, Noun sut, Noun limb) {
  Query query{vet, way, limb};
  uint64_t skip = 0;
  if (limb.is_cell()) {
    if (limb.head() == Noun::direct(0)) {
      const Noun axis = limb.tail();
      const Noun vein = arena_.cons(arena_.cons(kNull, axis), kNull);
      return {Port::Kind::leg, vein, peek(way, sut, axis), kNull};
    }
    const Noun count = limb.tail().head();
    const Noun name = limb.tail().tail();
    skip = count.is_direct() ? count.direct_value() : Noun::kMaxDirect;
    query.name = name.is_cell() ? name.tail() : Noun::none();
  }
  return search(query, sut, {}, kNull, skip, nullptr);
}

// What a search found, moved to where its type lies in a larger one.
Port Ut::transplant(const Port& port, Noun axis, Noun trail) {
  if (port.kind != Port::Kind::leg && port.kind != Port::Kind::arm) return port;
  Items steps;
  size_t outermost = 0;
  for (Noun vein = port.vein; vein.is_cell(); vein = vein.tail()) {
    if (vein.head() != kNoAxis) outermost = steps.size();
    steps.push_back(vein.head());
  }
  GALENA_CHECK(!steps.empty() && steps[outermost] != kNoAxis);
  steps[outermost] = arena_.cons(kNull, peg(arena_, axis, steps[outermost].tail()));
  Port moved = port;
  moved.vein = trail;
  for (size_t i = steps.size(); i-- > 0;) moved.vein = arena_.cons(steps[i], moved.vein);
  return moved;
}

namespace {

// Whether a name may be found in `type`; false for what is plainly another thing.
bool may_hold(Noun type, Noun name) {
  switch (kind_of(type)) {
    case "noun"_w:
    case "atom"_w:
      return false;
    case "face"_w:
      return p_of(type).is_cell() || p_of(type) == name;
    default:
      return true;
  }
}

}  // namespace

Port Ut::search(const Query& query, Noun sut, AxisOnDemand place, Noun trail, uint64_t skip, const Held* held) {
  check();
  const auto short_of = [](uint64_t count) { return Port{Port::Kind::too_few, kNull, Noun::direct(count), kNull}; };
  const auto vein = [&] { return arena_.cons(arena_.cons(kNull, place.get(arena_)), trail); };
  const auto here = [&](Noun type) {
    if (skip != 0) return short_of(skip - 1);
    // The step without an axis goes into the face that bears the name, so that an edit keeps it.
    return Port{Port::Kind::leg, arena_.cons(kNoAxis, vein()), type, kNull};
  };
  const bool unnamed = query.name.is_none();
  while (true) {
    switch (kind_of(sut)) {
      case "void"_w:
        return {Port::Kind::never, Noun::zero(), Noun::zero(), Noun::zero()};
      case "noun"_w:
      case "atom"_w:
        return unnamed ? here(sut) : short_of(skip);
      case "cell"_w: {
        if (unnamed) return here(sut);
        if (may_hold(p_of(sut), query.name)) {
          const Port in_head = search(query, p_of(sut), {&place, kAxis2, 0}, trail, skip, held);
          if (in_head.kind != Port::Kind::too_few) return in_head;
          skip = in_head.a.direct_value();
        }
        ++place.tails;
        sut = q_of(sut);
        break;
      }
      case "core"_w: {
        if (unnamed) return here(sut);
        // Below the top of a subject, what a name means in a core is asked again and again from other subjects.
        if ((place.outer != nullptr || place.tails != 0 || place.axis != kAxis1) && held == nullptr && skip == 0) {
          const Port inner = step(query.vet, query.way, sut, query.name);
          if (inner.kind != Port::Kind::made) return transplant(inner, place.get(arena_), trail);
        }
        const CoreParts core(sut);
        Arm arm;
        if (loot(kelvin(), arena_, query.name, core.chapters, arm)) {
          if (skip == 0) {
            const Noun foot = arena_.cons(core.polarity, arm.gen);
            const Noun set = arena_.tuple(arena_.cons(sut, foot), kNull, kNull);
            return {Port::Kind::arm, vein(), peg(arena_, kAxis2, arm.axis), set};
          }
          --skip;
        }
        const Visible visible = peel(query.way, core.variance);
        if (!visible.sample) return short_of(skip);
        if (visible.context) {
          sut = core.payload;
          ++place.tails;
        } else {
          sut = peek(query.way, core.payload, kAxis2);
          place = {nullptr, peg(arena_, place.get(arena_), Noun::direct(6)), 0};
        }
        break;
      }
      case "hint"_w:
        sut = q_of(sut);
        break;
      case "face"_w: {
        if (unnamed) return here(q_of(sut));
        if (p_of(sut).is_cell()) return search_tune(query, sut, place, trail, skip, held);
        return p_of(sut) == query.name ? here(q_of(sut)) : short_of(skip);
      }
      case "fork"_w: {
        std::vector<Port> found;
        for (const Noun type : cases_of(sut)) found.push_back(search(query, type, place, trail, skip, held));
        if (found.empty()) return {Port::Kind::never, Noun::zero(), Noun::zero(), Noun::zero()};
        Port all = found.back();
        for (size_t i = found.size() - 1; i-- > 0;) all = twin(found[i], all);
        return all;
      }
      case "hold"_w: {
        if (is_held(held, sut)) return {Port::Kind::never, Noun::zero(), Noun::zero(), Noun::zero()};
        const Held inside{sut, held};
        return search(query, repo(sut), place, trail, skip, &inside);
      }
      default:
        refuse(ErrorKind::malformed);
    }
  }
}

// A face that carries aliases (name to hoon, or to 0: do not look below) and bridges (hoons whose names are in scope).
Port Ut::search_tune(const Query& query, Noun sut, const AxisOnDemand& place, Noun trail, uint64_t skip,
                     const Held* held) {
  const Noun aliases = p_of(sut).head();
  Noun bridges = p_of(sut).tail();
  const Noun inner = q_of(sut);
  const Noun axis = place.get(arena_);
  const Noun slot = nock_.slot(axis);
  const Noun alias = map_get(aliases, query.name);
  if (!alias.is_none()) {
    if (alias.is_atom()) {
      return search(query, inner, place, arena_.cons(kNoAxis, trail), skip + 1, held);
    }
    if (skip == 0) {
      Port port = fund(query.vet, query.way, sut, alias.tail());
      if (port.kind == Port::Kind::made) {
        port.b = nock_.comb(slot, port.b);
      } else {
        const Noun face = arena_.tuple(kNoAxis, arena_.cons(kNull, axis), trail);
        port.vein = weld(port.vein, face);
      }
      return port;
    }
    --skip;
  }
  for (; bridges.is_cell(); bridges = bridges.tail()) {
    const Minted bridge = mint(query.vet, inner, kNoun, bridges.head());
    const Port found = search(query, bridge.type, {}, kNull, skip, nullptr);
    if (found.kind == Port::Kind::never) return found;
    if (found.kind == Port::Kind::too_few) {
      skip = found.a.direct_value();
      continue;
    }
    // The reference names the face as it is now, its first bridges gone, as the subject of what is called.
    const Noun rest_of_face = arena_.tuple("face"_n, arena_.cons(aliases, bridges), inner);
    const Minted value = fine(query.vet, rest_of_face, found);
    const Noun formula = nock_.comb(nock_.comb(slot, bridge.formula), value.formula);
    return {Port::Kind::made, kNull, value.type, formula};
  }
  return search(query, inner, place, arena_.cons(kNoAxis, trail), skip, held);
}

// What is found in two cases of a fork must be in the same place.
Port Ut::twin(const Port& a, const Port& b) {
  if (a == b) return a;
  if (a.kind == Port::Kind::never) return b;
  if (b.kind == Port::Kind::never) return a;
  if (a.kind == Port::Kind::made && b.kind == Port::Kind::made && a.b == b.b) {
    return {Port::Kind::made, kNull, types_.fork({a.a, b.a}), a.b};
  }
  if (a.kind == b.kind && a.vein == b.vein) {
    if (a.kind == Port::Kind::leg) return {Port::Kind::leg, a.vein, types_.fork({a.a, b.a}), kNull};
    if (a.kind == Port::Kind::arm && a.a == b.a) {
      return {Port::Kind::arm, a.vein, a.a, set_union(arena_, a.b, b.b)};
    }
  }
  refuse(ErrorKind::find_fork);
}

// Whether a leg lies where a value of the subject has something, for checks: a type that is not void has it there.
bool Ut::is_in_range(Noun sut, const Leg& leg) {
  return leg.type == kVoid || comes_to(false, [&] { return peek(Way::free, sut, leg.axis) == kVoid; });
}

Port Ut::find(bool vet, Way way, Noun sut, Noun wing) {
  return framed([&] { return Frame{ErrorKind::find, wing, sut}; },
                [&] {
                  const Port port = fond(vet, way, sut, wing);
                  if (port.kind == Port::Kind::never || port.kind == Port::Kind::too_few) refuse(ErrorKind::bail);
                  GALENA_CHECK(is_sound(port));
                  return port;
                });
}

Leg Ut::fend(bool vet, Way way, Noun sut, Noun wing) {
  const Port port = find(vet, way, sut, wing);
  if (port.kind != Port::Kind::leg) refuse(ErrorKind::fend_fragment);
  const Leg leg{port.a, tend(port.vein)};
  GALENA_CHECK(!GALENA_NOW_AND_THEN(100) || is_in_range(sut, leg));
  return leg;
}

Port Ut::fund(bool vet, Way way, Noun sut, Noun gen) {
  const Noun wing = desugar_.reek(gen);
  if (wing.is_cell()) return find(vet, way, sut, wing.tail());
  const Minted made = mint(vet, sut, kNoun, gen);
  return {Port::Kind::made, kNull, made.type, made.formula};
}

// The type and formula of what a wing resolves to.
Minted Ut::fine(bool vet, Noun sut, const Port& port) {
  switch (port.kind) {
    case Port::Kind::leg:
      return {port.a, nock_.slot(tend(port.vein))};
    case Port::Kind::arm: {
      const Noun core = nock_.slot(tend(port.vein));
      return {fire(vet, sut, feet_of(port.b)), arena_.tuple(op(Opcode::kick), port.a, core)};
    }
    case Port::Kind::made:
      return {port.a, port.b};
    case Port::Kind::too_few:
    case Port::Kind::never:
      break;
  }
  __builtin_unreachable();
}

bool Ut::feel(bool vet, Noun sut, Noun wings) {
  std::vector<Noun> order;
  for (; wings.is_cell(); wings = wings.tail()) order.push_back(wings.head());
  for (size_t i = order.size(); i-- > 0;) {
    const Port port = fond(vet, Way::free, sut, order[i]);
    if (port.kind == Port::Kind::never || port.kind == Port::Kind::too_few) return false;
    sut = fine(vet, sut, port).type;
  }
  return true;
}

Noun Ut::apply(Noun sut, const Change& what) {
  switch (what.kind) {
    case Change::Kind::replace:
      return what.with;
    case Change::Kind::fuse:
      return fuse(sut, what.with);
    case Change::Kind::crop:
      return crop(sut, what.with);
    case Change::Kind::gain:
      return skin_gain(what.sut, sut, what.with);
    case Change::Kind::lose:
      return skin_lose(what.sut, sut, what.with);
  }
  __builtin_unreachable();
}

// The type with the part at `vein` changed.
Noun Ut::change(Noun sut, Noun vein, const Change& what) {
  std::vector<Noun> steps;
  for (; vein.is_cell(); vein = vein.tail()) steps.push_back(vein.head());
  std::reverse(steps.begin(), steps.end());
  return change_at(sut, steps, what);
}

Noun Ut::change_at(Noun sut, std::span<const Noun> steps, const Change& what) {
  check();
  if (steps.empty()) return as_type(apply(sut, what));
  const std::span<const Noun> later = steps.subspan(1);
  if (steps[0] != kNoAxis) return change_axis(sut, AxisWalk(steps[0].tail()), later, what, nullptr);
  while (true) {
    switch (kind_of(sut)) {
      case "face"_w:
        return types_.face(p_of(sut), change_at(q_of(sut), later, what));
      case "hint"_w:
        return types_.hint(p_of(sut), change_at(q_of(sut), steps, what));
      case "fork"_w: {
        Items cases = cases_of(sut);
        for (Noun& type : cases) type = change_at(type, steps, what);
        return types_.refork(sut, cases);
      }
      case "hold"_w:
        check();
        sut = repo(sut);
        break;
      default:
        return change_at(sut, later, what);
    }
  }
}

Noun Ut::change_axis(Noun sut, AxisWalk axis, std::span<const Noun> later, const Change& what, const Held* held) {
  check();
  if (axis.done()) return change_at(sut, later, what);
  const bool tail = axis.tail();
  AxisWalk rest = axis;
  rest.down();
  while (true) {
    switch (kind_of(sut)) {
      case "noun"_w:
        sut = types_.any_cell();
        break;
      case "void"_w:
      case "atom"_w:
        return kVoid;
      case "cell"_w: {
        const Noun part = tail ? q_of(sut) : p_of(sut);
        const Noun changed = change_axis(part, rest, later, what, held);
        if (changed == part) return sut;
        return tail ? types_.cell(p_of(sut), changed) : types_.cell(changed, q_of(sut));
      }
      case "core"_w:
        if (tail) return types_.core(change_axis(p_of(sut), rest, later, what, held), q_of(sut));
        sut = repo(sut);
        break;
      case "face"_w:
        return types_.face(p_of(sut), change_axis(q_of(sut), axis, later, what, held));
      case "hint"_w:
        return types_.hint(p_of(sut), change_axis(q_of(sut), axis, later, what, held));
      case "fork"_w: {
        const bool fuse = what.kind == Change::Kind::fuse;
        if (later.empty() && (fuse || what.kind == Change::Kind::crop)) {
          const auto narrowed = narrow_cases(sut, axis.rest(arena_), fuse, what.with,
                                             [&](Noun type) { return change_axis(type, axis, later, what, held); });
          if (narrowed) return *narrowed;
        }
        Items cases = cases_of(sut);
        for (Noun& type : cases) type = change_axis(type, axis, later, what, held);
        return types_.refork(sut, cases);
      }
      case "hold"_w: {
        if (is_held(held, sut)) return kVoid;
        const Held inside{sut, held};
        return change_axis(repo(sut), axis, later, what, &inside);
      }
      default:
        refuse(ErrorKind::malformed);
    }
  }
}

// The type with the part at `wing` replaced by `type`, and the axis of that part.
Leg Ut::tack(bool vet, Noun sut, Noun wing, Noun type) {
  return framed([&] { return Frame{ErrorKind::tack, wing}; },
                [&] {
                  const Port port = find(vet, Way::rite, sut, wing);
                  if (port.kind == Port::Kind::made) refuse(ErrorKind::bail);
                  const Noun axis = tend(port.vein);
                  return Leg{change(sut, port.vein, {Change::Kind::replace, type, kNull}), axis};
                });
}

}  // namespace galena::hoon
