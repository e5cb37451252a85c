// Macro expansion: how a rune that is sugar becomes simpler runes, and how a structure (spec) becomes code.
//
// Both are pure functions of nouns: they know no types and no subject. Every product is the reference's noun, so the
// axes, the hidden names (%a, %b, %v, ...) and the shape of each expansion are part of the contract.
//
// Cost: `open`, `factory` and `example` remember each product by the word of the argument for as long as the object
// lives; asking again is one probe. The others are linear in what they look at. Every function throws CompileError
// where the reference crashes, and `malformed` for a noun that is no hoon or spec; nothing is remembered then.
// Recursion follows the nesting of the argument and checks the stack (stack.h).
//
// hoons.cpp has the hoons, specs.cpp the structures.
#pragma once

#include <boost/container_hash/hash.hpp>
#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>

#include "hoon/noun/error.h"
#include "hoon/noun/kelvin.h"
#include "hoon/noun/make.h"
#include "nock/noun/arena.h"

namespace galena::hoon {

class Desugar {
 public:
  // All nouns that go in are of `arena`, and so are those that come out. The arena must outlive this object.
  Desugar(Arena& arena, Kelvin kelvin) : arena_(arena), kelvin_(kelvin), make_(arena, kelvin) {}
  Desugar(const Desugar&) = delete;
  Desugar& operator=(const Desugar&) = delete;

  // What !? compares with.
  Kelvin kelvin() const { return kelvin_; }
  // Whether the first branch of !@ is for where the wing is there.
  bool found_first() const { return !kelvin_.has(Difference::absent_first); }
  // Whether there is %ktcb, ^#.
  bool has_goals() const { return kelvin_.has(Difference::retyped_goal); }

  // ---- hoons ----

  // One step of expansion: the hoon that `gen` stands for, or `gen` itself when it is no macro (compare words).
  Noun open(Noun gen);

  // `gen` taken as a pattern: the unit of a skin, [~ skin] or 0 when it cannot be one.
  Noun flay(Noun gen);

  // `gen` taken apart as a pair without computing: [~ p=hoon q=hoon] or 0.
  Noun half(Noun gen);

  // The term of a constant [%sand %tas term], or [%rock %tas term]: [~ term] or 0.
  Noun feck(Noun gen);

  // The name to give a face around `gen` when the source gives none: [~ term] or 0.
  Noun name(Noun gen);

  // `gen` taken as a wing: [~ wing] or 0; as a wing or a failure (rake-hoon); as a lone name or a failure (rusk-hoon).
  Noun reek(Noun gen);
  Noun rake(Noun gen);
  Noun rusk(Noun gen);

  // `gen` with the pattern `skin` applied to it as a label (what ^= means).
  Noun grip(Noun gen, Noun skin);

  // ---- structures, in the context of the subject they are written in ----

  // The mold: a hoon that makes a gate which normalizes any noun to the structure.
  Noun factory(Noun spec);

  // A hoon that makes an instance of the structure (its bunt), of exactly the structure's type.
  Noun example(Noun spec);

  // A name for a face around the structure, as `=spec` derives it: [~ term] or 0.
  Noun autoname(Noun spec);

  // Once none of this is going on, though none of it has returned: what was being made never was.
  void forget_unfinished();

 private:
  // The context in which a structure is expanded.
  struct Place {
    Noun dom = Noun::direct(1);  // axis, in the subject of the code being made, of the subject that the spec is about
    Noun hay = kNull;            // wing to follow from there
    Noun cox = kNull;            // map of term to spec: the recursion points around
    Noun bug = kNull;            // list of spots, to wrap around the code
    Noun nut = kNull;            // note, to wrap around the code; 0 for none
    Noun def = kNull;            // hoon, the default the source gives; 0 for none

    bool operator==(const Place&) const = default;
    // The same place without annotations and default: where the parts of a structure are.
    Place plain() const { return {dom, hay, cox, kNull, kNull, kNull}; }
  };
  // What code is made for: a structure in a place, or a fragment at `axe` of the subject (0 where that has no meaning).
  struct Job {
    Noun spec;
    Noun axe;
    Place place;

    bool operator==(const Job&) const = default;
    friend size_t hash_value(const Job& job) {
      const Place& p = job.place;
      size_t seed = 0;
      for (const Noun part : {job.spec, job.axe, p.dom, p.hay, p.cox, p.bug, p.nut, p.def}) {
        boost::hash_combine(seed, part.word());
      }
      return seed;
    }
  };
  using Memo = boost::unordered_flat_map<uint64_t, Noun>;
  using JobMemo = boost::unordered_flat_map<Job, Noun>;

  // hoons.cpp
  Noun expand(Noun gen);
  Noun grip_in(Noun gen, Noun skin, Noun rel);
  Noun open_sgwt(Noun priority, Noun test, Noun message, Noun rest);
  Noun open_knit(Noun woofs);
  Noun open_brbc(Noun sample, Noun body);
  Noun open_brcb(Noun spec, Noun aliases, Noun chapters);
  Noun open_brkt(Noun body, Noun chapters);
  Noun open_cnsg(Noun wing, Noun door, Noun samples);
  Noun open_cntr(Noun wing, Noun door, Noun changes);
  Noun open_mccl(Noun gate, Noun arguments);
  Noun open_mcsg(Noun gate, Noun steps);
  Noun open_mcts(Noun marl);
  Noun open_xray(Noun manx);
  Noun open_tskt(Noun skin, Noun wing, Noun producer, Noun body);

  // specs.cpp
  bool step_inside(Noun& spec, Place& place);
  Noun example_in(Noun spec, const Place& place);
  Noun make_example(Noun spec, const Place& place);
  Noun factory_in(Noun spec, Place place);
  Noun relative(Noun spec, const Place& place, Noun axe);
  Noun make_relative(Noun spec, const Place& place, Noun axe);
  Noun relative_base(Noun base, const Place& place, Noun axe);
  Noun relative_tuple(Noun spec, const Place& place, Noun axe);
  Noun relative_choice(Noun specs, const Place& place, Noun axe, bool by_head);
  Noun spore(Noun spec, const Place& place);
  Noun spore_body(Noun spec, Noun cox);
  Noun make_spore_body(Noun spec, Noun cox);
  Noun basal(Noun base);
  Noun function(Noun sample, Noun product, const Place& place);
  Noun interface(Noun rune, Noun payload, Noun arms, const Place& place);
  Noun home(Noun gen, const Place& place);
  Noun decorate(Noun gen, const Place& place);

  // Whether =^ asks for a cell.
  bool checks_producers() const { return kelvin_.has(Difference::checked_producer); }

  Arena& arena_;
  const Kelvin kelvin_;
  Make make_;
  Memo open_;
  Memo factory_;
  JobMemo example_;
  JobMemo relative_;
  JobMemo spore_;  // a body is Noun::none() while it is being made
};

}  // namespace galena::hoon
