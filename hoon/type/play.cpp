// The type of a hoon in a subject, without checking it and without a formula.
#include "hoon/type/form.h"
#include "hoon/type/ut.h"

namespace galena::hoon {

// The type that ~! or a message about a lost case shows; what has no type is shown as it is written.
Noun Ut::play_to_show(Noun sut, Noun gen) {
  try {
    return play(sut, gen);
  } catch (const CompileError&) {
    return types_.hold(sut, gen);
  }
}

Noun Ut::busk(Noun sut, Noun gen) {
  return arena_.tuple("face"_n, arena_.tuple(kNull, gen, kNull), sut);
}

Noun Ut::play_rock(Noun aura, Noun value) {
  if (value.is_atom()) return types_.constant(aura, value);
  check();
  const Noun head = play_rock(aura, value.head());
  return arena_.tuple("cell"_n, head, play_rock(aura, value.tail()));
}

// A literal. Null and the flags are constants whose type says so; a flag may become either.
Noun Ut::play_constant(Noun aura, Noun value) {
  if (value.is_cell()) return play_rock(aura, value);
  if (aura == "n"_n) {
    if (value != Noun::zero()) refuse(ErrorKind::rock);
    return types_.constant(aura, value);
  }
  if (aura == "f"_n) {
    if (value != kYes && value != kNo) refuse(ErrorKind::rock);
    return types_.flag();
  }
  return types_.atom(aura);
}

Noun Ut::play(Noun sut, Noun gen) {
  check();
  if (!gen.is_cell()) refuse(ErrorKind::malformed);
  // What is quicker to make, or to leave to its parts, than to remember.
  if (gen.head().is_cell()) return play_fresh(sut, gen);
  switch (gen.head().word()) {
    case ""_w:
    case "brcn"_w:
    case "brpt"_w:
    case "bust"_w:
    case "dbug"_w:
    case "dtls"_w:
    case "dttr"_w:
    case "dtts"_w:
    case "dtwt"_w:
    case "hand"_w:
    case "ktls"_w:
    case "ktsg"_w:
    case "ktts"_w:
    case "limb"_w:
    case "lost"_w:
    case "note"_w:
    case "rock"_w:
    case "sand"_w:
    case "sggr"_w:
    case "tune"_w:
    case "wing"_w:
    case "zpzp"_w:
      return play_fresh(sut, gen);
    default:
      break;
  }
  return as_type(remember(play_memo_, key(sut, gen), [&] { return play_fresh(sut, gen); }));
}

Noun Ut::play_fresh(Noun sut, Noun gen) {
  while (true) {
    if (gen.head().is_cell()) {
      const Noun head = play(sut, gen.head());
      return types_.cell(head, play(sut, gen.tail()));
    }
    if (!has_form(kelvin(), gen)) refuse(ErrorKind::malformed);
    switch (gen.head().word()) {
      case "brcn"_w:
      case "brpt"_w: {
        const Noun polarity = gen.head() == "brcn"_n ? "dry"_n : "wet"_n;
        return types_.core(sut, types_.coil(p_of(gen), polarity, "gold"_n, sut, unknown_, q_of(gen)));
      }
      case "cnts"_w:
        return play_call(sut, p_of(gen), q_of(gen));
      case "dtkt"_w:
        return play(sut, arena_.cons("kttr"_n, p_of(gen)));
      case "dtls"_w:
        return types_.any_atom();
      case "wing"_w:
        return play_call(sut, gen.tail(), kNull);
      case "limb"_w:
        return play_call(sut, arena_.cons(gen.tail(), kNull), kNull);
      case "rock"_w:
        return play_rock(p_of(gen), q_of(gen));
      case "sand"_w:
        return play_constant(p_of(gen), q_of(gen));
      case "hand"_w:
        need_type(p_of(gen));
        return p_of(gen);
      case "dbug"_w:
        return at_spot(p_of(gen), [&] { return play(sut, q_of(gen)); });
      case "lost"_w:
      case "zpzp"_w:
        return kVoid;
      case "tune"_w:
        return types_.face(gen.tail(), sut);
      case "dttr"_w:
      case "zpts"_w:
        return kNoun;
      case "dtts"_w:
      case "dtwt"_w:
      case "fits"_w:
      case "wthx"_w:
        return types_.flag();
      case "ktbr"_w:
      case "ktpm"_w:
      case "ktwt"_w:
        return wrap(play(sut, gen.tail()), variance_of(gen.head().word()));
      case "ktls"_w:
      case "zpcm"_w:
        return play(sut, p_of(gen));
      case "ktsg"_w:
        return play(sut, gen.tail());
      case "note"_w: {
        const Noun note = arena_.cons(sut, p_of(gen));
        return types_.hint(note, play(sut, q_of(gen)));
      }
      case "sgzp"_w:
        return framed([&] { return Frame{ErrorKind::sgzp, play_to_show(sut, p_of(gen))}; },
                      [&] { return play(sut, q_of(gen)); });
      case "sggr"_w:
        return play(sut, q_of(gen));
      case "tsgr"_w:
        return play(play(sut, p_of(gen)), q_of(gen));
      case "tscm"_w:
        return play(busk(sut, p_of(gen)), q_of(gen));
      case "wtcl"_w: {
        const auto [test, then, otherwise] = fields<3>(gen.tail());
        const Noun yes = chip(true, false, sut, test);
        const Noun no = chip(false, false, sut, test);
        const Noun left = yes == kVoid ? kVoid : play(yes, then);
        const Noun right = no == kVoid ? kVoid : play(no, otherwise);
        return types_.fork({left, right});
      }
      case "zpmc"_w: {
        const Noun head = play(sut, p_of(gen));
        return types_.cell(head, play(sut, q_of(gen)));
      }
      case "zpgl"_w:
        return play(sut, arena_.cons("kttr"_n, p_of(gen)));
      case "zppt"_w:
        return play(sut, branch_of(false, sut, gen.tail()));
      case "ktcb"_w:
        if (desugar_.has_goals()) return play(sut, q_of(gen));
        [[fallthrough]];
      default:
        gen = opened(gen, ErrorKind::play_open);
    }
  }
}

}  // namespace galena::hoon
