// Patterns (skins): the formula that tests for one, and what passing or failing the test says about a type.
#include "hoon/type/ut.h"
#include "nock/run/nock.h"

namespace galena::hoon {
namespace {

// [%cell skin skin] that matches any cell.
Noun any_pair(Arena& arena) {
  const Noun any = arena.cons("base"_n, kNoun);
  return arena.tuple("cell"_n, any, any);
}

}  // namespace

// A bare term as a pattern is the structure of that name.
Noun Ut::skin_of_term(Noun term) {
  const Noun spec = arena_.tuple("like"_n, arena_.cons(term, kNull), kNull);
  return arena_.tuple("spec"_n, spec, "base"_n, kNoun);
}

// `ref`: what is known of the type of what lies at `axis`.
Noun Ut::skin_fish(bool vet, Noun sut, Noun ref, Noun skin, Noun axis) {
  check();
  while (true) {
    if (skin.is_atom()) skin = skin_of_term(skin);
    const Noun slot = nock_.slot(axis);
    const Noun is_cell = arena_.cons(op(Opcode::is_cell), slot);
    switch (skin.head().word()) {
      case "base"_w: {
        const Noun base = skin.tail();
        if (base.is_cell()) {
          if (nest(types_.any_atom(), ref)) return nock_.yes();
          if (nest(types_.any_cell(), ref)) return nock_.no();
          return nock_.negate(is_cell);
        }
        switch (base.word()) {
          case "cell"_w:
            skin = any_pair(arena_);
            break;
          case "flag"_w: {
            if (nest(types_.flag(), ref)) return nock_.yes();
            const Noun atom = skin_fish(vet, sut, ref, arena_.tuple("base"_n, "atom"_n, kNull), axis);
            const Noun is_yes = arena_.tuple(op(Opcode::equal), slot, nock_.yes());
            const Noun is_no = arena_.tuple(op(Opcode::equal), slot, nock_.no());
            return nock_.both(atom, nock_.either(is_yes, is_no));
          }
          case "noun"_w:
            return nock_.yes();
          case "null"_w:
            skin = arena_.tuple("leaf"_n, "n"_n, kNull);
            break;
          case "void"_w:
            return nock_.no();
          default:
            refuse(ErrorKind::malformed);
        }
        break;
      }
      case "cell"_w: {
        if (nest(types_.any_atom(), ref)) return nock_.no();
        const Noun test = nest(types_.any_cell(), ref) ? nock_.yes() : is_cell;
        const Noun head = skin_fish(vet, sut, peek(Way::free, ref, kAxis2), p_of(skin), peg(arena_, axis, kAxis2));
        const Noun tail = skin_fish(vet, sut, peek(Way::free, ref, kAxis3), q_of(skin), peg(arena_, axis, kAxis3));
        return nock_.both(test, nock_.both(head, tail));
      }
      case "leaf"_w: {
        const Noun value = q_of(skin);
        if (nest(types_.constant(""_n, value), ref)) return nock_.yes();
        return arena_.tuple(op(Opcode::equal), nock_.constant(value), slot);
      }
      case "dbug"_w:
      case "help"_w:
      case "name"_w:
        skin = q_of(skin);
        break;
      case "over"_w: {
        const Leg leg =
            framed([] { return Frame{ErrorKind::feel_oops}; }, [&] { return fend(vet, Way::read, sut, p_of(skin)); });
        sut = leg.type;
        axis = peg(arena_, axis, leg.axis);
        skin = q_of(skin);
        break;
      }
      case "spec"_w: {
        const Noun hit = play(sut, desugar_.example(p_of(skin)));
        need_nest(hit, ref);
        skin = q_of(skin);
        break;
      }
      case "wash"_w:
        return nock_.yes();
      default:
        refuse(ErrorKind::malformed);
    }
  }
}

// Applies `leaf` to the atoms, cells, cores and %noun of a type, through everything that is around them. `keep_face`:
// whether faces stay.
template <class Leaf>
Noun Ut::skin_walk(Noun ref, bool keep_face, const Held* held, const Leaf& leaf) {
  check();
  switch (kind_of(ref)) {
    case "void"_w:
      return kVoid;
    case "face"_w: {
      const Noun inner = skin_walk(q_of(ref), keep_face, held, leaf);
      return keep_face ? types_.face(p_of(ref), inner) : inner;
    }
    case "fork"_w: {
      Items cases = cases_of(ref);
      for (Noun& type : cases) type = skin_walk(type, keep_face, held, leaf);
      return types_.refork(ref, cases);
    }
    case "hint"_w:
      return types_.hint(p_of(ref), skin_walk(q_of(ref), keep_face, held, leaf));
    case "hold"_w: {
      if (is_held(held, ref)) return kVoid;
      const Held inside{ref, held};
      return skin_walk(repo(ref), keep_face, &inside, leaf);
    }
    default:
      return leaf(ref);
  }
}

// The part of `ref` that matches.
Noun Ut::skin_gain(Noun sut, Noun ref, Noun skin) {
  check();
  if (skin.is_atom()) skin = skin_of_term(skin);
  // What a pattern for atoms of an aura makes of an atom type: the more specific aura, the given constant.
  const auto narrow = [&](Noun type, Noun aura, Noun constant) {
    if (!auras_fit(aura, p_of(type))) refuse(ErrorKind::atom_mismatch);
    return arena_.tuple("atom"_n, larger_atom(aura, p_of(type)), constant);
  };
  switch (skin.head().word()) {
    case "base"_w: {
      const Noun base = skin.tail();
      if (base.is_cell()) {
        const Noun aura = base.tail();
        return skin_walk(ref, false, nullptr, [&](Noun type) {
          if (type == kNoun) return types_.atom(aura);
          return kind_of(type) == "atom"_w ? narrow(type, aura, q_of(type)) : kVoid;
        });
      }
      switch (base.word()) {
        case "cell"_w:
          return skin_gain(sut, ref, any_pair(arena_));
        case "flag"_w: {
          const Noun yes = skin_gain(sut, ref, arena_.tuple("leaf"_n, "f"_n, kYes));
          return types_.fork({yes, skin_gain(sut, ref, arena_.tuple("leaf"_n, "f"_n, kNo))});
        }
        case "null"_w:
          return skin_gain(sut, ref, arena_.tuple("leaf"_n, "n"_n, kNull));
        case "void"_w:
          return kVoid;
        case "noun"_w:
          return nest(kVoid, ref) ? kVoid : ref;
        default:
          refuse(ErrorKind::malformed);
      }
    }
    case "cell"_w: {
      const Noun first = p_of(skin);
      const Noun second = q_of(skin);
      return skin_walk(ref, false, nullptr, [&](Noun type) {
        const auto pair = [&](Noun head, Noun tail) {
          const Noun left = skin_gain(sut, head, first);
          return left == kVoid ? kVoid : types_.cell(left, skin_gain(sut, tail, second));
        };
        switch (kind_of(type)) {
          case "noun"_w:
            return pair(kNoun, kNoun);
          case "cell"_w:
            return pair(p_of(type), q_of(type));
          case "core"_w: {
            // The pattern is compared with the term %noun, not with the base pattern of that name.
            if (second != kNoun) return pair(p_of(type), kNoun);
            const Noun payload = skin_gain(sut, p_of(type), first);
            return payload == kVoid ? kVoid : arena_.tuple("core"_n, payload, q_of(type));
          }
          default:
            return kVoid;
        }
      });
    }
    case "leaf"_w: {
      const Noun aura = p_of(skin);
      const Noun constant = arena_.cons(kNull, q_of(skin));
      return skin_walk(ref, false, nullptr, [&](Noun type) {
        if (type == kNoun) return arena_.tuple("atom"_n, aura, constant);
        if (kind_of(type) != "atom"_w) return kVoid;
        if (q_of(type).is_cell() && q_of(type) != constant) return kVoid;
        return narrow(type, aura, constant);
      });
    }
    case "dbug"_w:
      return skin_gain(sut, ref, q_of(skin));
    case "help"_w: {
      const Noun note = arena_.tuple(sut, "help"_n, p_of(skin));
      return types_.hint(note, skin_gain(sut, ref, q_of(skin)));
    }
    case "name"_w:
      return types_.face(p_of(skin), skin_gain(sut, ref, q_of(skin)));
    case "over"_w: {
      const Noun within = play(sut, arena_.cons("wing"_n, p_of(skin)));
      return skin_gain(within, ref, q_of(skin));
    }
    case "spec"_w: {
      const Noun hit = play(sut, desugar_.example(p_of(skin)));
      need_nest(hit, skin_gain(sut, ref, q_of(skin)));
      return fuse(ref, hit);
    }
    case "wash"_w:
      // The reference asks for the same pattern again, for ever.
      refuse(ErrorKind::endless);
    default:
      refuse(ErrorKind::malformed);
  }
}

// The part of `ref` that does not match.
Noun Ut::skin_lose(Noun sut, Noun ref, Noun skin) {
  check();
  if (skin.is_atom()) skin = skin_of_term(skin);
  switch (skin.head().word()) {
    case "base"_w: {
      const Noun base = skin.tail();
      if (base.is_cell()) {
        return skin_walk(ref, true, nullptr, [&](Noun type) {
          if (type == kNoun) return types_.any_cell();
          return kind_of(type) == "atom"_w ? kVoid : type;
        });
      }
      switch (base.word()) {
        case "cell"_w:
          return skin_lose(sut, ref, any_pair(arena_));
        case "flag"_w: {
          const Noun rest = skin_lose(sut, ref, arena_.tuple("leaf"_n, "f"_n, kYes));
          return skin_lose(sut, rest, arena_.tuple("leaf"_n, "f"_n, kNo));
        }
        case "null"_w:
          return skin_lose(sut, ref, arena_.tuple("leaf"_n, "n"_n, kNull));
        case "void"_w:
          return ref;
        case "noun"_w:
          return kVoid;
        default:
          refuse(ErrorKind::malformed);
      }
    }
    case "cell"_w: {
      const Noun first = p_of(skin);
      const Noun second = q_of(skin);
      return skin_walk(ref, false, nullptr, [&](Noun type) {
        switch (kind_of(type)) {
          case "noun"_w:
            return skin == any_pair(arena_) ? types_.any_atom() : type;
          case "cell"_w: {
            const Noun head = p_of(type);
            const Noun tail = q_of(type);
            const Noun left = skin_lose(sut, head, first);
            const Noun right = skin_lose(sut, tail, second);
            return types_.fork({types_.cell(left, right), types_.cell(left, tail), types_.cell(head, right)});
          }
          case "core"_w: {
            const Noun payload = skin_lose(sut, p_of(type), first);
            if (payload == kVoid) return kVoid;
            if (second != kNoun) return types_.cell(payload, skin_lose(sut, kNoun, second));
            return arena_.tuple("core"_n, payload, q_of(type));
          }
          default:
            return type;
        }
      });
    }
    case "leaf"_w: {
      const Noun constant = arena_.cons(kNull, q_of(skin));
      return skin_walk(ref, true, nullptr,
                       [&](Noun type) { return kind_of(type) == "atom"_w && q_of(type) == constant ? kVoid : type; });
    }
    case "dbug"_w:
    case "help"_w:
    case "name"_w:
      return skin_lose(sut, ref, q_of(skin));
    case "over"_w: {
      const Noun within = play(sut, arena_.cons("wing"_n, p_of(skin)));
      return skin_lose(within, ref, q_of(skin));
    }
    case "spec"_w: {
      const Noun hit = play(sut, desugar_.example(p_of(skin)));
      need_nest(hit, skin_lose(sut, ref, q_of(skin)));
      return crop(ref, hit);
    }
    case "wash"_w:
      return ref;
    default:
      refuse(ErrorKind::malformed);
  }
}

}  // namespace galena::hoon
