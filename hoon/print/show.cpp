#include "hoon/print/show.h"

#include <algorithm>

#include "hoon/aura/phonetic.h"
#include "hoon/aura/scot.h"
#include "hoon/noun/stack.h"
#include "hoon/noun/tape.h"
#include "hoon/print/pattern.h"
#include "nock/base/check.h"
#include "nock/noun/text.h"

namespace galena::hoon {
namespace {

// The number formats of messages are older than those of literals: groups are set apart by other marks, @uv is base 64
// in the usual alphabet, and @p is not scrambled.
void append_grouped(std::string_view digits, size_t group, char mark, std::string& out) {
  for (size_t i = 0; i < digits.size(); ++i) {
    if (i != 0 && (digits.size() - i) % group == 0) out += mark;
    out += digits[i];
  }
}

// The digits of an atom as a literal of `aura` would have them, without its prefix of `prefix` characters and its dots.
std::string plain_digits(std::string_view aura, size_t prefix, Noun atom) {
  std::string digits;
  append_atom(aura, atom, digits);
  digits.erase(0, prefix);
  std::erase(digits, '.');
  return digits;
}

void append_old_decimal(Noun atom, std::string& out) {
  append_grouped(plain_digits("ud", 0, atom), 3, ',', out);
}
void append_old_binary(Noun atom, std::string& out) {
  out += "0b";
  append_grouped(plain_digits("ub", 2, atom), 4, '-', out);
}
void append_old_hex(Noun atom, std::string& out) {
  out += "0x";
  append_grouped(plain_digits("ux", 2, atom), 4, '-', out);
}

void append_old_base64(Noun atom, std::string& out) {
  constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-+";
  constexpr std::string_view kLiteral = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-~";
  std::string digits = plain_digits("uw", 2, atom);
  for (char& digit : digits) digit = kAlphabet[kLiteral.find(digit)];
  out += "0v";
  append_grouped(digits, 4, '-', out);
}

// Syllables of 32 bits of a number that has `bytes` bytes.
void append_old_name(uint32_t number, size_t bytes, std::string& out) {
  if (bytes == 0) {
    out += '~';
  } else if (bytes == 1) {
    out += prefix_syllable(static_cast<uint8_t>(number));
  } else {
    const auto pair = [&](uint32_t word) {
      const auto high = static_cast<uint8_t>(word >> 8);
      out += suffix_syllable(high);
      out += prefix_syllable(static_cast<uint8_t>(high ^ word));
    };
    if (bytes == 2) return pair(number);
    const uint32_t high = number >> 16;
    append_old_name(high, high == 0 ? 0 : high < 0x100 ? 1 : 2, out);
    out += '-';
    pair(high ^ (number & 0xffff));
  }
}

void append_old_ship(Noun atom, std::string& out) {
  uint64_t small;
  const Limbs limbs = limbs_of(atom, small);
  const uint64_t bytes = byte_length(atom);
  out += '-';
  for (uint64_t i = std::max<uint64_t>(1, (bytes + 3) / 4); i-- > 0;) {
    const uint64_t limb = i / 2 < limbs.size ? limbs.data[i / 2] : 0;
    const bool top = (i + 1) * 4 >= bytes;
    append_old_name(static_cast<uint32_t>(limb >> 32 * (i % 2)), top ? bytes - i * 4 : 4, out);
    if (i != 0) out += "--";
  }
}

void append_old_text(Noun atom, std::string& out) {
  out += '\'';
  append_mesc(cord_text(atom), out);
  out += '\'';
}

// A term where it looks like one, else a number.
void append_old_any(Noun atom, std::string& out) {
  const std::string text = cord_text(atom);
  const bool term = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") == std::string::npos;
  if (text.size() >= 2 && term) {
    out += '%';
    out += text;
  } else if (text.size() <= 2) {
    append_old_decimal(atom, out);
  } else {
    append_old_hex(atom, out);
  }
}

const Punctuation kTuple = Punctuation::rose(" ", "[", "]");
const Punctuation kPath = Punctuation::rose("/", "/", "");
const Punctuation kWing = Punctuation::rose(".", "", "");
const Punctuation kLabel = {true, ".", "-", "", ""};

class Shower {
 public:
  explicit Shower(Tank& tank) : tank_(tank) {}

