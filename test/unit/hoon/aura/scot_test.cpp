#include "hoon/aura/scot.h"

#include <doctest/doctest.h>

#include <random>

#include "hoon/aura/literal.h"
#include "hoon/aura/phonetic.h"
#include "nock/noun/arena.h"
#include "nock/noun/text.h"

using namespace galena;
using namespace galena::hoon;

namespace {

std::string printed(std::string_view aura, Noun atom) {
  std::string text;
  append_atom(aura, atom, text);
  return text;
}

// The noun that a text noun denotes.
Noun noun(Arena& arena, std::string_view text) {
  return read_text(arena, text).noun;
}

std::string coin(std::string_view text) {
  Arena arena;
  std::string out;
  CHECK(append_coin(noun(arena, text), out));
  return out;
}

}  // namespace

TEST_CASE("floats print as the shortest decimal that reads back") {
  struct {
    const char* aura;
    uint64_t bits;
    const char* text;
  } const cases[] = {
      {"rd", 0x0000000000000001, ".~5e-324"},
      {"rd", 0x8000000000000001, ".~-5e-324"},
      {"rd", 0x7fefffffffffffff, ".~1.7976931348623157e308"},
      {"rd", 0x0010000000000000, ".~2.2250738585072014e-308"},
      {"rd", 0x000fffffffffffff, ".~2.225073858507201e-308"},
      {"rd", 0x3fb999999999999a, ".~0.1"},
      {"rd", 0x3f847ae147ae147b, ".~0.01"},
      {"rd", 0x3f50624dd2f1a9fc, ".~1e-3"},
      {"rd", 0x408f400000000000, ".~1e3"},
      {"rd", 0x40c81c8000000000, ".~12345"},
      {"rd", 0x40c8380000000000, ".~12400"},
      {"rd", 0x40c7700000000000, ".~1.2e4"},
      {"rd", 0x44b52d02c7e14af6, ".~9.999999999999999e22"},
      {"rd", 0x7ff0000000000001, ".~nan"},
      {"rd", 0xfff0000000000000, ".~-inf"},
      {"rs", 0x7f7fffff, ".3.4028235e38"},
      {"rs", 0x80000000, ".-0"},
      {"rs", 0x00800000, ".1.1754944e-38"},
      {"rs", 0xff3f800000, ".1"},
      {"rh", 0x0001, ".~~6e-8"},
      {"rh", 0x7bff, ".~~65500"},
      {"rh", 0x7c01, ".~~nan"},
      {"rx", 10, "0xa"},
  };
  for (const auto& c : cases) {
    Arena arena;
    CHECK(printed(c.aura, arena.atom(c.bits)) == c.text);
  }
}

TEST_CASE("doubles that are printed read back") {
  std::mt19937_64 random(1);
  for (int i = 0; i < 2000; ++i) {
    Arena arena(size_t{1} << 24);
    const uint64_t bits = random();
    if ((bits >> 52 & 0x7ff) == 0x7ff) continue;
    const std::string text = printed("rd", arena.atom(bits));
    CHECK(std::strtod(text.c_str() + 2, nullptr) == std::bit_cast<double>(bits));
  }
}

TEST_CASE("atoms of every aura that are printed read back") {
  std::mt19937_64 random(2);
  Arena arena;
  for (const char* aura :
       {"ud", "ux", "ub", "uv", "uw", "ui", "uc", "sd", "sx", "sb", "sv", "sw", "si", "p", "q", "dr"}) {
    for (size_t limbs = 1; limbs <= 4; ++limbs) {
      for (int i = 0; i < 20; ++i) {
        std::vector<uint64_t> value(limbs);
        for (uint64_t& limb : value) limb = random();
        value.back() >>= random() % 64;
        const Noun atom = arena.atom_limbs(value);
        const std::string text = printed(aura, atom);
        INFO(aura << " " << text);
        CHECK(read_atom(arena, aura, text) == atom);
      }
    }
  }
}

TEST_CASE("the permutation of names has an inverse") {
  std::mt19937_64 random(3);
  for (int i = 0; i < 20000; ++i) {
    const uint64_t number = random() >> random() % 64;
    CHECK(unscramble(scramble(number)) == number);
  }
  // Around the places where the halves of the cipher do not change place.
  for (uint64_t low = 0; low < 0x20000; ++low) {
    const uint64_t number = 0xffffffff - low;
    CHECK(unscramble(scramble(number)) == number);
  }
}

TEST_CASE("text that is no UTF-8 prints with its bytes escaped") {
  Arena arena;
  std::string out;
  CHECK_FALSE(append_atom("t", arena.cord("a\x01"), out));
  CHECK(out == "~~a~1.");
  out.clear();
  CHECK_FALSE(append_atom("t", arena.cord("\xff"), out));
  CHECK(out == "~~~ff.");
  out.clear();
  CHECK(append_atom("t", arena.cord("a\n\xc3\xa9 B"), out));
  CHECK(out == "~~a~a.~e9..~42.");
}

TEST_CASE("signed numbers in other bases, and auras that name no format") {
  Arena arena;
  CHECK(printed("si", Noun::direct(5)) == "-0i3");
  CHECK(printed("sc", kNull) == "--0c1111111111111111111114oLvT2");
  CHECK(printed("udF", Noun::direct(1000)) == "1.000");
  CHECK(printed("da", Noun::direct(1)) == "~292277024401-.1.1..00.00.00..0000.0000.0000.0001");
  CHECK(printed("dz", Noun::direct(16)) == "0x10");
  CHECK(printed("f", Noun::direct(2)) == "0x2");
  CHECK(printed("tas", kNull) == "");
}

TEST_CASE("coins") {
  CHECK(coin("[0 'ud' 1.000]") == "1.000");
  CHECK(coin("[%blob [1 2]]") == "~04hh");
  CHECK(coin("[%many [0 'ud' 1] [0 'p' 256] [0 'tas' 'a-b'] 0]") == "._1_~~marzod_a-b__");
  CHECK(coin("[%many [%many [0 'ud' 1] 0] 0]") == "._.~-1~-~-__");
}

TEST_CASE("a number of a million digits prints in reasonable time") {
  Arena arena;
  std::vector<uint64_t> limbs(52000, 0x123456789abcdef1);
  const Noun atom = arena.atom_limbs(limbs);
  CHECK(printed("ud", atom).size() > 1300000);
  CHECK(printed("uw", atom).size() > 660000);
}
