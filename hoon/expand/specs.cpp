#include "hoon/expand/desugar.h"
#include "hoon/noun/axis_walk.h"
#include "hoon/noun/stack.h"
#include "hoon/noun/treap.h"

// Expansion of structures. A spec has three readings:
//
//   example   an instance of exactly its type
//   spore     an instance to start from: the sample of the mold; a noun whose type does not matter
//   relative  code that normalizes a fragment of the subject to it: what a mold does with its sample
//
// The mold itself, `factory`, is a gate with the spore as its sample and the relative code as its arm.
//
// An example of a structure with alternatives is its spore, normalized. So every level of nesting makes code for its
// children twice and more, each for another place in the subject; the memos keyed by the whole Job keep that
// polynomial, as the reference's ~+ does.

namespace galena::hoon {

Noun Desugar::factory(Noun spec) {
  const auto found = factory_.find(spec.word());
  if (found != factory_.end()) return found->second;
  const Noun product = factory_in(spec, Place{});
  factory_.emplace(spec.word(), product);
  return product;
}

Noun Desugar::example(Noun spec) {
  return example_in(spec, Place{});
}

Noun Desugar::autoname(Noun spec) {
  const Make& m = make_;
  for (;;) {
    if (!spec.is_cell()) refuse(ErrorKind::malformed);
    const Noun body = spec.tail();
    switch (spec.head().word()) {
      case "base"_w:
        if (!body.is_cell()) return kNull;
        return m.some(body.tail() == ""_n ? "atom"_n : body.tail());
      case "leaf"_w:
        return m.some(fields<2>(body)[0]);
      case "loop"_w:
        return m.some(body);
      case "like"_w:
        // The name of the first limb; `name` knows how.
        return name(m.wing(fields<2>(body)[0]));
      case "make"_w:
        return name(fields<2>(body)[0]);
      case "bccb"_w:
      case "bcmc"_w:
        return name(body);
      case "dbug"_w:
      case "gist"_w:
      case "made"_w:
      case "over"_w:
      case "name"_w:
      case "bcgl"_w:
      case "bcgr"_w:
      case "bckt"_w:
      case "bcls"_w:
      case "bcsg"_w:
      case "bcts"_w:
      case "bcpt"_w:
        spec = fields<2>(body)[1];
        break;
      case "bcbc"_w:
      case "bcbr"_w:
      case "bchp"_w:
      case "bcpm"_w:
        spec = fields<2>(body)[0];
        break;
      case "bccl"_w:
      case "bccn"_w:
      case "bcwt"_w:
        spec = fields<2>(body)[0];
        break;
      case "bcdt"_w:
      case "bcfs"_w:
      case "bctc"_w:
      case "bczp"_w:
        return kNull;
      default:
        refuse(ErrorKind::malformed);
    }
  }
}

namespace {

// $:(a b c) in the reading of %like and %make: a hoon that computes the mold.
Noun unreel(const Make& m, Noun wing, Noun outer) {
  const Nouns rest = items(outer);
  if (rest.empty()) return m.wing(wing);
  Noun product = m.wing(rest.back());
  for (size_t i = rest.size() - 1; i-- > 0;) product = m("tsgl"_n, m.wing(rest[i]), product);
  return m("tsgl"_n, m.wing(wing), product);
}

Noun unfold(const Make& m, Noun gate, Noun specs) {
  const Noun arguments = fold_right(specs, kNull, [&](Noun spec, Noun rest) { return m(m("ktcl"_n, spec), rest); });
  return m("cncl"_n, gate, arguments);
}

// Terms as wings: what a structure was made of.
Noun pieces(const Make& m, Noun terms) {
  return fold_right(terms, kNull, [&](Noun term, Noun rest) { return m(m.single(term), rest); });
}

}  // namespace

// Goes one step through what only annotates, places or abbreviates a structure: what it says goes into the place. False
// when `spec` is no such wrapper. The example and the relative reading look through wrappers in this one way.
bool Desugar::step_inside(Noun& spec, Place& place) {
  const Make& m = make_;
  if (!spec.is_cell()) refuse(ErrorKind::malformed);
  const Noun body = spec.tail();
  switch (spec.head().word()) {
    case "dbug"_w: {
      const auto [spot, inner] = fields<2>(body);
      place.bug = m(spot, place.bug);
      spec = inner;
      return true;
    }
    case "gist"_w: {
      const auto [note, inner] = fields<2>(body);
      place.nut = note;
      spec = inner;
      return true;
    }
    case "name"_w: {
      const auto [term, inner] = fields<2>(body);
      place.nut = m("made"_n, term, kNull);
      spec = inner;
      return true;
    }
    case "made"_w: {
      const auto [header, inner] = fields<2>(body);
      const auto [term, terms] = fields<2>(header);
      place.nut = m("made"_n, term, m.some(pieces(m, terms)));
      spec = inner;
      return true;
    }
    case "over"_w: {
      const auto [wing, inner] = fields<2>(body);
      place.hay = wing;
      spec = inner;
      return true;
    }
    case "like"_w: {
      const auto [wing, outer] = fields<2>(body);
      spec = m("bcmc"_n, unreel(m, wing, outer));
      return true;
    }
    case "make"_w: {
      const auto [gate, specs] = fields<2>(body);
      spec = m("bcmc"_n, unfold(m, gate, specs));
      return true;
    }
    default:
      return false;
  }
}

// ---- example ----

Noun Desugar::example_in(Noun spec, const Place& place) {
  const Job job{spec, kNull, place};
  const auto found = example_.find(job);
  if (found != example_.end()) return found->second;
  check_stack();
  const Noun product = make_example(spec, place);
  example_.emplace(job, product);
  return product;
}

Noun Desugar::make_example(Noun spec, const Place& outer) {
  const Make& m = make_;
  Place place = outer;
  while (step_inside(spec, place)) {
  }
  const Noun body = spec.tail();
  switch (spec.head().word()) {
    case "base"_w:
      return decorate(basal(body), place);
    case "leaf"_w:
      return decorate(m("rock"_n, body), place);
    case "loop"_w:
      return m.limb(body);
    case "bccb"_w:
      return decorate(home(body, place), place);
    case "bccl"_w: {
      const Nouns all = items(body);
      if (all.empty()) refuse(ErrorKind::malformed);
      Noun product = example_in(all.back(), place.plain());
      for (size_t i = all.size() - 1; i-- > 0;) product = m(example_in(all[i], place.plain()), product);
      return decorate(product, place);
    }
    case "bchp"_w: {
      const auto [sample, product] = fields<2>(body);
      return decorate(function(sample, product, place), place);
    }
    case "bcmc"_w:
      return decorate(home(m("tsgl"_n, m.limb(""_n), body), place), place);
    case "bcsg"_w: {
      const auto [fallback, inner] = fields<2>(body);
      return m("ktls"_n, example_in(inner, place), home(fallback, place));
    }
    case "bcls"_w: {
      const auto [standard, inner] = fields<2>(body);
      return decorate(m("note"_n, m("know"_n, standard), example_in(inner, place)), place);
    }
    case "bcts"_w: {
      const auto [skin, inner] = fields<2>(body);
      return decorate(m("ktts"_n, skin, example_in(inner, place.plain())), place);
    }
    case "bcdt"_w:
    case "bcfs"_w:
    case "bczp"_w:
    case "bctc"_w: {
      const auto [payload, arms] = fields<2>(body);
      return decorate(home(interface(spec.head(), payload, arms, place), place), place);
    }
    default: {
      // No single instance says what the type is: make the spore, then look at it (now at +2) through the structure.
      Place below = place;
      below.dom = peg(arena_, Noun::direct(3), place.dom);
      return m("tsls"_n, spore(spec, place), relative(spec, below, Noun::direct(2)));
    }
  }
}

// An instance of a base type.
Noun Desugar::basal(Noun base) {
  const Make& m = make_;
  const Noun zero = m.rock(""_n, 0);
  if (base.is_cell()) {
    // A date that prints as a date: ~2000.1.1, not the year -292277024401.
    const uint64_t millennium[] = {0, 0x8000000d070b5100};
    const Noun value = base.tail() == "da"_n ? arena_.atom_limbs(millennium) : kNull;
    return m("sand"_n, base.tail(), value);
  }
  switch (base.word()) {
    case "noun"_w:
    case "cell"_w: {
      // Only Nock computes an untyped noun.
      const Noun noun = m("ktls"_n, m("dttr"_n, zero, zero, m.rock(""_n, 1)), zero);
      return base == "noun"_n ? noun : m(noun, noun);
    }
    case "flag"_w:
      return m("ktls"_n, m("dtts"_n, zero, zero), zero);
    case "null"_w:
      return m.rock("n"_n, 0);
    case "void"_w:
      return m.crash();
    default:
      refuse(ErrorKind::malformed);
  }
}

// $-: an iron gate whose type has the right sample and product and whose code is of no matter.
Noun Desugar::function(Noun sample, Noun product, const Place& place) {
  const Make& m = make_;
  const Noun types = m(example_in(sample, place.plain()), example_in(product, place.plain()));
  return m("tsgr"_n, types, "ktbr"_n, "brcl"_n, m.leg(2), m.leg(15));
}

// $. $/ $! $`: a core of these arms. The arms see the payload, not the subject: that is why nothing in them goes home.
Noun Desugar::interface(Noun rune, Noun payload, Noun arms, const Place& place) {
  const Make& m = make_;
  const Place plain = place.plain();
  const Noun examples = map_run(arena_, arms, [&](Noun spec) { return example_in(spec, plain); });
  const Noun core = m("tsgr"_n, example_in(payload, plain), "brcn"_n, kNull, m.chapter(examples));
  switch (rune.word()) {
    case "bcfs"_w:
      return m("ktbr"_n, core);
    case "bczp"_w:
      return m("ktwt"_n, core);
    case "bctc"_w:
      return m("ktpm"_n, core);
    default:
      return core;
  }
}

// `gen` as seen from the subject that the structure was written for.
Noun Desugar::home(Noun gen, const Place& place) {
  const Make& m = make_;
  Noun wing = place.hay;
  if (place.dom != Noun::direct(1)) {
    wing = fold_right(wing, m.single(m.at(place.dom)), [&](Noun limb, Noun rest) { return m(limb, rest); });
  }
  return wing.is_cell() ? m("tsgr"_n, m.wing(wing), gen) : gen;
}

Noun Desugar::decorate(Noun gen, const Place& place) {
  const Make& m = make_;
  if (place.bug.is_cell()) {
    gen = fold_right(place.bug, gen, [&](Noun spot, Noun rest) { return m("dbug"_n, spot, rest); });
  }
  return place.nut.is_cell() ? m("note"_n, place.nut, gen) : gen;
}

// ---- factory ----

Noun Desugar::factory_in(Noun spec, Place place) {
  const Make& m = make_;
  // Spots and a default that stand around the whole go into the place, so that a default is seen below.
  for (;;) {
    if (!spec.is_cell()) refuse(ErrorKind::malformed);
    if (spec.head() == "dbug"_n) {
      step_inside(spec, place);
    } else if (spec.head() == "bcsg"_n) {
      const auto [fallback, inner] = fields<2>(spec.tail());
      place.def = m("kthp"_n, inner, fallback);
      spec = inner;
    } else {
      break;
    }
  }
  // A name for another mold is that mold.
  if (!place.def.is_cell()) {
    Noun mold = Noun::none();
    switch (spec.head().word()) {
      case "bcmc"_w:
        mold = spec.tail();
        break;
      case "loop"_w:
        mold = m.limb(spec.tail());
        break;
      case "like"_w:
      case "make"_w: {
        Place ignored;
        step_inside(spec, ignored);
        mold = spec.tail();
        break;
      }
      default:
        break;
    }
    if (!mold.is_none()) return decorate(home(mold, place), place);
  }
  // The sample is at +6 of the gate. The last step compares product (+2) and sample (+14), which unifies them in memory
  // when nothing had to change.
  Place below = place;
  below.dom = peg(arena_, Noun::direct(7), place.dom);
  const Noun unify = m("tsls"_n, m("dtts"_n, m.leg(14), m.leg(2)), m.leg(6));
  const Noun arm = m("tsls"_n, relative(spec, below, Noun::direct(6)), unify);
  return m("brcl"_n, m("ktsg"_n, spore(spec, place)), arm);
}

// ---- spore ----

Noun Desugar::spore(Noun spec, const Place& place) {
  const Make& m = make_;
  const Noun body = place.def.is_cell() ? place.def : spore_body(spec, place.cox);
  return m("ktls"_n, m("bust"_n, "noun"_n), decorate(home(body, place), place));
}

Noun Desugar::spore_body(Noun spec, Noun cox) {
  const Job job{spec, kNull, Place{.cox = cox}};
  const auto [found, fresh] = spore_.emplace(job, Noun::none());
  if (!fresh) {
    // Still being made: a recursion without an end to it.
    if (found->second.is_none()) refuse(ErrorKind::endless);
    return found->second;
  }
  check_stack();
  try {
    const Noun product = make_spore_body(spec, cox);
    spore_[job] = product;
    return product;
  } catch (...) {
    spore_.erase(job);
    throw;
  }
}

void Desugar::forget_unfinished() {
  boost::unordered::erase_if(spore_, [](const auto& entry) { return entry.second.is_none(); });
}

Noun Desugar::make_spore_body(Noun spec, Noun cox) {
  const Make& m = make_;
  if (!spec.is_cell()) refuse(ErrorKind::malformed);
  const Noun body = spec.tail();
  switch (spec.head().word()) {
    case "base"_w:
      return body == "void"_n ? m.rock("n"_n, 0) : basal(body);
    case "bcbc"_w: {
      const auto [main, others] = fields<2>(body);
      return spore_body(main, map_put(arena_, map_union(arena_, cox, others), ""_n, main));
    }
    case "dbug"_w: {
      const auto [spot, inner] = fields<2>(body);
      return m("dbug"_n, spot, spore_body(inner, cox));
    }
    case "leaf"_w:
      return m("rock"_n, body);
    case "loop"_w:
      return framed([&] { return Frame{ErrorKind::loop, body}; },
                    [&] {
                      const Noun target = map_get(cox, body);
                      if (target.is_none()) refuse(ErrorKind::bail);
                      return spore_body(target, cox);
                    });
    case "like"_w: {
      const auto [wing, outer] = fields<2>(body);
      return m("tsgl"_n, m.leg(6), unreel(m, wing, outer));
    }
    case "make"_w: {
      const auto [gate, specs] = fields<2>(body);
      return m("tsgl"_n, m.leg(6), unfold(m, gate, specs));
    }
    case "bcmc"_w:
      // The sample of the mold that is named.
      return m("tsgl"_n, m.leg(6), body);
    case "gist"_w:
    case "made"_w:
    case "name"_w:
    case "over"_w:
    case "bcgl"_w:
    case "bcgr"_w:
    case "bckt"_w:
      return spore_body(fields<2>(body)[1], cox);
    case "bcbr"_w:
    case "bcpm"_w:
    case "bcpt"_w:
      return spore_body(fields<2>(body)[0], cox);
    case "bccl"_w: {
      const Nouns all = items(body);
      if (all.empty()) refuse(ErrorKind::malformed);
      Noun product = spore_body(all.back(), cox);
      for (size_t i = all.size() - 1; i-- > 0;) product = m(spore_body(all[i], cox), product);
      return product;
    }
    case "bccn"_w:
    case "bcwt"_w: {
      // The last alternative is the one to start from.
      const Nouns all = items(body);
      if (all.empty()) refuse(ErrorKind::malformed);
      return spore_body(all.back(), cox);
    }
    case "bcls"_w: {
      const auto [standard, inner] = fields<2>(body);
      return m("note"_n, m("know"_n, standard), spore_body(inner, cox));
    }
    case "bcsg"_w: {
      const auto [fallback, inner] = fields<2>(body);
      return m("kthp"_n, inner, fallback);
    }
    case "bcts"_w: {
      const auto [skin, inner] = fields<2>(body);
      return m("ktts"_n, skin, spore_body(inner, cox));
    }
    case "bccb"_w:
    case "bchp"_w:
    case "bcdt"_w:
    case "bcfs"_w:
    case "bctc"_w:
    case "bczp"_w:
      return m.rock("n"_n, 0);
    default:
      refuse(ErrorKind::malformed);
  }
}

// ---- relative ----

Noun Desugar::relative(Noun spec, const Place& place, Noun axe) {
  const Job job{spec, axe, place};
  const auto found = relative_.find(job);
  if (found != relative_.end()) return found->second;
  check_stack();
  const Noun product = make_relative(spec, place, axe);
  relative_.emplace(job, product);
  return product;
}

Noun Desugar::make_relative(Noun spec, const Place& outer, Noun axe) {
  const Make& m = make_;
  Place place = outer;
  while (step_inside(spec, place)) {
  }
  const Place plain = place.plain();
  const Noun body = spec.tail();
  switch (spec.head().word()) {
    case "base"_w:
      return decorate(relative_base(body, plain, axe), place);
    case "leaf"_w: {
      const auto [aura, value] = fields<2>(body);
      return decorate(m("wtgr"_n, m("dtts"_n, m.leg(axe), m.rock(""_n, value)), m.rock(aura, value)), place);
    }
    case "loop"_w:
      return decorate(m("cnhp"_n, m.limb(body), m.leg(axe)), place);
    case "bcbc"_w: {
      const auto [main, others] = fields<2>(body);
      Place core = place;
      core.dom = peg(arena_, Noun::direct(3), place.dom);
      const Noun arms = map_run(arena_, others, [&](Noun arm) { return relative(arm, core, axe); });
      return m("brkt"_n, relative(main, core, axe), m.chapter(arms));
    }
    case "bcpm"_w: {
      // =+  raw  =+  repair  =+  (repair raw)  ?>(?|(unchanged stable-when-repaired-again) it)
      const auto [inner, repair] = fields<2>(body);
      const Noun unchanged = m("dtts"_n, m.leg(14), m.leg(2));
      const Noun stable = m("dtts"_n, m.leg(2), "cnhp"_n, m.leg(6), m.leg(2));
      const Noun check = m("wtgr"_n, m("wtbr"_n, m.list(unchanged, stable)), m.leg(2));
      const Noun repaired = m("tsls"_n, m("cnhp"_n, m.leg(2), m.leg(6)), check);
      return m("tsls"_n, relative(inner, place, axe), "tsls"_n, m("tsgr"_n, m.leg(3), repair), repaired);
    }
    case "bcbr"_w: {
      const auto [inner, verify] = fields<2>(body);
      const Noun test = m("cnhp"_n, m("tsgr"_n, m.leg(3), verify), m.leg(2));
      return m("tsls"_n, relative(inner, place, axe), "wtgr"_n, test, m.leg(2));
    }
    case "bccb"_w:
      return decorate(home(body, place), place);
    case "bccn"_w:
      return decorate(relative_choice(body, plain, axe, true), place);
    case "bcwt"_w:
      return decorate(relative_choice(body, plain, axe, false), place);
    case "bccl"_w:
      return relative_tuple(body, place, axe);
    case "bcgl"_w:
    case "bcgr"_w: {
      const auto [pattern, inner] = fields<2>(body);
      const Noun rune = spec.head() == "bcgl"_n ? "wtgl"_n : "wtgr"_n;
      const Noun test = m("wtts"_n, m("over"_n, m.single(m.at(3)), pattern), m.single(m.at(4)));
      return m("tsls"_n, relative(inner, plain, axe), rune, test, m.leg(2));
    }
    case "bchp"_w: {
      const auto [sample, product] = fields<2>(body);
      const Noun gate = function(sample, product, place);
      return decorate(place.def.is_cell() ? m("ktls"_n, gate, place.def) : gate, place);
    }
    case "bckt"_w: {
      const auto [cell_headed, atom_headed] = fields<2>(body);
      const Noun test = m("dtwt"_n, m.leg(peg(arena_, axe, Noun::direct(2))));
      return decorate(m("wtcl"_n, test, relative(cell_headed, plain, axe), relative(atom_headed, plain, axe)), place);
    }
    case "bcpt"_w: {
      const auto [atom, cell] = fields<2>(body);
      return decorate(m("wtcl"_n, m("dtwt"_n, m.leg(axe)), relative(cell, plain, axe), relative(atom, plain, axe)),
                      place);
    }
    case "bcmc"_w:
      return decorate(m.call(home(body, place), m.leg(axe)), place);
    case "bcsg"_w: {
      const auto [fallback, inner] = fields<2>(body);
      place.def = m("kthp"_n, inner, fallback);
      return relative(inner, place, axe);
    }
    case "bcts"_w: {
      const auto [skin, inner] = fields<2>(body);
      return m("ktts"_n, skin, relative(inner, place, axe));
    }
    case "bcls"_w: {
      const auto [standard, inner] = fields<2>(body);
      return m("note"_n, m("know"_n, standard), relative(inner, place, axe));
    }
    case "bcdt"_w:
    case "bcfs"_w:
    case "bczp"_w:
    case "bctc"_w: {
      const auto [payload, arms] = fields<2>(body);
      return decorate(home(interface(spec.head(), payload, arms, place), place), place);
    }
    default:
      refuse(ErrorKind::malformed);
  }
}

Noun Desugar::relative_base(Noun base, const Place& place, Noun axe) {
  const Make& m = make_;
  const Noun fragment = m.leg(axe);
  const Noun wing = m.single(m.at(axe));
  if (base.is_cell()) {
    // Where the subject has ++ruth, a gate that checks atoms against their aura, it is called; else any atom will do.
    const Noun ruth = m(kNo, kNull, kNull, "ruth"_n);
    const Noun strict = m("cnls"_n, m.limb("ruth"_n), m("sand"_n, "ta"_n, base.tail()), fragment);
    const Noun loose = m("wtpt"_n, wing, fragment, m.crash());
    const Noun branches = found_first() ? m(strict, loose) : m(loose, strict);
    const Noun value = m("zppt"_n, m.single(m.single(ruth)), branches);
    return m("ktls"_n, example_in(m("base"_n, base), place), value);
  }
  switch (base.word()) {
    case "cell"_w:
      return m("ktls"_n, example_in(m("base"_n, base), place), m.wing(m(m.at(2), wing)), m.wing(m(m.at(3), wing)));
    case "flag"_w: {
      const Noun yes = m("dtts"_n, m.rock(""_n, 0), fragment);
      const Noun no = m("dtts"_n, m.rock(""_n, 1), fragment);
      return m("wtcl"_n, yes, m.rock("f"_n, 0), "wtgr"_n, no, m.rock("f"_n, 1));
    }
    case "noun"_w:
      return fragment;
    case "null"_w:
      return m("wtgr"_n, m("dtts"_n, m("bust"_n, "noun"_n), fragment), m.rock("n"_n, 0));
    case "void"_w:
      return m.crash();
    default:
      refuse(ErrorKind::malformed);
  }
}

// $: splits the fragment. The annotations of the whole come back around every rest of the tuple: so does the reference.
Noun Desugar::relative_tuple(Noun specs, const Place& place, Noun axe) {
  const Make& m = make_;
  const Nouns all = items(specs);
  if (all.empty()) refuse(ErrorKind::malformed);
  const Place plain = place.plain();
  Nouns parts;
  for (size_t i = 0; i + 1 < all.size(); i++) {
    parts.push_back(relative(all[i], plain, peg(arena_, axe, Noun::direct(2))));
    axe = peg(arena_, axe, Noun::direct(3));
  }
  Noun product = decorate(relative(all.back(), plain, axe), place);
  for (size_t i = parts.size(); i-- > 0;) product = decorate(m(parts[i], product), place);
  return product;
}

// $% and $?: the first alternative whose head (or whole) the fragment fits; the last is taken without a test.
Noun Desugar::relative_choice(Noun specs, const Place& place, Noun axe, bool by_head) {
  const Make& m = make_;
  const Nouns all = items(specs);
  if (all.empty()) refuse(ErrorKind::malformed);
  const Noun wing = m.single(m.at(by_head ? peg(arena_, axe, Noun::direct(2)) : axe));
  Noun product = relative(all.back(), place, axe);
  for (size_t i = all.size() - 1; i-- > 0;) {
    const Noun instance = example_in(all[i], place);
    const Noun tested = by_head ? m("tsgl"_n, m.leg(2), instance) : instance;
    product = m("wtcl"_n, m("fits"_n, tested, wing), relative(all[i], place, axe), product);
  }
  return product;
}

}  // namespace galena::hoon
