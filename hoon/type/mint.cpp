// The type and the formula of a hoon in a subject: the compiler proper.
#include "hoon/type/form.h"
#include "hoon/type/ut.h"
#include "nock/run/nock.h"

namespace galena::hoon {
// `type`, if it fits the type that is asked for.
Noun Ut::nice(ErrorKind where, bool vet, Noun gol, Noun type) {
  if (vet && gol != kNoun && gol != type) {
    framed([&] { return Frame{where}; }, [&] { need_nest(gol, type); });
  }
  return type;
}

// What a rune stands for that the compiler does not know itself. Refuses what stands for nothing.
Noun Ut::opened(Noun gen, ErrorKind otherwise) {
  const Noun open = desugar_.open(gen);
  if (!has_form(kelvin(), open)) refuse(ErrorKind::malformed);
  if (open == gen) throw CompileError{otherwise, kNull, kNull, {{ErrorKind::hoon, gen}}};
  return open;
}

// The axis of a formula that only reads its subject.
Noun Ut::cove(Noun formula) {
  Operation o = operation_of(formula);
  while (o.op == Opcode::hint) o = operation_of(o.c);
  if (o.op == Opcode::slot) return o.a;
  refuse(ErrorKind::cove);
}

Minted Ut::mint(bool vet, Noun sut, Noun gol, Noun gen) {
  check();
  if (!gen.is_cell() || !has_form(kelvin(), gen)) refuse(ErrorKind::malformed);
  if (gen.head() == "hand"_n) need_type(p_of(gen));
  if (gen.head() == "dbug"_n) {
    return at_spot(p_of(gen), [&] {
      const Minted inner = mint(vet, sut, gol, q_of(gen));
      const Noun hint = arena_.tuple("spot"_n, op(Opcode::constant), p_of(gen));
      return Minted{inner.type, arena_.tuple(op(Opcode::hint), hint, inner.formula)};
    });
  }
  // What is quicker to make, or to leave to its parts, than to remember.
  if (gen.head().is_cell()) return mint_fresh(vet, sut, gol, gen);
  switch (gen.head().word()) {
    case ""_w:
    case "hand"_w:
    case "ktts"_w:
    case "limb"_w:
    case "lost"_w:
    case "note"_w:
    case "rock"_w:
    case "sand"_w:
    case "tune"_w:
    case "wing"_w:
    case "zpzp"_w:
      return mint_fresh(vet, sut, gol, gen);
    default:
      break;
  }
  const Key<3> k{{tagged(sut, vet), gol.word(), gen.word()}};
  const Minted minted = remember(mint_memo_, k, [&] { return mint_fresh(vet, sut, gol, gen); });
  GALENA_CHECK(looks_like_type(minted.type) && looks_like_formula(minted.formula));
  return minted;
}

// A tag, or [tag clue]: of what the hint is on, `type` is known.
Noun Ut::mint_hint(bool vet, Noun sut, Noun type, Noun hint) {
  if (hint.is_atom()) return hint;
  const Noun clue = mint(vet, sut, kNoun, hint.tail()).formula;
  if (hint.head() == "fast"_n) announce(type, clue);
  return arena_.cons(hint.head(), clue);
}

Minted Ut::mint_fresh(bool vet, Noun sut, Noun gol, Noun gen) {
  while (true) {
    const bool pair = gen.head().is_cell();
    const uint64_t rune = pair ? 1 : gen.head().word();
    if (sut == kVoid && rune != "dbug"_w) {
      if (vet && rune != "lost"_w && rune != "zpzp"_w) refuse(ErrorKind::mint_vain);
      return {kVoid, nock_.crash()};
    }
    if (pair) {
      const Minted head = mint(vet, sut, kNoun, gen.head());
      const Minted tail = mint(vet, sut, kNoun, gen.tail());
      return {mint_nice(vet, gol, types_.cell(head.type, tail.type)), nock_.cons(head.formula, tail.formula)};
    }
    switch (rune) {
      case "dbug"_w:
        return mint(vet, sut, gol, gen);
      case "wing"_w:
        return mint_call(vet, sut, gol, gen.tail(), kNull);
      case "limb"_w:
        return mint_call(vet, sut, gol, arena_.cons(gen.tail(), kNull), kNull);
      case "brcn"_w:
        return mint_core(vet, sut, gol, "dry"_n, gen);
      case "brpt"_w:
        return mint_core(vet, sut, gol, "wet"_n, gen);
      case "cnts"_w:
        return mint_call(vet, sut, gol, p_of(gen), q_of(gen));
      case "dtkt"_w: {
        const Noun type = mint(vet, sut, gol, arena_.cons("kttr"_n, p_of(gen))).type;
        const Noun wanted = nock_.constant(arena_.cons(Noun::direct(kelvin().number()), type));
        return {type, arena_.tuple(op(Opcode::scry), wanted, mint(vet, sut, kNoun, q_of(gen)).formula)};
      }
      case "dtls"_w: {
        const Noun type = mint_nice(vet, gol, types_.any_atom());
        return {type, arena_.cons(op(Opcode::increment), mint(vet, sut, types_.any_atom(), gen.tail()).formula)};
      }
      case "sand"_w:
      case "rock"_w:
        return {mint_nice(vet, gol, play(sut, gen)), nock_.constant(q_of(gen))};
      case "dttr"_w: {
        const Noun type = mint_nice(vet, gol, kNoun);
        const Noun subject = mint(vet, sut, kNoun, p_of(gen)).formula;
        return {type, arena_.tuple(op(Opcode::evaluate), subject, mint(vet, sut, kNoun, q_of(gen)).formula)};
      }
      case "dtts"_w: {
        const Noun type = mint_nice(vet, gol, types_.flag());
        const Noun left = mint(vet, sut, kNoun, p_of(gen)).formula;
        return {type, arena_.tuple(op(Opcode::equal), left, mint(vet, sut, kNoun, q_of(gen)).formula)};
      }
      case "dtwt"_w:
        return {mint_nice(vet, gol, types_.flag()),
                arena_.cons(op(Opcode::is_cell), mint(vet, sut, kNoun, gen.tail()).formula)};
      case "hand"_w:
        return {p_of(gen), q_of(gen)};
      case "ktbr"_w:
      case "ktpm"_w:
      case "ktwt"_w: {
        const Minted inner = mint(vet, sut, gol, gen.tail());
        return {mint_nice(vet, gol, wrap(inner.type, variance_of(rune))), inner.formula};
      }
      case "ktls"_w: {
        const Noun type = mint_nice(vet, gol, play(sut, p_of(gen)));
        return {type, mint(vet, sut, type, q_of(gen)).formula};
      }
      case "ktsg"_w:
        return blow(vet, sut, gol, gen.tail());
      case "tune"_w:
        return {types_.face(gen.tail(), sut), nock_.subject()};
      case "note"_w: {
        const Minted inner = mint(vet, sut, gol, q_of(gen));
        return {types_.hint(arena_.cons(sut, p_of(gen)), inner.type), inner.formula};
      }
      case "sgzp"_w:
        return framed([&] { return Frame{ErrorKind::sgzp, play_to_show(sut, p_of(gen))}; },
                      [&] { return mint(vet, sut, gol, q_of(gen)); });
      case "sggr"_w: {
        const Minted inner = mint(vet, sut, gol, q_of(gen));
        const Noun hint = mint_hint(vet, sut, inner.type, p_of(gen));
        return {inner.type, arena_.tuple(op(Opcode::hint), hint, inner.formula)};
      }
      case "tsgr"_w: {
        const Minted first = mint(vet, sut, kNoun, p_of(gen));
        const Minted second = mint(vet, first.type, gol, q_of(gen));
        return {second.type, nock_.comb(first.formula, second.formula)};
      }
      case "tscm"_w:
        return mint(vet, busk(sut, p_of(gen)), gol, q_of(gen));
      case "wtcl"_w: {
        const auto [condition, then, otherwise] = fields<3>(gen.tail());
        const Noun test = mint(vet, sut, types_.flag(), condition).formula;
        const Noun yes = chip(true, vet, sut, condition);
        const Noun no = chip(false, vet, sut, condition);
        // A branch that the types rule out is left out. The test is kept, as a hint, for the crashes it may have.
        Noun pick = test;
        bool decided = false;
        if (yes == kVoid && no == kVoid) {
          pick = nock_.crash();
        } else if (yes == kVoid || no == kVoid) {
          pick = yes == kVoid ? nock_.no() : nock_.yes();
          decided = true;
        }
        const Minted left = mint(vet, yes, gol, then);
        const Minted right = mint(vet, no, gol, otherwise);
        Noun formula = nock_.cond(pick, left.formula, right.formula);
        if (decided) formula = arena_.tuple(op(Opcode::hint), arena_.cons("toss"_n, test), formula);
        return {types_.fork({left.type, right.type}), formula};
      }
      case "wthx"_w: {
        const Noun type = mint_nice(vet, gol, types_.flag());
        const Noun wing = arena_.cons(arena_.cons(kNull, kAxis1), q_of(gen));
        const Leg leg = fend(vet, Way::read, sut, wing);
        return {type, skin_fish(vet, sut, leg.type, p_of(gen), leg.axis)};
      }
      case "fits"_w: {
        const Noun type = mint_nice(vet, gol, types_.flag());
        const Noun ref = play(sut, p_of(gen));
        const Port port = find(vet, Way::read, sut, q_of(gen));
        return framed([&] { return Frame{ErrorKind::test, q_of(gen)}; },
                      [&] {
                        if (port.kind == Port::Kind::leg) return Minted{type, fish(ref, tend(port.vein), nullptr)};
                        const Noun value = fine(vet, sut, port).formula;
                        return Minted{type, arena_.tuple(op(Opcode::compose), value, fish(ref, kAxis1, nullptr))};
                      });
      }
      case "zpcm"_w:
        return {mint_nice(vet, gol, play(sut, p_of(gen))), nock_.constant(q_of(gen))};
      case "lost"_w:
        if (vet) {
          throw CompileError{ErrorKind::mint_lost, kNull, kNull, {{ErrorKind::lost, play_to_show(sut, gen.tail())}}};
        }
        return {kVoid, nock_.crash()};
      case "zpmc"_w: {
        const Minted value = mint(vet, sut, kNoun, q_of(gen));
        const Noun ref = mint(vet, sut, kNoun, p_of(gen)).type;
        const Noun type = mint_nice(vet, gol, types_.cell(ref, value.type));
        return {type, nock_.cons(nock_.constant(burp(value.type)), value.formula)};
      }
      case "zpgl"_w: {
        // If the vase's type nests in the structure (a call of levi in the subject), its value; else crash.
        const Noun example = arena_.cons("kttr"_n, p_of(gen));
        const Noun type = mint_nice(vet, gol, play(sut, example));
        const Noun vase = q_of(gen);
        const auto part = [&](uint64_t axis) { return arena_.tuple("tsgr"_n, vase, kNull, Noun::direct(axis)); };
        const Noun need = arena_.tuple("tsgr"_n, arena_.cons("zpgr"_n, example), kNull, kAxis2);
        const Noun levi = arena_.cons("limb"_n, "levi"_n);
        const Noun check = arena_.tuple("cncl"_n, levi, need, part(2), kNull);
        const Noun whole = arena_.tuple("wtcl"_n, check, part(3), "zpzp"_n, kNull);
        return {type, mint(vet, sut, kNoun, whole).formula};
      }
      case "zpts"_w: {
        const Noun type = mint_nice(vet, gol, kNoun);
        return {type, nock_.constant(mint(false, sut, gol, gen.tail()).formula)};
      }
      case "zppt"_w:
        return mint(vet, sut, gol, branch_of(vet, sut, gen.tail()));
      case "zpzp"_w:
        return {kVoid, nock_.crash()};
      case "ktcb"_w:
        if (desugar_.has_goals()) return mint(vet, sut, mint_nice(vet, gol, play(sut, p_of(gen))), q_of(gen));
        [[fallthrough]];
      default:
        gen = opened(gen, ErrorKind::mint_open);
    }
  }
}

}  // namespace galena::hoon
