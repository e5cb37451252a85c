// How atoms print in their auras, against the reference's own texts; each text must read back as its atom, too.
#include <fmt/core.h>
#include <gmp.h>

#include <cstring>

#include "hoon/aura/literal.h"
#include "hoon/aura/scot.h"
#include "nock/noun/arena.h"
#include "test/golden/facts.h"

namespace {

using namespace galena;

Noun atom_of_decimal(Arena& arena, const std::string& digits) {
  mpz_t number;
  mpz_init_set_str(number, digits.c_str(), 10);
  std::vector<uint64_t> limbs((mpz_sizeinbase(number, 2) + 63) / 64);
  size_t count = 0;
  mpz_export(limbs.data(), &count, -1, 8, 0, 0, number);
  mpz_clear(number);
  return arena.atom_limbs({limbs.data(), count});
}

// Whether the text is a literal of the aura: not every text is one.
bool is_literal(const std::string& aura, const std::string& text) {
  return !aura.empty() && !text.empty();
}

}  // namespace

int main(int argc, char** argv) {
  const bool verbose = argc > 1 && std::strcmp(argv[1], "--verbose") == 0;
  Arena arena;
  int passed = 0;
  int failed = 0;
  test::each_fact("atoms.jsonl", [&](const test::Fact& fact) {
    const std::string aura = fact.text("aura"), value = fact.text("value"), expected = fact.text("scot");
    const Noun atom = atom_of_decimal(arena, value);
    const std::string text = hoon::scot(arena.cord(aura), atom);
    const bool reads_back = !is_literal(aura, text) || hoon::read_atom(arena, aura, text) == atom;
    if (text == expected && reads_back) {
      ++passed;
      return;
    }
    if (++failed > 10 && !verbose) return;
    fmt::print("@{} {}: expected {}, printed {}{}\n", aura, value, expected, text,
               reads_back ? "" : ", which does not read back");
  });
  fmt::print("atoms.jsonl: {} passed, {} failed, 0 skipped\n", passed, failed);
  return failed == 0 && passed > 0 ? 0 : 1;
}
