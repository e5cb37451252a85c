// Any bytes as the choices of compiled code: what is read is written and read again as it was.
#include <cstddef>
#include <cstdint>

#include "nock/jit/choices.h"
#include "test/fuzz/require.h"

using namespace galena;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const jit::Choices choices = jit::parse_choices({data, size});
  require(choices.guards.size() + choices.made.size() <= size + 1);  // what is no choices is one that fits nothing
  const auto bytes = jit::serialise(choices);
  const jit::Choices again = jit::parse_choices(bytes);
  require(again.made == choices.made && again.guards.size() == choices.guards.size());
  for (size_t i = 0; i < choices.guards.size(); ++i) {
    require(again.guards[i].axis == choices.guards[i].axis && again.guards[i].mug == choices.guards[i].mug);
  }
  return 0;
}
