#include "nock/base/visible.h"

#include <fmt/format.h>

#include <algorithm>

namespace galena {
namespace {

// A character at the beginning of a text: its code, or its first byte where it is no UTF-8; how many bytes it has.
struct Character {
  uint32_t code;
  size_t size;
  bool valid;
};

Character first_of(std::string_view text) {
  const auto byte = [&](size_t i) { return static_cast<uint8_t>(text[i]); };
  const uint8_t lead = byte(0);
  if (lead < 0x80) return {lead, 1, true};
  const size_t size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || text.size() < size) return {lead, 1, false};
  uint32_t code = lead & (0x7fu >> size);
  for (size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xc0) != 0x80) return {lead, 1, false};
    code = code << 6 | (byte(i) & 0x3f);
  }
  const bool shortest = code >= (size == 4 ? 0x10000u : size == 3 ? 0x800u : 0x80u);
  if (!shortest || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return {lead, 1, false};
  return {code, size, true};
}

bool is_plain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<uint8_t>(c);
    return (byte >= 0x20 && byte < 0x7f) || byte == '\n' || byte == '\t';
  });
}

// The length of a colour's code at the beginning of a text, or 0.
size_t color_at(std::string_view text) {
  if (!text.starts_with("\x1b[")) return 0;
  const std::string_view rest = text.substr(2, 8);
  const size_t end = rest.find('m');
  const bool ours = end != rest.npos && std::ranges::find(kColors, rest.substr(0, end)) != std::end(kColors);
  return ours ? 2 + end + 1 : 0;
}

// `hidden` appends what stands for a character that is not shown, given its bytes.
template <class Hidden>
std::string shown(std::string_view text, bool colors, Hidden hidden) {
  if (is_plain(text)) return std::string(text);
  std::string out;
  out.reserve(text.size() + 16);
  while (!text.empty()) {
    size_t size = colors ? color_at(text) : 0;
    if (size != 0) {
      out += text.substr(0, size);
    } else {
      const Character c = first_of(text);
      size = c.size;
      if (c.valid && (c.code == '\n' || c.code == '\t' || is_visible(c.code))) {
        out += text.substr(0, size);
      } else {
        hidden(out, c, text.substr(0, size));
      }
    }
    text.remove_prefix(size);
  }
  return out;
}

void append_bytes(std::string& out, const Character&, std::string_view bytes) {
  for (const char c : bytes) fmt::format_to(std::back_inserter(out), "\\{:02x}", static_cast<uint8_t>(c));
}

}  // namespace

bool is_visible(uint32_t c) {
  struct Range {
    uint32_t first, last;
  };
  static constexpr Range kHidden[] = {
      {0x00, 0x1f},        // control characters
      {0x7f, 0x9f},        // and more of them
      {0xad, 0xad},        // a hyphen that is mostly not there
      {0x61c, 0x61c},      // a mark of direction
      {0x180e, 0x180e},    // a separator without width
      {0x200b, 0x200b},    // a space without width
      {0x200e, 0x200f},    // marks of direction
      {0x2028, 0x202e},    // separators of lines and paragraphs; directions
      {0x2060, 0x206f},    // operators that are not seen; directions
      {0xd800, 0xdfff},    // surrogates
      {0xfeff, 0xfeff},    // a byte order mark
      {0xfff0, 0xfffb},    // annotations
      {0xfffe, 0xffff},    // no characters
      {0xe0000, 0xe007f},  // tags
  };
  if (c > 0x10ffff) return false;
  return std::ranges::none_of(kHidden, [&](const Range& r) { return r.first <= c && c <= r.last; });
}

std::string visible(std::string_view text) {
  return shown(text, false, append_bytes);
}

std::string visible_but_colors(std::string_view text) {
  return shown(text, true, append_bytes);
}

std::string visible_json(std::string_view json) {
  return shown(json, false, [](std::string& out, const Character& c, std::string_view) {
    // What is no UTF-8 is no JSON, either.
    const uint32_t code = c.valid ? c.code : 0xfffd;
    if (code < 0x10000) {
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", code);
    } else {
      fmt::format_to(std::back_inserter(out), "\\u{:04x}\\u{:04x}", 0xd7c0 + (code >> 10), 0xdc00 + (code & 0x3ff));
    }
  });
}

std::string visible_xml(std::string_view text) {
  std::string out;
  for (const char c : visible(text)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

}  // namespace galena
