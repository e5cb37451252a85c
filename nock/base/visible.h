// Text as it may be shown on a terminal: without what would move its cursor, set its title, turn the direction of
// writing, or hide something, and be taken for what is there. Instead of each such character its bytes are shown, as
// Hoon writes them in text: \1b, \e2\80\ae.
//
// Such are control characters but for newline and tab, the format characters that turn directions or are not seen,
// separators of lines and paragraphs, and all that is not UTF-8, surrogates among it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace galena {

// Linear, and quick where all is ASCII.
std::string visible(std::string_view text);
// The same, but for the codes that colour our own messages (kColors), which stay.
std::string visible_but_colors(std::string_view text);
// The same for text in JSON, which is JSON again, of the same strings: there they are \u001b and \u202e.
std::string visible_json(std::string_view json);
// The same as a text or an attribute of an XML document.
std::string visible_xml(std::string_view text);

// Whether a character is shown as it is.
bool is_visible(uint32_t character);

// What stands between ESC [ and m in our own messages.
inline constexpr std::string_view kColors[] = {"0", "1", "2", "1;31", "1;32", "1;36", "31", "33"};

}  // namespace galena
