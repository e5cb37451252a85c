#include <algorithm>

#include "hoon/aura/scot.h"
#include "hoon/noun/stack.h"
#include "hoon/print/print_ast_impl.h"
#include "nock/noun/text.h"

namespace galena::hoon {
namespace {

constexpr std::string_view kLower = "abcdefghijklmnopqrstuvwxyz";

bool is_symbol(std::string_view text) {
  constexpr std::string_view kRest = "abcdefghijklmnopqrstuvwxyz0123456789-";
  return !text.empty() && kLower.find(text[0]) != std::string_view::npos &&
         text.find_first_not_of(kRest) == std::string_view::npos;
}

bool is_knot(std::string_view text) {
  return text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-.~_") == std::string_view::npos;
}

void put_hex(Line& line, uint8_t byte) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  line.put('\\');
  line.put(kDigits[byte >> 4]);
  line.put(kDigits[byte & 15]);
}

bool prints(uint8_t byte) {
  return byte >= 32 && byte != 127;
}

std::string text_of(Noun atom) {
  return atom.is_none() || atom.is_cell() ? std::string() : cord_text(atom);
}

}  // namespace

void AstPrinter::name(Line& line, Noun term) {
  if (term == kNull) return line.put('$');
  const std::string text = text_of(term);
  if (!is_symbol(text)) inexact(line);
  line.put(text.empty() ? "$" : text);
}

// The children of an axis as signs (1 `.`, 2 `-`, 6 `+<`), down to a depth that can still be read; below as a number.
void AstPrinter::axis(Line& line, Noun axis) {
  if (axis == Noun::direct(1)) return line.put('.');
  if (axis.is_direct() && axis.direct_value() >= 2 && axis.direct_value() < 32 && !numeric_axes_) {
    const uint64_t value = axis.direct_value();
    bool outer = true;
    for (int bit = 62 - std::countl_zero(value); bit >= 0; --bit, outer = !outer) {
      const bool tail = (value >> bit & 1) != 0;
      line.put(outer ? (tail ? '+' : '-') : (tail ? '>' : '<'));
    }
    return;
  }
  line.put('+');
  std::string digits;
  append_atom("ui", axis, digits);
  line.put(std::string_view(digits).substr(2));
}

void AstPrinter::limb(Line& line, Noun limb) {
  if (limb.is_atom()) return name(line, limb);
  if (limb.head() == kYes && limb.tail().is_atom()) return axis(line, limb.tail());
  const Noun skips = head_of(limb.tail());
  const Noun name_unit = tail_of(limb.tail());
  if (limb.head() != kNo || skips.is_none() || !skips.is_direct()) {
    inexact(line);
    return line.put('$');
  }
  if (name_unit == kNull) {
    if (skips != kNull) inexact(line);
    return line.put(',');
  }
  line.put(std::string(skips.direct_value(), '^'));
  name(line, tail_of(name_unit));
}

void AstPrinter::wing(Line& line, Noun wing) {
  if (wing.is_atom()) {
    inexact(line);
    return line.put('.');
  }
  for (bool first = true; wing.is_cell(); wing = wing.tail(), first = false) {
    if (!first) line.put('.');
    limb(line, wing.head());
  }
}

void AstPrinter::wings(Line& line, Noun wings) {
  for (bool first = true; wings.is_cell(); wings = wings.tail(), first = false) {
    if (!first) line.put(':');
    wing(line, wings.head());
  }
}

void AstPrinter::quoted_cord(Line& line, Noun cord) {
  line.put('\'');
  for (char c : text_of(cord)) {
    const auto byte = static_cast<uint8_t>(c);
    if (!prints(byte)) {
      put_hex(line, byte);
      continue;
    }
    if (c == '\'' || c == '\\') line.put('\\');
    line.put(c);
  }
  line.put('\'');
}