  void show(Noun message) {
    check_stack();
    if (message.is_atom()) return escaped(message);
    const Noun kind = message.head();
    const Noun content = message.tail();
    if (kind.is_cell()) return show_compound(kind, content);
    switch (kind.word()) {
      case ""_w: {
        const std::string tape = tape_text(content);
        return leaf([&](std::string& out) {
          out += '\'';
          append_mesc(tape, out);
          out += '\'';
        });
      }
      case "a"_w:
        return escaped(content);
      case "b"_w:
        return numbers(content, append_old_binary);
      case "d"_w:
        return numbers(content, append_old_decimal);
      case "p"_w:
        return numbers(content, append_old_ship);
      case "q"_w:
        return numbers(content, append_old_any);
      case "t"_w:
        return numbers(content, append_old_text);
      case "v"_w:
        return numbers(content, append_old_base64);
      case "x"_w:
        return numbers(content, append_old_hex);
      case "k"_w:
        return document(content);
      case "h"_w:
        return path(content);
      case "l"_w:
        return wing(content);
      case "o"_w:
        return spot(content);
      case "r"_w:
        return list(Punctuation::rose(" ", "{", "}"), content);
      case "z"_w:
        return list(Punctuation::rose("", "", ""), content);
      default:
        throw Unprintable{};
    }
  }

 private:
  template <class Append>
  void leaf(Append append) {
    const size_t begin = tank_.text().size();
    append(tank_.text());
    tank_.end_leaf(begin);
  }

  void escaped(Noun cord) {
    if (cord.is_cell()) throw Unprintable{};
    leaf([&](std::string& out) { append_mesc(cord_text(cord), out); });
  }

  static std::string mesc(Noun cord) {
    if (cord.is_cell()) throw Unprintable{};
    std::string out;
    append_mesc(cord_text(cord), out);
    return out;
  }

  static std::string tape_text(Noun tape) {
    std::string text;
    if (!append_tape(tape, text)) throw Unprintable{};
    return text;
  }

  // A kind with parameters: [%c label], [%m format], [%r separator opener closer], [%r braces].
  void show_compound(Noun kind, Noun content) {
    const Noun parameter = kind.tail();
    switch (kind.head().word()) {
      case "c"_w: {
        const size_t branch = tank_.open(kLabel);
        escaped(parameter);
        show(content);
        return tank_.close(branch);
      }
      case "m"_w:
        if (parameter.is_cell()) throw Unprintable{};
        return leaf([&](std::string& out) { format(cord_text(parameter), content, out); });
      case "r"_w: {
        if (parameter.is_atom()) {
          const std::string braces = cord_text(parameter);
          const auto brace = [&](size_t i) {
            std::string out;
            if (i < braces.size() && braces[i] != '\0') append_mesc({&braces[i], 1}, out);
            return out;
          };
          return list(Punctuation::rose(" ", brace(0), brace(1)), content);
        }
        if (parameter.tail().is_atom()) throw Unprintable{};
        return list(
            Punctuation::rose(mesc(parameter.head()), mesc(parameter.tail().head()), mesc(parameter.tail().tail())),
            content);
      }
      default:
        throw Unprintable{};
    }
  }

  void numbers(Noun noun, void (*append)(Noun, std::string&)) {
    check_stack();
    if (noun.is_atom()) return leaf([&](std::string& out) { append(noun, out); });
    const size_t branch = tank_.open(kTuple);
    for (; noun.is_cell(); noun = noun.tail()) numbers(noun.head(), append);
    numbers(noun, append);
    tank_.close(branch);
  }

  void list(const Punctuation& punctuation, Noun items) {
    const size_t branch = tank_.open(punctuation);
    for (; items.is_cell(); items = items.tail()) show(items.head());
    tank_.close(branch);
  }

  void path(Noun segments) {
    const size_t branch = tank_.open(kPath);
    for (; segments.is_cell(); segments = segments.tail()) {
      if (segments.head().is_cell()) throw Unprintable{};
      tank_.leaf(cord_text(segments.head()));
    }
    if (segments != kNull) throw Unprintable{};
    tank_.close(branch);
  }

