#include "jets/sodium.h"

#include <sodium.h>

namespace galena::jets::sodium {

void ready() {
  [[maybe_unused]] static const int done = sodium_init();
}

}  // namespace galena::jets::sodium
