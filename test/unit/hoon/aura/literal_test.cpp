// Literals: what each aura accepts, and what it makes of the corners.
#include "hoon/aura/literal.h"

#include <doctest/doctest.h>

#include "hoon/noun/error.h"
#include "nock/noun/arena.h"
#include "nock/noun/text.h"

using namespace galena;
using namespace galena::hoon;

namespace {

struct Case {
  const char* text;
  const char* coin;  // as a text noun; null where it is no literal
};

void check(std::initializer_list<Case> cases) {
  for (const Case& c : cases) {
    CAPTURE(c.text);
    Arena arena;
    const Noun coin = read_coin(arena, c.text);
    if (c.coin == nullptr) {
      CHECK(coin.is_none());
    } else if (coin.is_none()) {
      FAIL_CHECK("refused");
    } else {
      const Noun expected = read_text(arena, c.coin).noun;
      CAPTURE(print_text(coin));
      CHECK(coin == expected);
    }
  }
}

void check_crashes(std::initializer_list<const char*> texts) {
  for (const char* text : texts) {
    CAPTURE(text);
    Arena arena;
    CHECK_THROWS_AS(read_coin(arena, text), CompileError);
  }
}

}  // namespace

TEST_CASE("integers in every radix") {
  check({{"0", "[0 %ud 0]"},
         {"1.000", "[0 %ud 1000]"},
         {"1000", nullptr},
         {"01", nullptr},
         {"1.00", nullptr},
         {"1.\n  000", "[0 %ud 1000]"},
         {"0b1.0000", "[0 %ub 16]"},
         {"0i123", "[0 %ui 123]"},
         {"0x1.abcd", "[0 %ux 0x1abcd]"},
         {"0x1.ABCD", nullptr},
         {"0x1A", "[0 %ux 0x1a]"},  // upper case passes in the first group, but not first
         {"0xA1", nullptr},
         {"0v1.00000", "[0 %uv 0x2000000]"},
         {"0w~", "[0 %uw 63]"},
         {"0vv.vvvvv.vvvvv.vvvvv.vvvvv.vvvvv.vvvvv", "[0 %uv 0x7ff.ffff.ffff.ffff.ffff.ffff.ffff.ffff.ffff.ffff]"},
         {"0w~~~~~.~~~~~.~~~~~.~~~~~.~~~~~", "[0 %uw 0x3f.ffff.ffff.ffff.ffff.ffff.ffff.ffff.ffff.ffff]"}});
}

TEST_CASE("the sign is the lowest bit, in every radix; minus zero is zero") {
  check({{"-5", "[0 %sd 9]"},
         {"--5", "[0 %sd 10]"},
         {"-0", "[0 %sd 0]"},
         {"-0x10", "[0 %sx 31]"},
         {"--0b11", "[0 %sb 6]"},
         {"-0v1.00000", "[0 %sv 0x3ffffff]"},
         {"-0w1", "[0 %sw 1]"},
         {"-0i1", "[0 %si 1]"},
         {"-0c1111111111111111111114oLvT2", "[0 %sc 0]"},
         {"---5", nullptr}});
}