  void wing(Noun limbs) {
    const size_t branch = tank_.open(kWing);
    for (; limbs.is_cell(); limbs = limbs.tail()) limb(limbs.head());
    tank_.close(branch);
  }

  // A name; [%& axis]; [%| skips ~] or [%| skips ~ name].
  void limb(Noun noun) {
    if (noun == kNull) return tank_.leaf("$");
    if (noun.is_atom()) return escaped(noun);
    const Noun rest = noun.tail();
    if (noun.head() == kYes && rest.is_atom()) {
      if (rest == Noun::direct(1)) return tank_.leaf(".");
      return leaf([&](std::string& out) {
        out += '+';
        append_old_decimal(rest, out);
      });
    }
    if (noun.head() == kNo && rest.is_cell() && rest.head().is_direct()) {
      const Noun name = rest.tail();
      if (name == kNull) return tank_.leaf(",");
      if (name.is_cell() && name.head() == kNull && name.tail().is_atom()) {
        return leaf([&](std::string& out) {
          out.append(rest.head().direct_value(), '^');
          out += name.tail() == kNull ? "$" : cord_text(name.tail());
        });
      }
    }
    tank_.leaf("#");
  }

  void document(Noun noun) {
    std::optional<Tank> inner = Tank::from_noun(noun);
    if (!inner) throw Unprintable{};
    tank_.append(*inner);
  }

  // [path [line column] [line column]]
  void spot(Noun noun) {
    const auto cell = [](Noun n) {
      if (n.is_atom()) throw Unprintable{};
      return n;
    };
    const Noun range = cell(cell(noun).tail());
    const Noun from = cell(range.head());
    const Noun to = cell(range.tail());
    const Noun places[] = {from.head(), from.tail(), to.head(), to.tail()};
    leaf([&](std::string& out) {
      Tank file;
      Shower(file).path(noun.head());
      out += file.flat();
      const char* const marks[] = {"::[", " ", "].[", " "};
      for (size_t i = 0; i < 4; ++i) {
        out += marks[i];
        Tank number;
        Shower(number).numbers(places[i], append_old_decimal);
        out += number.flat();
      }
      out += "]>";
    });
  }

  // A text in which %x stands for the next of the arguments, shown as a message of kind x.
  void format(std::string_view text, Noun arguments, std::string& out) {
    for (size_t i = 0; i < text.size(); ++i) {
      if (text[i] != '%') {
        append_mesc(text.substr(i, 1), out);
        continue;
      }
      const auto kind = ++i < text.size() ? static_cast<uint8_t>(text[i]) : uint8_t{0};
      if (arguments.is_atom()) {
        out += "\\#";
        continue;
      }
      Tank inner;
      Shower(inner).show_kind(kind, arguments.head());
      out += inner.flat();
      arguments = arguments.tail();
    }
  }

  void show_kind(uint8_t kind, Noun content) {
    // As show([kind content]), without a cell to hold the two.
    Cell cell{{}, Noun::direct(kind), content};
    show(Noun::from(&cell));
  }

  Tank& tank_;
};

}  // namespace

void append_mesc(std::string_view text, std::string& out) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  for (char c : text) {
    const auto byte = static_cast<uint8_t>(c);
    if (c == '\\') {
      out += "\\\\";
    } else if (byte < 32 || byte > 126 || c == '\'') {
      out += "\\0x";
      if (byte >= 16) out += kDigits[byte >> 4];
      out += kDigits[byte & 15];
      out += '/';
    } else {
      out += c;
    }
  }
}

void append_quoted(std::string_view text, char quote, std::string_view special, std::string& out) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  out += quote;
  for (char c : text) {
    const auto byte = static_cast<uint8_t>(c);
    if (c == quote || c == '\\' || special.find(c) != std::string_view::npos) {
      out += '\\';
      out += c;
    } else if (byte < ' ') {
      out += '\\';
      out += kDigits[byte >> 4];
      out += kDigits[byte & 15];
    } else {
      out += c;
    }
  }
  out += quote;
}

std::optional<Tank> show(Noun message) {
  Tank tank;
  try {
    Shower(tank).show(message);
  } catch (const Unprintable&) {
    return std::nullopt;
  }
  GALENA_CHECK(tank.is_complete());
  return tank;
}

}  // namespace galena::hoon
