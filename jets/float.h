// Floats of the IEEE in four widths, as the doors rh, rs, rd and rq calculate with them: by SoftFloat, so that nothing
// depends on the processor.
//
// An operand is the low bits of an atom. The door's sample says how to round: %n, %u, %d or %z; the Nock knows another,
// and is left to do that. What is no number has one form. Constant time.
#pragma once

#include "nock/run/machine.h"

namespace galena::jets {

enum class Width : uint8_t { half, single, twice, quad };

// Gates in a door: one, two or three floats.
template <Width>
Noun float_add(Machine&, Noun core);
template <Width>
Noun float_sub(Machine&, Noun core);
template <Width>
Noun float_mul(Machine&, Noun core);
template <Width>
Noun float_div(Machine&, Noun core);
template <Width>
Noun float_fma(Machine&, Noun core);
template <Width>
Noun float_sqt(Machine&, Noun core);
// Loobeans; none holds of what is no number.
template <Width>
Noun float_lth(Machine&, Noun core);
template <Width>
Noun float_lte(Machine&, Noun core);
template <Width>
Noun float_equ(Machine&, Noun core);
template <Width>
Noun float_gte(Machine&, Noun core);
template <Width>
Noun float_gth(Machine&, Noun core);

}  // namespace galena::jets
