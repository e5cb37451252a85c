// Macro expansion: how a rune that is sugar becomes simpler runes, and how a structure (spec) becomes code.
//
// Both are pure functions of nouns: they know no types and no subject. Every product is the reference's noun, so the
// axes, the hidden names (%a, %b, %v, ...) and the shape of each expansion are part of the contract.
//
// Cost: each product is remembered by the word of its argument for as long as the object lives; asking again is one
// probe. Every function throws CompileError where the reference crashes; nothing is remembered then.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>

#include "hoon/error.h"
#include "nock/arena.h"

namespace galena::hoon {

// The kelvin version of the language: what !? compares with and what a scry (.^) puts in front of its path.
inline constexpr uint64_t kHoonVersion = 138;

class Desugar {
 public:
  // All nouns that go in are of `arena`, and so are those that come out. The arena must outlive this object.
  explicit Desugar(Arena& arena) : arena_(arena) {}
  Desugar(const Desugar&) = delete;
  Desugar& operator=(const Desugar&) = delete;

  // ---- hoons ----

  // One step of expansion: the hoon that `gen` stands for, or `gen` itself when it is no macro (compare words).
  Noun open(Noun gen);

  // `gen` taken as a pattern: the unit of a skin, [~ skin] or 0 when it cannot be one.
  Noun flay(Noun gen);

  // `gen` taken apart as a pair without computing: [~ p=hoon q=hoon] or 0.
  Noun half(Noun gen);

  // The term of a constant [%sand %tas term]: [~ term] or 0.
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

 private:
  using Memo = boost::unordered_flat_map<uint64_t, Noun>;

  Noun expand(Noun gen);

  Arena& arena_;
  Memo open_;
  Memo factory_;
  Memo example_;
};

}  // namespace galena::hoon
