#include "test/differential/noun_shapes.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "hoon/aura/phonetic.h"
#include "hoon/aura/scot.h"
#include "jets/json.h"
#include "jets/sample.h"
#include "jets/tree.h"
#include "nock/noun/text.h"

namespace galena::test {
namespace {

constexpr std::string_view kAuras[] = {"ud", "ux", "uv",  "uw", "ub",  "ui",  "uc", "p",  "q",  "da", "dr",
                                       "f",  "n",  "tas", "ta", "t",   "if",  "is", "rd", "rs", "rh", "rq",
                                       "sd", "sx", "c",   "",   "udF", "uxH", "s",  "i",  "zz"};

}  // namespace

Noun NounShapes::make(std::string_view shape) {
  return next(shape);
}

Noun NounShapes::next(std::string_view& shape) {
  if (shape.empty()) std::abort();
  const char letter = shape.front();
  shape.remove_prefix(1);
  if (letter == ' ') return next(shape);
  if (letter != '[') return of(letter);
  std::vector<Noun> items;
  while (shape.front() != ']') {
    if (shape.front() == ' ') {
      shape.remove_prefix(1);
    } else {
      items.push_back(next(shape));
    }
  }
  shape.remove_prefix(1);
  Noun tuple = items.back();
  for (size_t i = items.size() - 1; i-- > 0;) tuple = heap_.cons(items[i], tuple);
  return tuple;
}

Noun NounShapes::read(std::string_view text) {
  return read_text(heap_, text).noun;
}

Noun NounShapes::bytes(size_t count) {
  std::vector<uint8_t> made(count);
  for (uint8_t& byte : made) byte = static_cast<uint8_t>(random_());
  return heap_.atom_bytes(made);
}

Noun NounShapes::atom() {
  static constexpr uint64_t kEdges[] = {0,
                                        1,
                                        2,
                                        3,
                                        255,
                                        256,
                                        0x7fffffff,
                                        0x80000000,
                                        0xffffffff,
                                        uint64_t{1} << 32,
                                        ~uint64_t{0} >> 1,
                                        uint64_t{1} << 63,
                                        ~uint64_t{0}};
  if (one_in(3)) return heap_.atom(kEdges[below(std::size(kEdges))]);
  if (one_in(12)) return heap_.atom_limbs(std::array<uint64_t, 2>{below(2), 1});
  if (one_in(2)) return n(below(4) == 0 ? below(300) : below(20));
  std::vector<uint64_t> limbs(1 + below(4));
  for (uint64_t& limb : limbs) limb = one_in(4) ? 0 : random_() >> below(64);
  return heap_.atom_limbs(limbs);
}

// Of so many bits at the most: any number, one of few bits, and the largest and what is beside it.
Noun NounShapes::number_of_bits(unsigned bits) {
  if (one_in(6)) return atom();
  std::vector<uint64_t> limbs(bits / 64);
  const uint64_t kind = below(8);
  for (uint64_t& limb : limbs) limb = kind == 0 ? ~uint64_t{0} : kind == 1 ? 0 : random_();
  if (kind < 2) limbs[0] ^= below(4);
  if (kind == 2) limbs.back() >>= below(64);
  return heap_.atom_limbs(limbs);
}

Noun NounShapes::float_of(unsigned exponent, unsigned fraction) {
  const unsigned bits = 1 + exponent + fraction;
  std::vector<uint8_t> made((bits + 7) / 8);
  for (uint8_t& byte : made) byte = static_cast<uint8_t>(random_());
  const auto set = [&](unsigned at, bool bit) {
    made[at / 8] = static_cast<uint8_t>((made[at / 8] & ~(1U << at % 8)) | static_cast<unsigned>(bit) << at % 8);
  };
  const uint64_t kind = below(12);
  // Exponents that are zero, all ones, or near the middle, where numbers meet; fractions of few bits.
  if (kind < 6) {
    const uint64_t middle = (uint64_t{1} << (exponent - 1)) - 1, near = middle + below(9) - 4;
    const uint64_t value = kind == 0 ? 0 : kind == 1 ? (uint64_t{1} << exponent) - 1 : kind == 2 ? 1 : near;
    for (unsigned i = 0; i < exponent; ++i) set(fraction + i, (value >> i & 1) != 0);
  }
  if (one_in(3)) {
    const bool ones = one_in(3);
    for (unsigned i = 0; i < fraction; ++i) set(i, ones);
    if (one_in(2)) set(static_cast<unsigned>(below(fraction)), !ones);
  }
  if (one_in(20)) made.push_back(7);  // beyond the width
  return heap_.atom_bytes(made);
}

Noun NounShapes::noun(int depth) {
  if (depth == 0 || one_in(3)) return one_in(2) ? n(below(12)) : atom();
  return heap_.cons(noun(depth - 1), noun(depth - 1));
}

Noun NounShapes::list(const std::function<Noun()>& item) {
  Noun made;
  for (uint64_t i = one_in(5) ? 0 : below(12); i > 0; --i) made = heap_.cons(item(), made);
  return made;
}

Noun NounShapes::type(int depth) {
  if (depth == 0 || one_in(4)) {
    if (one_in(4)) return one_in(3) ? "void"_n : "noun"_n;
    return heap_.tuple("atom"_n, of('u'), one_in(2) ? kNull : heap_.cons(kNull, n(below(4))));
  }
  static constexpr const char* kNames[] = {"a", "b", "c"};
  const Noun name = heap_.cord(kNames[below(std::size(kNames))]);
  switch (below(6)) {
    case 0:
      return heap_.tuple("face"_n, name, type(depth - 1));
    case 1: {
      Noun cases;
      for (uint64_t i = 2 + below(3); i > 0; --i) cases = jets::set_put(heap_, cases, type(depth - 1));
      return heap_.cons("fork"_n, cases);
    }
    case 2:  // what an expression makes of it
      return heap_.tuple("hold"_n, type(depth - 1), one_in(2) ? read("[%limb 0]") : read("[%wing [0 0 3] 0]"));
    case 3:  // a lead core without arms
      return heap_.tuple("core"_n, type(depth - 1), heap_.tuple(kNull, "dry"_n, "gold"_n), type(depth - 1),
                         read("[[%full 0] 0]"), kNull);
    default:
      return heap_.tuple("cell"_n, type(depth - 1), type(depth - 1));
  }
}

Noun NounShapes::gate(std::initializer_list<const char*> formulas) {
  return heap_.tuple(read(formulas.begin()[below(formulas.size())]), kNull, kNull);
}

Noun NounShapes::text(bool lines) {
  static constexpr std::string_view kPieces[] = {"a",    "bc",   "Zod", " ",  "\"", "\\",   "\n", "9", "\t",
                                                 "\x7f", "\x01", "é",   "日", "𝄞",  "\xff", "~",  "-", "f0"};
  std::string made;
  for (uint64_t i = one_in(6) ? 0 : below(one_in(10) ? 300 : 14); i > 0; --i) {
    made += lines && one_in(3) ? std::string_view("\n") : kPieces[below(std::size(kPieces))];
  }
  return heap_.cord(made);
}

Noun NounShapes::json(int depth) {
  switch (below(depth == 0 ? 4 : 6)) {
    case 0:
      return kNull;
    case 1:
      return heap_.cons("b"_n, loobean(one_in(2)));
    case 2:
      return heap_.cons("n"_n, heap_.cord(std::to_string(static_cast<int64_t>(random_()) >> below(60))));
    case 3:
      return heap_.cons("s"_n, text(false));
    case 4:
      return heap_.cons("a"_n, list([&] { return json(depth - 1); }));
    default: {
      Noun map;
      for (uint64_t i = below(6); i > 0; --i) {
        const Noun pair = heap_.cons(text(false), json(depth - 1));
        map = jets::by_put(machine_, heap_.tuple(kNull, pair, kNull, map, kNull));
      }
      return heap_.cons("o"_n, map);
    }
  }
}

// A text of JSON, or one with a character changed, put in or left out.
Noun NounShapes::json_text() {
  static constexpr std::string_view kTexts[] = {R"({"a":[1,2.5e-3,-0],"b":{"c":null},"a":"d\u00e9\ud834\udd1e\n"})",
                                                R"( [ true , false , null , "\"\\\/\b\f\n\r\t" , { } , [ ] ] )",
                                                R"("\u0000x\u0041")",
                                                R"(-12.50E+10)",
                                                R"([[[[[[[[]]]]]]]])",
                                                R"({"k":"v","k":"w", "":0})"};
  std::string made(kTexts[below(std::size(kTexts))]);
  if (one_in(2)) {
    const Noun written = jets::json_en(machine_, heap_.tuple(kNull, json(3), kNull));
    if (!written.is_none() && written.is_atom()) made = cord_text(written);
  }
  if (one_in(3) && !made.empty()) {
    static constexpr std::string_view kOdd = "\"\\{}[],:.eE+-0129 \x01\x7f\xc3u";
    const size_t at = below(made.size());
    const char odd = kOdd[below(kOdd.size())];
    one_in(3) ? made.erase(at, 1) : one_in(2) ? made.insert(at, 1, odd) : made.replace(at, 1, 1, odd);
  }
  return heap_.cord(made);
}

