// A value with its type, and what can be done with the two: the operations that a Hoon kernel calls slap, slam, slop.
#pragma once

#include <string>
#include <vector>

#include "hoon/type/compiler.h"
#include "nock/run/machine.h"

namespace galena::hoon {

// Both nouns are of the arena of the Toolchain that made them.
struct Vase {
  Noun type;
  Noun value;
};

// Why something could not be computed: a refusal of the compiler, or an evaluation that did not end well.
struct Failure {
  CompileError refusal{ErrorKind::bail};
  bool refused = false;  // else `outcome` and `trace` say how the evaluation ended
  Outcome outcome = Outcome::done;
  Noun trace;  // of the arena
};

// A machine, an arena and a compiler that belong together. Operations throw Failure.
class Toolchain {
 public:
  Toolchain(Machine& machine, Arena& arena, Compiler& compiler)
      : machine_(machine), arena_(arena), compiler_(compiler) {}

  Machine& machine() { return machine_; }
  Arena& arena() { return arena_; }
  Compiler& compiler() { return compiler_; }

  // `gen` compiled against the type of `subject` and run on its value.
  Vase slap(Vase subject, Noun gen);
  // The gate `gate` called with `sample`.
  Vase slam(Vase gate, Vase sample);
  // [head tail].
  Vase slop(Vase head, Vase tail);
  // `vase` under the face `name`.
  Vase faced(Noun name, Vase vase);
  Compiled mint(Noun subject, Noun gen);
  Noun play(Noun subject, Noun gen);
  // The product of `formula` on `subject`, in the arena.
  Noun run(Noun subject, Noun formula);

 private:
  Machine& machine_;
  Arena& arena_;
  Compiler& compiler_;
};

}  // namespace galena::hoon
