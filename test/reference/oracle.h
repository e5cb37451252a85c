// The reference compiler as an oracle: the public builder's bootstrap jam, run on our own machine.
//
// The jam is a trap whose kick yields a kernel; the library's outermost layer is the noun reached by fifteen tails, and
// the layer below it is its own tail. Nothing of it is part of Galena: tests that use it take the folder of the public
// sources in GALENA_REFERENCE and say that they skip without it.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "hoon/type/compiler.h"
#include "hoon/type/identity.h"
#include "nock/noun/arena.h"
#include "nock/run/machine.h"

namespace galena::reference {

// The folder in GALENA_REFERENCE, or nothing.
std::optional<std::string> folder();

// Has `compiler`, of `arena`, run on `machine` what it folds. All of them outlive it.
void evaluate_with(hoon::Compiler& compiler, Machine& machine, Arena& arena);

class Oracle {
 public:
  // Loads the bootstrap jam found in or below `folder`; throws std::runtime_error where there is none.
  Oracle(const std::string& folder, MachineOptions options);

  Machine& machine() { return machine_; }
  // How long a call may take; what takes longer ends with Outcome::intr.
  void set_patience(std::optional<std::chrono::milliseconds> patience) { patience_ = patience; }
  // Layers from the outermost: 0 holds the compiler, 1 the layer below it, and so on.
  Noun layer(int depth);

  // The gate at arm `axis` of `core`, called with `sample`.
  Result call(Noun core, uint64_t axis, Noun sample);
  // ++ream: the AST of a text. ++rain: with spots under a path.
  Result ream(std::string_view source);
  Result rain(Noun path, std::string_view source);
  // An arm of ++ut on a type: a gate called with a sample.
  Result ut(Noun type, uint64_t axis, Noun sample);
  Result mint(Noun type, Noun goal, Noun gen);

  // Which compiler it is, by mugs: types hold the compiler while a core is unfinished, and forks are ordered by them.
  hoon::Identity identity();
  // The same with its parts, which are copied to `arena`: for types that end up in formulas (`.^`, `!>`).
  hoon::Identity identity(Arena& arena);

  static constexpr uint64_t kReam = 174, kRain = 86, kVest = 170, kUt = 150, kSlap = 36, kSell = 607;
  static constexpr uint64_t kMint = 49083, kPlay = 3006, kNest = 92, kMull = 24020;
  static constexpr uint64_t kScot = 186, kSlaw = 5998, kWash = 378;  // in layer 1

 private:
  Machine machine_;
  // What ++laze makes of some core, found in a formula; 0 until it is asked for.
  Noun lazy();

  Heap::Root library_;
  Heap::Root lazy_;
  std::optional<hoon::Identity> identity_;
  std::optional<std::chrono::milliseconds> patience_;
};

}  // namespace galena::reference