bool AstPrinter::literal(Line& line, Noun aura, Noun value) {
  if (aura.is_cell()) return false;
  if (aura == ""_n || value.is_cell()) {
    if (aura != ""_n) return false;
    // A jammed noun; a cell of it is a cell of literals.
    std::string text;
    Cell coin{{}, "blob"_n, value};
    if (value.is_cell() || !append_coin(Noun::from(&coin), text, kelvin_)) return false;
    line.put(text);
    return true;
  }
  std::string text;
  switch (aura.word()) {
    case "t"_w:
      quoted_cord(line, value);
      return true;
    case "f"_w:
      if (value != kYes && value != kNo) return false;
      line.put(value == kYes ? '&' : '|');
      return true;
    case "ta"_w:
      if (!is_knot(text_of(value))) return false;
      break;
    case "ub"_w:
    case "uc"_w:
    case "ud"_w:
    case "ui"_w:
    case "ux"_w:
    case "uv"_w:
    case "uw"_w:
    case "sb"_w:
    case "sc"_w:
    case "sd"_w:
    case "si"_w:
    case "sx"_w:
    case "sv"_w:
    case "sw"_w:
    case "p"_w:
    case "q"_w:
    case "da"_w:
    case "dr"_w:
    case "rh"_w:
    case "rs"_w:
    case "rd"_w:
    case "rq"_w:
    case "if"_w:
    case "is"_w:
    case "c"_w:
      break;
    default:
      return false;
  }
  if (!append_atom(text_of(aura), value, text, kelvin_)) return false;
  line.put(text);
  return true;
}

bool AstPrinter::constant(Line& line, Noun aura, Noun value) {
  if (aura.is_cell()) return false;
  const size_t start = line.size();
  line.put('%');
  switch (aura.word()) {
    case ""_w: {
      std::string text;
      Cell coin{{}, "blob"_n, value};
      if (!append_coin(Noun::from(&coin), text, kelvin_)) break;
      line.put(text);
      return true;
    }
    case "tas"_w:
      if (value.is_cell() || (value != Noun::zero() && !is_symbol(text_of(value)))) break;
      name(line, value);
      return true;
    case "n"_w:
      if (value != Noun::zero()) break;
      line.put('~');
      return true;
    default:
      if (literal(line, aura, value)) return true;
  }
  line.cut(start);
  return false;
}

// "text with {expressions}". An expression in it is a tuple.
bool AstPrinter::string(Line& line, Noun woofs) {
  const size_t start = line.size();
  line.put('"');
  for (; woofs.is_cell(); woofs = woofs.tail()) {
    const Noun woof = woofs.head();
    if (woof.is_cell()) {
      const Noun embedded = woof.tail();
      const bool tuple = is_tagged(embedded, "cltr"_n) && embedded.tail().is_cell();
      if (!tuple) inexact(line);
      if (tuple) {
        if (wide_hoons(line, embedded.tail(), "{", "}")) continue;
      } else {
        line.put('{');
        if (wide_hoon(line, embedded)) {
          line.put('}');
          continue;
        }
      }
      line.cut(start);
      return false;
    }
    if (!woof.is_direct() || woof.direct_value() > 255) {
      inexact(line);
      line.put(text_of(woof));
      continue;
    }
    const auto byte = static_cast<uint8_t>(woof.direct_value());
    if (!prints(byte)) {
      put_hex(line, byte);
      continue;
    }
    if (byte == '"' || byte == '\\' || byte == '{') line.put('\\');
    line.put(static_cast<char>(byte));
  }
  line.put('"');
  return true;
}

