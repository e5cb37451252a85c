// Checking a wet gate's code against a caller: every part of it must compile to the same formula in the caller's
// subject as it did where the gate was written, or to code that the caller can never reach.
#include "hoon/type/form.h"
#include "hoon/type/ut.h"

namespace galena::hoon {

Mulled Ut::mull(bool vet, Noun sut, Noun gol, Noun dox, Noun gen) {
  check();
  if (!gen.is_cell() || !has_form(kelvin(), gen)) refuse(ErrorKind::malformed);
  if (gen.head() == "hand"_n) need_type(p_of(gen));
  // What is quicker to make, or to leave to its parts, than to remember.
  if (gen.head().is_cell()) return mull_fresh(vet, sut, gol, dox, gen);
  switch (gen.head().word()) {
    case ""_w:
    case "hand"_w:
    case "ktts"_w:
    case "limb"_w:
    case "rock"_w:
    case "sand"_w:
    case "tune"_w:
    case "wing"_w:
      return mull_fresh(vet, sut, gol, dox, gen);
    default:
      break;
  }
  const Key<4> k{{tagged(sut, vet), gol.word(), dox.word(), gen.word()}};
  return remember(mull_memo_, k, [&] {
    const Mulled result = mull_fresh(vet, sut, gol, dox, gen);
    GALENA_CHECK(looks_like_type(result.type) && looks_like_type(result.home));
    if (!rib_.empty()) mull_on_trust_.push_back(k);
    return result;
  });
}

Mulled Ut::mull_fresh(bool vet, Noun sut, Noun gol, Noun dox, Noun gen) {
  const auto both = [&](Noun type) { return Mulled{mull_nice(vet, gol, type), type}; };
  while (true) {
    if (sut == kVoid) refuse(ErrorKind::mull_none);
    if (gen.head().is_cell()) {
      const Mulled head = mull(vet, sut, kNoun, dox, gen.head());
      const Mulled tail = mull(vet, sut, kNoun, dox, gen.tail());
      return {mull_nice(vet, gol, types_.cell(head.type, tail.type)), types_.cell(head.home, tail.home)};
    }
    const uint64_t rune = gen.head().word();
    switch (rune) {
      case "wing"_w:
        return mull_call(vet, sut, gol, dox, gen.tail(), kNull);
      case "limb"_w:
        return mull_call(vet, sut, gol, dox, arena_.cons(gen.tail(), kNull), kNull);
      case "brcn"_w:
        return mull_core(vet, sut, gol, dox, "dry"_n, gen);
      case "brpt"_w:
        return mull_core(vet, sut, gol, dox, "wet"_n, gen);
      case "cnts"_w:
        return mull_call(vet, sut, gol, dox, p_of(gen), q_of(gen));
      case "dtkt"_w:
        mull(vet, sut, kNoun, dox, q_of(gen));
        return mull(vet, sut, gol, dox, arena_.cons("kttr"_n, p_of(gen)));
      case "dtls"_w:
        mull(vet, sut, types_.any_atom(), dox, gen.tail());
        return both(types_.any_atom());
      case "sand"_w:
      case "rock"_w:
        return both(play(sut, gen));
      case "dttr"_w:
        mull(vet, sut, kNoun, dox, p_of(gen));
        mull(vet, sut, kNoun, dox, q_of(gen));
        return both(kNoun);
      case "dtts"_w:
        mull(vet, sut, kNoun, dox, p_of(gen));
        mull(vet, sut, kNoun, dox, q_of(gen));
        return both(types_.flag());
      case "dtwt"_w:
        mull(vet, sut, kNoun, dox, gen.tail());
        return both(types_.flag());
      case "hand"_w:
        return {p_of(gen), p_of(gen)};
      case "ktbr"_w:
      case "ktpm"_w:
      case "ktwt"_w: {
        const Noun variance = variance_of(rune);
        const Mulled inner = mull(vet, sut, gol, dox, gen.tail());
        return {wrap(inner.type, variance), wrap(inner.home, variance)};
      }
      case "ktls"_w: {
        const Noun type = mull_nice(vet, gol, play(sut, p_of(gen)));
        const Noun home = play(dox, p_of(gen));
        mull(vet, sut, type, dox, q_of(gen));
        return {type, home};
      }
      case "tune"_w:
        return {types_.face(gen.tail(), sut), types_.face(gen.tail(), dox)};
      case "note"_w: {
        const Mulled inner = mull(vet, sut, gol, dox, q_of(gen));
        const Noun note = p_of(gen);
        return {types_.hint(arena_.cons(sut, note), inner.type), types_.hint(arena_.cons(dox, note), inner.home)};
      }
      case "ktsg"_w:
        return mull(vet, sut, gol, dox, gen.tail());
      case "sgzp"_w:
        return framed([&] { return Frame{ErrorKind::sgzp, play_to_show(sut, p_of(gen))}; },
                      [&] { return mull(vet, sut, gol, dox, q_of(gen)); });
      case "sggr"_w:
        return mull(vet, sut, gol, dox, q_of(gen));
      case "tsgr"_w: {
        const Mulled subject = mull(vet, sut, kNoun, dox, p_of(gen));
        return mull(vet, subject.type, gol, subject.home, q_of(gen));
      }
      case "tscm"_w:
        return mull(vet, busk(sut, p_of(gen)), gol, busk(dox, p_of(gen)), q_of(gen));
      case "wtcl"_w: {
        const auto [condition, then, otherwise] = fields<3>(gen.tail());
        mull(vet, sut, types_.flag(), dox, condition);
        // A branch that the caller cannot reach needs no check; one that only the gate itself could not reach was never
        // compiled.
        const auto branch = [&](bool gain, Noun body, ErrorKind never, ErrorKind only_home) -> Mulled {
          const Noun type = chip(gain, vet, sut, condition);
          const Noun home = chip(gain, vet, dox, condition);
          if (type == kVoid) {
            if (home == kVoid) return {kVoid, kVoid};
            return {kVoid, framed([&] { return Frame{never}; }, [&] { return play(home, body); })};
          }
          if (home == kVoid) refuse(only_home);
          return mull(vet, type, gol, home, body);
        };
        const Mulled yes = branch(true, then, ErrorKind::if_z, ErrorKind::mull_bonk_b);
        const Mulled no = branch(false, otherwise, ErrorKind::if_a, ErrorKind::mull_bonk_c);
        const Noun type = mull_nice(vet, gol, types_.fork({yes.type, no.type}));
        return {type, types_.fork({yes.home, no.home})};
      }
      case "fits"_w: {
        const Noun ref = play(sut, p_of(gen));
        const Noun home_ref = play(dox, p_of(gen));
        const Noun wing = arena_.cons("wing"_n, q_of(gen));
        const Noun axis = cove(mint(vet, sut, kNoun, wing).formula);
        const Noun home_axis = cove(mint(vet, dox, kNoun, wing).formula);
        const Noun test = fish(ref, axis, nullptr);
        const Noun home_test = fish(home_ref, home_axis, nullptr);
        if (axis != home_axis || test != home_test) refuse(ErrorKind::mull_bonk_a);
        return both(types_.flag());
      }
      case "wthx"_w:
        return framed([] { return Frame{ErrorKind::mull_bonk_x}; },
                      [&] {
                        const Noun wing = arena_.cons(arena_.cons(kNull, kAxis1), q_of(gen));
                        const Leg leg = fend(vet, Way::read, sut, wing);
                        const Leg home = fend(vet, Way::read, dox, wing);
                        if (leg.axis != home.axis) refuse(ErrorKind::bail);
                        need_nest(home.type, leg.type);
                        return both(types_.flag());
                      });
      case "dbug"_w:
        return at_spot(p_of(gen), [&] { return mull(vet, sut, gol, dox, q_of(gen)); });
      case "zpcm"_w:
        return {mull_nice(vet, gol, play(sut, p_of(gen))), play(dox, p_of(gen))};
      case "lost"_w:
        if (vet) refuse(ErrorKind::mull_skip);
        return both(kVoid);
      case "zpts"_w:
        return both(kNoun);
      case "zpmc"_w: {
        const Mulled value = mull(vet, sut, kNoun, dox, q_of(gen));
        const Noun type = mull_nice(vet, gol, types_.cell(play(sut, p_of(gen)), value.type));
        return {type, types_.cell(play(dox, p_of(gen)), value.home)};
      }
      case "zpgl"_w:
        return both(play(sut, arena_.cons("kttr"_n, p_of(gen))));
      case "zppt"_w: {
        const auto [wings, first, second] = fields<3>(gen.tail());
        const bool takes = takes_first(vet, sut, wings);
        if (takes != takes_first(vet, dox, wings)) refuse(ErrorKind::mull_bonk_f);
        return mull(vet, sut, gol, dox, takes ? first : second);
      }
      case "zpzp"_w:
        return both(kVoid);
      case "ktcb"_w:
        if (desugar_.has_goals()) return mull_goal(vet, sut, gol, dox, gen);
        [[fallthrough]];
      default:
        gen = opened(gen, ErrorKind::mull_open);
    }
  }
}

// ^#: the type of the goal is computed for both, and what is made keeps its own.
Mulled Ut::mull_goal(bool vet, Noun sut, Noun gol, Noun dox, Noun gen) {
  const Noun type = mull_nice(vet, gol, play(sut, p_of(gen)));
  play(dox, p_of(gen));
  return mull(vet, sut, type, dox, q_of(gen));
}

}  // namespace galena::hoon
