// The kinds of literals, names, knots and jammed nouns; numbers and times have their own files.
#include "hoon/aura/literal.h"

#include <algorithm>
#include <string>
#include <vector>

#include "hoon/aura/phonetic.h"
#include "hoon/aura/scot.h"
#include "hoon/noun/big.h"
#include "hoon/noun/error.h"
#include "nock/base/check.h"
#include "nock/noun/serial.h"
#include "nock/noun/text.h"

namespace galena::hoon {
namespace {

bool is_knot(int c) {
  return is_symbol(c) || c == '.' || c == '~' || c == '_';
}

// One character of UTF-8 per 32-bit chunk of `code`, chunks of 0 vanishing; chunks beyond Unicode spill their high bits
// as the reference's encoder does.
void append_utf8(Noun code, std::string& out) {
  uint64_t small;
  const Limbs limbs = limbs_of(code, small);
  const auto put = [&](uint32_t byte) {
    if (byte != 0) out.push_back(static_cast<char>(byte));
  };
  for (size_t i = 0; i < limbs.size * 2; ++i) {
    const auto b = static_cast<uint32_t>(limbs.data[i / 2] >> (i % 2 * 32));
    const uint32_t low = 0x80 ^ (b & 0x3f);
    if (b <= 0x7f) {
      put(b);
    } else if (b <= 0x7ff) {
      put(0xc0 ^ (b >> 6 & 0x1f));
      put(low);
    } else if (b <= 0xffff) {
      put(0xe0 ^ (b >> 12 & 0xf));
      put(0x80 ^ (b >> 6 & 0x3f));
      put(low);
    } else {
      put(0xf0 ^ (b >> 18 & 0x7));
      put(0x80 ^ (b >> 12 & 0x3f));
      put(0x80 ^ (b >> 6 & 0x3f));
      put(low);
    }
  }
}

// The text as 32-bit characters. The reference crashes on control characters and on what is not the canonical UTF-8.
Noun utf32(Arena& arena, const std::string& text) {
  std::vector<uint32_t> units;
  for (size_t at = 0; at < text.size();) {
    const auto byte = [&](size_t i) -> uint32_t { return i < text.size() ? static_cast<uint8_t>(text[i]) : 0; };
    const uint32_t lead = byte(at);
    // A zero byte ends the text; anything after it would be lost, and that is a crash.
    if (lead < 32 && lead != '\n') refuse(ErrorKind::bail);
    const size_t size = lead <= 127 ? 1 : lead <= 223 ? 2 : lead <= 239 ? 3 : 4;
    uint32_t code = 0;
    switch (size) {
      case 1:
        code = lead & 0x7f;
        break;
      case 2:
        code = (byte(at + 1) & 0x3f) | (lead & 0x1f) << 6;
        break;
      case 3:
        code = (byte(at + 2) & 0x3f) | (byte(at + 1) & 0x3f) << 6 | (lead & 0xf) << 12;
        break;
      default:
        code = (byte(at + 3) & 0x3f) | (byte(at + 2) & 0x3f) << 6 | (byte(at + 1) & 0x3f) << 12 | (lead & 0x7) << 18;
        break;
    }
    std::string again;
    append_utf8(Noun::direct(code), again);
    if (again != text.substr(at, size)) refuse(ErrorKind::bail);
    units.push_back(code);
    at += size;
  }
  std::vector<uint64_t> limbs((units.size() + 1) / 2, 0);
  for (size_t i = 0; i < units.size(); ++i) limbs[i / 2] |= uint64_t{units[i]} << (i % 2 * 32);
  return arena.atom_limbs(limbs);
}

}  // namespace

// ---- names ----

// A syllable is always three letters; -1 where it is none.
int Literals::syllable(bool prefix) {
  const char* const start = in_.position();
  char letters[3];
  for (char& letter : letters) {
    if (!is_lower(in_.peek())) return in_.fail(start), -1;
    letter = static_cast<char>(in_.peek());
    in_.bump();
  }
  const std::string_view text(letters, 3);
  const auto byte = prefix ? prefix_byte(text) : suffix_byte(text);
  if (!byte) return in_.fail(start), -1;
  return *byte;
}

int Literals::syllable_pair() {
  const char* const start = in_.position();
  const int high = syllable(true);
  if (high < 0) return -1;
  const int low = syllable(false);
  if (low < 0) return in_.fail(start), -1;
  return high * 256 + low;
}

Noun Literals::phonetic_name() {
  const char* const start = in_.position();
  // Pairs, the first of them not 0, joined by hyphens; from 64 bits on there are whole quadruples after double hyphens.
  if (const int first = syllable_pair(); first > 0) {
    std::vector<uint16_t> pairs{static_cast<uint16_t>(first)};
    const auto more = [&](size_t count) {
      for (size_t i = 0; i < count; ++i) {
        const char* const before = in_.position();
        const int next = in_.take('-') ? syllable_pair() : -1;
        if (next < 0) return in_.fail(before);
        pairs.push_back(static_cast<uint16_t>(next));
      }
      return true;
    };
    more(3);
    const size_t head = pairs.size();
    const char* const head_end = in_.position();
    for (;;) {
      const char* const before = in_.position();
      const size_t kept = pairs.size();
      const int next = in_.take("--") && in_.optional_gap() ? syllable_pair() : -1;
      if (next >= 0) pairs.push_back(static_cast<uint16_t>(next));
      if (next < 0 || !more(3)) {
        pairs.resize(kept);
        in_.fail(before);
        break;
      }
    }
    if (pairs.size() == head && head < 2) {
      in_.fail(start);
    } else {
      if (pairs.size() == head) in_.fail(head_end);
      std::vector<uint64_t> limbs((pairs.size() + 3) / 4, 0);
      for (size_t i = 0; i < pairs.size(); ++i) {
        const size_t at = pairs.size() - 1 - i;
        limbs[at / 4] |= uint64_t{pairs[i]} << (at % 4 * 16);
      }
      while (!limbs.empty() && limbs.back() == 0) limbs.pop_back();
      return limbs.size() <= 1 ? arena_.atom(limbs.empty() ? 0 : unscramble(limbs[0])) : arena_.atom_limbs(limbs);
    }
  }
  in_.fail(start);
  // A star: its prefix is not doz.
  if (const int high = syllable(true); high > 0) {
    if (const int low = syllable(false); low >= 0) return arena_.atom(unscramble(uint64_t(high) * 256 + uint64_t(low)));
  }
  in_.fail(start);
  if (const int low = syllable(false); low >= 0) return arena_.atom(static_cast<uint64_t>(low));
  return Noun::none();
}

// The plain syllables of @q: a pair or a suffix, then pairs.
Noun Literals::phonetic_digits() {
  std::vector<uint16_t> pairs;
  int first = syllable_pair();
  if (first < 0) first = syllable(false);
  if (first < 0) return Noun::none();
  pairs.push_back(static_cast<uint16_t>(first));
  for (;;) {
    const char* const before = in_.position();
    const int next = in_.hep_separator() ? syllable_pair() : -1;
    if (next < 0) {
      in_.fail(before);
      break;
    }
    pairs.push_back(static_cast<uint16_t>(next));
  }
  std::vector<uint64_t> limbs((pairs.size() + 3) / 4, 0);
  for (size_t i = 0; i < pairs.size(); ++i) {
    const size_t at = pairs.size() - 1 - i;
    limbs[at / 4] |= uint64_t{pairs[i]} << (at % 4 * 16);
  }
  return arena_.atom_limbs(limbs);
}

// ---- text ----

Noun Literals::knot() {
  std::string text;
  while (is_knot(in_.peek())) {
    text.push_back(static_cast<char>(in_.peek()));
    in_.bump();
  }
  return arena_.cord(text);
}

// Text in the characters of a knot: `.` is a space, `~.` and `~~` are `.` and `~`, `~41.` is the character 0x41.
Noun Literals::escaped_text() {
  std::string text;
  for (;;) {
    const int c = in_.peek();
    if (is_symbol(c) || c == '_') {
      text.push_back(static_cast<char>(c));
      in_.bump();
      continue;
    }
    if (in_.take('.')) {
      text.push_back(' ');
      continue;
    }
    const char* const before = in_.position();
    if (!in_.take('~')) break;
    const char* const after_sig = in_.position();
    std::string digits;
    for (;;) {
      const char* const at = in_.position();
      if (!digits.empty()) in_.continuation();
      const int v = hex_value(in_.peek());
      if (v < 0) {
        in_.fail(at);
        break;
      }
      digits.push_back("0123456789abcdef"[v]);
      in_.bump();
    }
    if (!digits.empty() && in_.take('.')) {
      Big code;
      mpz_set_str(code.backend().data(), digits.c_str(), 16);
      append_utf8(atom_from_big(arena_, code), text);
      continue;
    }
    in_.fail(after_sig);
    if (in_.take('~')) {
      text.push_back('~');
    } else if (in_.take('.')) {
      text.push_back('.');
    } else {
      in_.fail(before);
      break;
    }
  }
  return arena_.cord(text);
}

Noun Literals::characters() {
  return utf32(arena_, cord_text(escaped_text()));
}

// ---- kinds ----

Noun Literals::tilde() {
  const char* const start = in_.position();
  if (const Noun n = date(); !n.is_none()) return arena_.cons("da"_n, n);
  if (const Noun n = duration(); !n.is_none()) return arena_.cons("dr"_n, n);
  if (const Noun n = phonetic_name(); !n.is_none()) return arena_.cons("p"_n, n);
  if (in_.take('.')) return arena_.cons("ta"_n, knot());
  if (in_.take('~')) return arena_.cons("t"_n, escaped_text());
  if (in_.take('-')) return arena_.cons("c"_n, characters());
  return in_.none(start);
}

Noun Literals::tilde_coin() {
  const char* const start = in_.position();
  if (in_.take('0')) {
    std::string digits;
    for (;;) {
      const int c = in_.peek();
      if (!is_digit(c) && !(c >= 'a' && c <= 'v')) break;
      digits.push_back(static_cast<char>(c));
      in_.bump();
    }
    if (!digits.empty()) {
      Big jammed;
      mpz_set_str(jammed.backend().data(), digits.c_str(), 32);
      std::vector<uint8_t> bytes((digits.size() * 5 + 7) / 8);
      mpz_export(bytes.data(), nullptr, -1, 1, 1, 0, jammed.backend().data());
      const Cued cued = cue(arena_, bytes, CueMode::reference);
      if (cued.ok()) return arena_.cons("blob"_n, cued.noun);
    }
    in_.fail(start);
  }
  const Noun plain = tilde();
  return plain.is_none() ? plain : arena_.cons(""_n, plain);
}

// Coins between underscores. Each is a knot in which `~-` and `~~` stand for `_` and `~`, read as a text of its own.
Noun Literals::many() {
  const char* const start = in_.position();
  if (!in_.take('_')) return Noun::none();
  std::vector<Noun> coins;
  const auto element = [&]() -> Noun {
    const char* const before = in_.position();
    std::string text;
    while (is_knot(in_.peek()) && in_.peek() != '_') {
      text.push_back(static_cast<char>(in_.peek()));
      in_.bump();
    }
    std::string plain;
    for (size_t i = 0; i < text.size(); ++i) {
      if (text[i] != '~') {
        plain.push_back(text[i]);
        continue;
      }
      ++i;
      if (i == text.size() || (text[i] != '~' && text[i] != '-')) return in_.none(before);
      plain.push_back(text[i] == '-' ? '_' : '~');
    }
    const Noun coin = read_coin(arena_, plain, kelvin_);
    return coin.is_none() ? in_.none(before) : coin;
  };
  if (Noun coin = element(); !coin.is_none()) {
    coins.push_back(coin);
    for (;;) {
      const char* const before = in_.position();
      coin = in_.take('_') ? element() : Noun::none();
      if (coin.is_none()) {
        in_.fail(before);
        break;
      }
      coins.push_back(coin);
    }
  }
  return in_.take("__") ? arena_.cons("many"_n, arena_.list(coins)) : in_.none(start);
}

Noun Literals::dotted_coin() {
  const Noun plain = dotted();
  return plain.is_none() ? many() : arena_.cons(""_n, plain);
}

Noun Literals::coin() {
  const char* const start = in_.position();
  const int c = in_.peek();
  const auto plain = [&](Noun dime) { return dime.is_none() ? dime : arena_.cons(""_n, dime); };
  if (is_lower(c)) return plain(arena_.cons("tas"_n, in_.symbol(arena_)));
  if (is_digit(c)) return plain(number());
  if (c == '-') return plain(signed_number());
  if (in_.take('.')) {
    const Noun coin = dotted_coin();
    return coin.is_none() ? in_.none(start) : coin;
  }
  if (in_.take('~')) {
    const Noun coin = tilde_coin();
    return coin.is_none() ? plain(arena_.cons("n"_n, Noun::direct(0))) : coin;
  }
  return Noun::none();
}

namespace {

// Whether the text that a coin is written as is read as that coin; for checks. A coin without a text of its own is let
// pass.
[[maybe_unused]] bool reads_back(Arena& arena, Noun coin, Kelvin kelvin) {
  std::string text;
  if (!append_coin(coin, text, kelvin) || !has_own_text(coin)) return true;
  const Source source(text);
  Scanner in(source);
  return Literals(in, arena, kelvin).coin() == coin && in.at_end();
}

}  // namespace

Noun read_coin(Arena& arena, std::string_view text, Kelvin kelvin) {
  const Source source(text);
  Scanner in(source);
  const Noun coin = Literals(in, arena, kelvin).coin();
  if (coin.is_none() || !in.at_end()) return Noun::none();
  GALENA_CHECK(!GALENA_NOW_AND_THEN(10) || reads_back(arena, coin, kelvin));
  return coin;
}

Noun read_atom(Arena& arena, std::string_view aura, std::string_view text, Kelvin kelvin) {
  const Noun coin = read_coin(arena, text, kelvin);
  if (coin.is_none() || coin.head() != ""_n || coin.tail().head() != arena.cord(aura)) return Noun::none();
  return coin.tail().tail();
}

}  // namespace galena::hoon
