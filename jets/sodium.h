// libsodium, which looks at the processor once in a process before it is at its best.
#pragma once

namespace galena::jets::sodium {

void ready();

}  // namespace galena::jets::sodium