Noun NounShapes::dime() {
  const std::string_view aura = kAuras[below(std::size(kAuras))];
  const Noun value = aura.starts_with('t') ? (one_in(3) ? text(false) : heap_.cord(one_in(2) ? "abc-9" : "a.b_c~"))
                     : aura == "f"         ? n(below(3))
                     : aura == "da"        ? heap_.atom_limbs(std::array<uint64_t, 2>{
                                          one_in(2) ? 0 : random_(), 0x8000000d00000000 + below(uint64_t{1} << 36)})
                     : aura == "c"         ? n(below(0x110010))
                                           : atom();
  return heap_.cons(heap_.cord(aura), value);
}

Noun NounShapes::of(char letter) {
  switch (letter) {
    case 'a':
      return atom();
    case 's':
      return n(below(4) == 0 ? below(300) : below(20));
    case 't':
      return n(below(12));
    case 'f':
      return loobean(one_in(2));
    case 'b':
      return n(one_in(40) ? 70 : below(8));
    case 'B':
      return one_in(2) ? of('b') : heap_.cons(of('b'), of('t'));
    case 'e':
      return n(below(one_in(4) ? 2000 : 60));
    case 'n':
      return noun(4);
    case 'l':
      return list([&] { return n(below(12)); });
    case 'L':
      return list([&] { return one_in(3) ? noun(2) : n(below(12)); });
    case 'A':
      return list([&] { return atom(); });
    case 'T':
      return list([&] { return n(static_cast<uint8_t>("ab1\n"[below(4)])); });
    case 'p':
      return list([&] { return heap_.cons(n(below(12)), one_in(2) ? atom() : n(below(12))); });
    case 'c':
      return text(false);
    case 'C':
      return text(true);
    case 'x': {
      std::string digits;
      for (uint64_t i = below(40); i > 0; --i) digits += "0123456789abcdefABCDEF"[below(22)];
      if (one_in(6)) digits += "g";
      return heap_.cord(digits);
    }
    case 'y': {
      const size_t size = one_in(8) ? 0 : below(one_in(12) ? 300 : 70);
      const Noun data = bytes(size);
      return heap_.cons(n(one_in(4) ? below(80) : size), data);
    }
    case 'j':
      return json(3);
    case 'J':
      return json_text();
    case '0' ... '9':
      return n(static_cast<uint64_t>(letter - '0'));
    case 'H': {
      Noun made;
      for (uint64_t i = below(6); i > 0; --i) {
        const Noun pair = heap_.tuple(n(below(12)), kNull, of('G'));
        made = jets::by_put(machine_, heap_.tuple(kNull, pair, kNull, made, kNull));
      }
      return made;
    }
    case 'Y': {
      const auto byte = static_cast<uint8_t>(random_());
      return heap_.cord(one_in(8) ? "zzz" : one_in(2) ? hoon::prefix_syllable(byte) : hoon::suffix_syllable(byte));
    }
    case 'h':
      return float_of(5, 10);
    case 'r':
      return float_of(8, 23);
    case 'd':
      return float_of(11, 52);
    case 'q':
      return float_of(15, 112);
    case 'm':
      return one_in(30) ? "a"_n : n(static_cast<uint8_t>("nudz"[below(4)]));
    case 'w': {
      static constexpr std::string_view kWays[] = {"fl", "ce", "sm", "lg", "ne", "na", "nt"};
      return heap_.cord(kWays[below(std::size(kWays))]);
    }
    case 'v':
      return heap_.cons(of('e'), one_in(20) ? kNull : atom());
    case 'S': {
      Noun made;
      for (uint64_t i = below(14); i > 0; --i) made = jets::set_put(heap_, made, one_in(4) ? noun(2) : n(below(12)));
      return made;
    }
    case 'G': {
      Noun made;
      for (uint64_t i = below(14); i > 0; --i) {
        const Noun pair = heap_.cons(one_in(4) ? noun(2) : n(below(12)), n(below(12)));
        made = jets::by_put(machine_, heap_.tuple(kNull, pair, kNull, made, kNull));
      }
      return made;
    }
    case 'P':
      return gate({"[3 0 6]", "[5 [1 1] 0 6]", "[1 0]", "[1 1]", "[6 [3 0 6] [1 1] 5 [1 2] 0 6]", "[0 6]"});
    case 'M':
      return gate({"[[0 6] 0 6]", "[1 5]", "[0 6]", "[3 0 6]", "[4 0 6]"});
    case 'W':
      return gate({"[6 [3 0 6] [1 0] [1 0] 0 6]", "[1 0]", "[[1 0] 0 6]"});
    case 'N':
      return gate({"[0 12]", "[0 13]", "[0 6]", "[[0 13] 0 12]", "[4 0 13]"});
    case 'F':
      return heap_.tuple(read(std::array{"[[0 12] 0 13]", "[0 12]", "[0 13]", "[0 6]", "[4 0 13]"}[below(5)]),
                         heap_.cons(kNull, one_in(2) ? kNull : noun(1)), kNull);
    case 'O':
      return gate({"[5 [0 12] 0 13]", "[1 0]", "[1 1]", "[3 0 12]"});
    case 'K':
      return number_of_bits(128);
    case 'I':
      return number_of_bits(256);
    case 'u':
      return heap_.cord(kAuras[below(std::size(kAuras))]);
    case 'U':
      return dime();
    case 'V': {
      const Noun dime = this->dime();
      std::string text = hoon::scot(dime.head(), dime.tail());
      if (one_in(4) && !text.empty()) text[below(text.size())] = static_cast<char>(32 + below(95));
      return heap_.cons(dime.head(), heap_.cord(text));
    }
    case 'i':
      return heap_.cons(heap_.cons(n(1 + below(3)), n(1 + below(9))), of('T'));
    case 'E': {
      const Noun hair = heap_.cons(n(1 + below(3)), n(1 + below(9)));
      return heap_.cons(hair, one_in(3) ? kNull : heap_.tuple(kNull, noun(1), of('i')));
    }
    case 'D': {
      if (one_in(3)) return one_in(2) ? "void"_n : "noun"_n;
      if (one_in(4)) return heap_.cons("fork"_n, of('S'));
      return heap_.tuple("atom"_n, of('u'), kNull);
    }
    case 'Q':
      return type(4);
    case 'R': {
      static constexpr const char* kFormulas[] = {"[0 1]",       "[0 6]",         "[1 5]",       "[0 0]",
                                                  "[[0 2] 0 1]", "[2 [0 3] 0 2]", "[4 0 1]",     "[1 0 3]",
                                                  "[9 2 0 1]",   "[2 [0 0] 0 2]", "[[1 1] 0 1]", "[6 [1 0] [0 2] 0 3]"};
      return read(kFormulas[below(std::size(kFormulas))]);
    }
    default:
      std::fprintf(stderr, "no shape has the letter %c\n", letter);
      std::abort();
  }
}

Noun NounShapes::blurred(Noun whole) {
  if (!one_in(8)) return whole;
  std::vector<std::pair<Noun, bool>> path;
  while (whole.is_cell() && !one_in(4)) {
    const bool to_tail = one_in(2);
    path.emplace_back(whole, to_tail);
    whole = to_tail ? whole.tail() : whole.head();
  }
  Noun made = noun(2);
  for (; !path.empty(); path.pop_back()) {
    const auto [cell, to_tail] = path.back();
    made = to_tail ? heap_.cons(cell.head(), made) : heap_.cons(made, cell.tail());
  }
  return made;
}

}  // namespace galena::test
