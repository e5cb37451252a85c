// Any text as a literal: numbers, dates, durations, names, addresses, floats. What is read and has a text is read from
// that text again, as a coin and as an atom of its aura.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "hoon/aura/literal.h"
#include "hoon/aura/scot.h"
#include "hoon/noun/error.h"
#include "hoon/noun/stack.h"
#include "nock/noun/text.h"
#include "test/fuzz/require.h"

using namespace galena;
using namespace galena::hoon;

namespace {

void read_and_print(std::string_view text) {
  Arena arena(size_t{1} << 26);
  try {
    const Noun coin = read_coin(arena, text);
    if (coin.is_none()) return;
    require(coin.is_cell());
    std::string printed;
    if (!append_coin(coin, printed) || !has_own_text(coin)) return;
    require(read_coin(arena, printed) == coin);
    if (coin.head() != ""_n) return;
    const Noun aura = coin.tail().head(), value = coin.tail().tail();
    require(read_atom(arena, cord_text(aura), text) == value);
    require(read_atom(arena, cord_text(aura), printed) == value);
  } catch (const CompileError&) {
    // The reference crashes on it.
  } catch (const OutOfMemory&) {
  } catch (const TooDeep&) {
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  run_on_deep_stack(kDeepStack, [&] { read_and_print(text); });
  return 0;
}