TEST_CASE("base58 has a checksum; @uc zero is written in full") {
  check({{"0c1111111111111111111114oLvT2", "[0 %uc 0]"},
         {"0c1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "[0 %uc 0x62e907b15cbf27d5425399ebf6f0fb50ebb88f18]"},
         {"0c1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb", nullptr},
         {"0c0", nullptr}});
}

TEST_CASE("floats round to nearest, ties to even") {
  check({{".0", "[0 %rs 0]"},
         {".-0", "[0 %rs 0x8000.0000]"},
         {".1.5", "[0 %rs 0x3fc0.0000]"},
         {".-1.5", "[0 %rs 0xbfc0.0000]"},
         {".16777217", "[0 %rs 0x4b80.0000]"},
         {".16777219", "[0 %rs 0x4b80.0002]"},
         {".3.4028235e38", "[0 %rs 0x7f7f.ffff]"},
         {".3.4028236e38", "[0 %rs 0x7f80.0000]"},
         {".1e-45", "[0 %rs 1]"},
         {".7e-46", "[0 %rs 0]"},
         {".7.1e-46", "[0 %rs 1]"},
         {".~0.1", "[0 %rd 0x3fb9.9999.9999.999a]"},
         {".~2.4703282292062327e-324", "[0 %rd 0]"},
         {".~2.4703282292062328e-324", "[0 %rd 1]"},
         {".~1e400", "[0 %rd 0x7ff0.0000.0000.0000]"},
         {".~~65519.99", "[0 %rh 0x7bff]"},
         {".~~65520", "[0 %rh 0x7c00]"},
         {".~~~1", "[0 %rq 0x3fff.0000.0000.0000.0000.0000.0000.0000]"},
         {".inf", "[0 %rs 0x7f80.0000]"},
         {".~-inf", "[0 %rd 0xfff0.0000.0000.0000]"},
         {".~~nan", "[0 %rh 0x7e00]"},
         {".1e99999999999", "[0 %rs 0x7f80.0000]"},  // decided without computing the power
         {".1e-99999999999", "[0 %rs 0]"},
         {".1.05e05", nullptr},
         {".1.", nullptr}});
}

TEST_CASE("octets above 255 carry, and upper case passes in @is after the first digit of a group") {
  check({{".127.0.0.1", "[0 %if 0x7f00.0001]"},
         {".0.0.1.256", "[0 %if 512]"},
         {".01.2.3.4", nullptr},
         {".0.0.0.0.0.0.0.1", "[0 %is 1]"},
         {".0.0.0.0.0.ffff.7f00.1", "[0 %is 0xffff.7f00.0001]"},
         {".0.0.0.0.0.0.0.aBCD", "[0 %is 0xabcd]"},
         {".0.0.0.0.0.0.0.Abcd", nullptr}});
}

TEST_CASE("dates: ranges, years before Christ, fractions") {
  check({{"~2000.1.1", "[0 %da 0x8000.000d.070b.5100.0000.0000.0000.0000]"},
         {"~2020.2.30", "[0 %da 0x8000.000d.2cf9.0880.0000.0000.0000.0000]"},  // days go on past the end of the month
         {"~1-.1.1", "[0 %da 0x7fff.fffe.5529.9180.0000.0000.0000.0000]"},
         {"~2000.1.1..0.0.0..8000", "[0 %da 0x8000.000d.070b.5100.8000.0000.0000.0000]"},
         {"~2000.1.1..24.60.60", "[0 %da 0x8000.000d.070c.b0cc.0000.0000.0000.0000]"},
         {"~2020.13.1", nullptr},
         {"~2020.0.1", nullptr},
         {"~2020.1.0", nullptr},
         {"~2020.1.1..1", nullptr}});
  check_crashes({"~0-.1.1", "~292277024402-.1.1", "~2000.1.1..1.2.3..1111.2222.3333.4444.5555"});
}

TEST_CASE("durations add up") {
  check({{"~s1", "[0 %dr 0x1.0000.0000.0000.0000]"},
         {"~d1.h1.m1.s1", "[0 %dr 0x1.5fcd.0000.0000.0000.0000]"},
         {"~s1.s1", "[0 %dr 0x2.0000.0000.0000.0000]"},
         {"~s0..8000", "[0 %dr 0x8000.0000.0000.0000]"},
         {"~s", nullptr}});
}

TEST_CASE("names") {
  check({{"~zod", "[0 %p 0]"},
         {"~nec", "[0 %p 1]"},
         {"~marzod", "[0 %p 256]"},
         {"~dozzod", nullptr},  // a star's prefix is not doz
         {"~sampel-palnet", "[0 %p 1.624.961.343]"},
         {"~dozzod-dozzod", nullptr},
         {".~zod", "[0 %q 0]"},
         {".~dozzod", "[0 %q 0]"},
         {".~marzod-zod", nullptr},
         {".~nec-marzod", "[0 %q 0x1.0100]"}});
}

TEST_CASE("knots and text; characters are UTF-32") {
  check({{"~.", "[0 %ta 0]"},
         {"~.a_b.c~d", "[0 %ta 'a_b.c~d']"},
         {"~~", "[0 %t 0]"},
         {"~~a.b~~~.~41.", "[0 %t 'a b~.A']"},
         {"~~~1f600.", "[0 %t 0x8098.9ff0]"},
         {"~-~2605.", "[0 %c 0x2605]"},
         {"~-a~2605.", "[0 %c 0x2605.0000.0061]"},
         {"foo-bar", "[0 %tas %foo-bar]"},
         {"~", "[0 %n 0]"},
         {".y", "[0 %f 0]"},
         {".n", "[0 %f 1]"}});
  check_crashes({"~-~1."});
}

TEST_CASE("many coins, and jammed nouns") {
  check({{".__", nullptr},
         {"._1_2__", "[%many [0 %ud 1] [0 %ud 2] 0]"},
         {"._~~zod__", "[%many [0 %p 0] 0]"},
         {"._.~-1~-~-__", "[%many [%many [0 %ud 1] 0] 0]"},
         {"~02", "[%blob 0]"},
         {"~0c", "[%blob 1]"}});
}

TEST_CASE("a literal of one aura is none of another") {
  Arena arena;
  CHECK(read_atom(arena, "ud", "12") == Noun::direct(12));
  CHECK(read_atom(arena, "ux", "12").is_none());
  CHECK(read_atom(arena, "tas", "abc") == arena.cord("abc"));
  CHECK(read_atom(arena, "da", "~2000.1.1") != Noun::none());
  CHECK(read_atom(arena, "ud", "12 ").is_none());
}
