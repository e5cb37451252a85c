// Keys of passwords: PBKDF2 and scrypt with SHA-256 (scr), and argon2.
//
// What they cost is the caller's to say, memory too: it is counted, and all of them poll.
#pragma once

#include "nock/run/machine.h"

namespace galena::jets {

// pbk [password salt rounds size]; pbl [password its-size salt its-size rounds size].
Noun pbk(Machine&, Noun core);
Noun pbl(Machine&, Noun core);
// hsh [password salt n r z size]; hsl [password its-size salt its-size n r z size].
Noun hsh(Machine&, Noun core);
Noun hsl(Machine&, Noun core);
// [msg=[wid dat] salt=[wid dat]], in a core that knows all else.
Noun argon2(Machine&, Noun core);

}  // namespace galena::jets
