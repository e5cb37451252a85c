// What a test says about types: the subject where it was passed (gain) and where it failed (lose), by intersection
// (fuse) and difference (crop) of types; and the formula that makes the test (fish).
#include "hoon/type/form.h"
#include "hoon/type/ut.h"
#include "nock/run/nock.h"

namespace galena::hoon {

// ---- intersection ----

Noun Ut::fuse(Noun sut, Noun ref) {
  return fuse_under(sut, ref, nullptr);
}

Noun Ut::fuse_under(Noun sut, Noun ref, const HeldPair* held) {
  if (sut == ref || ref == kNoun || sut == kVoid) return sut;
  if (sut == kNoun) return ref;
  if (kind_of(sut) == "atom"_w && kind_of(ref) == "atom"_w) return fuse_fresh(sut, ref, held);
  check();
  return as_type(remember(fuse_memo_, key(sut, ref), [&] { return fuse_fresh(sut, ref, held); }));
}

Noun Ut::fuse_fresh(Noun sut, Noun ref, const HeldPair* held) {
  switch (kind_of(sut)) {
    case "atom"_w:
      switch (kind_of(ref)) {
        case "atom"_w: {
          const Noun aura = auras_fit(p_of(ref), p_of(sut)) ? p_of(sut) : p_of(ref);
          const Noun a = q_of(sut);
          const Noun b = q_of(ref);
          if (a.is_cell() && b.is_cell() && a != b) return kVoid;
          return arena_.tuple("atom"_n, aura, a.is_cell() ? a : b);
        }
        case "cell"_w:
          return kVoid;
        default:
          return fuse_under(ref, sut, held);
      }
    case "cell"_w: {
      if (kind_of(ref) != "cell"_w) return fuse_under(ref, sut, held);
      const Noun head = fuse_under(p_of(sut), p_of(ref), held);
      return types_.cell(head, fuse_under(q_of(sut), q_of(ref), held));
    }
    case "core"_w:
      return fuse_under(repo(sut), ref, held);
    case "face"_w:
      return types_.face(p_of(sut), fuse_under(q_of(sut), ref, held));
    case "hint"_w:
      return types_.hint(p_of(sut), fuse_under(q_of(sut), ref, held));
    case "fork"_w: {
      const auto narrow = [&](Noun type) { return fuse_under(type, ref, held); };
      if (const auto narrowed = narrow_cases(sut, kAxis1, true, ref, narrow)) return *narrowed;
      Items cases = cases_of(sut);
      for (Noun& type : cases) type = fuse_under(type, ref, held);
      return types_.refork(sut, cases);
    }
    case "hold"_w: {
      if (is_held(held, sut, ref)) refuse(ErrorKind::fuse_loop);
      const HeldPair inside{sut, ref, held};
      return fuse_under(repo(sut), ref, &inside);
    }
    default:
      refuse(ErrorKind::malformed);
  }
}

// ---- difference ----

Noun Ut::crop(Noun sut, Noun ref) {
  return crop_under(sut, ref, nullptr);
}

Noun Ut::crop_under(Noun sut, Noun ref, const HeldPair* held) {
  if (sut == ref || ref == kNoun) return kVoid;
  if (ref == kVoid || sut == kVoid) return sut;
  // A fork of many constants against one: quicker told than remembered.
  if (kind_of(sut) == "atom"_w && kind_of(ref) == "atom"_w) return crop_fresh(sut, ref, held);
  check();
  return as_type(remember(crop_memo_, key(sut, ref), [&] {
    return framed([] { return Frame{ErrorKind::crop}; }, [&] { return crop_fresh(sut, ref, held); });
  }));
}

Noun Ut::crop_fresh(Noun sut, Noun ref, const HeldPair* held) {
  const uint64_t by = kind_of(ref);
  switch (kind_of(sut)) {
    case "atom"_w: {
      if (by == "cell"_w) return sut;
      if (by != "atom"_w) return crop_by_reference(sut, ref, held);
      const Noun a = q_of(sut);
      const Noun b = q_of(ref);
      if (a.is_cell()) return b.is_atom() || a == b ? kVoid : sut;
      return b.is_cell() ? sut : kVoid;
    }
    case "cell"_w:
      if (by == "atom"_w) return sut;
      if (by != "cell"_w) return crop_by_reference(sut, ref, held);
      if (!nest(p_of(ref), p_of(sut))) return sut;
      return types_.cell(p_of(sut), crop_under(q_of(sut), q_of(ref), held));
    case "core"_w:
      return by == "atom"_w || by == "cell"_w ? sut : crop_by_reference(sut, ref, held);
    case "face"_w:
      return types_.face(p_of(sut), crop_under(q_of(sut), ref, held));
    case "fork"_w: {
      const auto narrow = [&](Noun type) { return crop_under(type, ref, held); };
      if (const auto narrowed = narrow_cases(sut, kAxis1, false, ref, narrow)) return *narrowed;
      Items cases = cases_of(sut);
      for (Noun& type : cases) type = crop_under(type, ref, held);
      return types_.refork(sut, cases);
    }
    case "hint"_w:
      return types_.hint(p_of(sut), crop_under(q_of(sut), ref, held));
    case "hold"_w: {
      if (is_held(held, sut, ref)) refuse(ErrorKind::bail);
      const HeldPair inside{sut, ref, held};
      return crop_under(repo(sut), ref, &inside);
    }
    case "noun"_w:
      return crop_under(repo(sut), ref, held);
    default:
      refuse(ErrorKind::malformed);
  }
}

Noun Ut::crop_by_reference(Noun sut, Noun ref, const HeldPair* held) {
  switch (kind_of(ref)) {
    case "core"_w:
      return sut;
    case "face"_w:
    case "hint"_w:
    case "hold"_w:
      return crop_under(sut, repo(ref), held);
    case "fork"_w:
      for (const Noun type : cases_of(ref)) sut = crop_under(sut, type, held);
      return sut;
    default:
      refuse(ErrorKind::bail);
  }
}

// ---- what a condition says ----

// The subject where the condition `gen` came out true (`gain`) or false.
Noun Ut::chip(bool gain, bool vet, Noun sut, Noun gen) {
  check();
  const Key<3> k{{tagged(sut, vet), gen.word(), loobean(gain).word()}};
  return as_type(remember(chip_memo_, k, [&] { return chip_fresh(gain, vet, sut, gen); }));
}

Noun Ut::chip_fresh(bool gain, bool vet, Noun sut, Noun gen) {
  while (true) {
    if (!gen.is_cell() || !has_form(kelvin(), gen)) refuse(ErrorKind::malformed);
    const uint64_t rune = gen.head().is_cell() ? 1 : gen.head().word();
    switch (rune) {
      case "wtts"_w: {
        const Noun type = play(sut, desugar_.example(p_of(gen)));
        const Port port = find(vet, Way::both, sut, q_of(gen));
        if (port.kind == Port::Kind::made) return sut;
        const auto kind = gain ? Change::Kind::fuse : Change::Kind::crop;
        tend(port.vein);
        return change(sut, port.vein, {kind, type, kNull});
      }
      case "wthx"_w: {
        const Port port = find(vet, Way::both, sut, q_of(gen));
        if (port.kind == Port::Kind::made) return sut;
        const auto kind = gain ? Change::Kind::gain : Change::Kind::lose;
        return change(sut, port.vein, {kind, p_of(gen), sut});
      }
      case "wtpm"_w:
      case "wtbr"_w:
        if (gain == (rune == "wtpm"_w)) {
          for (Noun list = gen.tail(); list.is_cell(); list = list.tail()) sut = chip(gain, vet, sut, list.head());
          return sut;
        }
        break;
      case "wtzp"_w:
        if (kelvin().has(Difference::narrowing_not)) return chip(!gain, vet, sut, gen.tail());
        break;
      default:
        break;
    }
    const Noun open = desugar_.open(gen);
    if (open == gen) return sut;
    gen = open;
  }
}

// ---- the formula of a test ----

// A loobean: whether what lies at `axis` is a `sut`.
Noun Ut::fish(Noun sut, Noun axis, const Held* held) {
  check();
  while (true) {
    switch (kind_of(sut)) {
      case "void"_w:
        return nock_.no();
      case "noun"_w:
        return nock_.yes();
      case "atom"_w: {
        if (q_of(sut).is_atom()) {
          return nock_.negate(arena_.tuple(op(Opcode::is_cell), nock_.slot(axis)));
        }
        return arena_.tuple(op(Opcode::equal), nock_.constant(q_of(sut).tail()), nock_.slot(axis));
      }
      case "cell"_w: {
        const Noun head = fish(p_of(sut), peg(arena_, axis, kAxis2), held);
        const Noun tail = fish(q_of(sut), peg(arena_, axis, kAxis3), held);
        return nock_.both(arena_.tuple(op(Opcode::is_cell), nock_.slot(axis)), nock_.both(head, tail));
      }
      case "core"_w:
        refuse(ErrorKind::fish_core);
      case "face"_w:
      case "hint"_w:
        sut = q_of(sut);
        break;
      case "fork"_w: {
        Items tests = cases_of(sut);
        for (Noun& test : tests) test = fish(test, axis, held);
        Noun all = nock_.no();
        for (size_t i = tests.size(); i-- > 0;) all = nock_.either(tests[i], all);
        return all;
      }
      case "hold"_w: {
        if (is_held(held, sut)) refuse(ErrorKind::fish_loop);
        const Held inside{sut, held};
        return fish(repo(sut), axis, &inside);
      }
      default:
        refuse(ErrorKind::malformed);
    }
  }
}

}  // namespace galena::hoon
