// fl's two hardest arms: a number as digits, and digits rounded, of any precision.
//
// The core that they lie in has [[p v w] r d] at axis 6: bits of precision, lowest exponent, how many there are; how to
// round, which neither asks for; and what becomes of what is smaller. Cost: that of long division, in proportion to the
// exponent for each digit. What would take numbers of more than a few hundred thousand bits is left to the Nock.
#pragma once

#include "nock/run/machine.h"

namespace galena::jets {

// drg [e a]: the shortest decimal [e a] that tells it from its neighbours, by Steele and White.
Noun drg(Machine&, Noun core);
// lug [t [e a] s]: the number [%f & e a] or [%i &].
Noun lug(Machine&, Noun core);

}  // namespace galena::jets