// /a/b/[c], for lists with the constants that paths are made of. One of @tas is written in a path only.
bool AstPrinter::path(Line& line, Noun hoons) {
  const size_t start = line.size();
  bool constant_seen = false;
  if (hoons == kNull) {
    line.put('/');
    return true;
  }
  for (; hoons.is_cell(); hoons = hoons.tail()) {
    const Noun item = hoons.head();
    const bool sand = is_tagged(item, "sand"_n);
    const Noun aura = sand ? head_of(item.tail()) : Noun::none();
    const Noun value = sand ? tail_of(item.tail()) : Noun::none();
    line.put('/');
    if (aura == "tas"_n && value.is_atom()) {
      constant_seen = true;
      const std::string text = text_of(value);
      if (!text.empty() && !is_symbol(text)) inexact(line);
      line.put(text.empty() ? "$" : text);
      continue;
    }
    if (aura == "ta"_n && value.is_atom()) {
      // Segments are read as literals: decimal numbers without dots and names of ships are the common ones.
      const std::string text = text_of(value);
      const bool number =
          text == "0" || (text.size() <= 3 && text.find_first_not_of("0123456789") == std::string::npos &&
                          !text.empty() && text[0] != '0');
      if (number) {
        constant_seen = true;
        line.put(text);
        continue;
      }
    }
    if (aura == "t"_n && value.is_atom()) {
      quoted_cord(line, value);
      continue;
    }
    line.put('[');
    if (!wide_hoon(line, item)) {
      line.cut(start);
      return false;
    }
    line.put(']');
  }
  if (constant_seen) return true;
  line.cut(start);
  return false;
}

void AstPrinter::mark_name(Line& line, Noun mane) {
  if (mane.is_atom()) return line.put(text_of(mane));
  line.put(text_of(mane.head()));
  line.put('_');
  line.put(text_of(mane.tail()));
}

// tag(attribute "value"):(children), or tag; without children.
bool AstPrinter::element(Line& line, Noun manx) {
  check_stack();
  const size_t start = line.size();
  const Noun tag = head_of(manx);
  const Noun children = tail_of(manx);
  if (tag.is_none() || tag.is_atom()) return false;
  const auto fail = [&] {
    line.cut(start);
    return false;
  };
  if (tag.head() == ""_n) {
    // Text: [[%$ [%$ beers] 0] 0].
    const Noun attribute = head_of(tag.tail());
    if (attribute.is_none() || head_of(attribute) != ""_n || tail_of(tag.tail()) != kNull || children != kNull) {
      return false;
    }
    return string(line, attribute.tail());
  }
  mark_name(line, tag.head());
  Noun attributes = tag.tail();
  if (attributes.is_cell()) {
    line.put('(');
    for (bool first = true; attributes.is_cell(); attributes = attributes.tail(), first = false) {
      if (!first) line.put(", ");
      const Noun value = tail_of(attributes.head());
      if (value.is_none()) return fail();
      mark_name(line, attributes.head().head());
      line.put(' ');
      const Noun only = head_of(value);
      const bool expression = tail_of(value) == kNull && only.is_cell() && !is_tagged(only.tail(), "knit"_n);
      if (expression ? !wide_hoon(line, only.tail()) : !string(line, value)) return fail();
    }
    line.put(')');
  }
  if (children == kNull) {
    line.put(';');
    return true;
  }
  line.put(':');
  return elements(line, children) || fail();
}

// (child child -{tape} ...)
bool AstPrinter::elements(Line& line, Noun marl) {
  const size_t start = line.size();
  line.put('(');
  for (bool first = true; marl.is_cell(); marl = marl.tail(), first = false) {
    if (!first) line.put(' ');
    const Noun child = marl.head();
    const Noun kind = head_of(child);
    bool done = false;
    if (!kind.is_none() && kind.is_cell()) {
      done = element(line, child);
    } else {
      switch (kind.word()) {
        case "tape"_w:
          line.put('-');
          break;
        case "manx"_w:
          line.put('+');
          break;
        case "marl"_w:
          line.put('*');
          break;
        case "call"_w:
          line.put('%');
          break;
        default:
          line.cut(start);
          return false;
      }
      done = wide_hoon(line, child.tail());
    }
    if (!done) {
      line.cut(start);
      return false;
    }
  }
  line.put(')');
  return true;
}

}  // namespace galena::hoon
