#include "nock/base/check.h"

#include <cstdio>
#include <cstdlib>

namespace galena {

void check_failed(const char* condition, const char* file, unsigned line) {
  std::fprintf(stderr, "%s:%u: a promise does not hold: %s\n", file, line, condition);
  std::abort();
}

}  // namespace galena
