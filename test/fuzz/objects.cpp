// Any bytes as code from the disk: the objects lie in them, one behind the other, and are all of them.
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

#include "nock/jit/backend.h"
#include "test/fuzz/require.h"

using namespace galena;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const jit::Objects bytes(data, data + size);
  const auto objects = jit::taken_apart(bytes);
  if (objects.empty()) return 0;
  const uint8_t* at = bytes.data();
  for (const std::span<const uint8_t> object : objects) {
    uint64_t claimed;
    require(object.data() == at + sizeof claimed);
    std::memcpy(&claimed, at, sizeof claimed);
    require(object.size() == claimed);
    at = object.data() + object.size();
  }
  require(at == bytes.data() + bytes.size());
  return 0;
}
