#include "hoon/desk/vase.h"

#include "hoon/noun/stack_share.h"
#include "hoon/type/types.h"
#include "nock/base/check.h"

namespace galena::hoon {

Compiled Toolchain::mint(Noun subject, Noun gen) {
  const StackShare share(kDeepStack);
  Result<Compiled> minted = compiler_.mint(subject, "noun"_n, gen);
  if (!minted) throw Failure{minted.error(), true, Outcome::done, {}};
  return minted.value();
}

Noun Toolchain::play(Noun subject, Noun gen) {
  const StackShare share(kDeepStack);
  Result<Noun> played = compiler_.play(subject, gen);
  if (!played) throw Failure{played.error(), true, Outcome::done, {}};
  return played.value();
}

Noun Toolchain::run(Noun subject, Noun formula) {
  GALENA_CHECK(arena_.owns(subject) && arena_.owns(formula));
  const galena::Result r = machine_.run(subject, formula);
  if (r.outcome == Outcome::done) return arena_.intern(r.noun);
  Failure failure;
  failure.outcome = r.outcome;
  if (r.outcome == Outcome::exit) failure.trace = arena_.intern(r.noun);
  throw failure;
}

Vase Toolchain::slap(Vase subject, Noun gen) {
  const Compiled compiled = mint(subject.type, gen);
  return {compiled.type, run(subject.value, compiled.formula)};
}

Vase Toolchain::slam(Vase gate, Vase sample) {
  // %~  $  2  3: what the kernels' own slam compiles.
  const Noun call = arena_.tuple("cnsg"_n, arena_.tuple(""_n, kNull), arena_.tuple(""_n, Noun::direct(2)),
                                 arena_.tuple(""_n, Noun::direct(3)), kNull);
  return slap(slop(gate, sample), call);
}

Vase Toolchain::slop(Vase head, Vase tail) {
  GALENA_CHECK(looks_like_type(head.type) && looks_like_type(tail.type));
  return {arena_.tuple("cell"_n, head.type, tail.type), arena_.cons(head.value, tail.value)};
}

Vase Toolchain::faced(Noun name, Vase vase) {
  GALENA_CHECK(name.is_atom() && looks_like_type(vase.type));
  return {arena_.tuple("face"_n, name, vase.type), vase.value};
}

}  // namespace galena::hoon
