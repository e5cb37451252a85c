#include "hoon/expand/desugar.h"
#include "hoon/noun/axis_walk.h"
#include "hoon/noun/stack.h"
#include "hoon/noun/treap.h"
#include "nock/base/check.h"

// Expansion of hoons. Each macro is one case of `expand`; those that need more than a line have a function below it.
// `m(...)` builds a tuple, see make.h. Comments show an expansion in Hoon where that says more than the code.

namespace galena::hoon {

namespace {

// head ++ tail, both lists.
Noun weld(Arena& arena, Noun head, Noun tail) {
  return fold_right(head, tail, [&](Noun item, Noun rest) { return arena.cons(item, rest); });
}

}  // namespace

Noun Desugar::open(Noun gen) {
  if (!gen.is_cell()) refuse(ErrorKind::malformed);
  // A pair of hoons is no macro, and the commonest hoon of all.
  if (gen.head().is_cell()) return gen;
  const auto found = open_.find(gen.word());
  if (found != open_.end()) {
    if (kChecks && GALENA_NOW_AND_THEN(1000)) {
      const Noun known = found->second;
      GALENA_CHECK(expand(gen) == known);
      return known;
    }
    return found->second;
  }
  const Noun product = expand(gen);
  GALENA_CHECK(product.is_cell() && arena_.owns(gen) && arena_.owns(product));
  open_.emplace(gen.word(), product);
  return product;
}

Noun Desugar::expand(Noun gen) {
  const Make& m = make_;
  const Noun body = gen.tail();
  switch (gen.head().word()) {
    case ""_w:
      return m("cnts"_n, m.single(m.at(body)), kNull);

    // structures and constants
    case "base"_w:
    case "leaf"_w:
      return factory(gen);
    case "bust"_w:
      return example(m("base"_n, body));
    case "ktcl"_w:
      return factory(body);
    case "dbug"_w:
    case "note"_w:
      return fields<2>(body)[1];
    case "eror"_w:
      refuse(ErrorKind::eror, body);
    case "knit"_w:
      return open_knit(body);
    case "limb"_w:
      return m("cnts"_n, m.single(body), kNull);
    case "wing"_w:
      return m("cnts"_n, body, kNull);
    case "tell"_w:
      return m.call(m.limb("noah"_n), m("zpgr"_n, "cltr"_n, body));
    case "yell"_w:
      return m.call(m.limb("cain"_n), m("zpgr"_n, "cltr"_n, body));
    case "xray"_w:
      return open_xray(body);

    // |: cores
    case "brbc"_w: {
      const auto [sample, product] = fields<2>(body);
      return open_brbc(sample, product);
    }
    case "brcb"_w: {
      const auto [sample, aliases, chapters] = fields<3>(body);
      return open_brcb(sample, aliases, chapters);
    }
    case "brcl"_w: {
      const auto [sample, arm] = fields<2>(body);
      return m("tsls"_n, sample, "brdt"_n, arm);
    }
    case "brdt"_w:
      return m("brcn"_n, kNull, m.chapter(m.buc_arm(body)));
    case "brkt"_w: {
      const auto [arm, chapters] = fields<2>(body);
      return open_brkt(arm, chapters);
    }
    case "brhp"_w:
      return m("tsgl"_n, m.limb(""_n), "brdt"_n, body);
    case "brsg"_w: {
      const auto [sample, arm] = fields<2>(body);
      return m("ktbr"_n, "brts"_n, sample, arm);
    }
    case "brtr"_w: {
      const auto [sample, arm] = fields<2>(body);
      return m("tsls"_n, m("kttr"_n, sample), "brpt"_n, kNull, m.chapter(m.buc_arm(arm)));
    }
    case "brts"_w: {
      const auto [sample, arm] = fields<2>(body);
      return m("brcb"_n, sample, kNull, m.chapter(m.buc_arm(arm)));
    }
    case "brwt"_w:
      return m("ktwt"_n, "brdt"_n, body);

    // : tuples
    case "clkt"_w:
    case "clls"_w:
    case "clhp"_w:
      return body;
    case "clcb"_w: {
      const auto [p, q] = fields<2>(body);
      return m(q, p);
    }
    case "clsg"_w:
      return weld(arena_, body, m.rock("n"_n, 0));
    case "cltr"_w: {
      const Nouns all = items(body);
      if (all.empty()) return m.crash();
      Noun product = all.back();
      for (size_t i = all.size() - 1; i-- > 0;) product = m(all[i], product);
      return product;
    }

    // % calls
    case "cncb"_w:
      return m("ktls"_n, m.wing(fields<2>(body)[0]), "cnts"_n, body);
    case "cndt"_w: {
      const auto [sample, gate] = fields<2>(body);
      return m.call(gate, sample);
    }
    case "cnkt"_w: {
      const auto [gate, a, b, c] = fields<4>(body);
      return m("cncl"_n, gate, a, b, c, kNull);
    }
    case "cnls"_w: {
      const auto [gate, a, b] = fields<3>(body);
      return m.call(gate, a, b);
    }
    case "cnhp"_w: {
      const auto [gate, sample] = fields<2>(body);
      return m.call(gate, sample);
    }
    case "cncl"_w:
      return m("cnsg"_n, m.single(""_n), body);
    case "cnsg"_w: {
      const auto [wing, door, samples] = fields<3>(body);
      return open_cnsg(wing, door, samples);
    }
    case "cntr"_w: {
      const auto [wing, door, changes] = fields<3>(body);
      return open_cntr(wing, door, changes);
    }

    // ^ casts
    case "kttr"_w:
      return m("ktsg"_n, example(body));
    case "ktdt"_w: {
      const auto [gate, value] = fields<2>(body);
      return m("ktls"_n, m.call(gate, value), value);
    }
    case "kthp"_w: {
      const auto [spec, value] = fields<2>(body);
      return m("ktls"_n, example(spec), value);
    }
    case "ktts"_w: {
      const auto [skin, value] = fields<2>(body);
      return grip(value, skin);
    }

    // ~ hints
    case "sgbr"_w: {
      const auto [message, rest] = fields<2>(body);
      const Noun term = feck(message);
      const Noun clue = term.is_cell()
                            ? m.rock("tas"_n, term.tail())
                            : m("brdt"_n, m.call(m.limb("cain"_n), m("zpgr"_n, "tsgr"_n, m.leg(3), message)));
      return m("sggr"_n, m("mean"_n, clue), rest);
    }
    case "sgcb"_w: {
      const auto [tank, rest] = fields<2>(body);
      return m("sggr"_n, m("mean"_n, "brdt"_n, tank), rest);
    }
    case "sgcn"_w: {
      const auto [label, parent, hooks, rest] = fields<4>(body);
      const Noun list = fold_right(hooks, kNull, [&](Noun hook, Noun more) {
        const auto [name, formula] = fields<2>(hook);
        return m(m(m.rock(""_n, name), "zpts"_n, formula), more);
      });
      const Noun clue = m("clls"_n, m.rock(""_n, label), m("zpts"_n, parent), "clsg"_n, list);
      return m("sggl"_n, m("fast"_n, clue), rest);
    }
    case "sgfs"_w: {
      const auto [label, rest] = fields<2>(body);
      return m("sgcn"_n, label, m.leg(7), kNull, rest);
    }
    case "sggl"_w: {
      const auto [hint, rest] = fields<2>(body);
      return m("tsgl"_n, m("sggr"_n, hint, m.leg(1)), rest);
    }
    case "sgbc"_w: {
      const auto [label, rest] = fields<2>(body);
      return m("sggr"_n, m("live"_n, m.rock(""_n, label)), rest);
    }
    case "sgls"_w: {
      const auto [tag, rest] = fields<2>(body);
      return m("sggr"_n, m("memo"_n, m.rock(""_n, tag)), rest);
    }
    case "sgpm"_w: {
      const auto [priority, message, rest] = fields<3>(body);
      const Noun tank = m.call(m.limb("cain"_n), m("zpgr"_n, message));
      return m("sggr"_n, m("slog"_n, m("sand"_n, ""_n, priority), tank), rest);
    }
    case "sgts"_w: {
      const auto [value, rest] = fields<2>(body);
      return m("sggr"_n, m("germ"_n, value), rest);
    }
    case "sgwt"_w: {
      const auto [priority, test, message, rest] = fields<4>(body);
      return open_sgwt(priority, test, message, rest);
    }

    // ; and sail
    case "mcts"_w:
      return open_mcts(body);
    case "mccl"_w: {
      const auto [gate, arguments] = fields<2>(body);
      return open_mccl(gate, arguments);
    }
    case "mcfs"_w: {
      // A text node: ['' [['' p] ~]] under a tag and its attributes.
      const Noun empty = m.rock("ta"_n, ""_n);
      const Noun attribute = m("clsg"_n, m.single(m(empty, body)));
      return m("clsg"_n, m.single(m(empty, attribute)));
    }
    case "mcgl"_w: {
      // %+  (q ,p)  r  |=(p =>(+3 s))
      const auto [spec, bind, effect, rest] = fields<4>(body);
      return m("cnls"_n, m("cnhp"_n, bind, "ktcl"_n, spec), effect, "brts"_n, spec, "tsgr"_n, m.leg(3), rest);
    }
    case "mcsg"_w: {
      const auto [gate, steps] = fields<2>(body);
      return open_mcsg(gate, steps);
    }
    case "mcmc"_w: {
      const auto [spec, value] = fields<2>(body);
      return m("cnhp"_n, factory(spec), value);
    }

    // = subjects
    case "tsbr"_w: {
      const auto [spec, rest] = fields<2>(body);
      return m("tsls"_n, kelvin_.has(Difference::filtered_bunt) ? m("kttr"_n, spec) : example(spec), rest);
    }
    case "tstr"_w: {
      const auto [alias, value, rest] = fields<3>(body);
      const auto [term, spec] = fields<2>(alias);
      const Noun target = spec.is_cell() ? m("kthp"_n, spec.tail(), value) : value;
      return m("tsgl"_n, rest, "tune"_n, map_of_one(arena_, term, m.some(target)), kNull);
    }
    case "tscl"_w: {
      const auto [changes, rest] = fields<2>(body);
      return m("tsgr"_n, m("cncb"_n, m.single(m.at(1)), changes), rest);
    }
    case "tsfs"_w: {
      const auto [skin, value, rest] = fields<3>(body);
      return m("tsls"_n, m("ktts"_n, skin, value), rest);
    }
    case "tsmc"_w: {
      const auto [skin, rest, value] = fields<3>(body);
      return m("tsfs"_n, skin, value, rest);
    }
    case "tsdt"_w: {
      const auto [wing, value, rest] = fields<3>(body);
      return m("tsgr"_n, m("cncb"_n, m.single(m.at(1)), m.single(m(wing, value))), rest);
    }
    case "tswt"_w: {
      const auto [wing, test, value, rest] = fields<4>(body);
      return m("tsdt"_n, wing, m("wtcl"_n, test, value, m.wing(wing)), rest);
    }
    case "tskt"_w: {
      const auto [skin, wing, producer, rest] = fields<4>(body);
      return open_tskt(skin, wing, producer, rest);
    }
    case "tsgl"_w: {
      const auto [rest, subject] = fields<2>(body);
      return m("tsgr"_n, subject, rest);
    }
    case "tsls"_w: {
      const auto [value, rest] = fields<2>(body);
      return m("tsgr"_n, m(value, m.leg(1)), rest);
    }
    case "tshp"_w: {
      const auto [rest, value] = fields<2>(body);
      return m("tsls"_n, value, rest);
    }
    case "tssg"_w: {
      const Nouns all = items(body);
      if (all.empty()) return m.leg(1);
      Noun product = all.back();
      for (size_t i = all.size() - 1; i-- > 0;) product = m("tsgr"_n, all[i], product);
      return product;
    }

    // ? conditions
    case "wtbr"_w:
      return fold_right(body, m.rock("f"_n, 1),
                        [&](Noun test, Noun rest) { return m("wtcl"_n, test, m.rock("f"_n, 0), rest); });
    case "wtpm"_w:
      return fold_right(body, m.rock("f"_n, 0),
                        [&](Noun test, Noun rest) { return m("wtcl"_n, test, rest, m.rock("f"_n, 1)); });
    case "wtzp"_w:
      return m("wtcl"_n, body, m.rock("f"_n, 1), m.rock("f"_n, 0));
    case "wtdt"_w: {
      const auto [test, no, yes] = fields<3>(body);
      return m("wtcl"_n, test, yes, no);
    }
    case "wtgl"_w: {
      const auto [test, rest] = fields<2>(body);
      return m("wtcl"_n, test, m.crash(), rest);
    }
    case "wtgr"_w: {
      const auto [test, rest] = fields<2>(body);
      return m("wtcl"_n, test, rest, m.crash());
    }
    case "wtkt"_w: {
      const auto [wing, cell, atom] = fields<3>(body);
      return m("wtcl"_n, m("wtts"_n, m("base"_n, "atom"_n, ""_n), wing), atom, cell);
    }
    case "wtpt"_w: {
      const auto [wing, atom, cell] = fields<3>(body);
      return m("wtcl"_n, m("wtts"_n, m("base"_n, "atom"_n, ""_n), wing), atom, cell);
    }
    case "wtsg"_w: {
      const auto [wing, null, other] = fields<3>(body);
      return m("wtcl"_n, m("wtts"_n, m("base"_n, "null"_n), wing), null, other);
    }
    case "wthp"_w: {
      const Noun wing = body.head();
      return fold_right(body.tail(), m("lost"_n, m.wing(wing)), [&](Noun option, Noun rest) {
        return m("wtcl"_n, m("wtts"_n, option.head(), wing), option.tail(), rest);
      });
    }
    case "wtls"_w: {
      const auto [wing, other, cases] = fields<3>(body);
      return m("wthp"_n, wing, weld(arena_, cases, m.single(m(m("base"_n, "noun"_n), other))));
    }
    case "wtts"_w: {
      const auto [spec, wing] = fields<2>(body);
      return m("fits"_n, example(spec), wing);
    }

    // ! special
    case "zpgr"_w: {
      const Noun abel = m("kttr"_n, "bcmc"_n, m.limb("abel"_n));
      return m.call(m.limb("onan"_n), m("zpmc"_n, abel, body));
    }
    case "zpwt"_w: {
      // One version is an upper bound; a pair is [from to], counting down as kelvins do.
      const auto [versions, rest] = fields<2>(body);
      const auto [from, to] = versions.is_cell() ? fields<2>(versions) : std::array{versions, kNull};
      if (!from.is_atom() || !to.is_atom()) refuse(ErrorKind::malformed);
      const bool from_ok = from.is_indirect() || from.direct_value() >= kelvin_.number();
      const bool to_ok = to.is_direct() && to.direct_value() <= kelvin_.number();
      if (!from_ok || !to_ok) refuse(ErrorKind::hoon_version);
      return rest;
    }

    default:
      return gen;
  }
}

// ~?  p  q  r  s
Noun Desugar::open_sgwt(Noun priority, Noun test, Noun message, Noun rest) {
  const Make& m = make_;
  const Noun after = m("tsgr"_n, m.leg(3), rest);
  if (kelvin_.has(Difference::printing_test)) {
    // =+  ?:(q ~&(p r ~) ~)  =>(+3 s)
    return m("tsls"_n, m("wtcl"_n, test, m("sgpm"_n, priority, message, m.null()), m.null()), after);
  }
  // =+  ?.(q ~ [~ r])  ?~(+2 =>(+3 s) ~&(p +5 =>(+3 s)))
  return m("tsls"_n, m("wtdt"_n, test, m.null(), m.null(), message), "wtsg"_n, m.single(m.at(2)), after, "sgpm"_n,
           priority, m.leg(5), after);
}

// "a{b}c": a loop that conses the characters onto the rest, or, for an interpolation, welds its characters onto it.
//
//   =>  v=.  |-  ^+  |-(?:(? ~ [i=`@tD`0 t=$]))
//   [`@tD`'a' =+([a=^+($ =>(v b)) b=rest] |-(?@(a b [-.a $(a +.a)])))]
Noun Desugar::open_knit(Noun woofs) {
  const Make& m = make_;
  const Noun a = m.limb("a"_n);
  const Noun buc = m.limb(""_n);
  const Noun text_of = m("brhp"_n, "wtcl"_n, m("bust"_n, "flag"_n), m.null(),
                         m("ktts"_n, "i"_n, "sand"_n, "tD"_n, kNull), "ktts"_n, "t"_n, buc);
  const Noun again = m("cnts"_n, m.single(""_n), m.single(m(m.single("a"_n), "tsgl"_n, m.leg(3), a)));
  const Noun splice = m("brhp"_n, "wtpt"_n, m.single("a"_n), m.limb("b"_n), m("tsgl"_n, m.leg(2), a), again);
  const Noun text = fold_right(woofs, m.null(), [&](Noun woof, Noun rest) {
    if (woof.is_atom()) return m(m("sand"_n, "tD"_n, woof), rest);
    const Noun inner = m("ktls"_n, buc, "tsgr"_n, m.limb("v"_n), woof.tail());
    return m("tsls"_n, m(m("ktts"_n, "a"_n, inner), "ktts"_n, "b"_n, rest), splice);
  });
  return m("tsgr"_n, m("ktts"_n, "v"_n, m.leg(1)), "brhp"_n, "ktls"_n, text_of, text);
}

// |$  [a b]  body: a wet gate from molds to a mold.
Noun Desugar::open_brbc(Noun sample, Noun body) {
  const Make& m = make_;
  if (!sample.is_cell()) refuse(ErrorKind::empty_brbc);
  const Noun noun = m("base"_n, "noun"_n);
  // Each parameter is a gate of noun to noun, with a plain noun mold as its default.
  const Noun mold = m("bcsg"_n, noun, "bchp"_n, noun, noun);
  const Noun specs = fold_right(sample, kNull, [&](Noun term, Noun rest) { return m(m("bcts"_n, term, mold), rest); });
  Nouns notes;
  while (body.is_cell() && body.head() == "gist"_n) {
    const auto [note, inner] = fields<2>(body.tail());
    notes.push_back(note);
    body = inner;
  }
  Noun product = m("ktcl"_n, body);
  while (!notes.empty()) {
    product = m("note"_n, notes.back(), product);
    notes.pop_back();
  }
  return m("brtr"_n, m("bccl"_n, specs), product);
}

// A door: its sample, and its arms each under the aliases that come before them.
Noun Desugar::open_brcb(Noun spec, Noun aliases, Noun chapters) {
  const Make& m = make_;
  const auto wrap = [&](Noun arm) {
    return fold_right(aliases, arm, [&](Noun alias, Noun rest) {
      const auto [term, value] = fields<2>(alias);
      return m("tstr"_n, m.single(term), value, rest);
    });
  };
  const Noun wrapped = !aliases.is_cell() ? chapters : map_run(arena_, chapters, [&](Noun tome) {
    if (!has_arms(kelvin_, tome)) refuse(ErrorKind::malformed);
    return make_tome(kelvin_, arena_, what_in(kelvin_, tome), map_run(arena_, arms_in(kelvin_, tome), wrap));
  });
  return m("tsls"_n, m("kttr"_n, spec), "brcn"_n, kNull, wrapped);
}

// A core with $ put into its nameless chapter, and $ called.
Noun Desugar::open_brkt(Noun body, Noun chapters) {
  const Make& m = make_;
  const Noun nameless = map_get(chapters, ""_n);
  Noun tome;
  if (nameless.is_none()) {
    tome = make_tome(kelvin_, arena_, kNull, m.buc_arm(body));
  } else {
    if (!has_arms(kelvin_, nameless)) refuse(ErrorKind::malformed);
    const Noun arms = map_put(arena_, arms_in(kelvin_, nameless), ""_n, body);
    tome = make_tome(kelvin_, arena_, what_in(kelvin_, nameless), arms);
  }
  return m("tsgl"_n, m.limb(""_n), "brcn"_n, kNull, map_put(arena_, chapters, ""_n, tome));
}

// ~(wing door a b c): the samples are changes at the axes of a tuple at +6, each within the namespace of the door.
Noun Desugar::open_cnsg(Noun wing, Noun door, Noun samples) {
  const Make& m = make_;
  const Nouns all = items(samples);
  Nouns axes;
  Noun axis = Noun::direct(6);
  for (size_t i = 0; i < all.size(); i++) {
    if (i + 1 == all.size()) {
      axes.push_back(axis);
    } else {
      axes.push_back(peg(arena_, axis, Noun::direct(2)));
      axis = peg(arena_, axis, Noun::direct(3));
    }
  }
  Noun changes;
  for (size_t i = all.size(); i-- > 0;) {
    changes = m(m(m.list(m.here(), m.at(axes[i])), all[i]), changes);
  }
  return m("cntr"_n, wing, door, changes);
}

// %*: changes evaluated against the subject, made on the door.
Noun Desugar::open_cntr(Noun wing, Noun door, Noun changes) {
  const Make& m = make_;
  if (!changes.is_cell()) return m("tsgr"_n, door, m.wing(wing));
  const Noun shifted = fold_right(changes, kNull, [&](Noun change, Noun rest) {
    const auto [limbs, value] = fields<2>(change);
    return m(m(limbs, "tsgr"_n, m.leg(3), value), rest);
  });
  return m("tsls"_n, door, "cnts"_n, weld(arena_, wing, m.single(m.at(2))), shifted);
}

// ;:(p a b c) is (p a (p b c)), with p computed once.
Noun Desugar::open_mccl(Noun gate, Noun arguments) {
  const Make& m = make_;
  const Nouns all = items(arguments);
  if (all.empty()) return m.crash();
  if (all.size() == 1) return all[0];
  Noun product = m("tsgr"_n, m.leg(3), all.back());
  for (size_t i = all.size() - 1; i-- > 0;) {
    product = m.call(m.leg(2), m("tsgr"_n, m.leg(3), all[i]), product);
  }
  return m("tsls"_n, gate, product);
}

// ;~: each step b is composed with what follows it, a, by the gate p:
//
//   =+  a=rest  =+  b==>(v b)  =+  c=,.+6.b  |.  (p:v (b c) a(,.+6 c))
Noun Desugar::open_mcsg(Noun gate, Noun steps) {
  const Make& m = make_;
  const Nouns all = items(steps);
  if (all.empty()) refuse(ErrorKind::open_mcsg);
  const Noun v = m.limb("v"_n);
  const Noun b = m.limb("b"_n);
  const Noun c = m.limb("c"_n);
  const Noun sample = m.list(m.here(), m.at(6));
  const Noun passed = m("ktts"_n, "c"_n, "tsgl"_n, m.wing(sample), b);
  const Noun rest = m("cnts"_n, m.single("a"_n), m.single(m(sample, c)));
  const Noun joined = m("brdt"_n, "cnls"_n, m("tsgr"_n, v, gate), m.call(b, c), rest);
  Noun product = m("tsgr"_n, v, all.back());
  for (size_t i = all.size() - 1; i-- > 0;) {
    const Noun step = m("ktts"_n, "b"_n, "tsgr"_n, v, all[i]);
    product = m("tsls"_n, m("ktts"_n, "a"_n, product), "tsls"_n, step, "tsls"_n, passed, joined);
  }
  return m("tsgr"_n, m("ktts"_n, "v"_n, m.leg(1)), product);
}

// Sail: a list of nodes and of interpolations.
Noun Desugar::open_mcts(Noun marl) {
  const Make& m = make_;
  // The gate that welds a list of nodes (+12) onto the rest (+13); $ of a wet core with the pair as its sample.
  //   =|  ^  |@  ++  $  ?~(+12 +12(+1 +13) +12(+3 $(+12 +25)))
  const auto weld_gate = [&] {
    const Noun list = m.single(m.at(12));
    const Noun end = m("cnts"_n, list, m.single(m(m.single(m.at(1)), m.leg(13))));
    const Noun again = m("cnts"_n, m.single(""_n), m.single(m(list, m.leg(25))));
    const Noun more = m("cnts"_n, list, m.single(m(m.single(m.at(3)), again)));
    const Noun loop = m("wtsg"_n, list, end, more);
    return m("tsbr"_n, m("base"_n, "cell"_n), "brpt"_n, kNull, m.chapter(m.buc_arm(loop)));
  };
  return fold_right(marl, m.null(), [&](Noun tuna, Noun rest) {
    if (!tuna.is_cell()) refuse(ErrorKind::malformed);
    if (tuna.head().is_cell()) return m(m("xray"_n, tuna), rest);
    const Noun value = tuna.tail();
    switch (tuna.head().word()) {
      case "manx"_w:
        return m(value, rest);
      case "tape"_w:
        return m(m("mcfs"_n, value), rest);
      case "call"_w:
        return m.call(value, rest);
      case "marl"_w:
        return m("cndt"_n, m(value, rest), weld_gate());
      default:
        refuse(ErrorKind::malformed);
    }
  });
}

// A sail element [[name attributes] children].
Noun Desugar::open_xray(Noun manx) {
  const Make& m = make_;
  const auto [tag, children] = fields<2>(manx);
  const auto [name, attributes] = fields<2>(tag);
  const auto mane = [&](Noun n) {
    if (n.is_atom()) return m.rock("tas"_n, n);
    return m(m.rock("tas"_n, n.head()), m.rock("tas"_n, n.tail()));
  };
  const Noun list = fold_right(attributes, kNull, [&](Noun attribute, Noun rest) {
    const auto [n, value] = fields<2>(attribute);
    return m(m(mane(n), "knit"_n, value), rest);
  });
  return m(m(mane(name), "clsg"_n, list), "mcts"_n, children);
}

// =^  p  q  r  s: the head of r under the name p, its tail put at q.
//
//   =>  v=.  =+  a==>(v r)  =.  q.v  +.a  =>([p=-.a v] s)
//
// and r is ^#(*^ r) where that is there.
Noun Desugar::open_tskt(Noun skin, Noun wing, Noun producer, Noun rest) {
  const Make& m = make_;
  const Noun v = m.limb("v"_n);
  const Noun a = m.limb("a"_n);
  const Noun named = m("ktts"_n, m("over"_n, m.single("v"_n), skin), "tsgl"_n, m.leg(2), a);
  const Noun body = m("tsgr"_n, m(named, v), rest);
  const Noun target = weld(arena_, wing, m.single("v"_n));
  if (checks_producers()) producer = m("ktcb"_n, m("kttr"_n, "base"_n, "cell"_n), producer);
  const Noun edited = m("tsdt"_n, target, m("tsgl"_n, m.leg(3), a), body);
  return m("tsgr"_n, m("ktts"_n, "v"_n, m.leg(1)), "tsls"_n, m("ktts"_n, "a"_n, "tsgr"_n, v, producer), edited);
}

Noun Desugar::grip(Noun gen, Noun skin) {
  return grip_in(gen, skin, kNull);
}

// `rel` is the wing that specs inside the skin are relative to.
Noun Desugar::grip_in(Noun gen, Noun skin, Noun rel) {
  check_stack();
  const Make& m = make_;
  if (skin.is_atom()) return m("tsgl"_n, m("tune"_n, skin), gen);
  const Noun body = skin.tail();
  switch (skin.head().word()) {
    case "base"_w:
      return body == "noun"_n ? gen : m("kthp"_n, skin, gen);
    case "leaf"_w:
      return m("kthp"_n, skin, gen);
    case "cell"_w: {
      const auto [left, right] = fields<2>(body);
      const Noun pair = half(gen);
      if (pair.is_cell()) {
        return m(grip_in(pair.tail().head(), left, rel), grip_in(pair.tail().tail(), right, rel));
      }
      return m("tsls"_n, gen, grip_in(m.leg(4), left, rel), grip_in(m.leg(5), right, rel));
    }
    case "dbug"_w: {
      const auto [spot, inner] = fields<2>(body);
      return m("dbug"_n, spot, grip_in(gen, inner, rel));
    }
    case "help"_w: {
      const auto [help, inner] = fields<2>(body);
      return m("note"_n, m("help"_n, help), grip_in(gen, inner, rel));
    }
    case "name"_w: {
      const auto [term, inner] = fields<2>(body);
      return m("tsgl"_n, m("tune"_n, term), grip_in(gen, inner, rel));
    }
    case "over"_w: {
      const auto [wing, inner] = fields<2>(body);
      return grip_in(gen, inner, weld(arena_, wing, rel));
    }
    case "spec"_w: {
      const auto [spec, inner] = fields<2>(body);
      return m("kthp"_n, rel.is_cell() ? m("over"_n, rel, spec) : spec, grip_in(gen, inner, rel));
    }
    case "wash"_w: {
      if (!body.is_direct()) refuse(ErrorKind::malformed);
      Noun wing;
      for (uint64_t i = 0; i < body.direct_value(); i++) wing = m(m.here(), wing);
      return m("tsgl"_n, m.wing(wing), gen);
    }
    default:
      refuse(ErrorKind::malformed);
  }
}

Noun Desugar::name(Noun gen) {
  while (gen.is_cell()) {
    switch (gen.head().word()) {
      case "wing"_w: {
        const Noun wing = gen.tail();
        if (!wing.is_cell()) return kNull;
        const Noun limb = wing.head();
        if (limb.is_atom()) return make_.some(limb);
        return limb.head() == kYes ? kNull : fields<3>(limb)[2];
      }
      case "limb"_w:
        return make_.some(gen.tail());
      case "dbug"_w:
      case "tsgl"_w:
        gen = open(gen);
        break;
      case "tsgr"_w:
        gen = fields<2>(gen.tail())[1];
        break;
      default:
        return kNull;
    }
  }
  refuse(ErrorKind::malformed);
}

Noun Desugar::feck(Noun gen) {
  while (gen.is_cell() && gen.head() == "dbug"_n) gen = fields<2>(gen.tail())[1];
  const Noun constant = kelvin_.has(Difference::constant_trace) ? "rock"_n : "sand"_n;
  if (!gen.is_cell() || gen.head() != constant) return kNull;
  const auto [aura, value] = fields<2>(gen.tail());
  return aura == "tas"_n && value.is_atom() ? make_.some(value) : kNull;
}

Noun Desugar::half(Noun gen) {
  const Make& m = make_;
  for (;;) {
    if (!gen.is_cell()) refuse(ErrorKind::malformed);
    if (gen.head().is_cell()) return m.some(gen);
    const Noun body = gen.tail();
    switch (gen.head().word()) {
      case "dbug"_w:
        gen = fields<2>(body)[1];
        break;
      case "clcb"_w: {
        const auto [p, q] = fields<2>(body);
        return m.some(m(q, p));
      }
      case "clhp"_w:
        return m.some(body);
      case "clkt"_w: {
        const auto [p, rest] = fields<2>(body);
        return m.some(m(p, "clls"_n, rest));
      }
      case "clsg"_w:
        if (!body.is_cell()) return kNull;
        return m.some(m(body.head(), "clsg"_n, body.tail()));
      case "cltr"_w:
        if (!body.is_cell()) return kNull;
        if (body.tail().is_cell()) return m.some(m(body.head(), "cltr"_n, body.tail()));
        gen = body.head();
        break;
      default:
        return kNull;
    }
  }
}

Noun Desugar::flay(Noun gen) {
  check_stack();
  const Make& m = make_;
  if (!gen.is_cell()) refuse(ErrorKind::malformed);
  const Noun body = gen.tail();
  if (gen.head().is_cell()) {
    const Noun left = flay(gen.head());
    const Noun right = flay(body);
    if (!left.is_cell() || !right.is_cell()) return kNull;
    return m.some(m("cell"_n, left.tail(), right.tail()));
  }
  switch (gen.head().word()) {
    case "base"_w:
      return m.some(gen);
    case "rock"_w: {
      const auto [aura, value] = fields<2>(body);
      return value.is_atom() ? m.some(m("leaf"_n, aura, value)) : kNull;
    }
    case "cnts"_w: {
      const auto [wing, changes] = fields<2>(body);
      if (wing.is_cell() && wing.head().is_atom() && wing.tail() == kNull && changes == kNull) {
        return m.some(wing.head());
      }
      break;
    }
    case "tsgr"_w: {
      const auto [subject, rest] = fields<2>(body);
      const Noun wing = reek(subject);
      if (!wing.is_cell()) return kNull;
      const Noun skin = flay(rest);
      return skin.is_cell() ? m.some(m("over"_n, wing.tail(), skin.tail())) : kNull;
    }
    case "limb"_w:
      if (body.is_atom()) return m.some(body);
      break;
    case "note"_w: {
      const auto [note, rest] = fields<2>(body);
      if (!note.is_cell() || note.head() != "help"_n) break;
      const Noun skin = flay(rest);
      return skin.is_cell() ? m.some(m("help"_n, note.tail(), skin.tail())) : kNull;
    }
    case "wing"_w: {
      if (body.is_cell() && body.head().is_atom() && body.tail() == kNull) return m.some(body.head());
      // A wing of nothing but `,`: it strips faces. The reference never counts them.
      for (const Noun limb : items(body)) {
        if (limb != m.here()) return kNull;
      }
      return m.some(m("wash"_n, Noun::direct(0)));
    }
    case "kttr"_w:
      return m.some(m("spec"_n, body, "base"_n, "noun"_n));
    case "ktts"_w: {
      const auto [label, value] = fields<2>(body);
      const Noun skin = flay(value);
      if (!skin.is_cell()) return kNull;
      if (label.is_atom()) return m.some(m("name"_n, label, skin.tail()));
      if (label.head() != "name"_n) return kNull;
      const auto [term, inner] = fields<2>(label.tail());
      if (inner != m("base"_n, "noun"_n)) return kNull;
      return m.some(m("name"_n, term, skin.tail()));
    }
    default:
      break;
  }
  const Noun opened = open(gen);
  return opened == gen ? kNull : flay(opened);
}

Noun Desugar::reek(Noun gen) {
  const Make& m = make_;
  while (gen.is_cell()) {
    switch (gen.head().word()) {
      case ""_w:
        return m.some(m.single(m.at(gen.tail())));
      case "limb"_w:
        return m.some(m.single(gen.tail()));
      case "wing"_w:
        return m.some(gen.tail());
      case "cnts"_w: {
        const auto [wing, changes] = fields<2>(gen.tail());
        return changes == kNull ? m.some(wing) : kNull;
      }
      case "dbug"_w:
        gen = fields<2>(gen.tail())[1];
        break;
      default:
        return kNull;
    }
  }
  refuse(ErrorKind::malformed);
}

Noun Desugar::rake(Noun gen) {
  const Noun wing = reek(gen);
  if (!wing.is_cell()) refuse(ErrorKind::rake_hoon);
  return wing.tail();
}

Noun Desugar::rusk(Noun gen) {
  const Noun wing = rake(gen);
  if (!wing.is_cell() || !wing.head().is_atom() || wing.tail() != kNull) refuse(ErrorKind::rusk_hoon);
  return wing.head();
}

}  // namespace galena::hoon
