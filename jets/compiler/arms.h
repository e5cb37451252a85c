// The arms of the compiler in Hoon as native frames: of a gate [battery sample door], whose door is
// [battery sut [fan rib vet] library].
//
// A frame asks the native compiler. Where that has to fold a constant, the frame runs the Nock for it and asks again;
// where it does not answer, the Nock of the arm goes on.
#pragma once

#include "hoon/type/arms.h"
#include "nock/run/jet.h"

namespace galena::jets {

class NativeCompiler;

// The native frame of an arm, which asks `compiler`: its address is in the first register of its frames.
struct ArmJet : NativeJet {
  ArmJet(hoon::Arm which, bool may_check, NativeCompiler& asked);
  hoon::Arm arm;
  bool checks;  // products, so that the wet calls that are being checked matter
  NativeCompiler& compiler;
};

}  // namespace galena::jets
